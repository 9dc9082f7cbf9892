(** * Facts about least periods

    Nothing here is about continuity: multiples and divisors of least periods, least periods of iterates,
    mirror images.  The theorems on periods and on chaos use these facts. *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings.
Open Scope R_scope.

(** ** Multiples and divisors *)

Lemma iter_mult f x n : iter n f x = x -> forall k, iter (k * n) f x = x.
Proof. intros closed. induction k as [|k IH]; [reflexivity|]. cbn [Nat.mul]. now rewrite iter_add, IH. Qed.

Lemma iter_divides f x e n : iter e f x = x -> Nat.divide e n -> iter n f x = x.
Proof. intros closed [k ->]. now apply iter_mult. Qed.

Lemma iter_mod f x n r k : iter n f x = x -> iter (r + k * n) f x = iter r f x.
Proof. intros closed. now rewrite iter_add, iter_mult. Qed.

(** A point that comes back after n steps visits only its first n points. *)
Lemma iter_reduce f x n i : (0 < n)%nat -> iter n f x = x -> iter i f x = iter (i mod n) f x.
Proof.
  intros n_pos closed. rewrite (Nat.div_mod i n) at 1 by lia.
  rewrite Nat.add_comm, (Nat.mul_comm n). now apply iter_mod.
Qed.

(** f^n x = x holds for the multiples of the least period only. *)
Lemma least_period_divides f e x n : least_period f e x -> iter n f x = x -> Nat.divide e n.
Proof.
  intros (e_pos & closed & least) fixed. apply Nat.mod_divide; [lia|].
  destruct (Nat.eq_dec (n mod e) 0) as [|rest]; [assumption|exfalso].
  apply (least (n mod e)%nat).
  - pose proof (Nat.mod_upper_bound n e ltac:(lia)). lia.
  - rewrite <- (iter_reduce f x e n e_pos closed). exact fixed.
Qed.

(** A point with f^n x = x has a least period, a divisor of n. *)
Lemma least_period_exists f n x : (0 < n)%nat -> iter n f x = x ->
  exists e, Nat.divide e n /\ least_period f e x.
Proof.
  intros n_pos fixed.
  assert (search : forall k, (exists e, (e <= k)%nat /\ least_period f e x) \/
                             (forall d, (0 < d <= k)%nat -> iter d f x <> x)).
  { induction k as [|k [(e & e_le & least)|none]].
    - right. intros d. lia.
    - left. exists e. split; [lia|exact least].
    - destruct (Req_EM_T (iter (S k) f x) x) as [here|not_here].
      + left. exists (S k). split; [lia|]. split; [lia|]. split; [exact here|].
        intros d d_lt. apply none. lia.
      + right. intros d d_le. destruct (Nat.eq_dec d (S k)) as [->|]; [exact not_here|]. apply none. lia. }
  destruct (search n) as [(e & _ & least)|none].
  - exists e. split; [now apply least_period_divides with f x|exact least].
  - exfalso. apply (none n); [lia|exact fixed].
Qed.

Lemma least_period_agree f g n x : (forall y, f y = g y) -> least_period f n x -> least_period g n x.
Proof.
  intros same (n_pos & closed & least). split; [exact n_pos|].
  split; [now rewrite (iter_agree f g) by exact same|].
  intros d d_lt. rewrite (iter_agree f g) by exact same. now apply least.
Qed.

(** Two points of one cycle that are equal have times that differ by a multiple of its length. *)
Lemma least_period_distinct f m x n d :
  least_period f m x -> (0 < d < m)%nat -> iter (d + n) f x <> iter n f x.
Proof.
  intros (m_pos & closed & least) d_lt same. apply (least d d_lt).
  (* apply f^k, k + n a multiple of m, to both sides *)
  set (k := (n * m - n)%nat). assert (multiple : (k + n = n * m)%nat) by (unfold k; nia).
  assert (shifted : iter (k + (d + n)) f x = iter (k + n) f x).
  { rewrite !(iter_add k). now rewrite same. }
  replace (k + (d + n))%nat with (d + n * m)%nat in shifted by lia.
  rewrite multiple, iter_mod, iter_mult in shifted by exact closed. exact shifted.
Qed.

(** ** Least periods of iterates *)

Lemma least_period_iter f q m x : (0 < q)%nat -> least_period f (q * m) x -> least_period (iter q f) m x.
Proof.
  intros q_pos (n_pos & closed & least). split; [nia|].
  split; [now rewrite iter_iter, Nat.mul_comm|].
  intros d d_lt fixed. rewrite iter_iter in fixed. apply (least (d * q)%nat); [nia|exact fixed].
Qed.

Lemma has_period_iter f E q m : (0 < q)%nat -> has_period f E (q * m) -> has_period (iter q f) E m.
Proof.
  intros q_pos (x & least & orbit). exists x. split; [now apply least_period_iter|].
  intros i. rewrite iter_iter. apply orbit.
Qed.

(** An even least period e of f^2 is 2e for f. *)
Lemma least_period_square f e x : Nat.Even e -> least_period (iter 2 f) e x -> least_period f (2 * e) x.
Proof.
  intros even least2. pose proof least2 as (e_pos & closed & least). rewrite iter_iter in closed.
  split; [lia|]. split; [now rewrite Nat.mul_comm|].
  intros d d_lt fixed. destruct (Nat.Even_or_Odd d) as [[c ->]|odd].
  - apply (least c); [lia|]. rewrite iter_iter. now rewrite (Nat.mul_comm c 2).
  - (* f^2d x = x, so e divides d; an even number divides no odd one *)
    assert (divides : Nat.divide e d).
    { apply (least_period_divides (iter 2 f) e x d least2). rewrite iter_iter.
      apply iter_divides with d; [exact fixed|exists 2%nat; lia]. }
    destruct divides as [c Hc]. destruct even as [u Hu]. destruct odd as [v Hv]. nia.
Qed.

(** An even least period e of f^(2^k) is 2^k e for f. *)
Lemma least_period_power k : forall f e x, Nat.Even e ->
  least_period (iter (2 ^ k) f) e x -> least_period f (2 ^ k * e) x.
Proof.
  induction k as [|k IH]; intros f e x even least.
  - rewrite Nat.pow_0_r, Nat.mul_1_l. apply least_period_agree with (2 := least). reflexivity.
  - replace (2 ^ S k * e)%nat with (2 * (2 ^ k * e))%nat by (cbn [Nat.pow]; lia).
    apply least_period_square.
    + destruct even as [u ->]. exists (2 ^ k * u)%nat. lia.
    + apply IH; [exact even|]. apply least_period_agree with (2 := least).
      intros y. rewrite iter_iter. f_equal. cbn. lia.
Qed.

(** ** Powers of two *)

Lemma power_of_two_positive k : (0 < 2 ^ k)%nat.
Proof. pose proof (Nat.pow_nonzero 2 k ltac:(lia)). lia. Qed.

(** The divisors of 2^k are powers of two. *)
Lemma power_of_two_divisor k : forall d, Nat.divide d (2 ^ k) -> exists i, (i <= k)%nat /\ d = (2 ^ i)%nat.
Proof.
  induction k as [|k IH]; intros d [c product].
  - exists O. split; [lia|]. cbn in *. apply Nat.eq_mul_1 with c. lia.
  - destruct (Nat.Even_or_Odd d) as [[e ->]|[e odd_d]].
    + destruct (IH e) as (i & i_le & ->); [exists c; cbn [Nat.pow] in product; lia|].
      exists (S i). split; [lia|reflexivity].
    + (* d is odd, so the other factor is even *)
      destruct (Nat.Even_or_Odd c) as [[b ->]|[b odd_c]].
      * destruct (IH d) as (i & i_le & power); [exists b; cbn [Nat.pow] in product; lia|].
        exists i. split; [lia|exact power].
      * exfalso. cbn [Nat.pow] in product. nia.
Qed.

(** f^(2^(j+1)) x = x and f^(2^j) x <> x: the least period is 2^(j+1). *)
Lemma least_period_two_power f j x :
  iter (2 ^ S j) f x = x -> iter (2 ^ j) f x <> x -> least_period f (2 ^ S j) x.
Proof.
  intros closed moved. pose proof (power_of_two_positive (S j)) as positive.
  destruct (least_period_exists f (2 ^ S j) x) as (e & divides & least); auto.
  destruct (power_of_two_divisor (S j) e divides) as (i & i_le & ->).
  destruct (Nat.eq_dec i (S j)) as [->|smaller]; [exact least|exfalso].
  apply moved. apply iter_divides with (2 ^ i)%nat; [apply least|].
  exists (2 ^ (j - i))%nat. rewrite <- Nat.pow_add_r. f_equal. lia.
Qed.

(** ** Prime divisors *)

Lemma prime_divisor n : (2 <= n)%nat -> exists p, prime_number p /\ Nat.divide p n.
Proof.
  induction n as [n IH] using (well_founded_induction lt_wf). intros n2.
  (* the least divisor >= 2 would do; here: n is prime, or some divisor is smaller *)
  assert (search : forall k, (k <= n)%nat -> (exists d, (2 <= d < k)%nat /\ Nat.divide d n) \/
                     (forall d, (2 <= d < k)%nat -> ~ Nat.divide d n)).
  { induction k as [|k IHk]; intros k_le; [right; intros d; lia|].
    destruct IHk as [(d & d_lt & divides)|none]; [lia| |].
    - left. exists d. split; [lia|exact divides].
    - destruct (Nat.eq_dec (n mod k) 0) as [zero|rest]; [destruct (le_lt_dec 2 k) as [k2|k1]|].
      + left. exists k. split; [lia|]. apply Nat.mod_divide; [lia|exact zero].
      + right. intros d d_lt. lia.
      + right. intros d d_lt divides. destruct (Nat.eq_dec d k) as [->|].
        * apply rest. apply Nat.mod_divide; [lia|exact divides].
        * apply (none d); [lia|exact divides]. }
  destruct (search n (le_n n)) as [(d & d_lt & divides)|none].
  - destruct (IH d) as (p & prime & p_divides); [lia|lia|].
    exists p. split; [exact prime|]. now apply Nat.divide_trans with d.
  - exists n. split; [|apply Nat.divide_refl]. split; [exact n2|]. intros d divides.
    assert (d <= n)%nat by (apply Nat.divide_pos_le; [lia|exact divides]).
    destruct (Nat.eq_dec d n) as [|smaller]; [now right|left].
    destruct d as [|[|d]]; [|reflexivity|exfalso].
    + destruct divides as [c ->]. lia.
    + apply (none (S (S d))); [lia|exact divides].
Qed.

(** ** Mirror images *)

Definition mirror (f : R -> R) (x : R) : R := - f (- x).
Definition reflected (E : R -> Prop) (x : R) : Prop := E (- x).

Lemma iter_mirror f n x : iter n (mirror f) (- x) = - iter n f x.
Proof.
  induction n as [|n IH]; [reflexivity|]. rewrite !iter_S, IH. unfold mirror. now rewrite Ropp_involutive.
Qed.

Lemma iter_mirror_opp f n x : iter n (mirror f) x = - iter n f (- x).
Proof. rewrite <- iter_mirror. now rewrite Ropp_involutive. Qed.

Lemma least_period_mirror f n x : least_period (mirror f) n x -> least_period f n (- x).
Proof.
  intros (n_pos & closed & least). rewrite iter_mirror_opp in closed. split; [exact n_pos|].
  split; [lra|]. intros d d_lt fixed. apply (least d d_lt). rewrite iter_mirror_opp. lra.
Qed.

Lemma continuous_on_mirror f E : continuous_on f E -> continuous_on (mirror f) (reflected E).
Proof. intros cont. apply continuous_on_opp, (continuous_on_reflect f E cont). Qed.

Lemma has_period_mirror f E n : has_period (mirror f) (reflected E) n -> has_period f E n.
Proof.
  intros (x & least & orbit). exists (- x). split; [now apply least_period_mirror|].
  intros i. specialize (orbit i). unfold reflected in orbit.
  rewrite iter_mirror_opp, Ropp_involutive in orbit. exact orbit.
Qed.

Lemma is_interval_reflected E : is_interval E -> is_interval (reflected E).
Proof. intros convex x y z Ex Ey between. apply (convex (- y) (- x)); auto. lra. Qed.

(** A compact interval is an interval; an interval contains the compact intervals between its points. *)
Lemma within_is_interval (J : interval) : is_interval J.
Proof. intros x y z Jx Jy between. intervals. Qed.
