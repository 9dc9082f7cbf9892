(* From the certificate to the claim (section 6). *)
open Core

(* What is read of a claim before the subjects are: the theorems that must be cited, and the claim of the subjects. *)
type given = Map of subject | Network of Networkfile.t
type read = { cites : string list list; (* of each edition *) about : given list -> any_claim }
type kind = { subjects : string list list; keys : string list; witness : string list; optional : string list; read : Fields.t -> Fields.t -> read }

let one ?(cites = []) ?first build = { cites = cites :: Option.to_list first; about = (function Map s :: _ -> build s | _ -> Verdict.reject "subject" "a map" "none") }
let a_map = [ [ "exactpl-map/1" ] ]
let plain keys read = { subjects = a_map; keys; witness = []; optional = []; read = (fun claim _ -> let build = read claim in one (fun s -> OverQ (build s))) }
let witnessed ?(subjects = a_map) ?(optional = []) keys witness read = { subjects; keys; witness; optional; read }
let on claim = let j = Fields.optional_interval claim "on" in fun s -> match j with Some j -> j | None -> domain s
(* Where the library reaches compact intervals only. *)
let compact (j : interval) build =
  match j with
  | Some a, Some b -> build a b
  | _ -> Verdict.decline "not-proved" "an interval J that is compact" (Show.ends Rational.show j)
let natural fields key =
  let z = Fields.integer fields key in
  fun () -> match Numbers.n_of_z z with
    | Some m -> m
    | None -> Verdict.reject "wrong-count" "a number that is not negative" (Rational.show_integer z)
let count make =
  plain [ "k"; "on"; "type"; "value" ] (fun claim ->
    let k = Fields.small claim "k" 0 in
    let j = on claim in
    let value = natural claim "value" in
    fun s -> make s (Fields.nat k) (j s) (value ()))

let natural_now fields key = natural fields key ()
let bad_field expected found = Verdict.reject "bad-field" expected found
let not_negative fields key =
  let x = Fields.rational fields key in
  if not (Z.leb (Numbers.z_of_decimal "0") x.qnum) then Fields.bad (key ^ " >= 0") (Fields.get fields key);
  x
let whole i = { qnum = Numbers.z_of_decimal (string_of_int i); qden = Numbers.pos_of_int 1 }
let at_least_one key x = if not (qle_bool (whole 1) x) then bad_field (key ^ " >= 1") (Rational.show x); x
let is_one x = qle_bool x (whole 1) && qle_bool (whole 1) x
let number_n i = match Numbers.n_of_z (Numbers.z_of_decimal (string_of_int i)) with Some m -> m | None -> assert false

(* ---- coverings ---- *)
let list_of fields key = match Fields.get fields key with Json.List l -> l | v -> Fields.bad ("a list as " ^ key) v
let pairs fields key =
  List.map (function
    | Json.List [ x; y ] ->
      let read v = Fields.number "rational" Rational.canonical_rational key v in
      let x = read x in
      (x, read y)
    | v -> Fields.bad ("[x, y] in " ^ key) v) (list_of fields key)
let intervals_of fields =
  let found = pairs fields "intervals" in
  if found = [] then bad_field "at least one interval" "none";
  List.iter (fun (lo, hi) -> if qle_bool hi lo then bad_field "lo < hi in intervals" (Rational.show lo ^ " and " ^ Rational.show hi)) found;
  found
let edges_of fields count =
  let found = List.map (function
    | Json.List [ Json.Int i; Json.Int j ] when i >= 0 && j >= 0 ->
      if max i j >= count then bad_field ("numbers below " ^ string_of_int count ^ " in edges") (string_of_int (max i j));
      (i, j)
    | v -> Fields.bad "[i, j] in edges" v) (list_of fields "edges") in
  let rec rising = function a :: (b :: _ as rest) -> compare a b < 0 && rising rest | _ -> true in
  if not (rising found) then bad_field "edges in increasing order" "others";
  if found = [] then bad_field "at least one edge" "none";
  found
let with_points edges points =
  if List.length edges <> List.length points then
    Verdict.reject "witness" ("a pair of points for each of " ^ string_of_int (List.length edges) ^ " edges") (string_of_int (List.length points));
  List.rev (List.rev_map2 (fun (i, j) (x, y) -> { source = Fields.nat i; target = Fields.nat j; low_point = x; high_point = y }) edges points)
