(** * The checker of claims about ReLU networks

    As [Checker], for networks whose layers follow each other, each with ReLU or without. A network that is repeated
    is given unrolled. *)
From Coq Require Import ZArith QArith List Bool.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Networks Definitions.NetworkLines.
From ExactPL Require Import Definitions.Subjects Arithmetic.Rationals Maps.IntervalImages Checker.
From ExactPL Require Import Maps.Conversion Networks.Values Networks.SameFunction Networks.Counts Networks.Gaps.
Import ListNotations.
Open Scope Q_scope.

(** ** Claims and what they say *)

Inductive network_claim :=
| NetworkValue (inputs : nat) (f : list layer) (x y : list Q)
| NetworkLeastPeriod (inputs : nat) (f : list layer) (n : nat) (x : list Q)
| DifferentNetworks (inputs : nat) (f g : list layer) (x difference : list Q)
| DifferentFromMap (f : list layer) (s : subject) (x difference : Q)
| SameNetworks (inputs : nat) (f g : list layer) (start direction : list Q) (J : interval) (cuts : list Q)
| SameAsMap (f : list layer) (s : subject) (J : interval) (cuts : list Q)
| NetworkCounts (inputs : nat) (f : list layer) (start direction combination : list Q) (J : interval) (cuts : list Q)
    (n_pieces n_regions : N)
| NetworkRange (inputs : nat) (f : list layer) (start direction combination : list Q) (J : interval) (cuts : list Q)
    (range : interval)
| LargestGap (inputs : nat) (f g : list layer) (start direction combination : list Q) (J : interval) (cuts : list Q)
    (gap place : Q)
| LargestGapToMap (f : list layer) (s : subject) (J : interval) (cuts : list Q) (gap place : Q).

(** Each layer has units, and each unit as many weights as there are inputs. The number of outputs, if so. *)
Fixpoint outputs (inputs : nat) (f : list layer) : option nat :=
  match f with
  | [] => Some inputs
  | l :: f' =>
    if forallb (fun u => Nat.eqb (length (fst u)) inputs) (units l) && negb (Nat.eqb (length (units l)) 0)
    then outputs (length (units l)) f' else None
  end.
Definition has_shape (inputs : nat) (f : list layer) (m : nat) : Prop := outputs inputs f = Some m.
Definition not_zero (v : list Q) : Prop := exists x, In x v /\ ~ x == 0.
Definition regions_on (f : list layer) (start direction : list Q) (J : interval) (n : N) : Prop :=
  match J with
  | (Some a, Some b) => regions f start direction a b n
  | (lo, hi) => regions_between f start direction lo hi n
  end.

Definition holds_network (c : network_claim) : Prop :=
  match c with
  | NetworkValue inputs f x y =>
      has_shape inputs f (length y) /\ length x = inputs /\ same_vector (layers_output f x) y
  | NetworkLeastPeriod inputs f n x =>
      has_shape inputs f inputs /\ length x = inputs /\ network_least_period f n x
  | DifferentNetworks inputs f g x difference =>
      has_shape inputs f (length difference) /\ has_shape inputs g (length difference) /\ length x = inputs /\
      same_vector (vector_difference (layers_output f x) (layers_output g x)) difference /\ not_zero difference
  | DifferentFromMap f s x difference =>
      has_shape 1 f 1 /\ well_formed s /\ inside (domain s) x /\
      network f x - value (map_of s) x == difference /\ ~ difference == 0
  | SameNetworks inputs f g start direction J _ =>
      (exists m, has_shape inputs f m /\ has_shape inputs g m) /\ length start = inputs /\ length direction = inputs /\
      extended J /\
      forall t, inside J t ->
        same_vector (layers_output f (point_on_line start direction t)) (layers_output g (point_on_line start direction t))
  | SameAsMap f s J _ =>
      has_shape 1 f 1 /\ well_formed s /\ extended J /\ contained J (domain s) /\
      forall x, inside J x -> network f x == value (map_of s) x
  | NetworkCounts inputs f start direction combination J _ n_pieces n_regions =>
      has_shape inputs f (length combination) /\ length start = inputs /\ length direction = inputs /\ extended J /\
      pieces_on (network_along f start direction combination) J n_pieces /\ regions_on f start direction J n_regions
  | NetworkRange inputs f start direction combination J _ range =>
      has_shape inputs f (length combination) /\ length start = inputs /\ length direction = inputs /\ extended J /\
      image_between (network_along f start direction combination) J range
  | LargestGap inputs f g start direction combination J _ gap place =>
      has_shape inputs f (length combination) /\ has_shape inputs g (length combination) /\
      length start = inputs /\ length direction = inputs /\ extended J /\
      largest_gap (network_along f start direction combination) (network_along g start direction combination)
        (fst J) (snd J) gap place
  | LargestGapToMap f s J _ gap place =>
      has_shape 1 f 1 /\ well_formed s /\ extended J /\ contained J (domain s) /\
      largest_gap (network f) (value (map_of s)) (fst J) (snd J) gap place
  end.

