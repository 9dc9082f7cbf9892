(* Network files (section 4a). All of the format is read; what the library knows are layers that follow each other,
   each with ReLU or without. *)
open Core

let bad expected found = Verdict.reject "network-file" expected found
let most = 1_000_000

type t = {
  inputs : int;
  outputs : int;
  network : layer list;              (* unrolled *)
  unknown : string option;           (* what the library does not know *)
  lines : string list }              (* printed back *)

let number where = function
  | Json.String s ->
    let text = match Json.ascii s with Some t -> t | None -> bad ("a number in " ^ where) (Verdict.excerpt s) in
    (try Rational.peoples_rational text
     with Rational.Wrong why -> bad ("a number in " ^ where ^ " (" ^ why ^ ")") (Verdict.excerpt text))
  | v -> bad ("a number in quotation marks in " ^ where) (Json.shown v)
let list where = function Json.List (_ :: _ as l) -> l | v -> bad ("a list of at least one as " ^ where) (Json.shown v)
let small where least = function
  | Json.Int i when i >= least -> i
  | v -> bad ("an integer >= " ^ string_of_int least ^ " as " ^ where) (Json.shown v)
let increasing where limit = function
  | Json.List l ->
    let found = List.map (small where 0) l in
    let rec rising = function a :: (b :: _ as rest) -> a < b && rising rest | _ -> true in
    if not (rising found) then bad ("strictly increasing numbers in " ^ where) "others";
    List.iter (fun i -> if i >= limit then bad ("numbers below " ^ string_of_int limit ^ " in " ^ where) (string_of_int i)) found;
    found
  | v -> bad ("a list as " ^ where) (Json.shown v)

type activation = Plain of bool | Other of string * int option (* its name; how many entries max_pool leaves *)
let activation where units value =
  let place = "activation of " ^ where in
  let keys l = List.sort compare (List.map fst l) in
  match value with
  | Json.String "identity" -> Plain false
  | Json.String "relu" -> Plain true
  | Json.String (("abs" | "hard_tanh") as name) -> Other (name, None)
  | Json.Object l ->
    (match List.assoc_opt "type" l, keys l with
     | Some (Json.String "leaky_relu"), [ "slope"; "type" ] ->
       ignore (number place (List.assoc "slope" l));
       Other ("leaky_relu", None)
     | Some (Json.String "clip"), [ "high"; "low"; "type" ] ->
       let bound key = match List.assoc key l with Json.Null -> None | v -> Some (number place v) in
       let low = bound "low" in
       let high = bound "high" in
       (match low, high with
        | None, None -> bad ("a bound in " ^ place) "none"
        | Some a, Some b when qle_bool b a -> bad ("low < high in " ^ place) (Rational.show a ^ " and " ^ Rational.show b)
        | _ -> ());
       Other ("clip", None)
     | Some (Json.String "max_pool"), [ "groups"; "type" ] ->
       let groups = List.map (increasing ("a group in " ^ place) units) (list ("groups in " ^ place) (List.assoc "groups" l)) in
       if List.mem [] groups then bad ("at least one index in each group in " ^ place) "none";
       Other ("max_pool", Some (List.length groups))
     | _ -> bad ("an activation with its keys as " ^ place) (Json.shown value))
  | v -> bad ("an activation with its keys as " ^ place) (Json.shown v)

let zero_one = lazy (
  let whole i = { qnum = Numbers.z_of_decimal i; qden = Numbers.pos_of_int 1 } in
  (whole "0", whole "1"))
let counted i one many = string_of_int i ^ " " ^ if i = 1 then one else many

