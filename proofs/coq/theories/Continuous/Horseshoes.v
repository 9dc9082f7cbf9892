(** * Growth from covering graphs and horseshoes (T4.3)

    F is continuous on the intervals J 0, ..., J (m - 1), and J i covers J j for each j in [next i]; [paths
    next k i] is the number of paths of k edges from i.  One induction ([paths_give_intervals]) turns paths
    into intervals and keeps any property of the intervals and any relation between two of them that is passed
    on to tight parts:

    - with disjoint insides, [paths next k i] parts of J i, disjoint inside, each mapped onto some J j by F^k
      ([graph_intervals]);
    - at distances d > 0, as many points as there are paths of k edges, told apart by d before the time k + 1
      ([graph_points]);
    - if each J i lies in H and covers H: m^k parts of H, disjoint inside, each mapped onto H by F^k
      ([horseshoe]); so F^k x = y has m^k solutions for each y inside H ([horseshoe_solutions]), and if the J
      i are at distances d > 0, F^k has m^k fixed points that are told apart by d before the time k
      ([horseshoe_periodic_points]). *)

From Coq Require Import Reals Lra Lia Arith List.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles.
Import ListNotations.
Open Scope R_scope.

(** ** Lists *)

Lemma pairwise_app {T} (P : T -> T -> Prop) l r : pairwise P l -> pairwise P r ->
  (forall x y, In x l -> In y r -> P x y) -> pairwise P (l ++ r).
Proof.
  intros Pl Pr cross. induction Pl as [|x l Px Pl IH]; [exact Pr|]. cbn. constructor.
  - apply Forall_app. split; [exact Px|]. apply Forall_forall. intros y Iy. apply cross; cbn; auto.
  - apply IH. intros; apply cross; cbn; auto.
Qed.

Lemma pairwise_impl {T} (P Q : T -> T -> Prop) l :
  (forall x y, P x y -> Q x y) -> pairwise P l -> pairwise Q l.
Proof.
  intros PQ Pl. induction Pl as [|x l Px Pl IH]; constructor; auto. apply Forall_impl with (2 := Px). auto.
Qed.

Lemma pairwise_filter {T} (P : T -> T -> Prop) c l : pairwise P l -> pairwise P (filter c l).
Proof.
  intros Pl. induction Pl as [|x l Px Pl IH]; [constructor|]. cbn. destruct (c x); [|exact IH].
  constructor; [|exact IH]. rewrite Forall_forall in *. intros y Iy. apply filter_In in Iy as [Iy _]. auto.
Qed.

Lemma pairwise_nth {T} (P : T -> T -> Prop) l x0 : pairwise P l ->
  forall i j, (i < j < length l)%nat -> P (nth i l x0) (nth j l x0).
Proof.
  intros Pl. induction Pl as [|x l Px Pl IH]; intros i j bounds; cbn [length] in bounds; [lia|].
  destruct j as [|j]; [lia|]. destruct i as [|i]; cbn [nth]; [|apply IH; lia].
  rewrite Forall_forall in Px. apply Px, nth_In. lia.
Qed.

Lemma pairwise_NoDup {T} (l : list T) : pairwise (fun x y => x <> y) l -> NoDup l.
Proof.
  intros Pl. induction Pl as [|x l Px Pl IH]; constructor; auto.
  intro Ix. rewrite Forall_forall in Px. now apply (Px x Ix).
Qed.

(** Choose for each member x of a list some y with r x y and p y; relations of the x become relations of the
    y. *)
Lemma pairwise_choose {S T} (P : S -> S -> Prop) (Q : T -> T -> Prop) (r : S -> T -> Prop) (p : T -> Prop) l :
  pairwise P l -> (forall x x' y y', P x x' -> r x y -> r x' y' -> Q y y') ->
  Forall (fun x => exists y, r x y /\ p y) l ->
  exists ys, length ys = length l /\ pairwise Q ys /\ Forall p ys.
