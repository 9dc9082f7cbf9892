(** * Slopes bound the growth from above (T3.5, second half)

    If f maps [lo, hi] into itself, the absolute slopes of f^m are at most l there, and l <= a^m, a >= 1, then
    the growth of f is at most a ([slopes_growth_above]).

    The proof takes a power G = f^N with its finitely many affine cells, none shorter than d, and a Lipschitz
    constant M. An interval of length x meets at most 2 + x / d cells, and G makes it at most M x long. So if
    intervals of length x have at most A + B x pieces for G^k, they have at most 2 A + (A / d + M B) x pieces
    for G^(k+1): the pieces of G^k grow like k max(2, M)^k, those of f like k max(2^(1/N), a)^k, and N can be
    large. *)
From Coq Require Import ZArith QArith Qabs Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Growth.
From ExactPL Require Import Arithmetic.Rationals Arithmetic.Lists Arithmetic.Powers Arithmetic.PowerGrowth.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Kinks Maps.Piecewise Maps.Conversion.
From ExactPL Require Import Counting.Compositions Tables.Existence Tables.Growth.
Import ListNotations.
Open Scope Q_scope.

(** ** Cells that are not short *)

Definition long_affine (G : Q -> Q) (d a b : Q) : Prop := affine_on G a b /\ d <= b - a.

Lemma shortest_cell : forall G ts t hi, subdivision (affine_on G) t ts hi ->
  exists d, 0 < d /\ subdivision (long_affine G d) t ts hi.
Proof.
  intros G. induction ts as [|s ts IH]; intros t hi cells; cbn [subdivision] in cells.
  - exists 1. split; [lra|exact cells].
  - destruct cells as (t_s & cell & rest). destruct (IH s hi rest) as (d & pos & long).
    destruct (small2 d (s - t)) as (e & pos_e & e_d & e_s); [exact pos|lra|]. exists e. split; [exact pos_e|].
    cbn [subdivision]. split; [exact t_s|]. split; [split; [exact cell|exact e_s]|].
    apply (subdivision_ext (long_affine G d) _ s hi); auto; [|lra].
    intros a b _ _ _ [line longer]. split; [exact line|lra].
Qed.

(** The cells that an interval meets: all but two of them lie inside. *)
Lemma cells_from_end : forall G d ts t hi v, 0 < d -> subdivision (long_affine G d) t ts hi -> t < v ->
  v <= hi ->
  exists us, subdivision (affine_on G) t us v /\ d * (count (length us) - 1) <= v - t.
Proof.
  intros G d. induction ts as [|s ts IH]; intros t hi v pos cells t_v v_hi; cbn [subdivision] in cells;
    [lra|].
  destruct cells as (t_s & [cell longer] & rest). destruct (Qlt_le_dec s v) as [s_v|v_s].
  - destruct (IH s hi v pos rest s_v v_hi) as (us & inner & few). exists (s :: us). cbn [subdivision length].
    split; [auto|]. rewrite count_S. lra.
  - exists [v]. cbn [subdivision length]. split.
    + split; [exact t_v|]. split; [|reflexivity]. apply (affine_sub G t s); auto; lra.
    + rewrite count_S, count_0. lra.
Qed.
Lemma cells_met : forall G d ts t hi u v, 0 < d -> subdivision (long_affine G d) t ts hi -> t <= u -> u < v ->
  v <= hi ->
  exists us, subdivision (affine_on G) u us v /\ d * (count (length us) - 2) <= v - u.
Proof.
  intros G d. induction ts as [|s ts IH]; intros t hi u v pos cells t_u u_v v_hi; cbn [subdivision] in cells;
    [lra|].
  destruct cells as (t_s & [cell longer] & rest). destruct (Qlt_le_dec u s) as [u_s|s_u].
  - destruct (Qlt_le_dec s v) as [s_v|v_s].
    + destruct (cells_from_end G d ts s hi v pos rest s_v v_hi) as (us & inner & few). exists (s :: us).
      cbn [subdivision length]. split.
      * split; [exact u_s|]. split; [|exact inner]. apply (affine_sub G t s); auto; lra.
      * rewrite count_S. lra.
    + exists [v]. cbn [subdivision length]. split.
      * split; [exact u_v|]. split; [|reflexivity]. apply (affine_sub G t s); auto; lra.
      * rewrite count_S, count_0. lra.
  - exact (IH s hi u v pos rest s_u u_v v_hi).
