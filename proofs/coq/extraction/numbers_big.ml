(* Texts <-> the numbers of the extracted core, where these are big integers. *)
let z_of_decimal digits : Bi.t = Bi.of_string digits
let z_of_hex digits : Bi.t = Bi.of_string ("0x" ^ digits)
let decimal_of_z (a : Bi.t) = Bi.to_decimal a
let hex_of_z (a : Bi.t) = Bi.to_hex a
let pos_of_z a = if Bi.sign a > 0 then Some a else None
let n_of_z a = if Bi.sign a >= 0 then Some a else None
let z_of_pos p : Bi.t = p
let z_of_n n : Bi.t = n
let pos_of_int (i : int) : Bi.t = Bi.of_int i
