"""Sessions and tokens that are over are forgotten, those that hold are not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken
from tests import registry
from tests.agencies.clients.test_tokens import ask, registered

from bonafides.agencies.jobs import clear_expired
from bonafides.agencies.models import Agency
from bonafides.agencies.scopes import Scope

pytestmark = pytest.mark.django_db


def test_what_is_over_is_forgotten_and_what_holds_is_kept() -> None:
    registry.put_in_force(registry.repository_pack("cn"))
    program = registered(Agency.objects.get(pack="cn", name="tax"), Scope.FEED)
    now, hour = timezone.now(), timedelta(hours=1)
    for name, ends in (("over", now - hour), ("holds", now + hour)):
        Session.objects.create(session_key=name, session_data="x", expire_date=ends)
        assert ask(Client(), program).status_code == 200
    AccessToken.objects.filter(pk=AccessToken.objects.order_by("pk").values_list("pk")[:1]).update(expires=now - hour)
    clear_expired(0)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["holds"]
    assert [one.expires > now for one in AccessToken.objects.all()] == [True]
