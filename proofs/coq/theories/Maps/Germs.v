(** * One-sided slopes (germs)

    A kink is a point whose two one-sided slopes differ ([germ_kink], [germ_smooth]); the one-sided slope of
    a composition is the product of those met on the way ([germ_comp]), and zero once one of them is
    ([germ_flat]). *)
From Coq Require Import ZArith QArith Lqa Bool.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Maps.Iterates Maps.Subdivisions
  Maps.Kinks.
Open Scope Q_scope.

(** The two sides of a point: [true] is the right one. *)
Definition side_sign (right : bool) : Q := if right then 1 else -1 # 1.

(** F has the one-sided slope s at c on a side. *)
Definition germ (F : Q -> Q) (c : Q) (side : bool) (s : Q) : Prop :=
  exists e, 0 < e /\ forall h, 0 <= h -> h <= e -> F (c + side_sign side * h) == F c + side_sign side * h * s.

Lemma germ_kink : forall F c s t, germ F c false s -> germ F c true t -> ~ s == t -> kink F c.
Proof.
  intros F c s t (e1 & pos1 & left) (e2 & pos2 & right) differ (e & pos & m & b & line). apply differ.
  destruct (small3 e e1 e2) as (h & pos_h & h_e & h_e1 & h_e2); auto.
  specialize (left h ltac:(lra) h_e1). specialize (right h ltac:(lra) h_e2). cbn [side_sign] in *.
  rewrite line in left, right by lra. rewrite (line c) in left, right by lra.
  assert (slope_s : s - m == 0) by (apply (mul_cancel _ h pos_h); lra).
  assert (slope_t : t - m == 0) by (apply (mul_cancel _ h pos_h); lra).
  lra.
Qed.

Lemma germ_smooth : forall F c s t, extensional F -> germ F c false s -> germ F c true t -> s == t ->
  smooth F c.
Proof.
  intros F c s t ext (e1 & pos1 & left) (e2 & pos2 & right) same_slope.
  destruct (small2 e1 e2) as (h & pos_h & h_e1 & h_e2); auto. exists h. split; [exact pos_h|].
  exists s, (F c - s * c). intros x lo hi. destruct (Qlt_le_dec c x) as [c_x|x_c].
  - specialize (right (x - c) ltac:(lra) ltac:(lra)). cbn [side_sign] in right.
    rewrite (ext x (c + 1 * (x - c))) by ring. rewrite right, <- same_slope. ring.
  - specialize (left (c - x) ltac:(lra) ltac:(lra)). cbn [side_sign] in left.
    rewrite (ext x (c + (-1 # 1) * (c - x))) by ring. rewrite left. ring.
Qed.

(** A falling function exchanges the sides. *)
Definition turn (falling side : bool) : bool := if falling then negb side else side.

Lemma side_sign_negb : forall side, side_sign (negb side) == - side_sign side.
Proof. intros [|]; cbn; ring. Qed.

Lemma germ_comp : forall G F c side s t (falling : bool), extensional G -> germ F c side s ->
  (if falling then s < 0 else 0 < s) -> germ G (F c) (turn falling side) t ->
  germ (fun x => G (F x)) c side (s * t).
Proof.
  intros G F c side s t falling ext (e1 & pos1 & germ_F) sign (e2 & pos2 & germ_G).
  (* h so small that F stays where the slope of G is t *)
  assert (small : exists e, 0 < e /\ e <= e1 /\ (if falling then - s * e else s * e) <= e2).
  { destruct falling; cbn in sign.
    - destruct (small2 e1 (e2 / (- s))) as (e & pos & e_e1 & e_e2); auto.
      + apply Qlt_shift_div_l; lra.
      + exists e. repeat split; auto.
        assert (scaled : (- s) * e <= (- s) * (e2 / (- s))) by nra.
        assert (cancel : (- s) * (e2 / (- s)) == e2) by (field; lra). lra.
    - destruct (small2 e1 (e2 / s)) as (e & pos & e_e1 & e_e2); auto.
      + apply Qlt_shift_div_l; lra.
      + exists e. repeat split; auto.
        assert (scaled : s * e <= s * (e2 / s)) by nra.
        assert (cancel : s * (e2 / s) == e2) by (field; lra). lra. }
  destruct small as (e & pos & e_e1 & e_e2). exists e. split; [exact pos|]. intros h h_0 h_e.
  rewrite (ext _ _ (germ_F h h_0 ltac:(lra))).
  destruct falling; cbn [turn] in *.
  - pose proof (side_sign_negb side) as opposite.
    specialize (germ_G (- s * h) ltac:(nra) ltac:(nra)).
    rewrite (ext (F c + side_sign side * h * s) (F c + side_sign (negb side) * (- s * h)))
      by (rewrite opposite; ring).
    rewrite germ_G, opposite. ring.
  - specialize (germ_G (s * h) ltac:(nra) ltac:(nra)).
    rewrite (ext (F c + side_sign side * h * s) (F c + side_sign side * (s * h))) by ring.
    rewrite germ_G. ring.
Qed.

Lemma germ_flat : forall G F c side s, extensional G -> germ F c side s -> s == 0 ->
  germ (fun x => G (F x)) c side 0.
Proof.
  intros G F c side s ext (e & pos & germ_F) flat. exists e. split; [exact pos|]. intros h h_0 h_e.
  rewrite (ext _ _ (germ_F h h_0 h_e)), (ext (F c + side_sign side * h * s) (F c)); [ring|].
  rewrite flat. ring.
Qed.

Lemma germ_eq : forall F c c' side s s', extensional F -> c == c' -> s == s' ->
  germ F c side s -> germ F c' side s'.
Proof.
  intros F c c' side s s' ext eq_c eq_s (e & pos & slope). exists e. split; [exact pos|]. intros h h_0 h_e.
  rewrite <- eq_s, <- (ext c c' eq_c), <- slope by assumption. apply ext. now rewrite eq_c.
Qed.
