(** * Whole sets of periods (T5.5.2)

    f is continuous on an interval E of any kind.  Sharkovsky's order is total ([order_total]); so if f has a
    cycle of length n in E and none of the length just before n in the order, the lengths of its cycles in E
    are exactly n and those that n forces.  The cases of T5.5.2: n = 3 ([period_set_three]), n = 2^j
    ([period_set_power]), n = 2^j q with q >= 5 odd ([period_set_odd]), n = 2^j 3 with j >= 1
    ([period_set_triple]). *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles Continuous.Loops.
From ExactPL Require Import Continuous.Forcing.
Open Scope R_scope.

(** ** The order *)

(** Every positive number is a power of two times an odd number, in one way. *)
Lemma odd_part n : (0 < n)%nat -> exists a p, Nat.Odd p /\ n = (2 ^ a * p)%nat.
Proof.
  induction n as [n IH] using (well_founded_induction lt_wf). intros n_pos.
  destruct (Nat.Even_or_Odd n) as [[c n_eq]|odd].
  - destruct (IH c) as (a & p & odd_p & c_eq); [lia|lia|]. exists (S a), p. split; [exact odd_p|].
    cbn [Nat.pow]. lia.
  - exists 0%nat, n. split; [exact odd|]. cbn. lia.
Qed.

Lemma odd_part_unique a :
  forall b p q, Nat.Odd p -> Nat.Odd q -> (2 ^ a * p = 2 ^ b * q)%nat -> a = b /\ p = q.
Proof.
  induction a as [|a IH]; intros [|b] p q [u Hu] [w Hw] same; cbn [Nat.pow] in same.
  - lia.
  - exfalso. lia.
  - exfalso. lia.
  - destruct (IH b p q) as [-> ->]; [now exists u|now exists w|lia|auto].
Qed.

Lemma forces_iff a p b q :
  Nat.Odd p -> Nat.Odd q -> (forces (2 ^ a * p) (2 ^ b * q) <-> stands_before a p b q).
Proof.
  intros odd_p odd_q. split.
  - intros (a' & p' & b' & q' & odd_p' & odd_q' & eq1 & eq2 & order).
    apply odd_part_unique in eq1; auto. apply odd_part_unique in eq2; auto.
    destruct eq1 as [-> ->], eq2 as [-> ->]. exact order.
  - intros order. exists a, p, b, q. auto.
Qed.

Lemma odd_one_or_more p : Nat.Odd p -> p = 1%nat \/ (3 <= p)%nat.
Proof. intros [u ->]. lia. Qed.

(** Of two different positive numbers one forces the other. *)
Theorem order_total n k : (0 < n)%nat -> (0 < k)%nat -> n = k \/ forces n k \/ forces k n.
Proof.
  intros n_pos k_pos. destruct (odd_part n n_pos) as (a & p & odd_p & ->).
  destruct (odd_part k k_pos) as (b & q & odd_q & ->). rewrite !forces_iff by assumption.
  destruct (odd_one_or_more p odd_p), (odd_one_or_more q odd_q), (Nat.lt_trichotomy a b) as [ab|[ab|ab]],
    (Nat.lt_trichotomy p q) as [pq|[pq|pq]]; unfold stands_before; try (left; congruence); right; lia.
Qed.

(** 3 > 5, 9 > 6, 6 > 10, 10 > 12, 12 > 8, 3 > 16, 8 > 4 and 2 > 1 in the order. *)
Example order_sample :
  forces 3 5 /\ forces 9 6 /\ forces 6 10 /\ forces 10 12 /\ forces 12 8 /\ forces 3 16 /\
  forces 8 4 /\ forces 2 1.
Proof.
  assert (by_factors : forall a p b q n k, n = (2 ^ a * (2 * p + 1))%nat -> k = (2 ^ b * (2 * q + 1))%nat ->
    stands_before a (2 * p + 1) b (2 * q + 1) -> forces n k).
  { intros a p b q n k n_eq k_eq order. exists a, (2 * p + 1)%nat, b, (2 * q + 1)%nat.
    split; [now exists p|]. split; [now exists q|]. auto. }
  unfold stands_before in by_factors.
  split; [apply (by_factors 0 1 0 2)%nat; cbn; lia|]. split; [apply (by_factors 0 4 1 1)%nat; cbn; lia|].
  split; [apply (by_factors 1 1 1 2)%nat; cbn; lia|]. split; [apply (by_factors 1 2 2 1)%nat; cbn; lia|].
  split; [apply (by_factors 2 1 3 0)%nat; cbn; lia|]. split; [apply (by_factors 0 1 4 0)%nat; cbn; lia|].
  split; [apply (by_factors 3 0 2 0)%nat; cbn; lia|apply (by_factors 1 0 0 0)%nat; cbn; lia].
Qed.

(** ** Sets of periods *)

Section PeriodSet.
Variables (f : R -> R) (E : R -> Prop).
Hypotheses (convex : is_interval E) (cont : continuous_on f E).

Lemma period_positive n : has_period f E n -> (0 < n)%nat.
Proof. intros (x & (n_pos & _) & _). exact n_pos. Qed.

(** If f has a cycle of length n and none of a length that forces n, the lengths are n and those that n
    forces. *)
Theorem period_set n : has_period f E n -> (forall k, forces k n -> ~ has_period f E k) ->
  forall k, has_period f E k <-> k = n \/ forces n k.
Proof.
  intros period none k. split.
  - intros period_k. destruct (order_total n k (period_positive n period) (period_positive k period_k))
      as [->|[forced|forcing]]; [now left|now right|exfalso]. now apply (none k).
  - intros [->|forced]; [exact period|now apply sharkovsky with n].
Qed.

(** It is enough that f has no cycle of one length, if each number that forces n is this one or forces it. *)
Corollary period_set_predecessor n pred : (forall k, forces k n -> k = pred \/ forces k pred) ->
  has_period f E n -> ~ has_period f E pred -> forall k, has_period f E k <-> k = n \/ forces n k.
Proof.
  intros before period none. apply period_set; [exact period|]. intros k forcing period_k. apply none.
  destruct (before k forcing) as [<-|forcing']; [exact period_k|now apply sharkovsky with k].
Qed.

(** T5.5.2, n = 3: the lengths are all positive numbers. *)
Theorem period_set_three : has_period f E 3 -> forall k, has_period f E k <-> (1 <= k)%nat.
Proof.
  intros period k. split; [intros period_k; apply (period_positive k period_k)|].
  now apply period_three_all_periods.
Qed.

Lemma before_power j k : forces k (2 ^ j) -> k = (2 ^ S j)%nat \/ forces k (2 ^ S j).
Proof.
  replace (2 ^ j)%nat with (2 ^ j * 1)%nat by lia. replace (2 ^ S j)%nat with (2 ^ S j * 1)%nat by lia.
  intros order. pose proof order as (a & p & _ & _ & odd_p & _ & -> & _).
  assert (odd_1 : Nat.Odd 1) by now exists 0%nat.
  apply forces_iff in order; auto. rewrite forces_iff by assumption. unfold stands_before in *.
  destruct order as [order|[order|(-> & _ & lt)]]; [lia|right; lia|].
  destruct (Nat.eq_dec a (S j)) as [->|]; [now left|right; lia].
Qed.

Lemma before_odd_factor j q k : Nat.Odd q -> (5 <= q)%nat -> forces k (2 ^ j * q) ->
  k = (2 ^ j * (q - 2))%nat \/ forces k (2 ^ j * (q - 2)).
Proof.
  intros odd_q q5 order. pose proof order as (a & p & _ & _ & odd_p & _ & -> & _).
  assert (odd_q2 : Nat.Odd (q - 2)) by (destruct odd_q as [u Hu]; exists (u - 1)%nat; lia).
  apply forces_iff in order; auto. rewrite forces_iff by assumption. unfold stands_before in *.
  destruct odd_p as [w Hw], odd_q as [u Hu].
  destruct order as [(p3 & q3 & [ab|[-> pq]])|[order|order]]; [right; lia| |lia|lia].
  destruct (Nat.eq_dec p (q - 2)) as [->|]; [now left|right; lia].
Qed.

(** T5.5.2, n = 2^j and no cycle of length 2^(j+1). *)
Corollary period_set_power j : has_period f E (2 ^ j) -> ~ has_period f E (2 ^ S j) ->
  forall k, has_period f E k <-> k = (2 ^ j)%nat \/ forces (2 ^ j) k.
Proof. apply period_set_predecessor. apply before_power. Qed.

(** T5.5.2, n = 2^j q with q >= 5 odd, and no cycle of length 2^j (q - 2). *)
Corollary period_set_odd j q : Nat.Odd q -> (5 <= q)%nat ->
  has_period f E (2 ^ j * q) -> ~ has_period f E (2 ^ j * (q - 2)) ->
  forall k, has_period f E k <-> k = (2 ^ j * q)%nat \/ forces (2 ^ j * q) k.
Proof. intros odd_q q5. apply period_set_predecessor. intros k. now apply before_odd_factor. Qed.

(** T5.5.2, n = 2^j 3 with j >= 1, and no cycle of length 2^(j-1) q with q > 1 odd. *)
Theorem period_set_triple j : has_period f E (2 ^ S j * 3) ->
  (forall q, Nat.Odd q -> (1 < q)%nat -> ~ has_period f E (2 ^ j * q)) ->
  forall k, has_period f E k <-> k = (2 ^ S j * 3)%nat \/ forces (2 ^ S j * 3) k.
Proof.
  intros period none. apply period_set; [exact period|]. intros k order period_k.
  (* k = 2^i q with i <= j and q > 1 odd; it is 2^j q or forces it *)
  pose proof order as (i & q & _ & _ & odd_q & _ & -> & _).
  assert (odd_3 : Nat.Odd 3) by now exists 1%nat. apply forces_iff in order; auto.
  unfold stands_before in order.
  destruct odd_q as [w Hw]. assert (i_le : (i <= j)%nat) by lia. assert (odd_q : Nat.Odd q) by now exists w.
  apply (none q odd_q); [lia|]. destruct (Nat.eq_dec i j) as [<-|lower]; [exact period_k|].
  apply sharkovsky with (2 ^ i * q)%nat; auto. apply forces_iff; auto. unfold stands_before. lia.
Qed.
End PeriodSet.
