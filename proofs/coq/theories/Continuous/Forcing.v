(** * Sharkovsky's theorem ([SH64], T5.5.1)

    A. N. Sharkovsky, Co-existence of cycles of a continuous mapping of the line into itself, Ukrain. Mat. Zh.
    16 (1964), 61-71; English translation Internat. J. Bifur. Chaos 5 (1995), 1263-1273, doi
    10.1142/S0218127495000934.

    If f is continuous on an interval E of any kind and has a cycle of length n in E, it has cycles in E of
    each length that n forces ([sharkovsky]).  f need not map E into itself.

    Plan, for a continuous map of a compact interval I into itself.
    - An odd cycle, m >= 3.  Two neighbours x i < x j that move towards each other span J, which covers
      itself.  Some point p of the cycle outside J stays on its side of J; the interval A between p
      and J covers J; and the part S of J on one side of a fixed point covers A after q < m steps.  The loop S
      -> A -> J -> ... -> J -> S of n steps gives a point with f^n y = y; if f^d y = y then n < d + (m - 1)
      ([odd_loop]).  So there are cycles of each odd length n > m ([odd_forces_larger_odd]) and one of length
      2m ([odd_forces_double]).
    - Every cycle with more than one point gives one of length 2 ([some_period_two]).
    - An odd cycle gives cycles of all even lengths ([odd_forces_even]): f^2 has cycles of every length
      (Continuous/OddCycles.v).
    - Everything else follows by taking iterates f^(2^a).
    The general case: take the smallest compact interval K that contains the cycle, and F = the point of K
    nearest to f; each cycle of F is one of f. *)

From Coq Require Import Reals Lra Lia Arith Bool.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles Continuous.Loops.
From ExactPL Require Import Continuous.TwoCycles Continuous.OddCycles.
Open Scope R_scope.

(** In a set that f maps into itself, cycles are told by one point. *)
Lemma has_period_intro f E n x : maps_into f E -> E x -> least_period f n x -> has_period f E n.
Proof. intros maps Ex least. exists x. split; [exact least|]. intros i. now apply maps_into_iter. Qed.

Lemma has_period_point f E n : has_period f E n -> exists x, E x /\ least_period f n x.
Proof. intros (x & least & orbit). exists x. split; [exact (orbit O)|exact least]. Qed.

(** ** Loops through an odd cycle *)

(** The loop S -(q steps)-> A -> J -> ... -> J -> S of n steps, S a part of J. *)
Lemma loop_with_detour f (I J S A : interval) q n :
  continuous_on f I -> maps_into f I -> part_of J I -> part_of S J -> part_of A I -> nonempty S ->
    nonempty A ->
  covers (iter q f) S A -> covers f A J -> covers f J J -> (q < n)%nat ->
  exists y, S y /\ iter n f y = y /\ A (iter q f y) /\ forall k, (q < k <= n)%nat -> J (iter k f y).
