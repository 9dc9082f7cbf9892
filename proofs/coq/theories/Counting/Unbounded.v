(** * Counting on unbounded intervals (T1.4)

    Outside a bounded interval f^k is affine, when an end of it is followed k times and stays beyond all cuts
    of f. Then f^k has as many pieces, or laps, on the unbounded interval as on the bounded one. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps Arithmetic.Rationals Arithmetic.Lists.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Kinks Maps.Piecewise Maps.Conversion.
Import ListNotations.
Open Scope Q_scope.

(** ** From a bounded interval to an unbounded one *)

(** x lies beyond a: to the right of it or to the left. *)
Definition beyond_end (right : bool) (a x : Q) : Prop := if right then a <= x else x <= a.
(** F is affine beyond a. *)
Definition affine_beyond (F : Q -> Q) (right : bool) (a : Q) : Prop :=
  exists m b, forall x, beyond_end right a x -> F x == m * x + b.
(** The interval from [lo] to [hi] is [A, B], but for rays on which, and a little further, F is affine. *)
Definition affine_outside (F : Q -> Q) (lo hi : option Q) (A B : Q) : Prop :=
  match lo with Some a => a = A | None => exists A', A < A' /\ affine_beyond F false A' end /\
  match hi with Some b => b = B | None => exists B', B' < B /\ affine_beyond F true B' end.

(** The bounds of an interval that may be infinite. *)
Definition above_low (lo : option Q) (x : Q) : Prop := match lo with Some a => a <= x | None => True end.
Definition strictly_above_low (lo : option Q) (x : Q) : Prop :=
  match lo with Some a => a < x | None => True end.
Definition below_high (hi : option Q) (x : Q) : Prop := match hi with Some b => x <= b | None => True end.
Definition strictly_below_high (hi : option Q) (x : Q) : Prop :=
  match hi with Some b => x < b | None => True end.

(** *** Cells that reach over a ray *)

Section Rays.
Variable F : Q -> Q.

(** If a function is m x + b on a ray, and m' x + b' where it overlaps, these are one. *)
Lemma affine_over_left_ray : forall A A' hi, A < A' -> affine_beyond F false A' -> strictly_below_high hi A ->
  affine_between F (Some A) hi -> affine_between F None hi.
Proof.
  intros A A' hi A_A' (m & b & ray) A_hi (m' & b' & line). cbn [beyond_end] in ray.
  assert (room : exists e, 0 < e /\ e <= A' - A /\ below_high hi (A + e)).
  { destruct hi as [d|]; cbn in *.
    - destruct (small2 (A' - A) (d - A)) as (e & pos & e_A' & e_d); try lra. exists e. repeat split; lra.
    - exists (A' - A). repeat split; lra. }
  destruct room as (e & pos & e_A' & e_hi).
  assert (inside : forall x, A <= x -> x <= A + e -> in_interval (Some A) hi x).
  { intros x A_x x_e. split; [exact A_x|]. destruct hi; cbn in *; [lra|exact I]. }
  assert (same_slope : m' == m).
  { apply (slopes_agree m' b' m b A (A + e)); [lra| |].
    - rewrite <- line, <- ray by (first [lra|apply inside; lra]). reflexivity.
    - rewrite <- line, <- ray by (first [lra|apply inside; lra]). reflexivity. }
  assert (at_A : m' * A + b' == m * A + b) by (rewrite <- line, <- ray by (first [lra|apply inside; lra]);
    reflexivity).
  exists m', b'. intros x [_ x_hi]. destruct (Qlt_le_dec x A) as [x_A|A_x].
  - rewrite ray by lra. rewrite same_slope in *. lra.
  - apply line. split; [exact A_x|exact x_hi].
Qed.
Lemma affine_over_right_ray : forall B B' lo, B' < B -> affine_beyond F true B' -> strictly_above_low lo B ->
  affine_between F lo (Some B) -> affine_between F lo None.
Proof.
  intros B B' lo B'_B (m & b & ray) lo_B (m' & b' & line). cbn [beyond_end] in ray.
  assert (room : exists e, 0 < e /\ e <= B - B' /\ above_low lo (B - e)).
  { destruct lo as [c|]; cbn in *.
    - destruct (small2 (B - B') (B - c)) as (e & pos & e_B' & e_c); try lra. exists e. repeat split; lra.
    - exists (B - B'). repeat split; lra. }
  destruct room as (e & pos & e_B' & lo_e).
  assert (inside : forall x, B - e <= x -> x <= B -> in_interval lo (Some B) x).
  { intros x e_x x_B. split; [|exact x_B]. destruct lo; cbn in *; [lra|exact I]. }
  assert (same_slope : m' == m).
  { apply (slopes_agree m' b' m b (B - e) B); [lra| |].
    - rewrite <- line, <- ray by (first [lra|apply inside; lra]). reflexivity.
    - rewrite <- line, <- ray by (first [lra|apply inside; lra]). reflexivity. }
  assert (at_B : m' * B + b' == m * B + b) by (rewrite <- line, <- ray by (first [lra|apply inside; lra]);
    reflexivity).
  exists m', b'. intros x [lo_x _]. destruct (Qlt_le_dec B x) as [B_x|x_B].
  - rewrite ray by lra. rewrite same_slope in *. lra.
  - apply line. split; [exact lo_x|exact x_B].
Qed.

(** On the overlap a monotone function shows the direction of the ray. *)
Lemma monotone_over_left_ray : forall A A' hi, A < A' -> affine_beyond F false A' ->
  strictly_below_high hi A ->
  monotone_between F (Some A) hi -> monotone_between F None hi.
Proof.
  intros A A' hi A_A' (m & b & ray) A_hi mono. cbn [beyond_end] in ray.
  assert (room : exists e, 0 < e /\ e <= A' - A /\ below_high hi (A + e)).
  { destruct hi as [d|]; cbn in *.
    - destruct (small2 (A' - A) (d - A)) as (e & pos & e_A' & e_d); try lra. exists e. repeat split; lra.
    - exists (A' - A). repeat split; lra. }
  destruct room as (e & pos & e_A' & e_hi).
  assert (A_in : in_interval (Some A) hi A) by (split; [lra|destruct hi; cbn in *; [lra|exact I]]).
  assert (e_in : in_interval (Some A) hi (A + e)) by (split; [lra|exact e_hi]).
  pose proof (ray A ltac:(lra)) as at_A. pose proof (ray (A + e) ltac:(lra)) as at_e.
  destruct mono as [up|down]; [left|right].
  - assert (rises : 0 <= m). { specialize (up A (A + e) A_in e_in ltac:(lra)). rewrite at_A,
      at_e in up. nra. }
    intros x y [_ x_hi] [_ y_hi] x_y. destruct (Qlt_le_dec x A) as [x_A|A_x].
    + assert (x_below : F x <= F A) by (rewrite at_A, ray by lra; nra).
      destruct (Qlt_le_dec y A) as [y_A|A_y]; [rewrite !ray by lra; nra|].
      specialize (up A y A_in (conj A_y y_hi) A_y). lra.
    + apply up; [split; [exact A_x|exact x_hi]|split; [lra|exact y_hi]|exact x_y].
  - assert (falls : m <= 0). { specialize (down A (A + e) A_in e_in ltac:(lra)). rewrite at_A,
      at_e in down. nra. }
    intros x y [_ x_hi] [_ y_hi] x_y. destruct (Qlt_le_dec x A) as [x_A|A_x].
    + assert (x_above : F A <= F x) by (rewrite at_A, ray by lra; nra).
      destruct (Qlt_le_dec y A) as [y_A|A_y]; [rewrite !ray by lra; nra|].
      specialize (down A y A_in (conj A_y y_hi) A_y). lra.
    + apply down; [split; [exact A_x|exact x_hi]|split; [lra|exact y_hi]|exact x_y].
Qed.
Lemma monotone_over_right_ray : forall B B' lo, B' < B -> affine_beyond F true B' ->
  strictly_above_low lo B ->
  monotone_between F lo (Some B) -> monotone_between F lo None.
Proof.
  intros B B' lo B'_B (m & b & ray) lo_B mono. cbn [beyond_end] in ray.
  assert (room : exists e, 0 < e /\ e <= B - B' /\ above_low lo (B - e)).
  { destruct lo as [c|]; cbn in *.
    - destruct (small2 (B - B') (B - c)) as (e & pos & e_B' & e_c); try lra. exists e. repeat split; lra.
    - exists (B - B'). repeat split; lra. }
  destruct room as (e & pos & e_B' & lo_e).
  assert (B_in : in_interval lo (Some B) B) by (split; [destruct lo; cbn in *; [lra|exact I]|lra]).
  assert (e_in : in_interval lo (Some B) (B - e)) by (split; [exact lo_e|lra]).
  pose proof (ray B ltac:(lra)) as at_B. pose proof (ray (B - e) ltac:(lra)) as at_e.
  destruct mono as [up|down]; [left|right].
  - assert (rises : 0 <= m). { specialize (up (B - e) B e_in B_in ltac:(lra)). rewrite at_B,
      at_e in up. nra. }
    intros x y [lo_x _] [lo_y _] x_y. destruct (Qlt_le_dec B y) as [B_y|y_B].
    + assert (y_above : F B <= F y) by (rewrite at_B, ray by lra; nra).
      destruct (Qlt_le_dec B x) as [B_x|x_B]; [rewrite !ray by lra; nra|].
      specialize (up x B (conj lo_x x_B) B_in x_B). lra.
    + apply up; [split; [exact lo_x|lra]|split; [exact lo_y|exact y_B]|exact x_y].
  - assert (falls : m <= 0). { specialize (down (B - e) B e_in B_in ltac:(lra)). rewrite at_B,
      at_e in down. nra. }
    intros x y [lo_x _] [lo_y _] x_y. destruct (Qlt_le_dec B y) as [B_y|y_B].
    + assert (y_below : F y <= F B) by (rewrite at_B, ray by lra; nra).
      destruct (Qlt_le_dec B x) as [B_x|x_B]; [rewrite !ray by lra; nra|].
      specialize (down x B (conj lo_x x_B) B_in x_B). lra.
    + apply down; [split; [exact lo_x|lra]|split; [exact lo_y|exact y_B]|exact x_y].
Qed.
End Rays.

(** *** Cutting up *)

Section Cells.
Variable C : option Q -> option Q -> Prop.     (* cells that may be unbounded *)
Variable D : Q -> Q -> Prop.                   (* bounded cells *)
Hypothesis bounded : forall c d, D c d -> C (Some c) (Some d).
Hypothesis respects : forall c c' d d', c == c' -> d == d' -> D c d -> D c' d'.
Hypothesis shrinks : forall lo hi c d, above_low lo c -> below_high hi d -> C lo hi -> D c d.
Variables (lo hi : option Q) (A B : Q).
Hypothesis A_B : A < B.
Hypothesis left_end : match lo with
  | Some a => a = A
  | None => forall high, strictly_below_high high A -> C (Some A) high -> C None high
  end.
Hypothesis right_end : match hi with
  | Some b => b = B
  | None => forall low, strictly_above_low low B -> C low (Some B) -> C low None
  end.

(** A subdivision of the bounded interval gives one of the other. *)
Lemma cut_up_bounded : forall ts t, t < B -> subdivision D t ts B -> exists us,
  cut_up C (Some t) us (Some B) /\ S (length us) = length ts.
Proof.
  induction ts as [|s ts IH]; intros t t_B cells; cbn [subdivision] in cells; [lra|].
  destruct cells as (t_s & cell & cells). destruct ts as [|s' ts].
  - cbn [subdivision] in cells. exists []. split; [|reflexivity]. cbn [cut_up]. split; [exact t_B|].
    apply bounded. apply (respects t t s B); auto; reflexivity.
  - assert (s_B : s < B). { cbn [subdivision] in cells. destruct cells
      as (s_s' & _ & rest). apply subdivision_le in rest. lra. }
    destruct (IH s s_B cells) as (us & cut & len). exists (s :: us). split; [|cbn [length] in *; lia].
    cbn [cut_up]. split; [exact t_s|]. split; [now apply bounded|exact cut].
Qed.
Lemma cut_up_left : forall us, cut_up C (Some A) us (Some B) -> cut_up C lo us (Some B).
Proof.
  intros us cut. destruct lo as [a|]; [now rewrite left_end|].
  destruct us as [|t us]; cbn [cut_up] in *.
  - destruct cut as [_ cell]. split; [exact I|]. now apply left_end.
  - destruct cut as (A_t & cell & rest). split; [exact I|]. split; [|exact rest]. now apply left_end.
Qed.
Lemma cut_up_right : forall us low, strictly_above_low low B -> cut_up C low us (Some B) ->
  cut_up C low us hi.
Proof.
  intros us low low_B cut. destruct hi as [b|]; [now rewrite right_end|].
  revert low low_B cut. induction us as [|t us IH]; intros low low_B cut; cbn [cut_up] in *.
  - destruct cut as [_ cell]. split; [destruct low; exact I|]. now apply right_end.
  - destruct cut as (low_t & cell & rest). split; [exact low_t|]. split; [exact cell|].
    apply IH; [|exact rest].
    cbn. clear - rest. revert t rest.
    induction us as [|s us IHus]; intros t rest; cbn [cut_up] in rest; [tauto|].
    destruct rest as (t_s & _ & rest). specialize (IHus s rest). lra.
Qed.

(** And the other way round, cuts outside the bounded interval are left out. *)
Lemma cut_up_restrict : forall ts low t, above_low low t -> t < B -> below_high hi B -> cut_up C low ts hi ->
  exists us, subdivision D t us B /\ (length us <= S (length ts))%nat.
Proof.
  induction ts as [|s ts IH]; intros low t low_t t_B B_hi cut; cbn [cut_up] in cut.
  - destruct cut as [_ cell]. exists [B]. split; [|reflexivity]. cbn [subdivision].
    split; [exact t_B|]. split; [|reflexivity]. now apply (shrinks low hi).
  - destruct cut as (low_s & cell & rest). destruct (Qlt_le_dec t s) as [t_s|s_t].
    + destruct (Qlt_le_dec s B) as [s_B|B_s].
      * destruct (IH (Some s) s (Qle_refl s) s_B B_hi rest) as (us & cells & len).
        exists (s :: us). split; [|cbn [length]; lia]. cbn [subdivision].
        split; [exact t_s|]. split; [apply (shrinks low (Some s)); auto; cbn; lra|exact cells].
      * exists [B]. split; [|cbn [length]; lia]. cbn [subdivision].
        split; [exact t_B|]. split; [|reflexivity]. now apply (shrinks low (Some s)).
    + destruct (IH (Some s) t s_t t_B B_hi rest) as (us & cells & len). exists us.
      split; [exact cells|cbn [length]; lia].
Qed.

Theorem least_cells_outside : forall n, least_cells D A B n -> least_cells_between C lo hi n.
Proof.
  intros n [(ts & cells & count) least]. split.
  - destruct (cut_up_bounded ts A A_B cells) as (us & cut & len). exists us. split; [|now rewrite len].
    apply cut_up_right; [|now apply cut_up_left]. destruct lo as [a|]; cbn; [now rewrite left_end|exact I].
  - intros us cut. destruct (cut_up_restrict us lo A) as (ts' & cells' & len); auto.
    + destruct lo as [a|]; cbn; [rewrite left_end; apply Qle_refl|exact I].
    + destruct hi as [b|]; cbn; [rewrite right_end; apply Qle_refl|exact I].
    + specialize (least ts' cells'). lia.
Qed.
End Cells.

Theorem pieces_outside : forall F lo hi A B n, A < B -> affine_outside F lo hi A B -> pieces F A B n ->
  pieces_between F lo hi n.
Proof.
  intros F lo hi A B n A_B [left right]. apply (least_cells_outside (affine_between F) (affine_on F)); auto.
  - intros c d (m & b & line). exists m, b. intros x [c_x x_d]. now apply line.
  - apply affine_respects.
  - intros low high c d low_c d_high (m & b & line). exists m, b. intros x c_x x_d. apply line.
    split; [destruct low; cbn in *; [lra|exact I]|destruct high; cbn in *; [lra|exact I]].
  - destruct lo as [a|]; [exact left|]. destruct left as (A' & A_A' & ray). intros high A_high.
    now apply (affine_over_left_ray F A A').
  - destruct hi as [b|]; [exact right|]. destruct right as (B' & B'_B & ray). intros low low_B.
    now apply (affine_over_right_ray F B B').
Qed.
Theorem laps_outside : forall F lo hi A B n, A < B -> affine_outside F lo hi A B -> laps F A B n ->
  laps_between F lo hi n.
Proof.
  intros F lo hi A B n A_B [left right].
  apply (least_cells_outside (monotone_between F) (monotone_on F)); auto.
  - intros c d [up|down]; [left|right]; intros x y [c_x x_d] [c_y y_d] x_y; [now apply up|now apply down].
  - apply monotone_respects.
  - intros low high c d low_c d_high mono.
    assert (inside : forall x, c <= x -> x <= d -> in_interval low high x).
    { intros x c_x x_d. split; [destruct low; cbn in *; [lra|exact I]|destruct high; cbn in *; [lra|exact I]].
      }
    destruct mono as [up|down]; [left|right]; intros x y c_x x_y y_d; [apply up|apply down]; auto;
      apply inside; lra.
  - destruct lo as [a|]; [exact left|]. destruct left as (A' & A_A' & ray). intros high A_high.
    now apply (monotone_over_left_ray F A A').
  - destruct hi as [b|]; [exact right|]. destruct right as (B' & B'_B & ray). intros low low_B.
    now apply (monotone_over_right_ray F B B').
Qed.

(** ** Rays on which f^k is affine *)

Definition outer_piece (f : piecewise) (right : bool) : nat := if right then length (cuts f) else O.
(** The ray beyond x lies in an outer piece of f, and so do its images under f, ..., f^(k-1), which are rays
    or, once f is constant there, points. *)
Fixpoint ray_is_affine (f : piecewise) (k : nat) (right : bool) (x : Q) : bool :=
  match k with
  | O => true
  | S k' =>
    let i := outer_piece f right in
    (if right then within_left_b (cuts f) i x else within_right_b (cuts f) i x) &&
    match piece f i with
    | None => false
    | Some g =>
      match factor g with
      | Z0 => true
      | Zpos _ => ray_is_affine f k' right (Qred (apply_affine g x))
      | Zneg _ => ray_is_affine f k' (negb right) (Qred (apply_affine g x))
      end
    end
  end.

Lemma affine_beyond_eq : forall F right a a', a == a' -> affine_beyond F right a -> affine_beyond F right a'.
Proof.
  intros F right a a' eq (m & b & ray). exists m, b. intros x beyond. apply ray.
  destruct right; cbn [beyond_end] in *; lra.
Qed.

Lemma ray_is_affine_ok : forall f, continuous_piecewise f = true -> forall k right x,
  ray_is_affine f k right x = true ->
  affine_beyond (iter k (piecewise_value f)) right x.
Proof.
  intros f continuous. set (F := piecewise_value f).
  induction k as [|k IH]; intros right x test; cbn [ray_is_affine] in test.
  - exists 1, 0. intros z _. cbn [iter]. ring.
  - apply andb_true_iff in test as [place test].
    destruct (piece f (outer_piece f right)) as [g|] eqn:at_piece; [|discriminate].
    assert (line : forall z, beyond_end right x z -> F z == apply_affine g z).
    { intros z beyond. apply (piecewise_value_in f (outer_piece f right) g); auto.
      - destruct right; cbn [outer_piece beyond_end] in *; [|exact I].
        apply within_left_ok in place. now apply (within_left_mid _ _ x).
      - destruct right; cbn [outer_piece beyond_end] in *.
        + unfold within_right.
          assert (none : nth_error (cuts f) (length (cuts f)) = None) by now apply nth_error_None.
          now rewrite none.
        + apply within_right_ok in place. now apply (within_right_mid _ _ _ x). }
    pose proof (iter_extensional k F (piecewise_value_extensional f)) as ext.
    assert (step : forall right', ray_is_affine f k right' (Qred (apply_affine g x)) = true ->
      (forall z, beyond_end right x z -> beyond_end right' (apply_affine g x) (apply_affine g z)) ->
      affine_beyond (iter (S k) F) right x).
    { intros right' test' onto. apply IH in test'.
      destruct (affine_beyond_eq _ _ _ _ (Qred_correct (apply_affine g x)) test') as (m & b & ray).
      exists (m * slope g), (m * offset g + b). intros z beyond. rewrite <- iter_shift.
      rewrite (ext _ _ (line z beyond)), (ray _ (onto z beyond)), apply_affine_eq. ring. }
    destruct (factor g) as [|p|p] eqn:sign.
    + exists 0, (iter k F (offset g)). intros z beyond. rewrite <- iter_shift.
      rewrite (ext (F z) (offset g)); [ring|]. rewrite (line z beyond), apply_affine_eq.
      pose proof (slope_flat g sign) as zero. rewrite zero. ring.
    + apply (step right test). intros z beyond. pose proof (slope_pos g p sign).
      pose proof (apply_affine_rise g x z).
      destruct right; cbn [beyond_end] in *; nra.
    + apply (step (negb right) test). intros z beyond. pose proof (slope_neg g p sign).
      pose proof (apply_affine_rise g x z).
      destruct right; cbn [beyond_end negb] in *; nra.
Qed.

(** [A'] > A and [B'] < B are starts of rays; an end that is there must be A or B itself. *)
Definition Q_is (x y : Q) : bool := Z.eqb (Qnum x) (Qnum y) && Pos.eqb (Qden x) (Qden y).
Definition rays_fit (f : piecewise) (k : nat) (lo hi : option Q) (A A' B' B : Q) : bool :=
  Qlt_bool A B &&
  match lo with Some a => Q_is a A | None => Qlt_bool A A' && ray_is_affine f k false A' end &&
  match hi with Some b => Q_is b B | None => Qlt_bool B' B && ray_is_affine f k true B' end.
Lemma Q_is_ok : forall x y, Q_is x y = true -> x = y.
Proof.
  intros [a b] [c d] test. unfold Q_is in test; cbn in test. apply andb_true_iff in test as [num den].
  apply Z.eqb_eq in num. apply Pos.eqb_eq in den. congruence.
Qed.
Lemma rays_fit_ok : forall f k lo hi A A' B' B, continuous_piecewise f = true ->
  rays_fit f k lo hi A A' B' B = true ->
  A < B /\ affine_outside (iter k (piecewise_value f)) lo hi A B.
Proof.
  intros f k lo hi A A' B' B continuous test. unfold rays_fit in test.
  apply andb_true_iff in test as [test right]. apply andb_true_iff in test as [A_B left].
  apply Qlt_bool_lt in A_B.
  split; [exact A_B|]. split.
  - destruct lo as [a|]; [now apply Q_is_ok|]. apply andb_true_iff in left as [A_A' ray].
    apply Qlt_bool_lt in A_A'.
    exists A'. split; [exact A_A'|]. now apply ray_is_affine_ok.
  - destruct hi as [b|]; [now apply Q_is_ok|]. apply andb_true_iff in right as [B'_B ray].
    apply Qlt_bool_lt in B'_B.
    exists B'. split; [exact B'_B|]. now apply ray_is_affine_ok.
Qed.
Lemma affine_outside_same : forall F G lo hi A B, (forall x, F x == G x) -> affine_outside F lo hi A B ->
  affine_outside G lo hi A B.
Proof.
  assert (beyond_same : forall F G, (forall x, F x == G x) -> forall right a, affine_beyond F right a ->
    affine_beyond G right a).
  { intros F G agree right a (m & b & ray). exists m, b. intros x beyond. rewrite <- agree. now apply ray. }
  intros F G lo hi A B agree [left right]. split.
  - destruct lo as [a|]; [exact left|]. destruct left as (A' & A_A' & ray). exists A'. split; [exact A_A'|].
    now apply (beyond_same F).
  - destruct hi as [b|]; [exact right|]. destruct right as (B' & B'_B & ray). exists B'. split; [exact B'_B|].
    now apply (beyond_same F).
Qed.
