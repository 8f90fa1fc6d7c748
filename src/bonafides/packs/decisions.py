"""The decision models of a pack (`standards/*.dmn`): read, held against the pack, and analysed.

Refused are a model that cannot be read, a rule that cites nothing the pack holds, rules that contradict each other where
the hit policy forbids it, and a table that is marked complete and is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from bonafides.kernel.dmn.analysis import Analysis, analyse
from bonafides.kernel.dmn.faults import ModelRefusedError
from bonafides.kernel.dmn.model import Context, DecisionTable, Definitions, Invocation, Logic, Rule
from bonafides.kernel.dmn.read import read_model
from bonafides.packs.faults import PackFault

FOLDER = "standards"
_CITATION = re.compile(r"\s*[;；]\s*")


def read_models(files: Mapping[str, bytes]) -> tuple[dict[str, Definitions], list[PackFault]]:
    """The models of a pack by the name of their file, and the faults of those that cannot be read."""
    models: dict[str, Definitions] = {}
    faults: list[PackFault] = []
    for name in sorted(one for one in files if one.startswith(f"{FOLDER}/")):
        path = PurePosixPath(name)
        if path.suffix != ".dmn" or len(path.parts) > 2:
            mend = "rename or move it"
            faults.append(PackFault(name, 0, "", f"`{FOLDER}/NAME.dmn`, one model a file", "another file", mend))
            continue
        try:
            models[path.stem] = read_model(files[name], name)
        except ModelRefusedError as error:
            faults += [
                PackFault(one.file, one.line, one.where, one.expected, one.came, one.mend) for one in error.faults
            ]
    return models, faults


def tables_of(model: Definitions) -> Iterator[tuple[str, DecisionTable]]:
    """Every decision table of a model, with what a person calls its place."""
    for knowledge in model.knowledge:
        yield from _tables(knowledge.logic, f"business knowledge model `{knowledge.name}`")
    for decision in model.decisions:
        yield from _tables(decision.logic, f"decision `{decision.name}`")


def _tables(logic: Logic, where: str) -> Iterator[tuple[str, DecisionTable]]:
    match logic:
        case DecisionTable():
            yield where, logic
        case Invocation():
            for binding in logic.bindings:
                yield from _tables(binding.logic, f"{where}, argument `{binding.parameter}`")
        case Context():
            for entry in logic.entries:
                yield from _tables(entry.logic, f"{where}, entry `{entry.variable.name}`")
            if logic.result is not None:
                yield from _tables(logic.result, where)


def inputs_of(model: Definitions, decision: str) -> tuple[str, ...]:
    """The inputs that a decision needs, itself or through what it requires."""
    found: dict[str, None] = {}
    waiting = [decision]
    while waiting:
        one = model.decision(waiting.pop())
        found |= dict.fromkeys(one.required_inputs)
        waiting += one.required_decisions
    return tuple(found)


def model_faults(model: Definitions, instruments: Mapping[str, object]) -> Iterator[PackFault]:
    """What keeps a model that reads from being used as law."""
    for where, table in tables_of(model):
        for rule in table.rules:
            yield from _citation_faults(model.file, f"{where}, rule {rule.number}", rule, instruments)
        yield from analysis_faults(model.file, where, analyse(table))


def cited(citation: str) -> list[tuple[str, str]]:
    """The instruments that the text of a citation names, each with what follows: `PP-45 13(2); CR-107 8`."""
    parts = [part.partition(" ") for part in _CITATION.split(citation.strip()) if part]
    return [(instrument, article.strip()) for instrument, _, article in parts]


def _citation_faults(file: str, where: str, rule: Rule, instruments: Mapping[str, object]) -> Iterator[PackFault]:
    known = ", ".join(instruments)
    mend = "write the id of the instrument, a blank and the article, such as `PP-45 13; CR-107 8`"
    if not rule.citation:
        expected = "a citation in the first annotation, or in the description"
        yield PackFault(file, rule.line, where, expected, "none", mend)
    for instrument, _ in cited(rule.citation):
        if instrument not in instruments:
            expected = f"the id of an instrument of instruments.yaml ({known})"
            yield PackFault(file, rule.line, where, expected, f"`{instrument}`", mend)


def analysis_faults(file: str, where: str, analysis: Analysis) -> Iterator[PackFault]:
    """What the analysis finds that a pack must not hold."""
    policy = analysis.table.hit_policy.value
    for finding in analysis.contradictions:
        expected = f"no two rules that contradict each other, as the hit policy is {policy}"
        yield PackFault(file, finding.line, where, expected, finding.told, "narrow one of them")
    if not analysis.table.complete or analysis.complete is True:
        return
    expected = "a rule for every input, as the table is marked complete"
    line = analysis.table.line
    for finding in analysis.of_kind("gap"):
        yield PackFault(file, line, where, expected, finding.told, "add a rule, or remove the mark")
    for finding in analysis.of_kind("unfinished"):
        yield PackFault(file, line, where, expected, finding.told, "divide the table, or remove the mark")
