(** * The number of pieces of f^k for all k at once *)
From Coq Require Import ZArith QArith List NArith Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps Counting.Recurrences.
Import ListNotations.
Open Scope Q_scope.

(** The golden map: Fibonacci numbers. *)
Definition golden := PL 0 (0, 1#2) [(1#2, 1); (1, 0)] 0.
Fixpoint fibonacci (n : nat) : N * N :=
  match n with O => (0, 1)%N | S m => let (a, b) := fibonacci m in (b, (a + b)%N) end.
Theorem golden_for_all_k : forall k, pieces (iter k (value golden)) 0 1 (fst (fibonacci (k + 2))).
Proof.
  apply (pieces_for_all_k golden 20 (closed_hints golden 20 64 0 1) 64 0 1 1 3 [1; 1]%Z 0).
  - vm_cast_no_check (eq_refl true).
  - vm_cast_no_check (eq_refl true).
  - intros k _. cbn [length Nat.add combination fibonacci]. destruct (fibonacci (k + 2)) as [a b]. cbn [fst].
    lia.
Qed.

(** The tent: powers of two. *)
Definition tent := PL 2 (0, 0) [(1#2, 1); (1, 0)] (-2).
Theorem tent_for_all_k : forall k, pieces (iter k (value tent)) 0 1 (2 ^ N.of_nat k).
Proof.
  apply (pieces_for_all_k tent 20 (closed_hints tent 20 64 0 1) 64 0 1 2 1 [2]%Z 0).
  - vm_cast_no_check (eq_refl true).
  - vm_cast_no_check (eq_refl true).
  - intros k _. cbn [length Nat.add combination]. rewrite Nnat.Nat2N.inj_succ, N.pow_succ_r'. lia.
Qed.

Example tent_germs : germs_repeat tent 20 (closed_hints tent 20 64 0 1) 0 1 20 = Some (2, 1)%nat := eq_refl.
Example golden_germs : germs_repeat golden 20 (closed_hints golden 20 64 0 1) 0 1 20 = Some (1, 3)%nat := eq_refl.

(** Cancelling kinks: 1, 2, 1, 2, ...; the kinks have period 2, and so has a recurrence of order 2, but not
    with the same cuts for ever: no answer. *)
Definition involution := PL 0 (0, 1) [(1#3, 1#3); (1, 0)] 0.
Example no_answer : pieces_recur involution 20 (closed_hints involution 20 64 0 1) 0 1 1 2 [1;
  0]%Z 0 = false := eq_refl.
(** As a power series: (1 + t) / (1 - t - t^2). *)
Theorem golden_series : exists s : nat -> N, (forall k, pieces (iter k (value golden)) 0 1 (s k)) /\
  is_series [1; 1]%Z [1; -1; -1]%Z s.
Proof.
  apply (series_fits_sound golden 20 (closed_hints golden 20 64 0 1) 64 0 1 1 3).
  vm_cast_no_check (eq_refl true).
Qed.
(** A wrong recurrence. *)
Example wrong : pieces_recur golden 20 (closed_hints golden 20 64 0 1) 0 1 1 3 [1; 2]%Z 0 = false := eq_refl.

Print Assumptions golden_for_all_k.
Print Assumptions tent_for_all_k.
Print Assumptions golden_series.
