"""The picture of ten years: what is true of the quiet kind of business, and what each model says of it. A file of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 380, 64, 176, 24, 48
TRUTH = "What is true"
STYLES = {TRUTH: ("#1b1b1b", ""), 0.0: ("#b3261e", "2 5"), 0.1: ("#8a5a00", "9 5"), 0.2: ("#0b57a4", "")}


def chart(truth: Sequence[float], said: Mapping[float, Sequence[float]]) -> str:
    """An SVG that needs no script and no style from outside; every series is named at its end, and differs by its dash."""
    most = max([*truth, *(one for series in said.values() for one in series)])
    top = -(-round(most * 100) // 10) * 10 / 100
    lines = [_head(said)]
    for step in range(round(top * 10) + 1):
        y = _y(step / 10, top)
        lines.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#d0d0d0"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10 * step} %</text>')
    years = len(truth)
    lines += [
        f'<text x="{_x(one, years):.1f}" y="{HEIGHT - 22}" text-anchor="middle">{one + 1}</text>'
        for one in range(years)
    ]
    lines.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 4}" text-anchor="middle">year</text>')
    named = [(TRUTH, truth, TRUTH), *((_name(share), series, share) for share, series in said.items())]
    ends = _apart([_y(series[-1], top) for _, series, _ in named])
    for (name, series, key), end in zip(named, ends, strict=True):
        colour, dash = STYLES[key]
        points = " ".join(f"{_x(year, len(series)):.1f},{_y(one, top):.1f}" for year, one in enumerate(series))
        width = 4 if key == TRUTH else 2.5
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dash}"/>'
        )
        lines.append(
            f'<text x="{WIDTH - RIGHT + 8}" y="{end + 4:.1f}" fill="{colour}" font-weight="bold">{name}</text>'
        )
    return "\n".join([*lines, "</svg>"]) + "\n"


def _head(said: Mapping[float, Sequence[float]]) -> str:
    told = "; ".join(f"{_name(share).lower()}: {100 * series[-1]:.0f} %" for share, series in said.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d" '
        'font-family="sans-serif" font-size="13">\n<title id="t">The risk of the quiet kind: true, and learned</title>\n'
        f'<desc id="d">Share with a finding, by year. In the last year: {told}.</desc>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    )


def _name(share: float) -> str:
    return "Nothing by lot" if not share else f"{100 * share:.0f} % by lot"


def _x(year: int, years: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * year / (years - 1)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def _apart(places: Sequence[float], room: float = 16) -> list[float]:
    """The places of labels, moved down where they would cover each other."""
    found = [0.0] * len(places)
    last = -room
    for index in sorted(range(len(places)), key=lambda one: places[one]):
        last = found[index] = max(places[index], last + room)
    return found
