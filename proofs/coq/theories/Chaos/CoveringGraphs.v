(** * A covering graph with growth gives chaos (T4.3, T4.5; T5.4 where a covering graph shows the entropy)

    f is continuous and maps an interval E of any kind into itself; nondegenerate intervals in E, disjoint
    inside, a covering graph under f^q, and weights that show a growth lam > 1.  Then f is chaotic on E in the
    sense of Li and Yorke ([graph_chaos]).  Nothing is cited.

    Idea.  By Continuous/CoveringGraphs.v some iterate has intervals without common points, each of which
    covers two of them or more.  In a finite graph in which each vertex has two successors there are a vertex
    v and two loops at v that begin with different edges ([two_loops]); one after the other, in both orders,
    they have the same length.  They give two intervals in J v without common points, both mapped onto J v by
    a power of f: this power has a cycle of length 3 (Chaos/Horseshoes.v). *)

From Coq Require Import Reals Lra Lia Arith PArith List Bool.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles
  Continuous.Horseshoes.
From ExactPL Require Import Continuous.Entropy Continuous.CoveringGraphs Chaos.LiYorke Chaos.Horseshoes.
Import ListNotations.
Open Scope R_scope.

(** ** Walks *)

(** The list holds the vertices after u, up to w, of a walk along edges. *)
Fixpoint walk (edge : nat -> nat -> Prop) (u : nat) (l : list nat) (w : nat) : Prop :=
  match l with [] => u = w | x :: l' => edge u x /\ walk edge x l' w end.

