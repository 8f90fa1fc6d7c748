"""The base of every form of the portal: an error summary that leads to the fields, label, hint and error with each field.

class Contest(Form):                     {{ form }} in a template renders all of it, but for <form>, the token and the button;
    why = CharField(label=…, help_text=…)    forms that anyone may send add the trap: class Ask(Trap, Form)
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext as _


class Renderer(DjangoTemplates):
    """The templates of the design in place of Django's."""

    form_template_name = "portal/components/form.html"
    field_template_name = "portal/components/field.html"


class Form(forms.Form):
    """A form as the design has it. The browser checks nothing: our words are better than its own, and in the page's language."""

    default_renderer = Renderer
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Fill in: %(label)s") % {"label": field.label}

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Each error as (id of the field or none, what is wrong), in the order of the page."""
        return faults_of(self)


def faults_of(form: forms.BaseForm) -> list[tuple[str, str]]:
    """As `Form.faults`, of any form."""
    whole = [("", str(error)) for error in form.non_field_errors()]
    return whole + [(_target(field), str(error)) for field in form for error in field.errors]


def as_designed(form: forms.BaseForm) -> str:
    """A form that a library made, as the design has every other. Help in a list of the library's own is left out."""
    form.renderer, form.use_required_attribute = Renderer(), False
    form.faults = faults_of(form)  # type: ignore[attr-defined]  # read by the template
    for field in form.fields.values():
        if "<" in str(field.help_text):
            field.help_text = ""
    return form.render("portal/components/form.html")


def _target(field: Any) -> str:
    """The id of what takes the focus: of a group of choices its first."""
    own = str(field.id_for_label or field.auto_id)
    return f"{field.auto_id}_0" if field.use_fieldset and not field.id_for_label else own


class Trap(forms.Form):
    """A field that people do not see and programs that fill in forms do. Whoever fills it is refused."""

    homepage = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def clean_homepage(self) -> str:
        """Refuse what a person cannot have typed."""
        if self.cleaned_data["homepage"]:
            raise ValidationError(_("Leave the last field empty: people do not see it."), code="trap")
        return ""