Proof.
  intros Pl passes found.
  assert (chosen : exists ys, Forall2 r l ys /\ Forall p ys).
  { clear Pl. induction found as [|x l (y & rxy & py) _ (ys & rs & ps)].
    - exists []. split; constructor.
    - exists (y :: ys). auto. }
  destruct chosen as (ys & rs & ps). exists ys.
  split; [clear Pl found ps; induction rs; cbn; congruence|]. split; [|exact ps]. clear ps found.
  induction rs as [|x y l ys rxy rs IH]; [constructor|]. inversion Pl as [|? ? Px Pl']; subst.
  constructor; [|auto]. clear IH Pl Pl'.
  induction rs as [|x' y' l ys rxy' rs IH]; [constructor|]. inversion Px; subst. constructor; eauto.
Qed.

(** ** Paths *)

(** The number of paths of k edges from i. *)
Fixpoint paths (next : nat -> list nat) (k i : nat) : nat :=
  match k with O => 1 | S k => list_sum (map (paths next k) (next i)) end.

(** F^k maps L onto K and is continuous on L. *)
Definition lap (F : R -> R) (k : nat) (L K : interval) : Prop :=
  maps_onto (iter k F) L K /\ continuous_on (iter k F) L.

Lemma lap_0 F L : nonempty L -> lap F 0 L L.
Proof.
  intros NL. split; [|apply continuous_on_id]. split; [exact NL|]. split; [left; auto|auto].
Qed.

Lemma lap_S F k (L' L K : interval) :
  nonempty L -> continuous_on F L' -> maps_onto F L' L -> lap F k L K -> lap F (S k) L' K.
Proof.
  intros NL cont onto (onto_k & cont_k). split; [now apply maps_onto_compose with L|].
  apply continuous_on_iter_shift with L; auto. now apply maps_onto_into.
Qed.

Section Graph.
Variables (F : R -> R) (vertex : nat -> Prop) (J : nat -> interval) (next : nat -> list nat).
Hypothesis cont : forall i, vertex i -> continuous_on F (J i).
Hypothesis graph : forall i, vertex i ->
  NoDup (next i) /\ forall j, In j (next i) -> vertex j /\ covers F (J i) (J j).
(** G k: a property of the intervals found after k steps; A k: a relation between two of them. *)
Variables (G : nat -> interval -> Prop) (A : nat -> interval -> interval -> Prop).
Hypothesis G_start : forall i, vertex i -> exists L, nonempty L /\ part_of L (J i) /\ G O L.
Hypothesis G_step : forall k (L' L : interval),
  nonempty L -> continuous_on F L' -> maps_onto F L' L -> G k L -> G (S k) L'.
Hypothesis A_step : forall k L' L M' M,
  nonempty L -> nonempty M -> maps_onto F L' L -> maps_onto F M' M -> A k L M -> A (S k) L' M'.
Hypothesis A_start : forall k i j L M,
  vertex i -> vertex j -> i <> j -> part_of L (J i) -> part_of M (J j) -> A k L M.

(** The intervals found in different J j together. *)
Lemma union_of_intervals k js : NoDup js ->
  (forall j, In j js -> vertex j /\ exists Ls, length Ls = paths next k j /\ pairwise (A k) Ls /\
    Forall (fun L => nonempty L /\ part_of L (J j) /\ G k L) Ls) ->
  exists Ls, length Ls = list_sum (map (paths next k) js) /\ pairwise (A k) Ls /\
    Forall (fun L => nonempty L /\ (exists j, In j js /\ part_of L (J j)) /\ G k L) Ls.
Proof.
  induction js as [|j js IH]; intros distinct found; [exists []; repeat split; constructor|].
  inversion distinct as [|? ? not_in distinct']; subst.
  destruct IH as (Rs & R1 & R2 & R3); [exact distinct'|intros; apply found; now right|].
  destruct (found j (or_introl eq_refl)) as (j_lt & Qs & Q1 & Q2 & Q3).
  exists (Qs ++ Rs). rewrite Forall_forall in Q3, R3.
  split; [rewrite app_length, Q1, R1; reflexivity|]. split.
  - apply pairwise_app; auto. intros L M in_Q in_R.
    destruct (Q3 L in_Q) as (_ & sub_L & _). destruct (R3 M in_R) as (_ & (i & Ii & sub_M) & _).
    apply A_start with j i; auto; [apply found; now right|congruence].
  - apply Forall_app. rewrite !Forall_forall. split; intros L Il.
    + destruct (Q3 L Il) as (NL & sub & GL). split; [exact NL|]. split; [exists j; cbn; auto|exact GL].
    + destruct (R3 L Il) as (NL & (i & Ii & sub) & GL). split; [exact NL|].
      split; [exists i; cbn; auto|exact GL].
Qed.

(** Paths from i give parts of J i: one more edge i -> j turns a part of J j into a part of J i, by
    [tight_part]. *)
Theorem paths_give_intervals k : forall i, vertex i ->
  exists Ls, length Ls = paths next k i /\ pairwise (A k) Ls /\
    Forall (fun L => nonempty L /\ part_of L (J i) /\ G k L) Ls.
Proof.
  induction k as [|k IH]; intros i i_lt.
  - destruct (G_start i i_lt) as (L & start). exists [L]. split; [reflexivity|].
    split; [repeat constructor|]. constructor; [exact start|constructor].
  - destruct (graph i i_lt) as (distinct & edges).
    destruct (union_of_intervals k (next i) distinct) as (Ls & L1 & L2 & L3).
    { intros j Ij. destruct (edges j Ij). split; [assumption|]. now apply IH. }
    destruct (pairwise_choose (A k) (A (S k)) (fun L L' => nonempty L /\ maps_onto F L' L)
      (fun L' => nonempty L' /\ part_of L' (J i) /\ G (S k) L') Ls L2) as (Qs & Q1 & Q2 & Q3).
    + intros L M L' M' AL (NL & onto_L) (NM & onto_M). eauto.
    + apply Forall_impl with (2 := L3). intros L (NL & (j & Ij & sub) & GL).
      destruct (edges j Ij) as (_ & cover).
      destruct (tight_part F (J i) L (cont i i_lt) NL) as (L' & sub' & onto).
      { now apply covers_part with (J j). }
      exists L'. split; [auto|]. split; [apply onto|]. split; [exact sub'|].
      apply G_step with L; auto. now apply continuous_on_part with (J i); [apply cont|].
    + exists Qs. split; [now rewrite Q1|auto].
Qed.

(** All paths of k edges from a list of vertices together. *)
Theorem all_paths_give_intervals k vs : NoDup vs -> (forall j, In j vs -> vertex j) ->
  exists Ls, length Ls = list_sum (map (paths next k) vs) /\ pairwise (A k) Ls /\
    Forall (fun L => nonempty L /\ (exists j, vertex j /\ part_of L (J j)) /\ G k L) Ls.
Proof.
  intros distinct vertices. destruct (union_of_intervals k vs distinct) as (Ls & L1 & L2 & L3).
  { intros j Ij. split; [auto|]. apply paths_give_intervals. auto. }
  exists Ls. split; [exact L1|]. split; [exact L2|]. apply Forall_impl with (2 := L3).
  intros L (NL & (j & Ij & sub) & GL). split; [exact NL|]. split; [|exact GL]. exists j. auto.
Qed.
End Graph.

(** ** The two relations: disjoint inside, and told apart *)

Lemma apart_step F L' L M' M : maps_onto F L' L -> maps_onto F M' M -> apart L M -> apart L' M'.
Proof. intros onto_L onto_M LM x Lx Mx. apply onto_L in Lx. apply onto_M in Mx. now apply LM with (F x). Qed.

Lemma apart_part L M J K : part_of L J -> part_of M K -> apart J K -> apart L M.
Proof. intros sub_L sub_M JK x Lx Mx. apply (JK x); intervals. Qed.

(** All points of A are told apart from all points of B. *)
Definition intervals_told_apart F d k (A B : interval) : Prop :=
  forall x y, A x -> B y -> told_apart F k d x y.

Lemma told_apart_step F d k (L' L M' M : interval) : nonempty L -> nonempty M -> maps_onto F L' L ->
  maps_onto F M' M -> intervals_told_apart F d k L M -> intervals_told_apart F d (S k) L' M'.
Proof.
  intros NL NM onto_L onto_M LM x y Lx My.
  destruct (LM (F x) (F y)) as (i & i_lt & far); [eapply maps_onto_into; eauto..|].
  exists (S i). split; [lia|]. now rewrite !iter_S_right.
Qed.

Lemma told_apart_start F d k L M (J K : interval) : part_of L J -> part_of M K ->
  (forall x y, J x -> K y -> d <= Rabs (x - y)) -> intervals_told_apart F d (S k) L M.
Proof. intros sub_L sub_M far x y Lx My. exists O. split; [lia|]. cbn [iter]. apply far; intervals. Qed.

Lemma told_apart_iter F q n d x y :
  (0 < q)%nat -> told_apart (iter q F) n d x y -> told_apart F (n * q) d x y.
Proof.
  intros q_pos (i & i_lt & far). exists (i * q)%nat. split; [nia|]. now rewrite <- !iter_iter.
Qed.

(** ** Graphs *)

Section Results.
Variables (F : R -> R) (m : nat) (J : nat -> interval).
Hypothesis NJ : forall i, (i < m)%nat -> nonempty (J i).
Hypothesis cont : forall i, (i < m)%nat -> continuous_on F (J i).

(** T4.3: intervals that are disjoint inside, with a covering graph: the paths of k edges from i give as many
    parts of J i, disjoint inside, each mapped onto some J j by F^k. *)
Theorem graph_intervals next k i : disjoint_inside m J -> covering_graph F m J next -> (i < m)%nat ->
  exists Ls, length Ls = paths next k i /\ pairwise apart Ls /\
    Forall (fun L => nonempty L /\ part_of L (J i) /\ exists j, (j < m)%nat /\ lap F k L (J j)) Ls.
Proof.
  intros disjoint graph i_lt. apply (paths_give_intervals F (fun i => (i < m)%nat) J next cont graph)
    with (G := fun k L => exists j, (j < m)%nat /\ lap F k L (J j)) (A := fun _ => apart); auto.
  - intros a a_lt. exists (J a). pose proof (NJ a a_lt) as NJa. split; [exact NJa|]. split; [intervals|].
    exists a. split; [exact a_lt|]. now apply lap_0.
  - intros n L' L NL contL' onto (j & j_lt & lapL). exists j. split; [exact j_lt|]. now apply lap_S with L.
  - intros n L' L M' M _ _. exact (apart_step F L' L M' M).
  - intros n a b L M a_lt b_lt differ sub_L sub_M. apply apart_part with (J a) (J b); auto.
Qed.

(** T4.3: intervals at distances d > 0: there are as many points as paths of k edges, told apart before k +
    1. *)
Theorem graph_points next k d : at_distance d m J -> covering_graph F m J next ->
  exists xs, length xs = list_sum (map (paths next k) (seq 0 m)) /\ pairwise (told_apart F (S k) d) xs /\
    Forall (fun x => exists j, (j < m)%nat /\ J j x) xs.
Proof.
  intros far graph. destruct (all_paths_give_intervals F (fun i => (i < m)%nat) J next cont graph)
    with (G := fun _ : nat => nonempty) (A := fun k => intervals_told_apart F d (S k)) (k := k) (vs :=
      seq 0 m)
    as (Ls & L1 & L2 & L3); auto using seq_NoDup.
  - intros a a_lt. exists (J a). pose proof (NJ a a_lt). split; auto. split; auto. intervals.
  - intros n L' L _ _ onto _. apply onto.
  - intros n L' L M' M. exact (told_apart_step F d (S n) L' L M' M).
  - intros n a b L M a_lt b_lt differ sub_L sub_M. apply told_apart_start with (J a) (J b); auto.
    exact (far a b a_lt b_lt differ).
  - intros j Ij. apply in_seq in Ij. lia.
  - rewrite <- L1.
    apply (pairwise_choose (intervals_told_apart F d (S k)) (told_apart F (S k) d) within _ Ls L2); [intros;
      auto|].
    apply Forall_impl with (2 := L3). intros L (NL & (j & j_lt & sub) & _).
    exists (lo L). split; [intervals|]. exists j. split; [exact j_lt|intervals].
Qed.

(** ** Horseshoes *)

Section Horseshoe.
Variable H : interval.
Hypothesis NH : nonempty H.
Hypothesis full : forall i, (i < m)%nat -> part_of (J i) H /\ covers F (J i) H.
Let all (_ : nat) := seq 0 m.

Lemma full_graph : covering_graph F m J all.
Proof.
  intros i i_lt. split; [apply seq_NoDup|]. intros j Ij. apply in_seq in Ij. split; [lia|].
  destruct (full i i_lt) as (_ & cover). apply covers_part with H; [exact cover|]. apply full. lia.
Qed.

Lemma full_paths k i : paths all k i = (m ^ k)%nat.
Proof.
  revert i. induction k as [|k IH]; intros i; [reflexivity|]. cbn [paths]. unfold all at 2.
  assert (constant : forall l, list_sum (map (paths all k) l) = (length l * m ^ k)%nat).
  { induction l as [|j l IHl]; [reflexivity|].
    change (list_sum (map (paths all k) (j :: l))) with (paths all k j + list_sum (map (paths all k) l))%nat.
    rewrite IHl, IH. cbn [length]. lia. }
  rewrite constant, seq_length. reflexivity.
Qed.

Lemma full_paths_all k : list_sum (map (paths all k) (seq 0 m)) = (m ^ S k)%nat.
Proof. rewrite <- (full_paths (S k) 0). reflexivity. Qed.

(** With any relation as in [paths_give_intervals]: m^(k+1) intervals, each mapped onto H by F^(k+1). *)
Lemma horseshoe_intervals (A : nat -> interval -> interval -> Prop) k :
  (forall k L' L M' M, nonempty L -> nonempty M -> maps_onto F L' L -> maps_onto F M' M ->
     A k L M -> A (S k) L' M') ->
  (forall k i j L M, (i < m)%nat -> (j < m)%nat -> i <> j -> part_of L (J i) -> part_of M (J j) -> A k L M) ->
  exists Ls, length Ls = (m ^ S k)%nat /\ pairwise (A k) Ls /\
    Forall (fun L => nonempty L /\ part_of L H /\ lap F (S k) L H) Ls.
Proof.
  intros A_step A_start. destruct (all_paths_give_intervals F (fun i => (i < m)%nat) J all cont full_graph)
    with (G := fun k L => lap F (S k) L H) (A := A) (k := k) (vs := seq 0 m)
    as (Ls & L1 & L2 & L3); auto using seq_NoDup.
  - intros i i_lt. destruct (full i i_lt) as (_ & cover).
    destruct (tight_part F (J i) H (cont i i_lt) NH cover) as (L & sub & onto). exists L.
    split; [apply onto|]. split; [exact sub|]. split; [exact onto|].
    now apply continuous_on_part with (J i); [apply cont|].
  - intros n L' L NL contL' onto lapL. now apply lap_S with L.
  - intros j Ij. apply in_seq in Ij. lia.
  - exists Ls. split; [now rewrite L1, full_paths_all|]. split; [exact L2|]. apply Forall_impl with (2 := L3).
    intros L (NL & (j & j_lt & sub) & lapL). destruct (full j j_lt) as (sub' & _).
    split; [exact NL|]. split; [intervals|exact lapL].
Qed.

(** T4.3: a horseshoe of m intervals: m^k parts of H, disjoint inside, each mapped onto H by F^k. *)
Theorem horseshoe k : disjoint_inside m J ->
  exists Ls, length Ls = (m ^ k)%nat /\ pairwise apart Ls /\
    Forall (fun L => nonempty L /\ part_of L H /\ lap F k L H) Ls.
Proof.
  intros disjoint. destruct k as [|k].
  - exists [H]. split; [reflexivity|]. split; [repeat constructor|]. constructor; [|constructor].
    split; [exact NH|]. split; [intervals|now apply lap_0].
  - apply (horseshoe_intervals (fun _ => apart)).
    + intros n L' L M' M _ _. exact (apart_step F L' L M' M).
    + intros n a b L M a_lt b_lt differ sub_L sub_M. apply apart_part with (J a) (J b); auto.
Qed.

(** T4.3: so F^k x = y has at least m^k solutions in H, for each y inside H. *)
Theorem horseshoe_solutions k y : disjoint_inside m J -> inside H y ->
  exists xs, length xs = (m ^ k)%nat /\ NoDup xs /\ Forall (fun x => H x /\ iter k F x = y) xs.
Proof.
  intros disjoint Hy. destruct (horseshoe k disjoint) as (Ls & L1 & L2 & L3). rewrite <- L1.
  destruct (pairwise_choose apart (fun x x' => x <> x') inside (fun x => H x /\ iter k F x = y) Ls L2)
    as (xs & X1 & X2 & X3).
  - intros L M x x' LM Lx Mx' <-. now apply (LM x).
  - apply Forall_impl with (2 := L3). intros L (NL & sub & onto & contL).
    destruct (maps_onto_covers _ L H contL onto y) as (x & Lx & value); [intervals|].
    (* x is inside L, as the ends go to the ends of H *)
    destruct onto as (_ & ends & _). exists x. split; [|split; [intervals|exact value]].
    split; (apply Rnot_le_lt; intro at_end).
    + assert (x = lo L) as -> by intervals. intervals.
    + assert (x = hi L) as -> by intervals. intervals.
  - exists xs. split; [exact X1|]. split; [now apply pairwise_NoDup|exact X3].
Qed.

(** T4.3: a horseshoe at distances d > 0: m^k fixed points of F^k, told apart by d before the time k. *)
Theorem horseshoe_periodic_points k d : at_distance d m J -> (0 < k)%nat ->
  exists xs, length xs = (m ^ k)%nat /\ pairwise (told_apart F k d) xs /\
    Forall (fun x => H x /\ iter k F x = x) xs.
Proof.
  intros far k_pos. destruct k as [|k]; [lia|].
  destruct (horseshoe_intervals (fun k => intervals_told_apart F d (S k)) k) as (Ls & L1 & L2 & L3).
  - intros n L' L M' M. exact (told_apart_step F d (S n) L' L M' M).
  - intros n a b L M a_lt b_lt differ sub_L sub_M. apply told_apart_start with (J a) (J b); auto.
    exact (far a b a_lt b_lt differ).
  - rewrite <- L1.
    apply (pairwise_choose (intervals_told_apart F d (S k)) (told_apart F (S k) d) within _ Ls L2); [intros;
      auto|].
    apply Forall_impl with (2 := L3). intros L (NL & sub & onto & contL).
    destruct (fixed_point_of_onto (iter (S k) F) L H contL onto sub) as (x & Lx & fixed).
    exists x. split; [exact Lx|]. split; [intervals|exact fixed].
Qed.
End Horseshoe.
End Results.
