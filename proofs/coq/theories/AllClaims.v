(** * All claims that the checker takes

    The checker that is extracted is [decide_any]; [decide_any_sound] says that what it accepts holds. *)
From ExactPL Require Import Checker RealChecker NetworkChecker.

Inductive any_claim := OverQ (c : claim) | OverR (c : real_claim) | OfNetworks (c : network_claim).
Definition any_holds (c : any_claim) : Prop :=
  match c with OverQ c => holds c | OverR c => holds_real c | OfNetworks c => holds_network c end.
Definition decide_any (c : any_claim) (h : help) : option bool :=
  match c with OverQ c => decide c h | OverR c => decide_real c h | OfNetworks c => decide_network c end.

(** What is accepted holds. *)
Theorem decide_any_sound : forall c h, decide_any c h = Some true -> any_holds c.
Proof.
  intros [c|c|c] h accepted; [now apply (decided c h)| |now apply decide_network_sound].
  apply (check_real_sound c h). unfold check_real. cbn in accepted. now rewrite accepted.
Qed.
