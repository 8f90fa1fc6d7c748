"""`bonafides case show CASE`: where a case stands, what was done, and why the other steps wait."""

from __future__ import annotations

from bonafides.cli.case.common import CaseNumber
from bonafides.cli.inspection.common import Day
from bonafides.cli.output import InLanguage, Json, chosen, print_json, speak
from bonafides.kernel.sentence import OR, Joined, Sentence

_OF = {"agency": Sentence("agency"), "business": Sentence("business")}


def show(case: CaseNumber, *, on: Day = None, language: InLanguage = None, json: Json = False) -> None:
    """Show the steps taken, the clocks, the steps that are open, and for each other why not."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.inspection.common import the_day
    from bonafides.procedures.queries import case_of, shown, title_in

    told = shown(case_of(case), the_day(on))
    if json:
        print_json(told)
        return
    spoken = chosen(language).value
    about = Sentence(", about %(record)s", record=told["record"]) if told["record"] else ""
    speak(
        "case %(case)s: %(title)s, %(code)s%(about)s",
        case=case,
        title=title_in(told["title"], spoken),
        code=told["code"],
        about=about,
    )
    speak(
        "on %(as_of)s it is %(state)s: %(state_title)s",
        as_of=told["as_of"],
        state=told["state"],
        state_title=title_in(told["state_title"], spoken),
    )
    for one in told["steps"]:
        speak(
            "  %(number)s  %(on)s  %(step)s: %(title)s (%(agency)s, officer %(officer)s, act %(act)s)",
            **{name: one[name] for name in ("on", "step", "agency", "officer", "act")},
            number=f"{one['number']:>2}",
            title=title_in(one["title"], spoken),
        )
    for clock in told["clocks"]:
        ends = clock["last_day"] or clock["unknown"]
        now = (
            Sentence("stopped %(day)s", day=clock["stopped"])
            if clock["stopped"]
            else Sentence("over")
            if clock["over"]
            else Sentence("running")
        )
        speak(
            "  clock %(clock)s: up to %(ends)s, of the %(of)s, %(now)s",
            clock=clock["clock"],
            ends=ends,
            of=_OF.get(clock["of"], clock["of"]),
            now=now,
        )
    for one in told["open"]:
        speak("  open: %(step)s, for %(by)s", step=one["step"], by=Joined(one["by"], OR) or Sentence("the machine"))
    for why in told["why_not"].values():
        speak("  not now: %(why)s", why=why)
