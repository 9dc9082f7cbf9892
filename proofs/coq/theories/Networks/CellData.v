(** * Counting the least number of cells from data on them

    Each cell of an interval has a datum, say a slope or an activation pattern. If cells with equal data can
    be put together, and no cell reaches over a point where two data differ, the least number of cells is one
    more than the number of changes ([least_cells_of_data]). *)
From Coq Require Import ZArith QArith Lqa List Bool Lia.
From ExactPL Require Import Definitions.Functions Arithmetic.Rationals Arithmetic.Lists Maps.Subdivisions.
Import ListNotations.
Open Scope Q_scope.

Section Data.
Variable T : Type.
Variable equal : T -> T -> bool.
Variable has : T -> Q -> Q -> Prop.       (* the datum of a cell *)
Variable C : Q -> Q -> Prop.              (* the cells that are counted *)
Hypothesis has_ends : forall x a b b', b == b' -> has x a b -> has x a b'.
Hypothesis glue : forall x y a t b, a < t -> t < b -> has x a t -> has y t b -> equal x y = true -> has y a b.
Hypothesis apart : forall x y a t b, a < t -> t < b -> has x a t -> has y t b -> equal x y = false ->
  forall a' b', a' < t -> t < b' -> ~ C a' b'.
Hypothesis cell : forall x a b, has x a b -> C a b.

(** Cells from t to hi: their right ends and their data. *)
Fixpoint data_cells (t : Q) (l : list (Q * T)) (hi : Q) : Prop :=
  match l with
  | [] => t == hi
  | (s, x) :: l' => t < s /\ has x t s /\ data_cells s l' hi
  end.
