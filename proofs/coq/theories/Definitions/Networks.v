(** * ReLU networks with one input and one output

    Definitions only; see [Definitions.Functions]. *)
From Coq Require Import ZArith QArith List.
Import ListNotations.
Open Scope Q_scope.

(** The activation: z if z is not negative, else 0. *)
Definition relu (z : Q) : Q := if Qle_bool 0 z then z else 0.

(** A layer: the weights and the bias of each of its units, and whether ReLU is applied. *)
Record layer := Layer { units : list (list Q * Q); rectified : bool }.

(** The sum of the products of weights and inputs. *)
Fixpoint dot (weights inputs : list Q) : Q :=
  match weights, inputs with
  | w :: weights', v :: inputs' => w * v + dot weights' inputs'
  | _, _ => 0
  end.

(** The output of one unit, of one layer, of the layers one after the other. *)
Definition unit_output (rectify : bool) (inputs : list Q) (u : list Q * Q) : Q :=
  let z := dot (fst u) inputs + snd u in if rectify then relu z else z.
Definition layer_output (l : layer) (inputs : list Q) : list Q :=
  map (unit_output (rectified l) inputs) (units l).
Fixpoint layers_output (ls : list layer) (inputs : list Q) : list Q :=
  match ls with
  | [] => inputs
  | l :: ls' => layers_output ls' (layer_output l inputs)
  end.

(** The function of one variable that the network computes: the first output for the input x. *)
Definition network (ls : list layer) (x : Q) : Q := hd 0 (layers_output ls [x]).
