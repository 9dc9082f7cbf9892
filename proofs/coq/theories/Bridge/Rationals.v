(** * From tests of rational numbers to inequalities between real numbers *)

From Coq Require Import Reals Lra Lia QArith Qreals Bool.
From ExactPL Require Import Definitions.Continuous Definitions.RealMaps Arithmetic.Rationals.
From ExactPL Require Import Continuous.Coverings.
Open Scope R_scope.

Lemma Qle_bool_real a b : Qle_bool a b = true -> Q2R a <= Q2R b.
Proof. intros test. now apply Qle_Rle, Qle_bool_iff. Qed.

Lemma Qle_bool_false_real a b : Qle_bool a b = false -> Q2R b < Q2R a.
Proof. intros test. now apply Qlt_Rlt, Qle_bool_false_lt. Qed.

Lemma Qlt_bool_real a b : Qlt_bool a b = true -> Q2R a < Q2R b.
Proof. intros test. now apply Qlt_Rlt, Qlt_bool_lt. Qed.

Lemma Qlt_bool_false_real a b : Qlt_bool a b = false -> Q2R b <= Q2R a.
Proof. unfold Qlt_bool. intros test. apply Qle_bool_real. now apply negb_false_iff. Qed.

Lemma Q2R_red q : Q2R (Qred q) = Q2R q.
Proof. apply Qeq_eqR, Qred_correct. Qed.

Lemma Q2R_0 : Q2R 0 = 0.
Proof. unfold Q2R. cbn. lra. Qed.

Lemma Q2R_1 : Q2R 1 = 1.
Proof. unfold Q2R. cbn. lra. Qed.

(** Splits conjunctions of tests into inequalities between real numbers. *)
Ltac tests := repeat match goal with
  | H : _ && _ = true |- _ => apply andb_true_iff in H as [? ?]
  | H : Qlt_bool _ _ = true |- _ => apply Qlt_bool_real in H
  | H : Qlt_bool _ _ = false |- _ => apply Qlt_bool_false_real in H
  | H : Qle_bool _ _ = true |- _ => apply Qle_bool_real in H
  | H : Qle_bool _ _ = false |- _ => apply Qle_bool_false_real in H
  end.

(** ** Rational numbers are dense *)

