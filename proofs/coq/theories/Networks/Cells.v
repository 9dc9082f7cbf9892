(** * A network on one cell of a line (T6.1, T6.2)

    A cell is an interval of t, perhaps a ray or the line. If the input of each unit with ReLU keeps its sign
    there, each value is an affine function of t; a sign is known from the ends of the cell, and at an end
    that is missing from the slope. [cell_lines] computes these functions and the activation pattern;
    [cell_lines_ok] and [cell_pattern_ok] say that they are right. *)
From Coq Require Import ZArith QArith Qreduction Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Networks Definitions.NetworkLines.
From ExactPL Require Import Arithmetic.Rationals Maps.Piecewise Periods.Ranges Networks.Values.
Import ListNotations.
Open Scope Q_scope.

(** The affine function t -> m t + q. *)
Definition line := (Q * Q)%type.
Definition at_line (l : line) (t : Q) : Q := fst l * t + snd l.

Lemma at_line_eq : forall l s t, s == t -> at_line l s == at_line l t.
Proof. intros l s t eq. unfold at_line. now rewrite eq. Qed.

(** ** Signs on a cell *)

(** The line is not below zero, or not above zero, on the cell from a to d. *)
Definition line_nonneg (l : line) (a d : option Q) : bool :=
  match a, d with
  | Some x, Some y => Qle_bool 0 (at_line l x) && Qle_bool 0 (at_line l y)
  | Some x, None => Qle_bool 0 (at_line l x) && Qle_bool 0 (fst l)
  | None, Some y => Qle_bool 0 (at_line l y) && Qle_bool (fst l) 0
  | None, None => Qle_bool 0 (snd l) && Qeq_bool (fst l) 0
  end.
Definition opposite (l : line) : line := (- fst l, - snd l).
Definition line_nonpos (l : line) (a d : option Q) : bool := line_nonneg (opposite l) a d.

Lemma line_nonneg_ok : forall l a d t, line_nonneg l a d = true -> from_left a t -> to_right d t ->
  0 <= at_line l t.
Proof.
  intros [m q] a d t test a_t t_d. unfold line_nonneg in test.
  destruct a as [a|]; destruct d as [d|]; apply andb_true_iff in test as [one other];
    apply Qle_bool_iff in one;
    try apply Qle_bool_iff in other; try apply Qeq_bool_iff in other; unfold at_line in *; cbn [fst snd] in *;
    cbn in a_t, t_d.
  - destruct (Qlt_le_dec m 0); nra.
  - nra.
  - nra.
  - rewrite other. lra.
Qed.
Lemma at_opposite : forall l t, at_line (opposite l) t == - at_line l t.
Proof. intros [m q] t. unfold at_line, opposite; cbn [fst snd]. ring. Qed.
Lemma line_nonpos_ok : forall l a d t, line_nonpos l a d = true -> from_left a t -> to_right d t ->
  at_line l t <= 0.
Proof.
  intros l a d t test a_t t_d. pose proof (line_nonneg_ok _ a d t test a_t t_d) as nonneg.
  rewrite at_opposite in nonneg. lra.
Qed.

(** Points strictly inside a cell. *)
Lemma inside_weak : forall a d t, strictly_inside a d t -> from_left a t /\ to_right d t.
Proof. intros [a|] [d|] t [left right]; cbn in *; split; auto; lra. Qed.
Lemma inside_room : forall a d t, strictly_inside a d t ->
  exists e, 0 < e /\ from_left a (t - e) /\ to_right d (t + e) /\ from_left a (t + e) /\ to_right d (t - e).
