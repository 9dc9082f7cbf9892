(** * No point of least period n: search through the branches of f^n

    A branch is a sequence of n pieces; on the interval of the points that pass these pieces f^n is affine, so
    that it has one fixed point there, none, or only fixed points. [absent_by_branches_sound]: none of them
    has least period n. The number of branches grows with n: this is for small n. The interval may be
    unbounded. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps.
From ExactPL Require Import Arithmetic.Rationals Maps.Iterates Maps.Piecewise Maps.Conversion Periods.Ranges.
Import ListNotations.
Open Scope Q_scope.

(** ** The points that g takes into one piece *)

Definition pull_end (g : affine) (o : option Q) : option Q :=
  match o with Some c => Some (preimage g c) | None => None end.

(** The part of the interval from u to v which g maps into that from b to c; [None] if there is no such
    point. *)
Definition clip (b c : option Q) (g : affine) (u v : option Q) : option (option Q * option Q) :=
  match factor g with
  | Z0 => if from_left_b b (offset g) && to_right_b c (offset g) then Some (u, v) else None
  | Zpos _ =>
    let u' := greater_end u (pull_end g b) in
    let v' := smaller_end v (pull_end g c) in
    if ordered u' v' then Some (u', v') else None
  | Zneg _ =>
    let u' := greater_end u (pull_end g c) in
    let v' := smaller_end v (pull_end g b) in
    if ordered u' v' then Some (u', v') else None
  end.

Lemma pull_left_up : forall g p b x, factor g = Zpos p -> from_left b (apply_affine g x) ->
  from_left (pull_end g b) x.
Proof.
  intros g p [c|] x rises left; cbn in *; auto. pose proof (slope_pos g p rises) as pos.
  pose proof (preimage_rise g c x ltac:(congruence)) as rise.
  assert (order : 0 <= slope g * (x - preimage g c)) by lra. clear - pos order. nra.
Qed.
Lemma pull_right_up : forall g p c x, factor g = Zpos p -> to_right c (apply_affine g x) ->
  to_right (pull_end g c) x.
Proof.
  intros g p [c|] x rises right; cbn in *; auto. pose proof (slope_pos g p rises) as pos.
  pose proof (preimage_rise g c x ltac:(congruence)) as rise.
  assert (order : slope g * (x - preimage g c) <= 0) by lra. clear - pos order. nra.
Qed.
Lemma pull_left_down : forall g p b x, factor g = Zneg p -> from_left b (apply_affine g x) ->
  to_right (pull_end g b) x.
Proof.
  intros g p [c|] x falls left; cbn in *; auto. pose proof (slope_neg g p falls) as neg.
  pose proof (preimage_rise g c x ltac:(congruence)) as rise.
  assert (order : 0 <= slope g * (x - preimage g c)) by lra. clear - neg order. nra.
Qed.
Lemma pull_right_down : forall g p c x, factor g = Zneg p -> to_right c (apply_affine g x) ->
  from_left (pull_end g c) x.
Proof.
  intros g p [c|] x falls right; cbn in *; auto. pose proof (slope_neg g p falls) as neg.
  pose proof (preimage_rise g c x ltac:(congruence)) as rise.
  assert (order : slope g * (x - preimage g c) <= 0) by lra. clear - neg order. nra.
Qed.

Lemma clip_ok : forall b c g u v x, from_left u x -> to_right v x -> from_left b (apply_affine g x) ->
  to_right c (apply_affine g x) -> exists u' v', clip b c g u v = Some (u', v') /\ from_left u' x /\
    to_right v' x.
Proof.
  intros b c g u v x u_x x_v left right. unfold clip. destruct (factor g) as [|p|p] eqn:factor_g.
  - assert (const : apply_affine g x == offset g).
    { rewrite apply_affine_eq, (slope_flat g factor_g). ring. }
    apply (from_left_eq b _ _ const), from_left_iff in left.
    apply (to_right_eq c _ _ const), to_right_iff in right.
    rewrite left, right. exists u, v. auto.
  - pose proof (greater_end_ok u _ x u_x (pull_left_up g p b x factor_g left)) as left'.
    pose proof (smaller_end_ok v _ x x_v (pull_right_up g p c x factor_g right)) as right'.
    rewrite (ordered_ok _ _ x left' right'). eexists _, _. split; [reflexivity|auto].
  - pose proof (greater_end_ok u _ x u_x (pull_right_down g p c x factor_g right)) as left'.
    pose proof (smaller_end_ok v _ x x_v (pull_left_down g p b x factor_g left)) as right'.
    rewrite (ordered_ok _ _ x left' right'). eexists _, _. split; [reflexivity|auto].
Qed.

(** ** One branch *)

(** g = f^n on the interval from u to v; [before] has f, ..., f^(n-1) there. *)
Definition is_identity (h : affine) : bool := Z.eqb (factor h) (Zpos (denominator h)) && Z.eqb (constant h) 0.
Definition excluded (before : list affine) (u v : option Q) (x : Q) : bool :=
  negb (from_left_b u x && to_right_b v x) || existsb (fun h => Qeq_bool (apply_affine h x) x) before.
Definition no_period_on_branch (before : list affine) (g : affine) (u v : option Q) : bool :=
  match (Zpos (denominator g) - factor g)%Z with
  | Z0 => match constant g with Z0 => existsb is_identity before | _ => true end
  | Zpos p => excluded before u v (constant g # p)
  | Zneg p => excluded before u v ((- constant g) # p)
  end.

Lemma is_identity_ok : forall h x, is_identity h = true -> apply_affine h x == x.
Proof.
  intros h x test. unfold is_identity in test. apply andb_true_iff in test as [one zero].
  apply Z.eqb_eq in one, zero. rewrite apply_affine_eq. unfold slope, offset. rewrite one, zero.
  assert (unit : Zpos (denominator h) # denominator h == 1) by (unfold Qeq; cbn; lia).
  assert (none : 0 # denominator h == 0) by reflexivity. rewrite unit, none. ring.
Qed.

(** A fixed point x of g satisfies x (d - a) = b. *)
Lemma fixed_point_equation : forall g x, apply_affine g x == x ->
  x * inject_Z (Zpos (denominator g) - factor g) == inject_Z (constant g).
Proof.
  intros [a b d] [n e] fixed. unfold apply_affine, inject_Z, Qeq, Qmult in *.
  cbn [factor constant denominator Qnum Qden] in *. rewrite ?Pos2Z.inj_mul in *.
  assert (nonzero : Zpos e <> 0%Z) by discriminate.
  apply (Z.mul_cancel_r _ _ (Zpos e) nonzero). ring_simplify in fixed. ring_simplify. lia.
Qed.

Lemma branch_ok : forall f n before g u v, no_period_on_branch before g u v = true ->
  forall x, from_left u x -> to_right v x ->
  (forall h, In h before -> exists m, (0 < m)%nat /\ (m < n)%nat /\
    iter m (piecewise_value f) x == apply_affine h x) ->
  iter n (piecewise_value f) x == apply_affine g x -> ~ least_period (piecewise_value f) n x.
Proof.
  intros f n before g u v test x u_x x_v earlier at_n (pos & back & first). rewrite at_n in back.
  (* a function of the list that fixes x would make the period smaller *)
  assert (not_before : forall h, In h before -> ~ apply_affine h x == x).
  { intros h inside fixed. destruct (earlier h inside) as (m & pos_m & m_n & at_m).
    apply (first m pos_m m_n). now rewrite at_m. }
  assert (not_excluded : forall y, x == y -> excluded before u v y = true -> False).
  { intros y eq out. unfold excluded in out. apply orb_true_iff in out as [out|out].
    - apply (from_left_eq u x y eq), from_left_iff in u_x. apply (to_right_eq v x y eq), to_right_iff in x_v.
      rewrite u_x, x_v in out. discriminate.
    - apply existsb_exists in out as (h & inside & fixed). apply Qeq_bool_iff in fixed.
      apply (not_before h inside). rewrite eq. exact fixed. }
  pose proof (fixed_point_equation g x back) as equation. unfold no_period_on_branch in test.
  destruct (Zpos (denominator g) - factor g)%Z as [|p|p] eqn:difference.
  - destruct (constant g) as [|q|q] eqn:const.
    + apply existsb_exists in test as (h & inside & identical). apply (not_before h inside).
      now apply is_identity_ok.
    + change (inject_Z 0) with 0 in equation. assert (zero : inject_Z (Zpos q) == 0) by lra.
    discriminate zero.
    + change (inject_Z 0) with 0 in equation. assert (zero : inject_Z (Zneg q) == 0) by lra.
    discriminate zero.
  - apply (not_excluded (constant g # p)); auto. rewrite Qmake_Qdiv, <- equation. field. discriminate.
  - apply (not_excluded ((- constant g) # p)); auto. rewrite Qmake_Qdiv, inject_Z_opp, <- equation.
    change (Zneg p) with (- Zpos p)%Z. rewrite inject_Z_opp. field. discriminate.
Qed.

(** ** All branches *)

(** g = f^j on the interval from u to v, with m steps to go; every f^i is kept until the end, when it is
    compared. *)
Fixpoint search_branches (f : piecewise) (m : nat) (before : list affine) (g : affine) (u v : option Q) :
  bool :=
  match m with
  | O => no_period_on_branch before g u v
  | S m' =>
    forallb (fun part => match part with (b, h, c) =>
      match clip b c g u v with
      | None => true
      | Some (u', v') =>
        let g' := compose h g in
        match m' with
        | O => no_period_on_branch before g' u' v'
        | S _ => search_branches f m' (g' :: before) g' u' v'
        end
      end end)
    (piece_list f)
  end.

Lemma search_ok : forall f n m before g u v j, search_branches f m before g u v = true -> (0 < m)%nat ->
  (m + j = n)%nat -> forall x, from_left u x -> to_right v x ->
  (forall h, In h before -> exists i, (0 < i)%nat /\ (i < n)%nat /\
    iter i (piecewise_value f) x == apply_affine h x) ->
  iter j (piecewise_value f) x == apply_affine g x -> ~ least_period (piecewise_value f) n x.
Proof.
  intros f n. induction m as [|m IH]; intros before g u v j test pos total x u_x x_v earlier at_j; [lia|].
  cbn [search_branches] in test.
  destruct (piece_list_in f (apply_affine g x)) as (b & h & c & inside & left & right & at_h).
  rewrite forallb_forall in test. specialize (test _ inside). cbn beta iota in test.
  destruct (clip_ok b c g u v x u_x x_v left right) as (u' & v' & clipped & left' & right').
  rewrite clipped in test. cbn zeta in test.
  assert (at_next : iter (S j) (piecewise_value f) x == apply_affine (compose h g) x).
  { cbn [iter]. rewrite compose_ok, <- at_h. now apply piecewise_value_extensional. }
  destruct m as [|m].
  - replace n with (S j) in * by lia. now apply (branch_ok f (S j) before (compose h g) u' v').
  - apply (IH (compose h g :: before) (compose h g) u' v' (S j)); auto; try lia.
    intros k [<-|later]; auto. exists (S j). split; [lia|]. split; [lia|exact at_next].
Qed.

Definition absent_by_branches (f : plmap) (n : nat) (u v : option Q) : bool :=
  let g := to_piecewise f in
  represents f g && match n with O => true | _ => search_branches g n [] identity u v end.

(** No point of the interval from u to v has least period n. *)
Theorem absent_by_branches_sound : forall f n u v, absent_by_branches f n u v = true ->
  forall x, in_interval u v x -> ~ least_period (value f) n x.
Proof.
  intros f n u v test x [u_x x_v] period. unfold absent_by_branches in test.
  apply andb_true_iff in test as [same_map test].
  apply (least_period_same _ (piecewise_value (to_piecewise f))) in period.
  2: { intros k. symmetry. now apply represents_iter. }
  destruct n as [|n]; [destruct period; lia|]. revert period.
  apply (search_ok (to_piecewise f) (S n) (S n) [] identity u v 0); auto; try lia.
  - intros h [].
  - cbn [iter]. now rewrite identity_ok.
Qed.
