(** * Hints that are found from the map alone (unproved)

    The orbits of the cuts and of the ends are followed exactly as long as the denominators are short; where
    an orbit meets a point that is known it is linked to it. Behind the last exact point enclosures go on.
    What is found here is tested afterwards, as all hints are. *)
From Coq Require Import ZArith QArith Qabs List Bool.
From ExactPL Require Import Arithmetic.Rationals Arithmetic.Trees Maps.Piecewise Maps.Images Counting.Search.
Import ListNotations.
Open Scope Q_scope.

(** ** Known points *)

(** The numbers of the exact points, by denominator and numerator (in lowest terms). *)
Definition point_table := tree (tree positive).
Definition key (z : Z) : positive := match z with Z0 => 1 | Zpos p => xO p | Zneg p => xI p end.
Definition find_point (x : Q) (t : point_table) : option positive :=
  match get (Qden x) t with Some row => get (key (Qnum x)) row | None => None end.
Definition add_point (x : Q) (n : positive) (t : point_table) : point_table :=
  put (Qden x) (put (key (Qnum x)) n (match get (Qden x) t with Some row => row | None => Leaf end)) t.

(** For how many steps the orbit of a point is known: [None] is for ever. *)
Definition length_table := tree (option N).
Definition known_for (steps : N) (n : positive) (t : length_table) : bool :=
  match get n t with Some None => true | Some (Some m) => N.leb steps m | None => false end.

Record followed := Followed {
  exact_count : nat; end_link : option positive; left_over : nat; new_points : point_table }.
(** Follow the orbit that began with the point number [first]; the current point x has the number n. *)
Fixpoint follow_exactly (f : chart) (max_bits : N) (lengths : length_table) (first : positive)
    (steps : nat) (n : positive) (x : Q) (count : nat) (t : point_table) : followed :=
  match steps with
  | O => Followed count None 0 t
  | S steps' =>
    let y := image_at f x in
    let linked :=
      match find_point y t with
      | Some m => if Pos.leb first m || known_for (N.of_nat steps') m lengths then Some m else None
      | None => None
      end in
    match linked with
    | Some m => Followed count (Some m) 0 t
    | None =>
      if N.ltb max_bits (N.size (Npos (Qden y))) then Followed count None steps t
      else follow_exactly f max_bits lengths first steps' (Pos.succ n) y (S count)
        (add_point y (Pos.succ n) t)
    end
  end.
(** The points n, n + 1, ... get their lengths. *)
Fixpoint note_lengths (count : nat) (n : positive) (whole : option N) (t : length_table) : length_table :=
  let t' := put n whole t in
  match count with
  | O => t'
  | S count' => note_lengths count' (Pos.succ n) (option_map N.pred whole) t'
  end.

Record found_hints := FoundHints {
  found_orbits : list orbit; next_point : positive; known_points : point_table; lengths : length_table }.
(** The number of the point x, after its orbit has been added if it is not known for k steps. *)
Definition add_start (f : chart) (k : nat) (max_bits : N) (x : Q) (s : found_hints) : positive *
  found_hints :=
  let x := Qred x in
  let new :=
    let n := next_point s in
    let r := follow_exactly f max_bits (lengths s) n (k + 3) n x 0 (add_point x n (known_points s)) in
    let whole :=
      match end_link r with
      | Some m =>
        if Pos.leb n m then None
        else match get m (lengths s) with
             | Some (Some l) => Some (l + N.of_nat (S (exact_count r)))%N
             | _ => None
             end
      | None => Some (N.of_nat (exact_count r + left_over r))
      end in
    (n, FoundHints (Orbit x (exact_count r) (left_over r) (end_link r) :: found_orbits s)
          (n + Pos.of_succ_nat (exact_count r + left_over r)) (new_points r)
          (note_lengths (exact_count r) n whole (lengths s))) in
  match find_point x (known_points s) with
  | Some m => if known_for (N.of_nat k) m (lengths s) then (m, s) else new
  | None => new
  end.
Fixpoint add_cuts (f : chart) (k : nat) (max_bits : N) (wanted : Q -> bool) (cs : list Q) (s : found_hints) :
    list (option positive) * found_hints :=
  match cs with
  | [] => ([], s)
  | c :: cs' =>
    if wanted c then
      let (n, s') := add_start f k max_bits c s in
      let (l, s'') := add_cuts f k max_bits wanted cs' s' in (Some n :: l, s'')
    else let (l, s') := add_cuts f k max_bits wanted cs' s in (None :: l, s')
  end.

(** ** Precision *)

(** Sixteen times the binary logarithm of the greatest slope, rounded up, but at least 16: an enclosure loses
    at most that much of a bit, divided by 16, in a step. *)
Definition slope_bits (f : piecewise) : N :=
  fold_right (fun g m =>
    let a := N.pow (Z.abs_N (factor g)) 16 in
    let d := N.pow (Npos (denominator g)) 16 in
    N.max m (N.succ (N.log2 (N.div a d)))) 16%N (fst f :: map snd (snd f)).
Definition enough_bits (f : piecewise) (k : nat) (max_bits : N) : positive :=
  match (N.div (N.of_nat (k + 4) * slope_bits f) 16 + 2 * max_bits)%N with N0 => 1%positive | Npos p => p end.

(** ** The hints *)

Definition find_hints (f : piecewise) (k : nat) (max_bits : N) (a b : Q) : hints :=
  (* no cut outside [a, b] is met if f maps [a, b] into itself *)
  let (lo, hi) := image_of f a b in
  let closed := Qle_bool a lo && Qle_bool hi b in
  let wanted c := negb closed || (Qlt_bool a c && Qlt_bool c b) in
  let c := chart_of f in
  let (numbers, s) := add_cuts c k max_bits wanted (cuts f) (FoundHints [] 1 Leaf Leaf) in
  let (u, s') := add_start c k max_bits a s in
  let (v, s'') := add_start c k max_bits b s' in
  Hints (rev_append (found_orbits s'') []) numbers u v (enough_bits f k max_bits).

(** ** A frame for an unbounded interval *)

(** The first of M, M^2, M^4, ... that, as a number to the right or with the other sign to the left, passes
    the test: the start of a ray on which f^k is affine, for instance. *)
Fixpoint find_ray (test : Q -> bool) (right : bool) (tries : nat) (m : Z) : Z :=
  let x := if right then inject_Z m else inject_Z (- m) in
  match tries with
  | O => m
  | S tries' => if test x then m else find_ray test right tries' (m * m)
  end.
Definition first_ray (f : piecewise) : Z :=
  fold_right (fun c m => Z.max m (2 + Z.abs (Qnum c / Zpos (Qden c)))%Z) 2%Z (cuts f).
