(** * Pieces and laps over Q and over R

    If f^k has exactly n affine pieces (n laps) on [lo, hi] over the rational numbers, it has exactly n over
    the real numbers, where the cuts may be anywhere ([real_pieces_of_iterate], [real_laps_of_iterate]: T1.2).
     Reasons: what holds on the rational points of a cell holds on all its points, by continuity; and near an
    irrational cut f^k is affine, so the cut can be moved to a rational place. *)

From Coq Require Import Reals Lra Lia NArith QArith Qreals List Bool.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Definitions.Functions.
From ExactPL Require Import Continuous.Coverings Continuous.Cycles.
From ExactPL Require Import Bridge.Rationals Bridge.RealMaps Bridge.RealPeriods.
Import ListNotations.
Open Scope R_scope.

(** ** From rational points to all points *)

(** An inequality between two continuous functions that holds at the rational points of a domain holds on
    it. *)
Lemma le_by_density g h (D : domain) : continuity g -> continuity h ->
  (forall q, rational_in D q -> g (Q2R q) <= h (Q2R q)) -> forall x, D x -> g x <= h x.
Proof.
  intros cont_g cont_h at_rational x Dx.
  destruct (Rle_lt_dec (g x) (h x)) as [|greater]; [assumption|exfalso].
  set (e := (g x - h x) / 2). assert (e_pos : 0 < e) by (unfold e; lra).
  destruct (proj1 (continuity_pt_eps _ _) (cont_g x) e e_pos) as (d1 & d1_pos & close_g).
  destruct (proj1 (continuity_pt_eps _ _) (cont_h x) e e_pos) as (d2 & d2_pos & close_h).
  destruct (rational_near D x (Rmin d1 d2) Dx) as (q & Dq & near); [now apply Rmin_pos|].
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2).
  specialize (close_g (Q2R q) ltac:(lra)). specialize (close_h (Q2R q) ltac:(lra)).
  specialize (at_rational q Dq). unfold e in *. rewrite abs_lt in *. lra.
Qed.

(** The same for equations. *)
Lemma eq_by_density g h (D : domain) : continuity g -> continuity h ->
  (forall q, rational_in D q -> g (Q2R q) = h (Q2R q)) -> forall x, D x -> g x = h x.
Proof.
  intros cont_g cont_h at_rational x Dx. apply Rle_antisym.
  - apply (le_by_density g h D); auto. intros q Dq. rewrite at_rational by exact Dq. lra.
  - apply (le_by_density h g D); auto. intros q Dq. rewrite at_rational by exact Dq. lra.
Qed.

Lemma affine_continuity m b : continuity (fun x => m * x + b).
Proof.
  intros x. apply continuity_pt_eps. intros e e_pos. set (s := Rabs m + 1).
  assert (s_pos : 0 < s) by (unfold s; pose proof (Rabs_pos m); lra).
  exists (e / s). split; [now apply Rdiv_lt_0_compat|]. intros y near.
  replace (m * y + b - (m * x + b)) with (m * (y - x)) by ring. rewrite Rabs_mult.
  assert (e = e / s * s) by (field; lra). pose proof (Rabs_pos m). pose proof (Rabs_pos (y - x)).
  unfold s in *. nra.
Qed.

(** ** Moving cuts *)

Section Cells.
(** The properties of cells: over the real numbers and over the rational numbers. *)
Variables (C : R -> R -> Prop) (CQ : Q -> Q -> Prop).
Hypothesis C_smaller : forall u u' s, C u s -> u < u' -> u' < s -> C u' s.
(** A cell that ends at an irrational number can be made a little longer. *)
Hypothesis C_longer : forall t u, irrational u -> t < u -> C t u ->
  exists e, 0 < e /\ forall u', u < u' < u + e -> C t u'.
Hypothesis C_real : forall a b, (a < b)%Q -> (CQ a b <-> C (Q2R a) (Q2R b)).

(** Every subdivision can be given rational cuts. *)
Lemma rational_cuts hi us : forall t, real_subdivision C (Q2R t) us (Q2R hi) ->
  ~ ~ exists ts, length ts = length us /\ Functions.subdivision CQ t ts hi.
