(** * Loops of coverings and least periods; period three gives every period (T4.2)

    A point that follows a loop of n coverings has least period n if, for each prime p that divides n,
    repetition after n/p steps is excluded ([followers_have_least_period], [loop_least_period]).  From this:
    if f^3 a <= a < f a < f^2 a, or the mirror image, then f has cycles of every length
    ([three_steps_all_periods]); a cycle of length 3 contains such a point ([period_three_all_periods]).

    This is the first half of the theorem of T.-Y. Li and J. A. Yorke, Period three implies chaos, Amer. Math.
    Monthly 82 (1975), 985-992, doi 10.2307/2318254; the second half is in Chaos/LiYorke.v. *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles.
Open Scope R_scope.

(** ** Loops *)

Section Loop.
Variables (f : R -> R) (n : nat) (J : nat -> interval).
Hypothesis n_pos : (0 < n)%nat.
(** J 0 -> J 1 -> ... -> J n = J 0, continued with period n. *)
Hypothesis periodic : forall i, J (i + n)%nat = J i.
(** For each prime p that divides n, with d = n/p, some i such that no point e of J i and J (i + d) has f^d e
    = e and follows J i, J (i + 1), ... *)
Hypothesis no_repetition : forall p d, prime_number p -> n = (p * d)%nat ->
  exists i, forall e, J i e -> J (i + d)%nat e -> iter d f e = e -> (forall h, J (i + h)%nat (iter h f e)) ->
    False.

Lemma periodic_mult k i : J (i + k * n)%nat = J i.
Proof.
  revert i. induction k as [|k IH]; intros i; [f_equal; lia|].
  replace (i + S k * n)%nat with ((i + k * n) + n)%nat by lia. now rewrite periodic.
Qed.

(** A point that follows the loop once follows it for ever. *)
Lemma follows_for_ever x : iter n f x = x -> (forall i, (i <= n)%nat -> J i (iter i f x)) ->
  forall i, J i (iter i f x).
Proof.
  intros closed once i. rewrite (iter_reduce f x n i n_pos closed).
  rewrite (Nat.div_mod i n) at 1 by lia. rewrite Nat.add_comm, Nat.mul_comm, periodic_mult.
  apply once. assert (i mod n < n)%nat by (apply Nat.mod_upper_bound; lia). lia.
Qed.

(** T4.2: each point that follows the loop has least period n. *)
Theorem followers_have_least_period x :
  iter n f x = x -> (forall i, J i (iter i f x)) -> least_period f n x.
Proof.
  intros closed follows. destruct (least_period_exists f n x n_pos closed) as (m & [c product] & least).
  destruct (Nat.eq_dec c 1) as [one|more]; [replace n with m
    by (rewrite product, one; lia); exact least|exfalso].
  (* a prime p divides n/m; then f^d x = x for d = n/p *)
  destruct (prime_divisor c) as (p & prime & [u Hu]); [destruct c as [|[|c]]; lia|].
  set (d := (u * m)%nat). assert (n_pd : n = (p * d)%nat) by (unfold d; nia).
  assert (fixed : iter d f x = x) by (apply iter_mult; apply least).
  destruct (no_repetition p d prime n_pd) as (i & excluded).
  assert (fixed_i : iter d f (iter i f x) = iter i f x).
  { rewrite <- iter_add, Nat.add_comm, iter_add. now rewrite fixed. }
  apply (excluded (iter i f x)); auto.
  - rewrite <- fixed_i, <- iter_add, Nat.add_comm. apply follows.
  - intros h. rewrite <- iter_add, Nat.add_comm. apply follows.
Qed.

(** T4.2: a loop of n coverings has a point of least period n that follows it. *)
Theorem loop_least_period :
  (forall i, nonempty (J i)) -> (forall i, continuous_on f (J i)) -> (forall i, covers f (J i) (J (S i))) ->
  exists x, least_period f n x /\ forall i, J i (iter i f x).
Proof.
  intros NJ cont cover. destruct (loop_point f n J) as (x & closed & once); auto; [apply (periodic O)|].
  pose proof (follows_for_ever x closed once) as follows.
  exists x. split; [now apply followers_have_least_period|exact follows].
Qed.
End Loop.

(** ** Up, up, and back *)

(** The point a with f^3 a <= a < f a < f^2 a. *)
Definition up_up_back (f : R -> R) (a : R) : Prop := a < f a < f (f a) /\ f (f (f a)) <= a.

(** The two intervals: K between a and f a, L between f a and f^2 a.  K covers L; L covers K and L. *)
Section UpUpBack.
Variables (f : R -> R) (a : R).
Hypothesis steps : up_up_back f a.
Hypothesis cont : continuous_on f (Interval a (f (f a))).
Definition first_step := Interval a (f a).
Definition second_step := Interval (f a) (f (f a)).
Notation K := first_step.
Notation L := second_step.

Lemma first_nonempty : nonempty K.
Proof. destruct steps. unfold K. intervals. Qed.
Lemma second_nonempty : nonempty L.
Proof. destruct steps. unfold L. intervals. Qed.
Lemma first_continuous : continuous_on f K.
Proof. destruct steps. apply continuous_on_part with (1 := cont). unfold K. intervals. Qed.
Lemma second_continuous : continuous_on f L.
Proof. destruct steps. apply continuous_on_part with (1 := cont). unfold L. intervals. Qed.
Lemma first_covers_second : covers f K L.
Proof.
  destruct steps. apply covers_by_two_points with a (f a); unfold K, L; intervals. apply first_continuous.
Qed.
Lemma second_covers_second : covers f L L.
Proof.
  destruct steps. apply covers_by_two_points with (f (f a)) (f a); unfold L; intervals.
  apply second_continuous.
Qed.
Lemma second_covers_first : covers f L K.
Proof.
  destruct steps. apply covers_by_two_points with (f (f a)) (f a); unfold K, L; intervals.
  apply second_continuous.
Qed.

(** The loop K L L ... L of n steps; for n = 1 the loop L. *)
Definition loop_of_steps (n i : nat) : interval :=
  if (Nat.eqb (i mod n) 0 && negb (Nat.eqb n 1))%bool then K else L.

Lemma loop_of_steps_cases n i : loop_of_steps n i = K \/ loop_of_steps n i = L.
Proof. unfold loop_of_steps. destruct andb; auto. Qed.

Lemma loop_of_steps_start n : (1 < n)%nat -> loop_of_steps n O = K.
Proof.
  intros n_large. unfold loop_of_steps. rewrite Nat.mod_0_l by lia.
  destruct (Nat.eqb_spec n 1); [lia|reflexivity].
Qed.

Lemma loop_of_steps_later n h : (0 < h < n)%nat -> loop_of_steps n h = L.
Proof.
  intros h_lt. unfold loop_of_steps. rewrite Nat.mod_small by lia.
  destruct (Nat.eqb_spec h 0); [lia|reflexivity].
Qed.

(** After K comes L. *)
Lemma loop_of_steps_after_first n i : (0 < n)%nat -> loop_of_steps n i = K -> loop_of_steps n (S i) = L.
Proof.
  intros n_pos at_first. unfold loop_of_steps in *.
  destruct (Nat.eqb_spec n 1) as [->|n_large]; [now rewrite Bool.andb_false_r|].
  destruct (Nat.eqb_spec (i mod n) 0) as [zero|]; [|exfalso].
  - replace (S i) with (1 + i)%nat by lia.
    rewrite Nat.add_mod, zero, Nat.add_0_r, Nat.mod_mod, Nat.mod_1_l by lia. reflexivity.
  - cbn in at_first. destruct steps. injection at_first. lra.
Qed.

Theorem up_up_back_periods n : (0 < n)%nat ->
  exists x, least_period f n x /\ forall i, a <= iter i f x <= f (f a).
Proof.
  intros n_pos. pose proof (loop_of_steps_cases n) as cases.
  destruct (loop_least_period f n (loop_of_steps n))
    as (x & least & follows); auto.
  - intros i. unfold loop_of_steps. replace (i + n)%nat with (i + 1 * n)%nat by lia.
    now rewrite Nat.mod_add by lia.
  - (* K and L share the point f a only; it does not follow the loop, as f^2 (f a) <= a is not in L *)
    intros p d [p2 _] n_pd. exists O. intros e in_first in_later fixed follows.
    assert (d_lt : (0 < d < n)%nat) by nia. cbn [plus] in *.
    rewrite loop_of_steps_start in in_first by lia. rewrite loop_of_steps_later in in_later by lia.
    destruct steps as [ups back]. assert (e = f a) by (unfold K, L in *; intervals). subst e.
    destruct (Nat.eq_dec n 2) as [->|n3].
    + replace d with 1%nat in fixed by lia. cbn [iter] in fixed. lra.
    + specialize (follows 2%nat). rewrite loop_of_steps_later in follows by lia.
      unfold L in follows. cbn [iter] in follows. intervals.
  - intros i. destruct (cases i) as [-> | ->]; [apply first_nonempty|apply second_nonempty].
  - intros i. destruct (cases i) as [-> | ->]; [apply first_continuous|apply second_continuous].
  - intros i. destruct (cases i) as [at_first|at_second].
    + rewrite (loop_of_steps_after_first n i n_pos at_first), at_first. apply first_covers_second.
    + rewrite at_second. destruct (cases (S i)) as [->
        | ->]; [apply second_covers_first|apply second_covers_second].
  - exists x. split; [exact least|]. intros i. specialize (follows i). destruct steps.
    destruct (cases i) as [eq|eq]; rewrite eq in follows; unfold K, L in follows; intervals.
Qed.
End UpUpBack.

(** ** Period three *)

(** The two cases of [three_steps]: as it stands, or for the mirror image. *)
Lemma three_steps_cases f E a : three_steps f E a ->
  E a /\ E (f (f a)) /\ (up_up_back f a \/ up_up_back (mirror f) (- a)).
Proof.
  intros (E0 & _ & E2 & cases). split; [exact E0|]. split; [exact E2|].
  unfold up_up_back, mirror. rewrite !Ropp_involutive. destruct cases; [left|right]; lra.
Qed.

Lemma mirror_two f a : mirror f (mirror f (- a)) = - f (f a).
Proof. unfold mirror. now rewrite !Ropp_involutive. Qed.

(** T4.2, corollary; [LY75], first half: if f^3 a <= a < f a < f^2 a, or the mirror image, in an interval E of
    any kind on which f is continuous, then f has cycles of every length in E.  (f E need not lie in E.) *)
Theorem three_steps_all_periods f E a :
  is_interval E -> continuous_on f E -> three_steps f E a -> all_periods f E.
Proof.
  intros convex cont steps n n1. destruct (three_steps_cases f E a steps) as (E0 & E2 & [ups|downs]).
  - destruct (up_up_back_periods f a ups) with (n := n) as (x & least & orbit); [|lia|].
    + apply continuous_on_subset with (1 := cont). intros y. apply convex; assumption.
    + exists x. split; [exact least|]. intros i. apply (convex a (f (f a))); auto.
  - destruct (up_up_back_periods (mirror f) (- a) downs) with (n := n) as (x & least & orbit); [|lia|].
    + rewrite mirror_two. apply continuous_on_subset with (1 := continuous_on_mirror f E cont).
      intros y [low high]. cbn [lo hi] in low, high. apply (convex (f (f a)) a); auto. lra.
    + apply has_period_mirror. exists x. split; [exact least|]. intros i. specialize (orbit i).
      rewrite mirror_two in orbit. apply (convex (f (f a)) a); auto. lra.
Qed.

(** A cycle of length 3 contains a point a as above. *)
Lemma period_three_steps f E : has_period f E 3 -> exists a, three_steps f E a.
Proof.
  intros (x & (_ & closed & least) & orbit).
  pose proof (least 1%nat ltac:(lia)) as moved1. pose proof (least 2%nat ltac:(lia)) as moved2.
  pose proof (orbit 0%nat) as E0. pose proof (orbit 1%nat) as E1. pose proof (orbit 2%nat) as E2.
  cbn [iter] in *.
  assert (moved3 : f (f x) <> f x) by (intro same; rewrite same in closed; congruence).
  set (y := f x) in *. set (z := f y) in *.
  assert (fx : f x = y) by reflexivity. assert (fy : f y = z) by reflexivity. clearbody y z.
  assert (orders : (x < y < z \/ y < z < x \/ z < x < y) \/ (z < y < x \/ x < z < y \/ y < x < z)) by lra.
  unfold three_steps.
  destruct orders as [[o|[o|o]]|[o|[o|o]]]; [exists x|exists y|exists z|exists x|exists y|exists z];
    do 3 rewrite ?fx, ?fy, ?closed;
    (split; [assumption|split; [assumption|split; [assumption|]]]); (left; lra) || (right; lra).
Qed.

(** T4.2, corollary; [LY75], first half: a cycle of length 3 gives cycles of every length. *)
Theorem period_three_all_periods f E :
  is_interval E -> continuous_on f E -> has_period f E 3 -> all_periods f E.
Proof.
  intros convex cont period3. destruct (period_three_steps f E period3) as (a & steps).
  now apply three_steps_all_periods with a.
Qed.
