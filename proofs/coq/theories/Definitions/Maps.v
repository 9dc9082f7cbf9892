(** * Piecewise-linear maps of the line: their data and their values

    Definitions only; see [Definitions.Functions]. *)
From Coq Require Import ZArith QArith List.
Import ListNotations.
Open Scope Q_scope.

(** A knot: a point (x, y) of the graph. *)
Definition knot := (Q * Q)%type.

(** A map is given by the slope to the left of its first knot, its knots from left to right (at least one),
    and the slope to the right of its last knot. Between two knots the graph is a segment. *)
Record plmap := PL { left_slope : Q; first_knot : knot; other_knots : list knot; right_slope : Q }.

(** The value at x, where p is a knot not to the right of x and [later] are the knots after p. *)
Fixpoint value_after (p : knot) (later : list knot) (last_slope x : Q) : Q :=
  match later with
  | [] => snd p + last_slope * (x - fst p)
  | q :: later' =>
    if Qle_bool x (fst q)
    then snd p + (snd q - snd p) / (fst q - fst p) * (x - fst p)
    else value_after q later' last_slope x
  end.

(** The value of the map at x. *)
Definition value (f : plmap) (x : Q) : Q :=
  if Qle_bool x (fst (first_knot f))
  then snd (first_knot f) + left_slope f * (x - fst (first_knot f))
  else value_after (first_knot f) (other_knots f) (right_slope f) x.
