(** * The real map of rational data

    At rational numbers [real_value f] is [value f] ([real_value_rational]), so orbits and least periods over
    Q are those over R ([least_period_real]).  If the knots rise, it is continuous ([real_value_continuity]).
    It maps a domain into itself if it does so at rational numbers ([maps_into_by_density]) or by a test
    ([maps_domain_sound], T0.1), and a bound of the absolute slopes of the pieces that meet the domain is a
    Lipschitz constant ([slopes_at_most_sound], T0.1.3). *)

From Coq Require Import Reals Lra Lia QArith Qreals List Bool.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Definitions.Functions.
From ExactPL Require Import Arithmetic.Rationals Continuous.Coverings Continuous.Cycles Bridge.Rationals.
Import ListNotations.
Open Scope R_scope.

(** ** Values at rational numbers *)

Lemma real_value_after_rational later : forall p s x,
  real_value_after p later s (Q2R x) = Q2R (value_after p later s x).
Proof.
  induction later as [|q later IH]; intros p s x; cbn [real_value_after value_after].
  - now rewrite Q2R_plus, Q2R_mult, Q2R_minus.
  - destruct (Qle_bool x (fst q)) eqn:test; tests; destruct (Rle_dec (Q2R x) (Q2R (fst q))); try lra.
    + now rewrite Q2R_plus, Q2R_mult, Q2R_minus.
    + apply IH.
Qed.

(** T0.1 and the definitions: the real map agrees with the rational one at rational numbers. *)
Theorem real_value_rational f x : real_value f (Q2R x) = Q2R (value f x).
Proof.
  unfold real_value, value. destruct (Qle_bool x (fst (first_knot f))) eqn:test; tests;
    destruct (Rle_dec (Q2R x) (Q2R (fst (first_knot f)))); try lra.
  - now rewrite Q2R_plus, Q2R_mult, Q2R_minus.
  - apply real_value_after_rational.
Qed.

Lemma iter_real f n x : iter n (real_value f) (Q2R x) = Q2R (Functions.iter n (value f) x).
Proof.
  induction n as [|n IH]; [reflexivity|]. cbn [iter Functions.iter]. now rewrite IH, real_value_rational.
Qed.

(** The orbit with reduced fractions. *)
Definition orbit_value (f : plmap) (n : nat) (x : Q) : Q := Functions.iter n (fun y => Qred (value f y)) x.
Lemma orbit_value_real f n x : iter n (real_value f) (Q2R x) = Q2R (orbit_value f n x).
Proof.
  induction n as [|n IH]; [reflexivity|]. unfold orbit_value in *. cbn [iter Functions.iter].
  now rewrite IH, real_value_rational, Q2R_red.
Qed.

(** Least periods over Q are least periods over R. *)
Theorem least_period_real f n x :
  Functions.least_period (value f) n x <-> least_period (real_value f) n (Q2R x).
Proof.
  split; intros (n_pos & closed & least); (split; [exact n_pos|split]).
  - rewrite iter_real. now apply Qeq_eqR.
  - intros d [d_pos d_lt] fixed. rewrite iter_real in fixed. apply (least d d_pos d_lt). now apply eqR_Qeq.
  - rewrite iter_real in closed. now apply eqR_Qeq.
  - intros d d_pos d_lt fixed. apply (least d (conj d_pos d_lt)). rewrite iter_real. now apply Qeq_eqR.
Qed.

(** ** Continuity *)

(** The knots rise from left to right. *)
Fixpoint rise_after (p : knot) (later : list knot) : bool :=
  match later with [] => true | q :: later' => Qlt_bool (fst p) (fst q) && rise_after q later' end.
Definition knots_rise (f : plmap) : bool := rise_after (first_knot f) (other_knots f).

(** The line through a knot with a slope. *)
Definition line (p : knot) (s : Q) (x : R) : R := Q2R (snd p) + Q2R s * (x - Q2R (fst p)).
Definition slope_between (p q : knot) : Q := ((snd q - snd p) / (fst q - fst p))%Q.