(** ** Decided *)

Definition shaped (inputs : nat) (f : list layer) (m : nat) : bool :=
  match outputs inputs f with Some m' => Nat.eqb m' m | None => false end.
Definition pieces_along_found (f : list layer) (start direction combination : list Q) (J : interval) (cuts : list Q) :
    option N :=
  match J with
  | (Some a, Some b) => count_pieces_along f start direction combination a cuts b
  | (lo, hi) => count_line_pieces_between (along_on_cell f start direction combination) lo cuts hi
  end.
Definition regions_found (f : list layer) (start direction : list Q) (J : interval) (cuts : list Q) : option N :=
  match J with
  | (Some a, Some b) => count_regions f start direction a cuts b
  | (lo, hi) => count_regions_between f start direction lo cuts hi
  end.
(** The map through the values at the points (unproved). *)
Definition map_through_points (F : Q -> Q) (J : interval) (cuts : list Q) : plmap :=
  let at_point t := (t, Qred (F t)) in
  let ends := cuts ++ match snd J with Some b => [b] | None => [] end in
  let points := match fst J with Some a => a :: ends | None => ends end in
  let first := hd 0 points in
  let final := last points 0 in
  PL (match fst J with None => Qred (F first - F (first - 1)) | Some _ => 0 end) (at_point first)
    (map at_point (tl points)) (match snd J with None => Qred (F (final + 1) - F final) | Some _ => 0 end).
Definition along_computed (f : list layer) (start direction combination : list Q) (t : Q) : Q :=
  dot combination (reduced_output f (map Qred (point_on_line start direction t))).
Definition range_found (f : list layer) (start direction combination : list Q) (J : interval) (cuts : list Q) :
    option interval :=
  let g := map_through_points (along_computed f start direction combination) J cuts in
  if along_same_as_map f start direction combination g (fst J) cuts (snd J) && represents g (to_piecewise g) &&
     Piecewise.continuous_piecewise (to_piecewise g)
  then Some (image_of (to_piecewise g) J) else None.

