"""Static files: with a content hash in their names once collected, under their own names until then."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """`serve` collects before it listens; tests and tools need not, and get the files from where they lie."""

    manifest_strict = False
    # The modules of a script name each other by the hashed names too: a browser never mixes two versions.
    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        """The name to put into a page: hashed once collected, so that browsers keep it for ever."""
        return str(super().stored_name(name)) if self.hashed_files else name


# Of django-htmx the one file of htmx that pages name is served; its extensions name files that are not there.
UNUSED = ("ext", "htmax-*", "htmx-4*", "htmx-2.js", "django-htmx.js")


def collect() -> None:
    """Copy, hash and compress the static files into STATIC_ROOT. Django must be set up."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=list(UNUSED))
