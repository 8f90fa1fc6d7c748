"""The part of `bonafides demo` that looks for signals: the demo itself knows none."""

from __future__ import annotations

import json
from pathlib import Path


def demo_signals(county: Path, entities: int, seed: int) -> int:
    """Take in what came lately, look at everyone with the cards of the pack; how many signals stand.

    The county's own files are older than most signals look back: those of these weeks are made once, by the day of the demo.
    """
    from django.utils import timezone

    from bonafides.acts.act import Acting
    from bonafides.packs.queries import installed_pack
    from bonafides.records.ingest.many import ingest_many
    from bonafides.records.ingest.submitted import Submitted
    from bonafides.sample.causes import generate_causes
    from bonafides.sample.defaults import LATELY, MANIFEST
    from bonafides.watch.signals.run import look_at_everyone

    folder = county / LATELY
    if not (folder / MANIFEST).is_file():
        generate_causes(entities, seed, folder, timezone.localdate())
    files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    pack, version = installed_pack("cn")
    list(ingest_many([Submitted(folder / one["file"], pack, version, pack.mappings[one["mapping"]]) for one in files]))
    acting = Acting("demo", "operator", "operation of this installation", "demonstration")
    return sum(look_at_everyone(acting, *installed_pack("cn"), timezone.localdate()).found.values())
