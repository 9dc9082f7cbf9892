(** * Potentials: counting the points whose orbit first meets a given cut, after a given number of steps

    A potential is a function on the sides of points that rises by 1 at each of these points and nowhere
    else. So the number of these points in an interval is a difference of two potentials (T1.5, T2.5.2), and
    sums over exponentially many points are found from the orbits of the cuts. *)
From Coq Require Import ZArith QArith Lqa List Bool Lia Setoid.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals.
From ExactPL Require Import Maps.Iterates Maps.Piecewise Periods.Addresses Periods.Itineraries.
Import ListNotations.
Open Scope Q_scope.

(** The sign of y - x. *)
Definition compare_sign (y x : Q) : Z := match Qcompare y x with Lt => -1 | Eq => 0 | Gt => 1 end%Z.

Lemma compare_sign_cases : forall y x,
  (y < x /\ compare_sign y x = (-1)%Z) \/ (y == x /\ compare_sign y x = 0%Z) \/ (x < y /\ compare_sign y x =
    1%Z).
Proof.
  intros y x. unfold compare_sign. destruct (Qcompare y x) eqn:c.
  - right. left. split; [now apply Qeq_alt|reflexivity].
  - left. split; [now apply Qlt_alt|reflexivity].
  - right. right. split; [now apply Qgt_alt|reflexivity].
Qed.
Lemma compare_sign_lt : forall y x, y < x -> compare_sign y x = (-1)%Z.
Proof. intros y x lt. destruct (compare_sign_cases y x) as [[? E]|[[? E]|[? E]]]; auto; lra. Qed.
Lemma compare_sign_gt : forall y x, x < y -> compare_sign y x = 1%Z.
Proof. intros y x lt. destruct (compare_sign_cases y x) as [[? E]|[[? E]|[? E]]]; auto; lra. Qed.
Lemma compare_sign_eq : forall y x, y == x -> compare_sign y x = 0%Z.
Proof. intros y x eq. destruct (compare_sign_cases y x) as [[? E]|[[? E]|[? E]]]; auto; lra. Qed.
Lemma compare_sign_same : forall y y' x x', y == y' -> x == x' -> compare_sign y x = compare_sign y' x'.
Proof. intros y y' x x' eq_y eq_x. unfold compare_sign. now rewrite eq_y, eq_x. Qed.

(** Sums over lists. *)
Fixpoint sum_of {A : Type} (g : A -> Z) (l : list A) : Z :=
  match l with
  | [] => 0
  | a :: l' => g a + sum_of g l'
  end%Z.
Lemma sum_of_same : forall A (g h : A -> Z) l, (forall x, In x l -> g x = h x) -> sum_of g l = sum_of h l.
Proof.
  intros A g h. induction l as [|x l IH]; intros same; [reflexivity|]. cbn [sum_of].
  rewrite (same x (or_introl eq_refl)), IH; [reflexivity|]. intros y inside. apply same. now right.
Qed.
Lemma sum_of_plus : forall A (g h : A -> Z) l, (sum_of (fun x => g x + h x) l = sum_of g l + sum_of h l)%Z.
Proof. intros A g h. induction l as [|x l IH]; cbn [sum_of]; lia. Qed.
Lemma sum_of_times : forall A (g : A -> Z) k l, (sum_of (fun x => k * g x) l = k * sum_of g l)%Z.
Proof. intros A g k. induction l as [|x l IH]; cbn [sum_of]; lia. Qed.
Lemma sum_of_zero : forall A (g : A -> Z) l, (forall x, In x l -> g x = 0%Z) -> sum_of g l = 0%Z.
Proof.
  intros A g. induction l as [|x l IH]; intros zero; [reflexivity|]. cbn [sum_of].
  rewrite (zero x (or_introl eq_refl)), IH; [reflexivity|]. intros y inside. apply zero. now right.
Qed.
Lemma sum_of_exchange : forall A B (g : A -> B -> Z) l m,
  sum_of (fun x => sum_of (fun y => g x y) m) l = sum_of (fun y => sum_of (fun x => g x y) l) m.
Proof.
  intros A B g. induction l as [|x l IH]; intros m; cbn [sum_of].
  - symmetry. now apply sum_of_zero.
  - rewrite IH. symmetry. apply (sum_of_plus B (g x) (fun y => sum_of (fun x0 => g x0 y) l)).
