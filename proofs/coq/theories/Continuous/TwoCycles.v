(** * Without a point of period two every orbit converges: the theorem of Coppel ([C55], T5.2)

    W. A. Coppel, The solution of equations by iteration, Proc. Cambridge Philos. Soc. 51 (1955), 41-43,
    doi 10.1017/S0305004100029947.  Let f be continuous and map a compact interval I into itself, and let f (f
    x) = x hold for fixed points only.  Then every orbit converges to a fixed point ([coppel]).  If no point
    has the least period 2^(j+1), every orbit converges to a cycle whose length divides 2^j
    ([orbits_converge_to_cycles], T5.2).

    Idea.  If x moves up, so does f^2: x < f x gives x < f (f x) ([up_twice]).  So no a < b are exchanged in
    the sense b <= f a, f b <= a ([no_exchange]).  Along an orbit that never stops, all later points lie above
    a point that moves up and below one that moves down ([later_points]).  If the orbit moves up from some
    time on, or down, it is monotone.  Otherwise the supremum of the points that move up and the infimum of
    those that move down are exchanged, hence equal, and the orbit converges to it ([orbit_converges]). *)

From Coq Require Import Reals Lra Lia Arith ClassicalDedekindReals.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles.
Open Scope R_scope.

(** What is supposed of f and I. *)
Record no_two_cycle (f : R -> R) (I : interval) : Prop := No_two_cycle
  { nonempty_domain : nonempty I;
    continuous_there : continuous_on f I;
    maps_domain : maps_into f I;
    only_fixed_points : forall x, I x -> f (f x) = x -> f x = x }.

Definition reflect (I : interval) : interval := Interval (- hi I) (- lo I).

Lemma no_two_cycle_mirror f I : no_two_cycle f I -> no_two_cycle (mirror f) (reflect I).
Proof.
  intros [NI cont maps only]. unfold reflect. constructor.
  - intervals.
  - apply continuous_on_subset with (1 := continuous_on_mirror f I cont). intros x. unfold reflected.
    intervals.
  - intros x Ix. unfold mirror. assert (I (f (- x))) by (apply maps; intervals). intervals.
  - intros x Ix. unfold mirror. rewrite Ropp_involutive. intros two.
    assert (f (- x) = - x) by (apply only; [intervals|lra]). lra.
Qed.

