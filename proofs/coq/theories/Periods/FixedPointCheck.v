(** * Fixed points of f^n: what is computed *)
From Coq Require Import ZArith QArith List Bool.
From ExactPL Require Import Definitions.Maps Arithmetic.Rationals Maps.Piecewise Maps.Conversion Maps.Images.
From ExactPL Require Import Periods.Addresses Periods.Potentials Periods.Cells.
Import ListNotations.
Open Scope Q_scope.

Definition track := list (Q * address).
Definition start (t : track) : Q := match t with (x, _) :: _ => x | [] => 0 end.
Definition point_after (n : nat) (t : track) : Q := match nth_error t n with Some (x, _) => x | None => 0 end.
Definition places (t : track) : list address := map snd t.
(** The tracks from steps 1, ..., n on. *)
Fixpoint later_tracks (n : nat) (t : track) : list track :=
  match n, t with
  | S n', _ :: t' => t' :: later_tracks n' t'
  | _, _ => []
  end.
(** One track for each starting point. *)
Fixpoint distinct (ts : list track) : list track :=
  match ts with
  | [] => []
  | t :: ts' => let rest := distinct ts' in if existsb (fun s => Qeq_bool (start s) (start t))
    rest then rest else t :: rest
  end.

Section Count.
Variable f : piecewise.
Variables a b : Q.
Variable n : nat.

Definition strictly_inside (x : Q) : bool := if Qlt_bool a x then Qlt_bool x b else false.

(** Whether f^n leads back to x. Addresses are compared first: this is cheap, and most points differ there.
    ([if] instead of [&&]: the second test is made only where the first one says true.) *)
Fixpoint agree (s t : list address) : bool :=
  match s, t with
  | (p, q) :: s', (p', q') :: t' => if Nat.eqb p p' then if Nat.eqb q q' then agree s' t' else false else
    false
  | _, _ => true
  end.
Definition back (t : track) : bool :=
  if agree (places (skipn n t)) (places t) then Qeq_bool (point_after n t) (start t) else false.
(** The sign of f^n - id near x on a side. *)
Definition above_on (t : track) (side : bool) : Z :=
  if back t
  then let s := compare_sign (slope_along f n (places t) side) 1 in if side then s else (- s)%Z
  else compare_sign (point_after n t) (start t).
(** The same, times the sign of the slope of f^n. *)
Definition turn_on (t : track) (side : bool) : Z :=
  match sign_along f n (places t) side with 0 => 0 | s => s * above_on t side end%Z.

(** Slope 1 on a side of a fixed point: an interval of fixed points begins there. *)
Definition still_on (t : track) (side : bool) : bool :=
  if back t then Qeq_bool (slope_along f n (places t) side) 1 else false.

(** The jumps of the potential at the points left of y, minus those at the points right of y. *)
Definition balance (rows : list (list Z)) (from_a from_b : list address) (y : Q) (from_y : list address) :
  Z :=
  let at_a := potential_along f rows from_a true in
  let at_b := potential_along f rows from_b false in
  ((if Qle_bool y a then at_a else potential_along f rows from_y false) +
   (if Qle_bool b y then at_b else potential_along f rows from_y true) - at_a - at_b)%Z.

(** The sum over l = 1, ..., n for one cut c: change of the sign of f^l at c, times the balance at f^l(c). *)
Fixpoint sum_of_turns (from_c from_a from_b : list address) (rows : list (list Z)) (l : nat) (t : track) :
  Z :=
  match rows, t with
  | _ :: rows', (y, _) :: t' =>
    let w := (sign_along f l from_c true - sign_along f l from_c false)%Z in
    (match w with 0 => 0 | _ => w * balance rows from_a from_b y (places t) end +
     sum_of_turns from_c from_a from_b rows' (S l) t')%Z
  | _, _ => 0%Z
  end.
Definition turns_of_cut (tracks : list track) (from_a from_b : list address) (i : nat) : Z :=
  match nth_error tracks i with
  | Some t => sum_of_turns (places t) from_a from_b (rows_of f i (map places tracks) n) 1 (tl t)
  | None => 0%Z
  end.

(** Where the fixed point of f^n would be if f^n were everywhere what it is on a side. *)
Definition rest_point (g : affine) : Q :=
  match (Zpos (denominator g) - factor g)%Z with
  | Z0 => 0
  | Zpos p => constant g # p
  | Zneg p => (- constant g) # p
  end.
