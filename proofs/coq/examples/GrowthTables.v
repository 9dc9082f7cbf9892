(** * Tables: the growth between two rationals, and growth 1 by layers *)
From Coq Require Import ZArith QArith List NArith Lqa.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Growth.
From ExactPL Require Import Maps.Conversion Maps.Images Counting.Hints Counting.Count.
From ExactPL Require Import Tables.Upper Tables.Lower Tables.Growth Tables.Slopes Tables.SlopesAbove.
Import ListNotations.
Open Scope Q_scope.

(** ** The golden map *)

Definition golden := PL 0 (0, 1#2) [(1#2, 1); (1, 0)] 0.
Definition golden_upper := [UpperRow 0 1 8 0 [1; 0]%N; UpperRow (1#2) 1 5 0 [0]%N].
Definition golden_lower := [LowerRow (1#2) 1 8 [Some 1%N]; LowerRow 0 1 13 [Some 0%N; Some 1%N]].

(** f^k has at most 8 (13/8)^k pieces. *)
Theorem golden_pieces : forall k, exists n, pieces (iter k (value golden)) 0 1 n /\
  inject_Z (Z.of_N n) <= 8 * ((1 + 0 * inject_Z (Z.of_nat k)) ^ 0 * (13#8) ^ Z.of_nat k).
Proof.
  apply (upper_table_sound golden golden_upper (13#8) 0 (eq_refl true) (UpperRow 0 1 8 0 [1; 0]%N)).
  now left.
Qed.
Theorem golden_growth : growth_at_least (value golden) 0 1 (8#5) /\ growth_at_most (value golden) 0 1 (13#8).
Proof.
  apply (growth_between golden 0 1 golden_lower (8#5) golden_upper (13#8) 0).
  vm_cast_no_check (eq_refl true).
Qed.
Example golden_too_small : upper_table golden golden_upper (8#5) 0 = false := eq_refl.
Example golden_too_large : lower_table golden golden_lower (13#8) = false := eq_refl.
(** The image [1/2, 1] of the first part does not contain [0, 1]. *)
Example golden_not_covered : lower_table golden [LowerRow 0 1 1 [Some 0%N; Some 0%N]] 1 = false := eq_refl.
Fail Example golden_wrong : upper_table golden golden_upper (8#5) 0 = true := eq_refl.

(** ** A map with a point of least period 5 (its growth is the largest root of x^5 - 2 x^3 - 1) *)

Definition stefan := PL 0 (0, 1#2) [(1#4, 1); (1#2, 3#4); (3#4, 1#4); (1, 0)] 0.
Definition stefan_upper :=
  [UpperRow 0 1 1 1 [1; 2; 3; 4]%N;
   UpperRow (1#2) 1 144115188075855872 0 [3; 4]%N;
   UpperRow (3#4) 1 62965529270953536 0 [4]%N;
   UpperRow (1#4) (3#4) 122769403419511200 0 [2; 3]%N;
   UpperRow 0 (1#4) 95259063050080912 0 [1]%N].
Definition stefan_lower :=
  [LowerRow (1#2) 1 144115188075855872 [Some 1%N; Some 3%N];
   LowerRow (1#4) (3#4) 122769403419511200 [Some 2%N; Some 1%N];
   LowerRow (3#4) 1 62965529270953536 [Some 3%N];
   LowerRow 0 (1#4) 95259063050080912 [Some 0%N]].

(** Between 59/39 and 115/76, which differ by 1/2964. *)
Theorem stefan_growth : growth_at_least (value stefan) 0 1 (59#39) /\
  growth_at_most (value stefan) 0 1 (115#76).
Proof.
  apply (growth_between stefan 0 1 stefan_lower (59#39) stefan_upper (115#76) (mixing stefan stefan_upper)).
  vm_cast_no_check (eq_refl true).
Qed.
(** On [1/2, 1], for every k the number of laps of f^k lies between (59/39)^k / 4 and 144115188075855872
    (115/76)^k. *)
Theorem stefan_laps : forall k, exists n, laps (iter k (value stefan)) (1#2) 1 n /\
  144115188075855872 * (59#39) ^ Z.of_nat k <= 144115188075855872 * (4 * inject_Z (Z.of_N n)) /\
  inject_Z (Z.of_N n) <= 144115188075855872 * ((1 + inject_Z (mixing stefan stefan_upper) * inject_Z
    (Z.of_nat k)) ^ 0 *
    (115#76) ^ Z.of_nat k).
Proof.
  apply (laps_enclosed stefan stefan_lower (59#39) stefan_upper (115#76) (mixing stefan stefan_upper)
    (LowerRow (1#2) 1 144115188075855872 [Some 1%N; Some 3%N])
    (UpperRow (1#2) 1 144115188075855872 0 [3; 4]%N)).
  - vm_cast_no_check (eq_refl true).
  - now left.
  - vm_cast_no_check (eq_refl true).
  - right. now left.
  - cbn. apply Qle_refl.
  - cbn. apply Qle_refl.
Qed.
Example stefan_bound_too_small : upper_table stefan stefan_upper (114#76) (mixing stefan stefan_upper)
  = false.
Proof. vm_compute. reflexivity. Qed.
Example stefan_wrong_row : upper_table stefan (UpperRow 0 1 1 1 [1; 2; 3; 3]%N :: tl stefan_upper) (115#76)
  (10 ^ 20) = false.
Proof. vm_compute. reflexivity. Qed.
Example stefan_e_too_small : upper_table stefan stefan_upper (115#76) 1000 = false.
Proof. vm_compute. reflexivity. Qed.

(** ** Growth 1: a map with a flat piece, by a table for 1 with three layers *)

Definition slow := PL 0 (0, 13#20) [(1#2, 13#20); (1, 0)] 0.
Definition slow_upper :=
  raise_layers [UpperRow 0 1 1 2 [1]%N; UpperRow 0 (13#20) 1 1 [2]%N; UpperRow (91#200) (13#20) 1 0 [2]%N].
Theorem slow_growth : growth_at_most (value slow) 0 1 1.
Proof.
  apply (upper_table_growth slow slow_upper 1 (mixing slow slow_upper)).
  - vm_cast_no_check (eq_refl true).
  - vm_cast_no_check (eq_refl true).
Qed.
(** At most (1 + e k)^3 pieces, with a computed e. *)
Theorem slow_pieces : forall k, exists n, pieces (iter k (value slow)) 0 1 n /\
  inject_Z (Z.of_N n) <= 1 * ((1 + 2 * inject_Z (Z.of_nat k)) ^ 3 * 1 ^ Z.of_nat k).
Proof.
  apply (upper_table_sound slow slow_upper 1 2 (eq_refl true) (UpperRow 0 1 1 3 [1]%N)).
  now left.
Qed.
(** Without the layers the table is none. *)
Example no_layers :
  upper_table slow [UpperRow 0 1 1 0 [1]%N; UpperRow 0 (13#20) 1 0 [2]%N; UpperRow (91#200) (13#20) 1 0 [2]%N]
    1 9 = false
  := eq_refl.

(** ** No period 2^i q with q > 1 odd, from the growth; the premise is cited, not proved *)

Theorem slow_absent : odd_periods_grow -> forall i q x, (i <= 4)%nat -> Nat.Odd q -> (1 < q)%nat -> 0 <= x ->
  x <= 1 ->
  ~ least_period (value slow) (2 ^ i * q) x.
Proof.
  intros cited i q x i_4 odd above lo hi.
  apply (absent_periods_sound cited slow 0 1 1 4 None); auto.
  - apply invariant_interval_sound. vm_cast_no_check (eq_refl true).
  - exact slow_growth.
Qed.
(** The growth of the map above excludes 3 only. *)
Theorem stefan_no_3 : odd_periods_grow -> forall x, 0 <= x -> x <= 1 -> ~ least_period (value stefan) 3 x.
Proof.
  intros cited x lo hi. apply (absent_periods_sound cited stefan 0 1 (115#76) 0 (Some 3%nat)) with
    (i := 0%nat) (q := 3%nat); auto.
  - apply invariant_interval_sound. vm_cast_no_check (eq_refl true).
  - apply stefan_growth.
  - now exists 1%nat.
Qed.
Example stefan_5_not_excluded : excludes (115#76) 0 (Some 5%nat) = false := eq_refl.

(** ** Slopes: the tent of slope 7/5 has the growth 7/5 *)

Definition tent := PL (7#5) (0, 0) [(1#2, 7#10); (1, 0)] (-7#5).
Lemma tent_slopes : slope_range (iter 1 (value tent)) (21#50) (7#10) (7#5) (7#5).
Proof.
  apply (slope_range_is_sound tent 1 (find_hints (to_piecewise tent) 1 100 (21#50) (7#10))).
  vm_cast_no_check (eq_refl true).
Qed.
Lemma tent_invariant : maps_into (value tent) (21#50) (7#10).
Proof. apply invariant_interval_sound. vm_cast_no_check (eq_refl true). Qed.
Theorem tent_growth :
  growth_at_least (value tent) (21#50) (7#10) (7#5) /\ growth_at_most (value tent) (21#50) (7#10) (7#5).
Proof.
  split.
  - apply (slopes_growth tent (21#50) (7#10) 1 (7#5) (7#5)); try reflexivity.
    + exact tent_invariant.
    + exact tent_slopes.
    + apply le_n.
    + apply Qle_refl.
  - apply (slopes_growth_above tent (21#50) (7#10) 1 (7#5) (7#5)); try reflexivity.
    + exact tent_invariant.
    + exact tent_slopes.
    + apply le_n.
    + discriminate.
    + apply Qle_refl.
Qed.

Print Assumptions tent_growth.
Print Assumptions golden_growth.
Print Assumptions stefan_growth.
Print Assumptions stefan_laps.
Print Assumptions slow_growth.
Print Assumptions stefan_no_3.
