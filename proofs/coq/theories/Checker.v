(** * The checker: one function for all certificates that the library reaches

    [decide c h] answers a claim: [Some true] if it is shown, [Some false] if what was computed says something else,
    [None] if it could not be decided with the hints h. [check_sound]: what is accepted holds. Neither hints nor
    what reads certificates need to be trusted; what is shown to people is printed from the claim that was checked. *)
From Coq Require Import ZArith QArith Qabs Lqa List Bool.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Subjects Definitions.Growth.
From ExactPL Require Import Counting.Compositions.
From ExactPL Require Import Periods.FixedPointCheck Periods.FixedPoints Periods.LeastPeriods Periods.SmallPeriods.
From ExactPL Require Import Periods.Swap Tables.Existence Tables.Upper Tables.Lower Tables.Growth Arithmetic.Powers Arithmetic.PowerGrowth.
From ExactPL Require Import Arithmetic.Rationals Maps.Iterates Maps.Subdivisions Maps.Piecewise Maps.Conversion Maps.IntervalImages.
From ExactPL Require Import Counting.Graphs Counting.Orbits Counting.Search Counting.Pieces Counting.Laps Counting.Count.
Import ListNotations.
Open Scope Q_scope.

(** ** Claims and what they say *)

Inductive claim :=
| Value (s : subject) (k : nat) (x y : Q)
| LeastPeriod (s : subject) (n : nat) (x : Q)
| InvariantInterval (s : subject) (J : interval)
| Image (s : subject) (k : nat) (J K : interval)
| PieceCount (s : subject) (k : nat) (J : interval) (n : N)
| LapCount (s : subject) (k : nat) (J : interval) (n : N)
| CrossingCount (s : subject) (k : nat) (level : Q) (J : interval) (n : N)
| PreimageCount (s : subject) (k : nat) (level a b : Q) (n : N)
| SlopeRange (s : subject) (k : nat) (J : interval) (least greatest : Q)
| FixedPointCount (s : subject) (n : nat) (a b : Q) (isolated intervals : N)
| NoLeastPeriod (s : subject) (n : nat) (J : interval)
| PieceCountBounds (s : subject) (k : nat) (a b : Q) (at_least at_most : option N) (step : nat)
| EntropyBounds (s : subject) (a b : Q) (at_least at_most : option Q) (lower : option (list lower_row))
    (upper : option (list upper_row))
| AbsentPeriods (s : subject) (a b : Q) (doublings : nat) (upto : option nat) (at_most : Q) (upper : list upper_row)
| NoOddPeriod (s : subject) (J : interval) (m : nat) (z : Q)
| NearAndFar (s : subject) (x y : Q) (near far : Q) (near_times far_times : list nat).

(** J is an interval of the domain of s that its map maps into itself. *)
Definition self_map (s : subject) (J : interval) : Prop :=
  well_formed s /\ extended J /\ contained J (domain s) /\ maps_inside (value (map_of s)) J.
Definition distance (F : Q -> Q) (t : nat) (x y : Q) : Q := Qabs (iter t F x - iter t F y).

Definition holds (c : claim) : Prop :=
  match c with
  | Value s k x y =>
      well_formed s /\ stays_inside (value (map_of s)) (domain s) (Nat.max 1 k) x /\
      iter k (value (map_of s)) x == y
  | LeastPeriod s n x =>
      well_formed s /\ stays_inside (value (map_of s)) (domain s) n x /\ least_period (value (map_of s)) n x
  | InvariantInterval s J => self_map s J
  | Image s k J K => self_map s J /\ image_between (iter k (value (map_of s))) J K
  | PieceCount s k J n => self_map s J /\ pieces_on (iter k (value (map_of s))) J n
  | LapCount s k J n => self_map s J /\ laps_on (iter k (value (map_of s))) J n
  | CrossingCount s k level J n => self_map s J /\ crossings_on (iter k (value (map_of s))) level J n
  | PreimageCount s k level a b n =>
      self_map s (Some a, Some b) /\ level_components (iter k (value (map_of s))) level a b n
  | SlopeRange s k J least greatest => self_map s J /\ slopes_on (iter k (value (map_of s))) J least greatest
  | FixedPointCount s n a b isolated intervals =>
      self_map s (Some a, Some b) /\ fixed_points (iter n (value (map_of s))) a b isolated intervals
  | NoLeastPeriod s n J => self_map s J /\ forall x, inside J x -> ~ least_period (value (map_of s)) n x
  | PieceCountBounds s k a b at_least at_most _ =>
      self_map s (Some a, Some b) /\ exists n, pieces (iter k (value (map_of s))) a b n /\
      match at_least with Some m => (m <= n)%N | None => True end /\
      match at_most with Some m => (n <= m)%N | None => True end
  | EntropyBounds s a b at_least at_most _ _ =>
      self_map s (Some a, Some b) /\
      match at_least with Some A => growth_at_least (value (map_of s)) a b A | None => True end /\
      match at_most with Some B => growth_at_most (value (map_of s)) a b B | None => True end
  | AbsentPeriods s a b doublings upto _ _ =>
      self_map s (Some a, Some b) /\
      (odd_periods_grow -> forall i q x, (i <= doublings)%nat -> Nat.Odd q -> (1 < q)%nat ->
         match upto with None => True | Some n => (q <= n)%nat end -> a <= x -> x <= b ->
         ~ least_period (value (map_of s)) (2 ^ i * q) x)
  | NoOddPeriod s J m z =>
      self_map s J /\
      forall x, inside J x -> forall n, Nat.Odd n -> (1 < n)%nat -> ~ least_period (value (map_of s)) n x
  | NearAndFar s x y near far near_times far_times =>
      well_formed s /\
      (forall t, In t near_times \/ In t far_times ->
         stays_inside (value (map_of s)) (domain s) (Nat.max 1 t) x /\
         stays_inside (value (map_of s)) (domain s) (Nat.max 1 t) y) /\
      (forall t, In t near_times -> distance (value (map_of s)) t x y <= near) /\
      (forall t, In t far_times -> far <= distance (value (map_of s)) t x y)
  end.

