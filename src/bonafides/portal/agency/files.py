"""Files that an officer adds to a step: several at once, of a size that a person sends, kept under their hash."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from bonafides.acts.files import Kept, keep_bytes

LARGEST, MOST, LONGEST = 20_000_000, 10, 120
"""Bytes of a file; files of a step; characters of a name."""


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Any number of files, none among them where the form does not need one."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Each file that came. Raises ValidationError."""
        came = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        if not came:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if len(came) > MOST:
            raise ValidationError(_("At most %(most)s files at once.") % {"most": MOST})
        for one in came:
            super().clean(one, initial)
            if one.size > LARGEST:
                told = _("%(name)s: a file may have %(most)s MB at most.")
                raise ValidationError(told % {"name": one.name, "most": LARGEST // 1_000_000})
        names = [one.name for one in came]
        if len(set(names)) < len(names):
            raise ValidationError(_("Two files have the same name: give each its own."))
        return came


def kept(uploads: Iterable[UploadedFile[bytes]]) -> tuple[Kept, ...]:
    """The files, kept; what one is called is never a path."""
    return tuple(keep_bytes(_name(one.name or ""), cast("BinaryIO", one.file)) for one in uploads)


def _name(given: str) -> str:
    plain = PurePosixPath(given.replace("\\", "/")).name
    return "".join(one for one in plain if one.isprintable())[-LONGEST:] or "file"
