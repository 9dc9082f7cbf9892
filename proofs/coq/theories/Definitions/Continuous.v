(** * Definitions over the real numbers

    Every definition that a reader of a theorem about continuous maps must trust, and nothing else.  Coq's [R]
    is the complete ordered field of the standard library.  A map is a function [f : R -> R] of which only the
    restriction to a set [E] matters; a set is a predicate [R -> Prop]. *)

From Coq Require Import Reals List.
Import ListNotations.
Open Scope R_scope.

(** ** Intervals *)

(** A compact interval [lo, hi]; it is empty if [hi < lo].  [J x] says that x lies in it. *)
Record interval := Interval { lo : R; hi : R }.
Definition within (J : interval) (x : R) : Prop := lo J <= x <= hi J.
Coercion within : interval >-> Funclass.

(** x lies inside J, the ends excluded. *)
Definition inside (J : interval) (x : R) : Prop := lo J < x < hi J.
(** J has a point; L is a part of J (for intervals that have points); J and K share no point inside both. *)
Definition nonempty (J : interval) : Prop := lo J <= hi J.
Definition part_of (L J : interval) : Prop := lo J <= lo L /\ hi L <= hi J.
Definition apart (J K : interval) : Prop := forall x, inside J x -> inside K x -> False.

(** E is an interval of any kind: compact, open, a half-line, the line, a point, or empty. *)
Definition is_interval (E : R -> Prop) : Prop := forall x y z, E x -> E y -> x <= z <= y -> E z.

(** ** Maps *)

(** f restricted to E is continuous (at each point of E, with respect to the points of E). *)
Definition continuous_on (f : R -> R) (E : R -> Prop) : Prop :=
  forall x, E x -> forall e, 0 < e ->
    exists d, 0 < d /\ forall y, E y -> Rabs (y - x) < d -> Rabs (f y - f x) < e.

(** f maps E into itself. *)
Definition maps_into (f : R -> R) (E : R -> Prop) : Prop := forall x, E x -> E (f x).

(** l is a Lipschitz constant of f on E. *)
Definition lipschitz (l : R) (f : R -> R) (E : R -> Prop) : Prop :=
  forall x y, E x -> E y -> Rabs (f x - f y) <= l * Rabs (x - y).

(** g lies within e of f on E. *)
Definition within_distance (e : R) (f g : R -> R) (E : R -> Prop) : Prop :=
  forall x, E x -> Rabs (g x - f x) <= e.

(** J covers K under f: each point of K is the image of a point of J. *)
Definition covers (f : R -> R) (J K : interval) : Prop := forall z, K z -> exists x, J x /\ f x = z.

(** J covers K under f with the margin e: some value lies e below K, some value e above. *)
Definition covers_with_margin (e : R) (f : R -> R) (J K : interval) : Prop :=
  exists x y, J x /\ J y /\ f x <= lo K - e /\ hi K + e <= f y.

(** How far f^n and g^n can be apart if g is within e of f and l is a Lipschitz constant of f: e (1 + l + l^2
    + ...), n terms. *)
Fixpoint error_after (e l : R) (n : nat) : R :=
  match n with O => 0 | S m => e + l * error_after e l m end.

(** ** Orbits and periods *)

(** The n-th iterate f^n. *)
Fixpoint iter (n : nat) (f : R -> R) (x : R) : R :=
  match n with O => x | S m => f (iter m f x) end.

(** n is the least period of x: f^n x = x and no smaller positive number has this property. *)
Definition least_period (f : R -> R) (n : nat) (x : R) : Prop :=
  (0 < n)%nat /\ iter n f x = x /\ forall d, (0 < d < n)%nat -> iter d f x <> x.

(** f has a cycle of length n in E: a point of least period n whose orbit stays in E. *)
Definition has_period (f : R -> R) (E : R -> Prop) (n : nat) : Prop :=
  exists x, least_period f n x /\ forall i, E (iter i f x).

(** f has cycles of every length in E. *)
Definition all_periods (f : R -> R) (E : R -> Prop) : Prop := forall n, (1 <= n)%nat -> has_period f E n.

(** The point a with its next images shows the pattern of a cycle of length 3: up, up, and back to a or below
    it; or the mirror image of this.  This is the hypothesis of the theorem of Li and Yorke. *)
Definition three_steps (f : R -> R) (E : R -> Prop) (a : R) : Prop :=
  E a /\ E (f a) /\ E (f (f a)) /\
  (f (f (f a)) <= a /\ a < f a /\ f a < f (f a) \/ f (f (f a)) >= a /\ a > f a /\ f a > f (f a)).

(** p is a prime number. *)
Definition prime_number (p : nat) : Prop := (2 <= p)%nat /\ forall d, Nat.divide d p -> d = 1%nat \/ d = p.

(** The order of Sharkovsky, 3, 5, 7, ..., 2*3, 2*5, ..., 4*3, 4*5, ..., 8, 4, 2, 1: [forces n k] says that n
    stands before k.  Here n = 2^a p and k = 2^b q with p and q odd. *)
Definition stands_before (a p b q : nat) : Prop :=
  (3 <= p /\ 3 <= q /\ (a < b \/ a = b /\ p < q) \/ 3 <= p /\ q = 1 \/ p = 1 /\ q = 1 /\ b < a)%nat.
