(** * What a cycle shows about f and about f^2

    In every cycle of length m > 1 there are two neighbours that move towards each other ([neighbours]).  If m
    is odd, f^2 shows the pattern of a cycle of length three ([odd_cycle_three_steps]): there is a point a
    with a > g a > g^2 a and g^3 a >= a, where g = f^2.  Sharkovsky's theorem (Continuous/Forcing.v) and chaos
    from periods that are no powers of two (Chaos/OddPeriods.v) rest on this. *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles.
Open Scope R_scope.

(** ** Finite searches *)

(** Among the numbers below n with a decidable property Q, if any, one has the greatest u. *)
Lemma greatest_value (u : nat -> R) (Q : nat -> Prop) : (forall i, {Q i} + {~ Q i}) -> forall n,
  (exists i, (i < n)%nat /\ Q i) -> exists i, (i < n)%nat /\ Q i /\ forall j, (j < n)%nat -> Q j ->
    u j <= u i.
Proof.
  intros decide. induction n as [|n IH]; intros (i & i_lt & Qi); [lia|].
  assert (earlier : (exists i, (i < n)%nat /\ Q i) \/ ~ (exists i, (i < n)%nat /\ Q i)).
  { clear - decide. induction n as [|n [(i & i_lt & Qi)|none]].
    - right. intros (i & i_lt & _). lia.
    - left. exists i. split; [lia|exact Qi].
    - destruct (decide n) as [Qn|not_Qn]; [left; exists n; split; [lia|exact Qn]|right].
      intros (i & i_lt & Qi). destruct (Nat.eq_dec i n) as [->|]; [auto|].
      apply none. exists i. split; [lia|exact Qi]. }
  destruct earlier as [earlier|none].
  - destruct (IH earlier) as (k & k_lt & Qk & greatest).
    destruct (decide n) as [Qn|not_Qn]; [destruct (Rle_dec (u k) (u n)) as [le|not_le]|].
    + exists n. split; [lia|]. split; [exact Qn|]. intros j j_lt Qj.
      destruct (Nat.eq_dec j n) as [->|]; [lra|]. specialize (greatest j ltac:(lia) Qj). lra.
    + exists k. split; [lia|]. split; [exact Qk|]. intros j j_lt Qj.
      destruct (Nat.eq_dec j n) as [->|]; [lra|]. apply greatest; [lia|exact Qj].
    + exists k. split; [lia|]. split; [exact Qk|]. intros j j_lt Qj.
      destruct (Nat.eq_dec j n) as [->|]; [contradiction|]. apply greatest; [lia|exact Qj].
  - assert (i = n) as -> by (destruct (Nat.eq_dec i n); [assumption|exfalso; apply none; exists i; split;
      [lia|exact Qi]]).
    exists n. split; [lia|]. split; [exact Qi|]. intros j j_lt Qj. destruct (Nat.eq_dec j n) as [->|]; [lra|].
    exfalso. apply none. exists j. split; [lia|exact Qj].
Qed.

(** A sequence that begins inside and is outside later leaves in one step. *)
Lemma leaves (P : nat -> Prop) : (forall i, {P i} + {~ P i}) ->
  forall k, P O -> ~ P k -> exists i, P i /\ ~ P (S i).
Proof.
  intros decide. induction k as [|k IH]; intros inside_first outside_last; [contradiction|].
  destruct (decide k) as [Pk|not_Pk]; [exists k; auto|auto].
Qed.

Section Cycle.
Variables (f : R -> R) (x0 : R) (m : nat).
Hypotheses (m1 : (1 < m)%nat) (least : least_period f m x0).
Let x n := iter n f x0.

Lemma cycle_repeats n k : x (n + k * m) = x n.
Proof. unfold x. apply iter_mod. apply least. Qed.

Lemma cycle_reduce n : exists k, (k < m)%nat /\ x n = x k.
Proof.
  exists (n mod m)%nat. split; [apply Nat.mod_upper_bound; lia|]. apply iter_reduce; [lia|apply least].
Qed.

(** Neighbours x i < x j of the cycle, with f (x i) >= x j and f (x j) <= x i: x i is the greatest point that
    moves up. *)
Lemma neighbours : exists i j, x i < x j /\ x j <= f (x i) /\ f (x j) <= x i /\
  forall n, x n <= x i \/ x j <= x n.
Proof.
  destruct (greatest_value x (fun i => x i < x (S i)) (fun i => Rlt_dec _ _) m)
    as (i & i_lt & i_up & i_greatest).
  { (* some point moves up: otherwise the points decrease strictly and do not come back *)
    assert (moved : x 1%nat <> x O) by (apply (least_period_distinct f m x0 O 1); [exact least|lia]).
    destruct (Rlt_dec (x O) (x 1%nat)) as [up|down]; [exists O; split; [lia|exact up]|].
    assert (falls : forall n, (exists i, (i < S n)%nat /\ x i < x (S i)) \/ x (S n) <= x 1%nat).
    { induction n as [|n [(i & i_lt & up)|IH]]; [right; lra|left; exists i; split; [lia|exact up]|].
      destruct (Rlt_dec (x (S n)) (x (S (S n)))); [left; exists (S n); split; [lia|assumption]|right; lra]. }
    destruct (falls (m - 1)%nat) as [up|low]; replace (S (m - 1)) with m in * by lia; [exact up|exfalso].
    assert (x m = x O) by (rewrite <- (cycle_repeats O 1); f_equal; lia). lra. }
  (* x j: the next greater point *)
  destruct (greatest_value (fun n => - x n) (fun n => x i < x n) (fun n => Rlt_dec _ _) m)
    as (j & j_lt & j_above & j_least).
  { destruct (cycle_reduce (S i)) as (k & k_lt & eq). exists k. rewrite <- eq. auto. }
  assert (adjacent : forall n, x n <= x i \/ x j <= x n).
  { intros n. destruct (cycle_reduce n) as (k & k_lt & ->).
    destruct (Rlt_dec (x i) (x k)) as [above|]; [right|left; lra].
    specialize (j_least k k_lt above). lra. }
  exists i, j. split; [exact j_above|]. split; [|split; [|exact adjacent]].
  - destruct (adjacent (S i)) as [low|high]; [lra|exact high].
  - destruct (adjacent (S j)) as [low|high]; [exact low|exfalso].
    assert (x (S j) <> x j) by (apply (least_period_distinct f m x0 j 1); [exact least|lia]).
    specialize (i_greatest j j_lt). assert (x j <= x i) by (apply i_greatest; lra). lra.
Qed.

(** If the length is odd, the steps of f^2 lead from each point to each point. *)
Lemma odd_cycle_reach i j : Nat.Odd m -> exists k, x (2 * k + i) = x j.
Proof.
  intros [h odd]. exists ((h + 1) * (j + i * m - i))%nat. assert (i <= i * m)%nat by nia.
  replace (2 * ((h + 1) * (j + i * m - i)) + i)%nat with (j + (j + i * m - i + i) * m)%nat.
  - apply cycle_repeats.
  - rewrite odd in *. nia.
Qed.
End Cycle.

(** ** Odd cycles *)

Section OddCycle.
Variables (f : R -> R) (E : R -> Prop) (x0 : R) (m : nat).
Hypotheses (convex : is_interval E) (cont : continuous_on f E) (maps : maps_into f E).
Hypotheses (E0 : E x0) (odd : Nat.Odd m) (m1 : (1 < m)%nat) (least : least_period f m x0).
Let x n := iter n f x0.
Let g t := f (f t).

Lemma orbit_in n : E (x n).
Proof. now apply maps_into_iter. Qed.

Lemma orbit_square k i : x (2 * S k + i) = g (x (2 * k + i)).
Proof. replace (2 * S k + i)%nat with (S (S (2 * k + i))) by lia. reflexivity. Qed.

Lemma square_continuous : continuous_on g E.
Proof. apply (continuous_on_compose f f E E); auto. Qed.

(** Intermediate values, first and last hits between points of E. *)
Lemma value_between h u v y : continuous_on h E -> E u -> E v -> u <= v ->
  h u <= y <= h v \/ h v <= y <= h u -> {t | u <= t <= v /\ h t = y}.
Proof. intros conth Eu Ev. apply intermediate_value with E; [exact conth|]. intros t. now apply convex. Qed.

Lemma last_between h u v y : continuous_on h E -> E u -> E v -> u <= v -> h u = y ->
  {a | u <= a <= v /\ h a = y /\ forall t, a < t <= v -> h t <> y}.
Proof.
  intros conth Eu Ev uv. apply last_hit with (Interval u v); intervals.
  apply continuous_on_subset with (1 := conth). intros t between. now apply (convex u v).
Qed.

Lemma first_between h u v y : continuous_on h E -> E u -> E v -> u <= v -> h v = y ->
  {b | u <= b <= v /\ h b = y /\ forall t, u <= t < b -> h t <> y}.
Proof.
  intros conth Eu Ev uv. apply first_hit with (Interval u v); intervals.
  apply continuous_on_subset with (1 := conth). intros t between. now apply (convex u v).
Qed.

(** Neighbours x i < x j that move towards each other, and y between x i and a fixed point with f y = x j: g
    moves y down to x (j + 1) or below. *)
Lemma point_moving_down i j : x i < x j -> x j <= f (x i) -> f (x j) <= x i ->
  exists y z, x i <= y /\ y < z /\ z <= x j /\ f z = z /\ g y = x (S j) /\ g y < y.
Proof.
  intros ij fi fj. pose proof (orbit_in i) as Ei. pose proof (orbit_in j) as Ej.
  destruct (value_between (fun t => f t - t) (x i) (x j) 0) as (z & z_in & z_zero); auto;
    [now apply continuous_on_minus_id|lra|lra|].
  assert (z_fixed : f z = z) by lra.
  destruct (value_between f (x i) z (x j)) as (y & y_in & fy); auto;
    [now apply (convex (x i) (x j))|lra|lra|].
  assert (gy : g y = x (S j)) by (unfold g; now rewrite fy). change (f (x j)) with (x (S j)) in fj.
  assert (gy_lt : g y < y).
  { rewrite gy. destruct (Rle_lt_or_eq_dec (x (S j)) y) as [|same]; [lra|assumption|exfalso].
    (* equality would make x j a point of period 2, but m is odd *)
    assert (x (S (S j)) = x j) by (change (f (x (S j)) = x j); rewrite same; exact fy).
    destruct odd as [h m_odd]. apply (least_period_distinct f m x0 j 2); [exact least|lia|assumption]. }
  exists y, z. split; [lra|]. split; [|split; [lra|auto]].
  assert (y <> z) by (intros ->; unfold g in gy_lt; rewrite !z_fixed in gy_lt; lra). lra.
Qed.

(** If g moves y down, below a fixed point z of f: z0, the next fixed point of g. *)
Lemma next_fixed_point y z : E y -> E z -> y < z -> f z = z -> g y < y ->
  exists z0, y < z0 <= z /\ g z0 = z0 /\ forall t, y <= t < z0 -> g t < t.
Proof.
  intros Ey Ez yz z_fixed y_down. pose proof (continuous_on_minus_id _ _ square_continuous) as cont2.
  destruct (first_between (fun t => g t - t) y z 0) as (z0 & z0_in & z0_zero & first); auto; [lra| |].
  { unfold g. rewrite !z_fixed. lra. }
  assert (y <> z0) by (intros ->; lra).
  exists z0. split; [lra|]. split; [lra|]. intros t t_in.
  destruct (Rlt_le_dec (g t) t) as [|up]; [assumption|exfalso].
  destruct (value_between (fun t => g t - t) y t 0) as (w & w_in & w_zero); auto; [|lra|lra|].
  - apply (convex y z); auto. lra.
  - apply (first w); [lra|exact w_zero].
Qed.

(** T5.5 and chaos rest on this: a cycle of odd length m >= 3 of f: f^2 shows the pattern of a cycle of length
    3. *)
Theorem odd_cycle_three_steps : exists a, three_steps g E a.
Proof.
  destruct (neighbours f x0 m m1 least) as (i & j & ij & fi & fj & adjacent). cbv zeta beta in *.
  fold (x i) (x j) in *. pose proof (orbit_in i) as Ei. pose proof (orbit_in j) as Ej.
  pose proof square_continuous as contg.
  destruct (point_moving_down i j ij fi fj) as (y & z & iy & yz & zj & z_fixed & gy & y_down).
  assert (Ey : E y) by (apply (convex (x i) (x j)); auto; lra).
  assert (Ez : E z) by (apply (convex (x i) (x j)); auto; lra).
  destruct (next_fixed_point y z Ey Ez yz z_fixed y_down) as (z0 & z0_in & z0_fixed & down).
  assert (Ez0 : E z0) by (apply (convex y z); auto; lra).
  (* p in the cycle at x i or below, taken to x j or above by g; c = the last point before y with g c = z0 *)
  destruct (odd_cycle_reach f x0 m m1 least i j odd) as (K & reached).
  destruct (leaves (fun k => x (2 * k + i) <= x i) (fun k => Rle_dec _ _) K) as (k & low & high).
  { change (x i <= x i). lra. }
  { unfold x at 1. rewrite reached. fold (x j). lra. }
  set (p := x (2 * k + i)) in *. pose proof (orbit_in (2 * k + i)) as Ep. fold p in Ep.
  assert (gp : x j <= g p).
  { pose proof (adjacent (2 * S k + i)%nat) as sides. fold (x (2 * S k + i)) in sides.
    rewrite orbit_square in sides, high. fold p in sides, high. lra. }
  destruct (value_between g p y z0) as (u & u_in & gu); auto; [lra|lra|].
  assert (Eu : E u) by (apply (convex p y); auto).
  destruct (last_between g u y z0) as (c & c_in & gc & last); auto; [lra|].
  assert (Ec : E c) by (apply (convex u y); auto).
  assert (cy : c < y) by (destruct (Req_dec c y) as [same|]; [rewrite same in gc; lra|lra]).
  (* g stays below z0 on (c, z0) *)
  assert (below : forall t, c < t < z0 -> g t < z0).
  { intros t t_in. destruct (Rle_dec y t) as [yt|ty]; [specialize (down t ltac:(lra)); lra|].
    destruct (Rlt_le_dec (g t) z0) as [|up]; [assumption|exfalso].
    destruct (value_between g t y z0) as (w & w_in & gw); auto; [apply (convex c y); auto; lra|lra|lra|].
    apply (last w); [lra|exact gw]. }
  (* some point of (c, z0) is taken to c or below: the orbit of g y leaves this interval *)
  assert (drop : exists w, c < w < z0 /\ g w <= c).
  { destruct (Rle_dec (g y) c) as [le|gt]; [exists y; lra|].
    destruct (odd_cycle_reach f x0 m m1 least (S j) j odd) as (K' & reached').
    destruct (leaves (fun k => c < x (2 * k + S j) < z0)) with (k := K') as (k' & [in1 in2] & out).
    - intros n. destruct (Rlt_dec c (x (2 * n + S j))), (Rlt_dec (x (2 * n + S j)) z0);
        [left|right|right|right]; lra.
    - change (c < x (S j) < z0). lra.
    - unfold x. rewrite reached'. fold (x j). lra.
    - exists (x (2 * k' + S j)). split; [lra|]. rewrite orbit_square in out.
      specialize (below (x (2 * k' + S j)) ltac:(lra)). lra. }
  destruct drop as (w & w_in & gw). assert (Ew : E w) by (apply (convex c z0); auto; lra).
  (* a -> w' -> c -> z0 *)
  destruct (value_between g w z0 c) as (w' & w'_in & gw'); auto; [lra|lra|].
  assert (w' <> z0) by (intros ->; lra). assert (Ew' : E w') by (apply (convex w z0); auto).
  destruct (value_between g w' z0 w') as (a & a_in & ga); auto; [lra|lra|].
  assert (a <> w') by (intros ->; lra). assert (Ea : E a) by (apply (convex w' z0); auto).
  exists a. unfold three_steps. rewrite ga, gw', gc. split; [exact Ea|]. split; [exact Ew'|].
  split; [exact Ec|].
  right. lra.
Qed.
End OddCycle.