(** ** The map, ready for computing *)

Fixpoint rising_b (x : Q) (l : list knot) : bool :=
  match l with [] => true | p :: l' => Qlt_bool x (fst p) && rising_b (fst p) l' end.
Definition ready (s : subject) : option piecewise :=
  let g := to_piecewise (map_of s) in
  if rising_b (fst (leftmost s)) (further s) && is_extended (domain s) && represents (map_of s) g && continuous_piecewise g
  then Some g else None.

Lemma rising_b_ok : forall l x, rising_b x l = true -> rising x l.
Proof.
  induction l as [|p l IH]; intros x test; cbn in *; [exact I|].
  apply andb_true_iff in test as [lt rest]. split; [now apply Qlt_bool_lt|now apply IH].
Qed.
Lemma ready_ok : forall s g, ready s = Some g ->
  well_formed s /\ continuous_piecewise g = true /\ (forall x, piecewise_value g x == value (map_of s) x) /\
  forall k x, iter k (piecewise_value g) x == iter k (value (map_of s)) x.
Proof.
  intros s g eq. unfold ready in eq. set (f := to_piecewise (map_of s)) in *.
  destruct (_ && _) eqn:tests; [|discriminate]. injection eq as <-.
  apply andb_true_iff in tests as [tests continuous]. apply andb_true_iff in tests as [tests same].
  apply andb_true_iff in tests as [rise more].
  split; [split; [now apply rising_b_ok|now apply is_extended_ok]|].
  split; [exact continuous|]. split; [now apply represents_sound|]. intros k x. now apply represents_iter.
Qed.

(** ** Orbits inside the domain *)

Section Orbits.
Variable g : piecewise.
Variable J : interval.
Notation F := (piecewise_value g).

(** [Some (iter k F x)] if the first k points lie in J. *)
Fixpoint orbit_end (k : nat) (x : Q) : option Q :=
  match k with
  | O => Some x
  | S k' => if contains_point J x then orbit_end k' (Qred (F x)) else None
  end.
(** Whether F^n y is x for the first time after [n] steps; [None] if the orbit leaves J. *)
Fixpoint returns_after (n : nat) (x y : Q) : option bool :=
  match n with
  | O => Some false
  | S n' =>
    if contains_point J y then
      let z := Qred (F y) in
      match n' with
      | O => Some (Qeq_bool z x)
      | S _ => if Qeq_bool z x then Some false else returns_after n' x z
      end
    else None
  end.

Lemma iter_step : forall k x, iter k F (Qred (F x)) == iter (S k) F x.
Proof.
  intros k x. rewrite <- iter_shift. apply iter_extensional; [apply piecewise_value_extensional|]. apply Qred_correct.
Qed.
Lemma stays_step : forall k x, inside J x -> stays_inside F J k (Qred (F x)) -> stays_inside F J (S k) x.
Proof.
  intros k x here later [|j] j_k; [exact here|].
  apply (inside_ext _ (iter j F (Qred (F x)))); [apply iter_step|]. apply later. now apply PeanoNat.Nat.succ_lt_mono.
