"""The drawings of procedures in the documentation are those of the packs: python -m tests.docs.procedure_drawings."""

from __future__ import annotations

from tests.docs.pages import ROOT
from tests.docs.procedure_drawings import IMAGES, PAGE, made, page


def test_every_drawing_is_current_and_none_is_left_over() -> None:
    drawn = made()
    assert {path.name for path in IMAGES.glob("*.svg")} == set(drawn)
    for name, text in drawn.items():
        assert (IMAGES / name).read_text("utf-8") == text, f"{name}: python -m tests.docs.procedure_drawings"


def test_the_page_shows_each() -> None:
    assert PAGE.read_text("utf-8") == page(), f"{PAGE.relative_to(ROOT)}: python -m tests.docs.procedure_drawings"