let inside_j j js =
  List.iter (fun (lo, hi) ->
    if not (contains j (Some lo, Some hi)) then
      Verdict.reject "outside-domain" ("an interval in " ^ Show.ends Rational.show j) (Show.ends Rational.show (Some lo, Some hi))) js
let same x y = qle_bool x y && qle_bool y x

(* ---- tables ---- *)
let slopes_are_not_proved () = Verdict.decline "not-proved" "a table as evidence" "slopes"
let rows ~upper value =
  let evidence = match value with Json.Object l when List.mem_assoc "slopes" l ->
      let entry = Fields.exact_keys "evidence" [ "slopes" ] value in
      ignore (Fields.small entry "slopes" 1); slopes_are_not_proved ()
    | _ -> Fields.exact_keys "evidence" [ "table" ] value in
  let entries = match Fields.get evidence "table" with
    | Json.List (_ :: _ as l) -> l
    | v -> Fields.bad "a list of rows as table" v in
  let size = List.length entries in
  let zero = Numbers.z_of_decimal "0" in
  let found = List.map (fun entry ->
    let fields = Fields.exact_keys "a row" (if upper then [ "interval"; "layer"; "parts"; "weight" ] else [ "interval"; "parts"; "weight" ]) entry in
    let lo, hi = match Fields.interval fields "interval" with
      | Some lo, Some hi -> (lo, hi)
      | _ -> bad_field "two rational ends of the interval of a row" "null" in
    let weight = Fields.integer fields "weight" in
    if not (Z.leb (if upper then Numbers.z_of_decimal "1" else zero) weight) then
      Verdict.reject "bad-weight" (if upper then "a weight >= 1" else "a weight >= 0") (Rational.show_integer weight);
    let parts = match Fields.get fields "parts" with Json.List l -> l | v -> Fields.bad "a list as parts" v in
    let parts = List.map (function
      | Json.Null when not upper -> None
      | Json.Int r when r >= 0 && r < size -> Some r
      | v -> Verdict.reject "row-number" ("the number of one of " ^ string_of_int size ^ " rows") (Json.shown v)) parts in
    let layer = if upper then Fields.small fields "layer" 0 else 0 in
    (lo, hi, weight, parts, layer)) entries in
  if List.for_all (fun (_, _, w, _, _) -> Z.leb w zero) found then Verdict.reject "bad-weight" "a weight that is not 0" "none";
  found
let get what = function Some x -> x | None -> Verdict.reject "bad-weight" what "another"
let upper_rows found =
  List.map (fun (lo, hi, weight, parts, layer) ->
    { upper_lo = lo; upper_hi = hi; upper_weight = get "a weight >= 1" (Numbers.pos_of_z weight); upper_layer = number_n layer;
      upper_assigned = List.map (function Some r -> number_n r | None -> assert false) parts }) found
let lower_rows found =
  List.map (fun (lo, hi, weight, parts, _) ->
    { lower_lo = lo; lower_hi = hi; lower_weight = get "a weight >= 0" (Numbers.n_of_z weight);
      lower_assigned = List.map (Option.map number_n) parts }) found
let rows_inside a b found =
  List.iter (fun (lo, hi, _, _, _) ->
    if not (qle_bool a lo && qle_bool hi b) then
      Verdict.reject "outside-interval" ("rows in " ^ Show.compact a b) (Show.ends Rational.show (Some lo, Some hi))) found
let no_window witness =
  if List.mem_assoc "within" witness then Verdict.decline "not-proved" "a compact J" "a window inside which f is held"
(* J of a claim of growth *)
let growth_interval (j : interval) build =
  match j with
  | Some a, Some b -> build a b
  | _ -> Verdict.reject "not-compact" "a compact interval J" (Show.ends Rational.show j)
let doublings_and_upto claim =
  let doublings = Fields.small claim "doublings" 0 in
  if doublings > 16 then bad_field "at most 16 doublings" (string_of_int doublings);
  let upto = match Fields.get claim "upto" with Json.Null -> None | _ -> Some (Fields.small claim "upto" 3) in
  (match upto with
   | Some n when n > 9999 || n mod 2 = 0 -> bad_field "an odd integer of at most 9999 as upto" (string_of_int n)
   | _ -> ());
  (doublings, upto)
let odd_part n =
  let rec go j n = if n mod 2 = 0 then go (j + 1) (n / 2) else (j, n) in
  go 0 n