Proof.
  intros a d t [left right].
  assert (room_a : exists e, 0 < e /\ forall e', 0 <= e' -> e' <= e -> from_left a (t - e')).
  { destruct a as [a|]; [exists (t - a)|exists 1]; cbn in *; (split; [lra|]); intros; [lra|exact I]. }
  assert (room_d : exists e, 0 < e /\ forall e', 0 <= e' -> e' <= e -> to_right d (t + e')).
  { destruct d as [d|]; [exists (d - t)|exists 1]; cbn in *; (split; [lra|]); intros; [lra|exact I]. }
  destruct room_a as (e1 & pos1 & room_a), room_d as (e2 & pos2 & room_d).
  destruct (small2 e1 e2) as (e & pos & e_1 & e_2); auto. exists e. split; [exact pos|].
  split; [apply room_a; lra|]. split; [apply room_d; lra|]. split; destruct a, d; cbn in *; auto; lra.
Qed.

(** A line that is not below zero on a cell and not zero everywhere is above zero inside. *)
Definition is_zero (l : line) : bool := Qeq_bool (fst l) 0 && Qeq_bool (snd l) 0.
Lemma line_positive_inside : forall l a d t, line_nonneg l a d = true -> is_zero l = false ->
  strictly_inside a d t ->
  0 < at_line l t.
Proof.
  intros l a d t test nonzero inside. destruct (inside_weak a d t inside) as [a_t t_d].
  pose proof (line_nonneg_ok l a d t test a_t t_d) as nonneg.
  destruct (Qlt_le_dec 0 (at_line l t)) as [pos|zero]; [exact pos|].
  exfalso. destruct (inside_room a d t inside) as (e & pos & left1 & right2 & left2 & right1).
  pose proof (line_nonneg_ok l a d (t - e) test left1 right1) as before.
  pose proof (line_nonneg_ok l a d (t + e) test left2 right2) as after.
  unfold is_zero in nonzero. destruct l as [m q]; unfold at_line in *; cbn [fst snd] in *.
  assert (m_0 : m == 0) by (assert (m * e == 0) by lra; now apply (mul_cancel m e pos)).
  assert (q_0 : q == 0) by (rewrite m_0 in *; lra).
  apply Qeq_bool_iff in m_0, q_0. rewrite m_0, q_0 in nonzero. discriminate.
Qed.

(** ** Layers *)

(** The inputs of a layer, and what one unit makes of them. *)
Definition unit_line (ls : list line) (u : list Q * Q) : line :=
  (Qred (dot (fst u) (map fst ls)), Qred (dot (fst u) (map snd ls) + snd u)).

(** The output of a unit with ReLU and whether it is active inside; [None] if its input changes its sign. *)
Definition rectified_line (l : line) (a d : option Q) : option (line * bool) :=
  if line_nonneg l a d then Some (l, negb (is_zero l))
  else if line_nonpos l a d then Some ((0, 0), false)
  else None.
Fixpoint rectified_lines (ls : list line) (a d : option Q) : option (list line * list bool) :=
  match ls with
  | [] => Some ([], [])
  | l :: ls' =>
    match rectified_line l a d, rectified_lines ls' a d with
    | Some (l', b), Some (out, bs) => Some (l' :: out, b :: bs)
    | _, _ => None
    end
  end.
Definition layer_lines (l : layer) (ls : list line) (a d : option Q) : option (list line * list bool) :=
  let zs := map (unit_line ls) (units l) in
  if rectified l then rectified_lines zs a d else Some (zs, []).
(** The outputs of the network and its pattern. *)
Fixpoint cell_lines (net : list layer) (ls : list line) (a d : option Q) :
  option (list line * list (list bool)) :=
  match net with
  | [] => Some (ls, [])
  | l :: net' =>
    match layer_lines l ls a d with
    | None => None
    | Some (out, bs) =>
      match cell_lines net' out a d with
      | Some (final, pat) => Some (final, bs :: pat)
      | None => None
      end
    end
  end.

(** The values at t are those of the lines. *)
Definition at_lines (ls : list line) (t : Q) (v : list Q) :
  Prop := Forall2 (fun l y => y == at_line l t) ls v.

Lemma dot_lines : forall ls t v, at_lines ls t v -> forall w,
  dot w v == dot w (map fst ls) * t + dot w (map snd ls).
