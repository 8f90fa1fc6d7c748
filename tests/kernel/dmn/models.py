"""Decision models written as text.

model(table([("age", "number")], [["< 18", '"minor"'], [">= 18", '"adult"']]))
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from bonafides.kernel.dmn.model import DecisionTable, Definitions
from bonafides.kernel.dmn.read import read_model

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def definitions(body: str, items: str = "", namespace: str = DMN) -> bytes:
    """A file around its parts."""
    own = 'xmlns:bf="urn:bonafides:dmn"'
    return f'<definitions xmlns="{namespace}" {own} name="m" namespace="x">\n{items}{body}\n</definitions>'.encode()


def text(element: str, content: str, attributes: str = "") -> str:
    return f"<{element}{attributes}><text>{escape(content)}</text></{element}>"


def inputs(names: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<inputData name={quoteattr(name)} id="i-{name}">'
        f"<variable name={quoteattr(name)} typeRef={quoteattr(of)}/></inputData>\n"
        for name, of in names
    )


def item(name: str, of: str, allowed: str = "", attributes: str = "") -> str:
    """An item definition."""
    values = text("allowedValues", allowed) if allowed else ""
    return f'<itemDefinition name="{name}"{attributes}><typeRef>{of}</typeRef>{values}</itemDefinition>'


def requires(names: Iterable[str] = (), decisions: Iterable[str] = (), knowledge: Iterable[str] = ()) -> str:
    found = [f'<informationRequirement><requiredInput href="#i-{one}"/></informationRequirement>' for one in names]
    found += [
        f'<informationRequirement><requiredDecision href="#d-{one}"/></informationRequirement>' for one in decisions
    ]
    found += [f'<knowledgeRequirement><requiredKnowledge href="#b-{one}"/></knowledgeRequirement>' for one in knowledge]
    return "".join(found)


def decision(name: str, logic: str, needs: str = "", of: str = "") -> str:
    """A decision with its logic; without a type it has that of its logic."""
    type_ref = f' typeRef="{of}"' if of else ""
    return f'<decision name="{name}" id="d-{name}"><variable name="{name}"{type_ref}/>{needs}{logic}</decision>\n'


def expression(content: str, of: str = "") -> str:
    return text("literalExpression", content, f' typeRef="{of}"' if of else "")


def table_logic(
    columns: Sequence[tuple[str, str]],
    rules: Sequence[Sequence[str]],
    policy: str = "UNIQUE",
    *,
    aggregation: str = "",
    outputs: Sequence[str] = ("",),
    output_values: Sequence[str] = (),
    defaults: Sequence[str] = (),
    allowed: dict[str, str] | None = None,
    attributes: str = "",
    annotations: Sequence[str] = (),
) -> str:
    """A table: a rule is its cells from left to right. Each begins on a line of its own."""
    by = f' aggregation="{aggregation}"' if aggregation else ""
    found = [f'<decisionTable hitPolicy="{policy}"{by} {attributes}>']
    for name, of in columns:
        values = text("inputValues", allowed[name]) if allowed and name in allowed else ""
        tested = text("inputExpression", name, f" typeRef={quoteattr(of)}")
        found.append(f"<input>{tested}{values}</input>")
    for at, name in enumerate(outputs):
        values = text("outputValues", output_values[at]) if output_values else ""
        default = text("defaultOutputEntry", defaults[at]) if defaults else ""
        named = f" name={quoteattr(name)}" if name else ""
        found.append(f"<output{named}>{values}{default}</output>")
    found += ['<annotation name="basis"/>'] if annotations else []
    for number, rule in enumerate(rules):
        cells = [text("inputEntry", cell) for cell in rule[: len(columns)]]
        cells += [text("outputEntry", cell) for cell in rule[len(columns) :]]
        cells += [text("annotationEntry", annotations[number])] if annotations else []
        found.append(f"<rule>{''.join(cells)}</rule>")
    return "\n".join([*found, "</decisionTable>"])


def one_table(
    columns: Sequence[tuple[str, str]], rules: Sequence[Sequence[str]], policy: str = "UNIQUE", **more: object
) -> bytes:
    """A file with one table: the decision `d`."""
    logic = table_logic(columns, rules, policy, **more)  # type: ignore[arg-type]
    return definitions(inputs(columns) + decision("d", logic, requires(name for name, _ in columns)))


def model(data: bytes) -> Definitions:
    return read_model(data, "m.dmn")


def table(
    columns: Sequence[tuple[str, str]], rules: Sequence[Sequence[str]], policy: str = "UNIQUE", **more: object
) -> DecisionTable:
    """The table of `one_table`, read."""
    logic = model(one_table(columns, rules, policy, **more)).decision("d").logic
    assert isinstance(logic, DecisionTable)
    return logic
