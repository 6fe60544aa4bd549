"""What a build needs of the other rooms, as four functions, so that tests can put others in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from chancery.errors import InputUnreadable
from chancery.model.article import Article
from chancery.model.decision import Decision
from chancery.model.findings import Findings
from chancery.model.record import Linked

if TYPE_CHECKING:
    from chancery.read import Document
    from chancery.read.document import Columns


class Reads(Protocol):
    """An extractor: costly to make, one a process."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever what is found may change."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages that can be read."""

    def extract(self, article: Article) -> Findings:
        """Everything the article says."""


class Links(Protocol):
    """Links what the articles say, following decisions."""

    def __call__(
        self, articles: Sequence[Article], findings: Sequence[Findings], *, decisions: Sequence[Decision] = ()
    ) -> Linked:
        """Everything the record holds besides the articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The other rooms. Functions of modules, not closures: they are sent to other processes by name.

    A document is whatever `read_inputs` yields and `read_document` takes; all a build asks of it is `source`.
    """

    read_inputs: Callable[[Sequence[Path]], Iterable[Any | InputUnreadable]]
    read_document: Callable[[Any, frozenset[str]], Article]
    make_extractor: Callable[[], Reads]
    link: Links
    manner: str = ""
    """How inputs are read, where somebody said so: what was read in another manner is read again."""


def real_rooms(*, columns: Columns = (), originals: Path | None = None) -> Rooms:
    """The rooms of the program itself, imported when first asked for.

    `columns` of rows hold the fields they are named for; the bytes of documents are kept in the folder `originals`.
    """
    from chancery.extract import Extractor  # noqa: PLC0415 — heavy
    from chancery.link import link  # noqa: PLC0415
    from chancery.read import read_inputs  # noqa: PLC0415

    return Rooms(
        read_inputs=partial(read_inputs, columns=columns),
        read_document=partial(_read_document, originals=originals),
        make_extractor=Extractor,
        link=link,
        manner=repr((columns, originals is not None)) if columns or originals else "",
    )


def _read_document(document: Document, languages: frozenset[str], *, originals: Path | None) -> Article:
    from chancery.read import read_document  # noqa: PLC0415

    return read_document(document, languages=languages, originals=originals)
