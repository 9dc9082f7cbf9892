(** * The number of components of a level set of f^k (T1.3.2)

    The summary is the number of components and whether the left and the right end lie on the level. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Lists Arithmetic.Trees.
From ExactPL Require Import Maps.Iterates Maps.Piecewise.
From ExactPL Require Import Counting.Graphs Counting.Transfer Counting.Orbits Counting.Crossings.
Import ListNotations.
Open Scope Q_scope.

(** ** Lists of disjoint closed intervals *)

(** [t, or strictly after t]. *)
Definition past (strictly : bool) (t x : Q) : Prop := if strictly then t < x else t <= x.
(** The intervals [p, q] follow each other with gaps between t and v; before the first one there is a gap if
    [gap_left], and behind the last one if [gap_right]. *)
Fixpoint spaced (gap_left gap_right : bool) (t : Q) (l : list (Q * Q)) (v : Q) : Prop :=
  match l with
  | [] => past gap_right t v
  | (p, q) :: l' => past gap_left t p /\ p <= q /\ spaced true gap_right q l' v
  end.
Definition member (x : Q) (l : list (Q * Q)) : Prop := exists p q, In (p, q) l /\ p <= x /\ x <= q.

Lemma spaced_le : forall l a b t v, spaced a b t l v -> t <= v.
Proof.
  induction l as [|[p q] l IH]; intros a b t v sp; cbn [spaced] in sp.
  - destruct b; cbn in sp; lra.
  - destruct sp as (t_p & p_q & rest). specialize (IH _ _ _ _ rest). destruct a; cbn in t_p; lra.
Qed.
Lemma member_cons : forall x p q l, member x ((p, q) :: l) <-> (p <= x /\ x <= q) \/ member x l.
Proof.
  intros x p q l. split.
  - intros (p' & q' & [eq|inside] & lo & hi); [injection eq as <- <-; now left|right; now exists p', q'].
  - intros [[lo hi]|(p' & q' & inside & lo & hi)]; [exists p, q|exists p', q']; (split; [|now split]);
      [now left|now right].
Qed.
Lemma member_app : forall x l l', member x (l ++ l') <-> member x l \/ member x l'.
Proof.
  intros x l l'. split.
  - intros (p & q & inside & lo & hi).
    apply in_app_or in inside as [inside|inside]; [left|right]; now exists p, q.
  - intros [(p & q & inside & lo & hi)|(p & q & inside & lo & hi)]; exists p, q; (split; [|now split]);
      apply in_or_app; auto.
Qed.
Lemma member_bounds : forall l a b t v x, spaced a b t l v -> member x l -> past a t x /\
  (if b then x < v else x <= v).
