"""`exactpl doctor`: what is installed, and whether the checker works."""

import platform
from importlib.metadata import PackageNotFoundError, version

from exactpl import __version__
from exactpl.claims import LeastPeriod
from exactpl.claims.checking import check
from exactpl.claims.deciding import decide
from exactpl.cli.arguments import AsJSON
from exactpl.cli.output import Common, emit_json, indented
from exactpl.cli.streams import ANSWERED, INTERNAL, emit
from exactpl.formal.installation import coq_installation
from exactpl.maps import zoo
from exactpl.verdicts import Proved

CORE = ("python-flint", "msgspec", "cyclopts", "rich", "numpy", "sympy", "mpmath")
EXTRAS = (
    "array-api-compat",
    "cupy-cuda12x",
    "distributed",
    "hypothesis",
    "matplotlib",
    "onnx",
    "safetensors",
    "torch",
)


def doctor(*, json: AsJSON = False) -> int:
    """Report versions, and prove and check one small thing. Exit status 70 when the checker does not accept it."""
    verdict = decide(LeastPeriod(zoo.tent(), n=3))
    assert isinstance(verdict, Proved)
    assert verdict.certificate is not None
    report = check(verdict.certificate)
    found = {name: _version(name) for name in (*CORE, *EXTRAS)}
    coq = coq_installation()
    if json:
        emit_json(
            Common(verdict="computed", value=report.verdict),
            exactpl=__version__,
            python=platform.python_version(),
            packages=found,
            coq=coq.version,
            coq_library=str(coq.theories) if coq.is_built else None,
            checker_sha256=report.checker_sha256,
        )
    else:
        lines = {"exactpl": __version__, "python": platform.python_version()}
        lines |= {
            name: number or ("not installed (extra)" if name in EXTRAS else "MISSING") for name, number in found.items()
        }
        lines["checker"] = f"{report.verdict.upper()} on a test certificate, sha256:{report.checker_sha256}"
        lines["coq"] = str(coq)
        emit(*(indented(word, [line], margin=14) for word, line in lines.items()))
    return ANSWERED if report.is_accepted else INTERNAL


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
