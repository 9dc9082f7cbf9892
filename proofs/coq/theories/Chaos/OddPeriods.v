(** * Every period that is no power of two gives chaos (T5.4 for periods; used with T5.5)

    f is continuous and maps an interval E of any kind into itself.  A cycle of odd length m >= 3 makes f^2
    show the pattern of a cycle of length three, so f is chaotic in the sense of Li and Yorke and f^2 has
    cycles of every length ([odd_period_chaos]); a cycle of length 2^k m, m >= 3 odd, makes f chaotic
    ([period_chaos]). *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles Continuous.Loops.
From ExactPL Require Import Continuous.OddCycles Chaos.LiYorke.
Open Scope R_scope.

(** A cycle of odd length m >= 3: f^2 has cycles of every length, and f is chaotic. *)
Theorem odd_period_chaos f E m :
  is_interval E -> continuous_on f E -> maps_into f E -> Nat.Odd m -> (3 <= m)%nat -> has_period f E m ->
  all_periods (iter 2 f) E /\ chaotic f E.
Proof.
  intros convex cont maps odd m3 (x & least & orbit).
  destruct (odd_cycle_three_steps f E x m convex cont maps (orbit O) odd ltac:(lia) least) as (a & steps).
  assert (cont2 : continuous_on (iter 2 f) E) by now apply continuous_on_iter.
  split; [now apply three_steps_all_periods with a|].
  apply (chaotic_of_iterate f E 2); auto. now apply li_yorke with a.
Qed.

(** A cycle whose length is no power of two gives chaos. *)
Theorem period_chaos f E k m :
  is_interval E -> continuous_on f E -> maps_into f E -> Nat.Odd m -> (3 <= m)%nat ->
  has_period f E (2 ^ k * m) -> chaotic f E.
Proof.
  intros convex cont maps odd m3 period. pose proof (power_of_two_positive k).
  apply (chaotic_of_iterate f E (2 ^ k)); auto. apply (odd_period_chaos (iter (2 ^ k) f) E m); auto.
  - now apply continuous_on_iter.
  - now apply maps_into_iter.
  - now apply has_period_iter.
Qed.
