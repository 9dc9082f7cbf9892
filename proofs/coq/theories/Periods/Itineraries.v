(** * Branches: cells on which f, f^2, ..., f^n run through single pieces

    [branch n u v]: between u and v none of f^0, ..., f^(n-1) meets a cut before it meets a flat piece.
    There f^n is one affine function, and what addresses tell is the same at the right side of u, at the
    left side of v and on both sides of every point between (T1.0). *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Setoid.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Lists.
From ExactPL Require Import Maps.Iterates Maps.Piecewise Periods.Addresses.
Import ListNotations.
Open Scope Q_scope.

(** ** Cuts below a point *)

Fixpoint rising (cs : list Q) : Prop :=
  match cs with
  | [] => True
  | c :: cs' => (forall d, In d cs' -> c < d) /\ rising cs'
  end.

Lemma rising_cuts : forall l g, continuous_from g l = true -> rising (map fst l).
Proof.
  induction l as [|[c h] l IH]; intros g test; cbn [map fst rising]; [exact I|].
  split.
  - intros d inside. apply In_nth_error in inside as [j at_j]. exact (cuts_rise _ _ _ _ test j d at_j).
  - apply (IH h). now apply continuous_from_cons in test.
Qed.

Lemma cuts_below_same : forall cs x y, x == y -> cuts_below cs x = cuts_below cs y.
Proof.
  induction cs as [|c cs IH]; intros x y eq; cbn [cuts_below]; [reflexivity|].
  rewrite (IH x y eq). destruct (Qle_bool x c) eqn:x_c; destruct (Qle_bool y c) eqn:y_c; auto.
  - apply Qle_bool_iff in x_c. apply Qle_bool_false_lt in y_c. lra.
  - apply Qle_bool_iff in y_c. apply Qle_bool_false_lt in x_c. lra.
Qed.
Lemma cuts_up_to_same : forall cs x y, x == y -> cuts_up_to cs x = cuts_up_to cs y.
Proof.
  induction cs as [|c cs IH]; intros x y eq; cbn [cuts_up_to]; [reflexivity|].
  rewrite (IH x y eq). destruct (Qle_bool c x) eqn:x_c; destruct (Qle_bool c y) eqn:y_c; auto.
  - apply Qle_bool_iff in x_c. apply Qle_bool_false_lt in y_c. lra.
  - apply Qle_bool_iff in y_c. apply Qle_bool_false_lt in x_c. lra.
Qed.

Lemma cuts_up_to_below : forall cs x y, x < y -> (cuts_up_to cs x <= cuts_below cs y)%nat.
Proof.
  induction cs as [|c cs IH]; intros x y lt; cbn [cuts_up_to cuts_below]; [lia|].
  destruct (Qle_bool c x) eqn:c_x; [|lia]. apply Qle_bool_iff in c_x.
  destruct (Qle_bool y c) eqn:y_c; [apply Qle_bool_iff in y_c; lra|]. specialize (IH x y lt). lia.
Qed.
Lemma cuts_up_to_none : forall cs x, (forall d, In d cs -> x < d) -> cuts_up_to cs x = O.
Proof.
  intros [|c cs] x all; [reflexivity|]. cbn [cuts_up_to].
  destruct (Qle_bool c x) eqn:c_x; [|reflexivity].
  apply Qle_bool_iff in c_x. specialize (all c (or_introl eq_refl)). lra.
Qed.
Lemma cuts_below_up_to : forall cs x, rising cs ->
  (cuts_below cs x <= cuts_up_to cs x)%nat /\ (cuts_up_to cs x <= S (cuts_below cs x))%nat.
Proof.
  induction cs as [|c cs IH]; intros x rise; cbn [cuts_up_to cuts_below]; [lia|].
  destruct rise as [first rise]. specialize (IH x rise).
  destruct (Qle_bool x c) eqn:x_c; destruct (Qle_bool c x) eqn:c_x; try lia.
  - apply Qle_bool_iff in x_c. rewrite cuts_up_to_none; [lia|].
    intros d inside. specialize (first d inside). lra.
  - apply Qle_bool_false_lt in x_c, c_x. lra.
