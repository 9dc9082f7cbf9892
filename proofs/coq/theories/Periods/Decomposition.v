(** * The decomposition of an interval into the branches of f^n (T1.0), and sums over its vertices *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Setoid.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals.
From ExactPL Require Import Maps.Iterates Maps.Piecewise Periods.Addresses Periods.Itineraries
  Periods.Potentials.
Import ListNotations.
Open Scope Q_scope.

(** u < vs_1 < ... < vs_m < v; the cells between have the property C and the vertices vs_i the property N. *)
Fixpoint decomposed (C : Q -> Q -> Prop) (N : Q -> Prop) (u : Q) (vs : list Q) (v : Q) : Prop :=
  match vs with
  | [] => u < v /\ C u v
  | x :: vs' => u < x /\ C u x /\ N x /\ decomposed C N x vs' v
  end.

Section Lists.
Variable N : Q -> Prop.

Lemma decomposed_lt : forall C vs u v, decomposed C N u vs v -> u < v.
Proof.
  induction vs as [|x vs IH]; intros u v d; cbn [decomposed] in d; [tauto|].
  destruct d as (u_x & _ & _ & d). specialize (IH _ _ d). lra.
Qed.
Lemma decomposed_app : forall C vs u x ws v, decomposed C N u vs x -> N x -> decomposed C N x ws v ->
  decomposed C N u (vs ++ x :: ws) v.
Proof.
  induction vs as [|y vs IH]; intros u x ws v left node right; cbn [app decomposed] in *; [tauto|].
  destruct left as (u_y & cell & node_y & left). repeat split; auto.
Qed.
Lemma decomposed_refine : forall C C' vs u v, decomposed C N u vs v ->
  (forall p q, p < q -> C p q -> exists ws, decomposed C' N p ws q) -> exists ws, decomposed C' N u ws v.
Proof.
  induction vs as [|x vs IH]; intros u v d refine; cbn [decomposed] in d.
  - now apply refine.
  - destruct d as (u_x & cell & node & d). destruct (refine u x u_x cell) as [ws left].
    destruct (IH x v d refine) as [ws' right]. exists (ws ++ x :: ws'). now apply decomposed_app.
Qed.
Lemma decomposed_nodes : forall C vs u v, decomposed C N u vs v -> forall x, In x vs -> N x /\ u < x /\ x < v.
Proof.
  induction vs as [|y vs IH]; intros u v d x inside; cbn [decomposed] in d; [contradiction|].
  destruct d as (u_y & _ & node & d).
  pose proof (decomposed_lt _ _ _ _ d) as y_v.
  destruct inside as [<-|inside].
  - auto.
  - destruct (IH y v d x inside) as (node_x & y_x & x_v). repeat split; auto. lra.
Qed.
(** A point is a vertex or inside a cell. *)
Lemma decomposed_cases : forall C vs u v, decomposed C N u vs v -> forall x, u < x -> x < v ->
  (exists y, In y vs /\ x == y) \/
  (exists p q, p < x /\ x < q /\ C p q /\ (p = u \/ In p vs) /\ (q = v \/ In q vs)).
Proof.
  induction vs as [|y vs IH]; intros u v d x u_x x_v; cbn [decomposed] in d.
  - right. exists u, v. destruct d as [_ cell]. repeat split; auto.
  - destruct d as (u_y & cell & node & d). destruct (Qlt_le_dec x y) as [x_y|y_x].
    + right. exists u, y. repeat split; auto. right. now left.
    + destruct (Qlt_le_dec y x) as [y_x'|x_y'].
      * destruct (IH y v d x y_x' x_v) as [(z & inside & eq)|(p & q & p_x & x_q & cell' & end_p & end_q)].
        -- left. exists z. split; [now right|exact eq].
        -- right. exists p, q. repeat split; auto.
           ++ right. destruct end_p as [->|inside]; [now left|now right].
           ++ destruct end_q as [->|inside]; [now left|right; now right].
      * left. exists y. split; [now left|lra].
Qed.
Lemma decomposed_apart : forall C vs u v, decomposed C N u vs v -> forall x y, In x vs -> In y vs -> x == y ->
  x = y.
Proof.
  induction vs as [|z vs IH]; intros u v d x y in_x in_y eq; [contradiction|].
  cbn [decomposed] in d. destruct d as (_ & _ & _ & d).
  destruct in_x as [<-|in_x]; destruct in_y as [<-|in_y]; auto.
  - destruct (decomposed_nodes _ _ _ _ d y in_y) as (_ & lt & _). lra.
  - destruct (decomposed_nodes _ _ _ _ d x in_x) as (_ & lt & _). lra.
  - exact (IH z v d x y in_x in_y eq).
Qed.
Lemma decomposed_distinct : forall C vs u v, decomposed C N u vs v -> NoDup (map Qred vs).
Proof.
  induction vs as [|z vs IH]; intros u v d; cbn [map]; [constructor|].
  cbn [decomposed] in d. destruct d as (_ & _ & _ & d). constructor; [|exact (IH z v d)].
  intros inside. apply in_map_iff in inside as (y & eq & in_y).
  destruct (decomposed_nodes _ _ _ _ d y in_y) as (_ & lt & _).
  assert (y == z) by (rewrite <- (Qred_correct y), <- (Qred_correct z), eq; reflexivity). lra.
Qed.

(** A function on the sides of points that is constant on the cells: the jumps at the vertices add up. *)
Lemma sum_of_jumps : forall (C : Q -> Q -> Prop) (h : Q -> bool -> Z), (forall p q, C p q -> p < q ->
  h p true = h q false) ->
  forall vs u v, decomposed C N u vs v -> sum_of (fun x => (h x true - h x false)%Z) vs =
    (h v false - h u true)%Z.
Proof.
  intros C h constant. induction vs as [|x vs IH]; intros u v d; cbn [decomposed sum_of] in *.
  - rewrite (constant u v) by tauto. lia.
  - destruct d as (u_x & cell & _ & d). rewrite (IH x v d), (constant u x) by auto. lia.
Qed.

(** The same with the sign of y - x at each vertex x. *)
Lemma signed_sum_of_jumps : forall (C : Q -> Q -> Prop) (h : Q -> bool -> Z),
  (forall p q, C p q -> p < q -> h p true = h q false) ->
  (forall x y side, x == y -> h x side = h y side) ->
  (forall p q p' q', p <= p' -> p' < q' -> q' <= q -> C p q -> C p' q') ->
  forall y vs u v, decomposed C N u vs v -> u <= y -> y <= v ->
  sum_of (fun x => ((h x true - h x false) * compare_sign y x)%Z) vs =
  ((if Qle_bool y u then h u true else h y false) + (if Qle_bool v y then h v false else h y true)
   - h u true - h v false)%Z.
Proof.
  intros C h constant same sub y.
  assert (low : forall vs u v, decomposed C N u vs v -> y <= u ->
    sum_of (fun x => ((h x true - h x false) * compare_sign y x)%Z) vs = (h u true - h v false)%Z).
  { intros vs u v d y_u. rewrite (sum_of_same _ _ (fun x => -1 * (h x true - h x false))%Z).
    - rewrite (sum_of_times Q (fun x => h x true - h x false)%Z).
      rewrite (sum_of_jumps C h constant vs u v d). lia.
    - intros x inside. destruct (decomposed_nodes _ _ _ _ d x inside) as (_ & lt & _).
      rewrite compare_sign_lt by lra. lia. }
  assert (high : forall vs u v, decomposed C N u vs v -> v <= y ->
    sum_of (fun x => ((h x true - h x false) * compare_sign y x)%Z) vs = (h v false - h u true)%Z).
  { intros vs u v d v_y. rewrite (sum_of_same _ _ (fun x => h x true - h x false)%Z).
    - exact (sum_of_jumps C h constant vs u v d).
    - intros x inside. destruct (decomposed_nodes _ _ _ _ d x inside) as (_ & _ & lt).
      rewrite compare_sign_gt by lra. lia. }
  assert (middle : forall vs u v, decomposed C N u vs v -> u < y -> y < v ->
    sum_of (fun x => ((h x true - h x false) * compare_sign y x)%Z) vs =
      (h y false + h y true - h u true - h v false)%Z).
  { induction vs as [|x vs IH]; intros u v d u_y y_v; cbn [decomposed sum_of] in *.
    - destruct d as [u_v cell].
      assert (h u true = h y false) by (apply constant; auto; apply (sub u v); auto; lra).
      assert (h y true = h v false) by (apply constant; auto; apply (sub u v); auto; lra). lia.
    - destruct d as (u_x & cell & _ & d). destruct (compare_sign_cases y x) as [[y_x ->]|[[eq ->]|[x_y ->]]].
      + rewrite (low vs x v d) by lra.
        assert (h u true = h y false) by (apply constant; auto; apply (sub u x); auto; lra).
        assert (h y true = h x false) by (apply constant; auto; apply (sub u x); auto; lra).
        assert (h u true = h x false) by (apply constant; auto). lia.
      + rewrite (low vs x v d) by lra. rewrite (constant u x) by auto.
        rewrite (same y x true eq), (same y x false eq). lia.
      + rewrite (IH x v d x_y y_v). rewrite (constant u x) by auto. lia. }
  intros vs u v d u_y y_v. pose proof (decomposed_lt _ _ _ _ d) as u_v.
  destruct (Qle_bool y u) eqn:y_u; destruct (Qle_bool v y) eqn:v_y.
  - apply Qle_bool_iff in y_u, v_y. lra.
  - apply Qle_bool_iff in y_u. rewrite (low vs u v d y_u), (same y u true) by lra. lia.
  - apply Qle_bool_iff in v_y. rewrite (high vs u v d v_y), (same y v false) by lra. lia.
  - apply Qle_bool_false_lt in y_u, v_y. exact (middle vs u v d y_u v_y).
Qed.
End Lists.

Section Map.
Variable f : piecewise.
Hypothesis valid : continuous_piecewise f = true.
Notation F := (image f).
Notation below := (cuts_below (cuts f)).
Notation up_to := (cuts_up_to (cuts f)).
Notation g_ := (piece_at f).

(** The vertices: points whose orbit meets a cut or a flat piece in the first n steps. *)
Definition vertex (n : nat) (x : Q) : Prop := regular_along f n (walk f n x) = false.
Notation levels n := (decomposed (branch f n) (vertex n)).

Lemma vertex_same : forall n x y, x == y -> vertex n x -> vertex n y.
Proof. intros n x y eq. unfold vertex. now rewrite (walk_same f valid n x y eq). Qed.

Lemma preimage_on : forall u v y, up_to u = below v -> factor (g_ (up_to u)) <> 0%Z ->
  forall x, x = preimage (g_ (up_to u)) y -> u <= x -> x <= v -> F x == y.
Proof.
  intros u v y one nonzero x -> u_x x_v.
  rewrite (image_on_piece f valid u v _ one u_x x_v).
  now apply preimage_ok.
Qed.

(** A decomposition may begin at another representation of its first point. *)
Lemma levels_same_start : forall n x y ws b, x == y -> levels n y ws b -> levels n x ws b.
Proof.
  intros n x y ws b eq d. destruct ws as [|z ws]; cbn [decomposed] in *.
  - destruct d as [d1 d2]. split; [lra|]. apply (branch_same f valid n y b); auto; [now symmetry|reflexivity].
  - destruct d as (d1 & d2 & d3 & d4). repeat split; auto; [lra|].
    apply (branch_same f valid n y z); auto; [now symmetry|reflexivity].
Qed.

(** Pulling a decomposition of f([u, v]) back to [u, v], on which f follows one piece that is not flat. *)
Lemma pull_up : forall n v ws u p, up_to u = below v -> factor (g_ (up_to u)) = Zpos p -> u < v ->
  levels n (F u) ws (F v) -> exists vs, levels (S n) u vs v.
Proof.
  intros n v. induction ws as [|y ws IH]; intros u p one sign u_v d; cbn [decomposed] in d.
  - destruct d as [_ cell]. exists []. cbn [decomposed branch]. rewrite sign. auto.
  - destruct d as (Fu_y & cell & node & d). pose proof (decomposed_lt _ _ _ _ _ d) as y_Fv.
    pose proof (slope_pos _ p sign) as pos.
    assert (nonzero : factor (g_ (up_to u)) <> 0%Z) by (rewrite sign; discriminate).
    set (x := preimage (g_ (up_to u)) y).
    pose proof (image_on_piece f valid u v u one ltac:(lra) ltac:(lra)) as at_u.
    pose proof (image_on_piece f valid u v v one ltac:(lra) ltac:(lra)) as at_v.
    pose proof (preimage_rise (g_ (up_to u)) y u nonzero) as rise_u.
    pose proof (preimage_rise (g_ (up_to u)) y v nonzero) as rise_v. fold x in rise_u, rise_v.
    assert (u_x : u < x) by (clearbody x; nra). assert (x_v : x < v) by (clearbody x; nra).
    pose proof (preimage_on u v y one nonzero x eq_refl ltac:(lra) ltac:(lra)) as at_x.
    destruct (address_between f valid u v x one u_x x_v) as [below_x up_x].
    pose proof (levels_same_start n (F x) y ws (F v) at_x d) as d'.
    destruct (IH x p) as [vs right]; auto; try congruence.
    exists (x :: vs). cbn [decomposed branch]. repeat split; auto; try congruence.
    + rewrite sign. apply (branch_same f valid n (F u) y); auto; [reflexivity|now symmetry].
    + unfold vertex. cbn [walk regular_along address_of fst snd].
      rewrite below_x, up_x, PeanoNat.Nat.eqb_refl, sign.
      cbn [andb]. apply (vertex_same n y); auto. now symmetry.
Qed.
Lemma pull_down : forall n u ws v p, up_to u = below v -> factor (g_ (up_to u)) = Zneg p -> u < v ->
  levels n (F v) ws (F u) -> exists vs, levels (S n) u vs v.
Proof.
  intros n u. induction ws as [|y ws IH]; intros v p one sign u_v d; cbn [decomposed] in d.
  - destruct d as [_ cell]. exists []. cbn [decomposed branch]. rewrite sign. auto.
  - destruct d as (Fv_y & cell & node & d). pose proof (decomposed_lt _ _ _ _ _ d) as y_Fu.
    pose proof (slope_neg _ p sign) as neg.
    assert (nonzero : factor (g_ (up_to u)) <> 0%Z) by (rewrite sign; discriminate).
    set (x := preimage (g_ (up_to u)) y).
    pose proof (image_on_piece f valid u v u one ltac:(lra) ltac:(lra)) as at_u.
    pose proof (image_on_piece f valid u v v one ltac:(lra) ltac:(lra)) as at_v.
    pose proof (preimage_rise (g_ (up_to u)) y u nonzero) as rise_u.
    pose proof (preimage_rise (g_ (up_to u)) y v nonzero) as rise_v. fold x in rise_u, rise_v.
    assert (u_x : u < x) by (clearbody x; nra). assert (x_v : x < v) by (clearbody x; nra).
    pose proof (preimage_on u v y one nonzero x eq_refl ltac:(lra) ltac:(lra)) as at_x.
    destruct (address_between f valid u v x one u_x x_v) as [below_x up_x].
    pose proof (levels_same_start n (F x) y ws (F u) at_x d) as d'.
    destruct (IH x p) as [vs left]; auto; try congruence.
    exists (vs ++ [x]). apply decomposed_app; auto.
    + unfold vertex. cbn [walk regular_along address_of fst snd].
      rewrite below_x, up_x, PeanoNat.Nat.eqb_refl, sign.
      cbn [andb]. apply (vertex_same n y); auto. now symmetry.
    + cbn [decomposed branch]. rewrite up_x, sign. repeat split; auto; try congruence.
      apply (branch_same f valid n (F v) y); auto; [reflexivity|now symmetry].
Qed.

(** T1.0: every interval has a decomposition of level n. *)
Theorem decomposition_exists : forall n u v, u < v -> exists vs, levels n u vs v.
Proof.
  induction n as [|n IH]; intros u v u_v.
  - exists []. cbn [decomposed branch]. auto.
  - (* by the number of cuts inside *)
    assert (bound : (up_to u <= below v)%nat) by now apply cuts_up_to_below.
    remember (below v - up_to u)%nat as k eqn:inside. revert u u_v bound inside.
    induction k as [|k IHk]; intros u u_v bound inside.
    + assert (one : up_to u = below v) by lia.
      destruct (factor (g_ (up_to u))) as [|p|p] eqn:sign.
      * exists []. cbn [decomposed branch]. rewrite sign. auto.
      * pose proof (image_rise f valid u v u v one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise.
        pose proof (slope_pos _ p sign).
        destruct (IH (F u) (F v)) as [ws d]; [nra|].
        exact (pull_up n v ws u p one sign u_v d).
      * pose proof (image_rise f valid u v u v one ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise.
        pose proof (slope_neg _ p sign).
        destruct (IH (F v) (F u)) as [ws d]; [nra|].
        exact (pull_down n u ws v p one sign u_v d).
    + assert (more : (up_to u < below v)%nat) by lia.
      destruct (nth_error (cuts f) (up_to u)) as [c|] eqn:at_c.
      2: { apply nth_error_None in at_c. pose proof (cuts_below_length (cuts f) v). lia. }
      assert (c_v : c < v) by now apply (cut_below (cuts f) (up_to u)).
      assert (u_c : u < c).
      { pose proof (up_to_within_right (cuts f) u) as right.
        unfold strictly_within_right in right. now rewrite at_c in right. }
      destruct (address_at_cut (cuts f) (up_to u) c c (rising_f f valid) at_c ltac:(reflexivity))
        as [below_c up_c].
      destruct (IHk c c_v) as [ws right]; [lia|lia|].
      assert (left : exists vs, levels (S n) u vs c).
      { destruct (factor (g_ (up_to u))) as [|p|p] eqn:sign.
        - exists []. cbn [decomposed branch]. rewrite sign. auto.
        - pose proof (image_rise f valid u c u c ltac:(auto) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra))
            as rise.
          pose proof (slope_pos _ p sign). destruct (IH (F u) (F c)) as [us d]; [nra|].
          apply (pull_up n c us u p); auto.
        - pose proof (image_rise f valid u c u c ltac:(auto) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra))
            as rise.
          pose proof (slope_neg _ p sign). destruct (IH (F c) (F u)) as [us d]; [nra|].
          apply (pull_down n u us c p); auto. }
      destruct left as [vs left]. exists (vs ++ c :: ws). apply decomposed_app; auto.
      unfold vertex. cbn [walk regular_along address_of fst snd]. rewrite below_c, up_c.
      destruct (Nat.eqb_spec (up_to u) (S (up_to u))); [lia|reflexivity].
Qed.

(** Cut also at the fixed points inside cells on which f^n is constant. *)
Definition open_cell (n : nat) (p q : Q) : Prop :=
  branch f n p q /\ (sign_along f n (walk f n p) true = 0%Z -> forall x, p < x -> x < q -> ~ iter n F x == x).

Theorem open_decomposition_exists : forall n u v, u < v -> exists vs, decomposed (open_cell n) (vertex n)
  u vs v.
Proof.
  intros n u v u_v. destruct (decomposition_exists n u v u_v) as [vs d].
  apply (decomposed_refine (vertex n) (branch f n) (open_cell n) vs u v d).
  clear u v u_v vs d. intros u v u_v b.
  destruct (Z.eq_dec (sign_along f n (walk f n u) true) 0) as [flat|steep].
  2: { exists []. cbn [decomposed]. split; [exact u_v|]. split; [exact b|]. intros zero. congruence. }
  assert (constant : forall x, u <= x -> x <= v -> iter n F x == iter n F u).
  { intros x u_x x_v. destruct (branch_line f valid n u v b x u_x x_v) as [line _]. rewrite line.
    apply (slope_zero f n u true) in flat. rewrite flat. ring. }
  set (y := iter n F u) in *.
  assert (no_other : forall p q, u <= p -> q <= v -> ~ (p < y /\ y < q) -> forall x, p < x -> x < q ->
    ~ iter n F x == x).
  { intros p q u_p q_v out x p_x x_q eq. rewrite constant in eq by lra. apply out. lra. }
  destruct (Qlt_le_dec u y) as [u_y|y_u]; [destruct (Qlt_le_dec y v) as [y_v|v_y]|].
  - exists [y]. cbn [decomposed]. repeat split; auto.
    + apply (branch_sub f valid n u v); auto; lra.
    + intros _. apply no_other; lra.
    + unfold vertex.
      destruct (branch_inside f valid n u v b y u_y y_v) as (_ & _ & ->).
      rewrite flat. reflexivity.
    + apply (branch_sub f valid n u v); auto; lra.
    + intros _. apply no_other; lra.
  - exists []. cbn [decomposed]. repeat split; auto. intros _. apply no_other; lra.
  - exists []. cbn [decomposed]. repeat split; auto. intros _. apply no_other; lra.
Qed.
End Map.
