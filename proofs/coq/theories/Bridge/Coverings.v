(** * Lists of coverings as certificates (T4.1 to T4.3, T4.5)

    f is given by rational data and maps a domain D of any kind into itself.  An edge i -> j with two points
    x, y of the interval number i is shown by f^q x <= min - e_q and f^q y >= max + e_q, where [min, max] is
    the interval number j and e_q the error after q steps for the largest absolute slope of f on D.  One test
    of a list of edges ([check_coverings]) says that for every continuous map g of D into itself with |g - f|
    <= eps on D each interval covers its targets under g^q ([check_coverings_sound]).  From it:

    - a loop, repetition excluded: every g has a cycle of length n in D ([check_loop_sound]: claim
      robust_period);
    - a graph with weights: the entropy of every g is at least (log A) / q ([check_graph_sound]: claim
      horseshoe), and if A > 1, every g is chaotic in the sense of Li and Yorke ([check_graph_chaos]);
    - a full horseshoe: every g is chaotic in the sense of Li and Yorke ([check_full_horseshoe_sound]).

    With eps = 0 the statements are about f itself ([for_the_map_itself]). *)

From Coq Require Import Reals Lra Lia Arith ZArith NArith QArith Qreals List Bool.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Import Arithmetic.Rationals.
From ExactPL Require Import Continuous.Coverings Continuous.Cycles Continuous.Loops Continuous.Robustness.
From ExactPL Require Import Continuous.CoveringGraphs Chaos.LiYorke Chaos.Horseshoes Chaos.Robustness.
From ExactPL Require Import Chaos.CoveringGraphs.
From ExactPL Require Import Bridge.Rationals Bridge.RealMaps.
Import ListNotations.
Open Scope R_scope.

(** ** The setting *)

(** The error after n steps, with reduced fractions. *)
Fixpoint error_q (e l : Q) (n : nat) : Q :=
  match n with O => 0%Q | S m => Qred (e + l * error_q e l m) end.
Lemma error_q_real e l n : Q2R (error_q e l n) = error_after (Q2R e) (Q2R l) n.
Proof.
  induction n as [|n IH]; cbn [error_q error_after]; [apply Q2R_0|].
  now rewrite Q2R_red, Q2R_plus, Q2R_mult, IH.
Qed.

(** f maps D into itself, its absolute slopes on D are at most l, and eps >= 0. *)
Definition check_setting (f : plmap) (D : domain) (eps l : Q) : bool :=
  knots_rise f && maps_domain f D && slopes_at_most f D l && Qle_bool 0 eps.

Lemma check_setting_sound f D eps l : check_setting f D eps l = true ->
  knots_rise f = true /\ maps_into (real_value f) D /\ 0 <= Q2R l /\ lipschitz (Q2R l) (real_value f) D /\
    0 <= Q2R eps.
Proof.
  unfold check_setting. intros test. apply andb_true_iff in test as [test eps_pos].
  apply andb_true_iff in test as [test slopes]. apply andb_true_iff in test as [rise maps].
  destruct (slopes_at_most_sound f D l rise slopes) as [l_pos lip]. tests. rewrite Q2R_0 in *.
  split; [exact rise|]. split; [now apply maps_domain_sound|auto].
Qed.

(** What holds for every near map holds for the map itself. *)
Theorem for_the_map_itself f D eps l P : check_setting f D eps l = true ->
  for_every_near_map f D eps P -> P (real_value f).
Proof.
  intros test near. destruct (check_setting_sound f D eps l test) as (rise & maps & _ & _ & eps_pos).
  apply near.
  - now apply real_value_continuous_on.
  - exact maps.
  - intros x _. rewrite distance_zero. exact eps_pos.
Qed.

(** ** Edges *)

(** The interval number [source] covers the interval number [target], shown by two points of the first. *)
Record edge := Edge { source : nat; target : nat; low_point : Q; high_point : Q }.

Definition interval_number (Js : list rational_interval) (i : nat) : rational_interval := nth i Js (0%Q, 0%Q).
Definition real_number (Js : list rational_interval) (i : nat) : interval :=
  real_interval (interval_number Js i).

(** f^q has a value err below B at x and a value err above B at y, x and y in A. *)
Definition check_covering (f : plmap) (err : Q) (q : nat) (A B : rational_interval) (x y : Q) : bool :=
  in_interval A x && in_interval A y &&
  Qle_bool (orbit_value f q x + err) (fst B) && Qle_bool (snd B + err) (orbit_value f q y).

