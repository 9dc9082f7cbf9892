(** * Forced periods and whole sets of periods from one rational cycle (T5.5)

    One test: f maps D into itself and x in D has least period n ([check_cycle]).  Then f has cycles in D of
    length n and of each length that n forces ([check_cycle_forces], claim forced_periods, [SH64] without a
    citation).  With the absence of one more period, counted over Q, or with a swap certificate, the lengths
    are exactly these (claim period_set).  For a map with one point of least period 3: all lengths. *)

From Coq Require Import Reals Lra Lia Arith QArith Qreals List Bool.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Definitions.Functions.
From ExactPL Require Import Arithmetic.Rationals Continuous.Coverings Continuous.Cycles Continuous.PeriodSets.
From ExactPL Require Import Bridge.Rationals Bridge.RealMaps Bridge.RealPeriods Bridge.SwapCertificate.
Import ListNotations.
Open Scope R_scope.

(** ** A least period, by computation *)

(** The next [steps] points of the orbit, beginning with y, are different from x. *)
Fixpoint avoids (f : plmap) (x : Q) (steps : nat) (y : Q) : bool :=
  match steps with O => true | S n => negb (Qeq_bool y x) && avoids f x n (Qred (value f y)) end.

(** x has least period n. *)
Definition check_least_period (f : plmap) (n : nat) (x : Q) : bool :=
  match n with
  | O => false
  | S m => avoids f x m (Qred (value f x)) && Qeq_bool (orbit_value f n x) x
  end.

Lemma avoids_sound f x steps : forall y, avoids f x steps y = true ->
  forall i, (i < steps)%nat -> ~ (orbit_value f i y == x)%Q.
Proof.
  induction steps as [|n IH]; intros y test i i_lt; [lia|]. cbn [avoids] in test.
  apply andb_true_iff in test as [here rest]. destruct i as [|i].
  - intro same. apply negb_true_iff in here. apply Qeq_bool_neq in here. now apply here.
  - intro same. apply (IH _ rest i ltac:(lia)).
    rewrite <- same. clear. unfold orbit_value. induction i as [|i IH]; [reflexivity|].
    cbn [Functions.iter] in *. apply eqR_Qeq. rewrite !Q2R_red, <- !real_value_rational. f_equal.
    now apply Qeq_eqR.
Qed.

Theorem check_least_period_sound f n x :
  check_least_period f n x = true -> Functions.least_period (value f) n x.
Proof.
  destruct n as [|m]; [discriminate|]. unfold check_least_period. intros test.
  apply andb_true_iff in test as [moved closed]. apply Qeq_bool_iff in closed.
  apply least_period_real. split; [lia|]. split.
  - rewrite orbit_value_real. now apply Qeq_eqR.
  - intros d d_lt fixed. destruct d as [|d]; [lia|].
    apply (avoids_sound f x m _ moved d ltac:(lia)). apply eqR_Qeq.
    transitivity (iter (S d) (real_value f) (Q2R x)); [|exact fixed].
    rewrite <- orbit_value_real, Q2R_red, <- real_value_rational. symmetry. apply iter_S_right.
Qed.

(** ** Forced periods *)

(** f maps D into itself, and x in D has least period n. *)
Definition check_cycle (f : plmap) (D : domain) (n : nat) (x : Q) : bool :=
  knots_rise f && maps_domain f D && in_domain D x && check_least_period f n x.

Lemma check_cycle_sound f D n x : check_cycle f D n x = true ->
  knots_rise f = true /\ maps_into (real_value f) D /\ rational_in D x /\
    Functions.least_period (value f) n x.
Proof.
  unfold check_cycle. intros test. apply andb_true_iff in test as [test least].
  apply andb_true_iff in test as [test in_D]. apply andb_true_iff in test as [rise maps].
  split; [exact rise|]. split; [now apply maps_domain_sound|]. split; [now apply in_domain_real|].
  now apply check_least_period_sound.
Qed.

Lemma check_cycle_period f D n x : check_cycle f D n x = true -> has_period (real_value f) D n.
Proof.
  intros test. destruct (check_cycle_sound f D n x test) as (_ & maps & Dx & least).
  now apply rational_cycle with x.
