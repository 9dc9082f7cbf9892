(** * The checker of claims about real numbers

    [decide_real c h] answers as [decide] does, by the same kind of computation with rational numbers; what the answer
    means is said over the real numbers, and for every continuous map near by ([check_real_sound]). *)
From Coq Require Import Reals Lra Lia QArith Qreals List Bool.
From ExactPL Require Definitions.Functions.
From ExactPL Require Import Definitions.Maps Definitions.Subjects Checker.
From ExactPL Require Import Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Import Continuous.Forcing Continuous.PeriodSets Bridge.Rationals Bridge.RealMaps Bridge.RealPeriods.
From ExactPL Require Import Bridge.Coverings Bridge.ThreeSteps.
Import ListNotations.
Open Scope R_scope.

Inductive real_claim :=
| LiYorkeChaos (s : subject) (J : Subjects.interval) (epsilon a : Q)
| Coverings (s : subject) (J : Subjects.interval) (epsilon : Q) (q : nat) (Js : list rational_interval) (edges : list edge)
| RobustPeriod (s : subject) (J : Subjects.interval) (epsilon : Q) (Js : list rational_interval) (points : list (Q * Q))
| Horseshoe (s : subject) (J : Subjects.interval) (epsilon : Q) (q : nat) (A : Q) (Js : list rational_interval)
    (edges : list edge) (weights : list N)
| ForcedPeriods (s : subject) (J : Subjects.interval) (n : nat) (x : Q)
| PeriodSet (s : subject) (J : Subjects.interval) (j q : nat) (x : Q) (swapped : option (nat * Q)) (* 2^j q, q odd *)
| NoLiYorkeChaos (s : subject) (a b : Q) (j : nat).

(** J as a set of real numbers; the map over the real numbers. *)
Definition real_domain (J : Subjects.interval) : domain := Domain (fst J) (snd J).
Notation near_maps s J epsilon P := (for_every_near_map (map_of s) (real_domain J) epsilon P).

Definition holds_real (c : real_claim) : Prop :=
  match c with
  | LiYorkeChaos s J epsilon a =>
      self_map s J /\ near_maps s J epsilon (fun g => all_periods g (real_domain J) /\ chaotic g (real_domain J))
  | Coverings s J epsilon q Js edges =>
      self_map s J /\ near_maps s J epsilon (fun g =>
        forall e, In e edges -> covers (iter q g) (real_number Js (source e)) (real_number Js (target e)))
  | RobustPeriod s J epsilon Js _ =>
      self_map s J /\ near_maps s J epsilon (fun g => has_period g (real_domain J) (length Js))
  | Horseshoe s J epsilon q A _ _ _ =>
      self_map s J /\ (0 < q)%nat /\
      near_maps s J epsilon (fun g => forall r, r ^ q = Q2R A -> entropy_at_least g (real_domain J) r)
  | ForcedPeriods s J n x =>
      self_map s J /\ forall k, k = n \/ forces n k -> has_period (real_value (map_of s)) (real_domain J) k
  | PeriodSet s J j q x _ =>
      self_map s J /\
      forall k, has_period (real_value (map_of s)) (real_domain J) k <-> k = (2 ^ j * q)%nat \/ forces (2 ^ j * q) k
  | NoLiYorkeChaos s a b j =>
      self_map s (Some a, Some b) /\
      (forall x, real_interval (a, b) x ->
         converges_to_cycle (real_value (map_of s)) (real_interval (a, b)) (2 ^ j) x) /\
      (forall x y, real_interval (a, b) x -> real_interval (a, b) y -> ~ scrambled (real_value (map_of s)) x y) /\
      ~ chaotic (real_value (map_of s)) (real_interval (a, b))
  end.

(** ** Decided *)

Definition if_maps (s : subject) (J : Subjects.interval) (answer : option bool) : option bool :=
  if_self_map s J (fun _ =>
    if knots_rise (map_of s) && maps_domain (map_of s) (real_domain J) then answer else None).
(** x lies in J and has least period n. *)
Definition is_periodic (s : subject) (J : Subjects.interval) (n : nat) (x : Q) (h : help) : bool :=
  IntervalImages.contains_point J x && check (LeastPeriod s n x) h.
Definition decide_real (c : real_claim) (h : help) : option bool :=
  match c with
  | LiYorkeChaos s J epsilon a => if_maps s J (Some (check_three_steps (map_of s) (real_domain J) epsilon a))
  | Coverings s J epsilon q Js edges =>
      if_maps s J (Some (check_coverings (map_of s) (real_domain J) epsilon q Js edges))
  | RobustPeriod s J epsilon Js points =>
      if_maps s J (Some (check_loop (map_of s) (real_domain J) epsilon Js points))
  | Horseshoe s J epsilon q A Js edges weights =>
      if_maps s J (Some (check_graph (map_of s) (real_domain J) epsilon q A Js edges weights))
  | ForcedPeriods s J n x => if_maps s J (Some (is_periodic s J n x h))
  | PeriodSet s J j q x swapped =>
      if_maps s J (
        if is_periodic s J (2 ^ j * q) x h && Nat.odd q then
          if Nat.eqb q 1 then decide (NoLeastPeriod s (2 ^ S j) J) h
          else if Nat.leb 5 q then decide (NoLeastPeriod s (2 ^ j * (q - 2)) J) h
          else match j, swapped with
               | O, _ => Some true
               | S O, Some (m, z) => decide (NoOddPeriod s J m z) h
               | _, _ => None
               end
        else Some false)
  | NoLiYorkeChaos s a b j => if_maps s (Some a, Some b) (decide (NoLeastPeriod s (2 ^ S j) (Some a, Some b)) h)
  end.
