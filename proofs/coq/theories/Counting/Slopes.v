(** * The least and the greatest absolute slope of f^k (T1.6.1)

    All slopes of f are written over one denominator D, so that those of f^n are integers over D^n: comparing
    them takes no multiplication. *)
From Coq Require Import ZArith QArith Qabs Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Powers Arithmetic.Trees.
From ExactPL Require Import Maps.Iterates Maps.Piecewise.
From ExactPL Require Import Counting.Graphs Counting.Transfer Counting.Orbits.
Import ListNotations.
Open Scope Q_scope.

(** ** Slopes of functions *)

Lemma slope_on_sub : forall F c d m c' d', slope_on F c d m -> c <= c' -> c' < d' -> d' <= d ->
  slope_on F c' d' m.
Proof.
  intros F c d m c' d' [c_d (b & line)] c_c' c'_d' d'_d. split; [exact c'_d'|]. exists b. intros x lo hi.
  apply line; lra.
Qed.
Lemma slope_on_same : forall F G c d m, (forall x, F x == G x) -> slope_on F c d m -> slope_on G c d m.
Proof.
  intros F G c d m agree [c_d (b & line)]. split; [exact c_d|]. exists b. intros x lo hi.
  rewrite <- agree. now apply line.
Qed.
Lemma slope_range_same : forall F G u v u' v' lo hi lo' hi', (forall x, F x == G x) -> u == u' -> v == v' ->
  lo == lo' -> hi == hi' -> slope_range F u v lo hi -> slope_range G u' v' lo' hi'.
Proof.
  intros F G u v u' v' lo hi lo' hi' agree eq_u eq_v eq_lo eq_hi (within & (c & d & m & u_c & d_v & sl & eq_m)
    & (c2 & d2 & m2 & u_c2 & d2_v & sl2 & eq_m2)).
  split; [|split].
  - intros c0 d0 m0 u_c0 d0_v sl0. rewrite <- eq_lo, <- eq_hi. apply (within c0 d0 m0); try lra.
    apply (slope_on_same G F); auto. intros x. symmetry. apply agree.
  - exists c, d, m. split; [lra|]. split; [lra|]. split; [now apply (slope_on_same F)|]. now rewrite eq_m.
  - exists c2, d2, m2. split; [lra|]. split; [lra|]. split; [now apply (slope_on_same F)|]. now rewrite eq_m2.
Qed.

(** A cell of [u, w] has a part in [u, v] or in [v, w], with the same slope. *)
Lemma slope_range_join : forall F u v w lo hi lo' hi' least greatest, u < v -> v < w ->
  slope_range F u v lo hi -> slope_range F v w lo' hi' ->
  least <= lo -> least <= lo' -> least == lo \/ least == lo' ->
  hi <= greatest -> hi' <= greatest -> greatest == hi \/ greatest == hi' ->
  slope_range F u w least greatest.
Proof.
  intros F u v w lo hi lo' hi' least greatest u_v v_w (in1 & (c1 & d1 & m1 & u_c1 & d1_v & sl1 & eq1) &
    (c2 & d2 & m2 & u_c2 & d2_v & sl2 & eq2))
    (in2 & (c3 & d3 & m3 & v_c3 & d3_w & sl3 & eq3) & (c4 & d4 & m4 & v_c4 & d4_w & sl4 & eq4)) l_lo l_lo'
      l_is hi_g hi'_g g_is.
  split; [|split].
  - intros c d m u_c d_w sl. destruct sl as [c_d rest]. destruct (Qlt_le_dec c v) as [c_v|v_c].
    + set (e := qmin v d). assert (e_v : e <= v) by (unfold e; destruct (qmin_cases v d) as [[-> ?]|[-> ?]];
        lra).
      assert (e_d : e <= d) by (unfold e; destruct (qmin_cases v d) as [[-> ?]|[-> ?]]; lra).
      assert (c_e : c < e) by (unfold e; destruct (qmin_cases v d) as [[-> ?]|[-> ?]]; lra).
      destruct (in1 c e m u_c e_v) as [A B]; [|lra].
      apply (slope_on_sub F c d); [split; [exact c_d|exact rest]| | |]; lra.
    + destruct (in2 c d m v_c d_w (conj c_d rest)) as [A B]. lra.
  - destruct l_is as [is|is].
    + exists c1, d1, m1. split; [exact u_c1|]. split; [lra|]. split; [exact sl1|lra].
    + exists c3, d3, m3. split; [lra|]. split; [exact d3_w|]. split; [exact sl3|lra].
  - destruct g_is as [is|is].
    + exists c2, d2, m2. split; [exact u_c2|]. split; [lra|]. split; [exact sl2|lra].
    + exists c4, d4, m4. split; [lra|]. split; [exact d4_w|]. split; [exact sl4|lra].