Proof.
  intros ls t v at_t. induction at_t as [|l y ls v eq at_t IH]; intros [|a w]; cbn [dot map]; try ring.
  rewrite eq, (IH w). unfold at_line. ring.
Qed.
Lemma unit_line_ok : forall ls t v, at_lines ls t v ->
  forall u, dot (fst u) v + snd u == at_line (unit_line ls u) t.
Proof.
  intros ls t v at_t u. unfold at_line, unit_line; cbn [fst snd].
  rewrite !Qred_correct, (dot_lines ls t v at_t). ring.
Qed.

Lemma rectified_line_ok : forall l a d out active t z, rectified_line l a d = Some (out, active) ->
  from_left a t -> to_right d t -> z == at_line l t -> relu z == at_line out t.
Proof.
  intros l a d out active t z test a_t t_d at_t. unfold rectified_line in test.
  destruct (line_nonneg l a d) eqn:nonneg; [|destruct (line_nonpos l a d) eqn:nonpos; [|discriminate]];
    injection test as <- _.
  - pose proof (line_nonneg_ok l a d t nonneg a_t t_d). rewrite relu_of_nonneg; [exact at_t|lra].
  - pose proof (line_nonpos_ok l a d t nonpos a_t t_d). rewrite relu_of_nonpos by lra.
    unfold at_line; cbn [fst snd]. ring.
Qed.
Lemma rectified_line_active : forall l a d out active t z, rectified_line l a d = Some (out, active) ->
  strictly_inside a d t -> z == at_line l t -> negb (Qle_bool z 0) = active.
Proof.
  intros l a d out active t z test inside at_t. destruct (inside_weak a d t inside) as [a_t t_d].
  assert (off : z <= 0 -> negb (Qle_bool z 0) = false).
  { intros nonpos. apply Qle_bool_iff in nonpos. now rewrite nonpos. }
  unfold rectified_line in test.
  destruct (line_nonneg l a d) eqn:nonneg; [|destruct (line_nonpos l a d) eqn:nonpos; [|discriminate]];
    injection test as _ <-.
  - destruct (is_zero l) eqn:zero; cbn [negb].
    + apply off. unfold is_zero in zero. apply andb_true_iff in zero as [m_0 q_0].
    apply Qeq_bool_iff in m_0, q_0.
      unfold at_line in at_t. rewrite m_0, q_0 in at_t. lra.
    + pose proof (line_positive_inside l a d t nonneg zero inside) as pos.
      destruct (Qle_bool z 0) eqn:le; [|reflexivity]. apply Qle_bool_iff in le. lra.
  - apply off. pose proof (line_nonpos_ok l a d t nonpos a_t t_d). lra.
Qed.

Lemma layer_lines_ok : forall l ls a d out bs t v, layer_lines l ls a d = Some (out, bs) ->
  from_left a t -> to_right d t -> at_lines ls t v -> at_lines out t (layer_output l v).
