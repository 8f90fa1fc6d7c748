"""Reads of the packs in force."""

from __future__ import annotations

from functools import lru_cache

from bonafides.acts.statement import Statement
from bonafides.packs.load import parse_pack
from bonafides.packs.models import InstalledPack, PackVersion
from bonafides.packs.pack import Pack


class UnknownPackError(LookupError):
    """No such pack, or mapping, is in force here."""


_INSTALLED = Statement("""
SELECT i.version_id, v.digest FROM packs_installedpack i JOIN packs_packversion v ON v.id = i.version_id
WHERE i.pack = %(pack)s
""")


def version_in_force(name: str) -> int | None:
    """The number of the version of a pack that is in force; none where no such pack is."""
    row = _INSTALLED.first_row({"pack": name})
    return None if row is None else int(row[0])


def installed_pack(name: str) -> tuple[Pack, PackVersion]:
    """The pack in force under a name, as it was when it was installed."""
    row = _INSTALLED.first_row({"pack": name})
    if row is None:
        known = ", ".join(InstalledPack.objects.values_list("pack", flat=True)) or "none"
        raise UnknownPackError(
            f"pack `{name}` is not in force here (in force: {known}); put it in force: bonafides pack install packs/{name}"
        )
    version = version_numbered(*row)
    return pack_of_version(version), version


def packs_in_force() -> list[tuple[Pack, PackVersion]]:
    """Every pack in force, in the order of their names."""
    return [installed_pack(name) for name in InstalledPack.objects.order_by("pack").values_list("pack", flat=True)]


def pack_of_mapping(mapping: str, pack: str | None = None) -> tuple[Pack, PackVersion]:
    """The pack in force that has a mapping of this name (within `pack`, where that is given)."""
    packs = [installed_pack(pack)] if pack else packs_in_force()
    found = [(one, version) for one, version in packs if mapping in one.mappings]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownPackError(f"mapping `{mapping}` is in {', '.join(one.name for one, _ in found)}: say --pack which")
    known = sorted(f"{name} ({one.name})" for one, _ in packs for name in one.mappings)
    raise UnknownPackError(
        f"no pack in force has a mapping `{mapping}`; there are: {', '.join(known) or 'none (bonafides pack install packs/cn)'}"
    )


def pack_of_version(version: PackVersion) -> Pack:
    """A pack as it was when a version of it was put in force."""
    return _parse(version.digest, version.pk)


@lru_cache(maxsize=64)
def version_numbered(number: int, digest: str) -> PackVersion:
    """A version never changes; the digest tells it from that of another register in this process.

    Its files are a megabyte or more, and parsed once: they are left in the database.
    """
    return PackVersion.objects.defer("files").get(pk=number)


@lru_cache(maxsize=8)
def _parse(digest: str, version: int) -> Pack:
    """A version never changes, so that its parsed form may be kept."""
    files: dict[str, str] = PackVersion.objects.values_list("files", flat=True).get(pk=version)
    return parse_pack({name: text.encode() for name, text in files.items()}, f"version {digest[:12]}")
