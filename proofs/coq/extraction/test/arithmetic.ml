(* The functions that ExtractBig.v names, on values of all sizes and signs: this text is compiled against the extraction
   with integers of any length (Zarith; BigInt) and against the one without any mapping; what they print must be equal. *)
open Core

let values =
  let state = ref 12345 in
  let random n = state := ((!state * 1103515) + 12345) land 0xffffff; (!state lsr 4) mod n in
  let big k =
    (if random 2 = 0 then "-" else "") ^ string_of_int (1 + random 9)
    ^ String.concat "" (List.init k (fun _ -> string_of_int (random 10))) in
  [ "0"; "1"; "-1"; "2"; "-2"; "3"; "-3"; "4"; "-4"; "7"; "-7"; "255"; "256"; "-256"; "65536"; "4294967295"; "4294967296";
    "-4294967296"; "2147483647"; "2147483648"; "-2147483648"; "1073741823"; "1073741824"; "-1073741824"; "-1073741825";
    "4611686018427387903"; "4611686018427387904"; "-4611686018427387904"; "-4611686018427387905"; "9007199254740991";
    "9007199254740992"; "9007199254740993"; "-9007199254740993"; "9223372036854775807"; "9223372036854775808";
    "-9223372036854775808"; "18446744073709551616"; "340282366920938463463374607431768211456" ]
  @ List.init 16 (fun i -> big (3 + (5 * i)))

let run () =
  let out = Buffer.create 1_000_000 in
  let p s = Buffer.add_string out s; Buffer.add_char out ' ' in
  let pz z = p (Numbers.decimal_of_z z) in
  let pp x = pz (Numbers.z_of_pos x) in
  let pc = function Eq -> p "E" | Lt -> p "L" | Gt -> p "G" in
  let pb b = p (if b then "t" else "f") in
  let integer s = if s.[0] = '-' then Z.opp (Numbers.z_of_decimal (String.sub s 1 (String.length s - 1))) else Numbers.z_of_decimal s in
  let all = List.map (fun s -> (s, integer s)) values in
  List.iter (fun (s, a) -> if Numbers.decimal_of_z a <> s then p ("ROUND TRIP " ^ s)) all;
  List.iter (fun (_, a) ->
    p (Numbers.hex_of_z (Z.abs a));
    if not (Z.eqb (Numbers.z_of_hex (Numbers.hex_of_z (Z.abs a))) (Z.abs a)) then p "HEX";
    pz (Z.opp a); pz (Z.abs a); pp (Z.to_pos a);
    (match Numbers.pos_of_z a with Some x -> p "P"; pp (Coq_Pos.succ x); pp (Coq_Pos.pred x) | None -> p "-");
    (match Numbers.n_of_z a with Some x -> p "N"; pz (Numbers.z_of_n (N.succ x)); pz (Z.of_N x) | None -> p "-");
    List.iter (fun (_, b) ->
      pz (Z.add a b); pz (Z.sub a b); pz (Z.mul a b); pc (Z.compare a b); pb (Z.eqb a b); pb (Z.leb a b); pb (Z.ltb a b);
      pz (Z.max a b); pz (Z.min a b); pz (Z.div a b); pz (Z.gcd a b);
      (let g, (x, y) = Z.ggcd a b in pz g; pz x; pz y);
      (match Numbers.pos_of_z a, Numbers.pos_of_z b with
       | Some x, Some y ->
         pp (Coq_Pos.add x y); pp (Coq_Pos.sub x y); pp (Coq_Pos.mul x y); pc (Coq_Pos.compare x y); pb (Coq_Pos.eqb x y);
         pb (Coq_Pos.leb x y); pp (Coq_Pos.gcd x y)
       | _ -> ());
      (match Numbers.n_of_z a, Numbers.n_of_z b with
       | Some x, Some y -> pz (Numbers.z_of_n (N.add x y)); pb (N.eqb x y)
       | _ -> ());
      (match Numbers.pos_of_z b with
       | Some y -> let q = qred { qnum = a; qden = y } in pz q.qnum; pp q.qden
       | None -> ())) all;
    Buffer.add_char out '\n') all;
  let five = Numbers.pos_of_int 5 in
  List.iter (fun i -> match Numbers.n_of_z (Numbers.z_of_decimal i) with Some k -> pp (Coq_Pos.shiftl five k) | None -> ())
    [ "0"; "1"; "2"; "31"; "32"; "63"; "64"; "1100" ];
  (* keys of tables: every pattern of bits *)
  List.iter (fun (s, a) ->
    match Numbers.pos_of_z a with
    | Some x -> (match get x (put x s (put (Numbers.pos_of_int 1) "one" Leaf)) with Some t -> p t | None -> p "MISSING")
    | None -> ()) all;
  Buffer.contents out
