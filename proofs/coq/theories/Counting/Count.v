(** * Counting from a map as given

    Each function takes a map f, the number k of steps, hints for the search ([Counting.Search]) and the ends
    of an interval; where it answers, the answer is right. It gives no answer if the hints do not suffice. No
    theorem asks that f maps the interval into itself: f is a map of the line. *)
From Coq Require Import ZArith QArith Lqa List Bool.
From ExactPL Require Import Definitions.Functions Definitions.Maps Arithmetic.Rationals.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Piecewise Maps.Conversion Maps.Refinement.
From ExactPL Require Import Counting.Graphs Counting.Orbits Counting.Search Counting.Stretches.
From ExactPL Require Import Counting.Pieces Counting.Laps Counting.Crossings Counting.LevelSets
  Counting.Slopes.
From ExactPL Require Import Counting.Unbounded Counting.UnboundedLevels Counting.Hints.
Import ListNotations.
Open Scope Q_scope.

(** The computing form of f and the tested graph of f^k on [a, b]. *)
Definition prepare (f : plmap) (k : nat) (h : hints) (a b : Q) : option (piecewise * graph) :=
  let g := to_piecewise f in
  let gr := build_graph g k h in
  if represents f g && graph_fits g gr a b then Some (g, gr) else None.
Lemma prepare_ok : forall f k h a b g gr, prepare f k h a b = Some (g, gr) ->
  represents f g = true /\ graph_fits g gr a b = true.
Proof.
  intros f k h a b g gr ready. unfold prepare in ready. destruct (_ && _) eqn:tests; [|discriminate].
  injection ready as <- <-. now apply andb_true_iff in tests.
Qed.

(** ** Pieces *)

Definition count_pieces (f : plmap) (k : nat) (h : hints) (a b : Q) : option N :=
  match prepare f k h a b with
  | Some (g, gr) => option_map N.succ (kinks_on_root g gr k)
  | None => None
  end.
(** T1.2.2: the number of pieces of f^k on [a, b]. *)
Theorem count_pieces_sound : forall f k h a b n, count_pieces f k h a b = Some n ->
  pieces (iter k (value f)) a b n.
Proof.
  intros f k h a b n count. unfold count_pieces in count.
  destruct (prepare f k h a b) as [[g gr]|] eqn:ready; [|discriminate].
  destruct (prepare_ok f k h a b g gr ready) as [same fit].
  destruct (kinks_on_root g gr k) as [w|] eqn:kinks; [|discriminate]. injection count as <-.
  apply (pieces_ext (iter k (piecewise_value g))); [intros x _ _; now apply represents_iter|].
  now apply (pieces_of_iterate g gr).
Qed.

(** ** Laps *)

Definition count_laps (f : plmap) (k : nat) (h : hints) (a b : Q) : option N :=
  match prepare f k h a b with
  | Some (g, gr) => option_map laps_of_summary (lap_summary g gr k)
  | None => None
  end.
(** T1.2.3: the number of laps of f^k on [a, b]. *)
Theorem count_laps_sound : forall f k h a b n, count_laps f k h a b = Some n -> laps (iter k (value f)) a b n.
Proof.
  intros f k h a b n count. unfold count_laps in count.
  destruct (prepare f k h a b) as [[g gr]|] eqn:ready; [|discriminate].
  destruct (prepare_ok f k h a b g gr ready) as [same fit].
  destruct (lap_summary g gr k) as [S|] eqn:summary; [|discriminate]. injection count as <-.
  apply (laps_ext (iter k (piecewise_value g))); [intros x _ _; now apply represents_iter|].
  now apply (laps_of_iterate g gr).
Qed.

(** ** Crossings of a level *)

(** The computing form of f with a cut more, at the level; the tested graph; and the number of that cut. The
    hints are for this form. *)
Definition prepare_level (f : plmap) (k : nat) (level : Q) (h : hints) (a b : Q) : option
  (piecewise * graph * nat) :=
  let g := insert_cut level (to_piecewise f) in
  let gr := build_graph g k h in
  let i := cuts_below (cuts g) level in
  if represents f (to_piecewise f) && graph_fits g gr a b &&
     match nth_error (cuts g) i with Some y => Qeq_bool y level | None => false end
  then Some (g, gr, i) else None.
