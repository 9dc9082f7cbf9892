(** * Bounded orbits without a point of period two (T5.7, first half)

    Let f be continuous on an interval E of any kind, without a cycle of length 2 in E.  An orbit that stays
    in a compact part K of E converges to a fixed point ([bounded_orbit_converges]).  (The half of T5.7 on
    entropy needs the variational principle and is not proved here.)

    Idea.  F = the point of K nearest to f is a continuous map of K into itself.  A cycle of F that avoids the
    two ends of K is one of f.  If F had a cycle of length 16 it had cycles of the lengths 4, 8 and 16, of
    which one avoids the ends; so f would have a cycle of length 2.  So the orbit, which is one of F,
    converges to a cycle of F of length dividing 8; as a limit of points of the orbit it is a cycle of f,
    hence a fixed point. *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles Continuous.Forcing.
From ExactPL Require Import Continuous.TwoCycles Chaos.Absence.
Open Scope R_scope.

(** All points of a cycle have the same least period; a point has one least period. *)
Lemma least_period_on_cycle f n x i : least_period f n x -> least_period f n (iter i f x).
Proof.
  intros least. pose proof least as (n_pos & closed & _). split; [exact n_pos|]. split.
  - rewrite <- iter_add, Nat.add_comm, iter_add. now rewrite closed.
  - intros d d_lt. rewrite <- iter_add. now apply least_period_distinct with n.
Qed.

Lemma least_period_unique f n m x : least_period f n x -> least_period f m x -> n = m.
Proof.
  intros least_n least_m. apply Nat.divide_antisym.
  - apply (least_period_divides f n x m least_n). apply least_m.
  - apply (least_period_divides f m x n least_m). apply least_n.
Qed.

(** Does an orbit meet a point before the time n? *)
Lemma meets_or_not f x e n : (exists i, iter i f x = e) \/ (forall i, (i < n)%nat -> iter i f x <> e).
Proof.
  induction n as [|n [meets|avoids]]; [right; intros; lia|now left|].
  destruct (Req_dec (iter n f x) e) as [here|not_here]; [left; now exists n|right].
  intros i i_lt. destruct (Nat.eq_dec i n) as [->|]; [exact not_here|]. apply avoids. lia.
Qed.

(** An orbit that converges to a cycle whose points are all z converges to z. *)
Lemma converges_to_point f q x z : (0 < q)%nat ->
  (forall r, Un_cv (fun n => iter (n * q + r) f x) z) -> Un_cv (fun n => iter n f x) z.
Proof.
  intros q_pos conv e e_pos.
  destruct (eventually_for_all (fun r k => R_dist (iter (k * q + r) f x) z < e) q) as (N & close).
  { intros r _. exact (conv r e e_pos). }
  exists (N * q)%nat. intros n n_le.
  replace n with (n / q * q + n mod q)%nat by (rewrite Nat.mul_comm; symmetry; apply Nat.div_mod; lia).
  apply close; [apply Nat.mod_upper_bound; lia|]. apply Nat.div_le_lower_bound; lia.
Qed.

Section Bounded.
Variables (f : R -> R) (E : R -> Prop) (K : interval).
Hypotheses (convex : is_interval E) (cont : continuous_on f E) (none : ~ has_period f E 2).
Hypotheses (NK : nonempty K) (sub : forall t, K t -> E t).
Let F t := clamp K (f t).

Lemma held_continuous : continuous_on F K.
Proof.
  intros t Kt e e_pos. destruct (cont t (sub t Kt) e e_pos) as (d & d_pos & close).
  exists d. split; [exact d_pos|]. intros s Ks near. unfold F. apply clamp_closer. apply close; auto.
Qed.

Lemma held_maps : maps_into F K.
Proof. intros t _. now apply clamp_within. Qed.

(** No power of two above 1 is the length of a cycle of f in E. *)
Lemma no_power_of_two i : (1 <= i)%nat -> ~ has_period f E (2 ^ i).
Proof.
  intros i1 period. destruct (Nat.eq_dec i 1) as [->|more]; [now apply none|]. apply none.
  apply sharkovsky with (2 ^ i)%nat; auto. exists i, 1%nat, 1%nat, 1%nat.
  split; [now exists O|]. split; [now exists O|]. split; [lia|]. split; [reflexivity|]. unfold stands_before.
  lia.
Qed.

(** A cycle of F of such a length contains an end of K. *)
Lemma held_cycle_at_end i : (1 <= i)%nat -> has_period F K (2 ^ i) ->
  least_period F (2 ^ i) (lo K) \/ least_period F (2 ^ i) (hi K).
Proof.
  intros i1 (y & least & orbit). pose proof least as (n_pos & closed & smaller). set (n := (2 ^ i)%nat) in *.
  destruct (meets_or_not F y (lo K) n) as [(k & <-)|not_lo]; [left; now apply least_period_on_cycle|].
  destruct (meets_or_not F y (hi K) n) as [(k & <-)|not_hi]; [right; now apply least_period_on_cycle|exfalso].
  (* otherwise F = f along the cycle *)
  assert (agree : forall k, F (iter k F y) = f (iter k F y)).
  { intros k. unfold F at 1. apply clamp_id.
    assert (next : iter (S k) F y = clamp K (f (iter k F y))) by reflexivity.
    rewrite (iter_reduce F y n (S k) n_pos closed) in next.
    assert (k_lt : (S k mod n < n)%nat) by (apply Nat.mod_upper_bound; lia).
    specialize (not_lo _ k_lt). specialize (not_hi _ k_lt). rewrite next in not_lo, not_hi.
    unfold clamp, Rmax, Rmin in *. destruct (Rle_dec (f (iter k F y)) (hi K)); destruct Rle_dec; intervals. }
  pose proof (orbit_agree f F y agree) as same. apply (no_power_of_two i i1). exists y.
  split; [|intros k; rewrite same; apply sub, orbit]. split; [exact n_pos|].
  split; [now rewrite same|]. intros d d_lt. rewrite same. now apply smaller.
Qed.

(** F has no cycle of length 16: those of the lengths 4, 8, 16 would contain three different ends. *)
Lemma held_no_sixteen : ~ has_period F K (2 ^ 4).
Proof.
  intros sixteen.
  assert (forced : forall i, (1 <= i <= 3)%nat -> has_period F K (2 ^ i)).
  { intros i i_in. apply sharkovsky with (2 ^ 4)%nat; auto using held_continuous, within_is_interval.
    exists 4%nat, 1%nat, i, 1%nat. split; [now exists O|]. split; [now exists O|]. split; [lia|].
    split; [lia|]. unfold stands_before. lia. }
  pose proof (held_cycle_at_end 4 ltac:(lia) sixteen) as ends4.
  pose proof (held_cycle_at_end 3 ltac:(lia) (forced 3%nat ltac:(lia))) as ends3.
  pose proof (held_cycle_at_end 2 ltac:(lia) (forced 2%nat ltac:(lia))) as ends2.
  destruct ends4 as [at4|at4], ends3 as [at3|at3], ends2 as [at2|at2];
    try (pose proof (least_period_unique F _ _ _ at4 at3); discriminate);
    try (pose proof (least_period_unique F _ _ _ at4 at2); discriminate);
    try (pose proof (least_period_unique F _ _ _ at3 at2); discriminate).
Qed.

(** T5.7: an orbit that stays in the compact part K of E converges to a fixed point of f. *)
Theorem bounded_orbit_converges x : (forall i, K (iter i f x)) ->
  exists z, K z /\ f z = z /\ Un_cv (fun n => iter n f x) z.
Proof.
  intros orbit. assert (same : forall i, iter i F x = iter i f x).
  { induction i as [|i IH]; [reflexivity|]. cbn [iter]. rewrite IH. unfold F. apply clamp_id.
    apply (orbit (S i)). }
  destruct (orbits_converge_to_cycles F K 3 NK held_continuous held_maps held_no_sixteen x (orbit O))
    as (z & closed & orbit_z & conv). set (q := (2 ^ 3)%nat) in *.
  assert (conv_f : forall r, Un_cv (fun n => iter (n * q + r) f x) (iter r F z)).
  { intros r e e_pos. destruct (conv r e e_pos) as (N & close). exists N. intros n n_le.
    rewrite <- same. now apply close. }
  (* the limits are moved by f as by F *)
  assert (agree : forall r, F (iter r F z) = f (iter r F z)).
  { intros r. apply (UL_sequence (fun n => iter (n * q + S r) f x)); [exact (conv_f (S r))|].
    assert (contK : continuous_on f K) by (apply continuous_on_subset with (1 := cont); exact sub).
    intros e e_pos.
    destruct (limit_image f K (fun n => iter (n * q + r) f x) (iter r F z) contK (fun n => orbit _)
      (conv_f r) e e_pos)
      as (N & close). exists N. intros n n_le. rewrite Nat.add_succ_r. now apply close. }
  pose proof (orbit_agree f F z agree) as same_z.
  (* the cycle of z under f has a length 2^i that divides 8, so length 1 *)
  assert (closed_f : iter q f z = z) by now rewrite same_z.
  destruct (least_period_exists f q z) as (e & divides & least); [unfold q; cbn; lia|exact closed_f|].
  destruct (power_of_two_divisor 3 e divides) as (i & i_le & ->).
  assert (fixed : f z = z).
  { destruct i as [|i]; [apply least|exfalso]. apply (no_power_of_two (S i)); [lia|]. exists z.
    split; [exact least|]. intros k. rewrite same_z. apply sub, orbit_z. }
  exists z. split; [exact (orbit_z O)|]. split; [exact fixed|].
  apply converges_to_point with q; [unfold q; cbn; lia|]. intros r.
  replace z with (iter r F z); [apply conv_f|]. rewrite <- same_z.
  induction r as [|r IH]; [reflexivity|]. cbn [iter]. now rewrite IH.
Qed.
End Bounded.
