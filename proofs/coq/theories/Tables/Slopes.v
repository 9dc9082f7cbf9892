(** * Slopes bound the growth from below (T3.5, first half)

    If f maps [lo, hi] into itself and the absolute slopes of f^m are at least l > 0 there, f^(m k) has at
    least l^k laps ([steep_iterates]): on each lap the values change by at most hi - lo, in all by at least
    l^k (hi - lo). So the growth of f is at least every a with a^m <= l ([slopes_growth]).

    The other half, an upper bound by the largest slope, is not proved here; upper tables do the same
    service. *)
From Coq Require Import ZArith QArith Qabs Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Growth.
From ExactPL Require Import Arithmetic.Rationals Arithmetic.Lists Arithmetic.Powers Arithmetic.PowerGrowth.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Piecewise Maps.Conversion.
From ExactPL Require Import Tables.Existence Tables.Growth.
Import ListNotations.
Open Scope Q_scope.

(** G is affine on [c, d] with an absolute slope of at least s. *)
Definition steep_on (G : Q -> Q) (s c d : Q) : Prop :=
  exists m b, (forall x, c <= x -> x <= d -> G x == m * x + b) /\ s <= Qabs m.

Lemma steep_sub : forall G s a b c d, steep_on G s a b -> a <= c -> d <= b -> steep_on G s c d.
Proof.
  intros G s a b c d (m & q & line & steep) a_c d_b. exists m, q. split; [|exact steep].
  intros x c_x x_d. apply line; lra.
Qed.
Lemma steep_respects : forall G s c c' d d', c == c' -> d == d' -> steep_on G s c d -> steep_on G s c' d'.
Proof. intros G s c c' d d' eq_c eq_d steep. apply (steep_sub G s c d); auto; lra. Qed.

(** ** Pulling back *)

Section Pull.
Variables (G F : Q -> Q) (A B m q s : Q).
Hypothesis G_ext : extensional G.
Hypothesis line : forall x, A <= x -> x <= B -> F x == m * x + q.
Notation GF := (fun x => G (F x)).

Lemma steep_pull : forall u v y z, A <= u -> v <= B ->
  (forall x, u <= x -> x <= v -> y <= m * x + q /\ m * x + q <= z) -> steep_on G s y z ->
  steep_on GF (Qabs m * s) u v.
Proof.
  intros u v y z A_u v_B inside (n & r & line_G & steep). exists (n * m), (n * q + r). split.
  - intros x u_x x_v. destruct (inside x u_x x_v) as [y_image image_z].
    rewrite (G_ext _ _ (line x ltac:(lra) ltac:(lra))), line_G by assumption. ring.
  - rewrite Qabs_Qmult. pose proof (Qabs_nonneg m). nra.
Qed.
Lemma steep_up : 0 < m -> forall ts u v u' v', A <= u' -> v' <= B -> u == m * u' + q -> v == m * v' + q ->
  subdivision (steep_on G s) u ts v -> exists us, subdivision (steep_on GF (Qabs m * s)) u' us v'.
