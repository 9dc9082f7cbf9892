(** * Crossings and slopes on unbounded intervals (T1.3.4, T1.4, T1.6) *)
From Coq Require Import ZArith QArith Qabs Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Kinks Maps.Piecewise.
From ExactPL Require Import Counting.Slopes Counting.Unbounded.
Import ListNotations.
Open Scope Q_scope.

(** ** Slopes: on a ray there is the one slope that F has where the ray overlaps [A, B] *)

Lemma slope_on_unique : forall F c d m c' d' m', slope_on F c d m -> slope_on F c' d' m' ->
  c' < d -> c < d' -> m == m'.
Proof.
  intros F c d m c' d' m' [c_d (b & line)] [c'_d' (b' & line')] c'_d c_d'.
  set (u := qmax c c'). set (v := qmin d d').
  assert (u_c : c <= u /\ c' <= u) by (unfold u; destruct (qmax_cases c c') as [[-> ?]|[-> ?]]; split; lra).
  assert (v_d : v <= d /\ v <= d') by (unfold v; destruct (qmin_cases d d') as [[-> ?]|[-> ?]]; split; lra).
  assert (u_v : u < v).
  { unfold u, v. destruct (qmax_cases c c') as [[-> ?]|[-> ?]]; destruct (qmin_cases d d') as [[-> ?]|[-> ?]];
      lra. }
  clearbody u v. apply (slopes_agree m b m' b' u v u_v).
  - rewrite <- line, <- line' by lra. reflexivity.
  - rewrite <- line, <- line' by lra. reflexivity.
Qed.

Theorem slopes_outside : forall F lo hi A B least greatest, A < B -> affine_outside F lo hi A B ->
  slope_range F A B least greatest -> slope_range_between F lo hi least greatest.