Lemma prepare_level_ok : forall f k level h a b g gr i, prepare_level f k level h a b = Some (g, gr, i) ->
  graph_fits g gr a b = true /\ (exists y, nth_error (cuts g) i = Some y /\ y == level) /\
  forall x, iter k (piecewise_value g) x == iter k (value f) x.
Proof.
  intros f k level h a b g gr i ready. unfold prepare_level in ready.
  destruct (represents f (to_piecewise f)) eqn:same; [|discriminate].
  destruct (graph_fits _ _ a b) eqn:fit; [|discriminate].
  destruct (nth_error _ _) as [y|] eqn:at_level; [|discriminate].
  destruct (Qeq_bool y level) eqn:eq; [|discriminate].
  injection ready as <- <- <-. split; [exact fit|].
  split; [exists y; split; [exact at_level|now apply Qeq_bool_iff]|].
  intros x. rewrite <- (represents_iter f _ same). apply iter_same; [|apply piecewise_value_extensional].
  intros z. apply insert_cut_value.
Qed.

Definition count_crossings (f : plmap) (k : nat) (level : Q) (h : hints) (a b : Q) : option N :=
  match prepare_level f k level h a b with
  | Some (g, gr, i) => option_map changes (crossing_summary g gr i k)
  | None => None
  end.
(** T1.3.1: how often f^k crosses a level on [a, b]. *)
Theorem count_crossings_sound : forall f k level h a b n, count_crossings f k level h a b = Some n ->
  crossings (iter k (value f)) level a b n.
Proof.
  intros f k level h a b n count. unfold count_crossings in count.
  destruct (prepare_level f k level h a b) as [[[g gr] i]|] eqn:ready; [|discriminate].
  destruct (prepare_level_ok f k level h a b g gr i ready) as (fit & (y & at_level & eq_level) & agree).
  destruct (crossing_summary g gr i k) as [S|] eqn:summary; [|discriminate]. injection count as <-.
  pose proof (crossings_of_iterate g gr i a b y k S fit at_level summary) as crossed.
  apply (crossings_level _ y level a b _ eq_level).
  apply (crossings_same y (iter k (piecewise_value g)) _ a b); auto; reflexivity.
Qed.

Definition count_components (f : plmap) (k : nat) (level : Q) (h : hints) (a b : Q) : option N :=
  match prepare_level f k level h a b with
  | Some (g, gr, i) => option_map (fun s => fst (fst s)) (components_on_root g gr i k)
  | None => None
  end.
(** T1.3.2: the number of components of the set of the points of [a, b] that f^k takes to a level. *)
Theorem count_components_sound : forall f k level h a b n, count_components f k level h a b = Some n ->
  level_components (iter k (value f)) level a b n.
Proof.
  intros f k level h a b n count. unfold count_components in count.
  destruct (prepare_level f k level h a b) as [[[g gr] i]|] eqn:ready; [|discriminate].
  destruct (prepare_level_ok f k level h a b g gr i ready) as (fit & (y & at_level & eq_level) & agree).
  destruct (components_on_root g gr i k) as [[[m first] last]|] eqn:summary; [|discriminate].
  injection count as <-.
  pose proof (components_of_iterate g gr i a b y k m first last fit at_level summary) as counted.
  apply (level_components_level _ y level a b _ eq_level).
  apply (level_components_same y (iter k (piecewise_value g)) _ a b); auto; reflexivity.
Qed.

(** ** Slopes *)

Definition iterate_slopes (f : plmap) (k : nat) (h : hints) (a b : Q) : option (Q * Q) :=
  match prepare f k h a b with
  | Some (g, gr) => slopes_of_root g gr k
  | None => None
  end.
(** T1.6.1: the least and the greatest absolute slope of f^k on [a, b]; tested for given numbers. *)
Definition slope_range_is (f : plmap) (k : nat) (h : hints) (a b least greatest : Q) : bool :=
  match iterate_slopes f k h a b with
  | Some (lo, hi) => Qeq_bool lo least && Qeq_bool hi greatest
  | None => false
  end.
Theorem iterate_slopes_sound : forall f k h a b lo hi, iterate_slopes f k h a b = Some (lo, hi) ->
  slope_range (iter k (value f)) a b lo hi.
