"""`bonafides account end-representation`: whoever speaks for a business speaks for it no more."""

from __future__ import annotations

import pytest
from tests import registry
from tests.cli.conftest import Run, one_line

from bonafides.agencies.accounts.queries import represented
from bonafides.agencies.acts.claim_by_code import claim_by_code
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.serve_code import serve_code
from bonafides.entities.models import Entity

SHOP = ("A", "--scheme", "shop")


@pytest.mark.usefixtures("db")
def test_ended_at_once_and_once(run: Run) -> None:
    registry.put_in_force(registry.toy())
    shop = Entity.objects.create(scheme="shop", code="A", kind="enterprise")
    account = invite(registry.officer(), "rep")
    claim_by_code(registry.officer(), account, serve_code(registry.officer(), shop, "L"))
    assert "rep speaks for A no more" in run("account", "end-representation", "rep", *SHOP).out
    assert represented(account.pk) == []
    again = run("account", "end-representation", "rep", *SHOP, status=1)
    assert "expected an account that speaks for shop:A today" in one_line(again)
    assert "there is no account 'nobody'" in one_line(run("account", "end-representation", "nobody", *SHOP, status=1))
