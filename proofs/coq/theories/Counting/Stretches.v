(** * Alternating stretches: what laps and crossings have in common

    On an interval a function goes through stretches of two kinds by turns: it rises or falls (laps), or it
    is above or below a level (crossings). The kind of a stretch is a boolean. On a stretch the function is
    of its kind weakly, and somewhere strictly. The summary of T1.2.3 and T1.3.1 is the number of changes,
    and the first and the last kind; a function that is of neither kind anywhere (constant; on the level) has
    the summary [None]. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Arithmetic.Lists Maps.Iterates Maps.Piecewise.
Import ListNotations.
Open Scope Q_scope.

(** The kind after n changes. *)
Fixpoint kind_after (d : bool) (n : nat) : bool := match n with O => d | S n' => kind_after (negb d) n' end.
Lemma kind_after_negb : forall n d, kind_after (negb d) n = negb (kind_after d n).
Proof. induction n as [|n IH]; intros d; cbn [kind_after]; [reflexivity|]. now rewrite IH. Qed.
Lemma kind_after_twice : forall n d, kind_after (kind_after d n) n = d.
Proof.
  induction n as [|n IH]; intros d; cbn [kind_after]; [reflexivity|].
  rewrite <- kind_after_negb, negb_involutive. apply IH.
Qed.
Lemma kind_after_add : forall m n d, kind_after d (m + n) = kind_after (kind_after d m) n.
Proof. induction m as [|m IH]; intros n d; cbn [kind_after Nat.add]; auto. Qed.

(** Number of changes, first and last kind. *)
Definition summary := option (N * bool * bool).
Definition join (S T : summary) : summary :=
  match S, T with
  | None, _ => T
  | _, None => S
  | Some (r, d, e), Some (r', d', e') => Some ((if Bool.eqb e d' then r + r' else N.succ (r + r'))%N, d, e')
  end.

Section Stretches.
Variables weak strict : bool -> (Q -> Q) -> Q -> Q -> Prop.
Variable neutral : (Q -> Q) -> Q -> Q -> Prop.
(** What becomes of a kind when a function is drawn from right to left. *)
Variable reversed : bool -> bool.
Hypothesis weak_glue : forall d F u v w, u <= v -> v <= w -> weak d F u v -> weak d F v w -> weak d F u w.
Hypothesis strict_wider : forall d F u v u' v', u' <= u -> v <= v' -> strict d F u v -> strict d F u' v'.
Hypothesis neutral_weak : forall d F u v, neutral F u v -> weak d F u v.
Hypothesis neutral_glue : forall F u v w, u <= v -> v <= w -> neutral F u v -> neutral F v w -> neutral F u w.
Hypothesis reversed_negb : forall d, reversed (negb d) = negb (reversed d).
Hypothesis weak_ext : forall d F G u v, (forall x, F x == G x) -> weak d F u v -> weak d G u v.
Hypothesis strict_ext : forall d F G u v, (forall x, F x == G x) -> strict d F u v -> strict d G u v.
Hypothesis neutral_ext : forall F G u v, (forall x, F x == G x) -> neutral F u v -> neutral G u v.

(** F has the kind d from u to the first point of the list, then the other one, and so on up to v. *)
Fixpoint stretches (F : Q -> Q) (u : Q) (d : bool) (l : list Q) (v : Q) : Prop :=
  match l with
  | [] => u < v /\ weak d F u v /\ strict d F u v
  | c :: l' => u < c /\ weak d F u c /\ strict d F u c /\ stretches F c (negb d) l' v
  end.
Lemma stretches_lt : forall F l u d v, stretches F u d l v -> u < v.
Proof.
  induction l as [|c l IH]; intros u d v str; cbn [stretches] in str; [tauto|].
  destruct str as (u_c & _ & _ & rest). specialize (IH _ _ _ rest). lra.
Qed.
Lemma stretches_ext : forall F G, (forall x, F x == G x) -> forall l u d v, stretches F u d l v ->
  stretches G u d l v.
