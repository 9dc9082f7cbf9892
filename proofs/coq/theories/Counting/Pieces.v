(** * The number of pieces of f^k (T1.2, for pieces)

    The summary of a function on an interval is its number of kinks inside. So

      kinks (f^(n+1) inside D) = sum over the parts P of D of kinks (f^n inside f(P)), flat parts left out,
                                 + the number of cuts inside D at which f^(n+1) has a kink. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Lists Arithmetic.Trees.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Kinks Maps.Piecewise.
From ExactPL Require Import Counting.Graphs Counting.Transfer Counting.Orbits Counting.CutKinks.
Import ListNotations.
Open Scope Q_scope.

Definition joined_kinks (E : kinks_env) (i : nat) (a b : N) : option N :=
  match nth_error (snd E) i with
  | Some (Some true) => Some (a + N.succ b)%N
  | Some (Some false) => Some (a + b)%N
  | _ => None
  end.
Definition kinks_on_root (f : piecewise) (gr : graph) (k : nat) : option N :=
  root_summary f gr N kinks_env (advance_kinks f gr) joined_kinks (fun _ _ => Some 0%N) (fun _ w => Some w)
    (fun _ => Some 0%N) k (first_kinks gr).

(** The summary w says that F has w kinks strictly between u and v. *)
Definition has_kinks (F : Q -> Q) (u v : Q) (w : N) : Prop :=
  exists l, N.of_nat (length l) = w /\ kinks_between F u l v.

Lemma kinks_on_root_ok : forall f gr a b k w, graph_fits f gr a b = true -> kinks_on_root f gr k = Some w ->
  has_kinks (iter k (piecewise_value f)) a b w.
Proof.
  intros f gr a b k w test count.
  destruct (graph_fits_ok f gr a b test)
    as (continuous & fit & places & d & p & q & at_root & at_p & at_q & eq_a & eq_b & lt).
  set (F := piecewise_value f) in *.
  assert (at_place : has_kinks (iter k F) (position f gr (state_left d)) (position f gr (state_right d)) w).
  { apply (root_summary_ok f gr N kinks_env (advance_kinks f gr) joined_kinks (fun _ _ => Some 0%N)
      (fun _ w => Some w) (fun _ => Some 0%N)
      (position f gr) has_kinks (kinks_hold f gr (position f gr)) continuous fit places) with (p := p) (q :=
        q)
      (E := first_kinks gr); auto; try lra.
    - intros G H u v w' agree (l & count_l & kinks). exists l. split; [exact count_l|].
      now apply (kinks_between_ext G).
    - intros n E. now apply advance_kinks_ok.
    - intros d' p' q' w' _ _ lt' eq. injection eq as <-. exists []. split; [reflexivity|].
      cbn [kinks_between iter]. split; [exact lt'|]. exists 1, 0. intros. ring.
    - (* put together at a cut *)
      intros n E i c u v w' x y s env at_c eq_c u_v v_w (l & count_l & left) (l' & count_l' & right) sum.
      unfold joined_kinks in sum.
      destruct (nth_error (snd E) i) as [[[|]|]|] eqn:known; try discriminate; injection sum as <-.
      + pose proof (known_kink f gr _ n E i c true env at_c known) as kink_c.
        exists (l ++ v :: l'). split; [rewrite length_append; cbn [length]; lia|].
        apply kinks_app_kink; auto. apply (kink_eq _ c); [now symmetry|exact kink_c].
      + pose proof (known_kink f gr _ n E i c false env at_c known) as smooth_c.
        exists (l ++ l'). split; [rewrite length_append; lia|].
        apply (kinks_app_smooth _ _ _ v); auto. apply (smooth_eq _ c); [now symmetry|exact smooth_c].
    - (* flat *)
      intros n E m p' v s _ _ lt' still eq. injection eq as <-. exists []. split; [reflexivity|].
      cbn [kinks_between]. split; [exact lt'|]. exists 0, (iter n F (position f gr m)). intros x lo hi.
      rewrite still by assumption. rewrite Qmult_0_l, Qplus_0_l. reflexivity.
    - intros G g u v u' v' x y ext line pos u_v eq_u eq_v (l & count_l & kinks) eq. injection eq as <-.
      destruct (kinks_pull_up G F u v (slope g) (offset g) ext line pos l u' v' u v) as (l' & len & kinks');
        auto; try lra.
      exists l'. split; [congruence|exact kinks'].
    - intros G g u v u' v' x y ext line neg u_v eq_u eq_v (l & count_l & kinks) eq. injection eq as <-.
      destruct (kinks_pull_down G F u v (slope g) (offset g) ext line neg l v' u' v u) as (l' & len & kinks');
        auto; try lra.
      exists l'. split; [congruence|exact kinks'].
    - now apply first_kinks_ok. }
  destruct at_place as (l & count_l & kinks). exists l. split; [exact count_l|].
  now apply (kinks_between_eq _ l (position f gr (state_left d)) a (position f gr (state_right d)) b).
Qed.

(** T1.2 for pieces, in the computing form. *)
Theorem pieces_of_iterate : forall f gr a b k w, graph_fits f gr a b = true ->
  kinks_on_root f gr k = Some w ->
  pieces (iter k (piecewise_value f)) a b (N.succ w).
Proof.
  intros f gr a b k w test count. destruct (kinks_on_root_ok f gr a b k w test count) as (l & <- & kinks).
  now apply pieces_of_kinks.
Qed.
