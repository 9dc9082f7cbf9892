(** * Entropy from covering graphs whose intervals may share end points (T4.3)

    Nondegenerate intervals J 0, ..., J (m - 1) in H, disjoint inside, a covering graph, and weights v i >= 0,
    not all 0, such that the weights of the vertices after i sum up to at least lam v i: the entropy of F on H
    is at least log lam ([covering_graph_entropy]).  With F = f^q: the entropy of f is at least (log lam) / q
    ([covering_graph_entropy_power]). Neither the variational principle nor strongly connected components are
    used.

    Idea.  Leave out the vertices of weight 0.  For each k the paths of k edges from i give many parts of J i,
    disjoint inside, each mapped onto some J j by F^k.  At most two of them touch the ends of J i; the others
    lie in one interval K i strictly inside J i.  Shrink each to a part that F^k maps onto K j instead of J j.
     The shrunk intervals have positive distances, and under F^k each covers all those in some K j: at least
    lam^k (least / greatest weight) - 3 of them.  So the entropy of F^k is at least the logarithm of this
    number (Continuous/Entropy.v).  Let k grow. *)

From Coq Require Import Reals Lra Lia Arith List Bool.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles
  Continuous.Horseshoes.
From ExactPL Require Import Continuous.Entropy.
Import ListNotations.
Open Scope R_scope.

(** ** Finite choices, sums, numbers *)

(** One value for each member of a list, as a function. *)
Lemma finite_choice {T} (default : T) (P : nat -> T -> Prop) is :
  (forall i, In i is -> exists t, P i t) -> exists choice, forall i, In i is -> P i (choice i).
Proof.
  induction is as [|i is IH]; intros each; [now exists (fun _ => default)|].
  destruct IH as (choice & chosen); [intros j Ij; apply each; now right|].
  destruct (each i) as (t & Pt); [now left|].
  exists (fun j => if Nat.eq_dec j i then t else choice j). intros j Ij.
  destruct (Nat.eq_dec j i) as [->|differ]; [exact Pt|]. apply chosen. destruct Ij; [congruence|assumption].
Qed.

(** A real number >= 0 lies between two neighbouring natural numbers. *)
Lemma natural_part y : 0 <= y -> exists n, INR n <= y /\ y < INR n + 1.
Proof.
  intros y_pos. destruct (archimed y) as [above near]. set (z := (up y - 1)%Z).
  assert (z_pos : (0 <= z)%Z).
  { assert (0 < up y)%Z by (apply lt_IZR; lra). unfold z. lia. }
  exists (Z.to_nat z). rewrite INR_IZR_INZ, Z2Nat.id by exact z_pos. unfold z. rewrite minus_IZR. lra.
Qed.

(** The members of one of several lists that have a property, among all members. *)
Lemma filter_flat_map (c : interval -> bool) (Qs : nat -> list interval) is j :
  In j is -> (forall Q, In Q (Qs j) -> c Q = true) ->
  (length (Qs j) <= length (filter c (flat_map Qs is)))%nat.
Proof.
  intros Ij all. induction is as [|i is IH]; [destruct Ij|]. cbn [flat_map]. rewrite filter_app, app_length.
  destruct Ij as [->|Ij]; [|specialize (IH Ij); lia].
  assert (whole : forall l, (forall Q, In Q l -> c Q = true) -> filter c l = l).
  { induction l as [|Q l IHl]; intros each; [reflexivity|]. cbn. rewrite each by now left.
    f_equal. apply IHl. intros Q' IQ'. apply each. now right. }
  rewrite whole by exact all. lia.
Qed.

(** As many places as members have a property. *)
Lemma filter_places (c : interval -> bool) default l :
  length (filter (fun b => c (nth b l default)) (seq 0 (length l))) = length (filter c l).
