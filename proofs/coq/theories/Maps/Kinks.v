(** * Kinks, and the number of pieces by the list of all kinks

    A list of kinks, with F affine between them, shows how many pieces F has ([pieces_of_kinks]); such lists
    are put together at a point ([kinks_app_kink], [kinks_app_smooth]), and pulled back through an affine map
    ([kinks_pull_up], [kinks_pull_down]). *)
From Coq Require Import ZArith QArith Lqa List Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Lists.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions.
Import ListNotations.
Open Scope Q_scope.

(** F is affine near c; a kink is a point where it is not. *)
Definition smooth (F : Q -> Q) (c : Q) : Prop := exists e, 0 < e /\ affine_on F (c - e) (c + e).
Definition kink (F : Q -> Q) (c : Q) : Prop := ~ smooth F c.

(** The list holds the kinks of F strictly between u and v, and u < v. *)
Fixpoint kinks_between (F : Q -> Q) (u : Q) (l : list Q) (v : Q) : Prop :=
  match l with
  | [] => u < v /\ affine_on F u v
  | c :: l' => u < c /\ affine_on F u c /\ kink F c /\ kinks_between F c l' v
  end.

Lemma kinks_between_lt : forall F l u v, kinks_between F u l v -> u < v.
Proof.
  induction l as [|c l IH]; intros u v kinks; cbn [kinks_between] in kinks; [tauto|].
  destruct kinks as (u_c & _ & _ & rest). specialize (IH _ _ rest). lra.
Qed.

(** ** The number of pieces *)

Lemma kinks_subdivide : forall F l u v, kinks_between F u l v -> subdivision (affine_on F) u (l ++ [v]) v.
Proof.
  induction l as [|c l IH]; intros u v kinks; cbn [kinks_between app subdivision] in *.
  - destruct kinks. repeat split; auto; reflexivity.
  - destruct kinks as (u_c & line & _ & rest). auto.
Qed.

(** No cell of a subdivision reaches beyond the next kink, so that there are more cells than kinks. *)
Lemma kinks_fewer_than_cells : forall F l u v, kinks_between F u l v -> forall ts t, t < hd v l ->
  subdivision (affine_on F) t ts v -> (length l < length ts)%nat.
