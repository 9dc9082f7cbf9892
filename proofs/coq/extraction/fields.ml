(* The fields of claims and witnesses; what is wrong is rejected. *)
open Core

let exact_keys ?(optional = []) where keys = function
  | Json.Object l ->
    let found = List.map fst l in
    (match List.filter (fun k -> not (List.mem k keys || List.mem k optional)) found with
     | k :: _ -> Verdict.reject "unknown-key"
                   ("no other keys than " ^ (if keys = [] then "none" else String.concat ", " keys) ^ " in " ^ where)
                   (Verdict.excerpt k)
     | [] -> ());
    (match List.filter (fun k -> not (List.mem k found)) keys with
     | k :: _ -> Verdict.reject "missing-key" ("the key " ^ k ^ " in " ^ where) "none"
     | [] -> ());
    l
  | v -> Verdict.reject "bad-field" ("an object as " ^ where) (Json.shown v)

type t = (string * Json.t) list
let get (fields : t) key = List.assoc key fields
let bad expected v = Verdict.reject "bad-field" expected (Json.shown v)

let small fields key least =
  match get fields key with
  | Json.Int i when i >= least -> i
  | v -> bad ("an integer >= " ^ string_of_int least ^ " as " ^ key) v
let number what read key = function
  | Json.String s ->
    (try read (match Json.ascii s with Some t -> t | None -> raise (Rational.Wrong "not ASCII"))
     with Rational.Wrong why ->
       Verdict.reject "bad-number" ("a canonical " ^ what ^ " as " ^ key ^ " (" ^ why ^ ")") (Verdict.excerpt s))
  | v -> bad ("a " ^ what ^ " in quotation marks as " ^ key) v
let rational fields key = number "rational" Rational.canonical_rational key (get fields key)
let integer fields key = number "integer" Rational.canonical_integer key (get fields key)
let interval_of ?(point = false) key v : interval =
  let end_of = function Json.Null -> None | e -> Some (number "rational" Rational.canonical_rational key e) in
  match v with
  | Json.List [ lo; hi ] ->
    let lo = end_of lo in
    let hi = end_of hi in
    (match lo, hi with
     | Some a, Some b ->
       if not (qle_bool a b) || ((not point) && qle_bool b a) then
         Verdict.reject "bad-field" ((if point then "lo <= hi in " else "lo < hi in ") ^ key) (Show.ends Rational.show (lo, hi))
     | _ -> ());
    (lo, hi)
  | v -> bad ("[lo, hi] as " ^ key) v
let interval ?point fields key = interval_of ?point key (get fields key)
let optional_interval fields key = match get fields key with Json.Null -> None | v -> Some (interval_of key v)
(* small integers that rise *)
let times fields key =
  match get fields key with
  | Json.List l ->
    let numbers = List.map (function Json.Int i when i >= 0 -> i | v -> bad ("small integers >= 0 in " ^ key) v) l in
    let rec rising = function a :: (b :: _ as rest) -> a < b && rising rest | _ -> true in
    if not (rising numbers) then bad ("strictly increasing numbers in " ^ key) (get fields key);
    numbers
  | v -> bad ("a list as " ^ key) v

(* Numbers that are counted down: beyond this the work is not begun. *)
let most_steps = 1_000_000
let nat i =
  if i > most_steps then
    Verdict.decline "fuel" ("numbers of steps up to " ^ string_of_int most_steps) (string_of_int i);
  let rec down acc i = if i = 0 then acc else down (S acc) (i - 1) in
  down O i
