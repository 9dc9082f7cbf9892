(** * The pieces and the regions of a network along a line (T6.3)

    [pieces_along_sound]: the number of pieces of c * F on an interval is one more than the number of points
    where the slopes of neighbouring cells differ. [regions_sound]: the number of activation regions is one
    more than the number of points where their patterns differ. The interval may be unbounded. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Networks Definitions.NetworkLines.
From ExactPL Require Import Arithmetic.Rationals Maps.Subdivisions Maps.Kinks Maps.Piecewise
  Counting.Unbounded.
From ExactPL Require Import Networks.Values Networks.Cells Networks.SameFunction Networks.CellData.
Import ListNotations.
Open Scope Q_scope.

(** ** Pieces *)

Definition same_slope (l l' : line) : bool := Qeq_bool (fst l) (fst l').
Definition is_line (F : Q -> Q) (l : line) (a b : Q) : Prop := forall t, a <= t -> t <= b ->
  F t == at_line l t.

Lemma is_line_ends : forall F l a b b', b == b' -> is_line F l a b -> is_line F l a b'.
Proof. intros F l a b b' eq same t a_t t_b. apply same; lra. Qed.
Lemma is_line_glue : forall F l l' a t b, a < t -> t < b -> is_line F l a t -> is_line F l' t b ->
  same_slope l l' = true -> is_line F l' a b.
Proof.
  intros F [m q] [m' q'] a t b a_t t_b left right same x a_x x_b.
  unfold same_slope in same; cbn [fst] in same.
  apply Qeq_bool_iff in same. destruct (Qlt_le_dec t x) as [t_x|x_t]; [apply right; lra|].
  rewrite (left x a_x x_t). pose proof (left t ltac:(lra) ltac:(lra)) as at_t.
  rewrite (right t ltac:(lra) ltac:(lra)) in at_t.
  unfold at_line in *; cbn [fst snd] in *. rewrite same in *. lra.
Qed.
Lemma is_line_apart : forall F l l' a t b, a < t -> t < b -> is_line F l a t -> is_line F l' t b ->
  same_slope l l' = false -> forall a' b', a' < t -> t < b' -> ~ affine_on F a' b'.
Proof.
  intros F [m q] [m' q'] a t b a_t t_b left right differ a' b' a'_t t_b' (n & r & whole).
  unfold same_slope in differ; cbn [fst] in differ.
  destruct (small2 (t - a) (t - a')) as (d & pos_d & d_a & d_a'); try lra.
  destruct (small2 (b - t) (b' - t)) as (e & pos_e & e_b & e_b'); try lra.
  unfold is_line, at_line in *; cbn [fst snd] in *.
  assert (slope1 : m == n).
  { apply (slopes_agree m q n r (t - d) t); [lra| |]; rewrite <- left, <- whole by lra; reflexivity. }
  assert (slope2 : m' == n).
  { apply (slopes_agree m' q' n r t (t + e)); [lra| |]; rewrite <- right, <- whole by lra; reflexivity. }
  assert (same : Qeq_bool m m' = true) by (apply Qeq_bool_iff; now rewrite slope1, slope2). congruence.
Qed.
Lemma is_line_affine : forall F l a b, is_line F l a b -> affine_on F a b.
Proof. intros F [m q] a b same. exists m, q. exact same. Qed.

(** A function that is computed as a line on each cell of [lo, hi]. *)
Definition count_line_pieces (on_cell : option Q -> option Q -> option line) : Q -> list Q -> Q -> option N :=
  computed_count line same_slope on_cell.
Lemma count_line_pieces_ok : forall F on_cell, computes_lines F on_cell -> forall lo cuts hi n,
  count_line_pieces on_cell lo cuts hi = Some n -> pieces F lo hi n.
Proof.
  intros F on_cell computes lo cuts hi n. unfold count_line_pieces, pieces.
  apply (computed_count_ok line same_slope (is_line F) (affine_on F) (is_line_ends F) (is_line_glue F)
    (is_line_apart F) (is_line_affine F)).
  intros a b l known t a_t t_b. exact (computes _ _ _ known t a_t t_b).
Qed.

(** T6.3.3: the pieces of c * F on [lo, hi]. *)
Definition count_pieces_along (net : list layer) (p dir c : list Q) : Q -> list Q -> Q -> option N :=
  count_line_pieces (along_on_cell net p dir c).
Theorem pieces_along_sound : forall net p dir c lo cuts hi n, count_pieces_along net p dir c lo cuts hi = Some
  n ->
  pieces (network_along net p dir c) lo hi n.
Proof. intros net p dir c. apply count_line_pieces_ok, along_computes. Qed.
Theorem pieces_of_network_sound : forall net lo cuts hi n,
  count_line_pieces (network_on_cell net) lo cuts hi = Some n -> pieces (network net) lo hi n.
Proof. intros net. apply count_line_pieces_ok, network_computes. Qed.

(** ** Regions *)

Fixpoint same_states (b b' : list bool) : bool :=
  match b, b' with
  | [], [] => true
  | x :: b, x' :: b' => Bool.eqb x x' && same_states b b'
  | _, _ => false
  end.
Fixpoint same_pattern (p p' : list (list bool)) : bool :=
  match p, p' with
  | [], [] => true
  | b :: p, b' :: p' => same_states b b' && same_pattern p p'
  | _, _ => false
  end.
Lemma same_states_iff : forall b b', same_states b b' = true <-> b = b'.
Proof.
  induction b as [|x b IH]; intros [|x' b']; cbn [same_states]; split; intros h; try discriminate;
    try reflexivity.
  - apply andb_true_iff in h as [first rest]. apply eqb_prop in first. apply IH in rest. congruence.
  - injection h as -> ->. apply andb_true_iff. split; [apply eqb_reflx|now apply IH].
Qed.
Lemma same_pattern_iff : forall p p', same_pattern p p' = true <-> p = p'.
Proof.
  induction p as [|b p IH]; intros [|b' p']; cbn [same_pattern]; split; intros h; try discriminate;
    try reflexivity.
  - apply andb_true_iff in h as [first rest]. apply same_states_iff in first. apply IH in rest. congruence.
  - injection h as -> ->. apply andb_true_iff. split; [now apply same_states_iff|now apply IH].
Qed.

(** *** One pattern holds on an interval

    If the inputs of a layer are lines, and its units have the same states at two points, they have them
    between, and its outputs are given by one line each at the three points. *)
Lemma active_iff : forall v u, unit_active v u = true <-> 0 < dot (fst u) v + snd u.
Proof.
  intros v u. unfold unit_active. destruct (Qle_bool (dot (fst u) v + snd u) 0) eqn:test; cbn [negb].
  - apply Qle_bool_iff in test. split; [discriminate|lra].
  - apply Qle_bool_false_lt in test. tauto.
Qed.
Lemma not_active_iff : forall v u, unit_active v u = false <-> dot (fst u) v + snd u <= 0.
Proof.
  intros v u. unfold unit_active. destruct (Qle_bool (dot (fst u) v + snd u) 0) eqn:test; cbn [negb].
  - apply Qle_bool_iff in test. tauto.
  - apply Qle_bool_false_lt in test. split; [discriminate|lra].
Qed.

Lemma layer_between : forall us ls x t y vx vt vy, x < t -> t < y ->
  at_lines ls x vx -> at_lines ls t vt -> at_lines ls y vy ->
  map (unit_active vx) us = map (unit_active vy) us ->
  map (unit_active vt) us = map (unit_active vx) us /\
  exists out, at_lines out x (map (unit_output true vx) us) /\
    at_lines out t (map (unit_output true vt) us) /\
    at_lines out y (map (unit_output true vy) us).
Proof.
  intros us ls x t y vx vt vy x_t t_y at_x at_t at_y. induction us as [|u us IH]; intros same; cbn [map] in *.
  - split; [reflexivity|]. exists []. repeat split; constructor.
  - injection same as first rest. destruct (IH rest) as (between & out & out_x & out_t & out_y).
    pose proof (unit_line_ok ls x vx at_x u) as z_x. pose proof (unit_line_ok ls t vt at_t u) as z_t.
    pose proof (unit_line_ok ls y vy at_y u) as z_y. set (l := unit_line ls u) in *. clearbody l.
    unfold unit_output. destruct (unit_active vx u) eqn:state; symmetry in first.
    + (* active at x and y *)
      apply active_iff in state, first. rewrite z_x in state. rewrite z_y in first.
      assert (pos : 0 < at_line l t). { destruct l as [m q]; unfold at_line in *; cbn [fst snd] in *. nra. }
      assert (active : unit_active vt u = true) by (apply active_iff; now rewrite z_t).
      rewrite active, between. split; [reflexivity|]. exists (l :: out).
      split; [|split]; constructor; auto; rewrite relu_of_nonneg by lra; assumption.
    + apply not_active_iff in state, first. rewrite z_x in state. rewrite z_y in first.
      assert (nonpos : at_line l t <= 0). { destruct l as [m q]; unfold at_line in *; cbn [fst snd] in *.
      nra. }
      assert (silent : unit_active vt u = false) by (apply not_active_iff; now rewrite z_t).
      assert (zero : forall s, at_line (0, 0) s == 0) by (intros s; unfold at_line; cbn [fst snd]; ring).
      rewrite silent, between. split; [reflexivity|]. exists ((0, 0) :: out).
      split; [|split]; constructor; auto; rewrite zero, relu_of_nonpos by lra; reflexivity.
Qed.
Lemma plain_layer_lines : forall us ls t v, at_lines ls t v ->
  at_lines (map (unit_line ls) us) t (map (unit_output false v) us).
Proof.
  intros us ls t v at_t. induction us as [|u us IH]; cbn [map]; constructor; [|exact IH].
  unfold unit_output. now apply unit_line_ok.
Qed.

Theorem pattern_between : forall net ls x t y vx vt vy, x < t -> t < y ->
  at_lines ls x vx -> at_lines ls t vt -> at_lines ls y vy ->
  pattern net vx = pattern net vy -> pattern net vt = pattern net vx.
Proof.
  induction net as [|[us r] net IH]; intros ls x t y vx vt vy x_t t_y at_x at_t at_y same; [reflexivity|].
  cbn [pattern] in *. unfold layer_output in *. cbn [units rectified] in *. injection same as first rest.
  destruct r.
  - destruct (layer_between us ls x t y vx vt vy x_t t_y at_x at_t at_y first) as
    (-> & out & out_x & out_t & out_y).
    f_equal. now apply (IH out x t y _ _ (map (unit_output true vy) us)).
  - f_equal. apply (IH (map (unit_line ls) us) x t y _ _ (map (unit_output false vy) us)); auto;
      now apply plain_layer_lines.
Qed.

Section Regions.
Variable net : list layer.
Variables p dir : list Q.
Notation pattern_at t := (pattern net (point_on_line p dir t)).

Definition pattern_inside (P : list (list bool)) (a b : Q) : Prop := forall t, a < t -> t < b ->
  pattern_at t = P.
Definition pattern_on_cell (a d : option Q) : option (list (list bool)) :=
  match cell_lines net (input_lines p dir) a d with Some (_, P) => Some P | None => None end.

Lemma pattern_between_points : forall x t y, x < t -> t < y -> pattern_at x = pattern_at y ->
  pattern_at t = pattern_at x.
Proof.
  intros x t y x_t t_y. now apply (pattern_between net (input_lines p dir) x t y); try apply input_lines_ok.
Qed.
Lemma pattern_on_cell_ok : forall a d P, pattern_on_cell a d = Some P -> forall t, strictly_inside a d t ->
  pattern_at t = P.
Proof.
  intros a d P known t inside. unfold pattern_on_cell in known.
  destruct (cell_lines net (input_lines p dir) a d) as [[out pat]|] eqn:lines; [|discriminate].
  injection known as <-.
  exact (cell_pattern_ok net _ a d out pat t _ lines inside (input_lines_ok p dir t)).
Qed.

Lemma inside_ends : forall P a b b', b == b' -> pattern_inside P a b -> pattern_inside P a b'.
Proof. intros P a b b' eq all t a_t t_b. apply all; lra. Qed.
Lemma inside_glue : forall P P' a t b, a < t -> t < b -> pattern_inside P a t -> pattern_inside P' t b ->
  same_pattern P P' = true -> pattern_inside P' a b.
Proof.
  intros P P' a t b a_t t_b left right same x a_x x_b. apply same_pattern_iff in same. subst P'.
  destruct (Qlt_le_dec x t) as [x_t|t_x]; [now apply left|].
  destruct (Qlt_le_dec t x) as [t_x'|x_t]; [now apply right|].
  (* x is the point t, between points of both cells *)
  set (y := (a + t) / 2). set (z := (t + b) / 2).
  assert (eq_y : y * 2 == a + t) by (unfold y; field). assert (eq_z : z * 2 == t + b) by (unfold z; field).
  clearbody y z. rewrite (pattern_between_points y x z ltac:(lra) ltac:(lra)).
  - apply left; lra.
  - rewrite (left y ltac:(lra) ltac:(lra)). symmetry. apply right; lra.
Qed.
Lemma inside_apart : forall P P' a t b, a < t -> t < b -> pattern_inside P a t -> pattern_inside P' t b ->
  same_pattern P P' = false -> forall a' b', a' < t -> t < b' -> ~ one_pattern net p dir a' b'.
Proof.
  intros P P' a t b a_t t_b left right differ a' b' a'_t t_b' one.
  destruct (small2 (t - a) (t - a')) as (d & pos_d & d_a & d_a'); try lra.
  destruct (small2 (b - t) (b' - t)) as (e & pos_e & e_b & e_b'); try lra.
  assert (eq_d : d / 2 * 2 == d) by field. assert (eq_e : e / 2 * 2 == e) by field.
  pose proof (one (t - d / 2) (t + e / 2) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as same.
  rewrite (left (t - d / 2) ltac:(lra) ltac:(lra)), (right (t + e / 2) ltac:(lra) ltac:(lra)) in same.
  apply same_pattern_iff in same. congruence.
Qed.
Lemma inside_one : forall P a b, pattern_inside P a b -> one_pattern net p dir a b.
Proof. intros P a b all x y a_x x_b a_y y_b. now rewrite (all x), (all y). Qed.

Definition count_regions : Q -> list Q -> Q -> option N :=
  computed_count (list (list bool)) same_pattern pattern_on_cell.

(** T6.3.2: the regions on [lo, hi]. *)
Theorem regions_sound : forall lo cuts hi n, count_regions lo cuts hi = Some n -> regions net p dir lo hi n.
Proof.
  intros lo cuts hi n. unfold count_regions, regions.
  apply (computed_count_ok _ same_pattern pattern_inside (one_pattern net p dir) inside_ends inside_glue
    inside_apart inside_one).
  intros a b P known t a_t t_b. exact (pattern_on_cell_ok _ _ P known t (conj a_t t_b)).
Qed.
End Regions.

(** ** Intervals that may be unbounded

    On a ray behind the last point there is one cell: a bounded interval that reaches a little beyond it shows
    all. *)

Definition left_ray_end (cuts : list Q) (hi : option Q) : Q :=
  match cuts with t :: _ => t | [] => match hi with Some b => b | None => 1 end end.
Definition right_ray_end (lo : option Q) (cuts : list Q) : Q :=
  last cuts (match lo with Some a => a | None => 0 end).
Definition inner_left (lo : option Q) (cuts : list Q) (hi : option Q) : Q :=
  match lo with Some a => a | None => left_ray_end cuts hi - 1 end.
Definition inner_right (lo : option Q) (cuts : list Q) (hi : option Q) : Q :=
  match hi with Some b => b | None => right_ray_end lo cuts + 1 end.

Section Unbounded.
Variable T : Type.
Variable equal : T -> T -> bool.
Variable on_cell : option Q -> option Q -> option T.
Definition known_on (a d : option Q) : bool := match on_cell a d with Some _ => true | None => false end.
Definition count_between (lo : option Q) (cuts : list Q) (hi : option Q) : option N :=
  if match lo with Some _ => true | None => known_on None (Some (left_ray_end cuts hi)) end &&
     match hi with Some _ => true | None => known_on (Some (right_ray_end lo cuts)) None end &&
     Qlt_bool (inner_left lo cuts hi) (inner_right lo cuts hi)
  then computed_count T equal on_cell (inner_left lo cuts hi) cuts (inner_right lo cuts hi)
  else None.
Lemma count_between_ok : forall lo cuts hi n, count_between lo cuts hi = Some n ->
  computed_count T equal on_cell (inner_left lo cuts hi) cuts (inner_right lo cuts hi) = Some n /\
  inner_left lo cuts hi < inner_right lo cuts hi /\
  (lo = None -> exists x, on_cell None (Some (left_ray_end cuts hi)) = Some x) /\
  (hi = None -> exists x, on_cell (Some (right_ray_end lo cuts)) None = Some x).
Proof.
  intros lo cuts hi n known. unfold count_between in known. destruct (_ && _) eqn:tests; [|discriminate].
  rewrite !andb_true_iff in tests. destruct tests as [[left right] lt]. apply Qlt_bool_lt in lt.
  split; [exact known|]. split; [exact lt|]. unfold known_on in *. split; intros ->.
  - destruct (on_cell None _) as [x|]; [now exists x|discriminate].
  - destruct (on_cell _ None) as [x|]; [now exists x|discriminate].
Qed.
End Unbounded.

Definition count_line_pieces_between (on_cell : option Q -> option Q -> option line) :
  option Q -> list Q -> option Q -> option N := count_between line same_slope on_cell.
Lemma count_line_pieces_between_ok : forall F on_cell, computes_lines F on_cell -> forall lo cuts hi n,
  count_line_pieces_between on_cell lo cuts hi = Some n -> pieces_between F lo hi n.
Proof.
  intros F on_cell computes lo cuts hi n known.
  destruct (count_between_ok _ _ _ _ _ _ _ known) as (inner & lt & left & right).
  apply (count_line_pieces_ok F on_cell computes) in inner.
  apply (pieces_outside _ lo hi _ _ n lt); [|exact inner].
  split.
  - destruct lo as [a|]; [reflexivity|]. destruct (left eq_refl) as ([m q] & ray).
    exists (left_ray_end cuts hi). split; [cbn; lra|]. exists m, q. intros x beyond.
    exact (computes _ _ _ ray x I beyond).
  - destruct hi as [b|]; [reflexivity|]. destruct (right eq_refl) as ([m q] & ray).
    exists (right_ray_end lo cuts). split; [cbn; lra|]. exists m, q. intros x beyond.
    exact (computes _ _ _ ray x beyond I).
Qed.

(** T6.3.3 on an interval that may be unbounded: for c * F, and for a network with one input and one
    output. *)
Theorem pieces_along_between_sound : forall net p dir c lo cuts hi n,
  count_line_pieces_between (along_on_cell net p dir c) lo cuts hi = Some n ->
  pieces_between (network_along net p dir c) lo hi n.
Proof. intros net p dir c. apply count_line_pieces_between_ok, along_computes. Qed.
Theorem pieces_of_network_between_sound : forall net lo cuts hi n,
  count_line_pieces_between (network_on_cell net) lo cuts hi = Some n -> pieces_between (network net) lo hi n.
Proof. intros net. apply count_line_pieces_between_ok, network_computes. Qed.

(** T6.3.2 on an interval that may be unbounded. *)
Definition count_regions_between (net : list layer) (p dir : list Q) : option Q -> list Q -> option Q ->
  option N :=
  count_between (list (list bool)) same_pattern (pattern_on_cell net p dir).

Lemma one_pattern_respects : forall net p dir c c' d d', c == c' -> d == d' -> one_pattern net p dir c d ->
  one_pattern net p dir c' d'.
Proof. intros net p dir c c' d d' eq_c eq_d one x y c_x x_d c_y y_d. apply one; lra. Qed.

(** A cell that reaches a ray with one pattern may be continued over the ray. *)
Lemma over_left_ray : forall net p dir A A' P high, A < A' ->
  (forall t, t < A' -> pattern net (point_on_line p dir t) = P) -> strictly_below_high high A ->
  one_pattern_between net p dir (Some A) high -> one_pattern_between net p dir None high.
Proof.
  intros net p dir A A' P high A_A' ray A_high one.
  assert (room : exists z, A < z /\ z < A' /\ strictly_inside (Some A) high z).
  { destruct high as [h|]; cbn in A_high.
    - destruct (small2 (A' - A) (h - A)) as (d & pos & d_A & d_h); try lra.
      assert (eq : d / 2 * 2 == d) by field. exists (A + d / 2). cbn. repeat split; lra.
    - assert (eq : (A' - A) / 2 * 2 == A' - A) by field. exists (A + (A' - A) / 2). cbn. repeat split; lra. }
  destruct room as (z & A_z & z_A' & inside_z).
  assert (all : forall x, strictly_inside None high x -> pattern net (point_on_line p dir x) = P).
  { intros x [_ x_high]. destruct (Qlt_le_dec x A') as [x_A'|A'_x]; [now apply ray|].
    rewrite (one x z); [now apply ray| |exact inside_z]. split; [cbn; lra|exact x_high]. }
  intros x y in_x in_y. now rewrite (all x in_x), (all y in_y).
Qed.
Lemma over_right_ray : forall net p dir B B' P low, B' < B ->
  (forall t, B' < t -> pattern net (point_on_line p dir t) = P) -> strictly_above_low low B ->
  one_pattern_between net p dir low (Some B) -> one_pattern_between net p dir low None.
Proof.
  intros net p dir B B' P low B'_B ray low_B one.
  assert (room : exists z, z < B /\ B' < z /\ strictly_inside low (Some B) z).
  { destruct low as [l|]; cbn in low_B.
    - destruct (small2 (B - B') (B - l)) as (d & pos & d_B & d_l); try lra.
      assert (eq : d / 2 * 2 == d) by field. exists (B - d / 2). cbn. repeat split; lra.
    - assert (eq : (B - B') / 2 * 2 == B - B') by field. exists (B - (B - B') / 2). cbn. repeat split; lra. }
  destruct room as (z & z_B & B'_z & inside_z).
  assert (all : forall x, strictly_inside low None x -> pattern net (point_on_line p dir x) = P).
  { intros x [low_x _]. destruct (Qlt_le_dec B' x) as [B'_x|x_B']; [now apply ray|].
    rewrite (one x z); [now apply ray| |exact inside_z]. split; [exact low_x|cbn; lra]. }
  intros x y in_x in_y. now rewrite (all x in_x), (all y in_y).
Qed.

Theorem regions_between_sound : forall net p dir lo cuts hi n, count_regions_between net p dir lo cuts hi
  = Some n ->
  regions_between net p dir lo hi n.
Proof.
  intros net p dir lo cuts hi n known.
  destruct (count_between_ok _ _ _ _ _ _ _ known) as (inner & lt & left & right).
  apply regions_sound in inner. unfold regions_between, regions in *.
  apply (least_cells_outside (one_pattern_between net p dir) (one_pattern net p dir)) with (4 := lt); auto.
  - intros c d one x y [c_x x_d] [c_y y_d]. now apply one.
  - apply one_pattern_respects.
  - intros low high c d low_c d_high one x y c_x x_d c_y y_d.
    apply one; (split; [destruct low; cbn in *; [lra|exact I]|destruct high; cbn in *; [lra|exact I]]).
  - destruct lo as [a|]; [reflexivity|]. destruct (left eq_refl) as (P & ray). intros high below.
    apply (over_left_ray net p dir _ (left_ray_end cuts hi) P); auto; [cbn; lra|].
    intros t t_end. apply (pattern_on_cell_ok net p dir _ _ P ray). exact (conj I t_end).
  - destruct hi as [b|]; [reflexivity|]. destruct (right eq_refl) as (P & ray). intros low above.
    apply (over_right_ray net p dir _ (right_ray_end lo cuts) P); auto; [cbn; lra|].
    intros t end_t. apply (pattern_on_cell_ok net p dir _ _ P ray). exact (conj end_t I).
Qed.
