(** * Pieces of compositions: an upper bound for f^k from smaller powers (T1.7)

    pieces (G o F) <= pieces F * pieces G, so that pieces (f^(q j + r)) <= pieces (f^j)^q * pieces (f^r). *)
From Coq Require Import ZArith QArith Lqa List Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Lists.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Kinks.
Import ListNotations.
Open Scope Q_scope.

(** ** Pulling a subdivision back through an affine map *)

Section Pull.
Variables (G F : Q -> Q) (A B m q : Q).
Hypothesis G_ext : extensional G.
Hypothesis line : forall x, A <= x -> x <= B -> F x == m * x + q.
Notation GF := (fun x => G (F x)).

Lemma subdivision_pull_up : 0 < m -> forall ts u v u' v', A <= u' -> v' <= B -> u == m * u' + q ->
  v == m * v' + q ->
  subdivision (affine_on G) u ts v -> exists us, subdivision (affine_on GF) u' us v' /\ length us = length ts.
Proof.
  intros pos. induction ts as [|s ts IH]; intros u v u' v' A_u v_B eq_u eq_v cells;
    cbn [subdivision] in cells.
  - exists []. split; [cbn; nra|reflexivity].
  - destruct cells as (u_s & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as s_v.
    assert (eq_s : s == m * ((s - q) / m) + q) by (field; lra). set (s' := (s - q) / m) in *. clearbody s'.
    assert (u_s' : u' < s') by nra. assert (s_v' : s' <= v') by nra.
    destruct (IH s v s' v') as (us & cells' & len); auto; [lra|].
    exists (s' :: us). split; [|cbn; now rewrite len]. cbn [subdivision].
    split; [exact u_s'|]. split; [|exact cells'].
    apply (affine_pull G F A B m q G_ext line u' s' u s); auto; [lra|]. intros x lo hi. split; nra.
Qed.
Lemma subdivision_pull_down : m < 0 -> forall ts u v u' v', A <= v' -> u' <= B -> u == m * u' + q ->
  v == m * v' + q ->
  subdivision (affine_on G) u ts v -> exists us, subdivision (affine_on GF) v' us u' /\ length us = length ts.
Proof.
  intros neg. induction ts as [|s ts IH]; intros u v u' v' A_v u_B eq_u eq_v cells;
    cbn [subdivision] in cells.
  - exists []. split; [cbn; nra|reflexivity].
  - destruct cells as (u_s & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as s_v.
    assert (eq_s : s == m * ((s - q) / m) + q) by (field; lra). set (s' := (s - q) / m) in *. clearbody s'.
    assert (s_u' : s' < u') by nra. assert (v_s' : v' <= s') by nra.
    destruct (IH s v s' v') as (us & cells' & len); auto; [lra|].
    exists (us ++ [u']). split; [|rewrite length_append, len; cbn; lia].
    apply (subdivision_app _ (affine_respects GF) us v' s'); [exact cells'|]. cbn [subdivision].
    split; [exact s_u'|]. split; [|reflexivity].
    apply (affine_pull G F A B m q G_ext line s' u' u s); auto; [lra|]. intros x lo hi. split; nra.
Qed.
End Pull.

(** ** At most so many pieces *)

Definition cells_at_most (F : Q -> Q) (a b : Q) (n : N) : Prop :=
  exists ts, subdivision (affine_on F) a ts b /\ (N.of_nat (length ts) <= n)%N.

Lemma pieces_cells_at_most : forall F a b n, pieces F a b n -> cells_at_most F a b n.
Proof. intros F a b n [(ts & cells & count) _]. exists ts. split; [exact cells|lia]. Qed.
Lemma pieces_le_cells : forall F a b n r, cells_at_most F a b n -> pieces F a b r -> (r <= n)%N.
Proof. intros F a b n r (ts & cells & count) [_ least]. specialize (least ts cells). lia. Qed.
Lemma cells_at_most_ext : forall F G a b n, (forall x, a <= x -> x <= b -> F x == G x) ->
  cells_at_most F a b n -> cells_at_most G a b n.
Proof.
  intros F G a b n agree (ts & cells & count). exists ts. split; [|exact count].
  apply (subdivision_ext (affine_on F) _ a); auto; [|lra]. intros c d a_c c_d d_b. apply affine_ext.
  intros x c_x x_d. apply agree; lra.
Qed.

(** On one affine cell of F, G o F has at most as many pieces as G. *)
Lemma cells_on_cell : forall F G a b q t s, extensional G -> maps_into F a b -> cells_at_most G a b q ->
  a <= t -> t < s -> s <= b -> affine_on F t s -> (1 <= q)%N -> cells_at_most (fun x => G (F x)) t s q.
Proof.
  intros F G a b q t s ext into (ts & cells & count) a_t t_s s_b (m & c & line) q_1.
  destruct (into t ltac:(lra) ltac:(lra)) as [a_Ft Ft_b].
  destruct (into s ltac:(lra) ltac:(lra)) as [a_Fs Fs_b].
  rewrite line in a_Ft, Ft_b, a_Fs, Fs_b by lra.
  assert (shrinks : forall u v u' v', affine_on G u v -> u <= u' -> v' <= v -> affine_on G u' v').
  { intros u v u' v'. apply affine_sub. }
  destruct (Qlt_le_dec 0 m) as [pos|nonpos]; [|destruct (Qlt_le_dec m 0) as [neg|nonneg]].
  - destruct (subdivision_restrict _ shrinks ts a b (m * t + c) (m * s + c) cells) as (us & cells' & len);
      auto; [nra|].
    destruct (subdivision_pull_up G F t s m c ext line pos us (m * t + c) (m * s + c) t s)
      as (vs & cells'' & len'');
      auto; try lra. exists vs. split; [exact cells''|lia].
  - destruct (subdivision_restrict _ shrinks ts a b (m * s + c) (m * t + c) cells) as (us & cells' & len);
      auto; [nra|].
    destruct (subdivision_pull_down G F t s m c ext line neg us (m * s + c) (m * t + c) s t)
      as (vs & cells'' & len'');
      auto; try lra. exists vs. split; [exact cells''|lia].
  - exists [s]. split; [|cbn; lia]. cbn [subdivision]. split; [exact t_s|]. split; [|reflexivity].
    apply (flat_pull G F t s m c ext line). lra.
Qed.

Lemma cells_of_composition : forall F G a b p q, a < b -> extensional G -> maps_into F a b ->
  cells_at_most F a b p -> cells_at_most G a b q -> cells_at_most (fun x => G (F x)) a b (p * q).
Proof.
  intros F G a b p q a_b ext into (ts & cells & count) cells_G.
  assert (q_1 : (1 <= q)%N).
  { destruct cells_G as ([|s us] & cells' & count'); cbn [subdivision length] in *; [lra|lia]. }
  assert (row : forall ts t, a <= t -> subdivision (affine_on F) t ts b ->
    exists us, subdivision (affine_on (fun x => G (F x))) t us b /\
      (N.of_nat (length us) <= N.of_nat (length ts) * q)%N).
  { clear ts cells count. induction ts as [|s ts IH]; intros t a_t cells; cbn [subdivision] in cells.
    - exists []. split; [exact cells|cbn; lia].
    - destruct cells as (t_s & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as s_b.
      destruct (IH s ltac:(lra) rest) as (us & cells' & len).
      destruct (cells_on_cell F G a b q t s ext into cells_G a_t t_s s_b cell q_1) as (vs & cells'' & len'').
      exists (vs ++ us). split; [exact (subdivision_app _ (affine_respects _) vs t s us b cells'' cells')|].
      rewrite length_append. cbn [length]. lia. }
  destruct (row ts a (Qle_refl a) cells) as (us & cells' & len). exists us. split; [exact cells'|nia].
Qed.

(** T1.7: the pieces of a composition. *)
Theorem pieces_of_composition : forall F G a b p q r, a < b -> extensional G -> maps_into F a b ->
  pieces F a b p -> pieces G a b q -> pieces (fun x => G (F x)) a b r -> (r <= p * q)%N.
Proof.
  intros F G a b p q r a_b ext into pieces_F pieces_G. apply pieces_le_cells.
  apply cells_of_composition; auto using pieces_cells_at_most.
Qed.

(** ** Powers *)

Lemma iter_add : forall m n F x, iter (m + n) F x = iter m F (iter n F x).
Proof. induction m as [|m IH]; intros n F x; cbn [Nat.add iter]; [reflexivity|]. now rewrite IH. Qed.

(** T1.7: the pieces of f^(q j + r), from those of f^j and of f^r. *)
Theorem pieces_of_power : forall F a b j q r n m, a < b -> extensional F -> maps_into F a b ->
  pieces (iter j F) a b n -> pieces (iter r F) a b m -> forall N, pieces (iter (q * j + r) F) a b N ->
    (N <= n ^ N.of_nat q * m)%N.
Proof.
  intros F a b j q r n m a_b ext into pieces_j pieces_r. apply pieces_cells_at_most in pieces_j, pieces_r.
  assert (bound : cells_at_most (iter (q * j + r) F) a b (n ^ N.of_nat q * m)).
  { induction q as [|q IH].
    - cbn [Nat.mul Nat.add N.of_nat]. now rewrite N.pow_0_r, N.mul_1_l.
    - replace (S q * j + r)%nat with (j + (q * j + r))%nat by lia.
      apply (cells_at_most_ext (fun x => iter j F (iter (q * j + r) F x))).
      + intros x _ _. rewrite (iter_add j). reflexivity.
      + replace (n ^ N.of_nat (S q) * m)%N with (n ^ N.of_nat q * m * n)%N.
        * apply cells_of_composition; auto using iter_extensional, iter_in.
        * rewrite Nnat.Nat2N.inj_succ, N.pow_succ_r'. lia. }
  intros N. now apply pieces_le_cells.
Qed.
