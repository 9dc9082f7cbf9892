(** * The components of the set of the fixed points of f^n (T2.4)

    From left to right through the cells of the decomposition: each interval component is counted where it
    begins. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Setoid.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Lists.
From ExactPL Require Import Maps.Iterates Maps.Piecewise.
From ExactPL Require Import Periods.Addresses Periods.Itineraries Periods.Potentials Periods.Decomposition
  Periods.Cells.
Import ListNotations.
Open Scope Q_scope.

Definition singles (parts : list (Q * Q)) : Z := Z.of_nat (length (filter is_single parts)).
Definition intervals (parts : list (Q * Q)) : Z := Z.of_nat (length (filter (fun p => negb (is_single p))
  parts)).

Lemma singles_cons : forall p parts, singles (p :: parts) = (bit (is_single p) + singles parts)%Z.
Proof. intros p parts. unfold singles. cbn [filter]. destruct (is_single p); cbn [length bit]; lia. Qed.
Lemma intervals_cons : forall p parts, intervals (p :: parts) = (bit (negb (is_single p))
  + intervals parts)%Z.
Proof.
  intros p parts. unfold intervals. cbn [filter].
  destruct (is_single p); cbn [length negb bit]; lia.
Qed.
Lemma is_single_point : forall x, is_single (x, x) = true.
Proof. intros x. unfold is_single; cbn [fst snd]. apply Qeq_bool_iff. reflexivity. Qed.
Lemma is_single_lt : forall x y, x < y -> is_single (x, y) = false.
Proof.
  intros x y lt. unfold is_single; cbn [fst snd]. destruct (Qeq_bool x y) eqn:t; [|reflexivity].
  apply Qeq_bool_iff in t. lra.
Qed.

(** A component before all others. *)
Lemma fixed_parts_cons : forall F lo x hi l r parts, lo <= l -> l <= r -> r < x -> x <= hi ->
  fixed_parts F x hi parts ->
  (forall y, lo <= y -> y < x -> (F y == y <-> l <= y /\ y <= r)) -> fixed_parts F lo hi ((l, r) :: parts).
Proof.
  intros F lo x hi l r parts lo_l l_r r_x x_hi (bounds & ap & all) before. split; [|split].
  - intros p [<-|inside]; cbn [fst snd]; [repeat split; lra|].
    destruct (bounds p inside) as (b1 & b2 & b3). repeat split; lra.
  - destruct parts as [|q parts]; cbn [apart]; [exact I|]. split; [|exact ap].
    destruct (bounds q (or_introl eq_refl)) as (b1 & _ & _). cbn [snd]. lra.
  - intros y lo_y y_hi. destruct (Qlt_le_dec y x) as [y_x|x_y].
    + rewrite (before y lo_y y_x). split.
      * intros [l_y y_r]. exists (l, r). split; [now left|auto].
      * intros (p & [<-|inside] & p_y & y_p); [auto|]. destruct (bounds p inside) as (b1 & _ & _). lra.
    + rewrite (all y x_y y_hi). split; intros (p & inside & p_y & y_p).
      * exists p. split; [now right|auto].
      * destruct inside as [<-|inside]; [cbn [snd] in y_p; lra|]. now exists p.
Qed.
(** No fixed point before. *)
Lemma fixed_parts_more : forall F lo x hi parts, lo <= x -> fixed_parts F x hi parts ->
  (forall y, lo <= y -> y < x -> ~ F y == y) -> fixed_parts F lo hi parts.
Proof.
  intros F lo x hi parts lo_x (bounds & ap & all) before. split; [|split; [exact ap|]].
  - intros p inside. destruct (bounds p inside) as (b1 & b2 & b3). repeat split; lra.
  - intros y lo_y y_hi. destruct (Qlt_le_dec y x) as [y_x|x_y]; [|now apply all].
    split; [intros eq; exfalso; exact (before y lo_y y_x eq)|].
    intros (p & inside & p_y & _). destruct (bounds p inside) as (b1 & _ & _). lra.
Qed.
(** A first component that begins further to the left. *)
Lemma fixed_parts_longer : forall F lo x hi r parts, lo < x -> x <= hi -> fixed_parts F x hi ((x, r) :: parts)
  ->
  (forall y, lo <= y -> y <= x -> F y == y) -> fixed_parts F lo hi ((lo, r) :: parts).
Proof.
  intros F lo x hi r parts lo_x x_hi (bounds & ap & all) before.
  destruct (bounds (x, r) (or_introl eq_refl)) as (_ & x_r & r_hi).
  cbn [fst snd] in x_r, r_hi. split; [|split].
  - intros p [<-|inside]; cbn [fst snd]; [repeat split; lra|].
    destruct (bounds p (or_intror inside)) as (b1 & b2 & b3).
    repeat split; lra.
  - destruct parts as [|q parts]; exact ap.
  - intros y lo_y y_hi. destruct (Qlt_le_dec y x) as [y_x|x_y].
    + split; [|intros _; apply before; lra]. intros _. exists (lo, r). split; [now left|cbn; lra].
    + rewrite (all y x_y y_hi). split; intros (p & [<-|inside] & p_y & y_p).
      * exists (lo, r). split; [now left|cbn in *; lra].
      * exists p. split; [now right|auto].
      * exists (x, r). split; [now left|cbn in *; lra].
      * exists p. split; [now right|auto].
Qed.

Section Map.
Variable f : piecewise.
Hypothesis valid : continuous_piecewise f = true.
Variable n : nat.
Notation F := (image f).
Notation Fn := (iter n (image f)).
Notation fixed := (fixed f n).
Notation still := (still f n).
Notation turn := (turn f n).
Notation cells := (decomposed (open_cell f n) (vertex f n)).

(** The components in [x, v]; the first of them begins at x if x is fixed, and is an interval if [long]. *)
Definition summary (x v : Q) (long : bool) (i j : Z) (parts : list (Q * Q)) : Prop :=
  fixed_parts Fn x v parts /\ singles parts = i /\ intervals parts = j /\
  (fixed x = true -> exists e rest, parts = (x, e) :: rest /\ is_single (x, e) = negb long) /\
  (fixed x = false -> long = false).

Lemma summary_end : forall v, exists parts, summary v v false (bit (fixed v)) 0 parts.
Proof.
  intros v. destruct (fixed v) eqn:fix_v.
  - exists [(v, v)]. split; [|split; [|split; [|split]]].
    + split; [|split; [exact I|]].
      * intros p [<-|[]]. cbn; lra.
      * intros x v_x x_v. assert (eq : x == v) by lra. split.
        -- intros _. exists (v, v). split; [now left|cbn; lra].
        -- intros _. rewrite (Fn_same f valid n x v eq), eq. now apply fixed_ok.
    + rewrite singles_cons, is_single_point. reflexivity.
    + rewrite intervals_cons, is_single_point. reflexivity.
    + intros _. exists v, []. split; [reflexivity|]. now rewrite is_single_point.
    + congruence.
  - exists []. split; [|split; [|split; [|split]]]; try reflexivity; try congruence.
    split; [intros p []|split; [exact I|]]. intros x v_x x_v. assert (eq : x == v) by lra. split.
    + intros fix_x. exfalso.
      rewrite (Fn_same f valid n x v eq), eq in fix_x.
      apply fixed_ok in fix_x. congruence.
    + intros (p & [] & _).
Qed.

(** One cell more on the left. *)
Lemma summary_step : forall u x v long i j parts, u < x -> x <= v -> open_cell f n u x ->
  summary x v long i j parts ->
  exists zs parts',
  (zs = [] \/ exists z, zs = [z] /\ single_in f n u x z) /\
  (turn x false - turn u true =
   2 * Z.of_nat (length zs) - 4 * Z.of_nat (length (filter (fun z => attracting (slope_beside f n z true))
     zs)))%Z /\
  (still u true = false -> forall y, u < y -> y < x -> Fn y == y -> In (Qred y) zs) /\
  summary u v (still u true)
    (bit (fixed u && negb (still u true)) - bit (fixed x && negb long) + bit (fixed x && negb long &&
      negb (still x false))
     + Z.of_nat (length zs) + i)
    (bit (still u true) - bit long + bit (long && negb (still x false)) + j) parts'.
Proof.
  intros u x v long i j parts u_x x_v cell (comps & count_i & count_j & head & no_head).
  destruct (cell_fixed_points f valid n u x u_x cell) as (zs & one & turns & cases).
  destruct cases as [(none & still_u & still_x & all)|(still_u & still_x & all)].
  - (* the cell is fixed *)
    assert (fix_u : fixed u = true) by (apply fixed_ok, all; lra).
    assert (fix_x : fixed x = true) by (apply fixed_ok, all; lra).
    destruct (head fix_x) as (e & rest & -> & single_x). exists zs, ((u, e) :: rest).
    split; [exact one|]. split; [exact turns|]. split; [congruence|].
    destruct comps as (bounds & comps').
    destruct (bounds (x, e) (or_introl eq_refl)) as (_ & x_e & _).
    cbn [fst snd] in x_e.
    assert (single_u : is_single (u, e) = false) by (apply is_single_lt; lra).
    rewrite singles_cons in count_i. rewrite intervals_cons in count_j. rewrite single_x in count_i, count_j.
    unfold summary.
    rewrite singles_cons, intervals_cons, single_u, still_u, still_x, fix_u, fix_x, none.
    subst i j.
    split; [|split; [|split; [|split]]].
    + apply (fixed_parts_longer Fn u x v e rest); auto. split; [exact bounds|exact comps'].
    + destruct long; cbn [andb negb bit length]; lia.
    + destruct long; cbn [andb negb bit length]; lia.
    + intros _. exists e, rest. split; [reflexivity|]. exact single_u.
    + congruence.
  - (* the cell has at most one fixed point inside *)
    assert (not_long : bit (fixed x && negb long && negb (still x false)) = bit (fixed x && negb long)).
    { rewrite still_x. cbn [negb]. now rewrite andb_true_r. }
    assert (not_long' : bit (long && negb (still x false)) = bit long).
    { rewrite still_x. cbn [negb]. now rewrite andb_true_r. }
    rewrite not_long, not_long', still_u. cbn [negb bit]. rewrite andb_true_r.
    destruct one as [->|(z & -> & single)].
    + destruct (fixed u) eqn:fix_u.
      * exists [], ((u, u) :: parts). split; [now left|]. split; [exact turns|]. split; [auto|].
        unfold summary. rewrite singles_cons, intervals_cons, is_single_point.
        cbn [bit length negb]. subst i j.
        split; [|split; [lia|split; [lia|split; [|congruence]]]].
        -- apply (fixed_parts_cons Fn u x v u u); auto; try lra. intros y u_y y_x. split.
           ++ intros eq. destruct (Qlt_le_dec u y) as [lt|le]; [destruct (all y lt y_x eq)|lra].
           ++ intros [_ y_u]. assert (eq : y == u) by lra.
              rewrite (Fn_same f valid n y u eq), eq. now apply fixed_ok.
        -- intros _. exists u, parts. split; [reflexivity|]. now rewrite is_single_point.
      * exists [], parts. split; [now left|]. split; [exact turns|]. split; [auto|].
        unfold summary. cbn [bit length]. subst i j.
        split; [|split; [lia|split; [lia|split; [congruence|auto]]]].
        apply (fixed_parts_more Fn u x v); auto; [lra|]. intros y u_y y_x eq.
        destruct (Qlt_le_dec u y) as [lt|le]; [destruct (all y lt y_x eq)|].
        assert (y_u : y == u) by lra.
        rewrite (Fn_same f valid n y u y_u), y_u in eq. apply fixed_ok in eq.
        congruence.
    + destruct single as (u_z & z_x & fix_z & red_z & reg_z & slope_z & slope_not & not_u & not_x).
      exists [z], ((z, z) :: parts).
      split. { right. exists z. split; [reflexivity|]. repeat split; auto. }
      split; [exact turns|]. split; [auto|].
      unfold summary.
      rewrite singles_cons, intervals_cons, is_single_point, not_u.
      cbn [bit length negb]. subst i j.
      split; [|split; [lia|split; [lia|split; [congruence|auto]]]].
      apply (fixed_parts_cons Fn u x v z z); auto; try lra. intros y u_y y_x. split.
      * intros eq. destruct (Qlt_le_dec u y) as [lt|le].
        -- destruct (all y lt y_x eq) as [z_y|[]].
           pose proof (Qred_correct y) as red. rewrite <- z_y in red. lra.
        -- assert (y_u : y == u) by lra.
           rewrite (Fn_same f valid n y u y_u), y_u in eq. apply fixed_ok in eq.
           congruence.
      * intros [z_y y_z]. assert (eq : y == z) by lra. rewrite (Fn_same f valid n y z eq), eq. exact fix_z.
Qed.

(** All cells. *)
Definition regular_fixed (u v z : Q) : Prop :=
  u < z /\ z < v /\ Fn z == z /\ regular_along f n (walk f n z) = true /\ ~ slope_beside f n z true == 1.

Theorem cells_summary : forall vs u v, cells u vs v -> exists zs parts,
  (forall z, In z zs -> Qred z = z /\ regular_fixed u v z) /\
  (forall x, regular_fixed u v x -> In (Qred x) zs) /\
  NoDup zs /\
  (turn v false - turn u true - sum_of (fun x => turn x true - turn x false) vs =
   2 * Z.of_nat (length zs) - 4 * Z.of_nat (length (filter (fun z => attracting (slope_beside f n z true))
     zs)))%Z /\
  summary u v (still u true)
    (bit (fixed u && negb (still u true)) + bit (fixed v && negb (still v false)) +
     sum_of (fun x => bit (fixed x && negb (still x true) && negb (still x false))) vs + Z.of_nat (length zs))
    (bit (still u true) + sum_of (fun x => bit (still x true && negb (still x false))) vs) parts.
Proof.
  induction vs as [|x vs IH]; intros u v d; cbn [decomposed] in d.
  - destruct d as [u_v cell]. destruct (summary_end v) as [parts right].
    destruct (summary_step u v v false _ _ parts u_v ltac:(lra) cell right)
      as (zs & parts' & one & turns & all & whole).
    exists zs, parts'. split; [|split; [|split; [|split]]].
    + intros z inside.
      destruct one as [->|(z' & -> & single)]; [destruct inside|].
      destruct inside as [<-|[]].
      destruct single as (u_z & z_v & fix_z & red_z & reg_z & slope_z & slope_not & not_u & not_v).
      repeat split; auto.
    + intros y (u_y & y_v & fix_y & reg_y & slope_y). apply all; auto. unfold Cells.still.
      destruct (Cells.fixed f n u); [|reflexivity]. cbn [andb].
      destruct (Qeq_bool (slope_beside f n u true) 1) eqn:t; [|reflexivity].
      exfalso. apply slope_y. destruct cell as [b _].
      destruct (branch_inside f valid n u v b y u_y y_v) as (eq & _ & _).
      unfold slope_beside. rewrite eq. now apply Qeq_bool_iff.
    + destruct one as [->|(z' & -> & _)]; [constructor|]. constructor; [intros []|constructor].
    + cbn [sum_of]. rewrite <- turns. lia.
    + cbn [sum_of]. cbn [negb andb bit] in whole. rewrite andb_true_r in whole.
      match goal with |- summary _ _ _ ?i ?j _ => match type of whole with summary _ _ _ ?i' ?j' _ =>
        replace i with i' by lia; replace j with j' by lia end end. exact whole.
  - destruct d as (u_x & cell & node & d). pose proof (decomposed_lt _ _ _ _ _ d) as x_v.
    destruct (IH x v d) as (zs & parts & ok & complete & distinct & turns & right).
    destruct (summary_step u x v _ _ _ parts u_x ltac:(lra) cell right)
      as (zs0 & parts' & one & turns0 & all & whole).
    exists (zs0 ++ zs), parts'. split; [|split; [|split; [|split]]].
    + intros z inside. apply in_app_or in inside as [inside|inside].
      * destruct one as [->|(z' & -> & single)]; [destruct inside|]. destruct inside as [<-|[]].
        destruct single as (u_z & z_x & fix_z & red_z & reg_z & slope_z & slope_not & not_u & not_v).
        repeat split; auto. lra.
      * destruct (ok z inside) as (red & x_z & z_v & rest). repeat split; try tauto. lra.
    + intros y (u_y & y_v & fix_y & reg_y & slope_y). apply in_or_app.
      destruct (Qlt_le_dec y x) as [y_x|x_y].
      * left. apply all; auto. unfold Cells.still.
        destruct (Cells.fixed f n u); [|reflexivity]. cbn [andb].
        destruct (Qeq_bool (slope_beside f n u true) 1) eqn:t; [|reflexivity].
        exfalso. apply slope_y. destruct cell as [b _].
        destruct (branch_inside f valid n u x b y u_y y_x) as (eq & _ & _).
        unfold slope_beside. rewrite eq. now apply Qeq_bool_iff.
      * right. apply complete. destruct (Qlt_le_dec x y) as [lt|le]; [repeat split; auto|].
        exfalso. assert (eq : x == y) by lra.
        pose proof (vertex_same f valid n x y eq node) as no.
        unfold vertex in no. congruence.
    + destruct one as [->|(z' & -> & single)]; [exact distinct|]. cbn [app]. constructor; [|exact distinct].
      intros inside. destruct (ok z' inside) as (_ & x_z & _). destruct single as (_ & z_x & _). lra.
    + cbn [sum_of]. rewrite length_append, filter_app, length_append. lia.
    + cbn [sum_of]. rewrite length_append.
      assert (long_fixed : fixed x = false -> still x true = false) by (intros no; unfold Cells.still;
        now rewrite no).
      match goal with |- summary _ _ _ ?i ?j _ => match type of whole with summary _ _ _ ?i' ?j' _ =>
        replace i with i' by lia; replace j with j' by lia end end. exact whole.
Qed.
End Map.
