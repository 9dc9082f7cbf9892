(** * At which cuts f^n has kinks

    The two germs of a cut are followed along its orbit. Of their slopes only the ratio is kept, as two
    integers; so it is found when kinks cancel, and when one germ, or both, become flat. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Trees.
From ExactPL Require Import Maps.Iterates Maps.Kinks Maps.Germs Maps.Piecewise Counting.Graphs.
Import ListNotations.
Open Scope Q_scope.

(** A germ that is not flat: its side (right is [true]), and a number; the slopes of the two germs of a cut
    are in the ratio of their numbers. [None] is a flat germ. *)
Definition germ_state := option (bool * Z).
Record cut_state := CutState { cut_at : positive; left_germ : germ_state; right_germ : germ_state }.

Section CutKinks.
Variable f : piecewise.
Variable gr : graph.

(** ** Following *)

Definition germ_times (g : affine) (o : germ_state) (z : Z) : germ_state :=
  match o with
  | None => None
  | Some (side, r) =>
    match factor g with
    | Z0 => None
    | Zpos _ => Some (side, (r * z)%Z)
    | Zneg _ => Some (negb side, (r * z)%Z)
    end
  end.
Definition germ_piece (p : point) (o : germ_state) : nat :=
  match o with Some (true, _) => right_piece p | _ => left_piece p end.
(** One step. Where the germs lie in one piece the ratio stays. [None] where the orbit is not known further.
    *)
Definition follow (s : cut_state) : option cut_state :=
  match get (cut_at s) (points gr) with
  | None => None
  | Some p =>
    let i := germ_piece p (left_germ s) in
    let j := germ_piece p (right_germ s) in
    match piece f i, piece f j, image p with
    | Some g, Some h, Some n =>
      if Nat.eqb i j then Some (CutState n (germ_times g (left_germ s) 1) (germ_times h (right_germ s) 1))
      else Some (CutState n (germ_times g (left_germ s) (factor g * Zpos (denominator h)))
                            (germ_times h (right_germ s) (factor h * Zpos (denominator g))))
    | _, _, _ => None
    end
  end.
Definition has_kink (s : cut_state) : bool :=
  match left_germ s, right_germ s with
  | None, None => false
  | Some (_, r), Some (_, r') => negb (Z.eqb r r')
  | _, _ => true
  end.

(** For each cut its state, if known, and whether f^n has a kink there. *)
Definition cut_states := list (option cut_state).
Definition kinks_env := (cut_states * list (option bool))%type.
Definition known_kinks (l : cut_states) : list (option bool) := map (option_map has_kink) l.
Definition follow_all (l : cut_states) : cut_states :=
  map (fun o => match o with Some s => follow s | None => None end) l.
Definition advance_kinks (E : kinks_env) : kinks_env := let l := follow_all (fst E) in (l, known_kinks l).
Definition first_states : cut_states :=
  map (option_map (fun n => CutState n (Some (false, 1%Z)) (Some (true, 1%Z)))) (cut_points gr).
Definition first_kinks : kinks_env := (first_states, known_kinks first_states).

(** ** It is right *)

Notation F := (piecewise_value f).
Variable place : positive -> Q.
Hypothesis continuous : continuous_piecewise f = true.
Hypothesis places : placed f gr place.

(** The state o of a germ, which began on the side [begin], says: its slope s is m times its number. *)
Definition germ_says (m : Q) (begin : bool) (o : germ_state) (s : Q) : Prop :=
  match o with
  | None => s == 0
  | Some (side, r) =>
    ~ inject_Z r == 0 /\ s == m * inject_Z r /\
    exists falling : bool, (if falling then s < 0 else 0 < s) /\ side = turn falling begin
  end.
(** The state s of the cut c says: these are the two germs of f^n at c. *)
Definition cut_says (c : Q) (n : nat) (s : cut_state) : Prop :=
  exists p sl sr m, get (cut_at s) (points gr) = Some p /\ place (cut_at s) == iter n F c /\ ~ m == 0 /\
    germ (iter n F) c false sl /\ germ (iter n F) c true sr /\
    germ_says m false (left_germ s) sl /\ germ_says m true (right_germ s) sr.

Lemma cut_says_0 : forall n p c, get n (points gr) = Some p -> place n == c ->
  cut_says c 0 (CutState n (Some (false, 1%Z)) (Some (true, 1%Z))).
Proof.
  intros n p c at_n eq. exists p, 1, 1, 1. cbn [cut_at left_germ right_germ iter germ_says].
  assert (identity_germ : forall side, germ (fun x => x) c side 1).
  { intros side. exists 1. split; [lra|]. intros h _ _. ring. }
  repeat split; auto; try discriminate; try apply identity_germ.
  - exists false. split; [lra|reflexivity].
  - exists false. split; [lra|reflexivity].
Qed.

(** A germ that is not flat moves on to a germ of the piece of f on its side. *)
Lemma germ_moves : forall c n begin p side r sl m g, placed_point f gr place (place p) g ->
  forall h, place p == iter n F c -> germ (iter n F) c begin sl -> germ_says m begin (Some (side, r)) sl ->
  piece f (germ_piece g (Some (side, r))) = Some h -> germ (iter (S n) F) c begin (sl * slope h).
Proof.
  intros c n begin p side r sl m g place_p h eq_p germ_n (_ & _ & falling & sign & eq_side) at_piece.
  assert (germ_F : germ F (iter n F c) side (slope h)).
  { apply (germ_eq F (place p) _ side (slope h) (slope h)); auto;
      [apply piecewise_value_extensional|reflexivity|].
    destruct side; cbn [germ_piece] in at_piece.
    - apply (piece_germ_right f continuous (right_piece g)); auto; apply place_p.
    - apply (piece_germ_left f continuous (left_piece g)); auto; apply place_p. }
  rewrite eq_side in germ_F.
  exact (germ_comp F (iter n F) c begin sl (slope h) falling (piecewise_value_extensional f) germ_n sign
    germ_F).
Qed.

(** One germ, one step: its new slope is m' times its new number, if m times the slope of the piece is m' z.
    *)
Lemma germ_step : forall c n begin p o sl m e g z m', placed_point f gr place (place p) e ->
  place p == iter n F c -> germ (iter n F) c begin sl -> germ_says m begin o sl ->
  piece f (germ_piece e o) = Some g -> m * slope g == m' * inject_Z z ->
    (factor g <> 0%Z -> ~ inject_Z z == 0) ->
  exists sl', germ (iter (S n) F) c begin sl' /\ germ_says m' begin (germ_times g o z) sl'.
Proof.
  intros c n begin p o sl m e g z m' place_p eq_p germ_n says at_piece ratio nonzero.
  destruct o as [[side r]|]; cbn [germ_times].
  - exists (sl * slope g). split; [eapply germ_moves; eauto|].
    destruct says as (r_nonzero & eq_sl & falling & sign & eq_side).
    assert (product : sl * slope g == m' * inject_Z (r * z)).
    { rewrite eq_sl, inject_Z_mult. transitivity ((m * slope g) * inject_Z r); [ring|]. rewrite ratio. ring. }
    assert (r_z : factor g <> 0%Z -> ~ inject_Z (r * z) == 0).
    { intros factor_nonzero zero. rewrite inject_Z_mult in zero.
      apply Qmult_integral in zero as [zero|zero]; auto.
      now apply nonzero. }
    destruct (factor g) as [|a|a] eqn:sign_g; cbn [germ_says].
    + pose proof (slope_flat g sign_g) as zero. rewrite zero. ring.
    + pose proof (slope_pos g a sign_g). split; [apply r_z; discriminate|]. split; [exact product|].
      exists falling. split; [destruct falling; nra|exact eq_side].
    + pose proof (slope_neg g a sign_g). split; [apply r_z; discriminate|]. split; [exact product|].
      exists (negb falling). split; [destruct falling; cbn [negb]; nra|]. rewrite eq_side.
      now destruct falling, begin.
  - exists 0. split; [|reflexivity].
    apply (germ_flat F (iter n F) c begin sl (piecewise_value_extensional f) germ_n says).
Qed.

Lemma follow_ok : forall c n s t, cut_says c n s -> follow s = Some t -> cut_says c (S n) t.
Proof.
  intros c n s t (e & sl & sr & m & at_s & eq_s & m_nonzero & germ_l & germ_r & says_l & says_r) step.
  unfold follow in step. rewrite at_s in step.
  destruct (piece f (germ_piece e (left_germ s))) as [g|] eqn:piece_l; [|discriminate].
  destruct (piece f (germ_piece e (right_germ s))) as [h|] eqn:piece_r; [|discriminate].
  destruct (image e) as [n'|] eqn:image_e; [|discriminate].
  pose proof (proj1 places _ _ at_s) as place_e.
  destruct (placed_image _ _ _ _ _ place_e n' image_e) as (e' & at_n' & eq_n').
  assert (eq_next : place n' == iter (S n) F c).
  { rewrite eq_n'. cbn [iter]. now apply piecewise_value_extensional. }
  destruct (Nat.eqb_spec (germ_piece e (left_germ s)) (germ_piece e (right_germ s))) as [one|two];
    injection step as <-.
  - (* both in one piece, with the slope of g *)
    assert (same_piece : h = g) by congruence. subst h.
    destruct (Z.eq_dec (factor g) 0) as [flat|steep].
    + (* both become flat; any m will do *)
      assert (becomes_flat : forall begin o sl', germ (iter n F) c begin sl' -> germ_says m begin o sl' ->
        piece f (germ_piece e o) = Some g ->
        exists sl'', germ (iter (S n) F) c begin sl'' /\ germ_times g o 1 = None /\ sl'' == 0).
      { intros begin o sl' germ_n says at_piece. destruct o as [[side r]|].
        - exists (sl' * slope g). split; [eapply germ_moves; eauto|].
          split; [cbn [germ_times]; now rewrite flat|]. pose proof (slope_flat g flat) as zero. rewrite zero.
          ring.
        - exists 0. split; [|split; reflexivity].
          apply (germ_flat F (iter n F) c begin sl' (piecewise_value_extensional f) germ_n says). }
      destruct (becomes_flat false _ _ germ_l says_l piece_l) as (sl' & germ_l' & times_l & zero_l).
      destruct (becomes_flat true _ _ germ_r says_r piece_r) as (sr' & germ_r' & times_r & zero_r).
      exists e', sl', sr', 1. cbn [cut_at left_germ right_germ]. rewrite times_l, times_r. cbn [germ_says].
      repeat split; auto. discriminate.
    + assert (m'_nonzero : ~ m * slope g == 0).
      { intro zero. apply Qmult_integral in zero as [zero|zero]; auto. now apply (slope_nonzero g steep). }
      assert (one_nonzero : ~ inject_Z 1 == 0) by discriminate.
      assert (ratio : m * slope g == m * slope g * inject_Z 1) by (cbn; ring).
      destruct (germ_step c n false (cut_at s) _ sl m e g 1%Z (m * slope g) place_e eq_s germ_l says_l piece_l
        ratio)
        as (sl' & germ_l' & says_l'); auto.
      destruct (germ_step c n true (cut_at s) _ sr m e g 1%Z (m * slope g) place_e eq_s germ_r says_r piece_r
        ratio)
        as (sr' & germ_r' & says_r'); auto.
      exists e', sl', sr', (m * slope g). cbn [cut_at left_germ right_germ]. repeat split; auto.
  - (* in two pieces: cross-multiplied *)
    set (m' := m * (1 # (denominator g * denominator h))).
    assert (m'_nonzero : ~ m' == 0).
    { unfold m'. intro zero. apply Qmult_integral in zero as [zero|zero]; auto.
      unfold Qeq in zero; cbn in zero. lia. }
    assert (ratio_l : m * slope g == m' * inject_Z (factor g * Zpos (denominator h))).
    { unfold m'. rewrite <- Qmult_assoc. apply Qmult_comp; [reflexivity|].
      unfold slope, inject_Z, Qeq, Qmult; cbn [Qnum Qden]. rewrite !Pos2Z.inj_mul. ring. }
    assert (ratio_r : m * slope h == m' * inject_Z (factor h * Zpos (denominator g))).
    { unfold m'. rewrite <- Qmult_assoc. apply Qmult_comp; [reflexivity|].
      unfold slope, inject_Z, Qeq, Qmult; cbn [Qnum Qden]. rewrite !Pos2Z.inj_mul. ring. }
    assert (product_nonzero : forall z d, z <> 0%Z -> ~ inject_Z (z * Zpos d) == 0).
    { intros z d nonzero. apply inject_Z_nonzero. nia. }
    destruct (germ_step c n false (cut_at s) _ sl m e g _ m' place_e eq_s germ_l says_l piece_l ratio_l)
      as (sl' & germ_l' & says_l'); auto.
    destruct (germ_step c n true (cut_at s) _ sr m e h _ m' place_e eq_s germ_r says_r piece_r ratio_r)
      as (sr' & germ_r' & says_r'); auto.
    exists e', sl', sr', m'. cbn [cut_at left_germ right_germ]. repeat split; auto.
Qed.

(** Whether f^n has a kink at c. *)
Definition kink_is (n : nat) (c : Q) (b : bool) : Prop :=
  if b then kink (iter n F) c else smooth (iter n F) c.

Lemma has_kink_ok : forall c n s, cut_says c n s -> kink_is n c (has_kink s).
Proof.
  intros c n s (e & sl & sr & m & at_s & eq_s & m_nonzero & germ_l & germ_r & says_l & says_r).
  pose proof (iter_extensional n F (piecewise_value_extensional f)) as ext. unfold has_kink.
  destruct (left_germ s) as [[side r]|]; destruct (right_germ s) as [[side' r']|];
    cbn [kink_is germ_says] in *.
  - destruct says_l as (_ & eq_l & _), says_r as (_ & eq_r & _).
    destruct (Z.eqb_spec r r') as [eq_rr|ne_rr]; cbn [negb kink_is].
    + subst r'. apply (germ_smooth _ c sl sr); auto. now rewrite eq_l, eq_r.
    + apply (germ_kink _ c sl sr); auto. intro eq_slopes. apply ne_rr. rewrite eq_l, eq_r in eq_slopes.
      assert (zero : m * (inject_Z r - inject_Z r') == 0) by lra.
      apply Qmult_integral in zero as [zero|zero]; [contradiction|].
      assert (eq_inj : inject_Z r == inject_Z r') by lra.
      unfold inject_Z, Qeq in eq_inj; cbn [Qnum Qden] in eq_inj. lia.
  - destruct says_l as (r_nonzero & eq_l & _). apply (germ_kink _ c sl sr); auto. intro eq_slopes.
    rewrite says_r, eq_l in eq_slopes. apply Qmult_integral in eq_slopes as [zero|zero]; auto.
  - destruct says_r as (r_nonzero & eq_r & _). apply (germ_kink _ c sl sr); auto. intro eq_slopes.
    rewrite says_l, eq_r in eq_slopes. symmetry in eq_slopes.
    apply Qmult_integral in eq_slopes as [zero|zero]; auto.
  - apply (germ_smooth _ c sl sr); auto. lra.
Qed.

Definition states_say (n : nat) (l : cut_states) : Prop :=
  Forall2 (fun c o => match o with Some s => cut_says c n s | None => True end) (cuts f) l.
Definition kinks_hold (n : nat) (E : kinks_env) : Prop := states_say n (fst E) /\ snd E = known_kinks (fst E).

Lemma first_kinks_ok : kinks_hold 0 first_kinks.
Proof.
  split; [|reflexivity]. unfold states_say, first_kinks, first_states; cbn [fst].
  destruct places as [_ at_cuts]. induction at_cuts as [|c o cs l here rest IH]; cbn [map]; constructor; auto.
  destruct o as [n|]; cbn [option_map]; [|exact I]. destruct here as (eq & p & at_n).
  now apply (cut_says_0 n p).
Qed.

Lemma advance_kinks_ok : forall n E, kinks_hold n E -> kinks_hold (S n) (advance_kinks E).
Proof.
  intros n [l known] [says _]. split; [|reflexivity].
  unfold states_say, advance_kinks, follow_all in *; cbn [fst] in *.
  induction says as [|c o cs l here rest IH]; cbn [map]; constructor; auto.
  destruct o as [s|]; [|exact I]. destruct (follow s) as [t|] eqn:step; [|exact I].
  now apply (follow_ok c n s).
Qed.

Lemma known_kink : forall n E i c b, kinks_hold n E -> nth_error (cuts f) i = Some c ->
  nth_error (snd E) i = Some (Some b) -> kink_is n c b.
Proof.
  intros n [l known] i c b [says eq_known] at_c at_b. cbn [fst snd] in *. subst known.
  unfold states_say in says. revert i at_c at_b.
  induction says as [|c0 o cs l here rest IH]; intros [|i] at_c at_b;
    cbn [nth_error known_kinks map] in *; try discriminate.
  - injection at_c as ->. destruct o as [s|]; [|discriminate]. injection at_b as <-. now apply has_kink_ok.
  - now apply (IH i).
Qed.
End CutKinks.