let read role (data : string) : t =
  let value =
    try Json.read ~canonical:false ~most_values:10_000_001 ~most_objects:2_000_001 data
    with Json.Malformed (_, expected, found) -> bad expected found in
  let keys = match value with Json.Object l -> l | v -> bad "one JSON object" (Json.shown v) in
  if not (List.mem_assoc "format" keys && List.mem_assoc "layers" keys
          && List.for_all (fun (k, _) -> List.mem k [ "format"; "inputs"; "layers"; "repeat" ]) keys) then
    bad "format, layers and perhaps inputs, repeat" (Verdict.excerpt (String.concat " " (List.map fst keys)));
  if List.assoc "format" keys <> Json.String "exactpl-network/1" then
    bad "format exactpl-network/1" (Json.shown (List.assoc "format" keys));
  let entries = list "layers" (List.assoc "layers" keys) in
  let inputs = match List.assoc_opt "inputs" keys with
    | Some v -> small "inputs" 1 v
    | None ->
      match List.hd entries with
      | Json.Object l ->
        (match List.assoc_opt "weight" l with
         | Some (Json.List (Json.List (_ :: _ as row) :: _)) -> List.length row
         | _ -> bad "inputs, or a weight in layer 1" "neither")
      | _ -> bad "inputs, or a weight in layer 1" "neither" in
  let repeat = match List.assoc_opt "repeat" keys with Some v -> small "repeat" 1 v | None -> 1 in
  let parts = ref (List.length entries) and size = ref inputs and pre = ref 0 in
  let within what count = if !count > most then Verdict.decline "limits" ("at most 1000000 " ^ what) (string_of_int !count) in
  within "layers, numbers and places" parts;
  within "entries of values" size;
  let unknown = ref None in
  let not_known what = if !unknown = None then unknown := Some what in
  let lines = ref [] in
  let layer widths i entry =
    let where = "layer " ^ string_of_int i in
    let l = match entry with
      | Json.Object l when List.for_all (fun (k, _) -> List.mem k [ "activation"; "add"; "bias"; "from"; "weight" ]) l -> l
      | v -> bad ("an object with some of the keys activation, add, bias, from, weight as " ^ where) (Json.shown v) in
    let source = match List.assoc_opt "from" l with Some v -> small ("from of " ^ where) 0 v | None -> i - 1 in
    if source >= i then bad ("from <= " ^ string_of_int (i - 1) ^ " in " ^ where) (string_of_int source);
    if source <> i - 1 then not_known "a layer that reads another than the one before";
    let width j = List.nth widths (i - 1 - j) in
    let rows = Option.map (fun v -> List.map (list ("a row of weight of " ^ where)) (list ("weight of " ^ where) v))
        (List.assoc_opt "weight" l) in
    let units = match rows with Some r -> List.length r | None -> width source in
    pre := !pre + units;
    within "entries of pre-activations" pre;
    let bias = Option.map (list ("bias of " ^ where)) (List.assoc_opt "bias" l) in
    List.iter (fun row ->
      parts := !parts + List.length row;
      if List.length row <> width source then
        bad (string_of_int (width source) ^ " numbers in each row of weight of " ^ where) (string_of_int (List.length row)))
      (match rows with Some r -> r | None -> []);
    (match bias with
     | Some b ->
       parts := !parts + List.length b;
       if List.length b <> units then bad (string_of_int units ^ " numbers in bias of " ^ where) (string_of_int (List.length b))
     | None -> ());
    within "layers, numbers and places" parts;
    let add = match List.assoc_opt "add" l with Some v -> increasing ("add of " ^ where) i v | None -> [] in
    List.iter (fun j -> if width j <> units then
      bad ("values of " ^ string_of_int units ^ " entries in add of " ^ where) (string_of_int (width j))) add;
    if add <> [] then not_known "residual sums";
    let act = match List.assoc_opt "activation" l with Some v -> activation where units v | None -> Plain false in
    let rectified, width, name = match act with
      | Plain r -> (r, units, if r then "relu" else "identity")
      | Other (name, entries) ->
        not_known ("the activation " ^ name);
        (false, (match entries with Some n -> n | None -> units), name) in
    size := !size + width;
    within "entries of values" size;
    let zero, one = Lazy.force zero_one in
    let numbers = match rows with
      | Some r -> List.map (List.map (number ("weight of " ^ where))) r
      | None ->
        if units > 1000 then (not_known "a large layer without weights"; [])
        else List.init units (fun a -> List.init units (fun b -> if a = b then one else zero)) in
    let biases = match bias with
      | Some b -> List.map (number ("bias of " ^ where)) b
      | None -> List.map (fun _ -> zero) numbers in
    let built = if List.length numbers = List.length biases then List.combine numbers biases else [] in
    lines := (where, units, name, numbers, biases, rows <> None, bias <> None) :: !lines;
    (width, { units = built; rectified }) in
  let rec all widths i acc = function
    | [] -> (List.hd widths, List.rev acc)
    | entry :: rest ->
      let width, found = layer widths i entry in
      all (width :: widths) (i + 1) (found :: acc) rest in
  let outputs, once = all [ inputs ] 1 [] entries in
  if repeat > 1 && outputs <> inputs then
    bad (string_of_int inputs ^ " outputs, as many as inputs, as it is repeated") (string_of_int outputs);
  if !unknown = None && (repeat > 10_000 || List.length once > 10_000 || repeat * List.length once > 10_000) then
    Verdict.decline "limits" "at most 10000 layers, unrolled" (string_of_int repeat ^ " times " ^ string_of_int (List.length once));
  let network = if !unknown = None then List.concat (List.init repeat (fun _ -> once)) else [] in
  let few = List.length once <= 20 in
  let shown_numbers = List.fold_left (fun n (_, _, _, w, b, has_w, has_b) ->
    n + (if has_w then List.fold_left (fun m r -> m + List.length r) 0 w else 0) + if has_b then List.length b else 0) 0 !lines <= 20 in
  let row r = "[" ^ String.concat ", " (List.map Rational.show r) ^ "]" in
  let lines =
    ("subject " ^ role ^ ": network, " ^ counted inputs "input" "inputs" ^ ", " ^ counted (List.length once) "layer" "layers"
     ^ if repeat = 1 then "" else ", repeated " ^ string_of_int repeat ^ " times")
    :: List.concat_map (fun (where, units, name, w, b, has_w, has_b) ->
      (if few then [ "  " ^ where ^ ": " ^ counted units "unit" "units" ^ ", " ^ name ] else [])
      @ (if shown_numbers && has_w then List.map (fun r -> "    weight " ^ row r) w else [])
      @ (if shown_numbers && has_b then [ "    bias " ^ row b ] else [])) (List.rev !lines) in
  { inputs; outputs; network; unknown = !unknown; lines }