Lemma check_covering_sound f err q A B x y : check_covering f err q A B x y = true ->
  covers_with_margin (Q2R err) (iter q (real_value f)) (real_interval A) (real_interval B).
Proof.
  unfold check_covering. intros test. apply andb_true_iff in test as [test above].
  apply andb_true_iff in test as [test below]. apply andb_true_iff in test as [in_x in_y]. tests.
  exists (Q2R x), (Q2R y). rewrite !orbit_value_real, Q2R_plus in *. unfold real_interval. cbn [lo hi].
  split; [now apply in_interval_real|]. split; [now apply in_interval_real|]. lra.
Qed.

Definition check_edge (f : plmap) (err : Q) (q : nat) (Js : list rational_interval) (e : edge) : bool :=
  Nat.ltb (source e) (length Js) && Nat.ltb (target e) (length Js) &&
  check_covering f err q (interval_number Js (source e)) (interval_number Js (target e)) (low_point e)
    (high_point e).

(** The test of a list of coverings under f^q. *)
Definition check_coverings (f : plmap) (D : domain) (eps : Q) (q : nat) (Js : list rational_interval)
    (edges : list edge) : bool :=
  let l := largest_slope f D in
  check_setting f D eps l && forallb (fun J => interval_in_domain J D) Js &&
  forallb (check_edge f (error_q eps l q) q Js) edges.

Section Coverings.
Variables (f : plmap) (D : domain) (eps : Q) (q : nat) (Js : list rational_interval) (edges : list edge).
Hypothesis test : check_coverings f D eps q Js edges = true.

Lemma setting_holds : check_setting f D eps (largest_slope f D) = true.
Proof.
  unfold check_coverings in test. apply andb_true_iff in test as [t _]. now apply andb_true_iff in t as [t _].
Qed.

Lemma intervals_in_domain i x : (i < length Js)%nat -> real_number Js i x -> D x.
Proof.
  intros i_lt. unfold check_coverings in test. apply andb_true_iff in test as [t _].
  apply andb_true_iff in t as [_ t]. rewrite forallb_forall in t. apply interval_in_domain_real, t.
  now apply nth_In.
Qed.

Lemma edge_margins e : In e edges -> (source e < length Js)%nat /\ (target e < length Js)%nat /\
  covers_with_margin (error_after (Q2R eps) (Q2R (largest_slope f D)) q) (iter q (real_value f))
    (real_number Js (source e)) (real_number Js (target e)).
Proof.
  intros Ie. unfold check_coverings in test. apply andb_true_iff in test as [_ t].
  rewrite forallb_forall in t. specialize (t e Ie). unfold check_edge in t.
  apply andb_true_iff in t as [t covering]. apply andb_true_iff in t as [source_lt target_lt].
  apply Nat.ltb_lt in source_lt, target_lt. split; [exact source_lt|]. split; [exact target_lt|].
  rewrite <- error_q_real. now apply check_covering_sound with (low_point e) (high_point e).
Qed.

(** T4.5, claim coverings: for every continuous g : D -> D with |g - f| <= eps and every edge i -> j, interval
    number i covers interval number j under g^q. *)
Theorem check_coverings_sound : for_every_near_map f D eps (fun g =>
  forall e, In e edges -> covers (iter q g) (real_number Js (source e)) (real_number Js (target e))).
Proof.
  intros g cont maps near e Ie.
  destruct (check_setting_sound _ _ _ _ setting_holds) as (_ & maps_f & l_pos & lip & _).
  destruct (edge_margins e Ie) as (source_lt & _ & margin).
  apply (robust_covering (Q2R eps) (Q2R (largest_slope f D)) (real_value f) g D); auto.
  intros x. now apply intervals_in_domain.
Qed.
End Coverings.

(** ** Loops *)

(** No two numbers 2 <= d < p have d dividing p. *)
Definition is_prime (p : nat) : bool := forallb (fun d => negb (Nat.eqb (p mod d) 0)) (seq 2 (p - 2)).

Lemma is_prime_complete p : prime_number p -> is_prime p = true.
Proof.
  intros [p2 divisors]. apply forallb_forall. intros d Id. apply in_seq in Id.
  destruct (Nat.eqb_spec (p mod d) 0) as [zero|]; [exfalso|reflexivity].
  destruct (divisors d); [|lia|lia]. apply Nat.mod_divide; [lia|exact zero].
