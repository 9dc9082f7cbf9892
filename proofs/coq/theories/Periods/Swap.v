(** * No odd period but 1: the swap certificate (T5.3)

    Let f map J into itself and f^m map J into K, let f(z) = z, and let f map what K has on each side of z to
    the other side. Then z is the only fixed point in J, and every other cycle in J has even length. J and K
    may be unbounded. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Arith.
From ExactPL Require Import Definitions.Functions Definitions.Maps.
From ExactPL Require Import Arithmetic.Rationals Maps.Iterates Maps.Piecewise Maps.Conversion Maps.Images
  Counting.Compositions.
From ExactPL Require Import Periods.Ranges.
Import ListNotations.
Open Scope Q_scope.

Definition interval := (option Q * option Q)%type.

(** f maps J into the first interval of the list, that one into the next, and so on; the last one is K. *)
Fixpoint leads_to (f : plmap) (J : interval) (chain : list interval) : bool :=
  match chain with
  | [] => true
  | K :: chain' => range f (fst J) (snd J) (fst K) (snd K) && leads_to f K chain'
  end.

(** f takes the points of K on each side of z to the other side, and z to itself. *)
Definition swaps (f : plmap) (K : interval) (z : Q) : bool :=
  Qeq_bool (value f z) z &&
  range f (fst K) (smaller_end (snd K) (Some z)) (Some z) None &&
  range f (greater_end (fst K) (Some z)) (snd K) None (Some z).

Definition swap (f : plmap) (J : interval) (chain : list interval) (z : Q) : bool :=
  range f (fst J) (snd J) (fst J) (snd J) && leads_to f J chain && swaps f (last chain J) z.

Lemma leads_to_ok : forall f chain J, leads_to f J chain = true -> forall x, in_interval (fst J) (snd J) x ->
  in_interval (fst (last chain J)) (snd (last chain J)) (iter (length chain) (value f) x).
Proof.
  intros f. induction chain as [|K chain IH]; intros J test x inside; [exact inside|].
  cbn [leads_to] in test. apply andb_true_iff in test as [step test].
  pose proof (range_sound f _ _ _ _ step x inside) as in_K.
  cbn [length]. rewrite <- iter_shift. specialize (IH K test _ in_K).
  replace (last (K :: chain) J) with (last chain K); [exact IH|].
  clear. destruct chain as [|L chain]; [reflexivity|]. cbn [last].
  revert L. induction chain as [|M chain IH]; intros L; [reflexivity|]. apply (IH M).
Qed.

(** A cycle in J lies in K: each of its points is the m-th after another one. *)
Lemma iter_rounds : forall F n x, extensional F -> iter n F x == x -> forall r, iter (r * n) F x == x.
Proof.
  intros F n x ext back. induction r as [|r IH]; [reflexivity|].
  cbn [Nat.mul]. rewrite iter_add. transitivity (iter n F x); [|exact back].
  now apply iter_extensional.
Qed.
Lemma in_interval_eq : forall u v x y, x == y -> in_interval u v x -> in_interval u v y.
Proof. intros u v x y eq [u_x x_v]. split; [now apply (from_left_eq u x)|now apply (to_right_eq v x)]. Qed.

Lemma cycle_inside : forall f J chain n x, range f (fst J) (snd J) (fst J) (snd J) = true ->
  leads_to f J chain = true -> in_interval (fst J) (snd J) x -> (0 < n)%nat -> iter n (value f) x == x ->
  forall i, in_interval (fst (last chain J)) (snd (last chain J)) (iter i (value f) x).
Proof.
  intros f J chain n x into leads inside pos back i. set (m := length chain).
  pose proof (invariant_iterates f _ _ into) as stays.
  assert (later : in_interval (fst (last chain J)) (snd (last chain J))
    (iter (m + (i + m * n - m)) (value f) x)).
  { rewrite iter_add. apply leads_to_ok; auto. }
  apply (in_interval_eq _ _ _ _) with (2 := later).
  replace (m + (i + m * n - m))%nat with (i + m * n)%nat by nia. rewrite iter_add.
  apply iter_extensional; [apply value_extensional|].
  apply iter_rounds; [apply value_extensional|exact back].
Qed.

(** If all points of an orbit are swapped, the even ones lie on the side of x, the odd ones on the other
    side. *)
Lemma swapped_orbit : forall F z x, (forall i, iter i F x <= z -> z <= iter (S i) F x) ->
  (forall i, z <= iter i F x -> iter (S i) F x <= z) -> forall i,
  (x <= z -> iter (2 * i) F x <= z /\ z <= iter (S (2 * i)) F x) /\
  (z <= x -> z <= iter (2 * i) F x /\ iter (S (2 * i)) F x <= z).
Proof.
  intros F z x up down. induction i as [|i [below above]].
  - split; intros side; (split; [exact side|]).
    + exact (up 0%nat side).
    + exact (down 0%nat side).
  - replace (2 * S i)%nat with (S (S (2 * i))) by lia. split; intros side.
    + destruct (below side) as [_ high]. apply down in high. split; [exact high|now apply up].
    + destruct (above side) as [_ low]. apply up in low. split; [exact low|now apply down].
Qed.

(** T5.3: z is the only fixed point in J, and all other cycles in J have even length. *)
Theorem swap_sound : forall f J chain z, swap f J chain z = true -> forall x, in_interval (fst J) (snd J) x ->
  forall n, least_period (value f) n x -> (n = 1%nat /\ x == z) \/ Nat.Even n.
Proof.
  intros f J chain z test x inside n (pos & back & first).
  unfold swap in test. apply andb_true_iff in test as [test swapped].
  apply andb_true_iff in test as [into leads].
  unfold swaps in swapped. apply andb_true_iff in swapped as [swapped down].
  apply andb_true_iff in swapped as [fixed up]. apply Qeq_bool_iff in fixed.
  pose proof (cycle_inside f J chain n x into leads inside pos back) as in_K.
  set (K := last chain J) in *.
  assert (go_up : forall i, iter i (value f) x <= z -> z <= iter (S i) (value f) x).
  { intros i low. destruct (in_K i) as [left right]. cbn [iter].
    apply (range_sound f _ _ _ _ up). split; [exact left|]. now apply smaller_end_ok. }
  assert (go_down : forall i, z <= iter i (value f) x -> iter (S i) (value f) x <= z).
  { intros i high. destruct (in_K i) as [left right]. cbn [iter].
    apply (range_sound f _ _ _ _ down). split; [now apply greater_end_ok|exact right]. }
  destruct (Nat.Even_or_Odd n) as [even|[i odd]]; [now right|left].
  (* an odd number of steps leads from one side to the other: x = z *)
  replace (2 * i + 1)%nat with (S (2 * i)) in odd by lia.
  destruct (swapped_orbit (value f) z x go_up go_down i) as [below above]. rewrite <- odd in below, above.
  assert (eq : x == z).
  { destruct (Qlt_le_dec z x) as [right|left].
    - destruct above; lra.
    - destruct below; lra. }
  split; [|exact eq]. destruct (Nat.eq_dec n 1) as [one|more]; [exact one|].
  exfalso. apply (first 1%nat); [lia|lia|]. cbn [iter].
  rewrite (value_extensional f x z eq), fixed. now symmetry.
Qed.

(** T5.3: no odd least period but 1. *)
Corollary no_odd_period : forall f J chain z, swap f J chain z = true ->
  forall x, in_interval (fst J) (snd J) x ->
  forall n, Nat.Odd n -> (1 < n)%nat -> ~ least_period (value f) n x.
Proof.
  intros f J chain z test x inside n odd more period.
  destruct (swap_sound f J chain z test x inside n period) as [[one _]|even]; [lia|].
  exact (Nat.Even_Odd_False n even odd).
Qed.

(** ** For a compact J: K is computed as f^m(J) *)

Fixpoint image_chain (f : piecewise) (m : nat) (lo hi : Q) : list interval :=
  match m with
  | O => []
  | S m' => let (u, v) := image_of f lo hi in (Some u, Some v) :: image_chain f m' u v
  end.
Definition swap_in_steps (f : plmap) (m : nat) (lo hi z : Q) : bool :=
  swap f (Some lo, Some hi) (image_chain (to_piecewise f) m lo hi) z.

Theorem swap_in_steps_sound : forall f m lo hi z, swap_in_steps f m lo hi z = true ->
  forall x, lo <= x -> x <= hi -> forall n, Nat.Odd n -> (1 < n)%nat -> ~ least_period (value f) n x.
Proof.
  intros f m lo hi z test x lo_x x_hi. apply (no_odd_period f (Some lo, Some hi)
    (image_chain (to_piecewise f) m lo hi) z test x).
  exact (conj lo_x x_hi).
Qed.
