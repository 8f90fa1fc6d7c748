"""What a benchmark says: figures with units, ratios to a bound of the same run, bars; and the page it is written to."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "performance.md"


@dataclass(frozen=True)
class Bar:
    """A limit that an issue names. `least`: the value may not be smaller; otherwise it may not be larger."""

    value: float
    limit: float
    least: bool = True

    @property
    def ok(self) -> bool:
        return self.value >= self.limit if self.least else self.value <= self.limit


@dataclass
class Report:
    """The figures of one run. `figures`: name → (value, unit)."""

    name: str
    title: str
    quick: bool
    figures: dict[str, tuple[float, str]] = field(default_factory=dict)
    ratios: dict[str, float] = field(default_factory=dict)
    bars: dict[str, Bar] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "bench": self.name,
            "quick": self.quick,
            "machine": machine(),
            "figures": {name: value for name, (value, _) in self.figures.items()},
            "ratios": self.ratios,
            "bars": {name: {"value": bar.value, "limit": bar.limit, "ok": bar.ok} for name, bar in self.bars.items()},
        }

    def show(self) -> None:
        console = Console(highlight=False)
        table = Table(title=f"{self.title} ({'quick' if self.quick else 'full'})", title_justify="left")
        for column in ("figure", "value", "unit"):
            table.add_column(column, justify="right" if column == "value" else "left")
        for name, (value, unit) in self.figures.items():
            table.add_row(name, f"{value:,.4g}" if value < 1000 else f"{value:,.0f}", unit)
        for name, ratio in self.ratios.items():
            table.add_row(name, f"{ratio:.2f}", "ratio")
        for name, bar in self.bars.items():
            word = "≥" if bar.least else "≤"
            table.add_row(f"bar: {name} {word} {bar.limit:g}", f"{bar.value:,.4g}", "held" if bar.ok else "NOT HELD")
        console.print(table)
        for note in self.notes:
            console.print(note)


def machine() -> str:
    """Cores, memory and system, so that a figure can be compared."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {system}"


def write_page(report: Report) -> None:
    """Replace the benchmark's section of the page of figures."""
    begin, end = f"<!-- bench {report.name} -->", f"<!-- /bench {report.name} -->"
    lines = [
        begin,
        f"## {report.title}",
        "",
        f"`./dev bench {report.name}`, {datetime.now(UTC):%Y-%m-%d}, {machine()}.",
        "",
    ]
    lines += ["| figure | value | unit |", "|---|---:|---|"]
    lines += [
        f"| {name} | {f'{value:,.4g}' if value < 1000 else f'{value:,.0f}'} | {unit} |"
        for name, (value, unit) in report.figures.items()
    ]
    lines += [f"| {name} | {ratio:.2f} | ratio |" for name, ratio in report.ratios.items()]
    lines += [
        f"| bar: {name} {'≥' if bar.least else '≤'} {bar.limit:g} | {bar.value:,.4g} | {'held' if bar.ok else '**not held**'} |"
        for name, bar in report.bars.items()
    ]
    lines += ["", *report.notes, end]
    section = "\n".join(lines)
    text = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else "# Performance\n"
    if begin in text:
        text = text[: text.index(begin)] + section + text[text.index(end) + len(end) :]
    else:
        text = text.rstrip() + "\n\n" + section + "\n"
    PAGE.write_text(text, encoding="utf-8")
