(* Claims in words (section 6). All that is printed of a claim is printed here, from the value that was checked. *)
open Core

let rec int_of_nat ?(acc = 0) = function O -> acc | S n -> int_of_nat ~acc:(acc + 1) n
let nat n = string_of_int (int_of_nat n)
let q = Rational.write
let z = Rational.write_integer
let n x = z (Numbers.z_of_n x)
let ends write (lo, hi) =
  (match lo with Some a -> "[" ^ write a | None -> "(-oo") ^ ", " ^ (match hi with Some b -> write b ^ "]" | None -> "oo)")
let interval (j : interval) = ends q j
let counted number one many = n number ^ " " ^ if n number = "1" then one else many
let times = function
  | [ t ] -> "at the time " ^ nat t
  | l -> "at the times " ^ String.concat ", " (List.map nat l)

let compact a b = interval (Some a, Some b)

let bounds write at_least at_most =
  String.concat " and "
    ((match at_least with Some a -> [ "at least " ^ write a ] | None -> [])
     @ match at_most with Some b -> [ "at most " ^ write b ] | None -> [])
let rec_power_of_two j = Rational.write_integer (let rec go a i = if i = 0 then a else go (Z.mul a (Numbers.z_of_decimal "2")) (i - 1) in
                                           go (Numbers.z_of_decimal "1") (int_of_nat j))
let over_q = function
  | Value (_, k, x, y) -> "f^" ^ nat k ^ "(" ^ q x ^ ") = " ^ q y
  | LeastPeriod (_, p, x) -> q x ^ " has least period " ^ nat p ^ " under f"
  | InvariantInterval (_, j) -> "f maps " ^ interval j ^ " into itself"
  | Image (_, k, j, image) -> "f^" ^ nat k ^ " maps " ^ interval j ^ " onto " ^ interval image
  | PieceCount (_, k, j, m) ->
    "f^" ^ nat k ^ " has exactly " ^ counted m "maximal affine piece" "maximal affine pieces" ^ " on " ^ interval j
  | LapCount (_, k, j, m) -> "f^" ^ nat k ^ " has exactly " ^ counted m "lap" "laps" ^ " on " ^ interval j
  | CrossingCount (_, k, level, j, m) ->
    "f^" ^ nat k ^ " crosses the level " ^ q level ^ " exactly " ^ counted m "time" "times" ^ " on " ^ interval j
  | PreimageCount (_, k, level, a, b, m) ->
    "f^" ^ nat k ^ " takes the value " ^ q level ^ " on exactly " ^ counted m "point or interval" "points or intervals" ^ " of " ^ compact a b
  | SlopeRange (_, k, j, least, greatest) ->
    "the absolute slopes of f^" ^ nat k ^ " on " ^ interval j ^ " reach from " ^ q least ^ " to " ^ q greatest
  | FixedPointCount (_, k, a, b, isolated, intervals) ->
    "f^" ^ nat k ^ " has exactly " ^ counted isolated "isolated fixed point" "isolated fixed points" ^ " and "
    ^ counted intervals "interval of fixed points" "intervals of fixed points" ^ " on " ^ compact a b
  | NoLeastPeriod (_, k, j) -> "f has no point of least period " ^ nat k ^ " on " ^ interval j
  | PieceCountBounds (_, k, a, b, at_least, at_most, _) ->
    let last = match at_most with Some m -> Some m | None -> at_least in
    "f^" ^ nat k ^ " has " ^ bounds n at_least at_most ^ " maximal affine "
    ^ (match last with Some m when n m = "1" -> "piece" | _ -> "pieces") ^ " on " ^ compact a b
  | EntropyBounds (_, a, b, at_least, at_most, _, _) ->
    "the growth s of f on " ^ compact a b ^ ", the limit superior of laps(f^k)^(1/k), is " ^ bounds q at_least at_most
    ^ "; its topological entropy is log s"
  | AbsentPeriods (_, a, b, doublings, upto, _, _) ->
    "no point of " ^ compact a b ^ " has a least period 2^i * q with 0 <= i <= " ^ nat doublings
    ^ (match upto with None -> " and odd q > 1" | Some m -> " and odd q, 1 < q <= " ^ nat m)
  | NoOddPeriod (_, j, _, _) -> "every cycle of f on " ^ interval j ^ " other than a fixed point has even length"
  | NearAndFar (_, x, y, near, far, near_times, far_times) ->
    "the orbits of " ^ q x ^ " and " ^ q y ^ " are "
    ^ String.concat ", and "
        ((if near_times = [] then [] else [ "at most " ^ q near ^ " apart " ^ times near_times ])
         @ if far_times = [] then [] else [ "at least " ^ q far ^ " apart " ^ times far_times ])

