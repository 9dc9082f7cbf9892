(** * The parts of an interval between the kinks of a map

    Tables cut an interval at the kinks of f. [parts f lo hi] computes the parts, each with its right end and
    the affine function that f is there; neighbouring pieces with one slope are one part. [parts_ok] says so.
    [pull_part]: a subdivision for G pulls back through one part to a subdivision for G o f. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions.
From ExactPL Require Import Arithmetic.Rationals Arithmetic.Lists.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Kinks Maps.Piecewise
  Counting.Compositions.
Import ListNotations.
Open Scope Q_scope.

(** ** Cuts without a kink are left out *)

Fixpoint merge_from (g : affine) (l : list (Q * affine)) : list (Q * affine) :=
  match l with
  | [] => []
  | (c, h) :: l' => if Qeq_bool (slope g) (slope h) then merge_from h l' else (c, h) :: merge_from h l'
  end.

(** A part: its right end, and f there. *)
Fixpoint parts_from (lo : Q) (g : affine) (l : list (Q * affine)) (hi : Q) : list (Q * affine) :=
  match l with
  | [] => [(hi, g)]
  | (c, h) :: l' =>
    if Qle_bool c lo then parts_from lo h l' hi
    else if Qle_bool hi c then [(hi, g)]
    else (c, g) :: parts_from c h l' hi
  end.
Definition parts (f : piecewise) (lo hi : Q) : list (Q * affine) :=
  parts_from lo (fst f) (merge_from (fst f) (snd f)) hi.

(** The parts reach from t to hi, and F is the affine function of each there. *)
Fixpoint affine_parts (F : Q -> Q) (t : Q) (ps : list (Q * affine)) (hi : Q) : Prop :=
  match ps with
  | [] => t == hi
  | (s, h) :: ps' => t < s /\ (forall x, t <= x -> x <= s -> F x == apply_affine h x) /\
    affine_parts F s ps' hi
  end.

Lemma affine_parts_le : forall F ps t hi, affine_parts F t ps hi -> t <= hi.
Proof.
  induction ps as [|[s h] ps IH]; intros t hi all; cbn [affine_parts] in all; [lra|].
  destruct all as (t_s & _ & rest). specialize (IH _ _ rest). lra.
Qed.

(** *** Proofs *)

Lemma value_from_first : forall l g x, (forall c h l', l = (c, h) :: l' -> x <= c) ->
  value_from g l x = apply_affine g x.
Proof.
  intros [|[c h] l] g x first; cbn [value_from]; [reflexivity|].
  specialize (first c h l eq_refl). apply Qle_bool_iff in first. now rewrite first.
Qed.
Lemma value_from_next : forall l g c h x, c < x -> value_from g ((c, h) :: l) x = value_from h l x.
Proof.
  intros l g c h x c_x. cbn [value_from]. destruct (Qle_bool x c) eqn:test; [|reflexivity].
  apply Qle_bool_iff in test. lra.
Qed.
(** Pieces with one slope that agree at a cut are one function. *)
Lemma same_line : forall g h c, slope g == slope h -> apply_affine g c == apply_affine h c ->
  forall x, apply_affine g x == apply_affine h x.
Proof.
  intros g h c same_slope agree x. pose proof (apply_affine_rise g c x) as rise_g.
  pose proof (apply_affine_rise h c x) as rise_h. rewrite same_slope in rise_g. lra.
Qed.
Lemma value_from_same_line : forall l g h x, (forall x, apply_affine g x == apply_affine h x) ->
  value_from g l x == value_from h l x.
Proof.
  intros [|[c k] l] g h x same; cbn [value_from]; [apply same|].
  destruct (Qle_bool x c); [apply same|reflexivity].
Qed.

(** The cuts rise from a point on. *)
Fixpoint rising (t : Q) (l : list (Q * affine)) : Prop :=
  match l with [] => True | (c, _) :: l' => t < c /\ rising c l' end.
Lemma rising_le : forall l t t', t' <= t -> rising t l -> rising t' l.
Proof. intros [|[c h] l] t t' le rise; cbn [rising] in *; auto. split; [lra|tauto]. Qed.
Lemma continuous_rising : forall l g c h, continuous_from g ((c, h) :: l) = true -> rising c l.
Proof.
  induction l as [|[c' h'] l IH]; intros g c h continuous; [exact I|].
  apply continuous_from_cons in continuous as (_ & c_c' & rest). split; [exact c_c'|]. now apply (IH h c' h').
Qed.

Lemma merge_rising : forall l g t, rising t l -> rising t (merge_from g l).
Proof.
  induction l as [|[c h] l IH]; intros g t rise; cbn [merge_from rising] in *; [exact I|].
  destruct rise as [t_c rise]. destruct (Qeq_bool (slope g) (slope h)).
  - apply (rising_le _ c); [lra|]. now apply IH.
  - split; [exact t_c|now apply IH].
Qed.
Lemma merge_ok : forall l g x, continuous_from g l = true ->
  value_from g (merge_from g l) x == value_from g l x.
Proof.
  induction l as [|[c h] l IH]; intros g x continuous; [reflexivity|]. cbn [merge_from].
  pose proof (continuous_from_cons _ _ _ _ continuous) as (agree & _ & rest).
  destruct (Qeq_bool (slope g) (slope h)) eqn:no_kink.
  - apply Qeq_bool_iff in no_kink. pose proof (same_line g h c no_kink agree) as same.
    destruct (Qlt_le_dec c x) as [c_x|x_c].
    + rewrite value_from_next by exact c_x. rewrite <- IH by exact rest. now apply value_from_same_line.
    + rewrite (value_from_first ((c, h) :: l)).
      2: { intros c' h' l' eq. injection eq as <- <- <-. exact x_c. }
      rewrite value_from_first; [reflexivity|]. intros c' h' l' eq.
      pose proof (merge_rising l h c (continuous_rising _ _ _ _ continuous)) as rise. rewrite eq in rise.
      cbn [rising] in rise. lra.
  - cbn [value_from]. destruct (Qle_bool x c); [reflexivity|]. now apply IH.
Qed.

(** On the right of the cuts that are passed, f is the rest of the list; at each cut both neighbours agree. *)
Fixpoint agreeing (g : affine) (l : list (Q * affine)) : Prop :=
  match l with [] => True | (c, h) :: l' => apply_affine g c == apply_affine h c /\ agreeing h l' end.
Lemma merge_agreeing : forall l g k, (forall x, apply_affine k x == apply_affine g x) ->
  continuous_from g l = true ->
  agreeing k (merge_from g l).
Proof.
  induction l as [|[c h] l IH]; intros g k same continuous; cbn [merge_from]; [exact I|].
  pose proof (continuous_from_cons _ _ _ _ continuous) as (agree & _ & rest).
  destruct (Qeq_bool (slope g) (slope h)) eqn:no_kink.
  - apply Qeq_bool_iff in no_kink. apply IH; auto. intros x. rewrite same. now apply (same_line g h c).
  - cbn [agreeing]. split; [rewrite same; exact agree|]. apply IH; auto. intros x. reflexivity.
Qed.

Lemma parts_from_ok : forall F l g lo hi t, lo < hi -> rising t l -> agreeing g l ->
  (forall x, lo <= x -> F x == value_from g l x) -> affine_parts F lo (parts_from lo g l hi) hi.
Proof.
  intros F. induction l as [|[c h] l IH]; intros g lo hi t lo_hi rise agree same; cbn [parts_from].
  - cbn [affine_parts]. split; [exact lo_hi|]. split; [|reflexivity]. intros x lo_x _. now apply same.
  - cbn [rising agreeing] in rise, agree. destruct rise as [t_c rise]. destruct agree as [agree later].
    (* from the cut on, F is the rest of the list *)
    assert (same_later : forall x, c <= x -> lo <= x -> F x == value_from h l x).
    { intros x c_x lo_x. rewrite same by exact lo_x. destruct (Qlt_le_dec c x) as [lt|le].
      - rewrite value_from_next by exact lt. reflexivity.
      - assert (eq : x == c) by lra. rewrite !value_from_first.
        + rewrite eq. exact agree.
        + intros c' h' l' eq_l. rewrite eq_l in rise. cbn [rising] in rise. lra.
        + intros c' h' l' eq_l. injection eq_l as <- _ _. exact le. }
    destruct (Qle_bool c lo) eqn:passed; [|destruct (Qle_bool hi c) eqn:last].
    + apply Qle_bool_iff in passed. apply (IH h lo hi c); auto. intros x lo_x. apply same_later; lra.
    + apply Qle_bool_iff in last. cbn [affine_parts]. split; [exact lo_hi|]. split; [|reflexivity].
      intros x lo_x x_hi. rewrite same by exact lo_x. rewrite value_from_first; [reflexivity|].
      intros c' h' l' eq_l. injection eq_l as <- _ _. lra.
    + apply Qle_bool_false_lt in passed, last. cbn [affine_parts]. split; [exact passed|]. split.
      * intros x lo_x x_c. rewrite same by exact lo_x. rewrite value_from_first; [reflexivity|].
        intros c' h' l' eq_l. injection eq_l as <- _ _. exact x_c.
      * apply (IH h c hi c); auto. intros x c_x. apply same_later; lra.
Qed.

(** The parts of [lo, hi]. *)
Theorem parts_ok : forall f lo hi, continuous_piecewise f = true -> lo < hi ->
  affine_parts (piecewise_value f) lo (parts f lo hi) hi.
Proof.
  intros [g l] lo hi continuous lo_hi. unfold parts, continuous_piecewise in *; cbn [fst snd] in *.
  assert (rise : exists t, rising t (merge_from g l)).
  { destruct l as [|[c h] l]; [exists 0; exact I|].
    exists (c - 1). apply merge_rising. cbn [rising]. split; [lra|]. now apply (continuous_rising l g c h). }
  destruct rise as [t rise]. apply (parts_from_ok _ _ g lo hi t); auto.
  - apply merge_agreeing; [reflexivity|exact continuous].
  - intros x _. unfold piecewise_value; cbn [fst snd]. symmetry. now apply merge_ok.
Qed.

(** ** Pulling a subdivision back through an affine part *)

(** A part [t, s] on which F is h, and an interval [lo, hi] that contains its image, with a subdivision for
    G. *)
Lemma pull_part : forall G F h t s lo hi ts, extensional G -> t < s ->
  (forall x, t <= x -> x <= s -> F x == apply_affine h x) -> factor h <> Z0 ->
  lo <= apply_affine h t -> apply_affine h t <= hi -> lo <= apply_affine h s -> apply_affine h s <= hi ->
  subdivision (affine_on G) lo ts hi ->
  exists us, subdivision (affine_on (fun x => G (F x))) t us s /\ (length us <= length ts)%nat.
Proof.
  intros G F h t s lo hi ts ext t_s same sloped lo_t t_hi lo_s s_hi cells.
  assert (line : forall x, t <= x -> x <= s -> F x == slope h * x + offset h).
  { intros x t_x x_s. rewrite same by assumption. apply apply_affine_eq. }
  pose proof (apply_affine_rise h t s) as rise.
  destruct (factor h) as [|p|p] eqn:factor_h; [congruence| |].
  - pose proof (slope_pos h p factor_h) as pos.
    destruct (subdivision_restrict _ (affine_sub G) ts lo hi (apply_affine h t) (apply_affine h s) cells)
      as (rs & cells' & short); auto; [nra|].
    destruct (subdivision_pull_up G F t s (slope h) (offset h) ext line pos rs (apply_affine h t)
      (apply_affine h s) t s)
      as (us & pulled & same_length); auto; try lra; try apply apply_affine_eq.
    exists us. split; [exact pulled|lia].
  - pose proof (slope_neg h p factor_h) as neg.
    destruct (subdivision_restrict _ (affine_sub G) ts lo hi (apply_affine h s) (apply_affine h t) cells)
      as (rs & cells' & short); auto; [nra|].
    destruct (subdivision_pull_down G F t s (slope h) (offset h) ext line neg rs (apply_affine h s)
      (apply_affine h t) s t)
      as (us & pulled & same_length); auto; try lra; try apply apply_affine_eq.
    exists us. split; [exact pulled|lia].
Qed.
(** On a flat part G o F is constant. *)
Lemma flat_part : forall G F h t s, extensional G -> t < s ->
  (forall x, t <= x -> x <= s -> F x == apply_affine h x) -> factor h = Z0 ->
  subdivision (affine_on (fun x => G (F x))) t [s] s.
Proof.
  intros G F h t s ext t_s same flat. cbn [subdivision]. split; [exact t_s|]. split; [|reflexivity].
  apply (flat_pull G F t s (slope h) (offset h)); auto.
  - intros x t_x x_s. rewrite same by assumption. apply apply_affine_eq.
  - now apply slope_flat.
Qed.
