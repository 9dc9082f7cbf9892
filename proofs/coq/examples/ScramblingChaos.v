(** * The scrambling map is chaotic in the sense of Li and Yorke, and so is every continuous map near it

    f = 1.9999 relu(x + 0.00001) - 4 relu(x - 0.502).  Nothing is cited. *)
From Coq Require Import Reals QArith Qreals List.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps Bridge.ThreeSteps.
Import ListNotations.
Open Scope Q_scope.

Definition scrambling := PL 0 (-1 # 100000, 0) [(502 # 1000, 1003969799 # 1000000000)] (-20001 # 10000).
Definition unit_domain := Domain (Some 0) (Some 1).

(** Cycles of every length, and an uncountable scrambled set, in [0, 1]. *)
Theorem scrambling_is_chaotic :
  all_periods (real_value scrambling) unit_domain /\ chaotic (real_value scrambling) unit_domain.
Proof. apply check_three_steps_map with (27 # 100). now vm_compute. Qed.
Print Assumptions scrambling_is_chaotic.

(** The same for every continuous g with |g - f| <= 1/200 on [0, 1], wherever g takes it. *)
Theorem scrambling_is_robust : forall g, continuous_on g unit_domain ->
  within_distance (Q2R (1 # 200)) (real_value scrambling) g unit_domain ->
  all_periods g unit_domain /\ chaotic g unit_domain.
Proof. apply check_three_steps_local_sound with (24 # 100). now vm_compute. Qed.
Print Assumptions scrambling_is_robust.

(** A point that does not show it is refused; so is a greater distance. *)
Example wrong_point : check_three_steps_local scrambling unit_domain 0 (1 # 2) = false.
Proof. now vm_compute. Qed.
Example too_far : check_three_steps_local scrambling unit_domain (1 # 20) (24 # 100) = false.
Proof. now vm_compute. Qed.
