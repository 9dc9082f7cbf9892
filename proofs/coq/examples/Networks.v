(** * ReLU networks: equal to maps, counted, iterated *)
From Coq Require Import ZArith QArith List NArith Lqa.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Networks
  Definitions.NetworkLines.
From ExactPL Require Import Counting.Search Counting.Count Periods.Presence Periods.SmallPeriods.
From ExactPL Require Import Networks.Values Networks.SameFunction Networks.Counts
  Networks.Gaps Networks.VectorPieces.
Import ListNotations.
Open Scope Q_scope.

(** ** The network printed in the notebook, with its decimal fractions *)

Definition notebook_network := [
  Layer [([-186269852 # 100000000], 82744154 # 100000000); ([3760235 # 10000000], -81030444 # 100000000)]
    true;
  Layer [([7913013 # 10000000; -100714872 # 100000000], 0)] true].
Definition notebook := PL (-368488940096019 # 250000000000000) (41372077 # 93134926, 0) [] 0.

(** It is a map with one kink, on the whole line. The points are those where a unit changes its sign. *)
Theorem notebook_is_map : forall x, network notebook_network x == value notebook x.
Proof.
  intros x. apply (same_as_map_sound notebook_network notebook None [41372077 # 93134926; 81030444 # 37602350]
    None).
  - vm_cast_no_check (eq_refl true).
  - exact (conj I I).
Qed.
Definition top := 327377783138001 # 500000000000000.
Lemma notebook_invariant : network_is_invariant_map notebook_network notebook 0 [41372077 # 93134926] top
  = true.
Proof. vm_compute. reflexivity. Qed.

(** No point of [0, f(0)] has least period 3 under the network; 0 has least period 2. *)
Theorem network_no_period_3 : forall x, 0 <= x -> x <= top -> ~ least_period (network notebook_network) 3 x.
Proof.
  intros x lo hi period. apply (network_periods _ _ _ _ _ notebook_invariant 3 x lo hi) in period.
  revert period.
  apply (absent_by_branches_sound notebook 3 None None); [|exact (conj I I)].
  vm_cast_no_check (eq_refl true).
Qed.
Theorem network_period_2 : network_least_period notebook_network 2 [0].
Proof. apply network_has_least_period_sound. vm_cast_no_check (eq_refl true). Qed.

(** A wrong digit, a missing point. *)
Example wrong_weight : same_as_map [
  Layer [([-186269853 # 100000000], 82744154 # 100000000); ([3760235 # 10000000], -81030444 # 100000000)]
    true;
  Layer [([7913013 # 10000000; -100714872 # 100000000], 0)] true] notebook
  None [41372077 # 93134926; 81030444 # 37602350] None = false.
Proof. vm_compute. reflexivity. Qed.
Example missing_point : same_as_map notebook_network notebook None [41372077 # 93134926] None = false.
Proof. vm_compute. reflexivity. Qed.
Fail Example no_point : same_as_map notebook_network notebook None [] None = true := eq_refl.

(** ** Two units: the scrambling map, iterated *)

Definition scrambling := PL 0 (-1 # 100000, 0) [(502 # 1000, 1003969799 # 1000000000)] (-20001 # 10000).
Definition p := 1003969799 # 1000000000.
Definition fp := Eval vm_compute in Qred (value scrambling p).
Definition scrambling_network :=
  [Layer [([1], 1 # 100000); ([1], -502 # 1000)] true; Layer [([19999 # 10000; -4], 0)] false].
Definition scrambling_hints (k : nat) (bits : positive) :=
  let second := Pos.of_nat (k + 4) in
  Hints [Orbit (-1 # 100000) 2 k None; Orbit (502 # 1000) 2 k None]
    [Some 1%positive; Some second] (second + 2) (second + 1) bits.

Theorem scrambling_network_100 : pieces (iter 100 (network scrambling_network)) fp p
  1583901161092361601326171788166.
Proof.
  apply (network_pieces scrambling_network scrambling fp [-1 # 100000; 502 # 1000] p).
  - vm_cast_no_check (eq_refl true).
  - apply (count_pieces_sound scrambling 100 (scrambling_hints 100 200)).
    vm_cast_no_check (eq_refl (Some 1583901161092361601326171788166%N)).
Qed.
Theorem scrambling_network_line : pieces_between (network scrambling_network) None None 3.
Proof.
  apply (pieces_of_network_between_sound scrambling_network None [-1 # 100000; 502 # 1000] None).
  vm_cast_no_check (eq_refl (Some 3%N)).
Qed.

(** ** Two inputs, along a line: z -> max(z_1, 0) + max(z_2, 0) and the same minus max(z_1 + z_2, 0) *)

Definition sum_of_two := [Layer [([1; 0], 0); ([0; 1], 0)] true; Layer [([1; 1], 0)] false].
Definition with_third := [Layer [([1; 0], 0); ([0; 1], 0); ([1; 1], 0)] true; Layer [([1; 1; 0], 0)] false].
(** Along (-1, 1) + t (1, -1) the inputs change their signs together, at t = 1. *)
Theorem two_regions : regions_between sum_of_two [-1; 1] [1; -1] None None 2.
Proof. apply (regions_between_sound sum_of_two [-1; 1] [1; -1] None [1] None).
vm_cast_no_check (eq_refl (Some 2%N)). Qed.
Theorem two_pieces : pieces (network_along sum_of_two [-1; 1] [1; -1] [1]) 0 2 2.
Proof. apply (pieces_along_sound sum_of_two [-1; 1] [1; -1] [1] 0 [1] 2).
vm_cast_no_check (eq_refl (Some 2%N)). Qed.
(** Points that change nothing do not count. *)
Theorem more_points : regions sum_of_two [-1; 1] [1; -1] 0 2 2.
Proof.
  apply (regions_sound sum_of_two [-1; 1] [1; -1] 0 [1#2; 1; 3#2] 2). vm_cast_no_check (eq_refl (Some 2%N)).
Qed.
(** Three regions, but the third unit has no weight in the output: two pieces. *)
Theorem three_regions : regions_between with_third [-1; 1] [1; 0] None None 3.
Proof.
  apply (regions_between_sound with_third [-1; 1] [1; 0] None [0; 1] None).
  vm_cast_no_check (eq_refl (Some 3%N)).
Qed.
Theorem still_two_pieces : pieces_between (network_along with_third [-1; 1] [1; 0] [1]) None None 2.
Proof.
  apply (pieces_along_between_sound with_third [-1; 1] [1; 0] [1] None [0; 1] None).
  vm_cast_no_check (eq_refl (Some 2%N)).
Qed.
(** The outputs of the first layer together: three pieces; the third output bends at 0, the first at 1. *)
Theorem three_vector_pieces : vector_pieces_between (firstn 1 with_third) [-1; 1] [1; 0] None None 3.
Proof.
  apply (vector_pieces_between_sound (firstn 1 with_third) [-1; 1] [1; 0] None [-5; 0; 1] None).
  vm_cast_no_check (eq_refl (Some 3%N)).
Qed.
(** Both networks are the same function along the line. *)
Theorem same_along : forall t, same_vector (layers_output sum_of_two (point_on_line [-1; 1] [1; 0] t))
  (layers_output with_third (point_on_line [-1; 1] [1; 0] t)).
Proof.
  intros t. apply (same_networks_sound sum_of_two with_third [-1; 1] [1; 0] None [0; 1] None);
    [|exact (conj I I)].
  vm_cast_no_check (eq_refl true).
Qed.
Example sign_changes : count_regions sum_of_two [-1; 1] [1; -1] 0 [] 2 = None := eq_refl.
Fail Example wrong_regions : count_regions sum_of_two [-1; 1] [1; -1] 0 [1] 2 = Some 3%N := eq_refl.

(** ** Gaps and ranges *)

(** max(z_1, 0) + max(z_2, 0) and the same with the output 1/10 larger. *)
Definition shifted := [Layer [([1; 0], 0); ([0; 1], 0)] true; Layer [([1; 1], 1#10)] false].
Theorem shifted_gap : largest_gap (network_along sum_of_two [-1; 1] [1; 0] [1])
  (network_along shifted [-1; 1] [1; 0] [1])
  None None (1#10) 7.
Proof. apply (network_gap_sound sum_of_two shifted [-1; 1] [1; 0] [1] None [0; 1] None).
vm_cast_no_check (eq_refl true). Qed.
(** The network of the notebook and a map with a rounded slope. *)
Definition rounded := PL (-1474#1000) (41372077 # 93134926, 0) [] 0.
Theorem rounded_gap : largest_gap (network notebook_network) (value rounded) (Some 0) (Some 1)
  (457571199114538537 # 23283731500000000000000) 0.
Proof.
  apply (network_map_gap_sound notebook_network rounded (Some 0) [41372077 # 93134926] (Some 1)).
  vm_cast_no_check (eq_refl true).
Qed.
Theorem along_image : image_is (network_along sum_of_two [-1; 1] [1; 0] [1]) (-2) 3 1 3.
Proof. apply (network_image_sound sum_of_two [-1; 1] [1; 0] [1] (-2) [1] 3). vm_cast_no_check (eq_refl true).
Qed.
Theorem difference_at_point : same_vector (vector_difference (layers_output sum_of_two [1; -3])
  (layers_output shifted [1; -3]))
  [-1#10].
Proof. apply difference_sound. vm_cast_no_check (eq_refl true). Qed.
Example gap_too_small : largest_gap_is (along_on_cell sum_of_two [-1; 1] [1; 0] [1])
  (along_on_cell shifted [-1; 1] [1; 0] [1]) None [0; 1] None (1#11) 7 = false.
Proof. vm_compute. reflexivity. Qed.

(** ** A network that maps the plane to itself: (x, y) -> (y, 1 - x), least period 4 off the fixed point (1/2,
    1/2) *)

Definition turn := [Layer [([0; 1], 0); ([-1; 0], 1)] false].
Theorem turn_4 : network_least_period turn 4 [0; 0].
Proof. apply network_has_least_period_sound. vm_cast_no_check (eq_refl true). Qed.
Theorem turn_value : same_vector (layers_output turn [1#3; 2#5]) [2#5; 2#3].
Proof. apply network_value_sound. vm_cast_no_check (eq_refl true). Qed.
Example turn_not_2 : network_has_least_period turn 2 [0; 0] = false := eq_refl.

Print Assumptions notebook_is_map.
Print Assumptions network_no_period_3.
Print Assumptions scrambling_network_100.
Print Assumptions three_regions.
Print Assumptions still_two_pieces.
Print Assumptions same_along.
Print Assumptions turn_4.
Print Assumptions three_vector_pieces.
Print Assumptions rounded_gap.
Print Assumptions along_image.
