(** * Least periods over Q and over R

    Orbits of rational numbers are the same over Q and over R.  A real point is more than a rational one; but
    if no rational number of a domain has the least period n, no real number of it has ([no_real_period]).
    Reason: near an irrational x each iterate of f is affine with rational coefficients
    ([affine_near_irrational]); f^n x = x makes f^n the identity there, and then the rational numbers close to
    x have least period n, too.

    So what is counted over Q decides about R: T5.2 ([no_chaos_by_rationals]), T5.5
    ([forced_by_rational_cycle], [period_set_by_rationals]). *)

From Coq Require Import Reals Lra Lia QArith Qreals List Bool ClassicalDedekindReals.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Definitions.Functions.
From ExactPL Require Import Continuous.Coverings Continuous.Cycles Continuous.Forcing Continuous.PeriodSets.
From ExactPL Require Import Continuous.TwoCycles Chaos.Absence Bridge.Rationals Bridge.RealMaps.
Import ListNotations.
Open Scope R_scope.

Definition irrational (x : R) : Prop := forall q, Q2R q <> x.

(** g is affine with rational coefficients in a neighbourhood of x. *)
Definition affine_near (g : R -> R) (x : R) : Prop :=
  exists e m c, 0 < e /\ forall y, Rabs (y - x) < e -> g y = Q2R m * y + Q2R c.

Lemma line_affine p s y : line p s y = Q2R s * y + Q2R (snd p - s * fst p).
Proof. unfold line. rewrite Q2R_minus, Q2R_mult. ring. Qed.

(** A map is affine near each irrational number. *)
Lemma value_after_affine_near later :
  forall p s x, irrational x -> affine_near (real_value_after p later s) x.
Proof.
  induction later as [|q later IH]; intros p s x irr.
  - exists 1, s, (snd p - s * fst p)%Q. split; [lra|]. intros y _. apply line_affine.
  - destruct (Rle_lt_dec x (Q2R (fst q))) as [xq|qx].
    + assert (differ : Q2R (fst q) <> x) by apply irr.
      exists (Q2R (fst q) - x), (slope_between p q), (snd p - slope_between p q * fst p)%Q. split; [lra|].
      intros y near. rewrite abs_lt in near. cbn [real_value_after].
      destruct Rle_dec as [|no]; [apply line_affine|lra].
    + destruct (IH q s x irr) as (e & m & c & e_pos & affine).
      exists (Rmin e (x - Q2R (fst q))), m, c. split; [apply Rmin_pos; lra|]. intros y near.
      pose proof (Rmin_l e (x - Q2R (fst q))). pose proof (Rmin_r e (x - Q2R (fst q))).
      rewrite <- affine by lra. rewrite abs_lt in near. cbn [real_value_after].
      destruct Rle_dec; [lra|reflexivity].
Qed.

Lemma value_affine_near f x : irrational x -> affine_near (real_value f) x.
Proof.
  intros irr. pose (p := first_knot f). destruct (Rle_lt_dec x (Q2R (fst p))) as [xp|px].
  - assert (differ : Q2R (fst p) <> x) by apply irr.
    exists (Q2R (fst p) - x), (left_slope f), (snd p - left_slope f * fst p)%Q. split; [lra|].
    intros y near. rewrite abs_lt in near. unfold real_value. fold p.
    destruct Rle_dec as [|no]; [apply line_affine|lra].
  - destruct (value_after_affine_near (other_knots f) p (right_slope f) x irr)
      as (e & m & c & e_pos & affine).
    exists (Rmin e (x - Q2R (fst p))), m, c. split; [apply Rmin_pos; lra|]. intros y near.
    pose proof (Rmin_l e (x - Q2R (fst p))). pose proof (Rmin_r e (x - Q2R (fst p))).
    rewrite <- affine by lra. rewrite abs_lt in near. unfold real_value. fold p.
    destruct Rle_dec; [lra|reflexivity].
Qed.

(** m x + c is irrational for rational m <> 0 and c. *)
Lemma irrational_affine m c x : irrational x -> Q2R m <> 0 -> irrational (Q2R m * x + Q2R c).
Proof.
  intros irr nonzero q same. apply (irr ((q - c) / m)%Q).
  rewrite Q2R_div, Q2R_minus, same by (intro zero; apply nonzero; apply Qeq_eqR in zero;
    now rewrite zero, Q2R_0).
  field. exact nonzero.
Qed.

