"""XML as elements that know their line. The parser is hardened: no DTD, no entity, nothing fetched, bounded in size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax import SAXParseException  # the exception only; defusedxml parses
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from bonafides.kernel.dmn.faults import ModelFault, ModelRefusedError

LARGEST = 16 * 1024 * 1024
"""Bytes of a file: some hundred times the largest table that a person can check."""
DEEPEST = 100
"""Elements within elements."""


@dataclass(slots=True)
class Element:
    """An element. `text` is all text directly within it; attributes have a namespace, empty where none is written."""

    namespace: str
    name: str
    line: int
    attributes: dict[tuple[str, str], str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def attribute(self, name: str, default: str = "", namespace: str = "") -> str:
        """The value of an attribute without blanks around it."""
        return self.attributes.get((namespace, name), default).strip()

    def all(self, *names: str) -> Iterator[Element]:
        """The children of these names and of the namespace of this element."""
        return (one for one in self.children if one.name in names and one.namespace == self.namespace)

    def first(self, *names: str) -> Element | None:
        """The first of `all`."""
        return next(self.all(*names), None)

    def content(self, name: str) -> str:
        """The text of the first child of that name, without blanks around it; empty if there is none."""
        child = self.first(name)
        return child.text.strip() if child else ""


def parse_xml(data: bytes, file: str) -> Element:
    """The root of a file. Raises ModelRefusedError with one fault that says what is wrong and where."""
    if len(data) > LARGEST:
        raise _refused(file, 0, f"at most {LARGEST:,} bytes", f"{len(data):,}", "divide the model")
    handler = _Handler(file)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(BytesIO(data))
    except DefusedXmlException as error:
        line = handler.line
        came = "a document type declaration (`<!DOCTYPE …>`)" if "DTD" in type(error).__name__ else "an entity"
        mend = "remove it: it could make the file expand without bound, or fetch others"
        raise _refused(file, line, "XML without declarations of types and entities", came, mend) from None
    except SAXParseException as error:
        line = error.getLineNumber() or 0
        raise _refused(file, line, "well-formed XML", f"a fault ({error.getMessage()})", "mend the markup") from None
    except (UnicodeError, LookupError, ValueError) as error:
        raise _refused(file, 0, "XML in a known encoding", str(error), "save the file as UTF-8") from None
    return handler.root


class _Handler(ContentHandler):
    """Builds the elements as the parser meets them."""

    root: Element

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file, self.open, self.locator = file, list[Element](), None

    locator: Locator | None

    @property
    def line(self) -> int:
        return (self.locator.getLineNumber() or 0) if self.locator else 0

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802  # SAX names it so
        self.locator = locator

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:  # noqa: N802
        if len(self.open) >= DEEPEST:
            raise _refused(self.file, self.line, f"at most {DEEPEST} levels of elements", "more", "mend the markup")
        attributes = {(space or "", local): value for (space, local), value in attrs.items()}
        element = Element(name[0] or "", name[1], self.line, attributes)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        self.open.pop()

    def characters(self, content: str) -> None:
        if self.open:
            self.open[-1].text += content


def _refused(file: str, line: int, expected: str, came: str, mend: str) -> ModelRefusedError:
    return ModelRefusedError(file, [ModelFault(file, line, "", expected, came, mend)])
