(** * Weights for the divisors of n (T2.2): from the numbers of fixed points to that of least period n

    The weights are those of Moebius inversion, but nothing of number theory is used: that they do what they
    should is tested for the divisors of the n at hand, [good_weights]. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia PeanoNat.
From ExactPL Require Import Definitions.Functions Maps.Iterates Periods.Potentials Periods.Cells
  Periods.FixedPointCheck.
Import ListNotations.
Open Scope Q_scope.

(** ** Multiples of the least period *)

Lemma iter_add : forall j k (F : Q -> Q) x, iter (j + k) F x = iter j F (iter k F x).
Proof. induction j as [|j IH]; intros k F x; [reflexivity|]. cbn [iter Nat.add]. now rewrite IH. Qed.

Lemma iter_multiple : forall F d x, extensional F -> iter d F x == x -> forall k, iter (k * d) F x == x.
Proof.
  intros F d x ext fix_x. induction k as [|k IH]; [reflexivity|]. cbn [Nat.mul].
  rewrite iter_add. rewrite (iter_extensional d F ext _ _ IH). exact fix_x.
Qed.

Lemma least_period_exists : forall F n x, (1 <= n)%nat -> iter n F x == x -> exists p, (p <= n)%nat /\
  least_period F p x.
Proof.
  intros F n x n_1 fix_x.
  assert (search : forall m, (forall k, (1 <= k <= m)%nat -> ~ iter k F x == x) \/ exists p, (p <= m)%nat /\
    least_period F p x).
  { induction m as [|m [none|(p & p_m & lp)]].
    - left. intros k bound. lia.
    - destruct (Qeq_dec (iter (S m) F x) x) as [yes|no].
      + right. exists (S m). split; [lia|]. split; [lia|].
        split; [exact yes|]. intros k k_1 k_m. apply none. lia.
      + left. intros k bound. destruct (Nat.eq_dec k (S m)) as [->|ne]; [exact no|]. apply none. lia.
    - right. exists p. split; [lia|exact lp]. }
  destruct (search n) as [none|found]; [|exact found]. exfalso. apply (none n); auto.
Qed.

Lemma least_period_divides : forall F p d x, extensional F -> least_period F p x ->
  (iter d F x == x <-> (d mod p = 0)%nat).
Proof.
  intros F p d x ext (p_1 & fix_x & least). pose proof (Nat.div_mod d p ltac:(lia)) as parts.
  assert (rest : iter d F x == iter (d mod p) F x).
  { rewrite parts at 1. rewrite Nat.add_comm, iter_add. apply iter_extensional; [exact ext|].
    rewrite Nat.mul_comm. now apply iter_multiple. }
  pose proof (Nat.mod_upper_bound d p ltac:(lia)) as bound. split.
  - intros fix_d. destruct (Nat.eq_dec (d mod p) 0) as [eq|ne]; [exact eq|].
    exfalso. apply (least (d mod p)%nat); [lia|exact bound|]. rewrite <- rest. exact fix_d.
  - intros zero. rewrite rest, zero. reflexivity.
Qed.

Lemma least_period_at : forall F n x y, extensional F -> x == y -> least_period F n x -> least_period F n y.
Proof.
  intros F n x y ext eq (n_1 & fix_x & least). split; [exact n_1|]. split.
  - rewrite <- (iter_extensional n F ext x y eq), <- eq. exact fix_x.
  - intros m m_1 m_n fix_y. apply (least m m_1 m_n).
    rewrite (iter_extensional m F ext x y eq), eq. exact fix_y.
Qed.

(** ** Counting with weights *)

Section Weights.
Variable F : Q -> Q.
Hypothesis ext : extensional F.

Definition fixes (d : nat) (x : Q) : bool := Qeq_bool (iter d F x) x.
(** For a fixed point of F^n: its least period is n. *)
Definition has_least (n : nat) (x : Q) : bool := fixes n x && forallb (fun m => negb (fixes m x))
  (seq 1 (pred n)).

Lemma has_least_ok : forall n x, (1 <= n)%nat -> (has_least n x = true <-> least_period F n x).
Proof.
  intros n x n_1. unfold has_least.
  rewrite andb_true_iff, forallb_forall. unfold fixes at 1.
  rewrite Qeq_bool_iff. split.
  - intros [fix_x all]. split; [lia|]. split; [exact fix_x|]. intros m m_1 m_n fix_m.
    assert (in_m : In m (seq 1 (pred n))) by (apply in_seq; lia).
    specialize (all m in_m). apply negb_true_iff in all.
    apply Qeq_bool_iff in fix_m. unfold fixes in all. congruence.
  - intros (_ & fix_x & least). split; [exact fix_x|]. intros m in_m.
    apply in_seq in in_m. apply negb_true_iff.
    unfold fixes. destruct (Qeq_bool (iter m F x) x) eqn:test; [|reflexivity].
    apply Qeq_bool_iff in test. exfalso. apply (least m); auto; lia.
Qed.

Lemma good_weights_divide : forall n weights, good_weights n weights = true ->
  forall dw, In dw weights -> (1 <= fst dw)%nat /\ (n mod fst dw = 0)%nat.
Proof.
  intros n weights good dw inside. unfold good_weights in good. apply andb_true_iff in good as [_ divide].
  rewrite forallb_forall in divide. specialize (divide dw inside).
  apply andb_true_iff in divide as [d_1 divides].
  split; [now apply Nat.leb_le|now apply Nat.eqb_eq].
Qed.

(** Each fixed point of F^n contributes 1 if its least period is n, else 0. *)
Lemma share_of_point : forall n weights z, (1 <= n)%nat -> good_weights n weights = true -> iter n F z == z ->
  sum_of (fun dw : nat * Z => if fixes (fst dw) z then snd dw else 0%Z) weights = bit (has_least n z).
Proof.
  intros n weights z n_1 good fix_z. apply andb_true_iff in good as [sums _]. rewrite forallb_forall in sums.
  destruct (least_period_exists F n z n_1 fix_z) as (p & p_n & lp_z).
  assert (p_divides : (n mod p = 0)%nat) by now apply (least_period_divides F p n z).
  assert (in_p : In p (divisors n)).
  { apply filter_In. split; [apply in_seq; destruct lp_z; lia|]. now apply Nat.eqb_eq. }
  specialize (sums p in_p). apply Z.eqb_eq in sums.
  assert (least_n : has_least n z = Nat.eqb p n).
  { apply eq_true_iff_eq. rewrite (has_least_ok n z n_1), Nat.eqb_eq. split; [|intros <-; exact lp_z].
    intros lp_n. destruct (Nat.eq_dec p n) as [eq|ne]; [exact eq|]. exfalso.
    destruct lp_z as (p_1 & fix_p & _). destruct lp_n as (_ & _ & least). apply (least p); auto. lia. }
  rewrite least_n, <- sums. unfold weight_at. apply sum_of_same. intros dw _.
  destruct (fixes (fst dw) z) eqn:fix_d.
  - apply Qeq_bool_iff in fix_d. apply (least_period_divides F p _ z ext lp_z) in fix_d. now rewrite fix_d.
  - destruct (Nat.eqb_spec (fst dw mod p) 0) as [eq|ne]; [|reflexivity].
    apply (least_period_divides F p _ z ext lp_z) in eq.
    apply Qeq_bool_iff in eq. unfold fixes in fix_d. congruence.
Qed.

Lemma sum_of_bits : forall (A : Type) (p : A -> bool) l, sum_of (fun x => bit (p x)) l =
  Z.of_nat (length (filter p l)).
Proof.
  intros A p. induction l as [|x l IH]; [reflexivity|]. cbn [sum_of filter]. rewrite IH.
  destruct (p x); cbn [bit length]; lia.
Qed.

(** So, for a list of fixed points of F^n: *)
Theorem weighted_count : forall n weights zs, (1 <= n)%nat -> good_weights n weights = true ->
  (forall z, In z zs -> iter n F z == z) ->
  sum_of (fun dw : nat * Z => (snd dw * Z.of_nat (length (filter (fixes (fst dw)) zs)))%Z) weights =
  Z.of_nat (length (filter (has_least n) zs)).
Proof.
  intros n weights zs n_1 good all. rewrite <- sum_of_bits.
  rewrite (sum_of_same _ (fun z => bit (has_least n z))
    (fun z => sum_of (fun dw : nat * Z => if fixes (fst dw) z then snd dw else 0%Z) weights)).
  2: { intros z inside. symmetry. apply share_of_point; auto. }
  rewrite sum_of_exchange. apply sum_of_same. intros [d w] _. cbn [fst snd].
  rewrite <- sum_of_bits, <- sum_of_times. apply sum_of_same.
  intros z _. destruct (fixes d z); cbn [bit]; lia.
Qed.
End Weights.