Proof.
  intros cont maps sub_J sub_S sub_A NS NA cover_A cover_J cover_JJ q_lt.
  assert (NJ : nonempty J) by intervals.
  assert (cont_k : forall k B, part_of B I -> continuous_on (iter k f) B).
  { intros k B sub. apply continuous_on_part with I; [now apply continuous_on_iter|exact sub]. }
  (* the chain A -> J -> ... -> J -> S of r steps *)
  set (r := (n - q)%nat). set (C := fun k => if Nat.eqb k 0 then A else if Nat.eqb k r then S else J).
  assert (later : forall k, (0 < k <= r)%nat -> part_of (C k) J /\ nonempty (C k)).
  { intros k k_in. unfold C. destruct (Nat.eqb_spec k 0); [lia|].
    destruct (Nat.eqb_spec k r); split; intervals. }
  destruct (chain f r C) as (B & sub_B & onto_B & _ & follows & _).
  - intros [|i] i_le; [exact NA|]. apply later. lia.
  - intros [|i] i_lt; [now apply (cont_k 1%nat)|]. apply (cont_k 1%nat).
    pose proof (later (Datatypes.S i) ltac:(lia)) as [sub _]. intervals.
  - intros i i_lt. pose proof (later (Datatypes.S i) ltac:(lia)) as [sub _].
    apply covers_part with J; [|exact sub].
    destruct i as [|i]; [exact cover_J|].
    assert (in_J : C (Datatypes.S i) = J); [|now rewrite in_J].
    unfold C. destruct (Nat.eqb_spec (Datatypes.S i) 0), (Nat.eqb_spec (Datatypes.S i) r);
      [lia..|reflexivity].
  - (* B in A follows the chain and is mapped onto S; T in S is mapped onto B by f^q *)
    assert (at_end : C r = S).
    { unfold C. destruct (Nat.eqb_spec r 0); [unfold r in *; lia|]. now rewrite Nat.eqb_refl. }
    rewrite at_end in onto_B. change (C O) with A in sub_B. assert (NB : nonempty B) by apply onto_B.
    destruct (tight_part (iter q f) S B) as (T & sub_T & onto_T); [apply cont_k; intervals|exact NB| |].
    { now apply covers_part with A. }
    pose proof (maps_onto_into _ T B NB onto_T) as into_B.
    assert (split_n : forall x, iter n f x = iter r f (iter q f x)).
    { intros x. rewrite <- iter_add. f_equal. unfold r. lia. }
    assert (ends : iter n f (lo T) = lo S /\ iter n f (hi T) = hi S \/
                   iter n f (lo T) = hi S /\ iter n f (hi T) = lo S).
    { destruct onto_T as (_ & ends_T & _), onto_B as (_ & ends_B & _). rewrite !split_n.
      destruct ends_T as [[-> ->]|[-> ->]]; tauto. }
    assert (NT : nonempty T) by apply onto_T. assert (sub_TI : part_of T I) by intervals.
    pose proof (continuous_on_minus_id _ _ (cont_k n T sub_TI)) as cont_n. cbv beta in cont_n.
    destruct (ivt _ T (lo T) (hi T) 0 cont_n) as (y & Ty & root); intervals.
    exists y. split; [intervals|]. split; [lra|]. split.
    + pose proof (into_B y Ty). intervals.
    + intros k k_in. replace k with ((k - q) + q)%nat by lia. rewrite iter_add.
      pose proof (follows (k - q)%nat (iter q f y) ltac:(unfold r; lia) (into_B y Ty)) as here.
      destruct (later (k - q)%nat) as [sub _]; [unfold r; lia|]. intervals.
Qed.

(** A point that is in J at the times q + 1, ..., n, and at the time q at most at one point e of J, whose
    image after q more steps is outside J, does not come back after d <= n - q steps. *)
Lemma no_early_return f (J : interval) q n y p e d :
  (0 < d)%nat -> iter d f y = y -> (d + q <= n)%nat -> (forall k, (q < k <= n)%nat -> J (iter k f y)) ->
  (J (iter q f y) -> iter q f y = e) -> iter q f e = p -> ~ J p -> p <> e -> False.
Proof.
  intros d_pos closed d_le in_J only_e image outside differ.
  assert (q_pos : q <> O) by (intros ->; cbn in image; congruence).
  (* time q + d is in J, so f^q y = e; then f^(2q) y = p, but time 2q is a time q + 1, ..., q + d, up to
     periods *)
  assert (at_e : iter q f y = e).
  { apply only_e. rewrite <- (iter_mod f y d q 1 closed). apply in_J. lia. }
  assert (at_p : iter (q + q) f y = p) by (rewrite iter_add, at_e; exact image).
  apply outside. rewrite <- at_p. set (r := ((q - 1) mod d)%nat).
  assert (r_lt : (r < d)%nat) by (apply Nat.mod_upper_bound; lia).
  replace (q + q)%nat with ((q + 1 + r) + ((q - 1) / d) * d)%nat.
  - rewrite iter_mod by exact closed. apply in_J. lia.
  - pose proof (Nat.div_mod (q - 1) d ltac:(lia)). unfold r. lia.
Qed.

Section OddLoop.
Variables (f : R -> R) (I : interval) (x0 : R) (m : nat).
Hypotheses (cont : continuous_on f I) (maps : maps_into f I) (I0 : I x0).
Hypotheses (m3 : (3 <= m)%nat) (odd : Nat.Odd m) (least : least_period f m x0).
Notation x n := (iter n f x0).

Lemma m_gt_1 : (1 < m)%nat.
Proof. lia. Qed.

Lemma repeats n k : x (n + k * m) = x n.
Proof. apply (cycle_repeats f x0 m least). Qed.