Proof.
  induction us as [|u us IH]; intros t cells none; cbn [real_subdivision] in cells.
  - apply none. exists []. split; [reflexivity|]. now apply eqR_Qeq.
  - destruct cells as (tu & cell & rest).
    assert (rational_cut : forall q, Q2R q = u -> False).
    { intros q <-. apply (IH q rest). intros (ts & lengths & cells). apply none. exists (q :: ts).
      split; [cbn; now rewrite lengths|]. apply Rlt_Qlt in tu. split; [exact tu|]. split; [|exact cells].
      now apply C_real. }
    assert (irr : irrational u) by (intros q same; exact (rational_cut q same)).
    destruct us as [|s us]; [cbn in rest; now apply (rational_cut hi)|].
    (* move the cut u to a rational place before the next cut s *)
    destruct rest as (us_lt & cell_us & rest).
    destruct (C_longer (Q2R t) u irr tu cell) as (e & e_pos & longer).
    destruct (rational_between u (Rmin (u + e) s)) as (q & uq & qe); [apply Rmin_glb_lt; lra|].
    pose proof (Rmin_l (u + e) s). pose proof (Rmin_r (u + e) s).
    apply (IH q).
    + split; [lra|]. split; [|exact rest]. apply C_smaller with u; auto; lra.
    + intros (ts & lengths & cells). apply none. exists (q :: ts). split; [cbn in *; now rewrite lengths|].
      assert (tq : (t < q)%Q) by (apply Rlt_Qlt; lra). split; [exact tq|]. split; [|exact cells].
      apply C_real; [exact tq|]. apply longer. lra.
Qed.

(** A rational subdivision is one over the real numbers. *)
Lemma real_cuts hi ts :
  forall t, Functions.subdivision CQ t ts hi -> real_subdivision C (Q2R t) (map Q2R ts) (Q2R hi).
Proof.
  induction ts as [|s ts IH]; intros t cells; cbn [Functions.subdivision map real_subdivision] in *.
  - now apply Qeq_eqR.
  - destruct cells as (ts_lt & cell & rest). split; [now apply Qlt_Rlt|].
    split; [now apply C_real|now apply IH].
Qed.

(** The least numbers of cells are the same. *)
Theorem same_least_cells lo hi n :
  Functions.least_cells CQ lo hi n -> real_least_cells C (Q2R lo) (Q2R hi) n.
