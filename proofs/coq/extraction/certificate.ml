(* A certificate from its bytes to the verdict (sections 2, 3, 7 of docs/certificates.md). *)
open Core

type verdict = {
  word : string;                                (* ACCEPT, REJECT, DECLINE *)
  line : string;                                (* the one line for standard output *)
  about : string list;                          (* the subject printed back *)
  json : (string * Json.t) list Lazy.t }

let largest_file = 64 * 1024 * 1024
let default_fuel = 2e9
let whole_steps x =
  let rec digits x acc =
    let tenth = floor (x /. 10.) in
    let acc = String.make 1 (Char.chr (48 + int_of_float (x -. (10. *. tenth)))) ^ acc in
    if tenth = 0. then acc else digits tenth acc in
  if x < 1e15 then digits (floor x) "" else "more than 10^15"

(* ---- the object ---- *)

type subject_entry = { kind : string; role : string; sha256 : string; text : string option }
let known_kinds = [ "exactpl-map/1"; "exactpl-network/1" ]
let roles = [ "f"; "g" ]

let is_digest s = String.length s = 64 && Rational.is_hex s
let text_field fields key =
  match Fields.get fields key with
  | Json.String s -> s
  | v -> Fields.bad ("a string as " ^ key) v
let read_entry value =
  let fields = Fields.exact_keys "the subject" [ "kind"; "role"; "sha256"; "text" ] value in
  let kind = text_field fields "kind" in
  let role = text_field fields "role" in
  let sha256 = text_field fields "sha256" in
  if not (List.mem kind known_kinds) then begin
    let expected = String.concat " or " known_kinds in
    if Rational.starts kind "exactpl-" then Verdict.decline "subject-kind" expected (Verdict.excerpt kind)
    else Verdict.reject "subject-kind" expected (Verdict.excerpt kind)
  end;
  if not (is_digest sha256) then
    Verdict.reject "subject-digest" "a SHA-256 in lower-case hexadecimal" (Verdict.excerpt sha256);
  let text =
    match Fields.get fields "text" with
    | Json.Null -> None
    | _ ->
      match Json.ascii (text_field fields "text") with
      | None -> Verdict.reject "subject-text" "ASCII" "another character"
      | Some t ->
        if String.length t > 1024 * 1024 then
          Verdict.reject "subject-text" "at most 1 MiB of text" (string_of_int (String.length t) ^ " characters");
        Some t in
  { kind; role; sha256; text }

(* Those of the specification that are not proved are declined, and so are unknown ones. *)
let kind_of_claim value =
  match value with
  | Json.Object l ->
    (match List.assoc_opt "type" l with
     | Some (Json.String t) ->
       (match List.assoc_opt t Claims.kinds with
        | Some kind -> (t, kind)
        | None ->
          Verdict.decline "claim-type" ("one of " ^ String.concat ", " (List.sort compare (List.map fst Claims.kinds)))
            (Verdict.excerpt t))
     | _ -> Verdict.reject "bad-field" "a claim with a type" (Json.shown value))
  | _ -> Verdict.reject "bad-field" "a claim with a type" (Json.shown value)

let read_subjects t (kind : Claims.kind) value =
  let kinds = kind.Claims.subjects in
  let wanted = List.length kinds in
  match value with
  | Json.List l when List.length l = wanted ->
    let entries = List.map read_entry l in
    List.iteri (fun i e ->
      let role = List.nth roles i in
      if e.role <> role then Verdict.reject "subject-role" role (Verdict.excerpt e.role);
      if not (List.mem e.kind (List.nth kinds i)) then
        Verdict.reject "subject-kind" (String.concat " or " (List.nth kinds i) ^ " as " ^ role ^ " of " ^ t) e.kind)
      entries;
    entries
  | v -> Verdict.reject "subject" ("a list of " ^ string_of_int wanted ^ " subjects of " ^ t) (Json.shown v)