let near s j epsilon =
  ignore s;
  "every continuous g: " ^ interval j ^ " -> " ^ interval j ^ " with |g - f| <= " ^ q epsilon
let pair (a, b) = interval (Some a, Some b)
let forcing m = m ^ " and those that " ^ m ^ " forces in Sharkovsky's order"
(* "[A, B] over [C, D] and [E, F]; ..." *)
let edges_in_words js edges =
  let js = Array.of_list (List.map pair js) in
  let name i = let i = int_of_nat i in if i < Array.length js then js.(i) else "?" in
  let rec grouped acc = function
    | [] -> List.rev acc
    | e :: rest ->
      (match acc with
       | (i, others) :: before when int_of_nat i = int_of_nat e.source -> grouped ((i, e.target :: others) :: before) rest
       | _ -> grouped ((e.source, [ e.target ]) :: acc) rest) in
  String.concat "; "
    (List.map (fun (i, others) -> name i ^ " over " ^ String.concat " and " (List.rev_map name others)) (grouped [] edges))
let over_r = function
  | LiYorkeChaos (s, j, epsilon, _) -> near s j epsilon ^ " is Li-Yorke chaotic"
  | Coverings (s, j, epsilon, steps, js, edges) ->
    "for " ^ near s j epsilon ^ ", g^" ^ nat steps ^ " maps " ^ edges_in_words js edges
  | RobustPeriod (s, j, epsilon, js, _) ->
    near s j epsilon ^ " has a point of least period " ^ string_of_int (List.length js)
  | Horseshoe (s, j, epsilon, steps, a, _, _, _) ->
    near s j epsilon ^ " has topological entropy at least log(" ^ q a ^ ")"
    ^ (if nat steps = "1" then "" else "/" ^ nat steps)
    ^ (match j with Some _, Some _ -> "" | _ -> " on compact sets K with g(K) in K")
  | ForcedPeriods (_, j, m, _) ->
    "f has points on " ^ interval j ^ " of least period " ^ nat m ^ " and of each least period that " ^ nat m
    ^ " forces in Sharkovsky's order"
  | PeriodSet (_, j, doublings, odd, _, _) ->
    let m = Rational.write_integer (Z.mul (Numbers.z_of_decimal (rec_power_of_two doublings)) (Numbers.z_of_decimal (nat odd))) in
    "the least periods of f on " ^ interval j ^ " are " ^ forcing m ^ ", no others"
  | NoLiYorkeChaos (_, a, b, j) ->
    "every orbit of f in " ^ compact a b ^ " converges to a cycle whose length divides " ^ rec_power_of_two j
    ^ "; f is not Li-Yorke chaotic there"
(* ---- networks ---- *)
let joined v = String.concat ", " (List.map q v)
let listed v = "(" ^ joined v ^ ")"
let vector = function [ x ] -> q x | v -> listed v
let where j = function
  | [ _ ], _ -> interval j
  | start, direction -> interval j ^ " along p + t*d, p = " ^ listed start ^ ", d = " ^ listed direction
let over_networks = function
  | NetworkValue (_, _, x, y) -> "f(" ^ joined x ^ ") = " ^ vector y
  | NetworkLeastPeriod (_, _, m, x) -> listed x ^ " has least period " ^ nat m ^ " under f"
  | DifferentNetworks (_, _, _, x, difference) ->
    "f(" ^ joined x ^ ") - g(" ^ joined x ^ ") = " ^ vector difference ^ ": f and g are different functions"
  | DifferentFromMap (_, _, x, difference) ->
    "f(" ^ q x ^ ") - g(" ^ q x ^ ") = " ^ q difference ^ ": f and g are different functions"
  | SameNetworks (_, _, _, start, direction, j, _) -> "f and g are the same function on " ^ where j (start, direction)
  | SameAsMap (_, _, j, _) -> "f and g are the same function on " ^ interval j
  | NetworkCounts (_, _, start, direction, combination, j, _, pieces, regions) ->
    (match combination with
     | [ x ] when q x = "1" -> "f"
     | c -> "c * f, c = " ^ listed c ^ ",")
    ^ " has exactly " ^ counted pieces "affine piece" "affine pieces" ^ " and "
    ^ counted regions "activation region" "activation regions" ^ " on " ^ where j (start, direction)

