(** * The checker in OCaml, its numbers on integers of any length

    What follows about numbers is trusted, with bigint.mli and bi.ml; the tests compare it with the extraction
    without it, ExtractPure.v. *)
From Coq Require Import Extraction ExtrOcamlBasic ZArith NArith QArith.
From ExactPL Require Import Definitions.Subjects Maps.Piecewise Maps.IntervalImages Maps.Refinement Counting.Crossings Counting.UnboundedLevels
  Counting.Slopes Counting.Unbounded Counting.Count Periods.FixedPointCheck Tables.Upper Tables.Lower
  Tables.Growth Bridge.Coverings Checker RealChecker NetworkChecker AllClaims.

Extract Inductive positive => "Bi.t" [ "Bi.xI" "Bi.xO" "Bi.one" ] "Bi.pos_case".
Extract Inductive Z => "Bi.t" [ "Bi.zero" "" "Bi.neg" ] "Bi.z_case".
Extract Inductive N => "Bi.t" [ "Bi.zero" "" ] "Bi.n_case".
Extract Constant Pos.succ => "Bi.succ".
Extract Constant Pos.add => "Bi.add".
Extract Constant Pos.pred => "Bi.pos_pred".
Extract Constant Pos.sub => "Bi.pos_sub".
Extract Constant Pos.mul => "Bi.mul".
Extract Constant Pos.compare => "(fun x y -> let s = Bi.compare x y in if s = 0 then Eq else if s < 0 then Lt else Gt)".
Extract Constant Pos.eqb => "Bi.equal".
Extract Constant Pos.leb => "Bi.leq".
Extract Constant Pos.gcd => "Bi.gcd".
Extract Constant Pos.shiftl => "Bi.shl".
Extract Constant N.succ => "Bi.succ".
Extract Constant N.add => "Bi.add".
Extract Constant N.eqb => "Bi.equal".
Extract Constant Z.add => "Bi.add".
Extract Constant Z.sub => "Bi.sub".
Extract Constant Z.mul => "Bi.mul".
Extract Constant Z.opp => "Bi.neg".
Extract Constant Z.abs => "Bi.abs".
Extract Constant Z.compare => "(fun x y -> let s = Bi.compare x y in if s = 0 then Eq else if s < 0 then Lt else Gt)".
Extract Constant Z.eqb => "Bi.equal".
Extract Constant Z.leb => "Bi.leq".
Extract Constant Z.ltb => "Bi.lt".
Extract Constant Z.max => "Bi.max".
Extract Constant Z.min => "Bi.min".
Extract Constant Z.of_N => "(fun x -> x)".
Extract Constant Z.to_pos => "Bi.to_pos".
Extract Constant Z.div => "Bi.z_div".
Extract Constant Z.gcd => "Bi.gcd".
Extract Constant Z.ggcd => "Bi.ggcd".
