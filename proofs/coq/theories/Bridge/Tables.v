(** * Tables as certificates: entropy and chaos (T3.2 from below, T5.4)

    f is given by rational data and maps a domain D into itself.  A table: rows, each an interval in D with a
    weight and parts, disjoint inside; for each part the number of a row that f^q maps it over, shown by two
    points as in Bridge/Coverings.v.  If the weights of the rows assigned to the parts of each row sum up to
    at least A times its weight, then for every continuous map g of D into itself with |g - f| <= eps on D the
    entropy on D is at least (log A) / q, and g is chaotic in the sense of Li and Yorke if A > 1
    ([check_table_sound]).  With eps = 0 and q = 1: claims entropy_bounds (from below) and
    li_yorke_chaos_by_entropy, where the evidence is a table; neither [MS80] nor [BGKM02] is cited. *)

From Coq Require Import Reals Lra Lia Arith ZArith NArith QArith Qreals List Bool.
From ExactPL Require Import Definitions.Maps Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Import Arithmetic.Rationals.
From ExactPL Require Import Continuous.Coverings Continuous.Cycles Continuous.Robustness Continuous.Tables.
From ExactPL Require Import Chaos.Tables Bridge.Rationals Bridge.RealMaps Bridge.Coverings.
Import ListNotations.
Open Scope R_scope.

(** A part of a row, the number of the row that it is mapped over, and the two points that show it. *)
Record table_part := Part { part_interval : rational_interval; part_row : nat; part_low : Q; part_high : Q }.
Record table_row := Row { row_interval : rational_interval; row_weight : N; row_parts : list table_part }.

Definition no_row : table_row := Row (0%Q, 0%Q) 0 [].
Definition row_number (rows : list table_row) (i : nat) : table_row := nth i rows no_row.

Definition weight_of_row (rows : list table_row) (i : nat) : Z := Z.of_N (row_weight (row_number rows i)).
Definition sum_of_rows (rows : list table_row) (js : list nat) : Z :=
  fold_right (fun j s => (weight_of_row rows j + s)%Z) 0%Z js.

Definition check_part (f : plmap) (err : Q) (q : nat) (rows : list table_row) (J : rational_interval)
    (p : table_part) : bool :=
  Nat.ltb (part_row p) (length rows) &&
  Qle_bool (fst J) (fst (part_interval p)) && Qle_bool (snd (part_interval p)) (snd J) &&
  check_covering f err q (part_interval p) (row_interval (row_number rows (part_row p))) (part_low p)
    (part_high p).

Definition check_row (f : plmap) (D : domain) (err : Q) (q : nat) (A : Q) (rows : list table_row)
    (row : table_row) : bool :=
  interval_in_domain (row_interval row) D && Qlt_bool (fst (row_interval row)) (snd (row_interval row)) &&
  forallb (check_part f err q rows (row_interval row)) (row_parts row) &&
  all_disjoint_inside (map part_interval (row_parts row)) &&
  Qle_bool (A * inject_Z (Z.of_N (row_weight row))) (inject_Z (sum_of_rows rows (map part_row
    (row_parts row)))).

Definition check_table (f : plmap) (D : domain) (eps : Q) (q : nat) (A : Q) (rows : list table_row) : bool :=
  let l := largest_slope f D in
  check_setting f D eps l && Nat.ltb 0 q && forallb (check_row f D (error_q eps l q) q A rows) rows &&
  existsb (fun row => N.ltb 0 (row_weight row)) rows.

(** The table over the real numbers. *)
Definition real_row (rows : list table_row) (i : nat) : interval :=
  real_interval (row_interval (row_number rows i)).
Definition real_parts (rows : list table_row) (i : nat) : list (interval * nat) :=
  map (fun p => (real_interval (part_interval p), part_row p)) (row_parts (row_number rows i)).

Lemma parts_apart ps : all_disjoint_inside (map part_interval ps) = true ->
  pairwise (fun p p' => apart (fst p) (fst p')) (map (fun p => (real_interval (part_interval p),
    part_row p)) ps).
Proof.
  induction ps as [|p ps IH]; intros test; [constructor|]. cbn [map all_disjoint_inside] in test.
  apply andb_true_iff in test as [first rest]. cbn [map]. constructor; [|now apply IH].
  rewrite forallb_forall in first. apply Forall_forall. intros p' Ip'.
  apply in_map_iff in Ip' as (part & <- & Ipart). cbn [fst]. apply disjoint_inside_b_sound, first.
  now apply in_map.
Qed.

Lemma sum_of_rows_real rows js :
  sum_over (fun j => IZR (weight_of_row rows j)) js = IZR (sum_of_rows rows js).
Proof.
  induction js as [|j js IH]; [reflexivity|]. cbn [sum_over fold_right sum_of_rows].
  fold (sum_over (fun j => IZR (weight_of_row rows j)) js) (sum_of_rows rows js). now rewrite IH, plus_IZR.
Qed.

Section Table.
Variables (f : plmap) (D : domain) (eps : Q) (q : nat) (A : Q) (rows : list table_row).
Hypothesis test : check_table f D eps q A rows = true.

Lemma table_setting : check_setting f D eps (largest_slope f D) = true /\ (0 < q)%nat.
Proof.
  unfold check_table in test. apply andb_true_iff in test as [t _]. apply andb_true_iff in t as [t _].
  apply andb_true_iff in t as [setting q_pos]. split; [exact setting|now apply Nat.ltb_lt].
