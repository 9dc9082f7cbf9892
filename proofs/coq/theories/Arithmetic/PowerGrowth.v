(** * Powers of rationals, and how they grow

    [qpow] is what the proofs use, [s ^ Z.of_nat k] what the statements say; [power_ok] links both. Powers of
    a number above 1 leave every bound ([power_unbounded]) and every polynomial ([power_beats_polynomial])
    behind. *)
From Coq Require Import ZArith QArith Qpower Qround Lqa Lia.
From ExactPL Require Import Arithmetic.Powers.
Open Scope Q_scope.

Lemma power_ok : forall s k, qpow s k == s ^ Z.of_nat k.
Proof.
  intros s. induction k as [|k IH]; [reflexivity|].
  cbn [qpow]. rewrite IH. destruct k as [|k].
  - cbn. ring.
  - cbn [Z.of_nat Qpower]. replace (Pos.of_succ_nat (S k)) with (1 + Pos.of_succ_nat k)%positive.
    + rewrite Qpower_plus_positive. reflexivity.
    + cbn [Pos.of_succ_nat]. now rewrite Pos.add_1_l.
Qed.

Lemma power_eq : forall s t k, s == t -> qpow s k == qpow t k.
Proof. intros s t k eq. induction k as [|k IH]; cbn [qpow]; [reflexivity|]. now rewrite IH, eq. Qed.
Lemma power_base : forall s t k, 0 <= s -> s <= t -> qpow s k <= qpow t k.
Proof.
  intros s t k nonneg le. induction k as [|k IH]; cbn [qpow]; [lra|].
  pose proof (qpow_nonneg s k nonneg). nra.
Qed.
Lemma power_exponent : forall s i j, 1 <= s -> (i <= j)%nat -> qpow s i <= qpow s j.
Proof.
  intros s i j ge le. induction le as [|j le IH]; [lra|].
  cbn [qpow]. pose proof (qpow_ge1 s j ge). nra.
Qed.
Lemma power_product : forall s t k, qpow (s * t) k == qpow s k * qpow t k.
Proof. intros s t k. induction k as [|k IH]; cbn [qpow]; [ring|]. rewrite IH. ring. Qed.
Lemma power_one : forall k, qpow 1 k == 1.
Proof. induction k as [|k IH]; cbn [qpow]; [reflexivity|]. rewrite IH. ring. Qed.
Lemma power_swap : forall s i j, qpow (qpow s i) j == qpow (qpow s j) i.
Proof.
  intros s i j. induction i as [|i IH]; cbn [qpow].
  - apply power_one.
  - rewrite power_product, IH. reflexivity.
Qed.

(** A natural number as a rational. *)
Definition count (k : nat) : Q := inject_Z (Z.of_nat k).
Lemma count_0 : count 0 == 0.
Proof. reflexivity. Qed.
Lemma count_S : forall k, count (S k) == 1 + count k.
Proof.
  intros k. unfold count. rewrite Nat2Z.inj_succ, <- Z.add_1_l, inject_Z_plus. reflexivity.
Qed.
Lemma count_nonneg : forall k, 0 <= count k.
Proof. intros k. unfold count. change 0 with (inject_Z 0). rewrite <- Zle_Qle. lia. Qed.
Lemma count_le : forall i j, (i <= j)%nat -> count i <= count j.
Proof. intros i j le. unfold count. rewrite <- Zle_Qle. lia. Qed.

