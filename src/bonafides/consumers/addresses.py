"""Where a consumer may be reached. A target that somebody else chose must not lead into our own network (SSRF).

Only public addresses are reached, over TLS. The operator may allow private ones and this machine's own for one consumer, then
without TLS too, since governments have networks of their own. Never reached are link-local addresses (there clouds keep
credentials), multicast and reserved ones, nor any of them wrapped into IPv6. A name is looked up once for each delivery, all its
addresses are looked at, and the connection goes to an address that was: a name cannot lead elsewhere meanwhile.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
LookUp = Callable[[str, int], Iterable[str]]
LONGEST = 2_000
# IPv4 within IPv6: NAT64 (RFC 6052), 6to4. The embedded address is what is reached in the end.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class TargetRefusedError(ValueError):
    """An address to which nothing is sent: what was expected, what came, the mend."""


@dataclass(frozen=True)
class Target:
    """A webhook's address, taken apart."""

    secure: bool
    host: str
    port: int
    path: str


def target_of(url: str, *, private: bool) -> Target:
    """The parts of a URL. Raises TargetRefusedError."""
    schemes = ("https", "http") if private else ("https",)
    if len(url) > LONGEST or not url.isascii() or any(ord(one) <= 32 or ord(one) == 127 for one in url):
        raise TargetRefusedError(f"expected a URL of at most {LONGEST:,} plain characters without blanks, came another")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise TargetRefusedError(f"expected a URL such as https://bureau.example/ends, came {url!r}") from None
    if parts.scheme not in schemes or not parts.hostname:
        expected = " or ".join(f"{one}://" for one in schemes)
        raise TargetRefusedError(f"expected a URL that begins with {expected} and names a host, came {url!r}")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise TargetRefusedError(
            "expected a URL without user, password and fragment, came one with; the signature is the key"
        )
    secure = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(secure, parts.hostname, port or (443 if secure else 80), path)


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a name, as this machine finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def address_of(target: Target, *, private: bool, looked_up: LookUp = look_up) -> str:
    """An address of the target that may be reached; refused where any of its addresses may not. Raises TargetRefusedError."""
    try:
        found = list(looked_up(target.host, target.port))
    except (OSError, UnicodeError) as error:
        raise TargetRefusedError(f"the host {target.host} has no address here: {error}") from error
    if not found:
        raise TargetRefusedError(f"the host {target.host} has no address here")
    for one in found:
        if why := refused(one, private=private):
            raise TargetRefusedError(f"the host {target.host} leads to {one}, {why}")
    return found[0]


def refused(address: str, *, private: bool) -> str | None:
    """Why an address is not reached; none where it may be."""
    try:
        plain = _innermost(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return "which is no address"
    reserved = plain.is_reserved and not plain.is_loopback
    if plain.is_link_local or plain.is_multicast or plain.is_unspecified or reserved:
        return "which is never reached from here (link-local, multicast or reserved)"
    if plain.is_loopback or plain.is_private:
        return None if private else "which is not public; the operator may allow it with --private"
    return None if plain.is_global else "which is never reached from here (reserved)"


def _innermost(address: Address) -> Address:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address.sixtofour is not None:
            return address.sixtofour
        if address in _NAT64 or (int(address) >> 32 == 0 and int(address) > 1):
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address
