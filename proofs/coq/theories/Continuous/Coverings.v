(** * Coverings of intervals by a continuous map (T4.1)

    An interval J covers K under f if f J contains K.  Two values of f, one below K and one above, are enough
    ([covers_by_two_points]).  A covering has a tight part: a part of J that f maps onto K, ends to ends and
    inside to inside ([tight_part]).  So a finite chain of coverings is followed by an interval of points
    ([chain]), a loop by a periodic point ([loop_point]), and an infinite chain by a point ([itinerary]),
    which is defined without any choice: it is the least one.  f need be continuous on the intervals in
    question only. *)

From Coq Require Import Reals Lra Lia Arith.
From ExactPL Require Import Definitions.Continuous.
Open Scope R_scope.

(** Decides simple statements about ends of intervals. *)
Ltac intervals :=
  unfold within, inside, nonempty, part_of in *; cbn [lo hi fst snd] in *;
  try lra; try (left; lra); try (right; lra).

Lemma abs_lt a b : Rabs a < b <-> - b < a < b.
Proof.
  split; intro bound.
  - apply Rabs_def2 in bound. lra.
  - apply Rabs_def1; lra.
Qed.

Lemma abs_le a b : Rabs a <= b <-> - b <= a <= b.
Proof. unfold Rabs. destruct Rcase_abs; lra. Qed.

Lemma distance_zero x : Rabs (x - x) = 0.
Proof. rewrite Rminus_diag_eq by reflexivity. apply Rabs_R0. Qed.

(** ** Continuity *)

(** Continuity at a point in the sense of the standard library, in terms of epsilon and delta. *)
Lemma continuity_pt_eps f x : continuity_pt f x <->
  (forall e, 0 < e -> exists d, 0 < d /\ forall y, Rabs (y - x) < d -> Rabs (f y - f x) < e).
Proof.
  split; intros cont e e_pos.
  - destruct (cont e e_pos) as (d & d_pos & close).
    exists d. split; [exact d_pos|]. intros y near.
    destruct (Req_dec x y) as [<-|differ]; [now rewrite distance_zero|].
    apply close. split; [split; [exact I|exact differ]|exact near].
  - destruct (cont e e_pos) as (d & d_pos & close).
    exists d. split; [exact d_pos|]. intros y [_ near]. apply close, near.
Qed.

(** A function that is continuous everywhere is so on every set. *)
Lemma continuity_continuous_on f E : continuity f -> continuous_on f E.
Proof.
  intros cont x _ e e_pos.
  destruct (proj1 (continuity_pt_eps f x) (cont x) e e_pos) as (d & d_pos & close). eauto.
Qed.

