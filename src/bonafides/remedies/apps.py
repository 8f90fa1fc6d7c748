"""Remedies as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    """Repair, objection, reconsideration and suit."""

    name = "bonafides.remedies"

    def ready(self) -> None:
        """What steps of remedies do, and what their guards ask of the register."""
        from bonafides.documents.lists import register_list
        from bonafides.procedures.computed import register_source
        from bonafides.procedures.effects import register_effect
        from bonafides.remedies.computed import WORDS, answering
        from bonafides.remedies.effects.annotate import annotated, annotation_ended
        from bonafides.remedies.effects.bar_repair import barred
        from bonafides.remedies.effects.correct import corrected
        from bonafides.remedies.effects.end_record import annulled, publication_stopped
        from bonafides.remedies.effects.lift_measures import hindering_lifted, lifted
        from bonafides.remedies.effects.restore import restored
        from bonafides.remedies.effects.unshield import unshielded
        from bonafides.remedies.on_documents import staying_of

        for name in WORDS:
            register_source(name, answering(name))
        register_list("staying", staying_of)
        register_effect("annotate", annotated)
        register_effect("end-annotation", annotation_ended)
        register_effect("stop-publication", publication_stopped)
        register_effect("annul", annulled)
        register_effect("lift-measures", lifted)
        register_effect("lift-hindering-measures", hindering_lifted)
        register_effect("correct", corrected)
        register_effect("restore", restored)
        register_effect("unshield", unshielded)
        register_effect("bar-repair", barred)
