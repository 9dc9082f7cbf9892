(** * Values of networks, and least periods of their orbits, by evaluation

    [network_value_sound], [network_has_least_period_sound]. Values are reduced after each layer. *)
From Coq Require Import ZArith QArith Qreduction Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Networks Definitions.NetworkLines.
From ExactPL Require Import Arithmetic.Rationals Maps.Iterates.
Import ListNotations.
Open Scope Q_scope.

(** ** Facts *)

Lemma relu_of_nonneg : forall z, 0 <= z -> relu z == z.
Proof.
  intros z nonneg. unfold relu. destruct (Qle_bool 0 z) eqn:test; [reflexivity|].
  apply Qle_bool_false_lt in test. lra.
Qed.
Lemma relu_of_nonpos : forall z, z <= 0 -> relu z == 0.
Proof.
  intros z nonpos. unfold relu. destruct (Qle_bool 0 z) eqn:test; [|reflexivity].
  apply Qle_bool_iff in test. lra.
Qed.
Lemma relu_extensional : extensional relu.
Proof.
  intros y z eq. destruct (Qlt_le_dec y 0) as [neg|nonneg].
  - rewrite !relu_of_nonpos by lra. reflexivity.
  - rewrite !relu_of_nonneg by lra. exact eq.
Qed.

Lemma same_vector_refl : forall v, same_vector v v.
Proof. induction v as [|x v IH]; constructor; [reflexivity|exact IH]. Qed.
Lemma same_vector_sym : forall v w, same_vector v w -> same_vector w v.
Proof. intros v w same. induction same; constructor; auto. now symmetry. Qed.
Lemma same_vector_trans : forall u v w, same_vector u v -> same_vector v w -> same_vector u w.
Proof.
  intros u v w same. revert w. induction same as [|x y u v eq same IH]; intros w same'; inversion same';
    subst;
    constructor; [|now apply IH].
  now transitivity y.
Qed.
Lemma dot_same : forall w v v', same_vector v v' -> dot w v == dot w v'.
Proof.
  intros w v v' same. revert w. induction same as [|x y v v' eq same IH]; intros [|a w]; cbn [dot];
    try reflexivity.
  now rewrite eq, (IH w).
Qed.
Lemma unit_output_same : forall r v v' u, same_vector v v' -> unit_output r v u == unit_output r v' u.
Proof.
  intros r v v' u same. unfold unit_output. pose proof (dot_same (fst u) v v' same) as eq.
  destruct r; [apply relu_extensional|]; now rewrite eq.
