(** * A cut more

    A map may be cut at any point; its values do not change. *)
From Coq Require Import ZArith QArith Lqa List Bool.
From ExactPL Require Import Arithmetic.Rationals Maps.Piecewise.
Import ListNotations.
Open Scope Q_scope.

Fixpoint insert_cut_after (y : Q) (g : affine) (l : list (Q * affine)) : list (Q * affine) :=
  match l with
  | [] => [(y, g)]
  | (c, h) :: l' =>
    if Qeq_bool y c then l
    else if Qle_bool y c then (y, g) :: l
    else (c, h) :: insert_cut_after y h l'
  end.
Definition insert_cut (y : Q) (f : piecewise) : piecewise := (fst f, insert_cut_after y (fst f) (snd f)).

Lemma insert_cut_after_value : forall y l g x, value_from g (insert_cut_after y g l) x == value_from g l x.
Proof.
  intros y. induction l as [|[c h] l IH]; intros g x; cbn [insert_cut_after value_from].
  - now destruct (Qle_bool x y).
  - destruct (Qeq_bool y c); [reflexivity|]. destruct (Qle_bool y c) eqn:y_c; cbn [value_from].
    + destruct (Qle_bool x y) eqn:x_y; [|reflexivity].
      destruct (Qle_bool x c) eqn:x_c; [reflexivity|].
      apply Qle_bool_iff in y_c, x_y. apply Qle_bool_false_lt in x_c. lra.
    + destruct (Qle_bool x c); [reflexivity|]. apply IH.
Qed.
Lemma insert_cut_value : forall y f x, piecewise_value (insert_cut y f) x == piecewise_value f x.
Proof. intros y f x. apply insert_cut_after_value. Qed.
