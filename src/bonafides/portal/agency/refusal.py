"""What an act refuses, put to the form: next to the field that it is about, and by the rule's own name where one says no."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.acts.spoken import spoken
from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.model import Guard, Step
from bonafides.kernel.procedure.sources import OfField, leaves
from bonafides.kernel.procedure.standing import state_after
from bonafides.portal.agency.step_form import StepForm
from bonafides.portal.agency.why import Why, guarded, why_not_now, why_not_you
from bonafides.procedures.cases import Held

NAMED = re.compile(r"`([a-z][a-z0-9_]*)`")
"""What a refusal names: fields, findings, rules."""


def put_to(
    form: StepForm, who: Who, one: Held, step: Step, error: ActRefusedError, day: date,
    told: Callable[[], Mapping[str, Value]],
) -> None:  # fmt: skip
    """Say on the form why a step was refused: the rule and what it rests on, or the field that is wrong."""
    if form.cleaned_data.get("seen") not in (None, len(one.steps)):
        form.add_error(
            None, _("Nothing was changed. Somebody took a step of this case meanwhile: look at the case first.")
        )
        return
    if isinstance(error, NotPermittedError) and (not_you := why_not_you(one, who, step, day)) is not None:
        form.add_error(None, in_words(not_you))
        return
    found = _rule(one, step, day, told)
    if found is not None:
        why, guard = found
        form.add_error(field_of_rule(form, step, guard), in_words(why))
        return
    named = next((own for name in NAMED.findall(str(error)) if (own := form.own_field(name))), None)
    form.add_error(named, _("Nothing was changed. The register says: %(text)s") % {"text": spoken(error)})


def in_words(why: Why) -> str:
    """A reason with the rule that says so."""
    basis = _(", ").join(why.basis)
    if why.rule and basis:
        return _('Rule "%(rule)s" (%(basis)s): %(text)s') % {"rule": why.rule, "basis": basis, "text": why.text}
    if why.rule:
        return _('Rule "%(rule)s": %(text)s') % {"rule": why.rule, "text": why.text}
    return f"{why.text} ({basis})" if basis else why.text


@inside()
def _rule(one: Held, step: Step, day: date, told: Callable[[], Mapping[str, Value]]) -> tuple[Why, Guard | None] | None:
    """The first reason of the procedure against the step as it was told; None where it was something else."""
    known = one.known(day)
    why = why_not_now(one, known, state_after(one.procedure, known.taken), step)
    if why is not None:
        return why, None
    try:
        known = replace(known, told=told())
    except (KeyError, TypeError, ValueError):
        return None
    return next(
        ((found, guard) for guard in step.guards if (found := guarded(one.pack, known, step, guard)) is not None), None
    )


def field_of_rule(form: StepForm, step: Step, guard: Guard | None) -> str | None:
    """The first field of the step that the rule reads."""
    if guard is None:
        return None
    read = {one.name for source in guard.inputs.values() for one in leaves(source) if isinstance(one, OfField)}
    return next((own for name in step.fields if name in read and (own := form.own_field(name))), None)
