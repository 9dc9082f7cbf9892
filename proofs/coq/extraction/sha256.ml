(* SHA-256 (FIPS 180-4), on 32-bit words. *)
let k =
  [| 0x428a2f98l; 0x71374491l; 0xb5c0fbcfl; 0xe9b5dba5l; 0x3956c25bl; 0x59f111f1l; 0x923f82a4l; 0xab1c5ed5l; 0xd807aa98l;
     0x12835b01l; 0x243185bel; 0x550c7dc3l; 0x72be5d74l; 0x80deb1fel; 0x9bdc06a7l; 0xc19bf174l; 0xe49b69c1l; 0xefbe4786l;
     0x0fc19dc6l; 0x240ca1ccl; 0x2de92c6fl; 0x4a7484aal; 0x5cb0a9dcl; 0x76f988dal; 0x983e5152l; 0xa831c66dl; 0xb00327c8l;
     0xbf597fc7l; 0xc6e00bf3l; 0xd5a79147l; 0x06ca6351l; 0x14292967l; 0x27b70a85l; 0x2e1b2138l; 0x4d2c6dfcl; 0x53380d13l;
     0x650a7354l; 0x766a0abbl; 0x81c2c92el; 0x92722c85l; 0xa2bfe8a1l; 0xa81a664bl; 0xc24b8b70l; 0xc76c51a3l; 0xd192e819l;
     0xd6990624l; 0xf40e3585l; 0x106aa070l; 0x19a4c116l; 0x1e376c08l; 0x2748774cl; 0x34b0bcb5l; 0x391c0cb3l; 0x4ed8aa4al;
     0x5b9cca4fl; 0x682e6ff3l; 0x748f82eel; 0x78a5636fl; 0x84c87814l; 0x8cc70208l; 0x90befffal; 0xa4506cebl; 0xbef9a3f7l;
     0xc67178f2l |]

let ( + ) = Int32.add
let ( ^ ) = Int32.logxor
let ( & ) = Int32.logand
let rotate x n = Int32.logor (Int32.shift_right_logical x n) (Int32.shift_left x (32 - n))
let shift = Int32.shift_right_logical

(* [byte i] is byte number i of the padded message. *)
let digest (message : string) : string =
  let length = String.length message in
  let blocks = (length / 64) |> succ |> fun b -> if length mod 64 >= 56 then succ b else b in
  let tail = Bytes.make (Stdlib.( - ) (Stdlib.( * ) blocks 64) length) '\000' in
  Bytes.set tail 0 '\128';
  (* length in bits: length * 8, from the last byte on; the first of them holds the low bits of length *)
  let rest = ref (length lsr 5) in
  Bytes.set tail (Stdlib.( - ) (Bytes.length tail) 1) (Char.chr ((length land 31) lsl 3));
  for i = 2 to 5 do
    Bytes.set tail (Stdlib.( - ) (Bytes.length tail) i) (Char.chr (!rest land 255));
    rest := !rest lsr 8
  done;
  let byte i = Char.code (if i < length then message.[i] else Bytes.get tail (Stdlib.( - ) i length)) in
  let h = [| 0x6a09e667l; 0xbb67ae85l; 0x3c6ef372l; 0xa54ff53al; 0x510e527fl; 0x9b05688cl; 0x1f83d9abl; 0x5be0cd19l |] in
  let w = Array.make 64 0l in
  for block = 0 to Stdlib.( - ) blocks 1 do
    for i = 0 to 15 do
      let at = Stdlib.( + ) (Stdlib.( * ) block 64) (Stdlib.( * ) i 4) in
      let word j = byte (Stdlib.( + ) at j) in
      w.(i) <-
        Int32.logor (Int32.shift_left (Int32.of_int (word 0)) 24)
          (Int32.of_int ((word 1 lsl 16) lor (word 2 lsl 8) lor word 3))
    done;
    for i = 16 to 63 do
      let back j = w.(Stdlib.( - ) i j) in
      let s0 = rotate (back 15) 7 ^ rotate (back 15) 18 ^ shift (back 15) 3 in
      let s1 = rotate (back 2) 17 ^ rotate (back 2) 19 ^ shift (back 2) 10 in
      w.(i) <- back 16 + s0 + back 7 + s1
    done;
    let a = ref h.(0) and b = ref h.(1) and c = ref h.(2) and d = ref h.(3) in
    let e = ref h.(4) and f = ref h.(5) and g = ref h.(6) and hh = ref h.(7) in
    for i = 0 to 63 do
      let s1 = rotate !e 6 ^ rotate !e 11 ^ rotate !e 25 in
      let choice = (!e & !f) ^ (Int32.lognot !e & !g) in
      let t1 = !hh + s1 + choice + k.(i) + w.(i) in
      let s0 = rotate !a 2 ^ rotate !a 13 ^ rotate !a 22 in
      let majority = (!a & !b) ^ (!a & !c) ^ (!b & !c) in
      let t2 = s0 + majority in
      hh := !g; g := !f; f := !e; e := !d + t1; d := !c; c := !b; b := !a; a := t1 + t2
    done;
    List.iteri (fun i x -> h.(i) <- h.(i) + x) [ !a; !b; !c; !d; !e; !f; !g; !hh ]
  done;
  let hex = "0123456789abcdef" in
  String.init 64 (fun i -> hex.[Int32.to_int (shift h.(i / 8) (Stdlib.( * ) 4 (Stdlib.( - ) 7 (i mod 8))) & 15l)])
