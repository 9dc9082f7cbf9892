(** * Tables: binary tries with positive numbers as keys *)
From Coq Require Import ZArith Bool.

Inductive tree (A : Type) : Type := Leaf | Node (l : tree A) (o : option A) (r : tree A).
Arguments Leaf {A}.
Arguments Node {A}.

Fixpoint get {A} (p : positive) (t : tree A) {struct t} : option A :=
  match t with
  | Leaf => None
  | Node l o r => match p with xH => o | xO p' => get p' l | xI p' => get p' r end
  end.
Fixpoint singleton {A} (p : positive) (x : A) : tree A :=
  match p with
  | xH => Node Leaf (Some x) Leaf
  | xO p' => Node (singleton p' x) None Leaf
  | xI p' => Node Leaf None (singleton p' x)
  end.
Fixpoint put {A} (p : positive) (x : A) (t : tree A) {struct t} : tree A :=
  match t with
  | Leaf => singleton p x
  | Node l o r =>
    match p with
    | xH => Node l (Some x) r
    | xO p' => Node (put p' x l) o r
    | xI p' => Node l o (put p' x r)
    end
  end.

(** Each entry is replaced by its image; entries without one go. *)
Fixpoint tree_map {A B} (h : A -> option B) (t : tree A) : tree B :=
  match t with
  | Leaf => Leaf
  | Node l o r => Node (tree_map h l) (match o with Some x => h x | None => None end) (tree_map h r)
  end.
Fixpoint tree_all {A} (h : A -> bool) (t : tree A) : bool :=
  match t with
  | Leaf => true
  | Node l o r => match o with Some x => h x | None => true end && tree_all h l && tree_all h r
  end.
(** The same for a test that sees the key; [key] gives the key of an entry of the whole tree. *)
Fixpoint tree_all_keys {A} (key : positive -> positive) (h : positive -> A -> bool) (t : tree A) : bool :=
  match t with
  | Leaf => true
  | Node l o r =>
    match o with Some x => h (key xH) x | None => true end &&
    tree_all_keys (fun p => key (xO p)) h l && tree_all_keys (fun p => key (xI p)) h r
  end.
Definition all_entries {A} (h : positive -> A -> bool) (t : tree A) : bool := tree_all_keys (fun p => p) h t.

Lemma get_tree_map : forall A B (h : A -> option B) t p,
  get p (tree_map h t) = match get p t with Some x => h x | None => None end.
Proof.
  intros A B h. induction t as [|l IHl o r IHr]; intros p; cbn; [reflexivity|].
  destruct p; auto.
Qed.

Lemma tree_all_get : forall A (h : A -> bool) t p x, tree_all h t = true -> get p t = Some x -> h x = true.
Proof.
  intros A h. induction t as [|l IHl o r IHr]; intros p x all at_p; cbn in *; [discriminate|].
  apply andb_true_iff in all as [all right]. apply andb_true_iff in all as [here left].
  destruct p; eauto. now rewrite at_p in here.
Qed.

Lemma tree_all_keys_get : forall A (h : positive -> A -> bool) t key p x,
  tree_all_keys key h t = true -> get p t = Some x -> h (key p) x = true.
Proof.
  intros A h. induction t as [|l IHl o r IHr]; intros key p x all at_p; cbn [tree_all_keys get] in *;
    [discriminate|].
  apply andb_true_iff in all as [all right]. apply andb_true_iff in all as [here left]. destruct p.
  - apply (IHr (fun p => key (xI p))); auto.
  - apply (IHl (fun p => key (xO p))); auto.
  - now rewrite at_p in here.
Qed.
Lemma all_entries_get : forall A (h : positive -> A -> bool) t p x,
  all_entries h t = true -> get p t = Some x -> h p x = true.
Proof. intros A h t p x all. apply (tree_all_keys_get A h t (fun p => p) p x all). Qed.
