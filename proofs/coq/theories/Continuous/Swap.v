(** * The swap certificate: no odd period (T5.3)

    f is any map, continuous or not, z a fixed point, and on a set K that contains f^m E f takes the points
    below z to z or above, and the points above z to z or below.  Then z is the only fixed point of f in E,
    and every other cycle in E has even length ([swap]). *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles.
Open Scope R_scope.

Section Swap.
Variables (f : R -> R) (K : R -> Prop) (z : R).
Hypotheses (fixed : f z = z) (low : forall t, K t -> t <= z -> z <= f t) (high : forall t, K t -> z <= t ->
  f t <= z).

Lemma z_stays k : iter k f z = z.
Proof. induction k as [|k IH]; [reflexivity|]. cbn [iter]. now rewrite IH. Qed.

(** A cycle that contains z is {z}. *)
Lemma cycle_with_fixed_point n x i : least_period f n x -> iter i f x = z -> x = z.
Proof.
  intros (n_pos & closed & _) at_z. rewrite <- (iter_mult f x n closed (S i)).
  replace (S i * n)%nat with ((S i * n - i) + i)%nat by nia. rewrite iter_add, at_z. apply z_stays.
Qed.

(** A cycle in K other than {z} has even length: its points are below and above z by turns. *)
Lemma swap_in_K n x : least_period f n x -> (forall i, K (iter i f x)) -> x = z \/ Nat.Even n.
Proof.
  intros least orbit. destruct (Req_dec x z) as [|differ]; [now left|right].
  assert (off_z : forall i, iter i f x <> z).
  { intros i at_z. apply differ. now apply cycle_with_fixed_point with n i. }
  assert (by_turns : forall i, if Nat.even i then (x < z <-> iter i f x < z) else (x < z <-> z < iter i f x)).
  { induction i as [|i IH]; [cbn; tauto|]. rewrite Nat.even_succ, <- Nat.negb_even. cbn [iter].
    pose proof (off_z i) as off1. pose proof (off_z (S i)) as off2. cbn [iter] in off2.
    pose proof (low _ (orbit i)) as up. pose proof (high _ (orbit i)) as down.
    destruct (Nat.even i); cbn [negb]; rewrite IH; split; intros; lra. }
  destruct least as (n_pos & closed & _). specialize (by_turns n). rewrite closed in by_turns.
  destruct (Nat.even n) eqn:parity; [now apply Nat.even_spec|exfalso]. lra.
Qed.

(** T5.3: K contains f^m E: a cycle in E is {z} or has even length. *)
Theorem swap (E : R -> Prop) m n x : (forall t, E t -> K (iter m f t)) ->
  least_period f n x -> (forall i, E (iter i f x)) -> n = 1%nat /\ x = z \/ Nat.Even n.
Proof.
  intros image least orbit. pose proof least as (n_pos & closed & smaller).
  (* each point of the cycle is f^m of a point of the cycle *)
  assert (in_K : forall i, K (iter i f x)).
  { intros i. replace (iter i f x) with (iter m f (iter (m * n - m + i) f x)); [now apply image|].
    rewrite <- iter_add. replace (m + (m * n - m + i))%nat with (i + m * n)%nat by nia. now apply iter_mod. }
  destruct (swap_in_K n x least in_K) as [->|even]; [left|now right]. split; [|reflexivity].
  destruct (Nat.eq_dec n 1) as [|more]; [assumption|exfalso]. apply (smaller 1%nat); [lia|exact fixed].
Qed.

(** T5.3: so f has no cycle of odd length > 1 in E. *)
Corollary swap_no_odd_period (E : R -> Prop) m n : (forall t, E t -> K (iter m f t)) ->
  Nat.Odd n -> (1 < n)%nat -> ~ has_period f E n.
Proof.
  intros image odd n1 (x & least & orbit).
  destruct (swap E m n x image least orbit) as [[one _]|even]; [lia|].
  destruct odd as [u Hu], even as [v Hv]. lia.
Qed.
End Swap.
