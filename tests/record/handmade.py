"""A small record made by hand: three articles about Vietnam and Belarus, one about Cuba."""

from __future__ import annotations

from pathlib import Path

from chancery.model.article import Article, Block, Removed
from chancery.model.findings import Findings, Reason
from chancery.model.identifiers import identifier
from chancery.model.record import (
    Entity,
    Event,
    Evidence,
    Explanation,
    Figure,
    Linked,
    Office,
    Relation,
    Statement,
    Story,
)
from chancery.record import Outcome, Record, codec

FINGERPRINT = "packs-1"

_TEXTS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "s00": (
        "vi",
        "2026-01-15",
        "Đại hội Đảng",
        (
            "Ngày 14/1, Đại sứ quán Việt Nam tại Belarus tổ chức buổi thông tin đến Đảng Cộng sản Belarus về Đại hội.",
            "Đại sứ Nguyễn Văn Trung chủ trì.",
        ),
    ),
    "s01": (
        "en",
        "2026-01-16",
        "Embassy briefs party",
        (
            "On January 14 the Embassy of Vietnam briefed the Communist Party of Belarus.",
            "Sergei Syrankov praised Vietnam's development.",
        ),
    ),
    "s02": (
        "en",
        "2025-05-13",
        "Strategic partners",
        (
            "To Lam visited Minsk in May 2025.",
            "Vietnam and Belarus are strategic partners.",
            "Trade was about 113.9 million USD in 2022.",
            "A visit of Prime Minister Golovchenko to Vietnam is planned for December 6-9.",
        ),
    ),
    "s03": ("en", "2024-02-01", "Cuba notes", ("Cuba held a festival alone.",)),
}
"""Name → language, published, title, sentences of the one paragraph."""
REMOVED = {"s03": (Removed(text="North Korea and Cuba sign a deal", reason="related articles"),)}


def article(name: str) -> Article:
    language, published, title, sentences = _TEXTS[name]
    text = f"{title}\n\n{' '.join(sentences)}"
    body = len(title) + 2
    return Article(
        id=identifier("article", text), source=f"gold/{name}.txt", url=None, language=language,
        title=title, text=text, published=published, published_from="head-line", dateline=None,
        outlet="Agency", removed=REMOVED.get(name, ()),
        blocks=(Block(kind="title", start=0, end=len(title)),
                Block(kind="body", start=body, end=len(text))),
    )  # fmt: skip


ARTICLES = {name: article(name) for name in _TEXTS}


def evidence(name: str, quote: str, rule: str = "en/rule.1") -> Evidence:
    page = ARTICLES[name]
    start = page.text.index(quote)
    return Evidence(article=page.id, start=start, end=start + len(quote), quote=quote, rule=rule)


def reason(name: str, role: str, words: str, value: str, weight: float = 0.0) -> Reason:
    start = ARTICLES[name].text.index(words)
    return Reason(
        role=role,
        start=start,
        end=start + len(words),
        value=value,
        rule=f"cue {role}",
        weight=weight,
    )


def entity(kind: str, name: str, state: str | None, *others: str, names: tuple[str, ...] = ()) -> Entity:
    canonical = f"state:{state}" if kind == "state" else None
    return Entity(
        id=identifier("entity", name), type=kind, name=name, names=(name, *names), state=state,
        articles=tuple(sorted(ARTICLES[other].id for other in others)), canonical=canonical,
    )  # fmt: skip


VNM = entity("state", "Vietnam", "VNM", "s00", "s01", "s02", names=("Việt Nam",))
BLR = entity("state", "Belarus", "BLR", "s00", "s01", "s02")
CUB = entity("state", "Cuba", "CUB", "s03")
LAM = entity("person", "Tô Lâm", "VNM", "s02", names=("To Lam",))
TRUNG = entity("person", "Nguyễn Văn Trung", "VNM", "s00")
DUNG = entity("person", "Nguyễn Văn Dung", "VNM", "s00")
SYRANKOV = entity("person", "Sergei Syrankov", "BLR", "s01")
GOLOVCHENKO = entity("person", "Roman Golovchenko", "BLR", "s02")
EMBASSY = entity("organization", "Embassy of Vietnam in Belarus", "VNM", "s00", "s01")
PARTY = entity("organization", "Communist Party of Belarus", "BLR", "s00", "s01")
ENTITIES = (VNM, BLR, CUB, LAM, TRUNG, DUNG, SYRANKOV, GOLOVCHENKO, EMBASSY, PARTY)


def event(  # noqa: PLR0913 — a row has many fields
    key: str,
    mode: str,
    sources: tuple[Entity, ...],
    targets: tuple[Entity, ...],
    date: str | None,
    proof: tuple[Evidence, ...],
    *,
    kind: str = "CONSULT",
    status: str = "occurred",
    why: tuple[Explanation, ...] = (),
    place: str | None = None,
) -> Event:
    return Event(
        id=identifier("event", key), type=kind, mode=mode, status=status, date=date, place=place,
        sources=tuple(e.id for e in sources), targets=tuple(e.id for e in targets), plover="CONSULT",
        plover_mode=None, cameo="040", confidence=0.97, main=True,
        story=identifier("story", "briefing") if key == "briefing" else None,
        history=(("2026-01-15", "planned"), ("2026-01-16", "occurred")) if key == "briefing" else (),
        conflicts=(), evidence=proof, explanations=why,
    )  # fmt: skip


