"""What an act rests on, as an officer names it at a form: files that are kept, a record, an act."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bonafides.acts.act import Evidence
from bonafides.portal.agency.files import FilesField, kept
from bonafides.portal.design.forms import Form

WRITTEN = {"record": "record:AGENCY/REFERENCE", "act": "act:NUMBER"}
"""How what the register holds is named."""
_NAMED = re.compile(r"(record|act|draw):\S+")


class ProofForm(Form):
    """A form whose act needs evidence: at least one file, or something that this register holds."""

    def add_proof(self, told: str) -> None:
        """The two fields; `told`: what to prove."""
        self.fields["files"] = FilesField(label=_("Evidence, as files"), required=False, help_text=told)
        self.fields["rests_on"] = forms.CharField(
            label=_("Or what this register holds"), required=False, max_length=400,
            help_text=_("%(record)s or %(act)s, with commas between several.") % WRITTEN,
        )  # fmt: skip

    def clean_rests_on(self) -> list[str]:
        """Each by its kind and reference."""
        named = [one for one in re.split(r"[\s,，、;；]+", self.cleaned_data["rests_on"]) if one]
        for one in named:
            if not _NAMED.fullmatch(one):
                told = _('Expected %(record)s or %(act)s, came "%(came)s".')
                raise ValidationError(told % (WRITTEN | {"came": one[:60]}))
        return named

    def clean(self) -> dict[str, Any]:
        """Nothing at all is no evidence."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not given.get("files") and not given.get("rests_on"):
            raise ValidationError(_("Expected evidence: a file, or what this register holds; came none."))
        return given

    def evidence(self) -> tuple[Evidence, ...]:
        """As an act takes it; the files are kept under their hashes."""
        files = [Evidence("file", one.name, one.sha256) for one in kept(self.cleaned_data["files"])]
        named = [one.partition(":") for one in self.cleaned_data["rests_on"]]
        return (*files, *(Evidence(kind, ref) for kind, _colon, ref in named))
