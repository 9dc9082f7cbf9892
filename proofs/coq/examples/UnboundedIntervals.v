(** * Pieces and laps on the line and on half-lines *)
From Coq Require Import ZArith QArith List NArith.
From ExactPL Require Import Definitions.Functions Definitions.Maps Counting.Search Counting.Count.
Import ListNotations.
Open Scope Q_scope.

(** The tent on the whole line: 0 is fixed, and outside [0, 1] everything escapes. *)
Definition tent := PL 2 (0, 0) [(1#2, 1); (1, 0)] (-2).
Definition tent_hints (k : nat) :=
  Hints [Orbit (-2) k 0 None; Orbit 3 k 0 None; Orbit 0 0 0 (Some (Pos.of_nat (2 * k + 3)));
         Orbit (1#2) 1 0 (Some (Pos.of_nat (2 * k + 3))); Orbit 1 0 0 (Some (Pos.of_nat (2 * k + 3)))]
    [Some (Pos.of_nat (2 * k + 3)); Some (Pos.of_nat (2 * k + 4)); Some (Pos.of_nat (2 * k + 6))] 1
      (Pos.of_nat (k + 2)) 1.
Theorem tent_pieces_on_the_line : pieces_between (iter 100 (value tent)) None None (2 ^ 100).
Proof.
  apply (count_pieces_between_sound tent 100 (tent_hints 100) (Frame (-2) (-1) 2 3)).
  vm_cast_no_check (eq_refl (Some (2 ^ 100)%N)).
Qed.
Theorem tent_laps_on_a_half_line : laps_between (iter 100 (value tent)) (Some (-2)) None (2 ^ 100).
Proof.
  apply (count_laps_between_sound tent 100 (tent_hints 100) (Frame (-2) (-1) 2 3)).
  vm_cast_no_check (eq_refl (Some (2 ^ 100)%N)).
Qed.
(** A ray that starts inside, where f^k is not affine. *)
Example ray_inside : frame_fits tent 5 (Frame (-2) (-1) (3#4) 3) None None = false := eq_refl.
(** Slope 0 on one side: |x| cut off at 1. *)
Definition hat := PL 0 (-1, 1) [(0, 0)] 1.
Definition hat_hints :=
  Hints [Orbit (-2) 1 0 (Some 2%positive); Orbit (-1) 0 0 (Some 2%positive); Orbit 0 0 0 (Some 4%positive);
    Orbit 3 0 0 (Some 5%positive)]
    [Some 3%positive; Some 4%positive] 1 5 1.
Theorem hat_pieces : pieces_between (iter 7 (value hat)) None None 3.
Proof. apply (count_pieces_between_sound hat 7 hat_hints (Frame (-2) (-3#2) 2 3)). exact eq_refl. Qed.
Theorem hat_laps : laps_between (iter 7 (value hat)) None None 2.
Proof. apply (count_laps_between_sound hat 7 hat_hints (Frame (-2) (-3#2) 2 3)). exact eq_refl. Qed.

(** ** Without hints *)
Theorem tent_pieces_by_search : pieces_between (iter 50 (value tent)) None None (2 ^ 50).
Proof.
  apply (pieces_of_between_sound tent 50 64).
  vm_cast_no_check (eq_refl (Some (2 ^ 50)%N)).
Qed.
(** The level 1/3 is crossed 2^k times on the line too: outside [0, 1] the values are negative. *)
Theorem tent_crossings_on_the_line : crossings_between (iter 50 (value tent)) (1#3) None None (2 ^ 50).
Proof.
  apply (crossings_of_between_sound tent 50 (1#3) 64).
  vm_cast_no_check (eq_refl (Some (2 ^ 50)%N)).
Qed.
Theorem tent_slopes_on_the_line : slope_range_between (iter 50 (value tent)) None None (2 ^ 50) (2 ^ 50).
Proof.
  apply (slopes_between_are_sound tent 50 64).
  vm_cast_no_check (eq_refl true).
Qed.

Print Assumptions tent_crossings_on_the_line.
Print Assumptions tent_slopes_on_the_line.
Print Assumptions tent_pieces_on_the_line.
Print Assumptions hat_laps.
