(** * Chaos that survives a perturbation (T4.4.3, T4.5)

    The pattern of a cycle of length three with margins, or a horseshoe with margins, of a map f with a
    Lipschitz constant: every continuous map of E into itself within e of f is chaotic on E in the sense of Li
    and Yorke ([robust_chaos], [robust_horseshoe]).  Nothing is cited. *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles
  Continuous.Robustness.
From ExactPL Require Import Chaos.LiYorke Chaos.Horseshoes.
Open Scope R_scope.

(** T4.4.3: margins at a point a: every continuous g : E -> E within e of f has cycles of every length in E,
    and is chaotic on E in the sense of Li and Yorke. *)
Theorem robust_chaos e l f g (E : R -> Prop) a :
  is_interval E -> 0 <= l -> lipschitz l f E -> within_distance e f g E -> maps_into f E -> maps_into g E ->
  continuous_on g E -> three_steps_with_margin e l f E a -> all_periods g E /\ chaotic g E.
Proof.
  intros convex l_pos lip near maps_f maps_g cont margins. split.
  - now apply robust_all_periods with e l f a.
  - apply li_yorke with a; auto. now apply robust_three_steps with e l f.
Qed.

(** T4.5 with T4.3: a horseshoe of f^q with the margin of the error after q steps: every continuous map of E
    into itself within e of f is chaotic on E, and its entropy is at least (log m) / q. *)
Theorem robust_horseshoe e l f (E : R -> Prop) (H : interval) q m J :
  is_interval E -> 0 <= l -> lipschitz l f E -> maps_into f E -> (0 < q)%nat -> (forall x, H x -> E x) ->
  horseshoe_in H m J ->
  (forall i, (i < m)%nat -> covers_with_margin (error_after e l q) (iter q f) (J i) H) ->
  forall g, continuous_on g E -> maps_into g E -> within_distance e f g E ->
  chaotic g E /\ forall r, r ^ q = INR m -> entropy_at_least g H r /\ entropy_at_least g E r.
Proof.
  intros convex l_pos lip maps_f q_pos H_sub shoe margins g cont maps_g near.
  apply horseshoe_chaos with J; auto. intros i i_lt.
  apply (robust_covering e l f g E); auto. intros x Jx. apply H_sub.
  destruct shoe as (_ & _ & _ & parts). specialize (parts i i_lt). intervals.
Qed.
