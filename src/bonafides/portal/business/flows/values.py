"""Fields of a procedure as fields of a form, and their values in words: by the titles and labels of the pack."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.procedure.model import Field, Type
from bonafides.packs.labels import say
from bonafides.portal.design.forms import Form
from bonafides.records.texts import LONGEST, check_text

YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))


def plain_text(text: str) -> None:
    """A validator: what the acts refuse of a text is refused with the field, in the reader's language."""
    try:
        check_text(text, "text")
    except ActRefusedError:
        if len(text) > LONGEST:
            raise ValidationError(_("Write at most %(most)s characters.") % {"most": f"{LONGEST:,}"}) from None
        raise ValidationError(
            _(
                "Leave out numbers of identity cards and other numbers of persons, and characters that cannot be printed."
            )
        ) from None


def text_field(*, required: bool, rows: int = 8, **words: Any) -> forms.CharField:
    """Some lines of text."""
    return forms.CharField(
        required=required, widget=forms.Textarea(attrs={"rows": rows}), validators=[plain_text], strip=True, **words
    )


def day_field(*, required: bool, **words: Any) -> forms.DateField:
    """A day, by the picker of the browser or typed as 2026-11-29."""
    return forms.DateField(
        required=required,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        **words,
    )


def form_field(field: Field, *, required: bool) -> forms.Field:
    """A field of a form for a field of a procedure."""
    words: dict[str, Any] = {"label": say(field.title), "required": required}
    labels = [(one, say(field.labels[one]) if one in field.labels else one) for one in field.enum]
    match field.type:
        case Type.BOOLEAN:
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **words)
        case Type.STRING:
            return forms.ChoiceField(choices=labels, widget=forms.RadioSelect, **words)
        case Type.WORDS:
            return forms.MultipleChoiceField(choices=labels, widget=forms.CheckboxSelectMultiple, **words)
        case Type.INTEGER:
            return forms.IntegerField(min_value=field.least, **words)
        case Type.DATE:
            return day_field(**words)
        case _:
            return text_field(**words)


def form_of(name: str, fields: dict[str, forms.Field]) -> type[Form]:
    """A form of these fields."""
    return type(f"Form_{name}", (Form,), dict(fields))


def as_json(cleaned: dict[str, Any]) -> dict[str, Any]:
    """What a form took, as a draft keeps it; what was left empty is left out."""
    told = {name: one.isoformat() if isinstance(one, date) else one for name, one in cleaned.items()}
    return {name: one for name, one in told.items() if one not in (None, "", [])}


def told_value(field: Field, given: Any) -> Any:
    """What a draft keeps, as an act takes it."""
    return given == "yes" if field.type is Type.BOOLEAN and isinstance(given, str) else given


def value_told(field: Field, value: Any) -> str:
    """A value in words."""
    if field.type is Type.BOOLEAN:
        return _("Yes") if value in (True, "yes") else _("No")
    if isinstance(value, list):
        return _(", ").join(value_told(field, one) for one in value) or "—"
    return say(field.labels[value]) if isinstance(value, str) and value in field.labels else str(value)