Lemma continuous_on_subset f (E E' : R -> Prop) :
  continuous_on f E -> (forall x, E' x -> E x) -> continuous_on f E'.
Proof.
  intros cont sub x Ex e e_pos.
  destruct (cont x (sub x Ex) e e_pos) as (d & d_pos & close).
  exists d. split; auto.
Qed.

Lemma continuous_on_part f (J L : interval) : continuous_on f J -> part_of L J -> continuous_on f L.
Proof. intros cont sub. apply continuous_on_subset with (1 := cont). intros x Lx. intervals. Qed.

Lemma continuous_on_id E : continuous_on (fun x => x) E.
Proof. intros x _ e e_pos. exists e. auto. Qed.

Lemma continuous_on_compose f g (E F : R -> Prop) :
  continuous_on f E -> continuous_on g F -> (forall x, E x -> F (f x)) -> continuous_on (fun x => g (f x)) E.
Proof.
  intros contf contg maps x Ex e e_pos.
  destruct (contg (f x) (maps x Ex) e e_pos) as (d & d_pos & close).
  destruct (contf x Ex d d_pos) as (d' & d'_pos & close').
  exists d'. split; auto.
Qed.

Lemma continuous_on_opp f E : continuous_on f E -> continuous_on (fun x => - f x) E.
Proof.
  intros cont x Ex e e_pos. destruct (cont x Ex e e_pos) as (d & d_pos & close).
  exists d. split; [exact d_pos|]. intros y Ey near.
  specialize (close y Ey near). rewrite abs_lt in *. lra.
Qed.

Lemma continuous_on_reflect f (E : R -> Prop) :
  continuous_on f E -> continuous_on (fun x => f (- x)) (fun x => E (- x)).
Proof.
  intros cont x Ex e e_pos. destruct (cont (- x) Ex e e_pos) as (d & d_pos & close).
  exists d. split; [exact d_pos|]. intros y Ey near.
  apply close; [exact Ey|]. rewrite abs_lt in *. lra.
Qed.

Lemma continuous_on_minus_id f E : continuous_on f E -> continuous_on (fun x => f x - x) E.
Proof.
  intros cont x Ex e e_pos. destruct (cont x Ex (e / 2)) as (d & d_pos & close); [lra|].
  exists (Rmin d (e / 2)). split; [apply Rmin_pos; lra|]. intros y Ey near.
  pose proof (Rmin_l d (e / 2)). pose proof (Rmin_r d (e / 2)).
  specialize (close y Ey ltac:(lra)). rewrite abs_lt in *. lra.
Qed.

(** ** The nearest point of an interval *)

Definition clamp (J : interval) (x : R) : R := Rmax (lo J) (Rmin x (hi J)).

Lemma clamp_within J x : nonempty J -> J (clamp J x).
Proof. unfold clamp, Rmax, Rmin. destruct (Rle_dec x (hi J)); destruct Rle_dec; intervals. Qed.

Lemma clamp_id (J : interval) x : J x -> clamp J x = x.
Proof. unfold clamp, Rmax, Rmin. destruct (Rle_dec x (hi J)); destruct Rle_dec; intervals. Qed.

Lemma clamp_closer J x y e : Rabs (y - x) < e -> Rabs (clamp J y - clamp J x) < e.
Proof.
  rewrite !abs_lt. unfold clamp, Rmax, Rmin.
  destruct (Rle_dec x (hi J)), (Rle_dec y (hi J)); repeat destruct Rle_dec; lra.
Qed.

(** A function that is continuous on J extends to a continuous function on the line. *)
Lemma clamp_continuity f J : nonempty J -> continuous_on f J -> continuity (fun x => f (clamp J x)).
Proof.
  intros NJ cont x. apply continuity_pt_eps. intros e e_pos.
  destruct (cont _ (clamp_within J x NJ) e e_pos) as (d & d_pos & close).
  exists d. split; [exact d_pos|]. intros y near. apply close.
  - now apply clamp_within.
  - now apply clamp_closer.
Qed.

(** ** Intermediate values *)

(** The intermediate value theorem between two points of an interval. *)
Lemma intermediate_value f (E : R -> Prop) u v y :
  continuous_on f E -> (forall x, u <= x <= v -> E x) -> u <= v ->
  f u <= y <= f v \/ f v <= y <= f u -> {x | u <= x <= v /\ f x = y}.
Proof.
  intros cont sub uv between. set (J := Interval u v).
  assert (NJ : nonempty J) by (unfold J; intervals).
  assert (contJ : continuous_on f J) by (apply continuous_on_subset with (1 := cont); exact sub).
  assert (C : continuity (fun x => f (clamp J x) - y)).
  { apply (continuity_minus _ (fct_cte y)).
    - now apply clamp_continuity.
    - apply continuity_const. now intros ? ?. }
  destruct (IVT_cor _ u v C uv) as (z & zJ & root).
  - rewrite !clamp_id by (unfold J; intervals). nra.
  - exists z. split; [exact zJ|]. rewrite clamp_id in root by (unfold J; intervals). lra.
Qed.

(** The same in a compact interval J that contains the two points. *)
Lemma ivt f (J : interval) u v y : continuous_on f J -> J u -> J v -> u <= v ->
  f u <= y <= f v \/ f v <= y <= f u -> {x | u <= x <= v /\ f x = y}.
Proof. intros cont Ju Jv. apply intermediate_value with (1 := cont). intros x. intervals. Qed.

(** T4.1: J covers K if f has a value below K and one above K on J. *)
Lemma covers_by_two_points f (J K : interval) x y :
  continuous_on f J -> J x -> J y -> f x <= lo K -> hi K <= f y -> covers f J K.
Proof.
  intros cont Jx Jy below above z Kz. destruct (Rle_dec x y) as [xy|yx].
  - destruct (ivt f J x y z) as (t & between & value); auto; [intervals|].
    exists t. split; auto. intervals.
  - destruct (ivt f J y x z) as (t & between & value); auto; intervals.
    exists t. split; auto. intervals.
Qed.

(** The same for a part J of an interval I on which f is continuous. *)
Lemma covers_in_domain f (I J K : interval) x y :
  continuous_on f I -> part_of J I -> J x -> J y -> f x <= lo K -> hi K <= f y -> covers f J K.
Proof. intros cont sub. apply covers_by_two_points. now apply continuous_on_part with I. Qed.

Lemma covers_part f (J K L : interval) : covers f J K -> part_of L K -> covers f J L.
Proof. intros cover sub z Lz. apply cover. intervals. Qed.

(** The last point of [u, v] at which f takes the value y = f u. *)
Lemma last_hit f (J : interval) u v y : continuous_on f J -> J u -> J v -> u <= v -> f u = y ->
  {a | u <= a <= v /\ f a = y /\ forall t, a < t <= v -> f t <> y}.
Proof.
  intros cont Ju Jv uv value.
  (* a is the least upper bound of all such points *)
  set (hits := fun t => u <= t <= v /\ f t = y).
  destruct (completeness hits) as (a & upper & least).
  { exists v. intros t [between _]. lra. }
  { exists u. split; [lra|exact value]. }
  assert (ua : u <= a) by (apply upper; split; [lra|exact value]).
  assert (av : a <= v) by (apply least; intros t [between _]; lra).
  exists a. split; [lra|]. split.
  - (* f a = y: otherwise f differs from y near a, and a smaller number is an upper bound *)
    destruct (Req_dec (f a) y) as [?|differ]; [assumption|exfalso].
    destruct (cont a) with (e := Rabs (f a - y)) as (d & d_pos & close); [intervals|apply Rabs_pos_lt; lra|].
    assert (smaller : a <= a - d / 2); [|lra].
    apply least. intros t hit. pose proof (upper t hit) as ta. destruct hit as [between hit].
    destruct (Rle_dec t (a - d / 2)) as [?|late]; [assumption|exfalso].
    assert (near : Rabs (f t - f a) < Rabs (f a - y)) by (apply close; [intervals|apply abs_lt; lra]).
    rewrite hit, Rabs_minus_sym in near. lra.
  - intros t later hit. assert (t <= a) by (apply upper; split; [lra|exact hit]). lra.
Qed.

(** The first point of [u, v] at which f takes the value y = f v: the mirror image. *)
Lemma first_hit f (J : interval) u v y : continuous_on f J -> J u -> J v -> u <= v -> f v = y ->
  {b | u <= b <= v /\ f b = y /\ forall t, u <= t < b -> f t <> y}.
Proof.
  intros cont Ju Jv uv value.
  destruct (last_hit (fun t => f (- t)) (Interval (- hi J) (- lo J)) (- v) (- u) y)
    as (a & between & hit & last); intervals.
  - apply continuous_on_subset with (1 := continuous_on_reflect f J cont). intros x. intervals.
  - now rewrite Ropp_involutive.
  - exists (- a). split; [lra|]. split; [exact hit|]. intros t earlier.
    specialize (last (- t)). rewrite Ropp_involutive in last. apply last. lra.
Qed.

(** ** The tight part of a covering (T4.1.1) *)

(** f maps L onto K, ends to ends and inside to inside. *)
Definition maps_onto (f : R -> R) (L K : interval) : Prop :=
  nonempty L /\
  (f (lo L) = lo K /\ f (hi L) = hi K \/ f (lo L) = hi K /\ f (hi L) = lo K) /\
  forall t, inside L t -> inside K (f t).

Lemma maps_onto_into f L K : nonempty K -> maps_onto f L K -> forall t, L t -> K (f t).
Proof.
  intros NK (NL & ends & inner) t Lt.
  destruct (Req_dec t (lo L)) as [->|]; [intervals|].
  destruct (Req_dec t (hi L)) as [->|]; [intervals|].
  assert (inside K (f t)) by (apply inner; intervals). intervals.
Qed.

Lemma maps_onto_covers f (L K : interval) : continuous_on f L -> maps_onto f L K -> covers f L K.
Proof.
  intros cont (NL & [[low high]|[low high]] & _).
  - apply covers_by_two_points with (lo L) (hi L); intervals; auto.
  - apply covers_by_two_points with (hi L) (lo L); intervals; auto.
Qed.

(** So f L = K, no more and no less. *)
Lemma maps_onto_image f (L K : interval) z : continuous_on f L -> nonempty K -> maps_onto f L K ->
  (K z <-> exists x, L x /\ f x = z).
Proof.
  intros cont NK onto. split.
  - now apply maps_onto_covers.
  - intros (x & Lx & <-). now apply (maps_onto_into f L K NK onto).
Qed.

(** The tight part between a point of value min K and a later one of value max K: b is the first hit of max K,
    then a the last hit of min K before b. *)
Lemma tight_part_upwards f (J K : interval) x y :
  continuous_on f J -> J x -> J y -> x <= y -> f x = lo K -> f y = hi K -> nonempty K ->
  exists L, part_of L J /\ maps_onto f L K.
Proof.
  intros cont Jx Jy xy low high NK.
  destruct (first_hit f J x y (hi K)) as (b & between_b & hit_b & first); auto.
  destruct (last_hit f J x b (lo K)) as (a & between_a & hit_a & last); auto; intervals.
  exists (Interval a b). split; [intervals|]. split; [intervals|]. split; [left; auto|].
  intros t between. intervals. split.
  - destruct (Rlt_dec (lo K) (f t)) as [?|down]; [assumption|exfalso].
    destruct (ivt f J t b (lo K)) as (s & between_s & hit_s); auto; intervals.
    apply (last s); intervals; auto.
  - destruct (Rlt_dec (f t) (hi K)) as [?|up]; [assumption|exfalso].
    destruct (ivt f J a t (hi K)) as (s & between_s & hit_s); auto; intervals.
    apply (first s); intervals; auto.
Qed.

(** T4.1.1: a covering of K by J has a tight part, a part L of J that f maps onto K, ends to ends, inside to
    inside. *)
Theorem tight_part f (J K : interval) : continuous_on f J -> nonempty K -> covers f J K ->
  exists L, part_of L J /\ maps_onto f L K.
Proof.
  intros cont NK cover.
  destruct (cover (lo K)) as (x & Jx & low); [intervals|].
  destruct (cover (hi K)) as (y & Jy & high); [intervals|].
  destruct (Rle_dec x y) as [xy|yx]; [now apply tight_part_upwards with x y|].
  (* otherwise take -f and -K *)
  destruct (tight_part_upwards (fun t => - f t) J (Interval (- hi K) (- lo K)) y x)
    as (L & sub & NL & ends & inner); intervals; auto using continuous_on_opp.
  exists L. split; [intervals|]. split; [intervals|]. split.
  - destruct ends as [[left_end right_end]|[left_end right_end]]; [right|left]; split; lra.
  - intros t between. specialize (inner t between). intervals.
Qed.

(** ** Iterates *)

Lemma iter_S n f x : iter (S n) f x = f (iter n f x).
Proof. reflexivity. Qed.

Lemma iter_S_right n f x : iter (S n) f x = iter n f (f x).
Proof. induction n as [|n IH]; [reflexivity|]. rewrite iter_S, IH. reflexivity. Qed.

Lemma iter_add m n f x : iter (m + n) f x = iter m f (iter n f x).
Proof. induction m as [|m IH]; [reflexivity|]. cbn [plus]. now rewrite !iter_S, IH. Qed.

Lemma iter_iter q f n x : iter n (iter q f) x = iter (n * q) f x.
Proof. induction n as [|n IH]; [reflexivity|]. cbn [Nat.mul]. rewrite iter_add, <- IH. reflexivity. Qed.

Lemma iter_agree f g n x : (forall y, f y = g y) -> iter n g x = iter n f x.
Proof. intros same. induction n as [|n IH]; [reflexivity|]. cbn [iter]. now rewrite IH, same. Qed.

Lemma maps_into_iter f E n : maps_into f E -> maps_into (iter n f) E.
Proof. intros maps. induction n as [|n IH]; intros x Ex; [exact Ex|]. apply maps, IH, Ex. Qed.

Lemma continuous_on_iter f E n : continuous_on f E -> maps_into f E -> continuous_on (iter n f) E.
Proof.
  intros cont maps. induction n as [|n IH]; [apply continuous_on_id|].
  apply (continuous_on_compose (iter n f) f E E); auto. now apply maps_into_iter.
Qed.

Lemma continuous_on_iter_shift f n (L' L : interval) : continuous_on f L' -> continuous_on (iter n f) L ->
  (forall x, L' x -> L (f x)) -> continuous_on (iter (S n) f) L'.
Proof.
  intros contf contn maps x L'x e e_pos.
  destruct (continuous_on_compose f (iter n f) L' L contf contn maps x L'x e e_pos) as (d & d_pos & close).
  exists d. split; [exact d_pos|]. intros y. rewrite !iter_S_right. apply close.
Qed.

(** If f maps L' onto L and f^n maps L onto K, then f^(n+1) maps L' onto K. *)
Lemma maps_onto_compose f n (L' L K : interval) :
  maps_onto f L' L -> maps_onto (iter n f) L K -> maps_onto (iter (S n) f) L' K.
Proof.
  intros (NL' & ends' & inner') (NL & ends & inner). split; [exact NL'|]. split.
  - rewrite !iter_S_right. destruct ends' as [[-> ->]|[-> ->]]; tauto.
  - intros t between. rewrite iter_S_right. apply inner, inner', between.
Qed.

(** ** Chains and loops (T4.1.2, T4.1.3) *)

(** T4.1.2: a chain of coverings J 0 -> J 1 -> ... -> J n is followed by a part L of J 0: f^i maps L into J i
    and the inside of L to the inside of J i, and f^n maps L onto J n, ends to ends. *)
Theorem chain f n : forall J : nat -> interval,
  (forall i, (i <= n)%nat -> nonempty (J i)) ->
  (forall i, (i < n)%nat -> continuous_on f (J i)) ->
  (forall i, (i < n)%nat -> covers f (J i) (J (S i))) ->
  exists L, part_of L (J O) /\ maps_onto (iter n f) L (J n) /\ continuous_on (iter n f) L /\
    (forall i x, (i <= n)%nat -> L x -> J i (iter i f x)) /\
    (forall i x, (i <= n)%nat -> inside L x -> inside (J i) (iter i f x)).
Proof.
  induction n as [|n IH]; intros J NJ cont cover.
  - exists (J O). assert (NJ0 : nonempty (J O)) by auto.
    split; [intervals|]. split; [|split; [|split]].
    + split; [exact NJ0|]. split; [left; auto|auto].
    + apply continuous_on_id.
    + intros i x i0. now replace i with O by lia.
    + intros i x i0. now replace i with O by lia.
  - (* L1 in J 1 follows the rest of the chain; L is the tight part of J 0 -> L1 *)
    destruct (IH (fun i => J (S i))) as (L1 & sub1 & onto1 & cont1 & follows1 & inner1).
    { intros. apply NJ. lia. }
    { intros. apply cont. lia. }
    { intros. apply cover. lia. }
    assert (NL1 : nonempty L1) by apply onto1.
    destruct (tight_part f (J O) L1) as (L & sub & onto).
    { apply cont. lia. }
    { exact NL1. }
    { apply covers_part with (J 1%nat); [apply cover; lia|exact sub1]. }
    pose proof (maps_onto_into f L L1 NL1 onto) as into.
    exists L. split; [exact sub|]. split; [|split; [|split]].
    + now apply maps_onto_compose with L1.
    + apply continuous_on_iter_shift with L1; auto.
      apply continuous_on_part with (J O); [apply cont; lia|exact sub].
    + intros [|i] x i_le Lx; [cbn [iter]; intervals|].
      rewrite iter_S_right. apply (follows1 i); [lia|]. now apply into.
    + intros [|i] x i_le Lx; [cbn [iter]; intervals|].
      rewrite iter_S_right. apply (inner1 i); [lia|]. now apply onto.
Qed.

(** A continuous map of L over L has a fixed point in L. *)
Lemma fixed_point_of_onto g (L J : interval) : continuous_on g L -> maps_onto g L J -> part_of L J ->
  exists x, L x /\ g x = x.
Proof.
  intros cont (NL & ends & _) sub. pose proof (continuous_on_minus_id _ _ cont) as cont'.
  destruct (ivt _ L (lo L) (hi L) 0 cont') as (x & between & root); intervals.
  exists x. split; [intervals|lra].
Qed.

(** T4.1.3: a loop of coverings J 0 -> ... -> J n = J 0 is followed by a point x with f^n x = x. *)
Theorem loop_point f n (J : nat -> interval) :
  (forall i, (i <= n)%nat -> nonempty (J i)) ->
  (forall i, (i < n)%nat -> continuous_on f (J i)) ->
  (forall i, (i < n)%nat -> covers f (J i) (J (S i))) ->
  J n = J O -> exists x, iter n f x = x /\ forall i, (i <= n)%nat -> J i (iter i f x).
Proof.
  intros NJ cont cover closed.
  destruct (chain f n J NJ cont cover) as (L & sub & onto & contn & follows & _). rewrite closed in onto.
  destruct (fixed_point_of_onto (iter n f) L (J O) contn onto sub) as (x & Lx & fixed).
  exists x. split; [exact fixed|]. intros i i_le. apply follows; auto.
Qed.

(** ** Infinite itineraries *)

Section Itinerary.
Variables (f : R -> R) (J : nat -> interval).
Hypothesis NJ : forall i, nonempty (J i).
Hypothesis cont : forall i, continuous_on f (J i).
Hypothesis cover : forall i, covers f (J i) (J (S i)).

(** x follows the first n steps. *)
Let follows n x := forall i, (i <= n)%nat -> J i (iter i f x).
(** t lies below all points that follow the first n steps, for some n. *)
Let below t := exists n, forall x, follows n x -> t <= x.

Lemma follows_some n : exists x, follows n x.
Proof.
  destruct (chain f n J) as (L & sub & onto & _ & into & _); auto.
  exists (lo L). intros i i_le. apply into; auto. destruct onto as (NL & _). intervals.
Qed.

Lemma follows_less m n x : (m <= n)%nat -> follows n x -> follows m x.
Proof. intros mn F i i_le. apply F. lia. Qed.

(** f^(n+1) is continuous on the points that follow n steps. *)
Lemma follows_continuous n : continuous_on (iter (S n) f) (follows n).
Proof.
  induction n as [|n IH]; intros x Fx e e_pos.
  - destruct (cont O x (Fx O (le_n _)) e e_pos) as (d & d_pos & close).
    exists d. split; [exact d_pos|]. intros y Fy. apply close. apply (Fy O). lia.
  - destruct (cont (S n) _ (Fx (S n) (le_n _)) e e_pos) as (d & d_pos & close).
    destruct (IH x (follows_less _ _ x (le_S _ _ (le_n n)) Fx) d d_pos) as (d' & d'_pos & close').
    exists d'. split; [exact d'_pos|]. intros y Fy near. apply close; [apply Fy; lia|].
    apply close'; [|exact near]. apply follows_less with (S n); auto.
Qed.

(** A point outside a closed interval has a distance from it. *)
Lemma outside_distance (K : interval) z : K z \/ exists e, 0 < e /\ forall w, K w -> e <= Rabs (w - z).
Proof.
  destruct (Rlt_dec z (lo K)) as [left_of|].
  { right. exists (lo K - z). split; [lra|]. intros w Kw. rewrite Rabs_pos_eq; intervals. }
  destruct (Rlt_dec (hi K) z) as [right_of|]; [|left; intervals].
  right. exists (z - hi K). split; [lra|]. intros w Kw. rewrite Rabs_left1; intervals.
Qed.

(** The set of points that follow n steps is closed. *)
Lemma follows_closed n x : follows n x \/ exists d, 0 < d /\ forall y, follows n y -> d <= Rabs (y - x).
Proof.
  induction n as [|n IH].
  - destruct (outside_distance (J O) x) as [J0x|(d & d_pos & far)].
    + left. intros i i0. now replace i with O by lia.
    + right. exists d. split; [exact d_pos|]. intros y Fy. apply far, (Fy O). lia.
  - destruct IH as [Fx|(d & d_pos & far)].
    + destruct (outside_distance (J (S n)) (iter (S n) f x)) as [Jx|(e & e_pos & far)].
      * left. intros i i_le. destruct (Nat.eq_dec i (S n)) as [->|]; [exact Jx|apply Fx; lia].
      * (* f^(n+1) is continuous at x, so near x its values stay out of J (n+1) *)
        right. destruct (follows_continuous n x Fx e e_pos) as (d & d_pos & close).
        exists d. split; [exact d_pos|]. intros y Fy.
        destruct (Rle_dec d (Rabs (y - x))) as [|near]; [assumption|exfalso].
        specialize (close y (follows_less _ _ y (le_S _ _ (le_n n)) Fy)).
        specialize (far _ (Fy (S n) (le_n _))). lra.
    + right. exists d. split; [exact d_pos|]. intros y Fy. apply far. apply follows_less with (S n); auto.
Qed.

Lemma below_bounded : bound below.
Proof.
  exists (hi (J O)). intros t (n & bounds). destruct (follows_some n) as (x & Fx).
  specialize (bounds x Fx). specialize (Fx O (Nat.le_0_l n)). cbn [iter] in Fx. intervals.
Qed.

Lemma below_some : exists t, below t.
Proof.
  exists (lo (J O)), O. intros x Fx. specialize (Fx O (Nat.le_0_l O)). cbn [iter] in Fx. intervals.
Qed.

(** The least point that follows the whole chain: a function of J. *)
Definition follower : R := proj1_sig (completeness below below_bounded below_some).

(** T4.1 for infinite chains: the point [follower] follows J 0 -> J 1 -> ... *)
Theorem itinerary : forall i, J i (iter i f follower).
Proof.
  unfold follower. destruct (completeness below below_bounded below_some) as (x & upper & least).
  cbn [proj1_sig]. intros i.
  destruct (follows_closed i x) as [Fx|(d & d_pos & far)]; [apply Fx; lia|exfalso].
  (* otherwise nothing that follows i steps lies within d of x: then x is not the least upper bound of
     [below] *)
  assert (smaller : x <= x - d / 2); [|lra]. apply least. intros t (k & bounds).
  destruct (Rle_dec t (x - d / 2)) as [|late]; [assumption|exfalso].
  assert (larger : x + d / 2 <= x); [|lra]. apply upper. exists (Nat.max i k). intros y Fy.
  assert (t <= y) by (apply bounds; apply follows_less with (Nat.max i k); [lia|exact Fy]).
  destruct (Rle_dec (x + d / 2) y) as [|early]; [assumption|exfalso].
  specialize (far y (follows_less _ _ y (Nat.le_max_l i k) Fy)).
  assert (Rabs (y - x) < d) by (apply abs_lt; lra). lra.
Qed.
End Itinerary.
