(** * Networks over Q and over R

    The network over the real numbers agrees with the rational one at rational inputs
    ([real_network_rational]) and is continuous ([real_network_continuity]).  So a network that equals a map
    at the rational numbers of a domain equals it at the real numbers ([real_network_is_map], T6.1); what is
    proved of the map holds of the network. *)

From Coq Require Import Reals Lra Lia QArith Qreals List Bool.
From ExactPL Require Import Definitions.Maps Definitions.Networks Definitions.Continuous Definitions.RealMaps.
From ExactPL Require Import Continuous.Coverings Continuous.Cycles.
From ExactPL Require Import Bridge.Rationals Bridge.RealMaps Bridge.RealPieces.
Import ListNotations.
Open Scope R_scope.

(** ** Rational inputs *)

Lemma real_relu_rational z : real_relu (Q2R z) = Q2R (relu z).
Proof.
  unfold real_relu, relu. destruct (Qle_bool 0 z) eqn:test; tests; rewrite Q2R_0 in *;
    destruct (Rle_dec 0 (Q2R z)); lra.
Qed.

Lemma real_dot_rational weights : forall inputs, real_dot weights (map Q2R inputs) = Q2R (dot weights inputs).
Proof.
  induction weights as [|w weights IH]; intros [|v inputs]; cbn [real_dot dot map]; try (symmetry;
    apply Q2R_0).
  now rewrite IH, Q2R_plus, Q2R_mult.
Qed.

Lemma real_unit_rational rectify inputs u :
  real_unit_output rectify (map Q2R inputs) u = Q2R (unit_output rectify inputs u).
Proof.
  unfold real_unit_output, unit_output. rewrite real_dot_rational, <- Q2R_plus.
  destruct rectify; [apply real_relu_rational|reflexivity].
Qed.

Lemma real_layers_rational ls : forall inputs,
  real_layers_output ls (map Q2R inputs) = map Q2R (layers_output ls inputs).
Proof.
  induction ls as [|l ls IH]; intros inputs; [reflexivity|]. cbn [real_layers_output layers_output].
  rewrite <- IH. f_equal. unfold real_layer_output, layer_output. rewrite map_map. apply map_ext.
  intros u. apply real_unit_rational.
Qed.

(** The network over R agrees with the network over Q at rational inputs. *)
Theorem real_network_rational ls x : real_network ls (Q2R x) = Q2R (network ls x).
Proof.
  unfold real_network, network. change [Q2R x] with (map Q2R [x]). rewrite real_layers_rational.
  destruct (layers_output ls [x]); [symmetry; apply Q2R_0|reflexivity].
Qed.

(** ** Continuity *)

Lemma real_relu_continuity : continuity real_relu.
Proof.
  intros x. apply continuity_pt_eps. intros e e_pos. exists e. split; [exact e_pos|]. intros y.
  rewrite !abs_lt. unfold real_relu. destruct (Rle_dec 0 x), (Rle_dec 0 y); lra.
Qed.

Lemma constant_continuity c : continuity (fun _ => c).
Proof. apply continuity_const. now intros ? ?. Qed.

(** Inputs that are continuous functions of one variable x give a continuous output. *)
Lemma real_dot_continuity weights : forall gs, Forall continuity gs ->
  continuity (fun x => real_dot weights (map (fun g => g x) gs)).
Proof.
  induction weights as [|w weights IH]; intros gs conts; [exact (constant_continuity 0)|].
  destruct conts as [|g gs cont conts]; [exact (constant_continuity 0)|]. cbn [real_dot map].
  apply (continuity_plus (fun x => Q2R w * g x)).
  - now apply (continuity_scal g).
  - now apply IH.
Qed.

Lemma real_unit_continuity rectify gs u : Forall continuity gs ->
  continuity (fun x => real_unit_output rectify (map (fun g => g x) gs) u).
Proof.
  intros conts. assert (linear : continuity (fun x => real_dot (fst u) (map (fun g => g x) gs) + Q2R
    (snd u))).
  { apply (continuity_plus (fun x => real_dot (fst u) (map (fun g => g x) gs))).
    - now apply real_dot_continuity.
    - apply constant_continuity. }
  unfold real_unit_output. destruct rectify; [|exact linear].
  now apply (continuity_comp _ real_relu); [|apply real_relu_continuity].
