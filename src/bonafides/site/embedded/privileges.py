"""PostgreSQL refuses to run as root; a user namespace gives it another name without another account."""

from __future__ import annotations

import os
import shutil
import subprocess

from bonafides.site.embedded.errors import OWN_SERVER, EmbeddedError

NOBODY = 65534


def prefix() -> list[str]:
    """What to put before a PostgreSQL command: nothing for a user, `unshare` for root.

    In the namespace root is known as `nobody`; on disk the files stay root's, and no permission changes.
    Raises EmbeddedError where user namespaces are forbidden.
    """
    if os.geteuid() != 0:
        return []
    unshare = shutil.which("unshare")
    if unshare is None:
        raise _refused("the program `unshare` (package util-linux) is missing")
    command = [unshare, "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"]
    run = subprocess.run([*command, "true"], capture_output=True, text=True)
    if run.returncode:
        raise _refused(run.stderr.strip() or f"`{' '.join(command)} true` ended with {run.returncode}")
    return command


def environment() -> dict[str, str]:
    """The environment for PostgreSQL's programs: ours, without what would redirect or translate them."""
    strangers = {"TZ", "LANG", "LANGUAGE"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "LC_")) and name not in strangers
    }
    return kept | {"LC_ALL": "C"}


def _refused(why: str) -> EmbeddedError:
    return EmbeddedError(
        "PostgreSQL does not run as root, and the user namespace in which it could is not to be had here: "
        f"{why}. Run as an ordinary user (`su someone -c 'bonafides ...'`; in a container, `--user 1000`), "
        f"allow user namespaces (sysctl user.max_user_namespaces, the container's seccomp profile), "
        f"{OWN_SERVER}."
    )
