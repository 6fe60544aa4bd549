"""The kinds of recognised things that phrases may speak of, and the sign each has in a line."""

from __future__ import annotations

SIGNS = {
    "person": "\ue000",  # a named person, titles and apposition included
    "name": "\ue001",  # a run of capitalised words not yet known for a person or organization
    "organization": "\ue002",
    "core": "\ue003",  # the core of an organization's name: "Ministry of Defence", "Đại sứ quán"
    "state": "\ue004",
    "adjective": "\ue005",  # "Vietnamese"
    "place": "\ue006",
    "office": "\ue007",  # a title with no name beside it yet
    "modifier": "\ue008",  # former, acting, elect, …
    "honorific": "\ue009",  # Mr, ông, H.E.
    "time": "\ue00a",
    "quantity": "\ue00b",
    "reference": "\ue00c",  # "the ambassador", "he": resolved to an actor
    "group": "\ue00d",  # "the two leaders", "hai nước": resolved to several actors
    "people": "\ue00e",  # "Belarusians"
    "metonym": "\ue00f",  # Kremlin, White House, Brussels, standing for a state
    "media": "\ue011",  # agencies and papers: credits, no actors
    "gathering": "\ue010",  # "the 14th Congress", "ASEAN Summit": stands for who holds it
}

KINDS = {
    **SIGNS,
    "actor": "".join(
        SIGNS[k] for k in ("person", "organization", "state", "reference", "group", "metonym", "gathering")
    ),
    "someone": "".join(SIGNS[k] for k in ("person", "reference", "name")),
    "owner": "".join(SIGNS[k] for k in ("state", "adjective", "organization", "metonym")),
    "land": "".join(SIGNS[k] for k in ("state", "place", "metonym")),
    "side": "".join(SIGNS[k] for k in ("state", "adjective", "organization", "metonym", "people")),
    "any": "".join(SIGNS.values()),
}
"""Kind names a phrase may use; the last few are unions."""

ACTORS = frozenset({"person", "organization", "state", "reference", "group", "metonym", "gathering"})