Fixpoint changes (x : T) (l : list (Q * T)) : N :=
  match l with
  | [] => 0%N
  | (_, y) :: l' => if equal x y then changes y l' else N.succ (changes y l')
  end.

(** Cells between points over which no cell reaches. *)
Fixpoint broken (t : Q) (l : list Q) (hi : Q) : Prop :=
  match l with
  | [] => t < hi /\ C t hi
  | c :: l' => t < c /\ C t c /\ (forall a b, a < c -> c < b -> ~ C a b) /\ broken c l' hi
  end.

Lemma data_cells_le : forall l t hi, data_cells t l hi -> t <= hi.
Proof.
  induction l as [|[s x] l IH]; intros t hi cells; cbn [data_cells] in cells; [lra|].
  destruct cells as (t_s & _ & rest). specialize (IH _ _ rest). lra.
Qed.
Lemma broken_lt : forall l t hi, broken t l hi -> t < hi.
Proof.
  induction l as [|c l IH]; intros t hi cells; cbn [broken] in cells; [tauto|].
  destruct cells as (t_c & _ & _ & rest). specialize (IH _ _ rest). lra.
Qed.

Lemma broken_subdivides : forall l t hi, broken t l hi -> subdivision C t (l ++ [hi]) hi.
Proof.
  induction l as [|c l IH]; intros t hi cells; cbn [broken app subdivision] in *.
  - destruct cells as [lt whole]. split; [exact lt|]. split; [exact whole|reflexivity].
  - destruct cells as (t_c & first & _ & rest). auto.
Qed.
Lemma broken_fewer : forall l t hi, broken t l hi -> forall ts u, u < hd hi l -> subdivision C u ts hi ->
  (length l < length ts)%nat.
Proof.
  induction l as [|c l IH]; intros t hi cells ts u first sub; cbn [hd] in first.
  - destruct ts as [|s ts]; cbn [subdivision length] in *; [lra|lia].
  - cbn [broken] in cells. destruct cells as (t_c & _ & break & rest).
  pose proof (broken_lt _ _ _ rest) as c_hi.
    destruct ts as [|s ts]; cbn [subdivision] in sub; [lra|]. destruct sub as (u_s & C_us & sub).
    assert (s_c : s <= c).
    { destruct (Qlt_le_dec c s) as [c_s|le]; [|exact le]. exfalso. exact (break u s first c_s C_us). }
    cbn [length]. apply -> Nat.succ_lt_mono. apply (IH c hi rest ts s); auto.
    destruct l as [|c' l]; cbn [hd broken] in *; lra.
Qed.
Lemma least_cells_of_broken : forall l t hi, broken t l hi ->
  least_cells C t hi (N.succ (N.of_nat (length l))).
Proof.
  intros l t hi cells. split.
  - exists (l ++ [hi]). split; [now apply broken_subdivides|]. rewrite length_append. cbn. lia.
  - intros ts sub. assert (length l < length ts)%nat; [|lia].
    apply (broken_fewer l t hi cells ts t); auto. destruct l as [|c l]; cbn [hd broken] in *; tauto.
Qed.

(** The points where the data change. *)
Lemma data_broken : forall l t s x hi, t < s -> has x t s -> data_cells s l hi ->
  exists breaks, broken t breaks hi /\ N.of_nat (length breaks) = changes x l.
Proof.
  induction l as [|[r y] l IH]; intros t s x hi t_s first cells; cbn [data_cells changes] in *.
  - exists []. split; [|reflexivity]. cbn [broken]. split; [lra|]. apply (cell x). now apply (has_ends x t s).
  - destruct cells as (s_r & second & rest). destruct (equal x y) eqn:same.
    + apply (IH t r y hi); auto; [lra|]. now apply (glue x y t s r).
    + destruct (IH s r y hi s_r second rest) as (breaks & cells & count). exists (s :: breaks). split.
      * cbn [broken]. split; [exact t_s|]. split; [now apply (cell x)|]. split; [|exact cells].
        exact (apart x y t s r t_s s_r first second same).
      * cbn [length]. lia.
Qed.

Theorem least_cells_of_data : forall t s x l hi, data_cells t ((s, x) :: l) hi ->
  least_cells C t hi (N.succ (changes x l)).
Proof.
  intros t s x l hi cells. cbn [data_cells] in cells. destruct cells as (t_s & first & rest).
  destruct (data_broken l t s x hi t_s first rest) as (breaks & broken_cells & count).
  rewrite <- count. now apply least_cells_of_broken.
Qed.

(** ** The data, computed cell by cell *)

Variable on_cell : option Q -> option Q -> option T.
Hypothesis on_cell_ok : forall a b x, on_cell (Some a) (Some b) = Some x -> has x a b.

Fixpoint computed_data (lo : Q) (cuts : list Q) (hi : Q) : option (list (Q * T)) :=
  match cuts with
  | [] => if Qlt_bool lo hi
          then match on_cell (Some lo) (Some hi) with Some x => Some [(hi, x)] | None => None end
          else None
  | t :: cuts' =>
    if Qlt_bool lo t
    then match on_cell (Some lo) (Some t), computed_data t cuts' hi with
         | Some x, Some l => Some ((t, x) :: l)
         | _, _ => None
         end
    else None
  end.
Definition computed_count (lo : Q) (cuts : list Q) (hi : Q) : option N :=
  match computed_data lo cuts hi with
  | Some ((_, x) :: l) => Some (N.succ (changes x l))
  | _ => None
  end.

Lemma computed_data_ok : forall cuts lo hi l, computed_data lo cuts hi = Some l -> data_cells lo l hi.
Proof.
  induction cuts as [|t cuts IH]; intros lo hi l known; cbn [computed_data] in known.
  - destruct (Qlt_bool lo hi) eqn:lt; [|discriminate]. apply Qlt_bool_lt in lt.
    destruct (on_cell (Some lo) (Some hi)) as [x|] eqn:datum; [|discriminate]. injection known as <-.
    cbn [data_cells]. split; [exact lt|]. split; [now apply on_cell_ok|reflexivity].
  - destruct (Qlt_bool lo t) eqn:lt; [|discriminate]. apply Qlt_bool_lt in lt.
    destruct (on_cell (Some lo) (Some t)) as [x|] eqn:datum; [|discriminate].
    destruct (computed_data t cuts hi) as [l'|] eqn:later; [|discriminate]. injection known as <-.
    cbn [data_cells]. split; [exact lt|]. split; [now apply on_cell_ok|now apply IH].
Qed.
Theorem computed_count_ok : forall lo cuts hi n, computed_count lo cuts hi = Some n -> least_cells C lo hi n.
Proof.
  intros lo cuts hi n known. unfold computed_count in known.
  destruct (computed_data lo cuts hi) as [[|[s x] l]|] eqn:data; try discriminate. injection known as <-.
  apply (least_cells_of_data lo s x l hi). now apply (computed_data_ok cuts).
Qed.
End Data.
