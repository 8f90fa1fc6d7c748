"""The catalogue: DCAT 3 in JSON-LD, for portals that collect open data."""

from __future__ import annotations

from typing import Any

from bonafides.sharing.opendata.snapshot import DataFile, Dataset, Snapshot

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
_IANA = "https://www.iana.org/assignments/media-types/"


def catalogue(snapshot: Snapshot, address: str) -> dict[str, Any]:
    """All datasets, each with its files and with the address of changes. `address` is that of the folder, with a slash."""
    return {
        "@context": _CONTEXT, "@id": address, "@type": "dcat:Catalog",
        "dct:title": _texts({"zh": "经营主体信用公示开放数据", "en": "Public credit records of businesses, as open data"}),
        "dct:modified": _moment(snapshot.made_at), **_licence(snapshot),
        "dcat:dataset": [_dataset(snapshot, one, address) for one in snapshot.datasets],
    }  # fmt: skip


def _dataset(snapshot: Snapshot, one: Dataset, address: str) -> dict[str, Any]:
    return {
        "@id": f"{address}#{one.name}", "@type": "dcat:Dataset", "dct:identifier": one.name,
        "dct:title": _texts(one.titles), "dct:description": _texts(one.about),
        "dct:modified": _moment(snapshot.made_at), **_licence(snapshot),
        "dcat:distribution": [_distribution(snapshot, file, address) for file in snapshot.of(one.name)],
    }  # fmt: skip


def _distribution(snapshot: Snapshot, file: DataFile, address: str) -> dict[str, Any]:
    checksum = {
        "@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
    }  # fmt: skip
    return {
        "@id": f"{address}{file.name}", "@type": "dcat:Distribution", "dcat:downloadURL": {"@id": f"{address}{file.name}"},
        "dcat:mediaType": {"@id": f"{_IANA}{file.media_type}"},
        "dcat:byteSize": {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"}, "spdx:checksum": checksum,
        "dct:issued": _moment(snapshot.made_at), **_licence(snapshot),
    }  # fmt: skip


def _licence(snapshot: Snapshot) -> dict[str, Any]:
    return {"dct:license": {"@id": snapshot.licence}} if snapshot.licence else {}


def _texts(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]


def _moment(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:dateTime"}
