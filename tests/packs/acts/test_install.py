"""Putting a pack in force: whole or not at all; the one in force stays in force until a better one is."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from tests import registry
from typer.testing import CliRunner

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act
from bonafides.agencies.models import Agency
from bonafides.cli.main import app
from bonafides.packs.acts.install import install
from bonafides.packs.faults import PackRefusedError
from bonafides.packs.models import InstalledPack, Kind, KindVersion, PackVersion, PublicityClass, PublicityPeriod
from bonafides.packs.queries import UnknownPackError, installed_pack, pack_of_mapping
from bonafides.records.models import Batch

transactional_db = registry.emptied_db
NEWER = ("pack.yaml", 'version: "1"', 'version: "2"')


@pytest.mark.django_db
def test_what_is_in_force() -> None:
    with pytest.raises(UnknownPackError, match=r"pack `toy` is not in force here \(in force: none\)"):
        installed_pack("toy")
    pack = registry.toy()
    version = install(registry.officer("the first"), pack)
    found, in_force = installed_pack("toy")
    assert (in_force, found.digest, found.info) == (version, pack.digest, pack.info)
    assert {name: text.encode() for name, text in version.files.items()} == pack.files
    assert set(Agency.objects.values_list("pack", "name")) == {("toy", "a"), ("toy", "b")}
    kinds = Kind.objects.values_list("name", "state")
    assert set(kinds) == {("fine", False), ("rating", True), ("licence", False)}
    assert KindVersion.objects.filter(version=version).count() == PublicityClass.objects.count() == 3
    period = PublicityPeriod.objects.get(publicity_class__kind__name="fine")
    assert (period.public, period.months, period.in_force.lower, period.in_force.upper) == (
        True, None, date(2000, 1, 1), None,
    )  # fmt: skip
    act = Act.objects.get(pk=version.act_id)
    assert (act.name, act.reason) == ("packs.install", "the first")
    assert act.details == {"pack": "toy", "version": "1", "digest": pack.digest}


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["officer", "agency", "basis", "reason"])
def test_refused_without(missing: str) -> None:
    before = registry.digest()
    with pytest.raises(ActRefusedError, match=f"an act needs its {missing}"):
        install(replace(registry.officer(), **{missing: " "}), registry.toy())
    assert registry.digest() == before


@pytest.mark.django_db
def test_twice_by_act_is_two_versions_of_one_law() -> None:
    first = install(registry.officer(), registry.toy())
    kinds = list(Kind.objects.order_by("pk").values_list())
    second = install(registry.officer("again"), registry.toy())
    assert (second.digest, second.pk != first.pk) == (first.digest, True)
    assert installed_pack("toy")[1] == second
    assert list(Kind.objects.order_by("pk").values_list()) == kinds
    assert PublicityClass.objects.count() == 3


@pytest.mark.django_db
def test_twice_by_command_changes_nothing() -> None:
    folder = str(registry.PACKS / "sf-food")
    first = CliRunner().invoke(app, ["pack", "install", folder])
    assert "is in force." in first.output
    before = registry.digest()
    second = CliRunner().invoke(app, ["pack", "install", folder])
    assert "was in force already; nothing changed" in second.output
    assert registry.digest() == before


@pytest.mark.django_db
def test_a_changed_pack(tmp_path: Path) -> None:
    """Records keep the numbers of their kinds; the same file under the new law is another batch."""
    registry.put_in_force(registry.toy())
    path = registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r1"), registry.row("B", "r2", value=2_000_000)])
    first = registry.take_in(path, "a-fines")
    assert (first.added, first.reasons) == (1, {"out-of-range": 1})
    numbers = list(Kind.objects.order_by("pk").values_list("pk", "name"))
    wider = registry.toy("catalogue/fine.yaml", "maximum: 1000000", "maximum: 3000000")
    version = install(registry.officer(), wider)
    assert list(Kind.objects.order_by("pk").values_list("pk", "name")) == numbers
    assert PackVersion.objects.count() == 2
    second = registry.take_in(path, "a-fines")
    assert (second.added, second.unchanged, second.quarantined, second.resolved) == (1, 1, 0, 1)
    assert Batch.objects.get(pk=second.batch).pack_version == version


@pytest.mark.django_db
def test_new_titles_and_an_agency_that_is_gone() -> None:
    registry.put_in_force(registry.toy())
    files = {name: text for name, text in registry.toy().files.items() if not name.startswith("mappings/b-")}
    files["agencies.yaml"] = b"- {id: a, title: {en: A new title}}\n"
    files |= {
        name: text.replace(b"sources: [a, b]", b"sources: [a]") for name, text in files.items() if "catalogue" in name
    }
    from bonafides.packs.load import parse_pack

    install(registry.officer(), parse_pack(files, "toy"))
    assert list(Agency.objects.order_by("name").values_list("name", flat=True)) == ["a", "b"], (
        "records name the one that is gone"
    )
    assert installed_pack("toy")[0].agencies["a"].title == {"en": "A new title"}


@pytest.mark.django_db
def test_a_kind_whose_nature_changes_is_refused() -> None:
    """Also where other kinds of the pack were written before it: nothing of it stays."""
    version = install(registry.officer(), registry.toy())
    before = registry.digest()
    changed = registry.toy("catalogue/rating.yaml", "nature: state", "nature: event")
    with pytest.raises(
        ActRefusedError, match=r"catalogue/rating.yaml: nature: expected state, as in the versions before"
    ):
        install(registry.officer(), changed)
    assert registry.digest() == before
    assert installed_pack("toy")[1] == version


@pytest.mark.django_db
def test_a_bad_pack_leaves_the_one_in_force(tmp_path: Path) -> None:
    version = install(registry.officer(), registry.toy())
    before = registry.digest()
    with pytest.raises(PackRefusedError, match=r"catalogue/fine\.yaml"):
        registry.toy("catalogue/fine.yaml", "nature: event", "nature: perhaps")
    for name, text in registry.TOY.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text.replace("nature: event", "nature: perhaps"), encoding="utf-8")
    told = CliRunner().invoke(app, ["pack", "install", str(tmp_path)])
    assert told.exit_code == 1
    assert isinstance(told.exception, PackRefusedError)
    assert registry.digest() == before
    assert installed_pack("toy")[1] == version
    path = registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r1")])
    assert registry.take_in(path, "a-fines").added == 1


@pytest.mark.django_db
def test_an_unknown_mapping() -> None:
    with pytest.raises(UnknownPackError, match=r"there are: none \(bonafides pack install packs/cn\)"):
        pack_of_mapping("a-fines")
    registry.put_in_force(registry.toy())
    with pytest.raises(
        UnknownPackError, match=r"no pack in force has a mapping `a-fine`; there are: a-codes \(toy\), "
    ):
        pack_of_mapping("a-fine")
    with pytest.raises(UnknownPackError, match="pack `other` is not in force here"):
        pack_of_mapping("a-fines", "other")
    registry.put_in_force(registry.toy("pack.yaml", "pack: toy", "pack: toy-two"))
    with pytest.raises(UnknownPackError, match="mapping `a-fines` is in toy, toy-two: say --pack which"):
        pack_of_mapping("a-fines")
    assert pack_of_mapping("a-fines", "toy-two")[0].name == "toy-two"


def test_two_officers_at_once(transactional_db: None) -> None:
    """Both are on record; one of the two is in force, with all that belongs to it."""
    packs = [registry.toy(), registry.toy(*NEWER)]
    together, failed = threading.Barrier(2), []

    def work(number: int) -> None:
        try:
            together.wait(20)
            install(registry.officer(f"officer {number}"), packs[number])
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    assert PackVersion.objects.count() == 2
    assert InstalledPack.objects.get().version.version in ("1", "2")
    assert KindVersion.objects.count() == 6
    assert Kind.objects.count() == 3