Proof.
  intros F lo hi A B least greatest A_B [left right] (within & (c1 & d1 & m1 & A_c1 & d1_B & sl1 & eq1) &
    (c2 & d2 & m2 & A_c2 & d2_B & sl2 & eq2)).
  assert (inside : forall x, A <= x -> x <= B -> in_interval lo hi x).
  { intros x A_x x_B. split.
    - destruct lo as [a|]; [rewrite left; exact A_x|exact I].
    - destruct hi as [b|]; [rewrite right; exact x_B|exact I]. }
  assert (inside_cell : forall c d m, A <= c -> d <= B -> slope_on F c d m -> in_interval lo hi c /\
    in_interval lo hi d).
  { intros c d m A_c d_B [c_d _]. split; apply inside; lra. }
  split; [|split].
  - intros c d m in_c in_d sl. pose proof (proj1 sl) as c_d.
    destruct (Qlt_le_dec A d) as [A_d|d_A]; [destruct (Qlt_le_dec c B) as [c_B|B_c]|].
    + (* the cell overlaps [A, B] *)
      set (u := qmax A c). set (v := qmin B d).
      assert (u_c : A <= u /\ c <= u) by (unfold u; destruct (qmax_cases A c) as [[-> ?]|[-> ?]]; split; lra).
      assert (v_d : v <= B /\ v <= d) by (unfold v; destruct (qmin_cases B d) as [[-> ?]|[-> ?]]; split; lra).
      assert (u_v : u < v).
      { unfold u, v. destruct (qmax_cases A c) as [[-> ?]|[-> ?]]; destruct (qmin_cases B d)
          as [[-> ?]|[-> ?]]; lra. }
      clearbody u v. apply (within u v m); try tauto. apply (slope_on_sub F c d); auto; tauto.
    + (* it lies on the right ray *)
      destruct hi as [b|]; [destruct in_d as [_ d_b]; rewrite right in d_b; lra|].
      destruct right as (B' & B'_B & m' & b' & ray). cbn [beyond_end] in ray.
      assert (ray_slope : forall u v, B' <= u -> u < v -> slope_on F u v m').
      { intros u v B'_u u_v. split; [exact u_v|]. exists b'. intros x u_x x_v. apply ray. lra. }
      assert (eq_m : m == m'). { apply (slope_on_unique F c d m c d m'); auto. apply ray_slope; lra. }
      set (u := qmax A B').
      assert (u_A : A <= u /\ B' <= u /\ u < B) by (unfold u; destruct (qmax_cases A B') as [[-> ?]|[-> ?]];
        repeat split; lra).
      clearbody u. rewrite eq_m. apply (within u B m'); try lra. apply ray_slope; lra.
    + (* it lies on the left ray *)
      destruct lo as [a|]; [destruct in_c as [a_c _]; rewrite left in a_c; lra|].
      destruct left as (A' & A_A' & m' & b' & ray). cbn [beyond_end] in ray.
      assert (ray_slope : forall u v, v <= A' -> u < v -> slope_on F u v m').
      { intros u v v_A' u_v. split; [exact u_v|]. exists b'. intros x u_x x_v. apply ray. lra. }
      assert (eq_m : m == m'). { apply (slope_on_unique F c d m c d m'); auto. apply ray_slope; lra. }
      set (v := qmin B A').
      assert (v_B : v <= B /\ v <= A' /\ A < v) by (unfold v; destruct (qmin_cases B A') as [[-> ?]|[-> ?]];
        repeat split; lra).
      clearbody v. rewrite eq_m. apply (within A v m'); try lra. apply ray_slope; lra.
  - exists c1, d1, m1. destruct (inside_cell c1 d1 m1 A_c1 d1_B sl1). auto.
  - exists c2, d2, m2. destruct (inside_cell c2 d2 m2 A_c2 d2_B sl2). auto.
Qed.

(** ** Crossings: beyond A and B the function stays on one side of the level *)

(** Where F is on a side of the level y beyond a, it is so at a. *)
Definition side_kept (F : Q -> Q) (y : Q) (right : bool) (a : Q) : Prop :=
  forall x up, beyond_end right a x -> beyond F y up x -> beyond F y up a.
Definition sides_kept (F : Q -> Q) (y : Q) (lo hi : option Q) (A B : Q) : Prop :=
  match lo with Some a => a = A | None => side_kept F y false A end /\
  match hi with Some b => b = B | None => side_kept F y true B end.

Definition clamp (A B x : Q) : Q := if Qle_bool x A then A else if Qle_bool B x then B else x.

Lemma clamp_in : forall A B x, A < B -> A <= clamp A B x /\ clamp A B x <= B.
Proof.
  intros A B x A_B. unfold clamp. destruct (Qle_bool x A) eqn:x_A; [lra|]. apply Qle_bool_false_lt in x_A.
  destruct (Qle_bool B x) eqn:B_x; [lra|]. apply Qle_bool_false_lt in B_x. lra.
Qed.
Lemma clamp_le : forall A B x x', A < B -> x <= x' -> clamp A B x <= clamp A B x'.
Proof.
  intros A B x x' A_B x_x'. pose proof (clamp_in A B x' A_B). unfold clamp at 1.
  destruct (Qle_bool x A) eqn:x_A; [lra|]. apply Qle_bool_false_lt in x_A. unfold clamp in *.
  destruct (Qle_bool x' A) eqn:x'_A; [apply Qle_bool_iff in x'_A; lra|].
  destruct (Qle_bool B x) eqn:B_x.
  - destruct (Qle_bool B x') eqn:B_x'; [lra|]. apply Qle_bool_false_lt in B_x'. apply Qle_bool_iff in B_x.
    lra.
  - apply Qle_bool_false_lt in B_x. destruct (Qle_bool B x'); lra.
Qed.

Theorem crossings_outside : forall F y lo hi A B n, extensional F -> A < B -> sides_kept F y lo hi A B ->
  crossings F y A B n -> crossings_between F y lo hi n.
Proof.
  intros F y lo hi A B n ext A_B [left right] [reached few].
  assert (inside : forall x, A <= x -> x <= B -> in_interval lo hi x).
  { intros x A_x x_B. split.
    - destruct lo as [a|]; [rewrite left; exact A_x|exact I].
    - destruct hi as [b|]; [rewrite right; exact x_B|exact I]. }
  split.
  - destruct reached as [zero|(up & xs & alt & len)]; [now left|right]. exists up, xs. split; [|exact len].
    assert (widen : forall xs low t up, A <= t -> match low with Some a => a <= t | None => True end ->
      (forall x, t <= x -> x <= B -> in_interval low hi x) -> alternating F y up t xs B ->
        alternating_between F y up low xs hi).
    { clear - A_B right.
      induction xs as [|x xs IH]; intros low t up A_t low_t in_low alt;
        cbn [alternating alternating_between] in *; [exact I|].
      destruct alt as (t_x & x_B & by_y & alt). split; [now apply in_low|]. split; [exact by_y|].
      apply (IH (Some x) x); auto; [lra|lra|]. intros z x_z z_B. split; [exact x_z|].
      destruct hi as [b|]; [rewrite right; exact z_B|exact I]. }
    apply (widen xs lo A up); auto; [lra|]. destruct lo as [a|]; [rewrite left; lra|exact I].
  - (* points outside are moved to the ends *)
    intros up xs alt. specialize (few up (map (clamp A B) xs)). rewrite map_length in few. apply few.
    clear few reached.
    assert (same_side : forall x z e, x == z -> beyond F y e x -> beyond F y e z).
    { intros x z e eq by_y. unfold beyond in *. destruct e; rewrite <- (ext x z eq); exact by_y. }
    assert (moved : forall x e, in_interval lo hi x -> beyond F y e x -> beyond F y e (clamp A B x)).
    { intros x e [lo_x x_hi] by_y. unfold clamp. destruct (Qle_bool x A) eqn:x_A.
      - apply Qle_bool_iff in x_A. destruct lo as [a|]; [|now apply (left x e)].
        apply (same_side x A e); [rewrite left in lo_x; lra|exact by_y].
      - destruct (Qle_bool B x) eqn:B_x; [|exact by_y]. apply Qle_bool_iff in B_x.
        destruct hi as [b|]; [|now apply (right x e)].
        apply (same_side x B e); [rewrite right in x_hi; lra|exact by_y]. }
    assert (move_all : forall xs low t up, (forall x, in_interval low hi x -> in_interval lo hi x) ->
      (forall x, in_interval low hi x -> t <= clamp A B x) -> alternating_between F y up low xs hi ->
      alternating F y up t (map (clamp A B) xs) B).
    { clear up xs alt.
      induction xs as [|x xs IH]; intros low t up narrower t_clamp alt;
        cbn [alternating_between alternating map] in *;
        [exact I|].
      destruct alt as (in_x & by_y & alt). split; [now apply t_clamp|]. split; [apply (clamp_in A B x A_B)|].
      split; [apply moved; auto|]. apply (IH (Some x)); [| |exact alt].
      - intros z [x_z z_hi]. apply narrower. destruct in_x as [low_x _]. split; [|exact z_hi].
        destruct low; cbn in *; [lra|exact I].
      - intros z [x_z _]. apply clamp_le; [exact A_B|exact x_z]. }
    apply (move_all xs lo A up); auto. intros x _. apply (clamp_in A B x A_B).
Qed.

(** ** The sides of f^k on rays *)

(** Follow a ray that [ray_is_affine] accepts: to which side it goes in the end, or [None] if f^k is constant
    on it, and the value of f^k at its start. *)
Fixpoint ray_end (f : piecewise) (k : nat) (direction : option bool) (x : Q) {struct k} : option bool * Q :=
  match k with
  | O => (direction, x)
  | S k' =>
    let y := Qred (piecewise_value f x) in
    match direction with
    | None => ray_end f k' None y
    | Some side =>
      match piece f (outer_piece f side) with
      | Some g =>
        match factor g with
        | Z0 => ray_end f k' None y
        | Zpos _ => ray_end f k' (Some side) y
        | Zneg _ => ray_end f k' (Some (negb side)) y
        end
      | None => ray_end f k' None y
      end
    end
  end.
(** The ray beyond x is affine for f^k, and its image does not reach the level y, or is a point. *)
Definition ray_keeps_side (f : piecewise) (k : nat) (right : bool) (x y : Q) : bool :=
  ray_is_affine f k right x &&
  match ray_end f k (Some right) x with
  | (None, _) => true
  | (Some true, z) => Qlt_bool y z
  | (Some false, z) => Qlt_bool z y
  end.

(** The outer piece applies beyond x. *)
Lemma outer_piece_ok : forall f (right : bool) x g, continuous_piecewise f = true ->
  (if right then within_left_b (cuts f) (outer_piece f right) x else within_right_b (cuts f)
    (outer_piece f right) x) = true ->
  piece f (outer_piece f right) = Some g ->
  forall z, beyond_end right x z -> piecewise_value f z == apply_affine g z.
Proof.
  intros f right x g continuous place at_piece z beyond.
  apply (piecewise_value_in f (outer_piece f right) g); auto.
  - destruct right; cbn [outer_piece beyond_end] in *; [|exact I].
    apply within_left_ok in place. now apply (within_left_mid _ _ x).
  - destruct right; cbn [outer_piece beyond_end] in *.
    + unfold within_right.
      assert (none : nth_error (cuts f) (length (cuts f)) = None) by now apply nth_error_None.
      now rewrite none.
    + apply within_right_ok in place. now apply (within_right_mid _ _ _ x).
Qed.
Lemma ray_is_affine_eq : forall f k right x x', x == x' -> ray_is_affine f k right x = true ->
  ray_is_affine f k right x' = true.
Proof.
  intros f. induction k as [|k IH]; intros right x x' eq test; cbn [ray_is_affine] in *; [reflexivity|].
  apply andb_true_iff in test as [place test]. apply andb_true_iff. split.
  - destruct right.
    + unfold within_left_b in *. destruct (outer_piece f true) as [|j]; [reflexivity|].
      destruct (nth_error (cuts f) j); [|exact place]. now rewrite <- eq.
    + unfold within_right_b in *. destruct (nth_error (cuts f) (outer_piece f false)); [|exact place].
      now rewrite <- eq.
  - destruct (piece f (outer_piece f right)) as [g|]; [|exact test].
    destruct (factor g); [reflexivity| |]; (eapply IH; [|exact test]); rewrite !Qred_correct, eq; reflexivity.
Qed.

(** f^k maps the points beyond x to points beyond the end that is found, or to one point. *)
Lemma ray_end_ok : forall f, continuous_piecewise f = true -> forall k right x,
  ray_is_affine f k right x = true ->
  match ray_end f k (Some right) x with
  | (None, _) => forall z, beyond_end right x z -> iter k (piecewise_value f) z == iter k (piecewise_value f)
    x
  | (Some side, v) => v == iter k (piecewise_value f) x /\
      forall z, beyond_end right x z -> beyond_end side v (iter k (piecewise_value f) z)
  end.
Proof.
  intros f continuous. set (F := piecewise_value f).
  assert (constant_end : forall k x, fst (ray_end f k None x) = None).
  { induction k as [|k IH]; intros x; cbn [ray_end fst]; [reflexivity|apply IH]. }
  induction k as [|k IH]; intros right x test; cbn [ray_end].
  - split; [reflexivity|]. intros z beyond. exact beyond.
  - cbn [ray_is_affine] in test. apply andb_true_iff in test as [place test].
    destruct (piece f (outer_piece f right)) as [g|] eqn:at_piece; [|discriminate].
    pose proof (outer_piece_ok f right x g continuous place at_piece) as line. fold F in line |- *.
    pose proof (iter_extensional k F (piecewise_value_extensional f)) as ext.
    assert (x_beyond : beyond_end right x x) by (destruct right; cbn; lra).
    assert (step : forall right', ray_is_affine f k right' (Qred (apply_affine g x)) = true ->
      (forall z, beyond_end right x z -> beyond_end right' (F x) (F z)) ->
      match ray_end f k (Some right') (Qred (F x)) with
      | (None, _) => forall z, beyond_end right x z -> iter (S k) F z == iter (S k) F x
      | (Some side, v) => v == iter (S k) F x /\ forall z, beyond_end right x z ->
        beyond_end side v (iter (S k) F z)
      end).
    { intros right' test' onto. specialize (IH right' (Qred (F x))).
      assert (test'' : ray_is_affine f k right' (Qred (F x)) = true).
      { apply (ray_is_affine_eq f k right' (Qred (apply_affine g x))); [|exact test'].
        rewrite !Qred_correct. symmetry. now apply line. }
      specialize (IH test'').
      assert (onto' : forall z, beyond_end right x z -> beyond_end right' (Qred (F x)) (F z)).
      { intros z beyond. specialize (onto z beyond). pose proof (Qred_correct (F x)) as eq.
        destruct right'; cbn [beyond_end] in *; lra. }
      destruct (ray_end f k (Some right') (Qred (F x))) as [[side|] v].
      - destruct IH as [eq_v beyond_v]. split.
        + rewrite eq_v, <- iter_shift. apply ext. apply Qred_correct.
        + intros z beyond. rewrite <- iter_shift. apply beyond_v. now apply onto'.
      - intros z beyond. rewrite <- !iter_shift. rewrite (IH (F z) (onto' z beyond)). apply ext.
        apply Qred_correct. }
    destruct (factor g) as [|p|p] eqn:sign.
    + (* constant *)
      destruct (ray_end f k None (Qred (F x))) as [e v] eqn:found.
      pose proof (constant_end k (Qred (F x))) as none.
      rewrite found in none. cbn [fst] in none. subst e. intros z beyond. rewrite <- !iter_shift. apply ext.
      rewrite (line z beyond), (line x x_beyond), !apply_affine_eq. pose proof (slope_flat g sign) as zero.
      rewrite zero. ring.
    + apply (step right test). intros z beyond. pose proof (slope_pos g p sign) as pos.
      pose proof (apply_affine_rise g x z) as rise.
      pose proof (line z beyond) as at_z. pose proof (line x x_beyond) as at_x.
      destruct right; cbn [beyond_end] in *; nra.
    + apply (step (negb right) test). intros z beyond. pose proof (slope_neg g p sign) as neg.
      pose proof (apply_affine_rise g x z) as rise.
      pose proof (line z beyond) as at_z. pose proof (line x x_beyond) as at_x.
      destruct right; cbn [beyond_end negb] in *; nra.
Qed.

Lemma ray_keeps_side_ok : forall f k right x y, continuous_piecewise f = true ->
  ray_keeps_side f k right x y = true ->
  forall a, beyond_end right x a -> side_kept (iter k (piecewise_value f)) y right a.
Proof.
  intros f k right x y continuous test a x_a z up a_z by_y. unfold ray_keeps_side in test.
  apply andb_true_iff in test as [ray test]. pose proof (ray_end_ok f continuous k right x ray) as ends.
  assert (x_z : beyond_end right x z) by (destruct right; cbn in *; lra).
  set (G := iter k (piecewise_value f)) in *.
  destruct (ray_end f k (Some right) x) as [[[|]|] v].
  - (* the image lies above the level *)
    apply Qlt_bool_lt in test. destruct ends as [eq_v beyond_v].
    pose proof (beyond_v a x_a) as a_v. pose proof (beyond_v z x_z) as z_v.
    cbn [beyond_end] in a_v, z_v. destruct up; cbn [beyond] in *; lra.
  - (* below *)
    apply Qlt_bool_lt in test. destruct ends as [eq_v beyond_v].
    pose proof (beyond_v a x_a) as a_v. pose proof (beyond_v z x_z) as z_v.
    cbn [beyond_end] in a_v, z_v. destruct up; cbn [beyond] in *; lra.
  - pose proof (ends a x_a) as eq_a. pose proof (ends z x_z) as eq_z.
    destruct up; cbn [beyond] in *; lra.
Qed.

Definition sides_fit (f : piecewise) (k : nat) (y : Q) (lo hi : option Q) (A A' B' B : Q) : bool :=
  Qlt_bool A B &&
  match lo with Some a => Q_is a A | None => Qle_bool A A' && ray_keeps_side f k false A' y end &&
  match hi with Some b => Q_is b B | None => Qle_bool B' B && ray_keeps_side f k true B' y end.
Lemma sides_fit_ok : forall f k y lo hi A A' B' B, continuous_piecewise f = true ->
  sides_fit f k y lo hi A A' B' B = true ->
  A < B /\ sides_kept (iter k (piecewise_value f)) y lo hi A B.
Proof.
  intros f k y lo hi A A' B' B continuous test. unfold sides_fit in test.
  apply andb_true_iff in test as [test right_test]. apply andb_true_iff in test as [A_B left_test].
  apply Qlt_bool_lt in A_B.
  split; [exact A_B|]. split.
  - destruct lo as [a|]; [now apply Q_is_ok|]. apply andb_true_iff in left_test as [A_A' ray].
    apply Qle_bool_iff in A_A'.
    now apply (ray_keeps_side_ok f k false A' y continuous ray).
  - destruct hi as [b|]; [now apply Q_is_ok|]. apply andb_true_iff in right_test as [B'_B ray].
    apply Qle_bool_iff in B'_B.
    now apply (ray_keeps_side_ok f k true B' y continuous ray).
Qed.
Lemma sides_kept_same : forall F G y lo hi A B, (forall x, F x == G x) -> sides_kept F y lo hi A B ->
  sides_kept G y lo hi A B.
Proof.
  assert (kept_same : forall F G y right a, (forall x, F x == G x) -> side_kept F y right a ->
    side_kept G y right a).
  { intros F G y right a agree kept x up a_x by_y. unfold beyond in *. specialize (kept x up a_x).
    unfold beyond in kept.
    destruct up; rewrite <- !agree in *; auto. }
  intros F G y lo hi A B agree [left_kept right_kept]. split.
  - destruct lo as [a|]; [exact left_kept|now apply (kept_same F)].
  - destruct hi as [b|]; [exact right_kept|now apply (kept_same F)].
Qed.