Qed.

(** ** The pieces of the iterates of G *)

Definition lipschitz (G : Q -> Q) (lo hi M : Q) : Prop :=
  forall x y, lo <= x -> x <= y -> y <= hi -> Qabs (G y - G x) <= M * (y - x).

Section Pieces.
Variables (G : Q -> Q) (lo hi M d : Q) (ts : list Q).
Hypothesis G_ext : extensional G.
Hypothesis into : maps_into G lo hi.
Hypothesis M_2 : 2 <= M.
Hypothesis lip : lipschitz G lo hi M.
Hypothesis d_pos : 0 < d.
Hypothesis cells : subdivision (long_affine G d) lo ts hi.

(** A(k) = 2^k, and B. *)
Fixpoint per_length (k : nat) : Q :=
  match k with
  | O => 0
  | S k' => qpow 2 k' / d + M * per_length k'
  end.
Lemma per_length_nonneg : forall k, 0 <= per_length k.
Proof.
  induction k as [|k IH]; cbn [per_length]; [lra|]. pose proof (qpow_pos 2 k ltac:(lra)) as pos.
  assert (0 <= qpow 2 k / d) by (apply Qle_shift_div_l; lra). nra.
Qed.
Lemma per_length_bound : forall k, per_length k <= count k * qpow M k / d.
Proof.
  induction k as [|k IH]; cbn [per_length qpow].
  - rewrite count_0. assert (eq : 0 * 1 / d == 0) by (field; lra). lra.
  - pose proof (power_base 2 M k ltac:(lra) M_2) as base. pose proof (qpow_pos M k ltac:(lra)) as pos.
    assert (larger : qpow M k <= M * qpow M k) by nra.
    assert (first : qpow 2 k / d <= M * qpow M k / d).
    { apply Qle_shift_div_l; [exact d_pos|]. assert (eq : qpow 2 k / d * d == qpow 2 k) by (field; lra).
    lra. }
    assert (second : M * per_length k <= M * (count k * qpow M k / d)) by nra.
    rewrite count_S. assert (eq : (1 + count k) * (M * qpow M k) / d ==
      M * qpow M k / d + M * (count k * qpow M k / d)) by (field; lra). lra.
Qed.

(** One affine cell of G, and what G^k has on its image. *)
Lemma cell_image : forall k A B,
  (forall u v, lo <= u -> u < v -> v <= hi -> exists us, subdivision (affine_on (iter k G)) u us v /\
    count (length us) <= A + B * (v - u)) -> 1 <= A -> 0 <= B ->
  forall u v, lo <= u -> u < v -> v <= hi -> affine_on G u v ->
  exists us, subdivision (affine_on (fun x => iter k G (G x))) u us v /\
    count (length us) <= A + B * (M * (v - u)).
Proof.
  intros k A B known A_1 B_0 u v lo_u u_v v_hi (m & q & line).
  pose proof (iter_extensional k G G_ext) as ext.
  destruct (into u lo_u ltac:(lra)) as [lo_Gu Gu_hi]. destruct (into v ltac:(lra) v_hi) as [lo_Gv Gv_hi].
  pose proof (lip u v lo_u ltac:(lra) v_hi) as change. apply Qabs_Qle_condition in change.
  pose proof (line u ltac:(lra) ltac:(lra)) as at_u. pose proof (line v ltac:(lra) ltac:(lra)) as at_v.
  rewrite at_u, at_v in change. rewrite at_u in lo_Gu, Gu_hi. rewrite at_v in lo_Gv, Gv_hi.
  destruct (Qlt_le_dec 0 m) as [pos|nonpos]; [|destruct (Qlt_le_dec m 0) as [neg|nonneg]].
  - destruct (known (m * u + q) (m * v + q)) as (cs & image & few); [lra|nra|lra|].
    destruct (subdivision_pull_up (iter k G) G u v m q ext line pos cs _ _ u v (Qle_refl u) (Qle_refl v)
      (Qeq_refl _) (Qeq_refl _) image) as (us & pulled & same_length).
    exists us. split; [exact pulled|]. rewrite same_length. nra.
  - destruct (known (m * v + q) (m * u + q)) as (cs & image & few); [lra|nra|lra|].
    destruct (subdivision_pull_down (iter k G) G u v m q ext line neg cs _ _ v u (Qle_refl u) (Qle_refl v)
      (Qeq_refl _) (Qeq_refl _) image) as (us & pulled & same_length).
    exists us. split; [exact pulled|]. rewrite same_length. nra.
  - exists [v]. split.
    + cbn [subdivision]. split; [exact u_v|]. split; [|reflexivity].
      apply (flat_pull (iter k G) G u v m q ext line). lra.
    + cbn [length]. rewrite count_S, count_0. assert (0 <= B * (M * (v - u))) by
        (apply Qmult_le_0_compat; [exact B_0|apply Qmult_le_0_compat; lra]). lra.
