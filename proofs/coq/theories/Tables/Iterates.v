(** * The growth of f^m is the m-th power of the growth of f (T3.1.3)

    f^(m q + r) = f^(m q) o f^r has at most as many laps as f^(m q) times the number of affine cells of f^r
    ([laps_of_composition]). So the numbers of laps of f^k for all k follow those for the multiples of m. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Arith.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Growth.
From ExactPL Require Import Arithmetic.Rationals Arithmetic.Lists Arithmetic.Powers Arithmetic.PowerGrowth.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Kinks Maps.Piecewise Maps.Conversion.
From ExactPL Require Import Counting.Compositions Tables.Existence Tables.Growth Tables.SlopesAbove.
Import ListNotations.
Open Scope Q_scope.

(** ** The laps of a composition *)

Section Pull.
Variables (G F : Q -> Q) (A B m q : Q).
Hypothesis G_ext : extensional G.
Hypothesis line : forall x, A <= x -> x <= B -> F x == m * x + q.
Notation GF := (fun x => G (F x)).

Lemma monotone_pull : forall u v y z, A <= u -> v <= B ->
  (forall x, u <= x -> x <= v -> y <= m * x + q /\ m * x + q <= z) -> monotone_on G y z -> monotone_on GF u v.
Proof.
  intros u v y z A_u v_B inside mono.
  assert (value_at : forall x, u <= x -> x <= v -> G (F x) == G (m * x + q)).
  { intros x u_x x_v. apply G_ext, line; lra. }
  assert (ordered : 0 <= m \/ m <= 0) by (destruct (Qlt_le_dec 0 m); [left|right]; lra).
  destruct ordered as [rises|falls]; destruct mono as [up|down]; [left|right|right|left];
    intros s t u_s s_t t_v;
    rewrite !value_at by lra; destruct (inside s u_s ltac:(lra)); destruct (inside t ltac:(lra) t_v);
    (apply up || apply down); nra.
Qed.
Lemma monotone_up : 0 < m -> forall ts u v u' v', A <= u' -> v' <= B -> u == m * u' + q -> v == m * v' + q ->
  subdivision (monotone_on G) u ts v -> exists us, subdivision (monotone_on GF) u' us v' /\
    length us = length ts.
Proof.
  intros pos. induction ts as [|s ts IH]; intros u v u' v' A_u v_B eq_u eq_v cells;
    cbn [subdivision] in cells.
  - exists []. split; [cbn; nra|reflexivity].
  - destruct cells as (u_s & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as s_v.
    assert (eq_s : s == m * ((s - q) / m) + q) by (field; lra). set (s' := (s - q) / m) in *. clearbody s'.
    assert (u_s' : u' < s') by nra. assert (s_v' : s' <= v') by nra.
    destruct (IH s v s' v') as (us & cells' & len); auto; [lra|]. exists (s' :: us).
    split; [|cbn; now rewrite len]. cbn [subdivision]. split; [exact u_s'|]. split; [|exact cells'].
    apply (monotone_pull u' s' u s); auto; [lra|]. intros x lo hi. split; nra.
Qed.
Lemma monotone_down : m < 0 -> forall ts u v u' v', A <= v' -> u' <= B -> u == m * u' + q ->
  v == m * v' + q ->
  subdivision (monotone_on G) u ts v -> exists us, subdivision (monotone_on GF) v' us u' /\
    length us = length ts.
Proof.
  intros neg. induction ts as [|s ts IH]; intros u v u' v' A_v u_B eq_u eq_v cells;
    cbn [subdivision] in cells.
  - exists []. split; [cbn; nra|reflexivity].
  - destruct cells as (u_s & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as s_v.
    assert (eq_s : s == m * ((s - q) / m) + q) by (field; lra). set (s' := (s - q) / m) in *. clearbody s'.
    assert (s_u' : s' < u') by nra. assert (v_s' : v' <= s') by nra.
    destruct (IH s v s' v') as (us & cells' & len); auto; [lra|]. exists (us ++ [u']).
    split; [|rewrite length_append, len; cbn; lia].
    apply (subdivision_app _ (monotone_respects GF) us v' s'); [exact cells'|]. cbn [subdivision].
    split; [exact s_u'|]. split; [|reflexivity].
    apply (monotone_pull s' u' u s); auto; [lra|]. intros x lo hi. split; nra.
Qed.
End Pull.

(** On one affine cell of F. *)
Lemma laps_on_cell : forall F G a b gs t s, extensional G -> maps_into F a b ->
  subdivision (monotone_on G) a gs b ->
  a <= t -> t < s -> s <= b -> affine_on F t s -> (1 <= length gs)%nat ->
  exists us, subdivision (monotone_on (fun x => G (F x))) t us s /\ (length us <= length gs)%nat.
Proof.
  intros F G a b gs t s ext into cells a_t t_s s_b (m & c & line) some.
  destruct (into t ltac:(lra) ltac:(lra)) as [a_Ft Ft_b].
  destruct (into s ltac:(lra) ltac:(lra)) as [a_Fs Fs_b].
  rewrite line in a_Ft, Ft_b, a_Fs, Fs_b by lra.
  destruct (Qlt_le_dec 0 m) as [pos|nonpos]; [|destruct (Qlt_le_dec m 0) as [neg|nonneg]].
  - destruct (subdivision_restrict _ (monotone_sub G) gs a b (m * t + c) (m * s + c) cells) as
    (us & cells' & len);
      auto; [nra|].
    destruct (monotone_up G F t s m c ext line pos us _ _ t s (Qle_refl t) (Qle_refl s) (Qeq_refl _)
      (Qeq_refl _) cells')
      as (vs & pulled & len'). exists vs. split; [exact pulled|lia].
  - destruct (subdivision_restrict _ (monotone_sub G) gs a b (m * s + c) (m * t + c) cells) as
    (us & cells' & len);
      auto; [nra|].
    destruct (monotone_down G F t s m c ext line neg us _ _ s t (Qle_refl t) (Qle_refl s) (Qeq_refl _)
      (Qeq_refl _)
      cells') as (vs & pulled & len'). exists vs. split; [exact pulled|lia].
  - exists [s]. split; [|cbn; lia]. cbn [subdivision]. split; [exact t_s|]. split; [|reflexivity].
    apply affine_monotone. apply (flat_pull G F t s m c ext line). lra.
Qed.

Lemma laps_of_composition : forall F G a b p l l', a < b -> extensional G -> maps_into F a b ->
  cells_at_most F a b p -> laps G a b l -> laps (fun x => G (F x)) a b l' -> (l' <= p * l)%N.
Proof.
  intros F G a b p l l' a_b ext into (ts & cells & count_p) [(gs & cells_G & count_l) _] [_ minimal].
  assert (some : (1 <= length gs)%nat).
  { destruct gs as [|g gs]; cbn [subdivision length] in *; [lra|lia]. }
  assert (row : forall ts t, a <= t -> subdivision (affine_on F) t ts b ->
    exists us, subdivision (monotone_on (fun x => G (F x))) t us b /\
      (length us <= length ts * length gs)%nat).
  { clear ts cells count_p. induction ts as [|s ts IH]; intros t a_t cells; cbn [subdivision] in cells.
    - exists []. split; [exact cells|cbn; lia].
    - destruct cells as (t_s & cell & rest). pose proof (subdivision_le _ _ _ _ rest) as s_b.
      destruct (IH s ltac:(lra) rest) as (us & later & len).
      destruct (laps_on_cell F G a b gs t s ext into cells_G a_t t_s s_b cell some) as (vs & first & len').
      exists (vs ++ us). split; [now apply (subdivision_app _ (monotone_respects _) vs t s)|].
      rewrite length_append. cbn [length]. lia. }
  destruct (row ts a (Qle_refl a) cells) as (us & whole & len). specialize (minimal us whole). nia.
Qed.

(** ** The growth *)

Section Growth.
Variables (f : plmap) (lo hi : Q).
Hypothesis given : well_given f = true.
Hypothesis into : maps_into (value f) lo hi.
Hypothesis lo_hi : lo < hi.
Notation F := (value f).

(** With a constant for all r < m. *)
Lemma laps_of_remainder : forall m, exists c, (1 <= c)%N /\ forall r k l l', (r < m)%nat ->
  laps (iter k F) lo hi l -> laps (iter (k + r) F) lo hi l' -> (l' <= c * l)%N.
Proof.
  intros m. pose proof given as tests. apply andb_true_iff in tests as [same_map continuous].
  destruct (first_powers _ lo hi continuous lo_hi m) as (c & c_1 & bound). exists c. split; [exact c_1|].
  intros r k l l' r_m laps_k laps_kr.
  apply (laps_of_composition (iter r F) (iter k F) lo hi c l l' lo_hi).
  - apply iter_extensional, value_extensional.
  - now apply iter_in.
  - apply (cells_at_most_ext (iter r (piecewise_value (to_piecewise f)))); [|now apply bound].
    intros x _ _. now apply represents_iter.
  - exact laps_k.
  - apply (laps_ext (iter (k + r) F)); auto. intros x _ _. now rewrite iter_add.
Qed.

(** T3.1.3: if the growth of f^m is at most s^m, that of f is at most s. *)
Theorem growth_from_iterate_at_most : forall m s, (0 < m)%nat -> 1 <= s ->
  growth_at_most (iter m F) lo hi (s ^ Z.of_nat m) -> growth_at_most F lo hi s.
Proof.
  intros m s pos_m s_1 growth t s_t.
  (* r with s < r and r rho <= t for a rho > 1 *)
  set (r := (s + t) / 2). assert (twice : r * 2 == s + t) by (unfold r; field).
  assert (s_r : s < r) by lra. assert (r_t : r < t) by lra. clearbody r.
  set (rho := t / r). assert (rho_1 : 1 < rho) by (apply Qlt_shift_div_l; lra).
  assert (product : r * rho == t) by (unfold rho; field; lra). clearbody rho.
  assert (strict : qpow s m < qpow r m).
  { clear - pos_m s_1 s_r. destruct m as [|m]; [lia|]. cbn [qpow]. clear pos_m.
    pose proof (power_base s r m ltac:(lra) ltac:(lra)). pose proof (qpow_pos s m ltac:(lra)). nra. }
  rewrite (power_ok s) in strict. destruct (growth (qpow r m) strict) as (K1 & few).
  destruct (laps_of_remainder m) as (c & c_1 & remainder).
  destruct (power_unbounded rho (inject_Z (Z.of_N c)) rho_1) as (K2 & beats).
  exists (m * S K1 + K2)%nat. intros k K_k.
  destruct (laps_of_iterate_exist f given k lo hi lo_hi) as (l & laps_l).
  exists l. split; [exact laps_l|]. set (j := (k / m)%nat). set (i := (k mod m)%nat).
  assert (k_eq : k = (j * m + i)%nat) by (unfold j, i; pose proof (Nat.div_mod k m ltac:(lia)); lia).
  assert (i_m : (i < m)%nat) by (apply Nat.mod_upper_bound; lia).
  assert (K1_j : (K1 <= j)%nat) by nia.
  destruct (few j K1_j) as (l' & laps_l' & bound).
  assert (laps_jm : laps (iter (j * m) F) lo hi l').
  { apply (laps_ext (iter j (iter m F))); auto. intros x _ _. now rewrite iter_times. }
  assert (laps_k : laps (iter (j * m + i) F) lo hi l) by now rewrite <- k_eq.
  pose proof (remainder i (j * m)%nat l' l i_m laps_jm laps_k) as le.
  rewrite <- power_ok in *. rewrite <- power_times in bound.
  assert (le' : inject_Z (Z.of_N l) <= inject_Z (Z.of_N c) * inject_Z (Z.of_N l')).
  { rewrite <- inject_Z_mult, <- Zle_Qle. lia. }
  specialize (beats k ltac:(lia)). pose proof (power_exponent r (j * m) k ltac:(lra) ltac:(lia)) as more.
  pose proof (qpow_pos r k ltac:(lra)) as pos_r.
  assert (C_1 : 1 <= inject_Z (Z.of_N c)) by (change 1 with (inject_Z 1); rewrite <- Zle_Qle; lia).
  assert (target : qpow t k == qpow r k * qpow rho k).
  { rewrite <- power_product. apply power_eq. now symmetry. }
  rewrite target. apply Qle_trans with (1 := le'). set (C := inject_Z (Z.of_N c)) in *. clearbody C. nra.
Qed.

(** T3.1.3: if the growth of f^m is at least s^m, that of f is at least s. *)
Theorem growth_from_iterate_at_least : forall m s, (0 < m)%nat -> 0 < s ->
  growth_at_least (iter m F) lo hi (s ^ Z.of_nat m) -> growth_at_least F lo hi s.
Proof.
  intros m s pos_m s_0 growth t t_0 t_s K.
  assert (strict : qpow t m < qpow s m).
  { clear - pos_m s_0 t_0 t_s. destruct m as [|m]; [lia|]. cbn [qpow]. clear pos_m.
    pose proof (power_base t s m t_0 ltac:(lra)). pose proof (qpow_pos s m s_0). nra. }
  rewrite (power_ok s) in strict.
  destruct (growth (qpow t m) (qpow_nonneg t m t_0) strict K) as (k & n & K_k & laps_n & many).
  exists (k * m)%nat, n. split; [nia|]. split.
  - apply (laps_ext (iter k (iter m F))); auto. intros x _ _. now rewrite iter_times.
  - rewrite <- power_ok in *. now rewrite power_times.
Qed.

(** T3.1.3: if the growth of f is at least s >= 1, that of f^m is at least s^m. *)
Theorem growth_of_iterate_at_least : forall m s, (0 < m)%nat -> 1 <= s ->
  growth_at_least F lo hi s -> growth_at_least (iter m F) lo hi (s ^ Z.of_nat m).
Proof.
  intros m s pos_m s_1 growth t t_0 t_sm K. rewrite <- power_ok in t_sm.
  assert (at_multiple : forall j, exists l, laps (iter j (iter m F)) lo hi l /\
    laps (iter (j * m) F) lo hi l).
  { intros j. destruct (laps_of_iterate_exist f given (j * m) lo hi lo_hi) as (l & laps_l). exists l.
    split; [|exact laps_l]. apply (laps_ext (iter (j * m) F)); auto. intros x _ _. now rewrite iter_times. }
  destruct (Qlt_le_dec t 1) as [small|large].
  - (* one lap is enough *)
    destruct (at_multiple K) as (l & laps_l & _). exists K, l. split; [lia|]. split; [exact laps_l|].
    rewrite <- power_ok. pose proof (power_base t 1 K t_0 ltac:(lra)) as below. rewrite power_one in below.
    assert (some : (1 <= l)%N).
    { destruct laps_l as [([|x xs] & cells & count_l) _]; cbn [subdivision length] in *; [lra|lia]. }
    assert (some' : 1 <= inject_Z (Z.of_N l)) by (change 1 with (inject_Z 1); rewrite <- Zle_Qle; lia). lra.
  - (* t <= r0^m with r0 < r < s *)
    destruct (below_root (qpow s m / t) m) as (u & u_1 & root); [apply Qlt_shift_div_l; lra|].
    set (r0 := s / u). assert (r0_u : r0 * u == s) by (unfold r0; field; lra).
    assert (r0_pos : 0 < r0) by (unfold r0; apply Qlt_shift_div_l; lra).
    assert (t_r0 : t <= qpow r0 m).
    { assert (eq : qpow s m == qpow r0 m * qpow u m).
      { rewrite <- power_product. apply power_eq. now symmetry. }
      assert (eq' : qpow s m / t * t == qpow s m) by (field; lra).
      pose proof (qpow_pos u m ltac:(lra)) as pos_u.
      assert (scaled : qpow u m * t <= qpow r0 m * qpow u m) by nra. clear - scaled pos_u. nra. }
    assert (r0_1 : 1 <= r0).
    { destruct (Qlt_le_dec r0 1) as [less|ok]; [|exact ok]. exfalso.
      assert (less_m : qpow r0 m < 1).
      { clear - less r0_pos pos_m. destruct m as [|m]; [lia|]. cbn [qpow].
        pose proof (power_base r0 1 m ltac:(lra) ltac:(lra)) as le. rewrite power_one in le.
        pose proof (qpow_pos r0 m r0_pos). nra. }
      lra. }
    assert (r0_s : r0 < s) by nra. clearbody r0.
    set (r := (r0 + s) / 2). assert (twice : r * 2 == r0 + s) by (unfold r; field).
    assert (r0_r : r0 < r) by lra. assert (r_s : r < s) by lra. clearbody r.
    set (rho := r / r0). assert (rho_1 : 1 < rho) by (apply Qlt_shift_div_l; lra).
    assert (product : r0 * rho == r) by (unfold rho; field; lra). clearbody rho.
    destruct (laps_of_remainder m) as (c & c_1 & remainder).
    destruct (power_unbounded rho (inject_Z (Z.of_N c)) rho_1) as (K2 & beats).
    destruct (growth r ltac:(lra) r_s (m * S (K + K2))%nat) as (n & l & n_large & laps_l & many).
    set (j := (n / m)%nat). set (i := (n mod m)%nat).
    assert (n_eq : n = (j * m + i)%nat) by (unfold j, i; pose proof (Nat.div_mod n m ltac:(lia)); lia).
    assert (i_m : (i < m)%nat) by (apply Nat.mod_upper_bound; lia).
    assert (j_large : (K + K2 <= j)%nat) by nia.
    destruct (at_multiple j) as (l' & laps_l' & laps_jm). exists j, l'. split; [lia|].
    split; [exact laps_l'|].
    assert (laps_n : laps (iter (j * m + i) F) lo hi l) by now rewrite <- n_eq.
    pose proof (remainder i (j * m)%nat l' l i_m laps_jm laps_n) as le. rewrite <- power_ok in *.
    assert (le' : inject_Z (Z.of_N l) <= inject_Z (Z.of_N c) * inject_Z (Z.of_N l')).
    { rewrite <- inject_Z_mult, <- Zle_Qle. lia. }
    specialize (beats (j * m)%nat ltac:(nia)).
    pose proof (power_exponent r (j * m) n ltac:(lra) ltac:(lia)) as more.
    assert (target : qpow r (j * m) == qpow r0 (j * m) * qpow rho (j * m)).
    { rewrite <- power_product. apply power_eq. now symmetry. }
    assert (t_le : qpow t j <= qpow r0 (j * m)).
    { rewrite power_times. apply power_base; [lra|exact t_r0]. }
    pose proof (qpow_pos r0 (j * m) r0_pos) as pos_r0.
    assert (C_1 : 1 <= inject_Z (Z.of_N c)) by (change 1 with (inject_Z 1); rewrite <- Zle_Qle; lia).
    apply Qle_trans with (1 := t_le). rewrite target in more.
    set (C := inject_Z (Z.of_N c)) in *. set (x := qpow r0 (j * m)) in *. set (y := qpow rho (j * m)) in *.
    set (z := inject_Z (Z.of_N l')) in *. clearbody C x y z.
    assert (chain : x * y <= C * z) by lra. assert (cx : C * x <= x * y) by nra.
    destruct (Qlt_le_dec z x) as [less|ok]; [|exact ok]. exfalso.
    assert (strict : 0 < C * (x - z)) by nra. lra.
Qed.
End Growth.
