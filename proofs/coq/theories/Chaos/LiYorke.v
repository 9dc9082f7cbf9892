(** * Period three implies chaos: the theorem of Li and Yorke ([LY75])

    T.-Y. Li and J. A. Yorke, Period three implies chaos, Amer. Math. Monthly 82 (1975), 985-992,
    doi 10.2307/2318254.  Let f be continuous on an interval E of any kind, a, f a, f^2 a in E, and
    f^3 a <= a < f a < f^2 a, or the mirror image.  Then f has cycles of every length in E
    (Continuous/Loops.v), and there is an uncountable set S of points with orbits in E such that for all x <>
    y in S

        liminf |f^n x - f^n y| = 0   and   limsup |f^n x - f^n y| > 0,

    and limsup |f^n x - f^n z| > 0 for each x in S and each periodic point z ([li_yorke]).

    Plan.  K = [a, f a] and L = [f a, f^2 a]; K covers L, and L covers K and L.  There are points b 0 <= b 1
    <= ... and c 0 >= c 1 >= ... of L, b n <= c n, with f (b (n+1)) = c n and f (c (n+1)) = b n; their limits
    b', c' are exchanged by f.  The intervals W j = [b j, b'] for even j, [c', c j] for odd j shrink to b' and
    c', and W (j+1) covers W j. Each sequence s of zeros and ones gives an itinerary of blocks m = 0, 1, 2,
    ...:

        (K if s (code m), otherwise L), L, L, K, W (2m), W (2m - 1), ..., W 0, [c', f^2 a], K, L, L.

    Two points that enter W (2m) together are close: proximal.  Where s and t differ, the block's first step
    puts one point into K, away from L, and the other one into L: separated.  Nothing depends on the axiom of
    choice: the steps of b and c come from the intermediate value theorem as a function, the point of an
    itinerary is the least one. *)

From Coq Require Import Reals Lra Lia Arith Bool ClassicalDedekindReals FunctionalExtensionality.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles Continuous.Loops.
Open Scope R_scope.

(** code 0, code 1, ... runs through every number infinitely often. *)
Definition code (m : nat) : nat := (m - Nat.sqrt m * Nat.sqrt m)%nat.

Lemma code_often i N : exists m, (N <= m)%nat /\ code m = i.
Proof.
  set (k := Nat.max N i). exists (k * k + i)%nat. assert (N <= k /\ i <= k)%nat by lia.
  split; [nia|]. unfold code. rewrite (Nat.sqrt_unique (k * k + i) k); [lia|]. nia.
Qed.

Section UpUpBack.
Variables (f : R -> R) (a : R).
Hypothesis steps : up_up_back f a.
Hypothesis cont : continuous_on f (Interval a (f (f a))).
Notation p1 := (f a).
Notation p2 := (f (f a)).
Notation K := (first_step f a).
Notation L := (second_step f a).

Local Hint Resolve first_nonempty second_nonempty first_continuous second_continuous
  first_covers_second second_covers_second second_covers_first : steps.

(** ** The sequences b and c *)

(** What each pair (b n, c n) satisfies. *)
Definition good_pair (q : R * R) : Prop :=
  p1 <= fst q <= snd q /\ snd q <= p2 /\ snd q <= f (fst q) /\ f (snd q) <= fst q.

Lemma first_pair : good_pair (p1, p2).
Proof. destruct steps. unfold good_pair. cbn. lra. Qed.

(** From (b, c) to (b', c') with f b' = c, f c' = b: two intermediate values. *)
Lemma next_pair q : good_pair q ->
  {r | good_pair r /\ fst q <= fst r /\ snd r <= snd q /\ f (fst r) = snd q /\ f (snd r) = fst q}.
Proof.
  destruct q as [b c]. intros (order & c_le & up & down). cbn in *.
  pose proof (second_continuous f a steps cont) as contL.
  destruct (ivt f L b c c contL) as (b' & b'_in & fb'); unfold second_step; intervals.
  destruct (ivt f L b' c b contL) as (c' & c'_in & fc'); unfold second_step; intervals.
  exists (b', c'). unfold good_pair. cbn. lra.
Qed.

Fixpoint pairs (n : nat) : {q : R * R | good_pair q} :=
  match n with
  | O => exist _ (p1, p2) first_pair
  | S n => let (q, good) := pairs n in let (r, found) := next_pair q good in exist _ r (proj1 found)
  end.
Definition b n := fst (proj1_sig (pairs n)).
Definition c n := snd (proj1_sig (pairs n)).

Lemma pairs_order n : p1 <= b n <= c n /\ c n <= p2.
Proof. unfold b, c. destruct (pairs n) as [q good]. cbn [proj1_sig]. unfold good_pair in good. lra. Qed.

Lemma pairs_step n : b n <= b (S n) /\ c (S n) <= c n /\ f (b (S n)) = c n /\ f (c (S n)) = b n.
Proof.
  unfold b, c. cbn [pairs]. destruct (pairs n) as (q & good). destruct (next_pair q good) as (r & found).
  cbn. tauto.
Qed.

Lemma b_growing : Un_growing b.
Proof. intro n. apply pairs_step. Qed.
Lemma c_decreasing : Un_decreasing c.
Proof. intro n. apply pairs_step. Qed.
Lemma b_bounded : has_ub b.
Proof. exists p2. intros x [n ->]. pose proof (pairs_order n). lra. Qed.
Lemma c_bounded : has_lb c.
Proof. exists (- p1). intros x [n ->]. unfold opp_seq. pose proof (pairs_order n). lra. Qed.

(** Their limits. *)
Definition b_lim := proj1_sig (growing_cv b b_growing b_bounded).
Definition c_lim := proj1_sig (decreasing_cv c c_decreasing c_bounded).
Lemma b_converges : Un_cv b b_lim.
Proof. unfold b_lim. now destruct growing_cv. Qed.
Lemma c_converges : Un_cv c c_lim.
Proof. unfold c_lim. now destruct decreasing_cv. Qed.
Lemma b_le_lim n : b n <= b_lim.
Proof. apply growing_ineq; [apply b_growing|apply b_converges]. Qed.
Lemma c_ge_lim n : c_lim <= c n.
Proof. apply decreasing_ineq; [apply c_decreasing|apply c_converges]. Qed.

Lemma limits_order : b_lim <= c_lim.
Proof.
  destruct (Rle_dec b_lim c_lim) as [|wrong]; [assumption|exfalso].
  set (e := (b_lim - c_lim) / 2). assert (e_pos : 0 < e) by (unfold e; lra).
  destruct (b_converges e e_pos) as (n1 & close_b). destruct (c_converges e e_pos) as (n2 & close_c).
  set (n := Nat.max n1 n2). specialize (close_b n ltac:(lia)). specialize (close_c n ltac:(lia)).
  unfold R_dist in *. rewrite abs_lt in *. pose proof (pairs_order n). unfold e in *. lra.
Qed.

Lemma limits_in_L : p1 <= b O <= b_lim /\ b_lim <= c_lim /\ c_lim <= c O <= p2.
Proof.
  pose proof (b_le_lim O). pose proof (c_ge_lim O). pose proof limits_order. pose proof (pairs_order O). lra.
Qed.

(** If f takes u (n+1) to v n, it takes the limit of u to the limit of v. *)
Lemma image_of_limit u v u' v' : Un_cv u u' -> Un_cv v v' -> L u' -> (forall n, L (u n)) ->
  (forall n, f (u (S n)) = v n) -> f u' = v'.
Proof.
  intros conv_u conv_v Lu' Lu image. apply cond_eq. intros e e_pos.
  destruct (second_continuous f a steps cont u' Lu' (e / 2)) as (d & d_pos & close); [lra|].
  destruct (conv_u d d_pos) as (n1 & near_u). destruct (conv_v (e / 2)) as (n2 & near_v); [lra|].
  set (n := Nat.max n1 n2). specialize (near_u (S n) ltac:(lia)). specialize (near_v n ltac:(lia)).
  specialize (close (u (S n)) (Lu (S n)) near_u).
  rewrite image in close. unfold R_dist in *. rewrite abs_lt in *. lra.
Qed.

Lemma f_b_lim : f b_lim = c_lim.
Proof.
  pose proof limits_in_L.
  apply (image_of_limit b c); [apply b_converges|apply c_converges| | |apply pairs_step].
  - unfold second_step. intervals.
  - intros n. pose proof (pairs_order n). unfold second_step. intervals.
Qed.

Lemma f_c_lim : f c_lim = b_lim.
Proof.
  pose proof limits_in_L.
  apply (image_of_limit c b); [apply c_converges|apply b_converges| | |apply pairs_step].
  - unfold second_step. intervals.
  - intros n. pose proof (pairs_order n). unfold second_step. intervals.
Qed.

(** ** The shrinking intervals W j *)

Definition W (j : nat) : interval := if Nat.even j then Interval (b j) b_lim else Interval c_lim (c j).
(** The interval that leads from W 0 back to K. *)
Definition exit_interval : interval := Interval c_lim p2.

Lemma W_in_L j : nonempty (W j) /\ part_of (W j) L.
Proof.
  pose proof limits_in_L. pose proof (b_le_lim j). pose proof (c_ge_lim j). pose proof (pairs_order j).
  unfold W, second_step. destruct Nat.even; intervals.
Qed.

Lemma exit_in_L : nonempty exit_interval /\ part_of exit_interval L.
Proof. pose proof limits_in_L. unfold exit_interval, second_step. intervals. Qed.

Lemma W_covers_W j : covers f (W (S j)) (W j).
Proof.
  assert (contW : continuous_on f (W (S j))) by (apply continuous_on_part with L; auto
    with steps; apply W_in_L).
  pose proof (W_in_L (S j)) as [NW _]. pose proof (pairs_step j) as (_ & _ & fb & fc).
  pose proof f_b_lim. pose proof f_c_lim. unfold W in *.
  rewrite Nat.even_succ, <- Nat.negb_even in *. destruct (Nat.even j); cbn [negb] in *.
  - apply covers_by_two_points with (c (S j)) c_lim; intervals; auto.
  - apply covers_by_two_points with b_lim (b (S j)); intervals; auto.
Qed.

Lemma W_covers_exit : covers f (W 0) exit_interval.
Proof.
  assert (contW : continuous_on f (W 0)) by (apply continuous_on_part with L; auto with steps; apply W_in_L).
  pose proof limits_in_L. pose proof f_b_lim. unfold W, exit_interval in *. cbn [Nat.even] in *.
  apply covers_by_two_points with b_lim (b O); auto; intervals.
  unfold b. cbn. lra.
Qed.

Lemma exit_covers_K : covers f exit_interval K.
Proof.
  assert (contE : continuous_on f exit_interval)
    by (apply continuous_on_part with L; auto with steps; apply exit_in_L).
  pose proof limits_in_L. pose proof f_c_lim. destruct steps.
  apply covers_by_two_points with p2 c_lim; auto; unfold exit_interval, first_step in *; intervals.
Qed.

(** ** The itineraries *)

(** The steps of block m, in their order. *)
Inductive step :=
  | Bit (m : nat) | After1 (m : nat) | After2 (m : nat) | InK (m : nat) | InW (m j : nat) | Exit (m : nat)
  | ThenK (m : nat) | ThenL1 (m : nat) | ThenL2 (m : nat).

Definition next (q : step) : step :=
  match q with
  | Bit m => After1 m
  | After1 m => After2 m
  | After2 m => InK m
  | InK m => InW m (2 * m)
  | InW m (S j) => InW m j
  | InW m O => Exit m
  | Exit m => ThenK m
  | ThenK m => ThenL1 m
  | ThenL1 m => ThenL2 m
  | ThenL2 m => Bit (S m)
  end.

(** The interval of each step, for the sequence s. *)
Definition label (s : nat -> bool) (q : step) : interval :=
  match q with
  | Bit m => if s (code m) then K else L
  | After1 _ | After2 _ | ThenL1 _ | ThenL2 _ => L
  | InK _ | ThenK _ => K
  | InW _ j => W j
  | Exit _ => exit_interval
  end.

Fixpoint run (n : nat) (q : step) : step := match n with O => q | S n => next (run n q) end.
Lemma run_add k n q : run (k + n) q = run k (run n q).
Proof. induction k as [|k IH]; [reflexivity|]. cbn [plus run]. now rewrite IH. Qed.

(** The step at time n. *)
Definition path n := run n (Bit O).

Lemma label_in_KL s q :
  nonempty (label s q) /\ (part_of (label s q) K \/ part_of (label s q) L).
Proof.
  pose proof (first_nonempty f a steps). pose proof (second_nonempty f a steps). pose proof exit_in_L.
  destruct q as [m|m|m|m|m j|m|m|m|m]; cbn [label]; try destruct (s (code m)); try (pose proof (W_in_L j));
    unfold part_of in *; intuition lra.
Qed.

Lemma label_ok s q : nonempty (label s q) /\ part_of (label s q) (Interval a p2).
Proof.
  assert (part_of L (Interval a p2)) by (destruct steps; unfold second_step; intervals).
  assert (part_of K (Interval a p2)) by (destruct steps; unfold first_step; intervals).
  pose proof (label_in_KL s q) as (NL & parts). unfold nonempty, part_of in *. cbn [lo hi] in *. lra.
Qed.

Lemma label_covers s q : covers f (label s q) (label s (next q)).
Proof.
  destruct q as [m|m|m|m|m [|j]|m|m|m|m]; cbn [label next];
    try destruct (s (code m)); try destruct (s (code (S m)));
    auto using W_covers_W, W_covers_exit, exit_covers_K with steps.
  all: apply covers_part with L; auto with steps; apply W_in_L.
Qed.

Definition labels s n := label s (path n).

(** The point of the sequence s. *)
Definition coded_point (s : nat -> bool) : R :=
  follower f (labels s) (fun n => proj1 (label_ok s (path n)))
    (fun n => continuous_on_part f _ _ cont (proj2 (label_ok s (path n))))
    (fun n => label_covers s (path n)).

Lemma coded_point_follows s n : label s (path n) (iter n f (coded_point s)).
Proof. apply (itinerary f (labels s)). Qed.

Lemma coded_point_bounds s n : a <= iter n f (coded_point s) <= p2.
Proof. pose proof (coded_point_follows s n). destruct (label_ok s (path n)). intervals. Qed.

(** ** Times *)

Definition block q :=
  match q with
  | Bit m | After1 m | After2 m | InK m | InW m _ | Exit m | ThenK m | ThenL1 m | ThenL2 m => m
  end.

(** Block m begins at time m or later. *)
Lemma path_block n : (block (path n) <= n)%nat.
Proof.
  induction n as [|n IH]; [reflexivity|]. change (path (S n)) with (next (path n)).
  destruct (path n) as [m|m|m|m|m [|j]|m|m|m|m]; cbn in *; lia.
Qed.

Lemma run_W m i j : run i (InW m (i + j)) = InW m j.
Proof.
  induction i as [|i IH]; [reflexivity|].
  replace (S i) with (i + 1)%nat at 1 by lia. rewrite run_add. exact IH.
Qed.

(** Block m, begun at time n: W (2m) at n + 4, ..., W 0 at n + 4 + 2m, K two steps later; it ends after 9 +
    2m. *)
Lemma block_times m n : path n = Bit m ->
  (forall i, (i <= 2 * m)%nat -> path (4 + n + i) = InW m (2 * m - i)) /\
  path (6 + 2 * m + n) = ThenK m /\ path (9 + 2 * m + n) = Bit (S m).
Proof.
  intros start. assert (in_W : forall i, (i <= 2 * m)%nat -> path (4 + n + i) = InW m (2 * m - i)).
  { intros i i_le. rewrite Nat.add_comm. unfold path in *. rewrite run_add, run_add, start. cbn [run next].
    replace (2 * m)%nat with (i + (2 * m - i))%nat at 1 by lia. apply run_W. }
  split; [exact in_W|]. specialize (in_W (2 * m)%nat (le_n _)). rewrite Nat.sub_diag in in_W.
  unfold path in *.
  split.
  - replace (6 + 2 * m + n)%nat with (2 + (4 + n + 2 * m))%nat by lia. now rewrite run_add, in_W.
  - replace (9 + 2 * m + n)%nat with (5 + (4 + n + 2 * m))%nat by lia. now rewrite run_add, in_W.
Qed.

Lemma block_begins m : exists n, (m <= n)%nat /\ path n = Bit m.
Proof.
  assert (begins : exists n, path n = Bit m).
  { induction m as [|m (n & IH)]; [now exists O|]. exists (9 + 2 * m + n)%nat. now apply block_times. }
  destruct begins as (n & begins). exists n. split; [|exact begins].
  pose proof (path_block n) as late. now rewrite begins in late.
Qed.

(** ** Scrambled pairs *)

(** Any two of the points are proximal: they enter W (2m) together, and the W shrink. *)
Lemma coded_points_proximal s t : proximal f (coded_point s) (coded_point t).
Proof.
  intros e e_pos N. destruct (b_converges e e_pos) as (n1 & close). set (m := Nat.max N n1).
  destruct (block_begins m) as (n & m_le & start). exists (4 + n)%nat. split; [lia|].
  apply block_times in start as [in_W _]. specialize (in_W O (Nat.le_0_l _)).
  rewrite Nat.add_0_r, Nat.sub_0_r in in_W.
  pose proof (coded_point_follows s (4 + n)) as in_s. pose proof (coded_point_follows t (4 + n)) as in_t.
  rewrite in_W in in_s, in_t. specialize (close (2 * m)%nat ltac:(lia)).
  unfold R_dist in close. cbn [label] in *. unfold W in *. rewrite Nat.even_mul in *. cbn [Nat.even orb] in *.
  rewrite abs_lt in *. intervals.
Qed.

(** A point of K that goes on to L and to L keeps a distance from L: near f a the values of f^2 are below
    L. *)
Lemma away_from_L : exists d, 0 < d /\ forall x, K x -> L (f x) -> L (f (f x)) -> x <= p1 - d.
Proof.
  destruct steps as [ups back].
  destruct (cont p2) with (e := p1 - a) as (d1 & d1_pos & close1); [intervals|lra|].
  destruct (cont p1) with (e := d1) as (d & d_pos & close); [intervals|lra|].
  exists d. split; [exact d_pos|]. intros x Kx Lfx Lffx. unfold first_step, second_step in *.
  destruct (Rle_dec x (p1 - d)) as [|near]; [assumption|exfalso].
  assert (low : Rabs (f (f x) - f p2) < p1 - a).
  { apply close1; [intervals|]. apply close; [intervals|]. apply abs_lt. intervals. }
  rewrite abs_lt in low. intervals.
Qed.

(** The points of two different sequences are separated: infinitely many blocks show the place where they
    differ. *)
Lemma coded_points_separated :
  exists d, 0 < d /\ forall s t i, s i <> t i -> separated f d (coded_point s) (coded_point t).
Proof.
  destruct away_from_L as (d & d_pos & away). exists d. split; [exact d_pos|]. intros s t i differ N.
  destruct (code_often i N) as (m & N_le & code_m). destruct (block_begins m) as (n & m_le & start).
  exists n. split; [lia|].
  assert (ones : forall r, r i = true -> iter n f (coded_point r) <= p1 - d).
  { intros r one. pose proof (coded_point_follows r n) as now_.
    pose proof (coded_point_follows r (1 + n)) as then1.
    pose proof (coded_point_follows r (2 + n)) as then2.
    unfold path in *. rewrite run_add in then1, then2. rewrite start in now_, then1, then2.
    cbn in now_, then1, then2. rewrite code_m, one in now_. now apply away. }
  assert (zeros : forall r, r i = false -> p1 <= iter n f (coded_point r)).
  { intros r zero. pose proof (coded_point_follows r n) as now_. rewrite start in now_. cbn in now_.
    rewrite code_m, zero in now_. unfold second_step in now_. intervals. }
  destruct (s i) eqn:si, (t i) eqn:ti; try congruence.
  - specialize (ones s si). specialize (zeros t ti). rewrite Rabs_left1; lra.
  - specialize (ones t ti). specialize (zeros s si). rewrite Rabs_pos_eq; lra.
Qed.

(** No point is asymptotic to a periodic orbit: in a long block it stays in L for a whole period, and at the
    end it is away from L; the periodic orbit is at the same place at both times. *)
Lemma coded_points_aperiodic : exists d, 0 < d /\
  forall s z p, (0 < p)%nat -> iter p f z = z -> separated f d (coded_point s) z.
Proof.
  destruct away_from_L as (d & d_pos & away). exists (d / 2). split; [lra|]. intros s z p p_pos closed N.
  destruct (block_begins (Nat.max N p)) as (n & m_le & start). set (m := Nat.max N p) in *.
  apply block_times in start as (in_W & in_K & _). set (T := (4 + n + (2 + 2 * m - 2 * p))%nat).
  replace (6 + 2 * m + n)%nat with (2 * p + T)%nat in in_K by lia.
  assert (in_L : p1 <= iter T f (coded_point s)).
  { pose proof (coded_point_follows s T) as at_T. unfold T in at_T at 1. rewrite in_W in at_T by lia.
    cbn [label] in at_T. destruct (W_in_L (2 * m - (2 + 2 * m - 2 * p))) as [_ sub].
    unfold second_step in sub. intervals. }
  assert (off_L : iter (2 * p + T) f (coded_point s) <= p1 - d).
  { pose proof (coded_point_follows s (2 * p + T)) as now_.
    pose proof (coded_point_follows s (1 + (2 * p + T))) as then1.
    pose proof (coded_point_follows s (2 + (2 * p + T))) as then2. unfold path in *.
    rewrite run_add in then1, then2.
    rewrite in_K in now_, then1, then2. now apply away. }
  assert (same : iter (2 * p + T) f z = iter T f z).
  { rewrite Nat.add_comm. now apply iter_mod. }
  destruct (Rle_dec (iter T f z) (p1 - d / 2)) as [low|high].
  - exists T. split; [lia|]. rewrite Rabs_pos_eq; lra.
  - exists (2 * p + T)%nat. split; [lia|]. rewrite Rabs_left1; lra.
Qed.
End UpUpBack.

(** ** Uncountable sets *)

(** Cantor's diagonal: the image of a one-to-one function of 0-1 sequences is uncountable. *)
Lemma diagonal (X : (nat -> bool) -> R) :
  (forall s t i, s i <> t i -> X s <> X t) -> uncountable (fun x => exists s, x = X s).
Proof.
  intros one_to_one u.
  (* s differs at n from each sequence t with X t = u n *)
  set (s := fun n => if sig_not_dec (exists t, X t = u n /\ t n = true) then false else true).
  exists (X s). split; [now exists s|]. intros n listed. unfold s in *. fold s in listed.
  destruct (sig_not_dec (exists t, X t = u n /\ t n = true)) as [has_true|has_none] eqn:decision.
  - apply has_true. intros (t & same & t_true).
    apply (one_to_one t s n); [unfold s; rewrite decision; congruence|congruence].
  - apply has_none. exists s. split; [congruence|]. unfold s. now rewrite decision.
Qed.

Lemma sequences_differ (s t : nat -> bool) : s <> t -> exists i, s i <> t i.
Proof.
  intros differ. destruct (sig_forall_dec (fun i => s i = t i)) as [(i & at_i)|nowhere].
  - intros i. apply bool_dec.
  - now exists i.
  - exfalso. apply differ. now apply functional_extensionality.
Qed.

(** ** The theorem *)

Lemma separated_less f d e x y : e <= d -> separated f d x y -> separated f e x y.
Proof.
  intros ed apart_xy N. destruct (apart_xy N) as (n & N_le & far). exists n. split; [exact N_le|lra].
Qed.

Lemma proximal_mirror f x y : proximal (mirror f) x y -> proximal f (- x) (- y).
Proof.
  intros prox e e_pos N. destruct (prox e e_pos N) as (n & N_le & close). exists n. split; [exact N_le|].
  rewrite !iter_mirror_opp in close. rewrite abs_lt in *. lra.
Qed.

Lemma separated_mirror f d x y : separated (mirror f) d x y -> separated f d (- x) (- y).
Proof.
  intros sep N. destruct (sep N) as (n & N_le & far). exists n. split; [exact N_le|].
  rewrite !iter_mirror_opp in far. rewrite <- Rabs_Ropp.
  replace (- (iter n f (- x) - iter n f (- y))) with (- iter n f (- x) - - iter n f (- y)) by lra. exact far.
Qed.

(** [LY75] with a Cantor set of points X s, one for each 0-1 sequence s, and with one d for all pairs. *)
Theorem li_yorke_coded f E a : is_interval E -> continuous_on f E -> three_steps f E a ->
  exists (X : (nat -> bool) -> R) d, 0 < d /\
    (forall s n, E (iter n f (X s))) /\
    (forall s t, proximal f (X s) (X t)) /\
    (forall s t i, s i <> t i -> separated f d (X s) (X t)) /\
    (forall s z p, (0 < p)%nat -> iter p f z = z -> separated f d (X s) z).
Proof.
  intros convex cont three. destruct (three_steps_cases f E a three) as (E0 & E2 & [ups|downs]).
  - assert (cont' : continuous_on f (Interval a (f (f a)))).
    { apply continuous_on_subset with (1 := cont). intros y. apply convex; assumption. }
    destruct (coded_points_separated f a ups cont') as (d & d_pos & sep).
    destruct (coded_points_aperiodic f a ups cont') as (d' & d'_pos & aper).
    exists (coded_point f a ups cont'), (Rmin d d'). split; [now apply Rmin_pos|]. split; [|split; [|split]].
    + intros s n. apply (convex a (f (f a))); auto. apply coded_point_bounds.
    + apply coded_points_proximal.
    + intros s t i differ. apply separated_less with d; [apply Rmin_l|now apply sep with i].
    + intros s z p p_pos closed. apply separated_less with d'; [apply Rmin_r|now apply aper with p].
  - assert (cont' : continuous_on (mirror f) (Interval (- a) (mirror f (mirror f (- a))))).
    { rewrite mirror_two. apply continuous_on_subset with (1 := continuous_on_mirror f E cont).
      intros y [low high]. cbn [lo hi] in low, high. apply (convex (f (f a)) a); auto. lra. }
    destruct (coded_points_separated (mirror f) (- a) downs cont') as (d & d_pos & sep).
    destruct (coded_points_aperiodic (mirror f) (- a) downs cont') as (d' & d'_pos & aper).
    exists (fun s => - coded_point (mirror f) (- a) downs cont' s), (Rmin d d').
    split; [now apply Rmin_pos|]. split; [|split; [|split]].
    + intros s n. pose proof (coded_point_bounds (mirror f) (- a) downs cont' s n) as bounds.
      rewrite mirror_two, iter_mirror_opp in bounds. apply (convex (f (f a)) a); auto. lra.
    + intros s t. apply proximal_mirror, coded_points_proximal.
    + intros s t i differ. apply separated_less with d; [apply Rmin_l|].
      apply separated_mirror. now apply sep with i.
    + intros s z p p_pos closed. apply separated_less with d'; [apply Rmin_r|].
      rewrite <- (Ropp_involutive z). apply separated_mirror. apply aper with p; [exact p_pos|].
      now rewrite iter_mirror, closed.
Qed.

(** [LY75]: if f^3 a <= a < f a < f^2 a, or the mirror image, in an interval E of any kind on which f is
    continuous, then f is chaotic on E in the sense of Li and Yorke.  Used in T4.4.3. *)
Theorem li_yorke f E a : is_interval E -> continuous_on f E -> three_steps f E a -> chaotic f E.
Proof.
  intros convex cont three.
  destruct (li_yorke_coded f E a convex cont three) as (X & d & d_pos & orbits & prox & sep & aper).
  exists (fun x => exists s, x = X s). split; [|split; [|split]].
  - apply diagonal. intros s t i differ same.
    destruct (sep s t i differ O) as (n & _ & far). rewrite same, distance_zero in far. lra.
  - intros x n (s & ->). apply orbits.
  - intros x y (s & ->) (t & ->) differ. split; [apply prox|]. exists d. split; [exact d_pos|].
    destruct (sequences_differ s t) as (i & differ_at); [congruence|]. now apply sep with i.
  - intros x z p (s & ->) p_pos closed. exists d. split; [exact d_pos|]. now apply aper with p.
Qed.

(** [LY75]: period three implies chaos. *)
Theorem period_three_chaos f E : is_interval E -> continuous_on f E -> has_period f E 3 -> chaotic f E.
Proof.
  intros convex cont period3. destruct (period_three_steps f E period3) as (a & steps).
  now apply li_yorke with a.
Qed.

(** ** Chaos of an iterate *)

(** If f maps E into itself and f^q is chaotic on E, so is f. *)
Lemma chaotic_of_iterate f E q : (0 < q)%nat -> maps_into f E -> chaotic (iter q f) E -> chaotic f E.
Proof.
  intros q_pos maps (S & large & orbits & pairs & aperiodic). exists S. split; [exact large|].
  split; [|split].
  - intros x n Sx. apply maps_into_iter; [exact maps|exact (orbits x O Sx)].
  - intros x y Sx Sy differ. destruct (pairs x y Sx Sy differ) as (prox & d & d_pos & sep).
    split; [|exists d; split; [exact d_pos|]].
    + intros e e_pos N. destruct (prox e e_pos N) as (n & N_le & close).
      exists (n * q)%nat. split; [nia|]. now rewrite <- !iter_iter.
    + intros N. destruct (sep N) as (n & N_le & far). exists (n * q)%nat. split; [nia|].
      now rewrite <- !iter_iter.
  - intros x z p Sx p_pos closed. destruct (aperiodic x z p Sx p_pos) as (d & d_pos & sep).
    + rewrite iter_iter, Nat.mul_comm. now apply iter_mult.
    + exists d. split; [exact d_pos|]. intros N. destruct (sep N) as (n & N_le & far).
      exists (n * q)%nat. split; [nia|]. now rewrite <- !iter_iter.
Qed.
