(** * The pieces of all outputs of a network together (T6.3.3)

    [vector_pieces_sound]: the number of maximal intervals on which all outputs are affine along a line is one
    more than the number of points where the slopes of some output in the neighbouring cells differ. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Networks Definitions.NetworkLines.
From ExactPL Require Import Arithmetic.Rationals Maps.Subdivisions Maps.Piecewise Counting.Unbounded.
From ExactPL Require Import Networks.Values Networks.Cells Networks.SameFunction Networks.CellData
  Networks.Counts.
Import ListNotations.
Open Scope Q_scope.

Fixpoint same_slopes (ls ls' : list line) : bool :=
  match ls, ls' with
  | [], [] => true
  | l :: ls, l' :: ls' => same_slope l l' && same_slopes ls ls'
  | _, _ => false
  end.

(** Lines with the same slopes and the same values at one point are the same. *)
Lemma same_slopes_glue : forall out out' t vt x v, same_slopes out out' = true ->
  at_lines out t vt -> at_lines out' t vt -> at_lines out x v -> at_lines out' x v.
Proof.
  intros out out' t vt x v same at_t at_t' at_x. revert out' vt at_t at_t' same.
  induction at_x as [|l y out v eq at_x IH]; intros out' vt at_t at_t' same.
  - destruct out' as [|l' out']; [constructor|discriminate].
  - destruct out' as [|l' out']; [discriminate|]. cbn [same_slopes] in same.
    apply andb_true_iff in same as [slopes same]. unfold same_slope in slopes. apply Qeq_bool_iff in slopes.
    inversion at_t as [|l1 y1 out1 v1 eq1 rest1]; subst. inversion at_t' as [|l2 y2 out2 v2 eq2 rest2]; subst.
    constructor; [|now apply (IH out' v1)].
    rewrite eq. rewrite eq1 in eq2. unfold at_line in *. rewrite slopes in *. lra.
Qed.

(** Where some slope differs, a sum of outputs has two slopes. *)
Lemma different_slopes : forall out out' t v, same_slopes out out' = false -> at_lines out t v ->
  at_lines out' t v ->
  exists c, ~ dot c (map fst out) == dot c (map fst out').
Proof.
  intros out out' t v differ at_t. revert out' differ.
  induction at_t as [|l y out v eq at_t IH]; intros out' differ at_t'.
  - inversion at_t'; subst. discriminate.
  - inversion at_t' as [|l' y' out1 v1 eq' rest]; subst. cbn [same_slopes] in differ.
    destruct (same_slope l l') eqn:slopes.
    + destruct (IH out1 differ rest) as (c & distinct). exists (0 :: c). cbn [map dot]. intros equal.
      apply distinct. lra.
    + exists [1]. cbn [map dot]. intros equal. unfold same_slope in slopes.
      assert (eq_slopes : fst l == fst l') by lra. apply Qeq_bool_iff in eq_slopes. congruence.
Qed.

Section Pieces.
Variable net : list layer.
Variables p dir : list Q.
Notation output t := (layers_output net (point_on_line p dir t)).

Definition has_lines (out : list line) (a b : Q) : Prop := forall t, a <= t -> t <= b ->
  at_lines out t (output t).
Definition lines_on_cell (a d : option Q) : option (list line) :=
  match cell_lines net (input_lines p dir) a d with Some (out, _) => Some out | None => None end.

Lemma lines_on_cell_ok : forall a d out, lines_on_cell a d = Some out -> forall t, from_left a t ->
  to_right d t ->
  at_lines out t (output t).
Proof.
  intros a d out known t a_t t_d. unfold lines_on_cell in known.
  destruct (cell_lines net (input_lines p dir) a d) as [[out' pat]|] eqn:lines; [|discriminate].
  injection known as <-.
  exact (cell_lines_ok net _ a d out' pat t _ lines a_t t_d (input_lines_ok p dir t)).
Qed.
Lemma has_lines_ends : forall out a b b', b == b' -> has_lines out a b -> has_lines out a b'.
Proof. intros out a b b' eq all t a_t t_b. apply all; lra. Qed.
Lemma has_lines_glue : forall out out' a t b, a < t -> t < b -> has_lines out a t -> has_lines out' t b ->
  same_slopes out out' = true -> has_lines out' a b.
Proof.
  intros out out' a t b a_t t_b left right same x a_x x_b.
  destruct (Qlt_le_dec t x) as [t_x|x_t]; [apply right; lra|].
  apply (same_slopes_glue out out' t (output t)); [exact same|apply left; lra|apply right;
    lra|now apply left].
Qed.
(** A sum of outputs has the sum of the lines. *)
Lemma has_lines_combined : forall out a b c, has_lines out a b ->
  is_line (network_along net p dir c) (combined c out) a b.
Proof. intros out a b c all t a_t t_b. apply combined_ok. now apply all. Qed.
Lemma has_lines_apart : forall out out' a t b, a < t -> t < b -> has_lines out a t -> has_lines out' t b ->
  same_slopes out out' = false -> forall a' b', a' < t -> t < b' -> ~ outputs_affine_on net p dir a' b'.
Proof.
  intros out out' a t b a_t t_b left right differ a' b' a'_t t_b' all.
  destruct (different_slopes out out' t (output t) differ ltac:(apply left; lra) ltac:(apply right; lra)) as
    (c & distinct).
  apply (is_line_apart (network_along net p dir c) (combined c out) (combined c out') a t b a_t t_b
    (has_lines_combined out a t c left) (has_lines_combined out' t b c right)) with (a' := a') (b' := b');
      auto.
  unfold same_slope, combined; cbn [fst]. destruct (Qeq_bool _ _) eqn:equal; [|reflexivity].
  apply Qeq_bool_iff in equal. rewrite !Qred_correct in equal. contradiction.
Qed.
Lemma has_lines_affine : forall out a b, has_lines out a b -> outputs_affine_on net p dir a b.
Proof. intros out a b all c. apply (is_line_affine _ (combined c out)). now apply has_lines_combined. Qed.

Definition count_vector_pieces : Q -> list Q -> Q ->
  option N := computed_count (list line) same_slopes lines_on_cell.

(** T6.3.3 for the vector of outputs. *)
Theorem vector_pieces_sound : forall lo cuts hi n, count_vector_pieces lo cuts hi = Some n ->
  vector_pieces net p dir lo hi n.
Proof.
  intros lo cuts hi n. unfold count_vector_pieces, vector_pieces.
  apply (computed_count_ok _ same_slopes has_lines (outputs_affine_on net p dir) has_lines_ends has_lines_glue
    has_lines_apart has_lines_affine).
  intros a b out known t a_t t_b. exact (lines_on_cell_ok _ _ out known t a_t t_b).
Qed.

(** The same on an interval that may be unbounded. *)
Definition count_vector_pieces_between : option Q -> list Q -> option Q -> option N :=
  count_between (list line) same_slopes lines_on_cell.
Theorem vector_pieces_between_sound : forall lo cuts hi n, count_vector_pieces_between lo cuts hi = Some n ->
  vector_pieces_between net p dir lo hi n.
Proof.
  intros lo cuts hi n known. destruct (count_between_ok _ _ _ _ _ _ _ known) as (inner & lt & left & right).
  apply vector_pieces_sound in inner. unfold vector_pieces_between, vector_pieces in *.
  apply (least_cells_outside (outputs_affine_between net p dir) (outputs_affine_on net p dir)) with (4 := lt);
    auto.
  - intros a b all c. destruct (all c) as (m & q & line). exists m, q. intros x [a_x x_b]. now apply line.
  - intros a a' b b' eq_a eq_b all c. now apply (affine_respects _ a a' b b').
  - intros low high a b low_a b_high all c. destruct (all c) as (m & q & line). exists m, q. intros x a_x x_b.
    apply line. split; [destruct low; cbn in *; [lra|exact I]|destruct high; cbn in *; [lra|exact I]].
  - destruct lo as [a|]; [reflexivity|]. destruct (left eq_refl) as (out & ray). intros high above all c.
    apply (affine_over_left_ray _ _ (left_ray_end cuts hi)) with (4 := all c); auto; [cbn; lra|].
    exists (fst (combined c out)), (snd (combined c out)). intros x beyond. apply (combined_ok c out x).
    exact (lines_on_cell_ok _ _ out ray x I beyond).
  - destruct hi as [b|]; [reflexivity|]. destruct (right eq_refl) as (out & ray). intros low below all c.
    apply (affine_over_right_ray _ _ (right_ray_end lo cuts)) with (4 := all c); auto; [cbn; lra|].
    exists (fst (combined c out)), (snd (combined c out)). intros x beyond. apply (combined_ok c out x).
    exact (lines_on_cell_ok _ _ out ray x beyond I).
Qed.
End Pieces.
