(** * Functions of one rational variable: what the theorems speak of

    Definitions only. A reader of a theorem of this library must trust these, those of [Definitions.Maps]
    and, for networks, those of [Definitions.Networks]; nothing else.

    Functions are functions from the rationals to the rationals; [==] is equality of rational numbers. *)
From Coq Require Import ZArith QArith Qabs List.
Import ListNotations.
Open Scope Q_scope.

(** ** Iterates and orbits *)

(** [iter k F] is F applied k times; [iter 0 F] is the identity. *)
Fixpoint iter (k : nat) (F : Q -> Q) (x : Q) : Q :=
  match k with
  | O => x
  | S k' => F (iter k' F x)
  end.

(** x has least period n: F^n x = x, and no smaller positive number of steps leads back to x. *)
Definition least_period (F : Q -> Q) (n : nat) (x : Q) : Prop :=
  (0 < n)%nat /\ iter n F x == x /\ forall m, (0 < m)%nat -> (m < n)%nat -> ~ iter m F x == x.

(** F maps the interval [lo, hi] into itself. *)
Definition maps_into (F : Q -> Q) (lo hi : Q) : Prop :=
  forall x, lo <= x -> x <= hi -> lo <= F x /\ F x <= hi.

(** The image of [lo, hi] under F is the interval [least, greatest]: no more and no less. *)
Definition image_is (F : Q -> Q) (lo hi least greatest : Q) : Prop :=
  (forall x, lo <= x -> x <= hi -> least <= F x /\ F x <= greatest) /\
  (forall y, least <= y -> y <= greatest -> exists x, lo <= x /\ x <= hi /\ F x == y).

(** ** Pieces and laps *)

(** F is affine on [c, d]. *)
Definition affine_on (F : Q -> Q) (c d : Q) : Prop :=
  exists m b, forall x, c <= x -> x <= d -> F x == m * x + b.

(** F is monotone on [c, d]: it does not fall there, or it does not rise. *)
Definition monotone_on (F : Q -> Q) (c d : Q) : Prop :=
  (forall x y, c <= x -> x <= y -> y <= d -> F x <= F y) \/
  (forall x y, c <= x -> x <= y -> y <= d -> F y <= F x).

(** t < t_1 < ... < t_n = hi, and each of the cells [t, t_1], ..., [t_(n-1), t_n] has the property C. The list
    has as many elements as there are cells. *)
Fixpoint subdivision (C : Q -> Q -> Prop) (t : Q) (ts : list Q) (hi : Q) : Prop :=
  match ts with
  | [] => t == hi
  | s :: ts' => t < s /\ C t s /\ subdivision C s ts' hi
  end.

(** n is the least number of cells with the property C into which [lo, hi] can be cut. *)
Definition least_cells (C : Q -> Q -> Prop) (lo hi : Q) (n : N) : Prop :=
  (exists ts, subdivision C lo ts hi /\ N.of_nat (length ts) = n) /\
  (forall ts, subdivision C lo ts hi -> (n <= N.of_nat (length ts))%N).

(** F has exactly n affine pieces on [lo, hi]. *)
Definition pieces (F : Q -> Q) (lo hi : Q) (n : N) : Prop := least_cells (affine_on F) lo hi n.

(** F has exactly n laps (monotone pieces) on [lo, hi]. *)
Definition laps (F : Q -> Q) (lo hi : Q) (n : N) : Prop := least_cells (monotone_on F) lo hi n.

(** ** Crossings of a level *)

(** At x the function is above the level y, or, for [up = false], below it. *)
Definition beyond (F : Q -> Q) (y : Q) (up : bool) (x : Q) : Prop :=
  if up then y < F x else F x < y.

(** The points of the list rise, lie in [lo, hi], and F is above and below y at them by turns; it is above at
    the first of them if [up]. *)