Proof.
  assert (shifted : forall l r, length (filter (fun b => c (nth b (r ++ l) default)) (seq (length r)
    (length l))) =
    length (filter c l)).
  { clear l. induction l as [|Q l IH]; intros r; [reflexivity|]. cbn [length seq filter].
    rewrite app_nth2 by lia. rewrite Nat.sub_diag. cbn [nth].
    specialize (IH (r ++ [Q])). rewrite app_length in IH. cbn [length] in IH.
    replace (length r + 1)%nat with (S (length r)) in IH by lia. rewrite <- app_assoc in IH. cbn [app] in IH.
    destruct (c Q); cbn [length]; now rewrite IH. }
  exact (shifted l []).
Qed.

Lemma pairwise_flat_map (P : interval -> interval -> Prop) (Qs : nat -> list interval) is : NoDup is ->
  (forall i, In i is -> pairwise P (Qs i)) ->
  (forall i j Q Q', In i is -> In j is -> i <> j -> In Q (Qs i) -> In Q' (Qs j) -> P Q Q') ->
  pairwise P (flat_map Qs is).
Proof.
  intros distinct each cross. induction distinct as [|i is not_in distinct IH]; [constructor|].
  cbn [flat_map].
  apply pairwise_app.
  - apply each. now left.
  - apply IH; [intros j Ij; apply each; now right|]. intros a b Q Q' Ia Ib. apply cross; now right.
  - intros Q Q' IQ IQ'. apply in_flat_map in IQ' as (j & Ij & IQ'). apply (cross i j); auto.
    + now left.
    + now right.
    + intros ->. contradiction.
Qed.

Definition part_of_b (L J : interval) : bool :=
  if Rle_dec (lo J) (lo L) then if Rle_dec (hi L) (hi J) then true else false else false.
Lemma part_of_b_iff L J : part_of_b L J = true <-> part_of L J.
Proof.
  unfold part_of_b, part_of.
  destruct (Rle_dec (lo J) (lo L)), (Rle_dec (hi L) (hi J)); split; intros; try discriminate; tauto.
Qed.

(** ** Many edges from every vertex *)

(** Intervals at positive distances, each of which covers at least N >= 1 of them: the entropy is at least log
    N. *)
Lemma many_edges_entropy G (H : R -> Prop) (Qs : list interval) N : (1 <= N)%nat -> Qs <> [] ->
  pairwise off Qs -> Forall (fun Q => nonempty Q /\ continuous_on G Q /\ forall x, Q x -> H x) Qs ->
  Forall (fun Q => exists K, covers G Q K /\ (N <= length (filter (fun Q' => part_of_b Q' K) Qs))%nat) Qs ->
  entropy_at_least G H (INR N).
Proof.
  intros N1 some disjoint good many. rewrite Forall_forall in good, many.
  destruct (positive_distances Qs disjoint) as (d & d_pos & far).
  set (n := length Qs). set (default := Interval 0 0). set (J := fun i => nth i Qs default).
  assert (in_Qs : forall i, (i < n)%nat -> In (J i) Qs) by (intros i i_lt; now apply nth_In).
  destruct (finite_choice default (fun i K => covers G (J i) K /\
    (N <= length (filter (fun Q' => part_of_b Q' K) Qs))%nat) (seq 0 n)) as (K & chosen).
  { intros i Ii. apply in_seq in Ii. apply many, in_Qs. lia. }
  set (next := fun i => filter (fun b => part_of_b (J b) (K i)) (seq 0 n)).
  apply (graph_entropy_at_distance G n J H next d (INR N) (fun _ => 1) 0).
  - intros i i_lt. destruct (good (J i) (in_Qs i i_lt)) as (NJ & _ & sub). auto.
  - intros i i_lt. now apply good, in_Qs.
  - exact d_pos.
  - now apply far_apart_places.
  - intros i i_lt. split; [apply NoDup_filter, seq_NoDup|]. intros j Ij. apply filter_In in Ij as [Ij sub].
    apply in_seq in Ij. apply part_of_b_iff in sub. split; [lia|].
    apply covers_part with (K i); [|exact sub]. apply chosen, in_seq. lia.
  - unfold n. destruct Qs; [congruence|cbn; lia].
  - lra.
  - apply lt_0_INR. lia.
  - intros i i_lt. assert (count : forall l, sum_over (fun _ => 1) l = INR (length l)).
    { induction l as [|j l IH]; [reflexivity|]. cbn [sum_over fold_right length].
      fold (sum_over (fun _ => 1) l).
      rewrite IH, S_INR. lra. }
    rewrite count, Rmult_1_r. apply le_INR. unfold next, J.
    rewrite (filter_places (fun Q => part_of_b Q (K i))).
    apply chosen, in_seq. lia.
