(** * Laps, crossings and slopes of f^k: small maps *)
From Coq Require Import ZArith QArith List NArith.
From ExactPL Require Import Definitions.Functions Definitions.Maps Counting.Search Counting.Count Maps.Images.
Import ListNotations.
Open Scope Q_scope.

(** ** The trapezoid: flat top, knots (0, 0), (1/3, 1), (2/3, 1), (1, 0) *)
Definition trapezoid := PL 0 (0, 0) [(1#3, 1); (2#3, 1); (1, 0)] 0.
Definition trapezoid_hints :=
  Hints [Orbit 0 0 0 (Some 1%positive); Orbit (1#3) 1 0 (Some 1%positive); Orbit (2#3) 0 0 (Some 3%positive)]
    [None; Some 2%positive; Some 4%positive; None] 1 3 1.
Theorem trapezoid_laps_1000 : laps (iter 1000 (value trapezoid)) 0 1 (2 ^ 1000).
Proof.
  apply (count_laps_sound trapezoid 1000 trapezoid_hints).
  vm_cast_no_check (eq_refl (Some (2 ^ 1000)%N)).
Qed.
Example trapezoid_pieces :
  map (fun k => count_pieces trapezoid k trapezoid_hints 0 1) (seq 0 5) =
  [Some 1%N; Some 3%N; Some 7%N; Some 15%N; Some 31%N] := eq_refl.
Fail Example wrong_number : count_laps trapezoid 10 trapezoid_hints 0 1 = Some 1023%N := eq_refl.
(** A constant map has one lap. *)
Definition constant := PL 0 (1#2, 1#3) [] 0.
Example one_lap : count_laps constant 3 (Hints [Orbit 0 1 0 (Some 2%positive); Orbit 1 0 0 (Some 2%positive)]
  [None] 1 3 1) 0 1 = None
  := eq_refl.   (* 1/3 is a fixed point, and the orbit of 1 must lead to it *)
Theorem constant_laps : laps (iter 3 (value constant)) 0 1 1.
Proof.
  apply (count_laps_sound constant 3
    (Hints [Orbit 0 1 0 (Some 2%positive); Orbit (1#2) 0 0 (Some 2%positive); Orbit 1 0 0 (Some 2%positive)]
       [Some 3%positive] 1 4 1)).
  exact eq_refl.
Qed.

(** ** Crossings: the tent crosses 1/3 at 2^k points; it touches 1, and does not cross it *)
Definition tent := PL 2 (0, 0) [(1#2, 1); (1, 0)] (-2).
Definition tent_hints (level : option positive) :=
  Hints [Orbit 0 0 0 (Some 1%positive); Orbit (1#2) 1 0 (Some 1%positive); Orbit (1#3) 1 0 (Some 5%positive)]
    [None; Some 4%positive; Some 2%positive; level] 1 3 1.
Theorem tent_crosses_a_third : crossings (iter 1000 (value tent)) (1#3) 0 1 (2 ^ 1000).
Proof.
  apply (count_crossings_sound tent 1000 (1#3) (tent_hints None)).
  vm_cast_no_check (eq_refl (Some (2 ^ 1000)%N)).
Qed.
Theorem tent_touches_the_top : crossings (iter 100 (value tent)) 1 0 1 0.
Proof.
  apply (count_crossings_sound tent 100 1
    (Hints [Orbit 0 0 0 (Some 1%positive); Orbit (1#2) 1 0 (Some 1%positive)] [None; Some 2%positive;
      Some 3%positive] 1 3 1)).
  vm_cast_no_check (eq_refl (Some 0%N)).
Qed.
(** f^0 crosses a level inside once. *)
Example identity_crosses : count_crossings tent 0 (1#3) (tent_hints None) 0 1 = Some 1%N := eq_refl.
(** A plateau on the level between two rises is one crossing; the trapezoid touches its top. *)
Definition stairs := PL 0 (0, 0) [(1#3, 1#2); (2#3, 1#2); (1, 1)] 0.
Definition stairs_hints :=
  Hints [Orbit 0 0 0 (Some 1%positive); Orbit (1#3) 1 0 (Some 3%positive); Orbit (2#3) 0 0 (Some 3%positive);
    Orbit 1 0 0 (Some 5%positive)]
    [None; Some 2%positive; Some 3%positive; Some 4%positive; None] 1 5 1.
Example stairs_cross : count_crossings stairs 1 (1#2) stairs_hints 0 1 = Some 1%N := eq_refl.
Example trapezoid_touches :
  count_crossings trapezoid 2 1
    (Hints (orbits trapezoid_hints) [None; Some 2%positive; Some 4%positive; Some 3%positive] 1 3 1) 0 1 =
      Some 0%N := eq_refl.

(** ** Components of level sets *)
Example stairs_components : count_components stairs 1 (1#2) stairs_hints 0 1 = Some 1%N := eq_refl.
Theorem trapezoid_components : level_components (iter 2 (value trapezoid)) 1 0 1 2.
Proof. apply (components_of_sound trapezoid 2 1 64). exact eq_refl. Qed.
Theorem tent_components : level_components (iter 500 (value tent)) 1 0 1 (2 ^ 499).
Proof.
  apply (components_of_sound tent 500 1 64).
  vm_cast_no_check (eq_refl (Some (2 ^ 499)%N)).
Qed.

(** ** Slopes *)
Definition bent := PL 0 (0, 0) [(1#2, 1); (1, 1#2)] 0.     (* slopes 2 and -1 *)
Definition bent_hints :=
  Hints [Orbit 0 0 0 (Some 1%positive); Orbit (1#2) 1 0 (Some 2%positive)] [None; Some 2%positive;
    None] 1 3 1.
Theorem bent_slopes : slope_range (iter 100 (value bent)) 0 1 1 (2 ^ 100).
Proof.
  apply (slope_range_is_sound bent 100 bent_hints).
  vm_cast_no_check (eq_refl true).
Qed.
Example tent_slopes :
  slope_range_is tent 5 (Hints [Orbit 0 0 0 (Some 1%positive); Orbit (1#2) 1 0 (Some 1%positive)] [None;
    Some 2%positive; None] 1 3 1)
    0 1 32 32 = true := eq_refl.
Example trapezoid_slopes : slope_range_is trapezoid 3 trapezoid_hints 0 1 0 27 = true := eq_refl.
Example wrong_slope : slope_range_is trapezoid 3 trapezoid_hints 0 1 0 26 = false := eq_refl.

(** ** Images *)
Theorem bent_image : image_is (iter 10 (value bent)) 0 (1#4) 0 1.
Proof. apply iterate_image_sound. exact eq_refl. Qed.
Theorem bent_invariant : maps_into (value bent) (1#2) 1.
Proof. apply invariant_interval_sound. exact eq_refl. Qed.
Example not_invariant : invariant_interval bent (1#4) (3#4) = false := eq_refl.

Print Assumptions trapezoid_laps_1000.
Print Assumptions tent_crosses_a_third.
Print Assumptions tent_components.
Print Assumptions bent_slopes.
Print Assumptions bent_image.
