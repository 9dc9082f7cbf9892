(** * Where the points of a graph are: orbits, known exactly or by enclosures

    The points are numbered along orbits. The first point of an orbit is known exactly; each further one is
    the image of its predecessor, and lies in an interval whose ends are given. A long orbit under slopes of
    many digits needs about one bit for each step that is left in this way, where exact numbers would need
    the bits of one slope for each step that is past. The exact points occur in the proof only ([position]);
    what is tested suffices to decide in which piece each point lies. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Trees Maps.Iterates
  Maps.Piecewise.
From ExactPL Require Import Counting.Graphs.
Import ListNotations.
Open Scope Q_scope.

Definition low_end (e : point) : Q := low e # scale e.
Definition high_end (e : point) : Q := high e # scale e.
Definition is_exact (e : point) : bool := Z.eqb (low e) (high e).

Section Orbits.
Variable f : piecewise.
Variable gr : graph.

(** ** The test *)

(** g maps the enclosure of e into that of e'. Fast where the scales halve, as they do along an orbit. *)
Definition image_enclosed (g : affine) (e e' : point) : bool :=
  let shift := (constant g * Zpos (scale e))%Z in
  let u := (factor g * low e + shift)%Z in
  let v := (factor g * high e + shift)%Z in
  let least := Z.min u v in
  let greatest := Z.max u v in          (* both over denominator g * scale e *)
  if Pos.eqb (scale e) (xO (scale e')) then
    Z.leb (low e' * Zpos (xO (denominator g))) least && Z.leb greatest (high e' * Zpos (xO (denominator g)))
  else
    Qle_bool (low_end e') (least # (denominator g * scale e)) &&
    Qle_bool (greatest # (denominator g * scale e)) (high_end e').

(** The enclosure lies in the pieces that are named. *)
Definition in_pieces (e : point) : bool :=
  strictly_within_right_b (cuts f) (right_piece e) (high_end e) &&
  strictly_within_left_b (cuts f) (left_piece e) (low_end e) &&
  if Nat.eqb (left_piece e) (right_piece e) then true      (* the other two follow *)
  else within_left_b (cuts f) (right_piece e) (low_end e) &&
    within_right_b (cuts f) (left_piece e) (high_end e).
(** It follows from what is known of the preceding point. *)
Definition enclosure_follows (n : positive) (e : point) : bool :=
  if begins e then is_exact e
  else match get (Pos.pred n) (points gr) with
       | Some e' =>
         negb (Pos.eqb n 1) &&
         match piece f (left_piece e') with Some g => image_enclosed g e' e | None => false end
       | None => false
       end.
(** The image is the next point of the orbit; or both are known exactly. *)
Definition image_right (n : positive) (e : point) : bool :=
  match piece f (left_piece e), image e with
  | None, _ => false
  | Some g, None => true
  | Some g, Some m =>
    match get m (points gr) with
    | None => false
    | Some e' =>
      if Pos.eqb m (Pos.succ n) && negb (begins e') then true
      else is_exact e && is_exact e' && same (apply_affine g (low_end e)) (low_end e')
    end
  end.
Definition point_fits (n : positive) (e : point) : bool :=
  in_pieces e && enclosure_follows n e && image_right n e.
Fixpoint cuts_fit (cs : list Q) (l : list (option positive)) : bool :=
  match cs, l with
  | [], [] => true
  | _ :: cs', None :: l' => cuts_fit cs' l'
  | c :: cs', Some n :: l' =>
    match get n (points gr) with Some e => is_exact e && same (low_end e) c &&
      cuts_fit cs' l' | None => false end
  | _, _ => false
  end.
Definition points_fit : bool := all_entries point_fits (points gr) && cuts_fit (cuts f) (cut_points gr).

(** ** The exact positions *)

Notation F := (piecewise_value f).

Fixpoint position_nat (i : nat) : Q :=
  match i with
  | O => 0
  | S j =>
    match get (Pos.of_nat i) (points gr) with
    | Some e => if begins e then low_end e else F (position_nat j)
    | None => 0
    end
  end.
Definition position (n : positive) : Q := position_nat (Pos.to_nat n).

Lemma position_begins : forall n e, get n (points gr) = Some e -> begins e = true -> position n = low_end e.
Proof.
  intros n e at_n begin. unfold position. destruct (Pos2Nat.is_succ n) as [j eq_j]. rewrite eq_j.
  cbn [position_nat].
  rewrite <- eq_j, Pos2Nat.id, at_n, begin. reflexivity.
Qed.
Lemma position_follows : forall n e, get (Pos.succ n) (points gr) = Some e -> begins e = false ->
  position (Pos.succ n) = F (position n).
Proof.
  intros n e at_n begin. unfold position. rewrite Pos2Nat.inj_succ. cbn [position_nat].
  rewrite <- Pos2Nat.inj_succ, Pos2Nat.id, at_n, begin. reflexivity.
Qed.

Lemma image_enclosed_ok : forall g e e' x, image_enclosed g e e' = true -> low_end e <= x ->
  x <= high_end e ->
  low_end e' <= apply_affine g x /\ apply_affine g x <= high_end e'.
Proof.
  intros g e e' x test low_x x_high. unfold image_enclosed in test.
  set (u := (factor g * low e + constant g * Zpos (scale e))%Z) in *.
  set (v := (factor g * high e + constant g * Zpos (scale e))%Z) in *.
  set (d := (denominator g * scale e)%positive) in *.
  (* the image lies between the images of the ends *)
  assert (between : (Z.min u v # d) <= apply_affine g x /\ apply_affine g x <= (Z.max u v # d)).
  { assert (at_low : apply_affine g (low_end e) == u # d) by reflexivity.
    assert (at_high : apply_affine g (high_end e) == v # d) by reflexivity.
    apply (apply_affine_between g (low_end e) (high_end e)); auto.
    all: rewrite ?at_low, ?at_high; apply frac_le; lia. }
  (* the enclosure of e' contains these, by either test *)
  assert (inside : low_end e' <= (Z.min u v # d) /\ (Z.max u v # d) <= high_end e').
  { destruct (Pos.eqb_spec (scale e) (xO (scale e'))) as [halved|other]; apply andb_true_iff in test
      as [lo hi].
    - apply Z.leb_le in lo, hi. unfold d. rewrite halved. unfold low_end, high_end, Qle; cbn [Qnum Qden].
      rewrite !Pos2Z.inj_mul, !(Pos2Z.inj_xO (scale e')). rewrite Pos2Z.inj_xO in lo, hi. split; nia.
    - apply Qle_bool_iff in lo, hi. auto. }
  destruct between, inside. split; eapply Qle_trans; eauto.
Qed.

Hypothesis continuous : continuous_piecewise f = true.
Hypothesis fit : points_fit = true.

Lemma point_facts : forall n e, get n (points gr) = Some e ->
  in_pieces e = true /\ enclosure_follows n e = true /\ image_right n e = true.
Proof.
  intros n e at_n. pose proof fit as tests. unfold points_fit in tests.
  apply andb_true_iff in tests as [all _].
  pose proof (all_entries_get _ _ _ n e all at_n) as test. unfold point_fits in test.
  apply andb_true_iff in test as [test right]. apply andb_true_iff in test as [here follows]. auto.
Qed.

(** A point of the enclosure lies in the named pieces. *)
Lemma in_pieces_ok : forall e x, in_pieces e = true -> low_end e <= x -> x <= high_end e ->
  within_left (cuts f) (right_piece e) x /\ strictly_within_right (cuts f) (right_piece e) x /\
  strictly_within_left (cuts f) (left_piece e) x /\ within_right (cuts f) (left_piece e) x.
Proof.
  intros e x test low_x x_high. unfold in_pieces in test.
  apply andb_true_iff in test as [test others]. apply andb_true_iff in test as [right_right left_left].
  apply strictly_within_right_ok in right_right. apply strictly_within_left_ok in left_left.
  assert (weak : within_left (cuts f) (right_piece e) (low_end e) /\
    within_right (cuts f) (left_piece e) (high_end e)).
  { destruct (Nat.eqb_spec (left_piece e) (right_piece e)) as [one|two].
    - rewrite one in left_left |- *. split; [now apply strictly_left|now apply strictly_right].
    - apply andb_true_iff in others as [right_left left_right].
      split; [now apply within_left_ok|now apply within_right_ok]. }
  destruct weak as [right_left left_right]. repeat split.
  - now apply (within_left_mid _ _ (low_end e)).
  - now apply (strictly_right_mid _ _ _ (high_end e)).
  - now apply (strictly_left_mid _ _ (low_end e)).
  - now apply (within_right_mid _ _ _ (high_end e)).
Qed.
Lemma value_at : forall e g x, in_pieces e = true -> low_end e <= x -> x <= high_end e ->
  piece f (left_piece e) = Some g -> F x == apply_affine g x.
Proof.
  intros e g x test low_x x_high at_piece.
  destruct (in_pieces_ok e x test low_x x_high) as (_ & _ & left & right).
  apply (piecewise_value_in f (left_piece e) g); auto. now apply strictly_left.
Qed.

Lemma exact_ends : forall e, is_exact e = true -> low_end e = high_end e.
Proof. intros e exact. unfold low_end, high_end. apply Z.eqb_eq in exact. now rewrite exact. Qed.

(** Every point lies in its enclosure. *)
Lemma enclosed_point : forall n e, get n (points gr) = Some e -> low_end e <= position n /\
  position n <= high_end e.
Proof.
  intros n. pattern n. apply Pos.peano_ind.
  - intros e at_1. destruct (point_facts 1 e at_1) as (_ & follows & _). unfold enclosure_follows in follows.
    destruct (begins e) eqn:begin.
    + rewrite (position_begins _ _ at_1 begin), <- (exact_ends e follows). lra.
    + destruct (get (Pos.pred 1) (points gr)); [|discriminate]. cbn in follows. discriminate.
  - intros m IH e at_m'. destruct (point_facts _ e at_m') as (_ & follows & _).
    unfold enclosure_follows in follows.
    destruct (begins e) eqn:begin.
    + rewrite (position_begins _ _ at_m' begin), <- (exact_ends e follows). lra.
    + rewrite Pos.pred_succ in follows. destruct (get m (points gr)) as [e'|] eqn:at_m; [|discriminate].
      apply andb_true_iff in follows as [_ follows].
      destruct (piece f (left_piece e')) as [g|] eqn:at_piece; [|discriminate].
      destruct (IH e' eq_refl) as [low_m m_high].
      destruct (image_enclosed_ok g e' e (position m) follows low_m m_high) as [low_im im_high].
      rewrite (position_follows _ _ at_m' begin).
      destruct (point_facts m e' at_m) as (here & _ & _).
      pose proof (value_at e' g (position m) here low_m m_high at_piece) as eq_value. lra.
Qed.
Lemma exact_position : forall n e, get n (points gr) = Some e -> is_exact e = true -> position n == low_end e.
Proof.
  intros n e at_n exact. destruct (enclosed_point n e at_n) as [lo hi]. rewrite <- (exact_ends e exact) in hi.
  lra.
Qed.

Theorem points_placed : placed f gr position.
Proof.
  split.
  - intros n e at_n. destruct (point_facts n e at_n) as (here & _ & right).
    destruct (enclosed_point n e at_n) as [lo hi]. destruct (in_pieces_ok e _ here lo hi) as (A & B & C & D).
    split; auto. intros m image_m. unfold image_right in right. rewrite image_m in right.
    destruct (piece f (left_piece e)) as [g|] eqn:at_piece; [|discriminate].
    destruct (get m (points gr)) as [e'|] eqn:at_m; [|discriminate]. exists e'. split; [reflexivity|].
    destruct (Pos.eqb m (Pos.succ n) && negb (begins e')) eqn:next.
    + (* the next point of the orbit *)
      apply andb_true_iff in next as [succ follows]. apply Pos.eqb_eq in succ. subst m.
      apply negb_true_iff in follows. rewrite (position_follows _ _ at_m follows). reflexivity.
    + (* both exact *)
      apply andb_true_iff in right as [exact eq_image]. apply andb_true_iff in exact as [exact_e exact_e'].
      apply same_ok in eq_image. rewrite (exact_position m e' at_m exact_e'), <- eq_image.
      pose proof (exact_position n e at_n exact_e) as eq_n.
      rewrite (value_at e g (position n) here lo hi at_piece), eq_n. reflexivity.
  - pose proof fit as tests. unfold points_fit in tests. apply andb_true_iff in tests as [_ cut_test].
    revert cut_test.
    generalize (cut_points gr).
    induction (cuts f) as [|c cs IH]; intros [|[n|] l] test; cbn [cuts_fit] in test;
      try discriminate; constructor; auto.
    + destruct (get n (points gr)) as [e|] eqn:at_n; [|discriminate].
      apply andb_true_iff in test as [test _]. apply andb_true_iff in test as [exact eq_c].
      apply same_ok in eq_c.
      split; [|now exists e]. rewrite (exact_position n e at_n exact). exact eq_c.
    + destruct (get n (points gr)) as [e|]; [|discriminate]. apply andb_true_iff in test as [_ rest].
      now apply IH.
Qed.

(** The root is the interval [a, b]. *)
Definition root_is (a b : Q) : bool :=
  match get (root gr) (states gr) with
  | None => false
  | Some d =>
    match get (state_left d) (points gr), get (state_right d) (points gr) with
    | Some p, Some q =>
      is_exact p && is_exact q && Qeq_bool (low_end p) a && Qeq_bool (low_end q) b && Qlt_bool a b
    | _, _ => false
    end
  end.
Lemma root_is_ok : forall a b, root_is a b = true -> exists d p q, get (root gr) (states gr) = Some d /\
  get (state_left d) (points gr) = Some p /\ get (state_right d) (points gr) = Some q /\
  position (state_left d) == a /\ position (state_right d) == b /\ a < b.
Proof.
  intros a b test. unfold root_is in test. destruct (get (root gr) (states gr)) as [d|]; [|discriminate].
  destruct (get (state_left d) (points gr)) as [p|] eqn:at_p; [|discriminate].
  destruct (get (state_right d) (points gr)) as [q|] eqn:at_q; [|discriminate].
  apply andb_true_iff in test as [test lt]. apply andb_true_iff in test as [test eq_b].
  apply andb_true_iff in test as [test eq_a]. apply andb_true_iff in test as [exact_p exact_q].
  apply Qeq_bool_iff in eq_a, eq_b. apply Qlt_bool_lt in lt.
  exists d, p, q. repeat split; auto.
  - rewrite (exact_position _ _ at_p exact_p). exact eq_a.
  - rewrite (exact_position _ _ at_q exact_q). exact eq_b.
Qed.
End Orbits.

(** All tests of a graph on [a, b]. *)
Definition graph_fits (f : piecewise) (gr : graph) (a b : Q) : bool :=
  continuous_piecewise f && points_fit f gr && states_fit f gr && root_is gr a b.
Lemma graph_fits_ok : forall f gr a b, graph_fits f gr a b = true ->
  continuous_piecewise f = true /\ states_fit f gr = true /\ placed f gr (position f gr) /\
  exists d p q, get (root gr) (states gr) = Some d /\
  get (state_left d) (points gr) = Some p /\ get (state_right d) (points gr) = Some q /\
  position f gr (state_left d) == a /\ position f gr (state_right d) == b /\
  position f gr (state_left d) < position f gr (state_right d).
Proof.
  intros f gr a b test. unfold graph_fits in test.
  apply andb_true_iff in test as [test root_test]. apply andb_true_iff in test as [test states_test].
  apply andb_true_iff in test as [continuous points_test].
  split; [exact continuous|]. split; [exact states_test|]. split; [now apply points_placed|].
  destruct (root_is_ok f gr continuous points_test a b root_test)
    as (d & p & q & at_root & at_p & at_q & eq_a & eq_b & lt).
  exists d, p, q. repeat split; auto. lra.
Qed.
