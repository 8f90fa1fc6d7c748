"""Something of each kind that has a page of its own, and the address of that page, by its route."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.inspections import visiting as at
from tests.portal.business.forms import begin, fill, send
from tests.portal.conftest import columns_of, penalty
from tests.portal.simulated import simulated
from tests.procedures.world import file
from tests.records.ingest.conftest import uscc
from tests.structure.test_routes import ROUTES

from bonafides.agencies.models import Account, Representation
from bonafides.inspections.overview import overview
from bonafides.packs.queries import installed_pack
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.models import Case
from bonafides.records.models import Batch
from bonafides.tiers.run import run_tiers
from bonafides.watch.signals.acts.record_look import NewSignal, record_look
from bonafides.watch.signals.models import Signal
from bonafides.watch.signals.run import _next_run, look_at_everyone

MINE = uscc(1)
PLAN = """\
number: "1"
year: {year}
filed_with: the province
items: [{{item: {item}, batches: [{{batch: 1, from: {year}-01-01, to: {year}-12-31, share: 10000}}]}}]
"""
Addresses = dict[str, list[str]]


def at_the_desk(officer: Client, folder: Path) -> Addresses:
    """The addresses under /agency/, by their routes."""
    case, one = case_of(MINE), f"/agency/files/{batch(folder)}"
    steps = list(installed_pack("cn")[0].procedures["objection"].model.steps)
    visit, simulation = f"/agency/visits/{at.assigned()}", f"/agency/standards/simulations/{simulated()[0]}"
    return plain("agency/") | {
        "agency/cases/new/<str:name>": [f"/agency/cases/new/objection?code={MINE}"],
        "agency/cases/<int:number>": [case], "agency/cases/<int:number>/drawing.svg": [f"{case}/drawing.svg"],
        "agency/cases/<int:number>/disclosed": [f"{case}/disclosed"], "agency/standards/simulations/<str:name>": [simulation],
        "agency/standards/simulations/<str:name>/moves.svg": [f"{simulation}/moves.svg"],
        "agency/cases/<int:number>/files/<str:sha256>": [f"{case}/files/{file().sha256}"],
        "agency/cases/<int:number>/steps/<str:name>": [f"{case}/steps/{name}" for name in steps],
        "agency/files/sent/<int:number>": [sent(officer)],
        "agency/files/<int:number>": [one], "agency/files/<int:number>/mend": [f"{one}/mend"],
        "agency/draws/of/<str:name>": [draw(officer)], "agency/standards/<str:name>": ["/agency/standards/tier"],
        "agency/worth-a-look/months/<str:month>": ["/agency/worth-a-look/months/2026-11"],
        "agency/worth-a-look/<int:number>": [f"/agency/worth-a-look/{signal()}"],
        "agency/visits/<int:number>": [visit],
        "agency/visits/<int:number>/photos/<str:sha256>": [f"{visit}/photos/{'0' * 64}"],
        "agency/visits/<int:number>/steps/<str:name>": [f"{visit}/steps/approve"],
    }  # fmt: skip


def of_the_business(speaker: Client) -> Addresses:
    """The addresses under /business/, and those under /account/ that name something, by their routes."""
    about = {"agency": at.AGENCY, "ref": f"P-{MINE}"}
    written = fill(speaker, begin(speaker, kind="reply", **about), {"text": "Wrong."})
    receipt = f"/business/sent/{send(speaker, written)}"
    draft = begin(speaker, kind="reply", **about).rpartition("/pages/")
    account, case = Account.objects.get(login="rep"), Case.objects.get(record__source_ref=f"P-{MINE}")
    factor = Authenticator.objects.create(user_id=account.pk, type=Authenticator.Type.WEBAUTHN, data={})
    standing = Representation.objects.get(account=account)
    return plain("business/") | {
        "business/record/<str:pack>/<str:kind>": ["/business/record/cn/administrative-penalty"],
        "business/records/<str:pack>/<str:agency>/<path:ref>": [f"/business/records/cn/{at.AGENCY}/P-{MINE}"],
        "business/matters/<int:number>": [f"/business/matters/{case.pk}"],
        "business/drafts/<uuid:token>/check": [f"{draft[0]}/check"], "business/drafts/<uuid:token>/send": [f"{draft[0]}/send"],
        "business/drafts/<uuid:token>/drop": [f"{draft[0]}/drop"],
        "business/drafts/<uuid:token>/pages/<str:name>": [f"{draft[0]}/pages/{draft[2]}"],
        "business/sent/<int:number>": [receipt], "business/sent/<int:number>.txt": [f"{receipt}.txt"],
        "account/businesses/<int:number>/end": [f"/account/businesses/{standing.pk}/end"],
        "account/second-factor/keys/<int:pk>/remove/": [f"/account/second-factor/keys/{factor.pk}/remove/"],
    }  # fmt: skip


def plain(under: str) -> Addresses:
    """The routes that name nothing."""
    return {route: [f"/{route}"] for route in ROUTES if route.startswith(under) and "<" not in route}


def flat(known: Addresses) -> list[str]:
    return [one for addresses in known.values() for one in addresses]


def named(known: Addresses) -> list[str]:
    """Addresses of something that is somebody's."""
    return [one for route, addresses in known.items() if "<" in route for one in addresses]


