"""A business acts in the moment in which it is ended that the account speaks for it: before the end, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from tests import registry
from tests.at_once import at_once
from tests.remedies import world
from tests.remedies.conftest import START, OnDay
from tests.remedies.test_by_business import own, represents, the_record

from bonafides.acts.act import NotPermittedError
from bonafides.agencies.acts.end_representation import end_representation
from bonafides.agencies.models import Representation, RepresentationEnd
from bonafides.records.acts.annotate import annotate
from bonafides.records.models import Annotation

transactional_db = registry.emptied_db


@pytest.fixture(autouse=True)
def _world(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_day: OnDay) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    on_day(START)
    world.pack()
    world.penalty()


def test_an_end_at_the_same_moment_wins_or_waits() -> None:
    account = represents()
    one, acting = Representation.objects.get(account=account), own(account)
    found = at_once(
        lambda: annotate(acting, the_record(), "reply", text="x"),
        lambda: end_representation(registry.officer(), one),
    )
    [ended] = [each for each in found if isinstance(each, RepresentationEnd)]
    [said] = [each for each in found if not isinstance(each, RepresentationEnd)]
    assert isinstance(said, (Annotation, NotPermittedError)), said
    assert Annotation.objects.filter(kind="reply").count() == isinstance(said, Annotation)
    assert ended.representation_id == one.pk
    later = at_once(lambda: annotate(acting, the_record(), "reply", text="y"))
    assert isinstance(later[0], NotPermittedError)
