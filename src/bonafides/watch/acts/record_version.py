"""Put a version on record, once it was fitted and judged."""

from __future__ import annotations

from typing import Any

from bonafides.acts.act import Acting, Role, official_act
from bonafides.watch.models import Version


@official_act("watch.record_version", by=(Role.OPERATOR,))
def record_version(acting: Acting, told: dict[str, Any]) -> Version:
    """The next version of its model. It is in nobody's use by that: two officers must approve it first."""
    of = Version.objects.select_for_update().filter(pack=told["pack"], name=told["name"])
    last = of.order_by("-number").first()
    number = 1 if last is None else last.number + 1
    acting.details = {"model": told["name"], "number": number, "table": told["table_digest"]}
    acting.tell(model=told["name"], number=number)
    return acting.write(Version, number=number, **told)