Definition decide_network (c : network_claim) : option bool :=
  match c with
  | NetworkValue inputs f x y =>
      Some (shaped inputs f (length y) && Nat.eqb (length x) inputs && network_value_is f x y)
  | NetworkLeastPeriod inputs f n x =>
      Some (shaped inputs f inputs && Nat.eqb (length x) inputs && network_has_least_period f n x)
  | DifferentNetworks inputs f g x difference =>
      Some (shaped inputs f (length difference) && shaped inputs g (length difference) && Nat.eqb (length x) inputs &&
            same_vector_b (vector_difference (reduced_output f x) (reduced_output g x)) difference &&
            existsb (fun d => negb (Qeq_bool d 0)) difference)
  | DifferentFromMap f s x difference =>
      if_ready s (fun g => Some (shaped 1 f 1 && contains_point (domain s) x &&
        Qeq_bool (hd 0 (reduced_output f [x]) - Piecewise.piecewise_value g x) difference && negb (Qeq_bool difference 0)))
  | SameNetworks inputs f g start direction J cuts =>
      match outputs inputs f with
      | Some m =>
        if shaped inputs g m && Nat.eqb (length start) inputs && Nat.eqb (length direction) inputs && is_extended J
        then if same_networks f g start direction (fst J) cuts (snd J) then Some true else None
        else Some false
      | None => Some false
      end
  | SameAsMap f s J cuts =>
      if_ready s (fun _ =>
        if shaped 1 f 1 && is_extended J && contains (domain s) J
        then if same_as_map f (map_of s) (fst J) cuts (snd J) then Some true else None
        else Some false)
  | NetworkCounts inputs f start direction combination J cuts n_pieces n_regions =>
      if shaped inputs f (length combination) && Nat.eqb (length start) inputs && Nat.eqb (length direction) inputs &&
         is_extended J
      then
        match pieces_along_found f start direction combination J cuts, regions_found f start direction J cuts with
        | Some m, Some r => Some (N.eqb m n_pieces && N.eqb r n_regions)
        | _, _ => None
        end
      else Some false
  | NetworkRange inputs f start direction combination J cuts range =>
      if shaped inputs f (length combination) && Nat.eqb (length start) inputs && Nat.eqb (length direction) inputs &&
         is_extended J
      then option_map (fun K => same_interval K range) (range_found f start direction combination J cuts)
      else Some false
  | LargestGap inputs f g start direction combination J cuts gap place =>
      if shaped inputs f (length combination) && shaped inputs g (length combination) &&
         Nat.eqb (length start) inputs && Nat.eqb (length direction) inputs && is_extended J
      then
        if largest_gap_is (along_on_cell f start direction combination) (along_on_cell g start direction combination)
             (fst J) cuts (snd J) gap place
        then Some true else None
      else Some false
  | LargestGapToMap f s J cuts gap place =>
      if_ready s (fun _ =>
        if shaped 1 f 1 && is_extended J && contains (domain s) J
        then if largest_gap_is (network_on_cell f) (map_on_cell (map_of s)) (fst J) cuts (snd J) gap place
             then Some true else None
        else Some false)
  end.

(** ** It is right *)

Lemma range_found_ok : forall f start direction combination J cuts K, extended J ->
  range_found f start direction combination J cuts = Some K ->
  image_between (network_along f start direction combination) J K.
Proof.
  intros f start direction combination J cuts K more found. unfold range_found in found.
  set (g := map_through_points _ _ _) in found. destruct (_ && _) eqn:tests; [|discriminate]. injection found as <-.
  apply andb_true_iff in tests as [tests continuous]. apply andb_true_iff in tests as [same rep].
  destruct (image_of_ok (to_piecewise g) J continuous (extended_nonempty J more)) as [into onto].
  assert (agree : forall t, inside J t -> Piecewise.piecewise_value (to_piecewise g) t ==
    network_along f start direction combination t).
  { intros t in_t. rewrite (represents_sound g _ rep t). symmetry.
    exact (along_same_as_map_sound _ _ _ _ _ _ _ _ same t in_t). }
  split.
  - intros t in_t. apply (inside_ext _ (Piecewise.piecewise_value (to_piecewise g) t)); [now apply agree|now apply into].
  - intros y in_y. destruct (onto y in_y) as (t & in_t & eq). exists t. split; [exact in_t|]. now rewrite <- agree.
Qed.

Lemma shaped_ok : forall inputs f m, shaped inputs f m = true -> has_shape inputs f m.
Proof.
  intros inputs f m test. unfold shaped in test. unfold has_shape. destruct (outputs inputs f) as [m'|]; [|discriminate].
  apply PeanoNat.Nat.eqb_eq in test. now subst.
Qed.
Lemma difference_same : forall v v' w w', same_vector v v' -> same_vector w w' ->
  same_vector (vector_difference v w) (vector_difference v' w').
Proof.
  induction v as [|x v IH]; intros v' w w' v_v' w_w'; inversion v_v' as [|? x' ? v'' eq rest]; subst; [constructor|].
  inversion w_w' as [|y y' w1 w2 eq' rest']; subst; cbn [vector_difference]; constructor.
  - now rewrite eq, eq'.
  - now apply IH.