Qed.

Section Pull.
Variables (G F : Q -> Q) (u v m q : Q).
Hypothesis G_ext : extensional G.
Hypothesis line : forall x, u <= x -> x <= v -> F x == m * x + q.
Hypothesis nonzero : ~ m == 0.
Notation GF := (fun x => G (F x)).

(** The slope of G o F on a cell is m times that of G on its image. *)
Lemma slope_of_image : forall c d n c' d', u <= c -> d <= v -> slope_on GF c d n -> c' < d' ->
  (forall y, c' <= y -> y <= d' -> exists x, c <= x /\ x <= d /\ y == m * x + q) -> slope_on G c' d' (n / m).
Proof.
  intros c d n c' d' u_c d_v [c_d (b & slope_n)] c'_d' inverse. split; [exact c'_d'|].
  exists (b - n * q / m). intros y lo hi. destruct (inverse y lo hi) as (x & c_x & x_d & eq_y).
  rewrite (G_ext y (F x)) by (rewrite eq_y; symmetry; apply line; lra).
  rewrite (slope_n x c_x x_d), eq_y. field. exact nonzero.
Qed.
Lemma slope_of_preimage : forall c d n c' d', u <= c -> c < d -> d <= v -> slope_on G c' d' n ->
  (forall x, c <= x -> x <= d -> c' <= m * x + q /\ m * x + q <= d') -> slope_on GF c d (n * m).
Proof.
  intros c d n c' d' u_c c_d d_v [_ (b & slope_n)] inside. split; [exact c_d|].
  exists (n * q + b). intros x lo hi. destruct (inside x lo hi) as [in_lo in_hi].
  rewrite (G_ext _ _ (line x ltac:(lra) ltac:(lra))), (slope_n _ in_lo in_hi). ring.
Qed.

Lemma scale_abs : forall n, Qabs (n * m) == Qabs n * Qabs m.
Proof. intros n. apply Qabs_Qmult. Qed.
Lemma abs_pos : 0 < Qabs m.
Proof.
  destruct (sign_cases m nonzero) as [pos|neg]; [rewrite Qabs_pos by lra|rewrite Qabs_neg by lra]; lra.
Qed.

Lemma slope_range_up : 0 < m -> forall u' v' lo hi, u' == m * u + q -> v' == m * v + q ->
  slope_range G u' v' lo hi ->
  slope_range GF u v (lo * Qabs m) (hi * Qabs m).
Proof.
  intros pos u' v' lo hi eq_u eq_v (within & lo_is & hi_is). pose proof abs_pos as abs.
  assert (attained : forall t, (exists c d n, u' <= c /\ d <= v' /\ slope_on G c d n /\ Qabs n == t) ->
    exists c d n, u <= c /\ d <= v /\ slope_on GF c d n /\ Qabs n == t * Qabs m).
  { intros t (c & d & n & u_c & d_v & sl & eq_n). pose proof (proj1 sl) as c_d.
    assert (eq_c : c == m * ((c - q) / m) + q) by (field; exact nonzero).
    assert (eq_d : d == m * ((d - q) / m) + q) by (field; exact nonzero).
    set (c' := (c - q) / m) in *. set (d' := (d - q) / m) in *. clearbody c' d'.
    assert (A : u <= c') by nra. assert (B : c' < d') by nra. assert (C : d' <= v) by nra.
    exists c', d', (n * m). split; [exact A|]. split; [exact C|]. split.
    - apply (slope_of_preimage c' d' n c d); auto. intros x c_x x_d. split; nra.
    - rewrite scale_abs, eq_n. reflexivity. }
  split; [|split; [now apply attained|now apply attained]].
  intros c d n u_c d_v sl. pose proof (proj1 sl) as c_d.
  assert (image_slope : slope_on G (m * c + q) (m * d + q) (n / m)).
  { apply (slope_of_image c d n); auto; [nra|]. intros y c_y y_d. exists ((y - q) / m).
    assert (eq_y : y == m * ((y - q) / m) + q) by (field; exact nonzero).
    set (x := (y - q) / m) in *. clearbody x. split; [nra|]. split; [nra|exact eq_y]. }
  destruct (within (m * c + q) (m * d + q) (n / m)) as [A B]; auto; [nra|nra|].
  assert (eq_n : Qabs n == Qabs (n / m) * Qabs m). { rewrite <- scale_abs. apply Qabs_wd. field. exact
    nonzero. }
  rewrite eq_n. split; nra.
