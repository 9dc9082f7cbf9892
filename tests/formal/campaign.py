"""Random certificates of each exported type and their mutants: the checker and Coq's kernel agree.

    python -m tests.formal.campaign --count 200 [--seed 0] [--only TYPE ...]

For each type: how many certificates the checker accepted and coqc accepted, how many could not be exported, and how
many mutants the checker rejected and coqc refused. Exit status 1 if the two disagree: coqc accepts what the checker
rejects (wrong), or refuses what the checker accepts (the library does not decide it).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from exactpl.claims.checking import check_each
from exactpl.errors import InputError
from exactpl.formal.coq import coq_text
from tests.formal.cases import MAKERS, certificates, mutants
from tests.formal.coqc import as_refused, compiled, refused_among

AT_ONCE = 40  # exported files in one file


def batches(files: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield the files, some at a time."""
    names = list(files)
    for i in range(0, len(names), AT_ONCE):
        yield {name: files[name] for name in names[i : i + AT_ONCE]}


def exported(given: list[tuple[str, object]]) -> tuple[dict[str, str], int]:
    """Return the files of those that can be exported, and how many cannot."""
    files, left = {}, 0
    for name, certificate in given:
        try:
            files[name] = coq_text(certificate)  # type: ignore[arg-type]
        except InputError:
            left += 1
    return files, left


def campaign(kind: str, count: int, seed: object) -> tuple[str, bool]:
    """Return what was found for a type in words, and whether the two agree."""
    true = list(certificates(kind, count, seed))
    assert all(report.is_accepted for report in check_each(true))
    files, left = exported([(str(i), each) for i, each in enumerate(true)])
    refused = {name: said for batch in batches(files) for name, said in refused_among(batch).items()}
    changed = [mutant for each in true for mutant in mutants(each)]
    rejected = [each for each, report in zip(changed, check_each(changed), strict=True) if report.verdict == "reject"]
    false, unreadable = exported([(str(i), each) for i, each in enumerate(rejected)])
    accepted = 0
    for batch in batches(false):
        # each module says Fail Qed: coqc ends with an error where a proof is accepted
        whole, _ = compiled("".join(as_refused(f"M{name}", text) for name, text in batch.items()))
        if not whole:
            accepted += sum(not compiled(as_refused("M", text))[0] for text in batch.values())
    words = (
        f"{kind}: {len(true)} certificates, {left} not exported, {len(files) - len(refused)} accepted by both, "
        f"{len(refused)} refused by coqc; mutants {len(rejected)} rejected, {unreadable} not exported, "
        f"{len(false) - accepted} refused by coqc, {accepted} accepted"
    )
    for name, said in list(refused.items())[:2]:
        words += f"\n  {true[int(name)].text[:600]}\n  {said.strip()[-300:]}"
    return words, not refused and not accepted


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--only", nargs="*", default=list(MAKERS))
    given = parser.parse_args()
    agree = True
    for kind in given.only:
        words, same = campaign(kind, given.count, given.seed)
        sys.stdout.write(words + "\n")
        sys.stdout.flush()
        agree = agree and same
    return 0 if agree else 1


if __name__ == "__main__":
    raise SystemExit(main())