BRIEFING = event(
    "briefing", "briefing", (EMBASSY,), (PARTY,), "2026-01-14",
    (
        evidence("s00", _TEXTS["s00"][3][0]),
        evidence("s01", _TEXTS["s01"][3][0]),
    ),
    why=(
        Explanation(article=ARTICLES["s00"].id, reasons=(
            reason("s00", "act", "tổ chức buổi thông tin", "CONSULT/briefing", 1.5),
            reason("s00", "date", "Ngày 14/1", "2026-01-14"),
            Reason(role="status", start=None, end=None, value="occurred", rule="no plan or negation"),
        )),
        Explanation(article=ARTICLES["s01"].id, reasons=(
            reason("s01", "act", "briefed", "CONSULT/briefing", 1.25),
            reason("s01", "source", "the Embassy of Vietnam", "state:VNM", 1.8),
        )),
    ),
)  # fmt: skip
VISIT = event("visit", "visit", (LAM,), (BLR,), "2025-05",
              (evidence("s02", "To Lam visited Minsk in May 2025."),), place="Minsk")  # fmt: skip
PLANNED = event(
    "planned", "visit", (GOLOVCHENKO,), (VNM,), "2025-12-06/2025-12-09",
    (evidence("s02", "A visit of Prime Minister Golovchenko to Vietnam is planned for December 6-9."),),
    status="planned",
)  # fmt: skip
FESTIVAL = event("festival", "festival", (CUB,), (), None,
                 (evidence("s03", "Cuba held a festival alone."),), kind="CONVENE")  # fmt: skip
PRAISE = Statement(
    id=identifier("statement", "praise"), speaker=SYRANKOV.id, office=None, stance="praise", addressees=(),
    about=(VNM.id,), date="2026-01", confidence=0.8,
    evidence=(evidence("s01", "Sergei Syrankov praised Vietnam's development."),), explanations=(),
)  # fmt: skip
TRADE = Figure(
    id=identifier("figure", "trade"), measure="trade", value=113.9e6, unit="USD", period="2022", approx=True,
    about=(VNM.id, BLR.id), according_to=None, confidence=0.9,
    evidence=(evidence("s02", "Trade was about 113.9 million USD in 2022."),), explanations=(),
)  # fmt: skip
PARTNERS = Relation(
    id=identifier("relation", "partners"), kind="partnership", level="strategic", between=(VNM.id, BLR.id),
    since="2025-05", evidence=(evidence("s02", "Vietnam and Belarus are strategic partners."),),
    explanations=(),
)  # fmt: skip
AMBASSADOR = Office(
    id=identifier("office", "trung"), person=TRUNG.id, title="Ambassador", of=VNM.id, to=BLR.id, since=None,
    until=None, former=False, seen=("2026-01-15",),
    evidence=(evidence("s00", "Đại sứ Nguyễn Văn Trung chủ trì."),),
)  # fmt: skip
PREMIER = Office(
    id=identifier("office", "golovchenko"), person=GOLOVCHENKO.id, title="Prime Minister", of=BLR.id, to=None,
    since="2020", until=None, former=False, seen=("2025-05-13",),
    evidence=(evidence("s02", "Prime Minister Golovchenko"),),
)  # fmt: skip


def _stories() -> tuple[Story, ...]:
    return tuple(
        Story(id=identifier("story", key), articles=tuple(ARTICLES[n].id for n in names),
              languages=tuple(sorted({ARTICLES[n].language for n in names})), title=title)
        for key, title, names in (
            ("briefing", "Embassy briefs party", ("s00", "s01")),
            ("partners", "Strategic partners", ("s02",)),
            ("cuba", "Cuba notes", ("s03",)),
        )
    )  # fmt: skip


LINKED = Linked(
    entities=ENTITIES,
    offices=(AMBASSADOR, PREMIER),
    events=(BRIEFING, VISIT, PLANNED, FESTIVAL),
    statements=(PRAISE,),
    figures=(TRADE,),
    relations=(PARTNERS,),
    stories=_stories(),
    story_of={article: story.id for story in _stories() for article in story.articles},
    review=(("person", TRUNG.id, DUNG.id, 0.96, "names are close, but both stand in one list"),),
)


def outcome(page: Article, **more: object) -> Outcome:
    findings = codec.encode(Findings(article=page.id))
    return Outcome(
        source=page.source, origin=page.source, stamp="now", id=page.id, article=codec.encode(page),
        content=codec.content_key(page), findings=findings, **more,
    )  # fmt: skip


def make(folder: Path, linked: Linked = LINKED) -> Record:
    record = Record.open_or_create(folder)
    failed = Outcome(source="gold/bad.txt", origin="gold/bad.txt", stamp="now", failure=("empty", "no words"))
    with record.writer() as writer:
        writer.stage([*map(outcome, ARTICLES.values()), failed], FINGERPRINT)
        chosen = [(page, article) for page, article, _ in writer.chosen(FINGERPRINT)]
        writer.publish(chosen, linked, FINGERPRINT)
    return record
