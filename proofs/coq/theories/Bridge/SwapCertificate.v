(** * The swap certificate by computation (T5.3)

    f is given by rational data; f maps D into D_1, D_1 into D_2, and so on to K; z is a rational fixed point;
    f takes the part of K below z to z or above, and the part above z to z or below.  Then every cycle of f in
    D, of real or of rational points, other than {z} has even length ([check_swap_sound], claim
    no_odd_period). *)

From Coq Require Import Reals Lra Lia Arith QArith Qreals List Bool.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Definitions.Functions.
From ExactPL Require Import Arithmetic.Rationals Continuous.Coverings Continuous.Swap.
From ExactPL Require Import Bridge.Rationals Bridge.RealMaps.
Import ListNotations.
Open Scope R_scope.

(** f maps D into the first of the domains, each into the next one. *)
Fixpoint check_images (f : plmap) (D : domain) (images : list domain) : bool :=
  match images with [] => true | D' :: images' => maps_to f D D' && check_images f D' images' end.

Lemma last_cons {T} (l : list T) : forall x d, last (x :: l) d = last l x.
Proof.
  induction l as [|y l IH]; intros x d; [reflexivity|]. change (last (y :: l) d = last (y :: l) x).
  now rewrite !IH.
Qed.

Lemma check_images_sound f images : forall D x, check_images f D images = true -> within_domain D x ->
  within_domain (last images D) (iter (length images) (real_value f) x).
Proof.
  induction images as [|D' images IH]; intros D x test Dx; [exact Dx|].
  cbn [check_images] in test. apply andb_true_iff in test as [here rest].
  rewrite last_cons. cbn [length]. rewrite iter_S_right. apply (IH D'); [exact rest|].
  now apply (maps_to_sound f D D' here).
Qed.

(** The parts of K below and above z. *)
Definition lower_part (K : domain) (z : Q) : domain := Domain (from K) (Some (clip_upto K z)).
Definition upper_part (K : domain) (z : Q) : domain := Domain (Some (clip_from K z)) (upto K).

Lemma lower_part_real K z x : within_domain K x -> x <= Q2R z -> within_domain (lower_part K z) x.
Proof.
  intros Kx xz. pose proof (clip_upto_real K z x Kx xz). destruct Kx as [low _].
  split; cbn [lower_part from upto]; assumption.
Qed.
Lemma upper_part_real K z x : within_domain K x -> Q2R z <= x -> within_domain (upper_part K z) x.
Proof.
  intros Kx zx. pose proof (clip_from_real K z x Kx zx). destruct Kx as [_ high].
  split; cbn [upper_part from upto]; assumption.
Qed.

Definition check_swap (f : plmap) (D : domain) (images : list domain) (z : Q) : bool :=
  let K := last images D in
  check_images f D images && Qeq_bool (value f z) z &&
  maps_to f (lower_part K z) (Domain (Some z) None) && maps_to f (upper_part K z) (Domain None (Some z)).

(** T5.3, claim no_odd_period: every cycle of the real map in D other than {z} has even length. *)
Theorem check_swap_sound f D images z : check_swap f D images z = true ->
  forall n x, least_period (real_value f) n x -> (forall i, within_domain D (iter i (real_value f) x)) ->
  n = 1%nat /\ x = Q2R z \/ Nat.Even n.
Proof.
  unfold check_swap. intros test n x least orbit. apply andb_true_iff in test as [test high].
  apply andb_true_iff in test as [test low]. apply andb_true_iff in test as [steps fixed].
  apply Qeq_bool_iff in fixed.
  apply (swap (real_value f) (last images D) (Q2R z)) with D (length images); auto.
  - rewrite real_value_rational. now apply Qeq_eqR.
  - intros t Kt tz. now apply (maps_to_sound f _ _ low t (lower_part_real _ z t Kt tz)).
  - intros t Kt zt. now apply (maps_to_sound f _ _ high t (upper_part_real _ z t Kt zt)).
  - intros t Dt. now apply check_images_sound.
Qed.

Corollary check_swap_no_odd_period f D images z : check_swap f D images z = true ->
  forall n, Nat.Odd n -> (1 < n)%nat -> ~ has_period (real_value f) D n.
Proof.
  intros test n odd n1 (x & least & orbit).
  destruct (check_swap_sound f D images z test n x least orbit) as [[one _]|even]; [lia|].
  destruct odd as [u Hu], even as [v Hv]. lia.
Qed.

(** The same for rational points: T5.3 over Q. *)
Corollary check_swap_rational f D images z : check_swap f D images z = true ->
  forall n x, Functions.least_period (value f) n x ->
    (forall i, rational_in D (Functions.iter i (value f) x)) ->
  (n = 1%nat /\ x == z)%Q \/ Nat.Even n.
Proof.
  intros test n x least orbit. destruct (check_swap_sound f D images z test n (Q2R x)) as [[one same]|even].
  - now apply least_period_real.
  - intros i. rewrite iter_real. apply orbit.
  - left. split; [exact one|]. now apply eqR_Qeq.
  - now right.
Qed.
