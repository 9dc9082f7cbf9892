(** * The transfer principle (T1.2.1)

    A summary of a function on an interval is something that can be put together at a point, and pulled back
    through an affine map with slope not 0. [run] computes the summaries of f^k on all states from those of
    f^(k-1); [run_ok] says that they hold. What [Pieces], [Laps], [Crossings] and [Slopes] count are such
    summaries.

    An environment holds what else must be known of f^n, for instance at which cuts it has kinks. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Trees Maps.Iterates
  Maps.Piecewise.
From ExactPL Require Import Counting.Graphs.
Import ListNotations.
Open Scope Q_scope.

Section Transfer.
Variable f : piecewise.
Variable gr : graph.
Variables Summary Env : Type.
Variable advance : Env -> Env.                                        (* from f^n to f^(n+1) *)
Variable joined : Env -> nat -> Summary -> Summary -> option Summary.
(* two summaries, put together at a cut *)
Variable flat_summary : Env -> positive -> option Summary.            (* where f is flat from this point on *)
Variable pulled : affine -> Summary -> option Summary.
Variable initial : state -> option Summary.                           (* of the identity on a state *)

(** ** The recursion *)

Definition part_summary (E : Env) (T : tree Summary) (left : positive) (s : part) : option Summary :=
  match part_image s with
  | None => flat_summary E left
  | Some n =>
    match get n T, piece f (part_piece s) with
    | Some w, Some g => pulled g w
    | _, _ => None
    end
  end.
Fixpoint parts_summary (E : Env) (T : tree Summary) (left : positive) (l : list part) : option Summary :=
  match l with
  | [] => None
  | s :: l' =>
    match part_summary E T left s with
    | None => None
    | Some a =>
      match l' with
      | [] => Some a
      | _ =>
        match parts_summary E T (part_end s) l' with
        | Some b => joined E (part_piece s) a b
        | None => None
        end
      end
    end
  end.
Definition next_table (E : Env) (T : tree Summary) : tree Summary :=
  tree_map (fun d => parts_summary E T (state_left d) (state_parts d)) (states gr).
Fixpoint run (k : nat) (E : Env) (T : tree Summary) : tree Summary :=
  match k with
  | O => T
  | S k' => let E' := advance E in run k' E' (next_table E' T)
  end.
Definition first_table : tree Summary := tree_map initial (states gr).
Definition root_summary (k : nat) (E : Env) : option Summary := get (root gr) (run k E first_table).

(** ** It is right *)

Notation F := (piecewise_value f).
Variable place : positive -> Q.
Variable holds : (Q -> Q) -> Q -> Q -> Summary -> Prop.
Variable env_holds : nat -> Env -> Prop.
Hypothesis continuous : continuous_piecewise f = true.
Hypothesis fits : states_fit f gr = true.
Hypothesis places : placed f gr place.
Hypothesis holds_ext : forall G H u v w, (forall x, G x == H x) -> holds G u v w -> holds H u v w.
Hypothesis advance_ok : forall n E, env_holds n E -> env_holds (S n) (advance E).
Hypothesis initial_ok : forall d p q w, get (state_left d) (points gr) = Some p ->
  get (state_right d) (points gr) = Some q -> place (state_left d) < place (state_right d) ->
  initial d = Some w -> holds (iter 0 F) (place (state_left d)) (place (state_right d)) w.
Hypothesis joined_ok : forall n E i c u v w a b s, env_holds n E -> nth_error (cuts f) i = Some c -> v == c ->
  u < v -> v < w -> holds (iter n F) u v a -> holds (iter n F) v w b -> joined E i a b = Some s ->
  holds (iter n F) u w s.
Hypothesis flat_ok : forall n E m p v s, env_holds n E -> get m (points gr) = Some p -> place m < v ->
  (forall x, place m <= x -> x <= v -> iter n F x == iter n F (place m)) -> flat_summary E m = Some s ->
  holds (iter n F) (place m) v s.
Hypothesis pulled_up_ok : forall G g u v u' v' w w', extensional G ->
  (forall x, u <= x -> x <= v -> F x == slope g * x + offset g) -> 0 < slope g -> u < v ->
  u' == slope g * u + offset g -> v' == slope g * v + offset g -> holds G u' v' w ->
  pulled g w = Some w' -> holds (fun x => G (F x)) u v w'.
Hypothesis pulled_down_ok : forall G g u v u' v' w w', extensional G ->
  (forall x, u <= x -> x <= v -> F x == slope g * x + offset g) -> slope g < 0 -> u < v ->
  u' == slope g * u + offset g -> v' == slope g * v + offset g -> holds G v' u' w ->
  pulled g w = Some w' -> holds (fun x => G (F x)) u v w'.

(** The table has a summary of f^n on each state that is there. *)
Definition table_holds (n : nat) (T : tree Summary) : Prop :=
  forall s w d p q, get s T = Some w -> get s (states gr) = Some d ->
  get (state_left d) (points gr) = Some p -> get (state_right d) (points gr) = Some q ->
  place (state_left d) < place (state_right d) ->
    holds (iter n F) (place (state_left d)) (place (state_right d)) w.

Lemma first_table_ok : table_holds 0 first_table.
Proof.
  intros s w d p q at_s state_s left right lt. unfold first_table in at_s.
  rewrite get_tree_map, state_s in at_s.
  now apply (initial_ok d p q w).
Qed.

Lemma place_point : forall n p, get n (points gr) = Some p -> placed_point f gr place (place n) p.
Proof. apply places. Qed.

(** One part, from the point with the number m to that with the number m'. *)
Lemma part_ok : forall n E T m p m' q s g a, table_holds n T -> env_holds (S n) E ->
  get m (points gr) = Some p -> get m' (points gr) = Some q ->
  right_piece p = part_piece s -> left_piece q = part_piece s -> piece f (part_piece s) = Some g ->
  place m < place m' -> image_fits gr p q g (part_image s) = true -> part_summary E T m s = Some a ->
  holds (iter (S n) F) (place m) (place m') a.
Proof.
  intros n E T m p m' q s g a table env at_m at_m' right left at_piece lt image_test summary.
  pose proof (place_point _ _ at_m) as place_p. pose proof (place_point _ _ at_m') as place_q.
  pose proof (iter_extensional n F (piecewise_value_extensional f)) as G_ext.
  assert (line : forall x, place m <= x -> x <= place m' -> F x == slope g * x + offset g).
  { intros x m_x x_m'. rewrite <- apply_affine_eq. apply (piecewise_value_in f (part_piece s) g); auto.
    - apply (within_left_mid _ _ (place m)); auto. rewrite <- right. apply place_p.
    - apply (within_right_mid _ _ _ (place m')); auto. rewrite <- left. apply place_q. }
  unfold image_fits in image_test. unfold part_summary in summary. rewrite at_piece in summary.
  apply (holds_ext (fun x => iter n F (F x))); [intros x; now rewrite iter_shift|].
  destruct (factor g) as [|z|z] eqn:sign; destruct (part_image s) as [t|]; try discriminate.
  - (* flat *)
    apply (holds_ext (iter (S n) F)); [intros x; now rewrite iter_shift|].
    apply (flat_ok (S n) E m p (place m') a env at_m lt); [|exact summary].
    intros x m_x x_m'. rewrite <- !iter_shift. apply G_ext. rewrite !line by lra.
    pose proof (slope_flat g sign) as zero. rewrite zero. ring.
  - (* rising: the image of the left end is the left end of the image *)
    destruct (get t T) as [w|] eqn:at_t; [|discriminate].
    destruct (get t (states gr)) as [d|] eqn:state_t; [|discriminate].
    apply andb_true_iff in image_test as [image_p image_q]. apply is_number_ok in image_p, image_q.
    destruct (placed_image _ _ _ _ _ place_p _ image_p) as (p' & at_p' & p'_eq).
    destruct (placed_image _ _ _ _ _ place_q _ image_q) as (q' & at_q' & q'_eq).
    pose proof (slope_pos g z sign) as pos. rewrite line in p'_eq, q'_eq by lra.
    apply (pulled_up_ok (iter n F) g _ _ (place (state_left d)) (place (state_right d)) w); auto.
    apply (table t w d p' q'); auto. nra.
  - (* falling: the ends are exchanged *)
    destruct (get t T) as [w|] eqn:at_t; [|discriminate].
    destruct (get t (states gr)) as [d|] eqn:state_t; [|discriminate].
    apply andb_true_iff in image_test as [image_q image_p]. apply is_number_ok in image_p, image_q.
    destruct (placed_image _ _ _ _ _ place_p _ image_p) as (p' & at_p' & p'_eq).
    destruct (placed_image _ _ _ _ _ place_q _ image_q) as (q' & at_q' & q'_eq).
    pose proof (slope_neg g z sign) as neg. rewrite line in p'_eq, q'_eq by lra.
    apply (pulled_down_ok (iter n F) g _ _ (place (state_right d)) (place (state_left d)) w); auto.
    apply (table t w d q' p'); auto. nra.
Qed.

(** A row of parts. Either it is one part whose ends are known to be in order, or its left end lies at a cut.
    *)
Lemma parts_ok : forall n E T l m p right q0 w, table_holds n T -> env_holds (S n) E ->
  get m (points gr) = Some p -> get right (points gr) = Some q0 ->
  (match l with [_] => place m < place right | _ => True end \/ exists i, left_piece p = i /\
    right_piece p = S i) ->
  parts_fit f gr p l right = true -> parts_summary E T m l = Some w ->
  place m < place right /\ holds (iter (S n) F) (place m) (place right) w.
Proof.
  intros n E T. induction l as [|s l IH]; intros m p right q0 w table env at_m at_right start fit summary;
    [discriminate|].
  cbn [parts_fit parts_summary] in *. destruct (get (part_end s) (points gr)) as [q|] eqn:at_q;
    [|discriminate].
  destruct (piece f (part_piece s)) as [g|] eqn:at_piece; [|discriminate].
  apply andb_true_iff in fit as [fit rest]. apply andb_true_iff in fit as [fit image_test].
  apply andb_true_iff in fit as [right_p left_q]. apply Nat.eqb_eq in right_p, left_q.
  destruct (part_summary E T m s) as [a|] eqn:part_a; [|discriminate].
  pose proof (place_point _ _ at_m) as place_p. pose proof (place_point _ _ at_q) as place_q.
  destruct l as [|s' l].
  - (* the last part *)
    apply Pos.eqb_eq in rest. subst right. rewrite at_q in at_right.
    injection at_right as <-. injection summary as <-.
    assert (lt : place m < place (part_end s)).
    { destruct start as [lt|(i & left_i & right_i)]; [exact lt|]. apply (strictly_left_lt_right (cuts f) i).
      - rewrite <- left_i. apply place_p.
      - assert (left_q' : left_piece q = S i) by lia. rewrite <- left_q'. apply place_q. }
    split; [exact lt|]. apply (part_ok n E T m p (part_end s) q s g a); auto.
  - (* its right end is the cut between this part and the next one *)
    apply andb_true_iff in rest as [right_q rest]. apply Nat.eqb_eq in right_q.
    destruct (parts_summary E T (part_end s) (s' :: l)) as [b|] eqn:summary_b; [|discriminate].
    assert (lt : place m < place (part_end s)).
    { apply (strictly_right_lt_left (cuts f) (part_piece s)); [rewrite <- right_p; apply place_p|].
      rewrite <- right_q. apply place_q. }
    destruct (IH (part_end s) q right q0 b table env at_q at_right) as [lt' holds_b]; auto.
    { right. exists (part_piece s). split; auto. }
    split; [lra|].
    destruct (at_cut (cuts f) (part_piece s) (place (part_end s))) as (c & at_c & eq_c).
    { rewrite <- left_q. apply place_q. }
    { rewrite <- right_q. apply place_q. }
    apply (joined_ok (S n) E (part_piece s) c _ (place (part_end s)) _ a b); auto.
    apply (part_ok n E T m p (part_end s) q s g a); auto.
Qed.

Lemma next_table_ok : forall n E T, table_holds n T -> env_holds (S n) E ->
  table_holds (S n) (next_table E T).
Proof.
  intros n E T table env s w d p q at_s state_s left right lt.
  unfold next_table in at_s. rewrite get_tree_map, state_s in at_s.
  pose proof (tree_all_get _ _ _ _ _ fits state_s) as fit. unfold state_fits in fit.
  destruct (state_parts d) as [|s0 l] eqn:parts; [discriminate|]. rewrite left in fit.
  apply (parts_ok n E T (s0 :: l) (state_left d) p (state_right d) q w); auto.
  left. destruct l; auto.
Qed.

Theorem run_ok : forall k n E T, table_holds n T -> env_holds n E -> table_holds (k + n) (run k E T).
Proof.
  induction k as [|k IH]; intros n E T table env; cbn [run]; [exact table|].
  replace (S k + n)%nat with (k + S n)%nat by lia.
  apply IH; [apply next_table_ok|]; auto.
Qed.

Theorem root_summary_ok : forall k E w d p q, env_holds 0 E -> root_summary k E = Some w ->
  get (root gr) (states gr) = Some d -> get (state_left d) (points gr) = Some p ->
  get (state_right d) (points gr) = Some q -> place (state_left d) < place (state_right d) ->
  holds (iter k F) (place (state_left d)) (place (state_right d)) w.
Proof.
  intros k E w d p q env summary state_root left right lt.
  pose proof (run_ok k 0 E first_table first_table_ok env) as table. rewrite Nat.add_0_r in table.
  apply (table (root gr) w d p q); auto.
Qed.
End Transfer.
