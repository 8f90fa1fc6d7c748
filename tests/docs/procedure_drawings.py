"""The page of the procedures of each pack, and their drawings, made from the packs: python -m tests.docs.procedure_drawings."""

from __future__ import annotations

from tests.docs.pages import ROOT

from bonafides.kernel.procedure.diagram import diagram
from bonafides.packs.load import load_pack
from bonafides.packs.pack import Pack

IMAGES = ROOT / "docs" / "images" / "procedures"
PAGE = ROOT / "docs" / "reference" / "procedures-of-packs.md"
HEAD = """\
# Procedures of the packs

Each [procedure](procedures.md) as it is drawn from its file. A box is a state: blue while it is pending, amber decided, red in
force, green and round where it ends. ■ the agency takes the step, ● the business (an officer enters it), ◷ the machine when
a time is up, ◆ the machine when the register says so. Red: against the business. ◔ a clock that the step starts: ⚠ an alarm when
it runs out, ⇒ what the machine does then.
"""


def packs() -> list[Pack]:
    """The packs that have procedures."""
    found = [load_pack(folder.parent) for folder in sorted((ROOT / "packs").glob("*/pack.yaml"))]
    return [one for one in found if one.procedures]


def made() -> dict[str, str]:
    """Every drawing, by the name of its file."""
    return {
        f"{pack.name}-{name}.svg": diagram(one.model, pack.info.languages)
        for pack in packs()
        for name, one in pack.procedures.items()
    }


def page() -> str:
    """The page that shows them."""
    parts = [HEAD]
    for pack in packs():
        parts.append(f"\n## `{pack.name}`\n")
        for name, one in pack.procedures.items():
            cited = "; ".join(" ".join(filter(None, (each.instrument, each.article))) for each in one.basis)
            until = f", no more from {one.in_force.until}" if one.in_force.until else ""
            title = " · ".join(one.title[language] for language in pack.info.languages)
            parts.append(
                f"\n### {name}\n\n{title}. Of {', '.join(one.agencies)}, from {one.in_force.since}{until} ({cited}).\n\n"
                f"![{one.title.get('en', title)}: states, steps and clocks.](../images/procedures/{pack.name}-{name}.svg)\n"
            )
    return "".join(parts)


def main() -> None:
    """Write them."""
    IMAGES.mkdir(exist_ok=True)
    drawn = made()
    for path in IMAGES.glob("*.svg"):
        if path.name not in drawn:
            path.unlink()
    for name, text in drawn.items():
        (IMAGES / name).write_text(text, "utf-8")
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