Lemma line_start p s : line p s (Q2R (fst p)) = Q2R (snd p).
Proof. unfold line. ring. Qed.

Lemma line_end p q : Q2R (fst p) < Q2R (fst q) -> line p (slope_between p q) (Q2R (fst q)) = Q2R (snd q).
Proof.
  intros rise. unfold line, slope_between. rewrite Q2R_div, !Q2R_minus; [field; lra|].
  intro zero. apply Qeq_eqR in zero. rewrite Q2R_minus, Q2R_0 in zero. lra.
Qed.

Lemma line_continuity p s : continuity (line p s).
Proof.
  intros x. apply continuity_pt_eps. intros e e_pos. set (m := Rabs (Q2R s) + 1).
  assert (m_pos : 0 < m) by (unfold m; pose proof (Rabs_pos (Q2R s)); lra).
  exists (e / m). split; [apply Rdiv_lt_0_compat; lra|]. intros y near. unfold line.
  replace (Q2R (snd p) + Q2R s * (y - Q2R (fst p)) - (Q2R (snd p) + Q2R s * (x - Q2R (fst p))))
    with (Q2R s * (y - x)) by ring.
  rewrite Rabs_mult. assert (e = e / m * m) by (field; lra). pose proof (Rabs_pos (Q2R s)).
  pose proof (Rabs_pos (y - x)). unfold m in *. nra.
Qed.

(** Two continuous functions with the same value at c, one to the left of c and one to the right. *)
Lemma paste_continuity g h c : continuity g -> continuity h -> g c = h c ->
  continuity (fun x => if Rle_dec x c then g x else h x).
Proof.
  intros cont_g cont_h same x. apply continuity_pt_eps. intros e e_pos. assert (half : 0 < e / 2) by lra.
  destruct (proj1 (continuity_pt_eps _ _) (cont_g x) _ half) as (d1 & d1_pos & g_x).
  destruct (proj1 (continuity_pt_eps _ _) (cont_h x) _ half) as (d2 & d2_pos & h_x).
  destruct (proj1 (continuity_pt_eps _ _) (cont_g c) _ half) as (d3 & d3_pos & g_c).
  destruct (proj1 (continuity_pt_eps _ _) (cont_h c) _ half) as (d4 & d4_pos & h_c).
  exists (Rmin (Rmin d1 d2) (Rmin d3 d4)). split; [repeat apply Rmin_pos; assumption|]. intros y near.
  pose proof (Rmin_l (Rmin d1 d2) (Rmin d3 d4)). pose proof (Rmin_r (Rmin d1 d2) (Rmin d3 d4)).
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2). pose proof (Rmin_l d3 d4). pose proof (Rmin_r d3 d4).
  specialize (g_x y ltac:(lra)). specialize (h_x y ltac:(lra)). rewrite abs_lt in *.
  destruct (Rle_dec x c), (Rle_dec y c); try lra.
  - specialize (h_c y ltac:(apply abs_lt; lra)). specialize (g_c x ltac:(apply abs_lt; lra)).
    rewrite abs_lt in *. lra.
  - specialize (g_c y ltac:(apply abs_lt; lra)). specialize (h_c x ltac:(apply abs_lt; lra)).
    rewrite abs_lt in *. lra.
Qed.

Lemma real_value_after_start later p s : rise_after p later = true ->
  real_value_after p later s (Q2R (fst p)) = Q2R (snd p).
Proof.
  destruct later as [|q later]; cbn [real_value_after rise_after]; intros rise; [apply line_start|]. tests.
  destruct Rle_dec; [apply line_start|lra].
Qed.

Lemma real_value_after_continuity later : forall p s, rise_after p later = true ->
  continuity (real_value_after p later s).
Proof.
  induction later as [|q later IH]; intros p s rise; cbn [rise_after] in rise; [apply line_continuity|].
  tests.
  apply (paste_continuity (line p (slope_between p q)) (real_value_after q later s)); auto
    using line_continuity.
  rewrite real_value_after_start by assumption. now apply line_end.
Qed.

