(** * Pieces of f^k: small maps, k = 1000, cancelling kinks *)
From Coq Require Import ZArith QArith List NArith.
From ExactPL Require Import Definitions.Functions Definitions.Maps Counting.Search Counting.Count.
Import ListNotations.
Open Scope Q_scope.

(** ** The golden map, knots (0, 1/2), (1/2, 1), (1, 0): Fibonacci numbers *)
Definition golden := PL 0 (0, 1#2) [(1#2, 1); (1, 0)] 0.
Fixpoint fibonacci (n : nat) : N * N :=
  match n with O => (0, 1)%N | S m => let (a, b) := fibonacci m in (b, (a + b)%N) end.
Definition golden_hints :=
  Hints [Orbit 0 2 0 (Some 1%positive)] [Some 1%positive; Some 2%positive; Some 3%positive] 1 3 1.
Theorem golden_1000 : pieces (iter 1000 (value golden)) 0 1 (fst (fibonacci 1002)).
Proof.
  apply (count_pieces_sound golden 1000 golden_hints).
  vm_cast_no_check (eq_refl (Some (fst (fibonacci 1002)))).
Qed.
(** The cuts at 0 and 1 are at the ends of the interval: they need no number. *)
Theorem golden_1000_fewer_hints : pieces (iter 1000 (value golden)) 0 1 (fst (fibonacci 1002)).
Proof.
  apply (count_pieces_sound golden 1000 (Hints [Orbit 0 2 0 (Some 1%positive)] [None; Some 2%positive;
    None] 1 3 1)).
  vm_cast_no_check (eq_refl (Some (fst (fibonacci 1002)))).
Qed.

(** ** The tent *)
Definition tent := PL 2 (0, 0) [(1#2, 1); (1, 0)] (-2).
Definition tent_hints :=
  Hints [Orbit 0 0 0 (Some 1%positive); Orbit (1#2) 1 0 (Some 1%positive)] [None; Some 2%positive;
    None] 1 3 1.
Theorem tent_1000 : pieces (iter 1000 (value tent)) 0 1 (2 ^ 1000).
Proof.
  apply (count_pieces_sound tent 1000 tent_hints).
  vm_cast_no_check (eq_refl (Some (2 ^ 1000)%N)).
Qed.
Fail Example wrong_number : count_pieces tent 10 tent_hints 0 1 = Some 1025%N := eq_refl.
Fail Example wrong_interval : count_pieces tent 10 tent_hints 0 (1#2) = Some 1024%N := eq_refl.
Example missing_cut :
  count_pieces tent 10 (Hints (orbits tent_hints) [None; None; None] 1 3 1) 0 1 = None := eq_refl.
Example wrong_cut :
  count_pieces tent 10 (Hints (orbits tent_hints) [None; Some 3%positive; None] 1 3 1) 0 1 = None := eq_refl.

(** ** Cancelling kinks: slopes -2 and -1/2, f o f = id on [0, 1] *)
Definition involution := PL 0 (0, 1) [(1#3, 1#3); (1, 0)] 0.
Definition involution_hints :=
  Hints [Orbit 0 1 0 (Some 1%positive); Orbit (1#3) 0 0 (Some 3%positive)] [None; Some 3%positive;
    None] 1 2 1.
Example involution_pieces :
  map (fun k => count_pieces involution k involution_hints 0 1) (seq 1 6) =
  [Some 2%N; Some 1%N; Some 2%N; Some 1%N; Some 2%N; Some 1%N] := eq_refl.
Theorem involution_6 : pieces (iter 6 (value involution)) 0 1 1.
Proof. apply (count_pieces_sound involution 6 involution_hints). exact eq_refl. Qed.

(** ** Without hints *)
Theorem tent_1000_by_search : pieces (iter 1000 (value tent)) 0 1 (2 ^ 1000).
Proof.
  apply (pieces_of_sound tent 1000 64).
  vm_cast_no_check (eq_refl (Some (2 ^ 1000)%N)).
Qed.
(** Denominators of two bits are enough here: the orbit of 1/2 is 1/2, 1, 0. *)
Example two_bits : pieces_of golden 10 2 0 1 = Some 144%N := eq_refl.
Definition steep := PL 0 (0, 0) [(1#3, 1); (2#3, 0); (1, 1)] 0.
Example steep_pieces : map (fun k => pieces_of steep k 64 0 1) (seq 0 5) =
  [Some 1%N; Some 3%N; Some 9%N; Some 27%N; Some 81%N] := eq_refl.
(** An interval that f does not map into itself: f is a map of the line. *)
Example part_of_the_tent : pieces_of tent 3 64 (1#4) (2#3) = Some 4%N := eq_refl.

Print Assumptions tent_1000_by_search.
Print Assumptions golden_1000.
Print Assumptions involution_6.
