(** * The growth of a map

    Definitions only; see [Definitions.Functions]. *)
From Coq Require Import ZArith QArith.
From ExactPL Require Import Definitions.Functions.
Open Scope Q_scope.

(** The growth of F on [lo, hi] is the limit superior of (number of laps of F^k)^(1/k).

    It is at most b: for every t > b the laps of F^k are at most t^k in number, for all k from some K on. *)
Definition growth_at_most (F : Q -> Q) (lo hi b : Q) : Prop :=
  forall t, b < t -> exists K, forall k, (K <= k)%nat -> exists n, laps (iter k F) lo hi n /\
    inject_Z (Z.of_N n) <= t ^ Z.of_nat k.

(** It is at least a: for every t < a there are arbitrarily large k such that F^k has at least t^k laps. *)
Definition growth_at_least (F : Q -> Q) (lo hi a : Q) : Prop :=
  forall t, 0 <= t -> t < a -> forall K, exists k n, (K <= k)%nat /\ laps (iter k F) lo hi n /\
    t ^ Z.of_nat k <= inject_Z (Z.of_N n).
