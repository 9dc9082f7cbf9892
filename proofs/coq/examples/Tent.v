(** * The tent map: chaos, entropy, robust cycles; a tent map without odd periods *)
From Coq Require Import Reals QArith Qreals NArith List Lra.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Import Bridge.Coverings Bridge.ThreeSteps Bridge.SwapCertificate.
Import ListNotations.
Open Scope Q_scope.

Definition tent := PL 2 (1 # 2, 1) [] (-2).
Definition unit_domain := Domain (Some 0) (Some 1).

(** 2/7 -> 4/7 -> 6/7 -> 2/7. *)
Theorem tent_is_chaotic : all_periods (real_value tent) unit_domain /\ chaotic (real_value tent) unit_domain.
Proof. apply check_three_steps_map with (2 # 7). now vm_compute. Qed.
Print Assumptions tent_is_chaotic.
Example wrong_point : check_three_steps_local tent unit_domain 0 (1 # 3) = false.
Proof. now vm_compute. Qed.

(** [0, 1/2] and [1/2, 1] cover each other and themselves: entropy at least log 2. *)
Definition halves := [(0, 1 # 2); (1 # 2, 1)].
Definition half_edges := [Edge 0 0 0 (1 # 2); Edge 0 1 0 (1 # 2); Edge 1 0 1 (1 # 2); Edge 1 1 1 (1 # 2)].
Theorem tent_entropy : entropy_at_least (real_value tent) unit_domain 2.
Proof.
  apply (for_the_map_itself tent unit_domain 0 2 (fun g => forall r, (r ^ 1)%R = Q2R 2 ->
    entropy_at_least g unit_domain r)).
  - now vm_compute.
  - apply check_graph_sound with halves half_edges [1%N; 1%N]. now vm_compute.
  - unfold Q2R. cbn. lra.
Qed.
Print Assumptions tent_entropy.
Example too_much_entropy : check_graph tent unit_domain 0 1 (21 # 10) halves half_edges [1%N; 1%N] = false.
Proof. now vm_compute. Qed.

(** A loop with margin 1/100 of three intervals: every continuous g : [0, 1] -> [0, 1] near the tent map has a
    point of least period 3. *)
Definition loop := [(26 # 100, 31 # 100); (53 # 100, 60 # 100); (82 # 100, 92 # 100)].
Definition loop_points := [(26 # 100, 31 # 100); (60 # 100, 53 # 100); (92 # 100, 82 # 100)].
Theorem tent_robust_period_3 :
  for_every_near_map tent unit_domain (1 # 100) (fun g => has_period g unit_domain 3).
Proof. apply (check_loop_sound tent unit_domain (1 # 100) loop loop_points). now vm_compute. Qed.
Print Assumptions tent_robust_period_3.

(** The tent map with slopes 7/5, -7/5, on [f (7/10), 7/10]: no odd period but 1. *)
Definition slow_tent := PL (7 # 5) (1 # 2, 7 # 10) [] (-7 # 5).
Definition core := Domain (Some (42 # 100)) (Some (7 # 10)).
Theorem slow_tent_no_odd_period :
  forall n, Nat.Odd n -> (1 < n)%nat -> ~ has_period (real_value slow_tent) core n.
Proof. apply check_swap_no_odd_period with [core] (7 # 12). now vm_compute. Qed.
Print Assumptions slow_tent_no_odd_period.