Qed.
(** One index only. *)
Lemma sum_of_one : forall (g : nat -> Z) k m i, (k <= i)%nat -> (i < k + m)%nat ->
  (forall j, j <> i -> g j = 0%Z) -> sum_of g (seq k m) = g i.
Proof.
  intros g k m. revert k. induction m as [|m IH]; intros k i k_i i_m zero; [lia|]. cbn [seq sum_of].
  destruct (PeanoNat.Nat.eq_dec k i) as [->|ne].
  - rewrite sum_of_zero; [lia|]. intros j inside. apply in_seq in inside. apply zero. lia.
  - rewrite (zero k ne), (IH (S k) i); auto; lia.
Qed.

Section Map.
Variable f : piecewise.
Hypothesis valid : continuous_piecewise f = true.
Notation F := (image f).
Notation g_ := (piece_at f).

(** ** Rows *)

Lemma new_row_first : forall target rows cut total places,
  nth 0 (new_row f target rows cut total places) 0%Z = total.
Proof. intros target rows cut total [|orbit_c places]; reflexivity. Qed.

Lemma new_row_next : forall target rows places cut total j orbit_c, nth_error places j = Some orbit_c ->
  nth (S j) (new_row f target rows cut total places) 0%Z =
  (nth j (new_row f target rows cut total places) 0 +
   match rows with [] => if Nat.eqb (cut + j) target then 1 else 0 | _ => 0 end -
   (potential_after f (S (cut + j)) rows (tl orbit_c) true - potential_after f (cut + j) rows (tl orbit_c)
     false))%Z.
Proof.
  intros target rows.
  induction places as [|orbit_0 places IH]; intros cut total j orbit_c at_j; [destruct j; discriminate|].
  destruct j as [|j]; cbn in at_j.
  - injection at_j as ->. cbn [new_row nth]. rewrite new_row_first, PeanoNat.Nat.add_0_r. reflexivity.
  - cbn [new_row]. cbn [nth]. rewrite (IH _ _ j orbit_c at_j).
    replace (S cut + j)%nat with (cut + S j)%nat by lia. reflexivity.
Qed.

Definition jump (rows : list (list Z)) (x : Q) : Z :=
  (potential_along f rows (walk f (length rows) x) true - potential_along f rows (walk f (length rows) x)
    false)%Z.

Lemma rows_length : forall target places n, length (rows_of f target places n) = n.
Proof. intros target places.
induction n as [|n IH]; cbn [rows_of length]; [reflexivity|].
now rewrite IH. Qed.

(** Inside a piece the jump is that at the image; inside a flat piece there is none. *)
Lemma jump_inside : forall row rows x, fst (address_of f x) = snd (address_of f x) ->
  jump (row :: rows) x = match factor (g_ (fst (address_of f x))) with Z0 => 0%Z | _ => jump rows (F x) end.
Proof.
  intros row rows x eq. unfold jump. cbn [length walk potential_along].
  assert (all : forall s, beside s (address_of f x) = fst (address_of f x)) by (intros [|]; cbn; auto).
  rewrite !all. destruct (factor (g_ (fst (address_of f x)))); cbn [negb]; lia.
Qed.

(** ** The cuts in [a, b] *)

Variables a b : Q.
Hypothesis into : maps_into F a b.
Variable places : list (list address).
Variable n : nat.
Hypothesis all_cuts : length places = length (cuts f).
Hypothesis places_ok : forall i c, nth_error (cuts f) i = Some c -> a <= c -> c <= b ->
  exists m, (n <= m)%nat /\ nth_error places i = Some (walk f (S m) c).
Notation rows target k := (rows_of f target places k).

(** At a cut there is no jump but the first. *)
Lemma jump_at_cut : forall target m i c x, (m < n)%nat -> nth_error (cuts f) i = Some c -> x == c -> a <= x ->
  x <= b ->
  jump (rows target (S m)) x = match m with O => if Nat.eqb i target then 1 else 0 | _ => 0 end%Z.