Proof.
  intros [us r] ls a d out bs t v test a_t t_d at_t.
  unfold layer_lines, layer_output in *; cbn [units rectified] in *.
  pose proof (unit_line_ok ls t v at_t) as unit_ok. destruct r.
  - revert out bs test. induction us as [|u us IH]; intros out bs test; cbn [map rectified_lines] in test.
    + injection test as <- _. constructor.
    + destruct (rectified_line (unit_line ls u) a d) as [[l' b]|] eqn:first; [|discriminate].
      destruct (rectified_lines (map (unit_line ls) us) a d) as [[out' bs']|] eqn:later; [|discriminate].
      injection test as <- _. cbn [map]. constructor; [|now apply (IH out' bs')].
      unfold unit_output. now apply (rectified_line_ok (unit_line ls u) a d l' b).
  - injection test as <- _. induction us as [|u us IH]; cbn [map]; constructor; [|exact IH].
    unfold unit_output. apply unit_ok.
Qed.
Lemma layer_lines_active : forall us ls a d out bs t v, layer_lines (Layer us true) ls a d = Some (out, bs) ->
  strictly_inside a d t -> at_lines ls t v -> map (unit_active v) us = bs.
Proof.
  intros us ls a d out bs t v test inside at_t. unfold layer_lines in test; cbn [units rectified] in test.
  revert out bs test. induction us as [|u us IH]; intros out bs test; cbn [map rectified_lines] in *.
  - injection test as _ <-. reflexivity.
  - destruct (rectified_line (unit_line ls u) a d) as [[l' b]|] eqn:first; [|discriminate].
    destruct (rectified_lines (map (unit_line ls) us) a d) as [[out' bs']|] eqn:later; [|discriminate].
    injection test as _ <-. rewrite (IH out' bs' eq_refl). f_equal. unfold unit_active.
    apply (rectified_line_active (unit_line ls u) a d l' b t); auto. now apply unit_line_ok.
Qed.

(** T6.1, T6.2: the values of the network are the lines, at each point of the cell. *)
Theorem cell_lines_ok : forall net ls a d out pat t v, cell_lines net ls a d = Some (out, pat) ->
  from_left a t -> to_right d t -> at_lines ls t v -> at_lines out t (layers_output net v).
Proof.
  induction net as [|l net IH]; intros ls a d out pat t v test a_t t_d at_t;
    cbn [cell_lines layers_output] in *.
  - injection test as <- _. exact at_t.
  - destruct (layer_lines l ls a d) as [[out' bs]|] eqn:first; [|discriminate].
    destruct (cell_lines net out' a d) as [[final pat']|] eqn:later; [|discriminate]. injection test as <- _.
    apply (IH out' a d final pat'); auto. now apply (layer_lines_ok l ls a d out' bs).
Qed.
(** T6.3.1: the pattern inside the cell. *)
Theorem cell_pattern_ok : forall net ls a d out pat t v, cell_lines net ls a d = Some (out, pat) ->
  strictly_inside a d t -> at_lines ls t v -> pattern net v = pat.
Proof.
  induction net as [|l net IH]; intros ls a d out pat t v test inside at_t; cbn [cell_lines pattern] in *.
  - injection test as _ <-. reflexivity.
  - destruct (inside_weak a d t inside) as [a_t t_d].
    destruct (layer_lines l ls a d) as [[out' bs]|] eqn:first; [|discriminate].
    destruct (cell_lines net out' a d) as [[final pat']|] eqn:later; [|discriminate]. injection test as _ <-.
    pose proof (layer_lines_ok l ls a d out' bs t v first a_t t_d at_t) as next.
    rewrite (IH out' a d final pat' t _ later inside next). f_equal.
    destruct l as [us []]; cbn [rectified units].
    + now apply (layer_lines_active us ls a d out' bs t).
    + unfold layer_lines in first; cbn [rectified] in first. injection first as _ <-. reflexivity.
Qed.

(** ** The inputs: a line in the space of inputs, or the one input of the network *)

Fixpoint input_lines (p d : list Q) : list line :=
  match p, d with
  | a :: p', b :: d' => (b, a) :: input_lines p' d'
  | _, _ => []
  end.
Lemma input_lines_ok : forall p d t, at_lines (input_lines p d) t (point_on_line p d t).
Proof.
  induction p as [|a p IH]; intros [|b d] t; cbn [input_lines point_on_line]; try constructor.
  - unfold at_line; cbn [fst snd]. ring.
  - apply IH.
Qed.
Lemma one_input_ok : forall t, at_lines [(1, 0)] t [t].
Proof. intros t. constructor; [|constructor]. unfold at_line; cbn [fst snd]. ring. Qed.

(** c * F along the cell. *)
Definition combined (c : list Q) (out : list line) : line :=
  (Qred (dot c (map fst out)), Qred (dot c (map snd out))).
Lemma combined_ok : forall c out t v, at_lines out t v -> dot c v == at_line (combined c out) t.
Proof.
  intros c out t v at_t. unfold at_line, combined; cbn [fst snd]. rewrite !Qred_correct. now apply dot_lines.
Qed.