Qed.
Lemma orbit_end_ok : forall k x y, orbit_end k x = Some y -> stays_inside F J k x /\ iter k F x == y.
Proof.
  induction k as [|k IH]; intros x y eq; cbn [orbit_end] in eq.
  - injection eq as <-. split; [intros j j_0; now apply PeanoNat.Nat.nlt_0_r in j_0|reflexivity].
  - destruct (contains_point J x) eqn:here; [|discriminate]. apply contains_point_ok in here.
    apply IH in eq as [stays eq]. split; [now apply stays_step|]. rewrite <- eq. symmetry. apply iter_step.
Qed.
Lemma returns_after_ok : forall n x y, returns_after n x y = Some true ->
  stays_inside F J n y /\ (0 < n)%nat /\ iter n F y == x /\
  forall m, (0 < m)%nat -> (m < n)%nat -> ~ iter m F y == x.
Proof.
  induction n as [|n IH]; intros x y eq; cbn [returns_after] in eq; [discriminate|].
  destruct (contains_point J y) eqn:here; [|discriminate]. apply contains_point_ok in here.
  set (z := Qred (F y)) in *.
  destruct n as [|n].
  - injection eq as eq. apply Qeq_bool_iff in eq. split; [|split; [constructor|split]].
    + apply stays_step; [exact here|]. intros j j_0. now apply PeanoNat.Nat.nlt_0_r in j_0.
    + cbn [iter]. rewrite <- eq. symmetry. apply Qred_correct.
    + intros m m_pos m_1. exfalso. apply (PeanoNat.Nat.lt_irrefl m).
      apply (PeanoNat.Nat.lt_le_trans _ 1); [exact m_1|exact m_pos].
  - destruct (Qeq_bool z x) eqn:back; [discriminate|].
    apply IH in eq as (stays & _ & eq & not_before). split; [now apply stays_step|]. split; [apply PeanoNat.Nat.lt_0_succ|].
    split; [rewrite <- eq; symmetry; apply iter_step|].
    intros [|m] m_pos m_n; [now apply PeanoNat.Nat.lt_irrefl in m_pos|].
    intro eq_m. rewrite <- iter_step in eq_m. destruct m as [|m].
    + cbn [iter] in eq_m. apply Qeq_bool_iff in eq_m. unfold z in back. congruence.
    + apply (not_before (S m)); [apply PeanoNat.Nat.lt_0_succ| |exact eq_m].
      now apply PeanoNat.Nat.succ_lt_mono.
Qed.
End Orbits.

(** ** The checker *)

Definition if_ready (s : subject) (answer : piecewise -> option bool) : option bool :=
  match ready s with Some g => answer g | None => None end.
(** The answer, for a map of J into itself. *)
Definition if_self_map (s : subject) (J : interval) (answer : piecewise -> option bool) : option bool :=
  if_ready s (fun g =>
    if is_extended J && contains (domain s) J && contains J (image_of g J) then answer g else Some false).
Definition is_count (o : option N) (n : N) : option bool := option_map (fun m => N.eqb m n) o.

(** What helps to count: hints for the orbits, and where f^k is affine if J is unbounded. *)
Record help := Help { orbit_hints : hints; rays : frame; rest_hints : hints }.
Definition help_for_rest (h : help) : help := Help (rest_hints h) (rays h) (rest_hints h).
Definition count_on (s : subject) (k : nat) (J : interval) (h : help)
    (count : plmap -> nat -> hints -> Q -> Q -> option N)
    (count_between : plmap -> nat -> hints -> frame -> option Q -> option Q -> option N) : option N :=
  match J with
  | (Some a, Some b) => count (map_of s) k (orbit_hints h) a b
  | (lo, hi) => count_between (map_of s) k (orbit_hints h) (rays h) lo hi
  end.
Definition pieces_found (s : subject) (k : nat) (J : interval) (h : help) : option N :=
  count_on s k J h count_pieces count_pieces_between.
Definition laps_found (s : subject) (k : nat) (J : interval) (h : help) : option N :=
  count_on s k J h count_laps count_laps_between.
Definition crossings_found (s : subject) (k : nat) (level : Q) (J : interval) (h : help) : option N :=
  match J with
  | (Some a, Some b) => count_crossings (map_of s) k level (orbit_hints h) a b
  | (lo, hi) => count_crossings_between (map_of s) k level (orbit_hints h) (rays h) lo hi
  end.
Definition slopes_found (s : subject) (k : nat) (J : interval) (h : help) : option (Q * Q) :=
  match J with
  | (Some a, Some b) => iterate_slopes (map_of s) k (orbit_hints h) a b
  | (lo, hi) =>
    if frame_fits (map_of s) k (rays h) lo hi
    then iterate_slopes (map_of s) k (orbit_hints h) (frame_left (rays h)) (frame_right (rays h)) else None
  end.
