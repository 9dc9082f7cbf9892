(** * Entropy from tables (T3.1 and T3.2, from below, with T4.3)

    A table: intervals D 0, ..., D (m - 1) in H, which may overlap; in each D i parts, disjoint inside, each
    mapped over some D r; weights v i >= 0, not all 0, such that the weights of the rows assigned to the parts
    of D i sum up to at least lam v i.  Then the entropy of F on H is at least log lam ([table_entropy]).  For
    a piecewise-linear map this is the half of [MS80] (M. Misiurewicz and W. Szlenk, Studia Math. 67 (1980),
    45-63, doi 10.4064/sm-67-1-45-63) that is used for lower bounds.  Nothing is cited.

    Idea.  As for covering graphs, but only paths from one row are compared: two of them are at some time in
    different parts of one row.  The paths of k edges from i give parts of D i, disjoint inside, each mapped
    onto some D j by F^k; without those that touch the ends of D i, and shrunk, they form a table of F^k whose
    parts have positive distances ([shrunk_table]).  If each row of it has N parts or more, F^(kn) has N^n
    points that are told apart before n. *)

From Coq Require Import Reals Lra Lia Arith List Bool.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles
  Continuous.Horseshoes.
From ExactPL Require Import Continuous.Entropy Continuous.CoveringGraphs.
Import ListNotations.
Open Scope R_scope.

(** ** Paths from one row *)

Section Paths.
Variables (F : R -> R) (vertex : nat -> Prop) (D : nat -> interval) (parts : nat -> list (interval * nat)).
(** Any two parts of a row are in the relation S; each leads to a row. *)
Variable S : interval -> interval -> Prop.
Hypothesis separate : forall i, vertex i -> pairwise (fun p p' => S (fst p) (fst p')) (parts i).
Hypothesis leads : forall i p, vertex i -> In p (parts i) ->
  vertex (snd p) /\ part_of (fst p) (D i) /\ continuous_on F (fst p) /\ covers F (fst p) (D (snd p)).
(** G k: a property of the intervals found after k steps; A k: a relation between two of them. *)
Variables (G : nat -> interval -> Prop) (A : nat -> interval -> interval -> Prop).
Hypothesis G_start : forall i, vertex i -> exists L, nonempty L /\ part_of L (D i) /\ G O L.
Hypothesis G_step : forall k (L' L : interval),
  nonempty L -> continuous_on F L' -> maps_onto F L' L -> G k L -> G (Datatypes.S k) L'.
Hypothesis A_step : forall k L' L M' M,
  nonempty L -> nonempty M -> maps_onto F L' L -> maps_onto F M' M -> A k L M -> A (Datatypes.S k) L' M'.
Hypothesis A_start : forall k P P' L M, S P P' -> part_of L P -> part_of M P' -> A (Datatypes.S k) L M.

Definition next_rows (i : nat) : list nat := map snd (parts i).

(** One more step, through some of the parts of a row. *)
Lemma through_parts k i es : vertex i -> (forall p, In p es -> In p (parts i)) ->
  pairwise (fun p p' => S (fst p) (fst p')) es ->
  (forall j, vertex j -> exists Ls, length Ls = paths next_rows k j /\ pairwise (A k) Ls /\
    Forall (fun L => nonempty L /\ part_of L (D j) /\ G k L) Ls) ->
  exists Ls, length Ls = list_sum (map (paths next_rows k) (map snd es)) /\
    pairwise (A (Datatypes.S k)) Ls /\
    Forall (fun L => nonempty L /\ (exists p, In p es /\ part_of L (fst p)) /\ G (Datatypes.S k) L) Ls.