Lemma walk_app edge u l w l' z : walk edge u l w -> walk edge w l' z -> walk edge u (l ++ l') z.
Proof.
  revert u. induction l as [|x l IH]; intros u first second; cbn [walk app] in *; [now subst|].
  destruct first as (step & rest). split; [exact step|]. now apply IH.
Qed.

Section TwoSuccessors.
Variables (vertex : nat -> Prop) (s0 s1 : nat -> nat).
Hypothesis s0_in : forall i, vertex i -> vertex (s0 i).
Hypothesis s1_in : forall i, vertex i -> vertex (s1 i).
Let edge i j := j = s0 i \/ j = s1 i.

(** The vertex reached from u by the word that is the binary form of p. *)
Fixpoint endpoint (u : nat) (p : positive) : nat :=
  match p with xH => u | xO p => s0 (endpoint u p) | xI p => s1 (endpoint u p) end.

Lemma endpoint_in u p : vertex u -> vertex (endpoint u p).
Proof. intros Vu. induction p as [p IH|p IH|]; cbn [endpoint]; auto. Qed.

Lemma endpoint_walk u p : exists l, walk edge u l (endpoint u p).
Proof.
  induction p as [p (l & IH)|p (l & IH)|]; cbn [endpoint].
  - exists (l ++ [s1 (endpoint u p)]). apply walk_app with (endpoint u p); [exact IH|]. cbn. unfold edge.
    auto.
  - exists (l ++ [s0 (endpoint u p)]). apply walk_app with (endpoint u p); [exact IH|]. cbn. unfold edge.
    auto.
  - now exists [].
Qed.

(** Words one after the other. *)
Lemma endpoint_trans u p q : exists r, endpoint u r = endpoint (endpoint u p) q.
Proof.
  induction q as [q (r & IH)|q (r & IH)|].
  - exists (xI r). cbn [endpoint]. now rewrite IH.
  - exists (xO r). cbn [endpoint]. now rewrite IH.
  - now exists p.
Qed.

(** Is v reached from u? *)
Lemma reached_or_not u v : {exists p, endpoint u p = v} + {forall p, endpoint u p <> v}.
Proof.
  destruct (ClassicalDedekindReals.sig_forall_dec (fun k => endpoint u (Pos.of_succ_nat k) <> v))
    as [(k & yes)|no].
  - intros k. destruct (Nat.eq_dec (endpoint u (Pos.of_succ_nat k)) v); [right|left]; tauto.
  - left. exists (Pos.of_succ_nat k). destruct (Nat.eq_dec (endpoint u (Pos.of_succ_nat k)) v); tauto.
  - right. intros p. specialize (no (pred (Pos.to_nat p))).
    replace (Pos.of_succ_nat (pred (Pos.to_nat p))) with p in no; [exact no|].
    rewrite <- (Pos2Nat.id p) at 1. pose proof (Pos2Nat.is_pos p) as positive.
    destruct (Pos.to_nat p) as [|k] eqn:eq; [lia|]. cbn [pred]. now rewrite <- Pos.of_nat_succ.
Qed.

(** A vertex that is reached again from each vertex that it reaches. *)
Lemma recurrent_vertex m : forall R, (length R <= m)%nat -> (exists v, In v R) ->
  (forall v, In v R -> vertex v /\ forall p, In (endpoint v p) R) ->
  exists v, vertex v /\ forall p, exists q, endpoint (endpoint v p) q = v.
Proof.
  induction m as [|m IH]; intros R small (v & Rv) closed; [destruct R; [destruct Rv|cbn in small; lia]|].
  (* either v is such a vertex, or some w in R does not reach v: then go on with what w reaches *)
  destruct (Forall_Exists_dec (fun w => (exists p, endpoint w p = v)) (fun w =>
    match reached_or_not w v with left yes => left yes | right no => right (fun ex =>
      match ex with ex_intro _ p eq => no p eq end) end) R) as [all|some].
  - exists v. split; [now apply closed|]. intros p. rewrite Forall_forall in all. apply all. now apply closed.
  - apply Exists_exists in some as (w & Rw & not_back).
    set (reached := fun x => if reached_or_not w x then true else false).
    assert (reached_iff : forall x, reached x = true <-> exists p, endpoint w p = x).
    { intros x. unfold reached. destruct (reached_or_not w x) as [yes|no]; [tauto|].
      split; [discriminate|]. intros (p & eq). now destruct (no p). }
    apply (IH (filter reached R)).
    + assert (fewer : forall l, In v l -> (length (filter reached l) < length l)%nat).
      { induction l as [|x l IHl]; intros Iv; [destruct Iv|]. cbn [filter length].
        assert (le : (length (filter reached l) <= length l)%nat) by (clear; induction l as [|y l IHl];
          [cbn; lia|cbn; destruct (reached y); cbn; lia]).
        destruct Iv as [->|Iv].
        - destruct (reached v) eqn:rv; [apply reached_iff in rv; contradiction|lia].
        - specialize (IHl Iv). destruct (reached x); cbn [length]; lia. }
      specialize (fewer R Rv). lia.
    + exists w. apply filter_In. split; [exact Rw|]. apply reached_iff. now exists xH.
    + intros x Ix. apply filter_In in Ix as [Rx reached_x]. split; [now apply closed|]. intros p.
      apply filter_In. split; [now apply closed|]. apply reached_iff.
      apply reached_iff in reached_x as (q & <-).
      destruct (endpoint_trans w q p) as (r & eq). exists r. exact eq.
Qed.

(** If there are finitely many vertices and at least one: two loops at a vertex, one through each
    successor. *)
Lemma two_loops vs : (forall v, In v vs <-> vertex v) -> (exists v, vertex v) -> exists v l0 l1, vertex v /\
  walk edge v (s0 v :: l0) v /\ walk edge v (s1 v :: l1) v.
Proof.
  intros vs_iff (v0 & V0). destruct (recurrent_vertex (length vs) vs) as (v & Vv & back).
  - reflexivity.
  - exists v0. now apply vs_iff.
  - intros v Iv. apply vs_iff in Iv. split; [exact Iv|]. intros p. now apply vs_iff, endpoint_in.
  - destruct (back 2%positive) as (p & back0). destruct (back 3%positive) as (q & back1).
    cbn [endpoint] in back0, back1. destruct (endpoint_walk (s0 v) p) as (l0 & walk0).
    destruct (endpoint_walk (s1 v) q) as (l1 & walk1). rewrite back0 in walk0. rewrite back1 in walk1.
    exists v, l0, l1. split; [exact Vv|]. cbn [walk]. unfold edge. auto.
Qed.
End TwoSuccessors.

(** ** Intervals that follow a walk *)

Section Parts.
(** To each vertex i belong an interval J i and two parts of it, the first over J (s0 i), the second over J
    (s1 i). *)
Variables (G : R -> R) (vertex : nat -> Prop) (J : nat -> interval) (s0 s1 : nat -> nat) (P0 P1 : nat ->
  interval).
Hypothesis part0 : forall i, vertex i -> vertex (s0 i) /\ part_of (P0 i) (J i) /\ nonempty (P0 i) /\
  continuous_on G (P0 i) /\ covers G (P0 i) (J (s0 i)).
Hypothesis part1 : forall i, vertex i -> vertex (s1 i) /\ part_of (P1 i) (J i) /\ nonempty (P1 i) /\
  continuous_on G (P1 i) /\ covers G (P1 i) (J (s1 i)).
Let edge i j := j = s0 i \/ j = s1 i.

(** If P covers J x, a part of P is mapped over J w along a walk from x to w. *)
Lemma follow_walk l : forall x w P, vertex x -> walk edge x l w -> nonempty P -> continuous_on G P ->
  covers G P (J x) -> exists A, part_of A P /\ nonempty A /\
    continuous_on (iter (S (length l)) G) A /\ covers (iter (S (length l)) G) A (J w).
Proof.
  induction l as [|y l IH]; intros x w P Vx walks NP contP cover.
  - cbn [walk] in walks. subst w. exists P. split; [intervals|]. split; [exact NP|].
    split; [exact contP|exact cover].
  - (* the part of J x that leads to y, and in it what follows the rest of the walk *)
    destruct walks as (step & rest).
    assert (leads : exists Q, vertex y /\ part_of Q (J x) /\ nonempty Q /\ continuous_on G Q /\
      covers G Q (J y)).
    { destruct step as [->| ->]; [exists (P0 x); now apply part0|exists (P1 x); now apply part1]. }
    destruct leads as (Q & Vy & sub_Q & NQ & contQ & coverQ).
    destruct (IH y w Q Vy rest NQ contQ coverQ) as (B & sub_B & NB & contB & coverB).
    destruct (tight_part G P B contP NB) as (A & sub_A & onto).
    { apply covers_part with (J x); [exact cover|]. intervals. }
    assert (contA : continuous_on G A) by now apply continuous_on_part with P.
    pose proof (maps_onto_into G A B NB onto) as into. exists A. split; [exact sub_A|]. split; [apply onto|].
    split.
    + now apply continuous_on_iter_shift with B.
    + intros z Jz. destruct (coverB z Jz) as (b & Bb & value_b).
      destruct (maps_onto_covers G A B contA onto b Bb) as (t & At & value_t).
      exists t. split; [exact At|]. cbn [length]. rewrite iter_S_right, value_t. exact value_b.
Qed.
End Parts.

(** ** Chaos *)

(** Two parts of the intervals of finitely many vertices, without common points, each covering the interval of
    a vertex: a power of G has a cycle of length 3. *)
Lemma two_parts_period_three G (E : R -> Prop) (vertex : nat -> Prop) vs (J : nat -> interval) s0 s1
    (P0 P1 : nat -> interval) :
  (forall v, In v vs <-> vertex v) -> (exists v, vertex v) ->
  (forall i, vertex i -> forall x, J i x -> E x) ->
  (forall i, vertex i -> vertex (s0 i) /\ part_of (P0 i) (J i) /\ nonempty (P0 i) /\ continuous_on G (P0 i) /\
    covers G (P0 i) (J (s0 i))) ->
  (forall i, vertex i -> vertex (s1 i) /\ part_of (P1 i) (J i) /\ nonempty (P1 i) /\ continuous_on G (P1 i) /\
    covers G (P1 i) (J (s1 i))) ->
  (forall i, vertex i -> off (P0 i) (P1 i)) -> exists p, (0 < p)%nat /\ has_period (iter p G) E 3.
Proof.
  intros vs_iff some in_E part0 part1 off_parts.
  set (edge := fun i j => j = s0 i \/ j = s1 i).
  destruct (two_loops vertex s0 s1) with (vs := vs) as (v & l0 & l1 & Vv & loop0 & loop1); auto.
  { intros i Vi. now apply part0. }
  { intros i Vi. now apply part1. }
  fold edge in loop0, loop1.
  (* the loops one after the other, in both orders; A follows the first order, B the second *)
  destruct (part0 v Vv) as (V0 & sub0 & N0 & cont0 & cover0).
  destruct (part1 v Vv) as (V1 & sub1 & N1 & cont1 & cover1).
  destruct loop0 as (_ & walk0). destruct loop1 as (_ & walk1).
  assert (order01 : walk edge (s0 v) (l0 ++ s1 v :: l1) v).
  { apply walk_app with v; [exact walk0|]. split; [now right|exact walk1]. }
  assert (order10 : walk edge (s1 v) (l1 ++ s0 v :: l0) v).
  { apply walk_app with v; [exact walk1|]. split; [now left|exact walk0]. }
  destruct (follow_walk G vertex J s0 s1 P0 P1 part0 part1 (l0 ++ s1 v :: l1) (s0 v) v (P0 v))
    as (A & sub_A & NA & cont_A & cover_A); auto.
  destruct (follow_walk G vertex J s0 s1 P0 P1 part0 part1 (l1 ++ s0 v :: l0) (s1 v) v (P1 v))
    as (B & sub_B & NB & cont_B & cover_B); auto.
  assert (lengths : length (l1 ++ s0 v :: l0) = length (l0 ++ s1 v :: l1)).
  { rewrite !app_length. cbn [length]. lia. }
  rewrite lengths in cover_B, cont_B. set (p := S (length (l0 ++ s1 v :: l1))) in *.
  destruct (off_distance (P0 v) (P1 v) (off_parts v Vv)) as (e & e_pos & far).
  exists p. split; [unfold p; lia|].
  apply two_intervals_period_three with (J v) A B e; auto; try (intervals; fail).
  - intros y z Ay Bz. apply far; intervals.
  - now apply in_E.
Qed.

(** Intervals without common points, each of which covers two of them or more: a power of G has a cycle of
    length 3. *)
Lemma two_edges_period_three G (E : R -> Prop) (Qs : list interval) : Qs <> [] -> pairwise off Qs ->
  Forall (fun Q => nonempty Q /\ continuous_on G Q /\ forall x, Q x -> E x) Qs ->
  Forall (fun Q => exists K, covers G Q K /\ (2 <= length (filter (fun Q' => part_of_b Q' K) Qs))%nat) Qs ->
  exists p, (0 < p)%nat /\ has_period (iter p G) E 3.
Proof.
  intros some disjoint good many. rewrite Forall_forall in good, many. set (n := length Qs).
  set (default := Interval 0 0). set (J := fun i => nth i Qs default).
  assert (in_Qs : forall i, (i < n)%nat -> In (J i) Qs) by (intros i i_lt; now apply nth_In).
  (* two successors of each vertex *)
  destruct (finite_choice (O, O) (fun i st => fst st <> snd st /\ (fst st < n)%nat /\ (snd st < n)%nat /\
    covers G (J i) (J (fst st)) /\ covers G (J i) (J (snd st))) (seq 0 n)) as (st & chosen).
  { intros i Ii. apply in_seq in Ii. destruct (many (J i) (in_Qs i ltac:(lia))) as (K & cover & two).
    rewrite <- (filter_places (fun Q' => part_of_b Q' K) default) in two.
    pose proof (NoDup_filter (fun b => part_of_b (nth b Qs default) K) (seq_NoDup (length Qs) 0)) as distinct.
    assert (members : forall b, In b (filter (fun b => part_of_b (nth b Qs default) K) (seq 0 (length Qs))) ->
      (b < n)%nat /\ covers G (J i) (J b)).
    { intros b Ib. apply filter_In in Ib as [Ib sub]. apply in_seq in Ib. apply part_of_b_iff in sub.
      split; [lia|]. now apply covers_part with K. }
    destruct (filter (fun b => part_of_b (nth b Qs default) K) (seq 0 (length Qs))) as [|a [|b r]];
      [cbn in two; lia|cbn in two; lia|]. exists (a, b). cbn [fst snd].
    inversion distinct as [|? ? not_in _]; subst. destruct (members a) as (a_lt & cover_a); [now left|].
    destruct (members b) as (b_lt & cover_b); [now right; left|].
    split; [intros ->; apply not_in; now left|auto]. }
  destruct (positive_distances Qs disjoint) as (d & d_pos & far).
  (* the two parts of J i over its two successors *)
  destruct (finite_choice (default, default) (fun i PP =>
    part_of (fst PP) (J i) /\ maps_onto G (fst PP) (J (fst (st i))) /\
    part_of (snd PP) (J i) /\ maps_onto G (snd PP) (J (snd (st i)))) (seq 0 n)) as (PP & parts).
  { intros i Ii. destruct (chosen i Ii) as (differ & lt0 & lt1 & cover0 & cover1). apply in_seq in Ii.
    destruct (good (J i) (in_Qs i ltac:(lia))) as (_ & contJ & _).
    destruct (good (J (fst (st i))) (in_Qs _ lt0)) as (N0 & _).
    destruct (good (J (snd (st i))) (in_Qs _ lt1)) as (N1 & _).
    destruct (tight_part G (J i) (J (fst (st i))) contJ N0 cover0) as (A & sub_A & onto_A).
    destruct (tight_part G (J i) (J (snd (st i))) contJ N1 cover1) as (B & sub_B & onto_B).
    now exists (A, B). }
  assert (in_seq' : forall i, In i (seq 0 n) <-> (i < n)%nat) by (intros i; rewrite in_seq; lia).
  apply (two_parts_period_three G E (fun i => (i < n)%nat) (seq 0 n) J (fun i => fst (st i)) (fun i => snd
    (st i))
    (fun i => fst (PP i)) (fun i => snd (PP i)) in_seq').
  - exists O. unfold n. destruct Qs; [congruence|cbn; lia].
  - intros i i_lt. now apply good, in_Qs.
  - intros i i_lt. destruct (chosen i) as (_ & lt0 & _); [now apply in_seq'|].
    destruct (parts i) as (sub & onto & _); [now apply in_seq'|].
    destruct (good (J i) (in_Qs i i_lt)) as (_ & contJ & _).
    assert (contP : continuous_on G (fst (PP i))) by now apply continuous_on_part with (J i).
    split; [exact lt0|]. split; [exact sub|]. split; [apply onto|].
    split; [exact contP|now apply maps_onto_covers].
  - intros i i_lt. destruct (chosen i) as (_ & _ & lt1 & _); [now apply in_seq'|].
    destruct (parts i) as (_ & _ & sub & onto); [now apply in_seq'|].
    destruct (good (J i) (in_Qs i i_lt)) as (_ & contJ & _).
    assert (contP : continuous_on G (snd (PP i))) by now apply continuous_on_part with (J i).
    split; [exact lt1|]. split; [exact sub|]. split; [apply onto|].
    split; [exact contP|now apply maps_onto_covers].
  - (* no common points: their images lie in different intervals *)
    intros i i_lt. destruct (chosen i) as (differ & lt0 & lt1 & _); [now apply in_seq'|].
    destruct (parts i) as (_ & onto0 & _ & onto1); [now apply in_seq'|].
    destruct (good (J (fst (st i))) (in_Qs _ lt0)) as (N0 & _).
    destruct (good (J (snd (st i))) (in_Qs _ lt1)) as (N1 & _).
    unfold off. destruct (Rlt_dec (hi (fst (PP i))) (lo (snd (PP i)))); [tauto|].
    destruct (Rlt_dec (hi (snd (PP i))) (lo (fst (PP i)))); [tauto|exfalso].
    set (y := Rmax (lo (fst (PP i))) (lo (snd (PP i)))).
    assert (NP0 : nonempty (fst (PP i))) by apply onto0. assert (NP1 : nonempty (snd (PP i))) by apply onto1.
    assert (in0 : fst (PP i) y) by (unfold y, Rmax; destruct Rle_dec; intervals).
    assert (in1 : snd (PP i) y) by (unfold y, Rmax; destruct Rle_dec; intervals).
    pose proof (far_apart_places Qs default d far _ _ lt0 lt1 differ (G y) (G y)
      (maps_onto_into G _ _ N0 onto0 y in0) (maps_onto_into G _ _ N1 onto1 y in1)) as away.
    rewrite distance_zero in away. lra.
Qed.

(** T4.3, T5.4 for covering graphs: a covering graph of f^q with growth lam > 1 makes f chaotic on E. *)
Theorem graph_chaos f (E : R -> Prop) q m J next lam v i0 :
  is_interval E -> continuous_on f E -> maps_into f E -> (0 < q)%nat ->
  (forall i, (i < m)%nat -> lo (J i) < hi (J i) /\ forall x, J i x -> E x) -> disjoint_inside m J ->
  covering_graph (iter q f) m J next -> (forall i, (i < m)%nat -> 0 <= v i) -> (i0 < m)%nat -> 0 < v i0 ->
  (forall i, (i < m)%nat -> lam * v i <= sum_over v (next i)) -> 1 < lam -> chaotic f E.
Proof.
  intros convex cont maps q_pos wide disjoint graph v_nonneg i0_lt v_pos growth lam1.
  assert (cont_q : continuous_on (iter q f) E) by now apply continuous_on_iter.
  destruct (two_edges (iter q f) m J E next lam v i0) as (k & Qs & k1 & some & off_Qs & good & many); auto.
  { intros i i_lt. apply continuous_on_subset with (1 := cont_q). now apply wide. }
  destruct (two_edges_period_three (iter k (iter q f)) E Qs some off_Qs good many) as (p & p_pos & period).
  assert (maps_q : maps_into (iter q f) E) by now apply maps_into_iter.
  apply (chaotic_of_iterate f E q q_pos maps). apply (chaotic_of_iterate (iter q f) E k); [lia|exact maps_q|].
  assert (maps_k : maps_into (iter k (iter q f)) E) by now apply maps_into_iter.
  apply (chaotic_of_iterate (iter k (iter q f)) E p p_pos maps_k).
  apply period_three_chaos; [exact convex| |exact period].
  apply continuous_on_iter; [|exact maps_k]. now apply continuous_on_iter.
Qed.
