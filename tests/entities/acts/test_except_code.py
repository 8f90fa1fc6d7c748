"""A non-conforming code is taken in once an officer has excepted it, that code alone, and never a person's number."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests import registry

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act
from bonafides.entities.acts.except_code import except_code
from bonafides.entities.models import CodeException, Entity

pytestmark = pytest.mark.django_db
ISSUED = "91990000MA00000000"  # its check character does not hold
PERSON = "11010519491231002X"
DAY = date(2024, 5, 1)


def test_taken_in_from_then_on(tmp_path: Path) -> None:
    registry.put_in_force(registry.toy())
    path = registry.write_csv(tmp_path / "a.csv", [registry.row(ISSUED, "r1")])
    assert registry.take_in(path, "a-codes").reasons == {"code-invalid": 1}
    done = except_code(registry.officer("SAMR letter 7"), ISSUED, authority="SAMR", confirmed_on=DAY)
    again = registry.write_csv(tmp_path / "b.csv", [registry.row(ISSUED.lower(), "r1"), registry.row(ISSUED, "r2")])
    assert registry.take_in(again, "a-codes").added == 2
    assert Entity.objects.get(code=ISSUED).exception == done
    act = Act.objects.get(pk=done.act_id)
    assert (act.name, act.reason) == ("entities.except_code", "SAMR letter 7")
    assert act.details == {"code": ISSUED, "authority": "SAMR", "confirmed_on": "2024-05-01"}


@pytest.mark.parametrize(
    ("code", "authority", "day", "told"),
    [
        (PERSON, "SAMR", DAY, "a natural person's number cannot be excepted"),
        ("91990000MA00000000X", "SAMR", DAY, "18 characters of 0-9 and A-Z"),
        ("110105491231003", "SAMR", DAY, "a natural person's number cannot be excepted"),
        ("91350100M000100Y43", "SAMR", DAY, "is valid as it is"),
        (ISSUED, "  ", DAY, "needs the authority that confirmed it"),
        (ISSUED, "SAMR", timezone.localdate() + timedelta(days=1), "expected a day up to today"),
    ],
)
def test_refused(code: str, authority: str, day: date, told: str) -> None:
    with pytest.raises(ActRefusedError, match=told) as refused:
        except_code(registry.officer(), code, authority=authority, confirmed_on=day)
    assert PERSON not in str(refused.value)
    assert not CodeException.objects.exists()
    assert not Act.objects.exists()


def test_once() -> None:
    except_code(registry.officer(), ISSUED, authority="SAMR", confirmed_on=DAY)
    with pytest.raises(ActRefusedError, match=f"{ISSUED} stands in the register already"):
        except_code(registry.officer(), ISSUED, authority="SAMR", confirmed_on=DAY)
    assert Act.objects.count() == 1