Qed.
Lemma cuts_below_length : forall cs x, (cuts_below cs x <= length cs)%nat.
Proof.
  induction cs as [|c cs IH]; intros x; cbn [cuts_below length]; [lia|].
  destruct (Qle_bool x c); [lia|]. specialize (IH x). lia.
Qed.

Lemma below_within_left : forall cs x, strictly_within_left cs (cuts_below cs x) x.
Proof.
  induction cs as [|c cs IH]; intros x; cbn [cuts_below]; [exact I|].
  destruct (Qle_bool x c) eqn:x_c; [exact I|]. apply Qle_bool_false_lt in x_c. specialize (IH x).
  cbn [strictly_within_left]. destruct (cuts_below cs x) as [|j]; cbn in *; [exact x_c|exact IH].
Qed.
Lemma below_within_right : forall cs x, within_right cs (cuts_below cs x) x.
Proof.
  induction cs as [|c cs IH]; intros x; cbn [cuts_below]; [exact I|].
  destruct (Qle_bool x c) eqn:x_c; [now apply Qle_bool_iff in x_c|]. exact (IH x).
Qed.
Lemma up_to_within_left : forall cs x, within_left cs (cuts_up_to cs x) x.
Proof.
  induction cs as [|c cs IH]; intros x; cbn [cuts_up_to]; [exact I|].
  destruct (Qle_bool c x) eqn:c_x; [|exact I]. apply Qle_bool_iff in c_x. specialize (IH x).
  cbn [within_left]. destruct (cuts_up_to cs x) as [|j]; cbn in *; [exact c_x|exact IH].
Qed.
Lemma up_to_within_right : forall cs x, strictly_within_right cs (cuts_up_to cs x) x.
Proof.
  induction cs as [|c cs IH]; intros x; cbn [cuts_up_to]; [exact I|].
  destruct (Qle_bool c x) eqn:c_x; [exact (IH x)|now apply Qle_bool_false_lt in c_x].
Qed.
Lemma cut_below : forall cs i c x, (i < cuts_below cs x)%nat -> nth_error cs i = Some c -> c < x.
Proof.
  induction cs as [|c0 cs IH]; intros i c x lt at_i; cbn [cuts_below] in lt; [lia|].
  destruct (Qle_bool x c0) eqn:x_c; [lia|]. apply Qle_bool_false_lt in x_c.
  destruct i as [|i]; cbn in at_i; [injection at_i as <-; exact x_c|]. apply (IH i c x); [lia|exact at_i].
Qed.
Lemma address_at_cut : forall cs i c x, rising cs -> nth_error cs i = Some c -> x == c ->
  cuts_below cs x = i /\ cuts_up_to cs x = S i.
Proof.
  induction cs as [|c0 cs IH]; intros i c x rise at_i eq; [destruct i; discriminate|].
  destruct rise as [first rise]. destruct i as [|i]; cbn in at_i; cbn [cuts_below cuts_up_to].
  - injection at_i as <-. replace (Qle_bool x c0) with true by (symmetry; apply Qle_bool_iff; lra).
    replace (Qle_bool c0 x) with true by (symmetry; apply Qle_bool_iff; lra).
    rewrite cuts_up_to_none; [auto|]. intros d inside. specialize (first d inside). lra.
  - assert (c0 < c) by (apply first; eapply nth_error_In; eauto).
    destruct (Qle_bool x c0) eqn:x_c; [apply Qle_bool_iff in x_c; lra|].
    destruct (Qle_bool c0 x) eqn:c_x; [|apply Qle_bool_false_lt in c_x; lra].
    destruct (IH i c x rise at_i eq) as [-> ->]. auto.
Qed.

Section Map.
Variable f : piecewise.
Hypothesis valid : continuous_piecewise f = true.
Notation F := (image f).
Notation below := (cuts_below (cuts f)).
Notation up_to := (cuts_up_to (cuts f)).
Notation g_ := (piece_at f).