Fixpoint alternating (F : Q -> Q) (y : Q) (up : bool) (lo : Q) (xs : list Q) (hi : Q) : Prop :=
  match xs with
  | [] => True
  | x :: xs' => lo <= x /\ x <= hi /\ beyond F y up x /\ alternating F y (negb up) x xs' hi
  end.

(** F crosses the level y exactly n times on [lo, hi]: n is the greatest number of changes between above and
    below. Values equal to y are left out, so that touching the level is no crossing. *)
Definition crossings (F : Q -> Q) (y lo hi : Q) (n : N) : Prop :=
  (n = 0%N \/ exists up xs, alternating F y up lo xs hi /\ N.of_nat (length xs) = N.succ n) /\
  (forall up xs, alternating F y up lo xs hi -> (N.of_nat (length xs) <= N.succ n)%N).

(** ** Level sets *)

(** The points of the list rise, lie in [lo, hi], and F is y at them; between two of them that follow each
    other F is somewhere not y, so that they belong to different components of the set where F is y. *)
Fixpoint apart_on_level (F : Q -> Q) (y lo : Q) (xs : list Q) (hi : Q) : Prop :=
  match xs with
  | [] => True
  | x :: xs' =>
    lo <= x /\ x <= hi /\ F x == y /\
    match xs' with [] => True | x' :: _ => exists z, x < z /\ z < x' /\ ~ F z == y end /\
    apart_on_level F y x xs' hi
  end.

(** The set of the points of [lo, hi] at which F is y has exactly n components (points and intervals). *)
Definition level_components (F : Q -> Q) (y lo hi : Q) (n : N) : Prop :=
  (exists xs, apart_on_level F y lo xs hi /\ N.of_nat (length xs) = n) /\
  (forall xs, apart_on_level F y lo xs hi -> (N.of_nat (length xs) <= n)%N).

(** ** Slopes *)

(** F is affine on [c, d], which has more than one point, with the slope m. *)
Definition slope_on (F : Q -> Q) (c d m : Q) : Prop :=
  c < d /\ exists b, forall x, c <= x -> x <= d -> F x == m * x + b.

(** The absolute slopes of F on [lo, hi] lie between [least] and [greatest], and both occur. *)
Definition slope_range (F : Q -> Q) (lo hi least greatest : Q) : Prop :=
  (forall c d m, lo <= c -> d <= hi -> slope_on F c d m -> least <= Qabs m /\ Qabs m <= greatest) /\
  (exists c d m, lo <= c /\ d <= hi /\ slope_on F c d m /\ Qabs m == least) /\
  (exists c d m, lo <= c /\ d <= hi /\ slope_on F c d m /\ Qabs m == greatest).

(** ** Unbounded intervals *)

(** The interval from [lo] to [hi], where [None] stands for minus or plus infinity. *)
Definition in_interval (lo hi : option Q) (x : Q) : Prop :=
  match lo with Some a => a <= x | None => True end /\
  match hi with Some b => x <= b | None => True end.

(** F is affine, or monotone, on an interval that may be unbounded. *)
Definition affine_between (F : Q -> Q) (lo hi : option Q) : Prop :=
  exists m b, forall x, in_interval lo hi x -> F x == m * x + b.
Definition monotone_between (F : Q -> Q) (lo hi : option Q) : Prop :=
  (forall x y, in_interval lo hi x -> in_interval lo hi y -> x <= y -> F x <= F y) \/
  (forall x y, in_interval lo hi x -> in_interval lo hi y -> x <= y -> F y <= F x).

(** As [alternating], [crossings] and [slope_range], on an interval that may be unbounded. *)
Fixpoint alternating_between (F : Q -> Q) (y : Q) (up : bool) (lo : option Q) (xs : list Q) (hi : option Q) :
  Prop :=
  match xs with
  | [] => True
  | x :: xs' => in_interval lo hi x /\ beyond F y up x /\ alternating_between F y (negb up) (Some x) xs' hi
  end.
