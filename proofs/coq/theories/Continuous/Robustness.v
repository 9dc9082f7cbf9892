(** * What survives a perturbation (T4.4, T4.5)

    Coverings with a margin e are coverings of every continuous g within e of f.  So loops of such coverings,
    with repetition excluded by disjoint intervals, give every such g a point of the same least period
    ([robust_loop]).  If f has a Lipschitz constant, iterates of g stay near those of f
    ([iterates_stay_near]), which gives coverings by iterates ([robust_covering]) and the pattern of a cycle
    of length three ([robust_three_steps]): every such g has cycles of every length ([robust_all_periods]).
    That it is chaotic is in Chaos/Robustness.v. *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles Continuous.Loops.
Open Scope R_scope.

(** T4.4.1: a covering with the margin e of K by J under f is a covering under every continuous g within e of
    f on J. *)
Theorem margin_covers e f g (J K : interval) :
  covers_with_margin e f J K -> within_distance e f g J -> continuous_on g J -> covers g J K.
Proof.
  intros (x & y & Jx & Jy & below & above) near cont.
  pose proof (near x Jx) as near_x. pose proof (near y Jy) as near_y. rewrite abs_le in *.
  apply covers_by_two_points with x y; auto; lra.
Qed.

(** T4.5 with T4.2, q = 1: a loop J 0 -> J 1 -> ... of coverings with margin e, of length n; for each prime p
    that divides n some J i and J (i + n/p) are disjoint.  Every continuous g within e of f has a point of
    least period n that follows the loop. *)
Theorem robust_loop e f n (J : nat -> interval) :
  (0 < n)%nat -> (forall i, J (i + n)%nat = J i) -> (forall i, nonempty (J i)) ->
  (forall i, covers_with_margin e f (J i) (J (S i))) ->
  (forall p d, prime_number p -> n = (p * d)%nat -> exists i, forall x, J i x -> J (i + d)%nat x -> False) ->
  forall g, (forall i, continuous_on g (J i)) -> (forall i, within_distance e f g (J i)) ->
  exists x, least_period g n x /\ forall i, J i (iter i g x).
Proof.
  intros n_pos periodic NJ margins disjoint g cont near. apply loop_least_period; auto.
  - intros p d prime n_pd. destruct (disjoint p d prime n_pd) as (i & no_common). exists i. eauto.
  - intros i. now apply margin_covers with e f.
Qed.

Section Iterates.
Variables (e l : R) (f g : R -> R) (E : R -> Prop).
Hypotheses (l_pos : 0 <= l) (lip : lipschitz l f E) (near : within_distance e f g E).
Hypotheses (maps_f : maps_into f E) (maps_g : maps_into g E) (cont : continuous_on g E).

(** T4.4.2, T4.5: |g^n - f^n| <= e (1 + l + ... + l^(n-1)) on E. *)
Theorem iterates_stay_near n : within_distance (error_after e l n) (iter n f) (iter n g) E.
Proof.
  intros x Ex. induction n as [|n IH]; [cbn; rewrite distance_zero; lra|]. cbn [iter error_after].
  pose proof (maps_into_iter f E n maps_f x Ex) as Efx. pose proof (maps_into_iter g E n maps_g x Ex) as Egx.
  (* g y to f y, then f y to f z, for y = g^n x, z = f^n x *)
  pose proof (near _ Egx) as step1. pose proof (lip _ _ Egx Efx) as step2.
  assert (l * Rabs (iter n g x - iter n f x) <= l * error_after e l n) by (apply Rmult_le_compat_l; auto).
  rewrite abs_le in *. lra.
Qed.

(** The same for one orbit, without the supposition that f and g map E into itself: it is enough that the
    points in question lie in E. *)
Lemma orbit_stays_near_local n a :
  within_distance e f g E -> lipschitz l f E -> 0 <= l ->
  (forall i, (i < n)%nat -> E (iter i f a) /\ E (iter i g a)) ->
  Rabs (iter n g a - iter n f a) <= error_after e l n.
Proof.
  clear. intros near lip l_pos here. induction n as [|n IH]; [cbn; rewrite distance_zero; lra|].
  cbn [iter error_after]. destruct (here n) as [Ef Eg]; [lia|].
  pose proof (near _ Eg) as step1. pose proof (lip _ _ Eg Ef) as step2.
  assert (l * Rabs (iter n g a - iter n f a) <= l * error_after e l n).
  { apply Rmult_le_compat_l; [exact l_pos|]. apply IH. intros i i_lt. apply here. lia. }
  rewrite abs_le in *. lra.
Qed.

(** T4.5: a covering by f^q with the margin of the error after q steps is a covering by g^q. *)
Theorem robust_covering q (J K : interval) : (forall x, J x -> E x) ->
  covers_with_margin (error_after e l q) (iter q f) J K -> covers (iter q g) J K.
Proof.
  intros sub margin. apply margin_covers with (error_after e l q) (iter q f); auto.
  - intros x Jx. apply iterates_stay_near. auto.
  - apply continuous_on_subset with E; auto. now apply continuous_on_iter.
Qed.

(** The pattern of a cycle of length three, with margins: T4.4.2. *)
Definition three_steps_with_margin (a : R) : Prop := E a /\
  (f (f (f a)) + error_after e l 3 <= a /\ a < f a - error_after e l 1 /\
     f a + error_after e l 1 < f (f a) - error_after e l 2 \/
   f (f (f a)) - error_after e l 3 >= a /\ a > f a + error_after e l 1 /\
     f a - error_after e l 1 > f (f a) + error_after e l 2).

(** T4.4.2: then every g shows the pattern at the same point. *)
Theorem robust_three_steps a : three_steps_with_margin a -> three_steps g E a.
Proof.
  intros (Ea & margins). pose proof (iterates_stay_near 1 a Ea) as near1.
  pose proof (iterates_stay_near 2 a Ea) as near2. pose proof (iterates_stay_near 3 a Ea) as near3.
  cbn [iter] in *. rewrite abs_le in *. split; [auto|]. split; [auto|]. split; [auto|].
  destruct margins; [left|right]; lra.
Qed.

(** T4.4.3, first half: every continuous g : E -> E within e of f has cycles of every length in E. *)
Theorem robust_all_periods a : is_interval E -> three_steps_with_margin a -> all_periods g E.
Proof.
  intros convex margins. apply three_steps_all_periods with a; auto. now apply robust_three_steps.
Qed.
End Iterates.

(** T4.4.2 without the supposition that f and g map E into itself: a lies in E, and so do all points within e
    of f a and within e (1 + l) of f^2 a.  Every continuous g within e of f on E shows the pattern at a. *)
Theorem robust_three_steps_local e l f g (E : R -> Prop) a :
  0 <= l -> lipschitz l f E -> within_distance e f g E ->
  (forall y, Rabs (y - f a) <= error_after e l 1 -> E y) ->
  (forall y, Rabs (y - f (f a)) <= error_after e l 2 -> E y) ->
  0 <= e -> three_steps_with_margin e l f E a -> three_steps g E a.
Proof.
  intros l_pos lip near around1 around2 e_pos (Ea & margins).
  assert (err1 : 0 <= error_after e l 1) by (cbn; lra).
  assert (err2 : 0 <= error_after e l 2) by (cbn in *; nra).
  pose proof (fun n => orbit_stays_near_local e l f g E n a near lip l_pos) as stays.
  assert (Ef : E (f a)) by (apply around1; rewrite distance_zero; exact err1).
  assert (Eff : E (f (f a))) by (apply around2; rewrite distance_zero; exact err2).
  assert (near1 : Rabs (g a - f a) <= error_after e l 1).
  { apply (stays 1%nat). intros i i_lt. now replace i with O by lia. }
  assert (Eg : E (g a)) by now apply around1.
  assert (near2 : Rabs (g (g a) - f (f a)) <= error_after e l 2).
  { apply (stays 2%nat). intros [|[|i]] i_lt; [now split|now split|lia]. }
  assert (Egg : E (g (g a))) by now apply around2.
  assert (near3 : Rabs (g (g (g a)) - f (f (f a))) <= error_after e l 3).
  { apply (stays 3%nat). intros [|[|[|i]]] i_lt; [now split|now split|now split|lia]. }
  rewrite abs_le in *. split; [exact Ea|]. split; [exact Eg|]. split; [exact Egg|].
  destruct margins; [left|right]; lra.
Qed.
