(** * The search for the graph (unproved)

    From a map and a few hints a graph is built; what it is worth is tested afterwards ([graph_fits]). So
    nothing here needs to be trusted, the hints least of all. *)
From Coq Require Import ZArith QArith List Bool.
From ExactPL Require Import Arithmetic.Rationals Arithmetic.Trees Maps.Piecewise Counting.Graphs.
Import ListNotations.
Open Scope Q_scope.

(** An orbit: its first point; how many points after it are given exactly, and how many more by enclosures;
    and the number of the image of its last point, if it has one (all points must be exact then). *)
Record orbit := Orbit { start : Q; exact_points : nat; enclosed_points : nat; last_image : option positive }.
(** The points are numbered 1, 2, ... along the orbits. [at_cuts]: the numbers of the cuts of f, where needed.
    [left_end], [right_end]: those of the ends of the interval. [precision]: bits of the first enclosure of an
    orbit; each further one has one bit less. *)
Record hints := Hints {
  orbits : list orbit; at_cuts : list (option positive); left_end : positive; right_end : positive;
  precision : positive }.

(** ** Points *)

(** How many cuts are less than x, and how many are at most x. *)
Fixpoint cuts_below (cs : list Q) (x : Q) : nat :=
  match cs with [] => O | c :: cs' => if Qle_bool x c then O else S (cuts_below cs' x) end.
Fixpoint cuts_up_to (cs : list Q) (x : Q) : nat :=
  match cs with [] => O | c :: cs' => if Qle_bool c x then S (cuts_up_to cs' x) else O end.
Definition floor_div (a : Z) (d : positive) : Z := (a / Zpos d)%Z.
Definition ceiling_div (a : Z) (d : positive) : Z := (- ((- a) / Zpos d))%Z.


(** The map in a form in which pieces are found fast. *)
Record chart := Chart { cut_tree : tree Q; piece_tree : tree affine; piece_row : list affine; cut_count : N }.
Fixpoint tree_of {A} (l : list A) (n : positive) (t : tree A) : tree A :=
  match l with [] => t | x :: l' => tree_of l' (Pos.succ n) (put n x t) end.
Definition chart_of (f : piecewise) : chart :=
  let cs := cuts f in
  let gs := fst f :: map snd (snd f) in
  Chart (tree_of cs 1 Leaf) (tree_of gs 1 Leaf) gs (N.of_nat (length cs)).
(** The number of the first cut from [lo] on that does not pass the test, by bisection. *)
Fixpoint bisect (fuel : nat) (test : Q -> bool) (t : tree Q) (lo hi : N) : N :=
  match fuel with
  | O => lo
  | S fuel' =>
    if N.leb hi lo then lo
    else let mid := N.div2 (lo + hi) in
         match get (N.succ_pos mid) t with
         | Some c => if test c then bisect fuel' test t (N.succ mid) hi else bisect fuel' test t lo mid
         | None => lo
         end
  end.

Section Search.
Variable f : chart.

Definition search (test : Q -> bool) : N :=
  bisect (N.size_nat (cut_count f) + 1) test (cut_tree f) 0 (cut_count f).
Definition below (x : Q) : N := search (fun c => Qlt_bool c x).     (* as [cuts_below] *)
Definition up_to (x : Q) : N := search (fun c => Qle_bool c x).     (* as [cuts_up_to] *)
Definition piece_number (i : N) : option affine := get (N.succ_pos i) (piece_tree f).
Definition image_at (x : Q) : Q :=
  match piece_number (below x) with Some g => Qred (apply_affine g x) | None => x end.
Definition exact_point (x : Q) (begin : bool) (next : option positive) : point :=
  Point (Qnum x) (Qnum x) (Qden x) begin (N.to_nat (below x)) (N.to_nat (up_to x)) next.