Definition crossings_between (F : Q -> Q) (y : Q) (lo hi : option Q) (n : N) : Prop :=
  (n = 0%N \/ exists up xs, alternating_between F y up lo xs hi /\ N.of_nat (length xs) = N.succ n) /\
  (forall up xs, alternating_between F y up lo xs hi -> (N.of_nat (length xs) <= N.succ n)%N).
Definition slope_range_between (F : Q -> Q) (lo hi : option Q) (least greatest : Q) : Prop :=
  (forall c d m, in_interval lo hi c -> in_interval lo hi d -> slope_on F c d m ->
     least <= Qabs m /\ Qabs m <= greatest) /\
  (exists c d m, in_interval lo hi c /\ in_interval lo hi d /\ slope_on F c d m /\ Qabs m == least) /\
  (exists c d m, in_interval lo hi c /\ in_interval lo hi d /\ slope_on F c d m /\ Qabs m == greatest).

(** The points of the list rise and lie strictly between [lo] and [hi]; the cells between them, one more than
    there are points, have the property C. *)
Fixpoint cut_up (C : option Q -> option Q -> Prop) (lo : option Q) (ts : list Q) (hi : option Q) : Prop :=
  match ts with
  | [] => match lo, hi with Some a, Some b => a < b | _, _ => True end /\ C lo hi
  | t :: ts' => match lo with Some a => a < t | None => True end /\ C lo (Some t) /\ cut_up C (Some t) ts' hi
  end.

(** n is the least number of cells with the property C. *)
Definition least_cells_between (C : option Q -> option Q -> Prop) (lo hi : option Q) (n : N) : Prop :=
  (exists ts, cut_up C lo ts hi /\ N.of_nat (S (length ts)) = n) /\
  (forall ts, cut_up C lo ts hi -> (n <= N.of_nat (S (length ts)))%N).

(** F has exactly n affine pieces, or n laps, on an interval that may be unbounded. *)
Definition pieces_between (F : Q -> Q) (lo hi : option Q) (n : N) : Prop :=
  least_cells_between (affine_between F) lo hi n.
Definition laps_between (F : Q -> Q) (lo hi : option Q) (n : N) : Prop :=
  least_cells_between (monotone_between F) lo hi n.

(** ** Fixed points *)

(** The fixed points of F in [lo, hi] are the points of the closed intervals in the list, which lie apart from
    each other, from left to right. An interval of the list may be a single point, [fst p == snd p]. So the
    list holds the components of the set of the fixed points. *)
Fixpoint apart (parts : list (Q * Q)) : Prop :=
  match parts with
  | p :: ((q :: _) as later) => snd p < fst q /\ apart later
  | _ => True
  end.
Definition fixed_parts (F : Q -> Q) (lo hi : Q) (parts : list (Q * Q)) : Prop :=
  (forall p, In p parts -> lo <= fst p /\ fst p <= snd p /\ snd p <= hi) /\
  apart parts /\
  (forall x, lo <= x -> x <= hi -> (F x == x <-> exists p, In p parts /\ fst p <= x /\ x <= snd p)).

(** F has exactly so many isolated fixed points and exactly so many intervals of fixed points in [lo, hi]. *)
Definition is_single (p : Q * Q) : bool := Qeq_bool (fst p) (snd p).
Definition fixed_points (F : Q -> Q) (lo hi : Q) (isolated intervals : N) : Prop :=
  exists parts, fixed_parts F lo hi parts /\
  N.of_nat (length (filter is_single parts)) = isolated /\
  N.of_nat (length (filter (fun p => negb (is_single p)) parts)) = intervals.

(** Exactly m points have the property P. *)
Fixpoint distinct_points (xs : list Q) : Prop :=
  match xs with
  | [] => True
  | x :: xs' => (forall y, In y xs' -> ~ x == y) /\ distinct_points xs'
  end.
Definition exactly (m : N) (P : Q -> Prop) : Prop :=
  exists xs, distinct_points xs /\ N.of_nat (length xs) = m /\ (forall x, P x <-> exists y, In y xs /\ x == y).