let other_version s =
  Rational.starts s "exactpl-cert/" && Rational.is_digits (Rational.drop 13 s)

let read_object value =
  let keys = match value with Json.Object l -> l | _ -> [] in
  (match List.assoc_opt "format" keys with
   | None -> Verdict.reject "format" "an object with the format exactpl-cert/1" (Json.shown value)
   | Some (Json.String "exactpl-cert/1") -> ()
   | Some (Json.String s) when other_version s -> Verdict.decline "version" "exactpl-cert/1" (Verdict.excerpt s)
   | Some v -> Verdict.reject "format" "exactpl-cert/1" (Json.shown v));
  let parts = Fields.exact_keys "the certificate" [ "cites"; "claim"; "format"; "subject"; "witness" ] value in
  let t, kind = kind_of_claim (Fields.get parts "claim") in
  let entries = read_subjects t kind (Fields.get parts "subject") in
  let claim = Fields.exact_keys "the claim" kind.keys (Fields.get parts "claim") in
  let witness = Fields.exact_keys ~optional:kind.optional "the witness" kind.witness (Fields.get parts "witness") in
  let read = kind.read claim witness in
  let editions = List.map (fun cites -> Json.List (List.map (fun c -> Json.String c) cites)) read.cites in
  if not (List.mem (Fields.get parts "cites") editions) then
    Verdict.reject "cites" (String.concat " or " (List.map Json.shown editions)) (Json.shown (Fields.get parts "cites"));
  (entries, read, Fields.get parts "claim")