(** [more] further points with enclosures, the first in [low / scale, high / scale]. *)
Fixpoint enclosed_orbit (more : nat) (l h : Z) (d : positive) (n : positive) (t : tree point) : tree point *
  positive :=
  let i := below (l # d) in
  let p := Point l h d false (N.to_nat i) (N.to_nat i) in
  match more with
  | O => (put n (p None) t, Pos.succ n)
  | S more' =>
    let '(l', h', d') :=
      match piece_number i, d with
      | Some g, xO d' =>
        let u := (factor g * l + constant g * Zpos d)%Z in
        let v := (factor g * h + constant g * Zpos d)%Z in
        (* one division of long numbers; the width is short *)
        let least := floor_div (Z.min u v) (xO (denominator g)) in
        (least, (least + 1 + ceiling_div (Z.abs (u - v)) (xO (denominator g)))%Z, d')
      | _, _ => (l, h, d)
      end in
    enclosed_orbit more' l' h' d' (Pos.succ n) (put n (p (Some (Pos.succ n))) t)
  end.
Definition enclosures_from (bits : positive) (more : nat) (y : Q) (n : positive) (t : tree point) :=
  let d := Pos.shiftl 1 (Npos bits) in
  enclosed_orbit more (floor_div (Qnum y * Zpos d) (Qden y)) (ceiling_div (Qnum y * Zpos d) (Qden y)) d n t.
(** [exact] further exact points after x, then [enclosed] ones. *)
Fixpoint orbit_from (bits : positive) (exact enclosed : nat) (x : Q) (begin : bool) (n : positive)
    (link : option positive) (t : tree point) : tree point * positive :=
  match exact with
  | S exact' =>
    orbit_from bits exact' enclosed (image_at x) false (Pos.succ n) link
      (put n (exact_point x begin (Some (Pos.succ n))) t)
  | O =>
    match enclosed with
    | O => (put n (exact_point x begin link) t, Pos.succ n)
    | S more =>
      enclosures_from bits more (image_at x) (Pos.succ n)
        (put n (exact_point x begin (Some (Pos.succ n))) t)
    end
  end.
Fixpoint all_orbits (bits : positive) (l : list orbit) (n : positive) (t : tree point) : tree point :=
  match l with
  | [] => t
  | o :: l' =>
    let (t', n') := orbit_from bits (exact_points o) (enclosed_points o) (start o) true n (last_image o) t in
    all_orbits bits l' n' t'
  end.

(** ** States, breadth first *)

Record growing := Growing {
  found : tree state; by_ends : tree (tree positive); next_number : positive; frontier : list positive }.
Definition find_or_add (u v : positive) (s : growing) : positive * growing :=
  let t := match get u (by_ends s) with Some t => t | None => Leaf end in
  match get v t with
  | Some n => (n, s)
  | None =>
    let n := next_number s in
    (n, Growing (put n (State u v []) (found s)) (put u (put v n t) (by_ends s)) (Pos.succ n)
      (n :: frontier s))
  end.

Variable P : tree point.
Variable cut_numbers : list (option positive).
(** The parts from the point p, in piece i, to the point number [right]; [inside] cuts are still to come.
    [gs] are the pieces from i on, [cs] the numbers of the cuts from i on. *)
Fixpoint split (inside i : nat) (gs : list affine) (cs : list (option positive)) (p : point)
  (right : positive)
    (s : growing) : option (list part * growing) :=
  let end_number := match inside, cs with O, _ => Some right | S _, c :: _ => c | S _, [] => None end in
  match end_number, gs with
  | Some m, g :: gs' =>
    match get m P with
    | Some q =>
      let target :=
        match factor g, image p, image q with
        | Z0, _, _ => Some (None, s)
        | Zpos _, Some x, Some y => let (n, s') := find_or_add x y s in Some (Some n, s')
        | Zneg _, Some x, Some y => let (n, s') := find_or_add y x s in Some (Some n, s')
        | _, _, _ => None
        end in
      match target with
      | None => None
      | Some (t, s') =>
        match inside with
        | O => Some ([Part i t m], s')
        | S inside' =>
          match split inside' (S i) gs' (tl cs) q right s' with
          | Some (l, s'') => Some (Part i t m :: l, s'')
          | None => None
          end
        end
      end
    | None => None
    end
  | _, _ => None
  end.
Definition expand (n : positive) (s : growing) : growing :=
  match get n (found s) with
  | None => s
  | Some d =>
    match get (state_left d) P, get (state_right d) P with
    | Some p, Some q =>
      let i := right_piece p in
      match split (left_piece q - i) i (skipn i (piece_row f)) (skipn i cut_numbers) p (state_right d) s with
      | Some (l, s') =>
        Growing (put n (State (state_left d) (state_right d) l) (found s')) (by_ends s') (next_number s')
          (frontier s')
      | None => s
      end
    | _, _ => s
    end
  end.
Fixpoint expand_all (l : list positive) (s : growing) : growing :=
  match l with [] => s | n :: l' => expand_all l' (expand n s) end.
Fixpoint expand_levels (k : nat) (s : growing) : growing :=
  match k with
  | O => s
  | S k' =>
    match frontier s with
    | [] => s
    | l => expand_levels k' (expand_all (rev_append l []) (Growing (found s) (by_ends s) (next_number s) []))
    end
  end.
End Search.

(** The graph of f^k. *)
Definition build_graph (f : piecewise) (k : nat) (h : hints) : graph :=
  let c := chart_of f in
  let P := all_orbits c (precision h) (orbits h) 1 Leaf in
  let u := left_end h in
  let v := right_end h in
  let first := Growing (put 1%positive (State u v []) Leaf) (put u (put v 1%positive Leaf) Leaf) 2
    [1%positive] in
  Graph P (found (expand_levels c P (at_cuts h) k first)) (at_cuts h) 1.
