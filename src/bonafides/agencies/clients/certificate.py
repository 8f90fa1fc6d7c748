"""The certificate that a program showed to the proxy that ends TLS, told by the header `Client-Cert` (RFC 9440).

Only a proxy that the settings name may say so: from any other peer the header is as if it were not there. `:BASE64:` of the
DER, as RFC 9440 has it, or the PEM with percent signs that nginx gives as `$ssl_client_escaped_cert`.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import ssl
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

from django.conf import settings

HEADER = "HTTP_CLIENT_CERT"
LONGEST = 16_384


def thumbprint_of(meta: Mapping[str, Any]) -> bytes | None:
    """SHA-256 of the certificate of a request, given its WSGI environment; None where no proxy of ours tells of one."""
    given = str(meta.get(HEADER, ""))
    if not given or len(given) > LONGEST or not from_proxy(str(meta.get("REMOTE_ADDR", ""))):
        return None
    try:
        if given.startswith(":") and given.endswith(":"):
            der = base64.b64decode(given[1:-1], validate=True)
        else:
            der = ssl.PEM_cert_to_DER_cert(unquote(given))
    except (binascii.Error, ValueError):
        return None
    return sha256(der).digest() if der else None


def from_proxy(peer: str) -> bool:
    """Whether a request came by one of the proxies that BONAFIDES_PROXIES names."""
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    return any(address in network for network in _networks(tuple(settings.PROXIES)))


@cache
def _networks(given: tuple[str, ...]) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(one, strict=False) for one in given)