Proof.
  intros Vi sub Ses found. induction Ses as [|p es Sp Ses IH]; [exists []; repeat split; constructor|].
  destruct IH as (Rs & R1 & R2 & R3); [intros p' Ip'; apply sub; now right|].
  destruct (leads i p Vi (sub p (or_introl eq_refl))) as (Vr & P_sub & contP & cover).
  destruct (found (snd p) Vr) as (Ls & L1 & L2 & L3).
  (* the intervals of the row of p, pulled back into the part *)
  destruct (pairwise_choose (A k) (A (Datatypes.S k)) (fun L L' => nonempty L /\ maps_onto F L' L)
    (fun L' => nonempty L' /\ part_of L' (fst p) /\ G (Datatypes.S k) L') Ls L2) as (Qs & Q1 & Q2 & Q3).
  { intros L M L' M' AL (NL & onto_L) (NM & onto_M). eauto. }
  { apply Forall_impl with (2 := L3). intros L (NL & sub_L & GL).
    destruct (tight_part F (fst p) L contP NL) as (L' & sub' & onto); [now apply covers_part
      with (D (snd p))|].
    exists L'. split; [auto|]. split; [apply onto|]. split; [exact sub'|].
    apply G_step with L; auto. now apply continuous_on_part with (fst p). }
  exists (Qs ++ Rs). rewrite Forall_forall in Q3, R3, Sp.
  split; [rewrite app_length, Q1, L1, R1; reflexivity|]. split.
  - apply pairwise_app; auto. intros L M in_Q in_R. destruct (Q3 L in_Q) as (_ & sub_L & _).
    destruct (R3 M in_R) as (_ & (p' & Ip' & sub_M) & _). apply A_start with (fst p) (fst p'); auto.
  - apply Forall_app. rewrite !Forall_forall. split; intros L IL.
    + destruct (Q3 L IL) as (NL & sub_L & GL). split; [exact NL|]. split; [exists p; cbn; auto|exact GL].
    + destruct (R3 L IL) as (NL & (p' & Ip' & sub_L) & GL). split; [exact NL|].
      split; [exists p'; cbn; auto|exact GL].
Qed.

Theorem paths_from_row k :
  forall i, vertex i -> exists Ls, length Ls = paths next_rows k i /\ pairwise (A k) Ls /\
  Forall (fun L => nonempty L /\ part_of L (D i) /\ G k L) Ls.
Proof.
  induction k as [|k IH]; intros i Vi.
  - destruct (G_start i Vi) as (L & start). exists [L]. split; [reflexivity|].
    split; [repeat constructor|]. constructor; [exact start|constructor].
  - destruct (through_parts k i (parts i) Vi (fun p Ip => Ip) (separate i Vi) IH) as (Ls & L1 & L2 & L3).
    exists Ls. split; [exact L1|]. split; [exact L2|]. apply Forall_impl with (2 := L3).
    intros L (NL & (p & Ip & sub) & GL). split; [exact NL|]. split; [|exact GL].
    destruct (leads i p Vi Ip) as (_ & P_sub & _). intervals.
Qed.
End Paths.

(** ** Parts at positive distances *)

(** If each row has N parts or more, at distances d > 0, the entropy on H is at least log N. *)
Lemma distant_table_entropy F (H : R -> Prop) (vertex : nat -> Prop) D parts d N i0 :
  (1 <= N)%nat -> 0 < d -> vertex i0 ->
  (forall i, vertex i -> nonempty (D i) /\ forall x, D i x -> H x) ->
  (forall i, vertex i -> pairwise (fun p p' => far_apart d (fst p) (fst p')) (parts i)) ->
  (forall i p, vertex i -> In p (parts i) ->
     vertex (snd p) /\ part_of (fst p) (D i) /\ continuous_on F (fst p) /\ covers F (fst p) (D (snd p))) ->
  (forall i, vertex i -> (N <= length (parts i))%nat) -> entropy_at_least F H (INR N).
Proof.
  intros N1 d_pos V0 good far leads many r r_lt. exists d. split; [exact d_pos|]. intros M. set (n := S M).
  destruct (paths_from_row F vertex D parts (far_apart d)) with (G := fun _ : nat => nonempty)
    (A := fun k => intervals_told_apart F d k) (k := n) (i := i0) as (Ls & L1 & L2 & L3); auto.
  - intros i Vi. exists (D i). destruct (good i Vi) as (ND & _). split; [exact ND|].
    split; [intervals|exact ND].
  - intros k L' L _ _ onto _. apply onto.
  - intros k L' L M' M'' NL NM onto_L onto_M LM. now apply told_apart_step with L M''.
  - intros k P P' L M' PP' sub_L sub_M. now apply told_apart_start with P P'.
  - destruct (pairwise_choose (intervals_told_apart F d n) (told_apart F n d) within H Ls L2)
      as (xs & X1 & X2 & X3).
    { intros; auto. }
    { apply Forall_impl with (2 := L3). intros L (NL & sub & _). exists (lo L). split; [intervals|].
      destruct (good i0 V0) as (_ & in_H). apply in_H. intervals. }
    exists n, xs. split; [unfold n; lia|]. split; [exact X3|]. split; [exact X2|].
    (* at least N^n paths *)
    rewrite X1, L1. assert (grow : INR N ^ n * 1 <= 1 * INR (paths (next_rows parts) n i0)).
    { apply (paths_grow vertex (next_rows parts) (fun _ => 1) (INR N) 1); auto.
      - apply lt_0_INR. lia.
      - intros i j Vi Ij. apply in_map_iff in Ij as (p & <- & Ip). now apply (leads i).
      - intros i Vi. assert (count : forall l, sum_over (fun _ => 1) l = INR (length l)).
        { induction l as [|j l IH]; [reflexivity|]. cbn [sum_over fold_right length].
          fold (sum_over (fun _ => 1) l).
          rewrite IH, S_INR. lra. }
        rewrite count, Rmult_1_r. unfold next_rows. rewrite map_length. apply le_INR. now apply many.
      - intros i _. lra. }
    apply Rle_trans with (INR N ^ n); [apply pow_incr; lra|lra].
Qed.

(** ** Tables *)

(** The rows of positive weight. *)
Lemma positive_rows_iff m (v : nat -> R) i :
  In i (filter (fun i => if Rlt_dec 0 (v i) then true else false) (seq 0 m)) <-> (i < m)%nat /\ 0 < v i.
Proof. rewrite filter_In, in_seq. destruct (Rlt_dec 0 (v i)); intuition (lia || discriminate). Qed.

Section Table.
Variables (F : R -> R) (m : nat) (D : nat -> interval) (H : R -> Prop) (parts : nat -> list (interval * nat)).
Variables (lam : R) (v : nat -> R) (i0 : nat).
Hypothesis wide : forall i, (i < m)%nat -> lo (D i) < hi (D i) /\ forall x, D i x -> H x.
Hypothesis cont : forall i, (i < m)%nat -> continuous_on F (D i).
Hypothesis table : covering_table F m D parts.
Hypotheses (v_nonneg : forall i, (i < m)%nat -> 0 <= v i) (i0_lt : (i0 < m)%nat) (v_pos : 0 < v i0).
Hypothesis growth : forall i, (i < m)%nat -> lam * v i <= sum_over v (map snd (parts i)).

(** The rows of positive weight, and the parts that lead to them. *)
Definition positive_row i := (i < m)%nat /\ 0 < v i.
Let weighs i := if Rlt_dec 0 (v i) then true else false.
Let rows := filter weighs (seq 0 m).
Let parts' i := filter (fun p => weighs (snd p)) (parts i).

Lemma rows_iff i : In i rows <-> positive_row i.
Proof. apply positive_rows_iff. Qed.

Lemma reduced_leads i p : positive_row i -> In p (parts' i) ->
  positive_row (snd p) /\ part_of (fst p) (D i) /\ continuous_on F (fst p) /\ covers F (fst p) (D (snd p)).
Proof.
  intros [i_lt _] Ip. unfold parts', weighs in Ip. apply filter_In in Ip as [Ip positive].
  destruct (table i i_lt) as (_ & leads). destruct (leads p Ip) as (r_lt & sub & cover).
  split; [|split; [exact sub|split; [|exact cover]]].
  2: { apply continuous_on_part with (D i); [now apply cont|exact sub]. }
  split; [exact r_lt|]. destruct (Rlt_dec 0 (v (snd p))); [assumption|discriminate].
Qed.

Lemma reduced_sum i : positive_row i -> lam * v i <= sum_over v (next_rows parts' i).
Proof.
  intros [i_lt _]. replace (sum_over v (next_rows parts' i)) with (sum_over v (map snd (parts i)));
    [now apply growth|].
  destruct (table i i_lt) as (_ & leads). unfold next_rows, parts'. revert leads. generalize (parts i).
  induction l as [|p l IH]; intros leads; [reflexivity|]. cbn [filter map sum_over fold_right].
  fold (sum_over v (map snd l)). rewrite IH by (intros p' Ip'; apply leads; now right).
  destruct (leads p) as (r_lt & _); [now left|]. specialize (v_nonneg (snd p) r_lt). unfold weighs at 2.
  destruct (Rlt_dec 0 (v (snd p))).
  - cbn [map sum_over fold_right]. reflexivity.
  - unfold sum_over. lra.
Qed.

Section Step.
Variables (k N : nat).
Hypothesis many_paths : forall i, positive_row i -> (N + 2 <= paths (next_rows parts') k i)%nat.

(** Parts of D i mapped onto some D j by F^k that do not touch the ends of D i, and an interval around
    them. *)
Lemma inner_parts i :
  positive_row i -> exists K Ls, lo K < hi K /\ strictly_inside (D i) K /\ (N <= length Ls)%nat /\
  pairwise apart Ls /\ Forall (fun L => part_of L K /\ exists j, positive_row j /\ lap F k L (D j)) Ls.
Proof.
  intros Vi. pose proof Vi as [i_lt _].
  destruct (paths_from_row F positive_row D parts' apart)
    with (G := fun k L => exists j, positive_row j /\ lap F k L (D j)) (A := fun _ : nat => apart) (k :=
      k) (i := i)
    as (Ls & L1 & L2 & L3); auto.
  { intros a [a_lt _]. apply pairwise_filter. now apply table. }
  { exact reduced_leads. }
  { intros a Va. pose proof Va as [a_lt _]. destruct (wide a a_lt) as (wide_a & _).
    assert (nonempty (D a)) by intervals.
    exists (D a). split; [assumption|]. split; [intervals|]. exists a. split; [exact Va|now apply lap_0]. }
  { intros n L' L NL contL' onto (j & Vj & lapL). exists j. split; [exact Vj|]. now apply lap_S with L. }
  { intros n L' L M' M _ _. exact (apart_step F L' L M' M). }
  { intros n P P' L M PP' sub_L sub_M. now apply apart_part with P P'. }
  destruct (most_strictly_inside (D i) Ls L2) as (c & most & inner).
  { apply Forall_impl with (2 := L3). intros L (NL & sub & (j & [j_lt _] & (_ & ends & _) & _)).
    split; [|exact sub].
    destruct (Rle_lt_dec (hi L) (lo L)) as [le|]; [|assumption].
    assert (same : hi L = lo L) by intervals. rewrite same in ends. destruct (wide j j_lt). lra. }
  assert (good : Forall (fun L => nonempty L /\ exists j, positive_row j /\ lap F k L (D j)) (filter c Ls)).
  { rewrite Forall_forall in *. intros L IL. apply filter_In in IL as [IL _].
    destruct (L3 L IL) as (NL & _ & found). auto. }
  destruct (common_interval (D i) (filter c Ls)) as (K & K_wide & K_in & around).
  { now apply wide. }
  { rewrite Forall_forall in *. intros L IL. split; [now apply good|now apply inner]. }
  exists K, (filter c Ls). split; [exact K_wide|]. split; [exact K_in|].
  split; [specialize (many_paths i Vi); lia|]. split; [now apply pairwise_filter|].
  rewrite Forall_forall in *. intros L IL. split; [now apply around|]. now apply good.
Qed.

(** A table of F^k with N parts or more in each row, no two of which have a common point. *)
Theorem shrunk_table : exists K (Qs : nat -> list (interval * nat)), forall i, positive_row i ->
  lo (K i) < hi (K i) /\ part_of (K i) (D i) /\ (N <= length (Qs i))%nat /\
  pairwise (fun p p' => off (fst p) (fst p')) (Qs i) /\
  Forall (fun p => positive_row (snd p) /\ nonempty (fst p) /\ part_of (fst p) (K i) /\
    lap F k (fst p) (K (snd p))) (Qs i).
Proof.
  set (default := Interval 0 0).
  destruct (finite_choice (default, [] : list interval) (fun i KL => lo (fst KL) < hi (fst KL) /\
    strictly_inside (D i) (fst KL) /\ (N <= length (snd KL))%nat /\ pairwise apart (snd KL) /\
    Forall (fun L => part_of L (fst KL) /\ exists j, positive_row j /\ lap F k L (D j)) (snd KL)) rows)
    as (KL & chosen).
  { intros i Ii. apply rows_iff in Ii. destruct (inner_parts i Ii) as (K & Ls & found). now exists (K, Ls). }
  set (K := fun i => fst (KL i)).
  destruct (finite_choice ([] : list (interval * nat)) (fun i Qs => (N <= length Qs)%nat /\
    pairwise (fun p p' => off (fst p) (fst p')) Qs /\
    Forall (fun p => positive_row (snd p) /\ nonempty (fst p) /\ part_of (fst p) (K i) /\
      lap F k (fst p) (K (snd p))) Qs) rows) as (Qs & shrunk).
  { intros i Ii. destruct (chosen i Ii) as (K_wide & K_in & many & apart_Ls & laps). fold (K i) in *.
    destruct (pairwise_choose apart (fun p p' => off (fst p) (fst p'))
      (fun L p => nonempty (fst p) /\ strictly_inside L (fst p))
      (fun p => positive_row (snd p) /\ nonempty (fst p) /\ part_of (fst p) (K i) /\
        lap F k (fst p) (K (snd p)))
      (snd (KL i)) apart_Ls) as (Qs & Q1 & Q2 & Q3).
    - intros L L' p p' LL' (NQ & Q_in) (NQ' & Q'_in). now apply strictly_inside_off with L L'.
    - apply Forall_impl with (2 := laps). intros L (sub & (j & Vj & lapL)).
      destruct (chosen j) as (Kj_wide & Kj_in & _); [now apply rows_iff|]. fold (K j) in *.
      destruct (shrink_lap F k L (D j) (K j) lapL Kj_in Kj_wide) as (Q & Q_in & NQ & Q_sub & lapQ).
      exists (Q, j). cbn [fst snd]. split; [auto|]. split; [exact Vj|]. split; [exact NQ|].
      split; [intervals|exact lapQ].
    - exists Qs. split; [now rewrite Q1|]. split; [exact Q2|exact Q3]. }
  exists K, Qs. intros i Vi. apply rows_iff in Vi. destruct (chosen i Vi) as (K_wide & K_in & _).
  fold (K i) in *.
  split; [exact K_wide|]. split; [unfold strictly_inside in K_in; intervals|]. now apply shrunk.
Qed.
End Step.

(** Finitely many rows have a common distance of their parts. *)
Lemma common_distance (Qs : nat -> list (interval * nat)) is :
  (forall i, In i is -> pairwise (fun p p' => off (fst p) (fst p')) (Qs i)) ->
  exists d, 0 < d /\ forall i, In i is -> pairwise (fun p p' => far_apart d (fst p) (fst p')) (Qs i).
Proof.
  assert (one : forall l : list (interval * nat), pairwise (fun p p' => off (fst p) (fst p')) l ->
    exists d, 0 < d /\ pairwise (fun p p' => far_apart d (fst p) (fst p')) l).
  { intros l disjoint. assert (to_map : forall (P : interval -> interval -> Prop) (l : list (interval * nat)),
      pairwise (fun p p' => P (fst p) (fst p')) l <-> pairwise P (map fst l)).
    { clear. intros P l. induction l as [|p l IH]; [split; constructor|]. cbn [map].
      split; intros pair; inversion pair as [|? ? first rest]; subst; constructor; try now apply IH.
      - rewrite Forall_forall in *. intros Q IQ. apply in_map_iff in IQ as (p' & <- & Ip'). now apply first.
      - rewrite Forall_forall in *. intros p' Ip'. apply first. now apply in_map. }
    destruct (positive_distances (map fst l)) as (d & d_pos & far); [now apply to_map|].
    exists d. split; [exact d_pos|]. now apply to_map. }
  induction is as [|i is IH]; intros disjoint; [exists 1; split; [lra|intros i []]|].
  destruct IH as (d & d_pos & far); [intros j Ij; apply disjoint; now right|].
  destruct (one (Qs i)) as (e & e_pos & far_i); [apply disjoint; now left|].
  exists (Rmin d e). split; [now apply Rmin_pos|]. pose proof (Rmin_l d e). pose proof (Rmin_r d e).
  intros j [<-|Ij].
  - apply pairwise_impl with (2 := far_i). intros p p'. now apply far_apart_less.
  - apply pairwise_impl with (2 := far j Ij). intros p p'. now apply far_apart_less.
Qed.

(** If each row has at least N + 2 paths of k edges, the entropy of F^k on H is at least log N. *)
Lemma table_step_entropy k N : (1 <= N)%nat ->
  (forall i, positive_row i -> (N + 2 <= paths (next_rows parts') k i)%nat) ->
    entropy_at_least (iter k F) H (INR N).
Proof.
  intros N1 many_paths. destruct (shrunk_table k N many_paths) as (K & Qs & shrunk).
  destruct (common_distance Qs rows) as (d & d_pos & far).
  { intros i Ii. apply rows_iff in Ii. now apply shrunk. }
  apply (distant_table_entropy (iter k F) H positive_row K Qs d N i0 N1 d_pos).
  - now split.
  - intros i Vi. destruct (shrunk i Vi) as (K_wide & K_sub & _). split; [intervals|].
    intros x Kx. destruct Vi as [i_lt _]. apply (wide i i_lt). intervals.
  - intros i Vi. now apply far, rows_iff.
  - intros i p Vi Ip. destruct (shrunk i Vi) as (_ & _ & _ & _ & good). rewrite Forall_forall in good.
    destruct (good p Ip) as (Vr & NQ & Q_sub & onto & contQ). split; [exact Vr|]. split; [exact Q_sub|].
    split; [exact contQ|now apply maps_onto_covers].
  - intros i Vi. now apply shrunk.
Qed.

(** There are lam^k (least / top) paths or more, for bounds of the positive weights. *)
Lemma enough_table_paths least top k N : 0 < least -> (forall i, positive_row i -> least <= v i) ->
  0 < top -> (forall i, (i < m)%nat -> v i <= top) -> 0 < lam -> INR N + 2 <= least / top * lam ^ k ->
  forall i, positive_row i -> (N + 2 <= paths (next_rows parts') k i)%nat.
Proof.
  intros least_pos least_le top_pos bound lam_pos N_le i Vi. apply INR_le. rewrite plus_INR. cbn [INR].
  assert (lam_k : 0 < lam ^ k) by now apply pow_lt.
  assert (grow : lam ^ k * v i <= top * INR (paths (next_rows parts') k i)).
  { apply (paths_grow positive_row (next_rows parts') v lam top); auto.
    - intros a b Va Ib. apply in_map_iff in Ib as (p & <- & Ip). now apply (reduced_leads a).
    - exact reduced_sum.
    - intros a [a_lt _]. now apply bound. }
  specialize (least_le i Vi). assert (lam ^ k * least <= top * INR (paths (next_rows parts') k i)) by nra.
  assert (lam ^ k * least = top * (least / top * lam ^ k)) by (field; lra).
  assert (least / top * lam ^ k <= INR (paths (next_rows parts') k i)) by (apply Rmult_le_reg_l
    with top; lra).
  lra.
Qed.

(** For lam > 1 some F^k has a table with two parts or more in each row, no two of which have a common
    point. *)
Theorem two_parts : 1 < lam -> exists k K (Qs : nat -> list (interval * nat)), (1 <= k)%nat /\
  forall i, positive_row i -> lo (K i) < hi (K i) /\ part_of (K i) (D i) /\ (2 <= length (Qs i))%nat /\
  pairwise (fun p p' => off (fst p) (fst p')) (Qs i) /\
  Forall (fun p => positive_row (snd p) /\ nonempty (fst p) /\ part_of (fst p) (K i) /\
    lap F k (fst p) (K (snd p))) (Qs i).
Proof.
  intros lam1. destruct (weights_bounded v m) as (top & top_pos & bound).
  destruct (least_weight m v) as (least & least_pos & least_le).
  destruct (powers_separate lam 1 (least / top) lam1)
    as (k & k1 & separate); [lra|now apply Rdiv_lt_0_compat|].
  rewrite pow1 in separate. exists k.
  destruct (shrunk_table k 2) as (K & Qs & shrunk); [|exists K, Qs; auto].
  apply (enough_table_paths least top); auto; [lra|]. cbn [INR]. lra.
Qed.

(** T3.1, T3.2, T4.3: the entropy of F on H is at least log lam. *)
Theorem table_entropy : entropy_at_least F H lam.
Proof.
  intros r r_lt. destruct (Rle_lt_dec lam 1) as [small|lam1].
  { (* lam <= 1: one point is enough *)
    exists 1. split; [lra|]. intros N. exists N, [lo (D i0)]. split; [lia|].
    destruct (wide i0 i0_lt) as (wide0 & sub0).
    split; [constructor; [apply sub0; intervals|constructor]|]. split; [repeat constructor|].
    cbn [length]. change (INR 1) with 1. rewrite <- (pow1 N). apply pow_incr. lra. }
  destruct (weights_bounded v m) as (top & top_pos & bound).
  destruct (least_weight m v) as (least & least_pos & least_le).
  set (r1 := (r + lam) / 2). assert (r1_lt : 0 <= r1 < lam) by (unfold r1; lra).
  assert (c_pos : 0 < least / top) by (apply Rdiv_lt_0_compat; lra).
  destruct (powers_separate lam r1 (least / top) lam1 r1_lt c_pos) as (k & k1 & separate).
  assert (r1_k : 0 <= r1 ^ k) by (apply pow_le; lra).
  destruct (natural_part (least / top * lam ^ k - 2)) as (N & N_le & N_gt); [lra|].
  assert (N1 : (1 <= N)%nat) by (destruct N as [|N]; [cbn in N_gt; lra|lia]).
  assert (entropy : entropy_at_least (iter k F) H (INR N)).
  { apply table_step_entropy; [exact N1|]. apply (enough_table_paths least top); auto; lra. }
  apply (entropy_of_root F H k r1); [lia| |unfold r1; lra].
  apply entropy_less with (INR N); [lra|exact entropy].
Qed.
End Table.
