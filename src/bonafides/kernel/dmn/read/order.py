"""The order in which the parts of a model can be read: each after all that it requires."""

from __future__ import annotations

from bonafides.kernel.dmn.read.desk import Desk
from bonafides.kernel.dmn.xml import Element

_REQUIRED = {
    "informationRequirement": ("requiredInput", "requiredDecision"),
    "knowledgeRequirement": ("requiredKnowledge",),
}
_KINDS = {"requiredInput": "inputData", "requiredDecision": "decision", "requiredKnowledge": "businessKnowledgeModel"}
_NOUNS = {"inputData": "input", "decision": "decision", "businessKnowledgeModel": "business knowledge model"}


def place(element: Element) -> str:
    """What a person calls a part of the model."""
    return f"{_NOUNS[element.name]} `{' '.join(element.attribute('name').split())}`"


def requirements(desk: Desk, element: Element, by_id: dict[str, Element]) -> list[Element]:
    """The parts that a decision or business knowledge model requires, in the order of the file."""
    found = []
    for holder in element.all(*_REQUIRED):
        for reference in holder.all(*_REQUIRED[holder.name]):
            target = reference.attribute("href")
            kind = _KINDS[reference.name]
            required = by_id.get(target[1:]) if target.startswith("#") else None
            if required is None or required.name != kind:
                expected = f"the id, such as `#id`, of one {_NOUNS[kind]} of this file"
                desk.fault(reference, place(element), expected, f"`{target}`", "mend the reference, or remove it")
            else:
                found.append(required)
    return found


def in_order(desk: Desk, elements: list[Element], required: dict[int, list[Element]]) -> list[Element]:
    """The elements so that each comes after those that it requires; of a circle a fault is noted.

    `required` is by the identity of the element (`id(element)`).
    """
    ordered: list[Element] = []
    state: dict[int, str] = {}
    for start in elements:
        waiting = [(start, iter(required[id(start)]))] if id(start) not in state else []
        state.setdefault(id(start), "open")
        while waiting:
            element, rest = waiting[-1]
            needed = next((one for one in rest if id(one) in required and state.get(id(one)) != "done"), None)
            if needed is None:
                state[id(element)] = "done"
                ordered.append(element)
                waiting.pop()
            elif state.get(id(needed)) == "open":
                chain = [one for one, _ in waiting]
                circle = chain[next(at for at, one in enumerate(chain) if one is needed) :]
                told = " → ".join(" ".join(one.attribute("name").split()) for one in [*circle, needed])
                desk.fault(
                    element, place(element), "nothing that requires itself", told, "remove one of the requirements"
                )
            else:
                state[id(needed)] = "open"
                waiting.append((needed, iter(required[id(needed)])))
    return ordered