(** f^1(J), ..., f^m(J). *)
Fixpoint image_chain (m : nat) (g : piecewise) (J : interval) : list interval :=
  match m with O => [] | S m' => let K := image_of g J in K :: image_chain m' g K end.
(** |F^t x - F^t y| has the property that [test] tests. *)
Definition at_time (g : piecewise) (J : interval) (x y : Q) (test : Q -> bool) (t : nat) : bool :=
  contains_point J x && contains_point J y &&
  match orbit_end g J t x, orbit_end g J t y with
  | Some u, Some v => test (Qred (Qabs (u - v)))
  | _, _ => false
  end.

(** A bound for the sums of the weights that a row has in lower layers. *)
Definition weight_bound (rows : list upper_row) (cuts : nat) : Z :=
  fold_right (fun d sum => (Zpos (upper_weight d) + sum)%Z) 1%Z rows * Z.of_nat (S (S cuts)).
(** Flat parts count as pieces in the lowest layer: the rows stand one layer higher than in the certificate. *)
Definition raised (d : upper_row) : upper_row :=
  UpperRow (upper_lo d) (upper_hi d) (upper_weight d) (N.succ (upper_layer d)) (upper_assigned d).
Definition upper_bound_shown (s : subject) (g : piecewise) (a b B : Q) (rows : list upper_row) : bool :=
  let rows := map raised rows in
  upper_table (map_of s) rows B (weight_bound rows (length (cuts g))) && has_upper_row rows a b.
Definition lower_bound_shown (s : subject) (a b A : Q) (rows : option (list lower_row)) : bool :=
  match rows with
  | Some rows => lower_table (map_of s) rows A && has_lower_row rows a b
  | None => Qle_bool A 1
  end.
Definition within_bounds (at_least at_most : option N) (least most : N) : bool :=
  match at_least with Some m => N.leb m least | None => true end &&
  match at_most with Some m => N.leb most m | None => true end.
