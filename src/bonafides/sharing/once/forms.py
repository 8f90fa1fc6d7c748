"""The forms of a pack on a day: its own, and those that agencies declared beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bonafides.packs.check_forms import form_faults
from bonafides.packs.document import Document, parse_document
from bonafides.packs.faults import PackFault, PackRefusedError
from bonafides.packs.form import Form
from bonafides.packs.pack import Pack
from bonafides.sharing.once.models import DeclaredForm


class UnknownFormError(LookupError):
    """No such form in force, or none of this pack's."""


def read_form(pack: Pack, file: str, content: bytes) -> Form:
    """A form of an agency's own, checked against the pack. Raises PackRefusedError with every fault, each with its line."""
    document = parse_document(file, content)
    if isinstance(document, list):
        raise PackRefusedError(file, document)
    form = document.model(Form)
    if isinstance(form, list):
        raise PackRefusedError(file, form)
    faults = [*_languages(pack, form, document), *form_faults(pack, form, document)]
    if faults:
        raise PackRefusedError(file, faults)
    return form


def _languages(pack: Pack, form: Form, document: Document) -> list[PackFault]:
    wanted = ", ".join(pack.info.languages)
    return [
        document.fault(
            at, f"a text in each language of the pack ({wanted})", f"one in {', '.join(text)}", "add the others"
        )
        for at, text in form.texts()
        if set(text) != set(pack.info.languages)
    ]


def forms_of(pack: Pack, day: date) -> Mapping[str, Form]:
    """Every form in force on a day by its name. An agency's own goes before the pack's of the same name."""
    found = {name: one for name, one in pack.forms.items() if one.in_force.covers(day)}
    rows = (
        DeclaredForm.objects.filter(agency__pack=pack.name).order_by("agency", "name", "-id").distinct("agency", "name")
    )
    for row in rows:
        if not row.withdrawn:
            document = parse_document(f"{row.name}.yaml", row.text.encode())
            form = document.model(Form) if isinstance(document, Document) else []
            if isinstance(form, Form) and form.in_force.covers(day):
                found[row.name] = form
    return found


def form_named(pack: Pack, name: str, day: date) -> Form:
    """The form of that name in force on a day. Raises UnknownFormError."""
    known = forms_of(pack, day)
    if name not in known:
        raise UnknownFormError(
            f"expected a form of pack {pack.name} in force on {day} ({', '.join(known) or 'it has none'})"
        )
    return known[name]
