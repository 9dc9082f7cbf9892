(** * No point of least period n, for large n (T2.2, T2.2')

    [no_least_period_by_counts_sound]: if the test [no_least_period_by_counts f n a b] says true, then no
    point of [a, b] has least period n under f. The test takes time polynomial in n.

    The fixed points of f^n are of three kinds. Those at ends and vertices and those with slope -1 are found
    one by one, and the smaller period of each is shown. The intervals of fixed points begin at some of
    them; f^d is the identity on the whole interval if it is so at its beginning. The rest are regular fixed
    points with slopes other than 1 and -1; their numbers for the divisors of n, with the weights of Moebius
    inversion, give the number of those of least period n. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Setoid Permutation PeanoNat.
From ExactPL Require Import Definitions.Functions Definitions.Maps Arithmetic.Rationals Arithmetic.Lists.
From ExactPL Require Import Maps.Iterates Maps.Piecewise Maps.Conversion.
From ExactPL Require Import Periods.Addresses Periods.Itineraries Periods.Potentials Periods.Decomposition
  Periods.Cells.
From ExactPL Require Import Periods.Components Periods.FixedPointCheck Periods.FixedPoints Periods.Weights.
Import ListNotations.
Open Scope Q_scope.

(** ** Powers of a slope *)

Fixpoint power (s : Q) (k : nat) : Q := match k with O => 1 | S k' => s * power s k' end.
Lemma power_one : forall s k, s == 1 \/ s == -1 -> power s k == 1 \/ power s k == -1.
Proof.
  intros s k unit. induction k as [|k IH]; cbn [power]; [left; reflexivity|].
  set (t := power s k) in *. clearbody t.
  destruct unit as [eq|eq]; destruct IH as [eq'|eq']; [left|right|right|left]; setoid_rewrite eq;
    setoid_rewrite eq'; reflexivity.
Qed.
Lemma power_not_one : forall s k, ~ s == 1 -> ~ s == -1 -> (1 <= k)%nat -> ~ power s k == 1 /\ ~ power s k ==
  -1.
Proof.
  intros s k not_1 not_m1 k_1.
  assert (sides : (-1 < s /\ s < 1) \/ s < -1 \/ 1 < s).
  { destruct (Qlt_le_dec s 1) as [lt|le]; [|right; right; lra].
    destruct (Qlt_le_dec (-1) s) as [lt'|le']; [left; auto|right; left; lra]. }
  destruct sides as [small|large].
  - assert (bound : -1 < power s k /\ power s k < 1); [|lra].
    induction k as [|[|k] IH]; [lia| |].
    + cbn [power]. lra.
    + destruct IH as [low high]; [lia|]. change (power s (S (S k))) with (s * power s (S k)).
      set (t := power s (S k)) in *. clearbody t. destruct small as [s_low s_high].
      destruct (Qlt_le_dec s 0); destruct (Qlt_le_dec t 0); split; nra.
  - assert (bound : power s k < -1 \/ 1 < power s k); [|lra].
    induction k as [|[|k] IH]; [lia| |].
    + cbn [power]. destruct large as [l|l]; [left|right]; lra.
    + specialize (IH ltac:(lia)). change (power s (S (S k))) with (s * power s (S k)).
      set (t := power s (S k)) in *. clearbody t.
      destruct large as [l|l]; destruct IH as [m|m]; [right|left|left|right]; nra.
Qed.

Section Map.
Variable f : piecewise.
Hypothesis valid : continuous_piecewise f = true.
Notation F := (image f).

(** ** Regular points over several rounds *)

Lemma regular_add : forall m k x, regular_along f (m + k) (walk f (m + k) x) =
  regular_along f m (walk f m x) && regular_along f k (walk f k (iter m F x)).
Proof.
  induction m as [|m IH]; intros k x; [reflexivity|].
  cbn [Nat.add walk regular_along]. rewrite IH, <- iter_shift.
  destruct (Nat.eqb _ _); cbn [andb]; [|reflexivity]. destruct (factor _); reflexivity.
Qed.
Lemma slope_add : forall m k x, regular_along f (m + k) (walk f (m + k) x) = true ->
  slope_beside f (m + k) x true == slope_beside f m x true * slope_beside f k (iter m F x) true.
Proof.
  induction m as [|m IH]; intros k x reg.
  - unfold slope_beside. cbn [Nat.add walk slope_along iter]. ring.
  - unfold slope_beside in *. cbn [Nat.add walk slope_along regular_along] in *. rewrite <- iter_shift.
    destruct (Nat.eqb_spec (fst (address_of f x)) (snd (address_of f x))) as [eq|ne]; [|discriminate].
    cbn [andb] in reg.
    cbn [beside]. rewrite <- eq. unfold side_after.
    destruct (factor (piece_at f (fst (address_of f x)))) as [|p|p]; [discriminate| |].
    + rewrite IH by exact reg. ring.
    + pose proof reg as both. rewrite regular_add in both. apply andb_true_iff in both as [reg_m reg_k].
      destruct (regular_sides f _ _ reg) as (same & _). destruct (regular_sides f _ _ reg_m) as (same_m & _).
      cbn [negb]. rewrite <- same, <- same_m, IH by exact reg. ring.
Qed.
Lemma regular_rounds : forall d x, iter d F x == x -> regular_along f d (walk f d x) = true -> forall k,
  regular_along f (k * d) (walk f (k * d) x) = true /\ slope_beside f (k * d) x true ==
    power (slope_beside f d x true) k.
Proof.
  intros d x fix_x reg. induction k as [|k [reg_k slope_k]]; [split; reflexivity|]. cbn [Nat.mul power].
  assert (all : regular_along f (d + k * d) (walk f (d + k * d) x) = true).
  { rewrite regular_add, reg. now rewrite (walk_same f valid (k * d) _ x fix_x). }
  split; [exact all|]. rewrite slope_add by exact all.
  unfold slope_beside at 2.
  rewrite (walk_same f valid (k * d) _ x fix_x).
  fold (slope_beside f (k * d) x true).
  now rewrite slope_k.
Qed.

(** ** The counts *)

Variables a b : Q.
Hypothesis a_b : a < b.
Hypothesis into : maps_into F a b.

Definition steady_point (d : nat) (x : Q) : Prop := regular_fixed f d a b x /\ ~ slope_beside f d x true ==
  -1.

Lemma filter_split : forall A (p : A -> bool) l, (length l = length (filter p l)
  + length (filter (fun x => negb (p x)) l))%nat.
Proof.
  intros A p. induction l as [|x l IH]; [reflexivity|].
  cbn [filter length]. destruct (p x); cbn [negb length]; lia.
Qed.

Lemma steady_ok : forall d, exists zs, NoDup zs /\ (forall z, In z zs -> Qred z = z /\ steady_point d z) /\
  (forall x, steady_point d x -> In (Qred x) zs) /\ steady f a b d = Z.of_nat (length zs).
Proof.
  intros d. destruct (count_fixed_ok f valid a b d a_b into) as (zs & parts & ok & complete & nd & count & _).
  set (turned := fun z => reversing (slope_beside f d z true)).
  exists (filter (fun z => negb (turned z)) zs).
  assert (meaning : forall z, turned z = false <-> ~ slope_beside f d z true == -1).
  { intros z. unfold turned, reversing. split.
    - intros no eq. apply Qeq_bool_iff in eq. congruence.
    - intros no. destruct (Qeq_bool _ _) eqn:t; [|reflexivity]. apply Qeq_bool_iff in t. contradiction. }
  split; [now apply NoDup_filter|]. split; [|split].
  - intros z inside. apply filter_In in inside as [inside no]. apply negb_true_iff in no.
    destruct (ok z inside) as [red reg]. repeat split; try apply reg; auto. now apply meaning.
  - intros x [reg no]. apply filter_In. split; [now apply complete|]. apply negb_true_iff, meaning.
    now rewrite (slope_beside_same f valid d (Qred x) x true (Qred_correct x)).
  - unfold steady. rewrite count.
    change (reversals (count_fixed f a b d)) with
      (fixed_of_kind f a b d reversing (words_of f d (candidates f a b d))).
    rewrite (kind_number f valid a b d a_b into reversing zs reversing_contracting ok complete nd).
    rewrite (filter_split _ turned zs) at 1. unfold turned. lia.
Qed.

Lemma steady_point_same : forall d x y, x == y -> steady_point d x -> steady_point d y.
Proof.
  intros d x y eq ((a_x & x_b & fix_x & reg & not_1) & not_m1).
  assert (slopes : slope_beside f d y true = slope_beside f d x true) by (symmetry;
    now apply slope_beside_same).
  repeat split; try rewrite slopes; auto; try lra.
  - rewrite <- (Fn_same f valid d x y eq). lra.
  - now rewrite <- (walk_same f valid d x y eq).
Qed.

(** The steady fixed points of f^d are those of f^n that f^d fixes. *)
Lemma steady_divisor : forall n d x, (1 <= n)%nat -> (1 <= d)%nat -> (n mod d = 0)%nat ->
  (steady_point d x <-> steady_point n x /\ iter d F x == x).
Proof.
  intros n d x n_1 d_1 divides.
  pose proof (Nat.div_mod n d ltac:(lia)) as parts.
  rewrite divides, Nat.add_0_r in parts.
  rewrite Nat.mul_comm in parts. set (k := (n / d)%nat) in *. clearbody k. subst n.
  assert (k_1 : (1 <= k)%nat) by (destruct k; [lia|lia]).
  split.
  - intros ((a_x & x_b & fix_x & reg & not_1) & not_m1). split; [|exact fix_x].
    destruct (regular_rounds d x fix_x reg k) as [reg_k slope_k].
    destruct (power_not_one _ k not_1 not_m1 k_1) as [no_1 no_m1].
    repeat split; auto; try (rewrite slope_k; assumption).
    apply iter_multiple; [now apply image_extensional|exact fix_x].
  - intros [((a_x & x_b & fix_x & reg & not_1) & not_m1) fix_d].
    assert (reg_d : regular_along f d (walk f d x) = true).
    { destruct k as [|k]; [lia|]. cbn [Nat.mul] in reg.
      rewrite regular_add in reg. now apply andb_true_iff in reg as [reg _].
      }
    destruct (regular_rounds d x fix_d reg_d k) as [_ slope_k].
    assert (no_unit : ~ (slope_beside f d x true == 1 \/ slope_beside f d x true == -1)).
    { intros unit. apply (power_one _ k) in unit. rewrite <- slope_k in unit. tauto. }
    repeat split; auto; tauto.
Qed.

(** With good weights the counts give the number of steady points of least period n: there is none. *)
Lemma no_steady_point : forall n weights x, (1 <= n)%nat -> good_weights n weights = true ->
  sum_of (fun dw : nat * Z => (snd dw * steady f a b (fst dw))%Z) weights = 0%Z ->
  steady_point n x -> ~ least_period F n x.
Proof.
  intros n weights x n_1 good total point lp.
  pose proof (image_extensional f valid) as ext.
  destruct (steady_ok n) as (zs & nd & ok & complete & _).
  assert (number : Z.of_nat (length (filter (has_least F n) zs)) = 0%Z).
  { rewrite <- (weighted_count F ext n weights zs n_1 good).
    2: { intros z inside. destruct (ok z inside) as (_ & (_ & _ & fix_z & _) & _). exact fix_z. }
    rewrite <- total. apply sum_of_same. intros [d w] inside. cbn [fst snd]. f_equal.
    destruct (good_weights_divide n weights good _ inside) as [d_1 divides]. cbn [fst] in d_1, divides.
    destruct (steady_ok d) as (ys & nd_d & ok_d & complete_d & ->). f_equal.
    apply Permutation_length, NoDup_Permutation; [now apply NoDup_filter|exact nd_d|].
    intros z. split; intros in_z.
    - apply filter_In in in_z as [in_z fix_d]. apply Qeq_bool_iff in fix_d.
      destruct (ok z in_z) as [red point_n].
      rewrite <- red. apply complete_d, (steady_divisor n d z n_1 d_1 divides). now split.
    - destruct (ok_d z in_z) as [red point_d].
      apply (steady_divisor n d z n_1 d_1 divides) in point_d as [point_n fix_d].
      apply filter_In. split; [rewrite <- red; now apply complete|now apply Qeq_bool_iff]. }
  assert (inside : In (Qred x) (filter (has_least F n) zs)).
  { apply filter_In. split; [now apply complete|].
    apply (has_least_ok F n _ n_1); apply (least_period_at F n x); auto; symmetry; apply Qred_correct. }
  destruct (filter (has_least F n) zs); [destruct inside|discriminate].
Qed.

(** ** Tracks with a smaller period *)

Lemma earlier_ok : forall n t x y, long_track f n t y -> y == x -> earlier n t = true -> ~ least_period F n x.
Proof.
  intros n t x y long eq test (n_1 & _ & least). unfold earlier in test.
  apply existsb_exists in test as (d & bound & test). apply in_seq in bound.
  unfold returns_at in test. rewrite (long_start f n t y long) in test. destruct long as (k & n_k & ->).
  rewrite point_after_orbit in test by lia. apply Qeq_bool_iff in test.
  apply (least d); [lia|lia|].
  rewrite <- (iter_extensional d F (image_extensional f valid) y x eq), <- eq.
  exact test.
Qed.
Lemma still_earlier_ok : forall n t y x q, long_track f n t y -> branch f n y q -> y <= x -> x <= q ->
  still_earlier f n t = true -> ~ least_period F n x.
Proof.
  intros n t y x q long cell y_x x_q test (n_1 & _ & least). unfold still_earlier in test.
  apply existsb_exists in test as (d & bound & test).
  apply in_seq in bound. apply andb_true_iff in test as [back slope_1].
  unfold returns_at in back. rewrite (long_start f n t y long) in back. destruct long as (k & n_k & ->).
  rewrite point_after_orbit in back by lia. apply Qeq_bool_iff in back, slope_1.
  rewrite places_orbit, (slope_prefix f d k) in slope_1 by lia.
  apply (least d); [lia|lia|].
  assert (cell_d : branch f d y q) by (apply (branch_le f n); [lia|exact cell]).
  destruct (branch_line f valid d y q cell_d x y_x x_q) as [line _]. rewrite line, slope_1, back. ring.
Qed.
End Map.

(** T2.2': no point of [a, b] has least period n. *)
Theorem no_least_period_by_counts_sound : forall f n a b, no_least_period_by_counts f n a b = true ->
  forall x, a <= x -> x <= b -> ~ least_period (value f) n x.
Proof.
  intros f n a b test x a_x x_b lp. unfold no_least_period_by_counts in test. set (g := to_piecewise f) in *.
  apply andb_true_iff in test as [dom test]. apply sound_domain_ok in dom as (rep & valid & a_b & into).
  cbv zeta in test. apply andb_true_iff in test as [test total]. apply andb_true_iff in test as [test good].
  apply andb_true_iff in test as [test stills]. apply andb_true_iff in test as [test reversed].
  apply andb_true_iff in test as [ends special_tests].
  apply Z.eqb_eq in total. rewrite forallb_forall in ends, special_tests, reversed, stills.
  assert (lp' : least_period (image g) n x).
  { revert lp. apply least_period_same. intros k. symmetry. now apply image_iter. }
  clear lp. pose proof lp' as (n_1 & fix_x & _).
  assert (long_a : long_track g n (orbit g (S (2 * n)) a) a) by (exists (S (2 * n)); split;
    [lia|reflexivity]).
  assert (long_b : long_track g n (orbit g (S (2 * n)) b) b) by (exists (S (2 * n)); split;
    [lia|reflexivity]).
  assert (at_special : forall y, special_point g a b n y -> exists t z, In t (specials (count_fixed g a b n))
    /\
    long_track g n t z /\ z == y).
  { intros y point. destruct (specials_complete g valid a b n a_b into y point) as (t & inside & eq).
    destruct (specials_sound g valid a b n t inside) as (z & long & _).
    exists t, z. split; [exact inside|]. split; [exact long|]. now rewrite <- (long_start g n t z long). }
  destruct (Qlt_le_dec a x) as [a_x'|x_a].
  2: { (* the left end *)
       assert (eq : a == x) by lra. specialize (ends _ (or_introl eq_refl)).
       change (track_a (count_fixed g a b n)) with (orbit g (S (2 * n)) a) in ends.
       rewrite (long_back g valid n _ a long_a), (fixed_same g valid n a x eq) in ends.
       apply fixed_ok in fix_x. rewrite fix_x in ends.
       exact (earlier_ok g valid n _ x a long_a eq ends lp'). }
  destruct (Qlt_le_dec x b) as [x_b'|b_x].
  2: { (* the right end *)
       assert (eq : b == x) by lra. specialize (ends _ (or_intror (or_introl eq_refl))).
       change (track_b (count_fixed g a b n)) with (orbit g (S (2 * n)) b) in ends.
       rewrite (long_back g valid n _ b long_b), (fixed_same g valid n b x eq) in ends.
       apply fixed_ok in fix_x. rewrite fix_x in ends.
       exact (earlier_ok g valid n _ x b long_b eq ends lp'). }
  destruct (regular_along g n (walk g n x)) eqn:reg.
  2: { (* a vertex, or a point that falls into a flat piece *)
       destruct (at_special x) as (t & z & inside & long & eq); [repeat split; auto|].
       exact (earlier_ok g valid n t x z long eq (special_tests t inside) lp'). }
  destruct (Qeq_dec (slope_beside g n x true) 1) as [one|not_one].
  - (* inside an interval of fixed points *)
    destruct (decomposition_exists g valid n a b a_b) as [vs d].
    destruct (decomposed_cases _ _ _ _ _ d x a_x' x_b') as [(y & inside & eq)|(p & q & p_x & x_q & cell &
      end_p & _)].
    { destruct (decomposed_nodes _ _ _ _ _ d y inside) as (v & _).
      apply (vertex_same g valid n y x) in v; [|now symmetry].
      unfold vertex in v. congruence. }
    destruct (branch_inside g valid n p q cell x p_x x_q) as (slope_x & _ & _).
    specialize (slope_x true). fold (slope_beside g n x true) (slope_beside g n p true) in slope_x.
    destruct (branch_line g valid n p q cell x ltac:(lra) ltac:(lra)) as [line _].
    fold (slope_beside g n p true) in line. rewrite <- slope_x, one, fix_x in line.
    assert (fix_p : iter n (image g) p == p) by lra.
    assert (still_p : still g n p true = true).
    { unfold still. apply andb_true_iff. split; [now apply fixed_ok|].
      apply Qeq_bool_iff. now rewrite <- slope_x. }
    destruct end_p as [->|inside].
    + specialize (stills _ (or_introl eq_refl)).
      change (track_a (count_fixed g a b n)) with (orbit g (S (2 * n)) a) in stills.
      rewrite (long_still g valid n _ a true long_a), still_p in stills.
      apply (still_earlier_ok g valid n _ a x q long_a cell); auto; lra.
    + destruct (decomposed_nodes _ _ _ _ _ d p inside) as (v & a_p & p_b).
      destruct (at_special p) as (t & z & in_t & long & eq); [repeat split; auto|].
      specialize (stills t (or_intror in_t)).
      rewrite (long_still g valid n t z true long), (still_same g valid n z p true eq), still_p in stills.
      apply (still_earlier_ok g valid n t z x q long); auto; try lra.
      apply (branch_same g valid n p q); auto; [now symmetry|reflexivity].
  - destruct (Qeq_dec (slope_beside g n x true) (-1)) as [minus|not_minus].
    + (* slope -1 *)
      destruct (kind_complete g valid a b n a_b into reversing x reversing_contracting) as (t & inside & eq).
      { repeat split; auto. unfold reversing. apply Qeq_bool_iff. exact minus. }
      destruct (kind_sound g valid a b n reversing t inside) as (z & long & _).
      rewrite (long_start g n t z long) in eq.
      exact (earlier_ok g valid n t x z long eq (reversed t inside) lp').
    + (* all others *)
      apply (no_steady_point g valid a b a_b into n (find_weights n) x n_1 good); [|repeat split;
        auto|exact lp'].
      rewrite <- total. apply sum_of_same. intros [d w] _. cbn [fst snd]. destruct w; reflexivity.
Qed.
