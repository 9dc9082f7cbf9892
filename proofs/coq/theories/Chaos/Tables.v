(** * A table with growth above 1 gives chaos (T3.2, T5.4)

    f is continuous and maps an interval E of any kind into itself, and a table of f^q in E has growth lam > 1
    (Continuous/Tables.v; the intervals of its rows may overlap).  Then f is chaotic on E in the sense of Li
    and Yorke ([table_chaos]) and has entropy at least (log lam) / q there ([table_chaos_entropy]).  Where a
    table shows the positive entropy this replaces [MS80] and [BGKM02] (F. Blanchard, E. Glasner, S. Kolyada
    and A. Maass, J. reine angew. Math. 547 (2002), 51-68, doi 10.1515/crll.2002.053) in T5.4; nothing is
    cited. *)

From Coq Require Import Reals Lra Lia Arith List.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles
  Continuous.Horseshoes.
From ExactPL Require Import Continuous.Entropy Continuous.CoveringGraphs Continuous.Tables.
From ExactPL Require Import Chaos.LiYorke Chaos.Horseshoes Chaos.CoveringGraphs.
Import ListNotations.
Open Scope R_scope.

Section Table.
Variables (f : R -> R) (E : R -> Prop) (q m : nat) (D : nat -> interval) (parts : nat ->
  list (interval * nat)).
Variables (lam : R) (v : nat -> R) (i0 : nat).
Hypotheses (convex : is_interval E) (cont : continuous_on f E) (maps : maps_into f E) (q_pos : (0 < q)%nat).
Hypothesis wide : forall i, (i < m)%nat -> lo (D i) < hi (D i) /\ forall x, D i x -> E x.
Hypothesis table : covering_table (iter q f) m D parts.
Hypotheses (v_nonneg : forall i, (i < m)%nat -> 0 <= v i) (i0_lt : (i0 < m)%nat) (v_pos : 0 < v i0).
Hypothesis growth : forall i, (i < m)%nat -> lam * v i <= sum_over v (map snd (parts i)).

Lemma rows_continuous i : (i < m)%nat -> continuous_on (iter q f) (D i).
Proof. intros i_lt. apply continuous_on_subset with E; [now apply continuous_on_iter|now apply wide]. Qed.

(** T3.1, T3.2: the entropy of f on E is at least (log lam) / q. *)
Theorem table_chaos_entropy r : r ^ q = lam -> entropy_at_least f E r.
Proof.
  intros power. apply entropy_of_root with q; [exact q_pos|]. rewrite power.
  apply (table_entropy (iter q f) m D E parts lam v i0); auto using rows_continuous.
Qed.

(** T5.4 for tables: f is chaotic on E in the sense of Li and Yorke if lam > 1. *)
Theorem table_chaos : 1 < lam -> chaotic f E.
Proof.
  intros lam1. set (g := iter q f). assert (maps_g : maps_into g E) by now apply maps_into_iter.
  assert (cont_g : continuous_on g E) by now apply continuous_on_iter.
  destruct (two_parts g m D E parts lam v i0) with (2 := rows_continuous) as (k & K & Qs & k1 & shrunk); auto.
  assert (maps_k : maps_into (iter k g) E) by now apply maps_into_iter.
  (* the first two parts of each row *)
  set (default := (Interval 0 0, O)).
  assert (part : forall n i, (n < 2)%nat -> positive_row m v i -> let p := nth n (Qs i) default in
    positive_row m v (snd p) /\ part_of (fst p) (K i) /\ nonempty (fst p) /\
      continuous_on (iter k g) (fst p) /\
    covers (iter k g) (fst p) (K (snd p))).
  { intros n i n_lt Vi p. destruct (shrunk i Vi) as (_ & _ & two & _ & good). rewrite Forall_forall in good.
    destruct (good p) as (Vr & NQ & sub & onto & contQ); [apply nth_In; lia|].
    split; [exact Vr|]. split; [exact sub|]. split; [exact NQ|].
    split; [exact contQ|now apply maps_onto_covers]. }
  destruct (two_parts_period_three (iter k g) E (positive_row m v)
    (filter (fun i => if Rlt_dec 0 (v i) then true else false) (seq 0 m)) K
    (fun i => snd (nth 0 (Qs i) default)) (fun i => snd (nth 1 (Qs i) default))
    (fun i => fst (nth 0 (Qs i) default)) (fun i => fst (nth 1 (Qs i) default))) as (p & p_pos & period).
  - intros i. apply positive_rows_iff.
  - exists i0. now split.
  - intros i Vi x Kx. destruct (shrunk i Vi) as (_ & sub & _). destruct Vi as [i_lt _]. apply (wide i i_lt).
    intervals.
  - intros i Vi. apply (part 0%nat i); [lia|exact Vi].
  - intros i Vi. apply (part 1%nat i); [lia|exact Vi].
  - intros i Vi. destruct (shrunk i Vi) as (_ & _ & two & disjoint & _).
    apply (pairwise_nth (fun p p' => off (fst p) (fst p')) (Qs i) default disjoint 0 1). lia.
  - apply (chaotic_of_iterate f E q q_pos maps). apply (chaotic_of_iterate g E k); [lia|exact maps_g|].
    apply (chaotic_of_iterate (iter k g) E p p_pos maps_k).
    apply period_three_chaos; [exact convex| |exact period].
    apply continuous_on_iter; [|exact maps_k]. now apply continuous_on_iter.
Qed.
End Table.
