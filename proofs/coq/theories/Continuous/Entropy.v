(** * Entropy from horseshoes and from covering graphs (T4.3)

    - [horseshoe_entropy]: m >= 2 intervals in H, disjoint inside, each covering H: the entropy of F on H is
      at least log m.
    - [graph_entropy_at_distance]: a covering graph of intervals at positive distances, with weights v i such
      that the sum of the weights of the vertices after i is at least lam v i: the entropy is at least log
      lam.
    - [entropy_of_root]: if the entropy of F^q is at least log r^q, that of F is at least log r.

    Nothing is cited, neither the variational principle nor anything else: the separated points are
    constructed.

    Idea of the first.  F^k maps m^k parts of H onto H.  At most two of them touch the ends of H.  The others
    lie in a smaller interval K strictly inside H; shrunk so that F^k maps them onto K only, they get positive
    distances, and have at least (m^k - 2)^n fixed points of F^(kn) that are told apart before the time n. *)

From Coq Require Import Reals Lra Lia Arith List Bool.
From ExactPL Require Import Definitions.Continuous Continuous.Coverings Continuous.Cycles
  Continuous.Horseshoes.
Import ListNotations.
Open Scope R_scope.

(** ** Intervals strictly inside an interval *)

Definition strictly_inside (H L : interval) : Prop := lo H < lo L /\ hi L < hi H.

(** If no two members of a list that are disjoint inside have the property c, at most one member has it. *)
Lemma at_most_one (c : interval -> bool) Ls : pairwise apart Ls ->
  (forall L M, c L = true -> c M = true -> In L Ls -> In M Ls -> apart L M -> False) ->
  (length (filter c Ls) <= 1)%nat.
