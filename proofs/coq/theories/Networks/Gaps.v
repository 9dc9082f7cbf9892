(** * Ranges of networks, and the largest gap between two functions (T0.1 with T6.1, T6.2)

    [network_image_sound]: the image of an interval under c * F. [gap_sound]: the largest absolute difference
    of two functions that are affine on cells, networks or maps, on an interval that may be unbounded.
    [difference_sound]: the difference of two networks at one point. *)
From Coq Require Import ZArith QArith Qabs Qreduction Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Networks
  Definitions.NetworkLines.
From ExactPL Require Import Arithmetic.Rationals Maps.Iterates Maps.Piecewise Maps.Conversion Maps.Images.
From ExactPL Require Import Periods.Ranges Networks.Values Networks.Cells Networks.SameFunction.
Import ListNotations.
Open Scope Q_scope.

(** ** A map as a function on cells *)

Definition line_of (h : affine) : line := (Qred (slope h), Qred (offset h)).
(** Computed: the line of a piece, if the map is that line on the cell. *)
Fixpoint find_line (g : piecewise) (candidates : list affine) (a d : option Q) : option line :=
  match candidates with
  | [] => None
  | h :: candidates' =>
    if agrees_with_map g (line_of h) a d then Some (line_of h) else find_line g candidates' a d
  end.
Definition map_on_cell (f : plmap) (a d : option Q) : option line :=
  let g := to_piecewise f in
  if represents f g then find_line g (fst g :: map snd (snd g)) a d else None.

Lemma find_line_ok : forall g candidates a d l, find_line g candidates a d = Some l ->
  agrees_with_map g l a d = true.
Proof.
  intros g candidates a d l. induction candidates as [|h candidates IH]; intros known;
    cbn [find_line] in known.
  - discriminate.
  - destruct (agrees_with_map g (line_of h) a d) eqn:agrees; [|now apply IH]. injection known as <-.
  exact agrees.
Qed.
Lemma map_computes : forall f, computes_lines (value f) (map_on_cell f).
Proof.
  intros f a d l known t a_t t_d. unfold map_on_cell in known.
  destruct (represents f (to_piecewise f)) eqn:same_map; [|discriminate].
  rewrite <- (represents_sound f _ same_map t). apply (agrees_with_map_ok _ l a d t); auto.
  now apply find_line_ok in known.
Qed.

(** ** The largest gap *)

Definition difference (l l' : line) : line := (Qred (fst l - fst l'), Qred (snd l - snd l')).
Definition above_by (gap : Q) (l : line) : line := (fst l, snd l + gap).
Lemma at_difference : forall l l' t, at_line (difference l l') t == at_line l t - at_line l' t.
Proof. intros l l' t. unfold at_line, difference; cbn [fst snd]. rewrite !Qred_correct. ring. Qed.
Lemma at_above : forall gap l t, at_line (above_by gap l) t == at_line l t + gap.
Proof. intros gap l t. unfold at_line, above_by; cbn [fst snd]. ring. Qed.

Definition gap_on_cells (on_F on_G : option Q -> option Q -> option line) (gap : Q) : option Q -> list Q ->
  option Q -> bool :=
  on_cells (fun a d =>
    match on_F a d, on_G a d with
    | Some l, Some l' =>
      let m := difference l l' in
      line_nonneg (above_by gap m) a d && line_nonneg (above_by gap (opposite m)) a d
    | _, _ => false
    end).

Lemma gap_on_cells_ok : forall F on_F G on_G, computes_lines F on_F -> computes_lines G on_G ->
  forall gap lo cuts hi, gap_on_cells on_F on_G gap lo cuts hi = true ->
  forall t, in_interval lo hi t -> Qabs (F t - G t) <= gap.
