(** * A table: entropy at least log (8/5) and chaos, with nothing cited

    f goes from (0, 1/2) to (1/2, 1) to (1, 0): 0 -> 1/2 -> 1 -> 0.  Its growth is the golden ratio. *)
From Coq Require Import Reals QArith Qreals NArith List Lra.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Import Bridge.Coverings Bridge.Tables.
Import ListNotations.
Open Scope Q_scope.

Definition golden := PL 1 (1 # 2, 1) [] (-2).
Definition unit_domain := Domain (Some 0) (Some 1).

(** [0, 1/2] is mapped over [1/2, 1]; of [1/2, 1], the left half is mapped over itself, the right half over
    [0, 1/2]. *)
Definition rows := [
  Row (0, 1 # 2) 5 [Part (0, 1 # 2) 1 0 (1 # 2)];
  Row (1 # 2, 1) 8 [Part (1 # 2, 3 # 4) 1 (3 # 4) (1 # 2); Part (3 # 4, 1) 0 1 (3 # 4)]].

Theorem golden_entropy_and_chaos :
  entropy_at_least (real_value golden) unit_domain (Q2R (8 # 5)) /\ chaotic (real_value golden) unit_domain.
Proof.
  destruct (for_the_map_itself golden unit_domain 0 2 (fun g =>
    (forall r, (r ^ 1)%R = Q2R (8 # 5) -> entropy_at_least g unit_domain r) /\
    ((1 < Q2R (8 # 5))%R -> chaotic g unit_domain))) as (entropy & chaos).
  - now vm_compute.
  - apply check_table_sound with rows. now vm_compute.
  - split; [apply entropy; ring|apply chaos; unfold Q2R; cbn; lra].
Qed.
Print Assumptions golden_entropy_and_chaos.

(** The growth is less than 163/100. *)
Example too_much : check_table golden unit_domain 0 1 (163 # 100) rows = false.
Proof. now vm_compute. Qed.
