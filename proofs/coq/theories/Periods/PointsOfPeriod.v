(** * The number of points of least period n (T2.2), where f^n has no intervals of fixed points

    [points_of_least_period_sound]: if the function [points_of_least_period f n a b] answers m, then exactly
    m points of [a, b] have least period n. For m > 0 this is a proof that there is one, without showing it.
    *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Permutation PeanoNat.
From ExactPL Require Import Definitions.Functions Definitions.Maps Arithmetic.Rationals Arithmetic.Lists.
From ExactPL Require Import Maps.Iterates Maps.Conversion.
From ExactPL Require Import Periods.Potentials Periods.Cells Periods.FixedPointCheck Periods.FixedPoints
  Periods.Weights.
Import ListNotations.
Open Scope Q_scope.

(** The number of fixed points, where all are isolated; a weight 0 asks for no count. *)
Definition finite_count (f : plmap) (d : nat) (a b : Q) : option Z :=
  match fixed_points_of_iterate f d a b with
  | Some (i, 0%N) => Some (Z.of_N i)
  | _ => None
  end.
Fixpoint weighted_sum (f : plmap) (a b : Q) (weights : list (nat * Z)) : option Z :=
  match weights with
  | [] => Some 0%Z
  | (d, w) :: weights' =>
    match w with
    | 0%Z => weighted_sum f a b weights'
    | _ =>
      match finite_count f d a b, weighted_sum f a b weights' with
      | Some i, Some rest => Some (w * i + rest)%Z
      | _, _ => None
      end
    end
  end.
Definition points_of_least_period (f : plmap) (n : nat) (a b : Q) : option N :=
  let weights := find_weights n in
  if Nat.leb 1 n && good_weights n weights then
    match finite_count f n a b with
    | Some _ => match weighted_sum f a b weights with Some m => Some (Z.to_N m) | None => None end
    | None => None
    end
  else None.

(** ** The list of the fixed points *)

Definition lists_fixed (F : Q -> Q) (lo hi : Q) (zs : list Q) : Prop :=
  NoDup zs /\ (forall z, In z zs -> Qred z = z /\ lo <= z /\ z <= hi /\ F z == z) /\
  (forall x, lo <= x -> x <= hi -> F x == x -> In (Qred x) zs).

Lemma rising_names : forall parts, (forall p, In p parts -> fst p <= snd p) -> apart parts ->
  NoDup (map (fun p => Qred (fst p)) parts) /\
  forall p parts', parts = p :: parts' -> forall q, In q parts' -> fst p < fst q.
Proof.
  induction parts as [|p parts IH]; intros ok ap; [split; [constructor|discriminate]|].
  assert (ok' : forall q, In q parts -> fst q <= snd q) by (intros q inside; apply ok; now right).
  assert (ap' : apart parts) by (destruct parts as [|q parts]; [exact I|now destruct ap]).
  destruct (IH ok' ap') as [nd later].
  assert (first : forall q, In q parts -> fst p < fst q).
  { intros q inside. destruct parts as [|r parts]; [destruct inside|]. destruct ap as [p_r _].
    pose proof (ok p (or_introl eq_refl)) as p_p.
    destruct inside as [<-|inside]; [lra|]. pose proof (later r parts eq_refl q inside). lra. }
  split.
  - cbn [map]. constructor; [|exact nd]. intros inside. apply in_map_iff in inside as (q & eq & inside).
    specialize (first q inside).
    assert (fst q == fst p) by (rewrite <- (Qred_correct (fst q)), <- (Qred_correct (fst p)), eq;
      reflexivity).
    lra.
  - intros p' parts' eq q inside. injection eq as <- <-. now apply first.
Qed.

Lemma finite_fixed_points : forall F lo hi i, fixed_points F lo hi i 0 ->
  exists zs, lists_fixed F lo hi zs /\ N.of_nat (length zs) = i.
Proof.
  intros F lo hi i (parts & (bounds & ap & all) & singles & none).
  assert (single : forall p, In p parts -> fst p == snd p).
  { intros p inside. destruct (is_single p) eqn:test; [now apply Qeq_bool_iff|]. exfalso.
    assert (in_none : In p (filter (fun p => negb (is_single p)) parts)) by (apply filter_In;
      now rewrite test).
    destruct (filter (fun p => negb (is_single p)) parts); [destruct in_none|discriminate]. }
  exists (map (fun p => Qred (fst p)) parts). split; [split; [|split]|].
  - apply rising_names; auto. intros p inside. now destruct (bounds p inside) as (_ & ok & _).
  - intros z inside. apply in_map_iff in inside as (p & <- & inside).
    pose proof (Qred_correct (fst p)) as red. specialize (single p inside).
    destruct (bounds p inside) as (b1 & b2 & b3).
    split; [now apply Qred_complete|]. split; [lra|]. split; [lra|].
    apply all; [lra|lra|]. exists p. split; [exact inside|lra].
  - intros x lo_x x_hi fix_x.
    apply all in fix_x as (p & inside & p_x & x_p); auto.
    specialize (single p inside).
    apply in_map_iff. exists p. split; [apply Qred_complete; lra|exact inside].
  - rewrite length_of_map, <- singles. f_equal. f_equal.
    clear - single. induction parts as [|p parts IH]; [reflexivity|]. cbn [filter].
    replace (is_single p) with true by (symmetry; apply Qeq_bool_iff; apply single; now left).
    f_equal. apply IH. intros q inside. apply single. now right.
Qed.

Lemma finite_count_ok : forall f d a b i, finite_count f d a b = Some i ->
  exists zs, lists_fixed (iter d (value f)) a b zs /\ Z.of_nat (length zs) = i.
Proof.
  intros f d a b i count. unfold finite_count in count.
  destruct (fixed_points_of_iterate f d a b) as [[k [|j]]|] eqn:test; try discriminate. injection count as <-.
  apply fixed_points_of_iterate_sound in test. apply finite_fixed_points in test as (zs & list & <-).
  exists zs. split; [exact list|]. now rewrite nat_N_Z.
Qed.

Lemma weighted_sum_ok : forall f n a b zs, (1 <= n)%nat -> lists_fixed (iter n (value f)) a b zs ->
  forall weights m, (forall dw, In dw weights -> (1 <= fst dw)%nat /\ (n mod fst dw = 0)%nat) ->
  weighted_sum f a b weights = Some m ->
  sum_of (fun dw : nat * Z => (snd dw * Z.of_nat (length (filter (fixes (value f) (fst dw)) zs)))%Z) weights =
    m.
Proof.
  intros f n a b zs n_1 (nd & ok & complete). pose proof (value_extensional f) as ext.
  induction weights as [|[d w] weights IH]; intros m divide sum; cbn [weighted_sum sum_of fst snd] in *.
  - now injection sum as <-.
  - assert (divide' : forall dw, In dw weights -> (1 <= fst dw)%nat /\ (n mod fst dw = 0)%nat).
    { intros dw inside. apply divide. now right. }
    destruct (divide _ (or_introl eq_refl)) as [d_1 divides]. cbn [fst] in d_1, divides.
    destruct (Z.eq_dec w 0) as [->|nonzero]; [rewrite (IH m divide' sum); lia|].
    assert (step : match finite_count f d a b, weighted_sum f a b weights with
      | Some i, Some rest => Some (w * i + rest)%Z | _, _ => None end = Some m) by (destruct w;
        [congruence|exact sum|exact sum]).
    destruct (finite_count f d a b) as [i|] eqn:count; [|discriminate].
    destruct (weighted_sum f a b weights) as [rest|] eqn:sum_rest; [|discriminate]. injection step as <-.
    rewrite (IH rest divide' eq_refl). f_equal. f_equal.
    apply finite_count_ok in count as (ys & (nd_d & ok_d & complete_d) & <-). f_equal.
    apply Permutation_length, NoDup_Permutation; [now apply NoDup_filter|exact nd_d|].
    intros z. split; intros in_z.
    + apply filter_In in in_z as [in_z fix_d]. apply Qeq_bool_iff in fix_d.
      destruct (ok z in_z) as (red & a_z & z_b & _). rewrite <- red. now apply complete_d.
    + destruct (ok_d z in_z) as (red & a_z & z_b & fix_d). apply filter_In. split; [|now apply Qeq_bool_iff].
      rewrite <- red. apply complete; auto. pose proof (Nat.div_mod n d ltac:(lia)) as parts.
      rewrite divides, Nat.add_0_r, Nat.mul_comm in parts. rewrite parts. now apply iter_multiple.
Qed.

Lemma distinct_of_names : forall zs, (forall z, In z zs -> Qred z = z) -> NoDup zs -> distinct_points zs.
Proof.
  induction zs as [|z zs IH]; intros red nd; [exact I|]. inversion_clear nd as [|? ? out nd']. split.
  - intros y inside eq. apply out. apply Qred_complete in eq.
    rewrite (red z (or_introl eq_refl)), (red y (or_intror inside)) in eq. now subst.
  - apply IH; [|exact nd']. intros y inside. apply red. now right.
Qed.

(** T2.2: the number of points of least period n. *)
Theorem points_of_least_period_sound : forall f n a b m, points_of_least_period f n a b = Some m ->
  exactly m (fun x => a <= x /\ x <= b /\ least_period (value f) n x).
Proof.
  intros f n a b m test. unfold points_of_least_period in test.
  destruct (Nat.leb 1 n && good_weights n (find_weights n)) eqn:good; [|discriminate].
  apply andb_true_iff in good as [n_1 good]. apply Nat.leb_le in n_1.
  destruct (finite_count f n a b) as [i|] eqn:count; [|discriminate].
  destruct (weighted_sum f a b (find_weights n)) as [total|] eqn:sum; [|discriminate]. injection test as <-.
  pose proof (value_extensional f) as ext.
  apply finite_count_ok in count as (zs & list & _). pose proof list as (nd & ok & complete).
  apply (weighted_sum_ok f n a b zs n_1 list _ _ (good_weights_divide n _ good)) in sum.
  rewrite (weighted_count (value f) ext n (find_weights n) zs n_1 good) in sum.
  2: { intros z inside. now destruct (ok z inside) as (_ & _ & _ & fix_z). }
  exists (filter (has_least (value f) n) zs). split; [|split].
  - apply distinct_of_names; [|now apply NoDup_filter].
    intros z inside. apply filter_In in inside as [inside _]. now destruct (ok z inside).
  - rewrite <- sum. lia.
  - intros x. split.
    + intros (a_x & x_b & lp). exists (Qred x). split; [|symmetry; apply Qred_correct].
      apply filter_In. split; [apply complete; auto; apply lp|].
      apply (has_least_ok (value f) n _ n_1).
      apply (least_period_at _ n x); auto. symmetry. apply Qred_correct.
    + intros (y & inside & eq). apply filter_In in inside as [inside least].
      destruct (ok y inside) as (_ & a_y & y_b & _). split; [lra|]. split; [lra|].
      apply (has_least_ok (value f) n y n_1) in least. apply (least_period_at _ n y); auto. now symmetry.
Qed.
