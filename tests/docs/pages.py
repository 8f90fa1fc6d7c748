"""The pages of the documentation, read as the tests want them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^( *)```[^\n]*\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"`([^`\n]+)`")


def pages() -> list[Path]:
    """README, CONTRIBUTING, CHANGELOG, everything under docs/ and the packs' own READMEs."""
    own = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*own, *sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("packs/*/README.md"))]


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code(page: Path) -> list[str]:
    """Lines of code blocks (fenced or indented), and code spans, in the order of the page."""
    content, lines = text(page).replace("\\\n", " "), []
    for block in _FENCE.finditer(content):
        lines += block[2].splitlines()
    prose = _FENCE.sub("", content)
    lines += [line.strip() for line in prose.splitlines() if line.startswith("    ")]
    lines += _SPAN.findall(prose)
    return [line.strip() for line in lines]