Qed.

Lemma table_row_test i : (i < length rows)%nat ->
  check_row f D (error_q eps (largest_slope f D) q) q A rows (row_number rows i) = true.
Proof.
  intros i_lt. unfold check_table in test. apply andb_true_iff in test as [t _].
  apply andb_true_iff in t as [_ t]. rewrite forallb_forall in t. apply t. now apply nth_In.
Qed.

Lemma some_weight : exists i, (i < length rows)%nat /\ 0 < IZR (weight_of_row rows i).
Proof.
  unfold check_table in test. apply andb_true_iff in test as [_ t].
  apply existsb_exists in t as (row & Irow & positive).
  apply (In_nth rows row no_row) in Irow as (i & i_lt & <-).
  exists i. split; [exact i_lt|]. apply IZR_lt. unfold weight_of_row, row_number. apply N.ltb_lt in positive.
  lia.
Qed.

Lemma rows_wide i : (i < length rows)%nat ->
  lo (real_row rows i) < hi (real_row rows i) /\ forall x, real_row rows i x -> D x.
Proof.
  intros i_lt. pose proof (table_row_test i i_lt) as t. unfold check_row in t.
  apply andb_true_iff in t as [t _].
  apply andb_true_iff in t as [t _]. apply andb_true_iff in t as [t _].
  apply andb_true_iff in t as [in_D wide].
  split; [|now apply interval_in_domain_real]. apply Qlt_bool_real in wide. exact wide.
Qed.

Lemma rows_grow i : (i < length rows)%nat ->
  Q2R A * IZR (weight_of_row rows i) <= sum_over (fun j => IZR (weight_of_row rows j)) (map snd
    (real_parts rows i)).
Proof.
  intros i_lt. pose proof (table_row_test i i_lt) as t. unfold check_row in t.
  apply andb_true_iff in t as [_ t].
  unfold real_parts. rewrite map_map, sum_of_rows_real. cbn [snd]. apply Qle_bool_real in t.
  rewrite Q2R_mult, !inject_Z_real in t. exact t.
Qed.

Lemma rows_cover g : continuous_on g D -> maps_into g D -> within_distance (Q2R eps) (real_value f) g D ->
  covering_table (iter q g) (length rows) (real_row rows) (real_parts rows).
Proof.
  intros cont maps near i i_lt. pose proof (table_row_test i i_lt) as t. unfold check_row in t.
  apply andb_true_iff in t as [t _]. apply andb_true_iff in t as [t disjoint].
  apply andb_true_iff in t as [_ parts].
  rewrite forallb_forall in parts. split; [now apply parts_apart|]. intros p Ip.
  apply in_map_iff in Ip as (part & <- & Ipart). cbn [fst snd]. specialize (parts part Ipart).
  unfold check_part in parts.
  apply andb_true_iff in parts as [parts covering]. apply andb_true_iff in parts as [parts right_end].
  apply andb_true_iff in parts as [row_lt left_end]. apply Nat.ltb_lt in row_lt. tests.
  assert (sub : part_of (real_interval (part_interval part)) (real_row rows i)).
  { unfold real_row, real_interval, part_of. cbn [lo hi]. auto. }
  split; [exact row_lt|]. split; [exact sub|].
  destruct table_setting as (setting & _).
  destruct (check_setting_sound f D eps _ setting) as (_ & maps_f & l_pos & lip & _).
  apply (robust_covering (Q2R eps) (Q2R (largest_slope f D)) (real_value f) g D); auto.
  - intros x Px. apply (rows_wide i i_lt). intervals.
  - rewrite <- error_q_real. now apply check_covering_sound with (1 := covering).
Qed.
End Table.

(** T3.1, T3.2, T5.4 where a table shows the growth: the entropy on D of every continuous g : D -> D with |g -
    f| <= eps is at least (log A) / q, that is log r for the number r with r^q = A; if A > 1, g is chaotic on
    D in the sense of Li and Yorke. *)
Theorem check_table_sound f D eps q A rows : check_table f D eps q A rows = true ->
  for_every_near_map f D eps (fun g =>
    (forall r, r ^ q = Q2R A -> entropy_at_least g D r) /\ (1 < Q2R A -> chaotic g D)).
Proof.
  intros test g cont maps near. destruct (table_setting f D eps q A rows test) as (_ & q_pos).
  destruct (some_weight f D eps q A rows test) as (i0 & i0_lt & i0_pos).
  pose proof (rows_wide f D eps q A rows test) as wide.
  pose proof (rows_cover f D eps q A rows test g cont maps near) as table.
  pose proof (rows_grow f D eps q A rows test) as growth.
  assert (nonneg : forall i, (i < length rows)%nat -> 0 <= IZR (weight_of_row rows i)).
  { intros i _. apply IZR_le. unfold weight_of_row. lia. }
  split.
  - now apply (table_chaos_entropy g D q (length rows) (real_row rows) (real_parts rows) (Q2R A)
      (fun i => IZR (weight_of_row rows i)) i0).
  - intros A1. apply (table_chaos g D q (length rows) (real_row rows) (real_parts rows) (Q2R A)
      (fun i => IZR (weight_of_row rows i)) i0); auto using domain_is_interval.
Qed.
