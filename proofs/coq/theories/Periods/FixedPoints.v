(** * The number of fixed points of f^n, in polynomial time (T2.1, T2.4, T2.5)

    [fixed_points_of_iterate_sound]: if the function [fixed_points_of_iterate f n a b] answers (i, j), then
    f^n has exactly i isolated fixed points in [a, b] and exactly j intervals of fixed points. f may have
    flat pieces, slopes of absolute value below 1 (attracting cycles) and slopes 1 and -1; it maps [a, b]
    into itself (tested). *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Setoid Permutation.
From ExactPL Require Import Definitions.Functions Definitions.Maps Arithmetic.Rationals Arithmetic.Lists.
From ExactPL Require Import Maps.Iterates Maps.Piecewise Maps.Conversion Maps.Images.
From ExactPL Require Import Periods.Addresses Periods.Itineraries Periods.Potentials Periods.Decomposition
  Periods.Cells.
From ExactPL Require Import Periods.Components Periods.FixedPointCheck.
Import ListNotations.
Open Scope Q_scope.

(** ** Lists of rationals without repetition *)

Definition named (t : track) : Q := Qred (start t).

Lemma distinct_in : forall ts t, In t (distinct ts) -> In t ts.
Proof.
  induction ts as [|s ts IH]; intros t inside; [exact inside|]. cbn [distinct] in inside.
  destruct (existsb _ (distinct ts)); [right; now apply IH|].
  destruct inside as [->|inside]; [now left|right; now apply IH].
Qed.
Lemma distinct_all : forall ts t, In t ts -> exists s, In s (distinct ts) /\ start s == start t.
Proof.
  induction ts as [|s ts IH]; intros t inside; [destruct inside|]. cbn [distinct].
  destruct (existsb (fun s0 => Qeq_bool (start s0) (start s)) (distinct ts)) eqn:test.
  - destruct inside as [<-|inside]; [|now apply IH].
    apply existsb_exists in test as (s' & inside & eq). exists s'.
    split; [exact inside|now apply Qeq_bool_iff].
  - destruct inside as [<-|inside].
    + exists s. split; [now left|reflexivity].
    + destruct (IH t inside) as (s' & inside' & eq). exists s'. split; [now right|exact eq].
Qed.
Lemma distinct_names : forall ts, NoDup (map named (distinct ts)).
Proof.
  induction ts as [|s ts IH]; cbn [distinct map]; [constructor|].
  destruct (existsb (fun s0 => Qeq_bool (start s0) (start s)) (distinct ts)) eqn:test; [exact IH|].
  cbn [map]. constructor; [|exact IH]. intros inside. apply in_map_iff in inside as (s' & eq & inside).
  assert (yes : existsb (fun s0 => Qeq_bool (start s0) (start s)) (distinct ts) = true); [|congruence].
  apply existsb_exists. exists s'. split; [exact inside|]. apply Qeq_bool_iff.
  rewrite <- (Qred_correct (start s')), <- (Qred_correct (start s)). unfold named in eq. now rewrite eq.
Qed.

Lemma sum_of_map : forall A B (h : A -> B) (g : B -> Z) l, sum_of g (map h l) = sum_of (fun x => g (h x)) l.
Proof. intros A B h g. induction l as [|x l IH]; cbn [map sum_of]; [reflexivity|]. now rewrite IH. Qed.
Lemma sum_of_filter : forall A (p : A -> bool) (g : A -> Z) l,
  sum_of g (filter p l) = sum_of (fun x => if p x then g x else 0%Z) l.
Proof. intros A p g.
induction l as [|x l IH]; cbn [filter sum_of]; [reflexivity|].
destruct (p x); cbn [sum_of]; lia. Qed.
Lemma sum_of_permutation : forall A (g : A -> Z) l l', Permutation l l' -> sum_of g l = sum_of g l'.
Proof. intros A g l l' p. induction p; cbn [sum_of]; lia. Qed.

(** ** The domain *)

Section Domain.
Variable f : piecewise.
Hypothesis valid : continuous_piecewise f = true.
Variables a b : Q.
Notation F := (image f).
Notation below := (cuts_below (cuts f)).
Notation up_to := (cuts_up_to (cuts f)).

Lemma in_domain_ok : forall x, in_domain a b x = true <-> a <= x /\ x <= b.
Proof. intros x. unfold in_domain. now rewrite andb_true_iff, !Qle_bool_iff. Qed.

Lemma cut_counted : forall cs i c x, rising cs -> nth_error cs i = Some c -> c <= x -> (S i <=
  cuts_up_to cs x)%nat.
Proof.
  induction cs as [|c0 cs IH]; intros i c x rise at_i c_x; [destruct i; discriminate|].
  destruct rise as [first rise]. cbn [cuts_up_to]. destruct i as [|i]; cbn in at_i.
  - injection at_i as ->. replace (Qle_bool c x) with true by (symmetry; now apply Qle_bool_iff). lia.
  - assert (c0 < c) by (apply first; eapply nth_error_In; eauto).
    replace (Qle_bool c0 x) with true by (symmetry; apply Qle_bool_iff; lra).
    specialize (IH i c x rise at_i c_x). lia.
Qed.

(** The end, on the left, of the part of [a, b] in the piece that leads to x. *)
Lemma left_end : forall x, a <= x -> exists u, (u = a \/ In u (cuts f)) /\ a <= u /\ u <= x /\ (u == x \/
  up_to u = below x).
Proof.
  intros x a_x. destruct (Qlt_le_dec a x) as [lt|le].
  2: { exists a. repeat split; auto; lra. }
  assert (other : up_to a = below x -> exists u, (u = a \/ In u (cuts f)) /\ a <= u /\ u <= x /\ (u == x \/
    up_to u = below x)).
  { intros eq. exists a. repeat split; auto; lra. }
  pose proof (cuts_up_to_below (cuts f) a x lt) as bound.
  destruct (below x) as [|p] eqn:p_x; [apply other; lia|].
  pose proof (below_within_left (cuts f) x) as left. rewrite p_x in left. cbn [strictly_within_left] in left.
  destruct (nth_error (cuts f) p) as [c|] eqn:at_p; [|contradiction].
  destruct (Qlt_le_dec c a) as [c_a|a_c].
  - apply other. pose proof (cut_counted (cuts f) p c a (rising_f f valid) at_p ltac:(lra)). lia.
  - exists c. destruct (address_at_cut (cuts f) p c c (rising_f f valid) at_p ltac:(reflexivity)) as [_ up].
    split; [right; eapply nth_error_In; eauto|]. repeat split; auto. lra.
Qed.
(** ** Where the orbits of vertices lead: to those of cuts, or of the left end *)

Hypothesis into : maps_into F a b.

Lemma vertex_orbit : forall n x, vertex f n x -> a <= x -> x <= b ->
  exists c l, (c = a \/ In c (cuts f)) /\ a <= c /\ c <= b /\ (1 <= l <= n)%nat /\ iter n F x == iter l F c.
Proof.
  induction n as [|n IH]; intros x v a_x x_b; [discriminate|].
  destruct (address_cases f valid x) as [eq|[_ (c & at_c & x_c)]].
  - unfold vertex in v. cbn [walk regular_along address_of fst snd] in v.
    rewrite eq, PeanoNat.Nat.eqb_refl in v. cbn [andb] in v.
    destruct (into x a_x x_b) as [a_y y_b].
    destruct (factor (piece_at f (below x))) as [|p|p] eqn:sign.
    + (* flat *)
      destruct (left_end x a_x) as (u & place & a_u & u_x & piece_u).
      assert (same : F x == F u).
      { destruct piece_u as [eq_u|piece_u]; [apply image_extensional; auto; now symmetry|].
        pose proof (image_rise f valid u x u x piece_u ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as rise.
        rewrite piece_u, (slope_flat _ sign) in rise. lra. }
      exists u, (S n). repeat split; auto; try lia; try lra. rewrite <- !iter_shift.
      apply iter_extensional; [apply image_extensional; exact valid|exact same].
    + destruct (IH (F x) v a_y y_b) as (c & l & place & a_c & c_b & l_n & eq_l).
      exists c, l. rewrite <- iter_shift. repeat split; auto; lia.
    + destruct (IH (F x) v a_y y_b) as (c & l & place & a_c & c_b & l_n & eq_l).
      exists c, l. rewrite <- iter_shift. repeat split; auto; lia.
  - exists c, (S n). repeat split; try lia; try lra.
    + right. eapply nth_error_In; eauto.
    + apply iter_extensional; [apply image_extensional; exact valid|exact x_c].
Qed.
End Domain.

(** ** Tracks *)

Section Tracks.
Variable f : piecewise.
Hypothesis valid : continuous_piecewise f = true.
Variables a b : Q.
Variable n : nat.
Notation F := (image f).
Notation Fn := (iter n (image f)).

Lemma places_orbit : forall k x, places (orbit f k x) = walk f k x.
Proof.
  induction k as [|k IH]; intros x; [reflexivity|]. unfold places in *.
  cbn [orbit map walk snd]. f_equal. apply IH.
Qed.
Lemma start_orbit : forall k x, start (orbit f (S k) x) = x.
Proof. reflexivity. Qed.
Lemma point_after_orbit : forall m k x, (m < k)%nat -> point_after m (orbit f k x) = iter m F x.
Proof.
  induction m as [|m IH]; intros [|k] x lt; try lia; [reflexivity|].
  rewrite <- iter_shift. rewrite <- (IH k (F x)) by lia. reflexivity.
Qed.

(** A track that is long enough. *)
Definition long_track (t : track) (x : Q) : Prop := exists k, (n < k)%nat /\ t = orbit f k x.
Lemma long_start : forall t x, long_track t x -> start t = x.
Proof. intros t x (k & n_k & ->). destruct k as [|k]; [lia|reflexivity]. Qed.
Lemma long_back : forall t x, long_track t x -> back n t = fixed f n x.
Proof.
  intros t x long. pose proof (long_start t x long) as eq. destruct long as (k & n_k & ->).
  unfold back. rewrite eq, point_after_orbit by exact n_k. fold (fixed f n x).
  destruct (fixed f n x) eqn:fix_x; [|now destruct (agree _ _)]. apply fixed_ok in fix_x.
  assert (same : agree (places (skipn n (orbit f k x))) (places (orbit f k x)) = true); [|now rewrite same].
  assert (skip : forall m j y, (m <= j)%nat -> skipn m (orbit f j y) = orbit f (j - m) (iter m F y)).
  { induction m as [|m IH]; intros [|j] y le; try lia; try reflexivity.
    cbn [orbit skipn]. change (apply_affine (piece_at f (fst (address_of f y))) y) with (F y).
    rewrite IH by lia. now rewrite iter_shift. }
  rewrite skip, !places_orbit, (walk_same f valid (k - n) _ x fix_x) by lia.
  assert (prefix : forall i j y, (i <= j)%nat -> agree (walk f i y) (walk f j y) = true).
  { induction i as [|i IH]; intros [|j] y le; try lia; try reflexivity. cbn [walk agree address_of].
    rewrite !Nat.eqb_refl. apply IH. lia. }
  apply prefix. lia.
Qed.
Lemma long_slope : forall t x side, long_track t x -> slope_along f n (places t) side =
  slope_beside f n x side.
Proof. intros t x side (k & n_k & ->). rewrite places_orbit. apply slope_prefix. lia. Qed.
Lemma long_sign : forall t x side, long_track t x -> sign_along f n (places t) side = sign_beside f n x side.
Proof. intros t x side (k & n_k & ->). rewrite places_orbit. apply sign_prefix. lia. Qed.
Lemma long_form : forall t x side, long_track t x -> form_along f n (places t) side =
  form_along f n (walk f n x) side.
Proof. intros t x side (k & n_k & ->). rewrite places_orbit. apply form_prefix. lia. Qed.
Lemma long_regular : forall t x, long_track t x -> regular_along f n (places t) =
  regular_along f n (walk f n x).
Proof. intros t x (k & n_k & ->). rewrite places_orbit. apply regular_prefix. lia. Qed.
Lemma long_turn : forall t x side, long_track t x -> turn_on f n t side = turn f n x side.
Proof.
  intros t x side long. unfold turn_on, turn, above_on, above.
  rewrite (long_back t x long), (long_slope t x side long), (long_sign t x side long), (long_start t x long).
  destruct long as (k & n_k & ->).
  rewrite point_after_orbit by exact n_k.
  destruct (sign_beside f n x side); reflexivity.
Qed.
Lemma long_still : forall t x side, long_track t x -> still_on f n t side = still f n x side.
Proof.
  intros t x side long. unfold still_on, still. rewrite (long_back t x long), (long_slope t x side long).
  now destruct (fixed f n x).
Qed.

Lemma later_tracks_ok : forall m k x t, (m <= k)%nat ->
  (In t (later_tracks m (orbit f k x)) <-> exists l, (1 <= l <= m)%nat /\ t = orbit f (k - l) (iter l F x)).
Proof.
  induction m as [|m IH]; intros [|k] x t le; try lia.
  - cbn. split; [intros []|intros (l & bound & _); lia].
  - cbn. split; [intros []|intros (l & bound & _); lia].
  - cbn [orbit later_tracks In].
    change (orbit f k (apply_affine (piece_at f (fst (address_of f x))) x)) with (orbit f k (F x)).
    rewrite (IH k (F x) t) by lia. split.
    + intros [<-|(l & bound & ->)].
      * exists 1%nat. split; [lia|]. cbn [iter]. now replace (S k - 1)%nat with k by lia.
      * exists (S l). split; [lia|]. now rewrite iter_shift.
    + intros (l & bound & ->). destruct l as [|l]; [lia|]. destruct l as [|l].
      * left. cbn [iter]. now replace (S k - 1)%nat with k by lia.
      * right. exists (S l). split; [lia|]. now rewrite iter_shift.
Qed.

Definition tracks : list track :=
  map (fun c => if in_domain a b c then orbit f (S (2 * n)) c else []) (cuts f).
Definition candidates : list track :=
  flat_map (later_tracks n) (orbit f (S (2 * n)) a :: orbit f (S (2 * n)) b :: tracks).

Lemma tracks_at : forall i c, nth_error (cuts f) i = Some c ->
  nth_error tracks i = Some (if in_domain a b c then orbit f (S (2 * n)) c else []).
Proof. intros i c at_i. unfold tracks. now rewrite nth_error_map, at_i. Qed.

Lemma candidates_long : forall t, In t candidates -> exists x, long_track t x.
Proof.
  intros t inside. unfold candidates in inside. apply in_flat_map in inside as (s & in_s & in_t).
  assert (from : forall x, In t (later_tracks n (orbit f (S (2 * n)) x)) -> exists y, long_track t y).
  { intros x in_x. apply later_tracks_ok in in_x as (l & bound & ->); [|lia].
    exists (iter l F x), (S (2 * n) - l)%nat. split; [lia|reflexivity]. }
  destruct in_s as [<-|[<-|in_s]]; [now apply (from a)|now apply (from b)|].
  unfold tracks in in_s. apply in_map_iff in in_s as (c & <- & _).
  destruct (in_domain a b c); [now apply (from c)|]. exfalso. revert in_t. clear. destruct n; intros [].
Qed.
Lemma candidates_all : forall c l, (c = a \/ c = b \/ In c (cuts f)) -> a <= c -> c <= b ->
  (1 <= l <= n)%nat -> exists t, In t candidates /\ long_track t (iter l F c).
Proof.
  intros c l place a_c c_b bound. exists (orbit f (S (2 * n) - l) (iter l F c)). split.
  - unfold candidates. apply in_flat_map. exists (orbit f (S (2 * n)) c). split.
    + destruct place as [->|[->|inside]]; [now left|right; now left|].
      right. right. unfold tracks. apply in_map_iff.
      exists c. split; [|exact inside].
      now replace (in_domain a b c) with true by (symmetry; now apply in_domain_ok).
    + apply later_tracks_ok; [lia|]. now exists l.
  - exists (S (2 * n) - l)%nat. split; [lia|reflexivity].
Qed.

Hypothesis a_b : a < b.
Hypothesis into : maps_into F a b.

(** Every end of a cell leads to a candidate. *)
Lemma vertex_candidate : forall x, a <= x -> x <= b -> (1 <= n)%nat -> x = a \/ x = b \/ vertex f n x ->
  exists t y, In t candidates /\ long_track t y /\ y == Fn x.
Proof.
  intros x a_x x_b n_1 [->|[->|v]].
  - destruct (candidates_all a n) as (t & inside & long); [tauto|lra|lra|lia|].
    exists t, (iter n F a). split; [exact inside|]. split; [exact long|reflexivity].
  - destruct (candidates_all b n) as (t & inside & long); [tauto|lra|lra|lia|].
    exists t, (iter n F b). split; [exact inside|]. split; [exact long|reflexivity].
  - destruct (vertex_orbit f valid a b into n x v a_x x_b) as (c & l & place & a_c & c_b & bound & eq).
    destruct (candidates_all c l) as (t & inside & long); [tauto|exact a_c|exact c_b|exact bound|].
    exists t, (iter l F c). split; [exact inside|]. split; [exact long|now symmetry].
Qed.

(** ** Special fixed points *)

Definition specials_found : list track := distinct (filter (special f a b n) candidates).
Definition special_point (x : Q) : Prop := a < x /\ x < b /\ vertex f n x /\ Fn x == x.

Lemma specials_sound : forall t, In t specials_found -> exists x, long_track t x /\ special_point x.
Proof.
  intros t inside. apply distinct_in, filter_In in inside as [inside test].
  destruct (candidates_long t inside) as [x long]. exists x. split; [exact long|].
  unfold special, strictly_inside in test.
  rewrite (long_start t x long), (long_regular t x long), (long_back t x long) in test.
  destruct (regular_along f n (walk f n x)) eqn:reg; [discriminate|].
  destruct (Qlt_bool a x) eqn:a_x; [|discriminate]. destruct (Qlt_bool x b) eqn:x_b; [|discriminate].
  apply Qlt_bool_lt in a_x, x_b.
  repeat split; auto. now apply fixed_ok.
Qed.
Lemma specials_complete : forall x, special_point x -> exists t, In t specials_found /\ start t == x.
Proof.
  intros x (a_x & x_b & v & fix_x).
  destruct n as [|m] eqn:n_eq; [discriminate|]. rewrite <- n_eq in *.
  destruct (vertex_candidate x) as (t & y & inside & long & eq); try lra; try lia; auto.
  assert (y_x : y == x) by lra.
  destruct (distinct_all (filter (special f a b n) candidates) t) as (s & in_s & eq_s).
  - apply filter_In. split; [exact inside|]. unfold special, strictly_inside.
    rewrite (long_start t y long), (long_regular t y long), (long_back t y long).
    rewrite (walk_same f valid n y x y_x), v, (fixed_same f valid n y x y_x).
    rewrite (Qlt_bool_of_lt a y), (Qlt_bool_of_lt y b) by lra. now apply fixed_ok.
  - exists s. split; [exact in_s|]. rewrite eq_s, (long_start t y long). exact y_x.
Qed.

(** ** Regular fixed points with slope in (0, 1) or -1 *)

Lemma rest_point_ok : forall g x, apply_affine g x == x -> ~ slope g == 1 -> rest_point g == x.
Proof.
  intros g x fix_x not_one. unfold rest_point.
  assert (key : x * inject_Z (Zpos (denominator g) - factor g) == inject_Z (constant g)).
  { rewrite apply_affine_eq in fix_x. unfold slope, offset in fix_x.
    rewrite !Qmake_Qdiv in fix_x. unfold Z.sub. rewrite inject_Z_plus, inject_Z_opp.
    assert (nonzero : ~ inject_Z (Zpos (denominator g)) == 0) by discriminate.
    set (p := inject_Z (factor g)) in *.
    set (q := inject_Z (constant g)) in *.
    set (d := inject_Z (Zpos (denominator g))) in *.
    clearbody p q d. assert (eq : p * x + q == x * d) by (rewrite <- fix_x at 2; field; exact nonzero). lra. }
  destruct (Zpos (denominator g) - factor g)%Z as [|p|p] eqn:diff.
  - exfalso. apply not_one. unfold slope, Qeq; cbn. lia.
  - rewrite Qmake_Qdiv, <- key. field. discriminate.
  - rewrite Qmake_Qdiv, inject_Z_opp, <- key.
    change (Zneg p) with (- Zpos p)%Z. rewrite inject_Z_opp. field.
    discriminate.
Qed.

Lemma slope_of_word_along : forall m ws side, slope_of_word f (word_along f m ws side) =
  slope_along f m ws side.
Proof.
  induction m as [|m IH]; intros [|place ws] side; cbn [word_along slope_of_word slope_along];
    try reflexivity.
  destruct (factor _); auto; now rewrite IH.
Qed.
Lemma form_of_word_along : forall m ws side, form_of_word f (word_along f m ws side) = form_along f m ws side.
Proof.
  induction m as [|m IH]; intros [|place ws] side; cbn [word_along form_of_word form_along]; try reflexivity.
  now rewrite IH.
Qed.
Lemma same_word_ok : forall v w, same_word v w = true -> v = w.
Proof.
  induction v as [|p v IH]; intros [|q w] test; cbn [same_word] in test; try discriminate; [reflexivity|].
  destruct (Nat.eqb_spec p q) as [->|ne]; [|discriminate]. now rewrite (IH w test).
Qed.
Lemma distinct_words_in : forall words w, In w words -> In w (distinct_words words).
Proof.
  induction words as [|v words IH]; intros w inside; [destruct inside|]. cbn [distinct_words].
  destruct (existsb (same_word v) (distinct_words words)) eqn:test.
  - destruct inside as [<-|inside]; [|now apply IH].
    apply existsb_exists in test as (u & inside & same). apply same_word_ok in same. now subst.
  - destruct inside as [<-|inside]; [now left|right; now apply IH].
Qed.

(** The kinds of slopes for which the search is complete. *)
Definition contracting (kind : Q -> bool) : Prop :=
  forall s, kind s = true -> ~ s == 1 /\ ~ s == 0 /\ -1 <= s /\ s <= 1.
Lemma attracting_contracting : contracting attracting.
Proof.
  intros s test. unfold attracting in test.
  apply andb_true_iff in test as [low high].
  apply Qlt_bool_lt in low, high.
  repeat split; lra.
Qed.
Lemma reversing_contracting : contracting reversing.
Proof. intros s test. unfold reversing in test. apply Qeq_bool_iff in test. repeat split; lra. Qed.

Definition regular_of_kind (kind : Q -> bool) (x : Q) : Prop :=
  a < x /\ x < b /\ regular_along f n (walk f n x) = true /\ Fn x == x /\ kind (slope_beside f n x true) =
    true.

Lemma kind_sound : forall kind t, In t (fixed_of_kind f a b n kind (words_of f n candidates)) ->
  exists x, long_track t x /\ regular_of_kind kind x.
Proof.
  intros kind t inside. apply distinct_in, filter_In in inside as [inside test].
  apply in_map_iff in inside as (w & from_w & _).
  assert (long : exists x, long_track t x).
  { exists (rest_point (form_of_word f w)), (S n). split; [lia|now symmetry]. }
  destruct long as [x long]. exists x. split; [exact long|].
  unfold regular_fixed_on, strictly_inside in test.
  rewrite (long_start t x long), (long_regular t x long), (long_back t x long), (long_slope t x true long)
    in test.
  destruct (regular_along f n (walk f n x)) eqn:reg; [|discriminate].
  destruct (Qlt_bool a x) eqn:a_x; [|discriminate]. destruct (Qlt_bool x b) eqn:x_b; [|discriminate].
  destruct (fixed f n x) eqn:fix_x; [|discriminate].
  apply Qlt_bool_lt in a_x, x_b. repeat split; auto. now apply fixed_ok.
Qed.

(** A side of a candidate in the cell of x leads to x. *)
Lemma guess_ok : forall kind t y side x, contracting kind -> In t candidates -> long_track t y ->
  regular_of_kind kind x -> slope_beside f n y side = slope_beside f n x true ->
  (sign_along f n (walk f n y) side <> 0%Z -> Fn x == apply_affine (form_along f n (walk f n y) side) x) ->
  exists s, In s (fixed_of_kind f a b n kind (words_of f n candidates)) /\ start s == x.
Proof.
  intros kind t y side x small inside long (a_x & x_b & reg & fix_x & kind_x) slope_y form_y.
  destruct (small _ kind_x) as (not_one & not_zero & _).
  assert (nonzero : sign_along f n (walk f n y) side <> 0%Z).
  { intros zero. apply slope_zero in zero.
    fold (slope_beside f n y side) in zero. rewrite slope_y in zero.
    contradiction. }
  assert (rest : rest_point (form_along f n (walk f n y) side) == x).
  { apply rest_point_ok; [rewrite <- (form_y nonzero); exact fix_x|].
    rewrite form_slope by exact nonzero. fold (slope_beside f n y side). now rewrite slope_y. }
  set (z := rest_point (form_along f n (walk f n y) side)) in *.
  assert (long_z : long_track (orbit f (S n) z) z) by (exists (S n); split; [lia|reflexivity]).
  destruct (distinct_all (filter (regular_fixed_on f a b n kind) (guesses f n kind (words_of f n candidates)))
    (orbit f (S n) z))
    as (s & in_s & eq_s).
  - apply filter_In. split.
    + unfold guesses. apply in_map_iff. exists (word_along f n (places t) side). split.
      * rewrite form_of_word_along, (long_form t y _ long). reflexivity.
      * apply filter_In. split.
        -- apply distinct_words_in, in_flat_map. exists t.
           split; [exact inside|]. destruct side; [right; now left|now left].
        -- rewrite slope_of_word_along, (long_slope t y side long), slope_y. exact kind_x.
    + unfold regular_fixed_on, strictly_inside.
      rewrite (long_start _ z long_z), (long_regular _ z long_z), (long_back _ z long_z),
        (long_slope _ z true long_z).
      rewrite (walk_same f valid n z x rest), (fixed_same f valid n z x rest),
        (slope_beside_same f valid n z x true rest).
      rewrite (Qlt_bool_of_lt a z), (Qlt_bool_of_lt z b), reg, kind_x by lra.
      now replace (fixed f n x) with true by (symmetry; now apply fixed_ok).
  - exists s. split; [exact in_s|]. rewrite eq_s. exact rest.
Qed.

Lemma kind_complete : forall kind x, contracting kind -> regular_of_kind kind x ->
  exists t, In t (fixed_of_kind f a b n kind (words_of f n candidates)) /\ start t == x.
Proof.
  intros kind x small all. pose proof all as (a_x & x_b & reg & fix_x & kind_x).
  destruct (small _ kind_x) as (not_one & not_zero & low & high).
  assert (n_1 : (1 <= n)%nat) by (destruct n; [exfalso; apply not_one; reflexivity|lia]).
  destruct (decomposition_exists f valid n a b a_b) as [vs d].
  destruct (decomposed_cases _ _ _ _ _ d x a_x x_b) as [(y & inside & eq)|(p & q & p_x & x_q & cell & end_p &
    end_q)].
  { destruct (decomposed_nodes _ _ _ _ _ d y inside) as (v & _).
    apply (vertex_same f valid n y x) in v; [|now symmetry].
    unfold vertex in v. congruence. }
  assert (in_p : a <= p /\ p <= b /\ (p = a \/ p = b \/ vertex f n p)).
  { destruct end_p as [->|inside]; [repeat split; auto; lra|].
    destruct (decomposed_nodes _ _ _ _ _ d p inside) as (v & a_p & p_b). repeat split; auto; lra. }
  assert (in_q : a <= q /\ q <= b /\ (q = a \/ q = b \/ vertex f n q)).
  { destruct end_q as [->|inside]; [repeat split; auto; lra|].
    destruct (decomposed_nodes _ _ _ _ _ d q inside) as (v & a_q & q_b). repeat split; auto; lra. }
  destruct in_p as (a_p & p_b & kind_p). destruct in_q as (a_q & q_b & kind_q).
  destruct (branch_inside f valid n p q cell x p_x x_q) as (slope_x & _ & _).
  destruct (branch_ends f n p q cell) as [sign_pq slope_pq].
  pose proof (slope_x true) as slope_xp.
  destruct (branch_line f valid n p q cell p ltac:(lra) ltac:(lra)) as [_ line_pq].
  destruct (branch_line f valid n p q cell x ltac:(lra) ltac:(lra)) as [line_p line_q].
  fold (slope_beside f n x true) in slope_xp. fold (slope_beside f n p true) in slope_xp, slope_pq, line_p.
  fold (slope_beside f n q false) in slope_pq, line_q.
  rewrite <- slope_pq, <- slope_xp in line_q.
  rewrite <- slope_xp in line_p.
  set (s := slope_beside f n x true) in *.
  (* f^n takes one of the two ends into the cell, or to the other end *)
  assert (back_in : (p < Fn p /\ Fn p <= q) \/ (p <= Fn q /\ Fn q < q)).
  { assert (at_p : Fn p == x - s * (x - p)) by lra. assert (at_q : Fn q == x + s * (q - x)) by lra.
    destruct (Qlt_le_dec s 0) as [neg|nonneg].
    - destruct (Qlt_le_dec (q - x) (x - p)) as [lt|le]; [right|left]; split; nra.
    - left. assert (0 < s /\ s < 1) as [] by (split; lra). split; nra. }
  destruct back_in as [[p_y y_q]|[p_y y_q]].
  - destruct (vertex_candidate p a_p p_b n_1 kind_p) as (t & y & inside & long & eq).
    assert (sub : branch f n p y) by (apply (branch_sub f valid n p q); auto; lra).
    destruct (branch_ends f n p y sub) as [sign_y slope_y].
    apply (guess_ok kind t y false x); auto.
    + unfold slope_beside at 1. rewrite <- slope_y. symmetry. exact slope_xp.
    + intros nonzero. rewrite <- sign_y in nonzero.
      pose proof (form_ends f n p y true sub nonzero) as same_form.
      cbn [negb] in same_form. rewrite <- same_form.
      apply (form_line f valid n p q cell); [exact nonzero|lra|lra].
  - destruct (vertex_candidate q a_q q_b n_1 kind_q) as (t & y & inside & long & eq).
    assert (sub : branch f n y q) by (apply (branch_sub f valid n p q); auto; lra).
    destruct (branch_ends f n y q sub) as [sign_y slope_y].
    apply (guess_ok kind t y true x); auto.
    + unfold slope_beside at 1. rewrite slope_y.
      fold (slope_beside f n q false). rewrite <- slope_pq. symmetry.
      exact slope_xp.
    + intros nonzero. pose proof (form_ends f n y q true sub nonzero) as same_form.
      rewrite sign_y, <- sign_pq in nonzero. pose proof (form_ends f n p q true cell nonzero) as same_form'.
      cbn [negb] in same_form, same_form'. rewrite same_form, <- same_form'.
      apply (form_line f valid n p q cell); [exact nonzero|lra|lra].
Qed.

(** ** The sum over the vertices *)

Lemma sum_of_turns_ok : forall vs, decomposed (open_cell f n) (vertex f n) a vs b ->
  forall i c, nth_error (cuts f) i = Some c -> a <= c -> c <= b -> forall k l, (1 <= l)%nat -> (l + k =
    S n)%nat ->
  sum_of_turns f a b (walk f (S (2 * n)) c) (walk f (S (2 * n)) a) (walk f (S (2 * n)) b)
    (rows_of f i (map places tracks) k) l (orbit f (S (2 * n) - l) (iter l F c)) =
  sum_of (fun x => turns_at f (map places tracks) i c k l x x) vs.
Proof.
  intros vs d i c at_i a_c c_b. induction k as [|k IH]; intros l positive total.
  - cbn [rows_of sum_of_turns turns_at]. symmetry. now apply sum_of_zero.
  - destruct (S (2 * n) - l)%nat as [|m] eqn:m_eq; [lia|].
    set (R := rows_of f i (map places tracks) (S k)).
    assert (R_length : length R = S k) by (unfold R; apply rows_length).
    assert (unfolded : sum_of_turns f a b (walk f (S (2 * n)) c) (walk f (S (2 * n)) a) (walk f (S (2 * n)) b)
      R l
        (orbit f (S m) (iter l F c)) =
      (turn_of f l c * balance f a b R (walk f (S (2 * n)) a) (walk f (S (2 * n)) b) (iter l F c)
        (walk f (S m) (iter l F c)) +
       sum_of_turns f a b (walk f (S (2 * n)) c) (walk f (S (2 * n)) a) (walk f (S (2 * n)) b)
         (rows_of f i (map places tracks) k) (S l) (orbit f (S (2 * n) - S l) (iter (S l) F c)))%Z).
    { unfold R. cbn [rows_of]. cbn [orbit]. cbn [sum_of_turns].
      replace (S (2 * n) - S l)%nat with m by lia. f_equal.
      change ((iter l F c, address_of f (iter l F c)) :: orbit f m (apply_affine (piece_at f (fst (address_of
        f (iter l F c)))) (iter l F c)))
        with (orbit f (S m) (iter l F c)).
      rewrite places_orbit, (sign_prefix f l (S (2 * n)) c true), (sign_prefix f l (S (2 * n)) c false)
        by lia.
      fold (turn_of f l c). destruct (turn_of f l c); reflexivity. }
    rewrite unfolded, IH by lia. cbn [turns_at]. fold R. rewrite sum_of_plus. f_equal.
    rewrite (sum_of_same _ _ (fun x => turn_of f l c * (jump f R x * compare_sign (iter l F c) x))%Z)
      by (intros; lia).
    rewrite (sum_of_times Q (fun x => jump f R x * compare_sign (iter l F c) x)%Z). f_equal.
    unfold balance.
    rewrite (potential_prefix f R (S (2 * n)) a true), (potential_prefix f R (S (2 * n)) b false) by lia.
    rewrite (potential_prefix f R (S m) (iter l F c) true), (potential_prefix f R (S m) (iter l F c) false)
      by lia.
    destruct (iter_in F a b into l c a_c c_b) as [a_y y_b].
    symmetry. unfold jump.
    apply (signed_sum_of_jumps (vertex f n) (open_cell f n) (fun x side => potential_along f R (walk f (length
      R) x) side)); auto.
    + intros p q [b_pq _] p_q. apply (potential_ends f); [lia|]. apply (branch_le f n); [lia|exact b_pq].
    + intros x y side eq. now rewrite (walk_same f valid (length R) x y eq).
    + intros p q p' q' p_p' p'_q' q'_q [b_pq no_flat]. split; [now apply (branch_sub f valid n p q)|].
      intros zero x p_x x_q. apply no_flat; try lra.
      destruct (branch_ends f n p' q (branch_sub f valid n p q p' q ltac:(lra) ltac:(lra) ltac:(lra) b_pq))
        as [eq_q _].
      destruct (branch_ends f n p q b_pq) as [-> _]. rewrite <- eq_q. exact zero.
Qed.

Lemma turns_ok : forall vs, decomposed (open_cell f n) (vertex f n) a vs b ->
  sum_of (turns_of_cut f a b n tracks (places (orbit f (S (2 * n)) a)) (places (orbit f (S (2 * n)) b)))
    (seq 0 (length tracks)) =
  sum_of (fun x => turn_of f n x * compare_sign (Fn x) x)%Z vs.
Proof.
  intros vs d. rewrite !places_orbit.
  assert (len : length tracks = length (cuts f)) by (unfold tracks; apply length_of_map).
  rewrite (sum_of_same _ _ (fun i => sum_of (fun x => turns_by_cut f a b (map places tracks) i n x x) vs)).
  - rewrite sum_of_exchange. apply sum_of_same. intros x inside.
    destruct (decomposed_nodes _ _ _ _ _ d x inside) as (_ & a_x & x_b).
    rewrite len. apply (turns_sum f valid a b into (map places tracks) n); try lra; try lia.
    + rewrite length_of_map. exact len.
    + intros i c at_i a_c c_b. exists (2 * n)%nat. split; [lia|].
      rewrite nth_error_map, (tracks_at i c at_i).
      replace (in_domain a b c) with true by (symmetry; now apply in_domain_ok).
      cbn [option_map]. now rewrite places_orbit.
  - intros i _. unfold turns_of_cut, turns_by_cut.
    destruct (nth_error (cuts f) i) as [c|] eqn:at_i.
    + rewrite (tracks_at i c at_i). destruct (in_domain a b c) eqn:dom.
      * apply in_domain_ok in dom as [a_c c_b]. rewrite places_orbit.
        rewrite <- (sum_of_turns_ok vs d i c at_i a_c c_b n 1) by lia.
        change (tl (orbit f (S (2 * n)) c)) with (orbit f (2 * n) (F c)).
        now replace (S (2 * n) - 1)%nat with (2 * n)%nat by lia.
      * rewrite sum_of_zero by auto. destruct (rows_of f i (map places tracks) n); reflexivity.
    + assert (none : nth_error tracks i = None) by (apply nth_error_None; rewrite len;
        now apply nth_error_None).
      rewrite none. symmetry. now apply sum_of_zero.
Qed.

(** The fixed vertices are the special points. *)
Lemma specials_permutation : forall vs, decomposed (open_cell f n) (vertex f n) a vs b ->
  Permutation (map Qred (filter (fixed f n) vs)) (map named specials_found).
Proof.
  intros vs d. apply NoDup_Permutation.
  - assert (sub : forall p l, NoDup (map Qred l) -> NoDup (map Qred (filter p l))).
    { intros p. induction l as [|x l IH]; intros nd; [exact nd|].
      cbn [filter]. inversion_clear nd as [|? ? out nd'].
      destruct (p x); [|now apply IH]. cbn [map]. constructor; [|now apply IH].
      intros inside. apply out.
      apply in_map_iff in inside as (y & eq & inside).
      apply filter_In in inside as [inside _].
      apply in_map_iff. now exists y. }
    apply sub. exact (decomposed_distinct _ _ _ _ _ d).
  - apply distinct_names.
  - intros y. split; intros inside.
    + apply in_map_iff in inside as (x & <- & inside). apply filter_In in inside as [inside fix_x].
      destruct (decomposed_nodes _ _ _ _ _ d x inside) as (v & a_x & x_b). apply fixed_ok in fix_x.
      destruct (specials_complete x) as (t & in_t & eq); [repeat split; auto|].
      apply in_map_iff. exists t. split; [|exact in_t]. unfold named. now apply Qred_complete.
    + apply in_map_iff in inside as (t & <- & inside).
      destruct (specials_sound t inside) as (x & long & a_x & x_b & v & fix_x).
      unfold named. rewrite (long_start t x long). 
      destruct (decomposed_cases _ _ _ _ _ d x a_x x_b) as [(y & in_y & eq)|(p & q & p_x & x_q & [cell
        no_flat] & _)].
      * apply in_map_iff. exists y. split; [now apply Qred_complete|]. apply filter_In. split; [exact in_y|].
        rewrite <- (fixed_same f valid n x y eq). now apply fixed_ok.
      * exfalso.
        destruct (branch_inside f valid n p q cell x p_x x_q) as (_ & _ & reg).
        unfold vertex in v. rewrite v in reg.
        destruct (Z.eqb_spec (sign_along f n (walk f n p) true) 0) as [zero|nonzero]; [|discriminate].
        exact (no_flat zero x p_x x_q fix_x).
Qed.
Lemma specials_sum : forall vs (g : Q -> Z), decomposed (open_cell f n) (vertex f n) a vs b ->
  (forall x y, x == y -> g x = g y) ->
  sum_of (fun x => if fixed f n x then g x else 0%Z) vs = sum_of (fun t => g (start t)) specials_found.
Proof.
  intros vs g d same. rewrite <- sum_of_filter.
  assert (red : forall l, sum_of g l = sum_of g (map Qred l)).
  { intros l. rewrite sum_of_map. apply sum_of_same. intros x _. apply same. symmetry. apply Qred_correct. }
  rewrite red, (sum_of_permutation _ g _ _ (specials_permutation vs d)), sum_of_map.
  apply sum_of_same. intros t _. apply same. apply Qred_correct.
Qed.

(** The number of points found of a kind. *)
Lemma kind_number : forall kind zs, contracting kind ->
  (forall z, In z zs -> Qred z = z /\ regular_fixed f n a b z) ->
  (forall x, regular_fixed f n a b x -> In (Qred x) zs) -> NoDup zs ->
  length (fixed_of_kind f a b n kind (words_of f n candidates)) =
    length (filter (fun z => kind (slope_beside f n z true)) zs).
Proof.
  intros kind zs small ok complete nd.
  rewrite <- (length_of_map _ _ named). apply Permutation_length. apply NoDup_Permutation.
  - apply distinct_names.
  - now apply NoDup_filter.
  - intros y. split; intros inside.
    + apply in_map_iff in inside as (t & <- & inside).
      destruct (kind_sound kind t inside) as (x & long & a_x & x_b & reg & fix_x & kind_x).
      unfold named. rewrite (long_start t x long). destruct (small _ kind_x) as (not_one & _).
      apply filter_In. split; [apply complete; repeat split; auto|].
      now rewrite (slope_beside_same f valid n (Qred x) x true (Qred_correct x)).
    + apply filter_In in inside as [inside kind_y].
      destruct (ok y inside) as (red & a_y & y_b & fix_y & reg & _).
      destruct (kind_complete kind y small) as (t & in_t & eq); [repeat split; auto|].
      apply in_map_iff. exists t. split; [|exact in_t]. unfold named. rewrite <- red. now apply Qred_complete.
Qed.

(** ** The numbers *)

Theorem count_fixed_ok : let c := count_fixed f a b n in exists zs parts,
  (forall z, In z zs -> Qred z = z /\ regular_fixed f n a b z) /\
  (forall x, regular_fixed f n a b x -> In (Qred x) zs) /\
  NoDup zs /\
  regulars c = Z.of_nat (length zs) /\
  fixed_parts Fn a b parts /\
  singles parts = isolated_of f n c /\
  intervals parts = intervals_of f n c.
Proof.
  intros c. destruct (open_decomposition_exists f valid n a b a_b) as [vs d].
  destruct (cells_summary f valid n vs a b d) as (zs & parts & ok & complete & nd & turns & comps & isolated &
    long & _).
  exists zs, parts. split; [exact ok|]. split; [exact complete|]. split; [exact nd|].
  assert (long_a : long_track (orbit f (S (2 * n)) a) a) by (exists (S (2 * n)); split; [lia|reflexivity]).
  assert (long_b : long_track (orbit f (S (2 * n)) b) b) by (exists (S (2 * n)); split; [lia|reflexivity]).
  assert (special_long : forall t, In t specials_found -> long_track t (start t)).
  { intros t inside.
    destruct (specials_sound t inside) as (x & long_t & _).
    now rewrite (long_start t x long_t). }
  assert (reg : regulars c = Z.of_nat (length zs)).
  { assert (twice : (turn_on f n (orbit f (S (2 * n)) b) false - turn_on f n (orbit f (S (2 * n)) a) true -
        sum_of (turns_of_cut f a b n tracks (places (orbit f (S (2 * n)) a)) (places (orbit f (S (2 * n)) b)))
          (seq 0 (length tracks)) -
        sum_of (fun t => turn_on f n t true - turn_on f n t false) specials_found +
        4 * Z.of_nat (length (fixed_of_kind f a b n attracting (words_of f n candidates))) =
          2 * Z.of_nat (length zs))%Z).
    { rewrite (long_turn _ a _ long_a), (long_turn _ b _ long_b), (turns_ok vs d).
      rewrite (kind_number attracting zs attracting_contracting ok complete nd).
      rewrite (sum_of_same _ (fun t => turn_on f n t true - turn_on f n t false)%Z (fun t => turn f n (start
        t) true - turn f n (start t) false)%Z).
      2: { intros t inside. now rewrite !(long_turn t (start t) _ (special_long t inside)). }
      rewrite <- (specials_sum vs (fun x => turn f n x true - turn f n x false)%Z d).
      2: { intros x y eq. now rewrite !(turn_same f valid n x y _ eq). }
      rewrite (sum_of_same _ (fun x => turn f n x true - turn f n x false)%Z
        (fun x => turn_of f n x * compare_sign (Fn x) x + (if fixed f n x then turn f n x true - turn f n x
          false else 0))%Z) in turns.
      2: { intros x _. destruct (fixed f n x) eqn:fix_x.
           - apply fixed_ok in fix_x. rewrite (compare_sign_eq _ _ fix_x). lia.
           - unfold turn, above, turn_of, sign_beside. rewrite fix_x. lia. }
      rewrite sum_of_plus in turns. lia. }
    match type of twice with ?t = _ => change (regulars c) with (Z.div2 t) end.
    rewrite twice. rewrite Z.div2_div, (Z.mul_comm 2), Z.div_mul; lia. }
  split; [exact reg|]. split; [exact comps|]. rewrite isolated, long.
  unfold isolated_of, intervals_of. rewrite reg.
  change (specials c) with specials_found. change (track_a c) with (orbit f (S (2 * n)) a).
  change (track_b c) with (orbit f (S (2 * n)) b).
  rewrite (long_back _ a long_a), (long_back _ b long_b), !(long_still _ a _ long_a),
    !(long_still _ b _ long_b).
  split.
  - f_equal. f_equal. 
    rewrite (sum_of_same _ (fun t => bit (negb (still_on f n t true) && negb (still_on f n t false)))
      (fun t => bit (negb (still f n (start t) true) && negb (still f n (start t) false)))).
    2: { intros t inside. now rewrite !(long_still t (start t) _ (special_long t inside)). }
    rewrite <- (specials_sum vs (fun x => bit (negb (still f n x true) && negb (still f n x false))) d).
    2: { intros x y eq. now rewrite !(still_same f valid n x y _ eq). }
    apply sum_of_same. intros x _. destruct (fixed f n x); reflexivity.
  - f_equal.
    rewrite (sum_of_same _ (fun t => bit (still_on f n t true && negb (still_on f n t false)))
      (fun t => bit (still f n (start t) true && negb (still f n (start t) false)))).
    2: { intros t inside. now rewrite !(long_still t (start t) _ (special_long t inside)). }
    rewrite <- (specials_sum vs (fun x => bit (still f n x true && negb (still f n x false))) d).
    2: { intros x y eq. now rewrite !(still_same f valid n x y _ eq). }
    apply sum_of_same. intros x _. unfold still. destruct (fixed f n x); reflexivity.
Qed.
End Tracks.

Lemma fixed_parts_same : forall F G lo hi parts, (forall x, F x == G x) -> fixed_parts F lo hi parts ->
  fixed_parts G lo hi parts.
Proof.
  intros F G lo hi parts same (bounds & ap & all). split; [exact bounds|]. split; [exact ap|].
  intros x lo_x x_hi. rewrite <- (all x lo_x x_hi). now rewrite same.
Qed.

Lemma image_iter : forall f g, represents f g = true -> continuous_piecewise g = true ->
  forall k x, iter k (image g) x == iter k (value f) x.
Proof.
  intros f g rep valid k x. rewrite <- (represents_iter f g rep k x).
  apply iter_same; [intros y; now apply image_value|now apply image_extensional].
Qed.
Lemma sound_domain_ok : forall f g a b, sound_domain f g a b = true ->
  represents f g = true /\ continuous_piecewise g = true /\ a < b /\ maps_into (image g) a b.
Proof.
  intros f g a b test. unfold sound_domain in test. apply andb_true_iff in test as [test into].
  apply andb_true_iff in test as [test a_b]. apply andb_true_iff in test as [rep valid].
  apply Qlt_bool_lt in a_b. apply invariant_interval_sound in into.
  assert (same : forall x, image g x == value f x).
  { intros x. rewrite image_value by exact valid. now apply represents_sound. }
  split; [exact rep|]. split; [exact valid|]. split; [exact a_b|].
  intros x a_x x_b. rewrite same. now apply into.
Qed.

(** T2.1, T2.4: the numbers of isolated fixed points of f^n in [a, b] and of intervals of fixed points. *)
Theorem fixed_points_of_iterate_sound : forall f n a b i j, fixed_points_of_iterate f n a b = Some (i, j) ->
  fixed_points (iter n (value f)) a b i j.
Proof.
  intros f n a b i j test. unfold fixed_points_of_iterate in test. set (g := to_piecewise f) in *.
  destruct (sound_domain f g a b) eqn:dom; [|discriminate]. injection test as <- <-.
  apply sound_domain_ok in dom as (rep & valid & a_b & into).
  destruct (count_fixed_ok g valid a b n a_b into) as (zs & parts & _ & _ & _ & _ & comps & isolated & long).
  exists parts. split; [|split].
  - apply (fixed_parts_same (iter n (image g))); [|exact comps]. intros x. now apply image_iter.
  - rewrite <- isolated. unfold singles. lia.
  - rewrite <- long. unfold intervals. lia.
Qed.