Qed.
Lemma layer_output_same : forall l v v', same_vector v v' ->
  same_vector (layer_output l v) (layer_output l v').
Proof.
  intros [us r] v v' same. unfold layer_output; cbn [units rectified].
  induction us as [|u us IH]; constructor; [now apply unit_output_same|exact IH].
Qed.
Lemma layers_output_same : forall ls v v', same_vector v v' ->
  same_vector (layers_output ls v) (layers_output ls v').
Proof.
  induction ls as [|l ls IH]; intros v v' same; cbn [layers_output]; [exact same|].
  apply IH. now apply layer_output_same.
Qed.
Lemma hd_same : forall v v', same_vector v v' -> hd 0 v == hd 0 v'.
Proof. intros v v' same. destruct same; [reflexivity|assumption]. Qed.
Lemma network_extensional : forall ls, extensional (network ls).
Proof.
  intros ls x y eq. apply hd_same, layers_output_same. constructor; [exact eq|constructor].
Qed.

(** ** Evaluation with reduced fractions *)

Definition reduced_layer (l : layer) (v : list Q) :
  list Q := map (fun u => Qred (unit_output (rectified l) v u)) (units l).
Fixpoint reduced_output (ls : list layer) (v : list Q) : list Q :=
  match ls with
  | [] => v
  | l :: ls' => reduced_output ls' (reduced_layer l v)
  end.
Lemma reduced_layer_ok : forall l v, same_vector (reduced_layer l v) (layer_output l v).
Proof.
  intros [us r] v. unfold reduced_layer, layer_output; cbn [units rectified].
  induction us as [|u us IH]; constructor; [apply Qred_correct|exact IH].
Qed.
Lemma reduced_output_ok : forall ls v, same_vector (reduced_output ls v) (layers_output ls v).
Proof.
  induction ls as [|l ls IH]; intros v; cbn [reduced_output layers_output]; [apply same_vector_refl|].
  apply (same_vector_trans _ (layers_output ls (reduced_layer l v))); [apply IH|].
  apply layers_output_same, reduced_layer_ok.
Qed.

Fixpoint same_vector_b (v w : list Q) : bool :=
  match v, w with
  | [], [] => true
  | x :: v', y :: w' => Qeq_bool x y && same_vector_b v' w'
  | _, _ => false
  end.
Lemma same_vector_iff : forall v w, same_vector_b v w = true <-> same_vector v w.
Proof.
  induction v as [|x v IH]; intros [|y w]; cbn [same_vector_b]; split; intros h; try discriminate;
    try now inversion h.
  - constructor.
  - apply andb_true_iff in h as [eq rest]. apply Qeq_bool_iff in eq. constructor; [exact eq|now apply IH].
  - inversion h as [|? ? ? ? eq rest]; subst. apply andb_true_iff.
  split; [now apply Qeq_bool_iff|now apply IH].
Qed.

Definition network_value_is (ls : list layer) (x y : list Q) : bool := same_vector_b (reduced_output ls x) y.

(** F(x) = y. *)
Theorem network_value_sound : forall ls x y, network_value_is ls x y = true ->
  same_vector (layers_output ls x) y.
Proof.
  intros ls x y test. apply same_vector_iff in test.
  apply (same_vector_trans _ (reduced_output ls x)); [|exact test]. apply same_vector_sym, reduced_output_ok.
Qed.

(** ** Least periods *)

Fixpoint network_returns (ls : list layer) (m : nat) (x y : list Q) : bool :=
  match m with
  | O => same_vector_b y x
  | S m' => negb (same_vector_b y x) && network_returns ls m' x (reduced_output ls y)
  end.
Definition network_has_least_period (ls : list layer) (n : nat) (x : list Q) : bool :=
  match n with
  | O => false
  | S m => network_returns ls m x (reduced_output ls x)
  end.

Lemma network_returns_ok : forall ls x m y j, network_returns ls m x y = true ->
  same_vector y (iter_network j ls x) ->
  same_vector (iter_network (m + j) ls x) x /\
  forall i, (j <= i)%nat -> (i < m + j)%nat -> ~ same_vector (iter_network i ls x) x.
Proof.
  intros ls x. induction m as [|m IH]; intros y j test at_j; cbn [network_returns] in test.
  - apply same_vector_iff in test. split; [|intros; lia]. cbn [Nat.add].
    apply (same_vector_trans _ y); [now apply same_vector_sym|exact test].
  - apply andb_true_iff in test as [not_yet later]. apply negb_true_iff in not_yet.
    destruct (IH _ (S j) later) as [back before].
    { cbn [iter_network]. apply (same_vector_trans _ (layers_output ls y)); [apply reduced_output_ok|].
      now apply layers_output_same. }
    replace (S m + j)%nat with (m + S j)%nat by lia. split; [exact back|]. intros i j_i i_n.
    destruct (PeanoNat.Nat.eq_dec i j) as [->|other]; [|apply before; lia].
    intro back_j. apply (same_vector_trans _ _ _ at_j), same_vector_iff in back_j. congruence.
Qed.

(** The vector x has least period n under the network. *)
Theorem network_has_least_period_sound : forall ls n x, network_has_least_period ls n x = true ->
  network_least_period ls n x.
Proof.
  intros ls [|m] x test; [discriminate|]. cbn [network_has_least_period] in test.
  destruct (network_returns_ok ls x m _ 1 test) as [back before].
  { cbn [iter_network]. apply reduced_output_ok. }
  replace (m + 1)%nat with (S m) in * by lia.
  split; [lia|]. split; [exact back|]. intros i pos_i i_n. apply before; lia.
Qed.
