"""A business and a bank: get a certificate of the public record, keep it as a file, and check its code."""

from __future__ import annotations

import pytest
from tests.portal.browsing import needs_chromium
from tests.portal.journeys.conftest import Speaks, first_business
from tests.portal.journeys.reader import EVERY, Somebody

from bonafides.documents.models import Document
from bonafides.kernel.documents.code import grouped

pytestmark = [needs_chromium, pytest.mark.parametrize("reader", EVERY, ids=str)]


def test_download_a_certificate_and_check_it(somebody: Somebody, speaks: Speaks) -> None:
    somebody.opens("/business/", as_=speaks(first_business()))
    somebody.follows("Get a certificate of your public record")
    somebody.stops("certificates")
    somebody.presses("Make a certificate now")
    somebody.arrives("/documents/[0-9A-Z-]+")
    somebody.stops("certificate")
    href = somebody.main.locator(f"a[href$='/{somebody.reader.language}.pdf']").get_attribute("href")
    assert href
    kept = somebody.page.request.get(href)  # the browser would show it in a viewer of its own
    assert kept.headers["content-type"] == "application/pdf"
    assert kept.body().startswith(b"%PDF")

    somebody.opens("/")
    somebody.from_the_head("Verify a document")
    somebody.fills("Code on the document", grouped(Document.objects.latest("pk").code))
    somebody.presses("Verify")
    somebody.arrives("/documents/[0-9A-Z-]+")
    somebody.stops("checked")
