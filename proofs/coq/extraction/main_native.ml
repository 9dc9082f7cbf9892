(* exactpl-check-coq CERT... [--subject f=FILE] [--subject g=FILE] [--expect CLAIM] [--fuel N] [--json] *)
let usage = "usage: exactpl-check-coq CERT... [--subject f=FILE] [--subject g=FILE] [--expect CLAIM] [--fuel N] [--json]"
let complain text = prerr_string (text ^ "\n"); flush stderr

let read_file path =
  try
    if Sys.file_exists path && Sys.is_directory path then raise (Sys_error "Is a directory");
    let channel = open_in_bin path in
    Fun.protect ~finally:(fun () -> close_in_noerr channel) (fun () ->
      let b = Buffer.create 65536 and chunk = Bytes.create 65536 in
      let rec go () =
        let n = input channel chunk 0 65536 in
        if n > 0 then begin
          Buffer.add_subbytes b chunk 0 n;
          if Buffer.length b > Certificate.largest_file then
            Verdict.decline "size" ("a file of at most " ^ string_of_int Certificate.largest_file ^ " bytes") "more";
          go ()
        end in
      go ();
      Buffer.contents b)
  with Sys_error why -> raise (Verdict.Usage ("cannot read " ^ Verdict.printable path ^ ": " ^ Verdict.printable why))

let () =
  let certs = ref [] and given = ref [] and expect = ref None and fuel = ref None and json = ref false in
  let bad text = raise (Verdict.Usage text) in
  let rec parse = function
    | [] -> ()
    | "--json" :: rest -> if !json then bad "--json is given twice"; json := true; parse rest
    | "--fuel" :: n :: rest ->
      if !fuel <> None then bad "--fuel is given twice";
      if not (Rational.is_digits n) then bad "--fuel needs a number of steps";
      fuel := Some (float_of_string n); parse rest
    | "--expect" :: path :: rest ->
      if !expect <> None then bad "--expect is given twice";
      expect := Some path; parse rest
    | "--subject" :: value :: rest ->
      (match String.index_opt value '=' with
       | Some i when List.mem (String.sub value 0 i) Certificate.roles ->
         let role = String.sub value 0 i in
         if List.mem_assoc role !given then bad ("--subject " ^ role ^ "= is given twice");
         given := (role, Rational.drop (i + 1) value) :: !given
       | _ -> bad "--subject needs f=FILE or g=FILE");
      parse rest
    | word :: _ when Rational.starts word "-" -> bad ("unknown option, or one without its value: " ^ Verdict.printable word)
    | cert :: rest -> certs := cert :: !certs; parse rest in
  let worst = [ 0; 3; 1 ] in
  let place status = if status = 0 then 0 else if status = 3 then 1 else 2 in
  try
    parse (List.tl (Array.to_list Sys.argv));
    let certs = List.rev !certs in
    if certs = [] then bad "a certificate is needed, none is given";
    let several = List.length certs > 1 in
    if several && (!given <> [] || !expect <> None) then bad "--subject and --expect speak of one certificate";
    let fuel = match !fuel with Some n -> n | None -> Certificate.default_fuel in
    let one cert =
      if several then complain ("certificate " ^ Verdict.printable cert);
      let verdict =
        try
          let given = List.map (fun (role, path) -> (role, read_file path)) !given in
          let expected = Option.map read_file !expect in
          Certificate.check ~digest:Digest_of_checker.sha256 ~fuel ~expected ~given (read_file cert)
        with Verdict.Decline (rule, expected, found) -> Certificate.unread ~digest:Digest_of_checker.sha256 rule expected found in
      List.iter (fun l -> complain (Verdict.printable l)) verdict.about;
      print_string ((if !json then Json.dump (Json.Object (Lazy.force verdict.json)) else verdict.line) ^ "\n");
      flush stdout;
      Certificate.status verdict in
    let statuses = List.map one certs in
    exit (List.nth worst (List.fold_left max 0 (List.map place statuses)))
  with
  | Verdict.Usage text -> complain (text ^ "\n" ^ usage); exit 2
