(** * The growth between two rationals, and what it excludes (T3.1, T3.2, T3.2', T3.3, T3.3')

    [growth_between]: an upper and a lower table enclose the growth of f, and for every k the number of laps
    of f^k, which exists, between explicit bounds ([laps_enclosed]). [growth_of_iterate]: if the growth of f
    is at most s, that of f^n is at most s^n. [absent_periods_sound]: a bound of the growth excludes least
    periods, from a premise that is cited and not proved here. *)
From Coq Require Import ZArith QArith Qpower Lqa List Bool Lia Arith.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Growth.
From ExactPL Require Import Arithmetic.Rationals Arithmetic.Powers Arithmetic.PowerGrowth Maps.Iterates
  Maps.Subdivisions Maps.Conversion.
From ExactPL Require Import Counting.Compositions Tables.Existence Tables.Upper Tables.Lower.
Import ListNotations.
Open Scope Q_scope.

(** ** Both bounds *)

(** T3.2: the growth of f on [lo, hi] is at least s1 and at most s2. *)
Theorem growth_between : forall f lo hi lower s1 upper s2 e,
  lower_table f lower s1 && has_lower_row lower lo hi && upper_table f upper s2 e &&
    has_upper_row upper lo hi = true ->
  growth_at_least (value f) lo hi s1 /\ growth_at_most (value f) lo hi s2.
Proof.
  intros f lo hi lower s1 upper s2 e test. rewrite !andb_true_iff in test.
  destruct test as [[[low some] up] whole]. split.
  - now apply (lower_table_growth f lower).
  - now apply (upper_table_growth f upper s2 e).
Qed.

(** T3.2: for every k the number of laps of f^k lies between v1 / (W r) s1^k and v2 (1 + e k)^l s2^k; v1 and
    v2 are the weights of two rows, W is the greatest weight of the lower table, and r the number of its
    rows. *)
Theorem laps_enclosed : forall f lower s1 upper s2 e low up,
  lower_table f lower s1 = true -> In low lower -> upper_table f upper s2 e = true -> In up upper ->
  upper_lo up <= lower_lo low -> lower_hi low <= upper_hi up -> forall k,
  exists n, laps (iter k (value f)) (upper_lo up) (upper_hi up) n /\
    inject_Z (Z.of_N (lower_weight low)) * s1 ^ Z.of_nat k <=
      inject_Z (Z.of_N (greatest_weight lower)) * (inject_Z (Z.of_nat (length lower)) * inject_Z (Z.of_N n))
        /\
    inject_Z (Z.of_N n) <= inject_Z (Zpos (upper_weight up)) *
      ((1 + inject_Z e * inject_Z (Z.of_nat k)) ^ Z.of_N (upper_layer up) * s2 ^ Z.of_nat k).
Proof.
  intros f lower s1 upper s2 e low up lower_test in_lower upper_test in_upper lo_le le_hi k.
  pose proof lower_test as given. unfold lower_table in given.
  apply andb_true_iff in given as [same_map rows_test].
  pose proof (lower_row_lt _ _ _ rows_test low in_lower) as lt.
  pose proof (lower_continuous _ _ _ rows_test) as continuous.
  destruct (laps_of_iterate_exist f ltac:(unfold well_given; now rewrite same_map, continuous) k
    (upper_lo up) (upper_hi up) ltac:(lra)) as (n & laps_n).
  exists n. split; [exact laps_n|]. split.
  - now apply (lower_table_sound f lower s1 lower_test low in_lower (upper_lo up) (upper_hi up)).
  - now apply (upper_table_laps f upper s2 e upper_test up in_upper k n).
Qed.

