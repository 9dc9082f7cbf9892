(** * Lists: lemmas under names that no version of Coq deprecates *)
From Coq Require Import List.
Import ListNotations.

Lemma length_append : forall (A : Type) (l l' : list A), length (l ++ l') = length l + length l'.
Proof.
  intros A l l'. induction l as [|a l IH]; [reflexivity|].
  cbn [length app Nat.add]. now rewrite IH.
Qed.

Lemma length_of_map : forall (A B : Type) (h : A -> B) (l : list A), length (map h l) = length l.
Proof.
  intros A B h l. induction l as [|a l IH]; [reflexivity|].
  cbn [length map]. now rewrite IH.
Qed.
