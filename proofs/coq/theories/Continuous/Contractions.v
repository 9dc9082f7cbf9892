(** * Contractions (T5.1)

    A map of a closed interval into itself with a Lipschitz constant l < 1 has one fixed point, every orbit
    converges to it, and there is no other cycle and no scrambled pair. *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles.
Open Scope R_scope.

Section Contraction.
Variables (f : R -> R) (E : R -> Prop) (l : R).
Hypotheses (l_pos : 0 <= l) (l_lt : l < 1) (lip : lipschitz l f E) (maps : maps_into f E).

Lemma iterates_contract n x y : E x -> E y -> Rabs (iter n f x - iter n f y) <= l ^ n * Rabs (x - y).
Proof.
  intros Ex Ey. induction n as [|n IH]; [cbn; lra|]. cbn [iter pow].
  apply Rle_trans with (l * Rabs (iter n f x - iter n f y)).
  - apply lip; now apply maps_into_iter.
  - rewrite Rmult_assoc. apply Rmult_le_compat_l; assumption.
Qed.

(** Steps of an orbit get small: |f^(n+k) x - f^n x| <= l^n |x - f x| / (1 - l). *)
Lemma orbit_bound x : E x -> forall k, (1 - l) * Rabs (iter k f x - x) <= Rabs (x - f x).
Proof.
  intros Ex. induction k as [|k IH]; [cbn [iter]; rewrite distance_zero; pose proof (Rabs_pos (x - f x));
    lra|].
  rewrite iter_S. assert (Ek : E (iter k f x)) by now apply maps_into_iter.
  pose proof (lip (iter k f x) x Ek Ex) as near.
  pose proof (Rabs_triang (f (iter k f x) - f x) (f x - x)) as sum.
  replace (f (iter k f x) - f x + (f x - x)) with (f (iter k f x) - x) in sum by ring.
  rewrite (Rabs_minus_sym (f x) x) in sum.
  assert ((1 - l) * Rabs (f (iter k f x) - x) <= (1 - l) * (l * Rabs (iter k f x - x) + Rabs (x - f x))).
  { apply Rmult_le_compat_l; lra. }
  assert (l * ((1 - l) * Rabs (iter k f x - x)) <= l * Rabs (x - f x)) by (apply Rmult_le_compat_l; lra).
  lra.
Qed.

Lemma powers_small e : 0 < e -> exists N, forall n, (N <= n)%nat -> l ^ n < e.
Proof.
  intros e_pos. destruct (pow_lt_1_zero l) with (y := e) as (N & small); [rewrite Rabs_pos_eq; lra|lra|].
  exists N. intros n n_le. specialize (small n n_le).
  rewrite Rabs_pos_eq in small; [exact small|now apply pow_le].
Qed.

Lemma orbit_cauchy x : E x -> Cauchy_crit (fun n => iter n f x).
Proof.
  intros Ex e e_pos. set (D := Rabs (x - f x) / (1 - l)).
  assert (D_pos : 0 <= D).
  { unfold D, Rdiv. apply Rmult_le_pos; [apply Rabs_pos|]. left. apply Rinv_0_lt_compat. lra. }
  destruct (powers_small (e / (D + 1))) as (N & small); [apply Rdiv_lt_0_compat; lra|].
  assert (close : forall n k, (N <= n)%nat -> Rabs (iter (n + k) f x - iter n f x) < e).
  { intros n k n_le. rewrite iter_add.
    apply Rle_lt_trans with (l ^ n * Rabs (iter k f x - x)).
    - apply iterates_contract; [now apply maps_into_iter|exact Ex].
    - assert (bound : Rabs (iter k f x - x) <= D).
      { apply Rmult_le_reg_l with (1 - l); [lra|]. unfold D. replace ((1 - l) * (Rabs (x - f x) / (1 - l)))
          with (Rabs (x - f x)) by (field; lra). now apply orbit_bound. }
      specialize (small n n_le). pose proof (Rabs_pos (iter k f x - x)). pose proof (pow_le l n l_pos).
      assert (product : e / (D + 1) * (D + 1) = e) by (field; lra). nra. }
  exists N. intros n k n_le k_le. unfold R_dist. destruct (Nat.le_ge_cases n k) as [nk|kn].
  - rewrite Rabs_minus_sym. replace k with (n + (k - n))%nat by lia. now apply close.
  - replace n with (k + (n - k))%nat by lia. now apply close.
Qed.

(** T5.1: if E is closed and has a point, there is one fixed point, and every orbit converges to it. *)
Theorem contraction : (forall u z, (forall n, E (u n)) -> Un_cv u z -> E z) -> (exists x, E x) ->
  exists z, E z /\ f z = z /\ forall x, E x -> Un_cv (fun n => iter n f x) z.
Proof.
  intros closed (x0 & E0). destruct (R_complete _ (orbit_cauchy x0 E0)) as (z & conv).
  assert (Ez : E z) by (apply (closed _ z (fun n => maps_into_iter f E n maps x0 E0) conv)).
  assert (all : forall x, E x -> Un_cv (fun n => iter n f x) z).
  { intros x Ex e e_pos. destruct (conv (e / 2)) as (N1 & close); [lra|].
    pose proof (Rabs_pos (x - x0)) as dist_pos.
    destruct (powers_small (e / 2 / (Rabs (x - x0) + 1))) as (N2 & small); [apply Rdiv_lt_0_compat; lra|].
    exists (Nat.max N1 N2). intros n n_le. specialize (close n ltac:(lia)). specialize (small n ltac:(lia)).
    pose proof (iterates_contract n x x0 Ex E0) as contracted. unfold R_dist in *.
    assert (product : e / 2 / (Rabs (x - x0) + 1) * (Rabs (x - x0) + 1) = e / 2) by (field; lra).
    pose proof (pow_le l n l_pos). assert (l ^ n * Rabs (x - x0) <= e / 2) by nra.
    replace (iter n f x - z) with ((iter n f x - iter n f x0) + (iter n f x0 - z)) by ring.
    apply Rle_lt_trans with (1 := Rabs_triang _ _). lra. }
  exists z. split; [exact Ez|]. split; [|exact all].
  (* f z = z, as |f z - z| <= l |z - f^n x| + |f^(n+1) x - z| *)
  apply cond_eq. intros e e_pos. destruct (conv (e / 2)) as (N & close); [lra|].
  pose proof (close N (le_n N)) as close0. pose proof (close (S N) (le_S _ _ (le_n N))) as close1.
  unfold R_dist in *. rewrite iter_S in close1.
  pose proof (lip z (iter N f x0) Ez (maps_into_iter f E N maps x0 E0)) as near.
  rewrite (Rabs_minus_sym z) in near. pose proof (Rabs_pos (iter N f x0 - z)).
  replace (f z - z) with ((f z - f (iter N f x0)) + (f (iter N f x0) - z)) by ring.
  apply Rle_lt_trans with (1 := Rabs_triang _ _). nra.
Qed.

(** T5.1: no cycle of length > 1, and no scrambled pair. *)
Theorem contraction_no_cycle n x : least_period f n x -> E x -> n = 1%nat.
Proof.
  intros (n_pos & closed & least) Ex. destruct (Nat.eq_dec n 1) as [|more]; [assumption|exfalso].
  apply (least 1%nat); [lia|]. cbn [iter]. apply cond_eq. intros e e_pos.
  (* |f x - x| = |f^(kn) (f x) - f^(kn) x| is as small as we like *)
  pose proof (Rabs_pos (f x - x)). destruct (powers_small (e / (Rabs (f x - x) + 1))) as (N & small).
  { apply Rdiv_lt_0_compat; lra. }
  specialize (small (N * n)%nat ltac:(nia)).
  pose proof (iterates_contract (N * n) (f x) x (maps x Ex) Ex) as contracted.
  rewrite <- iter_S_right, iter_S, (iter_mult f x n closed N) in contracted.
  assert (product : e / (Rabs (f x - x) + 1) * (Rabs (f x - x) + 1) = e) by (field; lra).
  pose proof (pow_le l (N * n) l_pos). nra.
Qed.

Theorem contraction_not_scrambled x y : E x -> E y -> ~ scrambled f x y.
Proof.
  intros Ex Ey (_ & d & d_pos & sep). pose proof (Rabs_pos (x - y)).
  destruct (powers_small (d / (Rabs (x - y) + 1))) as (N & small); [apply Rdiv_lt_0_compat; lra|].
  destruct (sep N) as (n & n_le & far). specialize (small n n_le).
  pose proof (iterates_contract n x y Ex Ey). pose proof (pow_le l n l_pos).
  assert (product : d / (Rabs (x - y) + 1) * (Rabs (x - y) + 1) = d) by (field; lra). nra.
Qed.
End Contraction.
