"""`exactpl show MAP`."""

from exactpl.claims import NetworkSubject
from exactpl.cli.arguments import AsJSON, Full, Layers, LeakySlope, MapText, On, function_of, interval_of
from exactpl.cli.networks import emit_shown, show_network
from exactpl.cli.options import refuse
from exactpl.cli.output import indented, number, with_decimal
from exactpl.cli.streams import ANSWERED, emit
from exactpl.dynamics.orbits.self_map import escaping_point
from exactpl.maps.pl import PL

FEW = 20


def show(
    map_text: MapText,
    /,
    *,
    on: On = None,
    layers: Layers = None,
    leaky_slope: LeakySlope = None,
    full: Full = False,
    json: AsJSON = False,
) -> int:
    """Show a map: its domain, knots, slopes, image, and whether it maps its domain into itself. Or show a network.

    Examples: exactpl show tent:slope=3/2; exactpl show "max(0, 1 - abs(x))"; exactpl show scrambling --on 0 1 --json;
    exactpl show net.onnx
    """
    subject = function_of(map_text, layers, leaky_slope)
    if isinstance(subject, NetworkSubject):
        refuse("a network, which is shown whole", {"--on": on}, "exactpl segments NET --on A B shows its function")
        return show_network(subject, full, json)
    interval = interval_of(on)
    f = subject.f if interval is None else subject.f.restrict(*interval)
    leaves = escaping_point(f)
    if json:
        emit_shown(
            repr(f),
            kind="map",
            domain=f.domain,
            image=f.image(),
            knots=[list(knot) for knot in f.knots],
            left_slope=f.left_slope,
            right_slope=f.right_slope,
            slopes=list(f.slopes),
            pieces=len(f.pieces),
            lipschitz=f.lipschitz(),
            self_map=leaves is None,
            sha256=subject.sha256,
        )
        return ANSWERED
    lines = _described(f, full)
    if leaves is None:
        lines["self-map"] = ["yes: it can be iterated"]
    else:
        lines["self-map"] = [f"no: x = {with_decimal(leaves)} goes to {with_decimal(f(leaves))}"]
    lines["sha256"] = [f"{subject.sha256} (of its map file)"]
    emit(*(indented(word, text, margin=10) for word, text in lines.items()))
    return ANSWERED


def _described(f: PL, full: bool) -> dict[str, list[str]]:
    knots = [f"{number(x, full)} : {number(y, full)}" for x, y in (f.knots if full else f.knots[:FEW])]
    if len(knots) < len(f.knots):
        knots.append(f"... and {len(f.knots) - FEW:,} more (--full shows all)")
    slopes = [number(s, full) for s in (f.slopes if full else f.slopes[:FEW])]
    if len(slopes) < len(f.slopes):
        slopes.append("...")
    return {
        "domain": [str(f.domain)],
        "image": [str(f.image())],
        "pieces": [f"{len(f.pieces):,}"],
        "knots": knots,
        "slopes": [", ".join(slopes)],
    }
