"""Put a pack in force here: its agencies, its kinds of record, its publicity periods."""

from __future__ import annotations

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from bonafides.acts.act import Acting, ActRefusedError, official_act
from bonafides.agencies.models import Agency
from bonafides.packs.kind import Kind as KindOfPack
from bonafides.packs.models import (
    InstalledPack,
    Kind,
    KindVersion,
    PackVersion,
    PublicityClass,
    PublicityPeriod,
)
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import InForce


@official_act("packs.install")
def install(acting: Acting, pack: Pack) -> PackVersion:
    """Install a checked pack. The version in force before stays on record; records keep their kinds' numbers."""
    version = PackVersion.objects.create(
        pack=pack.name,
        version=pack.info.version,
        digest=pack.digest,
        files={name: content.decode("utf-8") for name, content in pack.files.items()},
        act_id=acting.id,
    )
    for name, agency in pack.agencies.items():
        Agency.objects.update_or_create(pack=pack.name, name=name, defaults={"title": agency.title})
    for one in pack.catalogue.values():
        _install_kind(version, one)
    InstalledPack.objects.update_or_create(pack=pack.name, defaults={"version": version})
    acting.details = {"pack": pack.name, "version": pack.info.version, "digest": pack.digest}
    return version


def _install_kind(version: PackVersion, one: KindOfPack) -> None:
    is_state = one.nature == "state"
    kind, _ = Kind.objects.get_or_create(pack=version.pack, name=one.kind, defaults={"state": is_state})
    if kind.state != is_state:
        was = "state" if kind.state else "event"
        raise ActRefusedError(
            f"catalogue/{one.kind}.yaml: nature: expected {was}, as in the versions before, came {one.nature}; records of "
            "this kind are read by it, so give the new one a name of its own"
        )
    KindVersion.objects.create(
        version=version,
        kind=kind,
        in_force=_range(one.in_force),
        spec=one.model_dump(mode="json", by_alias=True),
    )
    classes = {
        each.name: PublicityClass.objects.get_or_create(kind=kind, name=each.name)[0] for each in one.publicity.classes
    }
    for period in one.publicity.periods:
        PublicityPeriod.objects.create(
            version=version,
            publicity_class=classes[period.name],
            public=period.public,
            months=period.months,
            starts=period.starts,
            while_valid=period.while_valid,
            in_force=_range(period.in_force),
            basis=period.model_dump(mode="json", by_alias=True)["basis"],
        )


def _range(span: InForce) -> DateRange:
    until: date | None = span.until
    return DateRange(span.since, until)
