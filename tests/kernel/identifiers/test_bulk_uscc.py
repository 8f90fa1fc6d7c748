import polars as pl

from bonafides.kernel.identifiers import Uscc, gb32100
from bonafides.kernel.identifiers.bulk_uscc import _CHUNK, validate_uscc


def test_more_codes_than_one_chunk_come_back_in_their_places():
    bodies = [f"91990000{number:09}" for number in range(2 * _CHUNK + 7)]
    cells = [body + gb32100.check_character(body) for body in bodies]
    cells[3] = cells[3][:17]  # shifts the rows of the fast lane against those of the column
    cells[_CHUNK] = cells[_CHUNK][:17] + ("1" if cells[_CHUNK][17] == "0" else "0")
    cells[_CHUNK + 9] = f" {cells[_CHUNK + 9].lower()}"
    frame = validate_uscc(pl.Series(cells), Uscc())
    valid = [row for row in range(len(cells)) if row not in (3, _CHUNK)]
    assert frame["valid"].arg_true().to_list() == valid
    assert frame["code"].gather(valid).to_list() == [cells[row].strip().upper() for row in valid]
    assert frame["reason"][3] == "length"
    assert frame["reason"][_CHUNK] == "check-character"
