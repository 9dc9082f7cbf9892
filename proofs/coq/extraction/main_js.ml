(* For pages and Node: a function of bytes. *)
external export : (string -> string array -> string array) -> string -> unit = "exactpl_export"
let check cert subjects =
  let given = ref [] in
  Array.iteri (fun i data -> if i < 2 && data <> "" then given := (List.nth Certificate.roles i, data) :: !given) subjects;
  let v = Certificate.check ~digest:Digest_of_checker.sha256 ~fuel:Certificate.default_fuel ~expected:None ~given:!given cert in
  [| v.Certificate.word; v.line; String.concat "\n" (List.map Verdict.printable v.about);
     Json.dump (Json.Object (Lazy.force v.json)) |]
let () = export check Digest_of_checker.sha256
