(** * Sets of periods of two tent maps *)
From Coq Require Import Reals QArith Qreals List.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps Bridge.PeriodSets.
Import ListNotations.
Open Scope Q_scope.

(** The tent map has cycles of all lengths: 2/7 -> 4/7 -> 6/7. *)
Definition tent := PL 2 (1 # 2, 1) [] (-2).
Definition unit_domain := Domain (Some 0) (Some 1).
Theorem tent_periods : forall k, has_period (real_value tent) unit_domain k <-> (1 <= k)%nat.
Proof. apply check_cycle_three with (2 # 7). now vm_compute. Qed.
Print Assumptions tent_periods.

(** The lengths for slopes 7/5, -7/5 on [f (7/10), 7/10] are exactly 6 and those that 6 forces: all even
    numbers and 1. *)
Definition slow_tent := PL (7 # 5) (1 # 2, 7 # 10) [] (-7 # 5).
Definition core := Domain (Some (42 # 100)) (Some (7 # 10)).
Theorem slow_tent_periods : forall k, has_period (real_value slow_tent) core k <-> k = 6%nat \/ forces 6 k.
Proof. apply period_set_six_by_swap with (24955 # 51012) [core] (7 # 12); now vm_compute. Qed.
Print Assumptions slow_tent_periods.

(** No point of least period 6 where it is not. *)
Example wrong_point : check_cycle slow_tent core 6 (1 # 2) = false.
Proof. now vm_compute. Qed.