Qed.

Lemma pieces_on_intervals : forall k u v, lo <= u -> u < v -> v <= hi ->
  exists us, subdivision (affine_on (iter k G)) u us v /\
    count (length us) <= qpow 2 k + per_length k * (v - u).
Proof.
  induction k as [|k IH]; intros u v lo_u u_v v_hi.
  - exists [v]. cbn [subdivision iter qpow per_length length]. split.
    + split; [exact u_v|]. split; [|reflexivity]. exists 1, 0. intros x _ _. ring.
    + rewrite count_S, count_0. lra.
  - pose proof (qpow_ge1 2 k ltac:(lra)) as A_1. pose proof (per_length_nonneg k) as B_0.
    set (A := qpow 2 k) in *. set (B := per_length k) in *.
    assert (all : forall cs t, lo <= t -> subdivision (affine_on G) t cs v ->
      exists us, subdivision (affine_on (fun x => iter k G (G x))) t us v /\
        count (length us) <= A * count (length cs) + B * (M * (v - t))).
    { induction cs as [|s cs IHcs]; intros t lo_t sub; cbn [subdivision] in sub.
      - exists []. split; [exact sub|]. cbn [length]. rewrite count_0. rewrite sub.
        assert (zero : B * (M * (v - v)) == 0) by ring. lra.
      - destruct sub as (t_s & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as s_v.
        destruct (IHcs s ltac:(lra) rest) as (us & later & few).
        destruct (cell_image k A B IH A_1 B_0 t s lo_t t_s ltac:(lra) cell) as (vs & first & few').
        exists (vs ++ us). split; [now apply (subdivision_app _ (affine_respects _) vs t s)|].
        assert (total : count (length (vs ++ us)) == count (length vs) + count (length us)).
        { unfold count. rewrite length_append, Nat2Z.inj_add, inject_Z_plus. reflexivity. }
        rewrite total. cbn [length]. rewrite count_S.
        assert (split_length : B * (M * (v - t)) == B * (M * (s - t)) + B * (M * (v - s))) by ring. lra. }
    destruct (cells_met G d ts lo hi u v d_pos cells lo_u u_v v_hi) as (cs & sub & met).
    destruct (all cs u lo_u sub) as (us & sub' & few). exists us. split.
    + apply (subdivision_ext (affine_on (fun x => iter k G (G x))) _ u v); auto; [|lra].
      intros a b _ _ _. apply affine_ext. intros x _ _. now rewrite iter_shift.
    + cbn [qpow per_length]. fold A B.
      assert (number : count (length cs) <= 2 + (v - u) / d).
      { assert (eq : (v - u) / d * d == v - u) by (field; lra). nra. }
      assert (scaled : A * count (length cs) <= A * (2 + (v - u) / d)) by nra.
      assert (eq : A * (2 + (v - u) / d) == 2 * A + A / d * (v - u)) by (field; lra). lra.
Qed.

(** On the whole interval: at most M^k (1 + k (hi - lo) / d) pieces. *)
Lemma pieces_whole : lo < hi -> forall k, exists us, subdivision (affine_on (iter k G)) lo us hi /\
  count (length us) <= qpow M k * (1 + (hi - lo) / d * count k).
Proof.
  intros lo_hi k. destruct (pieces_on_intervals k lo hi (Qle_refl lo) lo_hi (Qle_refl hi)) as
    (us & sub & few).
  exists us. split; [exact sub|]. pose proof (power_base 2 M k ltac:(lra) M_2) as base.
  pose proof (per_length_bound k) as bound.
  assert (scaled : per_length k * (hi - lo) <= count k * qpow M k / d * (hi - lo)) by nra.
  assert (eq : qpow M k * (1 + (hi - lo) / d * count k) == qpow M k + count k * qpow M k / d * (hi - lo))
    by (field; lra). lra.
Qed.
End Pieces.

(** ** Lipschitz constants (T0.1.3) *)

Lemma lipschitz_of_slopes : forall F lo hi l, (forall c d m, lo <= c -> d <= hi -> slope_on F c d m ->
  Qabs m <= l) ->
  forall ts t v, lo <= t -> v <= hi -> extensional F -> subdivision (affine_on F) t ts v ->
    Qabs (F v - F t) <= l * (v - t).
Proof.
  intros F lo hi l slopes. induction ts as [|s ts IH]; intros t v lo_t v_hi ext cells;
    cbn [subdivision] in cells.
  - pose proof (ext t v cells) as same. assert (zero : F v - F t == 0) by lra. rewrite zero.
    change (Qabs 0) with 0. rewrite cells. assert (eq : l * (v - v) == 0) by ring. lra.
  - destruct cells as (t_s & (m & b & line) & rest). pose proof (subdivision_le _ _ _ _ rest) as s_v.
    pose proof (IH s v ltac:(lra) v_hi ext rest) as later.
    pose proof (slopes t s m lo_t ltac:(lra) (conj t_s (ex_intro _ b line))) as small.
    pose proof (Qabs_triangle (F v - F s) (F s - F t)) as triangle.
    assert (eq : F v - F s + (F s - F t) == F v - F t) by ring. rewrite eq in triangle.
    assert (first : Qabs (F s - F t) <= l * (s - t)).
    { rewrite (line s), (line t) by lra. assert (eq' : m * s + b - (m * t + b) == m * (s - t)) by ring.
      rewrite eq', Qabs_Qmult, (Qabs_pos (s - t)) by lra. nra. }
    lra.
Qed.
Lemma lipschitz_iterates : forall F lo hi l, 0 <= l -> extensional F -> maps_into F lo hi ->
  lipschitz F lo hi l ->
  forall k, lipschitz (iter k F) lo hi (qpow l k).
Proof.
  intros F lo hi l nonneg ext into lip. induction k as [|k IH]; intros x y lo_x x_y y_hi; cbn [iter qpow].
  - rewrite Qabs_pos by lra. lra.
  - specialize (IH x y lo_x x_y y_hi). destruct (iter_in F lo hi into k x lo_x ltac:(lra)) as [lo_u u_hi].
    destruct (iter_in F lo hi into k y ltac:(lra) y_hi) as [lo_v v_hi].
    set (u := iter k F x) in *. set (v := iter k F y) in *.
    assert (step : Qabs (F v - F u) <= l * Qabs (v - u)).
    { destruct (Qlt_le_dec u v) as [u_v|v_u].
      - rewrite (Qabs_pos (v - u)) by lra. apply lip; lra.
      - rewrite <- Qabs_opp. assert (eq : - (F v - F u) == F u - F v) by ring. rewrite eq.
        rewrite (Qabs_neg (v - u)) by lra. assert (eq' : - (v - u) == u - v) by ring. rewrite eq'.
        apply lip; lra. }
    nra.
Qed.

(** ** The growth *)

(** The first powers have a common bound. *)
Lemma first_powers : forall f lo hi, continuous_piecewise f = true -> lo < hi -> forall N,
  exists c, (1 <= c)%N /\ forall r, (r < N)%nat -> cells_at_most (iter r (piecewise_value f)) lo hi c.
Proof.
  intros f lo hi continuous lo_hi. induction N as [|N (c & c_1 & bound)].
  - exists 1%N. split; [lia|]. intros r r_0. lia.
  - destruct (iterate_subdivision f continuous N lo hi lo_hi) as (ts & cells).
    exists (N.max c (N.of_nat (length ts))). split; [lia|]. intros r r_N.
    destruct (Nat.eq_dec r N) as [->|other].
    + exists ts. split; [exact cells|lia].
    + destruct (bound r ltac:(lia)) as (us & cells' & few). exists us. split; [exact cells'|lia].
Qed.

(** T3.5: if the greatest absolute slope of f^m on [lo, hi] is l and l <= a^m, a >= 1, the growth of f is at
    most a. *)
Theorem slopes_growth_above : forall f lo hi m least l a, well_given f = true -> maps_into (value f) lo hi ->
  lo < hi ->
  slope_range (iter m (value f)) lo hi least l -> (0 < m)%nat -> 1 <= a -> l <= a ^ Z.of_nat m ->
  growth_at_most (value f) lo hi a.
Proof.
  intros f lo hi m least l a given into lo_hi [slopes _] pos_m a_1 root t a_t. rewrite <- power_ok in root.
  pose proof given as tests. apply andb_true_iff in tests as [same_map continuous].
  set (g := to_piecewise f) in *. set (F := piecewise_value g).
  pose proof (piecewise_value_extensional g : extensional F) as F_ext.
  assert (same : forall k x, iter k F x == iter k (value f) x) by (intros; now apply represents_iter).
  assert (F_into : maps_into F lo hi).
  { intros x lo_x x_hi. pose proof (same 1%nat x) as eq. cbn [iter] in eq. destruct (into x lo_x x_hi). lra. }
  (* r with a < r, and rho with r rho^2 <= t; N = m j such that r^N >= 2 *)
  set (r := (a + t) / 2). assert (twice : r * 2 == a + t) by (unfold r; field).
  assert (a_r : a < r) by lra. assert (r_t : r < t) by lra. clearbody r.
  destruct (below_root (t / r) 2) as (rho & rho_1 & square); [apply Qlt_shift_div_l; lra|].
  assert (product : r * (rho * rho) <= t).
  { cbn [qpow] in square. assert (eq : r * (t / r) == t) by (field; lra). rewrite <- eq. nra. }
  destruct (power_unbounded r 2 ltac:(lra)) as (j & large).
  set (N := (m * S j)%nat). assert (N_pos : (0 < N)%nat) by (unfold N; nia).
  assert (M_2 : 2 <= qpow r N) by (apply large; unfold N; nia).
  set (G := iter N F). assert (G_ext : extensional G) by now apply iter_extensional.
  assert (G_into : maps_into G lo hi) by now apply iter_in.
  assert (F_lip : lipschitz (iter m F) lo hi (qpow a m)).
  { intros x y lo_x x_y y_hi. destruct (Qlt_le_dec x y) as [lt|le].
    - destruct (iterate_subdivision g continuous m x y lt) as (ts & cells).
      apply (lipschitz_of_slopes (iter m F) lo hi (qpow a m)) with (ts := ts); auto.
      + intros c d n lo_c d_hi (c_d & b & line).
        assert (small : Qabs n <= l); [|lra]. apply (slopes c d n lo_c d_hi). split; [exact c_d|]. exists b.
        intros z c_z z_d. rewrite <- same. now apply line.
      + now apply iter_extensional.
    - assert (eq : x == y) by lra. pose proof (iter_extensional m F F_ext x y eq) as eq_F.
      assert (zero : iter m F y - iter m F x == 0) by lra. rewrite zero. change (Qabs 0) with 0.
      pose proof (qpow_pos a m ltac:(lra)). nra. }
  assert (G_lip : lipschitz G lo hi (qpow r N)).
  { intros x y lo_x x_y y_hi.
    pose proof (lipschitz_iterates (iter m F) lo hi (qpow a m) (qpow_nonneg a m ltac:(lra))
      (iter_extensional m F F_ext)
      (iter_in F lo hi F_into m) F_lip (S j) x y lo_x x_y y_hi) as bound.
    rewrite !iter_times, <- power_times in bound. unfold G, N. rewrite Nat.mul_comm.
    pose proof (power_base a r (S j * m) ltac:(lra) ltac:(lra)) as base. nra. }
  destruct (iterate_subdivision g continuous N lo hi lo_hi) as (ts & cells).
  destruct (shortest_cell _ _ _ _ cells) as (d & d_pos & long).
  destruct (first_powers g lo hi continuous lo_hi N) as (c & c_1 & first).
  set (e := (hi - lo) / d). assert (e_0 : 0 <= e) by (apply Qle_shift_div_l; lra).
  destruct (power_beats_polynomial rho e 1 rho_1 e_0) as (b & b_pos & poly).
  destruct (power_unbounded rho (inject_Z (Z.of_N c) * b) rho_1) as (K & beats).
  exists K. intros n K_n.
  destruct (laps_of_iterate_exist f given n lo hi lo_hi) as (laps_n & count_laps). exists laps_n.
  split; [exact count_laps|].
  (* n = N k + s *)
  set (k := (n / N)%nat). set (s := (n mod N)%nat).
  assert (n_eq : n = (s + k * N)%nat) by (unfold k, s; pose proof (Nat.div_mod n N ltac:(lia)); lia).
  assert (s_N : (s < N)%nat) by (apply Nat.mod_upper_bound; lia).
  destruct (pieces_whole G lo hi (qpow r N) d ts G_ext G_into M_2 G_lip d_pos long lo_hi k) as
    (us & sub & few).
  assert (powers : cells_at_most (iter (k * N) F) lo hi (N.of_nat (length us))).
  { exists us. split; [|lia]. apply (subdivision_ext (affine_on (iter k G)) _ lo hi); auto; [|lra].
    intros x y _ _ _. apply affine_ext. intros z _ _. unfold G. now rewrite iter_times. }
  pose proof (cells_of_composition (iter (k * N) F) (iter s F) lo hi _ c lo_hi (iter_extensional s F F_ext)
    (iter_in F lo hi F_into (k * N)) powers (first s s_N)) as (vs & sub_n & few_n).
  assert (laps_few : (laps_n <= N.of_nat (length vs))%N).
  { destruct count_laps as [_ minimal]. apply minimal.
    apply (subdivision_ext (affine_on (fun x => iter s F (iter (k * N) F x))) _ lo hi); auto; [|lra].
    intros x y _ _ _ line. apply affine_monotone. revert line. apply affine_ext. intros z _ _.
    rewrite <- iter_add, <- n_eq. apply same. }
  (* c r^(N k) (1 + e k) <= c r^n (1 + e n) <= c b r^n rho^n <= r^n rho^n rho^n <= t^n *)
  rewrite <- power_ok. specialize (beats n K_n). specialize (poly n). cbn [qpow] in poly.
  assert (le1 : inject_Z (Z.of_N laps_n) <= inject_Z (Z.of_N c) * count (length us)).
  { unfold count. rewrite <- inject_Z_mult, <- Zle_Qle. lia. }
  assert (kN_n : (k * N <= n)%nat) by lia. assert (k_n : (k <= n)%nat) by nia.
  assert (le2 : qpow (qpow r N) k <= qpow r n).
  { rewrite <- power_times. apply power_exponent; [lra|exact kN_n]. }
  pose proof (count_le _ _ k_n) as le3. pose proof (count_nonneg k) as k_0.
  assert (le4 : qpow r n * (qpow rho n * qpow rho n) <= qpow t n).
  { rewrite <- !power_product. apply power_base; [|exact product]. nra. }
  pose proof (qpow_pos r n ltac:(lra)) as pos_r. pose proof (qpow_pos rho n ltac:(lra)) as pos_rho.
  pose proof (qpow_pos (qpow r N) k ltac:(lra)) as pos_M.
  assert (C_1 : 1 <= inject_Z (Z.of_N c)) by (change 1 with (inject_Z 1); rewrite <- Zle_Qle; lia).
  assert (us_le : count (length us) <= qpow r n * (b * qpow rho n)).
  { apply Qle_trans with (1 := few).
    assert (inner : 1 + e * count k <= b * qpow rho n) by nra. fold e.
    assert (inner_0 : 0 <= 1 + e * count k) by nra.
    assert (outer : qpow (qpow r N) k * (1 + e * count k) <= qpow r n * (1 + e * count k)) by nra.
    assert (outer' : qpow r n * (1 + e * count k) <= qpow r n * (b * qpow rho n)) by nra. lra. }
  apply Qle_trans with (1 := le1). apply Qle_trans with (2 := le4).
  set (C := inject_Z (Z.of_N c)) in *. set (x := qpow r n) in *. set (y := qpow rho n) in *.
  set (z := count (length us)) in *. clearbody C x y z.
  assert (step1 : C * z <= C * (x * (b * y))) by nra.
  assert (xy : 0 <= x * y) by nra.
  assert (step2 : C * b * (x * y) <= y * (x * y)) by nra. lra.
Qed.