(** The number of pieces of f^k, or, for a step j < k, a bound from above by those of f^j and f^r, k = q j + r. *)
Definition pieces_bounded (s : subject) (k : nat) (h h' : help) (a b : Q) (step : nat) : option (option N * N) :=
  if Nat.eqb step k then option_map (fun n => (Some n, n)) (count_pieces (map_of s) k (orbit_hints h) a b)
  else if Nat.eqb step 0 then None
  else
    match count_pieces (map_of s) step (orbit_hints h) a b,
          count_pieces (map_of s) (k mod step) (orbit_hints h') a b with
    | Some n, Some m => Some (None, (n ^ N.of_nat (k / step) * m)%N)
    | _, _ => None
    end.

Definition decide (c : claim) (h : help) : option bool :=
  match c with
  | Value s k x y =>
      if_ready s (fun g =>
        if contains_point (domain s) x then
          match orbit_end g (domain s) k x with Some z => Some (Qeq_bool z y) | None => Some false end
        else Some false)
  | LeastPeriod s n x =>
      if_ready s (fun g => match returns_after g (domain s) n x x with Some b => Some b | None => Some false end)
  | InvariantInterval s J => if_self_map s J (fun _ => Some true)
  | Image s k J K => if_self_map s J (fun g => Some (same_interval (image_of_iterate k g J) K))
  | PieceCount s k J n => if_self_map s J (fun _ => is_count (pieces_found s k J h) n)
  | LapCount s k J n => if_self_map s J (fun _ => is_count (laps_found s k J h) n)
  | CrossingCount s k level J n => if_self_map s J (fun _ => is_count (crossings_found s k level J h) n)
  | PreimageCount s k level a b n =>
      if_self_map s (Some a, Some b) (fun _ => is_count (count_components (map_of s) k level (orbit_hints h) a b) n)
  | SlopeRange s k J least greatest =>
      if_self_map s J (fun _ =>
        match slopes_found s k J h with
        | Some (lo, hi) => Some (Qeq_bool lo least && Qeq_bool hi greatest)
        | None => None
        end)
  | FixedPointCount s n a b isolated intervals =>
      if_self_map s (Some a, Some b) (fun _ =>
        match fixed_points_of_iterate (map_of s) n a b with
        | Some (i, j) => Some (N.eqb i isolated && N.eqb j intervals)
        | None => None
        end)
  | NoLeastPeriod s n J =>
      if_self_map s J (fun _ =>
        let absent :=
          match J with
          | (Some a, Some b) => no_least_period_by_counts (map_of s) n a b
          | (lo, hi) => if Nat.leb n 12 then absent_by_branches (map_of s) n lo hi else false
          end in
        if absent then Some true else None)
  | PieceCountBounds s k a b at_least at_most step =>
      if_self_map s (Some a, Some b) (fun _ =>
        match pieces_bounded s k h (help_for_rest h) a b step, at_least with
        | Some (Some n, m), _ => Some (within_bounds at_least at_most n m)
        | Some (None, m), None => Some (within_bounds None at_most 0 m)
        | _, _ => None
        end)
  | EntropyBounds s a b at_least at_most lower upper =>
      if_self_map s (Some a, Some b) (fun g => Some (
        match at_least with Some A => lower_bound_shown s a b A lower | None => true end &&
        match at_most, upper with
        | Some B, Some rows => upper_bound_shown s g a b B rows
        | Some _, None => false
        | None, _ => true
        end))
  | AbsentPeriods s a b doublings upto at_most upper =>
      if_self_map s (Some a, Some b) (fun g =>
        Some (upper_bound_shown s g a b at_most upper && excludes at_most doublings upto))
  | NoOddPeriod s J m z =>
      if_self_map s J (fun g =>
        let chain := image_chain m g J in
        Some (contains_point (last chain J) z && swap (map_of s) J chain z))
  | NearAndFar s x y near far near_times far_times =>
      if_ready s (fun g => Some (
        forallb (at_time g (domain s) x y (fun d => Qle_bool d near)) near_times &&
        forallb (at_time g (domain s) x y (fun d => Qle_bool far d)) far_times))
  end.
Definition check (c : claim) (h : help) : bool := match decide c h with Some true => true | _ => false end.

(** ** It is right *)

Lemma is_true_ok : forall o : option bool, (match o with Some true => true | _ => false end) = true -> o = Some true.
Proof. intros [[|]|] eq; congruence. Qed.
Lemma if_ready_ok : forall s answer, if_ready s answer = Some true -> exists g, ready s = Some g /\ answer g = Some true.
Proof. intros s answer eq. unfold if_ready in eq. destruct (ready s) as [g|]; [|discriminate]. now exists g. Qed.
Lemma if_self_map_ok : forall s J answer, if_self_map s J answer = Some true ->
  self_map s J /\ exists g, ready s = Some g /\ answer g = Some true.
Proof.
  intros s J answer eq. apply if_ready_ok in eq as (g & is_g & eq).
  destruct (ready_ok s g is_g) as (formed & continuous & values & _).
  destruct (_ && _) eqn:tests in eq; [|discriminate]. apply andb_true_iff in tests as [tests into].
  apply andb_true_iff in tests as [more in_domain].
  apply is_extended_ok in more. apply contains_ok in in_domain, into.
  split; [|now exists g]. split; [exact formed|]. split; [exact more|]. split; [exact in_domain|].
  intros x in_x. apply (inside_ext _ (piecewise_value g x)); [apply values|].
  apply into. now apply (image_of_ok g J continuous (extended_nonempty J more)).
Qed.
Lemma is_count_ok : forall o n, is_count o n = Some true -> o = Some n.
Proof. intros [m|] n eq; cbn in eq; [|discriminate]. injection eq as eq. apply N.eqb_eq in eq. now subst. Qed.

Lemma stays_same : forall (F G : Q -> Q) J k x, (forall j y, iter j F y == iter j G y) ->
  stays_inside F J k x -> stays_inside G J k x.
Proof. intros F G J k x same stays j j_k. apply (inside_ext _ (iter j F x)); [apply same|now apply stays]. Qed.
(** The first point is in J, and k points. *)
Lemma stays_first : forall F J k x, inside J x -> stays_inside F J k x -> stays_inside F J (Nat.max 1 k) x.
Proof.
  intros F J [|k] x here stays; [|exact stays].
  intros [|j] j_1; [exact here|]. now apply PeanoNat.Nat.succ_lt_mono, PeanoNat.Nat.nlt_0_r in j_1.
Qed.

Lemma count_on_cases : forall s k J h count between n, count_on s k J h count between = Some n ->
  match J with
  | (Some a, Some b) => count (map_of s) k (orbit_hints h) a b = Some n
  | (lo, hi) => between (map_of s) k (orbit_hints h) (rays h) lo hi = Some n
  end.
Proof. intros s k [[a|] [b|]] h count between n eq; exact eq. Qed.

Lemma slopes_found_ok : forall s k J h lo hi least greatest, slopes_found s k J h = Some (lo, hi) ->
  Qeq_bool lo least && Qeq_bool hi greatest = true -> slopes_on (iter k (value (map_of s))) J least greatest.
Proof.
  intros s k J h lo hi least greatest found equal.
  assert (as_test : forall a b, iterate_slopes (map_of s) k (orbit_hints h) a b = Some (lo, hi) ->
    slope_range_is (map_of s) k (orbit_hints h) a b least greatest = true).
  { intros a b known. unfold slope_range_is. now rewrite known. }
  destruct J as [[a|] [b|]]; cbn [slopes_found slopes_on] in *.
  1: now apply (slope_range_is_sound _ _ (orbit_hints h)), as_test.
  all: destruct (frame_fits _ _ _ _ _) eqn:fits; [|discriminate].
  all: apply (slope_range_between_is_sound _ _ (orbit_hints h) (rays h)); unfold slope_range_between_is.
  all: rewrite fits; cbn [andb]; now apply as_test.
Qed.
Lemma self_map_compact : forall s a b, self_map s (Some a, Some b) -> maps_into (value (map_of s)) a b.
Proof. intros s a b (_ & _ & _ & into) x a_x x_b. exact (into x (conj a_x x_b)). Qed.
Lemma self_map_well_given : forall s J, self_map s J -> forall g, ready s = Some g -> well_given (map_of s) = true.
Proof.
  intros s J _ g eq. unfold ready in eq. destruct (_ && _) eqn:tests; [|discriminate].
  apply andb_true_iff in tests as [tests continuous]. apply andb_true_iff in tests as [_ same].
  unfold well_given. now rewrite same, continuous.
Qed.
Lemma upper_bound_ok : forall s g a b B rows, upper_bound_shown s g a b B rows = true ->
  growth_at_most (value (map_of s)) a b B.
Proof.
  intros s g a b B rows shown. apply andb_true_iff in shown as [table whole].
  exact (upper_table_growth _ _ _ _ _ _ table whole).
Qed.

Lemma laps_positive : forall F a b n, a < b -> laps F a b n -> (1 <= n)%N.
Proof.
  intros F a b n a_b [(ts & cells & <-) _]. destruct ts as [|t ts]; cbn in cells.
  - exfalso. lra.
  - cbn [length]. rewrite Nnat.Nat2N.inj_succ, <- N.add_1_l. apply N.le_add_r.
Qed.
(** The growth is at least 1. *)
Lemma growth_at_least_1 : forall s a b g, self_map s (Some a, Some b) -> ready s = Some g ->
  growth_at_least (value (map_of s)) a b 1.
Proof.
  intros s a b g self is_g t t_0 t_1 K. pose proof self as (_ & a_b & _). cbn in a_b.
  destruct (laps_of_iterate_exist _ (self_map_well_given s _ self g is_g) K a b a_b) as (n & count).
  exists K, n. split; [apply le_n|]. split; [exact count|]. rewrite <- power_ok.
  apply (Qle_trans _ 1).
  - rewrite <- (power_one K). apply power_base; [exact t_0|now apply Qlt_le_weak].
  - apply laps_positive in count; [|exact a_b]. change 1 with (inject_Z 1). rewrite <- Zle_Qle.
    destruct n; [now contradict count|]. now apply Pos2Z.pos_le_pos, Pos.le_1_l.
Qed.
Lemma lower_bound_ok : forall s a b A rows g, self_map s (Some a, Some b) -> ready s = Some g ->
  lower_bound_shown s a b A rows = true -> growth_at_least (value (map_of s)) a b A.
Proof.
  intros s a b A [rows|] g self is_g shown; cbn [lower_bound_shown] in shown.
  - apply andb_true_iff in shown as [table some]. exact (lower_table_growth _ _ _ _ _ table some).
  - apply Qle_bool_iff in shown. intros t t_0 t_A. apply (growth_at_least_1 s a b g self is_g); lra.
Qed.

Lemma pieces_unique : forall F a b n m, pieces F a b n -> pieces F a b m -> n = m.
Proof.
  intros F a b n m [(ts & cells & <-) least] [(ts' & cells' & <-) least'].
  apply N.le_antisymm; [now apply least|now apply least'].
Qed.
Lemma within_bounds_ok : forall at_least at_most least most n, within_bounds at_least at_most least most = true ->
  (match at_least with Some _ => least <= n | None => True end)%N -> (n <= most)%N ->
  match at_least with Some m => (m <= n)%N | None => True end /\
  match at_most with Some m => (n <= m)%N | None => True end.
Proof.
  intros at_least at_most least most n test low high. apply andb_true_iff in test as [first second]. split.
  - destruct at_least as [m|]; [|exact I]. apply N.leb_le in first. now apply (N.le_trans _ least).
  - destruct at_most as [m|]; [|exact I]. apply N.leb_le in second. now apply (N.le_trans _ most).
Qed.
Lemma pieces_bounded_ok : forall s k h h' a b step at_least at_most g, self_map s (Some a, Some b) -> ready s = Some g ->
  match pieces_bounded s k h h' a b step, at_least with
  | Some (Some n, m), _ => Some (within_bounds at_least at_most n m)
  | Some (None, m), None => Some (within_bounds None at_most 0 m)
  | _, _ => None
  end = Some true ->
  exists n, pieces (iter k (value (map_of s))) a b n /\
  match at_least with Some m => (m <= n)%N | None => True end /\
  match at_most with Some m => (n <= m)%N | None => True end.
Proof.
  intros s k h h' a b step at_least at_most g self is_g accepted. unfold pieces_bounded in accepted.
  destruct (Nat.eqb step k).
  { destruct (count_pieces (map_of s) k (orbit_hints h) a b) as [n|] eqn:count; [|discriminate].
    cbn [option_map] in accepted. injection accepted as test. exists n.
    split; [now apply (count_pieces_sound _ _ (orbit_hints h))|].
    apply (within_bounds_ok _ _ n n n test); [destruct at_least; auto using N.le_refl|apply N.le_refl]. }
  destruct (Nat.eqb_spec step 0) as [|positive]; [discriminate|].
  destruct (count_pieces (map_of s) step (orbit_hints h) a b) as [n|] eqn:count; [|discriminate].
  destruct (count_pieces (map_of s) (k mod step) (orbit_hints h') a b) as [m|] eqn:count'; [|discriminate].
  destruct at_least as [l|]; [discriminate|]. injection accepted as test.
  apply count_pieces_sound in count, count'. pose proof self as (_ & a_b & _). cbn in a_b.
  destruct (pieces_of_iterate_exist _ (self_map_well_given s _ self g is_g) k a b a_b) as (p & count_k).
  exists p. split; [exact count_k|]. apply (within_bounds_ok None at_most 0 _ p test I).
  apply (pieces_of_power (value (map_of s)) a b step (k / step) (k mod step) n m); auto.
  - apply value_extensional.
  - now apply self_map_compact.
  - now rewrite PeanoNat.Nat.mul_comm, <- PeanoNat.Nat.div_mod.
Qed.

Lemma at_time_ok : forall s g x y test t, ready s = Some g -> at_time g (domain s) x y test t = true ->
  stays_inside (value (map_of s)) (domain s) (Nat.max 1 t) x /\
  stays_inside (value (map_of s)) (domain s) (Nat.max 1 t) y /\
  exists d, test d = true /\ d == distance (value (map_of s)) t x y.
Proof.
  intros s g x y test t is_g eq. destruct (ready_ok s g is_g) as (_ & _ & _ & same).
  apply andb_true_iff in eq as [here eq]. apply andb_true_iff in here as [here_x here_y].
  apply contains_point_ok in here_x, here_y.
  destruct (orbit_end g (domain s) t x) as [u|] eqn:end_x; [|discriminate].
  destruct (orbit_end g (domain s) t y) as [v|] eqn:end_y; [|discriminate].
  apply orbit_end_ok in end_x as [stays_x eq_x]. apply orbit_end_ok in end_y as [stays_y eq_y].
  split; [|split].
  - apply stays_first; [exact here_x|]. now apply (stays_same (piecewise_value g)).
  - apply stays_first; [exact here_y|]. now apply (stays_same (piecewise_value g)).
  - exists (Qred (Qabs (u - v))). split; [exact eq|]. rewrite Qred_correct. unfold distance.
    now rewrite <- !same, eq_x, eq_y.
Qed.

(** What is accepted holds. *)
Theorem check_sound : forall c h, check c h = true -> holds c.
Proof.
  intros c h accepted. apply is_true_ok in accepted.
  destruct c as [s k x y|s n x|s J|s k J K|s k J n|s k J n|s k level J n|s k level a b n|s k J least greatest|s n a b i j|s n J|
    s k a b at_least at_most step|s a b at_least at_most lower upper|s a b doublings upto at_most upper|s J m z|s x y near far near_times far_times]; cbn [decide holds] in *.
  - apply if_ready_ok in accepted as (g & is_g & accepted). destruct (ready_ok s g is_g) as (formed & _ & _ & same).
    destruct (contains_point (domain s) x) eqn:here; [|discriminate]. apply contains_point_ok in here.
    destruct (orbit_end g (domain s) k x) as [z|] eqn:is_z; [|discriminate].
    injection accepted as eq. apply Qeq_bool_iff in eq. apply orbit_end_ok in is_z as [stays eq_z].
    split; [exact formed|]. split; [|now rewrite <- same, eq_z].
    apply stays_first; [exact here|]. now apply (stays_same (piecewise_value g)).
  - apply if_ready_ok in accepted as (g & is_g & accepted). destruct (ready_ok s g is_g) as (formed & _ & _ & same).
    destruct (returns_after g (domain s) n x x) as [b|] eqn:returns; [|discriminate].
    injection accepted as ->. apply returns_after_ok in returns as (stays & positive & eq & not_before).
    split; [exact formed|]. split; [now apply (stays_same (piecewise_value g))|].
    split; [exact positive|]. split; [now rewrite <- same|].
    intros m m_pos m_n. rewrite <- same. now apply not_before.
  - now apply if_self_map_ok in accepted as [self _].
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    destruct (ready_ok s g is_g) as (_ & continuous & _ & same). injection accepted as accepted.
    apply (image_same_interval _ _ _ _ accepted).
    destruct self as (_ & more & _).
    destruct (image_of_iterate_ok g J k continuous (extended_nonempty J more)) as [into onto]. split.
    + intros x in_x. apply (inside_ext _ (iter k (piecewise_value g) x)); [apply same|now apply into].
    + intros y in_y. destruct (onto y in_y) as (x & in_x & eq). exists x. split; [exact in_x|].
      now rewrite <- same.
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    apply is_count_ok, count_on_cases in accepted. destruct J as [[a|] [b|]]; cbn [pieces_on].
    1: now apply count_pieces_sound in accepted.
    all: now apply count_pieces_between_sound in accepted.
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    apply is_count_ok, count_on_cases in accepted. destruct J as [[a|] [b|]]; cbn [laps_on].
    1: now apply count_laps_sound in accepted.
    all: now apply count_laps_between_sound in accepted.
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    apply is_count_ok in accepted. destruct J as [[a|] [b|]]; cbn [crossings_on crossings_found] in *.
    1: now apply count_crossings_sound in accepted.
    all: now apply count_crossings_between_sound in accepted.
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    apply is_count_ok in accepted. now apply count_components_sound in accepted.
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    destruct (slopes_found s k J h) as [[lo hi]|] eqn:found; [|discriminate]. injection accepted as equal.
    now apply (slopes_found_ok s k J h lo hi).
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    destruct (fixed_points_of_iterate (map_of s) n a b) as [[i' j']|] eqn:count; [|discriminate].
    injection accepted as eq. apply andb_true_iff in eq as [eq_i eq_j]. apply N.eqb_eq in eq_i, eq_j. subst i' j'.
    now apply fixed_points_of_iterate_sound.
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    destruct J as [[a|] [b|]].
    1: { destruct (no_least_period_by_counts (map_of s) n a b) eqn:absent; [|discriminate].
         intros x [low high]. now apply (no_least_period_by_counts_sound _ _ a b absent). }
    all: destruct (Nat.leb n 12); [|discriminate].
    all: match goal with H : context [absent_by_branches ?f ?n ?lo ?hi] |- _ =>
           destruct (absent_by_branches f n lo hi) eqn:absent; [|discriminate] end.
    all: intros x in_x; now apply (absent_by_branches_sound _ _ _ _ absent).
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    now apply (pieces_bounded_ok s k h (help_for_rest h) a b step _ _ g).
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    injection accepted as accepted. apply andb_true_iff in accepted as [low high]. split.
    + destruct at_least as [A|]; [|exact I]. now apply (lower_bound_ok s a b A lower g).
    + destruct at_most as [B|]; [|exact I]. destruct upper as [rows|]; [|discriminate].
      now apply (upper_bound_ok s g a b B rows).
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    injection accepted as accepted. apply andb_true_iff in accepted as [high out]. intros cited.
    apply (absent_periods_sound cited (map_of s) a b at_most doublings upto); auto.
    + now apply self_map_compact.
    + now apply (upper_bound_ok s g a b at_most upper).
  - apply if_self_map_ok in accepted as [self (g & is_g & accepted)]. split; [exact self|].
    injection accepted as accepted. apply andb_true_iff in accepted as [_ accepted].
    intros x in_x. now apply (no_odd_period _ J (image_chain m g J) z accepted).
  - apply if_ready_ok in accepted as (g & is_g & accepted). destruct (ready_ok s g is_g) as (formed & _).
    injection accepted as accepted. apply andb_true_iff in accepted as [all_near all_far].
    rewrite forallb_forall in all_near, all_far. split; [exact formed|]. split; [|split].
    + intros t [in_near|in_far].
      * destruct (at_time_ok s g x y _ t is_g (all_near t in_near)) as (stays_x & stays_y & _). auto.
      * destruct (at_time_ok s g x y _ t is_g (all_far t in_far)) as (stays_x & stays_y & _). auto.
    + intros t in_near. destruct (at_time_ok s g x y _ t is_g (all_near t in_near)) as (_ & _ & d & le & <-).
      now apply Qle_bool_iff.
    + intros t in_far. destruct (at_time_ok s g x y _ t is_g (all_far t in_far)) as (_ & _ & d & le & <-).
      now apply Qle_bool_iff.
Qed.
