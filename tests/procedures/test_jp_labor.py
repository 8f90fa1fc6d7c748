"""The procedure of jp-labor: each real case's time on the list from its day of publication, and the end of it in the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.procedures.conftest import OnDay
from tests.registry import officer, put_in_force, repository_pack
from tests.standards.jp_labor.figures import PACK, records
from tests.standards.jp_labor.intervals import Verdict, due, listed, snapshots, verdict

from bonafides.acts.act import Acting
from bonafides.acts.ends import expire
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import read_roster
from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.known import Taken
from bonafides.kernel.procedure.model import OPENED
from bonafides.kernel.procedure.sources import Beside, Outside
from bonafides.kernel.procedure.standing import standing
from bonafides.packs.load import load_pack
from bonafides.packs.queries import installed_pack
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.cases import held
from bonafides.procedures.law import PackLaw
from bonafides.procedures.models import Case
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.models import Record

ROSTER = (
    "number,name,roles,fields,regions,certificate,certificate_until,capacity,interests\n1,Officer,case-officer,,,,,,\n"
)


class OnePublication(PackLaw):
    """The law, for a record of which only the day of publication is known."""

    published: date

    def outside(self, source: Outside, fields: Mapping[str, Value], day: date) -> Value:
        assert (source.where, source.name) == (Beside.RECORD, "event_date")
        return self.published


def test_every_real_case_leaves_on_the_day_that_the_procedure_gives(shared: Callable[..., Path]) -> None:
    """Taken in its own way, the procedure comes to the days that the figures of the pack's README rest on."""
    pack = load_pack(PACK)
    procedure = pack.procedures["publication"].model
    rows = listed(records(pack, shared("data", "jp_labor_violations.parquet")))
    kept, found = snapshots(rows), []
    for row in rows:
        law = OnePublication(pack)
        law.published = row.published
        opened = Taken(OPENED, max(row.published, procedure.since))
        clock = standing(procedure, [opened], opened.on, law).clocks["year"]
        assert clock.over_from == due(pack, row)
        found.append(verdict(row, clock.over_from, kept))
    assert (found.count(Verdict.ON_TIME), found.count(Verdict.NOT_DUE), found.count(Verdict.LATER)) == (536, 355, 1)


@pytest.mark.django_db
def test_the_machine_takes_a_case_down_on_that_day_however_late_it_wakes(var: Path, on_day: OnDay) -> None:
    published = date(2018, 1, 25)
    on_day(published)
    put_in_force(repository_pack("jp-labor"))
    enrol(officer(), agency("jp-labor", "labour-bureaux"), read_roster(ROSTER.encode()), date(2017, 4, 1))
    facts = {
        "office": "三重労働局",
        "statute": "labour-standards",
        "articles": ["労働基準法第32条"],
        "stage": "referred",
    }
    new = NewRecord("labour-law-offence", "name-place", "架空硝子株式会社@三重県伊賀市", "C-1", published, facts)
    record = take_one(*installed_pack("jp-labor"), "labour-bureaux", new, "C-1")
    acting = Acting("1", "labour-bureaux", "KH-0330", "published", pack="jp-labor")
    case = open_case(acting, "publication", entity=record.entity, record=record)
    assert expire(date(2019, 1, 30)).ended == []
    on_day(date(2019, 4, 10))
    [end] = expire(date(2019, 4, 10)).ended
    assert end.due.on == date(2019, 1, 31)
    assert expire(date(2019, 4, 10)).ended == []
    [taken_down] = Record.objects.filter(supersedes=record.pk)
    assert taken_down.event_date == date(2019, 1, 31)
    assert held(Case.objects.get(pk=case.pk)).standing(date(2019, 4, 10)).ended
