(* What the directives of ExtractBig.v name, made of bigint.mli. *)
include Bigint
let zero = of_int 0
let one = of_int 1
let succ a = add a one
let xO p = add p p
let xI p = add (add p p) one
let pos_case fI fO f1 p = if equal p one then f1 () else if is_odd p then fI (half p) else fO (half p)
let z_case f0 fp fn z = let s = sign z in if s = 0 then f0 () else if s > 0 then fp z else fn (neg z)
let n_case f0 fp n = if sign n = 0 then f0 () else fp n
let leq a b = compare a b <= 0
let lt a b = compare a b < 0
let max a b = if compare a b < 0 then b else a
let min a b = if compare a b <= 0 then a else b
let abs a = if sign a < 0 then neg a else a
let to_pos a = if sign a <= 0 then one else a
let pos_pred a = if equal a one then one else sub a one
let pos_sub a b = if compare a b <= 0 then one else sub a b
let z_div a b = if sign b = 0 then zero else fdiv a b
let ggcd a b = let g = gcd a b in if sign g = 0 then (zero, (zero, zero)) else (g, (fdiv a g, fdiv b g))
