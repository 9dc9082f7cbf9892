(** * The graph of image intervals

    The counts of f^k are found on the intervals that come about when an interval is cut at the cuts of f and
    each part is mapped by f, again and again (the states of T1.2). Points and states have numbers. A state
    holds the numbers of its two ends and, once it is expanded, its parts from left to right: for each the
    piece of f on it, the state that is its image, and its right end.

    Points are known by the numbers of the pieces to their left and right, by the number of their image, and
    by an enclosure. The counting itself ([Counting.Transfer]) looks at numbers only; where the points are is
    a matter of the relation [placed], which [Counting.Orbits] shows from the enclosures. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Trees Maps.Iterates
  Maps.Piecewise.
Import ListNotations.
Open Scope Q_scope.

(** The point lies in [low / scale, high / scale]; if [begins], it is low / scale (and low = high), otherwise
    it is the image of the point with the preceding number. *)
Record point := Point {
  low : Z; high : Z; scale : positive; begins : bool;
  left_piece : nat; right_piece : nat; image : option positive }.
Record part := Part { part_piece : nat; part_image : option positive; part_end : positive }.
  (* no image: f is flat *)
Record state := State { state_left : positive; state_right : positive; state_parts : list part }.
(** [cut_points] has for each cut of f the number of its point; none is needed for cuts that no state meets.
    *)
Record graph := Graph {
  points : tree point; states : tree state; cut_points : list (option positive); root : positive }.

Section Graph.
Variable f : piecewise.
Variable gr : graph.

(** ** The test of the states *)

Definition is_number (o : option positive) (n : positive) : bool :=
  match o with Some m => Pos.eqb m n | None => false end.
(** The image of a part has the images of the ends of the part as its ends, in the order that the slope says.
    *)
Definition image_fits (p q : point) (g : affine) (t : option positive) : bool :=
  match factor g, t with
  | Z0, None => true
  | Zpos _, Some n =>
    match get n (states gr) with
    | Some d => is_number (image p) (state_left d) && is_number (image q) (state_right d)
    | None => false
    end
  | Zneg _, Some n =>
    match get n (states gr) with
    | Some d => is_number (image q) (state_left d) && is_number (image p) (state_right d)
    | None => false
    end
  | _, _ => false
  end.
(** The parts follow each other from the point p to the point with the number [right]; between two of them is
    the cut between their pieces. *)
Fixpoint parts_fit (p : point) (l : list part) (right : positive) : bool :=
  match l with
  | [] => false
  | s :: l' =>
    match get (part_end s) (points gr), piece f (part_piece s) with
    | Some q, Some g =>
      Nat.eqb (right_piece p) (part_piece s) && Nat.eqb (left_piece q) (part_piece s) &&
      image_fits p q g (part_image s) &&
      match l' with
      | [] => Pos.eqb (part_end s) right
      | _ => Nat.eqb (right_piece q) (S (part_piece s)) && parts_fit q l' right
      end
    | _, _ => false
    end
  end.
Definition state_fits (d : state) : bool :=
  match state_parts d with
  | [] => true                                      (* not expanded *)
  | l => match get (state_left d) (points gr) with Some p => parts_fit p l (state_right d) | None => false end
  end.
Definition states_fit : bool := tree_all state_fits (states gr).

(** ** Where the points are *)

Notation F := (piecewise_value f).

Record placed_point (place : positive -> Q) (x : Q) (p : point) : Prop := {
  on_right_left : within_left (cuts f) (right_piece p) x;
  on_right_right : strictly_within_right (cuts f) (right_piece p) x;
  on_left_left : strictly_within_left (cuts f) (left_piece p) x;
  on_left_right : within_right (cuts f) (left_piece p) x;
  placed_image : forall n, image p = Some n -> exists q, get n (points gr) = Some q /\ place n == F x }.

(** Each point with a number n is at [place n]. *)
Definition placed (place : positive -> Q) : Prop :=
  (forall n p, get n (points gr) = Some p -> placed_point place (place n) p) /\
  Forall2 (fun c o => match o with
                      | Some n => place n == c /\ exists p, get n (points gr) = Some p
                      | None => True
                      end) (cuts f) (cut_points gr).
End Graph.

Lemma is_number_ok : forall o n, is_number o n = true -> o = Some n.
Proof. intros [m|] n test; cbn in test; [|discriminate]. apply Pos.eqb_eq in test. now subst. Qed.
