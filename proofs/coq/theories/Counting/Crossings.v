(** * How often f^k crosses a level (T1.3.1)

    The map is cut at the level too, so that the pieces in which a point lies say on which side of the level
    it is. The level is cut number [level] of the map. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Lists Arithmetic.Trees.
From ExactPL Require Import Maps.Iterates Maps.Piecewise.
From ExactPL Require Import Counting.Graphs Counting.Transfer Counting.Orbits Counting.Stretches.
Import ListNotations.
Open Scope Q_scope.

(** ** The kinds of stretches: above ([true]) and below the level y *)

Section Level.
Variable y : Q.
Definition on_side (d : bool) (F : Q -> Q) (u v : Q) : Prop :=
  forall x, u <= x -> x <= v -> if d then y <= F x else F x <= y.
Definition somewhere_beyond (d : bool) (F : Q -> Q) (u v : Q) : Prop :=
  exists x, u <= x /\ x <= v /\ beyond F y d x.
Definition on_level (F : Q -> Q) (u v : Q) : Prop := forall x, u <= x -> x <= v -> F x == y.
Notation side_stretches := (stretches on_side somewhere_beyond).
Notation has_crossings := (has_summary on_side somewhere_beyond on_level).

Lemma on_side_glue : forall d F u v w, u <= v -> v <= w -> on_side d F u v -> on_side d F v w ->
  on_side d F u w.
Proof.
  intros d F u v w u_v v_w left right x u_x x_w.
  destruct (Qlt_le_dec x v); [apply left; lra|apply right; lra].
Qed.
Lemma beyond_wider : forall d F u v u' v', u' <= u -> v <= v' -> somewhere_beyond d F u v ->
  somewhere_beyond d F u' v'.
Proof. intros d F u v u' v' u'_u v_v' (x & u_x & x_v & by_y). exists x. repeat split; auto; lra. Qed.
Lemma level_on_side : forall d F u v, on_level F u v -> on_side d F u v.
Proof. intros d F u v lev x u_x x_v. pose proof (lev x u_x x_v). destruct d; lra. Qed.
Lemma on_level_glue : forall F u v w, u <= v -> v <= w -> on_level F u v -> on_level F v w -> on_level F u w.
Proof.
  intros F u v w u_v v_w left right x u_x x_w. destruct (Qlt_le_dec x v); [apply left; lra|apply right; lra].
Qed.
Lemma on_side_same : forall d F G u v, (forall x, F x == G x) -> on_side d F u v -> on_side d G u v.
Proof.
  intros d F G u v agree side x u_x x_v. specialize (side x u_x x_v).
  destruct d; rewrite <- agree; exact side.
Qed.
Lemma beyond_same : forall d F G u v, (forall x, F x == G x) -> somewhere_beyond d F u v ->
  somewhere_beyond d G u v.
Proof.
  intros d F G u v agree (x & u_x & x_v & by_y). exists x. repeat split; auto.
  unfold beyond in *. destruct d; rewrite <- agree; exact by_y.
Qed.
Lemma on_level_same : forall F G u v, (forall x, F x == G x) -> on_level F u v -> on_level G u v.
Proof. intros F G u v agree lev x u_x x_v. rewrite <- agree. now apply lev. Qed.

Section Pull.
Variables (G F : Q -> Q) (A B m q : Q).
Hypothesis G_ext : extensional G.
Hypothesis line : forall x, A <= x -> x <= B -> F x == m * x + q.
Notation GF := (fun x => G (F x)).
Lemma image_value : forall x, A <= x -> x <= B -> G (F x) == G (m * x + q).
Proof. intros x A_x x_B. apply G_ext. now apply line. Qed.
Lemma on_side_up : 0 < m -> forall d u v, A <= u -> v <= B -> on_side d G (m * u + q) (m * v + q) ->
  on_side d GF u v.
Proof.
  intros pos d u v A_u v_B side x u_x x_v. specialize (side (m * x + q) ltac:(nra) ltac:(nra)).
  destruct d; rewrite image_value by lra; exact side.
Qed.
Lemma on_side_down : m < 0 -> forall d u v, A <= u -> v <= B -> on_side d G (m * v + q) (m * u + q) ->
  on_side d GF u v.
Proof.
  intros neg d u v A_u v_B side x u_x x_v. specialize (side (m * x + q) ltac:(nra) ltac:(nra)).
  destruct d; rewrite image_value by lra; exact side.
Qed.
Lemma beyond_up : 0 < m -> forall d u v, A <= u -> v <= B -> somewhere_beyond d G (m * u + q) (m * v + q) ->
  somewhere_beyond d GF u v.
Proof.
  intros pos d u v A_u v_B (x & u_x & x_v & by_y).
  assert (eq_x : x == m * ((x - q) / m) + q) by (field; lra). set (x' := (x - q) / m) in *. clearbody x'.
  assert (u_x' : u <= x') by nra. assert (x_v' : x' <= v) by nra. exists x'. repeat split; auto.
  unfold beyond in *. destruct d; rewrite image_value, <- (G_ext _ _ eq_x) by lra; exact by_y.
Qed.
Lemma beyond_down : m < 0 -> forall d u v, A <= u -> v <= B -> somewhere_beyond d G (m * v + q) (m * u + q) ->
  somewhere_beyond d GF u v.
Proof.
  intros neg d u v A_u v_B (x & u_x & x_v & by_y).
  assert (eq_x : x == m * ((x - q) / m) + q) by (field; lra). set (x' := (x - q) / m) in *. clearbody x'.
  assert (u_x' : u <= x') by nra. assert (x_v' : x' <= v) by nra. exists x'. repeat split; auto.
  unfold beyond in *. destruct d; rewrite image_value, <- (G_ext _ _ eq_x) by lra; exact by_y.
Qed.
Lemma on_level_up : 0 < m -> forall u v, A <= u -> v <= B -> on_level G (m * u + q) (m * v + q) ->
  on_level GF u v.
Proof. intros pos u v A_u v_B lev x u_x x_v. rewrite image_value by lra. apply lev; nra. Qed.
Lemma on_level_down : m < 0 -> forall u v, A <= u -> v <= B -> on_level G (m * v + q) (m * u + q) ->
  on_level GF u v.
Proof. intros neg u v A_u v_B lev x u_x x_v. rewrite image_value by lra. apply lev; nra. Qed.
Lemma on_side_eq : forall d u u' v v', u == u' -> v == v' -> on_side d G u v -> on_side d G u' v'.
Proof. intros d u u' v v' eq_u eq_v side x u_x x_v. apply side; lra. Qed.
Lemma on_level_eq : forall u u' v v', u == u' -> v == v' -> on_level G u v -> on_level G u' v'.
Proof. intros u u' v v' eq_u eq_v lev x u_x x_v. apply lev; lra. Qed.
End Pull.

(** ** Stretches and the number of crossings *)

Lemma alternating_le : forall F xs d t t' e, t' <= t -> alternating F y d t xs e -> alternating F y d t' xs e.
Proof.
  intros F [|x xs] d t t' e le alt; cbn [alternating] in *; [exact alt|].
  destruct alt as (t_x & rest). split; [lra|exact rest].
Qed.

(** From each stretch one point. *)
Lemma stretches_alternate : forall F l u d v, side_stretches F u d l v ->
  exists xs, length xs = S (length l) /\ alternating F y d u xs v.
Proof.
  intros F. induction l as [|c l IH]; intros u d v str; cbn [stretches] in str.
  - destruct str as (_ & _ & x & u_x & x_v & by_y). exists [x]. split; [reflexivity|]. cbn [alternating].
    auto.
  - destruct str as (u_c & _ & (x & u_x & x_c & by_y) & rest).
    destruct (IH _ _ _ rest) as (xs & len & alt). pose proof (stretches_lt _ _ _ _ _ _ _ rest).
    exists (x :: xs). split; [cbn; now rewrite len|]. cbn [alternating].
    split; [exact u_x|]. split; [lra|]. split; [exact by_y|]. now apply (alternating_le F xs _ c).
Qed.

(** A stretch has no point beyond the level on the other side. *)
Lemma wrong_side : forall F d u v x, on_side d F u v -> u <= x -> x <= v -> ~ beyond F y (negb d) x.
Proof.
  intros F d u v x side u_x x_v by_y. specialize (side x u_x x_v). unfold beyond in by_y.
  destruct d; cbn in *; lra.
Qed.

(** So alternating points are not more than the stretches; if they begin on the other side, they are fewer. *)
Lemma alternating_few : forall F l u d v, side_stretches F u d l v -> forall xs t, u <= t ->
  (alternating F y d t xs v -> (length xs <= S (length l))%nat) /\
  (alternating F y (negb d) t xs v -> (length xs <= length l)%nat).
Proof.
  intros F. induction l as [|c l IH]; intros u d v str xs t u_t; cbn [stretches] in str.
  - destruct str as (u_v & side & _). split; intros alt.
    + destruct xs as [|x [|x' xs]]; cbn [length]; [lia|lia|]. exfalso. cbn [alternating] in alt.
      destruct alt as (t_x & x_v & _ & x_x' & x'_v & by_y & _). apply (wrong_side F d u v x' side); auto; lra.
    + destruct xs as [|x xs]; cbn [length]; [lia|]. exfalso. cbn [alternating] in alt.
      destruct alt as (t_x & x_v & by_y & _). apply (wrong_side F d u v x side); auto; lra.
  - destruct str as (u_c & side & _ & rest). cbn [length].
    (* points behind c belong to the later stretches *)
    assert (behind : forall x xs' e, c < x -> t <= x -> alternating F y e t (x :: xs') v ->
      alternating F y e c (x :: xs') v).
    { intros x xs' e c_x t_x alt. cbn [alternating] in *. split; [lra|tauto]. }
    assert (c_c : c <= c) by lra. split; intros alt.
    + destruct xs as [|x xs]; [cbn; lia|]. destruct (Qlt_le_dec c x) as [c_x|x_c].
      * destruct (IH c (negb d) v rest (x :: xs) c c_c) as [_ few]. rewrite negb_involutive in few.
        pose proof (few (behind x xs d c_x ltac:(cbn in alt; tauto) alt)). lia.
      * (* one point in the first stretch; the next one is behind c *)
        cbn [alternating] in alt. destruct alt as (t_x & x_v & by_y & alt).
        destruct xs as [|x' xs]; [cbn; lia|].
        assert (c_x' : c < x').
        { destruct (Qlt_le_dec c x') as [c_x'|x'_c]; [exact c_x'|]. exfalso. cbn [alternating] in alt.
          destruct alt as (x_x' & _ & by_y' & _). apply (wrong_side F d u c x' side); auto; lra. }
        destruct (IH c (negb d) v rest (x' :: xs) c c_c) as [few _].
        assert (alt' : alternating F y (negb d) c (x' :: xs) v)
          by (cbn [alternating] in *; split; [lra|tauto]).
        pose proof (few alt'). cbn [length] in *. lia.
    + destruct xs as [|x xs]; [cbn; lia|]. destruct (Qlt_le_dec c x) as [c_x|x_c].
      * destruct (IH c (negb d) v rest (x :: xs) c c_c) as [few _].
        exact (few (behind x xs (negb d) c_x ltac:(cbn in alt; tauto) alt)).
      * exfalso. cbn [alternating] in alt. destruct alt as (t_x & x_v & by_y & _).
        apply (wrong_side F d u c x side); auto; lra.
Qed.

Theorem crossings_of_stretches : forall F l u d v, side_stretches F u d l v ->
  crossings F y u v (N.of_nat (length l)).
Proof.
  intros F l u d v str. split.
  - destruct (stretches_alternate F l u d v str) as (xs & len & alt). right. exists d, xs.
    split; [exact alt|]. lia.
  - intros e xs alt. destruct (alternating_few F l u d v str xs u (Qle_refl u)) as [few fewer].
    destruct (Bool.bool_dec e d) as [same_kind|other_kind].
    + rewrite same_kind in alt. specialize (few alt). lia.
    + replace e with (negb d) in alt by (destruct e, d; cbn; congruence). specialize (fewer alt). lia.
Qed.
Lemma crossings_of_level : forall F u v, on_level F u v -> crossings F y u v 0.
Proof.
  intros F u v lev. split; [now left|]. intros up [|x xs] alt; [cbn; lia|]. exfalso. cbn [alternating] in alt.
  destruct alt as (u_x & x_v & by_y & _). specialize (lev x u_x x_v). unfold beyond in by_y. destruct up; lra.
Qed.
Lemma crossings_same : forall F G u v u' v' n, (forall x, F x == G x) -> u == u' -> v == v' ->
  crossings F y u v n -> crossings G y u' v' n.
Proof.
  assert (alt_same : forall F G u v u' v', (forall x, F x == G x) -> u == u' -> v == v' ->
    forall xs d, alternating F y d u xs v -> alternating G y d u' xs v').
  { intros F G u v u' v' agree eq_u eq_v xs. revert u u' eq_u.
    induction xs as [|x xs IH]; intros u u' eq_u d alt; cbn [alternating] in *; [exact I|].
    destruct alt as (u_x & x_v & by_y & alt). split; [lra|]. split; [lra|]. split.
    - unfold beyond in *. destruct d; rewrite <- agree; exact by_y.
    - apply (IH x x); [reflexivity|exact alt]. }
  intros F G u v u' v' n agree eq_u eq_v [reached few]. split.
  - destruct reached as [zero|(up & xs & alt & len)]; [now left|right]. exists up, xs. split; [|exact len].
    now apply (alt_same F G u v u' v').
  - intros up xs alt. apply (few up). symmetry in eq_u, eq_v. apply (alt_same G F u' v' u v); auto.
    intros x. symmetry. apply agree.
Qed.
End Level.

Lemma crossings_level : forall F y z u v n, y == z -> crossings F y u v n -> crossings F z u v n.
Proof.
  assert (alt_level : forall F y z e, y == z -> forall xs u d, alternating F y d u xs e ->
    alternating F z d u xs e).
  { intros F y z e eq. induction xs as [|x xs IH]; intros u d alt; cbn [alternating] in *; [exact I|].
    destruct alt as (u_x & x_e & by_y & alt). split; [exact u_x|]. split; [exact x_e|].
    split; [|now apply IH].
    unfold beyond in *. destruct d; rewrite <- eq; exact by_y. }
  intros F y z u v n eq [reached few]. split.
  - destruct reached as [zero|(up & xs & alt & len)]; [now left|right]. exists up, xs. split; [|exact len].
    now apply (alt_level F y z).
  - intros up xs alt. apply (few up). symmetry in eq. now apply (alt_level F z y).
Qed.

(** ** Sides of the level, by the numbers of pieces *)

Definition side_of (level : nat) (p : point) : comparison :=
  if Nat.leb (right_piece p) level then Lt else if Nat.leb (left_piece p) level then Eq else Gt.

Lemma cuts_sorted : forall f, continuous_piecewise f = true -> forall i j c d, (i < j)%nat ->
  nth_error (cuts f) i = Some c -> nth_error (cuts f) j = Some d -> c < d.
Proof.
  intros [g0 l]. unfold continuous_piecewise, cuts; cbn [fst snd]. revert g0.
  induction l as [|[c0 h] l IH]; intros g0 continuous i j c d i_j at_i at_j; [destruct i; discriminate|].
  destruct j as [|j]; [lia|]. destruct i as [|i]; cbn in at_i, at_j.
  - injection at_i as <-. now apply (cuts_rise l g0 c0 h continuous j).
  - destruct (continuous_from_cons _ _ _ _ continuous) as (_ & _ & rest). apply (IH h rest i j); auto. lia.
Qed.

Lemma side_of_ok : forall f gr place level p x y, continuous_piecewise f = true ->
  nth_error (cuts f) level = Some y -> placed_point f gr place x p -> (x ?= y) = side_of level p.
Proof.
  intros f gr place level p x y continuous at_level [A B C D _]. unfold side_of.
  pose proof (cuts_sorted f continuous) as sorted.
  destruct (Nat.leb_spec (right_piece p) level) as [le|gt].
  - (* to the left of a cut that is at most the level *)
    apply -> Qlt_alt. unfold strictly_within_right in B.
    destruct (nth_error (cuts f) (right_piece p)) as [c|] eqn:at_c.
    + apply PeanoNat.Nat.lt_eq_cases in le as [lt|eq]; [pose proof (sorted _ _ _ _ lt at_c at_level); lra|].
      rewrite eq in at_c. rewrite at_c in at_level. injection at_level as <-. exact B.
    + apply nth_error_None in at_c. assert (level < length (cuts f))%nat; [|lia].
      apply nth_error_Some. congruence.
  - (* at the level, or to the right *)
    assert (y_x : y <= x).
    { unfold within_left in A. destruct (right_piece p) as [|i]; [lia|].
      destruct (nth_error (cuts f) i) as [c|] eqn:at_c; [|contradiction].
      assert (le : (level <= i)%nat) by lia. apply PeanoNat.Nat.lt_eq_cases in le as [lt|eq].
      - pose proof (sorted _ _ _ _ lt at_level at_c). lra.
      - subst i. rewrite at_c in at_level. injection at_level as <-. exact A. }
    destruct (Nat.leb_spec (left_piece p) level) as [le|gt'].
    + assert (x_y : x <= y).
      { unfold within_right in D. destruct (nth_error (cuts f) (left_piece p)) as [c|] eqn:at_c.
        - apply PeanoNat.Nat.lt_eq_cases in le as [lt|eq]; [pose proof (sorted _ _ _ _ lt at_c at_level);
            lra|].
          rewrite eq in at_c. rewrite at_c in at_level. injection at_level as <-. exact D.
        - apply nth_error_None in at_c. assert (level < length (cuts f))%nat; [|lia].
          apply nth_error_Some. congruence. }
      apply -> Qeq_alt. lra.
    + apply -> Qgt_alt. unfold strictly_within_left in C. destruct (left_piece p) as [|i]; [lia|].
      destruct (nth_error (cuts f) i) as [c|] eqn:at_c; [|contradiction].
      assert (le : (level <= i)%nat) by lia. apply PeanoNat.Nat.lt_eq_cases in le as [lt|eq].
      * pose proof (sorted _ _ _ _ lt at_level at_c). lra.
      * subst i. rewrite at_c in at_level. injection at_level as <-. exact C.
Qed.

(** ** The crossings of f^k *)

Section Crossings.
Variable f : piecewise.
Variable gr : graph.
Variable level : nat.

(** On which side of the level f^n takes each point. *)
Definition sides := tree comparison.
Definition first_sides : sides := tree_map (fun p => Some (side_of level p)) (points gr).
Definition next_sides (T : sides) : sides :=
  tree_map (fun p => match image p with Some m => get m T | None => None end) (points gr).
Definition constant_side (s : comparison) : summary :=
  match s with Lt => Some (0%N, false, false) | Eq => None | Gt => Some (0%N, true, true) end.
Definition flat_crossings (T : sides) (n : positive) : option summary := option_map constant_side (get n T).
(** The identity crosses the level where the level is strictly between the ends. *)
Definition identity_crossings (d : state) : option summary :=
  match get (state_left d) (points gr), get (state_right d) (points gr) with
  | Some p, Some q =>
    match side_of level p, side_of level q with
    | Lt, Gt => Some (Some (1%N, false, true))
    | Lt, _ => Some (Some (0%N, false, false))
    | _, _ => Some (Some (0%N, true, true))
    end
  | _, _ => None
  end.
Definition crossing_pulled (g : affine) (S : summary) : option summary :=
  Some (if Z.ltb (factor g) 0 then reverse (fun d => d) S else S).
Definition crossing_summary (k : nat) : option summary :=
  root_summary f gr summary sides next_sides (fun _ _ a b => Some (join a b)) flat_crossings crossing_pulled
    identity_crossings k first_sides.

Notation F := (piecewise_value f).
Variable place : positive -> Q.
Variable y : Q.
Hypothesis continuous : continuous_piecewise f = true.
Hypothesis places : placed f gr place.
Hypothesis at_level : nth_error (cuts f) level = Some y.

Definition sides_hold (n : nat) (T : sides) : Prop :=
  forall m s, get m T = Some s -> (exists p, get m (points gr) = Some p) /\ (iter n F (place m) ?= y) = s.

Lemma first_sides_ok : sides_hold 0 first_sides.
Proof.
  intros m s at_m. unfold first_sides in at_m. rewrite get_tree_map in at_m.
  destruct (get m (points gr)) as [p|] eqn:at_p; [|discriminate].
  injection at_m as <-. split; [now exists p|].
  cbn [iter]. apply (side_of_ok f gr place); auto. now apply places.
Qed.
Lemma next_sides_ok : forall n T, sides_hold n T -> sides_hold (S n) (next_sides T).
Proof.
  intros n T hold m s at_m. unfold next_sides in at_m. rewrite get_tree_map in at_m.
  destruct (get m (points gr)) as [p|] eqn:at_p; [|discriminate]. split; [now exists p|].
  destruct (image p) as [m'|] eqn:image_p; [|discriminate]. destruct (hold m' s at_m) as [_ side].
  destruct (placed_image _ _ _ _ _ (proj1 places m p at_p) m' image_p) as (q & _ & eq).
  rewrite <- side. rewrite <- iter_shift. apply Qcompare_comp; [|reflexivity].
  apply (iter_extensional n F (piecewise_value_extensional f)). now symmetry.
Qed.

Lemma constant_side_ok : forall G u v, u < v -> (forall x, u <= x -> x <= v -> G x == G u) ->
  has_summary (on_side y) (somewhere_beyond y) (on_level y) G u v (constant_side (G u ?= y)).
Proof.
  intros G u v u_v const. destruct (Qcompare_spec (G u) y) as [eq|lt|gt]; cbn [constant_side has_summary].
  - split; [exact u_v|]. intros x u_x x_v. now rewrite const.
  - exists []. repeat split; auto.
    + intros x u_x x_v. rewrite const by assumption. lra.
    + exists u. split; [lra|]. split; [lra|exact lt].
  - exists []. repeat split; auto.
    + intros x u_x x_v. rewrite const by assumption. lra.
    + exists u. split; [lra|]. split; [lra|exact gt].
Qed.

Lemma identity_crossings_ok : forall d p q w, get (state_left d) (points gr) = Some p ->
  get (state_right d) (points gr) = Some q -> place (state_left d) < place (state_right d) ->
  identity_crossings d = Some w ->
  has_summary (on_side y) (somewhere_beyond y) (on_level y) (iter 0 F) (place (state_left d))
    (place (state_right d)) w.
Proof.
  intros d p q w at_p at_q lt known. unfold identity_crossings in known. rewrite at_p, at_q in known.
  pose proof (side_of_ok f gr place level p _ y continuous at_level (proj1 places _ _ at_p)) as side_p.
  pose proof (side_of_ok f gr place level q _ y continuous at_level (proj1 places _ _ at_q)) as side_q.
  set (u := place (state_left d)) in *. set (v := place (state_right d)) in *. clearbody u v.
  rewrite <- side_p, <- side_q in known.
  (* on one side only *)
  assert (one : forall e : bool, (if e then y <= u else v <= y) ->
    has_summary (on_side y) (somewhere_beyond y) (on_level y)
    (iter 0 F) u v (Some (0%N, e, e))).
  { intros e side. exists []. split; [reflexivity|]. split; [reflexivity|]. cbn [stretches].
    split; [exact lt|]. split.
    - intros x u_x x_v. cbn [iter]. destruct e; lra.
    - destruct e; [exists v|exists u]; cbn [iter beyond]; repeat split; lra. }
  destruct (Qcompare_spec u y) as [eq_u|lt_u|gt_u]; destruct (Qcompare_spec v y) as [eq_v|lt_v|gt_v];
    injection known as <-; try (apply one; lra).
  (* the level is inside *)
  exists [y]. split; [reflexivity|]. split; [reflexivity|]. cbn [stretches negb].
  split; [exact lt_u|]. split; [intros x _ x_y; exact x_y|].
  split; [exists u; cbn [iter beyond]; repeat split; lra|].
  split; [exact gt_v|]. split; [intros x y_x _; exact y_x|]. exists v; cbn [iter beyond]; repeat split; lra.
Qed.
End Crossings.

Lemma crossing_summary_ok : forall f gr level a b y k S, graph_fits f gr a b = true ->
  nth_error (cuts f) level = Some y -> crossing_summary f gr level k = Some S ->
  exists u v, u == a /\ v == b /\
  has_summary (on_side y) (somewhere_beyond y) (on_level y) (iter k (piecewise_value f)) u v S.
Proof.
  intros f gr level a b y k S test at_level count.
  destruct (graph_fits_ok f gr a b test)
    as (continuous & fit & places & d & p & q & at_root & at_p & at_q & eq_a & eq_b & lt).
  exists (position f gr (state_left d)), (position f gr (state_right d)). split; [exact eq_a|].
  split; [exact eq_b|].
  apply (root_summary_ok f gr summary sides (next_sides gr) (fun _ _ a b => Some (join a b)) flat_crossings
    crossing_pulled (identity_crossings gr level) (position f gr)
    (has_summary (on_side y) (somewhere_beyond y) (on_level y)) (sides_hold f gr (position f gr) y) continuous
      fit places)
    with (p := p) (q := q) (E := first_sides gr level); auto.
  - intros G H u v w agree.
    exact (has_summary_ext _ _ _ (on_side_same y) (beyond_same y) (on_level_same y) G H u v w agree).
  - intros n E. now apply next_sides_ok.
  - intros d' p' q' w. now apply identity_crossings_ok.
  - intros n E i c u v w x x' s _ _ _ _ _ left right eq. injection eq as <-.
    exact (join_ok _ _ _ (on_side_glue y) (beyond_wider y) (level_on_side y) (on_level_glue y) _ u v w x x'
      left right).
  - intros n E m p' v s hold at_m lt' const eq. unfold flat_crossings in eq.
    destruct (get m E) as [side|] eqn:at_E; [|discriminate]. injection eq as <-.
    destruct (hold m side at_E) as [_ <-]. now apply constant_side_ok.
  - intros G g u v u' v' w w' ext line pos u_v eq_u eq_v has eq. unfold crossing_pulled in eq.
    assert (sign : Z.ltb (factor g) 0 = false).
    { apply Z.ltb_ge. unfold slope, Qlt in pos; cbn [Qnum Qden] in pos. lia. }
    rewrite sign in eq.
    injection eq as <-. set (F := piecewise_value f) in *. set (m := slope g) in *. set (t := offset g) in *.
    apply (summary_up _ _ _ (beyond_wider y) G F u v m t (on_side_up y G F u v m t ext line)
      (beyond_up y G F u v m t ext line) (on_level_up y G F u v m t ext line) (on_side_eq y G)
        (on_level_eq y G)
      pos w u' v'); auto; lra.
  - intros G g u v u' v' w w' ext line neg u_v eq_u eq_v has eq. unfold crossing_pulled in eq.
    assert (sign : Z.ltb (factor g) 0 = true).
    { apply Z.ltb_lt. unfold slope, Qlt in neg; cbn [Qnum Qden] in neg. lia. }
    rewrite sign in eq.
    injection eq as <-. set (F := piecewise_value f) in *. set (m := slope g) in *. set (t := offset g) in *.
    apply (summary_down _ _ _ (fun d => d) (beyond_wider y) (fun d => eq_refl) G F u v m t
      (on_side_down y G F u v m t ext line) (beyond_down y G F u v m t ext line)
        (on_level_down y G F u v m t ext line)
      (on_side_eq y G) (on_level_eq y G) neg w v' u'); auto; lra.
  - now apply first_sides_ok.
Qed.

(** The number of changes of a summary. *)
Definition changes (S : summary) : N := match S with Some (r, _, _) => r | None => 0%N end.

(** T1.3.1, in the computing form. *)
Theorem crossings_of_iterate : forall f gr level a b y k S, graph_fits f gr a b = true ->
  nth_error (cuts f) level = Some y -> crossing_summary f gr level k = Some S ->
  crossings (iter k (piecewise_value f)) y a b (changes S).
Proof.
  intros f gr level a b y k S test at_level count.
  destruct (crossing_summary_ok f gr level a b y k S test at_level count) as (u & v & eq_u & eq_v & has).
  apply (crossings_same y (iter k (piecewise_value f)) _ u v); auto; [reflexivity|].
  destruct S as [[[r d] e]|]; cbn [has_summary changes] in *.
  - destruct has as (l & <- & _ & str). now apply (crossings_of_stretches y _ l u d).
  - destruct has as [_ lev]. now apply crossings_of_level.
Qed.
