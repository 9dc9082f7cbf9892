(** * Images of intervals, and invariant intervals (T0.1)

    The image of an interval is computed exactly, and that of an iterate by iterating. *)
From Coq Require Import ZArith QArith Lqa List Bool.
From ExactPL Require Import Definitions.Functions Definitions.Maps Arithmetic.Rationals.
From ExactPL Require Import Maps.Iterates Maps.Piecewise Maps.Conversion.
Import ListNotations.
Open Scope Q_scope.

(** ** Facts on images *)

Lemma image_is_same : forall F G u v lo hi, (forall x, u <= x -> x <= v -> F x == G x) ->
  image_is F u v lo hi -> image_is G u v lo hi.
Proof.
  intros F G u v lo hi agree [within onto]. split.
  - intros x u_x x_v. rewrite <- agree by assumption. now apply within.
  - intros y lo_y y_hi. destruct (onto y lo_y y_hi) as (x & u_x & x_v & eq). exists x.
    split; [exact u_x|]. split; [exact x_v|]. rewrite <- agree by assumption. exact eq.
Qed.
Lemma image_is_ends : forall F u v lo hi lo' hi', lo == lo' -> hi == hi' -> image_is F u v lo hi ->
  image_is F u v lo' hi'.
Proof.
  intros F u v lo hi lo' hi' eq_lo eq_hi [within onto]. split.
  - intros x u_x x_v. rewrite <- eq_lo, <- eq_hi. now apply within.
  - intros y lo_y y_hi. apply onto; lra.
Qed.

(** Two images that share a point make one interval. *)
Lemma image_is_join : forall F u c v lo hi lo' hi', u <= c -> c <= v -> image_is F u c lo hi ->
  image_is F c v lo' hi' ->
  image_is F u v (qmin lo lo') (qmax hi hi').
