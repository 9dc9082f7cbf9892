(** * The number of laps of f^k (T1.2.3), flat pieces allowed *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Lists Arithmetic.Trees.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Piecewise.
From ExactPL Require Import Counting.Graphs Counting.Transfer Counting.Orbits Counting.Stretches.
Import ListNotations.
Open Scope Q_scope.

(** The kinds of stretches: rising ([true]) and falling. *)
Definition monotone (d : bool) (F : Q -> Q) (u v : Q) : Prop :=
  forall x y, u <= x -> x <= y -> y <= v -> if d then F x <= F y else F y <= F x.
Definition moves (d : bool) (F : Q -> Q) (a b : Q) : Prop := if d then F a < F b else F b < F a.
Definition somewhere_moves (d : bool) (F : Q -> Q) (u v : Q) : Prop :=
  exists a b, u <= a /\ a < b /\ b <= v /\ moves d F a b.
Definition still (F : Q -> Q) (u v : Q) : Prop := forall x y, u <= x -> x <= v -> u <= y -> y <= v ->
  F x == F y.

Notation lap_stretches := (stretches monotone somewhere_moves).
Notation has_laps := (has_summary monotone somewhere_moves still).

(** ** The properties of kinds *)

Lemma monotone_glue : forall d F u v w, u <= v -> v <= w -> monotone d F u v -> monotone d F v w ->
  monotone d F u w.
Proof.
  intros d F u v w u_v v_w left right x y u_x x_y y_w.
  destruct (Qlt_le_dec y v) as [y_v|v_y]; [apply left; lra|].
  destruct (Qlt_le_dec x v) as [x_v|v_x]; [|apply right; lra].
  specialize (left x v u_x ltac:(lra) ltac:(lra)). specialize (right v y ltac:(lra) v_y y_w). destruct d; lra.
Qed.
Lemma somewhere_wider : forall d F u v u' v', u' <= u -> v <= v' -> somewhere_moves d F u v ->
  somewhere_moves d F u' v'.
Proof.
  intros d F u v u' v' u'_u v_v' (a & b & u_a & a_b & b_v & mv). exists a, b. repeat split; auto; lra.
Qed.
Lemma still_monotone : forall d F u v, still F u v -> monotone d F u v.
Proof.
  intros d F u v st x y u_x x_y y_v. pose proof (st x y u_x ltac:(lra) ltac:(lra) y_v). destruct d; lra.
Qed.
Lemma still_glue : forall F u v w, u <= v -> v <= w -> still F u v -> still F v w -> still F u w.
Proof.
  intros F u v w u_v v_w left right.
  assert (at_v : forall x, u <= x -> x <= w -> F x == F v).
  { intros x u_x x_w. destruct (Qlt_le_dec x v) as [x_v|v_x]; [apply left; lra|apply right; lra]. }
  intros x y u_x x_w u_y y_w. rewrite (at_v x), (at_v y) by assumption. reflexivity.
Qed.
Lemma monotone_same : forall d F G u v, (forall x, F x == G x) -> monotone d F u v -> monotone d G u v.
Proof.
  intros d F G u v agree mono x y u_x x_y y_v. specialize (mono x y u_x x_y y_v).
  destruct d; rewrite <- !agree; exact mono.
Qed.
Lemma somewhere_same : forall d F G u v, (forall x, F x == G x) -> somewhere_moves d F u v ->
  somewhere_moves d G u v.
Proof.
  intros d F G u v agree (a & b & u_a & a_b & b_v & mv). exists a, b. repeat split; auto.
  unfold moves in *. destruct d; rewrite <- !agree; exact mv.
Qed.
Lemma still_same : forall F G u v, (forall x, F x == G x) -> still F u v -> still G u v.
Proof. intros F G u v agree st x y u_x x_v u_y y_v. rewrite <- !agree. now apply st. Qed.
Lemma monotone_of : forall d F u v, monotone d F u v -> monotone_on F u v.
Proof. intros [|] F u v mono; [left|right]; exact mono. Qed.

Section Pull.
Variables (G F : Q -> Q) (A B m q : Q).
Hypothesis G_ext : extensional G.
Hypothesis line : forall x, A <= x -> x <= B -> F x == m * x + q.
Notation GF := (fun x => G (F x)).
Lemma value_pulled : forall x, A <= x -> x <= B -> G (F x) == G (m * x + q).
Proof. intros x A_x x_B. apply G_ext. now apply line. Qed.
Lemma monotone_up : 0 < m -> forall d u v, A <= u -> v <= B -> monotone d G (m * u + q) (m * v + q) ->
  monotone d GF u v.
Proof.
  intros pos d u v A_u v_B mono x y u_x x_y y_v.
  specialize (mono (m * x + q) (m * y + q) ltac:(nra) ltac:(nra) ltac:(nra)).
  destruct d; rewrite !value_pulled by lra; exact mono.
Qed.
Lemma monotone_down : m < 0 -> forall d u v, A <= u -> v <= B -> monotone d G (m * v + q) (m * u + q) ->
  monotone (negb d) GF u v.
Proof.
  intros neg d u v A_u v_B mono x y u_x x_y y_v.
  specialize (mono (m * y + q) (m * x + q) ltac:(nra) ltac:(nra) ltac:(nra)).
  destruct d; cbn [negb]; rewrite !value_pulled by lra; exact mono.
Qed.
Lemma somewhere_up : 0 < m -> forall d u v, A <= u -> v <= B -> somewhere_moves d G (m * u + q) (m * v + q) ->
  somewhere_moves d GF u v.
Proof.
  intros pos d u v A_u v_B (a & b & u_a & a_b & b_v & mv).
  assert (eq_a : a == m * ((a - q) / m) + q) by (field; lra).
  assert (eq_b : b == m * ((b - q) / m) + q) by (field; lra).
  set (a' := (a - q) / m) in *. set (b' := (b - q) / m) in *. clearbody a' b'.
  assert (u_a' : u <= a') by nra. assert (a_b' : a' < b') by nra. assert (b_v' : b' <= v) by nra.
  exists a', b'. repeat split; auto. unfold moves in *.
  destruct d; rewrite !value_pulled, <- (G_ext _ _ eq_a), <- (G_ext _ _ eq_b) by lra; exact mv.
Qed.
Lemma somewhere_down : m < 0 -> forall d u v, A <= u -> v <= B ->
  somewhere_moves d G (m * v + q) (m * u + q) ->
  somewhere_moves (negb d) GF u v.
Proof.
  intros neg d u v A_u v_B (a & b & u_a & a_b & b_v & mv).
  assert (eq_a : a == m * ((a - q) / m) + q) by (field; lra).
  assert (eq_b : b == m * ((b - q) / m) + q) by (field; lra).
  set (a' := (a - q) / m) in *. set (b' := (b - q) / m) in *. clearbody a' b'.
  assert (u_b' : u <= b') by nra. assert (b_a' : b' < a') by nra. assert (a_v' : a' <= v) by nra.
  exists b', a'. repeat split; auto. unfold moves in *.
  destruct d; cbn [negb]; rewrite !value_pulled, <- (G_ext _ _ eq_a), <- (G_ext _ _ eq_b) by lra; exact mv.
Qed.
Lemma still_up : 0 < m -> forall u v, A <= u -> v <= B -> still G (m * u + q) (m * v + q) -> still GF u v.
Proof.
  intros pos u v A_u v_B st x y u_x x_v u_y y_v. rewrite !value_pulled by lra. apply st; nra.
Qed.
Lemma still_down : m < 0 -> forall u v, A <= u -> v <= B -> still G (m * v + q) (m * u + q) -> still GF u v.
Proof.
  intros neg u v A_u v_B st x y u_x x_v u_y y_v. rewrite !value_pulled by lra. apply st; nra.
Qed.
Lemma monotone_eq : forall d u u' v v', u == u' -> v == v' -> monotone d G u v -> monotone d G u' v'.
Proof. intros d u u' v v' eq_u eq_v mono x y u_x x_y y_v. apply mono; lra. Qed.
Lemma still_eq : forall u u' v v', u == u' -> v == v' -> still G u v -> still G u' v'.
Proof. intros u u' v v' eq_u eq_v st x y u_x x_v u_y y_v. apply st; lra. Qed.
End Pull.

(** ** Stretches and the least number of laps *)

(** Disjoint intervals [a, b] whose ends show moves by turns; they lie between t and e. *)
Fixpoint moving_pairs (F : Q -> Q) (t : Q) (d : bool) (l : list (Q * Q)) (e : Q) : Prop :=
  match l with
  | [] => True
  | (a, b) :: l' => t <= a /\ a < b /\ b <= e /\ moves d F a b /\ moving_pairs F b (negb d) l' e
  end.
Lemma moving_pairs_le : forall F l t t' d e, t' <= t -> moving_pairs F t d l e -> moving_pairs F t' d l e.
Proof.
  intros F [|[a b] l] t t' d e le pairs; cbn [moving_pairs] in *; [auto|].
  destruct pairs as (t_a & rest). split; [lra|exact rest].
Qed.

(** No monotone cell takes care of two pairs, so that there are at least as many cells as pairs. *)
Lemma pairs_need_cells : forall F ts l t d e, subdivision (monotone_on F) t ts e -> moving_pairs F t d l e ->
  (length l <= length ts)%nat.
Proof.
  intros F. induction ts as [|s ts IH]; intros l t d e cells pairs; cbn [subdivision] in cells.
  - destruct l as [|[a b] l]; cbn [moving_pairs length] in *; [lia|lra].
  - destruct cells as (t_s & mono_on & cells). pose proof (subdivision_le _ _ _ _ cells) as s_e.
    destruct l as [|[a b] l]; [cbn; lia|]. cbn [moving_pairs] in pairs.
    destruct pairs as (t_a & a_b & b_e & mv & pairs). cbn [length].
    destruct (Qlt_le_dec a s) as [a_s|s_a].
    2: { (* the first pair lies behind the cell *)
      apply le_S. apply (IH ((a, b) :: l) s d e cells). cbn [moving_pairs]. auto. }
    destruct (Qlt_le_dec s b) as [s_b|b_s].
    { (* the cell ends inside the first pair; the others lie behind *)
      apply le_n_S. apply (IH l s (negb d) e cells). apply (moving_pairs_le F l b); auto; lra. }
    (* the cell contains the first pair, so it has the direction d *)
    assert (mono : monotone d F t s).
    { unfold moves in mv. destruct mono_on as [up|down]; destruct d; intros x y t_x x_y y_s; auto.
      - specialize (up a b ltac:(lra) ltac:(lra) ltac:(lra)). lra.
      - specialize (down a b ltac:(lra) ltac:(lra) ltac:(lra)). lra. }
    destruct l as [|[a2 b2] l]; [cbn; lia|]. cbn [moving_pairs] in pairs.
    destruct pairs as (b_a2 & a2_b2 & b2_e & mv2 & pairs).
    apply le_n_S. destruct (Qlt_le_dec a2 s) as [a2_s|s_a2].
    2: { apply (IH ((a2, b2) :: l) s (negb d) e cells). cbn [moving_pairs]. auto. }
    destruct (Qlt_le_dec s b2) as [s_b2|b2_s].
    + (* what is left of the second pair behind the cell still moves *)
      apply (IH ((s, b2) :: l) s (negb d) e cells). cbn [moving_pairs]. repeat split; auto; [lra|].
      specialize (mono a2 s ltac:(lra) ltac:(lra) ltac:(lra)).
      unfold moves in *. destruct d; cbn [negb] in *; lra.
    + exfalso. specialize (mono a2 b2 ltac:(lra) ltac:(lra) ltac:(lra)).
      unfold moves in *. destruct d; cbn [negb] in *; lra.
Qed.

Lemma stretches_pairs : forall F l u d v, lap_stretches F u d l v ->
  exists p, length p = S (length l) /\ moving_pairs F u d p v.
Proof.
  intros F. induction l as [|c l IH]; intros u d v str; cbn [stretches] in str.
  - destruct str as (u_v & _ & a & b & u_a & a_b & b_v & mv). exists [(a, b)]. split; [reflexivity|].
    cbn [moving_pairs]. auto.
  - destruct str as (u_c & _ & (a & b & u_a & a_b & b_c & mv) & rest).
    destruct (IH _ _ _ rest) as (p & len & pairs). pose proof (stretches_lt _ _ _ _ _ _ _ rest).
    exists ((a, b) :: p). split; [cbn; now rewrite len|]. cbn [moving_pairs].
    split; [exact u_a|]. split; [exact a_b|]. split; [lra|]. split; [exact mv|].
    now apply (moving_pairs_le F p c).
Qed.
Lemma stretches_subdivide : forall F l u d v, lap_stretches F u d l v ->
  subdivision (monotone_on F) u (l ++ [v]) v.
Proof.
  induction l as [|c l IH]; intros u d v str; cbn [stretches app subdivision] in *.
  - destruct str as (u_v & mono & _). split; [exact u_v|]. split; [now apply (monotone_of d)|reflexivity].
  - destruct str as (u_c & mono & _ & rest). split; [exact u_c|]. split; [now apply (monotone_of d)|].
    now apply (IH c (negb d)).
Qed.
Theorem laps_of_stretches : forall F l u d v, lap_stretches F u d l v ->
  laps F u v (N.succ (N.of_nat (length l))).
Proof.
  intros F l u d v str. split.
  - exists (l ++ [v]). split; [now apply (stretches_subdivide F l u d)|]. rewrite length_append. cbn. lia.
  - intros ts cells. destruct (stretches_pairs _ _ _ _ _ str) as (p & len & pairs).
    pose proof (pairs_need_cells _ _ _ _ _ _ cells pairs). lia.
Qed.
Lemma laps_of_still : forall F u v, u < v -> still F u v -> laps F u v 1.
Proof.
  intros F u v u_v st. split.
  - exists [v]. split; [|reflexivity]. cbn [subdivision]. split; [exact u_v|]. split; [|reflexivity].
    apply (monotone_of true). now apply still_monotone.
  - intros [|s ts] cells; cbn [subdivision length] in *; [lra|lia].
Qed.

(** ** The laps of f^k *)

Definition lap_pulled (g : affine) (S : summary) : option summary :=
  Some (if Z.ltb (factor g) 0 then reverse negb S else S).
Definition lap_summary (f : piecewise) (gr : graph) (k : nat) : option summary :=
  root_summary f gr summary unit (fun E => E) (fun _ _ a b => Some (join a b)) (fun _ _ => Some None)
    lap_pulled
    (fun _ => Some (Some (0%N, true, true))) k tt.
Definition laps_of_summary (S : summary) : N := match S with Some (r, _, _) => N.succ r | None => 1%N end.

Lemma lap_summary_ok : forall f gr a b k S, graph_fits f gr a b = true -> lap_summary f gr k = Some S ->
  exists u v, u == a /\ v == b /\ has_laps (iter k (piecewise_value f)) u v S.
Proof.
  intros f gr a b k S test count.
  destruct (graph_fits_ok f gr a b test)
    as (continuous & fit & places & d & p & q & at_root & at_p & at_q & eq_a & eq_b & lt).
  exists (position f gr (state_left d)), (position f gr (state_right d)). split; [exact eq_a|].
  split; [exact eq_b|].
  apply (root_summary_ok f gr summary unit (fun E => E) (fun _ _ a b => Some (join a b))
    (fun _ _ => Some None)
    lap_pulled (fun _ => Some (Some (0%N, true, true))) (position f gr) has_laps (fun _ _ => True) continuous
      fit places)
    with (p := p) (q := q) (E := tt); auto.
  - intros G H u v w agree.
    exact (has_summary_ext _ _ _ monotone_same somewhere_same still_same G H u v w agree).
  - (* the identity rises *)
    intros d' p' q' w _ _ lt' eq. injection eq as <-. exists []. split; [reflexivity|]. split; [reflexivity|].
    cbn [stretches iter]. split; [exact lt'|]. split.
    + intros x y _ x_y _. exact x_y.
    + eexists _, _. split; [apply Qle_refl|]. split; [exact lt'|]. split; [apply Qle_refl|exact lt'].
  - intros n E i c u v w x y s _ _ _ _ _ left right eq. injection eq as <-.
    exact (join_ok _ _ _ monotone_glue somewhere_wider still_monotone still_glue _ u v w x y left right).
  - intros n E m p' v s _ _ lt' const eq. injection eq as <-. split; [exact lt'|].
    intros x y lo_x x_hi lo_y y_hi. rewrite (const x), (const y) by assumption. reflexivity.
  - intros G g u v u' v' w w' ext line pos u_v eq_u eq_v has eq. unfold lap_pulled in eq.
    assert (sign : Z.ltb (factor g) 0 = false).
    { apply Z.ltb_ge. unfold slope, Qlt in pos; cbn [Qnum Qden] in pos. lia. }
    rewrite sign in eq.
    injection eq as <-. set (F := piecewise_value f) in *. set (m := slope g) in *. set (t := offset g) in *.
    apply (summary_up _ _ _ somewhere_wider G F u v m t (monotone_up G F u v m t ext line)
      (somewhere_up G F u v m t ext line) (still_up G F u v m t ext line) (monotone_eq G) (still_eq G) pos w
        u' v');
      auto; lra.
  - intros G g u v u' v' w w' ext line neg u_v eq_u eq_v has eq. unfold lap_pulled in eq.
    assert (sign : Z.ltb (factor g) 0 = true).
    { apply Z.ltb_lt. unfold slope, Qlt in neg; cbn [Qnum Qden] in neg. lia. }
    rewrite sign in eq.
    injection eq as <-. set (F := piecewise_value f) in *. set (m := slope g) in *. set (t := offset g) in *.
    apply (summary_down _ _ _ negb somewhere_wider (fun d => eq_refl) G F u v m t
      (monotone_down G F u v m t ext line)
      (somewhere_down G F u v m t ext line) (still_down G F u v m t ext line) (monotone_eq G) (still_eq G) neg
        w v' u');
      auto; lra.
Qed.

(** T1.2.3, in the computing form. *)
Theorem laps_of_iterate : forall f gr a b k S, graph_fits f gr a b = true -> lap_summary f gr k = Some S ->
  laps (iter k (piecewise_value f)) a b (laps_of_summary S).
Proof.
  intros f gr a b k S test count.
  destruct (lap_summary_ok f gr a b k S test count) as (u & v & eq_u & eq_v & has).
  apply (least_cells_ends _ (monotone_respects _) u a v b); auto.
  destruct S as [[[r d] e]|]; cbn [has_summary] in has.
  - destruct has as (l & <- & _ & str). now apply (laps_of_stretches _ l u d).
  - destruct has as [u_v st]. now apply laps_of_still.
Qed.