(** If f moves a upwards past x only by a small step: a fixed point a < x above which f moves up, with f^2
    moving x down, leads to a contradiction.  Used for [up_twice] and for Sharkovsky's theorem. *)
Lemma no_turn_above_fixed_point f (I : interval) a x :
  continuous_on f I -> I a -> I x -> a < x -> f a = a ->
  (forall t, a < t <= x -> t < f t) -> (forall t, a < t <= x -> f (f t) < t) -> False.
Proof.
  intros cont Ia Ix ax fixed up down.
  (* t close to a: then f t is at most x as well, and both inequalities hold for t, the first for f t *)
  destruct (cont a) with (e := x - a) as (d & d_pos & close); [exact Ia|lra|].
  set (t := Rmin (a + d / 2) x). assert (at_ : a < t) by (apply Rmin_glb_lt; lra).
  assert (t_x : t <= x) by apply Rmin_r. assert (t_d : t <= a + d / 2) by apply Rmin_l.
  assert (t_up : t < f t) by (apply up; lra).
  assert (near : Rabs (f t - f a) < x - a) by (apply close; [intervals|apply abs_lt; lra]).
  rewrite abs_lt in near.
  assert (f t < f (f t)) by (apply up; lra). assert (f (f t) < t) by (apply down; lra). lra.
Qed.

(** A continuous function without zeros in (a, x] that is negative (positive) at x is so on (a, x]. *)
Lemma sign_kept g (I : interval) a x : continuous_on g I -> I a -> I x ->
  (forall t, a < t <= x -> g t <> 0) ->
  (g x < 0 -> forall t, a < t <= x -> g t < 0) /\ (0 < g x -> forall t, a < t <= x -> 0 < g t).
Proof.
  intros cont Ia Ix no_zero. split; intros sign t t_in.
  - destruct (Rlt_le_dec (g t) 0) as [|wrong]; [assumption|exfalso].
    destruct (ivt g I t x 0 cont) as (w & w_in & zero); intervals. apply (no_zero w); [lra|exact zero].
  - destruct (Rlt_le_dec 0 (g t)) as [|wrong]; [assumption|exfalso].
    destruct (ivt g I t x 0 cont) as (w & w_in & zero); intervals. apply (no_zero w); [lra|exact zero].
Qed.

Section Steps.
Variables (f : R -> R) (I : interval).
Hypothesis good : no_two_cycle f I.

Lemma square_continuous : continuous_on (fun t => f (f t)) I.
Proof. destruct good as [NI cont maps only]. apply (continuous_on_compose f f I I); auto. Qed.

(** If f moves x up, f^2 moves x up. *)
Lemma up_twice x : I x -> x < f x -> x < f (f x).
Proof.
  intros Ix up. destruct good as [NI cont maps only].
  destruct (Rlt_le_dec x (f (f x))) as [|not_up]; [assumption|exfalso].
  assert (down : f (f x) < x) by (destruct (Req_dec (f (f x)) x)
    as [two|]; [apply only in two; auto; lra|lra]).
  pose proof (continuous_on_minus_id _ _ square_continuous) as cont2.
  pose proof (continuous_on_minus_id _ _ cont) as cont1. cbv beta in cont1, cont2.
  assert (I_lo : I (lo I)) by intervals. pose proof (maps _ (maps _ I_lo)) as I_lo2.
  (* f^2 has a fixed point u <= x, which is one of f; a = the last fixed point of f before x *)
  destruct (ivt _ I (lo I) x 0 cont2) as (u & u_in & u_fixed2); intervals.
  assert (u_fixed : f u = u) by (apply only; intervals).
  destruct (last_hit _ I u x 0 cont1) as (a & a_in & a_fixed & last); intervals.
  assert (ax : a < x). { destruct (Req_dec a x) as [same|]; [rewrite same in a_fixed; lra|lra]. }
  (* on (a, x] f moves up and f^2 moves down *)
  destruct (sign_kept _ I a x cont1) as [_ up_all]; [intervals|intervals|exact last|].
  destruct (sign_kept _ I a x cont2) as [down_all _]; [intervals|intervals| |].
  { intros t t_in two. apply (last t t_in). assert (f t = t) by (apply only; intervals). lra. }
  apply (no_turn_above_fixed_point f I a x); auto; intervals.
  - intros t t_in. specialize (up_all ltac:(lra) t t_in). cbv beta in up_all. lra.
  - intros t t_in. specialize (down_all ltac:(lra) t t_in). cbv beta in down_all. lra.
Qed.

(** No a < b are exchanged. *)
Lemma no_exchange a b : I a -> I b -> a < b -> b <= f a -> f b <= a -> False.
Proof.
  intros Ia Ib ab fa fb. destruct good as [NI cont maps only].
  pose proof (continuous_on_minus_id _ _ cont) as cont1. cbv beta in cont1.
  (* z a fixed point between them, y in [a, z] with f y = b: f moves y up, f^2 does not *)
  destruct (ivt _ I a b 0 cont1) as (z & z_in & z_fixed); intervals.
  assert (zb : z < b) by (destruct (Req_dec z b) as [same|]; [rewrite same in z_fixed; lra|lra]).
  destruct (ivt f I a z b cont) as (y & y_in & fy); intervals.
  pose proof (up_twice y ltac:(intervals) ltac:(lra)) as up. rewrite fy in up. lra.
Qed.
End Steps.

(** ** An orbit that never stops *)

Section Orbit.
Variables (f : R -> R) (I : interval) (x0 : R).
Hypothesis good : no_two_cycle f I.
Hypothesis I0 : I x0.
Let x n := iter n f x0.
Hypothesis moves : forall n, x (S n) <> x n.

Lemma x_in n : I (x n).
Proof. apply maps_into_iter; [apply good|exact I0]. Qed.

Lemma x_S n : x (S n) = f (x n).
Proof. reflexivity. Qed.

(** All later points lie above a point that moves up, and below a point that moves down. *)
Lemma later_points m : forall n, (n < m)%nat -> (x n < x (S n) -> x n < x m) /\ (x (S n) < x n -> x m < x n).
Proof.
  induction m as [|m IH]; intros n n_lt; [lia|].
  destruct (Nat.eq_dec n m) as [->|not_last]; [split; auto|].
  assert (nm : (n < m)%nat) by lia. clear n_lt not_last. pose proof (x_in m) as Im.
  destruct (Rlt_le_dec (x m) (x (S m))) as [m_up|m_down].
  - split; [intro n_up; apply (IH n nm) in n_up; lra|].
    (* the last step goes up, x n moves down: by induction on m - n, x (m+1) stays below *)
    remember (m - n)%nat as k eqn:k_eq. revert n nm k_eq.
    induction k as [|k IHk]; intros n nm k_eq n_down; [lia|].
    destruct (Rlt_le_dec (x (S m)) (x n)) as [|above]; [assumption|exfalso].
    pose proof (proj2 (IH n nm) n_down) as m_below.
    assert (exchange : x (S n) <= x m -> False).
    { intros le. apply (no_exchange f I good (x m) (x n)); auto using x_in. }
    destruct (Nat.eq_dec (S n) m) as [last|]; [rewrite <- last in exchange; apply exchange; lra|].
    destruct (Rtotal_order (x (S n)) (x (S (S n)))) as [up|[stop|down]].
    + apply exchange. left. apply (IH (S n)); [lia|exact up].
    + now apply (moves (S n)).
    + assert (x (S m) < x (S n)) by (apply IHk; [lia|lia|exact down]). lra.
  - pose proof (moves m) as m_moves. split; [|intro n_down; apply (IH n nm) in n_down; lra].
    (* the mirror image *)
    remember (m - n)%nat as k eqn:k_eq. revert n nm k_eq.
    induction k as [|k IHk]; intros n nm k_eq n_up; [lia|].
    destruct (Rlt_le_dec (x n) (x (S m))) as [|below]; [assumption|exfalso].
    pose proof (proj1 (IH n nm) n_up) as m_above.
    assert (exchange : x m <= x (S n) -> False).
    { intros le. apply (no_exchange f I good (x n) (x m)); auto using x_in. }
    destruct (Nat.eq_dec (S n) m) as [last|]; [rewrite <- last in exchange; apply exchange; lra|].
    destruct (Rtotal_order (x (S n)) (x (S (S n)))) as [up|[stop|down]].
    + assert (x (S n) < x (S m)) by (apply IHk; [lia|lia|exact up]). lra.
    + now apply (moves (S n)).
    + apply exchange. left. apply (IH (S n)); [lia|exact down].
Qed.

(** A decidable property of numbers holds from some time on, or fails infinitely often. *)
Lemma eventually_or_often (P : nat -> Prop) : (forall n, {P n} + {~ P n}) ->
  {N | forall n, (N <= n)%nat -> P n} + {forall N, exists n, (N <= n)%nat /\ ~ P n}.
Proof.
  intros decide. set (from := fun N => forall n, (N <= n)%nat -> P n).
  assert (decide_from : forall N, {~ from N} + {~ ~ from N}).
  { intros N. destruct (sig_forall_dec (fun k => P (N + k)%nat) (fun k => decide (N + k)%nat))
      as [(k & fails)|all].
    - left. intro holds. apply fails, holds. lia.
    - right. intro wrong. apply wrong. intros n N_le. replace n with (N + (n - N))%nat by lia. apply all. }
  destruct (sig_forall_dec (fun N => ~ from N) decide_from) as [(N & holds)|never].
  - left. exists N. intros n N_le. destruct (decide n) as [|fails]; [assumption|exfalso].
    apply holds. intro all. apply fails, all, N_le.
  - right. intros N.
    destruct (sig_forall_dec (fun k => P (N + k)%nat) (fun k => decide (N + k)%nat)) as [(k & fails)|all].
    + exists (N + k)%nat. split; [lia|exact fails].
    + exfalso. apply (never N). intros n N_le. replace n with (N + (n - N))%nat by lia. apply all.
Qed.

(** There is a number with a decidable property, if it does not fail for all. *)
Lemma some_number (P : nat -> Prop) : (forall n, {P n} + {~ P n}) -> ~ (forall n, ~ P n) -> exists n, P n.
Proof.
  intros decide not_none.
  destruct (sig_forall_dec (fun n => ~ P n)) as [(n & holds)|none].
  - intros n. destruct (decide n); [right|left]; tauto.
  - exists n. destruct (decide n); tauto.
  - contradiction.
Qed.

Lemma shift_limit u N l : Un_cv (fun k => u (N + k)%nat) l -> Un_cv u l.
Proof.
  intros shifted e e_pos. destruct (shifted e e_pos) as (n & close). exists (N + n)%nat. intros k k_le.
  replace k with (N + (k - N))%nat by lia. apply close. lia.
Qed.

(** *** An orbit that moves up infinitely often and down infinitely often *)

Section Mixed.
Hypothesis ups : forall N, exists n, (N <= n)%nat /\ x n < x (S n).
Hypothesis downs : forall N, exists n, (N <= n)%nat /\ x (S n) < x n.

(** All points that move up lie below all points that move down. *)
Lemma up_below_down n k : x n < x (S n) -> x (S k) < x k -> x n < x k.
Proof.
  intros up down. destruct (Nat.lt_trichotomy n k) as [nk|[->|kn]].
  - now apply (later_points k n nk).
  - lra.
  - apply (later_points n k kn) in down. exact down.
Qed.

(** After a point that moves up there is a turn, up and then down; and conversely. *)
Lemma turn_down n : x n < x (S n) -> exists m, (n <= m)%nat /\ x m < x (S m) /\ x (S (S m)) < x (S m).
Proof.
  intros up. destruct (downs n) as (k & nk & down). remember (k - n)%nat as j eqn:j_eq. revert n up nk j_eq.
  induction j as [|j IH]; intros n up nk j_eq; [assert (n = k) as -> by lia; lra|].
  destruct (Rlt_le_dec (x (S n)) (x (S (S n)))) as [up'|down'].
  - destruct (IH (S n)) as (m & m_le & turn); [exact up'|lia|lia|]. exists m. split; [lia|exact turn].
  - exists n. split; [lia|]. split; [exact up|]. pose proof (moves (S n)). lra.
Qed.

Lemma turn_up n : x (S n) < x n -> exists m, (n <= m)%nat /\ x (S m) < x m /\ x (S m) < x (S (S m)).
Proof.
  intros down. destruct (ups n) as (k & nk & up). remember (k - n)%nat as j eqn:j_eq. revert n down nk j_eq.
  induction j as [|j IH]; intros n down nk j_eq; [assert (n = k) as -> by lia; lra|].
  destruct (Rlt_le_dec (x (S (S n))) (x (S n))) as [down'|up'].
  - destruct (IH (S n)) as (m & m_le & turn); [exact down'|lia|lia|]. exists m. split; [lia|exact turn].
  - exists n. split; [lia|]. split; [exact down|]. pose proof (moves (S n)). lra.
Qed.

Lemma after_up n m : x n < x (S n) -> (n <= m)%nat -> x n <= x m.
Proof.
  intros up nm. destruct (Nat.eq_dec n m) as [->|differ]; [lra|].
  left. apply (later_points m n); [lia|exact up].
Qed.

Lemma after_down n m : x (S n) < x n -> (n <= m)%nat -> x m <= x n.
Proof.
  intros down nm. destruct (Nat.eq_dec n m) as [->|differ]; [lra|].
  left. apply (later_points m n); [lia|exact down].
Qed.

(** The supremum a of the points that move up. *)
Lemma supremum_of_ups : exists a, I a /\ (forall n, x n < x (S n) -> x n <= a) /\
  (forall k, x (S k) < x k -> a <= x k) /\ forall e, 0 < e -> exists n, x n < x (S n) /\ a - e < x n.
Proof.
  destruct (completeness (fun t => exists n, x n < x (S n) /\ t = x n)) as (a & upper & least).
  { exists (hi I). intros t (n & _ & ->). pose proof (x_in n). intervals. }
  { destruct (ups O) as (n & _ & up). exists (x n), n. auto. }
  assert (up_le : forall n, x n < x (S n) -> x n <= a) by (intros n up; apply upper; eauto).
  assert (le_down : forall k, x (S k) < x k -> a <= x k).
  { intros k down. apply least. intros t (n & up & ->). left. now apply up_below_down. }
  exists a. split; [|split; [exact up_le|split; [exact le_down|]]].
  - destruct (ups O) as (n & _ & up). destruct (downs O) as (k & _ & down).
    pose proof (x_in n). pose proof (x_in k). specialize (up_le n up). specialize (le_down k down). intervals.
  - intros e e_pos. apply (some_number (fun n => x n < x (S n) /\ a - e < x n)).
    + intros n. destruct (Rlt_dec (x n) (x (S n))), (Rlt_dec (a - e) (x n)); [left|right|right|right]; tauto.
    + intros none. assert (a <= a - e); [|lra]. apply least. intros t (n & up & ->).
      destruct (Rle_lt_dec (x n) (a - e)); [assumption|exfalso]. now apply (none n).
Qed.

(** The infimum b of the points that move down. *)
Lemma infimum_of_downs : exists b, I b /\ (forall n, x (S n) < x n -> b <= x n) /\
  (forall k, x k < x (S k) -> x k <= b) /\ forall e, 0 < e -> exists n, x (S n) < x n /\ x n < b + e.
Proof.
  destruct (completeness (fun t => exists n, x (S n) < x n /\ t = - x n)) as (c & upper & least).
  { exists (- lo I). intros t (n & _ & ->). pose proof (x_in n). intervals. }
  { destruct (downs O) as (n & _ & down). exists (- x n), n. auto. }
  assert (le_down : forall n, x (S n) < x n -> - c <= x n).
  { intros n down. assert (- x n <= c) by (apply upper; eauto). lra. }
  assert (up_le : forall k, x k < x (S k) -> x k <= - c).
  { intros k up. assert (c <= - x k); [|lra]. apply least. intros t (n & down & ->).
    pose proof (up_below_down k n up down). lra. }
  exists (- c). split; [|split; [exact le_down|split; [exact up_le|]]].
  - destruct (ups O) as (k & _ & up). destruct (downs O) as (n & _ & down).
    pose proof (x_in n). pose proof (x_in k). specialize (le_down n down). specialize (up_le k up). intervals.
  - intros e e_pos. apply (some_number (fun n => x (S n) < x n /\ x n < - c + e)).
    + intros n. destruct (Rlt_dec (x (S n)) (x n)), (Rlt_dec (x n) (- c + e)); [left|right|right|right];
        tauto.
    + intros none. assert (c <= c - e); [|lra]. apply least. intros t (n & down & ->).
      destruct (Rle_lt_dec (- c + e) (x n)); [lra|exfalso]. now apply (none n).
Qed.

(** a and b are exchanged, hence equal, and the orbit converges. *)
Lemma mixed_orbit_converges : exists l, Un_cv x l.
Proof.
  destruct supremum_of_ups as (a & Ia & up_le_a & a_le_down & near_a).
  destruct infimum_of_downs as (b & Ib & b_le_down & up_le_b & near_b).
  assert (ab : a <= b).
  { destruct (Rle_lt_dec a b) as [|ba]; [assumption|exfalso].
    destruct (near_a (a - b)) as (n & up & near); [lra|]. specialize (up_le_b n up). lra. }
  (* points that turn come close to a, and their images move down: they are beyond b *)
  assert (fa : b <= f a).
  { destruct (Rle_lt_dec b (f a)) as [|below]; [assumption|exfalso].
    destruct (continuous_there f I good a Ia (b - f a)) as (d & d_pos & close); [lra|].
    destruct (near_a d d_pos) as (n & up & near). destruct (turn_down n up) as (m & nm & m_up & m_down).
    pose proof (after_up n m up nm). specialize (up_le_a m m_up). specialize (b_le_down (S m) m_down).
    specialize (close (x m) (x_in m)). rewrite <- x_S, !abs_lt in close. lra. }
  assert (fb : f b <= a).
  { destruct (Rle_lt_dec (f b) a) as [|above]; [assumption|exfalso].
    destruct (continuous_there f I good b Ib (f b - a)) as (d & d_pos & close); [lra|].
    destruct (near_b d d_pos) as (n & down & near). destruct (turn_up n down) as (m & nm & m_down & m_up).
    pose proof (after_down n m down nm). specialize (b_le_down m m_down). specialize (up_le_a (S m) m_up).
    specialize (close (x m) (x_in m)). rewrite <- x_S, !abs_lt in close. lra. }
  assert (same : a = b).
  { destruct (Rle_lt_or_eq_dec a b ab) as [lt|]; [exfalso; now apply (no_exchange f I good a b)|assumption]. }
  exists a. intros e e_pos. destruct (near_a e e_pos) as (n1 & up1 & near1).
  destruct (near_b e e_pos) as (n2 & down2 & near2). exists (Nat.max n1 n2). intros n n_le.
  unfold R_dist. apply abs_lt.
  pose proof (after_up n1 n up1 ltac:(lia)). pose proof (after_down n2 n down2 ltac:(lia)). lra.
Qed.
End Mixed.

Lemma orbit_converges : exists l, Un_cv x l.
Proof.
  destruct (eventually_or_often (fun n => x n < x (S n)) (fun n => Rlt_dec _ _)) as [(N & up)|downs].
  { destruct (growing_cv (fun k => x (N + k)%nat)) as (l & conv); [| |exists l; now apply shift_limit with N].
    - intros k. rewrite Nat.add_succ_r. left. apply up. lia.
    - exists (hi I). intros t [k ->]. pose proof (x_in (N + k)). intervals. }
  destruct (eventually_or_often (fun n => x (S n) < x n) (fun n => Rlt_dec _ _)) as [(N & down)|ups].
  { destruct (decreasing_cv (fun k => x (N + k)%nat)) as (l & conv); [| |exists l; now apply shift_limit
      with N].
    - intros k. rewrite Nat.add_succ_r. left. apply down. lia.
    - exists (- lo I). intros t [k ->]. unfold opp_seq. pose proof (x_in (N + k)). intervals. }
  apply mixed_orbit_converges; intros N.
  - destruct (ups N) as (n & N_le & not_down). exists n. split; [exact N_le|]. pose proof (moves n). lra.
  - destruct (downs N) as (n & N_le & not_up). exists n. split; [exact N_le|]. pose proof (moves n). lra.
Qed.
End Orbit.

(** ** Limits *)

Lemma limit_within (u : nat -> R) (I : interval) l : (forall n, I (u n)) -> Un_cv u l -> I l.
Proof.
  intros in_I conv. split.
  - destruct (Rle_lt_dec (lo I) l) as [|below]; [assumption|exfalso].
    destruct (conv (lo I - l)) as (n & close); [lra|]. specialize (close n (le_n n)). pose proof (in_I n).
    unfold R_dist in close. rewrite abs_lt in close. intervals.
  - destruct (Rle_lt_dec l (hi I)) as [|above]; [assumption|exfalso].
    destruct (conv (l - hi I)) as (n & close); [lra|]. specialize (close n (le_n n)). pose proof (in_I n).
    unfold R_dist in close. rewrite abs_lt in close. intervals.
Qed.

Lemma limit_image f (I : interval) u l :
  continuous_on f I -> (forall n, I (u n)) -> Un_cv u l -> Un_cv (fun n => f (u n)) (f l).
Proof.
  intros cont in_I conv e e_pos.
  destruct (cont l (limit_within u I l in_I conv) e e_pos) as (d & d_pos & close).
  destruct (conv d d_pos) as (n & near). exists n. intros k k_le. apply close; [apply in_I|now apply near].
Qed.

(** ** The theorem *)

(** [C55]: if f, continuous, maps the compact interval I into itself and f (f x) = x holds for fixed points
    only, every orbit converges to a fixed point.  Used in T5.2, T5.7, T5.10. *)
Theorem coppel f (I : interval) : no_two_cycle f I ->
  forall x, I x -> exists l, I l /\ f l = l /\ Un_cv (fun n => iter n f x) l.
Proof.
  intros good x Ix.
  assert (in_I : forall n, I (iter n f x)) by (intros n; apply maps_into_iter; [apply good|exact Ix]).
  assert (converges : exists l, Un_cv (fun n => iter n f x) l).
  { destruct (sig_forall_dec (fun n => iter (S n) f x <> iter n f x)) as [(n & stops)|moves].
    - intros n. destruct (Req_EM_T (iter (S n) f x) (iter n f x)); [right|left]; tauto.
    - exists (iter n f x). assert (fixed : f (iter n f x) = iter n f x).
      { destruct (Req_dec (iter (S n) f x) (iter n f x)); tauto. }
      assert (constant : forall k, iter (k + n) f x = iter n f x).
      { induction k as [|k IH]; [reflexivity|]. cbn [plus]. now rewrite iter_S, IH. }
      intros e e_pos. exists n. intros k k_le. replace k with ((k - n) + n)%nat by lia.
      rewrite constant. unfold R_dist. now rewrite distance_zero.
    - now apply orbit_converges with I. }
  destruct converges as (l & conv). exists l. split; [now apply limit_within with (2 := conv)|].
  split; [|exact conv].
  apply (UL_sequence (fun n => iter (S n) f x)).
  - apply (limit_image f I (fun n => iter n f x)); auto. apply good.
  - intros e e_pos. destruct (conv e e_pos) as (n & close). exists n. intros k k_le. apply close. lia.
Qed.

(** [C55] in terms of least periods. *)
Corollary coppel_least_period f (I : interval) :
  nonempty I -> continuous_on f I -> maps_into f I -> ~ has_period f I 2 ->
  forall x, I x -> exists l, I l /\ f l = l /\ Un_cv (fun n => iter n f x) l.
Proof.
  intros NI cont maps none. apply coppel. constructor; auto. intros x Ix two.
  destruct (Req_dec (f x) x) as [|moved]; [assumption|exfalso]. apply none.
  exists x. split; [|intros i; now apply maps_into_iter].
  split; [lia|]. split; [exact two|]. intros d d_lt. now replace d with 1%nat by lia.
Qed.

(** ** No least period 2^(j+1) *)

Section PowersOfTwo.
Variables (f : R -> R) (I : interval) (j : nat).
Hypotheses (NI : nonempty I) (cont : continuous_on f I) (maps : maps_into f I).
Hypothesis none : ~ has_period f I (2 ^ S j).
Let q := (2 ^ j)%nat.

Lemma power_has_no_two_cycle : no_two_cycle (iter q f) I.
Proof.
  constructor; auto.
  - now apply continuous_on_iter.
  - now apply maps_into_iter.
  - intros x Ix two. destruct (Req_dec (iter q f x) x) as [|moved]; [assumption|exfalso].
    apply none. exists x. split; [|intros i; now apply maps_into_iter].
    apply least_period_two_power; [|exact moved].
    rewrite <- iter_add in two. replace (2 ^ S j)%nat with (q + q)%nat by (unfold q; cbn; lia). exact two.
Qed.

(** T5.2: every orbit converges to a cycle whose length divides 2^j. *)
Theorem orbits_converge_to_cycles x : I x -> converges_to_cycle f I (2 ^ j) x.
Proof.
  intros Ix. fold q. destruct (coppel _ I power_has_no_two_cycle x Ix) as (z & Iz & fixed & conv).
  exists z. split; [exact fixed|]. split; [intros i; now apply maps_into_iter|].
  induction r as [|r IH].
  - intros e e_pos. destruct (conv e e_pos) as (n & close). exists n. intros k k_le.
    specialize (close k k_le).
    rewrite iter_iter in close. now rewrite Nat.add_0_r.
  - intros e e_pos.
    destruct (limit_image f I (fun n => iter (n * q + r) f x) (iter r f z) cont) with (eps :=
      e) as (n & close); auto.
    + intros k. now apply maps_into_iter.
    + exists n. intros k k_le. rewrite Nat.add_succ_r. now apply close.
Qed.
End PowersOfTwo.