Qed.
Lemma network_head : forall f x, has_shape 1 f 1 -> hd 0 (reduced_output f [x]) == network f x.
Proof.
  intros f x _. unfold network. pose proof (reduced_output_ok f [x]) as same.
  destruct same; [reflexivity|assumption].
Qed.

Theorem decide_network_sound : forall c, decide_network c = Some true -> holds_network c.
Proof.
  intros [inputs f x y|inputs f n x|inputs f g x difference|f s x difference|inputs f g start direction J cuts|f s J cuts|
    inputs f start direction combination J cuts n_pieces n_regions|inputs f start direction combination J cuts range|
    inputs f g start direction combination J cuts gap place|f s J cuts gap place] accepted; cbn [decide_network holds_network] in *.
  - injection accepted as accepted. apply andb_true_iff in accepted as [accepted equal].
    apply andb_true_iff in accepted as [shape len]. apply PeanoNat.Nat.eqb_eq in len.
    split; [now apply shaped_ok|]. split; [exact len|]. now apply network_value_sound.
  - injection accepted as accepted. apply andb_true_iff in accepted as [accepted period].
    apply andb_true_iff in accepted as [shape len]. apply PeanoNat.Nat.eqb_eq in len.
    split; [now apply shaped_ok|]. split; [exact len|]. now apply network_has_least_period_sound.
  - injection accepted as accepted. apply andb_true_iff in accepted as [accepted some].
    apply andb_true_iff in accepted as [accepted equal]. apply andb_true_iff in accepted as [accepted len].
    apply andb_true_iff in accepted as [shape_f shape_g]. apply PeanoNat.Nat.eqb_eq in len.
    split; [now apply shaped_ok|]. split; [now apply shaped_ok|]. split; [exact len|]. split.
    + apply same_vector_iff in equal.
      apply (same_vector_trans _ (vector_difference (reduced_output f x) (reduced_output g x))); [|exact equal].
      apply difference_same; apply same_vector_sym, reduced_output_ok.
    + apply existsb_exists in some as (d & in_d & nonzero). exists d. split; [exact in_d|].
      intro zero. apply Qeq_bool_iff in zero. now rewrite zero in nonzero.
  - apply if_ready_ok in accepted as (g & is_g & accepted). destruct (ready_ok s g is_g) as (formed & _ & values & _).
    injection accepted as accepted. apply andb_true_iff in accepted as [accepted nonzero].
    apply andb_true_iff in accepted as [accepted equal]. apply andb_true_iff in accepted as [shape here].
    apply shaped_ok in shape. split; [exact shape|]. split; [exact formed|]. split; [now apply contains_point_ok|].
    apply Qeq_bool_iff in equal. split; [now rewrite <- (network_head f x shape), <- values|].
    intro zero. apply Qeq_bool_iff in zero. now rewrite zero in nonzero.
  - destruct (outputs inputs f) as [m|] eqn:shape; [|discriminate].
    destruct (_ && _) eqn:tests in accepted; [|discriminate].
    destruct (same_networks f g start direction (fst J) cuts (snd J)) eqn:same; [|discriminate].
    apply andb_true_iff in tests as [tests more]. apply andb_true_iff in tests as [tests len_d].
    apply andb_true_iff in tests as [shape_g len_s]. apply PeanoNat.Nat.eqb_eq in len_s, len_d.
    split; [exists m; split; [exact shape|now apply shaped_ok]|]. split; [exact len_s|]. split; [exact len_d|].
    split; [now apply is_extended_ok|]. intros t in_t. now apply (same_networks_sound f g start direction _ cuts _ same).
  - apply if_ready_ok in accepted as (g & is_g & accepted). destruct (ready_ok s g is_g) as (formed & _).
    destruct (_ && _) eqn:tests in accepted; [|discriminate].
    destruct (same_as_map f (map_of s) (fst J) cuts (snd J)) eqn:same; [|discriminate].
    apply andb_true_iff in tests as [tests in_domain]. apply andb_true_iff in tests as [shape more].
    split; [now apply shaped_ok|]. split; [exact formed|]. split; [now apply is_extended_ok|].
    split; [now apply contains_ok|]. intros x in_x. now apply (same_as_map_sound _ _ _ cuts _ same).
  - destruct (_ && _) eqn:tests in accepted; [|discriminate].
    apply andb_true_iff in tests as [tests more]. apply andb_true_iff in tests as [tests len_d].
    apply andb_true_iff in tests as [shape len_s]. apply PeanoNat.Nat.eqb_eq in len_s, len_d.
    destruct (pieces_along_found f start direction combination J cuts) as [m|] eqn:count; [|discriminate].
    destruct (regions_found f start direction J cuts) as [r|] eqn:count'; [|discriminate].
    injection accepted as equal. apply andb_true_iff in equal as [eq_m eq_r]. apply N.eqb_eq in eq_m, eq_r. subst m r.
    split; [now apply shaped_ok|]. split; [exact len_s|]. split; [exact len_d|]. split; [now apply is_extended_ok|].
    destruct J as [[a|] [b|]]; cbn [pieces_on regions_on pieces_along_found regions_found] in *.
    1: split; [now apply (pieces_along_sound _ _ _ _ _ cuts)|now apply (regions_sound _ _ _ _ cuts)].
    all: split; [now apply (pieces_along_between_sound _ _ _ _ _ cuts)|now apply (regions_between_sound _ _ _ _ cuts)].
  - destruct (_ && _) eqn:tests in accepted; [|discriminate].
    apply andb_true_iff in tests as [tests more]. apply andb_true_iff in tests as [tests len_d].
    apply andb_true_iff in tests as [shape len_s]. apply PeanoNat.Nat.eqb_eq in len_s, len_d.
    apply is_extended_ok in more.
    destruct (range_found f start direction combination J cuts) as [K|] eqn:found; [|discriminate].
    injection accepted as equal. split; [now apply shaped_ok|]. split; [exact len_s|]. split; [exact len_d|].
    split; [exact more|]. apply (image_same_interval _ _ _ _ equal). now apply (range_found_ok _ _ _ _ _ cuts).
  - destruct (_ && _) eqn:tests in accepted; [|discriminate].
    destruct (largest_gap_is _ _ _ _ _ _ _) eqn:shown; [|discriminate].
    apply andb_true_iff in tests as [tests more]. apply andb_true_iff in tests as [tests len_d].
    apply andb_true_iff in tests as [tests len_s]. apply andb_true_iff in tests as [shape_f shape_g].
    apply PeanoNat.Nat.eqb_eq in len_s, len_d.
    split; [now apply shaped_ok|]. split; [now apply shaped_ok|]. split; [exact len_s|]. split; [exact len_d|].
    split; [now apply is_extended_ok|]. now apply (network_gap_sound _ _ _ _ _ _ cuts).
  - apply if_ready_ok in accepted as (g & is_g & accepted). destruct (ready_ok s g is_g) as (formed & _).
    destruct (_ && _) eqn:tests in accepted; [|discriminate].
    destruct (largest_gap_is _ _ _ _ _ _ _) eqn:shown; [|discriminate].
    apply andb_true_iff in tests as [tests in_domain]. apply andb_true_iff in tests as [shape more].
    split; [now apply shaped_ok|]. split; [exact formed|]. split; [now apply is_extended_ok|].
    split; [now apply contains_ok|]. now apply (network_map_gap_sound _ _ _ cuts).
Qed.
