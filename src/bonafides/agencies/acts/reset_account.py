"""Give somebody who lost the password or the second factor a new beginning."""

from __future__ import annotations

from bonafides.acts.act import Acting, Role, official_act
from bonafides.agencies.accounts.store import without_keys
from bonafides.agencies.models import Account


@official_act("agencies.reset_account", by=(Role.OPERATOR,))
def reset_account(acting: Acting, account: Account) -> int:
    """Password and second factors are gone, every session is over. Whoever does it must know the person."""
    gone = without_keys(account)
    acting.details = {"account": account.pk, "second_factors": gone}
    return gone
