(** * The scrambling map: f = 1.9999 relu(x + 0.00001) - 4 relu(x - 0.502), on [f(p), p], p = f(0.502) *)
From Coq Require Import ZArith QArith List NArith.
From ExactPL Require Import Definitions.Functions Definitions.Maps Counting.Search Counting.Count.
Import ListNotations.
Open Scope Q_scope.

Definition scrambling := PL 0 (-1 # 100000, 0) [(502 # 1000, 1003969799 # 1000000000)] (-20001 # 10000).
Definition p := 1003969799 # 1000000000.
Definition fp := Eval vm_compute in Qred (value scrambling p).

(** Two orbits of k + 3 points: a few exact ones, then enclosures. *)
Definition scrambling_hints (k : nat) (bits : positive) :=
  let second := Pos.of_nat (k + 4) in
  Hints [Orbit (-1 # 100000) 2 k None; Orbit (502 # 1000) 2 k None]
    [Some 1%positive; Some second] (second + 2) (second + 1) bits.

Definition n100 := 1583901161092361601326171788166%N.
Theorem scrambling_100 : pieces (iter 100 (value scrambling)) fp p n100.
Proof.
  apply (count_pieces_sound scrambling 100 (scrambling_hints 100 200)).
  vm_cast_no_check (eq_refl (Some n100)).
Qed.
Theorem scrambling_laps_100 : laps (iter 100 (value scrambling)) fp p 1267118406302648154047106818600.
Proof.
  apply (count_laps_sound scrambling 100 (scrambling_hints 100 200)).
  vm_cast_no_check (eq_refl (Some 1267118406302648154047106818600%N)).
Qed.
(** Too few bits. *)
Example too_few_bits : count_pieces scrambling 100 (scrambling_hints 100 90) fp p = None.
Proof. vm_compute. reflexivity. Qed.

Definition n1000 := 13328425702099615951334123496656927832171266577942121227119190892362417346030169017817294226508013962077079299079923338913620758125566736438461379238885738812011378773763706159383673695397075872911495729452349497126316008448965603198294974231721972499488812207537512245121392305537498210770383157770418%N.
Theorem scrambling_1000 : pieces (iter 1000 (value scrambling)) fp p n1000.
Proof.
  apply (count_pieces_sound scrambling 1000 (scrambling_hints 1000 1100)).
  vm_cast_no_check (eq_refl (Some n1000)).
Qed.
Print Assumptions scrambling_laps_100.
Print Assumptions scrambling_1000.