(** The real map of data with rising knots is continuous. *)
Theorem real_value_continuity f : knots_rise f = true -> continuity (real_value f).
Proof.
  intros rise. apply (paste_continuity (line (first_knot f) (left_slope f))
    (real_value_after (first_knot f) (other_knots f) (right_slope f))).
  - apply line_continuity.
  - now apply real_value_after_continuity.
  - rewrite real_value_after_start by exact rise. apply line_start.
Qed.

Corollary real_value_continuous_on f E : knots_rise f = true -> continuous_on (real_value f) E.
Proof. intros rise. now apply continuity_continuous_on, real_value_continuity. Qed.

(** ** Maps into a domain *)

(** The set of rational numbers in a domain. *)
Definition rational_in (D : domain) (x : Q) : Prop := within_domain D (Q2R x).

(** If the values at the rational numbers of D lie in D, the map takes D into D. *)
Theorem maps_into_by_density f D : knots_rise f = true ->
  (forall x, rational_in D x -> rational_in D (value f x)) -> maps_into (real_value f) D.
Proof.
  intros rise maps x Dx.
  (* otherwise f x has a distance from D, and so have the values near x *)
  pose proof (proj1 (continuity_pt_eps _ x) (real_value_continuity f rise x)) as cont.
  assert (far : forall e, 0 < e -> (forall y, within_domain D y -> e <= Rabs (y - real_value f x)) -> False).
  { intros e e_pos away. destruct (cont e e_pos) as (d & d_pos & close).
    destruct (rational_near D x d Dx d_pos) as (q & Dq & q_near). specialize (close (Q2R q) q_near).
    rewrite real_value_rational in close. specialize (away (Q2R (value f q)) (maps q Dq)). lra. }
  split.
  - destruct (from D) as [a|] eqn:end_; [|exact I].
    destruct (Rle_lt_dec (Q2R a) (real_value f x)) as [|below]; [assumption|].
    exfalso. apply (far (Q2R a - real_value f x)); [lra|]. intros y [low _]. rewrite end_ in low.
    rewrite Rabs_pos_eq; lra.
  - destruct (upto D) as [b|] eqn:end_; [|exact I].
    destruct (Rle_lt_dec (real_value f x) (Q2R b)) as [|above]; [assumption|].
    exfalso. apply (far (real_value f x - Q2R b)); [lra|]. intros y [_ high]. rewrite end_ in high.
    rewrite Rabs_left1; lra.
Qed.

(** The rational numbers of a domain, in the words of [Definitions.Functions]. *)
Lemma rational_in_iff D x : rational_in D x <-> Functions.in_interval (from D) (upto D) x.
Proof.
  unfold rational_in, within_domain, Functions.in_interval. destruct D as [[a|] [b|]]; cbn [from upto];
    split; intros [low high]; split; auto using Qle_Rle, Rle_Qle.
Qed.

(** A map of [lo, hi] into itself over Q is one over R. *)
Corollary maps_into_real f lo hi : knots_rise f = true -> Functions.maps_into (value f) lo hi ->
  maps_into (real_value f) (Domain (Some lo) (Some hi)).
Proof.
  intros rise maps. apply maps_into_by_density; [exact rise|]. intros x Dx.
  apply rational_in_iff in Dx as [low high]. apply rational_in_iff. cbn in *. now apply maps.
Qed.

(** The part of a domain to the right, to the left of a point. *)
Definition clip_from (D : domain) (a : Q) : Q := match from D with Some c => qmax a c | None => a end.
Definition clip_upto (D : domain) (b : Q) : Q := match upto D with Some c => qmin b c | None => b end.

Lemma clip_from_real D a x : within_domain D x -> Q2R a <= x -> Q2R (clip_from D a) <= x.
Proof.
  intros [low _] ax. unfold clip_from. destruct (from D) as [c|]; [|exact ax].
  unfold qmax. destruct (Qle_bool a c); assumption.
Qed.
Lemma clip_upto_real D b x : within_domain D x -> x <= Q2R b -> x <= Q2R (clip_upto D b).
Proof.
  intros [_ high] xb. unfold clip_upto. destruct (upto D) as [c|]; [|exact xb].
  unfold qmin. destruct (Qle_bool b c); assumption.