let function_of name = function
  | [ x ] when q x = "1" -> name
  | c -> "c * " ^ (if name = "f" then name else "(" ^ name ^ ")") ^ ", c = " ^ listed c ^ ","
let over_networks = function
  | NetworkRange (_, _, start, direction, combination, j, _, range) ->
    function_of "f" combination ^ " takes exactly the values " ^ interval range ^ " on " ^ where j (start, direction)
  | LargestGap (_, _, _, start, direction, combination, j, _, gap, at) ->
    "the largest absolute value of " ^ function_of "f - g" combination ^ " on " ^ where j (start, direction) ^ " is " ^ q gap
    ^ ", attained at t = " ^ q at
  | LargestGapToMap (_, _, j, _, gap, at) ->
    "the largest absolute value of f - g on " ^ interval j ^ " is " ^ q gap ^ ", attained at t = " ^ q at
  | c -> over_networks c
let statement = function OverQ c -> over_q c | OverR c -> over_r c | OfNetworks c -> over_networks c

let is_unbounded = function Some _, Some _ -> false | _ -> true
let subject_none =
  let zero = { qnum = Numbers.z_of_decimal "0"; qden = Numbers.pos_of_int 1 } in
  { slope_before = None; leftmost = (zero, zero); further = []; slope_behind = None }
(* The lemmas of docs/theorems.md that are the theorems behind the check, and what is assumed. *)
let lemmas_over_q = function
  | Value _ | LeastPeriod _ | NearAndFar _ -> []
  | InvariantInterval _ | Image _ -> [ "T0.1" ]
  | PieceCount (_, _, j, _) -> [ "T0.1"; "T1.0"; "T1.1''"; "T1.2" ] @ if is_unbounded j then [ "T1.4" ] else []
  | LapCount (_, _, j, _) -> [ "T0.1"; "T1.2" ] @ if is_unbounded j then [ "T1.4" ] else []
  | CrossingCount (_, _, _, j, _) -> [ "T0.1"; "T1.2"; "T1.3" ] @ if is_unbounded j then [ "T1.4" ] else []
  | PreimageCount _ -> [ "T0.1"; "T1.2"; "T1.3" ]
  | SlopeRange (_, _, j, _, _) -> [ "T0.1"; "T1.2" ] @ (if is_unbounded j then [ "T1.4" ] else []) @ [ "T1.6" ]
  | FixedPointCount _ -> [ "T0.1"; "T1.0"; "T2.1"; "T2.1'"; "T2.4" ]
  | NoLeastPeriod _ -> [ "T0.1"; "T1.0"; "T2.1"; "T2.1'"; "T2.2"; "T2.2'" ]
  | NoOddPeriod _ -> [ "T0.1"; "T5.3" ]
  | PieceCountBounds (_, k, _, _, _, _, step) ->
    [ "T0.1"; "T1.0"; "T1.1''"; "T1.2" ] @ if nat k = nat step then [] else [ "T1.7" ]
  | EntropyBounds (_, _, _, _, _, lower, upper) ->
    [ "T0.1"; "T3.1" ] @ if lower = None && upper = None then [] else [ "T3.2"; "T3.2'" ]
  | AbsentPeriods _ -> [ "T0.1"; "T3.1"; "T3.2"; "T3.2'"; "T3.3"; "T3.3'" ]
