(** * Ranges on intervals that may be unbounded (T0.1.1)

    A map that is affine between cuts has its extreme values at the cuts and at the ends of the interval, and
    on an interval without an end the slope there decides. [range_sound]: f maps one interval into another,
    both perhaps unbounded. Images of compact intervals are in [Maps.Images]. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps.
From ExactPL Require Import Arithmetic.Rationals Maps.Iterates Maps.Piecewise Maps.Conversion.
Import ListNotations.
Open Scope Q_scope.

(** ** Intervals that may be unbounded *)

Definition greater_end (u b : option Q) : option Q :=
  match u, b with
  | Some x, Some y => Some (qmax x y)
  | None, _ => b
  | _, None => u
  end.
Definition smaller_end (v c : option Q) : option Q :=
  match v, c with
  | Some x, Some y => Some (qmin x y)
  | None, _ => c
  | _, None => v
  end.
Lemma greater_end_ok : forall u b x, from_left u x -> from_left b x -> from_left (greater_end u b) x.
Proof. intros [u|] [b|] x u_x b_x; cbn in *; auto. now apply qmax_le. Qed.
Lemma smaller_end_ok : forall v c x, to_right v x -> to_right c x -> to_right (smaller_end v c) x.
Proof. intros [v|] [c|] x x_v x_c; cbn in *; auto. now apply qmin_le. Qed.

Definition ordered (u v : option Q) : bool := match u, v with Some a, Some b => Qle_bool a b | _,
  _ => true end.
Lemma ordered_ok : forall u v x, from_left u x -> to_right v x -> ordered u v = true.
Proof. intros [u|] [v|] x u_x x_v; cbn in *; auto. apply Qle_bool_iff. lra. Qed.

Definition from_left_b (lo : option Q) (x : Q) : bool := match lo with
  Some c => Qle_bool c x | None => true end.
Definition to_right_b (hi : option Q) (x : Q) : bool := match hi with
  Some c => Qle_bool x c | None => true end.
Lemma from_left_iff : forall lo x, from_left_b lo x = true <-> from_left lo x.
Proof. intros [c|] x; cbn; [apply Qle_bool_iff|tauto]. Qed.
Lemma to_right_iff : forall hi x, to_right_b hi x = true <-> to_right hi x.
Proof. intros [c|] x; cbn; [apply Qle_bool_iff|tauto]. Qed.
Lemma from_left_eq : forall lo x y, x == y -> from_left lo x -> from_left lo y.
Proof. intros [c|] x y eq le; cbn in *; auto. lra. Qed.
Lemma to_right_eq : forall hi x y, x == y -> to_right hi x -> to_right hi y.
Proof. intros [c|] x y eq le; cbn in *; auto. lra. Qed.

(** ** One affine function on one interval (T0.1.1) *)

(** g is at least t, or at most t, on the interval from a to d. *)
Definition affine_above (t : Q) (g : affine) (a d : option Q) : bool :=
  match a, d with
  | Some x, Some y => Qle_bool t (apply_affine g x) && Qle_bool t (apply_affine g y)
  | Some x, None => Qle_bool t (apply_affine g x) && Z.leb 0 (factor g)
  | None, Some y => Qle_bool t (apply_affine g y) && Z.leb (factor g) 0
  | None, None => Qle_bool t (apply_affine g 0) && Z.eqb (factor g) 0
  end.
Definition affine_below (t : Q) (g : affine) (a d : option Q) : bool :=
  match a, d with
  | Some x, Some y => Qle_bool (apply_affine g x) t && Qle_bool (apply_affine g y) t
  | Some x, None => Qle_bool (apply_affine g x) t && Z.leb (factor g) 0
  | None, Some y => Qle_bool (apply_affine g y) t && Z.leb 0 (factor g)
  | None, None => Qle_bool (apply_affine g 0) t && Z.eqb (factor g) 0
  end.

Lemma slope_nonneg : forall g, Z.leb 0 (factor g) = true -> 0 <= slope g.
Proof. intros g le. apply Z.leb_le in le. unfold slope, Qle; cbn [Qnum Qden]. lia. Qed.
Lemma slope_nonpos : forall g, Z.leb (factor g) 0 = true -> slope g <= 0.
Proof. intros g le. apply Z.leb_le in le. unfold slope, Qle; cbn [Qnum Qden]. lia. Qed.
Lemma slope_zero : forall g, Z.eqb (factor g) 0 = true -> slope g == 0.
Proof. intros g eq. apply Z.eqb_eq in eq. now apply slope_flat. Qed.

Lemma affine_above_ok : forall t g a d x, affine_above t g a d = true -> from_left a x -> to_right d x ->
  t <= apply_affine g x.
Proof.
  intros t g a d x test a_x x_d. unfold affine_above in test.
  destruct a as [a|]; destruct d as [d|]; apply andb_true_iff in test as [at_end other];
    apply Qle_bool_iff in at_end.
  - apply Qle_bool_iff in other. cbn in a_x, x_d.
    pose proof (apply_affine_rise g a x) as rise_a. pose proof (apply_affine_rise g x d) as rise_d.
    destruct (Qlt_le_dec (slope g) 0); nra.
  - apply slope_nonneg in other. cbn in a_x. pose proof (apply_affine_rise g a x). nra.
  - apply slope_nonpos in other. cbn in x_d. pose proof (apply_affine_rise g x d). nra.
  - apply slope_zero in other. pose proof (apply_affine_rise g 0 x). nra.
Qed.
Lemma affine_below_ok : forall t g a d x, affine_below t g a d = true -> from_left a x -> to_right d x ->
  apply_affine g x <= t.
Proof.
  intros t g a d x test a_x x_d. unfold affine_below in test.
  destruct a as [a|]; destruct d as [d|]; apply andb_true_iff in test as [at_end other];
    apply Qle_bool_iff in at_end.
  - apply Qle_bool_iff in other. cbn in a_x, x_d.
    pose proof (apply_affine_rise g a x) as rise_a. pose proof (apply_affine_rise g x d) as rise_d.
    destruct (Qlt_le_dec (slope g) 0); nra.
  - apply slope_nonpos in other. cbn in a_x. pose proof (apply_affine_rise g a x). nra.
  - apply slope_nonneg in other. cbn in x_d. pose proof (apply_affine_rise g x d). nra.
  - apply slope_zero in other. pose proof (apply_affine_rise g 0 x). nra.
Qed.

(** ** Ranges *)

(** f maps the interval from u to v into that from lo to hi: tested on the part of [u, v] in each piece. *)
Definition range (f : plmap) (u v lo hi : option Q) : bool :=
  let g := to_piecewise f in
  represents f g && forallb (fun part => match part with (b, h, c) =>
    let a := greater_end u b in
    let d := smaller_end v c in
    if ordered a d
    then match lo with Some t => affine_above t h a d | None => true end &&
         match hi with Some t => affine_below t h a d | None => true end
    else true end)
  (piece_list g).

(** T0.1.1: all values of f on one interval lie in another. *)
Theorem range_sound : forall f u v lo hi, range f u v lo hi = true ->
  forall x, in_interval u v x -> in_interval lo hi (value f x).
Proof.
  intros f u v lo hi test x [u_x x_v]. change (from_left u x) in u_x. change (to_right v x) in x_v.
  unfold range in test. apply andb_true_iff in test as [same_map test].
  destruct (piece_list_in (to_piecewise f) x) as (b & h & c & inside & b_x & x_c & at_x).
  rewrite (represents_sound f _ same_map x) in at_x.
  rewrite forallb_forall in test. specialize (test _ inside). cbn beta iota zeta in test.
  pose proof (greater_end_ok u b x u_x b_x) as a_x. pose proof (smaller_end_ok v c x x_v x_c) as x_d.
  rewrite (ordered_ok _ _ x a_x x_d) in test. apply andb_true_iff in test as [above below].
  change (from_left lo (value f x) /\ to_right hi (value f x)).
  split; [apply (from_left_eq lo (apply_affine h x));
    [now symmetry|]|apply (to_right_eq hi (apply_affine h x));
    [now symmetry|]].
  - destruct lo as [t|]; [|exact I]. now apply (affine_above_ok t h _ _ x above).
  - destruct hi as [t|]; [|exact I]. now apply (affine_below_ok t h _ _ x below).
Qed.

(** The same for intervals with two ends. *)
Corollary bounded_range_sound : forall f u v lo hi, range f (Some u) (Some v) (Some lo) (Some hi) = true ->
  forall x, u <= x -> x <= v -> lo <= value f x /\ value f x <= hi.
Proof. intros f u v lo hi test x u_x x_v. exact (range_sound f _ _ _ _ test x (conj u_x x_v)). Qed.

(** ** Invariant intervals *)

(** T0.1: f and its iterates map the interval from u to v, which may be unbounded, into itself. *)
Theorem invariant_iterates : forall f u v, range f u v u v = true ->
  forall k x, in_interval u v x -> in_interval u v (iter k (value f) x).
Proof.
  intros f u v test. induction k as [|k IH]; intros x inside; [exact inside|].
  cbn [iter]. apply (range_sound f u v u v test). now apply IH.
Qed.