Qed.

(** The value of the line at a rational number. *)
Definition line_value (p : knot) (s x : Q) : Q := (snd p + s * (x - fst p))%Q.
Lemma line_value_real p s x : line p s (Q2R x) = Q2R (line_value p s x).
Proof. unfold line, line_value. now rewrite Q2R_plus, Q2R_mult, Q2R_minus. Qed.

(** An affine function between two points, and on a ray. *)
Lemma line_between p s (D : domain) a b x : D (line p s a) -> D (line p s b) -> a <= x <= b -> D (line p s x).
Proof.
  intros Da Db between. unfold line in *. destruct (Rle_lt_dec 0 (Q2R s)).
  - apply (domain_is_interval D _ _ _ Da Db). nra.
  - apply (domain_is_interval D _ _ _ Db Da). nra.
Qed.

(** The line with slope s on the part of D in [a, b] has its values in T. *)
Definition segment_into (D T : domain) (p : knot) (s a b : Q) : bool :=
  let a' := clip_from D a in let b' := clip_upto D b in
  Qlt_bool b' a' || in_domain T (line_value p s a') && in_domain T (line_value p s b').
Lemma segment_into_sound D T p s a b x : segment_into D T p s a b = true -> within_domain D x ->
  Q2R a <= x <= Q2R b -> T (line p s x).
Proof.
  intros test Dx [ax xb].
  pose proof (clip_from_real D a x Dx ax) as ax'. pose proof (clip_upto_real D b x Dx xb) as xb'.
  apply orb_true_iff in test as [empty|test]; [tests; lra|]. apply andb_true_iff in test as [in_a in_b].
  apply in_domain_real in in_a, in_b. rewrite <- line_value_real in in_a, in_b.
  apply (line_between p s T (Q2R (clip_from D a)) (Q2R (clip_upto D b))); auto.
Qed.

(** A function that does not fall, or does not rise, for ever: T is unbounded in the direction in which it
    goes. *)
Definition unbounded (end_ : option Q) : bool := match end_ with None => true | Some _ => false end.

(** The line on the part of D to the right of a has its values in T. *)
Definition right_ray_into (D T : domain) (p : knot) (s a : Q) : bool :=
  match upto D with
  | Some b => segment_into D T p s a b
  | None => in_domain T (line_value p s (clip_from D a)) &&
            (Qle_bool 0 s || unbounded (from T)) && (Qle_bool s 0 || unbounded (upto T))
  end.
Lemma right_ray_into_sound D T p s a x : right_ray_into D T p s a = true -> within_domain D x -> Q2R a <= x ->
  T (line p s x).
Proof.
  unfold right_ray_into. intros test Dx ax. pose proof (clip_from_real D a x Dx ax) as ax'.
  destruct (upto D) as [b|] eqn:end_.
  - apply (segment_into_sound D T p s a b); auto. split; [exact ax|]. destruct Dx as [_ high].
    now rewrite end_ in high.
  - apply andb_true_iff in test as [test up]. apply andb_true_iff in test as [start down].
    apply in_domain_real in start. rewrite <- line_value_real in start. destruct start as [low high]. split.
    + destruct (from T) as [c|]; [|exact I]. cbn [unbounded] in down. rewrite orb_false_r in down.
      tests. rewrite Q2R_0 in *. unfold line in *. nra.
    + destruct (upto T) as [c|]; [|exact I]. cbn [unbounded] in up. rewrite orb_false_r in up.
      tests. rewrite Q2R_0 in *. unfold line in *. nra.
Qed.

(** The line on the part of D to the left of b has its values in T. *)
Definition left_ray_into (D T : domain) (p : knot) (s b : Q) : bool :=
  match from D with
  | Some a => segment_into D T p s a b
  | None => in_domain T (line_value p s (clip_upto D b)) &&
            (Qle_bool s 0 || unbounded (from T)) && (Qle_bool 0 s || unbounded (upto T))
  end.
Lemma left_ray_into_sound D T p s b x : left_ray_into D T p s b = true -> within_domain D x -> x <= Q2R b ->
  T (line p s x).
