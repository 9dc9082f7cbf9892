(** * Rational numbers: tests that compute, and small facts *)
From Coq Require Import ZArith QArith Lqa Lia Bool.
Open Scope Q_scope.

(** ** Tests *)

Definition Qlt_bool (a b : Q) : bool := negb (Qle_bool b a).

Lemma Qlt_bool_lt : forall a b, Qlt_bool a b = true -> a < b.
Proof.
  intros a b test. unfold Qlt_bool in test. apply negb_true_iff in test.
  apply Qnot_le_lt. intro le. apply Qle_bool_iff in le. congruence.
Qed.

Lemma Qlt_bool_of_lt : forall a b, a < b -> Qlt_bool a b = true.
Proof.
  intros a b lt. unfold Qlt_bool. apply negb_true_iff.
  destruct (Qle_bool b a) eqn:test; [|reflexivity].
  apply Qle_bool_iff in test. lra.
Qed.

Lemma Qle_bool_false_lt : forall a b, Qle_bool a b = false -> b < a.
Proof. intros a b test. apply Qnot_le_lt. intro le. apply Qle_bool_iff in le. congruence. Qed.

(** Equality of rationals that looks at numerators and denominators first. *)
Definition same (x y : Q) : bool :=
  if Z.eqb (Qnum x) (Qnum y) && Pos.eqb (Qden x) (Qden y) then true else Qeq_bool x y.

Lemma same_ok : forall x y, same x y = true -> x == y.
Proof.
  intros [a b] [c d] test. unfold same in test; cbn [Qnum Qden] in test.
  destruct (Z.eqb a c && Pos.eqb b d) eqn:parts.
  - apply andb_true_iff in parts as [eq_num eq_den].
    apply Z.eqb_eq in eq_num. apply Pos.eqb_eq in eq_den. subst. reflexivity.
  - now apply Qeq_bool_iff in test.
Qed.

(** ** Facts *)

Lemma small2 : forall a b : Q, 0 < a -> 0 < b -> exists d, 0 < d /\ d <= a /\ d <= b.
Proof. intros a b pos_a pos_b. destruct (Qlt_le_dec a b); [exists a|exists b]; repeat split; lra. Qed.

Lemma small3 : forall a b c : Q, 0 < a -> 0 < b -> 0 < c -> exists d, 0 < d /\ d <= a /\ d <= b /\ d <= c.
Proof.
  intros a b c pos_a pos_b pos_c.
  destruct (small2 a b pos_a pos_b) as (d & pos_d & d_a & d_b).
  destruct (small2 d c pos_d pos_c) as (e & pos_e & e_d & e_c).
  exists e. repeat split; lra.
Qed.

Lemma mul_cancel : forall a d : Q, 0 < d -> a * d == 0 -> a == 0.
Proof. intros a d pos_d zero. apply Qmult_integral in zero as [zero|zero]; lra. Qed.

Lemma sign_cases : forall m : Q, ~ m == 0 -> 0 < m \/ m < 0.
Proof.
  intros m nonzero. destruct (Qlt_le_dec 0 m) as [pos|nonpos]; [now left|right].
  destruct (Qlt_le_dec m 0) as [neg|nonneg]; [exact neg|].
  exfalso. apply nonzero. lra.
Qed.

(** Numbers with one denominator are ordered like their numerators. *)
Lemma frac_le : forall a b d, (a # d) <= (b # d) <-> (a <= b)%Z.
Proof. intros a b d. unfold Qle; cbn [Qnum Qden]. split; intros; nia. Qed.

Lemma inject_Z_nonzero : forall z, z <> 0%Z -> ~ inject_Z z == 0.
Proof. intros z nonzero eq. apply nonzero. unfold inject_Z, Qeq in eq; cbn [Qnum Qden] in eq. lia. Qed.

(** ** The greater and the smaller of two numbers *)

Definition qmax (x y : Q) : Q := if Qle_bool x y then y else x.
Definition qmin (x y : Q) : Q := if Qle_bool x y then x else y.

Lemma qmax_le : forall x y z, x <= z -> y <= z -> qmax x y <= z.
Proof. intros x y z x_z y_z. unfold qmax. destruct (Qle_bool x y); assumption. Qed.
Lemma qmin_le : forall x y z, z <= x -> z <= y -> z <= qmin x y.
Proof. intros x y z z_x z_y. unfold qmin. destruct (Qle_bool x y); assumption. Qed.

Lemma qmax_cases : forall x y, (qmax x y = x /\ y <= x) \/ (qmax x y = y /\ x <= y).
Proof.
  intros x y. unfold qmax. destruct (Qle_bool x y) eqn:test.
  - apply Qle_bool_iff in test. right. auto.
  - apply Qle_bool_false_lt in test. left. split; [reflexivity|lra].
Qed.
Lemma qmin_cases : forall x y, (qmin x y = x /\ x <= y) \/ (qmin x y = y /\ y <= x).
Proof.
  intros x y. unfold qmin. destruct (Qle_bool x y) eqn:test.
  - apply Qle_bool_iff in test. left. auto.
  - apply Qle_bool_false_lt in test. right. split; [reflexivity|lra].
Qed.