(* ---- networks ---- *)
let a_network = [ [ "exactpl-network/1" ] ]
let a_network_and_another = [ [ "exactpl-network/1" ]; [ "exactpl-network/1"; "exactpl-map/1" ] ]
let numbers fields key =
  match Fields.get fields key with
  | Json.List l -> List.map (Fields.number "rational" Rational.canonical_rational key) l
  | v -> Fields.bad ("a list of rationals as " ^ key) v
let is_zero x = same x (whole 0)
let not_all_zero key v =
  if List.for_all is_zero v then bad_field ("a number other than zero in " ^ key) (string_of_int (List.length v) ^ " zeros");
  v
let shapes expected found = Verdict.reject "shapes" expected found
let length_is key n v =
  if List.length v <> n then shapes (string_of_int n ^ " numbers as " ^ key) (string_of_int (List.length v))
let known (n : Networkfile.t) =
  match n.unknown with
  | Some what -> Verdict.decline "not-proved" "layers that follow each other, with ReLU or without" what
  | None -> n.network
let of_network build = { cites = [ [] ]; about = (function
  | Network f :: rest -> OfNetworks (build f rest)
  | _ -> Verdict.reject "subject" "a network" "none") }
let same_shapes (f : Networkfile.t) = function
  | Network (g : Networkfile.t) ->
    if (f.inputs, f.outputs) <> (g.inputs, g.outputs) then
      shapes (string_of_int f.inputs ^ " inputs and " ^ string_of_int f.outputs ^ " outputs of g, as of f")
        (string_of_int g.inputs ^ " and " ^ string_of_int g.outputs)
  | Map _ -> if (f.inputs, f.outputs) <> (1, 1) then shapes "one input and one output of f, as of g" "others"
(* the line, J, and the points *)
let place claim witness =
  let line = match Fields.get claim "line" with
    | Json.Null -> None
    | v ->
      let entry = Fields.exact_keys "line" [ "direction"; "start" ] v in
      let direction = not_all_zero "direction" (numbers entry "direction") in
      Some (numbers entry "start", direction) in
  let points = numbers witness "points" in
  if points = [] then bad_field "at least one point" "none";
  let rec rising = function a :: (b :: _ as rest) -> (not (qle_bool b a)) && rising rest | _ -> true in
  if not (rising points) then bad_field "points in increasing order" "others";
  (line, Fields.optional_interval claim "on", points)
let line_of (f : Networkfile.t) line =
  if (line = None) <> (f.inputs = 1) then shapes "a line if and only if f has several inputs" (string_of_int f.inputs ^ " inputs");
  match line with
  | None -> ([ whole 0 ], [ whole 1 ])
  | Some (start, direction) -> length_is "start" f.inputs start; length_is "direction" f.inputs direction; (start, direction)
(* the points strictly inside J, which begin and end as J does *)
let inner_points (j : interval) points =
  let strip e which points = match e, points with
    | None, _ -> points
    | Some e, first :: rest when same e first -> rest
    | Some e, _ -> Verdict.reject "witness" ("points that " ^ which ^ " at the end " ^ Rational.show e) "others" in
  let points = strip (fst j) "begin" points in
  match snd j with
  | None -> points
  | _ -> List.rev (strip (snd j) "end" (List.rev points))
let whole_line : interval = (None, None)
let j_of on = match on with Some j -> j | None -> whole_line