Proof.
  intros target m i c x m_n at_i eq a_x x_b. unfold jump.
  rewrite rows_length. cbn [walk rows_of potential_along].
  destruct (address_at_cut (cuts f) i c x (rising_f f valid) at_i eq) as [low high].
  cbn [address_of beside fst snd]. rewrite low, high.
  destruct (places_ok i c at_i ltac:(lra) ltac:(lra)) as (k & n_k & orbit_i).
  rewrite (new_row_next target _ places 0 0%Z i _ orbit_i). cbn [Nat.add tl walk].
  unfold potential_after. set (R := rows target m). 
  assert (same : forall side, potential_along f R (walk f k (F c)) side = potential_along f R (walk f m (F x))
    side).
  { intros side.
    rewrite (potential_prefix f R k) by (unfold R; rewrite rows_length; lia).
    unfold R. rewrite rows_length.
    now rewrite (walk_same f valid m (F c) (F x)) by (apply image_extensional; auto; now symmetry). }
  rewrite !same. replace (match R with [] => if Nat.eqb i target then 1 else 0 | _ => 0 end)%Z
    with (match m with O => if Nat.eqb i target then 1 else 0 | _ => 0 end)%Z by (unfold R; destruct m;
      reflexivity).
  lia.
Qed.
Lemma jump_regular : forall target m x, fst (address_of f x) = snd (address_of f x) ->
  factor (g_ (fst (address_of f x))) <> 0%Z ->
  jump (rows target (S m)) x = jump (rows target m) (F x).
Proof.
  intros target m x eq nonzero. cbn [rows_of]. rewrite jump_inside by exact eq.
  destruct (factor (g_ (fst (address_of f x)))); [congruence|reflexivity|reflexivity].
Qed.
Lemma jump_flat : forall target m x, fst (address_of f x) = snd (address_of f x) ->
  factor (g_ (fst (address_of f x))) = 0%Z ->
  jump (rows target m) x = 0%Z.
Proof.
  intros target [|m] x eq zero; [reflexivity|]. cbn [rows_of].
  rewrite jump_inside by exact eq. now rewrite zero.
Qed.

(** ** The change of the sign of f^n at a point, by the first cut that its orbit meets *)

Definition turn_of (k : nat) (x : Q) : Z := (sign_along f k (walk f k x) true - sign_along f k (walk f k x)
  false)%Z.

(** The sum over l, l + 1, ... of (change of the sign of f^l at c) (jump of the rows at x) (sign of f^l(c) -
    r). *)
Fixpoint turns_at (target : nat) (c : Q) (k l : nat) (x r : Q) : Z :=
  match k with
  | O => 0
  | S k' => turn_of l c * jump (rows target (S k')) x * compare_sign (iter l F c)
    r + turns_at target c k' (S l) x r
  end%Z.

Lemma turns_regular : forall target c x r, fst (address_of f x) = snd (address_of f x) ->
  factor (g_ (fst (address_of f x))) <> 0%Z -> forall k l, turns_at target c (S k) l x r =
    turns_at target c k l (F x) r.
Proof.
  intros target c x r eq nonzero. induction k as [|k IH]; intros l.
  - cbn [turns_at]. rewrite jump_regular by auto. cbn [rows_of]. unfold jump; cbn. lia.
  - change (turns_at target c (S (S k)) l x r) with (turn_of l c * jump (rows target (S (S k)))
      x * compare_sign (iter l F c) r
      + turns_at target c (S k) (S l) x r)%Z. rewrite IH, jump_regular by auto. reflexivity.
Qed.
Lemma turns_flat : forall target c x r, fst (address_of f x) = snd (address_of f x) ->
  factor (g_ (fst (address_of f x))) = 0%Z -> forall k l, turns_at target c k l x r = 0%Z.
Proof.
  intros target c x r eq zero. induction k as [|k IH]; intros l; [reflexivity|].
  cbn [turns_at]. rewrite IH, jump_flat by auto. lia.
Qed.
Lemma turns_cut : forall target c x r i d, nth_error (cuts f) i = Some d -> x == d -> a <= x -> x <= b ->
  forall k l, (k < n)%nat -> turns_at target c (S k) l x r =
  if Nat.eqb i target then (turn_of (l + k) c * compare_sign (iter (l + k) F c) r)%Z else 0%Z.
