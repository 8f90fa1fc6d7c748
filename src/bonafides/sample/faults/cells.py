"""How each kind of fault spoils the cells of one row."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from bonafides.sample.amendments import ACTIONS, CORRECTED, WITHDRAWN, mend
from bonafides.sample.codes import SYMBOLS, personal_number, registration_numbers, unified_codes
from bonafides.sample.faults.kinds import Kind
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import ACTION, AT, KEY
from bonafides.sample.submissions import Submission
from bonafides.sample.texts import dates, day_number

Row = dict[str, str | int | None]
_FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in SYMBOLS}
_STRANGERS = 60_000_000  # serials from here on belong to no entity
_FAR_AHEAD = 14_600  # days: forty years


def spoil(kind: Kind, row: Row, submission: Submission, block: Block) -> tuple[str, str | None]:
    """The column and the cell that make the fault."""
    code, serial = str(row[submission.code]), int(str(row[KEY]))
    match kind.name:
        case "wrong-check-character":
            return submission.code, code[:17] + SYMBOLS[(SYMBOLS.index(code[17]) + 1 + serial % 29) % 31]
        case "look-alike-letter":
            return submission.code, code.replace("0", "O", 1) if serial % 2 or "1" not in code else code.replace(
                "1", "I", 1
            )
        case "full-width-code":
            return submission.code, code.translate(_FULL_WIDTH)
        case "lower-case-code":
            return submission.code, code.lower()
        case "blanks-in-code":
            return submission.code, f"{code[:2]} {code[2:8]} {code[8:]}"
        case "missing-code":
            return submission.code, None
        case "citizen-number-as-code":
            return submission.code, personal_number(serial)
        case "organ-as-subject":
            return submission.code, _organ(serial)
        case "unknown-registration-number":
            return submission.code, registration_numbers(np.array([_STRANGERS + serial % 30_000_000]))[0]
        case "linked-registration-number":
            return submission.code, block.registration_number[int(str(row[AT]))]
        case "future-date":
            return submission.date, dates(np.array([block.as_of + _FAR_AHEAD]), submission.date_form)[0]
        case "impossible-date":
            return submission.date, _impossible(submission.date_form)
        case "missing-date":
            return submission.date, None
        case "amount-not-a-number":
            return submission.amount or "", ("约三万", "1.2.3", "见附件")[serial % 3]
        case "outside-code-list":
            return submission.coded, ("待定", "E", "其它")[serial % 3]
        case "missing-cell":
            return submission.needed or submission.coded, None
        case "citizen-number-in-text":
            told = row[submission.text or ""] or "留存"
            return submission.text or "", f"{told}（身份证号{personal_number(serial)}）"
        case "end-before-beginning":
            # Years before, whatever way the agency writes dates; 1992 has every day that any year has.
            return submission.end or "", "1992" + str(row[submission.start or submission.date])[4:]
    raise ValueError(f"no way to spoil a row is written for {kind.name}")


def added(kind: Kind, row: Row, submission: Submission) -> tuple[Row, str]:
    """The new row that makes the fault, and the column it lies in."""
    ref, again = submission.ref, dict(row)
    match kind.name:
        case "repeated-row" | "sent-again":
            return again, ref
        case "same-reference-other-content":
            again[submission.mend] = (
                mend(pl.Series([row[submission.mend]], dtype=pl.String), submission.mended)[0] or "2.00"
            )
            return again, ref
        case "corrects-unknown-record":
            again |= {ref: f"{row[ref]}W", ACTION: ACTIONS[CORRECTED], f"原{ref}": f"{str(row[ref])[:2]}9999999999999"}
            return again, f"原{ref}"
        case "corrects-nothing":
            again |= {ref: f"{row[ref]}M", ACTION: ACTIONS[WITHDRAWN]}
            return again, f"原{ref}"
        case "overlapping-licence":
            begins = date.fromisoformat(str(row[submission.start or submission.date])) + timedelta(days=9)
            again |= {ref: f"{row[ref]}V", str(submission.start): begins.isoformat()}
            return again, str(submission.exclusive)
    raise ValueError(f"no way to add a row is written for {kind.name}")


def _organ(serial: int) -> str:
    """A valid code of a state organ."""
    body = np.frombuffer(f"{serial % 10**8:08}".encode(), dtype=np.uint8).reshape(1, 8)
    code: str = unified_codes(["11"], np.zeros(1, dtype=np.int64), body, np.zeros(1, dtype=np.bool_))[0]
    return code


def _impossible(form: str) -> str:
    """The thirtieth of February in a form of date that begins with the year."""
    shown: str = dates(np.array([day_number(date(2025, 2, 20))]), form)[0]
    return shown[:4] + shown[4:].replace("20", "30")
