"""`exactpl survey FAMILY --draws N`."""

import shlex
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Annotated, TypeAlias

from cyclopts import Parameter

from exactpl.arithmetic.integers import shortened
from exactpl.arithmetic.intervals import Interval
from exactpl.arithmetic.rationals import approximate, parse_rational, rational_text
from exactpl.cli.arguments import AsJSON
from exactpl.cli.options import refuse, whole_number
from exactpl.cli.output import Common, emit_json, indented
from exactpl.cli.streams import ANSWERED, emit, note
from exactpl.errors import InputError
from exactpl.survey.families import FAMILIES, parse_family
from exactpl.survey.intervals import require_confidence
from exactpl.survey.questions import QUESTIONS, parse_question
from exactpl.survey.running import run
from exactpl.survey.summaries import Distribution, Rate, Summary, summary

_CONFIDENCE = "95/100"
OfFamily: TypeAlias = Annotated[str | None, Parameter(help="a parameter of the family; FAMILY:width=8 says the same")]


def survey(
    family: Annotated[str, Parameter(name="FAMILY", help="notebook, simple_rnn:width=8,variance=20, ...: see list")],
    /,
    *,
    draws: Annotated[str | None, Parameter(help="how many draws the result file shall have")] = None,
    question: Annotated[
        list[str] | None,
        Parameter(name=["-q", "--question"], negative="", help="period:N, entropy, order, contraction, pieces:K, ..."),
    ] = None,
    output: Annotated[str | None, Parameter(name=["-o", "--output"], help="the result file, JSON Lines")] = None,
    seed: Annotated[
        str | None, Parameter(help="a whole number, 0 by default; draw i of a seed is the same on every machine")
    ] = None,
    width: OfFamily = None,
    depth: OfFamily = None,
    variance: OfFamily = None,
    workers: Annotated[str | None, Parameter(help="processes; one for each core by default")] = None,
    scheduler: Annotated[str | None, Parameter(help="address of a Dask scheduler, such as tcp://host:8786")] = None,
    certificates: Annotated[str | None, Parameter(help="keep checked certificates of positives in this folder")] = None,
    confidence: Annotated[str, Parameter(help="of the intervals, between 0 and 1")] = _CONFIDENCE,
    json: AsJSON = False,
) -> int:
    """Ask exact questions about many random maps or networks, and print rates with their intervals.

    Results go to a file as they come, in the order of the draws. A survey that was interrupted, or killed, goes on
    where its file ends: say the same again. `exactpl survey list` tells families and questions; `exactpl survey
    FILE.jsonl` tells what a result file says.

    Examples: exactpl survey notebook --width 2 --draws 100000 -q period:3 -o he.jsonl; exactpl survey he.jsonl;
    exactpl survey simple_rnn:width=8 --draws 1000 -q entropy -q pieces:8; exactpl survey list
    """
    level = require_confidence(parse_rational(confidence))
    drawing = {
        "--draws": draws,
        "-q": question,
        "-o": output,
        "--seed": seed,
        "--width": width,
        "--depth": depth,
        "--variance": variance,
        "--workers": workers,
        "--scheduler": scheduler,
        "--certificates": certificates,
    }
    if family == "list":
        refuse("survey list", {**drawing, "--confidence": confidence if confidence != _CONFIDENCE else None})
        return _list(json)
    if family.endswith(".jsonl"):
        refuse(f"the result file {family!a:.60}", drawing, "give a FAMILY to draw and ask more")
        return _show(summary(family, confidence=level), json)
    chosen = parse_family(family, width=width, depth=depth, variance=variance)
    if draws is None:
        raise InputError("the number of draws is required: --draws N.")
    asked = [parse_question(text) for text in question or ["period:3"]]
    total, number = whole_number(draws, "--draws", 1), whole_number(seed or "0", "--seed", 0, digits_at_most=39)
    processes = None if workers is None else whole_number(workers, "--workers", 1)
    if certificates is not None and not any(QUESTIONS[each.kind].evidence for each in asked):
        raise InputError("--certificates FOLDER needs a question whose answer has one; none of these has.")
    if scheduler is not None and workers is not None:
        raise InputError("--workers starts processes here, --scheduler uses a cluster: give one of them.")
    path = f"{chosen.name}-{number}.jsonl" if output is None else output
    if output is None:
        note(f"results go to {path}; -o FILE names another file.")
    try:
        with _executor(scheduler) as executor:
            run(
                chosen,
                asked,
                draws=total,
                output=path,
                seed=number,
                certificates=certificates,
                executor=executor,
                workers=processes,
            )
    except KeyboardInterrupt:
        again = ["exactpl", "survey", str(chosen), "--draws", str(total), "--seed", str(number), "-o", path]
        again += [word for each in asked for word in ("-q", str(each))]
        for option, value in (("--workers", workers), ("--scheduler", scheduler), ("--certificates", certificates)):
            again += [] if value is None else [option, value]
        kept = summary(path, confidence=level).draws if Path(path).exists() else 0
        raise KeyboardInterrupt(
            f"{kept:,} of {total:,} draws are kept in {path}; to go on: {shlex.join(again)}"
        ) from None
    everything = summary(path, confidence=level)
    if everything.draws > total:
        note(f"{path} has {everything.draws:,} draws; the first {total:,} are told.")
        return _show(summary(path, confidence=level, draws=total), json)
    return _show(everything, json)