Lemma rising_f : rising (cuts f).
Proof. exact (rising_cuts (snd f) (fst f) valid). Qed.

Lemma piece_at_ok : forall x, piece f (below x) = Some (g_ (below x)).
Proof.
  intros x. unfold piece_at. destruct (piece f (below x)) as [g|] eqn:at_x; [reflexivity|].
  rewrite piece_nth in at_x. apply nth_error_None in at_x.
  cbn [length] in at_x. rewrite length_of_map in at_x.
  pose proof (cuts_below_length (cuts f) x) as bound.
  unfold cuts in bound at 2. rewrite length_of_map in bound. lia.
Qed.
Lemma image_value : forall x, F x == piecewise_value f x.
Proof.
  intros x. unfold image. symmetry. apply (piecewise_value_in f (below x)); auto.
  - apply piece_at_ok.
  - apply strictly_left, below_within_left.
  - apply below_within_right.
Qed.
Lemma image_extensional : extensional F.
Proof. intros x y eq. rewrite !image_value. now apply piecewise_value_extensional. Qed.

(** Between two points with no cut between them the map is one affine function. *)
Lemma image_on_piece : forall u v x, up_to u = below v -> u <= x -> x <= v -> F x ==
  apply_affine (g_ (up_to u)) x.
Proof.
  intros u v x one u_x x_v. rewrite image_value. apply (piecewise_value_in f (up_to u)); auto.
  - rewrite one. apply piece_at_ok.
  - apply (within_left_mid _ _ u); auto. apply up_to_within_left.
  - rewrite one. apply (within_right_mid _ _ _ v); auto. apply below_within_right.
Qed.
Lemma image_rise : forall u v x y, up_to u = below v -> u <= x -> x <= v -> u <= y -> y <= v ->
  F y - F x == slope (g_ (up_to u)) * (y - x).
Proof.
  intros u v x y one u_x x_v u_y y_v.
  rewrite (image_on_piece u v x), (image_on_piece u v y) by assumption. apply apply_affine_rise.
Qed.

(** The address of a point between them. *)
Lemma address_between : forall u v x, up_to u = below v -> u < x -> x < v -> below x = up_to u /\ up_to x =
  up_to u.
Proof.
  intros u v x one u_x x_v. pose proof (cuts_up_to_below (cuts f) u x u_x).
  pose proof (cuts_up_to_below (cuts f) x v x_v). pose proof (cuts_below_up_to (cuts f) x rising_f). lia.
Qed.
Lemma one_piece_sub : forall u v u' v', up_to u = below v -> u <= u' -> u' < v' -> v' <= v ->
  up_to u' = up_to u /\ below v' = up_to u.
