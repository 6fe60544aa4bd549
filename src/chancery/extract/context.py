"""What every finder of an article is given besides its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.extract.anchors import Anchor
from chancery.extract.entities import Registry


@dataclass(frozen=True, slots=True)
class Context:
    """The article's entities, what its dates are resolved against, and the codes of its states, most named first."""

    registry: Registry
    anchor: Anchor
    main: Sequence[str]
