"""Photos as they come from a phone, and what only says that it is one."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bonafides.portal.agency.visits import photos
from bonafides.portal.agency.visits.photos import rewritten


def image(kind: str = "JPEG", size: tuple[int, int] = (60, 40), exif: Image.Exif | None = None) -> bytes:
    """Red at the left, blue at the right."""
    drawn = Image.new("RGB", size, (255, 0, 0))
    drawn.paste((0, 0, 255), (size[0] // 2, 0, *size))
    written = io.BytesIO()
    drawn.save(written, kind, **({"exif": exif} if exif else {}))
    return written.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def read(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_what_a_phone_writes_into_a_photo_stays_behind() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Secret Phone", 6  # its make; turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"  # the place
    kept = rewritten(upload(image(exif=exif)))
    assert b"Secret" not in kept
    found = read(kept)
    assert not found.getexif()
    assert (found.format, found.size) == ("JPEG", (40, 60)), "upright"
    assert found.getpixel((20, 5))[0] > 200  # type: ignore[index]  # red is on top now


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_form_becomes_one(kind: str) -> None:
    assert read(rewritten(upload(image(kind)))).format == "JPEG"


def test_what_hangs_on_behind_an_image_is_cut_off() -> None:
    assert b"<script>" not in rewritten(upload(image("PNG") + b"<script>alert(1)</script>"))


def test_a_large_one_is_made_smaller() -> None:
    assert read(rewritten(upload(image(size=(6000, 3000))))).size == (2560, 1280)


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"<html></html>", b"%PDF-1.7", b"GIF89a" + b"\0" * 40,
     b"\xff\xd8\xff\xe0" + b"\0" * 200, image()[:300]],
    ids=["empty", "svg", "html", "pdf", "gif", "a head alone", "cut"],
)  # fmt: skip
def test_what_is_no_photo_is_refused_by_its_name(content: bytes) -> None:
    with pytest.raises(ValidationError, match=r"x\.jpg"):
        rewritten(upload(content, "x.jpg"))


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    """Some hundred bytes that say that they are a hundred thousand points square."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    with pytest.raises(ValidationError, match=r"x\.png"):
        rewritten(upload(bomb, "x.png"))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", r"photo\.jpg: a photo may have 1,000 points at most\."),
        ("zh-hans", r"photo\.jpg：照片不得超过1,000像素。"),
    ],
)
def test_more_points_than_a_phone_has(monkeypatch: pytest.MonkeyPatch, language: str, told: str) -> None:
    monkeypatch.setattr(photos, "MOST_PIXELS", 1_000)
    with translation.override(language), pytest.raises(ValidationError, match=told):
        rewritten(upload(image()))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(0, 255))
def test_a_broken_byte_is_refused_or_does_not_matter(place: int, value: int) -> None:
    content = bytearray(image("PNG"))
    content[place % len(content)] = value
    with suppress(ValidationError):
        assert read(rewritten(upload(bytes(content)))).format == "JPEG"
