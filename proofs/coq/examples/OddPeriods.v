(** * No odd period but 1, by a swap; other absent and present periods *)
From Coq Require Import ZArith QArith List NArith Lqa Arith.
From ExactPL Require Import Definitions.Functions Definitions.Maps.
From ExactPL Require Import Periods.Presence Periods.Ranges Periods.Swap Periods.SmallPeriods.
Import ListNotations.
Open Scope Q_scope.

(** ** The tent of slope 7/5; 7/12 is fixed *)

Definition tent := PL (7#5) (0, 0) [(1#2, 7#10); (1, 0)] (-7#5).
(** On the interval [f(7/10), 7/10]. *)
Theorem tent_no_odd : forall x, 21#50 <= x -> x <= 7#10 -> forall n, Nat.Odd n -> (1 < n)%nat ->
  ~ least_period (value tent) n x.
Proof. apply (swap_in_steps_sound tent 0 (21#50) (7#10) (7#12)). vm_cast_no_check (eq_refl true). Qed.
(** On a larger interval, whose image after 12 steps is the one above. *)
Theorem tent_no_odd_larger : forall x, 1#100 <= x -> x <= 99#100 -> forall n, Nat.Odd n -> (1 < n)%nat ->
  ~ least_period (value tent) n x.
Proof. apply (swap_in_steps_sound tent 12 (1#100) (99#100) (7#12)). vm_cast_no_check (eq_refl true). Qed.
Example too_few_steps : swap_in_steps tent 11 (1#100) (99#100) (7#12) = false := eq_refl.
(** On [0, 1] there is no such certificate: 0 is fixed, too. *)
Example second_fixed_point : swap_in_steps tent 20 0 1 (7#12) = false := eq_refl.
Example not_fixed : swap_in_steps tent 0 (21#50) (7#10) (1#2) = false := eq_refl.
Fail Example steeper : swap_in_steps (PL (3#2) (0, 0) [(1#2, 3#4); (1, 0)] (-3#2)) 0 (3#8) (3#4) (3#5) = true
  := eq_refl.

(** ** The line: f(x) = 3 - 2 x; f maps each half-line at 1 to the other *)

Definition falling := PL (-2) (0, 3) [] (-2).
Theorem falling_no_odd : forall x n, Nat.Odd n -> (1 < n)%nat -> ~ least_period (value falling) n x.
Proof.
  intros x. apply (no_odd_period falling (None, None) [] 1).
  - vm_cast_no_check (eq_refl true).
  - exact (conj I I).
Qed.
(** All cycles: 1 is the only fixed point, the others have even length. *)
Theorem falling_cycles : forall x n, least_period (value falling) n x -> (n = 1%nat /\ x == 1) \/ Nat.Even n.
Proof.
  intros x. apply (swap_sound falling (None, None) [] 1).
  - vm_cast_no_check (eq_refl true).
  - exact (conj I I).
Qed.

(** ** A map with a flat piece: least period 2 is there, 3 to 8 are not *)

Definition slow := PL 0 (0, 13#20) [(1#2, 13#20); (1, 0)] 0.
Theorem slow_no_odd : forall x, 0 <= x -> x <= 13#20 -> forall n, Nat.Odd n -> (1 < n)%nat ->
  ~ least_period (value slow) n x.
Proof. apply (swap_in_steps_sound slow 0 0 (13#20) (13#23)). vm_cast_no_check (eq_refl true). Qed.
Theorem slow_period_2 : least_period (value slow) 2 (13#20).
Proof. apply has_least_period_sound. vm_cast_no_check (eq_refl true). Qed.
Theorem slow_no_4 : forall x, ~ least_period (value slow) 4 x.
Proof.
  intros x. apply (absent_by_branches_sound slow 4 None None); [|exact (conj I I)].
  vm_cast_no_check (eq_refl true).
Qed.
Theorem slow_no_8 : forall x, 0 <= x -> x <= 1 -> ~ least_period (value slow) 8 x.
Proof.
  intros x lo hi. apply (absent_by_branches_sound slow 8 (Some 0) (Some 1)); [|exact (conj lo hi)].
  vm_cast_no_check (eq_refl true).
Qed.
Fail Example slow_no_2 : absent_by_branches slow 2 (Some 0) (Some 1) = true := eq_refl.
Example wrong_period : has_least_period slow 4 (13#20) = false := eq_refl.
Theorem slow_value : iter 1001 (value slow) (13#20) == 91#200.
Proof. apply value_of_iterate. vm_cast_no_check (eq_refl true). Qed.

(** ** A range on a half-line *)

Theorem tent_range : forall x, in_interval None (Some (1#4)) x ->
  in_interval None (Some (7#20)) (value tent x).
Proof. apply range_sound. vm_cast_no_check (eq_refl true). Qed.
Example too_small_range : range tent None (Some (1#4)) None (Some (1#3)) = false := eq_refl.
Example unbounded_below : range tent None (Some (1#4)) (Some (-1000)) None = false := eq_refl.

Print Assumptions tent_no_odd_larger.
Print Assumptions falling_cycles.
Print Assumptions slow_no_8.
Print Assumptions slow_value.
Print Assumptions tent_range.
