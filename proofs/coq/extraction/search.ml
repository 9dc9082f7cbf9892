(* Hints for counting: the orbits of the cuts inside J and of its ends, exact while their numbers are short, then by
   enclosures. Nothing here is trusted: what the hints are worth is tested by Core.decide. *)
open Core
module Places = Map.Make (String)

type orbit_found = {
  first : q;
  mutable exact : int;                       (* how many points are known exactly *)
  mutable link : (int * int) option;         (* orbit and place that follow the last of them *)
  mutable needed : int }                     (* how many points are needed *)

let no_hints =
  let one = Numbers.pos_of_int 1 in
  { orbits = []; at_cuts = []; left_end = one; right_end = one; precision = one }

(* [find g k frame ~longest]: points of more bits than [longest] are enclosed. Returns the hints for a precision, and
   how many points they have, exact ones and others. *)
let find (g : piecewise) (k : int) (frame : frame) ~longest =
  let a = frame.frame_left and b = frame.frame_right in
  let name x = Numbers.hex_of_z (Z.abs x.qnum) ^ (if Z.leb (Numbers.z_of_decimal "0") x.qnum then "/" else "-")
               ^ Numbers.hex_of_z (Numbers.z_of_pos x.qden) in
  let less x y = not (qle_bool y x) in
  let all_cuts = List.map qred (cuts g) in
  let inner c = less a c && less c b in
  let known = ref Places.empty in
  let orbits = ref [] and count = ref 0 and begun = ref [] in
  let follow x =
    let x = qred x in
    match Places.find_opt (name x) !known with
    | Some place -> begun := place :: !begun
    | None ->
      let o = { first = x; exact = 0; link = None; needed = k + 1 } in
      let rec go x =
        known := Places.add (name x) (!count, o.exact) !known;
        o.exact <- o.exact + 1;
        if o.exact <= (2 * k) + 64 && Rational.bits x <= longest then begin
          let y = qred (piecewise_value g x) in
          match Places.find_opt (name y) !known with
          | Some place -> o.link <- Some place
          | None -> go y
        end in
      go x;
      orbits := o :: !orbits;
      incr count in
  List.iter follow (a :: b :: List.filter inner all_cuts);
  let found = Array.of_list (List.rev !orbits) in
  let need (j, place) more = found.(j).needed <- max found.(j).needed (place + more) in
  List.iter (fun place -> need place (k + 1)) !begun;
  for i = Array.length found - 1 downto 0 do
    let o = found.(i) in
    match o.link with
    | Some place -> if fst place <> i then need place (max 1 (o.needed - o.exact))
    | None -> o.exact <- min o.exact o.needed
  done;
  let length o = if o.link = None then o.needed else o.exact in
  let offsets = Array.make (Array.length found + 1) 1 in
  Array.iteri (fun i o -> offsets.(i + 1) <- offsets.(i) + length o) found;
  let number (j, place) = Numbers.pos_of_int (offsets.(j) + place) in
  let at x = number (Places.find (name (qred x)) !known) in
  let rec nat acc i = if i <= 0 then acc else nat (S acc) (i - 1) in
  let enclosed = Array.fold_left (fun m o -> max m (length o - o.exact)) 0 found in
  let made precision =
    { rays = frame; rest_hints = no_hints; orbit_hints = { orbits =
        Array.to_list (Array.map (fun o ->
          { start = o.first; exact_points = nat O (o.exact - 1); enclosed_points = nat O (length o - o.exact);
            last_image = (match o.link with Some place -> Some (number place) | None -> None) }) found);
      at_cuts = List.map (fun c -> if inner c then Some (at c) else None) all_cuts;
      left_end = at a; right_end = at b; precision = Numbers.pos_of_int precision } } in
  (made, offsets.(Array.length found) - 1, enclosed)

let none =
  let one = Numbers.pos_of_int 1 in
  let zero = { qnum = Numbers.z_of_decimal "0"; qden = one } in
  { orbit_hints = no_hints; rest_hints = no_hints;
    rays = { frame_left = zero; left_ray = zero; right_ray = zero; frame_right = zero } }

(* The interval on which is counted: J, or for a ray an end so far out that f^k is affine from there on. *)
let frame_of (g : piecewise) (k : int) (j : interval) ~starts ~(pay : float -> unit) : frame option =
  let whole z = { qnum = z; qden = Numbers.pos_of_int 1 } in
  let two = Numbers.z_of_decimal "2" and one = Numbers.z_of_decimal "1" in
  let rec nat acc i = if i <= 0 then acc else nat (S acc) (i - 1) in
  let steps = nat O k in
  let rec power acc i = if i = 0 then acc else power (Z.mul acc two) (i - 1) in
  (* 2^4, 2^8, ... *)
  let rec outward right bits =
    if bits > 200_000 then None
    else begin
      pay (float_of_int k *. (100. +. (float_of_int (k + bits) /. 8.)));
      let far = power one bits in
      let x = if right then far else Z.opp far in
      if starts g steps right (whole x) then
        Some (whole x, whole (Z.add x (if right then one else Z.opp one)))
      else outward right (2 * bits)
    end in
  match
    (match fst j with Some a -> Some (a, a) | None -> outward false 4),
    (match snd j with Some b -> Some (b, b) | None -> outward true 4)
  with
  | Some (left_ray, frame_left), Some (right_ray, frame_right) -> Some { frame_left; left_ray; right_ray; frame_right }
  | _ -> None

(* Calls [attempt hints] with better and better hints until it answers; [None] if it never does. Each attempt is
   paid for before it is made. *)
let until_answered ?rest g k ends ~(pay : float -> unit) attempt =
  let rec exactly = function
    | [] -> None
    | longest :: more ->
      (* values are found by going through the pieces *)
      pay (float_of_int (List.length (cuts g)) ** 2. *. 3.);
      let made, points, enclosed = find g k ends ~longest in
      (* points and states, each with numbers of up to k + 64 bits in each of k steps *)
      let cuts = float_of_int (List.length (cuts g)) in
      let cost bits =
        (float_of_int points *. (float_of_int k +. 10.) *. (50. +. (float_of_int bits /. 64.)))
        +. (cuts *. cuts *. (float_of_int k +. 20.)) in
      let rec precisely tries bits =
        if tries = 0 then exactly more
        else begin
          pay (cost bits);
          let help = made bits in
          let help = match rest with
            | None -> help
            | Some r -> let other, _, _ = find g r ends ~longest in { help with rest_hints = (other bits).orbit_hints } in
          match attempt help with
          | Some answer -> Some answer
          | None -> if enclosed = 0 then exactly more else precisely (tries - 1) (2 * bits)
        end in
      precisely 5 (enclosed + 100) in
  exactly [ 256; 4096; 65536 ]