let kinds : (string * kind) list =
  [ ("value", plain [ "k"; "type"; "x"; "y" ] (fun claim ->
      let k = Fields.small claim "k" 0 in
      let x = Fields.rational claim "x" in
      let y = Fields.rational claim "y" in
      fun s -> Value (s, Fields.nat k, x, y)));
    ("least_period", plain [ "n"; "type"; "x" ] (fun claim ->
      let n = Fields.small claim "n" 1 in
      let x = Fields.rational claim "x" in
      fun s -> LeastPeriod (s, Fields.nat n, x)));
    ("invariant_interval", plain [ "interval"; "type" ] (fun claim ->
      let j = Fields.interval claim "interval" in
      fun s -> InvariantInterval (s, j)));
    ("image", plain [ "interval"; "k"; "on"; "type" ] (fun claim ->
      let k = Fields.small claim "k" 0 in
      let j = on claim in
      let image = Fields.interval ~point:true claim "interval" in
      fun s -> Image (s, Fields.nat k, j s, image)));
    ("piece_count", count (fun s k j n -> PieceCount (s, k, j, n)));
    ("lap_count", count (fun s k j n -> LapCount (s, k, j, n)));
    ("crossing_count", plain [ "k"; "level"; "on"; "type"; "value" ] (fun claim ->
      let k = Fields.small claim "k" 0 in
      let j = on claim in
      let value = natural claim "value" in
      let level = Fields.rational claim "level" in
      fun s -> CrossingCount (s, Fields.nat k, level, j s, value ())));
    ("preimage_count", plain [ "k"; "level"; "on"; "type"; "value" ] (fun claim ->
      let k = Fields.small claim "k" 0 in
      let j = on claim in
      let value = natural claim "value" in
      let level = Fields.rational claim "level" in
      fun s -> compact (j s) (fun a b -> PreimageCount (s, Fields.nat k, level, a, b, value ()))));
    ("slope_range", plain [ "k"; "largest"; "on"; "smallest"; "type" ] (fun claim ->
      let k = Fields.small claim "k" 0 in
      let j = on claim in
      let smallest = Fields.rational claim "smallest" in
      let largest = Fields.rational claim "largest" in
      fun s -> SlopeRange (s, Fields.nat k, j s, smallest, largest)));
    ("fixed_point_count", plain [ "intervals"; "isolated"; "n"; "on"; "type" ] (fun claim ->
      let n = Fields.small claim "n" 1 in
      let j = on claim in
      let isolated = natural claim "isolated" in
      let intervals = natural claim "intervals" in
      fun s -> compact (j s) (fun a b -> FixedPointCount (s, Fields.nat n, a, b, isolated (), intervals ()))));
    ("no_least_period", plain [ "n"; "on"; "type" ] (fun claim ->
      let n = Fields.small claim "n" 1 in
      let j = on claim in
      fun s -> NoLeastPeriod (s, Fields.nat n, j s)));
    ("no_odd_period",
     witnessed [ "on"; "type" ] [ "m"; "z" ] (fun claim witness ->
         let j = on claim in
         let m = Fields.small witness "m" 0 in
         let z = Fields.rational witness "z" in
         one (fun s -> OverQ (NoOddPeriod (s, j s, Fields.nat m, z)))));
    ("near_and_far", plain [ "far"; "far_times"; "near"; "near_times"; "type"; "x"; "y" ] (fun claim ->
      let not_negative key =
        let x = Fields.rational claim key in
        if not (Z.leb (Numbers.z_of_decimal "0") x.qnum) then Fields.bad (key ^ " >= 0") (Fields.get claim key);
        x in
      let near = not_negative "near" in
      let far = not_negative "far" in
      let near_times = Fields.times claim "near_times" in
      let far_times = Fields.times claim "far_times" in
      if near_times = [] && far_times = [] then
        Fields.bad "near_times or far_times that are not empty" (Fields.get claim "near_times");
      let x = Fields.rational claim "x" in
      let y = Fields.rational claim "y" in
      fun s -> NearAndFar (s, x, y, near, far, List.map Fields.nat near_times, List.map Fields.nat far_times)));
    ("network_value", witnessed ~subjects:a_network [ "type"; "x"; "y" ] [] (fun claim _ ->
      let x = numbers claim "x" in
      let y = numbers claim "y" in
      of_network (fun f _ ->
        length_is "x" f.inputs x; length_is "y" f.outputs y;
        NetworkValue (Fields.nat f.inputs, known f, x, y))));
    ("network_least_period", witnessed ~subjects:a_network [ "n"; "type"; "x" ] [] (fun claim _ ->
      let n = Fields.small claim "n" 1 in
      let x = numbers claim "x" in
      of_network (fun f _ ->
        if f.inputs <> f.outputs then shapes "as many outputs as inputs" (string_of_int f.outputs);
        length_is "x" f.inputs x;
        NetworkLeastPeriod (Fields.nat f.inputs, known f, Fields.nat n, x))));
    ("different_value", witnessed ~subjects:a_network_and_another [ "difference"; "type"; "x" ] [] (fun claim _ ->
      let difference = not_all_zero "difference" (numbers claim "difference") in
      let x = numbers claim "x" in
      of_network (fun f rest ->
        List.iter (same_shapes f) rest;
        length_is "x" f.inputs x; length_is "difference" f.outputs difference;
        match rest, x, difference with
        | [ Network g ], _, _ -> DifferentNetworks (Fields.nat f.inputs, known f, known g, x, difference)
        | [ Map s ], [ x ], [ d ] ->
          if not (contains_point (domain s) x) then
            Verdict.reject "outside-domain" ("x in the domain " ^ Show.ends Rational.show (domain s) ^ " of g") (Rational.show x);
          DifferentFromMap (known f, s, x, d)
        | _ -> Verdict.reject "subject" "two subjects" "others")));
    ("same_function", witnessed ~subjects:a_network_and_another [ "line"; "on"; "type" ] [ "points" ] (fun claim witness ->
      let line, on, points = place claim witness in
      of_network (fun f rest ->
        List.iter (same_shapes f) rest;
        let start, direction = line_of f line in
        match rest with
        | [ Network g ] ->
          let j = j_of on in
          SameNetworks (Fields.nat f.inputs, known f, known g, start, direction, j, inner_points j points)
        | [ Map s ] ->
          let j = match on with Some j -> j | None -> domain s in
          if not (contains (domain s) j) then
            Verdict.reject "outside-domain" ("an interval in the domain " ^ Show.ends Rational.show (domain s)) (Show.ends Rational.show j);
          SameAsMap (known f, s, j, inner_points j points)
        | _ -> Verdict.reject "subject" "two subjects" "others")));
    ("network_counts", witnessed ~subjects:a_network [ "combination"; "line"; "on"; "pieces"; "regions"; "type" ] [ "points" ] (fun claim witness ->
      let combination = match Fields.get claim "combination" with
        | Json.Null -> None
        | _ -> Some (not_all_zero "combination" (numbers claim "combination")) in
      let line, on, points = place claim witness in
      let pieces = natural claim "pieces" in
      let regions = natural claim "regions" in
      of_network (fun f _ ->
        let start, direction = line_of f line in
        Option.iter (length_is "combination" f.outputs) combination;
        let j = j_of on in
        let cuts = inner_points j points in
        let network = known f in
        let combination = match combination with
          | Some c -> c
          | None -> if f.outputs = 1 then [ whole 1 ] else Verdict.decline "not-proved" "one output, or a combination" "a vector" in
        NetworkCounts (Fields.nat f.inputs, network, start, direction, combination, j, cuts, pieces (), regions ()))));
    ("network_range", witnessed ~subjects:a_network [ "combination"; "interval"; "line"; "on"; "type" ] [ "points" ] (fun claim witness ->
      let line, on, points = place claim witness in
      let combination = not_all_zero "combination" (numbers claim "combination") in
      let range = Fields.interval ~point:true claim "interval" in
      of_network (fun f _ ->
        let start, direction = line_of f line in
        length_is "combination" f.outputs combination;
        let j = j_of on in
        let cuts = inner_points j points in
        NetworkRange (Fields.nat f.inputs, known f, start, direction, combination, j, cuts, range))));
    ("largest_gap", witnessed ~subjects:a_network_and_another [ "at"; "combination"; "gap"; "line"; "on"; "type" ] [ "points" ] (fun claim witness ->
      let gap = not_negative claim "gap" in
      let line, on, points = place claim witness in
      let combination = not_all_zero "combination" (numbers claim "combination") in
      let at = Fields.rational claim "at" in
      of_network (fun f rest ->
        List.iter (same_shapes f) rest;
        let start, direction = line_of f line in
        length_is "combination" f.outputs combination;
        let inside j =
          if not (contains_point j at) then bad_field ("at in " ^ Show.ends Rational.show j) (Rational.show at) in
        match rest with
        | [ Network g ] ->
          let j = j_of on in
          let cuts = inner_points j points in
          inside j;
          LargestGap (Fields.nat f.inputs, known f, known g, start, direction, combination, j, cuts, gap, at)
        | [ Map s ] ->
          let j = match on with Some j -> j | None -> domain s in
          if not (contains (domain s) j) then
            Verdict.reject "outside-domain" ("an interval in the domain " ^ Show.ends Rational.show (domain s)) (Show.ends Rational.show j);
          let cuts = inner_points j points in
          inside j;
          if not (List.for_all is_one combination) then Verdict.decline "not-proved" "the combination (1)" "another";
          LargestGapToMap (known f, s, j, cuts, gap, at)
        | _ -> Verdict.reject "subject" "two subjects" "others")));
    ("piece_count_bounds", witnessed [ "at_least"; "at_most"; "k"; "on"; "type" ] [ "step" ] (fun claim witness ->
      let k = Fields.small claim "k" 0 in
      let bound key = match Fields.get claim key with Json.Null -> None | _ -> Some (natural claim key) in
      let at_least = bound "at_least" in
      let at_most = bound "at_most" in
      if at_least = None && at_most = None then bad_field "a bound" "null for both";
      let step = Fields.small witness "step" (min k 1) in
      if step > k then bad_field ("a step of at most k = " ^ string_of_int k) (string_of_int step);
      if step < k && at_least <> None then bad_field "no lower bound where the step is less than k" ("step " ^ string_of_int step);
      let j = on claim in
      let now = Option.map (fun f -> f ()) in
      one (fun s -> compact (j s) (fun a b ->
        OverQ (PieceCountBounds (s, Fields.nat k, a, b, now at_least, now at_most, Fields.nat step))))));
    ("entropy_bounds", witnessed ~optional:[ "within" ] [ "at_least"; "at_most"; "on"; "type" ] [ "lower"; "upper" ] (fun claim witness ->
      let bound key = match Fields.get claim key with
        | Json.Null -> None
        | _ -> Some (at_least_one key (Fields.rational claim key)) in
      let at_least = bound "at_least" in
      let at_most = bound "at_most" in
      if at_least = None && at_most = None then bad_field "a bound" "null for both";
      let evidence key needed = match Fields.get witness key with
        | Json.Null -> if needed then bad_field ("evidence as " ^ key) "null" else None
        | v -> if needed then Some v else Fields.bad ("null as " ^ key) v in
      let lower = evidence "lower" (match at_least with Some x -> not (is_one x) | None -> false) in
      let upper = evidence "upper" (at_most <> None) in
      let j = on claim in
      no_window witness;
      let lower = Option.map (rows ~upper:false) lower in
      let upper = Option.map (rows ~upper:true) upper in
      one ~cites:[ "MS80" ] (fun s -> growth_interval (j s) (fun a b ->
        Option.iter (rows_inside a b) lower; Option.iter (rows_inside a b) upper;
        OverQ (EntropyBounds (s, a, b, at_least, at_most, Option.map lower_rows lower, Option.map upper_rows upper))))));
    ("absent_periods", witnessed ~optional:[ "within" ] [ "doublings"; "on"; "type"; "upto" ] [ "at_most"; "upper" ] (fun claim witness ->
      let doublings, upto = doublings_and_upto claim in
      let j = on claim in
      let at_most = at_least_one "at_most" (Fields.rational witness "at_most") in
      no_window witness;
      let upper = rows ~upper:true (Fields.get witness "upper") in
      one ~cites:[ "BGMY80"; "MS80" ] (fun s -> growth_interval (j s) (fun a b ->
        rows_inside a b upper;
        OverQ (AbsentPeriods (s, a, b, Fields.nat doublings, Option.map Fields.nat upto, at_most, upper_rows upper))))));
    ("li_yorke_chaos", witnessed [ "epsilon"; "interval"; "type" ] [ "a" ] (fun claim witness ->
      let j = Fields.interval claim "interval" in
      let epsilon = not_negative claim "epsilon" in
      let a = Fields.rational witness "a" in
      one ~first:[ "LY75" ] (fun s -> OverR (LiYorkeChaos (s, j, epsilon, a)))));
    ("coverings", witnessed [ "edges"; "epsilon"; "intervals"; "on"; "q"; "type" ] [ "points" ] (fun claim witness ->
      let j = on claim in
      let epsilon = not_negative claim "epsilon" in
      let steps = Fields.small claim "q" 1 in
      let js = intervals_of claim in
      let edges = edges_of claim (List.length js) in
      let rec twice = function
        | (a, b) :: rest -> List.exists (fun (c, d) -> same a c && same b d) rest || twice rest
        | [] -> false in
      if twice js then bad_field "intervals that are pairwise different" "one of them twice";
      List.iteri (fun i _ -> if not (List.exists (fun (a, b) -> a = i || b = i) edges) then
        bad_field "each interval in an edge" ("none with interval " ^ string_of_int i)) js;
      let edges = with_points edges (pairs witness "points") in
      one (fun s -> inside_j (j s) js; OverR (Coverings (s, j s, epsilon, Fields.nat steps, js, edges)))));
    ("robust_period", witnessed [ "epsilon"; "n"; "on"; "type" ] [ "intervals"; "points" ] (fun claim witness ->
      let j = on claim in
      let epsilon = not_negative claim "epsilon" in
      let n = Fields.small claim "n" 1 in
      let js = intervals_of witness in
      let points = pairs witness "points" in
      if List.length js <> n then Verdict.reject "witness" (string_of_int n ^ " intervals") (string_of_int (List.length js));
      if List.length points <> n then
        Verdict.reject "witness" ("a pair of points for each of " ^ string_of_int n ^ " edges") (string_of_int (List.length points));
      one (fun s -> inside_j (j s) js; OverR (RobustPeriod (s, j s, epsilon, js, points)))));
    ("horseshoe", witnessed [ "at_least"; "epsilon"; "on"; "q"; "type" ] [ "edges"; "intervals"; "points"; "weights" ] (fun claim witness ->
      let j = on claim in
      let epsilon = not_negative claim "epsilon" in
      let steps = Fields.small claim "q" 1 in
      let at_least = at_least_one "at_least" (Fields.rational claim "at_least") in
      let js = intervals_of witness in
      let edges = edges_of witness (List.length js) in
      let points = pairs witness "points" in
      let weights = match Fields.get witness "weights" with
        | Json.List (_ :: _ as l) -> List.map (fun v -> Fields.number "integer" Rational.canonical_integer "weights" v) l
        | v -> Fields.bad "a list of integers as weights" v in
      if List.length weights <> List.length js then
        Verdict.reject "witness" "a weight for each interval" (string_of_int (List.length weights));
      let zero = Numbers.z_of_decimal "0" in
      if not (List.for_all (Z.leb zero) weights) || List.for_all (fun w -> Z.leb w zero) weights then
        Verdict.reject "weights" "weights >= 0, not all 0" "others";
      let edges = with_points edges points in
      let weights = List.map (fun w -> match Numbers.n_of_z w with Some m -> m | None -> assert false) weights in
      one (fun s -> inside_j (j s) js; OverR (Horseshoe (s, j s, epsilon, Fields.nat steps, at_least, js, edges, weights)))));
    ("forced_periods", witnessed [ "n"; "on"; "type" ] [ "x" ] (fun claim witness ->
      let n = Fields.small claim "n" 1 in
      let j = on claim in
      let x = Fields.rational witness "x" in
      one ?first:(if n = 3 then None else Some [ "SH64" ]) (fun s -> OverR (ForcedPeriods (s, j s, Fields.nat n, x)))));
    ("period_set", witnessed [ "n"; "on"; "type" ] [ "absence"; "x" ] (fun claim witness ->
      let n = Fields.small claim "n" 1 in
      let j = on claim in
      let x = Fields.rational witness "x" in
      let doublings, odd = odd_part n in
      let absence = Fields.get witness "absence" in
      let first = if n = 3 then None else Some [ "SH64" ] in
      let swapped =
        match absence with
        | Json.Null -> if odd = 3 && doublings > 0 then Fields.bad "a witness as absence" absence else None
        | Json.Object l when odd = 3 && doublings > 0 ->
          if List.sort compare (List.map fst l) = [ "m"; "z" ] then begin
            if doublings > 1 then Fields.bad "at_most and upper as absence" absence;
            let m = Fields.small l "m" 0 in
            Some (Fields.nat m, Fields.rational l "z")
          end else begin
            ignore (Fields.exact_keys "the absence" [ "at_most"; "upper" ] absence);
            Verdict.decline "not-proved" "m and z as absence" "at_most and upper"
          end
        | v -> Fields.bad "null as absence" v in
      one ?first (fun s -> OverR (PeriodSet (s, j s, Fields.nat doublings, Fields.nat odd, x, swapped)))));
    ("no_li_yorke_chaos", witnessed [ "on"; "period"; "type" ] [] (fun claim _ ->
      let period = Fields.small claim "period" 2 in
      let doublings, odd = odd_part period in
      if odd <> 1 then bad_field "a power of two as period" (string_of_int period);
      let j = on claim in
      one ~first:[ "C55" ] (fun s -> compact (j s) (fun a b -> OverR (NoLiYorkeChaos (s, a, b, Fields.nat (doublings - 1)))))))
  ]