(** Each point of the cycle is reached from each one in fewer than m steps. *)
Lemma reached_in_steps i n : exists q, (q < m)%nat /\ x (q + i) = x n.
Proof.
  assert (i <= i * m)%nat by nia. set (s := (n + i * m - i)%nat).
  exists (s mod m)%nat. split; [apply Nat.mod_upper_bound; lia|].
  rewrite <- (repeats (s mod m + i) (s / m)), <- (repeats n i). f_equal.
  pose proof (Nat.div_mod s m ltac:(lia)). unfold s in *. lia.
Qed.

Lemma odd_not_even : Nat.even m = false.
Proof. rewrite <- Nat.negb_odd. apply Nat.odd_spec in odd. now rewrite odd. Qed.

(** A point p of the cycle that f does not take across the gap between the neighbours x i < x j: p and f p are
    both at x i or below, or both at x j or above.  It exists since m is odd: points cannot change sides at
    every step. *)
Lemma point_staying_on_its_side i j : x i < x j -> (forall n, x n <= x i \/ x j <= x n) ->
  exists k, x k <= x i /\ f (x k) <= x i \/ x j <= x k /\ x j <= f (x k).
Proof.
  intros ij adjacent.
  destruct (leaves (fun k => if Nat.even k then x (k + i) <= x i else ~ (x (k + i) <= x i))) with (k := m)
    as (k & side & next_side).
  - intros k. destruct (Nat.even k), (Rle_dec (x (k + i)) (x i)); auto.
  - cbn. lra.
  - rewrite odd_not_even. intro other. apply other. rewrite Nat.add_comm.
    replace (i + m)%nat with (i + 1 * m)%nat by lia. rewrite repeats. lra.
  - exists (k + i)%nat. rewrite Nat.even_succ, <- Nat.negb_even in next_side.
    pose proof (adjacent (k + i)%nat) as sides. pose proof (adjacent (S k + i)%nat) as sides'.
    change (x (S k + i)) with (f (x (k + i))) in *. destruct (Nat.even k); cbn [negb] in next_side.
    + left. split; [exact side|]. destruct (Rle_dec (f (x (k + i))) (x i)); tauto.
    + right. destruct sides as [|sides]; [contradiction|]. split; [exact sides|].
      destruct sides' as [|sides']; [contradiction|exact sides'].
Qed.

(** For n >= m: a point y with f^n y = y that comes back only after more than n - (m - 1) steps. *)
Lemma odd_loop n : (m <= n)%nat ->
  exists y, I y /\ iter n f y = y /\ forall d, (0 < d)%nat -> iter d f y = y -> (n < d + (m - 1))%nat.
Proof.
  intros mn. destruct (neighbours f x0 m m_gt_1 least) as (i & j & ij & fi & fj & adjacent).
  cbv zeta beta in *.
  assert (orbit_in : forall n, I (x n)) by (intros k; now apply maps_into_iter).
  pose proof (orbit_in i) as Ii. pose proof (orbit_in j) as Ij.
  pose proof (continuous_on_minus_id _ _ cont) as cont1. cbv beta in cont1.
  destruct (ivt _ I (x i) (x j) 0 cont1) as (z & z_in & z_zero); intervals. assert (z_fixed : f z = z) by lra.
  assert (cont_q : forall q, continuous_on (iter q f) I) by (intros q; now apply continuous_on_iter).
  assert (z_stays : forall k, iter k f z = z).
  { induction k as [|k IH]; [reflexivity|]. cbn [iter]. now rewrite IH. }
  set (J := Interval (x i) (x j)). assert (sub_J : part_of J I) by (unfold J; intervals).
  assert (cover_JJ : covers f J J).
  { apply (covers_in_domain f I J J (x j) (x i) cont); unfold J; intervals. }
  destruct (point_staying_on_its_side i j ij adjacent) as (k & [[p_low fp_low]|[p_high fp_high]]);
    pose proof (orbit_in k) as Ip; set (p := x k) in *.
  - (* p < x i: A = [p, x i] covers J; the part [x i, z] of J covers A after q steps *)
    assert (differ : p <> x i) by (intro same; rewrite same in fp_low; lra).
    destruct (reached_in_steps i k) as (q & q_lt & image). fold p in image. rewrite iter_add in image.
    set (S := Interval (x i) z). set (A := Interval p (x i)).
    destruct (loop_with_detour f I J S A q n) as (y & Sy & closed & Ay & in_J); auto; try lia;
      try (unfold S, A, J; intervals; fail).
    + apply (covers_in_domain _ I S A (x i) z (cont_q q)); unfold S, A; intervals. rewrite z_stays. lra.
    + apply (covers_in_domain f I A J p (x i) cont); unfold A, J; intervals.
    + unfold S, A, J in *. exists y. split; [intervals|]. split; [exact closed|]. intros d d_pos back.
      destruct (Nat.lt_ge_cases n (d + (m - 1))) as [|early]; [assumption|exfalso].
      apply (no_early_return f (Interval (x i) (x j)) q n y p (x i) d); auto; try lia; intervals.
  - (* the mirror image: A = [x j, p], and the part [z, x j] of J *)
    assert (differ : p <> x j) by (intro same; rewrite same in fp_high; lra).
    destruct (reached_in_steps j k) as (q & q_lt & image). fold p in image. rewrite iter_add in image.
    set (S := Interval z (x j)). set (A := Interval (x j) p).
    destruct (loop_with_detour f I J S A q n) as (y & Sy & closed & Ay & in_J); auto; try lia;
      try (unfold S, A, J; intervals; fail).
    + apply (covers_in_domain _ I S A z (x j) (cont_q q)); unfold S, A; intervals. rewrite z_stays. lra.
    + apply (covers_in_domain f I A J (x j) p cont); unfold A, J; intervals.
    + unfold S, A, J in *. exists y. split; [intervals|]. split; [exact closed|]. intros d d_pos back.
      destruct (Nat.lt_ge_cases n (d + (m - 1))) as [|early]; [assumption|exfalso].
      apply (no_early_return f (Interval (x i) (x j)) q n y p (x j) d); auto; try lia; intervals.
Qed.
End OddLoop.

(** ** What cycles of a continuous map of a compact interval into itself force *)

Section CompactInterval.
Variables (f : R -> R) (I : interval).
Hypotheses (cont : continuous_on f I) (maps : maps_into f I).

(** An odd length m >= 3 forces every greater odd length. *)
Lemma odd_forces_larger_odd m : Nat.Odd m -> (3 <= m)%nat -> has_period f I m ->
  forall n, Nat.Odd n -> (m < n)%nat -> has_period f I n.
Proof.
  induction m as [m IH] using (well_founded_induction lt_wf). intros odd_m m3 period n odd_n mn.
  destruct (has_period_point f I m period) as (x & Ix & least).
  destruct (odd_loop f I x m cont maps Ix m3 odd_m least n) as (y & Iy & closed & late); [lia|].
  destruct (least_period_exists f n y) as (e & [c product] & least_e); [lia|exact closed|].
  specialize (late e (proj1 least_e) (proj1 (proj2 least_e))).
  destruct (Nat.eq_dec e n) as [->|smaller]; [now apply has_period_intro with y|].
  (* otherwise e divides n, e <= n/3, and n < e + m - 1 gives e < m: induction *)
  destruct odd_n as [u n_eq]. destruct (Nat.Even_or_Odd e) as [[v e_eq]|odd_e]; [exfalso; nia|].
  assert (c3 : (3 <= c)%nat). { destruct c as [|[|[|c]]]; [lia|lia|destruct odd_e; lia|lia]. }
  assert (e3 : (3 <= e)%nat). { destruct odd_e as [v e_eq]. destruct v as [|v]; [|lia]. exfalso. lia. }
  assert (em : (e < m)%nat) by nia.
  apply (IH e em odd_e e3); [now apply has_period_intro with y|exists u; exact n_eq|lia].
Qed.

(** An odd length m >= 3 forces 2m. *)
Lemma odd_forces_double m : Nat.Odd m -> (3 <= m)%nat -> has_period f I m -> has_period f I (2 * m).
Proof.
  intros odd_m m3 period. destruct (has_period_point f I m period) as (x & Ix & least).
  destruct (odd_loop f I x m cont maps Ix m3 odd_m least (2 * m)) as (y & Iy & closed & late); [lia|].
  destruct (least_period_exists f (2 * m) y) as (e & [c product] & least_e); [lia|exact closed|].
  specialize (late e (proj1 least_e) (proj1 (proj2 least_e))).
  destruct c as [|[|c]]; [lia| |exfalso; nia]. apply has_period_intro with y; auto.
  now replace (2 * m)%nat with e by lia.
Qed.

(** A point that f moves up and f^2 does not: there is a point of least period 2. *)
Lemma two_from_turn x : I x -> x < f x -> f (f x) <= x -> has_period f I 2.
Proof.
  intros Ix up down. assert (NI : nonempty I) by intervals.
  assert (found : forall w, I w -> f w <> w -> f (f w) = w -> has_period f I 2).
  { intros w Iw moved two. apply has_period_intro with w; auto. split; [lia|]. split; [exact two|].
    intros d d_lt. now replace d with 1%nat by lia. }
  destruct (Req_dec (f (f x)) x) as [two|not_two]; [apply (found x); auto; lra|].
  assert (cont_g : continuous_on (fun t => f (f t)) I) by (apply (continuous_on_compose f f I I); auto).
  pose proof (continuous_on_minus_id _ _ cont_g) as cont2.
  pose proof (continuous_on_minus_id _ _ cont) as cont1.
  cbv beta in cont1, cont2. assert (I_lo : I (lo I)) by intervals. pose proof (maps _ (maps _ I_lo)) as I_lo2.
  (* a = the last fixed point of f^2 before x; if it is one of f, both f moves up and f^2 down just above
     it *)
  destruct (ivt _ I (lo I) x 0 cont2) as (u & u_in & u_zero); intervals.
  destruct (last_hit _ I u x 0 cont2) as (a & a_in & a_zero & last); intervals.
  destruct (Req_dec (f a) a) as [fixed|]; [exfalso|apply (found a); intervals].
  assert (ax : a < x) by (destruct (Req_dec a x) as [same|]; [rewrite same in fixed; lra|lra]).
  destruct (sign_kept _ I a x cont2) as [down_all _]; [intervals|intervals|exact last|].
  destruct (sign_kept _ I a x cont1) as [_ up_all]; [intervals|intervals| |].
  { intros t t_in zero. apply (last t t_in). assert (ft : f t = t) by lra. rewrite !ft. lra. }
  apply (no_turn_above_fixed_point f I a x); auto; intervals.
  - intros t t_in. specialize (up_all ltac:(lra) t t_in). cbv beta in up_all. lra.
  - intros t t_in. specialize (down_all ltac:(lra) t t_in). cbv beta in down_all. lra.
Qed.

(** Every length > 1 forces 2. *)
Lemma some_period_two m : (1 < m)%nat -> has_period f I m -> has_period f I 2.
Proof.
  intros m1 (x & least & orbit).
  destruct (neighbours f x m m1 least) as (i & j & ij & fi & fj & _). cbv zeta beta in *.
  set (a := iter i f x) in *. set (b := iter j f x) in *.
  pose proof (orbit i) as Ia. pose proof (orbit j) as Ib. fold a in Ia. fold b in Ib.
  pose proof (continuous_on_minus_id _ _ cont) as cont1. cbv beta in cont1.
  (* z a fixed point between a and b, y in [a, z] with f y = b *)
  destruct (ivt _ I a b 0 cont1) as (z & z_in & z_zero); intervals. assert (z <> b) by (intros ->; lra).
  destruct (ivt f I a z b cont) as (y & y_in & fy); intervals.
  apply (two_from_turn y); [intervals|lra|rewrite fy; lra].
Qed.

(** There is a fixed point. *)
Lemma some_fixed_point : nonempty I -> has_period f I 1.
Proof.
  intros NI. pose proof (continuous_on_minus_id _ _ cont) as cont1. cbv beta in cont1.
  assert (I_lo : I (lo I)) by intervals. assert (I_hi : I (hi I)) by intervals.
  pose proof (maps _ I_lo). pose proof (maps _ I_hi).
  destruct (ivt _ I (lo I) (hi I) 0 cont1) as (z & z_in & z_zero); intervals.
  apply has_period_intro with z; auto.
  split; [lia|]. split; [cbn [iter]; lra|]. intros d d_lt. lia.
Qed.

(** An odd length m >= 3 forces every even length. *)
Lemma odd_forces_even m n : Nat.Odd m -> (3 <= m)%nat -> has_period f I m -> Nat.Even n -> (0 < n)%nat ->
  has_period f I n.
Proof.
  intros odd_m m3 period [c ->] n_pos.
  destruct (Nat.eq_dec c 1) as [->|c_not_1]; [apply (some_period_two m); auto; lia|].
  destruct period as (x & least & orbit).
  (* f^2 has a point y of least period c *)
  destruct (odd_cycle_three_steps f I x m (within_is_interval I) cont maps (orbit O) odd_m ltac:(lia) least)
    as (a & steps).
  assert (cont2 : continuous_on (fun t => f (f t)) I) by (apply (continuous_on_compose f f I I); auto).
  destruct (three_steps_all_periods _ I a (within_is_interval I) cont2 steps c)
    as (y & least_y & orbit_y); [lia|].
  change (fun t => f (f t)) with (iter 2 f) in *. pose proof (orbit_y O) as Iy. cbn [iter] in Iy.
  destruct (Nat.Even_or_Odd c) as [even_c|odd_c].
  - apply has_period_intro with y; auto. now apply least_period_square.
  - (* c odd: the least period of y under f is c or 2c *)
    assert (closed : iter (c * 2) f y = y) by (rewrite <- iter_iter; apply least_y).
    destruct (least_period_exists f (c * 2) y) as (e & [u Hu] & least_e); [lia|exact closed|].
    assert (divides : Nat.divide c e).
    { apply (least_period_divides (iter 2 f) c y e least_y). rewrite iter_iter.
      apply iter_divides with e; [apply least_e|exists 2%nat; lia]. }
    destruct divides as [v Hv]. assert (uv : (u * v = 2)%nat) by nia.
    assert (v <= 2)%nat by (apply Nat.divide_pos_le; [lia|exists u; lia]).
    assert (v = 1 \/ v = 2)%nat as [-> | ->] by (destruct v; lia).
    + apply odd_forces_double; auto; [destruct odd_c; lia|]. apply has_period_intro with y; auto.
      now replace c with e by lia.
    + apply has_period_intro with y; auto. now replace (2 * c)%nat with e by lia.
Qed.
End CompactInterval.

(** ** Powers of two in front *)

Lemma even_period_of_power f E k e :
  maps_into f E -> Nat.Even e -> has_period (iter (2 ^ k) f) E e -> has_period f E (2 ^ k * e).
Proof.
  intros maps even period. destruct (has_period_point _ E e period) as (x & Ex & least).
  apply has_period_intro with x; auto. now apply least_period_power.
Qed.

Section Powers.
Variables (f : R -> R) (I : interval).
Hypotheses (cont : continuous_on f I) (maps : maps_into f I).

Lemma cont_power k : continuous_on (iter (2 ^ k) f) I.
Proof. now apply continuous_on_iter. Qed.
Lemma maps_power k : maps_into (iter (2 ^ k) f) I.
Proof. now apply maps_into_iter. Qed.

(** 2^a p, p odd >= 3, forces 2^b q for all b > a and q >= 1. *)
Lemma forces_higher_power a p b q : Nat.Odd p -> (3 <= p)%nat -> (a < b)%nat -> (0 < q)%nat ->
  has_period f I (2 ^ a * p) -> has_period f I (2 ^ b * q).
Proof.
  intros odd_p p3 ab q_pos period. pose proof (power_of_two_positive a) as a_pos.
  apply has_period_iter in period; [|assumption].
  replace (2 ^ b * q)%nat with (2 ^ a * (2 * (2 ^ (b - a - 1) * q)))%nat.
  - assert (even : Nat.Even (2 * (2 ^ (b - a - 1) * q))) by (eexists; reflexivity).
    apply even_period_of_power; [exact maps|exact even|].
    apply odd_forces_even with p; auto using cont_power, maps_power.
    pose proof (power_of_two_positive (b - a - 1)). nia.
  - replace b with (a + S (b - a - 1))%nat at 2 by lia. rewrite Nat.pow_add_r. cbn [Nat.pow]. lia.
Qed.

(** A multiple of 2^(b+1) forces 2^b. *)
Lemma forces_lower_power n b :
  (0 < n)%nat -> Nat.divide (2 ^ S b) n -> has_period f I n -> has_period f I (2 ^ b).
Proof.
  intros n_pos [c product] period. destruct b as [|b].
  - apply some_fixed_point; auto. destruct (has_period_point f I n period) as (x & Ix & _). intervals.
  - replace (2 ^ S b)%nat with (2 ^ b * 2)%nat by (cbn; lia).
    apply even_period_of_power; [exact maps|now exists 1%nat|].
    pose proof (power_of_two_positive b). cbn [Nat.pow] in product.
    apply (some_period_two _ I (cont_power b) (maps_power b) (4 * c)); [nia|].
    apply has_period_iter; [assumption|]. replace (2 ^ b * (4 * c))%nat with n by lia. exact period.
Qed.

(** 2^b p forces 2^b q for odd 3 <= p < q. *)
Lemma forces_larger_odd_factor b p q : Nat.Odd p -> (3 <= p)%nat -> Nat.Odd q -> (p < q)%nat ->
  has_period f I (2 ^ b * p) -> has_period f I (2 ^ b * q).
Proof.
  intros odd_p p3 odd_q pq period. pose proof (power_of_two_positive b) as b_pos.
  apply has_period_iter in period; [|assumption].
  (* y has least period q under f^(2^b), so 2^i q under f for some i <= b *)
  destruct (odd_forces_larger_odd _ I (cont_power b) (maps_power b) p odd_p p3 period q odd_q pq)
    as (y & least_y & orbit_y). pose proof (orbit_y O) as Iy. cbn [iter] in Iy.
  assert (closed : iter (q * 2 ^ b) f y = y) by (rewrite <- iter_iter; apply least_y).
  destruct (least_period_exists f (q * 2 ^ b) y) as (e & [u Hu] & least_e); [nia|exact closed|].
  assert (divides : Nat.divide q e).
  { apply (least_period_divides (iter (2 ^ b) f) q y e least_y). rewrite iter_iter.
    apply iter_divides with e; [apply least_e|exists (2 ^ b)%nat; lia]. }
  destruct divides as [v Hv]. destruct (power_of_two_divisor b v) as (i & i_le & power); [exists u; nia|].
  rewrite power in Hv. assert (period_i : has_period f I (2 ^ i * q)).
  { apply has_period_intro with y; auto. now rewrite <- Hv. }
  destruct (Nat.eq_dec i b) as [<-|lower]; [exact period_i|].
  apply (forces_higher_power i q b q); auto; lia.
Qed.

(** [SH64] for a continuous map of a compact interval into itself. *)
Theorem sharkovsky_compact n k : forces n k -> has_period f I n -> has_period f I k.
Proof.
  intros (a & p & b & q & odd_p & odd_q & -> & -> & order) period. unfold stands_before in order.
  pose proof (power_of_two_positive a) as a_pos. pose proof (power_of_two_positive b) as b_pos.
  assert (q_pos : (0 < q)%nat) by (destruct odd_q; lia).
  assert (p_pos : (0 < p)%nat) by (destruct odd_p; lia).
  destruct (Nat.lt_ge_cases a b) as [ab|ba]; [apply (forces_higher_power a p b q); auto; lia|].
  destruct order as [(p3 & q3 & [ab|[-> pq]])|[[p3 ->]|(-> & -> & lt)]]; [lia| | |].
  - now apply forces_larger_odd_factor with p.
  - rewrite Nat.mul_1_r. destruct (Nat.eq_dec a b) as [->|differ].
    + (* 2^b p forces 2^(b+1) p, which forces 2^b *)
      apply (forces_lower_power (2 ^ S b * p)); auto.
      * apply Nat.mul_pos_pos; auto using power_of_two_positive.
      * exists p. lia.
      * apply (forces_higher_power b p (S b) p); auto.
    + apply (forces_lower_power (2 ^ a * p)); auto; [nia|]. exists (2 ^ (a - S b) * p)%nat.
      replace a with (a - S b + S b)%nat at 1 by lia. rewrite Nat.pow_add_r. lia.
  - rewrite Nat.mul_1_r in *. apply (forces_lower_power (2 ^ a)); auto. exists (2 ^ (a - S b))%nat.
    rewrite <- Nat.pow_add_r. f_equal. lia.
Qed.
End Powers.

(** ** Any interval *)

(** Orbits on which two maps agree are the same. *)
Lemma orbit_agree f F y : (forall i, F (iter i F y) = f (iter i F y)) -> forall i, iter i f y = iter i F y.
Proof.
  intros agree. induction i as [|i IH]; [reflexivity|]. cbn [iter]. rewrite IH. symmetry. apply agree.
Qed.

(** A cycle of the map held in K, the smallest interval that contains a cycle of f, is a cycle of f. *)
Lemma held_cycle f (K : interval) x u v k y :
  (forall i, K (iter i f x)) -> lo K = iter v f x -> hi K = iter u f x ->
  (forall i, iter i (fun t => clamp K (f t)) x = iter i f x) ->
  (0 < k)%nat -> iter k (fun t => clamp K (f t)) y = y ->
  forall i, clamp K (f (iter i (fun t => clamp K (f t)) y)) = f (iter i (fun t => clamp K (f t)) y).
Proof.
  intros in_K low high held_x k_pos closed i. set (F := fun t => clamp K (f t)) in *. apply clamp_id.
  (* otherwise F^(i+1) y is an end of K, a point of the cycle of x; so F^i y is one, and its image is in K *)
  assert (on_cycle : (exists j, iter (S i) F y = iter j f x) -> K (f (iter i F y))).
  { intros (j & at_j). assert (before : iter i F y = iter (k - 1 + j) f x).
    { rewrite <- (iter_mod F y k i 1 closed). replace (i + 1 * k)%nat with (k - 1 + S i)%nat by lia.
      rewrite iter_add, at_j, <- (held_x j), <- iter_add. apply held_x. }
    rewrite before. apply (in_K (S (k - 1 + j))). }
  assert (ends : K (f (iter i F y)) \/ clamp K (f (iter i F y)) = lo K \/ clamp K (f (iter i F y)) = hi K).
  { unfold clamp, Rmax, Rmin. destruct (Rle_dec (f (iter i F y)) (hi K)); destruct Rle_dec; intervals. }
  destruct ends as [here|[at_lo|at_hi]]; [exact here| |]; apply on_cycle.
  - exists v. rewrite <- low. exact at_lo.
  - exists u. rewrite <- high. exact at_hi.
Qed.

(** T5.5.1, [SH64]: if f is continuous on an interval E of any kind and has a cycle of length n in E, it has
    cycles in E of each length that n forces. *)
Theorem sharkovsky f E n k :
  is_interval E -> continuous_on f E -> forces n k -> has_period f E n -> has_period f E k.
Proof.
  intros convex cont order (x & least & orbit). pose proof least as (n_pos & closed & _).
  (* K = the smallest interval that contains the cycle *)
  destruct (greatest_value (fun i => iter i f x) (fun _ => True) (fun _ => left Logic.I) n)
    as (u & _ & _ & u_max).
  { now exists O. }
  destruct (greatest_value (fun i => - iter i f x) (fun _ => True) (fun _ => left Logic.I) n)
    as (v & _ & _ & v_max).
  { now exists O. }
  set (K := Interval (iter v f x) (iter u f x)).
  assert (in_K : forall i, K (iter i f x)).
  { intros i. rewrite (iter_reduce f x n i n_pos closed).
    assert (i_lt : (i mod n < n)%nat) by (apply Nat.mod_upper_bound; lia).
    specialize (u_max _ i_lt Logic.I). specialize (v_max _ i_lt Logic.I). cbv beta in *. unfold K.
    intervals. }
  assert (NK : nonempty K) by (pose proof (in_K O); intervals).
  assert (sub : forall t, K t -> E t).
  { intros t Kt. apply (convex (iter v f x) (iter u f x)); auto. }
  (* F = f held in K *)
  set (F := fun t => clamp K (f t)).
  assert (held_x : forall i, iter i F x = iter i f x).
  { induction i as [|i IH]; [reflexivity|]. cbn [iter]. rewrite IH. unfold F. apply clamp_id.
    apply (in_K (S i)). }
  assert (contF : continuous_on F K).
  { intros t Kt e e_pos. destruct (cont t (sub t Kt) e e_pos) as (d & d_pos & close).
    exists d. split; [exact d_pos|]. intros s Ks near. unfold F. apply clamp_closer. apply close; auto. }
  assert (mapsF : maps_into F K) by (intros t _; now apply clamp_within).
  destruct (sharkovsky_compact F K contF mapsF n k order) as (y & least_y & orbit_y).
  { exists x. split; [|intros i; rewrite held_x; apply in_K]. split; [exact n_pos|].
    split; [now rewrite held_x|]. intros d d_lt. rewrite held_x. now apply least. }
  pose proof least_y as (k_pos & closed_y & _).
  pose proof (orbit_agree f F y (held_cycle f K x u v k y in_K eq_refl eq_refl held_x k_pos closed_y))
    as agree.
  exists y. split; [|intros i; rewrite agree; apply sub, orbit_y].
  split; [exact k_pos|]. split; [now rewrite agree|]. intros d d_lt. rewrite agree. now apply least_y.
Qed.
