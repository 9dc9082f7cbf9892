(* Exact numbers as text (section 1): the canonical grammar of certificates, the wider one of map files. *)
open Core

exception Wrong of string
let wrong what = raise (Wrong what)
let some = function Some x -> x | None -> wrong "a number of the wrong sign"

let all test s = (* not empty *)
  s <> "" && (let ok = ref true in String.iter (fun c -> if not (test c) then ok := false) s; !ok)
let is_digits = all (fun c -> c >= '0' && c <= '9')
let is_hex = all (fun c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))
let starts s prefix =
  String.length s >= String.length prefix && String.sub s 0 (String.length prefix) = prefix
let drop n s = String.sub s n (String.length s - n)

let decimal_digits = 4_000
let hex_digits = 262_144
let power_of_ten n = Numbers.z_of_decimal ("1" ^ String.make n '0')
let ten_to_4000 = lazy (power_of_ten decimal_digits)
(* Whether a positive number has more than 4,000 decimal digits; [hex]: how many hexadecimal ones it has. *)
let is_long hex z = hex > 3322 || (hex = 3322 && Z.leb (Lazy.force ten_to_4000) z)

let integer_of negative z = if negative then Z.opp z else z
let canonical_integer text =
  let negative = starts text "-" in
  let body = if negative then drop 1 text else text in
  if body = "0" then (if negative then wrong "there is no -0" else Numbers.z_of_decimal "0")
  else if is_digits body then
    if body.[0] = '0' then wrong "digits after 0"
    else if String.length body > decimal_digits then wrong "a decimal integer has at most 4,000 digits"
    else integer_of negative (Numbers.z_of_decimal body)
  else begin
    let digits = if starts body "0x" then drop 2 body else wrong "not a canonical integer" in
    if String.length digits > hex_digits then wrong "a hexadecimal integer has at most 262,144 digits";
    if not (is_hex digits) || digits.[0] = '0' then wrong "not a canonical integer";
    let z = Numbers.z_of_hex digits in
    if not (is_long (String.length digits) z) then wrong "an integer of 4,000 digits or fewer is written in decimal";
    integer_of negative z
  end
let one = lazy (some (Numbers.pos_of_z (Numbers.z_of_decimal "1")))
let whole z = { qnum = z; qden = Lazy.force one }
let canonical_rational text =
  match String.index_opt text '/' with
  | None -> whole (canonical_integer text)
  | Some i ->
    let top = canonical_integer (String.sub text 0 i) and below = canonical_integer (drop (i + 1) text) in
    let two = Numbers.z_of_decimal "2" in
    if not (Z.leb two below) then wrong "a denominator is at least 2";
    if not (Z.eqb (Z.gcd top below) (Numbers.z_of_decimal "1")) then wrong "a fraction is in lowest terms";
    { qnum = top; qden = some (Numbers.pos_of_z below) }

let peoples_whole s =
  if starts s "0x" && is_hex (drop 2 s) then Numbers.z_of_hex (drop 2 s)
  else if is_digits s then Numbers.z_of_decimal s
  else wrong "not a whole number"
let without_zeros s =
  let i = ref 0 in
  while !i < String.length s - 1 && s.[!i] = '0' do incr i done;
  drop !i s
(* [digits], [digits.digits], ..., each with an exponent or without: digits and the places after the point *)
let peoples_decimal s =
  let mantissa, exponent =
    match String.index_opt (String.lowercase_ascii s) 'e' with
    | None -> (s, 0)
    | Some i ->
      let e = drop (i + 1) s in
      let body = if starts e "+" || starts e "-" then drop 1 e else e in
      if not (is_digits body) then wrong "not a number";
      let body = without_zeros body in
      if String.length body > 4 || int_of_string body > 4_000 then wrong "an exponent is at most 4,000 in absolute value";
      (String.sub s 0 i, if starts e "-" then - int_of_string body else int_of_string body) in
  let before, after =
    match String.index_opt mantissa '.' with
    | None -> (mantissa, "")
    | Some i -> (String.sub mantissa 0 i, drop (i + 1) mantissa) in
  let digits = before ^ after in
  if not (is_digits digits) then wrong "not a number";
  (digits, exponent - String.length after)
let peoples_rational text =
  if String.length text > 262_208 then wrong "a number has at most 262,208 characters";
  let body = if starts text "+" || starts text "-" then drop 1 text else text in
  let negative = starts text "-" in
  match String.index_opt body '/' with
  | Some i ->
    let top = peoples_whole (String.sub body 0 i) and below = peoples_whole (drop (i + 1) body) in
    (match Numbers.pos_of_z below with
     | None -> wrong "a denominator is not zero"
     | Some d -> qred { qnum = integer_of negative top; qden = d })
  | None ->
    if starts body "0x" then whole (integer_of negative (peoples_whole body))
    else
      let digits, shift = peoples_decimal body in
      if shift >= 0 then whole (integer_of negative (Numbers.z_of_decimal (digits ^ String.make shift '0')))
      else
        qred { qnum = integer_of negative (Numbers.z_of_decimal digits);
               qden = some (Numbers.pos_of_z (power_of_ten (- shift))) }

(* Numbers in canonical form. *)
let write_integer z =
  let negative = not (Z.leb (Numbers.z_of_decimal "0") z) in
  let a = if negative then Z.opp z else z in
  let hex = Numbers.hex_of_z a in
  (if negative then "-" else "") ^ if is_long (String.length hex) a then "0x" ^ hex else Numbers.decimal_of_z a
let write x =
  let x = qred x in
  let below = write_integer (Numbers.z_of_pos x.qden) in
  if below = "1" then write_integer x.qnum else write_integer x.qnum ^ "/" ^ below
(* For a message: long ones are cut. *)
let show_integer z =
  let negative = not (Z.leb (Numbers.z_of_decimal "0") z) in
  let hex = Numbers.hex_of_z (if negative then Z.opp z else z) in
  let n = String.length hex in
  if n <= 50 then Numbers.decimal_of_z z
  else (if negative then "-0x" else "0x") ^ String.sub hex 0 12 ^ "..." ^ drop (n - 8) hex
       ^ " (" ^ string_of_int n ^ " hexadecimal digits)"
let show x =
  let x = qred x in
  let below = show_integer (Numbers.z_of_pos x.qden) in
  if below = "1" then show_integer x.qnum else show_integer x.qnum ^ "/" ^ below
(* The size of a number, in bits, rounded up. *)
let bits x =
  let size z = 4 * String.length (Numbers.hex_of_z (Z.abs z)) in
  max (size x.qnum) (size (Numbers.z_of_pos x.qden))