Definition forces (n k : nat) : Prop :=
  exists a p b q, Nat.Odd p /\ Nat.Odd q /\ n = (2 ^ a * p)%nat /\ k = (2 ^ b * q)%nat /\
    stands_before a p b q.

(** The orbit of x converges to a cycle whose length divides q: along each residue class r modulo q it
    converges, and the limits are the points z, f z, f^2 z, ... of a cycle in E. *)
Definition converges_to_cycle (f : R -> R) (E : R -> Prop) (q : nat) (x : R) : Prop :=
  exists z, iter q f z = z /\ (forall i, E (iter i f z)) /\
    forall r, Un_cv (fun n => iter (n * q + r) f x) (iter r f z).

(** ** Chaos in the sense of Li and Yorke *)

(** The orbits of x and y come arbitrarily close again and again: liminf |f^n x - f^n y| = 0. *)
Definition proximal (f : R -> R) (x y : R) : Prop :=
  forall e, 0 < e -> forall N, exists n, (N <= n)%nat /\ Rabs (iter n f x - iter n f y) < e.

(** They are d apart again and again: limsup |f^n x - f^n y| >= d. *)
Definition separated (f : R -> R) (d x y : R) : Prop :=
  forall N, exists n, (N <= n)%nat /\ d <= Rabs (iter n f x - iter n f y).

(** A scrambled pair: liminf = 0 < limsup. *)
Definition scrambled (f : R -> R) (x y : R) : Prop := proximal f x y /\ exists d, 0 < d /\ separated f d x y.

(** No sequence runs through all points of S. *)
Definition uncountable (S : R -> Prop) : Prop := forall u : nat -> R, exists x, S x /\ forall n, u n <> x.

(** f is chaotic on E in the sense of Li and Yorke: there is an uncountable set S whose orbits stay in E, any
    two different points of S are scrambled, and no point of S is asymptotic to a periodic point. *)
Definition chaotic (f : R -> R) (E : R -> Prop) : Prop :=
  exists S : R -> Prop, uncountable S /\
    (forall x n, S x -> E (iter n f x)) /\
    (forall x y, S x -> S y -> x <> y -> scrambled f x y) /\
    (forall x z p, S x -> (0 < p)%nat -> iter p f z = z -> exists d, 0 < d /\ separated f d x z).

(** ** Entropy *)

(** Each two members of a list are in the relation P. *)
Notation pairwise := ForallOrdPairs.

(** The orbits of x and y are d apart at some time before n. *)
Definition told_apart (f : R -> R) (n : nat) (d x y : R) : Prop :=
  exists i, (i < n)%nat /\ d <= Rabs (iter i f x - iter i f y).

(** The topological entropy of f on H is at least log r (Bowen's definition): for each r' < r there is a d > 0
    such that, for arbitrarily large n, H has r'^n points that are told apart by d before the time n.  (Powers
    in place of exponential and logarithm: those of the standard library depend on one more axiom.) *)
Definition entropy_at_least (f : R -> R) (H : R -> Prop) (r : R) : Prop :=
  forall r', 0 <= r' < r -> exists d, 0 < d /\ forall N, exists n xs, (N <= n)%nat /\
    Forall H xs /\ pairwise (told_apart f n d) xs /\ r' ^ n <= INR (length xs).

(** ** Horseshoes and covering graphs *)

(** Intervals J 0, ..., J (m - 1), no two of which share an inner point. *)
Definition disjoint_inside (m : nat) (J : nat -> interval) : Prop :=
  forall i j, (i < m)%nat -> (j < m)%nat -> i <> j -> apart (J i) (J j).

(** At least two intervals J 0, ..., J (m - 1) in a compact interval H with different ends, disjoint
    inside. *)
Definition horseshoe_in (H : interval) (m : nat) (J : nat -> interval) : Prop :=
  lo H < hi H /\ (2 <= m)%nat /\ disjoint_inside m J /\ forall i, (i < m)%nat -> part_of (J i) H.

(** Intervals J 0, ..., J (m - 1), any two of them at least d apart. *)
Definition at_distance (d : R) (m : nat) (J : nat -> interval) : Prop :=
  forall i j, (i < m)%nat -> (j < m)%nat -> i <> j -> forall x y, J i x -> J j y -> d <= Rabs (x - y).

(** [next i] lists vertices j < m without repetition, and J i covers J j under f for each of them. *)
Definition covering_graph (f : R -> R) (m : nat) (J : nat -> interval) (next : nat -> list nat) : Prop :=
  forall i, (i < m)%nat -> NoDup (next i) /\ forall j, In j (next i) -> (j < m)%nat /\ covers f (J i) (J j).

(** The sum of v j over a list of vertices. *)
Definition sum_over (v : nat -> R) (js : list nat) : R := fold_right (fun j s => v j + s) 0 js.

(** ** Tables *)

(** To each row i < m belong an interval D i and parts of it, no two of which share an inner point; each part
    comes with the number r < m of a row such that f maps the part over D r. *)
Definition covering_table (f : R -> R) (m : nat) (D : nat -> interval) (parts : nat ->
  list (interval * nat)) : Prop :=
  forall i, (i < m)%nat ->
    pairwise (fun p p' => apart (fst p) (fst p')) (parts i) /\
    forall p, In p (parts i) -> (snd p < m)%nat /\ part_of (fst p) (D i) /\ covers f (fst p) (D (snd p)).
