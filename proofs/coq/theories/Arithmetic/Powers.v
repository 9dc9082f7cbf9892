(** * Powers of rationals *)
From Coq Require Import ZArith QArith Lqa.
Open Scope Q_scope.

(** s^k. *)
Fixpoint qpow (s : Q) (k : nat) : Q := match k with O => 1 | S k' => s * qpow s k' end.

Lemma qpow_ge1 : forall s k, 1 <= s -> 1 <= qpow s k.
Proof. intros s k s_1. induction k as [|k IH]; cbn [qpow]; [lra|nra]. Qed.
Lemma qpow_pos : forall s k, 0 < s -> 0 < qpow s k.
Proof. intros s k pos. induction k as [|k IH]; cbn [qpow]; [lra|nra]. Qed.
Lemma qpow_nonneg : forall s k, 0 <= s -> 0 <= qpow s k.
Proof. intros s k nonneg. induction k as [|k IH]; cbn [qpow]; [lra|nra]. Qed.
