type t = Z.t
let of_int = Z.of_int
let of_string = Z.of_string
let to_decimal = Z.to_string
let to_hex = Z.format "%x"
let add = Z.add
let sub = Z.sub
let mul = Z.mul
let neg = Z.neg
let fdiv = Z.fdiv
let gcd = Z.gcd
let compare a b = let c = Z.compare a b in if c < 0 then -1 else if c > 0 then 1 else 0
let equal = Z.equal
let sign = Z.sign
let is_odd = Z.is_odd
let half a = Z.shift_right a 1
let shl a b = if Z.sign b < 0 || Z.numbits b > 24 then failwith "shl" else Z.shift_left a (Z.to_int b)