Lemma rational_between a b : a < b -> exists q : Q, a < Q2R q < b.
Proof.
  intros ab. destruct (archimed (/ (b - a))) as [n_large _].
  assert (inv_pos : 0 < / (b - a)) by (apply Rinv_0_lt_compat; lra).
  assert (n_pos : (0 < up (/ (b - a)))%Z) by (apply lt_IZR; lra).
  set (n := Z.to_pos (up (/ (b - a)))). assert (n_eq : IZR (Zpos n) = IZR (up (/ (b - a)))).
  { unfold n. now rewrite Z2Pos.id. }
  assert (n_gt : 1 < IZR (Zpos n) * (b - a)).
  { rewrite n_eq. replace 1 with (/ (b - a) * (b - a)) by (field; lra).
    apply Rmult_lt_compat_r; [lra|exact n_large]. }
  assert (n_posR : 0 < IZR (Zpos n)) by (rewrite n_eq; lra).
  destruct (archimed (IZR (Zpos n) * a)) as [above near].
  exists (up (IZR (Zpos n) * a) # n). unfold Q2R. cbn [Qnum Qden].
  assert (inv : IZR (Zpos n) * / IZR (Zpos n) = 1) by (apply Rinv_r; lra).
  assert (inv_n : 0 < / IZR (Zpos n)) by (apply Rinv_0_lt_compat; lra).
  set (u := IZR (up (IZR (Zpos n) * a))) in *. set (N := IZR (Zpos n)) in *. set (r := / N) in *.
  clearbody u N r.
  replace a with (N * a * r) at 1 by (replace (N * a * r) with (N * r * a) by ring; rewrite inv; ring).
  replace b with (N * b * r) by (replace (N * b * r) with (N * r * b) by ring; rewrite inv; ring).
  split; apply Rmult_lt_compat_r; lra.
Qed.

(** ** Domains and intervals *)

Definition in_domain (D : domain) (x : Q) : bool :=
  match from D with Some a => Qle_bool a x | None => true end &&
  match upto D with Some b => Qle_bool x b | None => true end.

Lemma in_domain_real D x : in_domain D x = true -> D (Q2R x).
Proof.
  destruct D as [[a|] [b|]]; unfold in_domain, within_domain; cbn [from upto]; intros test; tests; auto.
Qed.

Lemma domain_is_interval (D : domain) : is_interval D.
Proof.
  intros x y z [lo_x hi_x] [lo_y hi_y] between. destruct D as [[a|] [b|]]; cbn [from upto] in *;
    split; cbn [from upto]; auto; lra.
Qed.

Lemma domain_closed D u z : (forall n, within_domain D (u n)) -> Un_cv u z -> D z.
Proof.
  intros in_D conv. split.
  - destruct (from D) as [a|] eqn:end_; [|exact I].
    destruct (Rle_lt_dec (Q2R a) z) as [|below]; [assumption|exfalso].
    destruct (conv (Q2R a - z)) as (n & close); [lra|]. specialize (close n (le_n n)).
    destruct (in_D n) as [low _].
    rewrite end_ in low. unfold R_dist in close. rewrite abs_lt in close. lra.
  - destruct (upto D) as [b|] eqn:end_; [|exact I].
    destruct (Rle_lt_dec z (Q2R b)) as [|above]; [assumption|exfalso].
    destruct (conv (z - Q2R b)) as (n & close); [lra|]. specialize (close n (le_n n)).
    destruct (in_D n) as [_ high].
    rewrite end_ in high. unfold R_dist in close. rewrite abs_lt in close. lra.
Qed.

(** Near each point of a domain there are rational points of it. *)
Lemma rational_near D x e :
  within_domain D x -> 0 < e -> exists q, within_domain D (Q2R q) /\ Rabs (Q2R q - x) < e.
Proof.
  intros Dx e_pos.
  assert (at_end : forall a, Q2R a = x -> exists q, within_domain D (Q2R q) /\ Rabs (Q2R q - x) < e).
  { intros a <-. exists a. split; [exact Dx|]. now rewrite distance_zero. }
  destruct Dx as [low high]. destruct (from D) as [a|] eqn:end_.
  - destruct (Req_dec (Q2R a) x) as [same|differ]; [now apply at_end with a|].
    destruct (rational_between (Rmax (Q2R a) (x - e)) x) as (q & above & below); [apply Rmax_lub_lt; lra|].
    pose proof (Rmax_l (Q2R a) (x - e)). pose proof (Rmax_r (Q2R a) (x - e)).
    exists q. split; [|apply abs_lt; lra]. split; [rewrite end_; lra|]. destruct (upto D); [lra|exact I].
  - destruct (rational_between (x - e) x) as (q & above & below); [lra|]. exists q.
    split; [|apply abs_lt; lra].
    split; [rewrite end_; exact I|]. destruct (upto D); [lra|exact I].
Qed.

Definition in_interval (J : rational_interval) (x : Q) : bool := Qle_bool (fst J) x && Qle_bool x (snd J).
Lemma in_interval_real J x : in_interval J x = true -> real_interval J (Q2R x).
Proof. unfold in_interval, real_interval. intros test. tests. intervals. Qed.

(** The ends of J lie in D, so J does. *)
Definition interval_in_domain (J : rational_interval) (D : domain) : bool :=
  in_domain D (fst J) && in_domain D (snd J).
Lemma interval_in_domain_real J D : interval_in_domain J D = true -> forall x, real_interval J x -> D x.
Proof.
  unfold interval_in_domain. intros test x [low high]. apply andb_true_iff in test as [test_lo test_hi].
  apply in_domain_real in test_lo, test_hi. cbn [lo hi real_interval] in *.
  now apply (domain_is_interval D (Q2R (fst J)) (Q2R (snd J))).
Qed.