Proof.
  intros [(ts & cells & count) least]. split.
  - exists (map Q2R ts). split; [now apply real_cuts|]. now rewrite map_length.
  - intros us cells'. destruct (N.le_gt_cases n (N.of_nat (length us))) as [|fewer]; [assumption|exfalso].
    apply (rational_cuts hi us lo cells'). intros (ts' & lengths & cells''). specialize (least ts' cells'').
    rewrite lengths in least. lia.
Qed.
End Cells.

(** ** Affine and monotone cells *)

Section Iterate.
(** F agrees with a rational function at rational points, is continuous, and affine near each irrational
    number. *)
Variables (F : R -> R) (FQ : Q -> Q).
Hypothesis at_rational : forall q, F (Q2R q) = Q2R (FQ q).
Hypothesis cont : continuity F.
Hypothesis affine_irrational : forall x, irrational x -> affine_near F x.

Lemma affine_cell_longer t u : irrational u -> t < u -> real_affine_on F t u ->
  exists e, 0 < e /\ forall u', u < u' < u + e -> real_affine_on F t u'.
Proof.
  intros irr tu (m & b & affine). destruct (affine_irrational u irr) as (e & m' & b' & e_pos & affine').
  exists e. split; [exact e_pos|]. intros u' between. exists m, b. intros x x_in.
  (* the two lines agree at u and at a point before u *)
  set (w := Rmax t (u - e / 2)). assert (w_t : t <= w) by apply Rmax_l.
  assert (w_e : u - e / 2 <= w) by apply Rmax_r. assert (w_u : w < u) by (unfold w; apply Rmax_lub_lt; lra).
  assert (at_u : m * u + b = Q2R m' * u + Q2R b').
  { rewrite <- affine by lra. apply affine'. rewrite distance_zero. exact e_pos. }
  assert (at_w : m * w + b = Q2R m' * w + Q2R b').
  { rewrite <- affine by lra. apply affine'. apply abs_lt. lra. }
  assert (slopes : m = Q2R m') by (apply Rmult_eq_reg_r with (u - w); lra).
  destruct (Rle_lt_dec x u) as [xu|ux]; [apply affine; lra|].
  rewrite affine' by (apply abs_lt; lra). rewrite <- slopes in *. lra.
Qed.

Lemma affine_cell_real a b : (a < b)%Q -> (Functions.affine_on FQ a b <-> real_affine_on F (Q2R a) (Q2R b)).
Proof.
  intros ab. apply Qlt_Rlt in ab as abR. split.
  - intros (m & c & affine). exists (Q2R m), (Q2R c). intros x x_in.
    apply (eq_by_density F (fun x => Q2R m * x + Q2R c) (Domain (Some a) (Some b))); auto
      using affine_continuity.
    intros q [aq qb]. cbn [from upto] in aq, qb. apply Rle_Qle in aq, qb.
    rewrite at_rational, <- Q2R_mult, <- Q2R_plus. apply Qeq_eqR. now apply affine.
  - intros (m & c & affine).
    (* the slope is rational, as the values at a and b are *)
    set (mq := ((FQ b - FQ a) / (b - a))%Q). set (cq := (FQ a - mq * a)%Q).
    assert (nonzero : ~ (b - a == 0)%Q).
    { intro zero. apply Qeq_eqR in zero. rewrite Q2R_minus, Q2R_0 in zero. lra. }
    assert (at_a : Q2R (FQ a) = m * Q2R a + c) by (rewrite <- at_rational; apply affine; lra).
    assert (at_b : Q2R (FQ b) = m * Q2R b + c) by (rewrite <- at_rational; apply affine; lra).
    assert (slope : Q2R mq = m).
    { unfold mq. rewrite Q2R_div, !Q2R_minus by exact nonzero. rewrite at_a, at_b. field. lra. }
    exists mq, cq. intros q aq qb. apply eqR_Qeq. rewrite <- at_rational. apply Qle_Rle in aq, qb.
    rewrite affine by lra. unfold cq. rewrite Q2R_plus, Q2R_minus, !Q2R_mult, slope, at_a. ring.
Qed.

Lemma monotone_cell_longer t u : irrational u -> t < u -> real_monotone_on F t u ->
  exists e, 0 < e /\ forall u', u < u' < u + e -> real_monotone_on F t u'.
Proof.
  intros irr tu monotone. destruct (affine_irrational u irr) as (e & m & b & e_pos & affine).
  exists e. split; [exact e_pos|]. intros u' between.
  assert (right_of : forall x, u <= x <= u' -> F x = Q2R m * x + Q2R b).
  { intros x x_in. apply affine. apply abs_lt. lra. }
  (* a point before u, in the cell and near u, shows the direction *)
  set (w := Rmax t (u - e / 2)). assert (w_t : t <= w) by apply Rmax_l.
  assert (w_e : u - e / 2 <= w) by apply Rmax_r. assert (w_u : w < u) by (unfold w; apply Rmax_lub_lt; lra).
  assert (at_u : F u = Q2R m * u + Q2R b) by (apply right_of; lra).
  assert (at_w : F w = Q2R m * w + Q2R b) by (apply affine; apply abs_lt; lra).
  destruct monotone as [rises|falls].
  - left. assert (m_pos : 0 <= Q2R m).
    { assert (F w <= F u) by (apply rises; lra). destruct (Rle_lt_dec 0 (Q2R m)); [assumption|nra]. }
    intros x y tx xy yu'. destruct (Rle_lt_dec y u) as [yu|uy]; [apply rises; lra|].
    destruct (Rle_lt_dec x u) as [xu|ux].
    + apply Rle_trans with (F u); [apply rises; lra|]. rewrite at_u, (right_of y) by lra. nra.
    + rewrite (right_of x), (right_of y) by lra. nra.
  - right. assert (m_neg : Q2R m <= 0).
    { assert (F u <= F w) by (apply falls; lra). destruct (Rle_lt_dec (Q2R m) 0); [assumption|nra]. }
    intros x y tx xy yu'. destruct (Rle_lt_dec y u) as [yu|uy]; [apply falls; lra|].
    destruct (Rle_lt_dec x u) as [xu|ux].
    + apply Rle_trans with (F u); [|apply falls; lra]. rewrite at_u, (right_of y) by lra. nra.
    + rewrite (right_of x), (right_of y) by lra. nra.
Qed.

(** Monotone at rational points, monotone at real points. *)
Lemma rises_by_density a b : (forall x y : Q, (a <= x)%Q -> (x <= y)%Q -> (y <= b)%Q -> (FQ x <= FQ y)%Q) ->
  forall x y, Q2R a <= x -> x <= y -> y <= Q2R b -> F x <= F y.
Proof.
  intros rises x y ax xy yb. destruct (Req_dec x y) as [->|differ]; [lra|].
  (* first rational x and real y, then real x *)
  assert (half : forall q, Q2R a <= Q2R q -> Q2R q <= y -> F (Q2R q) <= F y).
  { intros q aq qy.
    apply (le_by_density (fun _ => F (Q2R q)) F (Domain (Some q) (Some b))); auto.
    - apply continuity_const. now intros ? ?.
    - intros r [qr rb]. cbn [from upto] in qr, rb. rewrite !at_rational.
      apply Qle_Rle, rises; now apply Rle_Qle.
    - split; cbn [from upto]; lra. }
  destruct (rational_between x y) as (r & xr & ry); [lra|].
  apply (le_by_density F (fun _ => F y) (Domain (Some a) (Some r))); auto.
  - apply continuity_const. now intros ? ?.
  - intros q [aq qr]. cbn [from upto] in aq, qr. apply half; lra.
  - split; cbn [from upto]; lra.
Qed.

Lemma falls_by_density a b : (forall x y : Q, (a <= x)%Q -> (x <= y)%Q -> (y <= b)%Q -> (FQ y <= FQ x)%Q) ->
  forall x y, Q2R a <= x -> x <= y -> y <= Q2R b -> F y <= F x.
Proof.
  intros falls x y ax xy yb. destruct (Req_dec x y) as [->|differ]; [lra|].
  assert (half : forall q, Q2R a <= Q2R q -> Q2R q <= y -> F y <= F (Q2R q)).
  { intros q aq qy.
    apply (le_by_density F (fun _ => F (Q2R q)) (Domain (Some q) (Some b))); auto.
    - apply continuity_const. now intros ? ?.
    - intros r [qr rb]. cbn [from upto] in qr, rb. rewrite !at_rational.
      apply Qle_Rle, falls; now apply Rle_Qle.
    - split; cbn [from upto]; lra. }
  destruct (rational_between x y) as (r & xr & ry); [lra|].
  apply (le_by_density (fun _ => F y) F (Domain (Some a) (Some r))); auto.
  - apply continuity_const. now intros ? ?.
  - intros q [aq qr]. cbn [from upto] in aq, qr. apply half; lra.
  - split; cbn [from upto]; lra.
Qed.

Lemma monotone_cell_real a b :
  (a < b)%Q -> (Functions.monotone_on FQ a b <-> real_monotone_on F (Q2R a) (Q2R b)).
Proof.
  intros ab. split.
  - intros [rises|falls]; [left; now apply rises_by_density|right; now apply falls_by_density].
  - intros [rises|falls]; [left|right]; intros x y ax xy yb; apply Rle_Qle; rewrite <- !at_rational;
      [apply rises|apply falls]; now apply Qle_Rle.
Qed.

Lemma same_pieces lo hi n : Functions.pieces FQ lo hi n -> real_pieces F (Q2R lo) (Q2R hi) n.
Proof.
  apply same_least_cells.
  - intros u u' s (m & b & affine) uu' u's. exists m, b. intros x x_in. apply affine. lra.
  - exact affine_cell_longer.
  - exact affine_cell_real.
Qed.

Lemma same_laps lo hi n : Functions.laps FQ lo hi n -> real_laps F (Q2R lo) (Q2R hi) n.
Proof.
  apply same_least_cells.
  - intros u u' s [rises|falls] uu' u's; [left|right]; intros x y ux xy ys; [apply rises|apply falls]; lra.
  - exact monotone_cell_longer.
  - exact monotone_cell_real.
Qed.
End Iterate.

Lemma iter_continuity f k : knots_rise f = true -> continuity (iter k (real_value f)).
Proof.
  intros rise. induction k as [|k IH].
  - apply derivable_continuous, derivable_id.
  - apply (continuity_comp (iter k (real_value f)) (real_value f));
      [exact IH|now apply real_value_continuity].
Qed.

(** T1.2 over R: the number of pieces of f^k over the rational numbers is that over the real numbers. *)
Theorem real_pieces_of_iterate f k lo hi n : knots_rise f = true ->
  Functions.pieces (Functions.iter k (value f)) lo hi n ->
    real_pieces (iter k (real_value f)) (Q2R lo) (Q2R hi) n.
Proof.
  intros rise. apply same_pieces.
  - intros q. apply iter_real.
  - now apply iter_continuity.
  - intros x irr. now apply affine_near_irrational.
Qed.

(** T1.2 over R: the number of laps. *)
Theorem real_laps_of_iterate f k lo hi n : knots_rise f = true ->
  Functions.laps (Functions.iter k (value f)) lo hi n ->
    real_laps (iter k (real_value f)) (Q2R lo) (Q2R hi) n.
Proof.
  intros rise. apply same_laps.
  - intros q. apply iter_real.
  - now apply iter_continuity.
  - intros x irr. now apply affine_near_irrational.
Qed.
