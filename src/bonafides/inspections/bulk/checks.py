"""Whether a file is a frozen list at all, and of the strata and rules of its commitment."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from bonafides.inspections.bulk.expressions import frozen
from bonafides.inspections.bulk.lists import COLUMNS, ROWS, ascending
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.subjects import MOST_TICKETS, Subject
from bonafides.kernel.merkle.entries import SALT_BYTES

_MARKS = r"'[\x00-\x1f\x7f]'"
_PAIR = "CASE len(last_pair) WHEN 2 THEN last_pair[1] || last_pair[2] ELSE array_to_string(last_pair, '') END"
# Strata and exclusions are checked group by group, against the commitment's. The texts of a row are searched together.
_SOUND = f"""coalesce(
    code <> '' AND weight BETWEEN 1 AND {MOST_TICKETS} AND octet_length(salt) >= {SALT_BYTES}
    AND (region IS NULL OR region <> '') AND NOT regexp_matches(concat(code, region, {_PAIR}), {_MARKS})
    AND (last_pair IS NULL OR CASE len(last_pair)
         WHEN 2 THEN '' < last_pair[1] AND last_pair[1] < last_pair[2]
         ELSE len(last_pair) > 2 AND last_pair = list_sort(list_distinct(last_pair)) AND last_pair[1] > '' END), false)"""


def check_list(db: duckdb.DuckDBPyConnection, path: Path, commitment: Commitment) -> dict[str, int]:
    """Raise Refused unless the list can be of the commitment; the weight of all in each stratum is returned."""
    check_columns(path)
    last: str | None = None
    for batch in pq.ParquetFile(path).iter_batches(ROWS, columns=["code"]):
        last = ascending(pa.chunked_array([batch.column(0)]), last)
    groups = db.sql(
        f"SELECT stratum, excluded, count(*), sum(weight)::BIGINT, bool_and({_SOUND}) FROM {frozen(path)} GROUP BY ALL"
    ).fetchall()
    if not all(sound for *_, sound in groups):
        _refuse_row(db, path)
    return _weights(groups, commitment)


def check_columns(path: Path) -> None:
    """Raise Refused unless the file has the columns of a frozen list, and no other."""
    try:
        found = pq.read_schema(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise Refused(f"{path.name}: expected a frozen list in Parquet ({error})") from error
    for field in COLUMNS:
        at = found.get_field_index(field.name)
        if at < 0 or not found.field(at).type.equals(field.type):
            came = "no such column" if at < 0 else str(found.field(at).type)
            raise Refused(f"{path.name}: a frozen list has the column {field.name} of {field.type}; found {came}")
    if odd := set(found.names) - set(COLUMNS.names):
        raise Refused(f"{path.name}: a frozen list has no column {sorted(odd)[0]}")


def _refuse_row(db: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Say what is wrong with the first row that is not sound, in the kernel's words."""
    found = db.sql(
        f"SELECT * EXCLUDE salt, hex(salt) AS salt FROM {frozen(path)} WHERE NOT {_SOUND} LIMIT 1"
    ).to_arrow_table()
    [row] = found.to_pylist()
    Subject.of_json({name: value for name, value in row.items() if value is not None})
    raise Refused(f"{path.name}: the row of {row['code']!r} is of another form: {row!r:.200}")


def _weights(groups: list[tuple[str, str | None, int, int, bool]], commitment: Commitment) -> dict[str, int]:
    sizes, weights = Counter[str](), Counter[str]()
    whole = 0
    for stratum, excluded, count, weight, _ in groups:
        commitment.stratum(stratum)  # says which there are
        whole += count
        if excluded is None:
            sizes[stratum] += count
            weights[stratum] += weight
        elif excluded not in commitment.exclusions:
            raise Refused(f"{count} subjects are left out by {excluded!r}, a rule that was not committed to")
    if whole != commitment.subjects:
        raise Refused(f"{commitment.subjects} subjects were frozen; {whole} came")
    for one in commitment.strata:
        if sizes[one.name] != one.size:
            raise Refused(f"stratum {one.name}: {one.size} subjects were committed to, {sizes[one.name]} came")
    return weights
