(** * The computing form of a map: affine pieces between cuts

    A piece is x -> (a x + b) / d with integers a, b and a positive d, not reduced: so numbers with many
    digits meet short factors only.
    A reader need not trust this form; [Maps.Conversion] links it to [value]. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Setoid.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Maps.Iterates Maps.Germs.
Import ListNotations.
Open Scope Q_scope.

(** ** Affine functions *)

Record affine := Affine { factor : Z; constant : Z; denominator : positive }.
Definition apply_affine (g : affine) (x : Q) : Q :=
  (factor g * Qnum x + constant g * Zpos (Qden x)) # (denominator g * Qden x).
Definition slope (g : affine) : Q := factor g # denominator g.
Definition offset (g : affine) : Q := constant g # denominator g.

Lemma apply_affine_eq : forall g x, apply_affine g x == slope g * x + offset g.
Proof.
  intros [a b d] [n e]. unfold apply_affine, slope, offset, Qeq, Qmult, Qplus.
  cbn [factor constant denominator Qnum Qden]. rewrite !Pos2Z.inj_mul. ring.
Qed.
#[global] Instance apply_affine_proper g : Proper (Qeq ==> Qeq) (apply_affine g).
Proof. intros x y eq. now rewrite !apply_affine_eq, eq. Qed.
Lemma apply_affine_rise : forall g x y, apply_affine g y - apply_affine g x == slope g * (y - x).
Proof. intros. rewrite !apply_affine_eq. ring. Qed.

Lemma slope_pos : forall g p, factor g = Zpos p -> 0 < slope g.
Proof. intros g p eq. unfold slope. now rewrite eq. Qed.
Lemma slope_neg : forall g p, factor g = Zneg p -> slope g < 0.
Proof. intros g p eq. unfold slope. now rewrite eq. Qed.
Lemma slope_flat : forall g, factor g = Z0 -> slope g == 0.
Proof. intros g eq. unfold slope. now rewrite eq. Qed.
Lemma slope_nonzero : forall g, factor g <> Z0 -> ~ slope g == 0.
Proof. intros g nonzero eq. apply nonzero. unfold slope, Qeq in eq; cbn in eq. lia. Qed.

(** On an interval an affine function lies between its values at the ends. *)
Lemma apply_affine_between : forall g u v x lo hi, u <= x -> x <= v ->
  lo <= apply_affine g u -> lo <= apply_affine g v -> apply_affine g u <= hi -> apply_affine g v <= hi ->
  lo <= apply_affine g x /\ apply_affine g x <= hi.
Proof.
  intros g u v x lo hi u_x x_v lo_u lo_v u_hi v_hi.
  pose proof (apply_affine_rise g u x) as rise_u. pose proof (apply_affine_rise g x v) as rise_v.
  set (s := slope g) in *. set (y := apply_affine g x) in *.
  set (y_u := apply_affine g u) in *. set (y_v := apply_affine g v) in *. clearbody s y y_u y_v.
  destruct (Qlt_le_dec s 0) as [neg|nonneg]; split; nra.
Qed.

(** ** Pieces between cuts *)

(** The first piece, then each cut with the piece to its right. *)
Definition piecewise := (affine * list (Q * affine))%type.
Fixpoint value_from (g : affine) (l : list (Q * affine)) (x : Q) : Q :=
  match l with
  | [] => apply_affine g x
  | (c, h) :: l' => if Qle_bool x c then apply_affine g x else value_from h l' x
  end.
Definition piecewise_value (f : piecewise) (x : Q) : Q := value_from (fst f) (snd f) x.
Definition cuts (f : piecewise) : list Q := map fst (snd f).
Fixpoint piece_after (g : affine) (l : list (Q * affine)) (i : nat) : option affine :=
  match i, l with
  | O, _ => Some g
  | S i', (_, h) :: l' => piece_after h l' i'
  | S _, [] => None
  end.
Definition piece (f : piecewise) (i : nat) : option affine := piece_after (fst f) (snd f) i.
Lemma piece_after_nth : forall l g i, piece_after g l i = nth_error (g :: map snd l) i.
Proof. induction l as [|[c h] l IH]; intros g [|i]; cbn; auto. now destruct i. Qed.
Lemma piece_nth : forall f i, piece f i = nth_error (fst f :: map snd (snd f)) i.
Proof. intros f i. apply piece_after_nth. Qed.

(** The cuts rise, and neighbouring pieces have one value at the cut between them. *)
Fixpoint continuous_from (g : affine) (l : list (Q * affine)) : bool :=
  match l with
  | [] => true
  | (c, h) :: l' =>
    Qeq_bool (apply_affine g c) (apply_affine h c) &&
    match l' with [] => true | (c', _) :: _ => Qlt_bool c c' end && continuous_from h l'
  end.