Qed.

Definition no_common_point (A B : rational_interval) : bool :=
  Qlt_bool (snd A) (fst B) || Qlt_bool (snd B) (fst A).

(** For each prime p that divides n some intervals i and i + n/p, modulo n, have no point in common. *)
Definition check_no_repetition (Js : list rational_interval) : bool :=
  let n := length Js in
  forallb (fun p => negb (Nat.eqb (n mod p) 0) || negb (is_prime p) ||
    existsb (fun i => no_common_point (interval_number Js i) (interval_number Js ((i + n / p) mod n)))
      (seq 0 n))
    (seq 2 (n - 1)).

(** The edges 0 -> 1 -> ... -> n - 1 -> 0 with the points listed. *)
Definition loop_edges (points : list (Q * Q)) : list edge :=
  let n := length points in
  map (fun i => let xy := nth i points (0%Q, 0%Q) in Edge i ((i + 1) mod n) (fst xy) (snd xy)) (seq 0 n).

Definition check_loop (f : plmap) (D : domain) (eps : Q) (Js : list rational_interval)
    (points : list (Q * Q)) : bool :=
  Nat.ltb 0 (length Js) && Nat.eqb (length points) (length Js) &&
  check_coverings f D eps 1 Js (loop_edges points) && check_no_repetition Js.

(** T4.2 with T4.5, claim robust_period: every continuous g : D -> D with |g - f| <= eps has a point of least
    period n, n = the number of the intervals, with its orbit in D. *)
Theorem check_loop_sound f D eps Js points : check_loop f D eps Js points = true ->
  for_every_near_map f D eps (fun g => has_period g D (length Js)).
Proof.
  unfold check_loop. intros test g cont maps near. apply andb_true_iff in test as [test no_rep].
  apply andb_true_iff in test as [test coverings]. apply andb_true_iff in test as [n_pos lengths].
  apply Nat.ltb_lt in n_pos. apply Nat.eqb_eq in lengths. set (n := length Js) in *.
  set (J := fun i => real_number Js (i mod n)).
  assert (i_lt : forall i, (i mod n < n)%nat) by (intros i; apply Nat.mod_upper_bound; lia).
  assert (edge_of : forall i, In (Edge (i mod n) ((i mod n + 1) mod n) (fst (nth (i mod n) points (0%Q, 0%Q)))
    (snd (nth (i mod n) points (0%Q, 0%Q)))) (loop_edges points)).
  { intros i. unfold loop_edges. rewrite lengths. apply in_map_iff. exists (i mod n).
    split; [reflexivity|]. apply in_seq. specialize (i_lt i). lia. }
  assert (next_index : forall i, ((i mod n + 1) mod n = S i mod n)%nat).
  { intros i. rewrite Nat.add_mod_idemp_l by lia. f_equal. lia. }
  destruct (loop_least_period g n J) as (x & least & follows).
  - exact n_pos.
  - intros i. unfold J. replace (i + n)%nat with (i + 1 * n)%nat by lia. now rewrite Nat.mod_add by lia.
  - (* repetition is excluded by disjoint intervals *)
    intros p d prime n_pd. unfold check_no_repetition in no_rep. fold n in no_rep.
    rewrite forallb_forall in no_rep.
    pose proof prime as [p2 _]. assert (p_le : (p <= n)%nat) by (destruct d; nia).
    specialize (no_rep p). rewrite in_seq in no_rep. specialize (no_rep ltac:(lia)).
    assert (divides : (n mod p = 0)%nat) by (rewrite n_pd, Nat.mul_comm; apply Nat.mod_mul; lia).
    assert (quotient : (n / p = d)%nat) by (rewrite n_pd, Nat.mul_comm; apply Nat.div_mul; lia).
    rewrite divides, (is_prime_complete p prime), quotient in no_rep. cbn [Nat.eqb negb orb] in no_rep.
    apply existsb_exists in no_rep as (i & Ii & disjoint). apply in_seq in Ii.
    exists i. intros e in_i in_id _ _. unfold J, real_number, real_interval in in_i, in_id.
    rewrite (Nat.mod_small i n) in in_i by lia.
    apply orb_true_iff in disjoint as [order|order]; tests; intervals.
  - intros i. destruct (edge_margins f D eps 1 Js (loop_edges points) coverings _ (edge_of i))
      as (_ & _ & margin).
    cbn [source] in margin. destruct margin as (y & _ & in_J & _). unfold J. intervals.
  - intros i. apply continuous_on_subset with (1 := cont). intros y.
    apply (intervals_in_domain f D eps 1 Js (loop_edges points) coverings). apply i_lt.
  - intros i. pose proof (check_coverings_sound f D eps 1 Js (loop_edges points) coverings g cont maps near _
      (edge_of i))
      as cover. cbn [source target] in cover. rewrite next_index in cover. exact cover.
  - exists x. split; [exact least|]. intros i.
    apply (intervals_in_domain f D eps 1 Js (loop_edges points) coverings (i mod n)); [apply i_lt|].
    apply follows.