(** So are its iterates. *)
Theorem affine_near_irrational f k x : irrational x -> affine_near (iter k (real_value f)) x.
Proof.
  intros irr. induction k as [|k (e & m & c & e_pos & affine)].
  - exists 1, 1%Q, 0%Q. split; [lra|]. intros y _. cbn [iter]. rewrite Q2R_0, Q2R_1. ring.
  - destruct (Req_dec (Q2R m) 0) as [flat|steep].
    + (* constant *)
      exists e, 0%Q, (value f c). split; [exact e_pos|]. intros y near. cbn [iter].
      rewrite affine, flat, Rmult_0_l, Rplus_0_l, real_value_rational by exact near. rewrite Q2R_0. ring.
    + destruct (value_affine_near f (Q2R m * x + Q2R c)) as (e' & m' & c' & e'_pos & affine').
      { now apply irrational_affine. }
      assert (m_pos : 0 < Rabs (Q2R m)) by now apply Rabs_pos_lt.
      exists (Rmin e (e' / Rabs (Q2R m))), (m' * m)%Q, (m' * c + c')%Q. split.
      { apply Rmin_pos; [exact e_pos|]. now apply Rdiv_lt_0_compat. }
      intros y near. pose proof (Rmin_l e (e' / Rabs (Q2R m))). pose proof (Rmin_r e (e' / Rabs (Q2R m))).
      cbn [iter]. rewrite affine by lra. rewrite affine'.
      * rewrite Q2R_plus, !Q2R_mult. ring.
      * replace (Q2R m * y + Q2R c - (Q2R m * x + Q2R c)) with (Q2R m * (y - x)) by ring. rewrite Rabs_mult.
        apply Rlt_le_trans with (Rabs (Q2R m) * (e' / Rabs (Q2R m))).
        -- apply Rmult_lt_compat_l; lra.
        -- right. field. lra.
Qed.

(** What f^d moves at an irrational x it moves near x. *)
Lemma moved_near f d x : irrational x -> iter d (real_value f) x <> x ->
  exists e, 0 < e /\ forall y, Rabs (y - x) < e -> iter d (real_value f) y <> y.
Proof.
  intros irr moved. destruct (affine_near_irrational f d x irr) as (e & m & c & e_pos & affine).
  assert (at_x : iter d (real_value f) x = Q2R m * x + Q2R c) by (apply affine; now rewrite distance_zero).
  set (gap := Rabs (Q2R m * x + Q2R c - x)). set (s := Rabs (Q2R m - 1) + 1).
  assert (gap_pos : 0 < gap) by (apply Rabs_pos_lt; lra).
  assert (s_pos : 0 < s) by (unfold s; pose proof (Rabs_pos (Q2R m - 1)); lra).
  exists (Rmin e (gap / s)). split; [apply Rmin_pos; [exact e_pos|now apply Rdiv_lt_0_compat]|].
  intros y near fixed. pose proof (Rmin_l e (gap / s)). pose proof (Rmin_r e (gap / s)).
  rewrite affine in fixed by lra.
  assert (gap_eq : gap = Rabs (Q2R m - 1) * Rabs (y - x)).
  { rewrite <- Rabs_mult. unfold gap. rewrite <- Rabs_Ropp. f_equal. lra. }
  assert (gap / s * s = gap) by (field; lra). pose proof (Rabs_pos (y - x)). unfold s in *. nra.
Qed.

Lemma all_moved_near f x n : irrational x -> (forall d, (0 < d < n)%nat -> iter d (real_value f) x <> x) ->
  exists e, 0 < e /\ forall y, Rabs (y - x) < e -> forall d, (0 < d < n)%nat -> iter d (real_value f) y <> y.
Proof.
  intros irr. induction n as [|n IH]; intros moved; [exists 1; split; [lra|intros; lia]|].
  destruct IH as (e & e_pos & near); [intros d d_lt; apply moved; lia|].
  destruct (Nat.eq_dec n 0) as [->|n_pos]; [exists 1; split; [lra|intros; lia]|].
  destruct (moved_near f n x irr) as (e' & e'_pos & near'); [apply moved; lia|].
  exists (Rmin e e'). split; [now apply Rmin_pos|]. intros y y_near d d_lt.
  pose proof (Rmin_l e e'). pose proof (Rmin_r e e').
  destruct (Nat.eq_dec d n) as [->|]; [apply near'; lra|]. apply near; [lra|lia].
Qed.

(** If no rational number of a domain has the least period n, no real number of it has. *)
Theorem no_real_period f D n : (forall q, rational_in D q -> ~ Functions.least_period (value f) n q) ->
  forall x, within_domain D x -> ~ least_period (real_value f) n x.
Proof.
  intros none x Dx least. destruct (sig_not_dec (exists q, Q2R q = x)) as [rational|not_rational].
  { apply rational. intros (q & <-). apply (none q Dx). now apply least_period_real. }
  assert (irr : irrational x) by (intros q same; apply not_rational; now exists q).
  pose proof least as (n_pos & closed & smaller).
  destruct (affine_near_irrational f n x irr) as (e & m & c & e_pos & affine).
  destruct (all_moved_near f x n irr smaller) as (e' & e'_pos & moved).
  (* f^n is the identity near x: otherwise x is rational *)
  assert (at_x : x = Q2R m * x + Q2R c) by (rewrite <- closed at 1; apply affine; now rewrite distance_zero).
  assert (m1 : Q2R m = 1).
  { destruct (Req_dec (Q2R m) 1) as [|other]; [assumption|exfalso]. apply (irr (c / (1 - m))%Q).
    assert (nonzero : ~ (1 - m == 0)%Q).
    { intro zero. apply Qeq_eqR in zero. rewrite Q2R_minus, Q2R_0, Q2R_1 in zero. lra. }
    rewrite Q2R_div, Q2R_minus, Q2R_1 by exact nonzero.
    apply Rmult_eq_reg_r with (1 - Q2R m); [|lra]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  rewrite m1 in at_x. assert (c0 : Q2R c = 0) by lra.
  destruct (rational_near D x (Rmin e e') Dx) as (q & Dq & near); [now apply Rmin_pos|].
  pose proof (Rmin_l e e'). pose proof (Rmin_r e e').
  apply (none q Dq). apply least_period_real. split; [exact n_pos|]. split.
  - rewrite affine, m1, c0 by lra. ring.
  - apply moved. lra.
Qed.

Corollary no_real_cycle f D n : (forall q, rational_in D q -> ~ Functions.least_period (value f) n q) ->
  ~ has_period (real_value f) D n.
Proof. intros none (x & least & orbit). exact (no_real_period f D n none x (orbit O) least). Qed.

(** A rational point of least period n in a domain that the map takes into itself gives a cycle there. *)
Lemma rational_cycle f (D : domain) n x : maps_into (real_value f) D -> rational_in D x ->
  Functions.least_period (value f) n x -> has_period (real_value f) D n.
Proof. intros maps Dx least. apply has_period_intro with (Q2R x); auto. now apply least_period_real. Qed.

(** ** Consequences *)

(** T5.5.1, [SH64] without a citation: a rational point of least period n of a map of a domain into itself;
    the map has points of least period n and of each least period that n forces. *)
Theorem forced_by_rational_cycle f (D : domain) n x :
  knots_rise f = true -> maps_into (real_value f) D -> rational_in D x ->
  Functions.least_period (value f) n x ->
  forall k, k = n \/ forces n k -> has_period (real_value f) D k.
Proof.
  intros rise maps Dx least k order. pose proof (rational_cycle f D n x maps Dx least) as period.
  destruct order as [->|order]; [exact period|].
  apply sharkovsky with n; auto using domain_is_interval, real_value_continuous_on.
Qed.

(** T5.5.2: if moreover no rational point of the domain has a least period [pred], where each number that
    forces n is [pred] or forces it, the least periods are exactly n and those that n forces. *)
Theorem period_set_by_rationals f (D : domain) n x pred :
  knots_rise f = true -> maps_into (real_value f) D -> rational_in D x ->
  Functions.least_period (value f) n x -> (forall k, forces k n -> k = pred \/ forces k pred) ->
  (forall q, rational_in D q -> ~ Functions.least_period (value f) pred q) ->
  forall k, has_period (real_value f) D k <-> k = n \/ forces n k.
Proof.
  intros rise maps Dx least before none.
  apply period_set_predecessor with pred; auto using domain_is_interval, real_value_continuous_on.
  - now apply rational_cycle with x.
  - now apply no_real_cycle.
Qed.

Definition compact_domain (lo hi : Q) : domain := Domain (Some lo) (Some hi).

Lemma compact_domain_interval lo hi x : compact_domain lo hi x <-> real_interval (lo, hi) x.
Proof. unfold compact_domain, within_domain, real_interval. cbn. split; intros; intervals. Qed.

(** T5.2, [C55] without a citation: no rational number of [lo, hi] has the least period 2^(j+1): every real
    orbit in it converges to a cycle whose length divides 2^j, no two real points are scrambled, and the map
    is not chaotic. *)
Theorem no_chaos_by_rationals f lo hi j : (lo <= hi)%Q -> knots_rise f = true ->
  maps_into (real_value f) (compact_domain lo hi) ->
  (forall q, rational_in (compact_domain lo hi) q -> ~ Functions.least_period (value f) (2 ^ S j) q) ->
  (forall x, real_interval (lo, hi) x ->
     converges_to_cycle (real_value f) (real_interval (lo, hi)) (2 ^ j) x) /\
  (forall x y, real_interval (lo, hi) x -> real_interval (lo, hi) y -> ~ scrambled (real_value f) x y) /\
  ~ chaotic (real_value f) (real_interval (lo, hi)).
Proof.
  intros order rise maps none. set (J := real_interval (lo, hi)).
  assert (NJ : nonempty J) by (unfold J, real_interval, nonempty; cbn; now apply Qle_Rle).
  assert (cont : continuous_on (real_value f) J) by now apply real_value_continuous_on.
  assert (mapsJ : maps_into (real_value f) J).
  { intros x Jx. apply compact_domain_interval, maps, compact_domain_interval. exact Jx. }
  assert (noneJ : ~ has_period (real_value f) J (2 ^ S j)).
  { intros (x & least & orbit).
    apply (no_real_period f (compact_domain lo hi) (2 ^ S j) none x); [|exact least].
    apply compact_domain_interval. exact (orbit O). }
  split; [|split].
  - intros x Jx. now apply orbits_converge_to_cycles.
  - now apply no_scrambled_pair with j.
  - now apply not_chaotic with j.
Qed.