Proof.
  intros F u c v lo hi lo' hi' u_c c_v [within onto] [within' onto'].
  destruct (within c u_c (Qle_refl c)) as [lo_c c_hi]. destruct (within' c (Qle_refl c) c_v) as [lo'_c c_hi'].
  destruct (qmin_cases lo lo') as [[-> least]|[-> least]]; destruct (qmax_cases hi hi')
    as [[-> most]|[-> most]]; split.
  1,3,5,7: intros x u_x x_v; destruct (Qlt_le_dec x c) as [x_c|c_x];
    [destruct (within x ltac:(lra) ltac:(lra))|destruct (within' x ltac:(lra) ltac:(lra))]; lra.
  all: intros y lo_y y_hi.
  all: assert (cases : (lo <= y /\ y <= hi) \/ (lo' <= y /\ y <= hi')) by
    (destruct (Qlt_le_dec y (F c)); destruct (Qlt_le_dec y lo); destruct (Qlt_le_dec hi y);
      ((left; lra) || (right; lra))).
  all: destruct cases as [[A B]|[A B]]; [destruct (onto y A B) as (x & P & R & eq)|destruct (onto' y A B)
    as (x & P & R & eq)];
    exists x; repeat split; try lra; exact eq.
Qed.

Lemma image_is_comp : forall G F u v a b lo hi, extensional G -> image_is F u v a b -> image_is G a b lo hi ->
  image_is (fun x => G (F x)) u v lo hi.
Proof.
  intros G F u v a b lo hi ext [within onto] [within' onto']. split.
  - intros x u_x x_v. destruct (within x u_x x_v). now apply within'.
  - intros z lo_z z_hi. destruct (onto' z lo_z z_hi) as (y & a_y & y_b & eq_z).
    destruct (onto y a_y y_b) as (x & u_x & x_v & eq_y). exists x. split; [exact u_x|]. split; [exact x_v|].
    rewrite (ext _ _ eq_y). exact eq_z.
Qed.

(** ** Computed *)

Definition ends_image (g : affine) (u v : Q) : Q * Q :=
  let y := apply_affine g u in let z := apply_affine g v in (qmin y z, qmax y z).
Fixpoint image_from (g : affine) (l : list (Q * affine)) (u v : Q) : Q * Q :=
  match l with
  | [] => ends_image g u v
  | (c, h) :: l' =>
    if Qle_bool v c then ends_image g u v
    else if Qle_bool c u then image_from h l' u v
    else let (lo, hi) := ends_image g u c in
         let (lo', hi') := image_from h l' c v in
         (qmin lo lo', qmax hi hi')
  end.
Definition image_of (f : piecewise) (u v : Q) : Q * Q :=
  let (lo, hi) := image_from (fst f) (snd f) u v in (Qred lo, Qred hi).
Fixpoint image_of_iterates (f : piecewise) (k : nat) (u v : Q) : Q * Q :=
  match k with
  | O => (u, v)
  | S k' => let (lo, hi) := image_of_iterates f k' u v in image_of f lo hi
  end.

(** ** Right *)

Lemma ends_image_ok : forall g u v lo hi, u <= v -> ends_image g u v = (lo, hi) ->
  image_is (apply_affine g) u v lo hi.
Proof.
  intros g u v lo hi u_v known. unfold ends_image in known. injection known as <- <-. split.
  - intros x u_x x_v. apply (apply_affine_between g u v x); auto.
    + destruct (qmin_cases (apply_affine g u) (apply_affine g v)) as [[-> ?]|[-> ?]]; lra.
    + destruct (qmin_cases (apply_affine g u) (apply_affine g v)) as [[-> ?]|[-> ?]]; lra.
    + destruct (qmax_cases (apply_affine g u) (apply_affine g v)) as [[-> ?]|[-> ?]]; lra.
    + destruct (qmax_cases (apply_affine g u) (apply_affine g v)) as [[-> ?]|[-> ?]]; lra.
  - intros y lo_y y_hi. pose proof (apply_affine_rise g u v) as rise.
    destruct (factor g) as [|z|z] eqn:sign.
    + (* constant *)
      pose proof (slope_flat g sign) as zero. rewrite zero in rise. exists u.
      split; [lra|]. split; [lra|].
      destruct (qmin_cases (apply_affine g u) (apply_affine g v)) as [[eq1 ?]|[eq1 ?]]; rewrite eq1 in lo_y;
        destruct (qmax_cases (apply_affine g u) (apply_affine g v)) as [[eq2 ?]|[eq2 ?]]; rewrite eq2 in y_hi;
          lra.
    + pose proof (slope_pos g z sign) as pos. exists (preimage g y).
      assert (at_y : apply_affine g (preimage g y) == y) by (apply preimage_ok; congruence).
      pose proof (apply_affine_rise g u (preimage g y)) as rise1.
      pose proof (apply_affine_rise g (preimage g y) v) as rise2.
      rewrite at_y in rise1, rise2. set (x := preimage g y) in *. set (s := slope g) in *. clearbody x s.
      assert (order : apply_affine g u <= apply_affine g v) by nra.
      destruct (qmin_cases (apply_affine g u) (apply_affine g v)) as [[eq1 ?]|[eq1 ?]]; rewrite eq1 in lo_y;
        destruct (qmax_cases (apply_affine g u) (apply_affine g v)) as [[eq2 ?]|[eq2 ?]]; rewrite eq2 in y_hi.
      all: split; [nra|]; split; [nra|exact at_y].
    + pose proof (slope_neg g z sign) as neg. exists (preimage g y).
      assert (at_y : apply_affine g (preimage g y) == y) by (apply preimage_ok; congruence).
      pose proof (apply_affine_rise g u (preimage g y)) as rise1.
      pose proof (apply_affine_rise g (preimage g y) v) as rise2.
      rewrite at_y in rise1, rise2. set (x := preimage g y) in *. set (s := slope g) in *. clearbody x s.
      assert (order : apply_affine g v <= apply_affine g u) by nra.
      destruct (qmin_cases (apply_affine g u) (apply_affine g v)) as [[eq1 ?]|[eq1 ?]]; rewrite eq1 in lo_y;
        destruct (qmax_cases (apply_affine g u) (apply_affine g v)) as [[eq2 ?]|[eq2 ?]]; rewrite eq2 in y_hi.
      all: split; [nra|]; split; [nra|exact at_y].
Qed.

(** Behind a cut the first piece plays no part. *)
Lemma value_behind : forall l g c h x, continuous_from g ((c, h) :: l) = true -> c <= x ->
  value_from g ((c, h) :: l) x == value_from h l x.
Proof.
  intros l g c h x continuous c_x.
  pose proof (continuous_from_cons _ _ _ _ continuous) as (agree & before & _).
  cbn [value_from]. destruct (Qle_bool x c) eqn:x_c; [|reflexivity]. apply Qle_bool_iff in x_c.
  assert (eq : x == c) by lra. rewrite (value_from_extensional l h _ _ eq), eq, agree.
  destruct l as [|[c' h'] l]; cbn [value_from]; [reflexivity|].
  destruct (Qle_bool c c') eqn:c_c'; [reflexivity|]. apply Qle_bool_false_lt in c_c'. lra.
Qed.

Lemma image_from_ok : forall l g u v lo hi, continuous_from g l = true -> u <= v ->
  image_from g l u v = (lo, hi) ->
  image_is (value_from g l) u v lo hi.
Proof.
  induction l as [|[c h] l IH]; intros g u v lo hi continuous u_v known; cbn [image_from] in known.
  - now apply ends_image_ok.
  - pose proof (continuous_from_cons _ _ _ _ continuous) as (_ & _ & rest).
    assert (first : forall x, x <= c -> apply_affine g x == value_from g ((c, h) :: l) x).
    { intros x x_c. cbn [value_from].
      assert (test : Qle_bool x c = true) by (apply Qle_bool_iff; exact x_c). now rewrite test. }
    destruct (Qle_bool v c) eqn:v_c.
    + apply Qle_bool_iff in v_c. apply (image_is_same (apply_affine g)); [|now apply ends_image_ok].
      intros x _ x_v. apply first. lra.
    + apply Qle_bool_false_lt in v_c. destruct (Qle_bool c u) eqn:c_u.
      * apply Qle_bool_iff in c_u. apply (image_is_same (value_from h l)); [|now apply IH].
        intros x u_x _. symmetry. apply value_behind; auto. lra.
      * apply Qle_bool_false_lt in c_u. destruct (ends_image g u c) as [lo1 hi1] eqn:ends.
        destruct (image_from h l c v) as [lo2 hi2] eqn:later. injection known as <- <-.
        apply (image_is_join _ u c v); try lra.
        -- apply (image_is_same (apply_affine g)); [intros x _ x_c; now apply first|].
           apply ends_image_ok; [lra|exact ends].
        -- apply (image_is_same (value_from h l)); [|apply IH; auto; lra].
           intros x c_x _. symmetry. now apply value_behind.
Qed.
Lemma image_of_ok : forall f u v lo hi, continuous_piecewise f = true -> u <= v ->
  image_of f u v = (lo, hi) ->
  image_is (piecewise_value f) u v lo hi /\ lo <= hi.
Proof.
  intros f u v lo hi continuous u_v known. unfold image_of in known.
  destruct (image_from (fst f) (snd f) u v) as [y z] eqn:found. injection known as <- <-.
  assert (image : image_is (piecewise_value f) u v (Qred y) (Qred z)).
  { apply (image_is_ends _ u v y z); [symmetry; apply Qred_correct|symmetry; apply Qred_correct|].
    now apply image_from_ok. }
  split; [exact image|]. destruct (proj1 image u (Qle_refl u) u_v). lra.
Qed.
Lemma image_of_iterates_ok : forall f k u v lo hi, continuous_piecewise f = true -> u <= v ->
  image_of_iterates f k u v = (lo, hi) -> image_is (iter k (piecewise_value f)) u v lo hi /\ lo <= hi.
Proof.
  intros f k. induction k as [|k IH]; intros u v lo hi continuous u_v known; cbn [image_of_iterates] in known.
  - injection known as <- <-. split; [|exact u_v]. split; [intros x; cbn [iter]; auto|].
    intros y u_y y_v. exists y. cbn [iter]. repeat split; auto; reflexivity.
  - destruct (image_of_iterates f k u v) as [a b] eqn:before.
    destruct (IH u v a b continuous u_v before) as [image a_b].
    destruct (image_of_ok f a b lo hi continuous a_b known) as [image' lo_hi]. split; [|exact lo_hi].
    exact (image_is_comp (piecewise_value f) (iter k (piecewise_value f)) u v a b lo hi
      (piecewise_value_extensional f) image image').
Qed.

(** ** For a map as given *)

Definition iterate_image (f : plmap) (k : nat) (u v : Q) : option (Q * Q) :=
  let g := to_piecewise f in
  if represents f g && continuous_piecewise g && Qle_bool u v then Some (image_of_iterates g k u v) else None.
(** T0.1.2, T0.1.4: the image of [u, v] under f^k. *)
Theorem iterate_image_sound : forall f k u v lo hi, iterate_image f k u v = Some (lo, hi) ->
  image_is (iter k (value f)) u v lo hi.
Proof.
  intros f k u v lo hi known. unfold iterate_image in known.
  destruct (_ && _) eqn:tests; [|discriminate]. injection known as known.
  apply andb_true_iff in tests as [tests u_v]. apply andb_true_iff in tests as [same continuous].
  apply Qle_bool_iff in u_v.
  apply (image_is_same (iter k (piecewise_value (to_piecewise f))));
    [intros x _ _; now apply represents_iter|].
  now apply (image_of_iterates_ok (to_piecewise f) k u v lo hi).
Qed.

(** f maps [u, v] into [lo, hi]. *)
Definition range_within (f : plmap) (u v lo hi : Q) : bool :=
  match iterate_image f 1 u v with
  | Some (lo', hi') => Qle_bool lo lo' && Qle_bool hi' hi
  | None => false
  end.
(** T0.1.1. *)
Theorem range_within_sound : forall f u v lo hi, range_within f u v lo hi = true ->
  forall x, u <= x -> x <= v -> lo <= value f x /\ value f x <= hi.
Proof.
  intros f u v lo hi test x u_x x_v. unfold range_within in test.
  destruct (iterate_image f 1 u v) as [[lo' hi']|] eqn:image; [|discriminate].
  apply andb_true_iff in test as [lo_lo' hi'_hi]. apply Qle_bool_iff in lo_lo', hi'_hi.
  destruct (iterate_image_sound f 1 u v lo' hi' image) as [within _]. specialize (within x u_x x_v).
  cbn [iter] in within. lra.
Qed.
Definition invariant_interval (f : plmap) (u v : Q) : bool := range_within f u v u v.
(** T0.1: f maps [u, v] into itself. *)
Theorem invariant_interval_sound : forall f u v, invariant_interval f u v = true -> maps_into (value f) u v.
Proof. intros f u v test x u_x x_v. now apply (range_within_sound f u v u v). Qed.
