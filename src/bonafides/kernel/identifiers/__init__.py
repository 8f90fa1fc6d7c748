"""Identifiers of subjects: checked, normalised, explained. `bulk`, with polars, is imported on its own."""

from .check import ChangeCode, Check, ReasonCode, Scheme, WarningCode
from .divisions import DivisionTable
from .excepted import NO_EXCEPTIONS, ExceptedCode, ExceptionRegister
from .positions import Positions, Title, positions
from .recognise import CodeKind, classify
from .schemes import BUILT_IN, scheme
from .uscc import Uscc

__all__ = [
    "BUILT_IN",
    "NO_EXCEPTIONS",
    "ChangeCode",
    "Check",
    "CodeKind",
    "DivisionTable",
    "ExceptedCode",
    "ExceptionRegister",
    "Positions",
    "ReasonCode",
    "Scheme",
    "Title",
    "Uscc",
    "WarningCode",
    "classify",
    "positions",
    "scheme",
]
