"""Keys of a demonstration: in a register of made-up businesses alone, shown once, and the old ones void."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import registry
from tests.cli.conftest import Run, run
from tests.portal.signing.test_signing import SECOND, code, sign_in

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act
from bonafides.agencies.acts.hand_out_keys import hand_out_keys
from bonafides.agencies.acts.invite import invite
from bonafides.entities.models import Entity

__all__ = ["run"]
MADE_UP = "91990000MA0TEXT124"


@pytest.mark.parametrize(
    "codes", [(), (MADE_UP, "91110000600037341L"), ("A",)], ids=["empty", "a real one", "another scheme"]
)
def test_refused_elsewhere(db: None, codes: tuple[str, ...]) -> None:
    for one in codes:
        Entity.objects.create(scheme="uscc" if len(one) == 18 else "shop", code=one, kind="enterprise")
    account = invite(registry.officer(), "demo.decider")
    with pytest.raises(ActRefusedError, match="made-up division"):
        hand_out_keys(registry.officer(), account)
    account.refresh_from_db()
    assert not account.has_usable_password()


def test_they_open_until_new_ones_are_made(db: None, client: Client, run: Run) -> None:
    Entity.objects.create(scheme="uscc", code=MADE_UP, kind="enterprise")
    account = invite(registry.officer(), "demo.decider")
    first, keys = (hand_out_keys(registry.officer(), account) for _ in range(2))
    assert sign_in(Client(), first.password, first.login).status_code == 200, "void"
    assert sign_in(client, keys.password, keys.login).headers["Location"] == SECOND + "authenticate/"
    told = run("account", "now", keys.secret).out.strip()
    assert told in {code(keys.secret), code(keys.secret, -1)}
    assert client.post(SECOND + "authenticate/", {"code": told}).status_code == 302
    assert keys.password not in str(list(Act.objects.values())), "kept nowhere"
    run("account", "now", "1!", status=1)
