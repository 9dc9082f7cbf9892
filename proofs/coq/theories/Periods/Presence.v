(** * Values of f^k, and points of a given least period, by evaluation

    [value_of_iterate]: the value of f^k at a point. [has_least_period_sound]: the orbit of x comes back to x
    for the first time after n steps. The orbit is followed with reduced fractions. *)
From Coq Require Import ZArith QArith Qreduction Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps.
From ExactPL Require Import Maps.Iterates Maps.Conversion.
Open Scope Q_scope.

(** ** Values *)

Fixpoint iterate_value (f : plmap) (k : nat) (x : Q) : Q :=
  match k with
  | O => x
  | S k' => iterate_value f k' (Qred (value f x))
  end.

Lemma iterate_value_ok : forall f k x, iterate_value f k x == iter k (value f) x.
Proof.
  intros f. induction k as [|k IH]; intros x; [reflexivity|].
  cbn [iterate_value]. rewrite IH, <- iter_shift.
  apply iter_extensional; [apply value_extensional|apply Qred_correct].
Qed.

Definition iterate_value_is (f : plmap) (k : nat) (x y : Q) : bool := Qeq_bool (iterate_value f k x) y.

(** f^k(x) = y. *)
Theorem value_of_iterate : forall f k x y, iterate_value_is f k x y = true -> iter k (value f) x == y.
Proof. intros f k x y test. apply Qeq_bool_iff in test. now rewrite <- iterate_value_ok. Qed.

(** ** Least periods *)

(** y, f(y), ..., f^(m-1)(y) are not x, and f^m(y) is. *)
Fixpoint first_return (f : plmap) (m : nat) (x y : Q) : bool :=
  match m with
  | O => Qeq_bool y x
  | S m' => negb (Qeq_bool y x) && first_return f m' x (Qred (value f y))
  end.
Definition has_least_period (f : plmap) (n : nat) (x : Q) : bool :=
  match n with
  | O => false
  | S m => first_return f m x (Qred (value f x))
  end.

Lemma first_return_ok : forall f x m y j, first_return f m x y = true -> y == iter j (value f) x ->
  iter (m + j) (value f) x == x /\ forall i, (j <= i)%nat -> (i < m + j)%nat -> ~ iter i (value f) x == x.
Proof.
  intros f x. induction m as [|m IH]; intros y j test at_j; cbn [first_return] in test.
  - apply Qeq_bool_iff in test. split; [|intros; lia]. cbn [Nat.add]. rewrite <- at_j. exact test.
  - apply andb_true_iff in test as [not_yet later]. apply negb_true_iff in not_yet.
    destruct (IH _ (S j) later) as [back before].
    { rewrite Qred_correct. cbn [iter]. now apply value_extensional. }
    replace (S m + j)%nat with (m + S j)%nat by lia. split; [exact back|]. intros i j_i i_n.
    destruct (PeanoNat.Nat.eq_dec i j) as [->|other]; [|apply before; lia].
    intro back_j. rewrite <- at_j in back_j. apply Qeq_bool_iff in back_j. congruence.
Qed.

(** x has least period n. *)
Theorem has_least_period_sound : forall f n x, has_least_period f n x = true -> least_period (value f) n x.
Proof.
  intros f [|m] x test; [discriminate|]. cbn [has_least_period] in test.
  destruct (first_return_ok f x m _ 1 test) as [back before].
  { rewrite Qred_correct. reflexivity. }
  replace (m + 1)%nat with (S m) in * by lia.
  split; [lia|]. split; [exact back|]. intros i pos_i i_n. apply before; lia.
Qed.
