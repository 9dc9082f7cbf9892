(** * The fixed points of f^n inside one cell of the decomposition, and in all cells (T2.1 C, T2.4, T2.5.1) *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Setoid.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals.
From ExactPL Require Import Maps.Iterates Maps.Piecewise.
From ExactPL Require Import Periods.Addresses Periods.Itineraries Periods.Potentials Periods.Decomposition.
Import ListNotations.
Open Scope Q_scope.

Definition bit (t : bool) : Z := if t then 1%Z else 0%Z.
Definition attracting (s : Q) : bool := Qlt_bool 0 s && Qlt_bool s 1.

Lemma sign_as_comparison : forall s : Q, Z.sgn (Qnum s) = compare_sign s 0.
Proof.
  intros [p d]. destruct (compare_sign_cases (p # d) 0) as [[lt ->]|[[eq ->]|[lt ->]]]; cbn [Qnum];
    [unfold Qlt in lt|unfold Qeq in eq|unfold Qlt in lt]; cbn [Qnum Qden] in *; destruct p; cbn in *;
      try reflexivity; lia.
Qed.

Section Map.
Variable f : piecewise.
Hypothesis valid : continuous_piecewise f = true.
Variable n : nat.
Notation F := (image f).
Notation Fn := (iter n (image f)).
Definition slope_beside (x : Q) (side : bool) : Q := slope_along f n (walk f n x) side.
Definition sign_beside (x : Q) (side : bool) : Z := sign_along f n (walk f n x) side.
Definition fixed (x : Q) : bool := Qeq_bool (Fn x) x.
(** The sign of f^n - id near x on a side. *)
Definition above (x : Q) (side : bool) : Z :=
  if fixed x
  then let s := compare_sign (slope_beside x side) 1 in if side then s else (- s)%Z
  else compare_sign (Fn x) x.
Definition turn (x : Q) (side : bool) : Z := (sign_beside x side * above x side)%Z.
(** f^n is the identity near the fixed point x on a side. *)
Definition still (x : Q) (side : bool) : bool := fixed x && Qeq_bool (slope_beside x side) 1.

Lemma Fn_same : extensional Fn.
Proof. apply iter_extensional, image_extensional, valid. Qed.
Lemma slope_beside_same : forall x y side, x == y -> slope_beside x side = slope_beside y side.
Proof. intros x y side eq. unfold slope_beside. now rewrite (walk_same f valid n x y eq). Qed.
Lemma sign_beside_same : forall x y side, x == y -> sign_beside x side = sign_beside y side.
Proof. intros x y side eq. unfold sign_beside. now rewrite (walk_same f valid n x y eq). Qed.
Lemma fixed_same : forall x y, x == y -> fixed x = fixed y.
Proof. intros x y eq. unfold fixed. now rewrite (Fn_same x y eq), eq. Qed.
Lemma above_same : forall x y side, x == y -> above x side = above y side.
Proof.
  intros x y side eq. unfold above. rewrite (fixed_same x y eq), (slope_beside_same x y side eq).
  now rewrite (compare_sign_same (Fn x) (Fn y) x y (Fn_same x y eq) eq).
Qed.
Lemma turn_same : forall x y side, x == y -> turn x side = turn y side.
Proof. intros x y side eq. unfold turn.
now rewrite (sign_beside_same x y side eq), (above_same x y side eq).
Qed.
Lemma still_same : forall x y side, x == y -> still x side = still y side.
Proof.
  intros x y side eq. unfold still.
  now rewrite (fixed_same x y eq), (slope_beside_same x y side eq).
Qed.
Lemma fixed_ok : forall x, fixed x = true <-> Fn x == x.
Proof. intros x. unfold fixed. apply Qeq_bool_iff. Qed.
Lemma fixed_not : forall x, ~ Fn x == x -> fixed x = false.
Proof. intros x no. destruct (fixed x) eqn:test; [|reflexivity]. apply fixed_ok in test. contradiction. Qed.

(** ** One cell

    Its inside has one fixed point, or none, or all points are fixed. *)
Definition single_in (u v z : Q) : Prop :=
  u < z /\ z < v /\ Fn z == z /\ Qred z = z /\ regular_along f n (walk f n z) = true /\
  slope_beside z true = slope_beside u true /\ ~ slope_beside z true == 1 /\ fixed u = false /\ fixed v =
    false.

Lemma cell_fixed_points : forall u v, u < v -> open_cell f n u v -> exists zs,
  (zs = [] \/ exists z, zs = [z] /\ single_in u v z) /\
  (turn v false - turn u true =
   2 * Z.of_nat (length zs) - 4 * Z.of_nat (length (filter (fun z => attracting (slope_beside z true))
     zs)))%Z /\
  ((zs = [] /\ still u true = true /\ still v false = true /\ forall x, u <= x -> x <= v -> Fn x == x) \/
   (still u true = false /\ still v false = false /\ forall x, u < x -> x < v -> Fn x == x -> In (Qred x)
     zs)).
Proof.
  intros u v u_v [b no_flat].
  destruct (branch_ends f n u v b) as [sign_v slope_v]. fold (sign_beside u true) (sign_beside v false) in *.
  fold (slope_beside u true) (slope_beside v false) in slope_v. unfold sign_beside in no_flat at 1.
  fold (sign_beside u true) in no_flat.
  assert (sign_u : sign_beside u true = compare_sign (slope_beside u true) 0).
  { unfold sign_beside, slope_beside. rewrite sign_of_slope. apply sign_as_comparison. }
  assert (line : forall x, u <= x -> x <= v -> Fn x == Fn u + slope_beside u true * (x - u)).
  { intros x u_x x_v. now destruct (branch_line f valid n u v b x u_x x_v). }
  pose proof (line v ltac:(lra) ltac:(lra)) as line_v.
  assert (still_u : still u true = fixed u && Qeq_bool (slope_beside u true) 1) by reflexivity.
  assert (still_v : still v false = fixed v && Qeq_bool (slope_beside u true) 1) by (unfold still;
    now rewrite slope_v).
  unfold turn. rewrite <- sign_v, sign_u. unfold above. rewrite <- slope_v.
  set (s := slope_beside u true) in *.
  destruct (Qeq_dec s 1) as [one|not_one].
  - (* slope 1 *)
    assert (test : Qeq_bool s 1 = true) by now apply Qeq_bool_iff.
    rewrite test in still_u, still_v. rewrite andb_true_r in still_u, still_v.
    assert (line' : forall x, u <= x -> x <= v -> Fn x == Fn u + (x - u)).
    { intros x u_x x_v. rewrite line by assumption. rewrite one. ring. }
    pose proof (line' v ltac:(lra) ltac:(lra)) as line_v'. exists [].
    split; [now left|]. cbn [length filter].
    destruct (Qeq_dec (Fn u) u) as [fix_u|not_u].
    + assert (fixed u = true) as -> by now apply fixed_ok.
      assert (fixed v = true) as fix_v by (apply fixed_ok; lra). rewrite fix_v.
      rewrite (compare_sign_eq s 1) by exact one. split; [lia|]. left. split; [reflexivity|].
      split; [rewrite still_u; now apply fixed_ok|]. split; [congruence|].
      intros x u_x x_v. rewrite line' by assumption. lra.
    + rewrite (fixed_not u not_u). assert (not_v : ~ Fn v == v) by lra. rewrite (fixed_not v not_v).
      split.
      * destruct (compare_sign_cases (Fn u) u) as [[c ->]|[[c ->]|[c ->]]];
          [rewrite (compare_sign_lt (Fn v) v) by lra|contradiction|rewrite (compare_sign_gt (Fn v) v) by lra];
            lia.
      * right. split; [rewrite still_u; now apply fixed_not|]. split; [rewrite still_v; now apply fixed_not|].
        intros x u_x x_v eq. rewrite line' in eq by lra. lra.
  - (* the slope is not 1 *)
    assert (test : Qeq_bool s 1 = false).
    { destruct (Qeq_bool s 1) eqn:t; [|reflexivity]. apply Qeq_bool_iff in t. contradiction. }
    rewrite test, andb_false_r in still_u, still_v.
    assert (height : forall x, u <= x -> x <= v -> Fn x - x == (Fn u - u) + (s - 1) * (x - u)).
    { intros x u_x x_v. rewrite line by assumption. ring. }
    pose proof (height v ltac:(lra) ltac:(lra)) as height_v.
    destruct (Qeq_dec (Fn u) u) as [fix_u|not_u]; [|destruct (Qeq_dec (Fn v) v) as [fix_v|not_v]].
    + (* the left end is fixed *)
      exists []. split; [now left|]. cbn [length filter].
      assert (fixed u = true) as -> by now apply fixed_ok.
      assert (not_v : ~ Fn v == v).
      { intros eq. destruct (sign_cases (s - 1)) as [pos|neg]; [lra| |]; nra. }
      rewrite (fixed_not v not_v). split.
      * destruct (compare_sign_cases s 1) as [[c ->]|[[c _]|[c ->]]]; [|contradiction|].
        -- rewrite (compare_sign_lt (Fn v) v) by nra. lia.
        -- rewrite (compare_sign_gt (Fn v) v) by nra. lia.
      * right. split; [exact still_u|]. split; [exact still_v|]. intros x u_x x_v eq.
        pose proof (height x ltac:(lra) ltac:(lra)).
        destruct (sign_cases (s - 1)) as [pos|neg]; [lra| |]; nra.
    + (* the right end is fixed *)
      exists []. split; [now left|]. cbn [length filter].
      assert (fixed v = true) as -> by now apply fixed_ok. rewrite (fixed_not u not_u). split.
      * destruct (compare_sign_cases s 1) as [[c ->]|[[c _]|[c ->]]]; [|contradiction|].
        -- rewrite (compare_sign_gt (Fn u) u) by nra. lia.
        -- rewrite (compare_sign_lt (Fn u) u) by nra. lia.
      * right. split; [exact still_u|]. split; [exact still_v|]. intros x u_x x_v eq.
        pose proof (height x ltac:(lra) ltac:(lra)).
        destruct (sign_cases (s - 1)) as [pos|neg]; [lra| |]; nra.
    + (* no end is fixed *)
      rewrite (fixed_not u not_u), (fixed_not v not_v).
      assert (same_side : (Fn u < u /\ Fn v < v) \/ (u < Fn u /\ v < Fn v) \/ (Fn u < u /\ v < Fn v) \/
        (u < Fn u /\ Fn v < v)).
      { destruct (compare_sign_cases (Fn u) u) as [[c _]|[[c _]|[c _]]]; [|contradiction|];
          destruct (compare_sign_cases (Fn v) v) as [[d _]|[[d _]|[d _]]]; try contradiction; tauto. }
      assert (none : (Fn u < u /\ Fn v < v) \/ (u < Fn u /\ v < Fn v) -> forall x, u < x -> x < v -> ~ Fn x ==
        x).
      { intros sides x u_x x_v eq. pose proof (height x ltac:(lra) ltac:(lra)) as height_x.
        destruct (sign_cases (s - 1)) as [pos|neg]; [lra| |]; destruct sides as [[c d]|[c d]]; nra. }
      assert (opposite : (Fn u < u /\ v < Fn v) \/ (u < Fn u /\ Fn v < v) ->
        exists z, single_in u v z /\ (slope_beside z true = s) /\ forall x, u < x -> x < v -> Fn x == x ->
          Qred x = z).
      { intros sides. set (w := u + (Fn u - u) / (1 - s)).
        assert (w_eq : (1 - s) * (w - u) == Fn u - u) by (unfold w; field; lra).
        assert (u_w : u < w) by (clearbody w; destruct (sign_cases (s - 1)) as [pos|neg]; [lra| |];
          destruct sides as [[c d]|[c d]]; nra).
        assert (w_v : w < v) by (clearbody w; destruct (sign_cases (s - 1)) as [pos|neg]; [lra| |];
          destruct sides as [[c d]|[c d]]; nra).
        pose proof (height w ltac:(lra) ltac:(lra)) as height_w.
        assert (w_fixed : Fn w == w) by lra. clearbody w.
        pose proof (Qred_correct w) as red.
        destruct (branch_inside f valid n u v b w u_w w_v) as (slope_w & _ & reg_w).
        assert (slope_z : slope_beside (Qred w) true = s) by (rewrite (slope_beside_same _ w true red);
          apply slope_w).
        exists (Qred w). split; [|split; [exact slope_z|]].
        - unfold single_in. rewrite slope_z. rewrite (fixed_not u not_u), (fixed_not v not_v).
          repeat split; auto; try lra.
          + rewrite (Fn_same _ w red), red. exact w_fixed.
          + apply Qred_complete. exact red.
          + rewrite (walk_same f valid n _ w red), reg_w. fold (sign_beside u true).
            destruct (Z.eqb_spec (sign_beside u true) 0) as [zero|nz]; [|reflexivity].
            exfalso. exact (no_flat zero w u_w w_v w_fixed).
        - intros x u_x x_v eq. apply Qred_complete. pose proof (height x ltac:(lra) ltac:(lra)) as height_x.
          destruct (sign_cases (s - 1)) as [pos|neg]; [lra| |]; nra. }
      destruct same_side as [sides|[sides|[sides|sides]]].
      * exists []. split; [now left|]. split.
        -- rewrite (compare_sign_lt (Fn u) u), (compare_sign_lt (Fn v) v) by tauto. cbn; lia.
        -- right. split; [exact still_u|]. split; [exact still_v|]. intros x u_x x_v eq.
           exfalso. apply (none (or_introl sides) x); auto.
      * exists []. split; [now left|]. split.
        -- rewrite (compare_sign_gt (Fn u) u), (compare_sign_gt (Fn v) v) by tauto. cbn; lia.
        -- right. split; [exact still_u|]. split; [exact still_v|]. intros x u_x x_v eq.
           exfalso. apply (none (or_intror sides) x); auto.
      * (* upwards through the diagonal: the slope is greater than 1 *)
        destruct (opposite (or_introl sides)) as (z & single & slope_z & all).
        exists [z]. split; [right; now exists z|]. split.
        -- rewrite (compare_sign_lt (Fn u) u), (compare_sign_gt (Fn v) v) by tauto.
           cbn [filter]. rewrite slope_z.
           assert (1 < s) by nra. unfold attracting. replace (Qlt_bool s 1) with false.
           2: { symmetry. unfold Qlt_bool. apply negb_false_iff, Qle_bool_iff. lra. }
           rewrite andb_false_r, (compare_sign_gt s 0) by lra. cbn; lia.
        -- right. split; [exact still_u|]. split; [exact still_v|].
           intros x u_x x_v eq. left. symmetry. now apply all.
      * destruct (opposite (or_intror sides)) as (z & single & slope_z & all).
        exists [z]. split; [right; now exists z|]. split.
        -- rewrite (compare_sign_gt (Fn u) u), (compare_sign_lt (Fn v) v) by tauto.
           cbn [filter]. rewrite slope_z.
           assert (s < 1) by nra. unfold attracting.
           rewrite (Qlt_bool_of_lt s 1) by assumption. rewrite andb_true_r.
           destruct (compare_sign_cases s 0) as [[c sg]|[[c sg]|[c sg]]]; rewrite sg.
           ++ replace (Qlt_bool 0 s) with false; [cbn; lia|]. symmetry.
              unfold Qlt_bool. apply negb_false_iff, Qle_bool_iff. lra.
           ++ exfalso. rewrite sg in sign_u.
              destruct single as (u_z & z_v & fix_z & _).
              exact (no_flat sign_u z u_z z_v fix_z).
           ++ rewrite (Qlt_bool_of_lt 0 s) by assumption. cbn; lia.
        -- right. split; [exact still_u|]. split; [exact still_v|].
           intros x u_x x_v eq. left. symmetry. now apply all.
Qed.
End Map.