Qed.

(** ** Graphs *)

Definition targets (edges : list edge) (i : nat) : list nat :=
  map target (filter (fun e => Nat.eqb (source e) i) edges).

Fixpoint no_duplicates (l : list nat) : bool :=
  match l with [] => true | i :: l' => negb (existsb (Nat.eqb i) l') && no_duplicates l' end.
Lemma no_duplicates_sound l : no_duplicates l = true -> NoDup l.
Proof.
  induction l as [|i l IH]; intros test; [constructor|]. cbn in test.
  apply andb_true_iff in test as [not_in rest].
  constructor; [|now apply IH]. intro Ii. apply negb_true_iff in not_in.
  assert (found : existsb (Nat.eqb i) l = true)
    by (apply existsb_exists; exists i; split; [exact Ii|apply Nat.eqb_refl]).
  congruence.
Qed.

(** No two of the intervals have more than one point in common. *)
Definition disjoint_inside_b (A B : rational_interval) : bool :=
  Qle_bool (snd A) (fst B) || Qle_bool (snd B) (fst A).
Fixpoint all_disjoint_inside (Js : list rational_interval) : bool :=
  match Js with [] => true | J :: Js' => forallb (disjoint_inside_b J) Js' && all_disjoint_inside Js' end.

Lemma disjoint_inside_b_sound A B : disjoint_inside_b A B = true -> apart (real_interval A) (real_interval B).
Proof.
  intros test x in_A in_B. unfold real_interval in *.
  apply orb_true_iff in test as [order|order]; tests; intervals.
Qed.

Lemma apart_sym A B : apart A B -> apart B A.
Proof. intros AB x in_B in_A. now apply (AB x). Qed.

Lemma all_disjoint_inside_sound Js :
  all_disjoint_inside Js = true -> disjoint_inside (length Js) (real_number Js).
Proof.
  induction Js as [|J Js IH]; intros test i j i_lt j_lt differ; [cbn in i_lt; lia|].
  cbn [all_disjoint_inside] in test. apply andb_true_iff in test as [first rest].
  rewrite forallb_forall in first. cbn [length] in i_lt, j_lt.
  destruct i as [|i], j as [|j]; [lia| | |].
  - apply disjoint_inside_b_sound, (first (nth j Js (0%Q, 0%Q))), nth_In. lia.
  - apply apart_sym, disjoint_inside_b_sound, (first (nth i Js (0%Q, 0%Q))), nth_In. lia.
  - apply (IH rest i j); lia.
Qed.

Definition weight_of (weights : list N) (i : nat) : Z := Z.of_N (nth i weights 0%N).
Definition weight_sum (weights : list N) (js : list nat) : Z :=
  fold_right (fun j s => (weight_of weights j + s)%Z) 0%Z js.

(** For each vertex i the weights of its targets sum up to at least A times the weight of i; some weight is
    not 0. *)
Definition check_weights (edges : list edge) (weights : list N) (A : Q) (m : nat) : bool :=
  forallb (fun i => no_duplicates (targets edges i) &&
    Qle_bool (A * inject_Z (weight_of weights i)) (inject_Z (weight_sum weights (targets edges i))))
      (seq 0 m) &&
  existsb (fun i => Z.ltb 0 (weight_of weights i)) (seq 0 m).

Definition check_graph (f : plmap) (D : domain) (eps : Q) (q : nat) (A : Q) (Js : list rational_interval)
    (edges : list edge) (weights : list N) : bool :=
  Nat.ltb 0 q && check_coverings f D eps q Js edges && forallb (fun J => Qlt_bool (fst J) (snd J)) Js &&
  all_disjoint_inside Js && check_weights edges weights A (length Js).

