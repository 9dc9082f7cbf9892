(* JSON with the doors shut: ASCII, keys that differ, small integers as the only numbers, few brackets deep.
   A string is kept as the characters between the quotation marks of its canonical form, so that equal strings are
   equal texts. [read ~canonical:true] takes canonical bytes only (section 2). *)
type t =
  | Null
  | Bool of bool
  | Int of int
  | String of string
  | List of t list
  | Object of (string * t) list

exception Malformed of string * string * string (* rule, expected, found *)
let malformed found = raise (Malformed ("canonical-bytes", "JSON", found))

let deepest = 8

(* Commas and brackets outside strings, before anything is built. *)
type outline = { values : int; objects : int; colons : int; depth : int }
let outline data =
  let values = ref 0 and objects = ref 0 and colons = ref 0 and depth = ref 0 and deep = ref 0 in
  let inside = ref false and i = ref 0 in
  while !i < String.length data do
    (match data.[!i] with
     | '"' -> inside := not !inside
     | '\\' -> incr i
     | c when not !inside ->
       (match c with
        | ',' -> incr values
        | ':' -> incr colons
        | '[' | '{' -> incr values; if c = '{' then incr objects; incr depth; if !depth > !deep then deep := !depth
        | ']' | '}' -> decr depth
        | _ -> ())
     | _ -> ());
    incr i
  done;
  { values = !values; objects = !objects; colons = !colons; depth = !deep }
let measure ~most_values ~most_objects data =
  String.iteri (fun i c -> if c > '\127' then
    raise (Malformed ("canonical-bytes", "ASCII", "a byte above 127 at byte " ^ string_of_int i))) data;
  let o = outline data in
  List.iter
    (fun (what, found, most) ->
      if found > most then Verdict.decline "size" ("at most " ^ string_of_int most ^ " " ^ what) (string_of_int found))
    [ ("commas and opening brackets", o.values, most_values); ("objects", o.objects, most_objects);
      ("keys", o.colons, (8 * min o.objects most_objects) + 100_000) ];
  if o.depth > deepest then raise (Malformed ("nesting", "at most 8 brackets deep", "more"))

let hex_value c =
  match c with
  | '0' .. '9' -> Char.code c - 48
  | 'a' .. 'f' -> Char.code c - 87
  | 'A' .. 'F' -> Char.code c - 55
  | _ -> malformed "an escape \\u without four hexadecimal digits"

(* The canonical form of one 16-bit unit of a string. *)
let add_unit b u =
  match u with
  | 0x22 -> Buffer.add_string b "\\\""
  | 0x5c -> Buffer.add_string b "\\\\"
  | 10 -> Buffer.add_string b "\\n"
  | 13 -> Buffer.add_string b "\\r"
  | 9 -> Buffer.add_string b "\\t"
  | 12 -> Buffer.add_string b "\\f"
  | 8 -> Buffer.add_string b "\\b"
  | _ when u >= 32 && u <= 126 -> Buffer.add_char b (Char.chr u)
  | _ ->
    Buffer.add_string b "\\u";
    List.iter (fun s -> Buffer.add_char b (Verdict.hex_digit ((u lsr s) land 15))) [ 12; 8; 4; 0 ]

(* The code points of a canonical form; a pair of surrogates is one. *)
let code_points s =
  let units = ref [] and i = ref 0 in
  while !i < String.length s do
    (if s.[!i] <> '\\' then (units := Char.code s.[!i] :: !units; incr i)
     else
       match s.[!i + 1] with
       | 'u' ->
         units := List.fold_left (fun a j -> (16 * a) + hex_value s.[!i + j]) 0 [ 2; 3; 4; 5 ] :: !units;
         i := !i + 6
       | c ->
         units := (match c with 'n' -> 10 | 'r' -> 13 | 't' -> 9 | 'f' -> 12 | 'b' -> 8 | c -> Char.code c) :: !units;
         i := !i + 2)
  done;
  let rec pairs acc = function
    | lo :: hi :: rest when lo land 0xfc00 = 0xdc00 && hi land 0xfc00 = 0xd800 ->
      pairs ((0x10000 + ((hi land 0x3ff) lsl 10) + (lo land 0x3ff)) :: acc) rest
    | u :: rest -> pairs (u :: acc) rest
    | [] -> acc
  in
  pairs [] !units
(* The string as ASCII bytes, if it is ASCII. *)
let ascii s =
  if not (String.contains s '\\') then Some s
  else
    let points = code_points s in
    if List.exists (fun p -> p > 127) points then None
    else (let b = Buffer.create (String.length s) in List.iter (fun p -> Buffer.add_char b (Char.chr p)) points; Some (Buffer.contents b))
let compare_keys a b =
  if String.contains a '\\' || String.contains b '\\' then Stdlib.compare (code_points a) (code_points b)
  else String.compare a b

