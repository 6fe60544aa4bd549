"""Identities of organizations composed of a body and its owner: `embassy@VNM>BLR`, `joint-commission@LKA+MDV`."""

from __future__ import annotations

from chancery.extract.entities import Registry
from chancery.ontology.bodies import bodies
from chancery.ontology.organizations import organizations
from chancery.text.units import Unit


def organization_key(unit: Unit, registry: Registry) -> str:
    """The entity key of an organization unit: composed ones carry it, listed ones name the ontology's id."""
    if isinstance(unit.value, str):
        return unit.value
    ident = unit.value[0].id
    known = organizations().get(ident)
    if "@" in ident:
        return registry.organization(f"org:{ident}", ident.rpartition("@")[2][:3])
    return registry.organization(f"org:{ident}", known.state if known else None)


def shared_by(key: str) -> tuple[str, ...]:
    """The codes of the states that a shared body is composed of: it has two sides and is none of them."""
    owners = key.rpartition("@")[2]
    return tuple(owners.split("+")) if "+" in owners else ()


def is_shared(core: Unit) -> bool:
    """Is it a body that two states may share: a joint commission, a friendship association?"""
    listed = core.value[0]
    kind = bodies().get(listed.id)
    return listed.id == "named" or "friendship" in listed.id or (kind is not None and kind.level == "joint")


def is_statelike(core: Unit) -> bool:
    """Is it a body for which its state stands: a government, a delegation?"""
    kind = bodies().get(core.value[0].id)
    return kind is not None and kind.is_state


def compose(
    core: Unit,
    owner: str | None,
    host: str | None,
    registry: Registry,
    words: str | None,
    partner: str | None = None,
) -> str | None:
    """The key of an organization composed of a core and its owner; None for a government, which is its state."""
    listed = core.value[0]
    state = registry.state_of(owner)
    if listed.id == "named":
        return registry.named_organization(words, None if partner else state) if words else None
    kind = bodies().get(listed.id)
    name = listed.id + (f"/{listed.portfolio}" if listed.portfolio else "")
    if owner is None:
        return None
    if kind and kind.is_state and state:
        return registry.state(state)
    whose = owner.removeprefix("state:").removeprefix("org:")
    if partner is not None:
        pair = [whose, partner.removeprefix("state:")]
        common = "friendship" not in listed.id
        return registry.organization(
            f"org:{name}@{'+'.join(sorted(pair) if common else pair)}", None if common else state
        )
    there = (
        f">{registry.state_of(host) or host.removeprefix('org:')}" if host and kind and kind.level == "mission" else ""
    )
    return registry.organization(f"org:{name}@{whose}{there}", state)