Proof.
  intros target c x r i d at_i eq a_x x_b. induction k as [|k IH]; intros l k_n.
  - cbn [turns_at]. rewrite (jump_at_cut target 0 i d x) by auto.
    rewrite PeanoNat.Nat.add_0_r. destruct (Nat.eqb i target); lia.
  - change (turns_at target c (S (S k)) l x r) with (turn_of l c * jump (rows target (S (S k)))
      x * compare_sign (iter l F c) r
      + turns_at target c (S k) (S l) x r)%Z. rewrite IH by lia. rewrite (jump_at_cut target (S k) i d x)
          by auto.
    replace (S l + k)%nat with (l + S k)%nat by lia. lia.
Qed.

Definition in_domain (c : Q) : bool := Qle_bool a c && Qle_bool c b.
Definition turns_by_cut (i k : nat) (x r : Q) : Z :=
  match nth_error (cuts f) i with
  | Some c => if in_domain c then turns_at i c k 1 x r else 0%Z
  | None => 0%Z
  end.

(** Whatever the orbit of x does: the sum over all cuts has one term at most, that of the first cut it
    meets. *)
Lemma turns_sum : forall k x r, (k <= n)%nat -> a <= x -> x <= b ->
  sum_of (fun i => turns_by_cut i k x r) (seq 0 (length (cuts f))) = (turn_of k x * compare_sign (iter k F x)
    r)%Z.
Proof.
  induction k as [|k IH]; intros x r k_n a_x x_b.
  - unfold turn_of. cbn [walk sign_along]. rewrite sum_of_zero; [lia|].
    intros i _. unfold turns_by_cut.
    destruct (nth_error (cuts f) i); [|reflexivity].
    now destruct (in_domain q).
  - destruct (address_cases f valid x) as [eq|[next (c & at_c & x_c)]].
    + assert (one : fst (address_of f x) = snd (address_of f x)) by (symmetry; exact eq).
      destruct (into x a_x x_b) as [a_y y_b].
      assert (all : forall s, beside s (address_of f x) = fst (address_of f x)) by (intros [|]; cbn; auto).
      destruct (Z.eq_dec (factor (g_ (fst (address_of f x)))) 0) as [zero|nonzero].
      * (* a flat piece *)
        rewrite sum_of_zero.
        -- unfold turn_of. cbn [walk sign_along]. rewrite !all, zero. lia.
        -- intros i _. unfold turns_by_cut. destruct (nth_error (cuts f) i) as [c|]; [|reflexivity].
           destruct (in_domain c); [|reflexivity]. now apply turns_flat.
      * (* a piece that is not flat *)
        rewrite (sum_of_same _ _ (fun i => turns_by_cut i k (F x) r)).
        2: { intros i _. unfold turns_by_cut. destruct (nth_error (cuts f) i) as [c|]; [|reflexivity].
             destruct (in_domain c); [|reflexivity]. now apply turns_regular. }
        rewrite IH by (auto; lia). rewrite iter_shift. f_equal.
        unfold turn_of. cbn [walk sign_along]. rewrite !all.
        destruct (factor (g_ (fst (address_of f x)))); [congruence|reflexivity|cbn [negb]; lia].
    + (* a cut *)
      set (i := cuts_below (cuts f) x) in *. unfold turns_by_cut.
      assert (inside : in_domain c = true).
      { unfold in_domain. apply andb_true_iff. split; apply Qle_bool_iff; lra. }
      assert (i_length : (i < length (cuts f))%nat) by (apply nth_error_Some; congruence).
      rewrite (sum_of_one _ 0 (length (cuts f)) i); [|lia|lia|].
      * rewrite at_c, inside. rewrite (turns_cut i c x r i c) by (auto; lia). rewrite PeanoNat.Nat.eqb_refl.
        cbn [Nat.add]. f_equal.
        -- unfold turn_of. now rewrite (walk_same f valid (S k) x c x_c).
        -- apply compare_sign_same; [|reflexivity].
           apply iter_extensional; [apply image_extensional; exact valid|now symmetry].
      * intros j ne. destruct (nth_error (cuts f) j) as [d|]; [|reflexivity].
        destruct (in_domain d); [|reflexivity].
        rewrite (turns_cut j d x r i c) by (auto; lia). destruct (Nat.eqb_spec i j); [congruence|reflexivity].
Qed.
End Map.
