(** * Images of intervals that may be unbounded (T0.1)

    [image_of g J] is the image of J under the piecewise affine g, exactly: [image_of_ok]. *)
From Coq Require Import ZArith QArith Lqa List Bool.
From ExactPL Require Import Definitions.Functions Definitions.Subjects Arithmetic.Rationals.
From ExactPL Require Import Maps.Iterates Maps.Piecewise.
Import ListNotations.
Open Scope Q_scope.

(** ** Computed *)

Definition image_end (g : affine) (o : option Q) : option Q :=
  match o with Some x => Some (Qred (apply_affine g x)) | None => None end.
Definition affine_image (g : affine) (J : interval) : interval :=
  match factor g with
  | Z0 => (Some (Qred (offset g)), Some (Qred (offset g)))
  | Zpos _ => (image_end g (fst J), image_end g (snd J))
  | Zneg _ => (image_end g (snd J), image_end g (fst J))
  end.
Definition lower_end (o o' : option Q) : option Q :=
  match o, o' with Some a, Some b => Some (qmin a b) | _, _ => None end.
Definition upper_end (o o' : option Q) : option Q :=
  match o, o' with Some a, Some b => Some (qmax a b) | _, _ => None end.
Definition hull (J K : interval) : interval := (lower_end (fst J) (fst K), upper_end (snd J) (snd K)).
(** What is known of the pieces to the left is in [seen]. *)
Definition joined_to (seen : option interval) (K : interval) : interval :=
  match seen with Some J => hull J K | None => K end.
Definition ends_before (o : option Q) (c : Q) : bool := match o with Some b => Qle_bool b c | None => false end.
Definition begins_after (o : option Q) (c : Q) : bool := match o with Some a => Qlt_bool c a | None => false end.
Fixpoint image_from (g : affine) (l : list (Q * affine)) (J : interval) (seen : option interval) : interval :=
  match l with
  | [] => joined_to seen (affine_image g J)
  | (c, h) :: l' =>
    if ends_before (snd J) c then joined_to seen (affine_image g J)
    else if begins_after (fst J) c then image_from h l' J seen
    else image_from h l' (Some c, snd J) (Some (joined_to seen (affine_image g (fst J, Some c))))
  end.
Definition image_of (g : piecewise) (J : interval) : interval := image_from (fst g) (snd g) J None.

(** ** It is the image *)

Definition nonempty (J : interval) : Prop := exists x, inside J x.
(** The interval K is the set of values of G on J. *)
Definition values_are (G : Q -> Q) (J K : interval) : Prop := image_between G J K.

Lemma inside_ext : forall J x y, x == y -> inside J x -> inside J y.
Proof.
  intros [[a|] [b|]] x y eq [low high]; split; cbn [fst snd] in *; auto; lra.
Qed.
Lemma inside_between : forall J x y z, inside J x -> inside J z -> x <= y -> y <= z -> inside J y.
Proof.
  intros [[a|] [b|]] x y z [low_x high_x] [low_z high_z] x_y y_z; split; cbn [fst snd] in *; auto; lra.
Qed.

Lemma affine_image_ok : forall g J, nonempty J -> values_are (apply_affine g) J (affine_image g J).
Proof.
  intros g J (z & in_z). unfold affine_image.
  assert (image_ends : forall x, Qred (apply_affine g x) == slope g * x + offset g).
  { intros x. rewrite Qred_correct. apply apply_affine_eq. }
  destruct (factor g) as [|p|p] eqn:sign; split; intros x in_x.
  - pose proof (slope_flat g sign) as flat. pose proof (apply_affine_eq g x) as at_x.
    rewrite flat in at_x. split; cbn [fst snd]; rewrite Qred_correct; lra.
  - exists z. split; [exact in_z|]. destruct in_x as [low high]. cbn [fst snd] in *.
    rewrite Qred_correct in low, high. pose proof (slope_flat g sign) as flat.
    pose proof (apply_affine_eq g z) as at_z. rewrite flat in at_z. lra.
  - pose proof (slope_pos g p sign) as rises. pose proof (apply_affine_eq g x) as at_x.
    destruct J as [[a|] [b|]]; destruct in_x as [low high]; split; cbn [fst snd image_end] in *; auto;
      rewrite image_ends, at_x; nra.
  - pose proof (slope_pos g p sign) as rises. set (t := (x - offset g) / slope g).
    assert (back : slope g * t + offset g == x) by (unfold t; field; lra).
    exists t. split; [|rewrite apply_affine_eq; exact back].
    destruct J as [[a|] [b|]]; destruct in_x as [low high]; split; cbn [fst snd image_end] in *; auto;
      rewrite ?image_ends in low; rewrite ?image_ends in high; nra.
  - pose proof (slope_neg g p sign) as falls. pose proof (apply_affine_eq g x) as at_x.
    destruct J as [[a|] [b|]]; destruct in_x as [low high]; split; cbn [fst snd image_end] in *; auto;
      rewrite image_ends, at_x; nra.
  - pose proof (slope_neg g p sign) as falls. set (t := (x - offset g) / slope g).
    assert (back : slope g * t + offset g == x) by (unfold t; field; lra).
    exists t. split; [|rewrite apply_affine_eq; exact back].
    destruct J as [[a|] [b|]]; destruct in_x as [low high]; split; cbn [fst snd image_end] in *; auto;
      rewrite ?image_ends in low; rewrite ?image_ends in high; nra.
Qed.

Lemma hull_left : forall J K x, inside J x -> inside (hull J K) x.
Proof.
  intros [[a|] [b|]] [[c|] [d|]] x [low high]; split; cbn [fst snd hull lower_end upper_end] in *; auto;
    try (destruct (qmin_cases a c) as [[eq le]|[eq le]]; rewrite eq; lra);
    destruct (qmax_cases b d) as [[eq le]|[eq le]]; rewrite eq; lra.
Qed.
Lemma hull_right : forall J K x, inside K x -> inside (hull J K) x.
Proof.
  intros [[a|] [b|]] [[c|] [d|]] x [low high]; split; cbn [fst snd hull lower_end upper_end] in *; auto;
    try (destruct (qmin_cases a c) as [[eq le]|[eq le]]; rewrite eq; lra);
    destruct (qmax_cases b d) as [[eq le]|[eq le]]; rewrite eq; lra.
Qed.
(** A point of the hull of two intervals with a common point lies in one of them. *)
Lemma hull_split : forall J K m x, inside J m -> inside K m -> inside (hull J K) x -> inside J x \/ inside K x.
Proof.
  intros [[a|] [b|]] [[c|] [d|]] m x [low_m high_m] [low_m' high_m'] [low high];
    unfold inside, in_interval; cbn [fst snd hull lower_end upper_end] in *;
    try (destruct (qmin_cases a c) as [[eq_l le_l]|[eq_l le_l]]; rewrite eq_l in low);
    try (destruct (qmax_cases b d) as [[eq_h le_h]|[eq_h le_h]]; rewrite eq_h in high);
    destruct (Qlt_le_dec x m); (left; split; solve [auto; lra]) || (right; split; solve [auto; lra]).
Qed.

(** K is the set of the values of G on the points with the property P. *)
Definition exactly (G : Q -> Q) (K : interval) (P : Q -> Prop) : Prop :=
  forall y, inside K y <-> exists x, P x /\ G x == y.

Lemma exactly_ext : forall G K (P P' : Q -> Prop), (forall x, P x <-> P' x) -> exactly G K P -> exactly G K P'.
Proof.
  intros G K P P' same all y. split.
  - intros in_y. apply all in in_y as (x & here & eq). exists x. split; [now apply same|exact eq].
  - intros (x & here & eq). apply all. exists x. split; [now apply same|exact eq].
Qed.
Lemma affine_exactly : forall G g J, nonempty J -> (forall x, inside J x -> G x == apply_affine g x) ->
  exactly G (affine_image g J) (inside J).
Proof.
  intros G g J some agree y. destruct (affine_image_ok g J some) as [into onto]. split.
  - intros in_y. destruct (onto y in_y) as (x & in_x & eq). exists x. split; [exact in_x|].
    now rewrite agree.
  - intros (x & in_x & eq). apply (inside_ext _ (apply_affine g x)); [|now apply into].
    now rewrite <- agree.
Qed.
(** What is known of the part to the left: nothing, or its values; the
    first point of J belongs to it. *)
Definition known (G : Q -> Q) (seen : option interval) (left J : Q -> Prop) : Prop :=
  match seen with
  | None => forall x, ~ left x
  | Some K => exactly G K left /\ exists m, left m /\ J m /\ forall x, J x -> m <= x
  end.
Lemma joined_exactly : forall G seen left (J : Q -> Prop) K, known G seen left J -> exactly G K J ->
  exactly G (joined_to seen K) (fun x => left x \/ J x).
Proof.
  intros G [K'|] left J K before here y; cbn [joined_to known] in *.
  - destruct before as [before (m & left_m & J_m & _)]. split.
    + intros in_y. destruct (hull_split K' K (G m) y) as [one|other]; auto.
      * apply before. exists m. split; [exact left_m|reflexivity].
      * apply here. exists m. split; [exact J_m|reflexivity].
      * apply before in one as (x & left_x & eq). exists x. auto.
      * apply here in other as (x & J_x & eq). exists x. auto.
    + intros (x & [left_x|J_x] & eq).
      * apply hull_left, before. exists x. auto.
      * apply hull_right, here. exists x. auto.
  - split.
    + intros in_y. apply here in in_y as (x & J_x & eq). exists x. auto.
    + intros (x & [left_x|J_x] & eq); [destruct (before x left_x)|]. apply here. exists x. auto.
Qed.

Lemma image_from_ok : forall l g J seen G left, continuous_from g l = true -> nonempty J ->
  (forall x, inside J x -> G x == value_from g l x) -> known G seen left (inside J) ->
  exactly G (image_from g l J seen) (fun x => left x \/ inside J x).
Proof.
  induction l as [|[c h] l IH]; intros g J seen G left continuous some agree before; cbn [image_from].
  - apply joined_exactly; [exact before|]. apply affine_exactly; [exact some|exact agree].
  - apply continuous_from_cons in continuous as (at_c & rise & continuous).
    destruct (ends_before (snd J) c) eqn:ends; [|destruct (begins_after (fst J) c) eqn:begins].
    + (* all of J lies in this piece *)
      apply joined_exactly; [exact before|]. apply affine_exactly; [exact some|].
      intros x in_x. rewrite agree by exact in_x. cbn [value_from].
      destruct J as [lo [b|]]; [|discriminate]. cbn [ends_before snd] in ends. apply Qle_bool_iff in ends.
      destruct in_x as [_ high]. cbn [snd] in high.
      destruct (Qle_bool x c) eqn:x_c; [reflexivity|]. apply Qle_bool_false_lt in x_c. lra.
    + (* none of J lies in this piece *)
      apply IH; auto. intros x in_x. rewrite agree by exact in_x. cbn [value_from].
      destruct J as [[a|] hi]; [|discriminate]. cbn [begins_after fst] in begins. apply Qlt_bool_lt in begins.
      destruct in_x as [low _]. cbn [fst] in low.
      destruct (Qle_bool x c) eqn:x_c; [|reflexivity]. apply Qle_bool_iff in x_c. lra.
    + (* the part up to c, then the rest *)
      assert (c_high : match snd J with Some b => c < b | None => True end).
      { destruct J as [lo [b|]]; [|exact I]. cbn [ends_before snd] in *. now apply Qle_bool_false_lt. }
      assert (c_low : match fst J with Some a => a <= c | None => True end).
      { destruct J as [[a|] hi]; [|exact I]. cbn [begins_after fst] in *. unfold Qlt_bool in begins.
        apply negb_false_iff in begins. now apply Qle_bool_iff. }
      assert (in_first : inside (fst J, Some c) c).
      { destruct J as [[a|] hi]; split; cbn [fst snd] in *; auto; lra. }
      assert (in_rest : inside (Some c, snd J) c).
      { destruct J as [lo [b|]]; split; cbn [fst snd] in *; auto; lra. }
      assert (parts : forall x, inside J x <-> inside (fst J, Some c) x \/ inside (Some c, snd J) x).
      { intros x. unfold inside, in_interval. cbn [fst snd]. destruct J as [[a|] [b|]]; cbn [fst snd] in *.
        all: destruct (Qlt_le_dec x c); split; [intros []|intros [[]|[]]|intros []|intros [[]|[]]].
        all: try (split; auto; lra). all: try (left; split; auto; lra). all: right; split; auto; lra. }
      apply (exactly_ext _ _ (fun x => (left x \/ inside (fst J, Some c) x) \/ inside (Some c, snd J) x)).
      { intros x. rewrite (parts x). tauto. }
      assert (first : exactly G (affine_image g (fst J, Some c)) (inside (fst J, Some c))).
      { apply affine_exactly; [now exists c|]. intros x in_x.
        rewrite agree by (apply parts; now left). cbn [value_from].
        destruct in_x as [_ high]. cbn [snd] in high.
        destruct (Qle_bool x c) eqn:x_c; [reflexivity|]. apply Qle_bool_false_lt in x_c. lra. }
      apply IH; auto.
      * now exists c.
      * (* at c itself both pieces have one value *)
        intros x in_x. rewrite agree by (apply parts; now right). cbn [value_from].
        destruct in_x as [low _]. cbn [fst] in low.
        destruct (Qle_bool x c) eqn:x_c; [|reflexivity]. apply Qle_bool_iff in x_c.
        assert (eq : x == c) by lra. rewrite (value_from_extensional l h x c eq), eq, at_c.
        destruct l as [|[c' h'] l']; cbn [value_from]; [reflexivity|].
        destruct (Qle_bool c c') eqn:c_c'; [reflexivity|]. apply Qle_bool_false_lt in c_c'. lra.
      * cbn [known]. split; [|exists c; split; [now right|split; [exact in_rest|intros x [low _]; exact low]]].
        apply joined_exactly; [|exact first].
        destruct seen as [K|]; cbn [known] in *; [|exact before].
        destruct before as [before (m & left_m & in_m & least)]. split; [exact before|].
        assert (m_c : m <= c) by (apply least, parts; now left).
        exists m. repeat split; auto.
        { destruct in_m as [low _]. exact low. }
        intros x in_x. apply least, parts. now left.
Qed.

(** T0.1: the image of an interval under a continuous piecewise affine map. *)
Theorem image_of_ok : forall g J, continuous_piecewise g = true -> nonempty J ->
  image_between (piecewise_value g) J (image_of g J).
Proof.
  intros g J continuous some.
  assert (all : exactly (piecewise_value g) (image_of g J) (fun x => False \/ inside J x)).
  { apply image_from_ok; auto; [|intros x []]. intros x _. reflexivity. }
  split.
  - intros x in_x. apply all. exists x. split; [now right|reflexivity].
  - intros y in_y. apply all in in_y as (x & [[]|in_x] & eq). now exists x.
Qed.

(** ** Intervals in intervals *)

Definition contains (K J : interval) : bool :=
  match fst K, fst J with Some a, Some b => Qle_bool a b | Some _, None => false | None, _ => true end &&
  match snd K, snd J with Some a, Some b => Qle_bool b a | Some _, None => false | None, _ => true end.
Lemma contains_ok : forall K J, contains K J = true -> contained J K.
Proof.
  intros [[a|] [b|]] [[c|] [d|]] test x [low high]; apply andb_true_iff in test as [first second];
    cbn [fst snd] in *; try discriminate; try apply Qle_bool_iff in first; try apply Qle_bool_iff in second;
    split; cbn [fst snd]; auto; lra.
Qed.
Definition contains_point (K : interval) (x : Q) : bool :=
  match fst K with Some a => Qle_bool a x | None => true end &&
  match snd K with Some b => Qle_bool x b | None => true end.
Lemma contains_point_ok : forall K x, contains_point K x = true -> inside K x.
Proof.
  intros [[a|] [b|]] x test; apply andb_true_iff in test as [first second]; cbn [fst snd] in *;
    try apply Qle_bool_iff in first; try apply Qle_bool_iff in second; split; cbn [fst snd]; auto.
Qed.
Definition is_extended (J : interval) : bool := match J with (Some a, Some b) => Qlt_bool a b | _ => true end.
Lemma is_extended_ok : forall J, is_extended J = true -> extended J.
Proof. intros [[a|] [b|]] test; cbn in *; auto. now apply Qlt_bool_lt. Qed.
Lemma extended_nonempty : forall J, extended J -> nonempty J.
Proof.
  intros [[a|] [b|]] more; cbn in more.
  - exists a. split; cbn; lra.
  - exists a. split; cbn; [lra|exact I].
  - exists b. split; cbn; [exact I|lra].
  - exists 0. split; exact I.
Qed.
Definition same_interval (J K : interval) : bool := contains J K && contains K J.
Lemma image_same_interval : forall F J K K', same_interval K K' = true -> image_between F J K -> image_between F J K'.
Proof.
  intros F J K K' test [into onto]. apply andb_true_iff in test as [down up].
  apply contains_ok in down, up. split; [intros x in_x; now apply up, into|intros y in_y; now apply onto, down].
Qed.

(** ** Images of iterates *)

Definition image_of_iterate (k : nat) (g : piecewise) (J : interval) : interval :=
  Nat.iter k (image_of g) J.
Lemma nonempty_image : forall F J K, nonempty J -> image_between F J K -> nonempty K.
Proof. intros F J K (x & in_x) [into _]. exists (F x). now apply into. Qed.
Theorem image_of_iterate_ok : forall g J k, continuous_piecewise g = true -> nonempty J ->
  image_between (iter k (piecewise_value g)) J (image_of_iterate k g J).
Proof.
  intros g J k continuous some. induction k as [|k IH]; cbn [image_of_iterate Nat.iter nat_rect iter].
  - split; [intros x in_x; exact in_x|]. intros y in_y. exists y. split; [exact in_y|reflexivity].
  - fold (Nat.iter k (image_of g) J). fold (image_of_iterate k g J).
    pose proof (nonempty_image _ _ _ some IH) as some_k. destruct IH as [into onto].
    destruct (image_of_ok g _ continuous some_k) as [into_next onto_next]. split.
    + intros x in_x. now apply into_next, into.
    + intros y in_y. destruct (onto_next y in_y) as (z & in_z & eq_z). destruct (onto z in_z) as (x & in_x & eq_x).
      exists x. split; [exact in_x|]. rewrite <- eq_z. now apply piecewise_value_extensional.
Qed.