Qed.

Lemma slope_range_down : m < 0 -> forall u' v' lo hi, u' == m * u + q -> v' == m * v + q ->
  slope_range G v' u' lo hi ->
  slope_range GF u v (lo * Qabs m) (hi * Qabs m).
Proof.
  intros neg u' v' lo hi eq_u eq_v (within & lo_is & hi_is). pose proof abs_pos as abs.
  assert (attained : forall t, (exists c d n, v' <= c /\ d <= u' /\ slope_on G c d n /\ Qabs n == t) ->
    exists c d n, u <= c /\ d <= v /\ slope_on GF c d n /\ Qabs n == t * Qabs m).
  { intros t (c & d & n & u_c & d_v & sl & eq_n). pose proof (proj1 sl) as c_d.
    assert (eq_c : c == m * ((c - q) / m) + q) by (field; exact nonzero).
    assert (eq_d : d == m * ((d - q) / m) + q) by (field; exact nonzero).
    set (c' := (c - q) / m) in *. set (d' := (d - q) / m) in *. clearbody c' d'.
    assert (A : u <= d') by nra. assert (B : d' < c') by nra. assert (C : c' <= v) by nra.
    exists d', c', (n * m). split; [exact A|]. split; [exact C|]. split.
    - apply (slope_of_preimage d' c' n c d); auto. intros x d_x x_c. split; nra.
    - rewrite scale_abs, eq_n. reflexivity. }
  split; [|split; [now apply attained|now apply attained]].
  intros c d n u_c d_v sl. pose proof (proj1 sl) as c_d.
  assert (image_slope : slope_on G (m * d + q) (m * c + q) (n / m)).
  { apply (slope_of_image c d n); auto; [nra|]. intros y d_y y_c. exists ((y - q) / m).
    assert (eq_y : y == m * ((y - q) / m) + q) by (field; exact nonzero).
    set (x := (y - q) / m) in *. clearbody x. split; [nra|]. split; [nra|exact eq_y]. }
  destruct (within (m * d + q) (m * c + q) (n / m)) as [A B]; auto; [nra|nra|].
  assert (eq_n : Qabs n == Qabs (n / m) * Qabs m). { rewrite <- scale_abs. apply Qabs_wd. field. exact
    nonzero. }
  rewrite eq_n. split; nra.
Qed.
End Pull.

Lemma slope_range_line : forall F u v m q, u < v -> (forall x, u <= x -> x <= v -> F x == m * x + q) ->
  slope_range F u v (Qabs m) (Qabs m).
Proof.
  intros F u v m q u_v line. split.
  - intros c d n u_c d_v [c_d (b & slope_n)].
    assert (eq_n : n == m).
    { assert (zero : n - m == 0); [|lra]. apply (mul_cancel _ (d - c)); [lra|].
      pose proof (slope_n c ltac:(lra) ltac:(lra)) as at_c.
      pose proof (slope_n d ltac:(lra) ltac:(lra)) as at_d.
      rewrite line in at_c by lra. rewrite line in at_d by lra. ring_simplify. lra. }
    rewrite eq_n. split; apply Qle_refl.
  - assert (sl : slope_on F u v m) by (split; [exact u_v|now exists q]).
    split; exists u, v, m; (split; [apply Qle_refl|]); (split; [apply Qle_refl|]);
      (split; [exact sl|reflexivity]).
Qed.

(** ** The recursion *)

(** Least and greatest absolute slope as integers over D^n, with n. *)
Definition slope_summary := (Z * Z * nat)%type.
Section Slopes.
Variable D : positive.
Definition over (z : Z) (n : nat) : Q := inject_Z z * qpow (1 # D) n.

Definition join_slopes (s t : slope_summary) : option slope_summary :=
  let '(lo, hi, n) := s in
  let '(lo', hi', n') := t in
  if Nat.eqb n n' then Some (Z.min lo lo', Z.max hi hi', n) else None.
Definition slope_pulled (g : affine) (s : slope_summary) : option slope_summary :=
  let '(lo, hi, n) := s in
  let r := (Zpos D / Zpos (denominator g))%Z in
  if Z.eqb (r * Zpos (denominator g)) (Zpos D) then
    let w := (Z.abs (factor g) * r)%Z in Some ((lo * w)%Z, (hi * w)%Z, S n)
  else None.
