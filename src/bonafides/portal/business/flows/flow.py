"""What every guided form is: its pages in order, what was written so far, and the act by which it is sent."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bonafides.acts.act import Acting
from bonafides.acts.files import Kept
from bonafides.agencies.accounts.drafts import GivenFile
from bonafides.portal.business.here import Here
from bonafides.portal.business.matters import Matter
from bonafides.portal.design.forms import Form

Content = Mapping[str, Any]
"""Page → what was written on it: the names of its form, as JSON."""


@dataclass(frozen=True)
class PageOf:
    """One page. `form`: its form, none where it takes files or is only read; `lead`: what stands above it.

    `files`: how many it takes at most; `least`: how many it needs. `rows`: what is shown to be read, with its source.
    """

    name: str
    title: str
    form: type[Form] | None = None
    lead: tuple[str, ...] = ()
    files: int = 0
    least: int = 0
    rows: tuple[Any, ...] = ()
    template: str = ""


@dataclass(frozen=True)
class Line:
    """A line of what is looked over before it is sent; `page`: where it is changed."""

    title: str
    value: str
    page: str
    lang: str = ""


@dataclass
class Flow(ABC):
    """One guided form for one matter."""

    here: Here
    matter: Matter
    title: str
    about: str
    to: str
    """The agency to which it goes, in words."""
    basis: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    """What happens once it is sent, in words."""
    vow: str = ""
    """What whoever sends it declares."""

    @abstractmethod
    def pages(self, content: Content) -> Sequence[PageOf]:
        """The pages, by what was written so far."""

    @abstractmethod
    def lines(self, content: Content, files: Sequence[GivenFile]) -> list[Line]:
        """What was written, line by line."""

    @abstractmethod
    def send(self, content: Content, files: Mapping[str, Sequence[Kept]]) -> Acting:
        """Send it by an act, which is named by the Acting that comes back. Raises ActRefusedError."""

    def initial(self, page: PageOf, content: Content) -> dict[str, Any]:
        """What a page begins with: what was written on it, or what is known already."""
        return dict(content.get(page.name, {}))

    def missing(self, content: Content, files: Sequence[GivenFile]) -> PageOf | None:
        """The first page that was not done yet."""
        for page in self.pages(content):
            if page.name not in content or sum(one.page == page.name for one in files) < page.least:
                return page
        return None


def file_lines(page: PageOf, files: Sequence[GivenFile]) -> list[Line]:
    """The files of a page, by name."""
    return [Line(page.title, one.name, page.name) for one in files if one.page == page.name]