def case_of(code: str) -> str:
    """An objection to a penalty, with a file."""
    facts = {"penalty_types": ["fine"], "field": "food", "severity": "general", "procedure": "ordinary", "fine": 100}
    given = at.NewRecord("administrative-penalty", "uscc", code, f"P-{code}", date(2026, 9, 1), facts)
    record = at.take_one(*installed_pack("cn"), at.AGENCY, given, "a test")
    fields = {"ground": "error", "statement": "Wrong."}
    made = open_case(at.by(at.CLERK), "objection", entity=record.entity, record=record, fields=fields, files=(file(),))
    return f"/agency/cases/{made.pk}"


def batch(folder: Path) -> int:
    """A file with a row that waits to be mended."""
    columns = columns_of(registry.repository_pack("cn").mappings["mr-penalties"].model_dump())
    bad = penalty("CF1") | {"统一社会信用代码": MINE, "罚款金额(万元)": "约三万"}
    registry.take_in(registry.write_csv(folder / "f.csv", [bad], columns), "mr-penalties")
    return Batch.objects.get(mapping="mr-penalties").pk


def sent(officer: Client) -> str:
    """A file that was sent by the page."""
    given = {"mapping": "mr-penalties", "file": SimpleUploadedFile("sent.csv", b"x")}
    return str(officer.post("/agency/files/send", given).headers["Location"])


def draw(officer: Client) -> str:
    """A draw that is planned."""
    run_tiers(registry.officer(), *installed_pack("cn"), timezone.localdate())
    year = timezone.localdate().year
    form = PLAN.format(year=year, item=at.ITEM).encode()
    answer = officer.post("/agency/draws/plan", {"file": SimpleUploadedFile("plan.yaml", form)})
    assert answer.status_code == 302, answer.content.decode()
    [made] = overview("cn", at.AGENCY)[0]["draws"]
    return f"/agency/draws/of/{made['draw']}"


def signal() -> int:
    """A signal about a business."""
    pack, version = installed_pack("cn")
    today = timezone.localdate()
    base = look_at_everyone(registry.officer(), pack, version, today)
    told = {
        "pack_version": version, "as_of": today, "known_at": base.known_at, "since": base.known_at, "base": base, "cards": {},
        "learned": {}, "engine": "x", "snapshot_digest": "0" * 64, "decided": 1, "started_at": base.known_at,
    }  # fmt: skip
    lead = NewSignal(at.business(1).pk, at.AGENCY, "food-licence-lapsed", "0" * 64, "raise-order", 1, [], today,
                     today + timedelta(days=60), {"en": "x", "zh": "x"}, {}, [1], 1)  # fmt: skip
    record_look(registry.officer(), _next_run(), told, [lead], [], {})
    return Signal.objects.get().pk
