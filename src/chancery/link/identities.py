"""English names and states of canonical identities: `org:embassy@VNM>BLR` is the Embassy of Vietnam in Belarus."""

from __future__ import annotations

from chancery.ontology.bodies import bodies
from chancery.ontology.organizations import organizations
from chancery.ontology.places import places
from chancery.ontology.portfolios import portfolios
from chancery.ontology.states import states

_WITH_ARTICLE = ("United ", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros")
_ENDS_WITH_ARTICLE = ("Republic", "Islands", "Union", "Emirates", "Territories")


def english_name(canonical: str) -> str | None:
    """The English name of a canonical identity; None when the ontology does not know it."""
    kind, _, rest = canonical.partition(":")
    if kind == "place":
        return rest
    if kind == "state":
        known = states().get(rest)
        return known.name if known else None
    return _organization(rest)


def state_of(canonical: str) -> str | None:
    """The alpha-3 code of the state that a canonical identity is or belongs to."""
    kind, _, rest = canonical.partition(":")
    if kind == "state":
        return rest
    if kind == "place":
        place = places().get(rest)
        return place.state if place else None
    known = organizations().get(rest)
    if known is not None:
        return known.state
    owner = _parts(rest)[1]
    if not owner or owner in states():
        return owner or None
    return state_of(f"org:{owner}")


def _parts(ident: str) -> tuple[str, str, str]:
    """Body, owner and host of `embassy@VNM>BLR`; owners may be composed too (`committee@party/communist@VNM`)."""
    body, _, owner = ident.partition("@")
    host = ""
    if owner.rfind(">") > owner.rfind("@"):
        owner, _, host = owner.rpartition(">")
    return body, owner, host


def _organization(ident: str) -> str | None:
    known = organizations().get(ident)
    if known is not None:
        return known.name
    core, owner, host = _parts(ident)
    kind, _, portfolio = core.partition("/")
    body = bodies().get(kind)
    if body is None or not owner:
        return None
    name = _with_portfolio(body.name, portfolio)
    if not any(slot in name for slot in ("{state}", "{party}", "{host}")):
        name += " of {state}"
    if "{host}" not in name and host:
        name += " in {host}"
    if not host:
        name = name.replace(" in {host}", "").replace(" to {host}", "").replace("{host}", "")
    for slot, whose in (("{state}", owner), ("{party}", owner), ("{host}", host)):
        name = name.replace(slot, _within(whose))
    return " ".join(name.split())


def _with_portfolio(template: str, portfolio: str) -> str:
    """The template with its field of government; left out where there is none, before it where it has no place."""
    known = portfolios().get(portfolio)
    field = known.name if known else portfolio.replace("-", " ").title()
    if "{portfolio}" not in template:
        return f"{field} {template}" if field else template
    if not field:
        template = template.replace(" of {portfolio}", "").replace(" for {portfolio}", "")
    return template.replace("{portfolio}", field)


def _within(ident: str) -> str:
    """A state or body inside a longer name, with the article that English wants; two that share it."""
    if "+" in ident and "@" not in ident:
        return " and ".join(map(_within, ident.split("+")))
    known = states().get(ident)
    name = known.name if known else _organization(ident) or ident
    states_with = name.startswith(_WITH_ARTICLE) or name.endswith(_ENDS_WITH_ARTICLE)
    return f"the {name}" if states_with or (known is None and ident) else name