Proof.
  induction l as [|c l IH]; intros u v kinks ts t before cells; cbn [hd] in before.
  - destruct ts as [|s ts]; cbn [subdivision length] in *; [lra|lia].
  - cbn [kinks_between] in kinks. destruct kinks as (u_c & line & kink_c & rest).
    pose proof (kinks_between_lt _ _ _ _ rest) as c_v.
    destruct ts as [|s ts]; cbn [subdivision] in cells; [lra|]. destruct cells as (t_s & cell & cells).
    assert (s_c : s <= c).
    { destruct (Qlt_le_dec c s) as [c_s|le]; [|exact le]. exfalso. apply kink_c.
      destruct (small2 (c - t) (s - c)) as (e & pos & e_t & e_s); try lra.
      exists e. split; [exact pos|]. apply (affine_sub F t s); auto; lra. }
    cbn [length]. apply -> Nat.succ_lt_mono. apply (IH c v rest ts s); auto.
    destruct l as [|c' l]; cbn [hd]; [lra|]. cbn [kinks_between] in rest. lra.
Qed.

Theorem pieces_of_kinks : forall F u l v, kinks_between F u l v ->
  pieces F u v (N.succ (N.of_nat (length l))).
Proof.
  intros F u l v kinks. split.
  - exists (l ++ [v]). split; [now apply kinks_subdivide|]. rewrite length_append. cbn. lia.
  - intros ts cells. assert (length l < length ts)%nat; [|lia].
    apply (kinks_fewer_than_cells F l u v kinks ts u); auto.
    destruct l as [|c l]; cbn [hd kinks_between] in *; tauto.
Qed.

(** ** Putting together *)

(** Two affine functions that agree at two points have one slope. *)
Lemma slopes_agree : forall m b m' b' x y, x < y -> m * x + b == m' * x + b' -> m * y + b == m' * y + b' ->
  m == m'.
Proof.
  intros m b m' b' x y x_y at_x at_y.
  assert (zero : m - m' == 0) by (apply (mul_cancel _ (y - x)); [lra|ring_simplify; lra]). lra.
Qed.

Lemma affine_glue : forall F u v w, u < v -> v < w -> affine_on F u v -> affine_on F v w -> smooth F v ->
  affine_on F u w.
Proof.
  intros F u v w u_v v_w (m1 & b1 & line1) (m2 & b2 & line2) (e & pos_e & m & b & line).
  destruct (small3 e (v - u) (w - v)) as (d & pos_d & d_e & d_u & d_w); try lra.
  (* the slopes on both sides are the slope near v *)
  assert (slope1 : m1 == m).
  { apply (slopes_agree m1 b1 m b (v - d) v); [lra| |].
    - rewrite <- line1, <- line by lra. reflexivity.
    - rewrite <- line1, <- line by lra. reflexivity. }
  assert (slope2 : m2 == m).
  { apply (slopes_agree m2 b2 m b v (v + d)); [lra| |].
    - rewrite <- line2, <- line by lra. reflexivity.
    - rewrite <- line2, <- line by lra. reflexivity. }
  assert (at_v1 : m1 * v + b1 == m * v + b) by (rewrite <- line1, <- line by lra; reflexivity).
  assert (at_v2 : m2 * v + b2 == m * v + b) by (rewrite <- line2, <- line by lra; reflexivity).
  exists m, b. intros x u_x x_w. destruct (Qlt_le_dec v x) as [v_x|x_v].
  - rewrite line2 by lra. rewrite slope2 in *. lra.
  - rewrite line1 by lra. rewrite slope1 in *. lra.
Qed.

Lemma kinks_app_kink : forall F l u v l' w, kinks_between F u l v -> kink F v -> kinks_between F v l' w ->
  kinks_between F u (l ++ v :: l') w.
Proof.
  induction l as [|c l IH]; intros u v l' w left kink_v right; cbn [kinks_between app] in *; [tauto|].
  destruct left as (u_c & line & kink_c & rest). repeat split; auto.
Qed.

Lemma kinks_app_smooth : forall F l u v l' w, kinks_between F u l v -> smooth F v -> kinks_between F v l' w ->
  kinks_between F u (l ++ l') w.
Proof.
  induction l as [|c l IH]; intros u v l' w left smooth_v right; cbn [kinks_between app] in *.
  - destruct left as [u_v line]. destruct l' as [|c l']; cbn [kinks_between] in *.
    + destruct right as [v_w line']. split; [lra|]. now apply (affine_glue F u v w).
    + destruct right as (v_c & line' & kink_c & rest). repeat split; auto; [lra|].
      now apply (affine_glue F u v c).
  - destruct left as (u_c & line & kink_c & rest). repeat split; auto. now apply (IH c v).
Qed.

(** ** Equal functions, equal ends *)

Lemma smooth_ext : forall F G c, (forall x, F x == G x) -> smooth F c -> smooth G c.
Proof. intros F G c agree (e & pos & line). exists e. split; [exact pos|]. now apply (affine_ext F). Qed.
Lemma smooth_eq : forall F c d, c == d -> smooth F c -> smooth F d.
Proof.
  intros F c d eq (e & pos & line). exists e. split; [exact pos|].
  apply (affine_sub F (c - e) (c + e)); auto; lra.
Qed.
Lemma kink_ext : forall F G c, (forall x, F x == G x) -> kink F c -> kink G c.
Proof.
  intros F G c agree kink_c smooth_c. apply kink_c. apply (smooth_ext G); auto. intros; now symmetry.
Qed.
Lemma kink_eq : forall F c d, c == d -> kink F c -> kink F d.
Proof. intros F c d eq kink_c smooth_d. apply kink_c. symmetry in eq. now apply (smooth_eq F d c). Qed.

Lemma kinks_between_ext : forall F G, (forall x, F x == G x) -> forall l u v,
  kinks_between F u l v -> kinks_between G u l v.
Proof.
  intros F G agree. induction l as [|c l IH]; intros u v kinks; cbn [kinks_between] in *.
  - split; [tauto|]. apply (affine_ext F); auto; tauto.
  - destruct kinks as (u_c & line & kink_c & rest). repeat split; auto.
    + now apply (affine_ext F).
    + now apply (kink_ext F).
Qed.

Lemma kinks_between_eq : forall F l u u' v v', u == u' -> v == v' ->
  kinks_between F u l v -> kinks_between F u' l v'.
Proof.
  induction l as [|c l IH]; intros u u' v v' eq_u eq_v kinks; cbn [kinks_between] in *.
  - destruct kinks as [u_v line]. split; [lra|]. now apply (affine_eq F u u' v v').
  - destruct kinks as (u_c & line & kink_c & rest). repeat split; auto; [lra| |].
    + apply (affine_eq F u u' c c); auto; reflexivity.
    + apply (IH c c v v'); auto; reflexivity.
Qed.

(** ** Pulling back through an affine piece *)

Section Pull.
Variables (G F : Q -> Q) (A B m q : Q).
Hypothesis G_ext : extensional G.
Hypothesis F_line : forall x, A <= x -> x <= B -> F x == m * x + q.
Notation GF := (fun x => G (F x)).

Lemma affine_pull : forall u v y z, A <= u -> v <= B ->
  (forall x, u <= x -> x <= v -> y <= m * x + q /\ m * x + q <= z) -> affine_on G y z -> affine_on GF u v.
Proof.
  intros u v y z A_u v_B inside (n & r & line). exists (n * m), (n * q + r). intros x u_x x_v.
  destruct (inside x u_x x_v) as [y_image image_z].
  rewrite (G_ext _ _ (F_line x ltac:(lra) ltac:(lra))), line by assumption. ring.
Qed.

Lemma flat_pull : m == 0 -> affine_on GF A B.
Proof.
  intros flat. exists 0, (G q). intros x A_x x_B. rewrite (G_ext (F x) q); [ring|].
  rewrite F_line, flat by assumption. ring.
Qed.

(** A kink of G at m c + q makes a kink of G o F at c, as F has an affine inverse near c. *)
Lemma kink_pull : forall c, ~ m == 0 -> A < c -> c < B -> kink G (m * c + q) -> kink GF c.
Proof.
  intros c nonzero A_c c_B kink_image (e & pos_e & n & r & line). apply kink_image.
  destruct (small3 e (c - A) (B - c)) as (d & pos_d & d_e & d_A & d_B); try lra.
  assert (near : forall x, c - d <= x -> x <= c + d -> G (m * x + q) == n * x + r).
  { intros x lo hi. rewrite <- line by lra. apply G_ext. symmetry. apply F_line; lra. }
  destruct (sign_cases m nonzero) as [pos|neg]; [exists (m * d)|exists (- (m * d))].
  all: split; [nra|]; exists (n / m), (r - n * q / m); intros y y_lo y_hi.
  all: assert (eq_y : y == m * ((y - q) / m) + q) by (field; exact nonzero).
  all: set (x := (y - q) / m) in *; rewrite (G_ext y (m * x + q) eq_y), near;
    [unfold x; field; exact nonzero| |].
  all: clearbody x.
  - assert (scaled : m * (c - d) <= m * x) by lra. clear - pos scaled. nra.
  - assert (scaled : m * x <= m * (c + d)) by lra. clear - pos scaled. nra.
  - assert (scaled : m * x <= m * (c - d)) by lra. clear - neg scaled. nra.
  - assert (scaled : m * (c + d) <= m * x) by lra. clear - neg scaled. nra.
Qed.

Lemma kinks_pull_up : 0 < m -> forall l u v u' v', A <= u' -> v' <= B -> u == m * u' + q -> v == m * v' + q ->
  kinks_between G u l v -> exists l', length l' = length l /\ kinks_between GF u' l' v'.
Proof.
  intros pos. induction l as [|c l IH]; intros u v u' v' A_u v_B eq_u eq_v kinks;
    cbn [kinks_between] in kinks.
  - destruct kinks as [u_v line]. exists []. split; [reflexivity|]. cbn [kinks_between]. split; [nra|].
    apply (affine_pull u' v' u v); auto. intros x lo hi. split; nra.
  - destruct kinks as (u_c & line & kink_c & rest). pose proof (kinks_between_lt _ _ _ _ rest) as c_v.
    assert (nonzero : ~ m == 0) by lra.
    assert (eq_c : c == m * ((c - q) / m) + q) by (field; exact nonzero).
    set (c' := (c - q) / m) in *. clearbody c'.
    assert (u_c' : u' < c') by nra. assert (c_v' : c' < v') by nra.
    destruct (IH c v c' v') as (l' & same_length & rest'); auto; [lra|].
    exists (c' :: l'). split; [cbn; now rewrite same_length|]. cbn [kinks_between]. repeat split; auto.
    + apply (affine_pull u' c' u c); auto; [lra|]. intros x lo hi. split; nra.
    + apply kink_pull; auto; [lra|lra|]. now apply (kink_eq G c).
Qed.

Lemma kinks_pull_down : m < 0 -> forall l u v u' v', A <= v' -> u' <= B -> u == m * u' + q ->
  v == m * v' + q ->
  kinks_between G u l v -> exists l', length l' = length l /\ kinks_between GF v' l' u'.
Proof.
  intros neg. induction l as [|c l IH]; intros u v u' v' A_v u_B eq_u eq_v kinks;
    cbn [kinks_between] in kinks.
  - destruct kinks as [u_v line]. exists []. split; [reflexivity|]. cbn [kinks_between]. split; [nra|].
    apply (affine_pull v' u' u v); auto. intros x lo hi. split; nra.
  - destruct kinks as (u_c & line & kink_c & rest). pose proof (kinks_between_lt _ _ _ _ rest) as c_v.
    assert (nonzero : ~ m == 0) by lra.
    assert (eq_c : c == m * ((c - q) / m) + q) by (field; exact nonzero).
    set (c' := (c - q) / m) in *. clearbody c'.
    assert (c_u' : c' < u') by nra. assert (v_c' : v' < c') by nra.
    destruct (IH c v c' v') as (l' & same_length & rest'); auto; [lra|].
    exists (l' ++ [c']). split; [rewrite length_append; cbn; lia|].
    apply kinks_app_kink; auto.
    + apply kink_pull; auto; [lra|lra|]. now apply (kink_eq G c).
    + cbn [kinks_between]. split; [exact c_u'|].
      apply (affine_pull c' u' u c); auto; [lra|]. intros x lo hi. split; nra.
Qed.
End Pull.