Lemma inject_Z_real z : Q2R (inject_Z z) = IZR z.
Proof. unfold Q2R, inject_Z. cbn [Qnum Qden]. field. Qed.

Lemma weight_sum_real weights js :
  sum_over (fun j => IZR (weight_of weights j)) js = IZR (weight_sum weights js).
Proof.
  induction js as [|j js IH]; [reflexivity|]. cbn [sum_over fold_right weight_sum].
  fold (sum_over (fun j => IZR (weight_of weights j)) js) (weight_sum weights js). now rewrite IH, plus_IZR.
Qed.

(** What the test says of a map g near f. *)
Lemma check_graph_facts f D eps q A Js edges weights g : check_graph f D eps q A Js edges weights = true ->
  continuous_on g D -> maps_into g D -> within_distance (Q2R eps) (real_value f) g D ->
  let m := length Js in let v := fun i => IZR (weight_of weights i) in
  (0 < q)%nat /\
  (forall i, (i < m)%nat -> lo (real_number Js i) < hi (real_number Js i) /\ forall x, real_number Js i x ->
    D x) /\
  disjoint_inside m (real_number Js) /\ covering_graph (iter q g) m (real_number Js) (targets edges) /\
  (forall i, (i < m)%nat -> 0 <= v i) /\ (exists i0, (i0 < m)%nat /\ 0 < v i0) /\
  (forall i, (i < m)%nat -> Q2R A * v i <= sum_over v (targets edges i)).
Proof.
  intros test cont maps near m v. unfold check_graph, check_weights in test.
  apply andb_true_iff in test as [test sums]. apply andb_true_iff in sums as [sums some].
  apply andb_true_iff in test as [test disjoint]. apply andb_true_iff in test as [test wide].
  apply andb_true_iff in test as [q_pos coverings]. apply Nat.ltb_lt in q_pos.
  apply existsb_exists in some as (i0 & i0_in & i0_pos). apply in_seq in i0_in. apply Z.ltb_lt in i0_pos.
  rewrite forallb_forall in wide, sums.
  split; [exact q_pos|]. split; [|split; [now apply all_disjoint_inside_sound|]; split; [|split; [|split]]].
  - intros i i_lt. split; [|intros x; now apply (intervals_in_domain f D eps q Js edges coverings i)].
    assert (test : Qlt_bool (fst (interval_number Js i)) (snd (interval_number Js i)) = true)
      by now apply wide, nth_In.
    tests. assumption.
  - intros i i_lt. specialize (sums i). rewrite in_seq in sums. specialize (sums ltac:(fold m; lia)).
    apply andb_true_iff in sums as [distinct _]. split; [now apply no_duplicates_sound|].
    intros j Ij. unfold targets in Ij. apply in_map_iff in Ij as (e & <- & Ie).
    apply filter_In in Ie as [Ie at_i]. apply Nat.eqb_eq in at_i. subst i.
    destruct (edge_margins f D eps q Js edges coverings e Ie) as (_ & target_lt & _).
    split; [exact target_lt|].
    now apply (check_coverings_sound f D eps q Js edges coverings g cont maps near).
  - intros i _. apply IZR_le. unfold weight_of. lia.
  - exists i0. split; [fold m in i0_in; lia|]. now apply IZR_lt.
  - intros i i_lt. specialize (sums i). rewrite in_seq in sums. specialize (sums ltac:(fold m; lia)).
    apply andb_true_iff in sums as [_ sum]. tests. unfold v. rewrite weight_sum_real.
    rewrite Q2R_mult, !inject_Z_real in *. assumption.
Qed.

(** T4.3 with T4.5, claim horseshoe: the entropy on D of every continuous g : D -> D with |g - f| <= eps is at
    least (log A) / q, that is log r for the number r with r^q = A. *)
Theorem check_graph_sound f D eps q A Js edges weights : check_graph f D eps q A Js edges weights = true ->
  for_every_near_map f D eps (fun g => forall r, r ^ q = Q2R A -> entropy_at_least g D r).
