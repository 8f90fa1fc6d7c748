"""A version is used only with two officers' approval, above its floors, by its own card, before it expires; and it rolls back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests.watch import world
from tests.watch.world import acting

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.acts.models import Act
from bonafides.watch.acts.approve import approve
from bonafides.watch.acts.roll_back import roll_back
from bonafides.watch.acts.use import use
from bonafides.watch.errors import WatchRefusedError
from bonafides.watch.models import DriftCheck
from bonafides.watch.registry import approved_by, in_use, version_of, why_not_usable

pytestmark = pytest.mark.django_db


def today() -> object:
    return timezone.localdate()


def test_it_is_kept_with_all_that_it_rests_on_and_is_the_same_when_fitted_again(fined: Path) -> None:
    one, other = world.fitted(), world.fitted()
    assert (one.number, other.number) == (1, 2)
    assert one.table_digest == other.table_digest
    assert one.data_digest == other.data_digest
    assert one.snapshot_digest == other.snapshot_digest
    assert one.metrics == other.metrics
    assert one.metrics["figures"].keys() == {"auc", "average_precision", "first_half", "brier", "calibration_error"}
    assert one.judged_from > one.judged_until - timedelta(days=190), "the last six months are held back"
    assert one.learned["examples"] + one.metrics["examples"] == world.SHOPS * world.FINES
    assert list(why_not_usable(one, timezone.localdate())) == []


def test_four_eyes_then_use_and_back(fined: Path) -> None:
    first = world.fitted()
    with pytest.raises(WatchRefusedError, match="no version of toy/next-fine is in use"):
        in_use("toy", "next-fine", timezone.localdate())
    with pytest.raises(ActRefusedError, match="needs the approval of 2 officers of a, came none"):
        use(acting("3"), first)
    approve(acting("1"), first)
    with pytest.raises(ActRefusedError, match=r"officer 1 approved .* already: expected another officer"):
        approve(acting("1"), first)
    with pytest.raises(ActRefusedError, match="needs the approval of 2 officers of a, came 1:"):
        use(acting("3"), first)
    approve(acting("3"), first)
    use(acting("3"), first)
    assert approved_by(first) == ["1", "3"]
    assert in_use("toy", "next-fine", timezone.localdate()) == first
    with pytest.raises(ActRefusedError, match="is in use since"):
        use(acting("3"), first)
    second = world.used()
    assert in_use("toy", "next-fine", timezone.localdate()) == second
    with pytest.raises(ActRefusedError, match="version 1 is not in use, toy/next-fine version 2 is"):
        roll_back(acting("3"), first, to=None)
    never = world.fitted()
    with pytest.raises(ActRefusedError, match="expected a version of next-fine that was in use before"):
        roll_back(acting("3"), second, to=never)
    roll_back(acting("3"), second, to=first)
    assert in_use("toy", "next-fine", timezone.localdate()) == first
    roll_back(acting("3"), first, to=None)
    with pytest.raises(WatchRefusedError, match="no version"):
        in_use("toy", "next-fine", timezone.localdate())
    done = Act.objects.filter(name__startswith="watch.").order_by("-pk").first()
    assert done is not None
    assert (done.officer, done.details) == ("3", {"model": "next-fine", "from": 1, "to": None})


@pytest.mark.parametrize(("number", "of"), [("4", "a"), ("1", "b")])
def test_only_officers_with_the_power_and_of_the_owner(fined: Path, number: str, of: str) -> None:
    version = world.fitted()
    with pytest.raises(ActRefusedError) as refused:
        approve(acting(number, of), version)
    assert isinstance(refused.value, NotPermittedError) or "is of toy/a: expected an officer of that agency" in str(
        refused.value
    )
    with pytest.raises(NotPermittedError):
        use(acting("1"), version)


def test_one_whose_card_or_figure_changed_is_of_another_model(fined: Path) -> None:
    version = world.used()
    world.pack(model_months=24)
    assert in_use("toy", "next-fine", timezone.localdate()) == version, "a parameter that no figure reads"
    world.pack("doubling: 20", "doubling: 10")
    with pytest.raises(WatchRefusedError, match="may not be: its card, or a figure that it names, was changed"):
        in_use("toy", "next-fine", timezone.localdate())
    with pytest.raises(ActRefusedError, match="cannot be approved: its card"):
        approve(acting("3"), version)


def test_one_that_expired_is_used_no_more(fined: Path) -> None:
    version = world.used()
    assert list(why_not_usable(version, version.expires_on - timedelta(days=1))) == []
    assert "expired on" in next(why_not_usable(version, version.expires_on))
    with pytest.raises(WatchRefusedError, match="is in use and may not be: it expired"):
        in_use("toy", "next-fine", version.expires_on)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('auc: "0.6"', 'auc: "0.99"', "expected a auc of 0.99 or more at the lower end of its interval, came 0."),
        ('calibration_error: "0.2"', 'calibration_error: "0.0001"', "expected a calibration_error of 0.0001 or less"),
        ("least: 20, floors", "least: 5000, floors", "expected 5000 examples with a finding to judge by"),
    ],
)
def test_one_below_the_floor_of_its_card_is_not_approved(fined: Path, old: str, new: str, told: str) -> None:
    world.pack(old, new)
    with pytest.raises(ActRefusedError, match="it was judged to be below the floor of its card") as refused:
        approve(acting("1"), world.fitted())
    assert told in str(refused.value)


def test_one_that_is_stale_is_used_no_more(fined: Path) -> None:
    from tests.registry import officer

    from bonafides.watch.acts.record_drift import record_drift
    from bonafides.watch.drift import Drifted

    version = world.used()
    record_drift(officer("a check"), version, Drifted("stale", 300, 0.31, {}, 10.0, 40, 9.0))
    assert DriftCheck.objects.get().state == "stale"
    with pytest.raises(WatchRefusedError, match=r"called it stale \(index 0.3100\)"):
        in_use("toy", "next-fine", timezone.localdate())


def test_a_version_that_is_not_there_is_told(fined: Path) -> None:
    world.fitted()
    with pytest.raises(WatchRefusedError, match=r"no version 7 of toy/next-fine \(there are: 1\); fit one"):
        version_of("toy", "next-fine", 7)
