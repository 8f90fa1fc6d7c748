"""The square that leads to a document: a QR code (ISO/IEC 18004) as SVG."""

from __future__ import annotations


def qr_svg(text: str) -> str:
    """An SVG without scripts, styles or a size of its own; the same for the same text."""
    import segno

    square: str = segno.make_qr(text, error="m").svg_inline(
        border=2, svgclass=None, lineclass=None, omitsize=True, light="#fff"
    )
    return square
