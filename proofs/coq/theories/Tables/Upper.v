(** * Upper tables: bounds from above for the pieces and laps of f^k, for all k at once (T3.2.2)

    Each row is an interval with a weight v >= 1 and a layer. The parts of the interval between the kinks of
    f, where f is not flat, are assigned to rows that contain their images, none in a higher layer; the
    weights of those assigned in the same layer sum up to at most s v. Then f^k has at most v (1 + e k)^layer
    s^k pieces on the row: if no row has lower rows, a constant times s^k, and with s = 1 a polynomial in k.
    The number e, which is tested, bounds the weights assigned in lower layers. A flat part is one piece of
    f^k: it counts like a row of weight 1 in layer 0. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Growth.
From ExactPL Require Import Arithmetic.Rationals Arithmetic.Lists Arithmetic.Trees Arithmetic.Powers
  Arithmetic.PowerGrowth.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Piecewise Maps.Conversion.
From ExactPL Require Import Tables.Parts Tables.Existence.
Import ListNotations.
Open Scope Q_scope.

(** ** Rows by their numbers *)

(** Rows are numbered from 0 in the order of the list; the trie has row i at the key i + 1. *)
Fixpoint number_from {A} (i : positive) (rows : list A) (t : tree A) : tree A :=
  match rows with
  | [] => t
  | d :: rows' => number_from (Pos.succ i) rows' (put i d t)
  end.
Definition numbered {A} (rows : list A) : tree A := number_from 1 rows Leaf.
Definition row {A} (t : tree A) (i : N) : option A := get (N.succ_pos i) t.

Lemma get_singleton : forall A p q (x y : A), get p (singleton q x) = Some y -> y = x.
Proof.
  intros A p q. revert p. induction q as [q IH|q IH|]; intros p x y at_p; cbn [singleton get] in at_p.
  - destruct p; cbn [get] in at_p; try discriminate. now apply (IH p).
  - destruct p; cbn [get] in at_p; try discriminate. now apply (IH p).
  - destruct p; cbn [get] in at_p; try discriminate. now injection at_p.
Qed.
Lemma get_put : forall A (t : tree A) p q x y, get p (put q x t) = Some y -> y = x \/ get p t = Some y.
Proof.
  intros A. induction t as [|l IHl o r IHr]; intros p q x y at_p; cbn [put] in at_p.
  - left. now apply (get_singleton A p q).
  - destruct q; destruct p; cbn [get] in *; auto.
    + now apply (IHr p q).
    + now apply (IHl p q).
    + left. now injection at_p.
Qed.
Lemma number_from_in : forall A (rows : list A) i t p d, get p (number_from i rows t) = Some d ->
  In d rows \/ get p t = Some d.
Proof.
  intros A. induction rows as [|e rows IH]; intros i t p d at_p; cbn [number_from] in at_p; [now right|].
  destruct (IH _ _ _ _ at_p) as [later|before]; [left; now right|].
  destruct (get_put _ _ _ _ _ _ before) as [->|old]; [left; now left|now right].
Qed.
Lemma row_in : forall A (rows : list A) i d, row (numbered rows) i = Some d -> In d rows.
Proof.
  intros A rows i d at_i. unfold row, numbered in at_i.
  destruct (number_from_in _ _ _ _ _ _ at_i) as [inside|nothing]; [exact inside|discriminate].
Qed.

(** ** The table and its test *)

Record upper_row := UpperRow {
  upper_lo : Q;
  upper_hi : Q;
  upper_weight : positive;
  upper_layer : N;
  upper_assigned : list N   (* for the parts that are not flat, from left to right, the numbers of rows *)
}.

Definition inside_row (d : upper_row) (y : Q) : bool := Qle_bool (upper_lo d) y && Qle_bool y (upper_hi d).

(** The sums of the weights assigned in the same layer and in lower layers. *)
Fixpoint upper_sums (rows : tree upper_row) (layer : N) (t : Q) (ps : list (Q * affine)) (assigned : list N) :
  option (Z * Z) :=
  match ps with
  | [] => match assigned with [] => Some (0%Z, 0%Z) | _ => None end
  | (s, h) :: ps' =>
    match factor h with
    | Z0 =>
      match upper_sums rows layer s ps' assigned with
      | Some (same, lower) => Some (if N.eqb layer 0 then (1 + same, lower)%Z else (same, 1 + lower)%Z)
      | None => None
      end
    | _ =>
      match assigned with
      | [] => None
      | i :: assigned' =>
        match row rows i with
        | None => None
        | Some d =>
          if inside_row d (apply_affine h t) && inside_row d (apply_affine h s) && N.leb (upper_layer d) layer
          then
            match upper_sums rows layer s ps' assigned' with
            | Some (same, lower) =>
              Some (if N.eqb (upper_layer d) layer then (Zpos (upper_weight d) + same, lower)%Z
                    else (same, Zpos (upper_weight d) + lower)%Z)
            | None => None
            end
          else None
        end
      end
    end
  end.

Definition upper_row_ok (f : piecewise) (rows : tree upper_row) (s : Q) (e : Z) (d : upper_row) : bool :=
  Qlt_bool (upper_lo d) (upper_hi d) &&
  match upper_sums rows (upper_layer d) (upper_lo d) (parts f (upper_lo d) (upper_hi d)) (upper_assigned d)
    with
  | None => false
  | Some (same, lower) =>
    Qle_bool (inject_Z same) (s * inject_Z (Zpos (upper_weight d))) &&
    (if N.eqb (upper_layer d) 0 then Z.eqb lower 0
     else Qle_bool (inject_Z lower) (inject_Z e * (s * inject_Z (Zpos (upper_weight d)))))
  end.
Definition upper_rows_ok (f : piecewise) (rows : list upper_row) (s : Q) (e : Z) : bool :=
  let t := numbered rows in
  continuous_piecewise f && Qle_bool 1 s && Z.leb 0 e && forallb (upper_row_ok f t s e) rows.
Definition upper_table (f : plmap) (rows : list upper_row) (s : Q) (e : Z) : bool :=
  let g := to_piecewise f in represents f g && upper_rows_ok g rows s e.

(** *** Computed (unproved) *)

(** A number e that fits. *)
Definition mixing (f : plmap) (rows : list upper_row) : Z :=
  let g := to_piecewise f in
  let t := numbered rows in
  fold_left (fun e d =>
    match upper_sums t (upper_layer d) (upper_lo d) (parts g (upper_lo d) (upper_hi d)) (upper_assigned d)
      with
    | Some (_, lower) => Z.max e (Z.div (lower + Zpos (upper_weight d) - 1) (Zpos (upper_weight d)))
    | None => e
    end) rows 0%Z.
(** The same table with all layers one higher: then flat parts, which count 1 in layer 0, are below every
    row. *)
Definition raise_layers (rows : list upper_row) : list upper_row :=
  map (fun d => UpperRow (upper_lo d) (upper_hi d) (upper_weight d) (N.succ (upper_layer d))
    (upper_assigned d)) rows.

(** ** Soundness *)

Definition cells (ts : list Q) : Q := count (length ts).
Lemma cells_app : forall a b, cells (a ++ b) == cells a + cells b.
Proof. intros a b. unfold cells, count. rewrite length_append, Nat2Z.inj_add, inject_Z_plus. reflexivity. Qed.

(** The bound of a row in layer l, without its weight. *)
Definition layer_bound (s : Q) (e : Z) (l k : nat) : Q := qpow (1 + inject_Z e * count k) l * qpow s k.

Section Upper.
Variable f : piecewise.
Variable rows : list upper_row.
Variable s : Q.
Variable e : Z.
Hypothesis test : upper_rows_ok f rows s e = true.
Notation F := (piecewise_value f).
Notation level d := (N.to_nat (upper_layer d)).
Notation weight d := (inject_Z (Zpos (upper_weight d))).
Notation bound := (layer_bound s e).

Lemma upper_continuous : continuous_piecewise f = true.
Proof. unfold upper_rows_ok in test. now rewrite !andb_true_iff in test. Qed.
Lemma upper_s_ge_1 : 1 <= s.
Proof. unfold upper_rows_ok in test. rewrite !andb_true_iff in test. apply Qle_bool_iff. tauto. Qed.
Lemma upper_e_nonneg : 0 <= inject_Z e.
Proof.
  unfold upper_rows_ok in test. rewrite !andb_true_iff in test. destruct test as [[_ nonneg] _].
  apply Z.leb_le in nonneg. change 0 with (inject_Z 0). now rewrite <- Zle_Qle.
Qed.
Lemma upper_row_test : forall d, In d rows -> upper_row_ok f (numbered rows) s e d = true.
Proof.
  intros d inside. unfold upper_rows_ok in test. rewrite !andb_true_iff in test. destruct test as [_ all].
  rewrite forallb_forall in all. now apply all.
Qed.

Lemma base_ge_1 : forall k, 1 <= 1 + inject_Z e * count k.
Proof. intros k. pose proof upper_e_nonneg. pose proof (count_nonneg k). nra. Qed.
Lemma bound_ge_1 : forall l k, 1 <= bound l k.
Proof.
  intros l k. unfold layer_bound. pose proof (qpow_ge1 _ l (base_ge_1 k)) as poly.
  pose proof (qpow_ge1 s k upper_s_ge_1) as expo. nra.
Qed.
Lemma bound_layers : forall i j k, (i <= j)%nat -> bound i k <= bound j k.
Proof.
  intros i j k le. unfold layer_bound. pose proof (power_exponent _ i j (base_ge_1 k) le) as poly.
  pose proof (qpow_ge1 s k upper_s_ge_1) as expo. nra.
Qed.
Lemma weight_ge_1 : forall d, 1 <= weight d.
Proof. intros d. change 1 with (inject_Z 1). rewrite <- Zle_Qle. lia. Qed.

(** The step from k to k + 1: s B_l(k) + e s B_(l-1)(k) <= B_l(k + 1). *)
Lemma bound_step : forall l k, s * bound (S l) k + inject_Z e * s * bound l k <= bound (S l) (S k).
Proof.
  intros l k. unfold layer_bound. cbn [qpow]. set (b := 1 + inject_Z e * count k).
  assert (next : 1 + inject_Z e * count (S k) == b + inject_Z e) by (unfold b; rewrite count_S; ring).
  rewrite (power_eq _ _ l next), next.
  pose proof (power_base b (b + inject_Z e) l ltac:(pose proof (base_ge_1 k); unfold b; lra)
    ltac:(pose proof upper_e_nonneg; lra)) as grows.
  pose proof (qpow_ge1 s k upper_s_ge_1) as expo. pose proof upper_s_ge_1 as s_1.
  pose proof upper_e_nonneg as e_0.
  pose proof (base_ge_1 k : 1 <= b) as b_1.
  set (p := qpow b l) in *. set (p' := qpow (b + inject_Z e) l) in *. set (x := qpow s k) in *.
  set (c := inject_Z e) in *. clearbody p p' x c b.
  assert (pos_sx : 0 <= s * x) by nra.
  assert (factors : 0 <= (b + c) * (s * x)) by (apply Qmult_le_0_compat; lra).
  assert (larger : 0 <= (b + c) * (s * x) * (p' - p)) by (apply Qmult_le_0_compat; lra). lra.
Qed.
Lemma bound_step_0 : forall k, s * bound 0 k == bound 0 (S k).
Proof. intros k. unfold layer_bound. cbn [qpow]. ring. Qed.

(** The cells of f^(k+1) on a list of parts, when those of f^k on the rows are known. *)
Lemma upper_parts : forall k,
  (forall d, In d rows -> exists ts, subdivision (affine_on (iter k F)) (upper_lo d) ts (upper_hi d) /\
    cells ts <= weight d * bound (level d) k) ->
  forall layer ps t hi assigned same lower, affine_parts F t ps hi ->
  upper_sums (numbered rows) layer t ps assigned = Some (same, lower) ->
  exists ts, subdivision (affine_on (fun x => iter k F (F x))) t ts hi /\
    cells ts <= inject_Z same * bound (N.to_nat layer) k + inject_Z lower * bound (pred (N.to_nat layer)) k.
Proof.
  intros k known layer. pose proof (iter_extensional k F (piecewise_value_extensional f)) as ext.
  induction ps as [|[r h] ps IH]; intros t hi assigned same lower cut sums;
    cbn [affine_parts upper_sums] in cut, sums.
  - destruct assigned; [|discriminate]. injection sums as <- <-. exists []. split; [exact cut|].
    change (cells []) with 0. change (inject_Z 0) with 0. lra.
  - destruct cut as (t_r & line & rest). destruct (Z.eq_dec (factor h) 0) as [flat|sloped].
    + (* a flat part is one cell *)
      rewrite flat in sums.
      destruct (upper_sums (numbered rows) layer r ps assigned) as [[same' lower']|] eqn:later;
        [|discriminate].
      destruct (IH r hi assigned same' lower' rest later) as (ts & cells_ts & few).
      exists ([r] ++ ts). split.
      * apply (subdivision_app _ (affine_respects _) [r] t r); [|exact cells_ts]. now apply (flat_part _ F h).
      * rewrite cells_app. assert (one : cells [r] == 1) by reflexivity. rewrite one.
        pose proof (bound_ge_1 (N.to_nat layer) k) as ge.
        pose proof (bound_ge_1 (pred (N.to_nat layer)) k) as ge'.
        destruct (N.eqb layer 0).
        -- assert (eq : same = (1 + same')%Z /\ lower = lower') by (split; congruence).
           destruct eq as [-> ->]. rewrite inject_Z_plus. change (inject_Z 1) with 1. lra.
        -- assert (eq : same = same' /\ lower = (1 + lower')%Z) by (split; congruence).
           destruct eq as [-> ->]. rewrite inject_Z_plus. change (inject_Z 1) with 1. lra.
    + assert (assignment : exists i assigned' d, assigned = i :: assigned' /\
      row (numbered rows) i = Some d /\
        inside_row d (apply_affine h t) = true /\ inside_row d (apply_affine h r) = true /\
        (upper_layer d <= layer)%N /\ exists same' lower',
        upper_sums (numbered rows) layer r ps assigned' = Some (same', lower') /\
        (same, lower) = if N.eqb (upper_layer d) layer then (Zpos (upper_weight d) + same', lower')%Z
                        else (same', Zpos (upper_weight d) + lower')%Z).
      { destruct (factor h); [congruence| |]; (destruct assigned as [|i assigned']; [discriminate|]);
          (destruct (row (numbered rows) i) as [d|] eqn:at_i; [|discriminate]);
          (destruct (inside_row d (apply_affine h t) && inside_row d (apply_affine h r) &&
            N.leb (upper_layer d) layer)
             eqn:fits; [|discriminate]);
          (destruct (upper_sums (numbered rows) layer r ps assigned') as [[same' lower']|] eqn:later;
            [|discriminate]);
          injection sums as eq_sums; rewrite !andb_true_iff in fits; rewrite N.leb_le in fits;
          exists i, assigned', d; repeat split; try tauto; exists same', lower';
            (split; [exact later|now symmetry]). }
      destruct assignment as (i & assigned' & d & -> & at_i & at_t & at_r & low & same' & lower' & later &
        eq_sums).
      apply row_in in at_i. unfold inside_row in at_t, at_r.
      apply andb_true_iff in at_t as [lo_t t_hi]. apply andb_true_iff in at_r as [lo_r r_hi].
      apply Qle_bool_iff in lo_t, t_hi, lo_r, r_hi.
      destruct (known d at_i) as (cs & cells_cs & few_cs).
      destruct (pull_part (iter k F) F h t r _ _ cs ext t_r line sloped lo_t t_hi lo_r r_hi cells_cs)
        as (us & cells_us & short).
      destruct (IH r hi assigned' same' lower' rest later) as (ts & cells_ts & few).
      exists (us ++ ts). split; [now apply (subdivision_app _ (affine_respects _) us t r)|].
      rewrite cells_app. pose proof (count_le _ _ short : cells us <= cells cs) as short'.
      destruct (N.eqb_spec (upper_layer d) layer) as [equal|below].
      * assert (eq : same = (Zpos (upper_weight d) + same')%Z /\ lower = lower') by (split; congruence).
        destruct eq as [-> ->]. rewrite inject_Z_plus. rewrite equal in few_cs. lra.
      * assert (eq : same = same' /\ lower = (Zpos (upper_weight d) + lower')%Z) by (split; congruence).
        destruct eq as [-> ->]. rewrite inject_Z_plus.
        assert (level_le : (level d <= pred (N.to_nat layer))%nat) by lia.
        pose proof (bound_layers _ _ k level_le) as le. pose proof (weight_ge_1 d) as w_1.
        assert (weight d * bound (level d) k <= weight d * bound (pred (N.to_nat layer)) k) by nra. lra.
Qed.

(** By induction over k: f^k has at most v (1 + e k)^layer s^k affine cells on each row. *)
Theorem upper_rows_sound : forall k d, In d rows ->
  exists ts, subdivision (affine_on (iter k F)) (upper_lo d) ts (upper_hi d) /\
    cells ts <= weight d * bound (level d) k.
Proof.
  induction k as [|k IH]; intros d inside; pose proof (upper_row_test d inside) as row_test;
    unfold upper_row_ok in row_test; apply andb_true_iff in row_test as [lt row_test];
      apply Qlt_bool_lt in lt.
  - exists [upper_hi d]. split.
    + cbn [subdivision iter]. split; [exact lt|]. split; [|reflexivity]. exists 1, 0. intros x _ _. ring.
    + assert (one : cells [upper_hi d] == 1) by reflexivity. rewrite one.
      pose proof (bound_ge_1 (level d) 0). pose proof (weight_ge_1 d). nra.
  - destruct (upper_sums _ _ _ _ _) as [[same lower]|] eqn:sums; [|discriminate].
    apply andb_true_iff in row_test as [same_le lower_le]. apply Qle_bool_iff in same_le.
    destruct (upper_parts k IH _ _ _ _ _ _ _ (parts_ok f _ _ upper_continuous lt) sums) as
      (ts & cells_ts & few).
    exists ts. split.
    + apply (subdivision_ext (affine_on (fun x => iter k F (F x))) _ (upper_lo d) (upper_hi d)); auto; [|lra].
      intros a b _ _ _. apply affine_ext. intros x _ _. now rewrite iter_shift.
    + apply Qle_trans with (1 := few). pose proof (weight_ge_1 d) as w_1.
      destruct (N.eqb_spec (upper_layer d) 0) as [zero|positive].
      * apply Z.eqb_eq in lower_le. subst lower. rewrite zero. cbn [N.to_nat pred]. rewrite <- bound_step_0.
        change (inject_Z 0) with 0. pose proof (bound_ge_1 0 k) as ge. nra.
      * apply Qle_bool_iff in lower_le. destruct (level d) as [|l] eqn:level_d; [lia|]. cbn [pred].
        pose proof (bound_step l k) as step. pose proof (bound_ge_1 (S l) k) as ge.
        pose proof (bound_ge_1 l k) as ge'.
        assert (first : inject_Z same * bound (S l) k <= s * weight d * bound (S l) k) by nra.
        assert (second : inject_Z lower * bound l k <= inject_Z e * (s * weight d) * bound l k) by nra.
        assert (total : weight d * (s * bound (S l) k + inject_Z e * s * bound l k) <= weight d * bound (S l)
          (S k))
          by nra. lra.
Qed.
End Upper.

(** ** The theorems *)

(** T3.2.2: a bound for the number of pieces of f^k on a row, which exists, for all k. *)
Theorem upper_table_sound : forall f rows s e, upper_table f rows s e = true -> forall d, In d rows ->
  forall k,
  exists n, pieces (iter k (value f)) (upper_lo d) (upper_hi d) n /\
    inject_Z (Z.of_N n) <= inject_Z (Zpos (upper_weight d)) *
      ((1 + inject_Z e * inject_Z (Z.of_nat k)) ^ Z.of_N (upper_layer d) * s ^ Z.of_nat k).
Proof.
  intros f rows s e test d inside k. unfold upper_table in test.
  apply andb_true_iff in test as [same_map test].
  destruct (upper_rows_sound _ _ _ _ test k d inside) as (ts & cells_ts & few).
  pose proof (upper_row_test _ _ _ _ test d inside) as row_test. unfold upper_row_ok in row_test.
  apply andb_true_iff in row_test as [lt _]. apply Qlt_bool_lt in lt.
  destruct (pieces_exist _ _ _ _ lt cells_ts) as (n & pieces_n & n_le). exists n. split.
  - apply (pieces_ext (iter k (piecewise_value (to_piecewise f)))); auto. intros x _ _.
  now apply represents_iter.
  - assert (le : inject_Z (Z.of_N n) <= cells ts) by (unfold cells, count; rewrite <- Zle_Qle; lia).
    apply Qle_trans with (1 := le). apply Qle_trans with (1 := few). unfold layer_bound.
    rewrite !power_ok, N_nat_Z. unfold count. lra.
Qed.

(** The same for laps. *)
Theorem upper_table_laps : forall f rows s e, upper_table f rows s e = true -> forall d, In d rows ->
  forall k n,
  laps (iter k (value f)) (upper_lo d) (upper_hi d) n ->
  inject_Z (Z.of_N n) <= inject_Z (Zpos (upper_weight d)) *
    ((1 + inject_Z e * inject_Z (Z.of_nat k)) ^ Z.of_N (upper_layer d) * s ^ Z.of_nat k).
Proof.
  intros f rows s e test d inside k n laps_n.
  destruct (upper_table_sound f rows s e test d inside k) as (p & pieces_p & few).
  apply Qle_trans with (2 := few). rewrite <- Zle_Qle.
  pose proof (laps_le_pieces _ _ _ _ _ laps_n pieces_p). lia.
Qed.

(** There is such a number. *)
Lemma upper_table_laps_exist : forall f rows s e, upper_table f rows s e = true -> forall d, In d rows ->
  forall k,
  exists n, laps (iter k (value f)) (upper_lo d) (upper_hi d) n.
Proof.
  intros f rows s e test d inside k. unfold upper_table in test.
  apply andb_true_iff in test as [same_map test].
  pose proof (upper_row_test _ _ _ _ test d inside) as row_test. unfold upper_row_ok in row_test.
  apply andb_true_iff in row_test as [lt _]. apply Qlt_bool_lt in lt.
  apply laps_of_iterate_exist; [|exact lt].
  unfold well_given. now rewrite same_map, (upper_continuous _ _ _ _ test).
Qed.

(** A row whose interval is [lo, hi]. *)
Definition has_upper_row (rows : list upper_row) (lo hi : Q) : bool :=
  existsb (fun d => same (upper_lo d) lo && same (upper_hi d) hi) rows.
Lemma has_upper_row_ok : forall rows lo hi, has_upper_row rows lo hi = true ->
  exists d, In d rows /\ upper_lo d == lo /\ upper_hi d == hi.
Proof.
  intros rows lo hi test. apply existsb_exists in test as (d & inside & test).
  apply andb_true_iff in test as [eq_lo eq_hi]. exists d. split; [exact inside|].
  split; now apply same_ok.
Qed.
Lemma laps_ends : forall F lo lo' hi hi' n, lo == lo' -> hi == hi' -> laps F lo hi n -> laps F lo' hi' n.
Proof. intros F lo lo' hi hi' n. apply least_cells_ends, monotone_respects. Qed.

(** T3.2.2: the growth of f on [lo, hi] is at most s. With s = 1 the growth is 1, so that the topological
    entropy is zero by [MS80], which is not proved here. *)
Theorem upper_table_growth : forall f rows s e lo hi, upper_table f rows s e = true ->
  has_upper_row rows lo hi = true ->
  growth_at_most (value f) lo hi s.
Proof.
  intros f rows s e lo hi test whole t s_t.
  destruct (has_upper_row_ok rows lo hi whole) as (d & inside & eq_lo & eq_hi).
  pose proof test as bounds. unfold upper_table in bounds. apply andb_true_iff in bounds as [_ bounds].
  pose proof (upper_s_ge_1 _ _ _ _ bounds) as s_1. pose proof (upper_e_nonneg _ _ _ _ bounds) as e_0.
  (* s < s r <= s r^2 < t: one r beats the polynomial, the other one the constant *)
  destruct (below_root (t / s) 2) as (r & r_1 & square).
  { apply Qlt_shift_div_l; lra. }
  assert (product : s * (r * r) <= t).
  { cbn [qpow] in square. assert (eq : s * (t / s) == t) by (field; lra). rewrite <- eq. nra. }
  destruct (power_beats_polynomial r (inject_Z e) (N.to_nat (upper_layer d)) r_1 e_0) as (c & pos & poly).
  destruct (power_unbounded r (inject_Z (Zpos (upper_weight d)) * c) r_1) as (K & large).
  exists K. intros k K_k.
  destruct (upper_table_laps_exist f rows s e test d inside k) as (n & laps_n). exists n.
  split; [now apply (laps_ends _ (upper_lo d) _ (upper_hi d))|].
  apply Qle_trans with (1 := upper_table_laps f rows s e test d inside k n laps_n).
  rewrite <- N_nat_Z, <- !power_ok. specialize (large k K_k). specialize (poly k).
  change (inject_Z (Z.of_nat k)) with (count k).
  assert (t_large : qpow s k * (qpow r k * qpow r k) <= qpow t k).
  { rewrite <- !power_product. apply power_base; nra. }
  apply Qle_trans with (2 := t_large).
  pose proof (qpow_pos s k ltac:(lra)) as pos_s. pose proof (qpow_pos r k ltac:(lra)) as pos_r.
  pose proof (weight_ge_1 d) as w_1.
  set (w := inject_Z (Zpos (upper_weight d))) in *. set (x := qpow s k) in *. set (y := qpow r k) in *.
  set (p := qpow (1 + inject_Z e * count k) (N.to_nat (upper_layer d))) in *. clearbody w x y p.
  assert (first : w * p <= w * (c * y)) by nra.
  assert (second : w * c * y <= y * y) by nra.
  assert (both : w * p <= y * y) by lra.
  assert (scaled : x * (w * p) <= x * (y * y)) by nra. lra.
Qed.
