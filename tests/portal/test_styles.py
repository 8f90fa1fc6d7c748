"""The sheet: contrast enough in light and dark, nothing from elsewhere, every class that a page names."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

import bonafides.portal

PORTAL = Path(bonafides.portal.__file__).parent
STATIC = PORTAL / "static"
TOKENS = (STATIC / "portal" / "tokens.css").read_text("utf-8")
SHEET = TOKENS + (STATIC / "portal" / "portal.css").read_text("utf-8")
TEMPLATES = sorted((PORTAL / "templates").rglob("*.html"))
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})\b", block)) for block in re.findall(r":root \{([^}]*)\}", TOKENS)
)


COLOURS = set(LIGHT)
PICO = "fbc9a63fc9fc9f72d12fd7fc9806e11fa9f77ae4f9cad146b27003a1119ba3db"  # 2.1.1, as npm gives it


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_right() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read(colours: dict[str, str]) -> None:
    assert set(colours) == set(LIGHT)
    for ground in ("ground", "tint", "past", "bad", "fine", "told"):
        for ink in ("ink", "soft", "link", "warn", "amber", "good"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, f"{ink} on {ground}"
    assert contrast(colours["edge"], colours["ground"]) >= 3, "the edge of a field"
    assert contrast(colours["edge"], colours["tint"]) >= 3


def test_dark_is_for_the_screen_alone() -> None:
    assert SHEET.count("prefers-color-scheme") == SHEET.count("@media screen and (prefers-color-scheme: dark)") == 1


def test_the_base_is_what_was_published() -> None:
    [folder] = (STATIC / "vendor").iterdir()
    assert folder.name == "pico-2.1.1"
    assert hashlib.sha256((folder / "pico.min.css").read_bytes()).hexdigest() == PICO
    assert "MIT License" in (folder / "LICENSE.md").read_text("utf-8")


def test_only_the_tokens_name_a_colour() -> None:
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb", SHEET.removeprefix(TOKENS).replace("background: #fff;", "", 1))
    assert set(re.findall(r"var\(--([a-z]+)\)", SHEET)) <= {*re.findall(r"--(\w+):", TOKENS)}


def test_nothing_comes_from_elsewhere() -> None:
    for text in (SHEET, *(path.read_text("utf-8") for path in TEMPLATES)):
        assert not re.search(r"https?:|url\((?!#)|@import|//[a-z]", text)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)


def test_no_page_has_a_script_but_those_of_keys_and_of_checking_a_draw() -> None:
    scripts = {path.name: re.findall(r"<script[^>]*>", path.read_text("utf-8")) for path in TEMPLATES}
    with_one = {name for name, found in scripts.items() if found}
    assert with_one == {
        "htmx.html", "key_scripts.html", "add_form.html", "authenticate.html", "reauthenticate.html", "draw_verify.html",
        "visit.html", "visit_step.html",
    }  # fmt: skip
    for tag in (tag for found in scripts.values() for tag in found):
        assert (
            tag.startswith(("<script src=\"{% static '", '<script type="module" src="{% static \''))
            or 'type="application/json"' in tag
        ), "no script of a page's own"


def test_every_class_is_in_the_sheet_and_every_one_there_is_used() -> None:
    named = {
        word
        for path in TEMPLATES
        for found in re.findall(r'class="([^"]*)"', path.read_text("utf-8"))
        for word in re.sub(r"{[%{].*?[%}]}", " ", found).split()
    }
    sheets = "".join(path.read_text("utf-8") for path in (PORTAL / "static" / "portal").rglob("*.css"))
    styled = set(re.findall(r"\.([a-z]+)(?=[\s.:,{>\[])", re.sub(r"/\*.*?\*/", "", sheets)))
    assert styled <= named
    assert named - styled <= {"records", "secondary", "outline"} | styled  # the last two are Pico's, of a button
