"""The fonts of PDF files: an office's own first, then those of a wheel. Never the system's: a file must look alike everywhere."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

SETTING = "BONAFIDES_FONTS"
WHEEL = "pylopdf-fonts-zh-cn"


class NoFontsError(RuntimeError):
    """No font with Chinese characters; the message names the mend."""


def folders() -> list[Path]:
    """Where fonts are looked for, the office's own first."""
    own = os.environ.get(SETTING, "").strip()
    found = [Path(own)] if own else []
    try:
        import pylopdf_fonts_zh_cn
    except ModuleNotFoundError:
        return found
    return [*found, pylopdf_fonts_zh_cn.serif_path().parent]


@cache
def fonts() -> typst.Fonts:
    """The fonts, read once. Raises NoFontsError where none has Chinese characters."""
    import typst

    where = folders()
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(one) for one in where])
    own = {one.family for one in found.fonts() if one.path}
    if not own:
        told = ", ".join(map(str, where)) or "nowhere"
        raise NoFontsError(
            f"a PDF needs a font with Chinese characters, and none was found (looked in: {told}); install the wheel `{WHEEL}`, "
            f"or name a folder with .otf or .ttf files in {SETTING}. The HTML of a document needs no font of its own"
        )
    return found


def families() -> list[str]:
    """The families of an office's own folder: they come first."""
    own = os.environ.get(SETTING, "").strip()
    return sorted({one.family for one in fonts().fonts() if own and one.path and Path(one.path).is_relative_to(own)})
