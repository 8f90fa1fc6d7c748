"""Reads of the registry: versions, whether one may be used, which one is in use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.kernel.sentence import Sentence
from bonafides.packs.queries import installed_pack, pack_of_version
from bonafides.packs.risk_model import RiskModel
from bonafides.watch.card import card_digest, model_of
from bonafides.watch.errors import WatchRefusedError
from bonafides.watch.judge import below_floors
from bonafides.watch.models import DriftCheck, ScoreRun, Use, Version


def version_of(pack: str, model: str, number: int | None = None) -> Version:
    """A version by its number; the newest where none is given. Raises WatchRefusedError."""
    of = Version.objects.select_related("pack_version").defer("pack_version__files").filter(pack=pack, name=model)
    found = (of if number is None else of.filter(number=number)).order_by("-number").first()
    if found is None:
        known = ", ".join(str(one) for one in of.order_by("number").values_list("number", flat=True)) or "none"
        what = "no version" if number is None else f"no version {number}"
        raise WatchRefusedError(
            f"there is {what} of {pack}/{model} (there are: {known}); fit one: bonafides watch fit {model}"
        )
    return found


def card_of(version: Version) -> RiskModel:
    """The card by which a version was fitted."""
    return model_of(pack_of_version(version.pack_version), version.name)


def own_card(acting: Acting, version: Version) -> None:
    """Raise ActRefusedError where somebody of another agency acts on a model."""
    owner = card_of(version).owner
    if (acting.pack, acting.agency) != (version.pack, owner):
        raise ActRefusedError(
            "%(version)s is of %(pack)s/%(owner)s: expected an officer of that agency, came one of "
            "%(came)s/%(agency)s; nothing was changed",
            version=version,
            pack=version.pack,
            owner=owner,
            came=acting.pack,
            agency=acting.agency,
        )


def why_not_usable(version: Version, day: date) -> Iterator[str]:
    """Why a version may not be used on a day, whoever approved it; nothing where it may."""
    if day >= version.expires_on:
        yield Sentence(
            "it expired on %(expires_on)s: fit a new one (bonafides watch fit %(version)s)",
            expires_on=version.expires_on,
            version=version.name,
        )
    pack, _ = installed_pack(version.pack)
    if version.name not in pack.risk_models:
        yield Sentence("the pack in force has no card `%(version)s` any more", version=version.name)
        return
    if card_digest(pack, pack.risk_models[version.name]) != version.card_digest:
        yield (
            Sentence(
                "its card, or a figure that it names, was changed since it was fitted: it is of another model; fit a new "
                "one (bonafides watch fit %(version)s)",
                version=version.name,
            )
        )
        return
    for why in below_floors(pack.risk_models[version.name], version.metrics):
        yield Sentence("it was judged to be below the floor of its card: %(why)s", why=why)
    last = DriftCheck.objects.filter(version=version).order_by("-pk").first()
    if last is not None and last.state == "stale":
        yield Sentence(
            "the check of %(checked_on)s called it stale (index %(told)s): fit a new one",
            checked_on=last.checked_on,
            told=last.told["index"],
        )


def approved_by(version: Version) -> list[str]:
    """The numbers of the officers who approved a version."""
    return sorted({one.officer for one in version.approvals.all()})


def used_last(pack: str, model: str) -> Use | None:
    """The row that says which version is in use, if any ever was."""
    of = Use.objects.select_related("version", "version__pack_version").defer("version__pack_version__files")
    return of.filter(pack=pack, name=model).order_by("-pk").first()


def in_use(pack: str, model: str, day: date) -> Version:
    """The version in use on a day. Raises WatchRefusedError where there is none, or where it may not be used any more."""
    last = used_last(pack, model)
    if last is None or last.version is None:
        raise WatchRefusedError(
            f"no version of {pack}/{model} is in use: let two officers approve one and put it in use (bonafides watch use)"
        )
    for why in why_not_usable(last.version, day):
        raise WatchRefusedError(f"{last.version} is in use and may not be: {why}")
    return last.version


def one_at_a_time(pack: str, model: str) -> None:
    """Hold a model until the transaction ends, so that of two acts at once the second sees what the first did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"watch {pack} {model}"])


def all_in_use() -> list[Version]:
    """The version in use of every model, whether or not it still may be."""
    models = Use.objects.order_by("pack", "name").values_list("pack", "name").distinct()
    last = [used_last(pack, model) for pack, model in models]
    return [one.version for one in last if one is not None and one.version is not None]


def score_run_of(number: int) -> ScoreRun:
    """A run of scores. Raises WatchRefusedError."""
    of = ScoreRun.objects.select_related("version", "pack_version").defer("pack_version__files")
    found = of.filter(pk=number).first()
    if found is None:
        last = ScoreRun.objects.order_by("-pk").values_list("pk", flat=True).first()
        raise WatchRefusedError(
            f"there is no score run {number}; the last one is {last or 'still to be made: bonafides watch score MODEL'}"
        )
    return found


def last_score_run(pack: str, model: str) -> ScoreRun | None:
    """The last run of scores of a model, by whichever version."""
    of = ScoreRun.objects.select_related("version", "pack_version").defer("pack_version__files")
    return of.filter(version__pack=pack, version__name=model).order_by("-pk").first()


def may_order(run: ScoreRun, day: date) -> Iterator[str]:
    """Why no order may rest on a run on a day: it expired, or its version is in use no more; nothing where one may."""
    if day >= run.expires_on:
        yield Sentence(
            "its scores expired on %(expires_on)s: score again (bonafides watch score %(version)s)",
            expires_on=run.expires_on,
            version=run.version.name,
        )
    last = used_last(run.version.pack, run.version.name)
    if last is None or last.version_id != run.version_id:
        yield Sentence(
            "%(version)s is not in use: score by the one that is (bonafides watch score %(model)s)",
            version=run.version,
            model=run.version.name,
        )
    yield from why_not_usable(run.version, day)


def versions_of(pack: str, model: str) -> list[Version]:
    """Every version of a model, in the order of their numbers."""
    of = Version.objects.select_related("pack_version").defer("pack_version__files")
    return list(of.filter(pack=pack, name=model).order_by("number"))
