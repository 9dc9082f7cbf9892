(** * A horseshoe gives chaos and entropy (T4.3; T5.4 where a horseshoe shows the entropy)

    f is continuous and maps E into itself; m >= 2 intervals in H, disjoint inside, each cover H under f^q,
    and H lies in E.  Then f is chaotic on E in the sense of Li and Yorke, and its entropy is at least (log m)
    / q ([horseshoe_chaos]).  Nothing is cited.

    Idea.  Two of the shrunk intervals of the horseshoe of F^2 are disjoint and both cover a common interval,
    so they form a loop Q0 -> Q0 -> Q1 of length 3: a point of least period 3 of F^2, and the theorem of Li
    and Yorke. *)

From Coq Require Import Reals Lra Lia Arith List.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles Continuous.Loops.
From ExactPL Require Import Continuous.Horseshoes Continuous.Entropy Chaos.LiYorke.
Import ListNotations.
Open Scope R_scope.

(** Two intervals without common points that both cover an interval containing both: a cycle of length 3. *)
Lemma two_intervals_period_three g (E : R -> Prop) (K Q0 Q1 : interval) d :
  0 < d -> far_apart d Q0 Q1 -> nonempty Q0 -> nonempty Q1 -> part_of Q0 K -> part_of Q1 K ->
  continuous_on g Q0 -> continuous_on g Q1 -> covers g Q0 K -> covers g Q1 K ->
  (forall x, K x -> E x) -> has_period g E 3.
Proof.
  intros d_pos far N0 N1 sub0 sub1 cont0 cont1 cover0 cover1 subK.
  set (B := fun i => if Nat.eqb (i mod 3) 2 then Q1 else Q0).
  assert (cases : forall i, B i = Q0 \/ B i = Q1) by (intros i; unfold B; destruct Nat.eqb; auto).
  assert (in_K : forall i x, B i x -> K x).
  { intros i x Bx. destruct (cases i) as [eq|eq]; rewrite eq in Bx; intervals. }
  destruct (loop_least_period g 3 B) as (x & least & follows); [lia| | | | | |].
  - intros i. unfold B. replace (i + 3)%nat with (i + 1 * 3)%nat by lia. now rewrite Nat.mod_add by lia.
  - (* repetition after 1 step is excluded: B 1 = Q0 and B 2 = Q1 are disjoint *)
    intros p e [p2 _] three. assert (e = 1%nat) as -> by nia. exists 1%nat. intros y in0 in1 _ _.
    change (Q0 y) in in0. change (Q1 y) in in1. specialize (far y y in0 in1). rewrite distance_zero in far.
    lra.
  - intros i. destruct (cases i) as [-> | ->]; assumption.
  - intros i. destruct (cases i) as [-> | ->]; assumption.
  - intros i z Bz. apply in_K in Bz. destruct (cases i) as [-> | ->]; [now apply cover0|now apply cover1].
  - exists x. split; [exact least|]. intros i. apply subK, (in_K i), follows.
Qed.

(** T4.3, T5.4 for horseshoes: a continuous map of an interval E into itself with a horseshoe is chaotic on
    E. *)
Theorem full_horseshoe_chaos F (E : R -> Prop) (H : interval) m J :
  is_interval E -> continuous_on F E -> maps_into F E -> (forall x, H x -> E x) -> horseshoe_in H m J ->
  (forall i, (i < m)%nat -> covers F (J i) H) -> chaotic F E.
Proof.
  intros convex cont maps H_sub (H_wide & m2 & disjoint & parts) cover.
  assert (contJ : forall i, (i < m)%nat -> continuous_on F (J i)).
  { intros i i_lt. specialize (parts i i_lt). apply continuous_on_subset with (1 := cont).
    intros x Jx. apply H_sub. intervals. }
  destruct (shrunk_horseshoe F m J H m2 H_wide contJ (fun i i_lt => conj (parts i i_lt)
    (cover i i_lt)) disjoint 2)
    as (K & Qs & d & d_pos & K_wide & K_sub & many & far & good).
  destruct Qs as [|Q0 [|Q1 Qs]]; [cbn in many; nia|cbn in many; nia|]. clear many.
  inversion far as [|? ? far0 _]; subst. inversion far0 as [|? ? far01 _]; subst.
  inversion good as [|? ? (N0 & sub0 & cont0 & cover0) good']; subst.
  inversion good' as [|? ? (N1 & sub1 & cont1 & cover1) _]; subst.
  apply (chaotic_of_iterate F E 2); [lia|exact maps|]. apply period_three_chaos; [exact convex| |].
  - now apply continuous_on_iter.
  - apply two_intervals_period_three with K Q0 Q1 d; auto. intros x Kx. apply H_sub. intervals.
Qed.

(** T4.3, T5.4 for horseshoes of f^q: f is chaotic on E, and its entropy on H and on E is at least (log m) /
    q. *)
Theorem horseshoe_chaos f (E : R -> Prop) (H : interval) q m J :
  is_interval E -> continuous_on f E -> maps_into f E -> (0 < q)%nat -> (forall x, H x -> E x) ->
  horseshoe_in H m J -> (forall i, (i < m)%nat -> covers (iter q f) (J i) H) ->
  chaotic f E /\ forall r, r ^ q = INR m -> entropy_at_least f H r /\ entropy_at_least f E r.
Proof.
  intros convex cont maps q_pos H_sub shoe cover. split.
  - apply (chaotic_of_iterate f E q q_pos maps). apply full_horseshoe_chaos with H m J; auto.
    + now apply continuous_on_iter.
    + now apply maps_into_iter.
  - intros r power. assert (entropy : entropy_at_least f H r).
    { destruct shoe as (H_wide & m2 & disjoint & parts). apply entropy_of_root with q; [exact q_pos|].
      rewrite power.
      apply horseshoe_entropy with J; auto. intros i i_lt. specialize (parts i i_lt).
      apply continuous_on_subset with E; [now apply continuous_on_iter|]. intros x Jx. apply H_sub.
      intervals. }
    split; [exact entropy|]. now apply entropy_on_larger with H.
Qed.
