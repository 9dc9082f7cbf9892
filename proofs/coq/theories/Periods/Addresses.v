(** * Addresses: the pieces beside a point, and what they tell about f^n

    Computed, for a map in its computing form. The address of x is the pair (piece to its left, piece to its
    right): (p, p) inside piece p, (i, i + 1) at cut i. The addresses of x, f(x), f(f(x)), ... tell the sign
    and the slope of f^n on each side of x. *)
From Coq Require Import ZArith QArith List Bool.
From ExactPL Require Import Arithmetic.Rationals Maps.Piecewise.
Import ListNotations.
Open Scope Q_scope.

Definition address := (nat * nat)%type.

Fixpoint cuts_below (cs : list Q) (x : Q) : nat :=
  match cs with
  | [] => O
  | c :: cs' => if Qle_bool x c then O else S (cuts_below cs' x)
  end.
Fixpoint cuts_up_to (cs : list Q) (x : Q) : nat :=
  match cs with
  | [] => O
  | c :: cs' => if Qle_bool c x then S (cuts_up_to cs' x) else O
  end.

(** The piece on a side of a point; [true] is the right side. *)
Definition beside (side : bool) (place : address) : nat := if side then snd place else fst place.

Section Map.
Variable f : piecewise.

Definition address_of (x : Q) : address := (cuts_below (cuts f) x, cuts_up_to (cuts f) x).
Definition piece_at (p : nat) : affine := match piece f p with Some g => g | None => identity end.
(** The map itself, through addresses. *)
Definition image (x : Q) : Q := apply_affine (piece_at (cuts_below (cuts f) x)) x.

(** The first n points of the orbit of x, with their addresses. *)
Fixpoint orbit (n : nat) (x : Q) : list (Q * address) :=
  match n with
  | O => []
  | S n' => let place := address_of x in (x, place) :: orbit n' (apply_affine (piece_at (fst place)) x)
  end.

(** The addresses of the first n points of the orbit of x. *)
Fixpoint walk (n : nat) (x : Q) : list address :=
  match n with
  | O => []
  | S n' => address_of x :: walk n' (image x)
  end.

(** The side of f(x) to which f takes a side of x, if f follows piece p there. *)
Definition side_after (p : nat) (side : bool) : bool :=
  match factor (piece_at p) with Zneg _ => negb side | _ => side end.

(** ** Along a list of addresses *)

(** The sign of the slope of f^n on a side. *)
Fixpoint sign_along (n : nat) (places : list address) (side : bool) : Z :=
  match n, places with
  | O, _ => 1
  | S n', place :: places' =>
    match factor (piece_at (beside side place)) with
    | Z0 => 0
    | Zpos _ => sign_along n' places' side
    | Zneg _ => - sign_along n' places' (negb side)
    end
  | S _, [] => 0
  end%Z.

(** f^n on a side, as an affine function, if no piece on the way is flat. *)
Fixpoint form_along (n : nat) (places : list address) (side : bool) : affine :=
  match n, places with
  | S n', place :: places' =>
    let g := piece_at (beside side place) in
    compose (form_along n' places' (side_after (beside side place) side)) g
  | _, _ => identity
  end.

(** The slope of f^n on a side. *)
Fixpoint slope_along (n : nat) (places : list address) (side : bool) : Q :=
  match n, places with
  | S n', place :: places' =>
    let p := beside side place in
    match factor (piece_at p) with
    | Z0 => 0
    | _ => slope (piece_at p) * slope_along n' places' (side_after p side)
    end
  | _, _ => 1
  end.

(** The word of a side: the pieces that the side is led through. It tells the slope and the affine function
    too. *)
Fixpoint word_along (n : nat) (places : list address) (side : bool) : list nat :=
  match n, places with
  | S n', place :: places' => let p := beside side place in p :: word_along n' places' (side_after p side)
  | _, _ => []
  end.
Fixpoint slope_of_word (word : list nat) : Q :=
  match word with
  | [] => 1
  | p :: word' =>
    match factor (piece_at p) with
    | Z0 => 0
    | _ => slope (piece_at p) * slope_of_word word'
    end
  end.
Fixpoint form_of_word (word : list nat) : affine :=
  match word with
  | [] => identity
  | p :: word' => compose (form_of_word word') (piece_at p)
  end.

(** The first n addresses lie inside pieces that are not flat. *)
Fixpoint regular_along (n : nat) (places : list address) : bool :=
  match n, places with
  | O, _ => true
  | S n', place :: places' =>
    Nat.eqb (fst place) (snd place) &&
    match factor (piece_at (fst place)) with Z0 => false | _ => regular_along n' places' end
  | S _, [] => false
  end.

(** ** Potentials

    [rows] = [h_m; ...; h_0] are rows of numbers, one for each piece. The potential at a side of x is h_m[p]
    +- h_(m-1)[p'] +- ..., where p, p', ... are the pieces that f^0, f^1, ... lead to. *)
Fixpoint potential_along (rows : list (list Z)) (places : list address) (side : bool) : Z :=
  match rows, places with
  | row :: rows', place :: places' =>
    let p := beside side place in
    nth p row 0 +
    match factor (piece_at p) with
    | Z0 => 0
    | Zpos _ => potential_along rows' places' side
    | Zneg _ => - potential_along rows' places' (negb side)
    end
  | _, _ => 0
  end%Z.

(** The potential after one step through piece p, for the addresses from f(x) on. *)
Definition potential_after (p : nat) (rows : list (list Z)) (places : list address) (side : bool) : Z :=
  match factor (piece_at p) with
  | Z0 => 0
  | Zpos _ => potential_along rows places side
  | Zneg _ => - potential_along rows places (negb side)
  end%Z.

(** A new row such that the potential does not change at the cuts, except at cut number [target], where it
    rises by 1 if this is the first row. [places] lists for each cut the addresses of its orbit. *)
Fixpoint new_row (target : nat) (rows : list (list Z)) (cut : nat) (total : Z) (places : list (list address))
  : list Z :=
  total ::
  match places with
  | [] => []
  | orbit_c :: places' =>
    let jump := (potential_after (S cut) rows (tl orbit_c) true - potential_after cut rows (tl orbit_c)
      false)%Z in
    let hit := match rows with [] => if Nat.eqb cut target then 1 else 0 | _ => 0 end%Z in
    new_row target rows (S cut) (total + hit - jump)%Z places'
  end.
(** The rows of the potentials that rise at the points whose first cut, after m steps, is [target]. *)
Fixpoint rows_of (target : nat) (places : list (list address)) (n : nat) : list (list Z) :=
  match n with
  | O => []
  | S n' => let rows := rows_of target places n' in new_row target rows O 0%Z places :: rows
  end.
End Map.