(* The bytes of a subject: the text or the user's file; each that is there must have the digest. *)
let subject_bytes given e =
  let sources =
    (match e.text with Some t -> [ ("the text", t) ] | None -> [])
    @ (match List.assoc_opt e.role given with Some data -> [ ("the file given", data) ] | None -> []) in
  List.iter (fun (name, data) ->
    let digest = Sha256.digest data in
    if digest <> e.sha256 then Verdict.reject "subject-digest" ("sha256 " ^ e.sha256 ^ " of " ^ name) digest) sources;
  match sources with
  | (_, data) :: _ -> data
  | [] ->
    Verdict.decline "subject-missing" ("the file of the subject, --subject " ^ e.role ^ "=FILE") "neither text nor file"

(* ---- the claim file of the user ---- *)

type expected = { claim_text : string; named : (string * string * string) list }
let read_expected data =
  try
    let parts = Fields.exact_keys "the claim file" [ "claim"; "format"; "subject" ] (Json.read ~canonical:false data) in
    if Fields.get parts "format" <> Json.String "exactpl-claim/1" then
      Verdict.reject "format" "exactpl-claim/1" (Json.shown (Fields.get parts "format"));
    let named = match Fields.get parts "subject" with
      | Json.List l when List.length l <= 2 ->
        List.map (fun entry ->
          let fields = Fields.exact_keys ~optional:[ "text" ] "the subject" [ "kind"; "role"; "sha256" ] entry in
          (text_field fields "kind", text_field fields "role", text_field fields "sha256")) l
      | v -> Verdict.reject "subject" "a list of at most two subjects" (Json.shown v) in
    { claim_text = Json.dump (Fields.get parts "claim"); named }
  with
  | Json.Malformed (_, expected, found) | Verdict.Reject (_, expected, found) ->
    raise (Verdict.Usage ("not a claim file: expected " ^ Verdict.printable expected ^ ", found " ^ Verdict.printable found))
let compare_with expected claim entries =
  let found = Json.dump claim in
  if found <> expected.claim_text then
    Verdict.reject "other-claim" (Verdict.cut 200 expected.claim_text) (Verdict.cut 200 found);
  let there = List.map (fun e -> (e.kind, e.role, e.sha256)) entries in
  if expected.named <> [] && expected.named <> there then begin
    let words l = Verdict.cut 300 (String.concat ", " (List.map (fun (k, r, d) -> String.concat " " (List.map Verdict.excerpt [ k; r; d ])) l)) in
    Verdict.reject "other-subject" (words expected.named) (words there)
  end

(* ---- the check ---- *)

(* What was computed instead, for a claim whose check says false; only a message. *)
let refute claim hints =
  let not_inside s j =
    if not (contains (domain s) j) then
      Verdict.reject "outside-domain" ("an interval in the domain " ^ Show.ends Rational.show (domain s))
        (Show.ends Rational.show j);
    match ready s with
    | Some g when not (contains j (image_of g j)) ->
      Verdict.reject "not-a-self-map" ("f maps " ^ Show.ends Rational.show j ^ " into itself")
        ("its image is " ^ Show.ends Rational.show (image_of g j))
    | _ -> () in
  let leaves s x steps =
    match ready s with
    | Some g when not (contains_point (domain s) x) || orbit_end g (domain s) steps x = None ->
      Verdict.reject "outside-domain" ("points in the domain " ^ Show.ends Rational.show (domain s)) "one outside it"
    | _ -> () in
  let computed what = function Some x -> x | None -> what in
  let number = function Some m -> Rational.show_integer (Numbers.z_of_n m) | None -> "another number" in
  let over_q = function
  | Value (s, k, x, y) ->
    leaves s x k;
    let found = match ready s with Some g -> orbit_end g (domain s) k x | None -> None in
    Verdict.reject "wrong-value" ("f^" ^ Show.nat k ^ "(x) = " ^ computed "another value" (Option.map Rational.show found))
      (Rational.show y)
  | LeastPeriod (s, n, x) ->
    let rec first g steps y = function
      | O -> None
      | S more ->
        let y = qred (piecewise_value g y) in
        if qle_bool y x && qle_bool x y then Some (steps + 1)
        else if not (contains_point (domain s) y) then None
        else first g (steps + 1) y more in
    let back = match ready s with Some g -> first g 0 x n | None -> None in
    (match back with
     | Some j when string_of_int j <> Show.nat n ->
       Verdict.reject "period-not-least" ("f^j(x) != x for 0 < j < " ^ Show.nat n) ("f^" ^ string_of_int j ^ "(x) = x")
     | _ ->
       (match n with S before -> leaves s x before | O -> ());
       Verdict.reject "not-periodic" ("f^" ^ Show.nat n ^ "(x) = x") "another value")
  | InvariantInterval (s, j) -> not_inside s j; Verdict.reject "not-a-self-map" "an interval mapped into itself" "none"
  | Image (s, k, j, image) ->
    not_inside s j;
    let found = match ready s with Some g -> Show.ends Rational.show (image_of_iterate k g j) | None -> "another" in
    Verdict.reject "wrong-image" ("the image " ^ found) (Show.ends Rational.show image)
  | PieceCount (s, k, j, m) ->
    not_inside s j;
    let found = pieces_found s k j hints in
    Verdict.reject "wrong-count" (number found ^ " maximal affine pieces") (number (Some m))
  | LapCount (s, k, j, m) ->
    not_inside s j;
    let found = laps_found s k j hints in
    Verdict.reject "wrong-count" (number found ^ " laps") (number (Some m))
  | CrossingCount (s, k, level, j, m) ->
    not_inside s j;
    Verdict.reject "wrong-count" (number (crossings_found s k level j hints) ^ " crossings") (number (Some m))
  | PreimageCount (s, k, level, a, b, m) ->
    not_inside s (Some a, Some b);
    Verdict.reject "wrong-count" (number (count_components (map_of s) k level hints.orbit_hints a b) ^ " points or intervals")
      (number (Some m))
  | SlopeRange (s, k, j, least, greatest) ->
    not_inside s j;
    let found = match slopes_found s k j hints with
      | Some (lo, hi) -> Rational.show lo ^ " and " ^ Rational.show hi
      | None -> "others" in
    Verdict.reject "wrong-slope" found (Rational.show least ^ " and " ^ Rational.show greatest)
  | FixedPointCount (s, n, a, b, isolated, intervals) ->
    not_inside s (Some a, Some b);
    let shown i j = number (Some i) ^ " isolated fixed points and " ^ number (Some j) ^ " intervals" in
    Verdict.reject "wrong-count"
      (match fixed_points_of_iterate (map_of s) n a b with Some (i, j) -> shown i j | None -> "other numbers")
      (shown isolated intervals)
  | PieceCountBounds (s, k, a, b, _, _, step) ->
    not_inside s (Some a, Some b);
    Verdict.reject "wrong-bound" "numbers of pieces that give the bound"
      (number (count_pieces (map_of s) step hints.orbit_hints a b) ^ " pieces of f^" ^ Show.nat step)
  | EntropyBounds (s, a, b, at_least, at_most, lower, upper) ->
    not_inside s (Some a, Some b);
    let whole rows = List.exists (fun d -> qle_bool d.upper_lo a && qle_bool b d.upper_hi) rows in
    (match upper with
     | Some rows when not (whole rows) -> Verdict.reject "no-whole-row" ("a row with the interval " ^ Show.compact a b) "none"
     | _ -> ());
    Verdict.reject "wrong-sum" "a table for the bound" "another"
  | AbsentPeriods (s, a, b, doublings, upto, at_most, upper) ->
    not_inside s (Some a, Some b);
    if not (excludes at_most doublings upto) then
      Verdict.reject "growth-too-large" "a bound for the growth that excludes the periods" (Rational.show at_most);
    let whole rows = List.exists (fun d -> qle_bool d.upper_lo a && qle_bool b d.upper_hi) rows in
    if not (whole upper) then Verdict.reject "no-whole-row" ("a row with the interval " ^ Show.compact a b) "none";
    Verdict.reject "wrong-sum" "a table for the bound" "another"
  | NoLeastPeriod (s, n, j) ->
    not_inside s j;
    Verdict.decline "not-proved" ("no point of least period " ^ Show.nat n) "it was not decided"
  | NoOddPeriod (s, j, m, z) ->
    not_inside s j;
    let inside = match ready s with
      | Some g -> contains_point (image_of_iterate m g j) z && (let y = piecewise_value g z in qle_bool y z && qle_bool z y)
      | None -> true in
    if not inside then Verdict.reject "swap-point" ("a fixed point in f^" ^ Show.nat m ^ "(J)") (Rational.show z);
    Verdict.reject "not-swapped" ("all points of f^" ^ Show.nat m ^ "(J) mapped to the other side of " ^ Rational.show z) "one that is not"
  | NearAndFar (s, x, y, near, far, near_times, far_times) ->
    let times = near_times @ far_times in
    List.iter (fun t -> leaves s x t; leaves s y t) times;
    (match ready s with
     | Some g ->
       List.iter (fun t ->
         if not (at_time g (domain s) x y (fun d -> qle_bool d near) t) then
           Verdict.reject "not-near" ("orbits at most " ^ Rational.show near ^ " apart at the time " ^ Show.nat t) "more")
         near_times
     | None -> ());
    Verdict.reject "not-far" ("orbits at least " ^ Rational.show far ^ " apart") "less" in
  let periodic s j n x =
    if not (contains_point j x) then Verdict.reject "witness" ("x in " ^ Show.ends Rational.show j) (Rational.show x);
    if decide_any (OverQ (LeastPeriod (s, n, x))) hints <> Some true then over_q (LeastPeriod (s, n, x)) in
  match claim with
  | OverQ c -> over_q c
  | OfNetworks c ->
    (match c with
     | NetworkValue _ | DifferentNetworks _ | DifferentFromMap _ -> Verdict.reject "wrong-value" "the values of the claim" "others"
     | NetworkLeastPeriod _ -> Verdict.reject "wrong-period" "the least period of the claim" "another, or none"
     | NetworkRange (_, f, start, direction, combination, j, cuts, range) ->
       let found = match range_found f start direction combination j cuts with
         | Some found -> Show.ends Rational.show found
         | None -> "another" in
       Verdict.reject "wrong-range" ("the range " ^ found) (Show.ends Rational.show range)
     | SameNetworks _ | SameAsMap _ | LargestGap _ | LargestGapToMap _ -> Verdict.reject "shapes" "equal shapes" "others"
     | NetworkCounts (_, f, start, direction, combination, j, cuts, _, _) ->
       Verdict.reject "wrong-count"
         (number (pieces_along_found f start direction combination j cuts) ^ " pieces and "
          ^ number (regions_found f start direction j cuts) ^ " regions") "others")
  | OverR c ->
    let s = Show.subject_of claim in
    match c with
    | LiYorkeChaos (_, j, _, a) ->
      not_inside s j;
      if not (contains_point j a) then Verdict.reject "witness" ("a in " ^ Show.ends Rational.show j) (Rational.show a);
      Verdict.reject "inequality" "f^3(a) <= a < f(a) < f^2(a) or mirrored, with margins" "another orbit"
    | Coverings (_, j, _, _, _, _) -> not_inside s j; Verdict.reject "inequality" "pairs of points that show the edges" "others"
    | RobustPeriod (_, j, _, js, _) ->
      not_inside s j;
      if not (check_no_repetition js) then Verdict.reject "not-disjoint" "intervals that are those of no shorter cycle" "others";
      Verdict.reject "inequality" "pairs of points that show the edges" "others"
    | Horseshoe (_, j, _, _, a, js, edges, weights) ->
      not_inside s j;
      if not (all_disjoint_inside js) then Verdict.reject "overlap" "no two intervals with more than one point in common" "two";
      let rec length = function [] -> O | _ :: l -> S (length l) in
      if not (check_weights edges weights a (length js)) then Verdict.reject "weights" "weights that give the bound" "others";
      Verdict.reject "inequality" "pairs of points that show the edges" "others"
    | ForcedPeriods (_, j, n, x) -> not_inside s j; periodic s j n x; Verdict.reject "not-periodic" "a cycle" "none"
    | PeriodSet (_, j, doublings, odd, x, swapped) ->
      not_inside s j;
      let n = Fields.nat ((1 lsl Show.int_of_nat doublings) * Show.int_of_nat odd) in
      periodic s j n x;
      (match swapped with Some (m, z) -> over_q (NoOddPeriod (s, j, m, z)) | None -> ());
      Verdict.reject "not-periodic" "a cycle" "none"
    | NoLiYorkeChaos (_, a, b, _) -> not_inside s (Some a, Some b); Verdict.decline "not-proved" "an absent period" "undecided"

let check_claim claim ~pay =
  let answered hints = match decide_any claim hints with
    | Some true -> Some ()
    | Some false -> refute claim hints
    | None -> None in
  let counted ?(adapted = fun g -> g) ?(starts = ray_is_affine) ?rest s k j =
    match ready s with
    | Some g when contains (domain s) j && contains j (image_of g j) ->
      let k = Show.int_of_nat k in
      (match Search.frame_of g k j ~starts ~pay with
       | None -> Verdict.decline "limits" "rays on which f^k is affine" "none that were found"
       | Some frame ->
         match Search.until_answered ?rest (adapted g) k frame ~pay answered with
         | Some () -> ()
         | None -> Verdict.decline "limits" "orbits whose places can be seen" "one whose places were not found")
    | _ ->
      match answered Search.none with
      | Some () -> ()
      | None -> Verdict.decline "not-proved" "a claim that is decided" "one that is not" in
  match claim with
  | OverQ (PieceCount (s, k, j, _) | LapCount (s, k, j, _)) -> counted s k j
  | OverQ (CrossingCount (s, k, level, j, _)) ->
    counted ~adapted:(insert_cut level) ~starts:(fun g k right x -> ray_keeps_side g k right x level) s k j
  | OverQ (PreimageCount (s, k, level, a, b, _)) -> counted ~adapted:(insert_cut level) s k (Some a, Some b)
  | OverQ (SlopeRange (s, k, j, _, _)) -> counted s k j
  | OverQ (PieceCountBounds (s, k, a, b, _, at_most, step)) ->
    let whole = Show.int_of_nat k and step_length = Show.int_of_nat step in
    let bits = match at_most with Some m -> 4 * String.length (Numbers.hex_of_z (Numbers.z_of_n m)) | None -> 0 in
    pay (float_of_int bits *. float_of_int bits /. 1e4);
    let rest = if step_length = 0 then 0 else whole mod step_length in
    counted ~rest s step (Some a, Some b)
  | _ ->
    match answered Search.none with
    | Some () -> ()
    | None -> Verdict.decline "not-proved" "a claim that is decided" "one that is not"

(* Some steps of about 30 ns are known before: reading, and evaluating with growing numbers. *)
let reading_cost data =
  let o = Json.outline data in
  float_of_int (max 0 (String.length data - 65536)) +. (128. *. float_of_int (max 0 (o.values - 1000)))
let claim_cost claim =
  let size s =
    List.fold_left (fun m (x, y) -> max m (max (Rational.bits x) (Rational.bits y))) 1 (s.leftmost :: s.further) in
  let evaluated s k x =
    let k = float_of_int k and w = 4. *. float_of_int (max (size s) (Rational.bits x)) +. 64. in
    k *. ((k *. w *. w /. 8192.) +. 128. +. (2. *. float_of_int (List.length s.further))) in
  let cuts s = float_of_int (2 + List.length s.further) in
  let power_of_two j = Fields.nat (min Fields.most_steps (1 lsl min 30 (Show.int_of_nat j))) in
  let fixed s n ends =
    let n = float_of_int (Show.int_of_nat n) in
    let bits = float_of_int (List.fold_left (fun m x -> max m (Rational.bits x)) (size s) ends) in
    cuts s *. cuts s *. n *. n *. (100. +. (n *. bits /. 64.)) in
  let absent s n (j : interval) = fixed s n (List.filter_map (fun x -> x) [ fst j; snd j ]) in
  let shown s steps js edges =
    float_of_int (List.length js + List.length edges) *. (100. +. evaluated s (Show.int_of_nat steps) (fst s.leftmost)) in
  let network f = List.fold_left (fun n l ->
    List.fold_left (fun n (w, _) -> List.fold_left (fun n x -> n +. 10. +. (float_of_int (Rational.bits x) /. 8.)) (n +. 20.) w) n l.units) 100. f in
  match claim with
  | OfNetworks c ->
    let depth f = float_of_int (List.length f) in
    let times f points = (network f +. depth f ** 2. *. network f /. 50.) *. float_of_int (4 + List.length points) in
    (match c with
     | NetworkValue (_, f, _, _) -> times f []
     | NetworkLeastPeriod (_, f, n, _) -> let n = float_of_int (Show.int_of_nat n) in network f *. n *. (1. +. (n *. depth f /. 20.))
     | DifferentNetworks (_, f, g, _, _) -> times f [] +. times g []
     | DifferentFromMap (f, _, _, _) -> times f []
     | SameNetworks (_, f, g, _, _, _, cuts) -> times f cuts +. times g cuts
     | SameAsMap (f, s, _, cuts) -> times f cuts +. (float_of_int (List.length s.further * (3 + List.length cuts)) *. 100.)
     | NetworkRange (_, f, _, _, _, _, cuts, _) ->
       let n = float_of_int (List.length cuts + 2) in
       (2. *. times f cuts) +. (n *. n *. 100.)
     | LargestGap (_, f, g, _, _, _, _, cuts, _, _) -> times f cuts +. times g cuts
     | LargestGapToMap (f, s, _, cuts, _, _) ->
       let n = float_of_int (List.length s.further + 2) in
       times f cuts +. (float_of_int (3 + List.length cuts) *. n *. n *. 100.)
     | NetworkCounts (_, f, _, _, _, _, cuts, _, _) -> 2. *. times f cuts)
  | OverQ c ->
    (match c with
     | Value (s, k, x, _) | LeastPeriod (s, k, x) -> evaluated s (Show.int_of_nat k) x
     | Image (s, k, _, _) | NoOddPeriod (s, _, k, _) -> evaluated s (Show.int_of_nat k) (fst s.leftmost) *. cuts s
     | NearAndFar (s, x, y, _, _, near, far) ->
       List.fold_left (fun sum t -> sum +. evaluated s (Show.int_of_nat t) x +. evaluated s (Show.int_of_nat t) y) 0. (near @ far)
     | FixedPointCount (s, n, a, b, _, _) -> fixed s n [ a; b ]
     | NoLeastPeriod (s, n, j) -> absent s n j
     | EntropyBounds (s, _, _, _, _, lower, upper) ->
       let length = function Some l -> List.length l | None -> 0 in
       float_of_int (length lower + length upper) *. cuts s *. 1000.
     | AbsentPeriods (s, _, _, _, _, _, upper) -> float_of_int (List.length upper) *. cuts s *. 1000.
     | InvariantInterval _ | PieceCount _ | LapCount _ | CrossingCount _ | PreimageCount _ | SlopeRange _ | PieceCountBounds _ -> 0.)
  | OverR c ->
    match c with
    | LiYorkeChaos _ -> 0.
    | Coverings (s, _, _, steps, js, edges) | Horseshoe (s, _, _, steps, _, js, edges, _) -> shown s steps js edges
    | RobustPeriod (s, _, _, js, _) -> shown s (S O) js js +. float_of_int (List.length js) ** 2.
    | ForcedPeriods (s, _, n, x) -> evaluated s (Show.int_of_nat n) x
    | PeriodSet (s, j, doublings, odd, x, _) ->
      let n = float_of_int (Show.int_of_nat odd) *. (2. ** float_of_int (Show.int_of_nat doublings)) in
      if n > 1e5 then 1e15
      else evaluated s (int_of_float n) x +. absent s (Fields.nat (2 * int_of_float n)) j
    | NoLiYorkeChaos (s, a, b, j) ->
      if Show.int_of_nat j > 17 then 1e15 else absent s (power_of_two (S j)) (Some a, Some b)

let check ~digest ~fuel ~expected ~(given : (string * string) list) (data : string) : verdict =
  let expected = Option.map read_expected expected in
  let cert_sha256 = Sha256.digest data in
  let shown_claim = ref None and subjects = ref [] and about = ref [] in
  let spent = ref 0. in
  let pay cost =
    spent := !spent +. cost;
    if !spent > fuel then
      Verdict.decline "fuel" (whole_steps fuel ^ " steps") ("at least " ^ whole_steps !spent) in
  let finish word main json =
    let line = Verdict.printable (String.concat " | " main) in
    { word; line; about = !about; json } in
  let known () =
    (match !shown_claim with Some c -> [ "claim " ^ c ] | None -> [])
    @ (match !subjects with e :: _ -> [ "subject sha256:" ^ e.sha256 ] | [] -> [])
    @ [ "cert sha256:" ^ cert_sha256 ] in
  let quoted s = Json.String (let b = Buffer.create 100 in String.iter (fun c -> Json.add_unit b (Char.code c)) s; Buffer.contents b) in
  let all_keys word rest =
    let or_null key = match List.assoc_opt key rest with Some v -> (key, v) | None -> (key, Json.Null) in
    let sha i = match List.nth_opt !subjects i with Some e -> Json.String e.sha256 | None -> Json.Null in
    [ or_null "by"; ("cert_sha256", Json.String cert_sha256); ("checker_sha256", Json.String digest); or_null "cites";
      ("claim", match !shown_claim with Some c -> quoted c | None -> Json.Null); or_null "expected"; or_null "found";
      ("g_sha256", sha 1); or_null "rule"; or_null "statement"; ("subject_sha256", sha 0);
      ("verdict", Json.String (String.lowercase_ascii word)) ] in
  let failed word (rule, expected, found) =
    finish word ([ word ^ " " ^ rule; "expected: " ^ Verdict.without_bars expected; "found: " ^ Verdict.without_bars found ] @ known ())
      (lazy (all_keys word [ ("rule", quoted rule); ("expected", quoted expected); ("found", quoted found) ])) in
  try
    pay (reading_cost data);
    let value =
      try Json.read ~canonical:true data
      with Json.Malformed (rule, expected, found) -> Verdict.reject rule expected found in
    (match value with
     | Json.Object l ->
       (match List.assoc_opt "claim" l with
        | Some c ->
          let text = String.concat "\\u007c" (String.split_on_char '|' (Json.dump ~longest:400 c)) in
          shown_claim := Some (Verdict.cut 400 text)
        | None -> ())
     | _ -> ());
    let entries, read, claim_value = read_object value in
    subjects := entries;
    Option.iter (fun e -> compare_with e claim_value entries) expected;
    List.iter (fun (role, _) ->
      if not (List.exists (fun e -> e.role = role) entries) then
        Verdict.reject "subject-role" "a subject for each file" ("a file for " ^ role)) given;
    List.iter (fun (_, data) -> pay (reading_cost data)) given;
    let found = List.map (fun e ->
      let data = subject_bytes given e in
      if e.text = None || given <> [] then pay (reading_cost data);
      if e.kind = "exactpl-map/1" then Claims.Map (Mapfile.read data) else Claims.Network (Networkfile.read e.role data)) entries in
    about := List.concat (List.map2 (fun e -> function
      | Claims.Map s -> Show.map_lines e.role s
      | Claims.Network n -> n.lines) entries found);
    let claim = read.about found in
    pay (claim_cost claim);
    check_claim claim ~pay;
    (* [check_claim] has returned: Core.decide has said true of this claim *)
    let by = Show.lemmas claim and assumed = Show.assumed claim in
    let listed none = function [] -> none | l -> String.concat ", " l in
    let statement = Show.statement claim in
    let subject =
      match entries with
      | [ f; g ] -> "subject f sha256:" ^ f.sha256 ^ ", g sha256:" ^ g.sha256
      | f :: _ -> "subject sha256:" ^ f.sha256
      | [] -> "no subject" in
    let strings l = Json.List (List.map quoted l) in
    finish "ACCEPT"
      [ "ACCEPT " ^ statement; subject; "cert sha256:" ^ cert_sha256; "checker sha256:" ^ digest;
        "by " ^ listed "evaluation" by ^ " (Coq)"; "assuming " ^ listed "nothing" assumed ]
      (lazy (all_keys "ACCEPT" [ ("by", strings by); ("cites", strings assumed); ("statement", quoted statement) ]))
  with
  | Verdict.Reject (rule, expected, found) -> failed "REJECT" (rule, expected, found)
  | Verdict.Decline (rule, expected, found) -> failed "DECLINE" (rule, expected, found)
  | Stack_overflow -> failed "DECLINE" ("limits", "numbers of knots for which the stack is enough", "more")
  | Out_of_memory -> failed "DECLINE" ("limits", "a size for which the memory is enough", "more")

let status v = match v.word with "ACCEPT" -> 0 | "REJECT" -> 1 | _ -> 3
(* Of a file that is too long to be read. *)
let unread ~digest rule expected found =
  { word = "DECLINE"; line = Verdict.printable (String.concat " | " [ "DECLINE " ^ rule; "expected: " ^ expected; "found: " ^ found ]);
    about = []; json = lazy [ ("checker_sha256", Json.String digest); ("rule", Json.String rule); ("verdict", Json.String "decline") ] }
