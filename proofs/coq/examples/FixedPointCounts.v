(** * Fixed points of f^n counted, and least periods that are absent: small maps, also nasty ones *)
From Coq Require Import ZArith QArith List NArith.
From ExactPL Require Import Definitions.Functions Definitions.Maps.
From ExactPL Require Import Periods.FixedPointCheck Periods.FixedPoints Periods.LeastPeriods
  Periods.PointsOfPeriod.
Import ListNotations.
Open Scope Q_scope.

(** ** Counts for n = 100 *)

Definition tent := PL 2 (0, 0) [(1#2, 1); (1, 0)] (-2).
Theorem tent_100 : fixed_points (iter 100 (value tent)) 0 1 (2 ^ 100) 0.
Proof.
  apply (fixed_points_of_iterate_sound tent 100).
  vm_cast_no_check (eq_refl (Some ((2 ^ 100)%N, 0%N))).
Qed.

(** The golden map: Lucas numbers. *)
Definition golden := PL 0 (0, 1#2) [(1#2, 1); (1, 0)] 0.
Fixpoint lucas (n : nat) : N * N :=
  match n with O => (2, 1)%N | S m => let (a, b) := lucas m in (b, (a + b)%N) end.
Theorem golden_100 : fixed_points (iter 100 (value golden)) 0 1 (fst (lucas 100)) 0.
Proof.
  apply (fixed_points_of_iterate_sound golden 100).
  vm_cast_no_check (eq_refl (Some (fst (lucas 100), 0%N))).
Qed.

(** Flat top, slopes below 1 and an attracting cycle; five knots, all kinds of slopes. *)
Definition trapezoid := PL 3 (0, 0) [(1#3, 1); (2#3, 1); (1, 0)] (-3).
Theorem trapezoid_100 : fixed_points (iter 100 (value trapezoid)) 0 1 (2 ^ 100) 0.
Proof.
  apply (fixed_points_of_iterate_sound trapezoid 100).
  vm_cast_no_check (eq_refl (Some ((2 ^ 100)%N, 0%N))).
Qed.
Definition contracting := PL 1 (0, 3#10) [(2#10, 7#10); (35#100, 1#2); (1#2, 4#10); (7#10, 1#7);
  (1, 2#10)] (-2).
Theorem contracting_30 : fixed_points (iter 30 (value contracting)) 0 1 65537 0.
Proof.
  apply (fixed_points_of_iterate_sound contracting 30).
  vm_cast_no_check (eq_refl (Some (65537%N, 0%N))).
Qed.
Theorem contracting_100 : fixed_points (iter 100 (value contracting)) 0 1 2251799813685249 0.
Proof.
  apply (fixed_points_of_iterate_sound contracting 100).
  vm_cast_no_check (eq_refl (Some (2251799813685249%N, 0%N))).
Qed.
Definition five_knots := PL 1 (0, 3#10) [(2#10, 9#10); (35#100, 1#10); (1#2, 1); (7#10, 1#7); (1, 8#10)] (-2).
Theorem five_knots_30 : fixed_points (iter 30 (value five_knots)) 0 1 1299096894973742659 0.
Proof.
  apply (fixed_points_of_iterate_sound five_knots 30).
  vm_cast_no_check (eq_refl (Some (1299096894973742659%N, 0%N))).
Qed.

(** ** Intervals of fixed points *)

(** 1 - x: one fixed point; twice: the identity. *)
Definition flip := PL (-1) (0, 1) [] (-1).
Example flip_odd : fixed_points (iter 7 (value flip)) 0 1 1 0.
Proof. apply (fixed_points_of_iterate_sound flip 7). vm_cast_no_check (eq_refl (Some (1%N, 0%N))). Qed.
Example flip_even : fixed_points (iter 8 (value flip)) 0 1 0 1.
Proof. apply (fixed_points_of_iterate_sound flip 8). vm_cast_no_check (eq_refl (Some (0%N, 1%N))). Qed.
(** f o f is the identity, with slopes -2 and -1/2 whose kinks cancel. *)
Definition involution := PL (-2) (0, 1) [(1#3, 1#3); (1, 0)] (-1#2).
Example involution_3 : fixed_points (iter 3 (value involution)) 0 1 1 0.
Proof. apply (fixed_points_of_iterate_sound involution 3). vm_cast_no_check (eq_refl (Some (1%N, 0%N))). Qed.
Example involution_4 : fixed_points (iter 4 (value involution)) 0 1 0 1.
Proof. apply (fixed_points_of_iterate_sound involution 4). vm_cast_no_check (eq_refl (Some (0%N, 1%N))). Qed.
(** The identity on [1, 2] and on [2, 3], with a knot between that is no kink; flat on the left, isolated
    fixed points on the right. *)
Definition resting := PL 0 (0, 1) [(1, 1); (2, 2); (3, 3); (4, 6); (6, 0)] 0.
Example resting_1 : fixed_points (iter 1 (value resting)) 0 6 1 1.
Proof. apply (fixed_points_of_iterate_sound resting 1). vm_cast_no_check (eq_refl (Some (1%N, 1%N))). Qed.
Example resting_5 : fixed_points (iter 5 (value resting)) 0 6 31 1.
Proof. apply (fixed_points_of_iterate_sound resting 5). vm_cast_no_check (eq_refl (Some (31%N, 1%N))). Qed.
(** f^0 is the identity; a constant map; domains that f does not map into themselves, or that are empty. *)
Definition identity_0 := (eq_refl (Some (0%N, 1%N)) <: fixed_points_of_iterate tent 0 0 1 = Some (0%N, 1%N)).
Definition constant_9 :=
  (eq_refl (Some (1%N, 0%N)) <: fixed_points_of_iterate (PL 0 (0, 1#3) [] 0) 9 0 1 = Some (1%N, 0%N)).
Definition leaves := (eq_refl (@None (N * N)) <: fixed_points_of_iterate tent 3 0 (1#2) = None).
Definition empty := (eq_refl (@None (N * N)) <: fixed_points_of_iterate tent 3 1 0 = None).

(** Wrong numbers are refused. *)
Fail Definition wrong_isolated :=
  (eq_refl (Some (1023%N, 0%N)) <: fixed_points_of_iterate tent 10 0 1 = Some (1023%N, 0%N)).
Fail Definition wrong_interval :=
  (eq_refl (Some (1%N, 0%N)) <: fixed_points_of_iterate flip 8 0 1 = Some (1%N, 0%N)).
Fail Definition wrong_domain :=
  (eq_refl (Some (9%N, 0%N)) <: fixed_points_of_iterate five_knots 2 0 (1#2) = Some (9%N, 0%N)).

(** ** Absent least periods *)

(** Odd periods are absent, though f^30 has 31,315 fixed points. *)
Definition swapping := PL 0 (0, 15#20) [(4#20, 7#20); (6#20, 12#20); (12#20, 17#20); (1, 3#20)] 0.
Theorem swapping_30 : fixed_points (iter 30 (value swapping)) 0 1 31315 0.
Proof.
  apply (fixed_points_of_iterate_sound swapping 30).
  vm_cast_no_check (eq_refl (Some (31315%N, 0%N))).
Qed.
Theorem swapping_no_29 : forall x, 0 <= x -> x <= 1 -> ~ least_period (value swapping) 29 x.
Proof. apply no_least_period_by_counts_sound. vm_cast_no_check (eq_refl true). Qed.
Theorem swapping_no_27 : forall x, 0 <= x -> x <= 1 -> ~ least_period (value swapping) 27 x.
Proof. apply no_least_period_by_counts_sound. vm_cast_no_check (eq_refl true). Qed.
Fail Definition swapping_30_absent := (eq_refl true <: no_least_period_by_counts swapping 30 0 1 = true).
(** No least period 30 = 2 * 3 * 5, and no 28; but 24. *)
Definition doubling := PL 0 (0, 15#20) [(5#20, 1); (13#20, 15#20); (17#20, 3#20); (1, 9#20)] 0.
Theorem doubling_no_30 : forall x, 0 <= x -> x <= 1 -> ~ least_period (value doubling) 30 x.
Proof. apply no_least_period_by_counts_sound. vm_cast_no_check (eq_refl true). Qed.
Fail Definition doubling_24_absent := (eq_refl true <: no_least_period_by_counts doubling 24 0 1 = true).
(** A line of slope -1: least periods 1 and 2 only, though f^2 is the identity. *)
Theorem flip_no_12 : forall x, 0 <= x -> x <= 1 -> ~ least_period (value flip) 12 x.
Proof. apply no_least_period_by_counts_sound. vm_cast_no_check (eq_refl true). Qed.
Fail Definition flip_2_absent := (eq_refl true <: no_least_period_by_counts flip 2 0 1 = true).
(** A map with a printed network: no least period 3, and none of the other odd ones. *)
Definition notebook := PL (-368488940096019 # 250000000000000) (41372077 # 93134926, 0) [] 0.
Theorem notebook_no_3 : forall x, 0 <= x -> x <= 327377783138001 # 500000000000000 ->
  ~ least_period (value notebook) 3 x.
Proof. apply no_least_period_by_counts_sound. vm_cast_no_check (eq_refl true). Qed.
(** The tent of slope 7/5 has no odd least period but 1. *)
Definition slow := PL (7#5) (0, 0) [(1#2, 7#10); (1, 0)] (-7#5).
Theorem slow_no_31 : forall x, 0 <= x -> x <= 1 -> ~ least_period (value slow) 31 x.
Proof. apply no_least_period_by_counts_sound. vm_cast_no_check (eq_refl true). Qed.

(** ** Points of least period n *)

Theorem tent_least_30 : exactly (2^30 - 2^15 - 2^10 - 2^6 + 2^5 + 2^3 + 2^2 - 2)
  (fun x => 0 <= x /\ x <= 1 /\ least_period (value tent) 30 x).
Proof.
  apply (points_of_least_period_sound tent 30).
  vm_cast_no_check (eq_refl (Some (2^30 - 2^15 - 2^10 - 2^6 + 2^5 + 2^3 + 2^2 - 2)%N)).
Qed.
Theorem tent_least_100 : exactly (2^100 - 2^50 - 2^20 + 2^10)
  (fun x => 0 <= x /\ x <= 1 /\ least_period (value tent) 100 x).
Proof.
  apply (points_of_least_period_sound tent 100).
  vm_cast_no_check (eq_refl (Some (2^100 - 2^50 - 2^20 + 2^10)%N)).
Qed.
Theorem swapping_least_30 : exactly 31260 (fun x => 0 <= x /\ x <= 1 /\ least_period (value swapping) 30 x).
Proof. apply (points_of_least_period_sound swapping 30). vm_cast_no_check (eq_refl (Some 31260%N)). Qed.
(** Where f^n has intervals of fixed points there is no such number. *)
Definition flip_2 := (eq_refl (@None N) <: points_of_least_period flip 2 0 1 = None).

Print Assumptions tent_100.
Print Assumptions swapping_no_29.
Print Assumptions tent_least_30.