Proof.
  unfold left_ray_into. intros test Dx xb. pose proof (clip_upto_real D b x Dx xb) as xb'.
  destruct (from D) as [a|] eqn:end_.
  - apply (segment_into_sound D T p s a b); auto. split; [|exact xb]. destruct Dx as [low _].
    now rewrite end_ in low.
  - apply andb_true_iff in test as [test up]. apply andb_true_iff in test as [start down].
    apply in_domain_real in start. rewrite <- line_value_real in start. destruct start as [low high]. split.
    + destruct (from T) as [c|]; [|exact I]. cbn [unbounded] in down. rewrite orb_false_r in down.
      tests. rewrite Q2R_0 in *. unfold line in *. nra.
    + destruct (upto T) as [c|]; [|exact I]. cbn [unbounded] in up. rewrite orb_false_r in up.
      tests. rewrite Q2R_0 in *. unfold line in *. nra.
Qed.

Fixpoint after_into (D T : domain) (p : knot) (later : list knot) (s : Q) : bool :=
  match later with
  | [] => right_ray_into D T p s (fst p)
  | q :: later' => segment_into D T p (slope_between p q) (fst p) (fst q) && after_into D T q later' s
  end.
(** Does f map D into T? *)
Definition maps_to (f : plmap) (D T : domain) : bool :=
  left_ray_into D T (first_knot f) (left_slope f) (fst (first_knot f)) &&
  after_into D T (first_knot f) (other_knots f) (right_slope f).
(** Does f map D into itself? *)
Definition maps_domain (f : plmap) (D : domain) : bool := maps_to f D D.

Lemma after_into_sound D T later : forall p s x, after_into D T p later s = true -> within_domain D x ->
  Q2R (fst p) <= x -> T (real_value_after p later s x).
Proof.
  induction later as [|q later IH]; intros p s x test Dx px; cbn [after_into real_value_after] in *.
  - now apply (right_ray_into_sound D T p s (fst p)).
  - apply andb_true_iff in test as [here rest]. destruct Rle_dec as [xq|qx].
    + now apply (segment_into_sound D T p (slope_between p q) (fst p) (fst q)).
    + apply IH; auto. lra.
Qed.

(** T0.1: the test says that the map takes D into T, for D and T of any kind. *)
Theorem maps_to_sound f D T : maps_to f D T = true -> forall x, within_domain D x -> T (real_value f x).
Proof.
  intros test x Dx. apply andb_true_iff in test as [left_ray rest]. unfold real_value.
  destruct Rle_dec as [xp|px].
  - now apply (left_ray_into_sound D T (first_knot f) (left_slope f) (fst (first_knot f))).
  - apply after_into_sound with D; auto. lra.
Qed.

(** T0.1, claim invariant_interval: the test says that the map takes D into itself. *)
Theorem maps_domain_sound f D : maps_domain f D = true -> maps_into (real_value f) D.
Proof. intros test x. now apply maps_to_sound. Qed.

(** ** Slopes and Lipschitz constants *)

Lemma lipschitz_paste l g h c (E : R -> Prop) : is_interval E -> 0 <= l -> g c = h c ->
  lipschitz l g (fun x => E x /\ x <= c) -> lipschitz l h (fun x => E x /\ c <= x) ->
  lipschitz l (fun x => if Rle_dec x c then g x else h x) E.
Proof.
  intros convex l_pos same lip_g lip_h.
  (* for x <= c < y: through c, which lies in E *)
  assert (across : forall x y, E x -> E y -> x <= c -> c < y -> Rabs (g x - h y) <= l * Rabs (x - y)).
  { intros x y Ex Ey xc cy. assert (Ec : E c) by (apply (convex x y); auto; lra).
    pose proof (lip_g x c (conj Ex xc) (conj Ec (Rle_refl c))) as near_g.
    pose proof (lip_h c y (conj Ec (Rle_refl c)) (conj Ey (Rlt_le _ _ cy))) as near_h.
    rewrite (Rabs_left1 (x - c)) in near_g by lra. rewrite (Rabs_left1 (c - y)) in near_h by lra.
    rewrite (Rabs_left1 (x - y)) by lra. rewrite same in near_g.
    replace (g x - h y) with ((g x - h c) + (h c - h y)) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _). lra. }
  intros x y Ex Ey. destruct (Rle_dec x c) as [xc|xc], (Rle_dec y c) as [yc|yc].
  - apply lip_g; auto.
  - apply across; auto. lra.
  - rewrite Rabs_minus_sym, (Rabs_minus_sym x y). apply across; auto. lra.
  - apply lip_h; (split; [assumption|lra]).
