(** * Affine and monotone cells, subdivisions *)
From Coq Require Import ZArith QArith Lqa List Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Lists.
Import ListNotations.
Open Scope Q_scope.

(** ** Cells *)

Lemma affine_sub : forall F a b c d, affine_on F a b -> a <= c -> d <= b -> affine_on F c d.
Proof. intros F a b c d (m & q & line) a_c d_b. exists m, q. intros x c_x x_d. apply line; lra. Qed.

Lemma affine_ext : forall F G c d, (forall x, c <= x -> x <= d -> F x == G x) ->
  affine_on F c d -> affine_on G c d.
Proof.
  intros F G c d agree (m & b & line). exists m, b. intros x c_x x_d.
  rewrite <- agree by assumption. now apply line.
Qed.

Lemma affine_eq : forall F u u' v v', u == u' -> v == v' -> affine_on F u v -> affine_on F u' v'.
Proof. intros F u u' v v' eq_u eq_v line. apply (affine_sub F u v); auto; lra. Qed.

Lemma affine_monotone : forall F c d, affine_on F c d -> monotone_on F c d.
Proof.
  intros F c d (m & b & line).
  destruct (Qlt_le_dec m 0) as [neg|nonneg]; [right|left]; intros x y c_x x_y y_d; rewrite !line by lra; nra.
Qed.

Lemma monotone_sub : forall F a b c d, monotone_on F a b -> a <= c -> d <= b -> monotone_on F c d.
Proof.
  intros F a b c d [up|down] a_c d_b; [left|right]; intros x y c_x x_y y_d; [apply up|apply down]; lra.
Qed.

Lemma monotone_ext : forall F G c d, (forall x, c <= x -> x <= d -> F x == G x) ->
  monotone_on F c d -> monotone_on G c d.
Proof.
  intros F G c d agree [up|down]; [left|right]; intros x y c_x x_y y_d.
  - rewrite <- !agree by lra. now apply up.
  - rewrite <- !agree by lra. now apply down.
Qed.

(** ** Subdivisions *)

Lemma subdivision_le : forall C ts t hi, subdivision C t ts hi -> t <= hi.
Proof.
  induction ts as [|s ts IH]; intros t hi cells; cbn [subdivision] in cells; [lra|].
  destruct cells as (t_s & _ & rest). specialize (IH _ _ rest). lra.
Qed.

Lemma subdivision_ext : forall (C D : Q -> Q -> Prop) lo hi ts t,
  (forall c d, lo <= c -> c < d -> d <= hi -> C c d -> D c d) -> lo <= t ->
  subdivision C t ts hi -> subdivision D t ts hi.
Proof.
  induction ts as [|s ts IH]; intros t cell lo_t cells; cbn [subdivision] in *; [exact cells|].
  destruct cells as (t_s & C_ts & rest). pose proof (subdivision_le _ _ _ _ rest) as s_hi.
  split; [exact t_s|]. split.
  - apply cell; auto; lra.
  - apply IH; auto. lra.
Qed.

(** The ends of a subdivision may be replaced by equal rationals. *)
Lemma subdivision_ends : forall (C : Q -> Q -> Prop), (forall c c' d d', c == c' -> d == d' -> C c d ->
  C c' d') ->
  forall ts t t' hi hi', t == t' -> hi == hi' -> subdivision C t ts hi -> subdivision C t' ts hi'.