Proof.
  intros f k h a b lo hi known. unfold iterate_slopes in known.
  destruct (prepare f k h a b) as [[g gr]|] eqn:ready; [|discriminate].
  destruct (prepare_ok f k h a b g gr ready) as [same fit].
  apply (slope_range_same (iter k (piecewise_value g)) _ a b a b lo hi lo hi); try reflexivity.
  - intros x. now apply represents_iter.
  - now apply (slopes_of_iterate g gr).
Qed.
Theorem slope_range_is_sound : forall f k h a b least greatest, slope_range_is f k h a b least greatest =
  true ->
  slope_range (iter k (value f)) a b least greatest.
Proof.
  intros f k h a b least greatest test. unfold slope_range_is in test.
  destruct (iterate_slopes f k h a b) as [[lo hi]|] eqn:known; [|discriminate].
  apply andb_true_iff in test as [eq_lo eq_hi]. apply Qeq_bool_iff in eq_lo, eq_hi.
  apply (slope_range_same (iter k (value f)) _ a b a b lo hi least greatest); auto; try reflexivity.
  now apply (iterate_slopes_sound f k h).
Qed.

(** ** Unbounded intervals *)

(** The ends of the bounded interval [A, B] to which the counting is reduced, and the starts A' > A and B' <
    B of two rays on which f^k is affine. *)
Record frame := Frame { frame_left : Q; left_ray : Q; right_ray : Q; frame_right : Q }.
Definition frame_fits (f : plmap) (k : nat) (r : frame) (lo hi : option Q) : bool :=
  let g := to_piecewise f in
  represents f g && continuous_piecewise g &&
  rays_fit g k lo hi (frame_left r) (left_ray r) (right_ray r) (frame_right r).
Lemma frame_fits_ok : forall f k r lo hi, frame_fits f k r lo hi = true -> frame_left r < frame_right r /\
  affine_outside (iter k (value f)) lo hi (frame_left r) (frame_right r).
Proof.
  intros f k [A A' B' B] lo hi test. unfold frame_fits in test.
  cbn [frame_left left_ray right_ray frame_right] in *.
  apply andb_true_iff in test as [test rays]. apply andb_true_iff in test as [same continuous].
  destruct (rays_fit_ok _ k lo hi A A' B' B continuous rays) as [A_B outside]. split; [exact A_B|].
  apply (affine_outside_same (iter k (piecewise_value (to_piecewise f)))); [|exact outside].
  intros x. now apply represents_iter.
Qed.

Definition count_pieces_between (f : plmap) (k : nat) (h : hints) (r : frame) (lo hi : option Q) : option N :=
  if frame_fits f k r lo hi then count_pieces f k h (frame_left r) (frame_right r) else None.
(** T1.4, T1.2.2: the number of pieces of f^k on an interval that may be unbounded. *)
Theorem count_pieces_between_sound : forall f k h r lo hi n, count_pieces_between f k h r lo hi = Some n ->
  pieces_between (iter k (value f)) lo hi n.
Proof.
  intros f k h r lo hi n count. unfold count_pieces_between in count.
  destruct (frame_fits f k r lo hi) eqn:test; [|discriminate].
  destruct (frame_fits_ok f k r lo hi test) as [lt outside].
  apply (pieces_outside _ lo hi (frame_left r) (frame_right r)); auto. now apply (count_pieces_sound f k h).
Qed.
Definition count_laps_between (f : plmap) (k : nat) (h : hints) (r : frame) (lo hi : option Q) : option N :=
  if frame_fits f k r lo hi then count_laps f k h (frame_left r) (frame_right r) else None.
(** T1.4, T1.2.3: the number of laps of f^k on an interval that may be unbounded. *)
Theorem count_laps_between_sound : forall f k h r lo hi n, count_laps_between f k h r lo hi = Some n ->
  laps_between (iter k (value f)) lo hi n.
Proof.
  intros f k h r lo hi n count. unfold count_laps_between in count.
  destruct (frame_fits f k r lo hi) eqn:test; [|discriminate].
  destruct (frame_fits_ok f k r lo hi test) as [lt outside].
  apply (laps_outside _ lo hi (frame_left r) (frame_right r)); auto. now apply (count_laps_sound f k h).
