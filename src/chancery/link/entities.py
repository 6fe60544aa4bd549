"""Everyone and everything of all articles, once: entities by content, and which local key names which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chancery.link.clusters import Clusters
from chancery.link.forms import all_forms, best_form, content_words
from chancery.link.identities import english_name, state_of
from chancery.link.locals import Local
from chancery.link.organizations import cluster_organizations
from chancery.link.persons import cluster_persons, read_name
from chancery.model.identifiers import identifier
from chancery.model.record import Entity

Review = tuple[str, str, str, float, str]
Entities = Mapping[str, Entity]


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


def link_entities(locals_: Sequence[Local]) -> Cast:
    """Link the entities of all articles. `locals_` are sorted by article and key."""
    made: list[tuple[Entity, list[Local]]] = []
    by_canonical: dict[str, list[Local]] = {}
    for local in locals_:
        if local.canonical is not None:
            by_canonical.setdefault(local.canonical, []).append(local)
    made += [(_canonical(key, by_canonical[key]), by_canonical[key]) for key in sorted(by_canonical)]
    review: list[Review] = []
    rest = [local for local in locals_ if local.canonical is None]
    people = [local for local in rest if local.type == "person"]
    bodies = [local for local in rest if local.type == "organization"]
    others = [local for local in rest if local.type not in {"person", "organization"}]
    for kind, group, (clusters, doubts) in (
        ("person", people, cluster_persons(people)),
        ("organization", bodies, cluster_organizations(bodies)),
        ("place", others, cluster_organizations(others)),
    ):
        entities = _named(group, clusters)
        made += entities.values()
        for one, other, score, why in doubts:
            a, b = sorted(entities[clusters.find(n)][0].id for n in (one, other))
            if a != b:
                review.append((kind, a, b, score, why))
    return Cast(
        entities={entity.id: entity for entity, _ in sorted(made, key=lambda pair: pair[0].id)},
        local={(each.article, each.key): entity.id for entity, group in made for each in group},
        review=tuple(sorted(set(review))),
    )


def _canonical(canonical: str, group: Sequence[Local]) -> Entity:
    known = Counter(local.state for local in group if local.state)
    said = min(known, key=lambda state: (-known[state], state), default=None)
    named = [local for local in group if local.forms]
    return Entity(
        id=identifier("entity", canonical),
        type=group[0].type,
        name=english_name(canonical) or best_form(named or group),
        names=all_forms(group),
        state=state_of(canonical) or said,
        articles=_articles(named),
        canonical=canonical,
    )


def _named(group: Sequence[Local], clusters: Clusters) -> dict[int, tuple[Entity, list[Local]]]:
    """The entities of clusters, by the item that stands for each."""
    parts: dict[int, tuple[str | None, ...]] = {}
    members: dict[int, list[Local]] = {}
    for items in clusters.groups():
        root = clusters.find(items[0])
        members[root] = [group[item] for item in items]
        parts[root] = _content(members[root], clusters.mark(root, "state"))
    taken = Counter(parts.values())
    made = {}
    for root, content in parts.items():
        first = members[root][0]
        if taken[content] > 1:
            content = (*content, first.article, first.key)  # noqa: PLW2901
        entity = Entity(
            id=identifier("entity", *content),
            type=first.type,
            name=best_form(members[root]),
            names=all_forms(members[root]),
            state=clusters.mark(root, "state"),
            articles=_articles(members[root]),
        )
        made[root] = entity, members[root]
    return made


def _content(group: Sequence[Local], state: str | None) -> tuple[str | None, ...]:
    """What an entity is known by: its type, fullest name and state; a short name alone needs more."""
    content = (group[0].type, " ".join(content_words(group)), state)
    if group[0].type != "person" or any(read_name(local).full for local in group):
        return content
    offices = sorted({office for local in group for office in local.offices})
    if state and offices:
        return (*content, *offices[0])
    return (*content, group[0].article, group[0].key)


def _articles(group: Sequence[Local]) -> tuple[str, ...]:
    return tuple(sorted({local.article for local in group}))