Proof.
  intros C respects.
  induction ts as [|s ts IH]; intros t t' hi hi' eq_t eq_hi cells; cbn [subdivision] in *; [lra|].
  destruct cells as (t_s & C_ts & rest). split; [lra|]. split.
  - apply (respects t t' s s); auto. reflexivity.
  - apply (IH s s hi hi'); auto. reflexivity.
Qed.

Lemma subdivision_app : forall (C : Q -> Q -> Prop), (forall c c' d d', c == c' -> d == d' -> C c d ->
  C c' d') ->
  forall ts a b ts' c, subdivision C a ts b -> subdivision C b ts' c -> subdivision C a (ts ++ ts') c.
Proof.
  intros C respects. induction ts as [|s ts IH]; intros a b ts' c left right; cbn [subdivision app] in *.
  - apply (subdivision_ends C respects ts' b a c c); auto; [now symmetry|reflexivity].
  - destruct left as (a_s & C_as & rest). repeat split; auto. now apply (IH s b).
Qed.

Lemma affine_respects : forall F c c' d d', c == c' -> d == d' -> affine_on F c d -> affine_on F c' d'.
Proof. intros F c c' d d' eq_c eq_d. now apply affine_eq. Qed.
Lemma monotone_respects : forall F c c' d d', c == c' -> d == d' -> monotone_on F c d -> monotone_on F c' d'.
Proof. intros F c c' d d' eq_c eq_d mono. apply (monotone_sub F c d); auto; lra. Qed.

(** What a subdivision of [a, b] leaves on a smaller interval. *)
Lemma subdivision_restrict : forall (C : Q -> Q -> Prop), (forall a b c d, C a b -> a <= c -> d <= b ->
  C c d) ->
  forall ts a b u v, subdivision C a ts b -> a <= u -> u < v -> v <= b ->
  exists us, subdivision C u us v /\ (length us <= length ts)%nat.
Proof.
  intros C shrinks.
  induction ts as [|s ts IH]; intros a b u v cells a_u u_v v_b; cbn [subdivision] in cells; [lra|].
  destruct cells as (a_s & C_as & rest). destruct (Qlt_le_dec u s) as [u_s|s_u].
  - destruct (Qlt_le_dec s v) as [s_v|v_s].
    + destruct (IH s b s v rest) as (us & cells & short); auto; [lra|].
      exists (s :: us). split; [|cbn; lia]. cbn [subdivision].
      repeat split; auto. apply (shrinks a s); auto; lra.
    + exists [v]. split; [|cbn; lia]. cbn [subdivision].
      split; [exact u_v|]. split; [|reflexivity]. apply (shrinks a s); auto; lra.
  - destruct (IH s b u v rest) as (us & cells & short); auto. exists us. split; [exact cells|cbn; lia].
Qed.

(** ** The least number of cells *)

Lemma least_cells_ext : forall (C D : Q -> Q -> Prop) lo hi n,
  (forall c d, lo <= c -> c < d -> d <= hi -> C c d -> D c d) ->
  (forall c d, lo <= c -> c < d -> d <= hi -> D c d -> C c d) ->
  least_cells C lo hi n -> least_cells D lo hi n.
Proof.
  intros C D lo hi n C_D D_C [(ts & cells & count) least]. split.
  - exists ts. split; [|exact count]. apply (subdivision_ext C D lo); auto. lra.
  - intros us cells_us. apply least. apply (subdivision_ext D C lo); auto. lra.
Qed.

Lemma least_cells_ends : forall (C : Q -> Q -> Prop), (forall c c' d d', c == c' -> d == d' -> C c d ->
  C c' d') ->
  forall lo lo' hi hi' n, lo == lo' -> hi == hi' -> least_cells C lo hi n -> least_cells C lo' hi' n.
Proof.
  intros C respects lo lo' hi hi' n eq_lo eq_hi [(ts & cells & count) least]. split.
  - exists ts. split; [|exact count]. now apply (subdivision_ends C respects ts lo lo' hi hi').
  - intros us cells_us. apply least. symmetry in eq_lo, eq_hi.
    now apply (subdivision_ends C respects us lo' lo hi' hi).
Qed.

(** There is only one least number. *)
Lemma least_cells_unique : forall (C : Q -> Q -> Prop) lo hi m n,
  least_cells C lo hi m -> least_cells C lo hi n -> m = n.
Proof.
  intros C lo hi m n [(ts & cells & count) least] [(us & cells' & count') least'].
  specialize (least us cells'). specialize (least' ts cells). lia.
Qed.

Lemma pieces_ext : forall F G lo hi n, (forall x, lo <= x -> x <= hi -> F x == G x) ->
  pieces F lo hi n -> pieces G lo hi n.
Proof.
  intros F G lo hi n agree.
  apply least_cells_ext; intros c d lo_c c_d d_hi; apply affine_ext; intros x c_x x_d.
  - apply agree; lra.
  - symmetry. apply agree; lra.
Qed.

Lemma laps_ext : forall F G lo hi n, (forall x, lo <= x -> x <= hi -> F x == G x) ->
  laps F lo hi n -> laps G lo hi n.
Proof.
  intros F G lo hi n agree.
  apply least_cells_ext; intros c d lo_c c_d d_hi; apply monotone_ext; intros x c_x x_d.
  - apply agree; lra.
  - symmetry. apply agree; lra.
Qed.

(** Laps are at most as many as pieces. *)
Lemma laps_le_pieces : forall F lo hi l p, laps F lo hi l -> pieces F lo hi p -> (l <= p)%N.
Proof.
  intros F lo hi l p [_ least] [(ts & cells & count) _]. rewrite <- count. apply least.
  apply (subdivision_ext (affine_on F) _ lo); auto; [|lra]. intros c d _ _ _. apply affine_monotone.
Qed.