let sorted l = List.sort_uniq String.compare l
let lemmas = function
  | OverQ c -> lemmas_over_q c
  | OfNetworks c ->
    let rays j = if is_unbounded j then [ "T6.2" ] else [] in
    (match c with
     | NetworkValue _ | NetworkLeastPeriod _ | DifferentNetworks _ | DifferentFromMap _ -> []
     | SameNetworks (_, _, _, _, _, j, _) -> [ "T6.1"; "T6.1'" ] @ rays j
     | SameAsMap (_, _, j, _) -> [ "T0.2"; "T6.1"; "T6.1'" ] @ rays j
     | NetworkRange (_, _, _, _, _, j, _, _) | LargestGap (_, _, _, _, _, _, j, _, _, _) -> [ "T0.1"; "T6.1"; "T6.1'" ] @ rays j
     | LargestGapToMap (_, _, j, _, _, _) -> [ "T0.1"; "T0.2"; "T6.1"; "T6.1'" ] @ rays j
     | NetworkCounts (_, _, _, _, _, j, _, _, _) -> sorted ([ "T6.1"; "T6.1'"; "T6.3" ] @ rays j))
  | OverR c ->
    match c with
    | LiYorkeChaos _ -> [ "T0.1"; "T4.4"; "T4.6" ]
    | Coverings _ -> [ "T0.1"; "T4.1"; "T4.5" ]
    | RobustPeriod _ -> [ "T0.1"; "T4.1"; "T4.2"; "T4.5" ]
    | Horseshoe _ -> [ "T0.1"; "T4.1"; "T4.3"; "T4.5" ]
    | ForcedPeriods (_, _, m, _) -> if nat m = "3" then [ "T0.1"; "T4.2"; "T5.5" ] else [ "T0.1"; "T5.12"; "T5.5" ]
    | PeriodSet (_, j, doublings, odd, _, swapped) ->
      let absent = NoLeastPeriod (subject_none, O, j) in
      if nat odd = "3" && nat doublings = "0" then [ "T0.1"; "T4.2"; "T5.5" ]
      else sorted ((if swapped = None then lemmas_over_q absent else [ "T5.3" ]) @ [ "T0.1"; "T5.12"; "T5.5" ])
    | NoLiYorkeChaos (s, a, b, _) -> lemmas_over_q (NoLeastPeriod (s, O, (Some a, Some b))) @ [ "T5.13"; "T5.2" ]
(* What the statement says beyond the theorem, or the theorem supposes. *)
let assumed = function
  | OverQ (EntropyBounds _) -> [ "MS80" ]
  | OverQ (AbsentPeriods _) -> [ "BGMY80"; "MS80" ]
  | _ -> []

let subject_of = function
  | OfNetworks _ -> subject_none
  | OverR (LiYorkeChaos (s, _, _, _) | Coverings (s, _, _, _, _, _) | RobustPeriod (s, _, _, _, _)
    | Horseshoe (s, _, _, _, _, _, _, _) | ForcedPeriods (s, _, _, _) | PeriodSet (s, _, _, _, _, _)
    | NoLiYorkeChaos (s, _, _, _)) -> s
  | OverQ c -> match c with
  | Value (s, _, _, _) | LeastPeriod (s, _, _) | InvariantInterval (s, _) | Image (s, _, _, _) | PieceCount (s, _, _, _)
  | LapCount (s, _, _, _) | CrossingCount (s, _, _, _, _) | PreimageCount (s, _, _, _, _, _) | SlopeRange (s, _, _, _, _)
  | FixedPointCount (s, _, _, _, _, _) | NoLeastPeriod (s, _, _) | PieceCountBounds (s, _, _, _, _, _, _)
  | EntropyBounds (s, _, _, _, _, _, _) | AbsentPeriods (s, _, _, _, _, _, _) | NoOddPeriod (s, _, _, _) | NearAndFar (s, _, _, _, _, _, _) -> s

(* The map, for the reader to compare with the one that he meant. *)
let map_lines role s =
  let knots = s.leftmost :: s.further in
  let count = List.length knots in
  [ "subject " ^ role ^ ": domain " ^ ends Rational.show (domain s) ^ ", " ^ string_of_int count ^ if count = 1 then " knot" else " knots" ]
  @ (if count > 20 then [] else List.map (fun (x, y) -> "  " ^ role ^ "(" ^ Rational.show x ^ ") = " ^ Rational.show y) knots)
  @ (match s.slope_before with Some m -> [ "  slope " ^ Rational.show m ^ " to the left" ] | None -> [])
  @ (match s.slope_behind with Some m -> [ "  slope " ^ Rational.show m ^ " to the right" ] | None -> [])