Proof.
  intros F on_F G on_G computes_F computes_G gap lo cuts hi test t [lo_t t_hi].
  destruct (on_cells_ok _ _ _ _ test t lo_t t_hi) as (a & d & cell & a_t & t_d).
  destruct (on_F a d) as [l|] eqn:known; [|discriminate].
  destruct (on_G a d) as [l'|] eqn:known'; [|discriminate].
  apply andb_true_iff in cell as [below above].
  pose proof (line_nonneg_ok _ a d t below a_t t_d) as low.
  pose proof (line_nonneg_ok _ a d t above a_t t_d) as high.
  rewrite at_above, at_difference in low. rewrite at_above, at_opposite, at_difference in high.
  rewrite (computes_F a d l known t a_t t_d), (computes_G a d l' known' t a_t t_d). apply Qabs_Qle_condition.
  lra.
Qed.

(** The values at the point are those of cells that end or begin there: the cell of one point is enough. *)
Definition gap_at (on_F on_G : option Q -> option Q -> option line) (gap x : Q) : bool :=
  match on_F (Some x) (Some x), on_G (Some x) (Some x) with
  | Some l, Some l' => Qeq_bool (Qabs (at_line l x - at_line l' x)) gap
  | _, _ => false
  end.
Definition largest_gap_is (on_F on_G : option Q -> option Q -> option line) (lo : option Q) (cuts : list Q)
  (hi : option Q)
  (gap x : Q) : bool :=
  gap_on_cells on_F on_G gap lo cuts hi && from_left_b lo x && to_right_b hi x && gap_at on_F on_G gap x.
Theorem gap_sound : forall F on_F G on_G, computes_lines F on_F -> computes_lines G on_G ->
  forall lo cuts hi gap x, largest_gap_is on_F on_G lo cuts hi gap x = true -> largest_gap F G lo hi gap x.
