"""What a model calls its parts, in one language: packs write both, with a point between them."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from bonafides.packs.labels import language

_HAN = re.compile(r"[\u4e00-\u9fff]")


def spoken(label: str) -> str:
    """Of a label in several languages the part in the reader's; the whole where it has none in it."""
    parts = [one.strip() for one in label.split(" · ")]
    chinese = language() == "zh"
    return next((one for one in parts if bool(_HAN.search(one)) == chinese), label)


def cell_told(text: str) -> str:
    """A cell as a person reads it: yes and no in words, texts without their quotes, nothing where any value will do."""
    bare = text.strip()
    known = {"-": "", "true": _("yes"), "false": _("no")}
    return known[bare] if bare in known else re.sub(r'"([^"]*)"', r"\1", bare)


def hit_title(policy: str) -> str:
    """How many rules of a table may match, and which counts."""
    titles = {
        "UNIQUE": _("one rule matches at most"), "FIRST": _("the first rule that matches counts"),
        "ANY": _("all rules that match say the same"), "PRIORITY": _("of the rules that match the weightiest counts"),
        "COLLECT": _("every rule that matches counts"), "RULE ORDER": _("every rule that matches counts, in their order"),
        "OUTPUT ORDER": _("every rule that matches counts, the weightiest first"),
    }  # fmt: skip
    return titles.get(policy, policy)


def finding_title(kind: str) -> str:
    """What the analysis of a table found."""
    titles = {
        "overlap": _("Several rules match"), "gap": _("No rule matches"), "unreachable": _("A rule that never counts"),
        "not-analysed": _("Not analysed"), "unfinished": _("The analysis was not finished"),
    }  # fmt: skip
    return titles.get(kind, kind)