(** Bernoulli's inequality. *)
Lemma bernoulli : forall d k, 0 <= d -> 1 + count k * d <= qpow (1 + d) k.
Proof.
  intros d k nonneg. induction k as [|k IH]; cbn [qpow].
  - rewrite count_0. lra.
  - rewrite count_S. pose proof (count_nonneg k). assert (0 <= count k * d) by nra. nra.
Qed.

Lemma above_some_count : forall x, exists k, x <= count k.
Proof.
  intros x. exists (Z.to_nat (Z.max 0 (Qceiling x))). unfold count. rewrite Z2Nat.id by lia.
  apply Qle_trans with (inject_Z (Qceiling x)); [apply Qle_ceiling|]. rewrite <- Zle_Qle. lia.
Qed.

Lemma power_unbounded : forall r c, 1 < r -> exists K, forall k, (K <= k)%nat -> c <= qpow r k.
Proof.
  intros r c above. destruct (above_some_count (c / (r - 1))) as [K large].
  assert (large' : c <= count K * (r - 1)).
  { setoid_replace c with (c / (r - 1) * (r - 1)) by (field; lra). nra. }
  exists K. intros k K_k. pose proof (bernoulli (r - 1) k ltac:(lra)) as lower.
  rewrite (power_eq (1 + (r - 1)) r k ltac:(ring)) in lower.
  pose proof (count_le K k K_k). assert (count K * (r - 1) <= count k * (r - 1)) by nra. lra.
Qed.

(** A number above 1 has numbers above 1 below its m-th root. *)
Lemma below_root : forall r m, 1 < r -> exists t, 1 < t /\ qpow t m <= r.
Proof.
  intros r m. revert r. induction m as [|m IH]; intros r above.
  - exists r. cbn [qpow]. split; lra.
  - set (d := r - 1). assert (pos : 0 < d) by (unfold d; lra).
    destruct (IH (1 + d / 2)) as (t & t_1 & small).
    { assert (0 < d / 2) by (apply Qlt_shift_div_l; lra). lra. }
    (* t and 1 + d/(2 + d) both work; the smaller one does *)
    set (u := 1 + d / (2 + d)). assert (pos_u : 0 < d / (2 + d)) by (apply Qlt_shift_div_l; lra).
    assert (product : (1 + d / 2) * u == r) by (unfold u, d; field; unfold d in pos; lra).
    destruct (Qlt_le_dec t u) as [t_u|u_t].
    + exists t. split; [exact t_1|]. cbn [qpow]. pose proof (qpow_pos t m ltac:(lra)). rewrite <- product.
      set (p := qpow t m) in *. set (h := 1 + d / 2) in *. clearbody p h u. nra.
    + exists u. split; [unfold u; lra|]. cbn [qpow].
      assert (u_1 : 1 < u) by (unfold u; lra).
      pose proof (power_base u t m ltac:(lra) u_t) as smaller. rewrite <- product.
      set (p := qpow u m) in *. set (p' := qpow t m) in *. set (h := 1 + d / 2) in *. clearbody p p' h u. nra.
Qed.

(** (1 + e k)^m is at most a constant times r^k, for every r > 1. *)
Lemma power_beats_polynomial : forall r e m, 1 < r -> 0 <= e ->
  exists c, 0 < c /\ forall k, qpow (1 + e * count k) m <= c * qpow r k.
Proof.
  intros r e m above nonneg. destruct (below_root r m above) as (t & t_1 & small).
  set (b := 1 + e / (t - 1)).
  assert (ratio : 0 <= e / (t - 1)) by (apply Qle_shift_div_l; lra).
  exists (qpow b m). split; [apply qpow_pos; unfold b; lra|]. intros k.
  (* 1 + e k <= b t^k *)
  assert (linear : 1 + e * count k <= b * qpow t k).
  { pose proof (bernoulli (t - 1) k ltac:(lra)) as lower.
    rewrite (power_eq (1 + (t - 1)) t k ltac:(ring)) in lower.
    assert (scaled : e / (t - 1) * (count k * (t - 1)) == e * count k) by (field; lra).
    pose proof (qpow_ge1 t k ltac:(lra)) as ge. unfold b. nra. }
  pose proof (count_nonneg k) as nonneg_k. assert (0 <= e * count k) by nra.
  apply Qle_trans with (qpow (b * qpow t k) m); [apply power_base; lra|].
  rewrite power_product, power_swap.
  pose proof (power_base (qpow t m) r k ltac:(apply qpow_nonneg; lra) small) as bound.
  pose proof (qpow_nonneg b m ltac:(unfold b; lra)). nra.
Qed.