Proof.
  intros F on_F G on_G computes_F computes_G lo cuts hi gap x test. unfold largest_gap_is in test.
  rewrite !andb_true_iff in test. destruct test as [[[cells lo_x] x_hi] at_x]. apply from_left_iff in lo_x.
  apply to_right_iff in x_hi. split; [now apply (gap_on_cells_ok F on_F G on_G) with (cuts := cuts)|].
  split; [exact (conj lo_x x_hi)|]. unfold gap_at in at_x.
  destruct (on_F (Some x) (Some x)) as [l|] eqn:known; [|discriminate].
  destruct (on_G (Some x) (Some x)) as [l'|] eqn:known'; [|discriminate]. apply Qeq_bool_iff in at_x.
  rewrite (computes_F _ _ l known x), (computes_G _ _ l' known' x); cbn; try apply Qle_refl. exact at_x.
Qed.

(** Two networks along a line; a network and a map. *)
Corollary network_gap_sound : forall net net' p dir c lo cuts hi gap x,
  largest_gap_is (along_on_cell net p dir c) (along_on_cell net' p dir c) lo cuts hi gap x = true ->
  largest_gap (network_along net p dir c) (network_along net' p dir c) lo hi gap x.
Proof. intros net net' p dir c. apply gap_sound; apply along_computes. Qed.
Corollary network_map_gap_sound : forall net f lo cuts hi gap x,
  largest_gap_is (network_on_cell net) (map_on_cell f) lo cuts hi gap x = true ->
  largest_gap (network net) (value f) lo hi gap x.
Proof. intros net f. apply gap_sound; [apply network_computes|apply map_computes]. Qed.

(** ** The range *)

(** Computed (unproved): the map that has the values of c * F at the given points. *)
Definition map_through (F : Q -> Q) (lo : Q) (cuts : list Q) (hi : Q) : plmap :=
  PL 0 (lo, Qred (F lo)) (map (fun t => (t, Qred (F t))) (cuts ++ [hi])) 0.
Definition network_image_is (net : list layer) (p dir c : list Q) (lo : Q) (cuts : list Q)
  (hi least greatest : Q) : bool :=
  let f := map_through (network_along net p dir c) lo cuts hi in
  along_same_as_map net p dir c f (Some lo) cuts (Some hi) &&
  match iterate_image f 1 lo hi with
  | Some (u, v) => Qeq_bool u least && Qeq_bool v greatest
  | None => false
  end.

(** T0.1.2: the values of c * F on [lo, hi] are exactly those in [least, greatest]. *)
Theorem network_image_sound : forall net p dir c lo cuts hi least greatest,
  network_image_is net p dir c lo cuts hi least greatest = true ->
  image_is (network_along net p dir c) lo hi least greatest.
Proof.
  intros net p dir c lo cuts hi least greatest test. unfold network_image_is in test.
  apply andb_true_iff in test as [same image].
  set (f := map_through (network_along net p dir c) lo cuts hi) in *.
  destruct (iterate_image f 1 lo hi) as [[u v]|] eqn:known; [|discriminate].
  apply andb_true_iff in image as [eq_u eq_v]. apply Qeq_bool_iff in eq_u, eq_v.
  apply (image_is_ends _ lo hi u v); auto. apply iterate_image_sound in known. cbn [iter] in known.
  apply (image_is_same (value f)); [|exact known]. intros t lo_t t_hi. symmetry.
  exact (along_same_as_map_sound net p dir c f _ cuts _ same t (conj lo_t t_hi)).
Qed.

(** T0.1.3: slopes carry over from the map, which [Counting.Slopes] treats. *)
Lemma slope_range_agree : forall F G lo hi least greatest, (forall t, lo <= t -> t <= hi -> F t == G t) ->
  slope_range F lo hi least greatest -> slope_range G lo hi least greatest.
Proof.
  intros F G lo hi least greatest agree (all & (c1 & d1 & m1 & lo1 & hi1 & on1 & eq1) &
    (c2 & d2 & m2 & lo2 & hi2 & on2 & eq2)).
  assert (transfer : forall A B, (forall t, lo <= t -> t <= hi -> A t == B t) -> forall c d m, lo <= c ->
    d <= hi ->
    slope_on A c d m -> slope_on B c d m).
  { intros A B same c d m lo_c d_hi (c_d & b & line). split; [exact c_d|]. exists b. intros x c_x x_d.
    rewrite <- same by lra. now apply line. }
  split; [|split].
  - intros c d m lo_c d_hi on. apply (all c d m lo_c d_hi). apply (transfer G F); auto.
    intros t lo_t t_hi. symmetry. now apply agree.
  - exists c1, d1, m1. split; [exact lo1|]. split; [exact hi1|]. split; [now apply (transfer F G)|exact eq1].
  - exists c2, d2, m2. split; [exact lo2|]. split; [exact hi2|]. split; [now apply (transfer F G)|exact eq2].
Qed.
Theorem network_slope_range : forall net p dir c f lo cuts hi least greatest,
  along_same_as_map net p dir c f (Some lo) cuts (Some hi) = true ->
    slope_range (value f) lo hi least greatest ->
  slope_range (network_along net p dir c) lo hi least greatest.
Proof.
  intros net p dir c f lo cuts hi least greatest same. apply slope_range_agree. intros t lo_t t_hi. symmetry.
  exact (along_same_as_map_sound net p dir c f _ cuts _ same t (conj lo_t t_hi)).
Qed.

(** ** The difference at one point *)

Lemma vector_difference_same : forall v v', same_vector v v' -> forall w w', same_vector w w' ->
  same_vector (vector_difference v w) (vector_difference v' w').
Proof.
  intros v v' same. induction same as [|x y v v' eq same IH]; intros w w' same_w; [constructor|].
  destruct same_w as [|x' y' w w' eq' same_w]; cbn [vector_difference]; constructor; [now rewrite eq, eq'|].
  now apply IH.
Qed.
Definition difference_is (net net' : list layer) (x difference : list Q) : bool :=
  same_vector_b (vector_difference (reduced_output net x) (reduced_output net' x)) difference.
Theorem difference_sound : forall net net' x difference, difference_is net net' x difference = true ->
  same_vector (vector_difference (layers_output net x) (layers_output net' x)) difference.
Proof.
  intros net net' x d test. apply same_vector_iff in test.
  apply (same_vector_trans _ (vector_difference (reduced_output net x) (reduced_output net' x)));
    [|exact test].
  apply vector_difference_same; apply same_vector_sym, reduced_output_ok.
Qed.
