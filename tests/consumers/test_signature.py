"""Standard Webhooks: the specification's own vector, and what is not accepted as signed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bonafides.consumers.signature import TOLERANCE, read, secret_of, shown, signed, why_not

# https://github.com/standard-webhooks/standard-webhooks: the values of the libraries' own tests.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, STAMP, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
MARK = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
NOW = datetime.fromtimestamp(STAMP, UTC)
HEADERS = {"webhook-id": ID, "webhook-timestamp": str(STAMP), "webhook-signature": MARK}


def test_the_vector_of_the_standard() -> None:
    assert signed([read(SECRET)], ID, NOW, BODY) == HEADERS
    assert why_not([read(SECRET)], HEADERS, NOW, BODY) is None


def test_one_of_several_signatures_is_enough() -> None:
    more = {**HEADERS, "webhook-signature": f"v1a,xxxx v1,AAAA {MARK}"}
    assert why_not([b"another", read(SECRET)], more, NOW, BODY) is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"webhook-id": "msg_2"}, "webhook-signature"), ({"webhook-id": ""}, "came not all"),
        ({"webhook-timestamp": str(STAMP + TOLERANCE + 1)}, "set the clock"), ({"webhook-timestamp": "-1"}, "whole seconds"),
        ({"webhook-timestamp": "1e9"}, "whole seconds"), ({"webhook-timestamp": "９"}, "whole seconds"),
        ({"webhook-signature": MARK.replace("v1", "v0")}, "webhook-signature"),
        ({"webhook-signature": "v1,§"}, "webhook-signature"),
        ({"webhook-signature": "v1," + "A" * 43 + "="}, "webhook-signature"),
    ],
)  # fmt: skip
def test_what_is_not_accepted(change: dict[str, str], told: str) -> None:
    assert told in (why_not([read(SECRET)], {**HEADERS, **change}, NOW, BODY) or "")


def test_another_body_or_secret_is_not_accepted() -> None:
    assert why_not([read(SECRET)], HEADERS, NOW, BODY + b" ")
    assert why_not([b"x" * 24], HEADERS, NOW, BODY)
    assert why_not([], HEADERS, NOW, BODY)


def test_a_secret_depends_on_both_the_key_and_the_salt() -> None:
    made = {secret_of(key, salt) for key in ("one", "two") for salt in (b"a", b"b")}
    assert len(made) == 4
    assert all(read(shown(one)) == one for one in made)
