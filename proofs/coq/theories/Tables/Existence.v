(** * f^k has a number of pieces and a number of laps

    [pieces F lo hi n] says that n is the least number of affine cells; that there is such a number needs a
    proof, as no function decides for every F whether a cell is affine. Here: if [lo, hi] can be cut into
    affine cells at all, both least numbers exist ([pieces_exist], [laps_exist]), and every f^k allows such a
    cut ([iterate_subdivision]). So the theorems on tables are not empty. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps.
From ExactPL Require Import Arithmetic.Rationals Arithmetic.Lists Maps.Iterates Maps.Subdivisions Maps.Kinks.
From ExactPL Require Import Maps.Piecewise Maps.Conversion Counting.Stretches Counting.Laps Tables.Parts.
Import ListNotations.
Open Scope Q_scope.

(** ** Pieces *)

(** Where two affine cells meet there is a kink or there is none. *)
Lemma smooth_or_kink : forall F u s w, u < s -> s < w -> affine_on F u s -> affine_on F s w ->
  smooth F s \/ kink F s.
Proof.
  intros F u s w u_s s_w (m1 & b1 & line1) (m2 & b2 & line2).
  assert (at_s : m1 * s + b1 == m2 * s + b2) by (rewrite <- line1, <- line2 by lra; reflexivity).
  destruct (Qeq_dec m1 m2) as [same_slope|differ]; [left|right].
  - destruct (small2 (s - u) (w - s)) as (e & pos & e_u & e_w); try lra.
    exists e. split; [exact pos|]. exists m1, b1. intros x lo hi. destruct (Qlt_le_dec s x) as [s_x|x_s].
    + rewrite line2 by lra. rewrite same_slope in *. lra.
    + apply line1; lra.
  - intros (e & pos & m & b & line). apply differ.
    destruct (small3 e (s - u) (w - s)) as (d & pos_d & d_e & d_u & d_w); try lra.
    assert (slope1 : m1 == m).
    { apply (slopes_agree m1 b1 m b (s - d) s); [lra| |]; rewrite <- line1, <- line by lra; reflexivity. }
    assert (slope2 : m2 == m).
    { apply (slopes_agree m2 b2 m b s (s + d)); [lra| |]; rewrite <- line2, <- line by lra; reflexivity. }
    now rewrite slope1, slope2.
Qed.

Lemma kinks_exist : forall F ts u v, u < v -> subdivision (affine_on F) u ts v ->
  exists l, kinks_between F u l v /\ (length l < length ts)%nat.
Proof.
  intros F. induction ts as [|s ts IH]; intros u v u_v cells; cbn [subdivision] in cells; [lra|].
  destruct cells as (u_s & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as s_v.
  destruct (Qlt_le_dec s v) as [inside|last].
  - destruct (IH s v inside rest) as (l & kinks & short).
    assert (next : exists w, s < w /\ affine_on F s w).
    { destruct l as [|c l]; cbn [kinks_between] in kinks; [exists v|exists c]; tauto. }
    destruct next as (w & s_w & line). destruct (smooth_or_kink F u s w u_s s_w cell line) as
      [straight|kinked].
    + exists ([] ++ l). split; [|cbn [app length]; lia].
      apply (kinks_app_smooth F [] u s l v); auto. cbn [kinks_between]. auto.
    + exists ([] ++ s :: l). split; [|cbn [app length]; lia].
      apply (kinks_app_kink F [] u s l v); auto. cbn [kinks_between]. auto.
  - exists []. split; [|cbn; lia]. cbn [kinks_between]. split; [exact u_v|].
    apply (affine_sub F u s); auto; lra.
Qed.

(** What can be cut into affine cells has a number of pieces, at most as many as there are cells. *)
Theorem pieces_exist : forall F ts u v, u < v -> subdivision (affine_on F) u ts v ->
  exists n, pieces F u v n /\ (n <= N.of_nat (length ts))%N.
Proof.
  intros F ts u v u_v cells. destruct (kinks_exist F ts u v u_v cells) as (l & kinks & short).
  exists (N.succ (N.of_nat (length l))). split; [now apply pieces_of_kinks|lia].
Qed.

(** ** Laps *)

Lemma affine_summary : forall F u v, u < v -> affine_on F u v -> exists S, has_laps F u v S.
Proof.
  intros F u v u_v (m & b & line). destruct (Q_dec m 0) as [[neg|pos]|zero].
  - exists (Some (0%N, false, false)), []. split; [reflexivity|]. split; [reflexivity|]. cbn [stretches].
    split; [exact u_v|]. split.
    + intros x y u_x x_y y_v. rewrite !line by lra. nra.
    + exists u, v. split; [lra|]. split; [exact u_v|]. split; [lra|]. cbn. rewrite !line by lra. nra.
  - exists (Some (0%N, true, true)), []. split; [reflexivity|]. split; [reflexivity|]. cbn [stretches].
    split; [exact u_v|]. split.
    + intros x y u_x x_y y_v. rewrite !line by lra. nra.
    + exists u, v. split; [lra|]. split; [exact u_v|]. split; [lra|]. cbn. rewrite !line by lra. nra.
  - exists None. split; [exact u_v|]. intros x y u_x x_v u_y y_v. rewrite !line, zero by assumption. ring.
Qed.

Lemma affine_sub_eq : forall F u s v, s == v -> affine_on F u s -> affine_on F u v.
Proof. intros F u s v eq cell. apply (affine_sub F u s); auto; lra. Qed.

Lemma summary_exists : forall F ts u v, u < v -> subdivision (affine_on F) u ts v -> exists S,
  has_laps F u v S.
Proof.
  intros F. induction ts as [|s ts IH]; intros u v u_v cells; cbn [subdivision] in cells; [lra|].
  destruct cells as (u_s & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as s_v.
  destruct (Qlt_le_dec s v) as [inside|last].
  - destruct (IH s v inside rest) as (T & right). destruct (affine_summary F u s u_s cell) as (S & left).
    exists (join S T).
    exact (join_ok _ _ _ monotone_glue somewhere_wider still_monotone still_glue F u s v S T left right).
  - apply affine_summary; auto. apply (affine_sub_eq F u s); auto. lra.
Qed.

Lemma laps_of_has_summary : forall F u v S, has_laps F u v S -> exists n, laps F u v n.
Proof.
  intros F u v [[[r d] e]|] has; cbn [has_summary] in has.
  - destruct has as (l & _ & _ & str). eexists. exact (laps_of_stretches F l u d v str).
  - destruct has as [u_v st]. exists 1%N. now apply laps_of_still.
Qed.

(** What can be cut into affine cells has a number of laps, at most as many as there are cells. *)
Theorem laps_exist : forall F ts u v, u < v -> subdivision (affine_on F) u ts v ->
  exists n, laps F u v n /\ (n <= N.of_nat (length ts))%N.
Proof.
  intros F ts u v u_v cells. destruct (summary_exists F ts u v u_v cells) as (S & has).
  destruct (laps_of_has_summary F u v S has) as (n & count). exists n. split; [exact count|].
  destruct count as [_ least]. apply least.
  apply (subdivision_ext (affine_on F) _ u); auto; [|lra]. intros c d _ _ _. apply affine_monotone.
Qed.

(** ** Iterates *)

(** f^k can be cut into affine cells on every interval, by induction over k and over the parts. *)
Theorem iterate_subdivision : forall f, continuous_piecewise f = true -> forall k lo hi, lo < hi ->
  exists ts, subdivision (affine_on (iter k (piecewise_value f))) lo ts hi.
Proof.
  intros f continuous. induction k as [|k IH]; intros lo hi lo_hi.
  - exists [hi]. cbn [subdivision iter]. split; [exact lo_hi|]. split; [|reflexivity].
    exists 1, 0. intros x _ _. ring.
  - pose proof (iter_extensional k _ (piecewise_value_extensional f)) as ext.
  set (F := piecewise_value f) in *.
    assert (all : forall ps t, affine_parts F t ps hi ->
      exists ts, subdivision (affine_on (fun x => iter k F (F x))) t ts hi).
    { induction ps as [|[s h] ps IHp]; intros t cut; cbn [affine_parts] in cut.
      - exists []. exact cut.
      - destruct cut as (t_s & same & rest). destruct (IHp s rest) as (ts & later).
        assert (part : exists us, subdivision (affine_on (fun x => iter k F (F x))) t us s).
        { destruct (Z.eq_dec (factor h) 0) as [flat|sloped].
          - exists [s]. now apply (flat_part _ F h).
          - set (a := apply_affine h t). set (b := apply_affine h s).
            assert (lo_a : qmin a b <= a) by (destruct (qmin_cases a b) as [[-> ?]|[-> ?]]; lra).
            assert (lo_b : qmin a b <= b) by (destruct (qmin_cases a b) as [[-> ?]|[-> ?]]; lra).
            destruct (IH (qmin a b) (qmax a b + 1)) as (cs & cells).
            { destruct (qmax_cases a b) as [[-> ?]|[-> ?]]; lra. }
            assert (a_hi : a <= qmax a b + 1) by (destruct (qmax_cases a b) as [[-> ?]|[-> ?]]; lra).
            assert (b_hi : b <= qmax a b + 1) by (destruct (qmax_cases a b) as [[-> ?]|[-> ?]]; lra).
            destruct (pull_part (iter k F) F h t s _ _ cs ext t_s same sloped lo_a a_hi lo_b b_hi cells)
              as (us & pulled & _).
            exists us. exact pulled. }
        destruct part as (us & first). exists (us ++ ts).
        now apply (subdivision_app _ (affine_respects _) us t s). }
    destruct (all _ lo (parts_ok f lo hi continuous lo_hi)) as (ts & cells). exists ts.
    apply (subdivision_ext (affine_on (fun x => iter k F (F x))) _ lo hi ts lo); auto; [|lra].
    intros c d _ _ _. apply affine_ext. intros x _ _. now rewrite iter_shift.
Qed.

(** The tests that a map is given properly: its knots rise. *)
Definition well_given (f : plmap) : bool :=
  represents f (to_piecewise f) && continuous_piecewise (to_piecewise f).

(** The number of pieces of f^k on [lo, hi], and that of laps, exist. *)
Theorem pieces_of_iterate_exist : forall f, well_given f = true -> forall k lo hi, lo < hi ->
  exists n, pieces (iter k (value f)) lo hi n.
Proof.
  intros f test k lo hi lo_hi. apply andb_true_iff in test as [same_map continuous].
  destruct (iterate_subdivision _ continuous k lo hi lo_hi) as (ts & cells).
  destruct (pieces_exist _ _ _ _ lo_hi cells) as (n & count & _). exists n.
  apply (pieces_ext (iter k (piecewise_value (to_piecewise f)))); auto. intros x _ _.
  now apply represents_iter.
Qed.
Theorem laps_of_iterate_exist : forall f, well_given f = true -> forall k lo hi, lo < hi ->
  exists n, laps (iter k (value f)) lo hi n.
Proof.
  intros f test k lo hi lo_hi. apply andb_true_iff in test as [same_map continuous].
  destruct (iterate_subdivision _ continuous k lo hi lo_hi) as (ts & cells).
  destruct (laps_exist _ _ _ _ lo_hi cells) as (n & count & _). exists n.
  apply (laps_ext (iter k (piecewise_value (to_piecewise f)))); auto. intros x _ _. now apply represents_iter.
Qed.