Qed.

Lemma check_cycle_continuous f D n x : check_cycle f D n x = true -> continuous_on (real_value f) D.
Proof. intros test. apply real_value_continuous_on. now apply (check_cycle_sound f D n x). Qed.

(** T5.5.1, claim forced_periods: f has cycles in D of length n and of each length that n forces. *)
Theorem check_cycle_forces f D n x : check_cycle f D n x = true ->
  forall k, k = n \/ forces n k -> has_period (real_value f) D k.
Proof.
  intros test. destruct (check_cycle_sound f D n x test) as (rise & maps & Dx & least).
  now apply forced_by_rational_cycle with x.
Qed.

(** T4.2: a point of least period 3: cycles of all lengths. *)
Theorem check_cycle_three f D x :
  check_cycle f D 3 x = true -> forall k, has_period (real_value f) D k <-> (1 <= k)%nat.
Proof.
  intros test. apply period_set_three.
  - apply domain_is_interval.
  - now apply check_cycle_continuous with (1 := test).
  - now apply check_cycle_period with x.
Qed.

(** ** Whole sets of periods, claim period_set *)

(** T5.5.2, n = 2^j, and no rational number of D has the least period 2^(j+1). *)
Theorem period_set_power_by_rationals f D j x : check_cycle f D (2 ^ j) x = true ->
  (forall q, rational_in D q -> ~ Functions.least_period (value f) (2 ^ S j) q) ->
  forall k, has_period (real_value f) D k <-> k = (2 ^ j)%nat \/ forces (2 ^ j) k.
Proof.
  intros test none. apply period_set_power.
  - apply domain_is_interval.
  - now apply check_cycle_continuous with (1 := test).
  - now apply check_cycle_period with x.
  - now apply no_real_cycle.
Qed.

(** T5.5.2, n = 2^j q, q >= 5 odd, and no rational number of D has the least period 2^j (q - 2). *)
Theorem period_set_odd_by_rationals f D j q x :
  Nat.Odd q -> (5 <= q)%nat -> check_cycle f D (2 ^ j * q) x = true ->
  (forall y, rational_in D y -> ~ Functions.least_period (value f) (2 ^ j * (q - 2)) y) ->
  forall k, has_period (real_value f) D k <-> k = (2 ^ j * q)%nat \/ forces (2 ^ j * q) k.
Proof.
  intros odd_q q5 test none. apply period_set_odd; auto.
  - apply domain_is_interval.
  - now apply check_cycle_continuous with (1 := test).
  - now apply check_cycle_period with x.
  - now apply no_real_cycle.
Qed.

(** T5.5.2, n = 2^j 3, j >= 1, and no rational number of D has a least period 2^(j-1) q, q > 1 odd. *)
Theorem period_set_triple_by_rationals f D j x : check_cycle f D (2 ^ S j * 3) x = true ->
  (forall q, Nat.Odd q -> (1 < q)%nat -> forall y, rational_in D y ->
    ~ Functions.least_period (value f) (2 ^ j * q) y) ->
  forall k, has_period (real_value f) D k <-> k = (2 ^ S j * 3)%nat \/ forces (2 ^ S j * 3) k.
Proof.
  intros test none. apply period_set_triple.
  - apply domain_is_interval.
  - now apply check_cycle_continuous with (1 := test).
  - now apply check_cycle_period with x.
  - intros q odd_q q1. apply no_real_cycle. now apply none.
Qed.

(** T5.5.2 with T5.3, n = 6: a swap certificate excludes the odd lengths. *)
Theorem period_set_six_by_swap f D x images z :
  check_cycle f D 6 x = true -> check_swap f D images z = true ->
  forall k, has_period (real_value f) D k <-> k = 6%nat \/ forces 6 k.
Proof.
  intros test swap. apply (period_set_triple (real_value f) D) with (j := O).
  - apply domain_is_interval.
  - now apply check_cycle_continuous with (1 := test).
  - now apply check_cycle_period with x.
  - intros q odd_q q1. replace (2 ^ 0 * q)%nat with q by (cbn; lia).
    now apply check_swap_no_odd_period with images z.
Qed.
