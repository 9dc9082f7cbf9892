(* How a check ends without ACCEPT (section 7 of docs/certificates.md), and texts from outside on one line. *)
exception Reject of string * string * string      (* rule, expected, found *)
exception Decline of string * string * string
exception Usage of string

let reject rule expected found = raise (Reject (rule, expected, found))
let decline rule expected found = raise (Decline (rule, expected, found))

let hex_digit i = "0123456789abcdef".[i]
let escaped c = let i = Char.code c in
  match c with
  | '\n' -> "\\n" | '\r' -> "\\r" | '\t' -> "\\t"
  | _ -> "\\x" ^ String.make 1 (hex_digit (i / 16)) ^ String.make 1 (hex_digit (i mod 16))

(* Printable ASCII; [|] separates the parts of a line. *)
let printable text =
  let b = Buffer.create (String.length text) in
  String.iter (fun c -> if c >= ' ' && c <= '~' then Buffer.add_char b c else Buffer.add_string b (escaped c)) text;
  Buffer.contents b
let cut longest text = if String.length text <= longest then text else String.sub text 0 (longest - 3) ^ "..."
let without_bars text = String.concat "\\x7c" (String.split_on_char '|' text)
let excerpt text = cut 80 (without_bars (printable (if String.length text > 200 then String.sub text 0 200 else text)))
