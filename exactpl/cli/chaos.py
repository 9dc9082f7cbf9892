"""`exactpl chaos MAP`."""

from exactpl.claims.coq import with_coq
from exactpl.claims.questions.chaos import chaos as decide_chaos
from exactpl.cli.arguments import AsJSON, CertificatePath, MapText, NoCheck, On, interval_of, subject_of
from exactpl.cli.output import Answer, emit_json, indented, path_for, settle_each
from exactpl.cli.streams import ANSWERED, OPEN, Block, emit
from exactpl.verdicts import Proved, Undecided

_QUESTIONS = (
    ("period_three", "period 3"),
    ("positive_entropy", "positive entropy"),
    ("li_yorke", "Li-Yorke chaos"),
    ("order", "order"),
)


def chaos(
    map_text: MapText,
    /,
    *,
    on: On = None,
    output: CertificatePath = None,
    no_check: NoCheck = False,
    json: AsJSON = False,
) -> int:
    """Decide four questions that are often taken for one: period 3, positive entropy, Li-Yorke chaos, order.

    Order means that every orbit converges to a fixed point. Each answer says what it rests on. Period 3 implies
    positive entropy, and that Li-Yorke chaos; nothing else follows. Exit status 0 when all four are decided, else 3.

    -o FILE.json writes one certificate for each answer: FILE.period_three.json, FILE.positive_entropy.json, ...

    Examples: exactpl chaos scrambling; exactpl chaos "0:3/4 1/2:1 1:0"; exactpl chaos notebook_network --json
    """
    subject, interval = subject_of(map_text), interval_of(on)
    found = decide_chaos(subject, on=interval)
    status = ANSWERED
    blocks: list[Block] = []
    answers = [(Answer(getattr(found, name), checked=not no_check), path_for(output, name)) for name, _ in _QUESTIONS]
    for (name, question), answer in zip(_QUESTIONS, settle_each(answers), strict=True):
        verdict = answer.verdict
        if isinstance(verdict, Undecided):
            status = OPEN
        if json:
            emit_json(answer.common(), question=name, on=interval)
            continue
        says = verdict.statement if isinstance(verdict, Proved) else verdict.reason
        lines = [f"{question}: {says.removesuffix('.')}."]
        if not isinstance(verdict, Undecided):
            lines.append(f"by {with_coq(verdict.lemmas) or 'evaluation alone'}")
            lines += [f"wrote {answer.path}"] * (answer.path is not None)
        blocks.append(indented(answer.word, lines))
    if not json:
        emit(*blocks)
    return status
