"""Put a pack in force here: its agencies, its kinds of record, its publicity periods."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.models import Agency
from bonafides.kernel.sentence import Sentence
from bonafides.packs.kind import Kind as KindOfPack
from bonafides.packs.models import (
    Kind,
    KindVersion,
    PackVersion,
    PublicityClass,
    PublicityPeriod,
)
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import InForce


@official_act("packs.install", by=(Role.OPERATOR,))
def install(acting: Acting, pack: Pack) -> PackVersion:
    """Install a checked pack. The version in force before stays on record; records keep their kinds' numbers."""
    with connection.cursor() as cursor:  # of two at once one waits, so that each kind gets one number
        cursor.execute("LOCK TABLE packs_packversion IN SHARE ROW EXCLUSIVE MODE")
    version = acting.write(
        PackVersion,
        pack=pack.name,
        version=pack.info.version,
        digest=pack.digest,
        files={name: content.decode("utf-8") for name, content in pack.files.items()},
    )
    known = set(Agency.objects.filter(pack=pack.name).values_list("name", flat=True))
    acting.write_many(Agency, ({"pack": pack.name, "name": name} for name in pack.agencies if name not in known))
    for one in pack.catalogue.values():
        _install_kind(acting, version, one)
    acting.details = {"pack": pack.name, "version": pack.info.version, "digest": pack.digest}
    acting.tell(**acting.details)
    return version


def _install_kind(acting: Acting, version: PackVersion, one: KindOfPack) -> None:
    kind = _kind(acting, version, one)
    spec = one.model_dump(mode="json", by_alias=True)
    acting.write(KindVersion, version=version, kind=kind, in_force=_range(one.in_force), spec=spec)
    classes = {each.name: each for each in PublicityClass.objects.filter(kind=kind)}
    for each in one.publicity.classes:
        if each.name not in classes:
            classes[each.name] = acting.write(PublicityClass, kind=kind, name=each.name)
    acting.write_many(
        PublicityPeriod,
        (
            {
                "version": version,
                "publicity_class": classes[period.name],
                "public": period.public,
                "months": period.months,
                "starts": period.starts,
                "while_valid": period.while_valid,
                "in_force": _range(period.in_force),
                "basis": period.model_dump(mode="json", by_alias=True)["basis"],
            }
            for period in one.publicity.periods
        ),
    )


def _kind(acting: Acting, version: PackVersion, one: KindOfPack) -> Kind:
    """The lasting number of a kind."""
    is_state = one.nature == "state"
    kind = Kind.objects.filter(pack=version.pack, name=one.kind).first()
    if kind is None:
        return acting.write(Kind, pack=version.pack, name=one.kind, state=is_state)
    if kind.state != is_state:
        was = Sentence("state") if kind.state else Sentence("event")
        raise ActRefusedError(
            "catalogue/%(kind)s.yaml: nature: expected %(was)s, as in the versions before, came %(nature)s; records "
            "of this kind are read by it, so give the new one a name of its own",
            kind=one.kind,
            was=was,
            nature=one.nature,
        )
    return kind


def _range(span: InForce) -> DateRange:
    until: date | None = span.until
    return DateRange(span.since, until)
