(** * The checker in OCaml as Coq defines it, numbers included: slow, and a test of ExtractBig.v *)
From Coq Require Import Extraction ExtrOcamlBasic ZArith NArith QArith.
From ExactPL Require Import Definitions.Subjects Maps.Piecewise Maps.IntervalImages Maps.Refinement Counting.Crossings Counting.UnboundedLevels
  Counting.Slopes Counting.Unbounded Counting.Count Periods.FixedPointCheck Tables.Upper Tables.Lower
  Tables.Growth Bridge.Coverings Checker RealChecker NetworkChecker AllClaims.

