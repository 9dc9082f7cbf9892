(** * Networks that are a map, or another network, on an interval (T6.1, T6.2)

    The interval, which may be unbounded, is cut into cells on which the network is affine.
    [same_as_map_sound]: the network has the values of a map; [same_networks_sound]: two networks have the
    same values along a line. [network_iterates]: if the map takes the interval into itself, the iterated
    network is the iterated map, so it has the same pieces, laps and least periods. *)
From Coq Require Import ZArith QArith Qreduction Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps Definitions.Networks
  Definitions.NetworkLines.
From ExactPL Require Import Arithmetic.Rationals Maps.Iterates Maps.Subdivisions Maps.Kinks Maps.Piecewise.
From ExactPL Require Import Maps.Conversion Maps.Images Periods.Ranges Networks.Values Networks.Cells.
Import ListNotations.
Open Scope Q_scope.

(** ** Cells *)

Definition before (a d : option Q) : bool := match a, d with Some x, Some y => Qlt_bool x y | _,
  _ => true end.
(** The points of the list cut the interval from a to d into cells, in order, and each of them passes the
    test. *)
Fixpoint on_cells (test : option Q -> option Q -> bool) (a : option Q) (cuts : list Q) (d : option Q) :
  bool :=
  match cuts with
  | [] => before a d && test a d
  | t :: cuts' => before a (Some t) && test a (Some t) && on_cells test (Some t) cuts' d
  end.

(** Every point of the interval lies in a cell. *)
Lemma on_cells_ok : forall test cuts a d, on_cells test a cuts d = true -> forall x, from_left a x ->
  to_right d x ->
  exists a' d', test a' d' = true /\ from_left a' x /\ to_right d' x.
Proof.
  intros test. induction cuts as [|t cuts IH]; intros a d all x a_x x_d; cbn [on_cells] in all.
  - apply andb_true_iff in all as [_ tested]. exists a, d. auto.
  - rewrite !andb_true_iff in all. destruct all as [[_ tested] rest]. destruct (Qlt_le_dec t x) as [t_x|x_t].
    + apply (IH (Some t) d rest x); [cbn; lra|exact x_d].
    + exists a, (Some t). auto.
Qed.

(** A function whose restriction to a cell is computed as a line, if it can. *)
Definition computes_lines (F : Q -> Q) (on_cell : option Q -> option Q -> option line) : Prop :=
  forall a d l, on_cell a d = Some l -> forall t, from_left a t -> to_right d t -> F t == at_line l t.

(** The network with one input, and c * F(p + t d). *)
Definition network_on_cell (net : list layer) (a d : option Q) : option line :=
  match cell_lines net [(1, 0)] a d with Some (out, _) => Some (hd (0, 0) out) | None => None end.
Definition along_on_cell (net : list layer) (p dir c : list Q) (a d : option Q) : option line :=
  match cell_lines net (input_lines p dir) a d with Some (out, _) => Some (combined c out) | None => None end.

Lemma network_computes : forall net, computes_lines (network net) (network_on_cell net).
Proof.
  intros net a d l known t a_t t_d. unfold network_on_cell in known.
  destruct (cell_lines net [(1, 0)] a d) as [[out pat]|] eqn:lines; [|discriminate]. injection known as <-.
  pose proof (cell_lines_ok net _ a d out pat t [t] lines a_t t_d (one_input_ok t)) as at_t. unfold network.
  destruct at_t as [|l y ls v eq _]; cbn [hd]; [unfold at_line; cbn; ring|exact eq].
Qed.
Lemma along_computes : forall net p dir c, computes_lines (network_along net p dir c)
  (along_on_cell net p dir c).
Proof.
  intros net p dir c a d l known t a_t t_d. unfold along_on_cell in known.
  destruct (cell_lines net (input_lines p dir) a d) as [[out pat]|] eqn:lines; [|discriminate].
  injection known as <-.
  apply combined_ok. exact (cell_lines_ok net _ a d out pat t _ lines a_t t_d (input_lines_ok p dir t)).
Qed.

(** ** A function and a map *)

