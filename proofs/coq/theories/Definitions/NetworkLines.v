(** * Networks along a line, their activation patterns, orbits of networks

    Definitions only; see [Definitions.Functions] and [Definitions.Networks]. *)
From Coq Require Import ZArith QArith Qabs List.
From ExactPL Require Import Definitions.Functions Definitions.Networks.
Import ListNotations.
Open Scope Q_scope.

(** The point p + t d. *)
Fixpoint point_on_line (p d : list Q) (t : Q) : list Q :=
  match p, d with
  | a :: p', b :: d' => (a + t * b) :: point_on_line p' d' t
  | _, _ => []
  end.

(** Vectors with equal entries. *)
Definition same_vector (v w : list Q) : Prop := Forall2 Qeq v w.

(** The sum of the outputs times c, along the line: t -> c * F(p + t d). *)
Definition network_along (ls : list layer) (p d c : list Q) (t : Q) : Q :=
  dot c (layers_output ls (point_on_line p d t)).

(** All outputs are affine along the line on a cell: every sum of outputs with weights c is. The number of
    pieces of the vector of outputs is the least number of such cells. *)
Definition outputs_affine_on (ls : list layer) (p d : list Q) (c1 c2 : Q) : Prop :=
  forall c, affine_on (network_along ls p d c) c1 c2.
Definition vector_pieces (ls : list layer) (p d : list Q) (lo hi : Q) (n : N) : Prop :=
  least_cells (outputs_affine_on ls p d) lo hi n.
Definition outputs_affine_between (ls : list layer) (p d : list Q) (lo hi : option Q) : Prop :=
  forall c, affine_between (network_along ls p d c) lo hi.
Definition vector_pieces_between (ls : list layer) (p d : list Q) (lo hi : option Q) (n : N) : Prop :=
  least_cells_between (outputs_affine_between ls p d) lo hi n.

(** The activation pattern: for each unit with ReLU, layer by layer, whether its input is above zero. *)
Definition unit_active (inputs : list Q) (u : list Q * Q) :
  bool := negb (Qle_bool (dot (fst u) inputs + snd u) 0).
Fixpoint pattern (ls : list layer) (inputs : list Q) : list (list bool) :=
  match ls with
  | [] => []
  | l :: ls' =>
    (if rectified l then map (unit_active inputs) (units l) else []) :: pattern ls' (layer_output l inputs)
  end.

(** The pattern is the same at all points strictly between c1 and c2. *)
Definition one_pattern (ls : list layer) (p d : list Q) (c1 c2 : Q) : Prop :=
  forall x y, c1 < x -> x < c2 -> c1 < y -> y < c2 ->
  pattern ls (point_on_line p d x) = pattern ls (point_on_line p d y).

(** The network has exactly n activation regions along the line for t in [lo, hi]: n is the least number of
    cells such that inside each of them there is one pattern. *)
Definition regions (ls : list layer) (p d : list Q) (lo hi : Q) (n : N) : Prop :=
  least_cells (one_pattern ls p d) lo hi n.

(** The same on an interval that may be unbounded. *)
Definition strictly_inside (lo hi : option Q) (x : Q) : Prop :=
  match lo with Some a => a < x | None => True end /\ match hi with Some b => x < b | None => True end.
Definition one_pattern_between (ls : list layer) (p d : list Q) (lo hi : option Q) : Prop :=
  forall x y, strictly_inside lo hi x -> strictly_inside lo hi y ->
  pattern ls (point_on_line p d x) = pattern ls (point_on_line p d y).
Definition regions_between (ls : list layer) (p d : list Q) (lo hi : option Q) (n : N) : Prop :=
  least_cells_between (one_pattern_between ls p d) lo hi n.

(** The network applied k times to a vector, and its least period there. *)
Fixpoint iter_network (k : nat) (ls : list layer) (v : list Q) : list Q :=
  match k with
  | O => v
  | S k' => layers_output ls (iter_network k' ls v)
  end.
Definition network_least_period (ls : list layer) (n : nat) (v : list Q) : Prop :=
  (0 < n)%nat /\ same_vector (iter_network n ls v) v /\
  forall m, (0 < m)%nat -> (m < n)%nat -> ~ same_vector (iter_network m ls v) v.

(** The absolute difference is at most [gap] on the interval, and equal to it at one point of it. *)
Definition largest_gap (F G : Q -> Q) (lo hi : option Q) (gap at_point : Q) : Prop :=
  (forall t, in_interval lo hi t -> Qabs (F t - G t) <= gap) /\
  in_interval lo hi at_point /\ Qabs (F at_point - G at_point) == gap.

(** The difference of two vectors. *)
Fixpoint vector_difference (v w : list Q) : list Q :=
  match v, w with
  | x :: v', y :: w' => (x - y) :: vector_difference v' w'
  | _, _ => []
  end.
