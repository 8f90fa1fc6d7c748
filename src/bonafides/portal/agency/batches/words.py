"""Why a row is in quarantine, in a few words; the whole of it is in docs/reference/quarantine.md."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bonafides.records.ingest.faults import Reason


def reason_title(reason: str) -> str:
    """A reason, and with it the mend."""
    titles = {
        Reason.MALFORMED: _("The line is no row: mend the line, or fill its cells."),
        Reason.ENCODING: _("Some bytes could not be read: type the cell anew."),
        Reason.MISSING: _("A cell that must be filled is empty."),
        Reason.UNREADABLE: _("The cell cannot be read: type the value in another form."),
        Reason.CODE_LIST: _("The word is not in the list: use one that is shown."),
        Reason.OUT_OF_RANGE: _("The number is too small or too large."),
        Reason.PATTERN: _("The text does not have the form that is asked for."),
        Reason.LENGTH: _("The text is too short or too long."),
        Reason.CONTROL: _("The text holds a character that cannot be seen: remove it."),
        Reason.FUTURE: _("The day has not come yet."),
        Reason.ORDER: _("The end is not later than the beginning."),
        Reason.CODE: _("The code is none: look at the licence, nothing is guessed."),
        Reason.SUBJECT: _("Such bodies are no subjects: the row does not belong here."),
        Reason.PERSON: _("It holds the number of a natural person: take it out, mask and all."),
        Reason.ALIAS_UNLINKED: _("No business is linked to the former code yet."),
        Reason.ALIAS_AMBIGUOUS: _("Several businesses had the former code: give the one of today."),
        Reason.DUPLICATE: _("It repeats another row of the file: nothing is to be done."),
        Reason.REF_TAKEN: _("Another record has this reference: give it its own, or send a correction."),
        Reason.OVERLAP: _("It holds on days on which another record holds."),
        Reason.TARGET_UNKNOWN: _("The record that it names is not here."),
        Reason.TARGET_SUPERSEDED: _("The record that it names was corrected or ended: name the one in its place."),
        Reason.TARGET_MISSING: _("It names no record where it must, or one where it must not."),
    }  # fmt: skip
    return titles[Reason(reason)] if reason in set(Reason) else reason


def state_title(state: str) -> str:
    """Where a file stands."""
    titles = {
        "open": _("parts of it are missing"), "expired": _("the rest never came"), "queued": _("waits to be taken in"),
        "running": _("is being taken in"), "done": _("taken in"), "refused": _("refused: nothing could be read"),
    }  # fmt: skip
    return titles.get(state, state)
