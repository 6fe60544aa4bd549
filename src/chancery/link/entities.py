"""Everyone and everything of all articles, once: entities by content, and which local key names which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chancery.link.clusters import Clusters
from chancery.link.company import contested, parted
from chancery.link.forms import by_frequency, content_words, counted, fullest
from chancery.link.guises import Guise, guises, read_name
from chancery.link.identities import english_name, state_of
from chancery.link.locals import Local
from chancery.link.organizations import cluster_organizations
from chancery.link.persons import cluster_persons
from chancery.model.identifiers import identifier
from chancery.model.record import Entity

Review = tuple[str, str, str, float, str]
Entities = Mapping[str, Entity]
Key = tuple[str, str]
"""An article and a key in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The entities, by id, and the id of every local key."""

    entities: Entities
    local: Mapping[tuple[str, str], str]
    review: tuple[Review, ...]

    def one(self, article: str, key: str | None) -> str | None:
        """The id of a local key; None for a key that names nobody."""
        return None if key is None else self.local.get((article, key))

    def many(self, article: str, keys: Iterable[str]) -> tuple[str, ...]:
        """The ids of local keys, each once, in their order."""
        found = (self.local.get((article, key)) for key in keys)
        return tuple(dict.fromkeys(key for key in found if key is not None))


def link_entities(locals_: Iterable[Local], published: Mapping[str, str | None]) -> Cast:
    """Link the entities of all articles. `locals_` are sorted by article and key; `published` is by article."""
    made: list[tuple[Entity, list[Key]]] = []
    by_canonical: dict[str, list[Guise]] = {}
    rest: dict[str, list[Guise]] = {"person": [], "organization": [], "place": []}
    everyone = guises(locals_, published)
    for guise in everyone:
        if guise.canonical is not None:
            by_canonical.setdefault(guise.canonical, []).append(guise)
        else:
            rest[guise.type if guise.type in rest else "place"].append(guise)
    made += [_canonical(key, by_canonical[key]) for key in sorted(by_canonical)]
    review: list[Review] = []
    rest["person"] = parted(rest["person"], contested(rest["person"]))
    for kind, group in rest.items():
        clusters, doubts = cluster_persons(group, everyone) if kind == "person" else cluster_organizations(group)
        entities = _named(group, clusters, published)
        made += (each for several in entities.values() for each in several)
        for one, other, score, why in doubts:
            a, b = sorted(entities[clusters.find(n)][0][0].id for n in (one, other))
            if a != b:
                review.append((kind, a, b, score, why))
    return Cast(
        entities={entity.id: entity for entity, _ in sorted(made, key=lambda pair: pair[0].id)},
        local={key: entity.id for entity, keys in made for key in keys},
        review=tuple(sorted(set(review))),
    )


def _canonical(canonical: str, group: Sequence[Guise]) -> tuple[Entity, list[Key]]:
    known: Counter[str] = Counter()
    for guise in group:
        if guise.state:
            known[guise.state] += len(guise.members)
    said = min(known, key=lambda state: (-known[state], state), default=None)
    counts = counted(group)
    entity = Entity(
        id=identifier("entity", canonical),
        type=min(guise.type for guise in group),
        name=english_name(canonical) or fullest(counts or Counter(guise.name for guise in group)),
        names=by_frequency(counts),
        state=state_of(canonical) or said,
        articles=_articles(key for guise in group if guise.forms for key in guise.members),
        canonical=canonical,
    )
    return entity, [key for guise in group for key in guise.members]


def _named(
    group: Sequence[Guise], clusters: Clusters, published: Mapping[str, str | None]
) -> dict[int, list[tuple[Entity, list[Key]]]]:
    """The entities of clusters, by the item that stands for each. A short name alone is somebody in each article."""
    drafts: list[_Draft] = []
    for items in clusters.groups():
        root, state = clusters.find(items[0]), clusters.mark(items[0], "state")
        together = [group[item] for item in items]
        content = _content(together, state)
        if content is not None:
            drafts.append(_Draft(root, state, content, together, [key for guise in together for key in guise.members]))
        else:
            drafts += [_Draft(root, g.state, (*_short(g), *key), [g], [key]) for g in together for key in g.members]
    taken = Counter(draft.content for draft in drafts)
    made: dict[int, list[tuple[Entity, list[Key]]]] = {}
    for draft in drafts:
        content = draft.content
        if taken[content] > 1:
            content = (*content, *min(draft.keys, key=lambda key: (published.get(key[0]) or "~", key)))
        counts = counted(draft.guises)
        entity = Entity(
            id=identifier("entity", *content),
            type=draft.guises[0].type,
            name=fullest(counts or Counter(guise.name for guise in draft.guises)),
            names=by_frequency(counts),
            state=draft.state,
            articles=_articles(draft.keys),
        )
        made.setdefault(draft.root, []).append((entity, draft.keys))
    return made


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entity to be: what it is known by, and who it is in which articles."""

    root: int
    state: str | None
    content: tuple[str | None, ...]
    guises: Sequence[Guise]
    keys: list[Key]


def _content(group: Sequence[Guise], state: str | None) -> tuple[str | None, ...] | None:
    """What an entity is known by: its type, fullest name and state; None for a short name alone without an office."""
    content = (group[0].type, " ".join(content_words(group)), state)
    if group[0].type != "person" or any(read_name(guise).full for guise in group):
        return content
    offices = sorted({office for guise in group for office in guise.offices})
    return (*content, *offices[0]) if state and offices else None


def _short(guise: Guise) -> tuple[str | None, ...]:
    return guise.type, " ".join(content_words([guise])), guise.state


def _articles(keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(sorted({article for article, _ in keys}))
