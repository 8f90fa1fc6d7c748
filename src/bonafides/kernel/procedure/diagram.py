"""A procedure drawn: each state a box with its steps and the clocks that they start, each step an arrow to the state after it.

Plain SVG, without a script or a font of its own; the colours are those of the page around it where that says any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count

from bonafides.kernel.procedure.model import OPENED, Clock, Meaning, Procedure, State, Step, Texts, Who

LINE, HEAD, PAD, GAP, LANE, MARGIN = 22, 34, 10, 26, 14, 12
_SIGNS = {Who.AGENCY: "■", Who.BUSINESS: "●", Who.CLOCK: "◷"}
_HEAD_OF_ARROW = (
    '<marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0L8 4L0 8z"/></marker>'
)
_STYLE = """
svg{font:14px system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1b1b1b;background:#fff}
text{fill:currentColor}.head{font-weight:600}.small{font-size:12px}.adverse{fill:#a4262c;font-weight:600}
rect{fill:#f6f7f9;stroke:#6b7280}.open{stroke:#2563a8}.decided{stroke:#a15c00}.in-force{stroke:#a4262c}.ended{stroke:#2f6b3a}.here{stroke-width:4}
path{fill:none;stroke:#6b7280;stroke-width:1.5}marker path{fill:#6b7280;stroke:none}
@media (prefers-color-scheme:dark){svg{color:#e8e8e8;background:#15171a}rect{fill:#1f2329}.adverse{fill:#ff8a8f}}
"""


@dataclass(frozen=True)
class _Line:
    """A line of a box: a step, or a clock that it starts. `to`: where its arrow goes."""

    text: str
    kind: str
    to: str | None = None


@dataclass(frozen=True)
class _Box:
    state: State
    title: str
    lines: tuple[_Line, ...]
    top: int

    @property
    def height(self) -> int:
        return HEAD + LINE * len(self.lines) + (PAD if self.lines else 0)

    def middle(self, line: int) -> int:
        """The height at which a line stands."""
        return self.top + HEAD + LINE * line + LINE // 2


def diagram(
    procedure: Procedure, languages: Sequence[str] = ("zh", "en"), here: str = "", power: Callable[[str], str] = str
) -> str:
    """The drawing, in one language or in several beside each other.

    `here`: the state that a case is in, marked. `power`: what a power is called; its own word, where nobody says.
    """
    boxes = list(_boxes(procedure, languages, power))
    width = max(
        [_width(one.title) + 80 for one in boxes] + [_width(line.text) + 44 for one in boxes for line in one.lines]
    )
    arrows, lanes = _arrows(boxes, MARGIN + width)
    whole, height = MARGIN * 2 + width + LANE * (lanes + 2), boxes[-1].top + boxes[-1].height + MARGIN
    title = _told(procedure.title, languages)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {height}" width="{whole}" height="{height}" role="img">',
        f"<title>{escape(title)}</title><style>{_STYLE.strip()}</style>",
        f"<defs>{_HEAD_OF_ARROW}</defs>",
        *(part for one in boxes for part in _drawn(one, width, here=one.state.name == here)),
        *arrows,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def order_of(procedure: Procedure) -> list[str]:
    """The states as a case goes through them: by how far they are from the opening, then as the file has them."""
    first = procedure.opens.to or ""
    far, waiting = {first: 0}, [first]
    for state in waiting:
        for step in procedure.steps.values():
            if state in step.start and step.to and step.to not in far:
                far[step.to] = far[state] + 1
                waiting.append(step.to)
    names = list(procedure.states)
    ended = {name for name, one in procedure.states.items() if one.meaning is Meaning.ENDED}
    return sorted(names, key=lambda name: (name in ended, far.get(name, len(names)), names.index(name)))


def _boxes(procedure: Procedure, languages: Sequence[str], power: Callable[[str], str]) -> Iterator[_Box]:
    top = MARGIN
    for name in order_of(procedure):
        state = procedure.states[name]
        opening = (procedure.opens,) if procedure.opens.to == name else ()
        steps = [step for step in procedure.steps.values() if name in step.start]
        lines = [line for step in (*opening, *steps) for line in _lines(procedure, step, languages, power)]
        box = _Box(state, _told(state.title, languages), tuple(lines), top)
        yield box
        top += box.height + GAP


def _lines(procedure: Procedure, step: Step, languages: Sequence[str], power: Callable[[str], str]) -> Iterator[_Line]:
    """A step, and the clocks that it starts."""
    by = f" ({', '.join(map(power, step.by))})" if step.by else ""
    text = f"{_SIGNS.get(step.who, '◆')} {_told(step.title, languages)}{by}"
    kind = "adverse" if step.adverse else "step"
    yield _Line(text, kind, step.to if step.name != OPENED else None)
    for clock in procedure.clocks.values():
        if step.name in clock.starts:
            yield _Line(f"     ◔ {_told(clock.title, languages)}{_outcome(procedure, clock, languages)}", "small")


def _outcome(procedure: Procedure, clock: Clock, languages: Sequence[str]) -> str:
    if clock.step is not None:
        return f" ⇒ {_told(procedure.steps[clock.step].title, languages)}"
    return "" if clock.permits else " ⚠"


def _drawn(box: _Box, width: int, *, here: bool) -> Iterator[str]:
    meaning = box.state.meaning.value + (" here" if here else "")
    round_ = 'rx="4"' if box.state.meaning is not Meaning.ENDED else 'rx="16"'
    yield f'<rect class="{meaning}" x="{MARGIN}" y="{box.top}" width="{width}" height="{box.height}" {round_}/>'
    yield f'<text class="head" x="{MARGIN + PAD}" y="{box.top + 22}">{"▶ " if here else ""}{escape(box.title)}</text>'
    for at, line in enumerate(box.lines):
        x, y = MARGIN + PAD, box.middle(at) + 5
        yield f'<text class="{line.kind}" x="{x}" y="{y}" xml:space="preserve">{escape(line.text)}</text>'


def _arrows(boxes: Sequence[_Box], right: int) -> tuple[list[str], int]:
    """An arrow from each step's line to the head of the box after it, in lanes at the right that do not meet."""
    tops = {one.state.name: one for one in boxes}
    wanted = [
        (box.middle(at), tops[line.to])
        for box in boxes
        for at, line in enumerate(box.lines)
        if line.to is not None and line.to != box.state.name
    ]
    taken: list[list[tuple[int, int]]] = []
    drawn = []
    arrivals: dict[str, Iterator[int]] = {name: count() for name in tops}
    for start, box in sorted(wanted, key=lambda one: abs(one[0] - one[1].top)):
        end = box.top + 8 + 5 * (next(arrivals[box.state.name]) % 5)
        low, high = min(start, end), max(start, end)
        lane = next((at for at, spans in enumerate(taken) if all(high < a or low > b for a, b in spans)), len(taken))
        taken += [[]] if lane == len(taken) else []
        taken[lane].append((low, high))
        x = right + LANE * (lane + 1)
        drawn.append(f'<path d="M{right} {start}H{x}V{end}H{right + 2}" marker-end="url(#to)"/>')
    return drawn, len(taken)


def _told(text: Texts, languages: Sequence[str]) -> str:
    told = [text[one] for one in languages if one in text] or [next(iter(text.values()))]
    return " · ".join(dict.fromkeys(told))


def _width(text: str) -> int:
    """About how wide a text is drawn."""
    return sum(15 if ord(one) > 0x2E7F else 8 for one in text)