Definition continuous_piecewise (f : piecewise) : bool := continuous_from (fst f) (snd f).

Lemma continuous_from_cons : forall g c h l, continuous_from g ((c, h) :: l) = true ->
  apply_affine g c == apply_affine h c /\ match l with [] => True | (c', _) :: _ => c < c' end /\
  continuous_from h l = true.
Proof.
  intros g c h l test. cbn [continuous_from] in test.
  apply andb_true_iff in test as [test rest]. apply andb_true_iff in test as [agree rise].
  split; [now apply Qeq_bool_iff|]. split; [|exact rest].
  destruct l as [|[c' h'] l]; [exact I|now apply Qlt_bool_lt].
Qed.

Lemma value_from_extensional : forall l g, extensional (value_from g l).
Proof.
  induction l as [|[c h] l IH]; intros g x y eq; cbn [value_from]; [now rewrite eq|].
  destruct (Qle_bool x c) eqn:x_c; destruct (Qle_bool y c) eqn:y_c.
  - now rewrite eq.
  - apply Qle_bool_iff in x_c. apply Qle_bool_false_lt in y_c. lra.
  - apply Qle_bool_iff in y_c. apply Qle_bool_false_lt in x_c. lra.
  - now apply IH.
Qed.
Lemma piecewise_value_extensional : forall f, extensional (piecewise_value f).
Proof. intros f. apply value_from_extensional. Qed.

(** ** The places of a piece

    Piece i reaches from cut i - 1 to cut i; the first and the last one have no end on one side. *)
Definition within_right (cs : list Q) (i : nat) (x : Q) : Prop :=
  match nth_error cs i with Some c => x <= c | None => True end.
Definition strictly_within_right (cs : list Q) (i : nat) (x : Q) : Prop :=
  match nth_error cs i with Some c => x < c | None => True end.
Definition within_left (cs : list Q) (i : nat) (x : Q) : Prop :=
  match i with O => True | S j => match nth_error cs j with Some c => c <= x | None => False end end.
Definition strictly_within_left (cs : list Q) (i : nat) (x : Q) : Prop :=
  match i with O => True | S j => match nth_error cs j with Some c => c < x | None => False end end.

Lemma strictly_right : forall cs i x, strictly_within_right cs i x -> within_right cs i x.
Proof.
  intros cs i x. unfold strictly_within_right, within_right. destruct (nth_error cs i); auto. intros. lra.
Qed.
Lemma strictly_left : forall cs i x, strictly_within_left cs i x -> within_left cs i x.
Proof. intros cs [|i] x; cbn; auto. destruct (nth_error cs i); auto. intros. lra. Qed.
Lemma within_left_mid : forall cs i x y, within_left cs i x -> x <= y -> within_left cs i y.
Proof. intros cs [|i] x y; cbn; auto. destruct (nth_error cs i); auto. intros. lra. Qed.
Lemma within_right_mid : forall cs i x y, within_right cs i y -> x <= y -> within_right cs i x.
Proof. intros cs i x y. unfold within_right. destruct (nth_error cs i); auto. intros. lra. Qed.
Lemma strictly_left_mid : forall cs i x y, strictly_within_left cs i x -> x <= y ->
  strictly_within_left cs i y.
Proof. intros cs [|i] x y; cbn; auto. destruct (nth_error cs i); auto. intros. lra. Qed.
Lemma strictly_right_mid : forall cs i x y, strictly_within_right cs i y -> x <= y ->
  strictly_within_right cs i x.
Proof. intros cs i x y. unfold strictly_within_right. destruct (nth_error cs i); auto. intros. lra. Qed.
Lemma strictly_left_lt_right : forall cs i x y, within_right cs i x -> strictly_within_left cs (S i) y ->
  x < y.
Proof.
  intros cs i x y. unfold within_right; cbn. destruct (nth_error cs i); [|contradiction]. intros. lra.
Qed.
Lemma strictly_right_lt_left : forall cs i x y, strictly_within_right cs i x -> within_left cs (S i) y ->
  x < y.
Proof.
  intros cs i x y. unfold strictly_within_right; cbn. destruct (nth_error cs i); [|contradiction]. intros.
  lra.
Qed.
(** A point of two neighbouring pieces is the cut between them. *)
Lemma at_cut : forall cs i x, within_right cs i x -> within_left cs (S i) x ->
  exists c, nth_error cs i = Some c /\ x == c.
Proof.
  intros cs i x. unfold within_right; cbn. destruct (nth_error cs i) as [c|]; [|contradiction].
  intros. exists c. split; [reflexivity|lra].
Qed.

(** Tests for the four. *)
Definition within_right_b (cs : list Q) (i : nat) (x : Q) : bool :=
  match nth_error cs i with Some c => Qle_bool x c | None => true end.
Definition strictly_within_right_b (cs : list Q) (i : nat) (x : Q) : bool :=
  match nth_error cs i with Some c => Qlt_bool x c | None => true end.
Definition within_left_b (cs : list Q) (i : nat) (x : Q) : bool :=
  match i with O => true | S j => match nth_error cs j with Some c => Qle_bool c x | None => false end end.
Definition strictly_within_left_b (cs : list Q) (i : nat) (x : Q) : bool :=
  match i with O => true | S j => match nth_error cs j with Some c => Qlt_bool c x | None => false end end.
Lemma within_right_ok : forall cs i x, within_right_b cs i x = true -> within_right cs i x.
Proof.
  intros cs i x. unfold within_right_b, within_right. destruct (nth_error cs i); auto.
  now rewrite Qle_bool_iff.
Qed.
Lemma strictly_within_right_ok : forall cs i x, strictly_within_right_b cs i x = true ->
  strictly_within_right cs i x.
Proof.
  intros cs i x. unfold strictly_within_right_b, strictly_within_right.
  destruct (nth_error cs i); auto. apply Qlt_bool_lt.
Qed.
Lemma within_left_ok : forall cs i x, within_left_b cs i x = true -> within_left cs i x.
Proof. intros cs [|i] x; cbn; auto. destruct (nth_error cs i); [|discriminate]. now rewrite Qle_bool_iff. Qed.
Lemma strictly_within_left_ok : forall cs i x, strictly_within_left_b cs i x = true ->
  strictly_within_left cs i x.
Proof. intros cs [|i] x; cbn; auto. destruct (nth_error cs i); [|discriminate]. apply Qlt_bool_lt. Qed.

Lemma cuts_rise : forall l g c h, continuous_from g ((c, h) :: l) = true ->
  forall j d, nth_error (map fst l) j = Some d -> c < d.
Proof.
  induction l as [|[c' h'] l IH]; intros g c h test j d at_j; [destruct j; discriminate|].
  apply continuous_from_cons in test as (_ & c_c' & test).
  destruct j as [|j]; cbn in at_j; [injection at_j as <-; exact c_c'|].
  assert (c' < d) by (apply (IH h c' h' test j d at_j)). lra.
Qed.

(** Within a piece the map is that affine function. *)
Lemma value_from_in : forall l g i h x, continuous_from g l = true ->
  @nth_error affine (g :: map snd l) i = Some h ->
  within_left (map fst l) i x -> within_right (map fst l) i x -> value_from g l x == apply_affine h x.
Proof.
  induction l as [|[c g'] l IH]; intros g i h x test at_i left right; cbn [map fst snd] in *.
  - destruct i as [|i]; cbn in at_i; [injection at_i as <-; reflexivity|destruct i; discriminate].
  - pose proof (continuous_from_cons _ _ _ _ test) as (agree & _ & test'). destruct i as [|i].
    + cbn in at_i. injection at_i as <-. cbn in right. cbn [value_from].
      destruct (Qle_bool x c) eqn:x_c; [reflexivity|]. apply Qle_bool_false_lt in x_c. lra.
    + cbn [nth_error] in at_i. cbn in right. change (within_right (map fst l) i x) in right. cbn [value_from].
      destruct (Qle_bool x c) eqn:x_c.
      * (* x is at most the first cut and belongs to a later piece: it is that cut *)
        apply Qle_bool_iff in x_c. destruct i as [|j].
        -- cbn in left. cbn in at_i. injection at_i as <-. assert (eq : x == c) by lra. rewrite eq.
           exact agree.
        -- cbn in left. destruct (nth_error (map fst l) j) as [d|] eqn:at_j; [|contradiction].
           pose proof (cuts_rise _ _ _ _ test j d at_j). lra.
      * apply (IH g' i h x test' at_i); auto. destruct i as [|j]; cbn in *; auto.
Qed.
Lemma piecewise_value_in : forall f i h x, continuous_piecewise f = true -> piece f i = Some h ->
  within_left (cuts f) i x -> within_right (cuts f) i x -> piecewise_value f x == apply_affine h x.
Proof. intros f i h x. rewrite piece_nth. apply (value_from_in (snd f) (fst f)). Qed.

(** Every point lies in a piece. *)
Lemma value_from_some : forall l g x, exists i h,
  @nth_error affine (g :: map snd l) i = Some h /\ within_left (map fst l) i x /\
    within_right (map fst l) i x.
Proof.
  induction l as [|[c g'] l IH]; intros g x.
  - exists O, g. repeat split.
  - destruct (Qlt_le_dec c x) as [c_x|x_c].
    + destruct (IH g' x) as (i & h & at_i & left & right).
      exists (S i), h. split; [exact at_i|]. split; [|exact right].
      destruct i as [|j]; cbn in *; [lra|exact left].
    + exists O, g. repeat split. exact x_c.
Qed.
Lemma some_piece : forall f x, exists i h,
  piece f i = Some h /\ within_left (cuts f) i x /\ within_right (cuts f) i x.
Proof.
  intros f x. destruct (value_from_some (snd f) (fst f) x) as (i & h & at_i & places).
  exists i, h. now rewrite piece_nth.
Qed.

(** ** One-sided slopes *)

Section Germs.
Variable f : piecewise.
Hypothesis valid : continuous_piecewise f = true.

Lemma piece_germ_right : forall i h x, piece f i = Some h -> within_left (cuts f) i x ->
  strictly_within_right (cuts f) i x -> germ (piecewise_value f) x true (slope h).
Proof.
  intros i h x at_i left right.
  assert (room : exists e, 0 < e /\ forall t, 0 <= t -> t <= e ->
    within_right (cuts f) i (x + side_sign true * t)).
  { unfold strictly_within_right, within_right in *. destruct (nth_error (cuts f) i) as [c|].
    - exists (c - x). split; [lra|]. intros t t_0 t_e. cbn [side_sign]. lra.
    - exists 1. split; [lra|auto]. }
  destruct room as (e & pos & room). exists e. split; [exact pos|]. intros t t_0 t_e.
  assert (left' : within_left (cuts f) i (x + side_sign true * t)).
  { apply (within_left_mid _ _ x); auto. cbn [side_sign]. lra. }
  rewrite (piecewise_value_in f i h _ valid at_i left' (room t t_0 t_e)).
  rewrite (piecewise_value_in f i h x valid at_i left (strictly_right _ _ _ right)).
  rewrite !apply_affine_eq. ring.
Qed.

Lemma piece_germ_left : forall i h x, piece f i = Some h -> strictly_within_left (cuts f) i x ->
  within_right (cuts f) i x -> germ (piecewise_value f) x false (slope h).
Proof.
  intros i h x at_i left right.
  assert (room : exists e, 0 < e /\ forall t, 0 <= t -> t <= e ->
    within_left (cuts f) i (x + side_sign false * t)).
  { unfold strictly_within_left, within_left in *. destruct i as [|j]; [exists 1; split; [lra|auto]|].
    destruct (nth_error (cuts f) j) as [c|]; [|contradiction].
    exists (x - c). split; [lra|]. intros t t_0 t_e. cbn [side_sign]. lra. }
  destruct room as (e & pos & room). exists e. split; [exact pos|]. intros t t_0 t_e.
  assert (right' : within_right (cuts f) i (x + side_sign false * t)).
  { apply (within_right_mid _ _ _ x); auto. cbn [side_sign]. lra. }
  rewrite (piecewise_value_in f i h _ valid at_i (room t t_0 t_e) right').
  rewrite (piecewise_value_in f i h x valid at_i (strictly_left _ _ _ left) right).
  rewrite !apply_affine_eq. ring.
Qed.
End Germs.

(** ** Composition and inverse of affine functions *)

Definition compose (g h : affine) : affine :=
  Affine (factor g * factor h) (factor g * constant h + constant g * Zpos (denominator h))
    (denominator g * denominator h).
Lemma compose_ok : forall g h x, apply_affine (compose g h) x == apply_affine g (apply_affine h x).
Proof.
  intros [a b d] [a' b' d'] [n e]. unfold compose, apply_affine, Qeq.
  cbn [factor constant denominator Qnum Qden]. rewrite !Pos2Z.inj_mul. ring.
Qed.
Lemma slope_compose : forall g h, slope (compose g h) == slope g * slope h.
Proof. intros g h. unfold compose, slope, Qeq, Qmult; cbn. reflexivity. Qed.
Definition identity : affine := Affine 1 0 1.
Lemma identity_ok : forall x, apply_affine identity x == x.
Proof. intros x. rewrite apply_affine_eq. unfold identity, slope, offset; cbn. ring. Qed.

(** The x at which g takes the value c, for a slope that is not 0. *)
Definition preimage (g : affine) (c : Q) : Q :=
  let n := (Qnum c * Zpos (denominator g) - constant g * Zpos (Qden c))%Z in
  match factor g with
  | Z0 => 0
  | Zpos a => n # (a * Qden c)
  | Zneg a => (- n) # (a * Qden c)
  end.
Lemma preimage_ok : forall g c, factor g <> 0%Z -> apply_affine g (preimage g c) == c.
Proof.
  intros [a b d] [n e] nonzero. unfold preimage, apply_affine, Qeq.
  cbn [factor constant denominator Qnum Qden] in *.
  destruct a as [|a|a]; [congruence| |]; cbn [Qnum Qden]; rewrite !Pos2Z.inj_mul; [ring|].
  change (Zneg a) with (- Zpos a)%Z. ring.
Qed.
Lemma preimage_rise : forall g d x, factor g <> 0%Z -> apply_affine g x - d == slope g * (x - preimage g d).
Proof. intros g d x nonzero. rewrite <- (preimage_ok g d nonzero) at 1. apply apply_affine_rise. Qed.

(** ** The pieces with their ends, in a list *)

Fixpoint pieces_from (lo : option Q) (g : affine) (l : list (Q * affine)) : list
  (option Q * affine * option Q) :=
  match l with
  | [] => [(lo, g, None)]
  | (c, h) :: l' => (lo, g, Some c) :: pieces_from (Some c) h l'
  end.
Definition piece_list (f : piecewise) := pieces_from None (fst f) (snd f).

Definition from_left (lo : option Q) (x : Q) : Prop := match lo with Some c => c <= x | None => True end.
Definition to_right (hi : option Q) (x : Q) : Prop := match hi with Some c => x <= c | None => True end.
Lemma pieces_from_in : forall l lo g x, from_left lo x -> exists b h c,
  In (b, h, c) (pieces_from lo g l) /\ from_left b x /\ to_right c x /\ value_from g l x == apply_affine h x.
Proof.
  induction l as [|[c h] l IH]; intros lo g x left; cbn [pieces_from value_from].
  - exists lo, g, None. split; [now left|]. split; [exact left|]. split; [exact I|reflexivity].
  - destruct (Qle_bool x c) eqn:x_c.
    + apply Qle_bool_iff in x_c. exists lo, g, (Some c).
      split; [now left|]. split; [exact left|]. split; [exact x_c|reflexivity].
    + apply Qle_bool_false_lt in x_c.
      destruct (IH (Some c) h x) as (b & k & d & inside & b_x & x_d & at_x); [cbn; lra|].
      exists b, k, d. split; [now right|]. auto.
Qed.
Lemma piece_list_in : forall f x, exists b h c,
  In (b, h, c) (piece_list f) /\ from_left b x /\ to_right c x /\ piecewise_value f x == apply_affine h x.
Proof. intros f x. apply (pieces_from_in (snd f) None (fst f) x I). Qed.
