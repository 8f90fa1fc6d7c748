"""The toy pack with a card of each method, and what a look at everyone finds, apart from any that is on record."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path

from tests.standing import standing_files

from bonafides.acts.act import Acting
from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack
from bonafides.standards.snapshot.take import take_snapshot
from bonafides.watch.signals.compiled import compiled, in_force
from bonafides.watch.signals.look import Lead, Look
from bonafides.watch.signals.models import Run
from bonafides.watch.signals.run import _limits, needs

DECISION = """\
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="worth" namespace="urn:worth">
  <inputData id="i_high_fines" name="high_fines"><variable name="high_fines" typeRef="number"/></inputData>
  <inputData id="i_licensed" name="licensed"><variable name="licensed" typeRef="boolean"/></inputData>
  <decision id="worth" name="worth"><variable name="worth" typeRef="boolean"/>
    <informationRequirement id="n1"><requiredInput href="#i_high_fines"/></informationRequirement>
    <informationRequirement id="n2"><requiredInput href="#i_licensed"/></informationRequirement>
    <decisionTable id="t" hitPolicy="ANY">
      <input id="c1"><inputExpression typeRef="number"><text>high_fines</text></inputExpression></input>
      <input id="c2"><inputExpression typeRef="boolean"><text>licensed</text></inputExpression></input>
      <output id="o" name="worth" typeRef="boolean"/>
      <rule id="r1"><inputEntry><text>&gt;= 2</text></inputEntry><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>true</text></outputEntry><annotationEntry><text>LAW 1</text></annotationEntry></rule>
      <rule id="r2"><inputEntry><text>&gt;= 1</text></inputEntry><inputEntry><text>false</text></inputEntry>
        <outputEntry><text>true</text></outputEntry><annotationEntry><text>LAW 1</text></annotationEntry></rule>
    </decisionTable></decision>
</definitions>
"""
INDICATORS = """\
- {indicator: lately, title: {en: Lately}, kinds: [fine], window: {days: 20}, measure: count}
- {indicator: in_all, title: {en: In all}, kinds: [fine], window: {days: 90}, measure: count}
- {indicator: any_fine, title: {en: Fine}, kinds: [fine], measure: latest, of: value, when_none: null}
- {indicator: any_note, title: {en: Note}, kinds: [rating], measure: latest, of: note, when_none: null}
"""
PARAMETERS = """\
- parameter: lasts
  title: {en: Lasts}
  type: number
  values: [{value: 30, in_force: {from: 2000-01-01}, mark: memory}]
- parameter: many
  title: {en: Many}
  type: number
  values: [{value: 2, in_force: {from: 2000-01-01}, mark: memory}]
- parameter: ten
  title: {en: Ten tenths}
  type: number
  values: [{value: 1, in_force: {from: 2000-01-01}, mark: memory}]
"""
PURPOSES = """\
purposes:
  - purpose: watching
    title: {en: Watching}
    basis: [{instrument: LAW, mark: verified}]
    agencies: [a]
    duty: true
    case: false
    opens: [{kinds: [fine, rating], classes: [shared]}]
    told: {officers: agency}
"""
CARD = """\
signal: {name}
title: {{en: "{name}"}}
why: {{en: Why}}
reason: {{en: "{reason}"}}
limits: {{en: Limits}}
owner: a
purpose: watching
effect: raise-order
order: {order}
expires_days: lasts
stated: {{hits: "0.50", mark: inferred, source: {{en: A guess}}}}
basis: [{{instrument: LAW, mark: verified}}]
in_force: {{from: 2000-01-01}}
never: [{{kind: licence, facts: [note], why: {{en: Not to be looked at}}}}]
{method}
"""
METHODS = {
    "ruled": ("{high_fines} high fines, {since_fine} ago", "rule: {decision: worth}"),
    "counted": ("{lately} of {in_all}", 'counting: {recent: lately, all: in_all, false_alarms: "0.2", at_least: 2}'),
    "crowded": ("{how_many} with {any_note}", "crowd: {by: any_note, at_least: many}"),
    "far": (
        "{figure} of {usual_low} to {usual_high} in {group_size}",
        "outlier: {value: any_fine, per: in_all, by: any_note, side: both, fences: ten, least: many}",
    ),
}
TODAY = date(2026, 3, 1)


def files() -> dict[str, bytes]:
    """The files of the pack, for tests that alter one."""
    made = standing_files()
    made["standards/worth.dmn"] = DECISION
    made["indicators.yaml"] += INDICATORS
    made["parameters.yaml"] += PARAMETERS
    made["purposes.yaml"] = PURPOSES
    for order, (name, (reason, method)) in enumerate(METHODS.items(), 1):
        made[f"signals/{name}.yaml"] = CARD.format(name=name, reason=reason, order=order, method=method)
    # Rows of any day may come.
    return {name: text.replace("made_on: 2026-06-30", "made_on: 2099-12-31").encode() for name, text in made.items()}


def pack() -> Pack:
    """The toy pack with four cards."""
    return parse_pack(files(), "toy")


def acting() -> Acting:
    return Acting("Officer Li", "operator", "LAW art. 1", "a look")


def leads_of_everyone(
    of: Pack, as_of: date, known_at: datetime, base: Run | None = None, buckets: int = 2
) -> list[Lead]:
    """For whom each card is true, by a snapshot of everyone; an outlier by the limits of `base`, where that is given."""
    cards = [compiled(of, one, as_of) for one in in_force(of, as_of)]
    with tempfile.TemporaryDirectory() as folder:
        snapshot = take_snapshot(Path(folder) / "s", of, known_at, needs=needs(of, cards), buckets=buckets)
        with Look(of, as_of, cards, snapshot) as look:
            look.gather()
            learned = look.learn()
            if base is not None:
                learned.limits = _limits(base)
            return [
                lead
                for bucket in look.buckets(look.tables, None, "look")
                for one in cards
                for lead in look.leads(one, look.true_of(one, learned, bucket), learned)
            ]