Definition check_real (c : real_claim) (h : help) : bool :=
  match decide_real c h with Some true => true | _ => false end.

(** ** It is right *)

Lemma if_maps_ok : forall s J answer, if_maps s J answer = Some true ->
  self_map s J /\ knots_rise (map_of s) = true /\ maps_into (real_value (map_of s)) (real_domain J) /\ answer = Some true.
Proof.
  intros s J answer accepted. apply if_self_map_ok in accepted as [self (g & _ & accepted)].
  destruct (_ && _) eqn:tests in accepted; [|discriminate]. apply andb_true_iff in tests as [rise maps].
  split; [exact self|]. split; [exact rise|]. split; [now apply maps_domain_sound|exact accepted].
Qed.
Lemma decided : forall c h, decide c h = Some true -> holds c.
Proof. intros c h accepted. apply (check_sound c h). unfold check. now rewrite accepted. Qed.

(** Rational points of J, over Q and over R. *)
Lemma rational_inside : forall J x, rational_in (real_domain J) x <-> Subjects.inside J x.
Proof.
  intros [[a|] [b|]] x; unfold rational_in, Subjects.inside, Functions.in_interval, within_domain; cbn.
  all: split; intros [low high]; split; auto using Rle_Qle, Qle_Rle.
Qed.
Lemma is_periodic_ok : forall s J n x h, is_periodic s J n x h = true ->
  rational_in (real_domain J) x /\ Functions.least_period (value (map_of s)) n x.
Proof.
  intros s J n x h test. apply andb_true_iff in test as [here periodic].
  split; [now apply rational_inside, IntervalImages.contains_point_ok|].
  now apply check_sound in periodic as (_ & _ & period).
Qed.
Lemma absent_cycle : forall s J n h, decide (NoLeastPeriod s n J) h = Some true ->
  forall q, rational_in (real_domain J) q -> ~ Functions.least_period (value (map_of s)) n q.
Proof. intros s J n h accepted q in_q. apply decided in accepted as [_ none]. now apply none, rational_inside. Qed.

(** Nothing stands before 3. *)
Lemma none_before_three : forall k, ~ forces k 3.
Proof.
  intros k (a & p & b & q & odd_p & odd_q & _ & three & before). unfold stands_before in before.
  assert (b = 0%nat /\ q = 3%nat) as [-> ->].
  { destruct b as [|b]; [cbn in three; lia|]. exfalso. rewrite PeanoNat.Nat.pow_succ_r' in three.
    assert (even : PeanoNat.Nat.Even 3) by (exists (2 ^ b * q)%nat; lia).
    destruct even as [m eq]. lia. }
  destruct odd_p as [m ->]. lia.
Qed.

Theorem check_real_sound : forall c h, check_real c h = true -> holds_real c.
Proof.
  intros c h accepted. apply is_true_ok in accepted.
  destruct c as [s J epsilon a|s J epsilon q Js edges|s J epsilon Js points|s J epsilon q A Js edges weights|s J n x|
    s J j q x swapped|s a b j]; cbn [decide_real holds_real] in *;
    apply if_maps_ok in accepted as (self & rise & maps & accepted); (split; [exact self|]).
  - injection accepted as accepted. now apply check_three_steps_sound with a.
  - injection accepted as accepted. now apply check_coverings_sound.
  - injection accepted as accepted. now apply check_loop_sound with points.
  - injection accepted as accepted. split; [|now apply (check_graph_sound _ _ _ _ _ Js edges weights)].
    unfold check_graph in accepted. do 4 apply andb_true_iff in accepted as [accepted _].
    now apply PeanoNat.Nat.ltb_lt.
  - injection accepted as accepted. apply is_periodic_ok in accepted as [in_x period].
    now apply (forced_by_rational_cycle _ _ _ x).
  - destruct (_ && _) eqn:tests in accepted; [|discriminate]. apply andb_true_iff in tests as [periodic odd].
    apply is_periodic_ok in periodic as [in_x period]. apply PeanoNat.Nat.odd_spec in odd.
    destruct (Nat.eqb_spec q 1) as [->|more].
    { apply (period_set_by_rationals _ _ _ x (2 ^ S j)); auto; [|now apply (absent_cycle s J _ h)].
      rewrite PeanoNat.Nat.mul_1_r. apply before_power. }
    destruct (Nat.leb_spec 5 q) as [large|small].
    { apply (period_set_by_rationals _ _ _ x (2 ^ j * (q - 2))); auto; [|now apply (absent_cycle s J _ h)].
      intros k. now apply before_odd_factor. }
    assert (q = 3%nat) as -> by (destruct odd as [m ->]; lia).
    pose proof (rational_cycle _ (real_domain J) _ x maps in_x period) as cycle.
    destruct j as [|[|j]].
    + apply period_set; auto using domain_is_interval, real_value_continuous_on.
      intros k before. now apply none_before_three in before.
    + destruct swapped as [[m z]|]; [|discriminate]. apply decided in accepted as [_ none].
      apply (period_set_triple _ (real_domain J) (domain_is_interval _) (real_value_continuous_on _ _ rise) 0 cycle).
      intros p odd_p more_p. apply no_real_cycle. intros y in_y. apply rational_inside in in_y.
      rewrite PeanoNat.Nat.mul_1_l. now apply none.
    + destruct swapped as [[m z]|]; discriminate.
  - destruct self as (_ & a_b & _). apply (no_chaos_by_rationals (map_of s) a b j); auto.
    + now apply Qlt_le_weak.
    + intros y in_y. now apply (absent_cycle s (Some a, Some b) _ h).
Qed.