Qed.

Lemma line_lipschitz l p s (E : R -> Prop) : Rabs (Q2R s) <= l -> lipschitz l (line p s) E.
Proof.
  intros bound x y _ _. unfold line.
  replace (Q2R (snd p) + Q2R s * (x - Q2R (fst p)) - (Q2R (snd p) + Q2R s * (y - Q2R (fst p))))
    with (Q2R s * (x - y)) by ring.
  rewrite Rabs_mult. apply Rmult_le_compat_r; [apply Rabs_pos|exact bound].
Qed.

Definition slope_at_most (l s : Q) : bool := Qle_bool s l && Qle_bool (- l) s.
Lemma slope_at_most_real l s : slope_at_most l s = true -> Rabs (Q2R s) <= Q2R l.
Proof. unfold slope_at_most. intros test. tests. rewrite Q2R_opp in *. apply abs_le. lra. Qed.

(** The slope on the part of D in [a, b] is at most l, or that part has at most one point. *)
Definition segment_slope (D : domain) (l s a b : Q) : bool :=
  Qle_bool (clip_upto D b) (clip_from D a) || slope_at_most l s.
Lemma segment_slope_sound D l p s a b : 0 <= Q2R l -> segment_slope D l s a b = true ->
  lipschitz (Q2R l) (line p s) (fun x => within_domain D x /\ Q2R a <= x <= Q2R b).
Proof.
  intros l_pos test. apply orb_true_iff in test
    as [point|test]; [|now apply line_lipschitz, slope_at_most_real].
  tests. intros x y [Dx [ax xb]] [Dy [ay yb]].
  pose proof (clip_from_real D a x Dx ax). pose proof (clip_upto_real D b x Dx xb).
  pose proof (clip_from_real D a y Dy ay). pose proof (clip_upto_real D b y Dy yb).
  assert (x = y) as -> by lra. rewrite !distance_zero. lra.
Qed.

(** The slope on the part of D to the right of a, to the left of b. *)
Definition right_ray_slope (D : domain) (l s a : Q) : bool :=
  match upto D with Some b => segment_slope D l s a b | None => slope_at_most l s end.
Definition left_ray_slope (D : domain) (l s b : Q) : bool :=
  match from D with Some a => segment_slope D l s a b | None => slope_at_most l s end.

Lemma right_ray_slope_sound D l p s a : 0 <= Q2R l -> right_ray_slope D l s a = true ->
  lipschitz (Q2R l) (line p s) (fun x => within_domain D x /\ Q2R a <= x).
Proof.
  unfold right_ray_slope. intros l_pos test. destruct (upto D) as [b|] eqn:end_.
  - intros x y [Dx ax] [Dy ay]. apply (segment_slope_sound D l p s a b l_pos test);
      (split; [assumption|]); [destruct Dx as [_ high]|destruct Dy as [_ high]]; rewrite end_ in high; lra.
  - now apply line_lipschitz, slope_at_most_real.
Qed.
Lemma left_ray_slope_sound D l p s b : 0 <= Q2R l -> left_ray_slope D l s b = true ->
  lipschitz (Q2R l) (line p s) (fun x => within_domain D x /\ x <= Q2R b).
Proof.
  unfold left_ray_slope. intros l_pos test. destruct (from D) as [a|] eqn:end_.
  - intros x y [Dx xb] [Dy yb]. apply (segment_slope_sound D l p s a b l_pos test);
      (split; [assumption|]); [destruct Dx as [low _]|destruct Dy as [low _]]; rewrite end_ in low; lra.
  - now apply line_lipschitz, slope_at_most_real.