Qed.

Definition slope_range_between_is (f : plmap) (k : nat) (h : hints) (r : frame) (lo hi : option Q)
  (least greatest : Q) : bool :=
  frame_fits f k r lo hi && slope_range_is f k h (frame_left r) (frame_right r) least greatest.
(** T1.4, T1.6.1: the least and the greatest absolute slope of f^k on an interval that may be unbounded. *)
Theorem slope_range_between_is_sound : forall f k h r lo hi least greatest,
  slope_range_between_is f k h r lo hi least greatest = true ->
  slope_range_between (iter k (value f)) lo hi least greatest.
Proof.
  intros f k h r lo hi least greatest test. apply andb_true_iff in test as [frame_test range].
  destruct (frame_fits_ok f k r lo hi frame_test) as [lt outside].
  apply (slopes_outside _ lo hi (frame_left r) (frame_right r)); auto. now apply (slope_range_is_sound f k h).
Qed.

Definition level_frame_fits (f : plmap) (k : nat) (level : Q) (r : frame) (lo hi : option Q) : bool :=
  let g := to_piecewise f in
  represents f g && continuous_piecewise g &&
  sides_fit g k level lo hi (frame_left r) (left_ray r) (right_ray r) (frame_right r).
Definition count_crossings_between (f : plmap) (k : nat) (level : Q) (h : hints) (r : frame)
  (lo hi : option Q) : option N :=
  if level_frame_fits f k level r lo hi then count_crossings f k level h (frame_left r) (frame_right r) else
    None.
(** T1.3.4: how often f^k crosses a level on an interval that may be unbounded. *)
Theorem count_crossings_between_sound : forall f k level h r lo hi n,
  count_crossings_between f k level h r lo hi = Some n -> crossings_between (iter k (value f)) level lo hi n.
Proof.
  intros f k level h r lo hi n count. unfold count_crossings_between in count.
  destruct (level_frame_fits f k level r lo hi) eqn:test; [|discriminate]. unfold level_frame_fits in test.
  apply andb_true_iff in test as [test sides]. apply andb_true_iff in test as [same continuous].
  destruct (sides_fit_ok _ k level lo hi _ _ _ _ continuous sides) as [lt kept].
  apply (crossings_outside _ level lo hi (frame_left r) (frame_right r)); auto.
  - apply iter_extensional, value_extensional.
  - apply (sides_kept_same (iter k (piecewise_value (to_piecewise f)))); [|exact kept].
    intros x. now apply represents_iter.
  - now apply (count_crossings_sound f k level h).
Qed.

(** ** With hints that are found

    The same functions without hints. [bits]: how long denominators may be before enclosures take over. *)

Definition pieces_of (f : plmap) (k : nat) (bits : N) (a b : Q) : option N :=
  count_pieces f k (find_hints (to_piecewise f) k bits a b) a b.
(** T1.2.2. *)
Theorem pieces_of_sound : forall f k bits a b n, pieces_of f k bits a b = Some n ->
  pieces (iter k (value f)) a b n.
Proof. intros f k bits a b n. apply count_pieces_sound. Qed.

Definition laps_of (f : plmap) (k : nat) (bits : N) (a b : Q) : option N :=
  count_laps f k (find_hints (to_piecewise f) k bits a b) a b.
(** T1.2.3. *)
Theorem laps_of_sound : forall f k bits a b n, laps_of f k bits a b = Some n -> laps (iter k (value f)) a b n.
Proof. intros f k bits a b n. apply count_laps_sound. Qed.

Definition crossings_of (f : plmap) (k : nat) (level : Q) (bits : N) (a b : Q) : option N :=
  count_crossings f k level (find_hints (insert_cut level (to_piecewise f)) k bits a b) a b.
(** T1.3.1. *)
Theorem crossings_of_sound : forall f k level bits a b n, crossings_of f k level bits a b = Some n ->
  crossings (iter k (value f)) level a b n.
Proof. intros f k level bits a b n. apply count_crossings_sound. Qed.

Definition components_of (f : plmap) (k : nat) (level : Q) (bits : N) (a b : Q) : option N :=
  count_components f k level (find_hints (insert_cut level (to_piecewise f)) k bits a b) a b.
