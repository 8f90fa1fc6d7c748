"""A small world with a model of risk: the toy pack with a card, shops whose next fine can be guessed, officers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
from django.utils import timezone
from tests.registry import TOY, officer, put_in_force, row, take_in, write_csv
from tests.standing import INDICATORS, PARAMETERS, dmn

from bonafides.acts.act import Acting
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import read_roster
from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.watch.acts.approve import approve
from bonafides.watch.acts.use import use
from bonafides.watch.fit_version import fit_version
from bonafides.watch.models import ScoreRun, Version
from bonafides.watch.score import run_scores

CARD = """\
model: next-fine
title: {en: A high fine}
question: {en: Will the next fine be high?}
owner: a
use: {en: It puts checks in order.}
limits: {en: It knows fines alone.}
basis: [{instrument: LAW, mark: verified}]
example: {kind: fine, where: value >= 0, found: value > high}
features:
  - {indicator: fined, risk: rises, why: {en: More is no better}}
  - {indicator: mean_fine, risk: rises, why: {en: More is no better}}
  - {indicator: since_fine}
  - {indicator: licensed}
never:
  - {kind: fine, facts: [note], why: {en: Words of others}}
fit: {rounds: 40, rate: "0.1", leaves: 4, least: 20, penalty: 1, doubling: 20}
judged: {months: 6, least: 20, floors: {auc: "0.6", first_half: "0.55", calibration_error: "0.2"}}
drift: {watch: "0.1", stale: "0.25", least: 50}
warning_days: warning_days
random_share: random_share
random_share_floor: random_share_floor
valid_months: model_months
"""
NUMBERS = {"warning_days": 30, "random_share": 2000, "random_share_floor": 1000, "model_months": 12}
SHOPS, FINES = 60, 30


def pack(old: str = "", new: str = "", **numbers: int) -> Pack:
    """The pack in force; `old` of the card changed to `new`; parameters with other values."""
    assert old in CARD
    files = dict(TOY)
    files["pack.yaml"] += "tiers: {decision: tier, order: [A, B, C, D]}\n"
    given = "".join(
        f"- {{parameter: {name}, title: {{en: Value}}, type: number, "
        f"values: [{{value: {value}, in_force: {{from: 2000-01-01}}, mark: memory}}]}}\n"
        for name, value in (NUMBERS | numbers).items()
    )
    files |= {
        "parameters.yaml": PARAMETERS + given, "indicators.yaml": INDICATORS, "standards/tier.dmn": dmn(),
        "risk-models/next-fine.yaml": CARD.replace(old, new) if old else CARD,
    }  # fmt: skip
    return put_in_force(parse_pack({name: text.encode() for name, text in files.items()}, "toy"))


def fines(
    folder: Path, *, first: date = date(2023, 1, 1), each: int = FINES, seed: int = 1, turned: bool = False
) -> None:
    """A fine a month for each shop, high ones mostly where the ones before were (`turned`: where they were not)."""
    chance, rows = np.random.default_rng(seed), []
    for shop in range(SHOPS):
        bad = (shop % 3 == 0) is not turned
        for number in range(each):
            day = first + timedelta(days=30 * number + int(chance.integers(0, 9)))
            value = int(chance.integers(40, 100) if bad else chance.integers(0, 75))
            rows.append(row(f"S{shop:04}", f"F-{seed}-{shop}-{number}", date=day, value=value))
    take_in(write_csv(folder / f"fines-{seed}.csv", rows), "a-fines")


def officers() -> None:
    """1 and 2 review, 3 decides, 4 handles cases; of agency a. 1 of agency b decides there."""
    head = "number,name,roles,fields,regions,certificate,certificate_until,capacity,interests\n"
    lines = "1,O,reviewer,,,,,,\n2,O,reviewer,,,,,,\n3,O,decider,,,,,,\n4,O,case-officer,,,,,,\n"
    enrol(officer("a roster"), agency("toy", "a"), read_roster((head + lines).encode()), date(2020, 1, 1))
    other = read_roster((head + "1,O,decider,,,,,,\n").encode())
    enrol(officer("a roster"), agency("toy", "b"), other, date(2020, 1, 1))


def acting(number: str, of: str = "a") -> Acting:
    """An officer of an agency of the toy pack."""
    return Acting(number, of, "LAW 1", "it was read", pack="toy")


def fitted() -> Version:
    """A version, from what there is."""
    return fit_version(officer("a fit"), *installed_pack("toy"), "next-fine", draws=100)


def used() -> Version:
    """A version that two officers approved, in use."""
    version = fitted()
    approve(acting("1"), version)
    approve(acting("2"), version)
    use(acting("3"), version)
    return version


def scored() -> ScoreRun:
    """Everyone scored, as of today."""
    return run_scores(officer("a run"), *installed_pack("toy"), "next-fine", timezone.localdate())
