"""What the script of *Verify this draw* says: its steps, its states, and each refusal, in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _


def steps() -> dict[str, str]:
    """The steps of verification, in their order."""
    return {
        "commitment": _("The commitment is complete and understood"),
        "logged": _("The commitment stands in the public log"),
        "before-the-seed": _("A witness had the log before the seed came to be"),
        "seed": _("The seed is the one that was committed to"),
        "counts": _("As many were drawn as the ratios say, each once"),
        "officers": _(
            "The officers sent were listed before the seed, for that field and region, as many as there must be"
        ),
        "subjects": _("The businesses are those that were frozen"),
        "selection": _("Those drawn have the lowest tickets of each group"),
        "substitutions": _("Each substitute was the next of the reserve"),
        "assignment": _("Each business has the officers that follow, capacity and recusals kept"),
    }


def words() -> dict[str, str]:
    """All else, by the names that the script uses. `%(name)s` are its gaps."""
    return _states() | _verdicts() | _unshown() | _refusals() | _of_officers() | _of_one()


def _states() -> dict[str, str]:
    return {
        "state-waits": _("not checked yet"),
        "state-runs": _("is being checked"),
        "state-holds": _("holds"),
        "state-partly": _("holds, as far as checked here"),
        "state-fails": _("does not hold"),
        "state-unshown": _("cannot be shown here"),
    }


def _verdicts() -> dict[str, str]:
    return {
        "loading": _("The bundle is being fetched."),
        "running": _("The draw is being recomputed in your browser."),
        "all-hold": _(
            "Draw %(draw)s: all of the %(shown)s checks that could be made here hold; %(unshown)s could not be made."
        ),
        "some-fail": _("Draw %(draw)s: %(failing)s checks do not hold. Below is what differs."),
        "not-loaded": _("The bundle could not be fetched (%(why)s). Choose it as a file instead."),
        "no-json": _("%(file)s is no JSON: expected a bundle of a draw, or the opening of a business."),
        "none": _("none"),
        "more": _("%(shown)s and %(number)s more"),
        "computed-draw": _("Draw"),
        "computed-hash": _("Hash of the commitment"),
        "computed-seed": _("Seed"),
        "computed-key": _("Key of the tickets"),
        "computed-quotas": _("To be drawn"),
        "computed-drawn": _("Drawn"),
        "quota": _("%(stratum)s: %(quota)s of %(size)s"),
    }


def _unshown() -> dict[str, str]:
    return {
        "needs-keys": _(
            "A browser has no key that you trust. Run bonafides verify draw with --log-key and --witness-key."
        ),
        "auditors": _(
            "The public's bundle opens no business, since that would tell its group. An auditor checks this; "
            "a business checks its own ticket with its opening."
        ),
        "subjects-file": _("The businesses stand in a file beside the bundle. Run bonafides verify draw."),
        "without-seed": _("Not without the right seed."),
        "without-subjects": _("Not without the list that was frozen."),
        "without-officers-document": _("Not without the officers' document and the substitutions that hold."),
        "drand-signature": _(
            "The round, its time and the seed from its signature are right. That the signature is genuine is not checked here: "
            "run bonafides verify draw, or look the round up at any server of drand."
        ),
        "nist-signature": _(
            "The pulse, its time and the seed from its value are right. That the pulse was signed by the beacon is not "
            "checked here: run bonafides verify draw, or look the pulse up at the beacon."
        ),
    }


def _refusals() -> dict[str, str]:
    return {
        "form": _("Not of the form that the reference describes: %(where)s."),
        "version": _("Expected the form %(expected)s; %(came)s came."),
        "missing": _("%(where)s: %(name)s is missing."),
        "unknown-member": _("%(where)s has the unknown member %(name)s: what is not understood is not checked."),
        "no-plain-text": _("%(where)s: expected a text without control characters; %(came)s came."),
        "inexact-number": _("Expected a whole number; %(came)s came."),
        "seed-source": _("The source of a seed is drand, nist or ceremony; %(came)s came."),
        "seed-known": _(
            "The seed could have been known: it came to be at %(seed)s, and the commitment was made at %(commitment)s."
        ),
        "drand-chain": _("The chain %(came)s of drand is not known."),
        "drand-round": _("%(came)s is no round of drand."),
        "other-round": _("Round %(expected)s was committed to; the evidence is of round %(came)s."),
        "other-pulse": _("The sound pulse of %(expected)s was committed to; one of %(came)s came."),
        "other-certificate": _("The certificate %(expected)s was committed to; %(came)s came."),
        "ceremony-parties": _("A ceremony has two parties at least: one alone would know the seed."),
        "ceremony-alike": _("Two parties made the same promise."),
        "ceremony-revealed": _("Every party reveals, and nobody else: expected %(expected)s, came %(came)s."),
        "ceremony-promise": _("The number of %(party)s is not the one that was promised."),
        "threshold-missing": _("Group %(stratum)s: %(expected)s are to be drawn, and the threshold does not fit."),
        "drawn-number": _("%(expected)s are to be drawn; the result has %(came)s."),
        "unknown-reason": _("%(code)s: %(reason)s is no reason that was committed to."),
        "twice": _("%(code)s is in the list twice."),
        "subjects-number": _("%(expected)s businesses were frozen; %(came)s came."),
        "other-root": _(
            "The list leads to the root %(came)s, not to the one committed to, %(expected)s: "
            "a code, group, weight, exclusion or salt was changed."
        ),
        "unknown-stratum": _("%(code)s is of the group %(stratum)s, which was not committed to."),
        "unknown-rule": _("%(code)s is left out by %(rule)s, a rule that was not committed to."),
        "stratum-size": _("Group %(stratum)s: %(expected)s businesses were committed to; %(came)s came."),
        "other-drawn": _("Drawn but not in the result: %(missing)s. In the result but not drawn: %(added)s."),
        "other-threshold": _("The thresholds are not the highest tickets drawn: %(strata)s."),
        "not-drawn": _("%(code)s was not drawn, or is out already; it cannot be substituted."),
        "other-substitute": _("For %(codes)s the next of the reserve is %(due)s; the result says otherwise."),
    }


def _of_officers() -> dict[str, str]:
    return {
        "no-roster": _("Officers were committed to (%(expected)s); their document did not come."),
        "roster-uncommitted": _("No officers were committed to; a document of officers came."),
        "roster-changed": _("The officers' document has the hash %(came)s, not the one committed to, %(expected)s."),
        "no-assignment": _("Officers were committed to; the result sends nobody."),
        "officer-changed": _("Officer %(officer)s: capacity, recusals or salt are not those that were frozen."),
        "without-officers": _("These have neither officers nor a word that there are none, or both: %(codes)s."),
        "officers-number": _("%(code)s: %(expected)s officers inspect it, each once; the result says %(came)s."),
        "officer-unlisted": _("%(code)s: officer %(officer)s is not in the document that was committed to."),
        "officer-unfit": _("%(code)s: officer %(officer)s was not listed for %(field)s in %(region)s."),
        "no-region": _("%(code)s: its region was not frozen, and officers were to be assigned."),
        "other-assignment": _("Others are to be sent than the result says to: %(codes)s."),
    }


def _of_one() -> dict[str, str]:
    return {
        "opening-first": _("Check a bundle first; the opening is checked against it."),
        "other-draw": _("The opening is of the draw %(came)s, not of %(expected)s."),
        "proof-shape": _("The proof of the opening is not of the form that the reference describes."),
        "not-frozen": _("%(code)s: this row was not frozen."),
        "own-dropped": _("By its ticket %(ticket)s %(code)s was drawn; the result says otherwise."),
        "own-added": _("By its ticket %(ticket)s %(code)s was not drawn; the result says otherwise."),
        "own-region": _("%(code)s: the visit is in %(came)s; it was frozen in %(expected)s."),
        "own-pair": _("%(code)s: the officers that inspected it last come again."),
        "own-drawn": _(
            "%(code)s was drawn: its ticket %(ticket)s is not above the threshold %(threshold)s of its group %(stratum)s."
        ),
        "own-not": _(
            "%(code)s was not drawn: its ticket %(ticket)s is above the threshold %(threshold)s of its group %(stratum)s."
        ),
        "own-excluded": _("%(code)s was left out of the draw by the committed rule %(rule)s."),
    }
