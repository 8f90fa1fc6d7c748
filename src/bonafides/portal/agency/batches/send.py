"""Send a file: under a mapping of the agency, into the same ingest as any other; and where it stands, until it is taken in."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bonafides.acts.roles import Role
from bonafides.agencies.who import Who
from bonafides.packs.labels import say
from bonafides.portal.agency.batches.own import client_of
from bonafides.portal.agency.batches.words import state_title
from bonafides.portal.agency.officer import for_officers, nothing, pack_of, page, the_officer
from bonafides.portal.design.forms import Form
from bonafides.portal.design.rows import Row
from bonafides.submissions import parts
from bonafides.submissions.announced import Announced
from bonafides.submissions.client import SubmissionRefusedError
from bonafides.submissions.models import FORMATS
from bonafides.submissions.status import submission_of, told
from bonafides.submissions.uploads import open_upload, take_part

LARGEST = 200_000_000
"""Bytes of a file that a person sends by a browser; a larger one comes by API, part by part."""


class SendForm(Form):
    """Under which mapping, and the file."""

    def __init__(self, who: Who, *given: Any) -> None:
        super().__init__(*given)
        own = [one for one in pack_of(who).mappings.values() if one.agency == who.agency]
        self.fields["mapping"] = forms.ChoiceField(
            label=_("What the file holds"), choices=[("", ""), *((one.mapping, say(one.title)) for one in own)]
        )
        self.fields["file"] = forms.FileField(label=_("File"), help_text=", ".join(FORMATS))

    def clean_file(self) -> UploadedFile[bytes]:
        """A file of a form that the ingest reads."""
        came: UploadedFile[bytes] = self.cleaned_data["file"]
        if (came.size or 0) > LARGEST:
            told = _("A file may have %(most)s megabytes here at most; a larger one is sent by a program.")
            raise forms.ValidationError(told % {"most": LARGEST // 1_000_000})
        return came


@for_officers(Role.ENTRY_CLERK)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """The form; sent, on to where it stands."""
    who = the_officer(request)
    form = SendForm(who, *((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        try:
            return redirect("agency-submission", _sent(who, form.cleaned_data["mapping"], form.cleaned_data["file"]))
        except SubmissionRefusedError as error:
            form.add_error("file", _("Nothing was taken in. The register says: %(text)s") % {"text": error})
    context = {"trail": [(_("Files"), reverse("agency-batches"))], "form": form}
    return page(request, who, "send", context, status=422 if form.is_bound else 200)


@for_officers(Role.ENTRY_CLERK)
@require_safe
def submission(request: HttpRequest, number: int) -> HttpResponse:
    """Where it stands; while it is under way the page asks again by itself, or by its link."""
    who = the_officer(request)
    try:
        now = told(submission_of(client_of(who), number))
    except SubmissionRefusedError:
        return nothing(request, who)
    rows = [
        Row(_("File"), str(now.get("file_name") or "—")), Row(_("State"), state_title(now["state"])),
        Row(_("New records"), f"{now['added']:,}"), Row(_("Known already"), f"{now['unchanged']:,}"),
        Row(_("Put into quarantine"), f"{now['quarantined']:,}"),
    ]  # fmt: skip
    context = {
        "trail": [(_("Files"), reverse("agency-batches"))], "facts": rows, "refused": now["refused"], "batch": now["batch"],
        "running": now["state"] in ("queued", "running"), "queued": now["state"] == "queued",
    }  # fmt: skip
    return page(request, who, "submission", context)


def _sent(who: Who, mapping: str, file: UploadedFile[bytes]) -> int:
    """The number of the submission; the same file under the same mapping is the same one."""
    digest = hashlib.sha256()
    for block in file.chunks():
        digest.update(block)
    name = PurePosixPath((file.name or "").replace("\\", "/")).name
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    announced = Announced(name, ending, file.size or 0, digest.hexdigest())
    key = hashlib.sha256(f"{mapping}\0{name}\0{digest.hexdigest()}".encode()).hexdigest()
    upload = open_upload(client_of(who), mapping, key, announced)
    file.seek(0)
    for number in range(1, parts.count(upload.size) + 1):
        take_part(upload, number, file.read(parts.PART))
    return int(upload.pk)