(** A piece and a line agree at the ends of an interval; at an end that is missing the slopes are equal. *)
Definition ends_agree (h : affine) (l : line) (a d : option Q) : bool :=
  match a, d with
  | Some x, Some y => Qeq_bool (apply_affine h x) (at_line l x) && Qeq_bool (apply_affine h y) (at_line l y)
  | Some x, None | None, Some x => Qeq_bool (apply_affine h x) (at_line l x) && Qeq_bool (slope h) (fst l)
  | None, None => Qeq_bool (offset h) (snd l) && Qeq_bool (slope h) (fst l)
  end.
Lemma ends_agree_ok : forall h l a d t, ends_agree h l a d = true -> from_left a t -> to_right d t ->
  apply_affine h t == at_line l t.
Proof.
  intros h [m q] a d t test a_t t_d. unfold ends_agree, at_line in *; cbn [fst snd] in *.
  destruct a as [a|]; destruct d as [d|]; apply andb_true_iff in test as [one other];
    apply Qeq_bool_iff in one, other;
    rewrite ?apply_affine_eq in *; cbn in a_t, t_d.
  - destruct (Qlt_le_dec a d) as [a_d|d_a].
    + pose proof (slopes_agree _ _ _ _ a d a_d one other) as same_slope. rewrite same_slope in *. lra.
    + assert (eq : t == a) by lra. rewrite eq. exact one.
  - rewrite other in *. lra.
  - rewrite other in *. lra.
  - rewrite one, other. reflexivity.
Qed.

Definition agrees_with_map (g : piecewise) (l : line) (a d : option Q) : bool :=
  forallb (fun part => match part with (b, h, c) =>
    let a' := greater_end a b in
    let d' := smaller_end d c in
    if ordered a' d' then ends_agree h l a' d' else true end)
  (piece_list g).
Lemma agrees_with_map_ok : forall g l a d t, agrees_with_map g l a d = true -> from_left a t ->
  to_right d t ->
  piecewise_value g t == at_line l t.
Proof.
  intros g l a d t test a_t t_d. destruct (piece_list_in g t) as (b & h & c & inside & b_t & t_c & at_t).
  unfold agrees_with_map in test. rewrite forallb_forall in test. specialize (test _ inside).
  cbn beta iota zeta in test.
  pose proof (greater_end_ok a b t a_t b_t) as left. pose proof (smaller_end_ok d c t t_d t_c) as right.
  rewrite (ordered_ok _ _ t left right) in test. rewrite at_t. now apply (ends_agree_ok h l _ _ t test).
Qed.

Definition same_with_map (on_cell : option Q -> option Q -> option line) (f : plmap) (lo : option Q)
  (cuts : list Q)
  (hi : option Q) : bool :=
  let g := to_piecewise f in
  represents f g &&
  on_cells (fun a d => match on_cell a d with Some l => agrees_with_map g l a d | None => false end) lo cuts
    hi.
Lemma same_with_map_ok : forall F on_cell f lo cuts hi, computes_lines F on_cell ->
  same_with_map on_cell f lo cuts hi = true -> forall x, in_interval lo hi x -> F x == value f x.
Proof.
  intros F on_cell f lo cuts hi computes test x [lo_x x_hi]. unfold same_with_map in test.
  apply andb_true_iff in test as [same_map test].
  destruct (on_cells_ok _ _ _ _ test x lo_x x_hi) as (a & d & cell & a_x & x_d).
  destruct (on_cell a d) as [l|] eqn:known; [|discriminate].
  rewrite (computes a d l known x a_x x_d), <- (represents_sound f _ same_map x). symmetry.
  now apply (agrees_with_map_ok _ l a d x).
Qed.

(** T6.1, T6.2: the network is the map on the interval from lo to hi. The points of the list cut the interval
    so that no unit changes its sign inside a cell. *)
Definition same_as_map (net : list layer) (f : plmap) : option Q -> list Q -> option Q -> bool :=
  same_with_map (network_on_cell net) f.
Theorem same_as_map_sound : forall net f lo cuts hi, same_as_map net f lo cuts hi = true ->
  forall x, in_interval lo hi x -> network net x == value f x.
Proof. intros net f lo cuts hi. apply same_with_map_ok, network_computes. Qed.

