(* Map files (section 4). *)
open Core

let bad expected found = Verdict.reject "map-file" expected found
let most_knots = 1_000_000
let most_characters = 80_000_000 (* of all xs, and of all ys *)

let number where = function
  | Json.String s ->
    let text = match Json.ascii s with Some t -> t | None -> bad ("a number in " ^ where) (Verdict.excerpt s) in
    (try Rational.peoples_rational text
     with Rational.Wrong why -> bad ("a number in " ^ where ^ " (" ^ why ^ ")") (Verdict.excerpt text))
  | v -> bad ("a number in quotation marks in " ^ where) (Json.shown v)
let slope keys key =
  match List.assoc_opt key keys with
  | None | Some Json.Null -> None
  | Some v -> Some (number key v)

let read (data : string) : subject =
  let value =
    try Json.read ~canonical:false data with Json.Malformed (_, expected, found) -> bad expected found in
  let keys = match value with Json.Object l -> l | v -> bad "one JSON object" (Json.shown v) in
  if not (List.mem_assoc "format" keys && List.mem_assoc "knots" keys
          && List.for_all (fun (k, _) -> List.mem k [ "field"; "format"; "knots"; "left_slope"; "right_slope" ]) keys) then
    bad "format, knots and perhaps left_slope, right_slope"
      (Verdict.excerpt (String.concat ", " (List.map fst keys)));
  if List.assoc "format" keys <> Json.String "exactpl-map/1" then
    bad "format exactpl-map/1" (Json.shown (List.assoc "format" keys));
  let knots = match List.assoc "knots" keys with Json.List l -> l | v -> bad "a list of knots" (Json.shown v) in
  let count = List.length knots in
  if count > most_knots then
    Verdict.decline "size" ("at most " ^ string_of_int most_knots ^ " knots") (string_of_int count);
  if List.mem_assoc "field" keys then
    Verdict.decline "field" "a map whose numbers are rational" "a map over a number field";
  let left = slope keys "left_slope" in
  let right = slope keys "right_slope" in
  let name i = "knots[" ^ string_of_int i ^ "]" in
  let characters = ref 0 in
  let column side =
    characters := 0;
    List.rev (snd (List.fold_left
      (fun (i, acc) knot ->
        match knot with
        | Json.List [ x; y ] ->
          let q = number (name i) (if side = 0 then x else y) in
          characters := !characters + (Rational.bits q / 4);
          if !characters > most_characters then Verdict.decline "size" "numbers of at most 2^28 bits together" "more";
          (i + 1, q :: acc)
        | v -> bad (name i ^ " as [x, y]") (Json.shown v))
      (0, []) knots)) in
  List.iteri (fun i -> function Json.List [ _; _ ] -> () | v -> bad (name i ^ " as [x, y]") (Json.shown v)) knots;
  let xs = column 0 in
  let ys = column 1 in
  let rec rises i = function
    | a :: (b :: _ as rest) ->
      if qle_bool b a then bad (name i ^ " to the right of " ^ Rational.show a) (Rational.show b);
      rises (i + 1) rest
    | _ -> () in
  rises 1 xs;
  if count < (if left = None && right = None then 2 else 1) then
    bad "at least two knots, or one and a slope" (string_of_int count);
  match List.rev (List.rev_map2 (fun x y -> (x, y)) xs ys) with
  | [] -> bad "at least one knot" "none"
  | first :: rest -> { slope_before = left; leftmost = first; further = rest; slope_behind = right }
