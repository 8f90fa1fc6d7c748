"""Where nothing is ever sent, whatever a URL says and wherever a name leads (SSRF)."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.acts.act import Acting, ActRefusedError, NotPermittedError
from bonafides.consumers.acts.add import add
from bonafides.consumers.addresses import TargetRefusedError, address_of, refused, target_of

METADATA = "169.254.169.254"
NEVER = [
    METADATA, "fe80::1", "fe80::1%eth0", f"::ffff:{METADATA}", f"64:ff9b::{METADATA}", "2002:a9fe:a9fe::1", f"::{METADATA}",
    "0.0.0." + "0", "::", "224.0.0.1", "ff02::1", "255.255.255.255", "240.0.0.1", "not an address", "",
]  # fmt: skip
PRIVATE = [
    "127.0.0.1", "127.8.8.8", "::1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1",
    "2002:0a00:0001::",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]


@pytest.mark.parametrize("address", NEVER)
@pytest.mark.parametrize("private", [True, False])
def test_never_reached(address: str, private: bool) -> None:
    assert refused(address, private=private)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_ones_by_leave_of_the_operator(address: str) -> None:
    assert "--private" in (refused(address, private=False) or "")
    assert refused(address, private=True) is None


@pytest.mark.parametrize("address", PUBLIC)
def test_public_ones(address: str) -> None:
    assert refused(address, private=False) is None


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_what_is_not_public_is_not_public_in_another_dress(address: IPv4Address) -> None:
    plain = refused(str(address), private=False)
    for dress in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert (refused(dress, private=False) is None) == (plain is None)


@pytest.mark.parametrize(
    "url",
    [
        "http://bureau.example/", "ftp://bureau.example/", "file:///etc/passwd", "gopher://x/", "https://", "https:///x",
        "//bureau.example/", "https://user:word@bureau.example/", "https://bureau.example/#x", "https://bureau.example:99999/",
        "https://bureau.example/a b", "https://bureau.example/\r\nx: y", "https://bureau.example/\tx", "https://银行.example/",
        "javascript:alert(1)", "https://[::1", "", "https://" + "a" * 2_000,
    ],
)  # fmt: skip
def test_urls_that_are_none(url: str) -> None:
    with pytest.raises(TargetRefusedError):
        target_of(url, private=False)


def test_one_bad_address_of_several_is_enough() -> None:
    target = target_of("https://bureau.example/ends", private=False)
    with pytest.raises(TargetRefusedError, match=r"leads to 10\.0\.0\.1"):
        address_of(target, private=False, looked_up=lambda *_: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(TargetRefusedError, match="has no address"):
        address_of(target, private=False, looked_up=lambda *_: [])
    assert address_of(target, private=False, looked_up=lambda *_: ["8.8.8.8"]) == "8.8.8.8"


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://0x7f.1/", "https://localhost/"]
)
def test_other_ways_to_write_this_machine(url: str) -> None:
    with pytest.raises(TargetRefusedError):
        address_of(target_of(url, private=False), private=False)


def test_adding_a_consumer_looks_at_its_address(db: None) -> None:
    operator = Acting("Officer Li", "operator", "LAW 1", "a test")
    with pytest.raises(ActRefusedError, match="expected what it gets"):
        add(operator, "bureau", "https://127.0.0.1/", ["electricity"])
    with pytest.raises(ActRefusedError, match=r"url: the host 127\.0\.0\.1 leads to 127\.0\.0\.1, which is not public"):
        add(operator, "bureau", "https://127.0.0.1/", ["*"])
    with pytest.raises(ActRefusedError, match="never reached"):
        add(operator, "bureau", f"http://{METADATA}/latest/", ["*"], private=True)
    with pytest.raises(NotPermittedError):
        add(Acting("D-1", "tax", "LAW 1", "a test", pack="cn"), "bureau", "http://127.0.0.1/", ["*"], private=True)
    with pytest.raises(ActRefusedError, match="small letters"):
        add(operator, "Bureau!", "https://127.0.0.1/", ["*"])