Qed.

(** The least positive weight. *)
Lemma least_weight m (v : nat -> R) :
  exists least, 0 < least /\ forall i, (i < m)%nat /\ 0 < v i -> least <= v i.
Proof.
  induction m as [|n (least & least_pos & bound)]; [exists 1; split; [lra|intros i [i_lt _]; lia]|].
  destruct (Rlt_dec 0 (v n)) as [positive|zero].
  - exists (Rmin least (v n)). pose proof (Rmin_l least (v n)). pose proof (Rmin_r least (v n)).
    split; [now apply Rmin_pos|]. intros i [i_lt vi]. destruct (Nat.eq_dec i n) as [->|]; [assumption|].
    specialize (bound i ltac:(split; [lia|exact vi])). lra.
  - exists least. split; [exact least_pos|]. intros i [i_lt vi].
    destruct (Nat.eq_dec i n) as [->|]; [contradiction|]. apply bound. split; [lia|exact vi].
Qed.

(** For r < lam, lam > 1 and c > 0 some k >= 1 has r^k + 3 <= c lam^k. *)
Lemma powers_separate lam r c :
  1 < lam -> 0 <= r < lam -> 0 < c -> exists k, (1 <= k)%nat /\ r ^ k + 3 <= c * lam ^ k.
Proof.
  intros lam1 r_lt c_pos.
  assert (ratio : forall s, 0 <= s < lam -> 0 <= s / lam /\ s / lam < 1).
  { intros s s_lt. split; [apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]|].
    apply Rmult_lt_reg_r with lam; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  destruct (ratio r r_lt) as [q_pos q_lt]. destruct (ratio 1 ltac:(lra)) as [q1_pos q1_lt].
  destruct (pow_lt_1_zero (r / lam)) with (y := c / 2) as (n1 & small1); [rewrite Rabs_pos_eq; lra|lra|].
  destruct (pow_lt_1_zero (1 / lam)) with (y := c / 6) as (n2 & small2); [rewrite Rabs_pos_eq; lra|lra|].
  set (k := S (Nat.max n1 n2)). exists k. split; [unfold k; lia|].
  specialize (small1 k ltac:(unfold k; lia)). specialize (small2 k ltac:(unfold k; lia)).
  rewrite Rabs_pos_eq in small1 by (apply pow_le; lra). rewrite Rabs_pos_eq in small2 by (apply pow_le; lra).
  assert (lam_k : 0 < lam ^ k) by (apply pow_lt; lra).
  assert (power : forall s, s ^ k = (s / lam) ^ k * lam ^ k).
  { intros s. rewrite <- Rpow_mult_distr. f_equal. field. lra. }
  rewrite (power r). replace 3 with (3 * 1 ^ k) by (rewrite pow1; lra). rewrite (power 1). nra.
Qed.

(** ** Covering graphs *)

Section Graph.
Variables (F : R -> R) (m : nat) (J : nat -> interval) (H : R -> Prop) (next : nat -> list nat).
Variables (lam : R) (v : nat -> R) (i0 : nat).
Hypothesis wide : forall i, (i < m)%nat -> lo (J i) < hi (J i) /\ forall x, J i x -> H x.
Hypothesis cont : forall i, (i < m)%nat -> continuous_on F (J i).
Hypothesis disjoint : disjoint_inside m J.
Hypothesis graph : covering_graph F m J next.
Hypotheses (v_nonneg : forall i, (i < m)%nat -> 0 <= v i) (i0_lt : (i0 < m)%nat) (v_pos : 0 < v i0).
Hypothesis growth : forall i, (i < m)%nat -> lam * v i <= sum_over v (next i).

