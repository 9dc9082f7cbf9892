(** * No scrambled pairs (T5.2)

    Two orbits that converge to cycles are not scrambled: if the limits agree along one residue class they
    agree along all, and the distance tends to 0; otherwise the distance stays away from 0.  So a continuous
    map of a compact interval into itself without a point of least period 2^(j+1) has no scrambled pair
    ([no_scrambled_pair]) and is not chaotic in the sense of Li and Yorke ([not_chaotic]).  The theorem of
    Coppel ([C55]) that this rests on is proved in Continuous/TwoCycles.v. *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles
  Continuous.TwoCycles.
Open Scope R_scope.

(** What holds from some time on for each of finitely many r holds from some time on for all of them. *)
Lemma eventually_for_all (P : nat -> nat -> Prop) m :
  (forall r, (r < m)%nat -> exists N, forall k, (N <= k)%nat -> P r k) ->
  exists N, forall r k, (r < m)%nat -> (N <= k)%nat -> P r k.
Proof.
  induction m as [|m IH]; intros each; [exists O; intros; lia|].
  destruct IH as (N1 & all1); [intros r r_lt; apply each; lia|].
  destruct (each m (Nat.lt_succ_diag_r m)) as (N2 & all2).
  exists (Nat.max N1 N2). intros r k r_lt k_le.
  destruct (Nat.eq_dec r m) as [->|]; [apply all2|apply all1]; lia.
Qed.

(** Finitely many positive numbers have a positive lower bound. *)
Lemma positive_lower_bound (w : nat -> R) m :
  (forall r, (r < m)%nat -> 0 < w r) -> exists e, 0 < e /\ forall r, (r < m)%nat -> e <= w r.
Proof.
  induction m as [|m IH]; intros positive; [exists 1; split; [lra|intros; lia]|].
  destruct IH as (e & e_pos & bound); [intros r r_lt; apply positive; lia|].
  exists (Rmin e (w m)). pose proof (Rmin_l e (w m)). pose proof (Rmin_r e (w m)).
  split; [apply Rmin_pos; auto|]. intros r r_lt.
  destruct (Nat.eq_dec r m) as [->|]; [assumption|]. specialize (bound r ltac:(lia)). lra.
Qed.

(** Two orbits that converge to cycles form no scrambled pair. *)
Theorem convergent_not_scrambled f E q x y : (0 < q)%nat ->
  converges_to_cycle f E q x -> converges_to_cycle f E q y -> ~ scrambled f x y.
Proof.
  intros q_pos (z & closed_z & _ & conv_x) (w & closed_w & _ & conv_y) (prox & d & d_pos & sep).
  set (distance := fun r k => Rabs (iter (k * q + r) f x - iter (k * q + r) f y)).
  set (limit := fun r => Rabs (iter r f z - iter r f w)).
  assert (tends : forall r e, 0 < e -> exists N, forall k, (N <= k)%nat -> Rabs (distance r k - limit r) < e).
  { intros r e e_pos. destruct (CV_minus _ _ _ _ (conv_x r) (conv_y r) e e_pos) as (N & close).
    exists N. intros k k_le. specialize (close k k_le). unfold R_dist in close. unfold distance, limit.
    apply Rle_lt_trans with (2 := close). apply Rabs_triang_inv2. }
  (* each time n is k q + r with r < q, and k is large if n is *)
  assert (split_time : forall N n, (N * q <= n)%nat ->
    exists r k, (r < q)%nat /\ (N <= k)%nat /\ Rabs (iter n f x - iter n f y) = distance r k).
  { intros N n n_le. exists (n mod q)%nat, (n / q)%nat. split; [apply Nat.mod_upper_bound; lia|].
    split; [apply Nat.div_le_lower_bound; lia|]. unfold distance.
    replace (n / q * q + n mod q)%nat with n; [reflexivity|]. rewrite Nat.mul_comm. apply Nat.div_mod. lia. }
  destruct (Req_dec z w) as [same|differ].
  - (* equal limits: the distance tends to 0 *)
    destruct (eventually_for_all (fun r k => distance r k < d) q) as (N & small).
    { intros r _. destruct (tends r d d_pos) as (N & close). exists N. intros k k_le.
      specialize (close k k_le).
      unfold limit in close. rewrite same, distance_zero, abs_lt in close. lra. }
    destruct (sep (N * q)%nat) as (n & n_le & far).
    destruct (split_time N n n_le) as (r & k & r_lt & k_le & eq).
    specialize (small r k r_lt k_le). lra.
  - (* different limits differ along every residue class: the distance stays away from 0 *)
    assert (limits_differ : forall r, (r < q)%nat -> 0 < limit r).
    { intros r r_lt. apply Rabs_pos_lt. intro zero. apply differ.
      assert (same : iter r f z = iter r f w) by lra.
      rewrite <- closed_z, <- closed_w. replace q with ((q - r) + r)%nat by lia.
      now rewrite !iter_add, same. }
    destruct (positive_lower_bound limit q limits_differ) as (e & e_pos & bound).
    destruct (eventually_for_all (fun r k => e / 2 < distance r k) q) as (N & large).
    { intros r r_lt. destruct (tends r (e / 2)) as (N & close); [lra|]. exists N. intros k k_le.
      specialize (close k k_le). specialize (bound r r_lt). rewrite abs_lt in close. lra. }
    destruct (prox (e / 2) ltac:(lra) (N * q)%nat) as (n & n_le & near).
    destruct (split_time N n n_le) as (r & k & r_lt & k_le & eq).
    specialize (large r k r_lt k_le). lra.
Qed.

(** T5.2: a continuous map of a compact interval into itself without a point of least period 2^(j+1) has no
    scrambled pair. *)
Theorem no_scrambled_pair f (I : interval) j :
  nonempty I -> continuous_on f I -> maps_into f I -> ~ has_period f I (2 ^ S j) ->
  forall x y, I x -> I y -> ~ scrambled f x y.
Proof.
  intros NI cont maps none x y Ix Iy. apply convergent_not_scrambled with I (2 ^ j)%nat.
  - apply power_of_two_positive.
  - now apply orbits_converge_to_cycles.
  - now apply orbits_converge_to_cycles.
Qed.

(** An uncountable set has two different points. *)
Lemma uncountable_two_points S : uncountable S -> exists x y, S x /\ S y /\ x <> y.
Proof.
  intros large. destruct (large (fun _ => 0)) as (x & Sx & _).
  destruct (large (fun _ => x)) as (y & Sy & differ).
  exists x, y. split; [exact Sx|]. split; [exact Sy|]. exact (differ O).
Qed.

(** T5.2: such a map is not chaotic in the sense of Li and Yorke. *)
Theorem not_chaotic f (I : interval) j :
  nonempty I -> continuous_on f I -> maps_into f I -> ~ has_period f I (2 ^ S j) -> ~ chaotic f I.
Proof.
  intros NI cont maps none (S & large & orbits & pairs & _).
  destruct (uncountable_two_points S large) as (x & y & Sx & Sy & differ).
  apply (no_scrambled_pair f I j NI cont maps none x y (orbits x O Sx) (orbits y O Sy)). now apply pairs.
Qed.
