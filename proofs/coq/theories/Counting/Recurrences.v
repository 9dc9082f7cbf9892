(** * The pieces of f^k for all k, by a linear recurrence (T1.8, where the graph is finite)

    If the orbits of the cuts and ends are finite, so is the graph, and the numbers of kinks on its states at
    time n + 1 are sums of those at time n, with constants for the kinks at cuts. Where the cuts that have
    kinks stay the same from a time on, any linear recurrence of the root can be tested once, on linear forms
    in the numbers of all states, and then holds for all k. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Definitions.Maps Arithmetic.Trees.
From ExactPL Require Import Maps.Iterates Maps.Subdivisions Maps.Piecewise Maps.Conversion.
From ExactPL Require Import Counting.Graphs Counting.Transfer Counting.Orbits Counting.CutKinks
  Counting.Pieces.
From ExactPL Require Import Counting.Search Counting.Hints Counting.Count.
Import ListNotations.
Open Scope Z_scope.

(** c_0 s(k) + c_1 s(k+1) + ... for the list of the c_i. *)
Fixpoint combination (cs : list Z) (s : nat -> N) (k : nat) : Z :=
  match cs with
  | [] => 0
  | c :: cs' => c * Z.of_N (s k) + combination cs' s (S k)
  end.

(** ** Linear forms in the numbers of states *)

Definition form := (list (positive * Z) * Z)%type.
Definition number (T : tree N) (n : positive) : Z := match get n T with Some w => Z.of_N w | None => 0 end.
Fixpoint linear (l : list (positive * Z)) (T : tree N) : Z :=
  match l with [] => 0 | (n, c) :: l' => c * number T n + linear l' T end.
Definition evaluate (F : form) (T : tree N) : Z := linear (fst F) T + snd F.

Fixpoint add_term (n : positive) (c : Z) (l : list (positive * Z)) : list (positive * Z) :=
  match l with
  | [] => [(n, c)]
  | (m, d) :: l' => if Pos.eqb n m then (m, d + c) :: l' else (m, d) :: add_term n c l'
  end.
Lemma add_term_ok : forall n c l T, linear (add_term n c l) T = c * number T n + linear l T.
Proof.
  intros n c l T. induction l as [|[m d] l IH]; cbn [add_term linear]; [ring|].
  destruct (Pos.eqb_spec n m) as [<-|_]; cbn [linear]; [ring|]. rewrite IH. ring.
Qed.
(** c times the sum of the numbers of the states of a list. *)
Fixpoint add_terms (ns : list positive) (c : Z) (l : list (positive * Z)) : list (positive * Z) :=
  match ns with [] => l | n :: ns' => add_terms ns' c (add_term n c l) end.
Fixpoint sum_of (ns : list positive) (T : tree N) : Z :=
  match ns with [] => 0 | n :: ns' => number T n + sum_of ns' T end.
Lemma add_terms_ok : forall ns c l T, linear (add_terms ns c l) T = c * sum_of ns T + linear l T.
Proof.
  induction ns as [|n ns IH]; intros c l T; cbn [add_terms sum_of]; [ring|]. rewrite IH, add_term_ok. ring.
Qed.
Definition add_form (c : Z) (F G : form) : form :=
  (fold_left (fun l t => add_term (fst t) (c * snd t) l) (fst F) (fst G), c * snd F + snd G).
Lemma add_form_ok : forall c F G T, evaluate (add_form c F G) T = c * evaluate F T + evaluate G T.
Proof.
  intros c [F f0] [G g0] T. unfold add_form, evaluate; cbn [fst snd].
  assert (lin : forall F G, linear (fold_left (fun l t => add_term (fst t) (c * snd t) l) F G) T = c * linear
    F T + linear G T).
  { clear F G. induction F as [|[n d] F IH]; intros G; cbn [fold_left linear fst snd]; [ring|].
    rewrite IH, add_term_ok. ring. }
  rewrite lin. ring.
Qed.
Definition is_zero (F : form) : bool := forallb (fun t => Z.eqb (snd t) 0) (fst F) && Z.eqb (snd F) 0.
Lemma is_zero_ok : forall F T, is_zero F = true -> evaluate F T = 0.
Proof.
  intros [l c] T test. apply andb_true_iff in test as [terms const]. apply Z.eqb_eq in const.
  cbn [fst snd] in *.
  unfold evaluate; cbn [fst snd]. rewrite const, Z.add_0_r.
  induction l as [|[n d] l IH]; cbn [linear forallb snd] in *;
    [reflexivity|].
  apply andb_true_iff in terms as [zero terms]. apply Z.eqb_eq in zero. rewrite zero, (IH terms). ring.
Qed.

Section Recurrence.
Variable f : piecewise.
Variable gr : graph.

(** ** One step, as a substitution of forms *)

(** The states to which the parts of a row lead, and the number of its cuts with kinks. *)
Fixpoint row_form (known : list (option bool)) (l : list part) : option (list positive * Z) :=
  match l with
  | [] => None
  | s :: l' =>
    match piece f (part_piece s), match l' with [] => Some ([], 0) | _ => row_form known l' end with
    | Some _, Some (ns, c) =>
      let ns' := match part_image s with Some n => n :: ns | None => ns end in
      match l' with
      | [] => Some (ns', c)
      | _ =>
        match nth_error known (part_piece s) with
        | Some (Some true) => Some (ns', c + 1)
        | Some (Some false) => Some (ns', c)
        | _ => None
        end
      end
    | _, _ => None
    end
  end.
(** All rows of the graph have forms, and lead to states of the graph. *)
Definition closed (known : list (option bool)) : bool :=
  tree_all (fun d => match row_form known (state_parts d) with
                     | Some (ns, _) => forallb (fun n => match get n (states gr) with Some _ => true | None =>
                       false end) ns
                     | None => false
                     end) (states gr).
Definition substitute (known : list (option bool)) (F : form) : form :=
  fold_left (fun G t =>
    match get (fst t) (states gr) with
    | Some d =>
      match row_form known (state_parts d) with
      | Some (ns, c) => (add_terms ns (snd t) (fst G), snd G + snd t * c)
      | None => G
      end
    | None => G
    end) (fst F) ([], snd F).

(** A table that knows all states. *)
Definition total (T : tree N) : Prop := forall n d, get n (states gr) = Some d -> exists w, get n T = Some w.

Notation step E := (next_table f gr N kinks_env joined_kinks (fun _ _ => Some 0%N) (fun _ w => Some w) E).
Notation row_summary E := (parts_summary f N kinks_env joined_kinks (fun _ _ => Some 0%N) (fun _ w => Some w)
  E).

Lemma row_form_ok : forall E T l left ns c, row_form (snd E) l = Some (ns, c) ->
  (forall n, In n ns -> exists w, get n T = Some w) ->
  exists w, row_summary E T left l = Some w /\ Z.of_N w = sum_of ns T + c.
Proof.
  intros E T. induction l as [|s l IH]; intros left ns c form_l present; [discriminate|].
  cbn [row_form parts_summary] in *. unfold part_summary.
  destruct (piece f (part_piece s)) as [g|]; [|discriminate].
  destruct l as [|s' l].
  - injection form_l as <- <-. destruct (part_image s) as [n|].
    + destruct (present n (or_introl eq_refl)) as [w at_n]. rewrite at_n. exists w. split; [reflexivity|].
      cbn [sum_of]. unfold number. rewrite at_n. lia.
    + exists 0%N. split; reflexivity.
  - destruct (row_form (snd E) (s' :: l)) as [[ns0 c0]|] eqn:form_rest; [|discriminate].
    destruct (nth_error (snd E) (part_piece s)) as [[[|]|]|] eqn:known; try discriminate; injection form_l
      as <- <-.
    + destruct (IH (part_end s) ns0 c0 eq_refl) as (b & rest & eq_b).
      { intros n inside. apply present. destruct (part_image s); [now right|exact inside]. }
      destruct (part_image s) as [n|].
      * destruct (present n (or_introl eq_refl)) as [w at_n]. rewrite at_n, rest. unfold joined_kinks.
        rewrite known.
        eexists. split; [reflexivity|]. cbn [sum_of]. unfold number at 1. rewrite at_n. lia.
      * rewrite rest. unfold joined_kinks. rewrite known. eexists. split; [reflexivity|]. lia.
    + destruct (IH (part_end s) ns0 c0 eq_refl) as (b & rest & eq_b).
      { intros n inside. apply present. destruct (part_image s); [now right|exact inside]. }
      destruct (part_image s) as [n|].
      * destruct (present n (or_introl eq_refl)) as [w at_n]. rewrite at_n, rest. unfold joined_kinks.
        rewrite known.
        eexists. split; [reflexivity|]. cbn [sum_of]. unfold number at 1. rewrite at_n. lia.
      * rewrite rest. unfold joined_kinks. rewrite known. eexists. split; [reflexivity|]. lia.
Qed.

Lemma closed_row : forall known n d, closed known = true -> get n (states gr) = Some d ->
  exists ns c, row_form known (state_parts d) = Some (ns, c) /\
  forall m, In m ns -> exists d', get m (states gr) = Some d'.
Proof.
  intros known n d test at_n. unfold closed in test. pose proof (tree_all_get _ _ _ _ _ test at_n) as here.
  cbn beta in here. destruct (row_form known (state_parts d)) as [[ns c]|]; [|discriminate].
  exists ns, c. split; [reflexivity|]. rewrite forallb_forall in here. intros m inside.
  specialize (here m inside).
  destruct (get m (states gr)) as [d'|]; [now exists d'|discriminate].
Qed.
Lemma step_row : forall E T n d, closed (snd E) = true -> total T -> get n (states gr) = Some d ->
  exists ns c w, row_form (snd E) (state_parts d) = Some (ns, c) /\ get n (step E T) = Some w /\
  Z.of_N w = sum_of ns T + c.
Proof.
  intros E T n d test tot at_n. destruct (closed_row _ n d test at_n) as (ns & c & form_d & inside).
  destruct (row_form_ok E T (state_parts d) (state_left d) ns c form_d) as (w & summary & eq).
  { intros m in_m. destruct (inside m in_m) as [d' at_m]. now apply (tot m d'). }
  exists ns, c, w. split; [exact form_d|]. split; [|exact eq]. unfold next_table.
  now rewrite get_tree_map, at_n.
Qed.
Lemma step_total : forall E T, closed (snd E) = true -> total T -> total (step E T).
Proof.
  intros E T test tot n d at_n. destruct (step_row E T n d test tot at_n) as (_ & _ & w & _ & at_w & _).
  now exists w.
Qed.

(** The form of the next time, in the numbers of this time. *)
Definition in_graph (F : form) : Prop := forall t, In t (fst F) -> exists d, get (fst t) (states gr) = Some d.
Lemma add_term_keys : forall n c l t, In t (add_term n c l) -> fst t = n \/ exists t', In t' l /\
  fst t' = fst t.
Proof.
  intros n c. induction l as [|[m d] l IH]; intros t inside; cbn [add_term] in inside.
  - destruct inside as [<-|[]]. now left.
  - destruct (Pos.eqb n m).
    + destruct inside as [<-|inside]; [right; exists (m, d); split; [now left|reflexivity]|].
      right. exists t. split; [now right|reflexivity].
    + destruct inside as [<-|inside]; [right; exists (m, d); split; [now left|reflexivity]|].
      destruct (IH t inside) as [eq|(t' & in_t' & eq)]; [now left|]. right.
      exists t'. split; [now right|exact eq].
Qed.
Lemma add_terms_keys : forall ns c l t, In t (add_terms ns c l) -> In (fst t) ns \/ exists t', In t' l /\
  fst t' = fst t.
Proof.
  induction ns as [|n ns IH]; intros c l t inside; cbn [add_terms] in inside; [right; now exists t|].
  destruct (IH c _ t inside) as [in_ns|(t' & in_t' & eq)]; [left; now right|].
  destruct (add_term_keys n c l t' in_t') as [eq_n|(t'' & in_t'' & eq'')].
  - left. left. congruence.
  - right. exists t''. split; [exact in_t''|congruence].
Qed.
Lemma substitute_ok : forall E F T, closed (snd E) = true -> total T -> in_graph F ->
  evaluate (substitute (snd E) F) T = evaluate F (step E T) /\ in_graph (substitute (snd E) F).
Proof.
  intros E [l c0] T test tot inside. unfold substitute; cbn [fst snd].
  unfold in_graph in inside; cbn [fst] in inside.
  assert (gen : forall l G, (forall t, In t l -> exists d, get (fst t) (states gr) = Some d) -> in_graph G ->
    let H := fold_left (fun G t => match get (fst t) (states gr) with
      | Some d => match row_form (snd E) (state_parts d) with
                  | Some (ns, c) => (add_terms ns (snd t) (fst G), snd G + snd t * c) | None => G end
      | None => G end) l G in
    evaluate H T = evaluate G T + linear l (step E T) /\ in_graph H).
  { clear l c0 inside. induction l as [|[n c] l IH]; intros G inside in_G; cbn [fold_left linear].
    - split; [ring|exact in_G].
    - destruct (inside (n, c) (or_introl eq_refl)) as [d at_n]. cbn [fst snd] in *. rewrite at_n.
      destruct (step_row E T n d test tot at_n) as (ns & k & w & form_d & at_w & eq). rewrite form_d.
      destruct (closed_row _ n d test at_n) as (ns' & k' & form_d' & targets). rewrite form_d in form_d'.
      injection form_d' as <- <-.
      destruct (IH (add_terms ns c (fst G), snd G + c * k)) as [eval keys].
      + intros t in_t. apply inside. now right.
      + intros t in_t. cbn [fst] in in_t.
        destruct (add_terms_keys ns c (fst G) t in_t) as [in_ns|(t' & in_t' & eq_t)].
        * now apply targets.
        * rewrite <- eq_t. now apply in_G.
      + split; [|exact keys]. rewrite eval. unfold evaluate; cbn [fst snd]. rewrite add_terms_ok.
        assert (num : number (step E T) n = sum_of ns T + k) by (unfold number; rewrite at_w; exact eq).
        rewrite num. ring. }
  destruct (gen l ([], c0) inside) as [eval keys]; [intros t []|]. split; [|exact keys].
  rewrite eval. unfold evaluate; cbn [fst snd linear]. ring.
Qed.

(** ** All times *)

Fixpoint env_at (n : nat) : kinks_env :=
  match n with O => first_kinks gr | S n' => advance_kinks f gr (env_at n') end.
Fixpoint table_at (n : nat) : tree N :=
  match n with
  | O => first_table gr N (fun _ => Some 0%N)
  | S n' => step (env_at (S n')) (table_at n')
  end.

Lemma run_table_at : forall k n, run f gr N kinks_env (advance_kinks f gr) joined_kinks (fun _ _ => Some 0%N)
  (fun _ w => Some w) k (env_at n) (table_at n) = table_at (k + n).
Proof.
  induction k as [|k IH]; intros n; cbn [run]; [reflexivity|].
  change (advance_kinks f gr (env_at n)) with (env_at (S n)).
  change (next_table f gr N kinks_env joined_kinks (fun _ _ => Some 0%N) (fun _ w => Some w) (env_at (S n))
    (table_at n))
    with (table_at (S n)).
  rewrite IH. f_equal. lia.
Qed.
Lemma kinks_on_root_table : forall k, kinks_on_root f gr k = get (root gr) (table_at k).
Proof.
  intros k. unfold kinks_on_root, root_summary. pose proof (run_table_at k 0) as at_k.
  cbn [env_at table_at] in at_k.
  rewrite at_k. now rewrite Nat.add_0_r.
Qed.

(** Tests for the environments: equal states of the cuts, equal kinks. *)
Definition germ_eqb (a b : germ_state) : bool :=
  match a, b with
  | None, None => true
  | Some (s, r), Some (s', r') => Bool.eqb s s' && Z.eqb r r'
  | _, _ => false
  end.
Definition cut_eqb (a b : option cut_state) : bool :=
  match a, b with
  | None, None => true
  | Some (CutState n l r), Some (CutState n' l' r') => Pos.eqb n n' && germ_eqb l l' && germ_eqb r r'
  | _, _ => false
  end.
Fixpoint list_eqb {A} (e : A -> A -> bool) (l l' : list A) : bool :=
  match l, l' with [], [] => true | x :: m, x' :: m' => e x x' && list_eqb e m m' | _, _ => false end.
Definition flag_eqb (a b : option bool) : bool :=
  match a, b with None, None => true | Some x, Some y => Bool.eqb x y | _, _ => false end.
Lemma germ_eqb_ok : forall a b, germ_eqb a b = true -> a = b.
Proof.
  intros [[s r]|] [[s' r']|] test; cbn in test; try discriminate; [|reflexivity].
  apply andb_true_iff in test as [side num]. apply eqb_prop in side. apply Z.eqb_eq in num. congruence.
Qed.
Lemma cut_eqb_ok : forall a b, cut_eqb a b = true -> a = b.
Proof.
  intros [[n l r]|] [[n' l' r']|] test; cbn in test; try discriminate; [|reflexivity].
  apply andb_true_iff in test as [test right_test]. apply andb_true_iff in test as [num left_test].
  apply Pos.eqb_eq in num. apply germ_eqb_ok in left_test, right_test. congruence.
Qed.
Lemma list_eqb_ok : forall A (e : A -> A -> bool), (forall a b, e a b = true -> a = b) ->
  forall l l', list_eqb e l l' = true -> l = l'.
Proof.
  intros A e ok. induction l as [|x l IH]; intros [|x' l'] test; cbn in test; try discriminate;
    [reflexivity|].
  apply andb_true_iff in test as [head rest]. apply ok in head. apply IH in rest. congruence.
Qed.
Lemma flag_eqb_ok : forall a b, flag_eqb a b = true -> a = b.
Proof.
  intros [x|] [y|] test; cbn in test; try discriminate; [|reflexivity]. apply eqb_prop in test. now subst.
Qed.

(** The graph is closed at the times 1, ..., n0. *)
Fixpoint closed_until (n : nat) (E : kinks_env) : bool :=
  match n with
  | O => true
  | S n' => let E' := advance_kinks f gr E in closed (snd E') && closed_until n' E'
  end.
(** From E on, for n steps the kinks are [known], and the states of the cuts are [goal] after these. *)
Fixpoint kinks_stay (known : list (option bool)) (goal : cut_states) (n : nat) (E : kinks_env) : bool :=
  match n with
  | O => list_eqb cut_eqb (fst E) goal
  | S n' => list_eqb flag_eqb (snd E) known && kinks_stay known goal n' (advance_kinks f gr E)
  end.
Fixpoint advance_by (n : nat) (E : kinks_env) : kinks_env :=
  match n with O => E | S n' => advance_by n' (advance_kinks f gr E) end.

Lemma advance_by_env_at : forall n m, advance_by n (env_at m) = env_at (n + m).
Proof.
  induction n as [|n IH]; intros m; cbn [advance_by]; [reflexivity|].
  change (advance_kinks f gr (env_at m)) with (env_at (S m)). rewrite IH. f_equal. lia.
Qed.
Lemma env_known : forall n, snd (env_at n) = known_kinks (fst (env_at n)).
Proof. intros [|n]; reflexivity. Qed.
Lemma kinks_stay_ok : forall known goal p n, kinks_stay known goal p (env_at n) = true ->
  (forall i, (i < p)%nat -> snd (env_at (i + n)) = known) /\ fst (env_at (p + n)) = goal.
Proof.
  intros known goal. induction p as [|p IH]; intros n test; cbn [kinks_stay] in test.
  - split; [lia|]. apply (list_eqb_ok _ _ cut_eqb_ok). exact test.
  - apply andb_true_iff in test as [here later]. apply (list_eqb_ok _ _ flag_eqb_ok) in here.
    change (advance_kinks f gr (env_at n)) with (env_at (S n)) in later.
    destruct (IH (S n) later) as [stay goal_eq].
    split.
    + intros [|i] lt; [exact here|]. replace (S i + n)%nat with (i + S n)%nat by lia. apply stay. lia.
    + replace (S p + n)%nat with (p + S n)%nat by lia. exact goal_eq.
Qed.

(** The states of the cuts are periodic from n0 on, so the kinks are the same for ever. *)
Lemma kinks_for_ever : forall known n0 p, (0 < p)%nat ->
  kinks_stay known (fst (env_at n0)) p (env_at n0) = true -> forall n, (n0 <= n)%nat ->
    snd (env_at n) = known.
Proof.
  intros known n0 p pos test. destruct (kinks_stay_ok _ _ _ _ test) as [stay back].
  assert (same_env : env_at (p + n0) = env_at n0).
  { apply injective_projections; [exact back|]. rewrite !env_known. now rewrite back. }
  assert (periodic : forall i, env_at (i + (p + n0)) = env_at (i + n0)).
  { induction i as [|i IH]; [exact same_env|]. cbn [Nat.add env_at]. now rewrite IH. }
  assert (rounds : forall r i, (i < p)%nat -> snd (env_at (i + (r * p + n0))) = known).
  { induction r as [|r IH]; intros i lt; [now apply stay|].
    replace (i + (S r * p + n0))%nat with ((i + r * p) + (p + n0))%nat by lia. rewrite periodic.
    replace (i + r * p + n0)%nat with (i + (r * p + n0))%nat by lia. now apply IH. }
  intros n le. pose proof (Nat.div_mod (n - n0) p ltac:(lia)) as parts.
  pose proof (Nat.mod_upper_bound (n - n0) p ltac:(lia)) as lt.
  replace n with ((n - n0) mod p + ((n - n0) / p * p + n0))%nat by lia. now apply rounds.
Qed.

(** ** The test of a recurrence *)

(** The forms of the root at the times n, n + 1, ..., n + d in the numbers of the time n; the number of
    pieces is one more than that of kinks. *)
Fixpoint forms_from (known : list (option bool)) (d : nat) (F : form) : list form :=
  match d with O => [F] | S d' => F :: forms_from known d' (substitute known F) end.
(** The sum of c_i times the i-th form, plus the form that is left, which is to be multiplied by -1. *)
Fixpoint combine (cs : list Z) (Fs : list form) : form :=
  match cs, Fs with
  | c :: cs', F :: Fs' => add_form c F (combine cs' Fs')
  | [], F :: _ => add_form (-1) F ([], 0)
  | _, _ => ([], 1)
  end.
Definition recurrence_fits (n0 p : nat) (cs : list Z) (c0 : Z) : bool :=
  let E := advance_by n0 (first_kinks gr) in
  let known := snd E in
  match get (root gr) (states gr) with None => false | Some _ => true end &&
  closed_until n0 (first_kinks gr) && closed known &&
  Nat.ltb 0 p && kinks_stay known (fst E) p E &&
  is_zero (add_form 1 (combine cs (forms_from known (length cs) ([(root gr, 1)], 1))) ([], c0)).

Hypothesis root_there : exists d, get (root gr) (states gr) = Some d.

Section Tested.
Variables (n0 p : nat) (cs : list Z) (c0 : Z).
Hypothesis test : recurrence_fits n0 p cs c0 = true.
Notation known := (snd (env_at n0)).

Lemma test_parts : closed_until n0 (first_kinks gr) = true /\ closed known = true /\
  (forall n, (n0 <= n)%nat -> snd (env_at n) = known) /\
  is_zero (add_form 1 (combine cs (forms_from known (length cs) ([(root gr, 1)], 1))) ([], c0)) = true.
Proof.
  pose proof test as tests. unfold recurrence_fits in tests.
  pose proof (advance_by_env_at n0 0) as eq. rewrite Nat.add_0_r in eq. cbn [env_at] in eq.
  rewrite eq in tests.
  apply andb_true_iff in tests as [tests zero]. apply andb_true_iff in tests as [tests stay].
  apply andb_true_iff in tests as [tests pos]. apply andb_true_iff in tests as [tests at_n0].
  apply andb_true_iff in tests as [_ until]. apply Nat.ltb_lt in pos.
  split; [exact until|]. split; [exact at_n0|]. split; [|exact zero]. now apply (kinks_for_ever known n0 p).
Qed.

Lemma closed_at : forall n, (0 < n)%nat -> closed (snd (env_at n)) = true.
Proof.
  destruct test_parts as (until & at_n0 & stay & _).
  assert (early : forall m n, closed_until m (env_at n) = true -> forall i, (0 < i)%nat -> (i <= m)%nat ->
    closed (snd (env_at (i + n))) = true).
  { induction m as [|m IH]; intros n tests i pos le; [lia|]. cbn [closed_until] in tests.
    change (advance_kinks f gr (env_at n)) with (env_at (S n)) in tests.
    apply andb_true_iff in tests as [here later].
    destruct i as [|[|i]]; [lia|exact here|]. replace (S (S i) + n)%nat with (S i + S n)%nat by lia.
    apply IH; auto; lia. }
  intros n pos. destruct (Nat.le_gt_cases n n0) as [le|gt].
  - pose proof (early n0 0%nat until n pos le) as at_n. now rewrite Nat.add_0_r in at_n.
  - rewrite (stay n) by lia. exact at_n0.
Qed.
Lemma table_total : forall n, total (table_at n).
Proof.
  induction n as [|n IH]; cbn [table_at].
  - intros n d at_n. exists 0%N. unfold first_table. now rewrite get_tree_map, at_n.
  - apply step_total; [apply (closed_at (S n)); lia|exact IH].
Qed.

Definition pieces_at (n : nat) : N :=
  match get (root gr) (table_at n) with Some w => N.succ w | None => 0%N end.

Lemma root_form : forall n, evaluate ([(root gr, 1)], 1) (table_at n) = Z.of_N (pieces_at n).
Proof.
  intros n. destruct root_there as [d at_root]. destruct (table_total n _ d at_root) as [w at_w].
  unfold evaluate, pieces_at; cbn [fst snd linear]. unfold number. rewrite at_w. lia.
Qed.

(** What a recurrence leaves over, of the values of a form at the times m, m + 1, ... *)
Fixpoint residue (F : form) (cs : list Z) (m : nat) : Z :=
  match cs with
  | [] => - evaluate F (table_at m)
  | c :: cs' => c * evaluate F (table_at m) + residue F cs' (S m)
  end.

(** A form one time later, in the numbers of now. *)
Lemma form_later : forall n F, (n0 <= n)%nat -> in_graph F ->
  evaluate (substitute known F) (table_at n) = evaluate F (table_at (S n)) /\ in_graph (substitute known F).
Proof.
  destruct test_parts as (_ & _ & stay & _). intros n F le inside.
  pose proof (stay (S n) ltac:(lia)) as same_kinks. rewrite <- same_kinks. cbn [table_at].
  apply substitute_ok; auto; [|apply table_total]. apply closed_at. lia.
Qed.
Lemma residue_later : forall cs' n F, (n0 <= n)%nat -> in_graph F ->
  residue (substitute known F) cs' n = residue F cs' (S n).
Proof.
  induction cs' as [|c cs' IH]; intros n F le inside; cbn [residue]; destruct (form_later n F le inside)
    as [eq _]; rewrite eq;
    [reflexivity|].
  f_equal. apply IH; auto.
Qed.
Lemma forms_ok : forall cs' n F, (n0 <= n)%nat -> in_graph F ->
  evaluate (combine cs' (forms_from known (length cs') F)) (table_at n) = residue F cs' n.
Proof.
  induction cs' as [|c cs' IH]; intros n F le inside; cbn [length forms_from combine residue];
    rewrite add_form_ok.
  - assert (nothing : evaluate ([], 0) (table_at n) = 0) by reflexivity. rewrite nothing. ring.
  - f_equal. destruct (form_later n F le inside) as [_ inside'].
    rewrite (IH n (substitute known F) le inside'). now apply residue_later.
Qed.
Lemma residue_combination : forall cs' m,
  residue ([(root gr, 1)], 1) cs' m = combination cs' pieces_at m - Z.of_N (pieces_at (length cs' + m)).
Proof.
  induction cs' as [|c cs' IH]; intros m; cbn [residue combination length Nat.add]; rewrite root_form;
    [ring|].
  rewrite IH. replace (length cs' + S m)%nat with (S (length cs' + m)) by lia. ring.
Qed.

Lemma recurrence_of_test : forall n, (n0 <= n)%nat ->
  Z.of_N (pieces_at (length cs + n)) = combination cs pieces_at n + c0.
Proof.
  intros n le. destruct test_parts as (_ & _ & _ & zero). pose proof (is_zero_ok _ (table_at n) zero) as eq.
  rewrite add_form_ok in eq. rewrite forms_ok in eq; [|exact le|].
  - rewrite residue_combination in eq. unfold evaluate in eq; cbn [fst snd linear] in eq. lia.
  - intros t [<-|[]]. cbn [fst]. exact root_there.
Qed.
Lemma pieces_at_known : forall n, exists w, kinks_on_root f gr n = Some w /\ pieces_at n = N.succ w.
Proof.
  intros n. destruct root_there as [d at_root]. destruct (table_total n _ d at_root) as [w at_w]. exists w.
  split; [now rewrite kinks_on_root_table|]. unfold pieces_at. now rewrite at_w.
Qed.
End Tested.
End Recurrence.

(** ** For a map as given *)

(** Hints for a graph that is closed: [levels] is how far states are followed. *)
Definition closed_hints (f : plmap) (levels : nat) (bits : N) (a b : Q) : hints :=
  find_hints (to_piecewise f) levels bits a b.
(** The recurrence s(k + d) = c_0 s(k) + ... + c_(d-1) s(k + d - 1) + c for all k >= n0, tested; p is a
    period of the cuts' germs from the time n0 on. *)
Definition pieces_recur (f : plmap) (levels : nat) (h : hints) (a b : Q) (n0 p : nat) (cs : list Z) (c : Z) :
  bool :=
  match prepare f levels h a b with
  | Some (g, gr) => recurrence_fits g gr n0 p cs c
  | None => false
  end.
(** T1.8: for every k there is a number of pieces of f^k on [a, b], and these numbers satisfy the recurrence.
    *)
Theorem pieces_recur_sound : forall f levels h a b n0 p cs c, pieces_recur f levels h a b n0 p cs c = true ->
  exists s : nat -> N, (forall k, pieces (iter k (value f)) a b (s k)) /\
  forall k, (n0 <= k)%nat -> Z.of_N (s (length cs + k)%nat) = combination cs s k + c.
Proof.
  intros f levels h a b n0 p cs c test. unfold pieces_recur in test.
  destruct (prepare f levels h a b) as [[g gr]|] eqn:ready; [|discriminate].
  destruct (prepare_ok f levels h a b g gr ready) as [same fit].
  destruct (graph_fits_ok g gr a b fit) as (_ & _ & _ & d & _ & _ & at_root & _).
  assert (root_there : exists d, get (root gr) (states gr) = Some d) by (now exists d).
  exists (pieces_at g gr). split.
  - intros k. destruct (pieces_at_known g gr root_there n0 p cs c test k) as (w & kinks & eq). rewrite eq.
    apply (pieces_ext (iter k (piecewise_value g))); [intros x _ _; now apply represents_iter|].
    now apply (pieces_of_iterate g gr).
  - apply (recurrence_of_test g gr root_there n0 p cs c test).
Qed.

(** From when on, and with which period, the germs of the cuts repeat (unproved; [steps] at most). *)
Fixpoint find_return (f : piecewise) (gr : graph) (steps n : nat) (E : kinks_env)
  (seen : list (nat * cut_states)) :
    option (nat * nat) :=
  match find (fun m => list_eqb cut_eqb (snd m) (fst E)) seen with
  | Some (m, _) => Some (m, (n - m)%nat)
  | None =>
    match steps with
    | O => None
    | S steps' => find_return f gr steps' (S n) (advance_kinks f gr E) ((n, fst E) :: seen)
    end
  end.
Definition germs_repeat (f : plmap) (levels : nat) (h : hints) (a b : Q) (steps : nat) : option (nat * nat) :=
  match prepare f levels h a b with
  | Some (g, gr) => find_return g gr steps 0 (first_kinks gr) []
  | None => None
  end.

(** ** Closed forms *)

(** The numbers t(0), ..., t(m - 1) are those of the pieces of f^0, ..., f^(m - 1). *)
Definition begins_with (f : plmap) (bits : N) (a b : Q) (m : nat) (t : nat -> N) : bool :=
  forallb (fun k => match pieces_of f k bits a b with Some n => N.eqb n (t k) | None => false end) (seq 0 m).

Lemma combination_ext : forall cs s t k, (forall i, (i < length cs)%nat -> s (i + k)%nat = t (i + k)%nat) ->
  combination cs s k = combination cs t k.
Proof.
  induction cs as [|c cs IH]; intros s t k agree; cbn [combination length] in *; [reflexivity|].
  pose proof (agree 0%nat ltac:(lia)) as first. cbn [Nat.add] in first. rewrite first. f_equal. apply IH.
  intros i lt.
  replace (i + S k)%nat with (S i + k)%nat by lia. apply agree. lia.
Qed.

(** T1.8: a sequence that begins with the numbers of pieces and satisfies a recurrence that they satisfy is
    that of the numbers of pieces, for all k. *)
Theorem pieces_for_all_k : forall f levels h bits a b n0 p cs c t,
  pieces_recur f levels h a b n0 p cs c = true -> begins_with f bits a b (n0 + length cs) t = true ->
  (forall k, (n0 <= k)%nat -> Z.of_N (t (length cs + k)%nat) = combination cs t k + c) ->
  forall k, pieces (iter k (value f)) a b (t k).
Proof.
  intros f levels h bits a b n0 p cs c t recur begin rec_t.
  destruct (pieces_recur_sound f levels h a b n0 p cs c recur) as (s & counts & rec_s).
  unfold begins_with in begin. rewrite forallb_forall in begin.
  assert (same : forall m k, (k < m)%nat -> s k = t k).
  { induction m as [|m IH]; intros k lt; [lia|].
    destruct (Nat.lt_ge_cases k (n0 + length cs)) as [early|late].
    - assert (inside : In k (seq 0 (n0 + length cs))) by (apply in_seq; lia). specialize (begin k inside).
      destruct (pieces_of f k bits a b) as [n|] eqn:count; [|discriminate]. apply N.eqb_eq in begin. subst n.
      apply (least_cells_unique _ a b _ _ (counts k)). now apply (pieces_of_sound f k bits).
    - assert (back : k = (length cs + (k - length cs))%nat) by lia.
      assert (eq : Z.of_N (s k) = Z.of_N (t k)); [|lia].
      rewrite back, (rec_s (k - length cs)%nat), (rec_t (k - length cs)%nat) by lia.
      f_equal. apply combination_ext. intros i i_lt. destruct cs as [|c0 cs]; [cbn in i_lt; lia|]. apply IH.
      cbn [length] in *. lia. }
  intros k. rewrite <- (same (S k) k) by lia. apply counts.
Qed.

(** ** Generating functions *)

(** The coefficient of t^k in (d_0 + d_1 t + ...) (s(0) + s(1) t + ...). *)
Fixpoint product_coefficient (den : list Z) (s : nat -> N) (k : nat) : Z :=
  match den with
  | [] => 0
  | c :: den' => c * Z.of_N (s k) + match k with O => 0 | S k' => product_coefficient den' s k' end
  end.
(** The power series s(0) + s(1) t + ... is num / den. *)
Definition is_series (num den : list Z) (s : nat -> N) : Prop :=
  forall k, product_coefficient den s k = nth k num 0.

Lemma combination_app : forall cs ds s k,
  combination (cs ++ ds) s k = combination cs s k + combination ds s (length cs + k).
Proof.
  induction cs as [|c cs IH]; intros ds s k; cbn [app combination length Nat.add]; [reflexivity|].
  rewrite IH. replace (length cs + S k)%nat with (S (length cs + k)) by lia. ring.
Qed.
(** The product with a denominator of degree d, at d + k. *)
Lemma product_combination : forall den s k, den <> [] ->
  product_coefficient den s (length den - 1 + k) = combination (rev den) s k.
Proof.
  induction den as [|c den IH]; intros s k nonempty; [contradiction|]. cbn [product_coefficient rev].
  rewrite combination_app, rev_length. cbn [combination length].
  replace (S (length den) - 1 + k)%nat with (length den + k)%nat by lia.
  destruct den as [|c' den].
  - cbn [product_coefficient length Nat.add rev combination]. destruct k; cbn; ring.
  - cbn [length Nat.add]. rewrite <- (IH s k ltac:(discriminate)). cbn [length].
    replace (S (length den) - 1 + k)%nat with (length den + k)%nat by lia. ring.
Qed.

(** The numbers of pieces at the times below [m], as a function. *)
Definition counted (f : plmap) (bits : N) (a b : Q) (m : nat) : option (list N) :=
  fold_right (fun k l => match pieces_of f k bits a b, l with Some n, Some l' => Some (n :: l') | _,
    _ => None end)
    (Some []) (seq 0 m).
Definition series_fits (f : plmap) (levels : nat) (h : hints) (bits : N) (a b : Q) (n0 p : nat)
  (num den : list Z) :
    bool :=
  match den with
  | 1 :: den' =>
    let d := length den' in
    let m := Nat.max (n0 + d) (length num) in
    pieces_recur f levels h a b n0 p (map Z.opp (rev den')) 0 &&
    match counted f bits a b m with
    | Some l => forallb (fun k => Z.eqb (product_coefficient den (fun i => nth i l 0%N) k) (nth k num 0))
      (seq 0 m)
    | None => false
    end
  | _ => false
  end.

Lemma counted_ok : forall f bits a b m l, counted f bits a b m = Some l ->
  forall k, (k < m)%nat -> pieces (iter k (value f)) a b (nth k l 0%N).
Proof.
  intros f bits a b m l count. unfold counted in count.
  assert (gen : forall n i l, fold_right (fun k l => match pieces_of f k bits a b, l with Some n,
    Some l' => Some (n :: l') | _, _ => None end)
    (Some []) (seq i n) = Some l -> forall k, (k < n)%nat ->
      pieces (iter (i + k) (value f)) a b (nth k l 0%N)).
  { clear m l count. induction n as [|n IH]; intros i l count k lt; [lia|]. cbn [seq fold_right] in count.
    destruct (pieces_of f i bits a b) as [w|] eqn:here; [|discriminate].
    destruct (fold_right _ _ (seq (S i) n)) as [l'|] eqn:rest; [|discriminate]. injection count as <-.
    destruct k as [|k]; cbn [nth].
    - rewrite Nat.add_0_r. now apply (pieces_of_sound f i bits).
    - replace (i + S k)%nat with (S i + k)%nat by lia. apply (IH (S i) l' rest). lia. }
  exact (gen m 0%nat l count).
Qed.
Lemma product_ext : forall den s t k, (forall i, (i <= k)%nat -> s i = t i) ->
  product_coefficient den s k = product_coefficient den t k.
Proof.
  induction den as [|c den IH]; intros s t k agree; cbn [product_coefficient]; [reflexivity|].
  rewrite (agree k) by lia. f_equal. destruct k as [|k]; [reflexivity|]. apply IH. intros i le. apply agree.
  lia.
Qed.
Lemma combination_opp : forall cs s k, combination (map Z.opp cs) s k = - combination cs s k.
Proof. induction cs as [|c cs IH]; intros s k; cbn [map combination]; [reflexivity|]. rewrite IH. ring. Qed.

(** T1.8: for every k the number of pieces of f^k is the coefficient of t^k in num / den. *)
Theorem series_fits_sound : forall f levels h bits a b n0 p num den,
  series_fits f levels h bits a b n0 p num den = true ->
  exists s : nat -> N, (forall k, pieces (iter k (value f)) a b (s k)) /\ is_series num den s.
Proof.
  intros f levels h bits a b n0 p num den test. unfold series_fits in test.
  destruct den as [|[|[| |]|] den]; try discriminate. apply andb_true_iff in test as [recur begin].
  set (m := Nat.max (n0 + length den) (length num)) in *.
  destruct (pieces_recur_sound _ _ _ _ _ _ _ _ _ recur) as (s & counts & rec_s). exists s.
  split; [exact counts|].
  destruct (counted f bits a b m) as [l|] eqn:count; [|discriminate]. rewrite forallb_forall in begin.
  intros k. destruct (Nat.lt_ge_cases k m) as [early|late].
  - (* counted *)
    assert (inside : In k (seq 0 m)) by (apply in_seq; lia). specialize (begin k inside).
    apply Z.eqb_eq in begin.
    rewrite <- begin. apply product_ext. intros i le. apply (least_cells_unique _ a b _ _ (counts i)).
    apply (counted_ok f bits a b m l count). lia.
  - (* by the recurrence *)
    assert (num_k : (length num <= k)%nat) by (unfold m in late; lia).
    assert (den_k : (n0 + length den <= k)%nat) by (unfold m in late; lia). clearbody m.
    rewrite (nth_overflow num) by exact num_k. cbn [product_coefficient].
    specialize (rec_s (k - length den)%nat ltac:(lia)).
    rewrite map_length, rev_length, combination_opp in rec_s.
    replace (length den + (k - length den))%nat with k in rec_s by lia. rewrite rec_s.
    destruct den as [|c den].
    + cbn [rev combination]. destruct k; cbn; ring.
    + destruct k as [|k]; [cbn [length] in den_k; lia|].
      rewrite <- (product_combination (c :: den) s) by discriminate. cbn [length] in den_k |- *.
      replace (S (length den) - 1 + (S k - S (length den)))%nat with k by lia. ring.
Qed.
