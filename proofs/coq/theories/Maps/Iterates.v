(** * Iterates *)
From Coq Require Import QArith Lqa.
From ExactPL Require Import Definitions.Functions.
Open Scope Q_scope.

(** F takes equal rationals to equal rationals. *)
Definition extensional (F : Q -> Q) : Prop := forall x y, x == y -> F x == F y.

Lemma iter_shift : forall k F x, iter k F (F x) = iter (S k) F x.
Proof.
  induction k as [|k IH]; intros F x; [reflexivity|].
  cbn [iter]. now rewrite IH.
Qed.

Lemma iter_extensional : forall k F, extensional F -> extensional (iter k F).
Proof.
  induction k as [|k IH]; intros F ext x y eq; cbn [iter]; [exact eq|].
  apply ext. now apply IH.
Qed.

Lemma iter_in : forall F lo hi, maps_into F lo hi -> forall k, maps_into (iter k F) lo hi.
Proof.
  intros F lo hi into. induction k as [|k IH]; intros x lo_x x_hi; cbn [iter]; [lra|].
  destruct (IH x lo_x x_hi). now apply into.
Qed.

(** Functions that agree everywhere have iterates that agree everywhere. *)
Lemma iter_same : forall F G, (forall x, F x == G x) -> extensional F ->
  forall k x, iter k F x == iter k G x.
Proof.
  intros F G agree ext. induction k as [|k IH]; intros x; cbn [iter]; [reflexivity|].
  rewrite <- agree. apply ext, IH.
Qed.

(** Functions that agree on an interval which one of them maps into itself have iterates that agree there. *)
Lemma iter_agree : forall F G lo hi, (forall x, lo <= x -> x <= hi -> F x == G x) -> extensional G ->
  maps_into F lo hi -> forall k x, lo <= x -> x <= hi -> iter k F x == iter k G x.
Proof.
  intros F G lo hi agree ext into. induction k as [|k IH]; intros x lo_x x_hi; [reflexivity|].
  cbn [iter]. destruct (iter_in _ _ _ into k x lo_x x_hi) as [lo_y y_hi].
  rewrite agree by assumption. apply ext. now apply IH.
Qed.

Lemma least_period_same : forall F G n x, (forall k, iter k F x == iter k G x) ->
  least_period F n x -> least_period G n x.
Proof.
  intros F G n x agree (positive & back & least). split; [exact positive|]. split.
  - rewrite <- agree. exact back.
  - intros m pos_m m_n back_m. apply (least m pos_m m_n). rewrite agree. exact back_m.
Qed.