Proof.
  induction l as [|[p q] l IH]; intros a b t v x sp mem; cbn [spaced] in sp.
  - destruct mem as (p & q & [] & _).
  - destruct sp as (t_p & p_q & rest). apply member_cons in mem as [[p_x x_q]|mem].
    + split; [destruct a; cbn in *; lra|]. pose proof (spaced_le _ _ _ _ _ rest) as q_v.
      destruct l as [|[p' q'] l]; cbn [spaced] in rest; [destruct b; cbn in rest; lra|].
      destruct rest as (q_p' & p'_q' & rest). pose proof (spaced_le _ _ _ _ _ rest).
      cbn in q_p'. destruct b; lra.
    + destruct (IH _ _ _ _ _ rest mem) as [q_x x_v]. cbn in q_x. split; [destruct a; cbn in *; lra|exact x_v].
Qed.

Lemma spaced_app : forall l a t v l' c w, spaced a true t l v -> spaced false c v l' w ->
  spaced a c t (l ++ l') w.
Proof.
  induction l as [|[p q] l IH]; intros a t v l' c w left right; cbn [spaced app] in *.
  - cbn in left. destruct l' as [|[p' q'] l']; cbn [spaced] in *.
    + destruct c; cbn in *; lra.
    + destruct right as (v_p' & p'_q' & rest). cbn in v_p'. split; [destruct a; cbn; lra|]. auto.
  - destruct left as (t_p & p_q & rest). split; [exact t_p|]. split; [exact p_q|]. now apply (IH true q v).
Qed.
(** The last interval of the first list ends where the first one of the second list begins: they become one.
    *)
Lemma spaced_merge : forall l a t p v q' l' c w, spaced a false t (l ++ [(p, v)]) v ->
  spaced false c v ((v, q') :: l') w ->
  spaced a c t (l ++ (p, q') :: l') w.
Proof.
  induction l as [|[p0 q0] l IH]; intros a t p v q' l' c w left right; cbn [spaced app] in *.
  - destruct left as (t_p & p_v & _). destruct right as (_ & v_q' & rest). split; [exact t_p|].
    split; [lra|exact rest].
  - destruct left as (t_p0 & p0_q0 & rest). split; [exact t_p0|]. split; [exact p0_q0|].
    now apply (IH true q0 p v).
Qed.
(** If the right end is no member there is a gap before it; if it is, the last interval ends there. *)
Lemma spaced_gap_right : forall l a t v, t < v -> spaced a false t l v -> ~ member v l -> spaced a true t l v.
Proof.
  induction l as [|[p q] l IH]; intros a t v t_v sp none; cbn [spaced] in *; [exact t_v|].
  destruct sp as (t_p & p_q & rest). pose proof (spaced_le _ _ _ _ _ rest) as q_v.
  assert (p_v : q < v).
  { destruct (Qlt_le_dec q v) as [lt|le]; [exact lt|]. exfalso. apply none. apply member_cons. left. lra. }
  split; [exact t_p|]. split; [exact p_q|]. apply IH; auto. intros mem. apply none. apply member_cons.
  now right.
Qed.
Lemma spaced_last : forall l a t v, spaced a false t l v -> member v l -> exists l0 p,
  spaced a false t (l0 ++ [(p, v)]) v /\
  length l = S (length l0) /\ (forall x, member x l <-> member x (l0 ++ [(p, v)])).
Proof.
  induction l as [|[p q] l IH]; intros a t v sp mem; [destruct mem as (p & q & [] & _)|].
  cbn [spaced] in sp. destruct sp as (t_p & p_q & rest). pose proof (spaced_le _ _ _ _ _ rest) as q_v.
  apply member_cons in mem as [[p_v v_q]|mem].
  - assert (eq : q == v) by lra. destruct l as [|[p' q'] l].
    + exists [], p. cbn [app spaced length]. split; [|split; [reflexivity|]].
      * split; [exact t_p|]. split; [lra|]. cbn. lra.
      * intros x. rewrite !member_cons. split; (intros [[lo hi]|none]; [left; lra|right; exact none]).
    + exfalso. cbn [spaced] in rest. destruct rest as (q_p' & p'_q' & rest). apply spaced_le in rest.
      cbn in q_p'. lra.
  - destruct (IH true q v rest mem) as (l0 & p0 & sp0 & len & same). exists ((p, q) :: l0), p0.
    cbn [app spaced length]. split; [auto|]. split; [now rewrite len|].
    intros x. rewrite !member_cons, same. reflexivity.
Qed.
Lemma spaced_first : forall l c v w, spaced false c v l w -> member v l -> exists q l', l <> [] /\
  length l = S (length l') /\
  spaced false c v ((v, q) :: l') w /\ (forall x, member x l <-> member x ((v, q) :: l')).
Proof.
  intros [|[p q] l] c v w sp mem; [destruct mem as (p & q & [] & _)|]. cbn [spaced] in sp.
  destruct sp as (v_p & p_q & rest).
  cbn in v_p. assert (eq : p == v).
  { apply member_cons in mem as [[p_v _]|mem]; [lra|].
    destruct (member_bounds _ _ _ _ _ _ rest mem) as [q_v _]. cbn in q_v. lra. }
  exists q, l. split; [discriminate|]. split; [reflexivity|]. cbn [spaced]. split.
  - split; [cbn; lra|]. split; [lra|exact rest].
  - intros x. rewrite !member_cons. split; (intros [[lo hi]|later]; [left; lra|now right]).
Qed.

Section Level.
Variable y : Q.

(** On [u, v], F is y exactly on the intervals of the list. *)
Definition level_list (F : Q -> Q) (u : Q) (l : list (Q * Q)) (v : Q) : Prop :=
  spaced false false u l v /\ forall x, u <= x -> x <= v -> (F x == y <-> member x l).

(** ** Joining *)

Definition components_summary := (N * bool * bool)%type.
Definition says_level (F : Q -> Q) (x : Q) (flag : bool) : Prop := if flag then F x == y else ~ F x == y.
Definition has_components (F : Q -> Q) (u v : Q) (s : components_summary) : Prop :=
  let '(n, first, last) := s in
  u < v /\ says_level F u first /\ says_level F v last /\ exists l, N.of_nat (length l) = n /\
    level_list F u l v.
Definition join_components (s t : components_summary) : components_summary :=
  let '(n, first, last) := s in
  let '(n', first', last') := t in
  (if last && first' then N.pred (n + n') else (n + n')%N, first, last').

Lemma join_components_ok : forall F u v w s t, has_components F u v s -> has_components F v w t ->
  has_components F u w (join_components s t).
Proof.
  intros F u v w [[n first] last] [[n' first'] last'] (u_v & at_u & at_v & l & len & sp & on)
    (v_w & at_v' & at_w & l' & len' & sp' & on').
  cbn [join_components has_components]. split; [lra|]. split; [exact at_u|]. split; [exact at_w|].
  pose proof (on v ltac:(lra) ltac:(lra)) as v_l. pose proof (on' v ltac:(lra) ltac:(lra)) as v_l'.
  (* a member of one list lies in its own interval *)
  assert (apart : forall x, member x l -> x <= v).
  { intros x mem. now destruct (member_bounds _ _ _ _ _ _ sp mem). }
  assert (apart' : forall x, member x l' -> v <= x).
  { intros x mem. now destruct (member_bounds _ _ _ _ _ _ sp' mem). }
  assert (both : forall x, u <= x -> x <= w -> (F x == y <-> member x l \/ member x l')).
  { intros x u_x x_w. destruct (Qlt_le_dec x v) as [x_v|v_x].
    - rewrite (on x u_x ltac:(lra)). split; [now left|]. intros [mem|mem]; [exact mem|].
      specialize (apart' x mem). lra.
    - rewrite (on' x v_x x_w). split; [now right|]. intros [mem|mem]; [|exact mem].
      apply on'; [exact v_x|exact x_w|]. apply (on x); [lra|now apply apart|exact mem]. }
  destruct last, first'; cbn [andb says_level] in *; try contradiction.
  - (* v is on the level *)
    apply v_l in at_v as mem_l. apply v_l' in at_v' as mem_l'.
    destruct (spaced_last l false u v sp mem_l) as (l0 & p & sp0 & len0 & same0).
    destruct (spaced_first l' false v w sp' mem_l') as (q & l1 & _ & len1 & sp1 & same1).
    exists (l0 ++ (p, q) :: l1). rewrite length_append; cbn [length]. split; [lia|].
    split; [now apply (spaced_merge l0 false u p v q l1 false w)|].
    intros x u_x x_w. rewrite (both x u_x x_w), same0, same1, !member_app, !member_cons.
    assert (p_v : p <= v).
    { clear - sp0. revert sp0. generalize false at 1. revert u.
      induction l0 as [|[p0 q0] l0 IH]; intros u a sp; cbn [spaced app] in sp.
      - destruct sp as (_ & p_v & _). exact p_v.
      - destruct sp as (_ & _ & rest). now apply (IH q0 true). }
    assert (v_q : v <= q) by (cbn [spaced] in sp1; destruct sp1 as (_ & v_q & _); exact v_q).
    split.
    + intros [[mem|[[lo hi]|none]]|[[lo hi]|mem]]; [now left|right; left; lra|destruct none
        as (? & ? & [] & _)|right; left; lra|right; now right].
    + intros [mem|[[lo hi]|mem]]; [left; now left| |right; now right].
      destruct (Qlt_le_dec x v); [left; right; left; lra|right; left; lra].
  - (* v is not on the level *)
    exists (l ++ l'). rewrite length_append. split; [lia|]. split.
    + apply (spaced_app l false u v l' false w); [|exact sp']. apply spaced_gap_right; auto. intros mem.
      apply at_v. now apply v_l.
    + intros x u_x x_w. rewrite (both x u_x x_w), member_app. reflexivity.
Qed.

Lemma has_components_ext : forall F G u v s, (forall x, F x == G x) -> has_components F u v s ->
  has_components G u v s.
Proof.
  intros F G u v [[n first] last] agree (u_v & at_u & at_v & l & len & sp & on). split; [exact u_v|].
  assert (says : forall x flag, says_level F x flag -> says_level G x flag).
  { intros x flag says. unfold says_level in *. destruct flag; rewrite <- agree; exact says. }
  split; [now apply says|]. split; [now apply says|]. exists l. split; [exact len|]. split; [exact sp|].
  intros x u_x x_v. rewrite <- agree. now apply on.
Qed.

(** ** Pulling back *)

(** The intervals drawn back through x -> m x + q; through a falling map they are reversed. *)
Definition back (m q z : Q) : Q := (z - q) / m.
Definition back_up (m q : Q) (l : list (Q * Q)) : list (Q * Q) :=
  map (fun i => (back m q (fst i), back m q (snd i))) l.
Fixpoint back_down (m q : Q) (l : list (Q * Q)) : list (Q * Q) :=
  match l with [] => [] | (p, r) :: l' => back_down m q l' ++ [(back m q r, back m q p)] end.

Lemma back_eq : forall m q z, ~ m == 0 -> z == m * back m q z + q.
Proof. intros m q z nonzero. unfold back. field. exact nonzero. Qed.
Lemma back_up_length : forall m q l, length (back_up m q l) = length l.
Proof. intros m q l. apply map_length. Qed.
Lemma back_down_length : forall m q l, length (back_down m q l) = length l.
Proof.
  intros m q. induction l as [|[p r] l IH]; cbn [back_down]; [reflexivity|]. rewrite length_append, IH. cbn.
  lia.
Qed.

Lemma spaced_up : forall m q, 0 < m -> forall l a b t w t' w', t == m * t' + q -> w == m * w' + q ->
  spaced a b t l w -> spaced a b t' (back_up m q l) w'.
Proof.
  intros m q pos.
  induction l as [|[p r] l IH]; intros a b t w t' w' eq_t eq_w sp; cbn [spaced back_up map fst snd] in *.
  - destruct b; cbn in *; nra.
  - destruct sp as (t_p & p_r & rest). pose proof (back_eq m q p ltac:(lra)) as eq_p.
    pose proof (back_eq m q r ltac:(lra)) as eq_r.
    set (p' := back m q p) in *. set (r' := back m q r) in *. clearbody p' r'.
    split; [destruct a; cbn in *; nra|]. split; [nra|]. now apply (IH true b r w r' w').
Qed.

Lemma spaced_snoc : forall l b t r p a v, spaced b true t l r -> r <= p -> past a p v ->
  spaced b a t (l ++ [(r, p)]) v.
Proof.
  induction l as [|[p0 r0] l IH]; intros b t r p a v sp r_p p_v; cbn [spaced app] in *.
  - cbn in sp. split; [destruct b; cbn; lra|]. split; [exact r_p|exact p_v].
  - destruct sp as (t_p0 & p0_r0 & rest). split; [exact t_p0|]. split; [exact p0_r0|]. now apply IH.
Qed.
Lemma spaced_down_cons : forall m q, m < 0 -> forall l p r a b t w t' w', t == m * t' + q ->
  w == m * w' + q ->
  spaced a b t ((p, r) :: l) w -> spaced b a w' (back_down m q ((p, r) :: l)) t'.
Proof.
  intros m q neg. induction l as [|[p2 r2] l IH]; intros p r a b t w t' w' eq_t eq_w sp.
  - cbn [spaced back_down app] in *. destruct sp as (t_p & p_r & r_w).
    pose proof (back_eq m q p ltac:(lra)) as eq_p. pose proof (back_eq m q r ltac:(lra)) as eq_r.
    set (p' := back m q p) in *. set (r' := back m q r) in *. clearbody p' r'.
    split; [destruct b; cbn in *; nra|]. split; [nra|]. destruct a; cbn in *; nra.
  - change (back_down m q ((p, r) :: (p2, r2) :: l)) with
      (back_down m q ((p2, r2) :: l) ++ [(back m q r, back m q p)]).
    destruct sp as (t_p & p_r & rest). pose proof (back_eq m q p ltac:(lra)) as eq_p.
    pose proof (back_eq m q r ltac:(lra)) as eq_r.
    apply spaced_snoc.
    + apply (IH p2 r2 true b r w); auto.
    + set (p' := back m q p) in *. set (r' := back m q r) in *. clearbody p' r'. nra.
    + set (p' := back m q p) in *. clearbody p'. destruct a; cbn in *; nra.
Qed.
Lemma spaced_down : forall m q, m < 0 -> forall l t w t' w', t == m * t' + q -> w == m * w' + q ->
  spaced false false t l w -> spaced false false w' (back_down m q l) t'.
Proof.
  intros m q neg [|[p r] l] t w t' w' eq_t eq_w sp; [cbn in *; nra|].
  now apply (spaced_down_cons m q neg l p r false false t w).
Qed.

Lemma member_up : forall m q x z l, 0 < m -> z == m * x + q -> (member z l <-> member x (back_up m q l)).
Proof.
  intros m q x z l pos eq. induction l as [|[p r] l IH].
  - split; intros (? & ? & [] & _).
  - cbn [back_up map fst snd]. rewrite !member_cons. fold (back_up m q l). rewrite IH.
    pose proof (back_eq m q p ltac:(lra)) as eq_p. pose proof (back_eq m q r ltac:(lra)) as eq_r.
    set (p' := back m q p) in *. set (r' := back m q r) in *. clearbody p' r'.
    assert (inside : (p <= z /\ z <= r) <-> (p' <= x /\ x <= r')) by (split; intros [lo hi]; split; nra).
    rewrite inside. reflexivity.
Qed.
Lemma member_down : forall m q x z l, m < 0 -> z == m * x + q -> (member z l <-> member x (back_down m q l)).
Proof.
  intros m q x z l neg eq. induction l as [|[p r] l IH].
  - split; intros (? & ? & [] & _).
  - cbn [back_down]. rewrite member_app, !member_cons, IH.
    pose proof (back_eq m q p ltac:(lra)) as eq_p. pose proof (back_eq m q r ltac:(lra)) as eq_r.
    set (p' := back m q p) in *. set (r' := back m q r) in *. clearbody p' r'.
    assert (inside : (p <= z /\ z <= r) <-> (r' <= x /\ x <= p')) by (split; intros [lo hi]; split; nra).
    rewrite inside. split; [intros [here|later]; [right; now left|now left]|].
    intros [later|[here|(? & ? & [] & _)]]; [now right|now left].
Qed.

Definition components_pulled (g : affine) (s : components_summary) : option components_summary :=
  let '(n, first, last) := s in Some (if Z.ltb (factor g) 0 then (n, last, first) else s).

Section Pull.
Variables (G F : Q -> Q) (u v m q : Q).
Hypothesis G_ext : extensional G.
Hypothesis line : forall x, u <= x -> x <= v -> F x == m * x + q.
Notation GF := (fun x => G (F x)).

Lemma says_level_pulled : forall x z flag, u <= x -> x <= v -> z == m * x + q -> says_level G z flag ->
  says_level GF x flag.
Proof.
  intros x z flag u_x x_v eq says.
  assert (eq_value : G (F x) == G z) by (apply G_ext; rewrite eq; now apply line).
  unfold says_level in *. destruct flag; rewrite eq_value; exact says.
Qed.
Lemma components_up : 0 < m -> u < v -> forall u' v' n first last, u' == m * u + q -> v' == m * v + q ->
  has_components G u' v' (n, first, last) -> has_components GF u v (n, first, last).
Proof.
  intros pos u_v u' v' n first last eq_u eq_v (_ & at_u & at_v & l & len & sp & on). split; [exact u_v|].
  split; [apply (says_level_pulled u u'); auto; lra|]. split; [apply (says_level_pulled v v'); auto; lra|].
  exists (back_up m q l). rewrite back_up_length. split; [exact len|].
  split; [now apply (spaced_up m q pos l _ _ u' v')|].
  intros x u_x x_v. rewrite <- (member_up m q x (m * x + q) l pos) by reflexivity.
  rewrite <- (on (m * x + q)) by nra.
  assert (eq_value : G (F x) == G (m * x + q)) by (apply G_ext; now apply line). rewrite eq_value.
  reflexivity.
Qed.
Lemma components_down : m < 0 -> u < v -> forall u' v' n first last, u' == m * u + q -> v' == m * v + q ->
  has_components G v' u' (n, first, last) -> has_components GF u v (n, last, first).
Proof.
  intros neg u_v u' v' n first last eq_u eq_v (_ & at_v & at_u & l & len & sp & on). split; [exact u_v|].
  split; [apply (says_level_pulled u u'); auto; lra|]. split; [apply (says_level_pulled v v'); auto; lra|].
  exists (back_down m q l). rewrite back_down_length. split; [exact len|].
  split; [now apply (spaced_down m q neg l v' u')|].
  intros x u_x x_v. rewrite <- (member_down m q x (m * x + q) l neg) by reflexivity.
  rewrite <- (on (m * x + q)) by nra.
  assert (eq_value : G (F x) == G (m * x + q)) by (apply G_ext; now apply line). rewrite eq_value.
  reflexivity.
Qed.
End Pull.

(** ** The number of components *)

(** One point of each interval. *)
Lemma spaced_apart : forall F l a u v lo, spaced a false lo l v -> lo <= v ->
  (forall x, u <= x -> x <= v -> (F x == y -> member x l \/ x <= lo)) ->
  (forall x, member x l -> F x == y) -> u <= lo ->
  exists xs, length xs = length l /\ apart_on_level F y lo xs v /\
  match l, xs with (p, _) :: _, x :: _ => x = p | [], [] => True | _, _ => False end.
Proof.
  intros F. induction l as [|[p q] l IH]; intros a u v lo sp lo_v off on u_lo.
  - exists []. split; [reflexivity|]. split; [exact I|exact I].
  - cbn [spaced] in sp. destruct sp as (lo_p & p_q & rest). pose proof (spaced_le _ _ _ _ _ rest) as q_v.
    assert (lo_p' : lo <= p) by (destruct a; cbn in lo_p; lra).
    destruct (IH true u v q rest q_v) as (xs & len & apart & first).
    + intros x u_x x_v eq. destruct (off x u_x x_v eq) as [mem|le]; [|right; lra].
      apply member_cons in mem as [[_ x_q]|mem]; [now right|now left].
    + intros x mem. apply on. apply member_cons. now right.
    + lra.
    + exists (p :: xs). split; [cbn; now rewrite len|]. split; [|reflexivity]. cbn [apart_on_level].
      split; [exact lo_p'|]. split; [lra|]. split; [apply on; apply member_cons; left; lra|].
      split.
      * destruct xs as [|x' xs]; [exact I|]. destruct l as [|[p' q'] l]; [contradiction|]. subst x'.
        cbn [spaced] in rest. destruct rest as (q_p' & p'_q' & rest).
        cbn in q_p'. pose proof (spaced_le _ _ _ _ _ rest) as q'_v.
        (* the middle of the gap is off the level *)
        exists ((q + p') / 2). assert (mid : q < (q + p') / 2 /\ (q + p') / 2 < p').
        { split; [apply Qlt_shift_div_l; lra|apply Qlt_shift_div_r; lra]. }
        set (z := (q + p') / 2) in *. clearbody z. split; [lra|]. split; [lra|]. intros eq.
        destruct (off z ltac:(lra) ltac:(lra) eq) as [mem|le]; [|lra].
        apply member_cons in mem as [[_ z_q]|mem]; [lra|]. apply member_cons in mem as [[p'_z _]|mem]; [lra|].
        destruct (member_bounds _ _ _ _ _ _ rest mem) as [q'_z _]. cbn in q'_z. lra.
      * destruct xs as [|x' xs]; [exact I|]. cbn [apart_on_level] in *. destruct apart as (q_x' & apart).
        split; [lra|exact apart].
Qed.

Lemma apart_rise : forall F xs t v x, apart_on_level F y t xs v -> In x xs -> t <= x.
Proof.
  intros F. induction xs as [|x0 xs IH]; intros t v x apart inside; [contradiction|].
  cbn [apart_on_level] in apart.
  destruct apart as (t_x0 & _ & _ & _ & apart). destruct inside as [->|inside]; [exact t_x0|].
  pose proof (IH x0 v x apart inside). lra.
Qed.

(** Points that are apart lie in different intervals. *)
Lemma apart_few : forall F l a u v lo, spaced a false u l v -> (forall x, member x l -> F x == y) ->
  forall xs, apart_on_level F y lo xs v -> (forall x, In x xs -> member x l) -> (length xs <= length l)%nat.
Proof.
  intros F. induction l as [|[p q] l IH]; intros a u v lo sp on xs apart mem.
  - destruct xs as [|x xs]; [cbn; lia|]. destruct (mem x (or_introl eq_refl)) as (? & ? & [] & _).
  - cbn [spaced] in sp. destruct sp as (u_p & p_q & rest).
    assert (on_rest : forall x, member x l -> F x == y)
      by (intros x m'; apply on; apply member_cons; now right).
    (* points behind q are members of the later intervals *)
    assert (behind : forall ys, (forall x, In x ys -> q < x) ->
      (forall x, In x ys -> member x ((p, q) :: l)) ->
      forall x, In x ys -> member x l).
    { intros ys q_ys mem_ys x inside. specialize (q_ys x inside). specialize (mem_ys x inside).
      apply member_cons in mem_ys as [[_ x_q]|later]; [lra|exact later]. }
    destruct xs as [|x xs]; [cbn; lia|]. pose proof apart as all. cbn [apart_on_level] in apart.
    destruct apart as (lo_x & x_v & at_x & gap & apart). destruct (Qlt_le_dec q x) as [q_x|x_q].
    + (* all are behind q *)
      apply le_S. apply (IH true q v lo rest on_rest (x :: xs) all). apply behind; [|exact mem].
      intros x' [<-|inside]; [exact q_x|]. pose proof (apart_rise F xs x v x' apart inside). lra.
    + (* x lies in the first interval, and all others are behind q *)
      assert (p_x : p <= x).
      { destruct (proj1 (member_cons x p q l) (mem x (or_introl eq_refl))) as [[p_x _]|later]; [exact p_x|].
        destruct (member_bounds _ _ _ _ _ _ rest later) as [q_x _]. cbn in q_x. lra. }
      assert (others : forall x', In x' xs -> q < x').
      { intros x' inside. destruct xs as [|x1 xs]; [contradiction|]. destruct gap as (z & x_z & z_x1 & off).
        assert (q_z : q < z).
        { destruct (Qlt_le_dec q z) as [lt|z_q]; [exact lt|]. exfalso. apply off. apply on. apply member_cons.
          left. lra. }
        destruct inside as [<-|inside]; [lra|]. cbn [apart_on_level] in apart.
        destruct apart as (_ & _ & _ & _ & apart).
        pose proof (apart_rise F xs x1 v x' apart inside). lra. }
      cbn [length]. apply le_n_S. apply (IH true q v x rest on_rest xs apart). apply behind; [exact others|].
      intros x' inside. apply mem. now right.
Qed.

Theorem components_of_list : forall F l u v, level_list F u l v ->
  level_components F y u v (N.of_nat (length l)).
Proof.
  intros F l u v [sp on]. pose proof (spaced_le _ _ _ _ _ sp) as u_v. split.
  - destruct (spaced_apart F l false u v u sp u_v) as (xs & len & apart & _).
    + intros x u_x x_v eq. left. now apply on.
    + intros x mem. destruct (member_bounds _ _ _ _ _ _ sp mem) as [u_x x_v]. now apply on.
    + apply Qle_refl.
    + exists xs. split; [exact apart|now rewrite len].
  - intros xs apart. assert (length xs <= length l)%nat; [|lia]. apply (apart_few F l false u v u sp); auto.
    + intros x mem. destruct (member_bounds _ _ _ _ _ _ sp mem) as [u_x x_v]. now apply on.
    + assert (inside : forall xs t, u <= t -> apart_on_level F y t xs v -> forall x, In x xs -> member x l).
      { clear xs apart. induction xs as [|x0 xs IH]; intros t u_t apart x inside; [contradiction|].
        cbn [apart_on_level] in apart. destruct apart as (t_x0 & x0_v & at_x0 & _ & apart).
        destruct inside as [<-|inside]; [apply on; [lra|exact x0_v|exact at_x0]|].
        apply (IH x0); auto. lra. }
      apply (inside xs u (Qle_refl u) apart).
Qed.
Lemma level_components_same : forall F G u v u' v' n, (forall x, F x == G x) -> u == u' -> v == v' ->
  level_components F y u v n -> level_components G y u' v' n.
Proof.
  assert (apart_same : forall F G v v', (forall x, F x == G x) -> v == v' -> forall xs u u', u == u' ->
    apart_on_level F y u xs v -> apart_on_level G y u' xs v').
  { intros F G v v' agree eq_v.
    induction xs as [|x xs IH]; intros u u' eq_u apart; cbn [apart_on_level] in *; [exact I|].
    destruct apart as (u_x & x_v & at_x & gap & apart). split; [lra|]. split; [lra|].
    split; [rewrite <- agree; exact at_x|].
    split; [|now apply (IH x x)]. destruct xs as [|x' xs]; [exact I|]. destruct gap as (z & x_z & z_x' & off).
    exists z. split; [exact x_z|]. split; [exact z_x'|]. rewrite <- agree. exact off. }
  intros F G u v u' v' n agree eq_u eq_v [(xs & apart & len) few]. split.
  - exists xs. split; [|exact len]. now apply (apart_same F G v v' agree eq_v xs u u').
  - intros xs' apart'. apply few. symmetry in eq_u, eq_v.
    apply (apart_same G F v' v (fun x => Qeq_sym _ _ (agree x)) eq_v xs' u' u); auto.
Qed.
End Level.

Lemma level_components_level : forall F y z u v n, y == z -> level_components F y u v n ->
  level_components F z u v n.
Proof.
  assert (apart_level : forall F y z v, y == z -> forall xs u, apart_on_level F y u xs v ->
    apart_on_level F z u xs v).
  { intros F y z v eq. induction xs as [|x xs IH]; intros u apart; cbn [apart_on_level] in *; [exact I|].
    destruct apart as (u_x & x_v & at_x & gap & apart). split; [exact u_x|]. split; [exact x_v|].
    split; [rewrite <- eq; exact at_x|].
    split; [|now apply IH]. destruct xs as [|x' xs]; [exact I|]. destruct gap as (w & x_w & w_x' & off).
    exists w. split; [exact x_w|]. split; [exact w_x'|]. rewrite <- eq. exact off. }
  intros F y z u v n eq [(xs & apart & len) few]. split.
  - exists xs. split; [now apply (apart_level F y z)|exact len].
  - intros xs' apart'. apply few. symmetry in eq. now apply (apart_level F z y).
Qed.

(** ** The components of the level sets of f^k *)

Definition on_level_flag (s : comparison) : bool := match s with Eq => true | _ => false end.
Definition flat_components (T : sides) (n : positive) : option components_summary :=
  match get n T with
  | Some Eq => Some (1%N, true, true)
  | Some _ => Some (0%N, false, false)
  | None => None
  end.
Definition identity_components (gr : graph) (level : nat) (d : state) : option components_summary :=
  match get (state_left d) (points gr), get (state_right d) (points gr) with
  | Some p, Some q =>
    match side_of level p, side_of level q with
    | Lt, Lt | Gt, _ => Some (0%N, false, false)
    | Lt, Eq => Some (1%N, false, true)
    | Lt, Gt => Some (1%N, false, false)
    | Eq, _ => Some (1%N, true, false)
    end
  | _, _ => None
  end.
Definition components_on_root (f : piecewise) (gr : graph) (level k : nat) : option components_summary :=
  root_summary f gr components_summary sides (next_sides gr) (fun _ _ a b => Some (join_components a b))
    flat_components
    components_pulled (identity_components gr level) k (first_sides gr level).

Lemma no_components : forall y F u v, u < v -> (forall x, u <= x -> x <= v -> ~ F x == y) ->
  has_components y F u v (0%N, false, false).
Proof.
  intros y F u v u_v off. split; [exact u_v|]. split; [apply off; lra|]. split; [apply off; lra|].
  exists []. split; [reflexivity|]. split; [cbn; lra|]. intros x u_x x_v.
  split; [intros eq; now elim (off x u_x x_v)|].
  intros (? & ? & [] & _).
Qed.

Lemma identity_components_ok : forall f gr place level y d p q w, continuous_piecewise f = true ->
  placed f gr place ->
  nth_error (cuts f) level = Some y -> get (state_left d) (points gr) = Some p ->
  get (state_right d) (points gr) = Some q -> place (state_left d) < place (state_right d) ->
  identity_components gr level d = Some w ->
  has_components y (iter 0 (piecewise_value f)) (place (state_left d)) (place (state_right d)) w.
Proof.
  intros f gr place level y d p q w continuous places at_level at_p at_q lt known.
  unfold identity_components in known. rewrite at_p, at_q in known.
  pose proof (side_of_ok f gr place level p _ y continuous at_level (proj1 places _ _ at_p)) as side_p.
  pose proof (side_of_ok f gr place level q _ y continuous at_level (proj1 places _ _ at_q)) as side_q.
  set (u := place (state_left d)) in *. set (v := place (state_right d)) in *. clearbody u v.
  rewrite <- side_p, <- side_q in known.
  (* the level inside [u, v]: one point *)
  assert (one : forall first last : bool, u <= y -> y <= v -> (if first then u == y else ~ u == y) ->
    (if last then v == y else ~ v == y) ->
    has_components y (iter 0 (piecewise_value f)) u v (1%N, first, last)).
  { intros first last u_y y_v at_u at_v. split; [exact lt|]. cbn [iter] in *. split; [exact at_u|].
    split; [exact at_v|].
    exists [(y, y)]. split; [reflexivity|]. split; [cbn; lra|]. intros x u_x x_v. rewrite member_cons.
    split; [intros eq; left; lra|]. intros [[lo hi]|(? & ? & [] & _)]. lra. }
  destruct (Qcompare_spec u y) as [eq_u|lt_u|gt_u]; destruct (Qcompare_spec v y) as [eq_v|lt_v|gt_v];
    injection known as <-; try (apply one; lra);
      try (apply no_components; [exact lt|intros x u_x x_v; cbn [iter]; lra]).
Qed.

(** T1.3.2, in the computing form. *)
Theorem components_of_iterate : forall f gr level a b y k n first last, graph_fits f gr a b = true ->
  nth_error (cuts f) level = Some y -> components_on_root f gr level k = Some (n, first, last) ->
  level_components (iter k (piecewise_value f)) y a b n.
Proof.
  intros f gr level a b y k n first last test at_level count.
  destruct (graph_fits_ok f gr a b test)
    as (continuous & fit & places & d & p & q & at_root & at_p & at_q & eq_a & eq_b & lt).
  assert (has : has_components y (iter k (piecewise_value f)) (position f gr (state_left d))
    (position f gr (state_right d)) (n, first, last)).
  { apply (root_summary_ok f gr components_summary sides (next_sides gr)
      (fun _ _ a b => Some (join_components a b)) flat_components
      components_pulled (identity_components gr level) (position f gr) (has_components y)
      (sides_hold f gr (position f gr) y) continuous fit places) with (p := p) (q := q) (E :=
        first_sides gr level); auto.
    - intros G H u v w agree. now apply has_components_ext.
    - intros m E. now apply next_sides_ok.
    - intros d' p' q' w. now apply identity_components_ok.
    - intros m E i c u v w x x' s _ _ _ _ _ left right eq.
      injection eq as <-. now apply (join_components_ok y _ u v w).
    - intros m E j p' v s hold at_j lt' const eq. unfold flat_components in eq.
      destruct (get j E) as [side|] eqn:at_E; [|discriminate]. destruct (hold j side at_E) as [_ compared].
      set (F := iter m (piecewise_value f)) in *. set (u := position f gr j) in *. clearbody u.
      assert (off : side <> Eq -> forall x, u <= x -> x <= v -> ~ F x == y).
      { intros not_eq x u_x x_v at_x. rewrite const in at_x by assumption. apply not_eq. rewrite <- compared.
        now apply Qeq_alt. }
      destruct side; injection eq as <-; try (apply no_components; [exact lt'|apply off; discriminate]).
      apply Qeq_alt in compared. split; [exact lt'|]. cbn [says_level]. split; [exact compared|].
      split; [rewrite const by lra; exact compared|]. exists [(u, v)]. split; [reflexivity|].
      split; [cbn; lra|].
      intros x u_x x_v. rewrite member_cons. split; [intros _; left; auto|intros _].
      rewrite const by assumption. exact compared.
    - intros G g u v u' v' [[n' first'] last'] w' ext line pos u_v eq_u eq_v has eq.
      cbn [components_pulled] in eq.
      assert (sign : Z.ltb (factor g) 0 = false).
      { apply Z.ltb_ge. unfold slope, Qlt in pos; cbn [Qnum Qden] in pos. lia. }
      rewrite sign in eq. injection eq as <-.
      now apply (components_up y G (piecewise_value f) u v (slope g) (offset g) ext line pos u_v u' v').
    - intros G g u v u' v' [[n' first'] last'] w' ext line neg u_v eq_u eq_v has eq.
      cbn [components_pulled] in eq.
      assert (sign : Z.ltb (factor g) 0 = true).
      { apply Z.ltb_lt. unfold slope, Qlt in neg; cbn [Qnum Qden] in neg. lia. }
      rewrite sign in eq. injection eq as <-.
      now apply (components_down y G (piecewise_value f) u v (slope g) (offset g) ext line neg u_v u' v').
    - now apply first_sides_ok. }
  destruct has as (_ & _ & _ & l & <- & on).
  apply (level_components_same y (iter k (piecewise_value f)) _ (position f gr (state_left d))
    (position f gr (state_right d))); auto.
  - intros x. reflexivity.
  - now apply components_of_list.
Qed.