Definition reversing (s : Q) : bool := Qeq_bool s (-1 # 1).
(** The words of the sides of the tracks, each once. *)
Fixpoint same_word (v w : list nat) : bool :=
  match v, w with
  | [], [] => true
  | p :: v', q :: w' => if Nat.eqb p q then same_word v' w' else false
  | _, _ => false
  end.
Fixpoint distinct_words (words : list (list nat)) : list (list nat) :=
  match words with
  | [] => []
  | w :: words' => let rest := distinct_words words' in if existsb (same_word w) rest then rest else w :: rest
  end.
Definition words_of (candidates : list track) : list (list nat) :=
  distinct_words (flat_map (fun t => [word_along f n (places t) false; word_along f n (places t) true])
    candidates).

(** The regular fixed points with a slope of a kind, from the words of the sides that lead near them. *)
Definition guesses (kind : Q -> bool) (words : list (list nat)) : list track :=
  map (fun w => orbit f (S n) (rest_point (form_of_word f w))) (filter (fun w => kind (slope_of_word f w))
    words).
Definition regular_fixed_on (kind : Q -> bool) (t : track) : bool :=
  if regular_along f n (places t) then
    if strictly_inside (start t) then if back t then kind (slope_along f n (places t) true)
      else false else false
  else false.
Definition fixed_of_kind (kind : Q -> bool) (words : list (list nat)) : list track :=
  distinct (filter (regular_fixed_on kind) (guesses kind words)).

Definition special (t : track) : bool :=
  if regular_along f n (places t) then false else if strictly_inside (start t) then back t else false.

Record counted := Counted {
  track_a : track; track_b : track;       (* the ends *)
  specials : list track;                  (* fixed points inside (a, b) that meet a cut or a flat piece *)
  regulars : Z;                           (* number of the other fixed points with slopes not 1 *)
  attractors : list track;                (* those of them with a slope between 0 and 1 *)
  reversals : list track }.               (* and with slope -1 *)

Definition count_fixed : counted :=
  let track_of x := orbit f (S (2 * n)) x in
  let ta := track_of a in
  let tb := track_of b in
  let tracks := map (fun c => if in_domain a b c then track_of c else []) (cuts f) in
  let candidates := flat_map (later_tracks n) (ta :: tb :: tracks) in
  let sp := distinct (filter special candidates) in
  let words := words_of candidates in
  let att := fixed_of_kind attracting words in
  let rev := fixed_of_kind reversing words in
  let turns := sum_of (turns_of_cut tracks (places ta) (places tb)) (seq 0 (length tracks)) in
  let twice := (turn_on tb false - turn_on ta true - turns
                - sum_of (fun t => turn_on t true - turn_on t false) sp + 4 * Z.of_nat (length att))%Z in
  Counted ta tb sp (Z.div2 twice) att rev.

(** Numbers of isolated fixed points and of intervals of fixed points. *)
Definition isolated_of (c : counted) : Z :=
  (bit (back (track_a c) && negb (still_on (track_a c) true)) + bit (back (track_b c) &&
    negb (still_on (track_b c) false)) +
   sum_of (fun t => bit (negb (still_on t true) && negb (still_on t false))) (specials c) + regulars c)%Z.
Definition intervals_of (c : counted) : Z :=
  (bit (still_on (track_a c) true) + sum_of (fun t => bit (still_on t true && negb (still_on t false)))
    (specials c))%Z.
End Count.

(** [a, b] is an interval that f maps into itself, and g is the computing form of f. *)
Definition sound_domain (f : plmap) (g : piecewise) (a b : Q) : bool :=
  represents f g && continuous_piecewise g && Qlt_bool a b && invariant_interval f a b.

(** The numbers of isolated fixed points of f^n in [a, b] and of intervals of fixed points. *)
Definition fixed_points_of_iterate (f : plmap) (n : nat) (a b : Q) : option (N * N) :=
  let g := to_piecewise f in
  if sound_domain f g a b
  then let c := count_fixed g a b n in Some (Z.to_N (isolated_of g n c), Z.to_N (intervals_of g n c))
  else None.

(** ** Least periods

    No point of [a, b] has least period n: the fixed points of f^n that the counts name one by one have
    smaller periods, and the others are as many as the counts for the divisors of n say. *)
Definition divisors (n : nat) : list nat := filter (fun d => Nat.eqb (n mod d) 0) (seq 1 n).
(** Weights for the divisors: those of the multiples of p add up to 1 if p = n, to 0 for the other p. *)
Definition weight_at (n : nat) (p : nat) (weights : list (nat * Z)) : Z :=
  sum_of (fun dw : nat * Z => if Nat.eqb (fst dw mod p) 0 then snd dw else 0%Z) weights.
Definition find_weights (n : nat) : list (nat * Z) :=
  fold_right (fun p weights => (p, bit (Nat.eqb p n) - weight_at n p weights)%Z :: weights) [] (divisors n).
Definition good_weights (n : nat) (weights : list (nat * Z)) : bool :=
  forallb (fun p => Z.eqb (weight_at n p weights) (bit (Nat.eqb p n))) (divisors n) &&
  forallb (fun dw => Nat.leb 1 (fst dw) && Nat.eqb (n mod fst dw) 0) weights.

Definition returns_at (t : track) (d : nat) : bool := Qeq_bool (point_after d t) (start t).
Definition earlier (n : nat) (t : track) : bool := existsb (returns_at t) (seq 1 (pred n)).
(** f^d is the identity to the right of the point. *)
Definition still_earlier (g : piecewise) (n : nat) (t : track) : bool :=
  existsb (fun d => returns_at t d && Qeq_bool (slope_along g d (places t) true) 1) (seq 1 (pred n)).

(** The number of regular fixed points of f^d with slopes other than 1 and -1. *)
Definition steady (g : piecewise) (a b : Q) (d : nat) : Z :=
  let c := count_fixed g a b d in (regulars c - Z.of_nat (length (reversals c)))%Z.

Definition no_least_period_by_counts (f : plmap) (n : nat) (a b : Q) : bool :=
  let g := to_piecewise f in
  sound_domain f g a b &&
  let c := count_fixed g a b n in
  let weights := find_weights n in
  forallb (fun t => if back n t then earlier n t else true) [track_a c; track_b c] &&
  forallb (earlier n) (specials c) && forallb (earlier n) (reversals c) &&
  forallb (fun t => if still_on g n t true then still_earlier g n t else true) (track_a c :: specials c) &&
  good_weights n weights &&
  Z.eqb (sum_of (fun dw : nat * Z => match snd dw with 0 => 0 | w => w * steady g a b (fst dw) end)%Z weights)
    0.