(** ** One row decides (T3.2') *)

(** If t_i / v_i is largest and t_i <= s v_i, then t_j <= s v_j. *)
Lemma one_row_decides_upper : forall s t_i v_i t_j v_j, 0 < v_i -> 0 < v_j -> t_j / v_j <= t_i / v_i ->
  t_i <= s * v_i -> t_j <= s * v_j.
Proof.
  intros s t_i v_i t_j v_j pos_i pos_j largest bound.
  assert (ratio : t_i / v_i <= s) by (apply Qle_shift_div_r; lra).
  assert (eq : t_j == t_j / v_j * v_j) by (field; lra). rewrite eq. nra.
Qed.
(** If v_i > 0, t_i / v_i is least, and t_i >= s v_i, then t_j >= s v_j; also where v_j = 0. *)
Lemma one_row_decides_lower : forall s t_i v_i t_j v_j, 0 < v_i -> 0 <= v_j -> 0 <= t_j ->
  (0 < v_j -> t_i / v_i <= t_j / v_j) -> s * v_i <= t_i -> s * v_j <= t_j.
Proof.
  intros s t_i v_i t_j v_j pos_i nonneg_j nonneg_t least bound. destruct (Qlt_le_dec 0 v_j) as [pos_j|zero].
  - specialize (least pos_j). assert (ratio : s <= t_i / v_i) by (apply Qle_shift_div_l; lra).
    assert (eq : t_j == t_j / v_j * v_j) by (field; lra). rewrite eq. nra.
  - assert (v_0 : v_j == 0) by lra. rewrite v_0. lra.
Qed.

(** ** The growth of an iterate (T3.1.3, the bound from above) *)

Lemma iter_times : forall m k F x, iter k (iter m F) x = iter (k * m) F x.
Proof.
  intros m k F. induction k as [|k IH]; intros x; [reflexivity|].
  cbn [iter Nat.mul]. now rewrite iter_add, IH.
Qed.

Lemma power_plus : forall s i j, qpow s (i + j) == qpow s i * qpow s j.
Proof. intros s i j. induction i as [|i IH]; cbn [Nat.add qpow]; [ring|]. rewrite IH. ring. Qed.
Lemma power_times : forall s m k, qpow s (k * m) == qpow (qpow s m) k.
Proof.
  intros s m k. induction k as [|k IH]; [reflexivity|].
  cbn [Nat.mul qpow]. rewrite <- IH. apply power_plus.
Qed.

Theorem growth_of_iterate : forall F lo hi s m, 1 <= s -> (0 < m)%nat -> growth_at_most F lo hi s ->
  growth_at_most (iter m F) lo hi (s ^ Z.of_nat m).
Proof.
  intros F lo hi s m s_1 pos_m growth t above. rewrite <- power_ok in above.
  pose proof (qpow_pos s m ltac:(lra)) as pos.
  (* r > s with r^m <= t *)
  destruct (below_root (t / qpow s m) m) as (u & u_1 & root).
  { apply Qlt_shift_div_l; lra. }
  set (r := s * u). assert (s_r : s < r) by (unfold r; nra).
  assert (r_t : qpow r m <= t).
  { unfold r. rewrite power_product. assert (eq : qpow s m * (t / qpow s m) == t) by (field; lra).
    rewrite <- eq. nra. }
  destruct (growth r s_r) as [K few]. exists K. intros k K_k.
  destruct (few (k * m)%nat ltac:(nia)) as (n & laps_n & le). exists n. split.
  { apply (laps_ext (iter (k * m) F)); auto. intros x _ _. now rewrite iter_times. }
  rewrite <- !power_ok in *.
  apply Qle_trans with (1 := le). rewrite power_times. apply power_base; [|exact r_t].
  apply qpow_nonneg. unfold r. nra.
Qed.

Lemma growth_at_most_weaker : forall F lo hi s t, s <= t -> growth_at_most F lo hi s ->
  growth_at_most F lo hi t.
Proof. intros F lo hi s t le growth r t_r. apply growth. lra. Qed.

(** ** The polynomials x^q - 2 x^(q-2) - 1 (T3.3') *)

(** With q = m + 2. *)
Definition odd_polynomial (x : Q) (m : nat) : Q := qpow x m * (x * x - 2) - 1.
Lemma odd_polynomial_ok : forall x m,
  odd_polynomial x m == x ^ Z.of_nat (m + 2) - 2 * x ^ Z.of_nat m - 1.
Proof.
  intros x m. rewrite <- !power_ok. unfold odd_polynomial. replace (m + 2)%nat with (S (S m)) by lia.
  cbn [qpow]. ring.
Qed.

(** T3.3'.1. *)
Lemma odd_polynomial_small : forall x m, 1 <= x -> x * x <= 2 -> odd_polynomial x m < 0.
Proof.
  intros x m x_1 small. unfold odd_polynomial. pose proof (qpow_ge1 x m x_1). nra.
Qed.
Lemma odd_polynomial_large : forall x m, 1 <= x -> 3 <= x * x -> 0 <= odd_polynomial x m.
Proof.
  intros x m x_1 large. unfold odd_polynomial. pose proof (qpow_ge1 x m x_1). nra.
Qed.
(** If the value for one m is negative, so are those for smaller m. *)
Lemma odd_polynomial_decreases : forall x m n, 1 <= x -> (m <= n)%nat -> odd_polynomial x n < 0 ->
  odd_polynomial x m < 0.
Proof.
  intros x m n x_1 le negative. destruct (Qlt_le_dec 2 (x * x)) as [large|small].
  - unfold odd_polynomial in *. pose proof (power_exponent x m n x_1 le) as powers. nra.
  - now apply odd_polynomial_small.
Qed.
(** T3.3'.2: the sign for p / q is that of p^m (p^2 - 2 q^2) minus q^(m + 2). *)
Lemma odd_polynomial_sign : forall p q m, 0 < q ->
  odd_polynomial (p / q) m * qpow q (m + 2) == qpow p m * (p * p - 2 * (q * q)) - qpow q (m + 2).
Proof.
  intros p q m pos. unfold odd_polynomial. replace (m + 2)%nat with (S (S m)) by lia. cbn [qpow].
  assert (quotient : qpow (p / q) m * qpow q m == qpow p m).
  { rewrite <- power_product. apply power_eq. field. lra. }
  assert (square : p / q * (p / q) * (q * q) == p * p) by (field; lra).
  assert (expand : (qpow (p / q) m * (p / q * (p / q) - 2) - 1) * (q * (q * qpow q m)) ==
    qpow (p / q) m * qpow q m * (p / q * (p / q) * (q * q) - 2 * (q * q)) - q * (q * qpow q m)) by ring.
  rewrite expand, quotient, square. reflexivity.
Qed.

(** ** Absent periods (T3.3) *)

(** What is cited: a point of odd least period q > 1 makes the growth of f^m at least the largest root of x^q
    - 2 x^(q-2) - 1, by [BGMY80] (the entropy is at least its logarithm) and [MS80] (the entropy is the
    logarithm of the growth). For b >= 1 that means: if the growth is at most b, the value at b is not
    negative. *)
Definition odd_periods_grow : Prop := forall f m lo hi q x b, (0 < m)%nat -> maps_into (value f) lo hi ->
  lo <= x -> x <= hi -> Nat.Odd q -> (1 < q)%nat -> least_period (iter m (value f)) q x ->
  1 <= b -> growth_at_most (iter m (value f)) lo hi b ->
  0 <= b ^ Z.of_nat q - 2 * b ^ Z.of_nat (q - 2) - 1.

(** A point of least period m q has least period q under F^m. *)
Lemma least_period_of_iterate : forall F m q x, (0 < m)%nat -> least_period F (m * q) x ->
  least_period (iter m F) q x.
Proof.
  intros F m q x pos_m (pos & back & first). split; [nia|]. split.
  - rewrite iter_times. now rewrite Nat.mul_comm.
  - intros i pos_i i_q. rewrite iter_times. apply first; nia.
Qed.

(** T3.3: if the growth of f is at most s >= 1, and with b = s^(2^j) either b^2 <= 2 or b^n - 2 b^(n-2) - 1 <
    0, then no point has least period 2^i q with i <= j, q > 1 odd (and q <= n). *)
Fixpoint squared (s : Q) (j : nat) : Q := match j with O => s | S j' => let b := squared s j' in b * b end.
Lemma squared_ok : forall s j, squared s j == qpow s (2 ^ j).
Proof.
  intros s. induction j as [|j IH]; [cbn; ring|]. cbn [squared Nat.pow].
  replace (2 * 2 ^ j)%nat with (2 ^ j + 2 ^ j)%nat by lia. rewrite power_plus, IH. reflexivity.
Qed.
Definition excludes (s : Q) (j : nat) (upto : option nat) : bool :=
  let b := squared s j in
  Qle_bool 1 s &&
  match upto with
  | None => Qle_bool (b * b) 2
  | Some n => Nat.leb 3 n && Qlt_bool (odd_polynomial b (n - 2)) 0
  end.
Theorem absent_periods_sound : odd_periods_grow ->
  forall f lo hi s j upto, maps_into (value f) lo hi -> growth_at_most (value f) lo hi s ->
    excludes s j upto = true ->
  forall i q x, (i <= j)%nat -> Nat.Odd q -> (1 < q)%nat ->
  match upto with None => True | Some n => (q <= n)%nat end -> lo <= x -> x <= hi ->
  ~ least_period (value f) (2 ^ i * q) x.
Proof.
  intros cited f lo hi s j upto into growth test i q x i_j odd above q_n lo_x x_hi period.
  unfold excludes in test. apply andb_true_iff in test as [s_1 test]. apply Qle_bool_iff in s_1.
  set (b := squared s j) in *.
  assert (b_power : b == qpow s (2 ^ j)) by apply squared_ok.
  assert (b_1 : 1 <= b) by (rewrite b_power; now apply qpow_ge1).
  assert (pos_i : (0 < 2 ^ i)%nat) by (apply Nat.neq_0_lt_0, Nat.pow_nonzero; lia).
  (* the growth of f^(2^i) is at most s^(2^i), hence at most b *)
  assert (growth_i : growth_at_most (iter (2 ^ i) (value f)) lo hi b).
  { apply (growth_at_most_weaker _ _ _ (s ^ Z.of_nat (2 ^ i))); [|now apply growth_of_iterate].
    rewrite <- power_ok, b_power. apply power_exponent; auto. apply Nat.pow_le_mono_r; lia. }
  apply (least_period_of_iterate _ _ _ _ pos_i) in period.
  pose proof (cited f (2 ^ i)%nat lo hi q x b pos_i into lo_x x_hi odd above period b_1 growth_i) as
    not_negative.
  assert (eq : odd_polynomial b (q - 2) == b ^ Z.of_nat q - 2 * b ^ Z.of_nat (q - 2) - 1).
  { rewrite odd_polynomial_ok. replace (q - 2 + 2)%nat with q by lia. reflexivity. }
  rewrite <- eq in not_negative.
  assert (negative : odd_polynomial b (q - 2) < 0); [|lra].
  destruct upto as [n|].
  - apply andb_true_iff in test as [n_3 test]. apply Qlt_bool_lt in test.
    apply (odd_polynomial_decreases b (q - 2) (n - 2)); auto. lia.
  - apply Qle_bool_iff in test. now apply odd_polynomial_small.
Qed.
