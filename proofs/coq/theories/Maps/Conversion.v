(** * From a map as given to its computing form

    [to_piecewise] computes the form; [represents] tests it, and the test is what the theorems rest on:
    [represents_sound] says that both have the same values. *)
From Coq Require Import ZArith QArith Lqa List Bool.
From ExactPL Require Import Definitions.Functions Definitions.Maps.
From ExactPL Require Import Arithmetic.Rationals Maps.Iterates Maps.Piecewise.
Import ListNotations.
Open Scope Q_scope.

(** ** Computed (unproved) *)

(** The line through (x0, y0) with slope m. *)
Definition line_at (m y0 x0 : Q) : affine :=
  let b := Qred (y0 - m * x0) in
  let m := Qred m in
  let d := (Qden m * Qden b)%positive in
  let a := (Qnum m * Zpos (Qden b))%Z in
  let c := (Qnum b * Zpos (Qden m))%Z in
  let g := Z.gcd (Z.gcd a c) (Zpos d) in
  Affine (a / g) (c / g) (Z.to_pos (Zpos d / g)).
Fixpoint pieces_after (p : knot) (l : list knot) (last_slope : Q) : list (Q * affine) :=
  match l with
  | [] => [(Qred (fst p), line_at last_slope (snd p) (fst p))]
  | q :: l' =>
    (Qred (fst p), line_at ((snd q - snd p) / (fst q - fst p)) (snd p) (fst p)) :: pieces_after q l'
      last_slope
  end.
Definition to_piecewise (f : plmap) : piecewise :=
  (line_at (left_slope f) (snd (first_knot f)) (fst (first_knot f)),
   pieces_after (first_knot f) (other_knots f) (right_slope f)).

(** ** Tested *)

Fixpoint represents_after (p : knot) (l : list knot) (last_slope : Q) (h : affine)
  (pieces : list (Q * affine)) : bool :=
  Qeq_bool (apply_affine h (fst p)) (snd p) &&
  match l, pieces with
  | [], [] => Qeq_bool (slope h) last_slope
  | q :: l', (c, h') :: pieces' =>
    Qeq_bool c (fst q) && Qlt_bool (fst p) (fst q) && Qeq_bool (apply_affine h (fst q)) (snd q) &&
    represents_after q l' last_slope h' pieces'
  | _, _ => false
  end.
Definition represents (f : plmap) (g : piecewise) : bool :=
  Qeq_bool (slope (fst g)) (left_slope f) &&
  Qeq_bool (apply_affine (fst g) (fst (first_knot f))) (snd (first_knot f)) &&
  match snd g with
  | [] => false
  | (c, h) :: pieces =>
    Qeq_bool c (fst (first_knot f)) && represents_after (first_knot f) (other_knots f) (right_slope f) h
      pieces
  end.

(** An affine function is known by a value and its slope. *)
Lemma line_through : forall h px py m x, apply_affine h px == py -> slope h == m ->
  apply_affine h x == py + m * (x - px).
Proof.
  intros h px py m x at_p slope_m. pose proof (apply_affine_rise h px x) as rise.
  rewrite <- at_p, <- slope_m. lra.
Qed.

Lemma represents_after_sound : forall l p last_slope h pieces, represents_after p l last_slope h pieces =
  true ->
  forall x, value_from h pieces x == value_after p l last_slope x.
Proof.
  induction l as [|q l IH]; intros p last_slope h pieces test x; cbn [represents_after] in test.
  - destruct pieces; apply andb_true_iff in test as [at_p last]; [|discriminate].
    apply Qeq_bool_iff in at_p. apply Qeq_bool_iff in last.
    cbn [value_from value_after]. now apply line_through.
  - destruct pieces as [|[c h'] pieces]; apply andb_true_iff in test as [at_p test]; [discriminate|].
    apply andb_true_iff in test as [test rest]. apply andb_true_iff in test as [test at_q].
    apply andb_true_iff in test as [cut rise].
    apply Qeq_bool_iff in at_p, cut, at_q. apply Qlt_bool_lt in rise.
    assert (line : forall x, apply_affine h x == snd p + (snd q - snd p) / (fst q - fst p) * (x - fst p)).
    { intros z. apply line_through; auto. pose proof (apply_affine_rise h (fst p) (fst q)) as rise_pq.
      rewrite at_p, at_q in rise_pq. rewrite rise_pq. field. lra. }
    cbn [value_from value_after]. destruct (Qle_bool x c) eqn:x_c; destruct (Qle_bool x (fst q)) eqn:x_q.
    + apply line.
    + apply Qle_bool_iff in x_c. apply Qle_bool_false_lt in x_q. lra.
    + apply Qle_bool_iff in x_q. apply Qle_bool_false_lt in x_c. lra.
    + now apply IH.
Qed.

Theorem represents_sound : forall f g, represents f g = true -> forall x, piecewise_value g x == value f x.
Proof.
  intros f [g0 pieces] test x. unfold represents in test; cbn [fst snd] in test.
  apply andb_true_iff in test as [test rest]. apply andb_true_iff in test as [left at_first].
  apply Qeq_bool_iff in left, at_first. destruct pieces as [|[c h] pieces]; [discriminate|].
  apply andb_true_iff in rest as [cut rest]. apply Qeq_bool_iff in cut.
  unfold piecewise_value, value; cbn [fst snd value_from].
  destruct (Qle_bool x c) eqn:x_c; destruct (Qle_bool x (fst (first_knot f))) eqn:x_p.
  - now apply line_through.
  - apply Qle_bool_iff in x_c. apply Qle_bool_false_lt in x_p. lra.
  - apply Qle_bool_iff in x_p. apply Qle_bool_false_lt in x_c. lra.
  - now apply represents_after_sound.
Qed.

Lemma represents_iter : forall f g, represents f g = true ->
  forall k x, iter k (piecewise_value g) x == iter k (value f) x.
Proof.
  intros f g test. apply iter_same; [now apply represents_sound|apply piecewise_value_extensional].
Qed.

(** ** The value of a map respects equality of rationals *)

Lemma value_after_extensional : forall l p last_slope, extensional (value_after p l last_slope).
Proof.
  induction l as [|q l IH]; intros p last_slope x y eq; cbn [value_after]; [now rewrite eq|].
  destruct (Qle_bool x (fst q)) eqn:x_q; destruct (Qle_bool y (fst q)) eqn:y_q.
  - now rewrite eq.
  - apply Qle_bool_iff in x_q. apply Qle_bool_false_lt in y_q. lra.
  - apply Qle_bool_iff in y_q. apply Qle_bool_false_lt in x_q. lra.
  - now apply IH.
Qed.
Lemma value_extensional : forall f, extensional (value f).
Proof.
  intros f x y eq. unfold value.
  destruct (Qle_bool x (fst (first_knot f))) eqn:x_p; destruct (Qle_bool y (fst (first_knot f))) eqn:y_p.
  - now rewrite eq.
  - apply Qle_bool_iff in x_p. apply Qle_bool_false_lt in y_p. lra.
  - apply Qle_bool_iff in y_p. apply Qle_bool_false_lt in x_p. lra.
  - now apply value_after_extensional.
Qed.