(** The same for c * F(p + t d). *)
Definition along_same_as_map (net : list layer) (p dir c : list Q) (f : plmap) : option Q -> list Q ->
  option Q -> bool :=
  same_with_map (along_on_cell net p dir c) f.
Theorem along_same_as_map_sound : forall net p dir c f lo cuts hi, along_same_as_map net p dir c f lo cuts hi
  = true ->
  forall t, in_interval lo hi t -> network_along net p dir c t == value f t.
Proof. intros net p dir c f lo cuts hi. apply same_with_map_ok, along_computes. Qed.

(** ** Two networks *)

Fixpoint same_lines (ls ls' : list line) : bool :=
  match ls, ls' with
  | [], [] => true
  | l :: ls, l' :: ls' => Qeq_bool (fst l) (fst l') && Qeq_bool (snd l) (snd l') && same_lines ls ls'
  | _, _ => false
  end.
Lemma same_lines_ok : forall ls ls' t v v', same_lines ls ls' = true -> at_lines ls t v ->
  at_lines ls' t v' ->
  same_vector v v'.
Proof.
  intros ls ls' t v v' test at_t. revert ls' v' test.
  induction at_t as [|l y ls v eq at_t IH]; intros ls' v' test at_t';
    destruct at_t' as [|l' y' ls' v' eq' at_t']; cbn [same_lines] in test; try discriminate; [constructor|].
  rewrite !andb_true_iff in test. destruct test as [[slopes offsets] rest].
  apply Qeq_bool_iff in slopes, offsets.
  constructor; [|now apply (IH ls' v')]. rewrite eq, eq'. unfold at_line. now rewrite slopes, offsets.
Qed.

Definition same_networks (net net' : list layer) (p dir : list Q) (lo : option Q) (cuts : list Q)
  (hi : option Q) : bool :=
  on_cells (fun a d =>
    match cell_lines net (input_lines p dir) a d, cell_lines net' (input_lines p dir) a d with
    | Some (out, _), Some (out', _) => same_lines out out'
    | _, _ => false
    end) lo cuts hi.

(** T6.1, T6.2: both networks have the same outputs along the line. *)
Theorem same_networks_sound : forall net net' p dir lo cuts hi,
  same_networks net net' p dir lo cuts hi = true ->
  forall t, in_interval lo hi t ->
  same_vector (layers_output net (point_on_line p dir t)) (layers_output net' (point_on_line p dir t)).
Proof.
  intros net net' p dir lo cuts hi test t [lo_t t_hi].
  destruct (on_cells_ok _ _ _ _ test t lo_t t_hi) as (a & d & cell & a_t & t_d).
  destruct (cell_lines net (input_lines p dir) a d) as [[out pat]|] eqn:lines; [|discriminate].
  destruct (cell_lines net' (input_lines p dir) a d) as [[out' pat']|] eqn:lines'; [|discriminate].
  apply (same_lines_ok out out' t); auto.
  - exact (cell_lines_ok net _ a d out pat t _ lines a_t t_d (input_lines_ok p dir t)).
  - exact (cell_lines_ok net' _ a d out' pat' t _ lines' a_t t_d (input_lines_ok p dir t)).
Qed.

(** ** Iterated networks *)

(** The network is the map on [lo, hi], and the map takes that interval into itself. *)
Definition network_is_invariant_map (net : list layer) (f : plmap) (lo : Q) (cuts : list Q) (hi : Q) : bool :=
  same_as_map net f (Some lo) cuts (Some hi) && invariant_interval f lo hi.

(** The iterates agree. *)
Theorem network_iterates : forall net f lo cuts hi, network_is_invariant_map net f lo cuts hi = true ->
  forall k x, lo <= x -> x <= hi -> iter k (network net) x == iter k (value f) x.
Proof.
  intros net f lo cuts hi test. unfold network_is_invariant_map in test.
  apply andb_true_iff in test as [same into].
  apply invariant_interval_sound in into.
  assert (agree : forall x, lo <= x -> x <= hi -> network net x == value f x).
  { intros x lo_x x_hi. exact (same_as_map_sound net f _ cuts _ same x (conj lo_x x_hi)). }
  apply (iter_agree (network net) (value f) lo hi agree (value_extensional f)).
  intros x lo_x x_hi. rewrite agree by assumption. now apply into.
Qed.

(** The same on an interval that may be unbounded. *)
Theorem network_iterates_between : forall net f lo cuts hi, same_as_map net f lo cuts hi &&
  range f lo hi lo hi = true ->
  forall k x, in_interval lo hi x -> iter k (network net) x == iter k (value f) x.
Proof.
  intros net f lo cuts hi test. apply andb_true_iff in test as [same into].
  induction k as [|k IH]; intros x inside; cbn [iter]; [reflexivity|].
  rewrite (network_extensional net _ _ (IH x inside)). apply (same_as_map_sound net f lo cuts hi same).
  now apply (invariant_iterates f lo hi into).
Qed.
Theorem network_periods_between : forall net f lo cuts hi, same_as_map net f lo cuts hi &&
  range f lo hi lo hi = true ->
  forall n x, in_interval lo hi x -> (least_period (network net) n x <-> least_period (value f) n x).
Proof.
  intros net f lo cuts hi test n x inside.
  pose proof (fun k => network_iterates_between net f lo cuts hi test k x inside) as agree.
  split; apply least_period_same; intros k; [apply agree|symmetry; apply agree].
Qed.
Theorem network_crossings : forall net f lo cuts hi, network_is_invariant_map net f lo cuts hi = true ->
  forall k level n, crossings (iter k (value f)) level lo hi n ->
    crossings (iter k (network net)) level lo hi n.
Proof.
  intros net f lo cuts hi test k level n [most least].
  pose proof (network_iterates net f lo cuts hi test k) as agree.
  assert (transfer : forall F G, (forall x, lo <= x -> x <= hi -> F x == G x) -> forall xs up t, lo <= t ->
    alternating F level up t xs hi -> alternating G level up t xs hi).
  { intros F G same. induction xs as [|x xs IH]; intros up t lo_t alt; cbn [alternating] in *; [exact I|].
    destruct alt as (t_x & x_hi & beyond & rest). split; [exact t_x|]. split; [exact x_hi|].
    split; [|apply IH; [lra|exact rest]]. unfold Functions.beyond in *.
    destruct up; rewrite <- same by lra; exact beyond. }
  split.
  - destruct most as [none|(up & xs & alt & count)]; [now left|right]. exists up, xs. split; [|exact count].
    apply (transfer (iter k (value f))); auto; [|lra]. intros x lo_x x_hi. symmetry. now apply agree.
  - intros up xs alt. apply (least up). apply (transfer (iter k (network net)) (iter k (value f)) agree xs up
    lo); [lra|exact alt].
Qed.

(** Pieces, laps and least periods of the iterated network are those of the map. *)
Theorem network_pieces : forall net f lo cuts hi, network_is_invariant_map net f lo cuts hi = true ->
  forall k n, pieces (iter k (value f)) lo hi n -> pieces (iter k (network net)) lo hi n.
Proof.
  intros net f lo cuts hi test k n. apply pieces_ext. intros x lo_x x_hi. symmetry.
  now apply (network_iterates net f lo cuts hi test).
Qed.
Theorem network_laps : forall net f lo cuts hi, network_is_invariant_map net f lo cuts hi = true ->
  forall k n, laps (iter k (value f)) lo hi n -> laps (iter k (network net)) lo hi n.
Proof.
  intros net f lo cuts hi test k n. apply laps_ext. intros x lo_x x_hi. symmetry.
  now apply (network_iterates net f lo cuts hi test).
Qed.
Theorem network_periods : forall net f lo cuts hi, network_is_invariant_map net f lo cuts hi = true ->
  forall n x, lo <= x -> x <= hi -> (least_period (network net) n x <-> least_period (value f) n x).
Proof.
  intros net f lo cuts hi test n x lo_x x_hi.
  pose proof (fun k => network_iterates net f lo cuts hi test k x lo_x x_hi) as agree.
  split; apply least_period_same; intros k; [apply agree|symmetry; apply agree].
Qed.