(** The vertices of positive weight, and the edges between them. *)
Let vertex i := (i < m)%nat /\ 0 < v i.
Let weighs i := if Rlt_dec 0 (v i) then true else false.
Let vertices := filter weighs (seq 0 m).
Let next' i := filter weighs (next i).

Lemma vertices_iff i : In i vertices <-> vertex i.
Proof.
  unfold vertices, vertex, weighs. rewrite filter_In, in_seq.
  destruct (Rlt_dec 0 (v i)); intuition (lia || discriminate).
Qed.

Lemma reduced_graph i : vertex i ->
  NoDup (next' i) /\ forall j, In j (next' i) -> vertex j /\ covers F (J i) (J j).
Proof.
  intros [i_lt _]. destruct (graph i i_lt) as (distinct & edges). split; [now apply NoDup_filter|].
  intros j Ij. unfold next', weighs in Ij. apply filter_In in Ij as [Ij positive].
  destruct (edges j Ij) as (j_lt & cover). split; [|exact cover]. split; [exact j_lt|].
  destruct (Rlt_dec 0 (v j)); [assumption|discriminate].
Qed.

(** The sums do not change. *)
Lemma reduced_growth i : vertex i -> lam * v i <= sum_over v (next' i).
Proof.
  intros [i_lt _]. replace (sum_over v (next' i)) with (sum_over v (next i)); [now apply growth|].
  destruct (graph i i_lt) as (_ & edges). unfold next'. revert edges. generalize (next i).
  induction l as [|j l IH]; intros edges; [reflexivity|]. cbn [filter sum_over fold_right].
  fold (sum_over v l).
  rewrite IH by (intros a Ia; apply edges; now right). destruct (edges j) as (j_lt & _); [now left|].
  specialize (v_nonneg j j_lt). unfold weighs at 2. destruct (Rlt_dec 0 (v j)).
  - cbn [sum_over fold_right]. reflexivity.
  - unfold sum_over. lra.
Qed.

Section Step.
Variables (k N : nat).
(** Each vertex of positive weight has at least N + 2 paths of k edges. *)
Hypothesis many_paths : forall i, vertex i -> (N + 2 <= paths next' k i)%nat.

(** The parts of J i mapped onto some J j by F^k that do not touch the ends of J i, and K i around them. *)
Lemma inner_laps i :
  vertex i -> exists K Ls, lo K < hi K /\ strictly_inside (J i) K /\ (N <= length Ls)%nat /\
  pairwise apart Ls /\ Forall (fun L => part_of L K /\ exists j, vertex j /\ lap F k L (J j)) Ls.
Proof.
  intros Vi. pose proof Vi as [i_lt vi_pos].
  destruct (paths_give_intervals F vertex J next') with (G :=
    fun k L => exists j, vertex j /\ lap F k L (J j))
    (A := fun _ : nat => apart) (k := k) (i := i) as (Ls & L1 & L2 & L3); auto.
  { intros a [a_lt _]. now apply cont. }
  { exact reduced_graph. }
  { intros a Va. pose proof Va as [a_lt _]. destruct (wide a a_lt) as (wide_a & _).
    assert (nonempty (J a)) by intervals.
    exists (J a). split; [assumption|]. split; [intervals|]. exists a. split; [exact Va|now apply lap_0]. }
  { intros n L' L NL contL' onto (j & Vj & lapL). exists j. split; [exact Vj|]. now apply lap_S with L. }
  { intros n L' L M' M _ _. exact (apart_step F L' L M' M). }
  { intros n a b L M [a_lt _] [b_lt _] differ sub_L sub_M. apply apart_part with (J a) (J b); auto. }
  destruct (most_strictly_inside (J i) Ls L2) as (c & most & inner).
  { apply Forall_impl with (2 := L3). intros L (NL & sub & (j & [j_lt _] & (_ & ends & _) & _)).
    split; [|exact sub].
    destruct (Rle_lt_dec (hi L) (lo L)) as [le|]; [|assumption].
    assert (same : hi L = lo L) by intervals. rewrite same in ends. destruct (wide j j_lt). lra. }
  assert (good : Forall (fun L => nonempty L /\ exists j, vertex j /\ lap F k L (J j)) (filter c Ls)).
  { rewrite Forall_forall in *. intros L IL. apply filter_In in IL as [IL _].
    destruct (L3 L IL) as (NL & _ & found).
    auto. }
  destruct (common_interval (J i) (filter c Ls)) as (K & K_wide & K_in & parts).
  { now apply wide. }
  { rewrite Forall_forall in *. intros L IL. split; [now apply good|now apply inner]. }
  exists K, (filter c Ls). split; [exact K_wide|]. split; [exact K_in|].
  split; [specialize (many_paths i Vi); lia|]. split; [now apply pairwise_filter|].
  rewrite Forall_forall in *. intros L IL. split; [now apply parts|]. now apply good.
Qed.

(** So there are intervals without common points, each of which covers N of them or more under F^k. *)
Lemma many_edges : (1 <= N)%nat -> exists Qs, Qs <> [] /\ pairwise off Qs /\
  Forall (fun Q => nonempty Q /\ continuous_on (iter k F) Q /\ forall x, Q x -> H x) Qs /\
  Forall (fun Q => exists K, covers (iter k F) Q K /\
    (N <= length (filter (fun Q' => part_of_b Q' K) Qs))%nat) Qs.
Proof.
  intros N1. set (default := Interval 0 0).
  destruct (finite_choice (default, [] : list interval) (fun i KL => lo (fst KL) < hi (fst KL) /\
    strictly_inside (J i) (fst KL) /\ (N <= length (snd KL))%nat /\ pairwise apart (snd KL) /\
    Forall (fun L => part_of L (fst KL) /\ exists j, vertex j /\
      lap F k L (J j)) (snd KL)) vertices) as (KL & chosen).
  { intros i Ii. apply vertices_iff in Ii. destruct (inner_laps i Ii) as (K & Ls & found).
    now exists (K, Ls). }
  set (K := fun i => fst (KL i)).
  (* shrink: F^k maps Q onto K j, where it maps L onto J j *)
  destruct (finite_choice ([] : list interval) (fun i Qs => (N <= length Qs)%nat /\ pairwise off Qs /\
    Forall (fun Q => nonempty Q /\ part_of Q (K i) /\ exists j, vertex j /\ lap F k Q (K j)) Qs) vertices)
    as (Qs & shrunk).
  { intros i Ii. destruct (chosen i Ii) as (K_wide & K_in & many & apart_Ls & laps). fold (K i) in *.
    destruct (pairwise_choose apart off (fun L Q => nonempty Q /\ strictly_inside L Q)
      (fun Q => nonempty Q /\ part_of Q (K i) /\ exists j, vertex j /\ lap F k Q (K j)) (snd (KL i)) apart_Ls)
      as (Qs & Q1 & Q2 & Q3).
    - intros L L' Q Q' LL' (NQ & Q_in) (NQ' & Q'_in). now apply strictly_inside_off with L L'.
    - apply Forall_impl with (2 := laps). intros L (sub & (j & Vj & lapL)).
      destruct (chosen j) as (Kj_wide & Kj_in & _); [now apply vertices_iff|]. fold (K j) in *.
      destruct (shrink_lap F k L (J j) (K j) lapL Kj_in Kj_wide) as (Q & Q_in & NQ & Q_sub & lapQ).
      exists Q. split; [auto|]. split; [exact NQ|]. split; [intervals|]. exists j. auto.
    - exists Qs. split; [now rewrite Q1|]. split; [exact Q2|exact Q3]. }
  exists (flat_map Qs vertices). split; [|split; [|split]].
  - (* there are some *)
    assert (I0 : In i0 vertices) by (apply vertices_iff; now split).
    destruct (shrunk i0 I0) as (many & _). destruct (Qs i0) as [|Q l] eqn:eq; [cbn in many; lia|].
    intro empty. assert (IQ : In Q (flat_map Qs vertices)).
    { apply in_flat_map. exists i0. split; [exact I0|]. rewrite eq. now left. }
    rewrite empty in IQ. destruct IQ.
  - (* no common points *)
    apply pairwise_flat_map.
    + apply NoDup_filter, seq_NoDup.
    + intros i Ii. now apply shrunk.
    + intros i j Q Q' Ii Ij differ IQ IQ'.
      destruct (shrunk i Ii) as (_ & _ & good_i). destruct (shrunk j Ij) as (_ & _ & good_j).
      rewrite Forall_forall in good_i, good_j. destruct (good_i Q IQ) as (NQ & sub & _).
      destruct (good_j Q' IQ') as (NQ' & sub' & _).
      destruct (chosen i Ii) as (_ & K_in & _). destruct (chosen j Ij) as (_ & K_in' & _).
      fold (K i) in K_in. fold (K j) in K_in'. apply vertices_iff in Ii as [i_lt _].
      apply vertices_iff in Ij as [j_lt _].
      apply strictly_inside_off with (J i) (J j); auto; unfold strictly_inside in *; intervals.
  - (* good intervals *)
    apply Forall_forall. intros Q IQ. apply in_flat_map in IQ as (i & Ii & IQ).
    destruct (shrunk i Ii) as (_ & _ & good).
    rewrite Forall_forall in good. destruct (good Q IQ) as (NQ & sub & (j & _ & _ & contQ)).
    split; [exact NQ|]. split; [exact contQ|]. intros x Qx. destruct (chosen i Ii) as (_ & K_in & _).
    fold (K i) in K_in.
    apply vertices_iff in Ii as [i_lt _]. apply (wide i i_lt). unfold strictly_inside in K_in. intervals.
  - (* each covers those in K j *)
    apply Forall_forall. intros Q IQ. apply in_flat_map in IQ as (i & Ii & IQ).
    destruct (shrunk i Ii) as (_ & _ & good).
    rewrite Forall_forall in good. destruct (good Q IQ) as (NQ & sub & (j & Vj & onto & contQ)).
    exists (K j). split; [now apply maps_onto_covers|]. apply vertices_iff in Vj.
    destruct (shrunk j Vj) as (many & _ & good_j).
    apply Nat.le_trans with (1 := many). apply filter_flat_map; [exact Vj|].
    intros Q' IQ'. apply part_of_b_iff.
    rewrite Forall_forall in good_j. now apply good_j.
Qed.

(** So the entropy of F^k on H is at least log N. *)
Lemma step_entropy : (1 <= N)%nat -> entropy_at_least (iter k F) H (INR N).
Proof.
  intros N1. destruct (many_edges N1) as (Qs & some & disjoint_Qs & good & many).
  now apply many_edges_entropy with Qs.
Qed.
End Step.

(** There are lam^k (least / top) paths or more, for bounds of the positive weights. *)
Lemma enough_paths least top k N : 0 < least -> (forall i, vertex i -> least <= v i) ->
  0 < top -> (forall i, (i < m)%nat -> v i <= top) -> 0 < lam -> INR N + 2 <= least / top * lam ^ k ->
  forall i, vertex i -> (N + 2 <= paths next' k i)%nat.
Proof.
  intros least_pos least_le top_pos bound lam_pos N_le i Vi. apply INR_le. rewrite plus_INR. cbn [INR].
  assert (lam_k : 0 < lam ^ k) by now apply pow_lt.
  assert (grow : lam ^ k * v i <= top * INR (paths next' k i)).
  { apply (paths_grow vertex next' v lam top); auto.
    - intros a b Va Ib. now apply (reduced_graph a Va).
    - exact reduced_growth.
    - intros a [a_lt _]. now apply bound. }
  specialize (least_le i Vi). assert (lam ^ k * least <= top * INR (paths next' k i)) by nra.
  assert (lam ^ k * least = top * (least / top * lam ^ k)) by (field; lra).
  assert (least / top * lam ^ k <= INR (paths next' k i)) by (apply Rmult_le_reg_l with top; lra). lra.
Qed.

(** For lam > 1 some F^k has intervals each of which covers two of them or more. *)
Lemma two_edges : 1 < lam -> exists k Qs, (1 <= k)%nat /\ Qs <> [] /\ pairwise off Qs /\
  Forall (fun Q => nonempty Q /\ continuous_on (iter k F) Q /\ forall x, Q x -> H x) Qs /\
  Forall (fun Q => exists K, covers (iter k F) Q K /\
    (2 <= length (filter (fun Q' => part_of_b Q' K) Qs))%nat) Qs.
Proof.
  intros lam1. destruct (weights_bounded v m) as (top & top_pos & bound).
  destruct (least_weight m v) as (least & least_pos & least_le).
  destruct (powers_separate lam 1 (least / top) lam1)
    as (k & k1 & separate); [lra|now apply Rdiv_lt_0_compat|].
  rewrite pow1 in separate. exists k. destruct (many_edges k 2) as (Qs & found); [|lia|now exists Qs].
  apply (enough_paths least top); auto; [lra|]. cbn [INR]. lra.
Qed.

(** T4.3: the entropy of F on H is at least log lam. *)
Theorem covering_graph_entropy : entropy_at_least F H lam.
Proof.
  intros r r_lt. destruct (Rle_lt_dec lam 1) as [small|lam1].
  { (* lam <= 1: one point is enough *)
    exists 1. split; [lra|]. intros N. exists N, [lo (J i0)]. split; [lia|].
    destruct (wide i0 i0_lt) as (wide0 & sub0).
    split; [constructor; [apply sub0; intervals|constructor]|]. split; [repeat constructor|].
    cbn [length]. change (INR 1) with 1. rewrite <- (pow1 N). apply pow_incr. lra. }
  destruct (weights_bounded v m) as (top & top_pos & bound).
  destruct (least_weight m v) as (least & least_pos & least_le).
  (* r1 between r and lam, and k such that there are more than r1^k + 2 paths of k edges from each vertex *)
  set (r1 := (r + lam) / 2). assert (r1_lt : 0 <= r1 < lam) by (unfold r1; lra).
  assert (c_pos : 0 < least / top) by (apply Rdiv_lt_0_compat; lra).
  destruct (powers_separate lam r1 (least / top) lam1 r1_lt c_pos) as (k & k1 & separate).
  assert (lam_k : 0 < lam ^ k) by (apply pow_lt; lra). assert (r1_k : 0 <= r1 ^ k) by (apply pow_le; lra).
  destruct (natural_part (least / top * lam ^ k - 2)) as (N & N_le & N_gt); [lra|].
  assert (N1 : (1 <= N)%nat).
  { destruct N as [|N]; [cbn in N_gt; lra|lia]. }
  assert (entropy : entropy_at_least (iter k F) H (INR N)).
  { apply step_entropy; [|exact N1]. apply (enough_paths least top); auto; lra. }
  apply (entropy_of_root F H k r1); [lia| |unfold r1; lra].
  apply entropy_less with (INR N); [lra|exact entropy].
Qed.
End Graph.

(** T4.3 for F = f^q: the entropy of f on H is at least (log lam) / q. *)
Theorem covering_graph_entropy_power f q m J (H : R -> Prop) next lam v i0 r :
  (0 < q)%nat -> (forall i, (i < m)%nat -> lo (J i) < hi (J i) /\ forall x, J i x -> H x) ->
  (forall i, (i < m)%nat -> continuous_on (iter q f) (J i)) -> disjoint_inside m J ->
  covering_graph (iter q f) m J next -> (forall i, (i < m)%nat -> 0 <= v i) -> (i0 < m)%nat -> 0 < v i0 ->
  (forall i, (i < m)%nat -> lam * v i <= sum_over v (next i)) -> r ^ q = lam -> entropy_at_least f H r.
Proof.
  intros q_pos wide cont disjoint graph v_nonneg i0_lt v_pos growth power.
  apply entropy_of_root with q; [exact q_pos|]. rewrite power.
  now apply covering_graph_entropy with m J next v i0.
Qed.