Definition slopes_of (f : piecewise) (gr : graph) (k : nat) : option slope_summary :=
  root_summary f gr slope_summary nat S (fun _ _ => join_slopes) (fun n _ => Some (0%Z, 0%Z, n)) slope_pulled
    (fun _ => Some (1%Z, 1%Z, 0%nat)) k 0%nat.

Definition has_slopes (F : Q -> Q) (u v : Q) (s : slope_summary) : Prop :=
  let '(lo, hi, n) := s in u < v /\ slope_range F u v (over lo n) (over hi n).

Lemma over_le : forall y z n, (y <= z)%Z -> over y n <= over z n.
Proof.
  intros y z n le. unfold over. pose proof (qpow_pos (1 # D) n ltac:(reflexivity)).
  assert (inject_Z y <= inject_Z z) by (rewrite <- Zle_Qle; exact le). nra.
Qed.
Lemma over_step : forall z w g n, (w * Zpos (denominator g) = Z.abs (factor g) * Zpos D)%Z ->
  over (z * w) (S n) == over z n * Qabs (slope g).
Proof.
  intros z w g n eq. unfold over. cbn [qpow]. rewrite inject_Z_mult.
  assert (eq_slope : Qabs (slope g) == inject_Z w * (1 # D)).
  { unfold slope, Qabs, inject_Z, Qeq, Qmult; cbn [Qnum Qden]. rewrite !Pos2Z.inj_mul. cbn [Pos.mul]. lia. }
  rewrite eq_slope. ring.
Qed.

Lemma slopes_of_ok : forall f gr a b k S, graph_fits f gr a b = true -> slopes_of f gr k = Some S ->
  exists u v, u == a /\ v == b /\ has_slopes (iter k (piecewise_value f)) u v S.
Proof.
  intros f gr a b k S0 test count.
  destruct (graph_fits_ok f gr a b test)
    as (continuous & fit & places & d & p & q & at_root & at_p & at_q & eq_a & eq_b & lt).
  exists (position f gr (state_left d)), (position f gr (state_right d)). split; [exact eq_a|].
  split; [exact eq_b|].
  assert (flat_over : forall n, over 0 n == Qabs 0) by (intros n; unfold over; cbn; ring).
  apply (root_summary_ok f gr slope_summary nat S (fun _ _ => join_slopes) (fun n _ => Some (0%Z, 0%Z, n))
    slope_pulled
    (fun _ => Some (1%Z, 1%Z, 0%nat)) (position f gr) has_slopes (fun _ _ => True) continuous fit places)
    with (p := p) (q := q) (E := 0%nat); auto.
  - intros G H u v [[lo hi] n] agree [u_v range]. split; [exact u_v|].
    apply (slope_range_same G H u v u v (over lo n) (over hi n)); auto; reflexivity.
  - (* the identity *)
    intros d' p' q' w _ _ lt' eq. injection eq as <-. split; [exact lt'|].
    assert (line : forall x, position f gr (state_left d') <= x -> x <= position f gr (state_right d') ->
      iter 0 (piecewise_value f) x == 1 * x + 0) by (intros x _ _; cbn [iter]; ring).
    exact (slope_range_line _ _ _ 1 0 lt' line).
  - intros n E i c u v w [[lo hi] m] [[lo' hi'] m'] s _ _ _ u_v v_w [_ left] [_ right] eq.
    cbn [join_slopes] in eq.
    destruct (Nat.eqb_spec m m') as [<-|]; [|discriminate]. injection eq as <-. split; [lra|].
    apply (slope_range_join _ u v w (over lo m) (over hi m) (over lo' m) (over hi' m)); auto;
      try (apply over_le; lia).
    + destruct (Z.min_spec lo lo') as [[_ ->]|[_ ->]]; [now left|now right].
    + destruct (Z.max_spec hi hi') as [[_ ->]|[_ ->]]; [now right|now left].
  - (* flat *)
    intros n E m p' v s _ _ lt' const eq. injection eq as <-. split; [exact lt'|].
    apply (slope_range_same (iter n (piecewise_value f)) _ (position f gr m) v _ _ (Qabs 0) (Qabs 0));
      try reflexivity;
      try (symmetry; apply flat_over).
    apply (slope_range_line _ _ _ 0 (iter n (piecewise_value f) (position f gr m))); auto.
    intros x lo hi. rewrite const by assumption. rewrite Qmult_0_l, Qplus_0_l. reflexivity.
  - intros G g u v u' v' [[lo hi] n] w' ext line pos u_v eq_u eq_v [_ range] eq. cbn [slope_pulled] in eq.
    destruct (Z.eqb_spec (Zpos D / Zpos (denominator g) * Zpos (denominator g)) (Zpos D)) as [divides|];
      [|discriminate].
    injection eq as <-. split; [exact u_v|].
    pose proof (slope_range_up G (piecewise_value f) u v (slope g) (offset g) ext line ltac:(lra) pos u' v' _
      _ eq_u eq_v range) as pulled.
    eapply slope_range_same; [| | | | |exact pulled]; try reflexivity; symmetry; apply over_step; nia.
  - intros G g u v u' v' [[lo hi] n] w' ext line neg u_v eq_u eq_v [_ range] eq. cbn [slope_pulled] in eq.
    destruct (Z.eqb_spec (Zpos D / Zpos (denominator g) * Zpos (denominator g)) (Zpos D)) as [divides|];
      [|discriminate].
    injection eq as <-. split; [exact u_v|].
    pose proof (slope_range_down G (piecewise_value f) u v (slope g) (offset g) ext line ltac:(lra) neg u' v'
      _ _ eq_u eq_v range) as pulled.
    eapply slope_range_same; [| | | | |exact pulled]; try reflexivity; symmetry; apply over_step; nia.
Qed.
End Slopes.

(** A common denominator of the slopes (unproved; [slope_pulled] tests). *)
Definition common_denominator (f : piecewise) : positive :=
  fold_right (fun g d => Z.to_pos (Z.lcm (Zpos (denominator g)) (Zpos d))) 1%positive
    (fst f :: map snd (snd f)).

(** Least and greatest absolute slope of f^k. *)
Definition slopes_of_root (f : piecewise) (gr : graph) (k : nat) : option (Q * Q) :=
  let D := common_denominator f in
  match slopes_of D f gr k with
  | Some (lo, hi, n) => let d :=
    Pos.pow D (Pos.of_nat n) in Some (if Nat.eqb n 0 then (lo # 1, hi # 1) else (lo # d, hi # d))
  | None => None
  end.

Lemma over_power : forall D z n, (0 < n)%nat -> over D z n == (z # Pos.pow D (Pos.of_nat n)).
Proof.
  intros D z n pos. destruct n as [|n]; [lia|]. clear pos. unfold over. induction n as [|n IH].
  - cbn [qpow Pos.of_nat]. rewrite Pos.pow_1_r. unfold inject_Z, Qeq, Qmult; cbn [Qnum Qden]. lia.
  - change (qpow (1 # D) (S (S n))) with ((1 # D) * qpow (1 # D) (S n)).
    transitivity ((1 # D) * (inject_Z z * qpow (1 # D) (S n))); [ring|]. rewrite IH.
    replace (Pos.of_nat (S (S n))) with (Pos.succ (Pos.of_nat (S n))) by reflexivity.
    rewrite Pos.pow_succ_r. unfold Qeq, Qmult; cbn [Qnum Qden]. rewrite !Pos2Z.inj_mul. ring.
Qed.

(** T1.6.1, in the computing form. *)
Theorem slopes_of_iterate : forall f gr a b k lo hi, graph_fits f gr a b = true ->
  slopes_of_root f gr k = Some (lo, hi) -> slope_range (iter k (piecewise_value f)) a b lo hi.
Proof.
  intros f gr a b k lo hi test known. unfold slopes_of_root in known. set (D := common_denominator f) in *.
  destruct (slopes_of D f gr k) as [[[y z] n]|] eqn:found; [|discriminate].
  destruct (slopes_of_ok D f gr a b k _ test found) as (u & v & eq_u & eq_v & _ & range).
  destruct (Nat.eqb_spec n 0) as [zero|positive]; injection known as <- <-.
  - subst n. apply (slope_range_same (iter k (piecewise_value f)) (iter k (piecewise_value f)) u v a b
      (over D y 0) (over D z 0)); auto; try reflexivity.
    all: unfold over; cbn [qpow]; unfold inject_Z, Qeq, Qmult; cbn [Qnum Qden]; lia.
  - apply (slope_range_same (iter k (piecewise_value f)) (iter k (piecewise_value f)) u v a b
      (over D y n) (over D z n)); auto; try reflexivity; apply over_power; lia.
Qed.