Proof.
  intros u v u' v' one u_u' u'_v' v'_v.
  assert (from : (up_to u <= up_to u')%nat).
  { destruct (Qlt_le_dec u u') as [lt|le].
    - pose proof (cuts_up_to_below (cuts f) u u' lt). pose proof (cuts_below_up_to (cuts f) u' rising_f). lia.
    - rewrite (cuts_up_to_same _ u u'); [lia|lra]. }
  assert (to : (below v' <= below v)%nat).
  { destruct (Qlt_le_dec v' v) as [lt|le].
    - pose proof (cuts_up_to_below (cuts f) v' v lt). pose proof (cuts_below_up_to (cuts f) v' rising_f). lia.
    - rewrite (cuts_below_same _ v' v); [lia|lra]. }
  pose proof (cuts_up_to_below (cuts f) u' v' u'_v'). lia.
Qed.

Lemma address_same : forall x y, x == y -> address_of f x = address_of f y.
Proof. intros x y eq. unfold address_of.
now rewrite (cuts_below_same _ x y eq), (cuts_up_to_same _ x y eq).
Qed.
Lemma walk_same : forall n x y, x == y -> walk f n x = walk f n y.
Proof.
  induction n as [|n IH]; intros x y eq; cbn [walk]; [reflexivity|].
  rewrite (address_same x y eq). f_equal. apply IH. now apply image_extensional.
Qed.
(** A point is inside a piece or at a cut. *)
Lemma address_cases : forall x, up_to x = below x \/
  (up_to x = S (below x) /\ exists c, nth_error (cuts f) (below x) = Some c /\ x == c).
Proof.
  intros x. pose proof (cuts_below_up_to (cuts f) x rising_f) as [low high].
  destruct (PeanoNat.Nat.eq_dec (up_to x) (below x)) as [eq|ne]; [now left|right].
  assert (next : up_to x = S (below x)) by lia. split; [exact next|].
  pose proof (up_to_within_left (cuts f) x) as left. pose proof (below_within_right (cuts f) x) as right.
  rewrite next in left. unfold within_left, within_right in *.
  destruct (nth_error (cuts f) (below x)) as [c|]; [|contradiction]. exists c. split; [reflexivity|lra].
Qed.

(** ** Branches *)

Fixpoint branch (n : nat) (u v : Q) : Prop :=
  match n with
  | O => True
  | S n' => up_to u = below v /\
    match factor (g_ (up_to u)) with
    | Z0 => True
    | Zpos _ => branch n' (F u) (F v)
    | Zneg _ => branch n' (F v) (F u)
    end
  end.

Lemma branch_same : forall n u v u' v', u == u' -> v == v' -> branch n u v -> branch n u' v'.
Proof.
  induction n as [|n IH]; intros u v u' v' eq_u eq_v b; cbn [branch] in *; [exact I|].
  rewrite <- (cuts_up_to_same _ u u' eq_u), <- (cuts_below_same _ v v' eq_v).
  pose proof (image_extensional u u' eq_u) as Fu. pose proof (image_extensional v v' eq_v) as Fv.
  destruct b as [one b]. split; [exact one|]. destruct (factor (g_ (up_to u))); auto.
  - now apply (IH (F u) (F v)).
  - now apply (IH (F v) (F u)).
Qed.

Lemma branch_sub : forall n u v u' v', u <= u' -> u' < v' -> v' <= v -> branch n u v -> branch n u' v'.
Proof.
  induction n as [|n IH]; intros u v u' v' u_u' u'_v' v'_v b; cbn [branch] in *; [exact I|].
  destruct b as [one b]. destruct (one_piece_sub u v u' v' one) as [eq_u eq_v]; auto.
  split; [congruence|]. rewrite eq_u.
  pose proof (image_rise u v u u' one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_u.
  pose proof (image_rise u v u' v' one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_uv.
  pose proof (image_rise u v v' v one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_v.
  set (s := slope (g_ (up_to u))) in *. destruct (factor (g_ (up_to u))) as [|p|p] eqn:sign; auto.
  - assert (pos : 0 < s) by (apply (slope_pos _ p); exact sign).
    apply (IH (F u) (F v)); auto; clearbody s; nra.
  - assert (neg : s < 0) by (apply (slope_neg _ p); exact sign).
    apply (IH (F v) (F u)); auto; clearbody s; nra.
Qed.
Lemma branch_le : forall n m u v, (m <= n)%nat -> branch n u v -> branch m u v.
Proof.
  induction n as [|n IH]; intros [|m] u v le b; cbn [branch] in *; auto; [lia|].
  destruct b as [one b]. split; [exact one|].
  destruct (factor (g_ (up_to u))); auto; apply IH; auto; lia.
Qed.

(** What is found along a walk does not need more of it than n steps. *)
Lemma sign_prefix : forall n m x side, (n <= m)%nat -> sign_along f n (walk f m x) side =
  sign_along f n (walk f n x) side.
Proof.
  induction n as [|n IH]; intros [|m] x side le; try lia; cbn [walk sign_along]; try reflexivity.
  destruct (factor _); auto; rewrite IH by lia; reflexivity.
Qed.
Lemma slope_prefix : forall n m x side, (n <= m)%nat -> slope_along f n (walk f m x) side =
  slope_along f n (walk f n x) side.
Proof.
  induction n as [|n IH]; intros [|m] x side le; try lia; cbn [walk slope_along]; try reflexivity.
  destruct (factor _); auto; rewrite IH by lia; reflexivity.
Qed.
Lemma form_prefix : forall n m x side, (n <= m)%nat -> form_along f n (walk f m x) side =
  form_along f n (walk f n x) side.
Proof.
  induction n as [|n IH]; intros [|m] x side le; try lia; cbn [walk form_along]; try reflexivity.
  rewrite IH by lia. reflexivity.
Qed.
Lemma regular_prefix : forall n m x, (n <= m)%nat -> regular_along f n (walk f m x) =
  regular_along f n (walk f n x).
Proof.
  induction n as [|n IH]; intros [|m] x le; try lia; cbn [walk regular_along]; try reflexivity.
  destruct (Nat.eqb _ _); cbn [andb]; [|reflexivity]. destruct (factor _); auto; apply IH; lia.
Qed.
Lemma potential_prefix : forall rows m x side, (length rows <= m)%nat ->
  potential_along f rows (walk f m x) side = potential_along f rows (walk f (length rows) x) side.
Proof.
  induction rows as [|row rows IH]; intros [|m] x side le; cbn [length] in *; try lia;
    cbn [walk potential_along]; try reflexivity.
  destruct (factor _); auto; rewrite IH by lia; reflexivity.
Qed.

(** ** On a branch the walks from its ends tell the same *)

Lemma branch_ends : forall n u v, branch n u v ->
  sign_along f n (walk f n u) true = sign_along f n (walk f n v) false /\
  slope_along f n (walk f n u) true = slope_along f n (walk f n v) false.
Proof.
  assert (both : forall n u v, branch n u v -> forall b : bool,
    sign_along f n (walk f n (if b then u else v)) b = sign_along f n (walk f n (if b then v else u)) (negb b)
      /\
    slope_along f n (walk f n (if b then u else v)) b = slope_along f n (walk f n (if b then v else u))
      (negb b)).
  { induction n as [|n IH]; intros u v b side; [split; reflexivity|].
    cbn [branch] in b. destruct b as [one b].
    assert (left : beside side (address_of f (if side then u else v)) = up_to u) by (destruct side; cbn;
      congruence).
    assert (right : beside (negb side) (address_of f (if side then v else u)) = up_to u) by (destruct side;
      cbn; congruence).
    cbn [walk sign_along slope_along]. rewrite left, right. unfold side_after.
    destruct (factor (g_ (up_to u))) as [|p|p]; [split; reflexivity| |].
    - destruct (IH _ _ b side) as [eq_sign eq_slope].
      destruct side; cbn [negb] in *; rewrite eq_sign, eq_slope; auto.
    - destruct (IH _ _ b (negb side)) as [eq_sign eq_slope].
      destruct side; cbn [negb] in *; rewrite eq_sign, eq_slope; auto. }
  intros n u v b. exact (both n u v b true).
Qed.

Lemma form_ends : forall n u v (side : bool), branch n u v ->
  sign_along f n (walk f n (if side then u else v)) side <> 0%Z ->
  form_along f n (walk f n (if side then u else v)) side = form_along f n (walk f n (if side then v else u))
    (negb side).
Proof.
  induction n as [|n IH]; intros u v side b nonzero; [reflexivity|].
  cbn [branch] in b. destruct b as [one b].
  assert (left : beside side (address_of f (if side then u else v)) = up_to u) by (destruct side; cbn;
    congruence).
  assert (right : beside (negb side) (address_of f (if side then v else u)) = up_to u) by (destruct side; cbn;
    congruence).
  cbn [walk sign_along form_along] in *. rewrite left in *. rewrite right. unfold side_after in *.
  destruct (factor (g_ (up_to u))) as [|p|p]; [congruence| |]; f_equal.
  - pose proof (IH _ _ side b) as eq. destruct side; apply eq; exact nonzero.
  - pose proof (IH _ _ (negb side) b) as eq.
    destruct side; cbn [negb] in *; apply eq; intro zero; apply nonzero; rewrite zero; reflexivity.
Qed.

(** The sign found is that of the slope. *)
Lemma sign_of_slope : forall n x side,
  sign_along f n (walk f n x) side = Z.sgn (Qnum (slope_along f n (walk f n x) side)).
Proof.
  induction n as [|n IH]; intros x side; [reflexivity|]. cbn [walk sign_along slope_along]. unfold side_after.
  destruct (factor (g_ (beside side (address_of f x)))) as [|p|p] eqn:sign; [reflexivity| |];
    unfold slope; rewrite sign; cbn [Qmult Qnum]; rewrite Z.sgn_mul, IH; cbn [Z.sgn]; lia.
Qed.
Lemma slope_zero : forall n x side,
  slope_along f n (walk f n x) side == 0 <-> sign_along f n (walk f n x) side = 0%Z.
Proof.
  intros n x side. rewrite sign_of_slope. destruct (slope_along f n (walk f n x) side) as [s d].
  unfold Qeq; cbn [Qnum Qden]. destruct s; cbn; split; intros; try lia; discriminate.
Qed.

(** f^n on a branch. *)
Lemma branch_line : forall n u v, branch n u v -> forall x, u <= x -> x <= v ->
  iter n F x == iter n F u + slope_along f n (walk f n u) true * (x - u) /\
  iter n F x == iter n F v + slope_along f n (walk f n v) false * (x - v).
Proof.
  assert (both : forall n u v, branch n u v -> forall (side : bool) x, u <= x -> x <= v -> let e :=
    if side then u else v in
    iter n F x == iter n F e + slope_along f n (walk f n e) side * (x - e)).
  { induction n as [|n IH]; intros u v b side x u_x x_v; [cbn [iter slope_along walk]; ring|].
    cbn [branch] in b. destruct b as [one b]. set (e := if side then u else v).
    assert (inside : u <= e /\ e <= v) by (unfold e; destruct side; lra). destruct inside as [u_e e_v].
    assert (at_e : beside side (address_of f e) = up_to u) by (unfold e; destruct side; cbn; congruence).
    cbn [walk slope_along]. rewrite at_e. rewrite <- !iter_shift.
    pose proof (image_rise u v e x one u_e e_v u_x x_v) as rise. unfold side_after.
    pose proof (iter_extensional n F image_extensional) as ext.
    destruct (factor (g_ (up_to u))) as [|p|p] eqn:sign.
    - rewrite (ext (F x) (F e)); [ring|]. rewrite (slope_flat _ sign) in rise. lra.
    - pose proof (slope_pos _ p sign) as pos.
      pose proof (image_rise u v u x one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_u.
      pose proof (image_rise u v x v one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_v.
      pose proof (IH (F u) (F v) b side (F x) ltac:(nra) ltac:(nra)) as line. cbn zeta in line.
      replace (if side then F u else F v) with (F e) in line by (unfold e; destruct side; reflexivity).
      rewrite line. setoid_replace (F x - F e) with (slope (g_ (up_to u)) * (x - e)) by exact rise. ring.
    - pose proof (slope_neg _ p sign) as neg.
      pose proof (image_rise u v u x one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_u.
      pose proof (image_rise u v x v one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_v.
      pose proof (IH (F v) (F u) b (negb side) (F x) ltac:(nra) ltac:(nra)) as line. cbn zeta in line.
      replace (if negb side then F v else F u) with (F e) in line by (unfold e; destruct side; reflexivity).
      rewrite line. setoid_replace (F x - F e) with (slope (g_ (up_to u)) * (x - e)) by exact rise. ring. }
  intros n u v b x u_x x_v. split; [exact (both n u v b true x u_x x_v)|exact (both n u v b false x u_x x_v)].
Qed.

(** The affine function found along a side. *)
Lemma form_slope : forall n x side, sign_along f n (walk f n x) side <> 0%Z ->
  slope (form_along f n (walk f n x) side) == slope_along f n (walk f n x) side.
Proof.
  induction n as [|n IH]; intros x side nonzero; [reflexivity|].
  cbn [walk sign_along form_along slope_along] in *. unfold side_after in *.
  destruct (factor (g_ (beside side (address_of f x)))) as [|p|p]; [congruence| |]; rewrite slope_compose, IH;
    try ring.
  - exact nonzero.
  - intro zero. apply nonzero. rewrite zero. reflexivity.
Qed.
Lemma form_line : forall n u v, branch n u v -> sign_along f n (walk f n u) true <> 0%Z ->
  forall x, u <= x -> x <= v -> iter n F x == apply_affine (form_along f n (walk f n u) true) x.
Proof.
  assert (both : forall n u v, branch n u v -> forall (side : bool) x, u <= x -> x <= v -> let e :=
    if side then u else v in
    sign_along f n (walk f n e) side <> 0%Z -> iter n F x == apply_affine (form_along f n (walk f n e) side)
      x).
  { induction n as [|n IH]; intros u v b side x u_x x_v e nonzero; [cbn [iter form_along walk];
      now rewrite identity_ok|].
    cbn [branch] in b. destruct b as [one b].
    assert (inside : u <= e /\ e <= v) by (unfold e; destruct side; lra). destruct inside as [u_e e_v].
    assert (at_e : beside side (address_of f e) = up_to u) by (unfold e; destruct side; cbn; congruence).
    cbn [walk sign_along form_along] in *. rewrite at_e in *. rewrite <- iter_shift, compose_ok.
    rewrite <- (image_on_piece u v x one u_x x_v). unfold side_after in *.
    destruct (factor (g_ (up_to u))) as [|p|p] eqn:sign; [congruence| |].
    - pose proof (slope_pos _ p sign) as pos.
      pose proof (image_rise u v u x one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_u.
      pose proof (image_rise u v x v one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_v.
      pose proof (IH (F u) (F v) b side (F x) ltac:(nra) ltac:(nra)) as line. cbn zeta in line.
      replace (if side then F u else F v) with (F e) in line by (unfold e; destruct side; reflexivity).
      now apply line.
    - pose proof (slope_neg _ p sign) as neg.
      pose proof (image_rise u v u x one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_u.
      pose proof (image_rise u v x v one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_v.
      pose proof (IH (F v) (F u) b (negb side) (F x) ltac:(nra) ltac:(nra)) as line. cbn zeta in line.
      replace (if negb side then F v else F u) with (F e) in line by (unfold e; destruct side; reflexivity).
      apply line. intro zero. apply nonzero. rewrite zero. reflexivity. }
  intros n u v b nonzero x u_x x_v. exact (both n u v b true x u_x x_v nonzero).
Qed.

(** Points inside a branch are regular, or fall into a flat piece, all alike. *)
Lemma branch_inside : forall n u v, branch n u v -> forall x, u < x -> x < v ->
  (forall side, slope_along f n (walk f n x) side = slope_along f n (walk f n u) true) /\
  (forall side, sign_along f n (walk f n x) side = sign_along f n (walk f n u) true) /\
  regular_along f n (walk f n x) = negb (Z.eqb (sign_along f n (walk f n u) true) 0).
Proof.
  intros n u v b x u_x x_v. repeat split.
  - intros [|].
    + destruct (branch_ends n x v) as [_ ->]; [apply (branch_sub n u v); auto; lra|].
      now destruct (branch_ends n u v b) as [_ ->].
    + symmetry. apply branch_ends. apply (branch_sub n u v); auto; lra.
  - intros [|].
    + destruct (branch_ends n x v) as [-> _]; [apply (branch_sub n u v); auto; lra|].
      now destruct (branch_ends n u v b) as [-> _].
    + symmetry. apply branch_ends. apply (branch_sub n u v); auto; lra.
  - revert u v b x u_x x_v. induction n as [|n IH]; intros u v b x u_x x_v; [reflexivity|].
    cbn [branch] in b. destruct b as [one b].
    destruct (address_between u v x one u_x x_v) as [at_x at_x'].
    cbn [walk regular_along sign_along address_of fst snd beside].
    rewrite at_x, at_x', PeanoNat.Nat.eqb_refl. cbn [andb].
    pose proof (image_rise u v u x one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_u.
    pose proof (image_rise u v x v one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise_v.
    destruct (factor (g_ (up_to u))) as [|p|p] eqn:sign; [reflexivity| |].
    + pose proof (slope_pos _ p sign) as pos. apply (IH (F u) (F v) b (F x)); nra.
    + pose proof (slope_neg _ p sign) as neg. rewrite (IH (F v) (F u) b (F x)) by nra.
      destruct (branch_ends n _ _ b) as [-> _]. cbn [negb]. f_equal.
      destruct (sign_along f n (walk f n (F u)) false); reflexivity.
Qed.

(** At a regular point both sides tell the same. *)
Lemma regular_sides : forall n x, regular_along f n (walk f n x) = true ->
  slope_along f n (walk f n x) true = slope_along f n (walk f n x) false /\
  sign_along f n (walk f n x) true = sign_along f n (walk f n x) false /\
  sign_along f n (walk f n x) true <> 0%Z.
Proof.
  assert (both : forall n x side, regular_along f n (walk f n x) = true ->
    slope_along f n (walk f n x) side = slope_along f n (walk f n x) (negb side) /\
    sign_along f n (walk f n x) side = sign_along f n (walk f n x) (negb side) /\
    sign_along f n (walk f n x) side <> 0%Z).
  { induction n as [|n IH]; intros x side reg; [repeat split; discriminate|].
    cbn [walk regular_along sign_along slope_along] in *. unfold side_after.
    destruct (Nat.eqb_spec (fst (address_of f x)) (snd (address_of f x))) as [eq|ne]; [|discriminate].
    cbn [andb] in reg.
    assert (all : forall s, beside s (address_of f x) = fst (address_of f x)) by (intros [|]; cbn; auto).
    rewrite !all. destruct (factor (g_ (fst (address_of f x)))) as [|p|p]; [discriminate| |].
    - destruct (IH (F x) side reg) as (eq1 & eq2 & nonzero). rewrite eq1, eq2. rewrite <- eq2. auto.
    - destruct (IH (F x) (negb side) reg) as (eq1 & eq2 & nonzero).
      rewrite eq1, eq2. rewrite <- eq2. repeat split. lia. }
  intros n x. exact (both n x true).
Qed.

Lemma potential_ends : forall rows n u v, (length rows <= n)%nat -> branch n u v ->
  potential_along f rows (walk f n u) true = potential_along f rows (walk f n v) false.
Proof.
  assert (both : forall rows n u v, (length rows <= n)%nat -> branch n u v -> forall side : bool,
    potential_along f rows (walk f n (if side then u else v)) side =
    potential_along f rows (walk f n (if side then v else u)) (negb side)).
  { induction rows as [|row rows IH]; intros n u v le b side; [reflexivity|].
    destruct n as [|n]; cbn [length] in le; [lia|]. cbn [branch] in b. destruct b as [one b].
    assert (left : beside side (address_of f (if side then u else v)) = up_to u) by (destruct side; cbn;
      congruence).
    assert (right : beside (negb side) (address_of f (if side then v else u)) = up_to u) by (destruct side;
      cbn; congruence).
    cbn [walk potential_along]. rewrite left, right.
    destruct (factor (g_ (up_to u))) as [|p|p]; [reflexivity| |].
    - pose proof (IH n _ _ ltac:(lia) b side) as eq. destruct side; cbn [negb] in *; rewrite eq; reflexivity.
    - pose proof (IH n _ _ ltac:(lia) b (negb side)) as eq.
      destruct side; cbn [negb] in *; rewrite eq; reflexivity. }
  intros rows n u v le b. exact (both rows n u v le b true).
Qed.
End Map.
