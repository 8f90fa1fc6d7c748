"""The first half of the story of inspections: a plan, a draw that nobody can steer, officers, what each reader checks."""

from __future__ import annotations

import json
import secrets
from datetime import date
from typing import Any

from bonafides.cli.stories.stage import Stage
from bonafides.cli.stories.telling import Telling
from bonafides.inspections.acts.abandon_draw import abandon_draw
from bonafides.inspections.acts.commit_draw import commit_draw
from bonafides.inspections.acts.file_plan import file_plan
from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.bundles import auditors_bundle, opening_of, public_bundle
from bonafides.inspections.evidence import revealed
from bonafides.inspections.files import write_json
from bonafides.inspections.models import Draw, Plan
from bonafides.inspections.plan_form import PlanForm
from bonafides.inspections.queries import commitment_of, next_draw, plans_of, standing, unserved
from bonafides.inspections.sources import ceremony
from bonafides.kernel.draw.bundle import Bundle
from bonafides.kernel.draw.opening import Opening
from bonafides.kernel.draw.seeds.ceremony import NUMBER_BYTES, promise
from bonafides.kernel.draw.verify import verify, verify_opening
from bonafides.kernel.merkle.checkpoints import Trust
from bonafides.ledger.keys import keys
from bonafides.ledger.sequence import seal_all

PARTIES = ("inspecting agency", "trade association")


def filed(stage: Stage, tell: Telling) -> Plan:
    """A plan of the year with the item in one batch; the one in force before, if any, is amended by it."""
    decider, year = stage.holder("decider"), stage.day.year
    plans = plans_of(stage.pack.name, stage.item.agency)
    before = plans.filter(year=year, replaced_by=None).first()
    for draw in Draw.objects.filter(plan=before, held=None, abandoned=None).order_by("pk") if before else ():
        acting = stage.acting(decider, "a story that was interrupted did not hold this draw")
        abandon_draw(acting, draw)
        tell.act(acting, "inspections.abandon_draw", f"{draw.draw} of an interrupted story is given up in public")
    batch = {"batch": 1, "from": date(year, 1, 1), "to": date(year, 12, 31), "share": 10_000}
    form = PlanForm.model_validate(
        {
            "number": f"{year}-story-{plans.count() + 1}", "year": year, "filed_with": "the superior authority (a story)",
            "items": ({"item": stage.item.item, "batches": (batch,)},), "replaces": before.number if before else None,
        }
    )  # fmt: skip
    acting = stage.acting(decider, f"plan of random inspections for {year}")
    plan = file_plan(acting, stage.pack, stage.version, form, stage.day)
    figures = plan.figures[stage.item.item]
    words = f"plan {plan.number}: {figures['subjects']:,} businesses in scope, {figures['drawn']:,} to be drawn"
    tell.act(acting, "inspections.file_plan", words, plan=plan.number, figures=plan.figures)
    return plan


def committed(stage: Stage, tell: Telling, plan: Plan) -> Draw:
    """Each party promises, the draw is committed to, its hash is sealed in the ledger."""
    draw = next_draw(plan, stage.item.item, 1).draw
    tell.folder = tell.folder / draw
    promises = []
    for place, party in enumerate(PARTIES):
        number = secrets.token_bytes(NUMBER_BYTES)
        made = promise(draw, party, number).hex()
        path = tell.folder / f"promise-{place + 1}.json"
        write_json(path, {"draw": draw, "party": party, "number": number.hex(), "promise": made}, secret=True)
        tell.document("promise", path, f"the {party} promises {made[:16]}…, and keeps its number until the draw")
        promises.append(f"{party}={made}")
    acting = stage.acting(stage.holder("decider"), f"plan {plan.number}, {stage.item.item}, batch 1")
    done = commit_draw(acting, stage.pack, stage.version, plan, stage.item.item, 1, ceremony(promises), stage.day)
    commitment = commitment_of(done)
    told = {"draw": done.draw, "hash": commitment.hash().hex(), "subjects": commitment.subjects}
    words = f"{commitment.subjects:,} businesses frozen, hash {commitment.hash().hex()[:16]}… (draw {done.draw})"
    tell.act(acting, "inspections.commit_draw", words, **told)
    write_json(tell.folder / "commitment.json", done.commitment, secret=False)
    tell.document("commitment", tell.folder / "commitment.json", "published before anybody can know the seed")
    checkpoint = tell.folder / "checkpoint"
    checkpoint.write_text(seal_all().note, encoding="utf-8")
    tell.document("checkpoint", checkpoint, "the ledger holds the hash from here on")
    return done


def held(stage: Stage, tell: Telling, draw: Draw) -> list[int]:
    """The parties reveal, the draw is held, officers are sent: the numbers of the assignments, in the order of tickets."""
    acting = stage.acting(stage.holder("decider"), f"the draw {draw.draw}, as it was committed to")
    paths = [tell.folder / f"promise-{place + 1}.json" for place in range(len(PARTIES))]
    done = hold_draw(acting, draw, revealed(commitment_of(draw), paths, None))
    sent, left = list(standing(draw)), unserved(draw)
    words = f"{len(done.drawn):,} drawn, {len(sent):,} have their officers, {len(left):,} are reported without"
    reasons: dict[str, int] = {}
    for one in left:
        for name, count in one["reasons"].items():
            reasons[name] = reasons.get(name, 0) + count
    joint = sum(one.joins_id is not None for one in sent)
    told = {"seed": bytes(done.seed).hex(), "drawn": len(done.drawn), "assigned": len(sent), "unserved": len(left)}
    tell.act(acting, "inspections.hold_draw", words, **told, unserved_reasons=reasons, joint=joint)
    return [one.pk for one in sent]


def checked(tell: Telling, draw: Draw, code: str) -> None:
    """The public's bundle, the auditor's, and the opening of one business, each checked as its reader checks it."""
    trust = Trust(keys().verifiers)
    key = tell.folder / "log-key"
    key.write_text("".join(f"{one}\n" for one in keys().verifiers), encoding="utf-8")
    for name, made, secret in (("public", public_bundle(draw), False), ("auditor", auditors_bundle(draw), True)):
        path = tell.folder / f"{name}.json"
        write_json(path, made.to_json(), secret=secret)
        found = verify(Bundle.of_json(json.loads(path.read_text(encoding="utf-8"))), trust)
        tell.document(f"{name} bundle", path, f"holds: {', '.join(found.shown)}")
    path = tell.folder / "opening.json"
    write_json(path, opening_of(draw, code).to_json(), secret=True)
    own = verify_opening(_read(tell, "public.json"), Opening.of_json(json.loads(path.read_text(encoding="utf-8"))))
    tell.document(
        "opening", path, f"for {own.code} alone: it was {'drawn' if own.drawn else 'not drawn'} by its own ticket"
    )


def _read(tell: Telling, name: str) -> Bundle:
    value: Any = json.loads((tell.folder / name).read_text(encoding="utf-8"))
    return Bundle.of_json(value)