Qed.

(** The outputs of the layers as functions of x. *)
Lemma real_layers_continuity ls : forall gs, Forall continuity gs ->
  exists outputs, Forall continuity outputs /\
    forall x, real_layers_output ls (map (fun g => g x) gs) = map (fun g => g x) outputs.
Proof.
  induction ls as [|l ls IH]; intros gs conts; [exists gs; split; [exact conts|reflexivity]|].
  cbn [real_layers_output].
  destruct (IH (map (fun u x => real_unit_output (rectified l) (map (fun g => g x) gs) u) (units l)))
    as (outputs & conts' & same).
  - apply Forall_forall. intros g Ig. apply in_map_iff in Ig as (u & <- & _). now apply real_unit_continuity.
  - exists outputs. split; [exact conts'|]. intros x. rewrite <- same. f_equal.
    unfold real_layer_output. now rewrite map_map.
Qed.

Theorem real_network_continuity ls : continuity (real_network ls).
Proof.
  assert (identity : Forall continuity [fun x : R => x]).
  { constructor; [|constructor]. apply derivable_continuous, derivable_id. }
  destruct (real_layers_continuity ls [fun x : R => x] identity) as (outputs & conts & same).
  cbn [map] in same. intros x. apply continuity_pt_eps. intros e e_pos.
  destruct outputs as [|g outputs].
  - exists 1. split; [lra|]. intros y _. unfold real_network. rewrite !same. cbn [map hd].
    now rewrite distance_zero.
  - inversion conts as [|? ? cont_g _]; subst.
    destruct (proj1 (continuity_pt_eps g x) (cont_g x) e e_pos) as (d & d_pos & close).
    exists d. split; [exact d_pos|]. intros y near. unfold real_network. rewrite !same. cbn [map hd].
    now apply close.
Qed.

(** ** Equal to a map *)

(** T6.1 over R: a network that equals a map at the rational numbers of a domain equals it at the real
    numbers. *)
Theorem real_network_is_map ls f (D : domain) : knots_rise f = true ->
  (forall q, rational_in D q -> (network ls q == value f q)%Q) ->
  forall x, D x -> real_network ls x = real_value f x.
Proof.
  intros rise same. apply eq_by_density.
  - apply real_network_continuity.
  - now apply real_value_continuity.
  - intros q Dq. rewrite real_network_rational, real_value_rational. apply Qeq_eqR. now apply same.
Qed.

(** So the orbits, the periods and the chaos of the map in the domain are those of the network. *)
Lemma same_orbit g h (E : R -> Prop) n x : (forall y, E y -> g y = h y) -> (forall i, E (iter i h x)) ->
  iter n g x = iter n h x.
Proof.
  intros same orbit. induction n as [|n IH]; [reflexivity|]. cbn [iter]. rewrite IH. apply same, orbit.
Qed.

Theorem same_periods g h (E : R -> Prop) n :
  (forall y, E y -> g y = h y) -> has_period h E n -> has_period g E n.
Proof.
  intros same (x & (n_pos & closed & least) & orbit). exists x.
  assert (agree : forall i, iter i g x = iter i h x) by (intros i; now apply same_orbit with E).
  split; [|intros i; rewrite agree; apply orbit]. split; [exact n_pos|]. split; [now rewrite agree|].
  intros d d_lt. rewrite agree. now apply least.
Qed.

Theorem same_scrambled g h (E : R -> Prop) x y : (forall z, E z -> g z = h z) ->
  (forall i, E (iter i h x)) -> (forall i, E (iter i h y)) -> scrambled h x y -> scrambled g x y.
Proof.
  intros same orbit_x orbit_y (prox & d & d_pos & sep).
  assert (agree_x : forall i, iter i g x = iter i h x) by (intros i; now apply same_orbit with E).
  assert (agree_y : forall i, iter i g y = iter i h y) by (intros i; now apply same_orbit with E).
  split; [|exists d; split; [exact d_pos|]].
  - intros e e_pos N. destruct (prox e e_pos N) as (n & N_le & close). exists n. split; [exact N_le|].
    now rewrite agree_x, agree_y.
  - intros N. destruct (sep N) as (n & N_le & far). exists n. split; [exact N_le|].
    now rewrite agree_x, agree_y.
Qed.