@contextmanager
def _executor(address: str | None) -> Iterator[Executor | None]:
    """Yield the executor of a Dask cluster, or None for processes here."""
    if address is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        raise InputError(
            "--scheduler needs Dask's scheduler, which is not installed: pip install distributed"
        ) from None
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(f"the address of a running Dask scheduler is required, found {address}: {error}.") from None
    try:
        yield client.get_executor()
    finally:
        client.close()


def _show(found: Summary, json: bool) -> int:
    for each in found.found.values():
        if json:
            _emit_json(found, each)
        elif isinstance(each, Rate):
            emit(indented("OBSERVED", _rate_lines(each)))
        else:
            emit(indented("OBSERVED", _distribution_lines(each)))
    return ANSWERED


def _rate_lines(each: Rate) -> list[str]:
    low, high = _percent(each.interval)
    confidence = _exactly(require_confidence(each.confidence))
    share = f" ({each.yes / each.draws:.4%})" if each.draws else ""
    open_ = f", undecided {each.undecided:,}" if each.undecided else ""
    exact = "in floats" if each.question.is_observed else "each decided exactly"
    return [
        f"{each.question}: {each.yes:,} of {_draws(each.draws)}{share}{open_}, {exact}",
        f"true rate in [{low}, {high}] with confidence {confidence} (Clopper and Pearson)",
    ]


def _short(number: int) -> str:
    return f"{number:,}" if number < 10**60 else shortened(number)


def _draws(count: int) -> str:
    return f"{count:,} {'draw' if count == 1 else 'draws'}"


def _exactly(share: Fraction) -> str:
    """Return a number between 0 and 1 without rounding: as a decimal where it is one of few places, else p/q."""
    for places in range(1, 16):
        if (10**places) % share.denominator == 0:
            return f"0.{share.numerator * (10**places // share.denominator):0{places}d}"
    return rational_text(share)


def _percent(interval: Interval) -> tuple[str, str]:
    """Return both ends in percent, rounded outwards to four places."""
    lower, upper = interval
    assert lower is not None
    assert upper is not None
    return f"{floor(lower * 10**6) / 10**4:.4f}%", f"{ceil(upper * 10**6) / 10**4:.4f}%"


def _distribution_lines(each: Distribution) -> list[str]:
    open_ = f", undecided {each.undecided:,}" if each.undecided else ""
    if not each.counts:
        return [f"{each.question}: no numbers in {_draws(each.draws)}{open_}"]
    quantiles = ", ".join(f"{name} {_short(each.quantile(part))}" for name, part in _QUANTILES)
    mean = approximate(each.mean) if each.mean.denominator > 1 else shortened(each.mean.numerator)
    return [f"{each.question}: mean {mean} over {_draws(each.counted)}{open_}, each counted exactly", quantiles]


_QUANTILES = (("least", "1/1000000000"), ("median", "1/2"), ("95 %", "95/100"), ("most", 1))


def _emit_json(found: Summary, each: Rate | Distribution) -> None:
    rate, counts = (each, None) if isinstance(each, Rate) else (None, each.counts)
    value = {"yes": rate.yes, "no": rate.no, "undecided": rate.undecided} if rate else counts
    emit_json(
        Common(verdict="observed", value=value),
        family=str(found.survey.family),
        question=str(each.question),
        draws=each.draws,
        seed=found.survey.seed,
        interval=rate.interval if rate else None,
        confidence=rate.confidence if rate else None,
    )


def _list(json: bool) -> int:
    for name, kind in sorted(FAMILIES.items()):
        if json:
            common = Common(verdict="computed", value=kind.summary)
            emit_json(common, kind="family", name=name, parameters=dict(kind.defaults), least=None)
        else:
            values = ",".join(f"{key}={value}" for key, value in kind.defaults.items())
            emit(f"{name}:{values}", f"        {kind.summary}")
    for name, asked in QUESTIONS.items():
        if json:
            letter, least = asked.parameter or (None, None)
            common = Common(verdict="computed", value=asked.summary)
            emit_json(common, kind="question", name=name, parameters={letter: None} if letter else {}, least=least)
        else:
            emit(indented(name if asked.parameter is None else f"{name}:{asked.parameter[0]}", [asked.summary], 16))
    return ANSWERED
