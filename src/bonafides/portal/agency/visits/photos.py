"""Photos as evidence: upright, of a size that shows what is to be seen, and without what a phone writes into them.

A file is read as an image and written anew: what is no image, or pretends to be a small one, does not come in, and neither do the
place, the phone and the hour that it holds.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from bonafides.acts.files import Kept, keep_bytes
from bonafides.portal.agency.files import FilesField

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 100_000_000
"""Of a photo as it comes; a good phone's has half as many."""
LONGEST_SIDE, QUALITY = 2_560, 85


class PhotosField(FilesField):
    """Photos, each rewritten as it comes in: cleaned they are the bytes of JPEG files."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.widget.attrs |= {"accept": "image/jpeg,image/png,image/webp"}

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:  # type: ignore[override]  # a photo is its bytes here
        """Raises ValidationError, which names the file that is no photo."""
        return [rewritten(one) for one in super().clean(data, initial)]


def rewritten(one: UploadedFile[bytes]) -> bytes:
    """A photo as it is kept. Raises ValidationError."""
    name = one.name or "?"
    broken = _("%(name)s: expected a photo (%(formats)s); this is none, or it is broken.")
    broken %= {"name": name, "formats": ", ".join(FORMATS)}
    large = _("%(name)s: a photo may have %(most)s points at most.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is the one below
            with Image.open(one, formats=FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise ValidationError(large % {"name": name, "most": f"{MOST_PIXELS:,}"})
                upright = ImageOps.exif_transpose(image).convert("RGB")
    except Image.DecompressionBombError as error:
        raise ValidationError(large % {"name": name, "most": f"{MOST_PIXELS:,}"}) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(broken) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)  # the points alone: whatever else the file brought stays behind
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def kept_photos(name: str, photos: Iterable[bytes]) -> list[Kept]:
    """Photos under their hash, called after what they show."""
    return [keep_bytes(f"{name}-{number}.jpg", io.BytesIO(one)) for number, one in enumerate(photos, 1)]