let read ~canonical ?(most_values = 3_200_000) ?(most_objects = 400_000) (data : string) : t =
  measure ~most_values ~most_objects data;
  if canonical && String.contains data '\127' then
    raise (Malformed ("canonical-bytes", "canonical bytes", "byte 127 at byte " ^ string_of_int (String.index data '\127')));
  let n = String.length data in
  let at = ref 0 in
  let not_canonical () =
    raise (Malformed ("canonical-bytes", "canonical bytes", "a difference at byte " ^ string_of_int !at)) in
  let broken what = malformed (what ^ " at byte " ^ string_of_int !at) in
  let peek () = if !at < n then data.[!at] else '\000' in
  let space () =
    if not canonical then
      while !at < n && (match data.[!at] with ' ' | '\n' | '\r' | '\t' -> true | _ -> false) do incr at done in
  let expect c = if !at < n && data.[!at] = c then incr at else broken ("no " ^ String.make 1 c) in
  let word w value =
    if !at + String.length w <= n && String.sub data !at (String.length w) = w then (at := !at + String.length w; value)
    else broken "no value" in
  let text () =
    let first = !at + 1 in
    let j = ref first in
    (* most strings have no escape *)
    while !j < n && (match data.[!j] with '"' | '\\' -> false | c -> c >= ' ' && c <> '\127') do incr j done;
    if !j < n && data.[!j] = '"' then (at := !j + 1; String.sub data first (!j - first))
    else begin
      let b = Buffer.create (2 * (!j - first)) in
      Buffer.add_string b (String.sub data first (!j - first));
      at := !j;
      let last = ref false in
      while not !last do
        if !at >= n then broken "a string without end";
        match data.[!at] with
        | '"' -> last := true; incr at
        | '\\' ->
          if !at + 1 >= n then broken "a string without end";
          let simple u = add_unit b u; at := !at + 2 in
          (match data.[!at + 1] with
           | '"' -> simple 0x22 | '\\' -> simple 0x5c | '/' -> simple 0x2f
           | 'n' -> simple 10 | 'r' -> simple 13 | 't' -> simple 9 | 'f' -> simple 12 | 'b' -> simple 8
           | 'u' ->
             if !at + 6 > n then broken "a string without end";
             add_unit b (List.fold_left (fun a i -> (16 * a) + hex_value data.[!at + i]) 0 [ 2; 3; 4; 5 ]);
             at := !at + 6
           | _ -> broken "an unknown escape")
        | c when c < ' ' -> broken "a control character in a string"
        | c -> add_unit b (Char.code c); incr at
      done;
      let s = Buffer.contents b in
      if canonical && s <> String.sub data first (!at - 1 - first) then not_canonical ();
      s
    end in
  let integer () =
    let first = !at in
    if peek () = '-' then incr at;
    let digits = !at in
    while !at < n && data.[!at] >= '0' && data.[!at] <= '9' do incr at done;
    let count = !at - digits in
    let shown = String.sub data first (min 20 (!at - first)) in
    if count = 0 then (at := first; broken "no value");
    if count > 1 && data.[digits] = '0' then (at := digits + 1; broken "digits after 0");
    (match peek () with
     | '.' | 'e' | 'E' when !at < n ->
       raise (Malformed ("canonical-bytes", "small integers as the only JSON numbers", shown))
     | _ -> ());
    if count > 10 || (count = 10 && String.compare (String.sub data digits 10) "2147483647" > 0) then
      raise (Malformed ("canonical-bytes", "integers below 2^31 in absolute value", shown));
    let value = int_of_string ("0u" ^ String.sub data digits count) in
    if canonical && value = 0 && count < !at - first then not_canonical ();
    if digits > first then - value else value in
  let rec value () =
    match peek () with
    | '{' -> incr at; space (); if peek () = '}' then (incr at; Object []) else members []
    | '[' -> incr at; space (); if peek () = ']' then (incr at; List []) else entries []
    | '"' -> let s = text () in String s
    | 't' -> word "true" (Bool true)
    | 'f' -> word "false" (Bool false)
    | 'n' -> word "null" Null
    | _ -> Int (integer ())
  and entries acc =
    space ();
    let v = value () in
    space ();
    if peek () = ',' then (incr at; entries (v :: acc)) else (expect ']'; List (List.rev (v :: acc)))
  and members acc =
    space ();
    if peek () <> '"' then broken "no key";
    let start = !at in
    let key = text () in
    space (); expect ':'; space ();
    let v = value () in
    let twice () =
      raise (Malformed ("canonical-bytes", "different keys", "the key \"" ^ Verdict.excerpt key ^ "\" twice")) in
    (match acc with
     | (before, _) :: _ when canonical ->
       let order = compare_keys before key in
       if order = 0 then twice () else if order > 0 then (at := start; not_canonical ())
     | _ -> ());
    space ();
    if peek () = ',' then (incr at; members ((key, v) :: acc))
    else begin
      expect '}';
      let found = List.rev ((key, v) :: acc) in
      if not canonical then begin
        let sorted = List.sort String.compare (List.rev_map fst found) in
        let rec unique = function a :: (b :: _ as rest) -> if a = b then twice () else unique rest | _ -> () in
        unique sorted
      end;
      Object found
    end in
  space ();
  let found = value () in
  space ();
  if canonical then (if !at < n && data.[!at] = '\n' then incr at else broken "no newline at the end");
  if !at < n then broken "something after the end";
  found

(* The canonical text; it stops when it is longer than it may be. *)
exception Enough
let dump ?(longest = max_int) value =
  let b = Buffer.create 100 in
  let add s = Buffer.add_string b s; if Buffer.length b > longest then raise Enough in
  let rec write = function
    | Null -> add "null"
    | Bool x -> add (if x then "true" else "false")
    | Int i -> add (string_of_int i)
    | String s -> add "\""; add s; add "\""
    | List l -> add "["; List.iteri (fun i x -> if i > 0 then add ","; write x) l; add "]"
    | Object l ->
      add "{";
      List.iteri (fun i (key, x) -> if i > 0 then add ","; add "\""; add key; add "\":"; write x)
        (List.sort (fun (a, _) (b, _) -> compare_keys a b) l);
      add "}" in
  (try write value with Enough -> ());
  Buffer.contents b
let shown value = Verdict.excerpt (dump ~longest:200 value)
