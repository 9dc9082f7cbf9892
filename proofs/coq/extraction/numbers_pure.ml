(* Texts <-> the numbers of the extracted core as Coq defines them, bit by bit. *)
open Core

let rec pos_of_int i = if i = 1 then XH else if i land 1 = 1 then XI (pos_of_int (i / 2)) else XO (pos_of_int (i / 2))
let z_of_int i = if i = 0 then Z0 else Zpos (pos_of_int i)

(* Horner, some digits at a time *)
let z_of_digits base powers step s =
  let a = ref Z0 and i = ref 0 in
  while !i < String.length s do
    let m = min step (String.length s - !i) in
    a := Z.add (Z.mul !a (z_of_int powers.(m))) (z_of_int (int_of_string (base ^ String.sub s !i m)));
    i := !i + m
  done;
  !a
let z_of_decimal s = z_of_digits "0u" [| 1; 10; 100; 1000; 10000 |] 4 s
let z_of_hex s = z_of_digits "0x" [| 1; 16; 256; 4096; 65536 |] 4 s

let bits = (* most significant first *)
  let rec go acc = function XH -> 1 :: acc | XO p -> go (0 :: acc) p | XI p -> go (1 :: acc) p in
  function Zpos p | Zneg p -> go [] p | Z0 -> []
let padded width s = String.make (max 0 (width - String.length s)) '0' ^ s
let decimal_of_z a =
  let limbs = ref [| 0 |] in
  List.iter
    (fun b ->
      let carry = ref b in
      let next = Array.map (fun d -> let v = (2 * d) + !carry in carry := v / 10000; v mod 10000) !limbs in
      limbs := if !carry > 0 then Array.append next [| !carry |] else next)
    (bits a);
  let n = Array.length !limbs in
  let digits = List.init n (fun i -> let d = string_of_int !limbs.(n - 1 - i) in if i = 0 then d else padded 4 d) in
  (match a with Zneg _ -> "-" | _ -> "") ^ String.concat "" digits
let hex_of_z a =
  let l = bits a in
  let rec go i value acc = function
    | [] -> acc
    | b :: rest ->
      let value = (2 * value) + b in
      if i = 1 then go 4 0 ("0123456789abcdef".[value] :: acc) rest else go (i - 1) value acc rest
  in
  let first = match List.length l mod 4 with 0 -> 4 | r -> r in
  match go first 0 [] l with [] -> "0" | digits -> String.of_seq (List.to_seq (List.rev digits))
let pos_of_z = function Zpos p -> Some p | _ -> None
let n_of_z = function Z0 -> Some N0 | Zpos p -> Some (Npos p) | Zneg _ -> None
let z_of_pos p = Zpos p
let z_of_n = function N0 -> Z0 | Npos p -> Zpos p
