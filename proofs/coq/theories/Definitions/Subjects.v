(** * Maps on an interval: what a map file says, and what claims about it speak of

    Definitions only; see [Definitions.Functions] and [Definitions.Maps]. *)
From Coq Require Import ZArith QArith List.
From ExactPL Require Import Definitions.Functions Definitions.Maps.
Import ListNotations.
Open Scope Q_scope.

(** A map file: the slope on the left ray, if there is one, the knots, the slope on the right ray, if there is one. *)
Record subject := Subject {
  slope_before : option Q; leftmost : knot; further : list knot; slope_behind : option Q }.

(** Its map. Outside the domain it has the value at the end of the domain; claims do not speak of these values. *)
Definition slope_or_flat (o : option Q) : Q := match o with Some m => m | None => 0 end.
Definition map_of (s : subject) : plmap :=
  PL (slope_or_flat (slope_before s)) (leftmost s) (further s) (slope_or_flat (slope_behind s)).

(** An interval by its ends, [None] for one that is infinite. *)
Definition interval := (option Q * option Q)%type.
Definition inside (J : interval) (x : Q) : Prop := in_interval (fst J) (snd J) x.
Definition contained (J K : interval) : Prop := forall x, inside J x -> inside K x.
(** It has more than one point. *)
Definition extended (J : interval) : Prop := match J with (Some a, Some b) => a < b | _ => True end.

(** The domain: it ends at the first and the last knot, where there is no ray. *)
Definition domain (s : subject) : interval :=
  (match slope_before s with None => Some (fst (leftmost s)) | Some _ => None end,
   match slope_behind s with None => Some (fst (last (further s) (leftmost s))) | Some _ => None end).

(** The knots rise. *)
Fixpoint rising (x : Q) (l : list knot) : Prop :=
  match l with [] => True | p :: l' => x < fst p /\ rising (fst p) l' end.
Definition well_formed (s : subject) : Prop := rising (fst (leftmost s)) (further s) /\ extended (domain s).

(** F maps J into itself; the image of J is K. *)
Definition maps_inside (F : Q -> Q) (J : interval) : Prop := forall x, inside J x -> inside J (F x).
Definition image_between (F : Q -> Q) (J K : interval) : Prop :=
  (forall x, inside J x -> inside K (F x)) /\ (forall y, inside K y -> exists x, inside J x /\ F x == y).

(** The first k points of the orbit of x lie in J. *)
Definition stays_inside (F : Q -> Q) (J : interval) (k : nat) (x : Q) : Prop :=
  forall j, (j < k)%nat -> inside J (iter j F x).

(** F has exactly n pieces, or n laps, on J. *)
Definition pieces_on (F : Q -> Q) (J : interval) (n : N) : Prop :=
  match J with (Some a, Some b) => pieces F a b n | (lo, hi) => pieces_between F lo hi n end.
Definition laps_on (F : Q -> Q) (J : interval) (n : N) : Prop :=
  match J with (Some a, Some b) => laps F a b n | (lo, hi) => laps_between F lo hi n end.
(** F crosses the level y exactly n times on J; its absolute slopes on J reach from [least] to [greatest]. *)
Definition crossings_on (F : Q -> Q) (y : Q) (J : interval) (n : N) : Prop :=
  match J with (Some a, Some b) => crossings F y a b n | (lo, hi) => crossings_between F y lo hi n end.
Definition slopes_on (F : Q -> Q) (J : interval) (least greatest : Q) : Prop :=
  match J with
  | (Some a, Some b) => slope_range F a b least greatest
  | (lo, hi) => slope_range_between F lo hi least greatest
  end.
