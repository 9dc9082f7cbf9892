"""`exactpl zoo [NAME]`."""

from typing import Annotated

from cyclopts import Parameter

from exactpl.cli.arguments import AsJSON
from exactpl.cli.output import Common, emit_json
from exactpl.cli.streams import ANSWERED, emit
from exactpl.errors import InputError
from exactpl.maps.zoo import Entry, entries


def zoo(
    name: Annotated[str | None, Parameter(name="NAME", help="one map of the zoo; all when left out")] = None,
    /,
    *,
    json: AsJSON = False,
) -> int:
    """List the named maps, or tell about one: parameters, values, source, an example.

    Examples: exactpl zoo; exactpl zoo scrambling
    """
    known = entries()
    if name is not None and name not in known:
        raise InputError(f"a name of the zoo is required ({', '.join(sorted(known))}), found {name!r:.60}.")
    chosen = sorted(known) if name is None else [name]
    if json:
        for each in chosen:
            entry = known[each]
            emit_json(
                Common(verdict="computed", value=entry.summary),
                name=entry.name,
                parameters=dict(_with_default(each) for each in entry.parameters),
                source=entry.source,
            )
    elif name is None:
        width = max(len(_usage(known[each])) for each in chosen) + 2
        emit(*(f"{_usage(known[each]):<{width}}{known[each].summary}" for each in chosen))
    else:
        entry = known[name]
        emit(_usage(entry), "", entry.documentation.splitlines(), "", f"Source: {entry.source}")
    return ANSWERED


def _with_default(parameter: str) -> tuple[str, str | None]:
    """Return the name of a parameter that is written name=default, or name, and its default."""
    name, _, default = parameter.partition("=")
    return name, default or None


def _usage(entry: Entry) -> str:
    return entry.name + (":" + ",".join(entry.parameters) if entry.parameters else "")