Proof.
  intros pos. induction ts as [|t ts IH]; intros u v u' v' A_u v_B eq_u eq_v cells;
    cbn [subdivision] in cells.
  - exists []. cbn. nra.
  - destruct cells as (u_t & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as t_v.
    assert (eq_t : t == m * ((t - q) / m) + q) by (field; lra).
    set (t' := (t - q) / m) in *. clearbody t'. assert (u_t' : u' < t') by nra.
    assert (t_v' : t' <= v') by nra.
    destruct (IH t v t' v') as (us & cells'); auto; [lra|]. exists (t' :: us). cbn [subdivision].
    split; [exact u_t'|]. split; [|exact cells']. apply (steep_pull u' t' u t); auto; [lra|].
    intros x lo hi. split; nra.
Qed.
Lemma steep_down : m < 0 -> forall ts u v u' v', A <= v' -> u' <= B -> u == m * u' + q -> v == m * v' + q ->
  subdivision (steep_on G s) u ts v -> exists us, subdivision (steep_on GF (Qabs m * s)) v' us u'.
Proof.
  intros neg. induction ts as [|t ts IH]; intros u v u' v' A_v u_B eq_u eq_v cells;
    cbn [subdivision] in cells.
  - exists []. cbn. nra.
  - destruct cells as (u_t & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as t_v.
    assert (eq_t : t == m * ((t - q) / m) + q) by (field; lra).
    set (t' := (t - q) / m) in *. clearbody t'. assert (t_u' : t' < u') by nra.
    assert (v_t' : v' <= t') by nra.
    destruct (IH t v t' v') as (us & cells'); auto; [lra|]. exists (us ++ [u']).
    apply (subdivision_app _ (steep_respects GF _) us v' t'); [exact cells'|]. cbn [subdivision].
    split; [exact t_u'|]. split; [|reflexivity]. apply (steep_pull t' u' u t); auto; [lra|].
    intros x lo hi. split; nra.
Qed.
End Pull.

(** ** Iterates are steep *)

Section Steep.
Variables (F : Q -> Q) (lo hi l : Q).
Hypothesis F_ext : extensional F.
Hypothesis into : maps_into F lo hi.
Hypothesis l_pos : 0 < l.
(** Every part of [lo, hi] can be cut into cells on which F is steep. *)
Hypothesis steep : forall c d, lo <= c -> c < d -> d <= hi -> exists ts, subdivision (steep_on F l) c ts d.

Lemma steeper : forall G s s' ts t e, s <= s' -> subdivision (steep_on G s') t ts e ->
  subdivision (steep_on G s) t ts e.
Proof.
  intros G s s' ts t e le cells. apply (subdivision_ext (steep_on G s') _ t e); auto; [|lra].
  intros c d _ _ _ (m & b & line & more). exists m, b. split; [exact line|lra].
Qed.

Lemma iterate_steep : forall k c d, lo <= c -> c < d -> d <= hi ->
  exists ts, subdivision (steep_on (iter k F) (qpow l k)) c ts d.
Proof.
  induction k as [|k IH]; intros c d lo_c c_d d_hi.
  - exists [d]. cbn [subdivision iter qpow]. split; [exact c_d|]. split; [|reflexivity].
    exists 1, 0. split; [intros; ring|]. discriminate.
  - pose proof (iter_extensional k F F_ext) as ext. pose proof (qpow_pos l k l_pos) as pos_k.
    assert (all : forall ts t, lo <= t -> subdivision (steep_on F l) t ts d ->
      exists us, subdivision (steep_on (fun x => iter k F (F x)) (qpow l (S k))) t us d).
    { induction ts as [|r ts IHts]; intros t lo_t cells; cbn [subdivision] in cells.
      - exists []. exact cells.
      - destruct cells as (t_r & (m & q & line & more) & rest).
      pose proof (subdivision_le _ _ _ _ rest) as r_d.
        destruct (IHts r ltac:(lra) rest) as (us & later).
        destruct (into t lo_t ltac:(lra)) as [lo_Ft Ft_hi].
        destruct (into r ltac:(lra) ltac:(lra)) as [lo_Fr Fr_hi].
        rewrite (line t ltac:(lra) ltac:(lra)) in lo_Ft, Ft_hi.
        rewrite (line r ltac:(lra) ltac:(lra)) in lo_Fr, Fr_hi.
        assert (first : exists vs, subdivision (steep_on (fun x => iter k F (F x)) (qpow l (S k))) t vs r).
        { assert (product : qpow l (S k) <= Qabs m * qpow l k) by (cbn [qpow]; nra).
          destruct (Qlt_le_dec 0 m) as [pos|nonpos].
          - destruct (IH (m * t + q) (m * r + q)) as (cs & image); [lra|nra|lra|].
            destruct (steep_up (iter k F) F t r m q (qpow l k) ext line pos cs _ _ t r (Qle_refl t)
              (Qle_refl r)
              (Qeq_refl _) (Qeq_refl _) image) as (vs & pulled).
            exists vs. now apply (steeper _ _ (Qabs m * qpow l k)).
          - assert (neg : m < 0).
            { destruct (Qlt_le_dec m 0) as [neg|nonneg]; [exact neg|]. assert (zero : m == 0) by lra.
              rewrite zero in more. change (Qabs 0) with 0 in more. lra. }
            destruct (IH (m * r + q) (m * t + q)) as (cs & image); [lra|nra|lra|].
            destruct (steep_down (iter k F) F t r m q (qpow l k) ext line neg cs _ _ r t (Qle_refl t)
              (Qle_refl r)
              (Qeq_refl _) (Qeq_refl _) image) as (vs & pulled).
            exists vs. now apply (steeper _ _ (Qabs m * qpow l k)). }
        destruct first as (vs & first). exists (vs ++ us).
        now apply (subdivision_app _ (steep_respects _ _) vs t r). }
    destruct (steep c d lo_c c_d d_hi) as (ts & cells). destruct (all ts c lo_c cells) as (us & cells').
    exists us. apply (subdivision_ext (steep_on (fun x => iter k F (F x)) (qpow l (S k))) _ c d); auto;
      [|lra].
    intros a b _ _ _ (m & q & line & more). exists m, q. split; [|exact more].
    intros x a_x x_b. rewrite <- iter_shift. now apply line.
Qed.

(** Where a steep function is monotone, its value changes by at least s times the length. *)
Lemma steep_change : forall G s ts c d, 0 < s -> subdivision (steep_on G s) c ts d -> extensional G ->
  monotone_on G c d -> s * (d - c) <= Qabs (G d - G c).
Proof.
  intros G s ts c d pos cells ext mono.
  assert (change : forall ts c, subdivision (steep_on G s) c ts d ->
    ((forall x y, c <= x -> x <= y -> y <= d -> G x <= G y) -> s * (d - c) <= G d - G c) /\
    ((forall x y, c <= x -> x <= y -> y <= d -> G y <= G x) -> s * (d - c) <= G c - G d)).
  { clear ts c cells mono. induction ts as [|t ts IH]; intros c cells; cbn [subdivision] in cells.
    - pose proof (ext c d cells). split; intros _; nra.
    - destruct cells as (c_t & (m & q & line & more) & rest). pose proof (subdivision_le _ _ _ _ rest) as t_d.
      destruct (IH t rest) as [rising falling].
      pose proof (line c ltac:(lra) ltac:(lra)) as at_c. pose proof (line t ltac:(lra) ltac:(lra)) as at_t.
      split; intros mono.
      + specialize (rising (fun x y t_x => mono x y ltac:(lra))).
      specialize (mono c t ltac:(lra) ltac:(lra) t_d).
        assert (m_0 : 0 <= m) by nra. rewrite (Qabs_pos m m_0) in more. nra.
      + specialize (falling (fun x y t_x => mono x y ltac:(lra))).
      specialize (mono c t ltac:(lra) ltac:(lra) t_d).
        assert (m_0 : m <= 0) by nra. rewrite (Qabs_neg m m_0) in more. nra. }
  destruct (change ts c cells) as [rising falling]. destruct mono as [up|down].
  - specialize (rising up). pose proof (Qle_Qabs (G d - G c)). lra.
  - specialize (falling down). pose proof (Qle_Qabs (- (G d - G c))) as le. rewrite Qabs_opp in le. lra.
Qed.

(** F^k has at least l^k laps. *)
Theorem steep_iterates : lo < hi -> forall k n, laps (iter k F) lo hi n -> qpow l k <= inject_Z (Z.of_N n).
Proof.
  intros lo_hi k n [(ts & cells & count_n) _]. pose proof (qpow_pos l k l_pos) as pos.
  pose proof (iter_extensional k F F_ext) as ext. pose proof (iter_in F lo hi into k) as into_k.
  assert (sum : forall ts t, lo <= t -> subdivision (monotone_on (iter k F)) t ts hi ->
    qpow l k * (hi - t) <= count (length ts) * (hi - lo)).
  { clear ts cells count_n. induction ts as [|s ts IH]; intros t lo_t cells; cbn [subdivision] in cells.
    - cbn [length]. rewrite count_0. nra.
    - destruct cells as (t_s & mono & rest). pose proof (subdivision_le _ _ _ _ rest) as s_hi.
      specialize (IH s ltac:(lra) rest).
      destruct (iterate_steep k t s lo_t t_s s_hi) as (us & steep_cells).
      pose proof (steep_change _ _ us t s pos steep_cells ext mono) as change.
      destruct (into_k t lo_t ltac:(lra)). destruct (into_k s ltac:(lra) s_hi).
      assert (small : Qabs (iter k F s - iter k F t) <= hi - lo) by (apply Qabs_Qle_condition; lra).
      cbn [length]. rewrite count_S. lra. }
  specialize (sum ts lo (Qle_refl lo) cells). rewrite <- count_n, nat_N_Z. fold (count (length ts)).
  destruct (Qlt_le_dec (count (length ts)) (qpow l k)) as [less|le]; [|exact le]. exfalso. nra.
Qed.
End Steep.

(** ** The growth *)

(** T3.5: if the least absolute slope of f^m on [lo, hi] is l and a^m <= l, the growth of f is at least a. *)
Theorem slopes_growth : forall f lo hi m l greatest a, well_given f = true -> maps_into (value f) lo hi ->
  lo < hi ->
  slope_range (iter m (value f)) lo hi l greatest -> (0 < m)%nat -> 0 < a -> a ^ Z.of_nat m <= l ->
  growth_at_least (value f) lo hi a.
Proof.
  intros f lo hi m l greatest a given into lo_hi [slopes _] pos_m pos_a root t t_0 t_a K.
  rewrite <- power_ok in root. pose proof (qpow_pos a m pos_a) as pos_power.
  set (F := iter m (value f)). assert (F_ext : extensional F) by apply iter_extensional, value_extensional.
  assert (F_into : maps_into F lo hi) by now apply iter_in.
  assert (steep : forall c d, lo <= c -> c < d -> d <= hi -> exists ts, subdivision (steep_on F l) c ts d).
  { intros c d lo_c c_d d_hi. apply andb_true_iff in given as [same_map continuous].
    destruct (iterate_subdivision _ continuous m c d c_d) as (ts & cells). exists ts.
    apply (subdivision_ext (affine_on (iter m (piecewise_value (to_piecewise f)))) _ c d); auto; [|lra].
    intros u v c_u u_v v_d (n & b & line).
    assert (line_F : forall x, u <= x -> x <= v -> F x == n * x + b).
    { intros x u_x x_v. unfold F. rewrite <- (represents_iter f _ same_map m x). now apply line. }
    exists n, b. split; [exact line_F|].
    apply (slopes u v n); [lra|lra|]. split; [exact u_v|now exists b]. }
  set (k := (m * K)%nat). destruct (laps_of_iterate_exist f given k lo hi lo_hi) as (n & laps_n).
  exists k, n. split; [unfold k; nia|]. split; [exact laps_n|].
  assert (laps_F : laps (iter K F) lo hi n).
  { apply (laps_ext (iter k (value f))); auto. intros x _ _. unfold F, k.
  now rewrite iter_times, Nat.mul_comm. }
  pose proof (steep_iterates F lo hi l F_ext F_into ltac:(lra) steep lo_hi K n laps_F) as many.
  apply Qle_trans with (2 := many). rewrite <- power_ok.
  apply Qle_trans with (qpow a k); [apply power_base; lra|].
  unfold k. rewrite Nat.mul_comm, power_times. apply power_base; lra.
Qed.
