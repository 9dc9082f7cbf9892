(** * Lower tables: bounds from below for the laps and pieces of f^k, for all k at once (T3.2.1)

    Each row is an interval with a weight v >= 0. To some of the parts of the interval between the kinks of f
    rows are assigned that lie in their images; the weights of those assigned sum up to at least s v. Then f^k
    has at least v s^k / (W r) laps on the row, W being the greatest weight and r the number of rows, and so
    on every interval that contains the row.

    The proof counts how often f^k crosses the intervals of the rows from one end to the other: two crossings
    of one interval do not fit into one lap. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Growth.
From ExactPL Require Import Arithmetic.Rationals Arithmetic.Lists Arithmetic.Trees Arithmetic.Powers
  Arithmetic.PowerGrowth.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Piecewise Maps.Conversion Counting.Laps.
From ExactPL Require Import Tables.Parts Tables.Existence Tables.Upper.
Import ListNotations.
Open Scope Q_scope.

(** ** Crossings of an interval *)

(** The lower or the upper end. *)
Definition end_of (lo hi : Q) (up : bool) : Q := if up then hi else lo.

(** The list has disjoint intervals [u, v] between t and e; F crosses [lo, hi] on each, upwards or
    downwards. *)
Fixpoint crosses (F : Q -> Q) (lo hi t : Q) (c : list (Q * Q * bool)) (e : Q) : Prop :=
  match c with
  | [] => t <= e
  | (u, v, up) :: c' =>
    t <= u /\ u < v /\ F u == end_of lo hi (negb up) /\ F v == end_of lo hi up /\ crosses F lo hi v c' e
  end.

Lemma crosses_from : forall F lo hi c t t' e, t' <= t -> crosses F lo hi t c e -> crosses F lo hi t' c e.
Proof.
  intros F lo hi [|[[u v] up] c] t t' e le cross; cbn [crosses] in *; [lra|].
  destruct cross as (t_u & rest). split; [lra|exact rest].
Qed.
Lemma crosses_le : forall F lo hi c t e, crosses F lo hi t c e -> t <= e.
Proof.
  intros F lo hi. induction c as [|[[u v] up] c IH]; intros t e cross; cbn [crosses] in cross; [exact cross|].
  destruct cross as (t_u & u_v & _ & _ & rest). specialize (IH _ _ rest). lra.
Qed.
Lemma crosses_app : forall F lo hi c t e c' e', crosses F lo hi t c e -> crosses F lo hi e c' e' ->
  crosses F lo hi t (c ++ c') e'.
Proof.
  intros F lo hi. induction c as [|[[u v] up] c IH]; intros t e c' e' left right; cbn [crosses app] in *.
  - now apply (crosses_from _ _ _ _ e).
  - destruct left as (t_u & u_v & at_u & at_v & rest). repeat split; auto. now apply (IH v e).
Qed.
Lemma crosses_ext : forall F G lo hi, (forall x, F x == G x) -> forall c t e,
  crosses F lo hi t c e -> crosses G lo hi t c e.
Proof.
  intros F G lo hi agree. induction c as [|[[u v] up] c IH]; intros t e cross; cbn [crosses] in *;
    [exact cross|].
  destruct cross as (t_u & u_v & at_u & at_v & rest). rewrite <- !agree. repeat split; auto.
Qed.

(** Between two crossings in one direction F comes back: so there are moves by turns, as many as crossings at
    least. *)
Lemma crossings_move : forall F lo hi, extensional F -> lo < hi -> forall c u v up e,
  u < v -> F u == end_of lo hi (negb up) -> F v == end_of lo hi up -> crosses F lo hi v c e ->
  exists p, (S (length c) <= length p)%nat /\ moving_pairs F u up p e.
Proof.
  intros F lo hi ext lo_hi. induction c as [|[[u2 v2] up2] c IH]; intros u v up e u_v at_u at_v cross;
    cbn [crosses] in cross.
  - exists [(u, v)]. split; [cbn; lia|]. cbn [moving_pairs]. split; [lra|]. split; [exact u_v|].
  split; [exact cross|].
    split; [|exact I]. unfold moves. destruct up; cbn [end_of negb] in *; lra.
  - destruct cross as (v_u2 & u2_v2 & at_u2 & at_v2 & rest). pose proof (crosses_le _ _ _ _ _ _ rest) as v2_e.
    destruct (IH u2 v2 up2 e u2_v2 at_u2 at_v2 rest) as (p & many & pairs).
    assert (move : moves up F u v) by (unfold moves; destruct up; cbn [end_of negb] in *; lra).
    destruct (Bool.bool_dec up2 (negb up)) as [turned|same].
    + (* the next crossing goes the other way *)
      exists ((u, v) :: p). split; [cbn [length] in *; lia|]. cbn [moving_pairs].
      split; [lra|]. split; [exact u_v|]. split; [lra|]. split; [exact move|].
      rewrite <- turned. apply (moving_pairs_le F p u2); auto.
    + (* the next crossing goes the same way: F comes back between v and u2 *)
      assert (up2_up : up2 = up) by (destruct up, up2; cbn in same; congruence). subst up2.
      assert (apart : v < u2).
      { destruct (Qlt_le_dec v u2) as [lt|le]; [exact lt|]. exfalso.
        assert (eq : v == u2) by lra. apply ext in eq. destruct up; cbn [end_of negb] in *; lra. }
      exists ((u, v) :: (v, u2) :: p). split; [cbn [length] in *; lia|]. cbn [moving_pairs].
      rewrite Bool.negb_involutive.
      split; [lra|]. split; [exact u_v|]. split; [lra|]. split; [exact move|].
      split; [lra|]. split; [exact apart|]. split; [lra|]. split; [|exact pairs].
      unfold moves. destruct up; cbn [end_of negb] in *; lra.
Qed.

(** At least as many laps as crossings. *)
Lemma crossings_need_laps : forall F lo hi t c e ts, extensional F -> lo < hi -> crosses F lo hi t c e ->
  subdivision (monotone_on F) t ts e -> (length c <= length ts)%nat.
Proof.
  intros F lo hi t [|[[u v] up] c] e ts ext lo_hi cross cells_ts; [cbn; lia|]. cbn [crosses] in cross.
  destruct cross as (t_u & u_v & at_u & at_v & rest).
  destruct (crossings_move F lo hi ext lo_hi c u v up e u_v at_u at_v rest) as (p & many & pairs).
  pose proof (pairs_need_cells F ts p t up e cells_ts (moving_pairs_le _ _ _ _ _ _ t_u pairs)). cbn [length].
  lia.
Qed.

(** *** Pulling crossings back through an affine part *)

Section Pull.
Variables (G F : Q -> Q) (A B m q lo hi : Q).
Hypothesis G_ext : extensional G.
Hypothesis line : forall x, A <= x -> x <= B -> F x == m * x + q.
Notation GF := (fun x => G (F x)).

Lemma crosses_up : 0 < m -> forall c a b u v, A <= u -> v <= B -> a == m * u + q -> b == m * v + q ->
  crosses G lo hi a c b -> exists c', length c' = length c /\ crosses GF lo hi u c' v.
Proof.
  intros pos. induction c as [|[[x y] up] c IH]; intros a b u v A_u v_B eq_a eq_b cross;
    cbn [crosses] in cross.
  - exists []. split; [reflexivity|]. cbn. nra.
  - destruct cross as (a_x & x_y & at_x & at_y & rest). pose proof (crosses_le _ _ _ _ _ _ rest) as y_b.
    assert (eq_x : m * ((x - q) / m) + q == x) by (field; lra).
    assert (eq_y : m * ((y - q) / m) + q == y) by (field; lra).
    set (x' := (x - q) / m) in *. set (y' := (y - q) / m) in *. clearbody x' y'.
    assert (u_x' : u <= x') by nra. assert (x_y' : x' < y') by nra. assert (y_v' : y' <= v) by nra.
    destruct (IH y b y' v) as (c' & same_length & rest'); auto; [lra|now symmetry|].
    exists ((x', y', up) :: c'). split; [cbn; now rewrite same_length|]. cbn [crosses]. repeat split; auto.
    + rewrite (G_ext _ x); [exact at_x|]. rewrite line by lra. exact eq_x.
    + rewrite (G_ext _ y); [exact at_y|]. rewrite line by lra. exact eq_y.
Qed.
Lemma crosses_down : m < 0 -> forall c a b u v, A <= v -> u <= B -> a == m * u + q -> b == m * v + q ->
  crosses G lo hi a c b -> exists c', length c' = length c /\ crosses GF lo hi v c' u.
Proof.
  intros neg. induction c as [|[[x y] up] c IH]; intros a b u v A_v u_B eq_a eq_b cross;
    cbn [crosses] in cross.
  - exists []. split; [reflexivity|]. cbn. nra.
  - destruct cross as (a_x & x_y & at_x & at_y & rest). pose proof (crosses_le _ _ _ _ _ _ rest) as y_b.
    assert (eq_x : m * ((x - q) / m) + q == x) by (field; lra).
    assert (eq_y : m * ((y - q) / m) + q == y) by (field; lra).
    set (x' := (x - q) / m) in *. set (y' := (y - q) / m) in *. clearbody x' y'.
    assert (x_u' : x' <= u) by nra. assert (y_x' : y' < x') by nra. assert (v_y' : v <= y') by nra.
    destruct (IH y b y' v) as (c' & same_length & rest'); auto; [lra|now symmetry|].
    exists (c' ++ [(y', x', negb up)]). split; [rewrite length_append, same_length; cbn; lia|].
    apply (crosses_app _ _ _ _ _ y'); auto. cbn [crosses].
    split; [lra|]. split; [exact y_x'|]. split; [|split; [|exact x_u']].
    + rewrite (G_ext _ y); [|rewrite line by lra; exact eq_y]. rewrite at_y. now destruct up.
    + rewrite (G_ext _ x); [|rewrite line by lra; exact eq_x]. rewrite at_x. now destruct up.
Qed.
End Pull.

(** ** The table and its test *)

Record lower_row := LowerRow {
  lower_lo : Q;
  lower_hi : Q;
  lower_weight : N;
  lower_assigned : list (option N)   (* for the parts that are not flat, from left to right; None: no row *)
}.

(** The part [t, s], on which f is h, has an image that contains the interval of the row. *)
Definition covers_row (h : affine) (t s : Q) (d : lower_row) : bool :=
  match factor h with
  | Z0 => false
  | Zpos _ => Qle_bool (apply_affine h t) (lower_lo d) && Qle_bool (lower_hi d) (apply_affine h s)
  | Zneg _ => Qle_bool (apply_affine h s) (lower_lo d) && Qle_bool (lower_hi d) (apply_affine h t)
  end.

Fixpoint lower_sum (rows : tree lower_row) (t : Q) (ps : list (Q * affine)) (assigned : list (option N)) :
  option Z :=
  match ps with
  | [] => match assigned with [] => Some 0%Z | _ => None end
  | (s, h) :: ps' =>
    match factor h with
    | Z0 => lower_sum rows s ps' assigned
    | _ =>
      match assigned with
      | [] => None
      | None :: assigned' => lower_sum rows s ps' assigned'
      | Some i :: assigned' =>
        match row rows i with
        | None => None
        | Some d =>
          if covers_row h t s d
          then match lower_sum rows s ps' assigned' with
               | Some sum => Some (Z.of_N (lower_weight d) + sum)%Z
               | None => None
               end
          else None
        end
      end
    end
  end.

Definition lower_row_ok (f : piecewise) (rows : tree lower_row) (s : Q) (d : lower_row) : bool :=
  Qlt_bool (lower_lo d) (lower_hi d) &&
  match lower_sum rows (lower_lo d) (parts f (lower_lo d) (lower_hi d)) (lower_assigned d) with
  | None => false
  | Some sum => Qle_bool (s * inject_Z (Z.of_N (lower_weight d))) (inject_Z sum)
  end.
Definition lower_rows_ok (f : piecewise) (rows : list lower_row) (s : Q) : bool :=
  let t := numbered rows in
  continuous_piecewise f && Qle_bool 0 s && forallb (lower_row_ok f t s) rows.
Definition lower_table (f : plmap) (rows : list lower_row) (s : Q) : bool :=
  let g := to_piecewise f in represents f g && lower_rows_ok g rows s.

(** The greatest weight. *)
Definition greatest_weight (rows : list lower_row) :
  N := fold_right (fun d a => N.max (lower_weight d) a) 0%N rows.
Lemma greatest_weight_ok : forall rows d, In d rows -> (lower_weight d <= greatest_weight rows)%N.
Proof.
  induction rows as [|e rows IH]; intros d inside; [contradiction|]. unfold greatest_weight; cbn [fold_right].
  fold (greatest_weight rows). destruct inside as [->|later]; [lia|]. specialize (IH d later). lia.
Qed.

(** ** Soundness *)

(** How often F crosses the interval of each row, at least. *)
Definition crossing_counts (rows : list lower_row) (F : Q -> Q) (a : Q) (counts : list nat) (b : Q) : Prop :=
  Forall2 (fun d n => exists c, length c = n /\ crosses F (lower_lo d) (lower_hi d) a c b) rows counts.
Fixpoint add_counts (m n : list nat) : list nat :=
  match m, n with
  | a :: m', b :: n' => (a + b)%nat :: add_counts m' n'
  | _, _ => []
  end.
Fixpoint total (counts : list nat) : nat := match counts with [] => 0%nat | a ::
  counts' => (a + total counts')%nat end.

Lemma add_counts_total : forall m n, length m = length n -> total (add_counts m n) = (total m + total n)%nat.
Proof.
  induction m as [|a m IH]; intros [|b n] same_length; cbn [add_counts total length] in *; try discriminate;
    [reflexivity|].
  rewrite IH by congruence. lia.
Qed.
Lemma counts_length : forall rows F a counts b, crossing_counts rows F a counts b ->
  length counts = length rows.
Proof.
  intros rows F a counts b all. induction all as [|d n rows counts _ _ IH]; cbn [length]; [reflexivity|].
  now rewrite IH.
Qed.
Lemma counts_ext : forall rows F G a counts b, (forall x, F x == G x) -> crossing_counts rows F a counts b ->
  crossing_counts rows G a counts b.
Proof.
  intros rows F G a counts b agree all.
  induction all as [|d n rows counts (c & count_c & cross) all IH]; constructor; auto.
  exists c. split; [exact count_c|]. now apply (crosses_ext F).
Qed.
Lemma counts_app : forall F a b e rows m n, crossing_counts rows F a m b -> crossing_counts rows F b n e ->
  crossing_counts rows F a (add_counts m n) e.
Proof.
  intros F a b e rows m n left. revert n. induction left as [|d i rows m (c & count_c & cross) left IH];
    intros n right.
  - constructor.
  - destruct n as [|j n]; inversion right as [|d' j' rows' n' (c' & count_c' & cross') rest]; subst.
    cbn [add_counts]. constructor; [|now apply IH]. exists (c ++ c'). split; [apply length_append|].
    now apply (crosses_app _ _ _ _ _ b).
Qed.
Lemma counts_none : forall rows F a b, a <= b -> exists counts, crossing_counts rows F a counts b /\
  total counts = 0%nat.
Proof.
  intros rows F a b le. induction rows as [|d rows (counts & all & none)].
  - exists []. split; [constructor|reflexivity].
  - exists (0%nat :: counts). split; [|exact none]. constructor; [|exact all]. exists []. auto.
Qed.
Lemma counts_from : forall rows F a a' counts b, a' <= a -> crossing_counts rows F a counts b ->
  crossing_counts rows F a' counts b.
Proof.
  intros rows F a a' counts b le all. induction all as [|d n rows counts (c & count_c & cross) all IH];
    constructor; auto.
  exists c. split; [exact count_c|]. now apply (crosses_from _ _ _ _ a).
Qed.
(** The identity crosses each row once. *)
Lemma counts_identity : forall rows d, In d rows -> lower_lo d < lower_hi d ->
  exists counts, crossing_counts rows (fun x => x) (lower_lo d) counts (lower_hi d) /\
    (1 <= total counts)%nat.
Proof.
  induction rows as [|e rows IH]; intros d inside lt; [contradiction|].
  destruct inside as [->|later].
  - destruct (counts_none rows (fun x => x) (lower_lo d) (lower_hi d)) as (counts & all & _); [lra|].
    exists (1%nat :: counts). split; [|cbn [total]; lia]. constructor; [|exact all].
    exists [(lower_lo d, lower_hi d, true)]. split; [reflexivity|]. cbn [crosses end_of negb].
    repeat split; lra.
  - destruct (IH d later lt) as (counts & all & some). exists (0%nat :: counts). split; [|cbn [total]; lia].
    constructor; [|exact all]. exists []. split; [reflexivity|]. cbn [crosses]. lra.
Qed.

(** The crossings of G pull back through one part. *)
Lemma counts_part : forall rows F G h t r d counts, extensional G ->
  (forall x, t <= x -> x <= r -> F x == apply_affine h x) -> covers_row h t r d = true ->
  crossing_counts rows G (lower_lo d) counts (lower_hi d) ->
  crossing_counts rows (fun x => G (F x)) t counts r.
Proof.
  intros rows F G h t r d counts ext same covered all. unfold covers_row in covered.
  assert (line : forall x, t <= x -> x <= r -> F x == slope h * x + offset h).
  { intros x t_x x_r. rewrite same by assumption. apply apply_affine_eq. }
  assert (nonflat : factor h <> 0%Z) by (intros flat; rewrite flat in covered; discriminate).
  pose proof (preimage_ok h (lower_lo d) nonflat) as at_lo.
  pose proof (preimage_ok h (lower_hi d) nonflat) as at_hi.
  pose proof (apply_affine_rise h t (preimage h (lower_lo d))) as rise_tl.
  pose proof (apply_affine_rise h t (preimage h (lower_hi d))) as rise_th.
  pose proof (apply_affine_rise h (preimage h (lower_lo d)) r) as rise_lr.
  pose proof (apply_affine_rise h (preimage h (lower_hi d)) r) as rise_hr.
  rewrite at_lo in rise_tl, rise_lr. rewrite at_hi in rise_th, rise_hr.
  rewrite apply_affine_eq in at_lo, at_hi.
  set (u := preimage h (lower_lo d)) in *. set (v := preimage h (lower_hi d)) in *. clearbody u v.
  destruct (factor h) as [|p|p] eqn:factor_h; [discriminate| |]; apply andb_true_iff in covered as [low high];
    apply Qle_bool_iff in low, high.
  - pose proof (slope_pos h p factor_h) as pos.
    assert (t_u : t <= u) by nra. assert (v_r : v <= r) by nra.
    induction all as [|e n rows' counts (c & count_c & cross) all IH]; constructor; auto.
    destruct (crosses_up G F t r (slope h) (offset h) _ _ ext line pos c (lower_lo d) (lower_hi d) u v t_u v_r
      ltac:(now symmetry) ltac:(now symmetry) cross) as (c' & same_length & pulled).
    exists (c' ++ []). rewrite length_append, same_length. split; [cbn [length]; lia|].
    apply (crosses_from _ _ _ _ u); [exact t_u|]. now apply (crosses_app _ _ _ _ _ v).
  - pose proof (slope_neg h p factor_h) as neg.
    assert (t_v : t <= v) by nra. assert (u_r : u <= r) by nra.
    induction all as [|e n rows' counts (c & count_c & cross) all IH]; constructor; auto.
    destruct (crosses_down G F t r (slope h) (offset h) _ _ ext line neg c (lower_lo d) (lower_hi d) u v t_v
      u_r
      ltac:(now symmetry) ltac:(now symmetry) cross) as (c' & same_length & pulled).
    exists (c' ++ []). rewrite length_append, same_length. split; [cbn [length]; lia|].
    apply (crosses_from _ _ _ _ v); [exact t_v|]. now apply (crosses_app _ _ _ _ _ u).
Qed.

(** Each row is crossed at most as often as there are laps. *)
Lemma counts_le_cells : forall rows G a counts b ts, extensional G ->
  (forall d, In d rows -> lower_lo d < lower_hi d) -> subdivision (monotone_on G) a ts b ->
  crossing_counts rows G a counts b -> (total counts <= length rows * length ts)%nat.
Proof.
  intros rows G a counts b ts ext each cells_ts all.
  induction all as [|d n rows counts (c & count_c & cross) all IH]; cbn [total length]; [lia|].
  pose proof (crossings_need_laps _ _ _ _ _ _ ts ext (each d (or_introl eq_refl)) cross cells_ts) as few.
  specialize (IH (fun e inside => each e (or_intror inside))). lia.
Qed.

Section Lower.
Variable f : piecewise.
Variable rows : list lower_row.
Variable s : Q.
Hypothesis test : lower_rows_ok f rows s = true.
Notation F := (piecewise_value f).
Notation weight d := (inject_Z (Z.of_N (lower_weight d))).
Notation greatest := (inject_Z (Z.of_N (greatest_weight rows))).

Lemma lower_continuous : continuous_piecewise f = true.
Proof. unfold lower_rows_ok in test. now rewrite !andb_true_iff in test. Qed.
Lemma lower_s_nonneg : 0 <= s.
Proof. unfold lower_rows_ok in test. rewrite !andb_true_iff in test. apply Qle_bool_iff. tauto. Qed.
Lemma lower_row_test : forall d, In d rows -> lower_row_ok f (numbered rows) s d = true.
Proof.
  intros d inside. unfold lower_rows_ok in test. rewrite !andb_true_iff in test. destruct test as [_ all].
  rewrite forallb_forall in all. now apply all.
Qed.
Lemma lower_row_lt : forall d, In d rows -> lower_lo d < lower_hi d.
Proof.
  intros d inside. pose proof (lower_row_test d inside) as row_test. unfold lower_row_ok in row_test.
  apply andb_true_iff in row_test as [lt _]. now apply Qlt_bool_lt.
Qed.

(** The crossings of f^(k+1) on a list of parts, when those of f^k on the rows are known. *)
Lemma lower_parts : forall k,
  (forall d, In d rows -> exists counts, crossing_counts rows (iter k F) (lower_lo d) counts (lower_hi d) /\
    weight d * qpow s k <= greatest * count (total counts)) ->
  forall ps t hi assigned sum, affine_parts F t ps hi -> lower_sum (numbered rows) t ps assigned = Some sum ->
  exists counts, crossing_counts rows (fun x => iter k F (F x)) t counts hi /\
    inject_Z sum * qpow s k <= greatest * count (total counts).
Proof.
  intros k known. pose proof (iter_extensional k F (piecewise_value_extensional f)) as ext.
  induction ps as [|[r h] ps IH]; intros t hi assigned sum cut sums; cbn [affine_parts lower_sum] in cut,
    sums.
  - destruct assigned; [|discriminate]. injection sums as <-.
    destruct (counts_none rows (fun x => iter k F (F x)) t hi) as (counts & all & none); [lra|].
    exists counts. split; [exact all|]. rewrite none. change (inject_Z 0) with 0. rewrite count_0. lra.
  - destruct cut as (t_r & line & rest).
    (* either the part has no row, or it has one that it covers *)
    assert (cases : (exists assigned', lower_sum (numbered rows) r ps assigned' = Some sum) \/
      exists i assigned' d sum', row (numbered rows) i = Some d /\ covers_row h t r d = true /\
        lower_sum (numbered rows) r ps assigned' = Some sum' /\ sum = (Z.of_N (lower_weight d) + sum')%Z).
    { destruct (factor h); [left; now exists assigned| |];
      (destruct assigned as [|[i|] assigned']; [discriminate| |]);
        [|left; now exists assigned'| |left; now exists assigned'];
        (destruct (row (numbered rows) i) as [d|] eqn:at_i; [|discriminate]);
        (destruct (covers_row h t r d) eqn:covered; [|discriminate]);
        (destruct (lower_sum (numbered rows) r ps assigned') as [sum'|] eqn:later; [|discriminate]);
        right; exists i, assigned', d, sum'; repeat split; auto; congruence. }
    destruct cases as [(assigned' & later)|(i & assigned' & d & sum' & at_i & covered & later & ->)].
    + destruct (IH r hi assigned' sum rest later) as (counts & all & many). exists counts.
    split; [|exact many].
      apply (counts_from _ _ r); auto. lra.
    + destruct (IH r hi assigned' sum' rest later) as (counts & all & many).
      destruct (known d (row_in _ _ _ _ at_i)) as (counts' & all' & many').
      pose proof (counts_part rows F (iter k F) h t r d counts' ext line covered all') as pulled.
      exists (add_counts counts' counts). split; [now apply (counts_app _ t r hi)|].
      rewrite add_counts_total.
      * unfold count in *. rewrite Nat2Z.inj_add, !inject_Z_plus. lra.
      * rewrite (counts_length _ _ _ _ _ all), (counts_length _ _ _ _ _ all'). reflexivity.
Qed.

Lemma greatest_nonneg : 0 <= greatest.
Proof. change 0 with (inject_Z 0). rewrite <- Zle_Qle. lia. Qed.

(** By induction over k: on each row f^k crosses the rows at least v s^k / W times in all. *)
Theorem lower_rows_sound : forall k d, In d rows ->
  exists counts, crossing_counts rows (iter k F) (lower_lo d) counts (lower_hi d) /\
    weight d * qpow s k <= greatest * count (total counts).
Proof.
  induction k as [|k IH]; intros d inside; pose proof (lower_row_lt d inside) as lt.
  - destruct (counts_identity rows d inside lt) as (counts & all & some). exists counts. split; [exact all|].
    cbn [qpow]. pose proof (count_le _ _ some) as one. change (count 1) with 1 in one.
    assert (le : weight d <= greatest).
    { rewrite <- Zle_Qle. pose proof (greatest_weight_ok rows d inside). lia. }
    pose proof greatest_nonneg. nra.
  - pose proof (lower_row_test d inside) as row_test. unfold lower_row_ok in row_test.
    apply andb_true_iff in row_test as [_ row_test].
    destruct (lower_sum _ _ _ _) as [sum|] eqn:sums; [|discriminate]. apply Qle_bool_iff in row_test.
    destruct (lower_parts k IH _ _ _ _ _ (parts_ok f _ _ lower_continuous lt) sums) as (counts & all & many).
    exists counts. split.
    + apply (counts_ext _ (fun x => iter k F (F x))); auto. intros x. now rewrite iter_shift.
    + cbn [qpow]. pose proof (qpow_nonneg s k lower_s_nonneg). nra.
Qed.

Theorem lower_rows_laps : forall k d ts, In d rows ->
  subdivision (monotone_on (iter k F)) (lower_lo d) ts (lower_hi d) ->
  weight d * qpow s k <= greatest * (count (length rows) * count (length ts)).
Proof.
  intros k d ts inside cells_ts. destruct (lower_rows_sound k d inside) as (counts & all & many).
  pose proof (counts_le_cells _ _ _ _ _ ts (iter_extensional k F (piecewise_value_extensional f)) lower_row_lt
    cells_ts all) as few. apply count_le in few.
  assert (product : count (length rows * length ts) == count (length rows) * count (length ts)).
  { unfold count. rewrite Nat2Z.inj_mul, inject_Z_mult. reflexivity. }
  pose proof greatest_nonneg. nra.
Qed.
End Lower.

(** ** The theorems *)

(** T3.2.1: a bound for the number of laps of f^k, on every interval that contains the row, for all k. *)
Theorem lower_table_sound : forall f rows s, lower_table f rows s = true -> forall d, In d rows ->
  forall lo hi, lo <= lower_lo d -> lower_hi d <= hi -> forall k n, laps (iter k (value f)) lo hi n ->
  inject_Z (Z.of_N (lower_weight d)) * s ^ Z.of_nat k <=
  inject_Z (Z.of_N (greatest_weight rows)) * (inject_Z (Z.of_nat (length rows)) * inject_Z (Z.of_N n)).
Proof.
  intros f rows s test d inside lo hi lo_d d_hi k n [(ts & cells_ts & count_ts) _].
  unfold lower_table in test. apply andb_true_iff in test as [same_map test].
  assert (cells' : subdivision (monotone_on (iter k (piecewise_value (to_piecewise f)))) lo ts hi).
  { apply (subdivision_ext (monotone_on (iter k (value f))) _ lo hi); auto; [|lra]. intros a b _ _ _.
    apply monotone_ext. intros x _ _. symmetry. now apply represents_iter. }
  pose proof (lower_row_lt _ _ _ test d inside) as lt.
  destruct (subdivision_restrict _ (monotone_sub _) ts lo hi (lower_lo d) (lower_hi d) cells' lo_d lt d_hi)
    as (us & cells_us & short).
  pose proof (lower_rows_laps _ _ _ test k d us inside cells_us) as many. rewrite <- power_ok.
  assert (le : count (length us) <= inject_Z (Z.of_N n)) by (unfold count; rewrite <- Zle_Qle; lia).
  pose proof (greatest_nonneg rows). pose proof (count_nonneg (length rows)).
  change (inject_Z (Z.of_nat (length rows))) with (count (length rows)).
  apply Qle_trans with (1 := many). apply Qmult_le_compat_nonneg; split; try lra; try nra.
  apply Qmult_le_0_compat; [lra|apply count_nonneg].
Qed.

(** The same for the number of pieces. *)
Theorem lower_table_pieces : forall f rows s, lower_table f rows s = true -> forall d, In d rows ->
  forall lo hi, lo <= lower_lo d -> lower_hi d <= hi -> forall k n, pieces (iter k (value f)) lo hi n ->
  inject_Z (Z.of_N (lower_weight d)) * s ^ Z.of_nat k <=
  inject_Z (Z.of_N (greatest_weight rows)) * (inject_Z (Z.of_nat (length rows)) * inject_Z (Z.of_N n)).
Proof.
  intros f rows s test d inside lo hi lo_d d_hi k n pieces_n.
  assert (lt : lo < hi).
  { unfold lower_table in test. apply andb_true_iff in test as [_ rows_test].
    pose proof (lower_row_lt _ _ _ rows_test d inside). lra. }
  pose proof pieces_n as [(ts & cells_ts & _) _].
  destruct (laps_exist _ _ _ _ lt cells_ts) as (m & laps_m & _).
  apply Qle_trans with (1 := lower_table_sound f rows s test d inside lo hi lo_d d_hi k m laps_m).
  pose proof (laps_le_pieces _ _ _ _ _ laps_m pieces_n) as le.
  pose proof (greatest_nonneg rows) as W_0. pose proof (count_nonneg (length rows)) as pos.
  unfold count in pos.
  assert (le' : inject_Z (Z.of_N m) <= inject_Z (Z.of_N n)) by (rewrite <- Zle_Qle; lia).
  assert (scaled : inject_Z (Z.of_nat (length rows)) * inject_Z (Z.of_N m) <=
    inject_Z (Z.of_nat (length rows)) * inject_Z (Z.of_N n)) by nra. nra.
Qed.

(** A row of positive weight in [lo, hi]. *)
Definition has_lower_row (rows : list lower_row) (lo hi : Q) : bool :=
  existsb (fun d => Qle_bool lo (lower_lo d) && Qle_bool (lower_hi d) hi && N.ltb 0 (lower_weight d)) rows.
Lemma has_lower_row_ok : forall rows lo hi, has_lower_row rows lo hi = true ->
  exists d, In d rows /\ lo <= lower_lo d /\ lower_hi d <= hi /\ (0 < lower_weight d)%N.
Proof.
  intros rows lo hi test. apply existsb_exists in test as (d & inside & test).
  rewrite !andb_true_iff, !Qle_bool_iff, N.ltb_lt in test. exists d. tauto.
Qed.

(** T3.2.1: the growth of f on [lo, hi] is at least s. *)
Theorem lower_table_growth : forall f rows s lo hi, lower_table f rows s = true ->
  has_lower_row rows lo hi = true ->
  growth_at_least (value f) lo hi s.
Proof.
  intros f rows s lo hi test some t t_0 t_s K.
  destruct (has_lower_row_ok rows lo hi some) as (d & inside & lo_d & d_hi & pos).
  pose proof test as given. unfold lower_table in given. apply andb_true_iff in given as [same_map rows_test].
  pose proof (lower_continuous _ _ _ rows_test) as continuous.
  pose proof (lower_row_lt _ _ _ rows_test d inside) as lt.
  assert (lo_hi : lo < hi) by lra.
  (* a number t' >= t between 0 and s, and a k at which s^k is larger than the constant times t'^k *)
  assert (between : exists t', 0 < t' /\ t <= t' /\ t' < s).
  { destruct (Qlt_le_dec 0 t) as [t_pos|t_zero]; [exists t; lra|].
    exists (s / 2). assert (eq : s / 2 * 2 == s) by field. lra. }
  destruct between as (t' & pos_t & t_t' & t'_s).
  destruct (power_unbounded (s / t') (inject_Z (Z.of_N (greatest_weight rows)) * count (length rows))) as
    [K' large].
  { apply Qlt_shift_div_l; lra. }
  set (k := Nat.max K K'). specialize (large k ltac:(unfold k; lia)).
  destruct (laps_of_iterate_exist f ltac:(unfold well_given; now rewrite same_map, continuous) k lo hi lo_hi)
    as (n & laps_n).
  exists k, n. split; [unfold k; lia|]. split; [exact laps_n|].
  pose proof (lower_table_sound f rows s test d inside lo hi lo_d d_hi k n laps_n) as many.
  rewrite <- power_ok in *. change (inject_Z (Z.of_nat (length rows))) with (count (length rows)) in many.
  assert (ratio : qpow s k == qpow (s / t') k * qpow t' k).
  { rewrite <- power_product. apply power_eq. field. lra. }
  pose proof (qpow_pos t' k pos_t) as pos_k. pose proof (power_base t t' k t_0 t_t') as t_le.
  assert (w_1 : 1 <= inject_Z (Z.of_N (lower_weight d))) by
    (change 1 with (inject_Z 1); rewrite <- Zle_Qle; lia).
  assert (W_1 : 1 <= inject_Z (Z.of_N (greatest_weight rows))).
  { change 1 with (inject_Z 1). rewrite <- Zle_Qle. pose proof (greatest_weight_ok rows d inside). lia. }
  assert (r_1 : 1 <= count (length rows)).
  { change 1 with (count 1). apply count_le. destruct rows; [contradiction|cbn; lia]. }
  apply Qle_trans with (1 := t_le). set (w := inject_Z (Z.of_N (lower_weight d))) in *.
  set (c := inject_Z (Z.of_N (greatest_weight rows)) * count (length rows)) in *.
  assert (c_1 : 1 <= c) by (unfold c; nra).
  assert (many' : w * qpow s k <= c * inject_Z (Z.of_N n)) by (unfold c; lra).
  rewrite ratio in many'. set (x := qpow (s / t') k) in *. set (y := qpow t' k) in *.
  set (l := inject_Z (Z.of_N n)) in *. clearbody w c x y l.
  assert (step : c * y <= x * y) by nra.
  assert (pos_xy : 0 <= x * y) by nra.
  assert (step' : x * y <= w * (x * y)) by nra.
  assert (chain : c * y <= c * l) by lra.
  destruct (Qlt_le_dec l y) as [less|ok]; [|exact ok]. exfalso.
  assert (strict : 0 < c * (y - l)) by nra. lra.
Qed.
