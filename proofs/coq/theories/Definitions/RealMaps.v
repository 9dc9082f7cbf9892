(** * The map over the real numbers that rational data give

    Definitions only.  A map is given by rational data ([Definitions.Maps]); [value] is its value at a
    rational number, [real_value] its value at a real number, by the same words.  (At rational numbers they
    agree: Bridge/RealMaps.v.) *)

From Coq Require Import Reals QArith Qreals List.
From ExactPL Require Import Definitions.Maps Definitions.Networks Definitions.Continuous.
Import ListNotations.
Open Scope R_scope.

(** The value at x, where p is a knot not to the right of x and [later] are the knots after p. *)
Fixpoint real_value_after (p : knot) (later : list knot) (last_slope : Q) (x : R) : R :=
  match later with
  | [] => Q2R (snd p) + Q2R last_slope * (x - Q2R (fst p))
  | q :: later' =>
    if Rle_dec x (Q2R (fst q))
    then Q2R (snd p) + Q2R ((snd q - snd p) / (fst q - fst p)) * (x - Q2R (fst p))
    else real_value_after q later' last_slope x
  end.

(** The value of the map at the real number x. *)
Definition real_value (f : plmap) (x : R) : R :=
  if Rle_dec x (Q2R (fst (first_knot f)))
  then Q2R (snd (first_knot f)) + Q2R (left_slope f) * (x - Q2R (fst (first_knot f)))
  else real_value_after (first_knot f) (other_knots f) (right_slope f) x.

(** An interval with rational ends; [None] is minus or plus infinity. *)
Record domain := Domain { from : option Q; upto : option Q }.
Definition within_domain (D : domain) (x : R) : Prop :=
  match from D with Some a => Q2R a <= x | None => True end /\
  match upto D with Some b => x <= Q2R b | None => True end.
Coercion within_domain : domain >-> Funclass.

(** A compact interval with rational ends. *)
Definition rational_interval := (Q * Q)%type.
Definition real_interval (J : rational_interval) : interval := Interval (Q2R (fst J)) (Q2R (snd J)).

(** P holds for every continuous map g of D into itself with |g - f| <= e on D. *)
Definition for_every_near_map (f : plmap) (D : domain) (e : Q) (P : (R -> R) -> Prop) : Prop :=
  forall g, continuous_on g D -> maps_into g D -> within_distance (Q2R e) (real_value f) g D -> P g.

(** ** Pieces and laps over the real numbers: the words of [Definitions.Functions] *)

(** F is affine on [c, d]. *)
Definition real_affine_on (F : R -> R) (c d : R) : Prop :=
  exists m b, forall x, c <= x <= d -> F x = m * x + b.

(** F is monotone on [c, d]: it does not fall there, or it does not rise. *)
Definition real_monotone_on (F : R -> R) (c d : R) : Prop :=
  (forall x y, c <= x -> x <= y -> y <= d -> F x <= F y) \/
  (forall x y, c <= x -> x <= y -> y <= d -> F y <= F x).

(** t < t_1 < ... < t_n = hi, and each of the cells [t, t_1], ..., [t_(n-1), t_n] has the property C. *)
Fixpoint real_subdivision (C : R -> R -> Prop) (t : R) (ts : list R) (hi : R) : Prop :=
  match ts with
  | [] => t = hi
  | s :: ts' => t < s /\ C t s /\ real_subdivision C s ts' hi
  end.

(** n is the least number of cells with the property C into which [lo, hi] can be cut, anywhere. *)
Definition real_least_cells (C : R -> R -> Prop) (lo hi : R) (n : N) : Prop :=
  (exists ts, real_subdivision C lo ts hi /\ N.of_nat (length ts) = n) /\
  (forall ts, real_subdivision C lo ts hi -> (n <= N.of_nat (length ts))%N).

(** F has exactly n affine pieces, exactly n laps, on [lo, hi]. *)
Definition real_pieces (F : R -> R) (lo hi : R) (n : N) : Prop := real_least_cells (real_affine_on F) lo hi n.
Definition real_laps (F : R -> R) (lo hi : R) (n : N) : Prop := real_least_cells (real_monotone_on F) lo hi n.

(** ** Networks over the real numbers: the words of [Definitions.Networks] *)

Definition real_relu (z : R) : R := if Rle_dec 0 z then z else 0.
Fixpoint real_dot (weights : list Q) (inputs : list R) : R :=
  match weights, inputs with
  | w :: weights', v :: inputs' => Q2R w * v + real_dot weights' inputs'
  | _, _ => 0
  end.
Definition real_unit_output (rectify : bool) (inputs : list R) (u : list Q * Q) : R :=
  let z := real_dot (fst u) inputs + Q2R (snd u) in if rectify then real_relu z else z.
Definition real_layer_output (l : layer) (inputs : list R) : list R :=
  map (real_unit_output (rectified l) inputs) (units l).
Fixpoint real_layers_output (ls : list layer) (inputs : list R) : list R :=
  match ls with
  | [] => inputs
  | l :: ls' => real_layers_output ls' (real_layer_output l inputs)
  end.
Definition real_network (ls : list layer) (x : R) : R := hd 0 (real_layers_output ls [x]).
