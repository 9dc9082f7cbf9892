(** * The components of the set of the fixed points are determined, and so are their numbers

    [fixed_points_unique]: a function has one number of isolated fixed points in [lo, hi] and one number of
    intervals of fixed points, in the sense of [fixed_points]. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals.
Import ListNotations.
Open Scope Q_scope.

Definition covers (parts : list (Q * Q)) (x : Q) : Prop := exists p, In p parts /\ fst p <= x /\ x <= snd p.
Definition same_part (p q : Q * Q) : Prop := fst p == fst q /\ snd p == snd q.
Definition proper (parts : list (Q * Q)) : Prop := forall p, In p parts -> fst p <= snd p.

Lemma apart_after : forall p parts, proper (p :: parts) -> apart (p :: parts) ->
  proper parts /\ apart parts /\ forall x, covers parts x -> snd p < x.
Proof.
  intros p parts. revert p. induction parts as [|q parts IH]; intros p ok ap.
  - split; [intros r []|]. split; [exact I|]. intros x (r & [] & _).
  - cbn [apart] in ap. destruct ap as [p_q ap].
    assert (ok_q : proper (q :: parts)) by (intros r inside; apply ok; now right).
    destruct (IH q ok_q ap) as (_ & _ & after). split; [exact ok_q|]. split; [exact ap|].
    intros x (r & [<-|inside] & r_x & x_r); [lra|].
    assert (snd q < x) by (apply after; exists r; auto).
    pose proof (ok_q q (or_introl eq_refl)). lra.
Qed.

Lemma covers_cons : forall p parts x, covers (p :: parts) x <-> (fst p <= x /\ x <= snd p) \/ covers parts x.
Proof.
  intros p parts x. split.
  - intros (q & [<-|inside] & bounds); [now left|right; now exists q].
  - intros [bounds|(q & inside & bounds)]; [exists p; split; [now left|exact bounds]|exists q; split;
      [now right|exact bounds]].
Qed.

(** The first part of one list begins and ends not later than that of the other. *)
Lemma first_part_le : forall p parts q parts', proper (p :: parts) -> apart (p :: parts) ->
  proper (q :: parts') -> apart (q :: parts') -> (forall x, covers (p :: parts) x -> covers (q :: parts') x)
    ->
  (forall x, covers (q :: parts') x -> covers (p :: parts) x) -> fst q <= fst p /\ snd q <= snd p.
Proof.
  intros p parts q parts' ok ap ok' ap' sub super.
  destruct (apart_after p parts ok ap) as (ok_rest & _ & after).
  destruct (apart_after q parts' ok' ap') as (_ & _ & after').
  pose proof (ok p (or_introl eq_refl)) as p_p. pose proof (ok' q (or_introl eq_refl)) as q_q.
  assert (begin : fst q <= fst p).
  { assert (inside : covers (q :: parts') (fst p)) by (apply sub, covers_cons; left; lra).
    apply covers_cons in inside as [[low _]|inside]; [exact low|]. specialize (after' _ inside). lra. }
  split; [exact begin|].
  destruct (Qlt_le_dec (snd p) (snd q)) as [lt|le]; [|exact le]. exfalso.
  (* a point behind p, in q, before the next part *)
  assert (between : exists x, snd p < x /\ x <= snd q /\ ~ covers parts x).
  { destruct parts as [|r parts].
    - exists (snd q). split; [exact lt|]. split; [lra|]. intros (s & [] & _).
    - destruct ap as [p_r ap].
      destruct (small2 (snd q - snd p) (fst r - snd p)) as (d & pos & d_q & d_r); [lra|lra|].
      exists (snd p + d * (1 # 2)). split; [lra|]. split; [lra|]. intros inside.
      assert (low : fst r <= snd p + d * (1 # 2)); [|lra].
      destruct (apart_after r parts ok_rest ap) as (_ & _ & after_r).
      apply covers_cons in inside as [[low _]|inside]; [lra|]. specialize (after_r _ inside).
      pose proof (ok_rest r (or_introl eq_refl)). lra. }
  destruct between as (x & p_x & x_q & out).
  assert (inside : covers (p :: parts) x) by (apply super, covers_cons; left; lra).
  apply covers_cons in inside as [[_ x_p]|inside]; [lra|contradiction].
Qed.

Lemma parts_unique : forall parts parts', proper parts -> apart parts -> proper parts' -> apart parts' ->
  (forall x, covers parts x <-> covers parts' x) -> Forall2 same_part parts parts'.
Proof.
  induction parts as [|p parts IH]; intros [|q parts'] ok ap ok' ap' same.
  - constructor.
  - exfalso. assert (inside : covers [] (fst q)); [|destruct inside as (r & [] & _)].
    apply same, covers_cons. left. pose proof (ok' q (or_introl eq_refl)). lra.
  - exfalso. assert (inside : covers [] (fst p)); [|destruct inside as (r & [] & _)].
    apply same, covers_cons. left. pose proof (ok p (or_introl eq_refl)). lra.
  - destruct (first_part_le p parts q parts') as [begin finish]; auto; try (intros x; apply same).
    destruct (first_part_le q parts' p parts) as [begin' finish']; auto; try (intros x; apply same).
    destruct (apart_after p parts ok ap) as (ok_rest & ap_rest & after).
    destruct (apart_after q parts' ok' ap') as (ok_rest' & ap_rest' & after').
    constructor; [split; lra|]. apply IH; auto. intros x. split; intros inside.
    + pose proof (after x inside) as p_x.
      assert (all : covers (q :: parts') x) by (apply same, covers_cons; now right).
      apply covers_cons in all as [[_ x_q]|all]; [lra|exact all].
    + pose proof (after' x inside) as q_x.
      assert (all : covers (p :: parts) x) by (apply same, covers_cons; now right).
      apply covers_cons in all as [[_ x_p]|all]; [lra|exact all].
Qed.

Theorem fixed_points_unique : forall F lo hi i j i' j', fixed_points F lo hi i j ->
  fixed_points F lo hi i' j' ->
  i = i' /\ j = j'.
Proof.
  intros F lo hi i j i' j' (parts & (bounds & ap & all) & <- & <-) (parts' & (bounds' & ap' & all')
    & <- & <-).
  assert (same : Forall2 same_part parts parts').
  { apply parts_unique; auto.
    - intros p inside. now destruct (bounds p inside) as (_ & ok & _).
    - intros p inside. now destruct (bounds' p inside) as (_ & ok & _).
    - intros x. split; intros (p & inside & p_x & x_p).
      + destruct (bounds p inside) as (b1 & _ & b3). apply (all' x); try lra.
        apply (all x); try lra. now exists p.
      + destruct (bounds' p inside) as (b1 & _ & b3). apply (all x); try lra.
        apply (all' x); try lra. now exists p. }
  clear bounds ap all bounds' ap' all'.
  induction same as [|p q parts parts' [begin finish] same [IH IH']]; [split; reflexivity|].
  assert (kind : is_single p = is_single q).
  { unfold is_single. apply eq_true_iff_eq. rewrite !Qeq_bool_iff. lra. }
  cbn [filter]. rewrite kind. destruct (is_single q); cbn [negb length]; split; lia.
Qed.