Proof.
  intros disjoint exclusive. induction disjoint as [|L Ls apart_L disjoint IH]; [cbn; lia|]. cbn [filter].
  assert (IH' : (length (filter c Ls) <= 1)%nat).
  { apply IH. intros A B cA cB IA IB. apply (exclusive A B); cbn; auto. }
  destruct (c L) eqn:cL; [|exact IH'].
  destruct (filter c Ls) as [|M r] eqn:rest; [cbn; lia|exfalso].
  assert (IM : In M (filter c Ls)) by (rewrite rest; now left). apply filter_In in IM as [IM cM].
  rewrite Forall_forall in apart_L. apply (exclusive L M); cbn; auto.
Qed.

(** All but two of the parts of H that are disjoint inside lie strictly inside H. *)
Lemma most_strictly_inside H Ls : pairwise apart Ls -> Forall (fun L => lo L < hi L /\ part_of L H) Ls ->
  exists c, (length Ls <= length (filter c Ls) + 2)%nat /\ Forall (strictly_inside H) (filter c Ls).
Proof.
  intros disjoint parts. rewrite Forall_forall in parts.
  set (at_lo := fun L : interval => if Rlt_dec (lo H) (lo L) then false else true).
  set (at_hi := fun L : interval => if Rlt_dec (hi L) (hi H) then false else true).
  set (c := fun L => negb (at_lo L) && negb (at_hi L)).
  assert (one_lo : (length (filter at_lo Ls) <= 1)%nat).
  { apply at_most_one; [exact disjoint|]. unfold at_lo. intros L M.
    destruct (Rlt_dec (lo H) (lo L)), (Rlt_dec (lo H) (lo M)); try discriminate.
    intros _ _ IL IM LM. apply parts in IL. apply parts in IM.
    apply (LM ((lo H + Rmin (hi L) (hi M)) / 2)); unfold Rmin; destruct Rle_dec; intervals. }
  assert (one_hi : (length (filter at_hi Ls) <= 1)%nat).
  { apply at_most_one; [exact disjoint|]. unfold at_hi. intros L M.
    destruct (Rlt_dec (hi L) (hi H)), (Rlt_dec (hi M) (hi H)); try discriminate.
    intros _ _ IL IM LM. apply parts in IL. apply parts in IM.
    apply (LM ((hi H + Rmax (lo L) (lo M)) / 2)); unfold Rmax; destruct Rle_dec; intervals. }
  exists c. split.
  - assert (sum : (length Ls <= length (filter c Ls) + length (filter at_lo Ls) + length
      (filter at_hi Ls))%nat);
      [|lia].
    clear. induction Ls as [|L Ls IH]; [cbn; lia|]. cbn [filter]. unfold c at 1.
    destruct (at_lo L), (at_hi L); cbn [negb andb length]; lia.
  - rewrite Forall_forall. intros L IL. apply filter_In in IL as [_ cL]. unfold c, at_lo, at_hi in cL.
    unfold strictly_inside.
    destruct (Rlt_dec (lo H) (lo L)), (Rlt_dec (hi L) (hi H)); cbn in cL; try discriminate.
    lra.
Qed.

(** Finitely many intervals strictly inside H lie in one interval strictly inside H. *)
Lemma common_interval H Ls : lo H < hi H -> Forall (fun L => nonempty L /\ strictly_inside H L) Ls ->
  exists K, lo K < hi K /\ strictly_inside H K /\ Forall (fun L => part_of L K) Ls.
Proof.
  intros H_wide inner. induction inner as [|L Ls (NL & L_in) inner (K & K_wide & K_in & parts)].
  - exists (Interval ((2 * lo H + hi H) / 3) ((lo H + 2 * hi H) / 3)).
    split; [cbn; lra|]. split; [unfold strictly_inside; cbn; lra|constructor].
  - exists (Interval (Rmin (lo L) (lo K)) (Rmax (hi L) (hi K))).
    pose proof (Rmin_l (lo L) (lo K)). pose proof (Rmin_r (lo L) (lo K)).
    pose proof (Rmax_l (hi L) (hi K)). pose proof (Rmax_r (hi L) (hi K)).
    split; [cbn; lra|]. split.
    + unfold strictly_inside in *. cbn. split; [apply Rmin_glb_lt|apply Rmax_lub_lt]; lra.
    + constructor; [intervals|]. apply Forall_impl with (2 := parts). intros M sub. intervals.
Qed.

(** The tight part of L over an interval K strictly inside H, where F^k maps L onto H, lies strictly inside
    L. *)
Lemma shrink_lap F k (L H K : interval) : lap F k L H -> strictly_inside H K -> lo K < hi K ->
  exists Q, strictly_inside L Q /\ nonempty Q /\ part_of Q L /\ lap F k Q K.
Proof.
  intros (onto & cont) K_in K_wide.
  destruct (tight_part (iter k F) L K cont) as (Q & sub & onto_Q); [intervals| |].
  { apply covers_part with H; [now apply maps_onto_covers|]. unfold strictly_inside in K_in. intervals. }
  exists Q. split; [|split; [apply onto_Q|split; [exact sub|split]]].
  - destruct onto_Q as (NQ & ends_Q & _). destruct onto as (_ & ends_L & _). unfold strictly_inside in *.
    assert (lo Q <> lo L /\ lo Q <> hi L /\ hi Q <> lo L /\ hi Q <> hi L).
    { repeat split; intro same; rewrite same in *; lra. }
    intervals.
  - exact onto_Q.
  - now apply continuous_on_part with L.
Qed.

(** ** Distances *)

Definition off (A B : interval) : Prop := hi A < lo B \/ hi B < lo A.
Definition far_apart d (A B : interval) : Prop := forall x y, A x -> B y -> d <= Rabs (x - y).

Lemma far_apart_less d e A B : e <= d -> far_apart d A B -> far_apart e A B.
Proof. intros ed far x y Ax By. specialize (far x y Ax By). lra. Qed.

Lemma far_apart_sym d (A B : interval) : far_apart d A B -> far_apart d B A.
Proof. intros far x y Bx Ay. rewrite Rabs_minus_sym. now apply far. Qed.

Lemma off_distance A B : off A B -> exists d, 0 < d /\ far_apart d A B.
Proof.
  intros [order|order]; [exists (lo B - hi A)|exists (lo A - hi B)].
  - split; [lra|]. intros x y Ax By. rewrite Rabs_left1; intervals.
  - split; [lra|]. intros x y Ax By. rewrite Rabs_pos_eq; intervals.
Qed.

(** Finitely many closed intervals without common points have positive distances. *)
Lemma positive_distances Ls : pairwise off Ls -> exists d, 0 < d /\ pairwise (far_apart d) Ls.
Proof.
  intros disjoint. induction disjoint as [|L Ls off_L disjoint (d & d_pos & IH)].
  { exists 1. split; [lra|constructor]. }
  assert (first : exists e, 0 < e /\ Forall (far_apart e L) Ls).
  { clear IH disjoint. induction off_L as [|M Ls LM off_L (e & e_pos & IH)]; [exists 1; split;
      [lra|constructor]|].
    destruct (off_distance L M LM) as (e' & e'_pos & far).
    exists (Rmin e e'). split; [now apply Rmin_pos|]. pose proof (Rmin_l e e'). pose proof (Rmin_r e e').
    constructor; [now apply far_apart_less with e'|]. apply Forall_impl with (2 := IH).
    intros Q. now apply far_apart_less. }
  destruct first as (e & e_pos & first). exists (Rmin d e). split; [now apply Rmin_pos|].
  pose proof (Rmin_l d e). pose proof (Rmin_r d e). constructor.
  - apply Forall_impl with (2 := first). intros Q. now apply far_apart_less.
  - apply pairwise_impl with (2 := IH). intros Q Q'. now apply far_apart_less.
Qed.

(** Parts strictly inside intervals that are disjoint inside have no common points. *)
Lemma strictly_inside_off L L' Q Q' : apart L L' -> nonempty Q -> strictly_inside L Q ->
  nonempty Q' -> strictly_inside L' Q' -> off Q Q'.
Proof.
  intros disjoint NQ Q_in NQ' Q'_in. unfold off.
  destruct (Rlt_dec (hi Q) (lo Q')); [tauto|]. destruct (Rlt_dec (hi Q') (lo Q)); [tauto|exfalso].
  unfold strictly_inside, nonempty in *.
  apply (disjoint (Rmax (lo Q) (lo Q'))); unfold Rmax; destruct Rle_dec; intervals.
Qed.

(** Pairwise far apart, as a statement about places in the list. *)
Lemma far_apart_places Ls K d : pairwise (far_apart d) Ls -> at_distance d (length Ls) (fun i => nth i Ls K).
Proof.
  intros far i j i_lt j_lt differ x y Lx Ly. destruct (Nat.lt_trichotomy i j) as [less|[same|more]].
  - apply (pairwise_nth (far_apart d) Ls K far i j); auto.
  - contradiction.
  - rewrite Rabs_minus_sym. apply (pairwise_nth (far_apart d) Ls K far j i); auto.
Qed.

(** ** Horseshoes *)

Section Horseshoe.
Variables (F : R -> R) (m : nat) (J : nat -> interval) (H : interval).
Hypothesis m2 : (2 <= m)%nat.
Hypothesis H_wide : lo H < hi H.
Hypothesis cont : forall i, (i < m)%nat -> continuous_on F (J i).
Hypothesis full : forall i, (i < m)%nat -> part_of (J i) H /\ covers F (J i) H.
Hypothesis disjoint : disjoint_inside m J.

(** m^k - 2 parts of some K in H, at positive distances, each mapped onto K by F^k. *)
Lemma shrunk_horseshoe k : exists K Qs d, 0 < d /\ lo K < hi K /\ part_of K H /\
  (m ^ k <= length Qs + 2)%nat /\ pairwise (far_apart d) Qs /\
  Forall (fun Q => nonempty Q /\ part_of Q K /\ continuous_on (iter k F) Q /\ covers (iter k F) Q K) Qs.
Proof.
  destruct (horseshoe F m J cont H) with (k := k) as (Ls & L1 & L2 & L3); auto; [intervals|].
  destruct (most_strictly_inside H Ls L2) as (c & most & inner).
  { apply Forall_impl with (2 := L3). intros L (NL & sub & (_ & ends & _) & _). split; [|exact sub].
    destruct (Rle_lt_dec (hi L) (lo L)) as [le|]; [|assumption].
    assert (same : hi L = lo L) by intervals. rewrite same in ends. lra. }
  assert (laps : Forall (fun L => nonempty L /\ part_of L H /\ lap F k L H) (filter c Ls)).
  { rewrite Forall_forall in *. intros L IL. apply L3. apply filter_In in IL. tauto. }
  destruct (common_interval H (filter c Ls)) as (K & K_wide & K_in & parts); [exact H_wide| |].
  { rewrite Forall_forall in *. intros L IL. split; [now apply laps|now apply inner]. }
  destruct (pairwise_choose apart off (fun L Q => nonempty Q /\ strictly_inside L Q)
    (fun Q => nonempty Q /\ part_of Q K /\ continuous_on (iter k F) Q /\ covers (iter k F) Q K) (filter c Ls))
    as (Qs & Q1 & Q2 & Q3).
  { now apply pairwise_filter. }
  { intros L L' Q Q' LL' (NQ & Q_in) (NQ' & Q'_in). now apply strictly_inside_off with L L'. }
  { rewrite Forall_forall in *. intros L IL. destruct (laps L IL) as (NL & sub & lapL).
    destruct (shrink_lap F k L H K lapL K_in K_wide) as (Q & Q_in & NQ & Q_sub & onto_Q & cont_Q).
    exists Q. split; [auto|]. split; [exact NQ|]. split; [pose proof (parts L IL); intervals|].
    split; [exact cont_Q|now apply maps_onto_covers]. }
  destruct (positive_distances Qs Q2) as (d & d_pos & far). exists K, Qs, d.
  split; [exact d_pos|]. split; [exact K_wide|]. split; [unfold strictly_inside in K_in; intervals|].
  split; [lia|]. split; [exact far|exact Q3].
Qed.

(** For r < m some k has r^k + 2 <= m^k. *)
Lemma power_exceeds r : 0 <= r < INR m -> exists k, (1 <= k)%nat /\ r ^ k + 2 <= INR (m ^ k).
Proof.
  intros r_lt. assert (m2R : 2 <= INR m) by (change 2 with (INR 2); now apply le_INR).
  set (q := r / INR m). assert (r_eq : r = q * INR m) by (unfold q; field; lra).
  assert (q_pos : 0 <= q) by (unfold q, Rdiv; apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  assert (q_lt : q < 1) by nra.
  destruct (pow_lt_1_zero q) with (y := 1 / 2) as (N & small); [rewrite Rabs_pos_eq; lra|lra|].
  set (k := (2 + N)%nat). exists k. split; [lia|].
  specialize (small k ltac:(lia)). rewrite Rabs_pos_eq in small by (apply pow_le; lra).
  rewrite pow_INR, r_eq, Rpow_mult_distr. assert (4 <= INR m ^ k).
  { replace 4 with (2 ^ 2) by lra.
    apply Rle_trans with (2 ^ k); [apply Rle_pow; [lra|lia]|apply pow_incr; lra]. }
  nra.
Qed.

(** T4.3: m >= 2 intervals in H, disjoint inside, each covering H: the entropy of F on H is at least log m. *)
Theorem horseshoe_entropy : entropy_at_least F H (INR m).
Proof.
  intros r r_lt. destruct (power_exceeds r r_lt) as (k & k_pos & exceeds).
  destruct (shrunk_horseshoe k) as (K & Qs & d & d_pos & K_wide & K_sub & many & far & good).
  exists d. split; [exact d_pos|]. intros N. set (M := length Qs). set (Q := fun i => nth i Qs K).
  set (n := S N).
  rewrite Forall_forall in good. assert (goodQ : forall i, (i < M)%nat -> nonempty (Q i) /\ part_of (Q i) K /\
    continuous_on (iter k F) (Q i) /\ covers (iter k F) (Q i) K).
  { intros i i_lt. apply good, nth_In, i_lt. }
  destruct (horseshoe_periodic_points (iter k F) M Q) with (H := K) (k := n) (d := d) as (xs & X1 & X2 & X3).
  - intros i i_lt. now apply goodQ.
  - intervals.
  - intros i i_lt. split; now apply goodQ.
  - now apply far_apart_places.
  - unfold n. lia.
  - exists (n * k)%nat, xs. split; [unfold n; nia|]. split; [|split].
    + apply Forall_impl with (2 := X3). intros x (Kx & _). intervals.
    + apply pairwise_impl with (2 := X2). intros x y. apply told_apart_iter. lia.
    + rewrite X1, pow_INR, Nat.mul_comm, pow_mult. apply pow_incr. split; [apply pow_le; lra|].
      apply le_INR in many. rewrite plus_INR in many. cbn [INR] in many. fold M in many. lra.
Qed.
End Horseshoe.

(** ** Iterates *)

Lemma pow_lt_compat a b q : (0 < q)%nat -> 0 <= a < b -> a ^ q < b ^ q.
Proof.
  intros q_pos ab. induction q as [|q IH]; [lia|]. cbn [pow]. destruct q as [|q]; [cbn; lra|].
  assert (a ^ S q < b ^ S q) by (apply IH; lia). assert (0 <= a ^ S q) by (apply pow_le; lra). nra.
Qed.

(** The entropy of F is at least log r if that of F^q is at least log r^q. *)
Theorem entropy_of_root F H q r :
  (0 < q)%nat -> entropy_at_least (iter q F) H (r ^ q) -> entropy_at_least F H r.
Proof.
  intros q_pos entropy r' r'_lt.
  destruct (entropy (r' ^ q)) as (d & d_pos & sets); [split; [apply pow_le; lra|now apply pow_lt_compat]|].
  exists d. split; [exact d_pos|]. intros N. destruct (sets N) as (n & xs & N_le & in_H & far & many).
  exists (n * q)%nat, xs. split; [nia|]. split; [exact in_H|].
  split; [|now rewrite Nat.mul_comm, pow_mult].
  apply pairwise_impl with (2 := far). intros x y. now apply told_apart_iter.
Qed.

Lemma entropy_on_larger F (H H' : R -> Prop) r :
  (forall x, H x -> H' x) -> entropy_at_least F H r -> entropy_at_least F H' r.
Proof.
  intros sub entropy r' r'_lt. destruct (entropy r' r'_lt) as (d & d_pos & sets).
  exists d. split; [exact d_pos|]. intros N. destruct (sets N) as (n & xs & N_le & in_H & rest).
  exists n, xs. split; [exact N_le|]. split; [|exact rest]. apply Forall_impl with (2 := in_H). auto.
Qed.

Lemma entropy_less F H r s : s <= r -> entropy_at_least F H r -> entropy_at_least F H s.
Proof. intros sr entropy r' r'_lt. apply entropy. lra. Qed.

(** ** Weights *)

(** A bound of the weights. *)
Lemma weights_bounded (v : nat -> R) n : exists top, 0 < top /\ forall i, (i < n)%nat -> v i <= top.
Proof.
  induction n as [|n (top & top_pos & bound)]; [exists 1; split; [lra|intros; lia]|].
  exists (Rmax top (v n)). pose proof (Rmax_l top (v n)). pose proof (Rmax_r top (v n)). split; [lra|].
  intros i i_lt. destruct (Nat.eq_dec i n) as [->|]; [assumption|]. specialize (bound i ltac:(lia)). lra.
Qed.

(** If the weights v j of the vertices after i sum up to at least lam v i, there are at least lam^k v i / top
    paths of k edges from i. *)
Lemma paths_grow (vertex : nat -> Prop) next (v : nat -> R) lam top :
  0 < lam -> (forall i j, vertex i -> In j (next i) -> vertex j) ->
  (forall i, vertex i -> lam * v i <= sum_over v (next i)) -> (forall i, vertex i -> v i <= top) ->
  forall k i, vertex i -> lam ^ k * v i <= top * INR (paths next k i).
Proof.
  intros lam_pos closed growth bound. induction k as [|k IH]; intros i Vi.
  { cbn [paths pow]. change (INR 1) with 1. specialize (bound i Vi). lra. }
  cbn [paths]. assert (sums : forall js, (forall j, In j js -> vertex j) ->
    lam ^ k * sum_over v js <= top * INR (list_sum (map (paths next k) js))).
  { induction js as [|j js IHj]; intros vertices; [cbn; lra|].
    change (list_sum (map (paths next k) (j :: js)))
      with (paths next k j + list_sum (map (paths next k) js))%nat.
    cbn [sum_over fold_right]. fold (sum_over v js). rewrite plus_INR.
    specialize (IH j ltac:(apply vertices; now left)).
    specialize (IHj ltac:(intros; apply vertices; now right)). lra. }
  apply Rle_trans with (lam ^ k * sum_over v (next i)); [|apply sums; intros j; now apply closed].
  specialize (growth i Vi). assert (0 < lam ^ k) by now apply pow_lt. cbn [pow]. nra.
Qed.

(** ** Covering graphs with intervals at positive distances *)

Section GraphEntropy.
Variables (F : R -> R) (m : nat) (J : nat -> interval) (H : R -> Prop) (next : nat -> list nat).
Variables (d lam : R) (v : nat -> R) (i0 : nat).
Hypothesis NJ : forall i, (i < m)%nat -> nonempty (J i) /\ forall x, J i x -> H x.
Hypothesis cont : forall i, (i < m)%nat -> continuous_on F (J i).
Hypotheses (d_pos : 0 < d) (far : at_distance d m J) (graph : covering_graph F m J next).
Hypotheses (i0_lt : (i0 < m)%nat) (v_pos : 0 < v i0) (lam_pos : 0 < lam).
Hypothesis growth : forall i, (i < m)%nat -> lam * v i <= sum_over v (next i).

Lemma member_of_sum (g : nat -> nat) i l : In i l -> (g i <= list_sum (map g l))%nat.
Proof.
  induction l as [|j l IH]; [intros []|]. intros [->|Ii]; [cbn; lia|].
  specialize (IH Ii). change (list_sum (map g (j :: l))) with (g j + list_sum (map g l))%nat. lia.
Qed.

(** T4.3, for intervals at positive distances: the entropy of F on H is at least log lam. *)
Theorem graph_entropy_at_distance : entropy_at_least F H lam.
Proof.
  intros r r_lt. exists d. split; [exact d_pos|]. intros N.
  destruct (weights_bounded v m) as (top & top_pos & bound).
  (* k so large that (r / lam)^k is at most v i0 / (top (lam + 1)) *)
  set (q := r / lam). assert (r_eq : r = q * lam) by (unfold q; field; lra).
  assert (q_pos : 0 <= q) by (unfold q, Rdiv; apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]).
  assert (q_lt : q < 1) by nra.
  destruct (pow_lt_1_zero q) with (y := v i0 / (top * (lam + 1))) as (N1 & small).
  { rewrite Rabs_pos_eq; lra. }
  { apply Rdiv_lt_0_compat; nra. }
  set (k := Nat.max N N1). specialize (small k ltac:(lia)).
  rewrite Rabs_pos_eq in small by (apply pow_le; lra).
  destruct (graph_points F m J (fun i i_lt => proj1 (NJ i i_lt)) cont next k d far graph)
    as (xs & X1 & X2 & X3).
  exists (S k), xs. split; [lia|]. split; [|split; [exact X2|]].
  - apply Forall_impl with (2 := X3). intros x (j & j_lt & Jx). now apply (NJ j j_lt).
  - rewrite X1. assert (many : lam ^ k * v i0 <= top * INR (list_sum (map (paths next k) (seq 0 m)))).
    { apply Rle_trans with (top * INR (paths next k i0)).
      { apply (paths_grow (fun i => (i < m)%nat) next v lam top); auto. intros i j i_lt. now apply graph. }
      apply Rmult_le_compat_l; [lra|]. apply le_INR, member_of_sum, in_seq. lia. }
    set (T := INR _) in *. cbn [pow]. rewrite r_eq at 1 2. rewrite Rpow_mult_distr.
    assert (lam_k : 0 < lam ^ k) by now apply pow_lt.
    assert (small' : q ^ k * (top * (lam + 1)) <= v i0).
    { apply Rmult_le_reg_r with (/ (top * (lam + 1))); [apply Rinv_0_lt_compat; nra|].
      rewrite Rmult_assoc, Rinv_r by nra. unfold Rdiv in small. lra. }
    assert (0 <= q ^ k) by (apply pow_le; lra). apply Rmult_le_reg_l with top; [exact top_pos|].
    apply Rle_trans with (lam ^ k * v i0); [|exact many].
    apply Rle_trans with (lam ^ k * (q ^ k * (top * (lam + 1)))); [|apply Rmult_le_compat_l; lra].
    replace (top * (q * lam * (q ^ k * lam ^ k))) with (lam ^ k * (q ^ k * (top * (q * lam)))) by ring.
    apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [lra|]. nra.
Qed.
End GraphEntropy.