Proof.
  intros F G agree. induction l as [|c l IH]; intros u d v str; cbn [stretches] in *.
  - destruct str as (u_v & w & s). split; [exact u_v|].
    split; [now apply (weak_ext d F)|now apply (strict_ext d F)].
  - destruct str as (u_c & w & s & rest). split; [exact u_c|].
    split; [now apply (weak_ext d F)|]. split; [now apply (strict_ext d F)|now apply IH].
Qed.

(** ** Putting together *)

Lemma stretches_longer_left : forall F l u v d w, u < v -> weak d F u v -> stretches F v d l w ->
  stretches F u d l w.
Proof.
  intros F [|c l] u v d w u_v wk str; cbn [stretches] in *.
  - destruct str as (v_w & wk' & s). split; [lra|].
    split; [apply (weak_glue d F u v w); auto; lra|apply (strict_wider d F v w); auto; lra].
  - destruct str as (v_c & wk' & s & rest). split; [lra|].
    split; [apply (weak_glue d F u v c); auto; lra|].
    split; [apply (strict_wider d F v c); auto; lra|exact rest].
Qed.
Lemma stretches_longer_right : forall F l u d v w, v < w -> weak (kind_after d (length l)) F v w ->
  stretches F u d l v -> stretches F u d l w.
Proof.
  intros F. induction l as [|c l IH]; intros u d v w v_w wk str; cbn [stretches length kind_after] in *.
  - destruct str as (u_v & wk' & s). split; [lra|].
    split; [apply (weak_glue d F u v w); auto; lra|apply (strict_wider d F u v); auto; lra].
  - destruct str as (u_c & wk' & s & rest). repeat split; auto. now apply (IH c (negb d) v w).
Qed.
Lemma stretches_app_change : forall F l u d v l' w, stretches F u d l v ->
  stretches F v (negb (kind_after d (length l))) l' w -> stretches F u d (l ++ v :: l') w.
Proof.
  intros F. induction l as [|c l IH]; intros u d v l' w left right;
    cbn [stretches app length kind_after] in *; [tauto|].
  destruct left as (u_c & wk & s & rest). repeat split; auto.
Qed.
Lemma stretches_app_same : forall F l u d v l' w, stretches F u d l v ->
  stretches F v (kind_after d (length l)) l' w -> stretches F u d (l ++ l') w.
Proof.
  intros F. induction l as [|c l IH]; intros u d v l' w left right;
    cbn [stretches app length kind_after] in *.
  - destruct left as (u_v & wk & s). now apply (stretches_longer_left F l' u v).
  - destruct left as (u_c & wk & s & rest). repeat split; auto. now apply (IH c (negb d) v).
Qed.

(** ** Summaries *)

Definition reverse (S : summary) : summary :=
  match S with None => None | Some (r, d, e) => Some (r, reversed e, reversed d) end.
Definition has_summary (F : Q -> Q) (u v : Q) (S : summary) : Prop :=
  match S with
  | None => u < v /\ neutral F u v
  | Some (r, d, e) => exists l, N.of_nat (length l) = r /\ e = kind_after d (length l) /\ stretches F u d l v
  end.

Lemma has_summary_ext : forall F G u v S, (forall x, F x == G x) -> has_summary F u v S ->
  has_summary G u v S.
Proof.
  intros F G u v [[[r d] e]|] agree has; cbn [has_summary] in *.
  - destruct has as (l & count & last & str). exists l. repeat split; auto. now apply (stretches_ext F).
  - destruct has as [u_v neu]. split; [exact u_v|now apply (neutral_ext F)].
Qed.

Lemma join_ok : forall F u v w S T, has_summary F u v S -> has_summary F v w T ->
  has_summary F u w (join S T).
Proof.
  intros F u v w [[[r d] e]|] [[[r' d'] e']|] left right; cbn [has_summary join] in *.
  - destruct left as (l & count & last & str), right as (l' & count' & last' & str').
    destruct (Bool.eqb e d') eqn:kinds.
    + apply eqb_prop in kinds. exists (l ++ l'). rewrite length_append. split; [lia|]. split.
      * rewrite kind_after_add, <- last, kinds. exact last'.
      * apply (stretches_app_same F l u d v); auto. rewrite <- last, kinds. exact str'.
    + assert (other : d' = negb e) by (clear - kinds; destruct e, d'; cbn in *; congruence).
      exists (l ++ v :: l'). rewrite length_append; cbn [length]. split; [lia|]. split.
      * replace (length l + S (length l'))%nat with (length l + (1 + length l'))%nat by lia.
        rewrite !kind_after_add, <- last. cbn [kind_after]. now rewrite <- other.
      * apply stretches_app_change; auto. now rewrite <- last, <- other.
  - destruct left as (l & count & last & str), right as (v_w & neu). exists l. repeat split; auto.
    apply (stretches_longer_right F l u d v); auto.
  - destruct left as (u_v & neu), right as (l' & count' & last' & str'). exists l'. repeat split; auto.
    apply (stretches_longer_left F l' u v); auto.
  - destruct left as (u_v & neu), right as (v_w & neu'). split; [lra|].
    apply (neutral_glue F u v w); auto; lra.
Qed.

(** ** Pulling back through an affine map *)

Section Pull.
Variables (G F : Q -> Q) (A B m q : Q).
Hypothesis line : forall x, A <= x -> x <= B -> F x == m * x + q.
Notation GF := (fun x => G (F x)).
(** The kinds on [u', v'] are those on the image, if F rises; if it falls they are reversed. *)
Hypothesis weak_up : 0 < m -> forall d u v, A <= u -> v <= B ->
  weak d G (m * u + q) (m * v + q) -> weak d GF u v.
Hypothesis weak_down : m < 0 -> forall d u v, A <= u -> v <= B ->
  weak d G (m * v + q) (m * u + q) -> weak (reversed d) GF u v.
Hypothesis strict_up : 0 < m -> forall d u v, A <= u -> v <= B ->
  strict d G (m * u + q) (m * v + q) -> strict d GF u v.
Hypothesis strict_down : m < 0 -> forall d u v, A <= u -> v <= B ->
  strict d G (m * v + q) (m * u + q) -> strict (reversed d) GF u v.
Hypothesis neutral_up : 0 < m -> forall u v, A <= u -> v <= B ->
  neutral G (m * u + q) (m * v + q) -> neutral GF u v.
Hypothesis neutral_down : m < 0 -> forall u v, A <= u -> v <= B ->
  neutral G (m * v + q) (m * u + q) -> neutral GF u v.
Hypothesis weak_eq : forall d u u' v v', u == u' -> v == v' -> weak d G u v -> weak d G u' v'.
Hypothesis neutral_eq : forall u u' v v', u == u' -> v == v' -> neutral G u v -> neutral G u' v'.

Lemma stretches_up : 0 < m -> forall l d u v u' v', A <= u' -> v' <= B -> u == m * u' + q ->
  v == m * v' + q ->
  stretches G u d l v -> exists l', length l' = length l /\ stretches GF u' d l' v'.
Proof.
  intros pos. induction l as [|c l IH]; intros d u v u' v' A_u v_B eq_u eq_v str; cbn [stretches] in str.
  - destruct str as (u_v & wk & s). exists []. split; [reflexivity|]. cbn [stretches]. split; [nra|]. split.
    + apply weak_up; auto. now apply (weak_eq d u _ v _).
    + apply strict_up; auto. apply (strict_wider d G u v); auto; lra.
  - destruct str as (u_c & wk & s & rest). pose proof (stretches_lt _ _ _ _ _ rest) as c_v.
    assert (eq_c : c == m * ((c - q) / m) + q) by (field; lra). set (c' := (c - q) / m) in *. clearbody c'.
    assert (u_c' : u' < c') by nra. assert (c_v' : c' < v') by nra.
    destruct (IH (negb d) c v c' v') as (l' & len & rest'); auto; [lra|].
    exists (c' :: l'). split; [cbn; now rewrite len|]. cbn [stretches].
    split; [exact u_c'|]. split; [|split; [|exact rest']].
    + apply weak_up; auto; [lra|]. now apply (weak_eq d u _ c _).
    + apply strict_up; auto; [lra|]. apply (strict_wider d G u c); auto; lra.
Qed.

Lemma stretches_down : m < 0 -> forall l d u v u' v', A <= v' -> u' <= B -> u == m * u' + q ->
  v == m * v' + q ->
  stretches G u d l v ->
  exists l', length l' = length l /\ stretches GF v' (reversed (kind_after d (length l))) l' u'.
Proof.
  intros neg. induction l as [|c l IH]; intros d u v u' v' A_v u_B eq_u eq_v str; cbn [stretches] in str.
  - destruct str as (u_v & wk & s). exists []. split; [reflexivity|]. cbn [stretches length kind_after].
    split; [nra|]. split.
    + apply weak_down; auto. now apply (weak_eq d u _ v _).
    + apply strict_down; auto. apply (strict_wider d G u v); auto; lra.
  - destruct str as (u_c & wk & s & rest). pose proof (stretches_lt _ _ _ _ _ rest) as c_v.
    assert (eq_c : c == m * ((c - q) / m) + q) by (field; lra). set (c' := (c - q) / m) in *. clearbody c'.
    assert (c_u' : c' < u') by nra. assert (v_c' : v' < c') by nra.
    destruct (IH (negb d) c v c' v') as (l' & len & rest'); auto; [lra|].
    exists (l' ++ [c']). split; [rewrite length_append; cbn; lia|]. cbn [length kind_after].
    apply stretches_app_change; auto. cbn [stretches].
    (* the first stretch of G is the last one here *)
    assert (kind : negb (kind_after (reversed (kind_after (negb d) (length l))) (length l')) = reversed d).
    { rewrite len. assert (swap : forall n e, kind_after (reversed e) n = reversed (kind_after e n)).
      { induction n as [|n IHn]; intros e; cbn [kind_after]; [reflexivity|]. rewrite <- reversed_negb.
        apply IHn. }
      rewrite swap, kind_after_twice, reversed_negb. apply negb_involutive. }
    rewrite kind. split; [exact c_u'|]. split.
    + apply weak_down; auto; [lra|]. now apply (weak_eq d u _ c _).
    + apply strict_down; auto; [lra|]. apply (strict_wider d G u c); auto; lra.
Qed.

Lemma summary_up : 0 < m -> forall S u v u' v', A <= u' -> v' <= B -> u == m * u' + q -> v == m * v' + q ->
  has_summary G u v S -> has_summary GF u' v' S.
Proof.
  intros pos [[[r d] e]|] u v u' v' A_u v_B eq_u eq_v has; cbn [has_summary] in *.
  - destruct has as (l & count & last & str).
    destruct (stretches_up pos l d u v u' v' A_u v_B eq_u eq_v str) as (l' & len & str').
    exists l'. rewrite len. auto.
  - destruct has as (u_v & neu). split; [nra|]. apply neutral_up; auto. now apply (neutral_eq u _ v _).
Qed.
Lemma summary_down : m < 0 -> forall S u v u' v', A <= v' -> u' <= B -> u == m * u' + q -> v == m * v' + q ->
  has_summary G u v S -> has_summary GF v' u' (reverse S).
Proof.
  intros neg [[[r d] e]|] u v u' v' A_v u_B eq_u eq_v has; cbn [has_summary reverse] in *.
  - destruct has as (l & count & last & str).
    destruct (stretches_down neg l d u v u' v' A_v u_B eq_u eq_v str) as (l' & len & str').
    exists l'. rewrite len. split; [exact count|]. split; [|now rewrite last].
    assert (swap : forall n e, kind_after (reversed e) n = reversed (kind_after e n)).
    { induction n as [|n IHn]; intros e'; cbn [kind_after]; [reflexivity|]. rewrite <- reversed_negb.
      apply IHn. }
    rewrite last, swap, kind_after_twice. reflexivity.
  - destruct has as (u_v & neu). split; [nra|]. apply neutral_down; auto. now apply (neutral_eq u _ v _).
Qed.
End Pull.
End Stretches.
