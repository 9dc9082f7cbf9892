(* Integers of any length: these functions are trusted. Two implementations: bigint_native.ml (Zarith) and
   bigint_js.ml with runtime.js (BigInt). *)
type t
val of_int : int -> t
val of_string : string -> t      (* [0-9]+ or 0x[0-9a-f]+ ; the caller checks the form *)
val to_decimal : t -> string
val to_hex : t -> string         (* without 0x; a >= 0 *)
val add : t -> t -> t
val sub : t -> t -> t
val mul : t -> t -> t
val neg : t -> t
val fdiv : t -> t -> t           (* floor; the divisor is not 0 *)
val gcd : t -> t -> t            (* >= 0 *)
val compare : t -> t -> int      (* -1, 0, 1 *)
val equal : t -> t -> bool
val sign : t -> int              (* -1, 0, 1 *)
val is_odd : t -> bool
val half : t -> t                (* floor *)
val shl : t -> t -> t            (* a * 2^b, 0 <= b < 2^24 *)