(** T1.3.2. *)
Theorem components_of_sound : forall f k level bits a b n, components_of f k level bits a b = Some n ->
  level_components (iter k (value f)) level a b n.
Proof. intros f k level bits a b n. apply count_components_sound. Qed.

Definition slopes_are (f : plmap) (k : nat) (bits : N) (a b least greatest : Q) : bool :=
  slope_range_is f k (find_hints (to_piecewise f) k bits a b) a b least greatest.
(** T1.6.1. *)
Theorem slopes_are_sound : forall f k bits a b least greatest, slopes_are f k bits a b least greatest =
  true ->
  slope_range (iter k (value f)) a b least greatest.
Proof. intros f k bits a b least greatest. apply slope_range_is_sound. Qed.

Definition find_frame (f : plmap) (k : nat) (test : bool -> Q -> bool) (lo hi : option Q) : frame :=
  let g := to_piecewise f in
  let tries := (2 + Nat.log2_up k)%nat in
  let m := first_ray g in
  let '(A, A') :=
    match lo with
    | Some a => (a, a)
    | None => let r := find_ray (test false) false tries m in (inject_Z (- r - 1), inject_Z (- r))
    end in
  let '(B', B) :=
    match hi with
    | Some b => (b, b)
    | None => let r := find_ray (test true) true tries m in (inject_Z r, inject_Z (r + 1))
    end in
  Frame A A' B' B.
Definition affine_frame (f : plmap) (k : nat) (lo hi : option Q) : frame :=
  find_frame f k (fun right x => ray_is_affine (to_piecewise f) k right x) lo hi.
Definition pieces_of_between (f : plmap) (k : nat) (bits : N) (lo hi : option Q) : option N :=
  let r := affine_frame f k lo hi in
  count_pieces_between f k (find_hints (to_piecewise f) k bits (frame_left r) (frame_right r)) r lo hi.
(** T1.4, T1.2.2. *)
Theorem pieces_of_between_sound : forall f k bits lo hi n, pieces_of_between f k bits lo hi = Some n ->
  pieces_between (iter k (value f)) lo hi n.
Proof. intros f k bits lo hi n. apply count_pieces_between_sound. Qed.
Definition laps_of_between (f : plmap) (k : nat) (bits : N) (lo hi : option Q) : option N :=
  let r := affine_frame f k lo hi in
  count_laps_between f k (find_hints (to_piecewise f) k bits (frame_left r) (frame_right r)) r lo hi.
(** T1.4, T1.2.3. *)
Theorem laps_of_between_sound : forall f k bits lo hi n, laps_of_between f k bits lo hi = Some n ->
  laps_between (iter k (value f)) lo hi n.
Proof. intros f k bits lo hi n. apply count_laps_between_sound. Qed.
Definition slopes_between_are (f : plmap) (k : nat) (bits : N) (lo hi : option Q) (least greatest : Q) :
  bool :=
  let r := affine_frame f k lo hi in
  slope_range_between_is f k (find_hints (to_piecewise f) k bits (frame_left r) (frame_right r)) r lo hi least
    greatest.
(** T1.4, T1.6.1. *)
Theorem slopes_between_are_sound : forall f k bits lo hi least greatest,
  slopes_between_are f k bits lo hi least greatest = true ->
  slope_range_between (iter k (value f)) lo hi least greatest.
Proof. intros f k bits lo hi least greatest. apply slope_range_between_is_sound. Qed.
Definition crossings_of_between (f : plmap) (k : nat) (level : Q) (bits : N) (lo hi : option Q) : option N :=
  let r := find_frame f k (fun right x => ray_keeps_side (to_piecewise f) k right x level) lo hi in
  count_crossings_between f k level
    (find_hints (insert_cut level (to_piecewise f)) k bits (frame_left r) (frame_right r)) r lo hi.
(** T1.3.4. *)
Theorem crossings_of_between_sound : forall f k level bits lo hi n, crossings_of_between f k level bits lo hi
  = Some n ->
  crossings_between (iter k (value f)) level lo hi n.
Proof. intros f k level bits lo hi n. apply count_crossings_between_sound. Qed.