Qed.

Fixpoint slopes_after (D : domain) (l : Q) (p : knot) (later : list knot) (s : Q) : bool :=
  match later with
  | [] => right_ray_slope D l s (fst p)
  | q :: later' => segment_slope D l (slope_between p q) (fst p) (fst q) && slopes_after D l q later' s
  end.
(** All absolute slopes of f on D are at most l. *)
Definition slopes_at_most (f : plmap) (D : domain) (l : Q) : bool :=
  Qle_bool 0 l && left_ray_slope D l (left_slope f) (fst (first_knot f)) &&
  slopes_after D l (first_knot f) (other_knots f) (right_slope f).

Lemma right_part_is_interval (D : domain) a : is_interval (fun x => within_domain D x /\ Q2R a <= x).
Proof. intros x y z [Dx ax] [Dy ay] between. split; [now apply (domain_is_interval D x y)|lra]. Qed.

Lemma slopes_after_sound D l later : 0 <= Q2R l -> forall p s, rise_after p later = true ->
  slopes_after D l p later s = true ->
  lipschitz (Q2R l) (real_value_after p later s) (fun x => within_domain D x /\ Q2R (fst p) <= x).
Proof.
  intros l_pos. induction later as [|q later IH]; intros p s rise test; cbn [slopes_after rise_after] in *.
  - exact (right_ray_slope_sound D l p s (fst p) l_pos test).
  - apply andb_true_iff in rise as [pq rise]. apply andb_true_iff in test as [here rest]. tests.
    apply (lipschitz_paste (Q2R l) (line p (slope_between p q)) (real_value_after q later s) (Q2R (fst q)));
      auto.
    + apply right_part_is_interval.
    + rewrite real_value_after_start by exact rise. now apply line_end.
    + intros x y [[Dx px] xq] [[Dy py] yq].
      apply (segment_slope_sound D l p (slope_between p q) (fst p) (fst q) l_pos here); auto.
    + intros x y [[Dx px] xq] [[Dy py] yq]. apply (IH q s rise rest); auto.
Qed.

(** T0.1.3: a bound of the absolute slopes of f on D is a Lipschitz constant of f on D. *)
Theorem slopes_at_most_sound f D l : knots_rise f = true -> slopes_at_most f D l = true ->
  0 <= Q2R l /\ lipschitz (Q2R l) (real_value f) D.
Proof.
  intros rise test. unfold slopes_at_most in test. apply andb_true_iff in test as [test rest].
  apply andb_true_iff in test as [l_pos left_ray]. tests. rewrite Q2R_0 in *. split; [assumption|].
  apply (lipschitz_paste (Q2R l) (line (first_knot f) (left_slope f))
    (real_value_after (first_knot f) (other_knots f) (right_slope f)) (Q2R (fst (first_knot f)))); auto.
  - apply domain_is_interval.
  - rewrite real_value_after_start by exact rise. apply line_start.
  - now apply left_ray_slope_sound.
  - now apply slopes_after_sound.
Qed.

(** ** The largest slope, by search (unproved; [slopes_at_most] checks it) *)

Definition abs_slope (s : Q) : Q := if Qle_bool 0 s then s else Qopp s.
Definition segment_largest (D : domain) (s a b : Q) : Q :=
  if Qle_bool (clip_upto D b) (clip_from D a) then 0%Q else abs_slope s.
Fixpoint largest_after (D : domain) (p : knot) (later : list knot) (s : Q) : Q :=
  match later with
  | [] => match upto D with Some b => segment_largest D s (fst p) b | None => abs_slope s end
  | q :: later' => qmax (segment_largest D (slope_between p q) (fst p) (fst q)) (largest_after D q later' s)
  end.
Definition largest_slope (f : plmap) (D : domain) : Q :=
  Qred (qmax (match from D with
              | Some a => segment_largest D (left_slope f) a (fst (first_knot f))
              | None => abs_slope (left_slope f)
              end) (largest_after D (first_knot f) (other_knots f) (right_slope f))).