Proof.
  intros test g cont maps near r power.
  destruct (check_graph_facts f D eps q A Js edges weights g test cont maps near)
    as (q_pos & wide & disjoint & graph & v_nonneg & (i0 & i0_lt & i0_pos) & growth).
  apply (covering_graph_entropy_power g q (length Js) (real_number Js) D (targets edges) (Q2R A)
    (fun i => IZR (weight_of weights i)) i0 r); auto.
  intros i i_lt. apply continuous_on_subset with D; [now apply continuous_on_iter|now apply wide].
Qed.

(** T4.3, T4.5 and T5.4 for covering graphs: if A > 1, every such g is chaotic on D in the sense of Li and
    Yorke. *)
Theorem check_graph_chaos f D eps q A Js edges weights :
  check_graph f D eps q A Js edges weights = true -> Qlt_bool 1 A = true ->
  for_every_near_map f D eps (fun g => chaotic g D).
Proof.
  intros test A1 g cont maps near.
  destruct (check_graph_facts f D eps q A Js edges weights g test cont maps near)
    as (q_pos & wide & disjoint & graph & v_nonneg & (i0 & i0_lt & i0_pos) & growth).
  tests. rewrite Q2R_1 in *.
  apply (graph_chaos g D q (length Js) (real_number Js) (targets edges) (Q2R A)
    (fun i => IZR (weight_of weights i)) i0); auto using domain_is_interval.
Qed.

(** ** Full horseshoes *)

(** The intervals Js lie in H, are disjoint inside, and each covers H under f^q, shown by its two points. *)
Definition check_full_horseshoe (f : plmap) (D : domain) (eps : Q) (q : nat) (H : rational_interval)
    (Js : list rational_interval) (points : list (Q * Q)) : bool :=
  let l := largest_slope f D in
  check_setting f D eps l && Nat.ltb 0 q && Nat.leb 2 (length Js) && interval_in_domain H D &&
  Qlt_bool (fst H) (snd H) && forallb (fun J => Qle_bool (fst H) (fst J) && Qle_bool (snd J) (snd H)) Js &&
  all_disjoint_inside Js &&
  forallb (fun i => let xy := nth i points (0%Q, 0%Q) in
    check_covering f (error_q eps l q) q (interval_number Js i) H (fst xy) (snd xy)) (seq 0 (length Js)).

(** T4.3, T4.5 and T5.4 for horseshoes: every continuous g : D -> D with |g - f| <= eps is chaotic on D in the
    sense of Li and Yorke, and its entropy is at least (log m) / q, m the number of the intervals. *)
Theorem check_full_horseshoe_sound f D eps q H Js points :
  check_full_horseshoe f D eps q H Js points = true ->
  for_every_near_map f D eps (fun g =>
    chaotic g D /\ forall r, r ^ q = INR (length Js) -> entropy_at_least g D r).
Proof.
  unfold check_full_horseshoe. intros test g cont maps near. apply andb_true_iff in test as [test coverings].
  apply andb_true_iff in test as [test disjoint]. apply andb_true_iff in test as [test parts].
  apply andb_true_iff in test as [test wide]. apply andb_true_iff in test as [test H_in].
  apply andb_true_iff in test as [test m2]. apply andb_true_iff in test as [setting q_pos].
  destruct (check_setting_sound f D eps _ setting) as (_ & maps_f & l_pos & lip & _).
  apply Nat.ltb_lt in q_pos. apply Nat.leb_le in m2. rewrite forallb_forall in parts, coverings. tests.
  destruct (robust_horseshoe (Q2R eps) (Q2R (largest_slope f D)) (real_value f) D (real_interval H) q
    (length Js)
    (real_number Js)) with (g := g) as (chaos & entropy); auto using domain_is_interval.
  - now apply interval_in_domain_real.
  - split; [assumption|]. split; [exact m2|]. split; [now apply all_disjoint_inside_sound|].
    intros i i_lt. assert (test : Qle_bool (fst H) (fst (interval_number Js i)) &&
      Qle_bool (snd (interval_number Js i)) (snd H) = true) by now apply parts, nth_In.
    tests. unfold real_number, real_interval, part_of. cbn [lo hi]. auto.
  - intros i i_lt. rewrite <- error_q_real. specialize (coverings i). rewrite in_seq in coverings.
    specialize (coverings ltac:(lia)). cbv beta zeta in coverings.
    now apply check_covering_sound with (1 := coverings).
  - split; [exact chaos|]. intros r power. now apply entropy.
Qed.
