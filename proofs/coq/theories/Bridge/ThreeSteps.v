(** * Chaos from one rational point, and for all maps near by (T4.4)

    f is given by rational data, a is a rational number.  If a < f a < f^2 a and f^3 a <= a with margins, or
    the mirror image, every continuous g near f has cycles of every length and is chaotic in the sense of Li
    and Yorke: [check_three_steps_sound] for g that maps the domain into itself (claim li_yorke_chaos),
    [check_three_steps_local_sound] for every continuous g.  Nothing is cited. *)

From Coq Require Import Reals Lra Lia QArith Qreals List Bool.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Import Arithmetic.Rationals.
From ExactPL Require Import Continuous.Coverings Continuous.Loops Continuous.Robustness.
From ExactPL Require Import Chaos.LiYorke Chaos.Robustness Bridge.Rationals Bridge.RealMaps Bridge.Coverings.
Open Scope R_scope.

(** The margins of T4.4.2 at a, for the error bound l. *)
Definition margins_at (f : plmap) (eps l a : Q) : bool :=
  let b := Qred (value f a) in let c := Qred (value f b) in let d := Qred (value f c) in
  let e1 := error_q eps l 1 in let e2 := error_q eps l 2 in let e3 := error_q eps l 3 in
  Qle_bool (d + e3) a && Qlt_bool a (b - e1) && Qlt_bool (b + e1) (c - e2) ||
  Qle_bool a (d - e3) && Qlt_bool (b + e1) a && Qlt_bool (c + e2) (b - e1).

Lemma margins_at_sound f (D : domain) eps l a : in_domain D a = true -> margins_at f eps l a = true ->
  three_steps_with_margin (Q2R eps) (Q2R l) (real_value f) D (Q2R a).
Proof.
  intros in_D test. split; [now apply in_domain_real|]. unfold margins_at in test.
  rewrite <- !error_q_real. rewrite real_value_rational, <- (Q2R_red (value f a)), real_value_rational.
  rewrite <- (Q2R_red (value f (Qred (value f a)))), real_value_rational.
  rewrite <- (Q2R_red (value f (Qred (value f (Qred (value f a)))))).
  apply orb_true_iff in test as [test|test]; [left|right]; tests; rewrite ?Q2R_plus, ?Q2R_minus in *; lra.
Qed.

(** For maps of the domain into itself: claim li_yorke_chaos. *)
Definition check_three_steps (f : plmap) (D : domain) (eps a : Q) : bool :=
  let l := largest_slope f D in check_setting f D eps l && in_domain D a && margins_at f eps l a.

(** T4.4.3, [LY75] without a citation: every continuous g : D -> D with |g - f| <= eps on D has cycles of
    every length in D and is chaotic on D in the sense of Li and Yorke. *)
Theorem check_three_steps_sound f D eps a : check_three_steps f D eps a = true ->
  for_every_near_map f D eps (fun g => all_periods g D /\ chaotic g D).
Proof.
  unfold check_three_steps. intros test g cont maps near. apply andb_true_iff in test as [test margins].
  apply andb_true_iff in test as [setting in_D].
  destruct (check_setting_sound f D eps _ setting) as (_ & maps_f & l_pos & lip & _).
  apply robust_chaos with (Q2R eps) (Q2R (largest_slope f D)) (real_value f) (Q2R a); auto
    using domain_is_interval.
  now apply margins_at_sound.
Qed.

(** Without the supposition that the maps take the domain into itself: the points that a can be taken to lie
    in D. *)
Definition ball_in_domain (D : domain) (c r : Q) : bool := in_domain D (c - r) && in_domain D (c + r).
Definition check_three_steps_local (f : plmap) (D : domain) (eps a : Q) : bool :=
  let l := largest_slope f D in
  let b := Qred (value f a) in let c := Qred (value f b) in
  knots_rise f && slopes_at_most f D l && Qle_bool 0 eps && in_domain D a && margins_at f eps l a &&
  ball_in_domain D b (error_q eps l 1) && ball_in_domain D c (error_q eps l 2).

Lemma ball_in_domain_sound D c r y :
  ball_in_domain D c r = true -> Rabs (y - Q2R c) <= Q2R r -> within_domain D y.
Proof.
  unfold ball_in_domain. intros test near. apply andb_true_iff in test as [left_end right_end].
  apply in_domain_real in left_end, right_end. rewrite Q2R_minus in left_end. rewrite Q2R_plus in right_end.
  apply (domain_is_interval D _ _ _ left_end right_end). apply abs_le in near. lra.
Qed.

(** T4.4, stronger: every continuous g with |g - f| <= eps on D, wherever it takes D, has cycles of every
    length in D and is chaotic on D in the sense of Li and Yorke. *)
Theorem check_three_steps_local_sound f D eps a : check_three_steps_local f D eps a = true ->
  forall g, continuous_on g D -> within_distance (Q2R eps) (real_value f) g D ->
    all_periods g D /\ chaotic g D.
Proof.
  unfold check_three_steps_local. intros test g cont near. apply andb_true_iff in test as [test ball2].
  apply andb_true_iff in test as [test ball1]. apply andb_true_iff in test as [test margins].
  apply andb_true_iff in test as [test in_D]. apply andb_true_iff in test as [test eps_pos].
  apply andb_true_iff in test as [rise slopes]. tests. rewrite Q2R_0 in *.
  destruct (slopes_at_most_sound f D _ rise slopes) as [l_pos lip].
  assert (steps : three_steps g D (Q2R a)).
  { apply (robust_three_steps_local (Q2R eps) (Q2R (largest_slope f D)) (real_value f) g D (Q2R a)); auto.
    - intros y. rewrite real_value_rational, <- Q2R_red, <- error_q_real. now apply ball_in_domain_sound.
    - intros y. rewrite real_value_rational, <- (Q2R_red (value f a)), real_value_rational, <- Q2R_red,
        <- error_q_real.
      now apply ball_in_domain_sound.
    - now apply margins_at_sound. }
  split.
  - apply three_steps_all_periods with (Q2R a); auto using domain_is_interval.
  - apply li_yorke with (Q2R a); auto using domain_is_interval.
Qed.

(** T4.4 for f itself. *)
Corollary check_three_steps_map f D a : check_three_steps_local f D 0 a = true ->
  all_periods (real_value f) D /\ chaotic (real_value f) D.
Proof.
  intros test. apply (check_three_steps_local_sound f D 0 a test).
  - apply real_value_continuous_on. unfold check_three_steps_local in test.
    now repeat apply andb_true_iff in test as [test _].
  - intros x _. rewrite distance_zero, Q2R_0. lra.
Qed.
