"""How linking grows: mentions with realistic variants, time and memory at several sizes, and articles added to many.

    python benchmarks/linking.py                          100,000 and 1,000,000 mentions
    python benchmarks/linking.py --mentions 10000 50000
    python benchmarks/linking.py --add 1000 --to 20000    articles added to a record of many: the whole build

Every size runs in a process of its own. Names, offices, acts and dates are drawn from a seed: the same every time.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import subprocess
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from chancery.link import link
from chancery.model.article import Article, Block
from chancery.model.findings import Findings, LocalEntity, LocalEvent, LocalOffice, Mention, Passage
from chancery.model.identifiers import identifier
from chancery.ontology.states import states
from chancery.record import Record
from chancery.run import build
from chancery.run.rooms import Rooms

FAMILY = {
    "VNM": [
        "Nguyễn",
        "Trần",
        "Lê",
        "Phạm",
        "Hoàng",
        "Phan",
        "Vũ",
        "Võ",
        "Đặng",
        "Bùi",
        "Đỗ",
        "Hồ",
        "Ngô",
        "Dương",
        "Lý",
    ],
    "RUS": [
        "Ivanov",
        "Smirnov",
        "Kuznetsov",
        "Popov",
        "Sokolov",
        "Lebedev",
        "Kozlov",
        "Novikov",
        "Morozov",
        "Petrov",
        "Volkov",
        "Solovyov",
    ],
    "CHN": [
        "Wang",
        "Li",
        "Zhang",
        "Liu",
        "Chen",
        "Yang",
        "Zhao",
        "Huang",
        "Zhou",
        "Wu",
        "Xu",
        "Sun",
        "Hu",
        "Zhu",
        "Gao",
        "Lin",
        "He",
        "Guo",
        "Ma",
    ],
    "": [
        "Miller",
        "Garcia",
        "Rossi",
        "Silva",
        "Novak",
        "Kowalski",
        "Schmidt",
        "Dubois",
        "Andersson",
        "Haddad",
        "Mensah",
        "Okafor",
        "Tanaka",
        "Suzuki",
    ],
}
GIVEN = {
    "VNM": [
        "An",
        "Bình",
        "Chính",
        "Dũng",
        "Đức",
        "Giang",
        "Hà",
        "Hải",
        "Hùng",
        "Hưng",
        "Khánh",
        "Lan",
        "Linh",
        "Minh",
        "Nam",
        "Phong",
        "Phúc",
        "Quang",
        "Sơn",
        "Tâm",
        "Trung",
    ],
    "RUS": [
        "Sergei",
        "Dmitry",
        "Alexander",
        "Andrei",
        "Alexei",
        "Mikhail",
        "Nikolai",
        "Vladimir",
        "Yuri",
        "Oleg",
        "Igor",
        "Pavel",
        "Viktor",
    ],
    "CHN": [
        "Wei",
        "Jun",
        "Ming",
        "Hai",
        "Jian",
        "Qiang",
        "Lei",
        "Tao",
        "Bo",
        "Peng",
        "Hui",
        "Fang",
        "Yan",
        "Ping",
        "Guang",
        "Feng",
        "Dong",
        "Hong",
    ],
    "": [
        "Anna",
        "Mark",
        "Peter",
        "Maria",
        "Jonas",
        "Clara",
        "David",
        "Laura",
        "Simon",
        "Elena",
        "Paul",
        "Nina",
        "Thomas",
        "Julia",
        "Martin",
        "Eva",
    ],
}
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Quốc", "Hữu", "Xuân", "Thanh", "Ngọc", "Bá"]
UNMARKED = str.maketrans(
    "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵĐ",
    "aadeoouaaaaaaaaaaaaaaaeeeeeeeeeeiiiiiooooooooooooooouuuuuuuuuuyyyyyD",
)
RUSSIAN = {"Sergei": "Сергей", "Dmitry": "Дмитрий", "Alexander": "Александр", "Andrei": "Андрей", "Ivanov": "Иванов",
           "Alexei": "Алексей", "Mikhail": "Михаил", "Nikolai": "Николай", "Vladimir": "Владимир", "Oleg": "Олег",
           "Igor": "Игорь", "Pavel": "Павел", "Viktor": "Виктор", "Smirnov": "Смирнов", "Popov": "Попов",
           "Kuznetsov": "Кузнецов", "Sokolov": "Соколов", "Petrov": "Петров", "Volkov": "Волков"}  # fmt: skip
VARIANTS = {"Sergei": "Sergey", "Dmitry": "Dmitri", "Alexander": "Aleksandr", "Andrei": "Andrey", "Yuri": "Yury"}
TITLES = ("President", "Prime Minister", "Minister of Foreign Affairs", "Minister of Defence", "Ambassador",
          "Deputy Minister of Foreign Affairs", "Spokesperson", "Chairman")  # fmt: skip
ACTS = (("CONSULT", "meeting"), ("CONSULT", "phone"), ("CONSULT", "visit"), ("AGREE", "sign"), ("AGREE", "agree"),
        ("SUPPORT", "praise"), ("SUPPORT", "congratulate"), ("ACCUSE", "disapprove"), ("REQUEST", "other"),
        ("SANCTION", "embargo"), ("COOPERATE", "economic"))  # fmt: skip
WORDS = [
    f"{a}{b}"
    for a in ["ba", "co", "du", "fe", "gi", "ho", "ju", "ka", "lo", "mi", "nu", "pa", "ra", "so", "tu", "ve"]
    for b in ["lan", "mer", "nos", "rit", "tal"]
]
MENTIONS = 5
"""Mentions of people, states and bodies to an article."""


class World:
    """People with offices, some far oftener in the news than others."""

    def __init__(self, people: int, days: int, seed: int = 7) -> None:
        self.random = random.Random(seed)  # noqa: S311 — a benchmark
        codes = sorted(states())
        self.codes = [*["VNM"] * 20, *["RUS"] * 20, *["CHN"] * 15, *["USA"] * 15, *codes[:120]]
        self.people = [self._person() for _ in range(people)]
        self.weights = list(accumulate(1 / (n + 3) for n in range(people)))
        self.days = days

    def _person(self) -> tuple[str, str, str]:
        state = self.random.choice(self.codes)
        kind = state if state in FAMILY else ""
        given, family = self.random.choice(GIVEN[kind]), self.random.choice(FAMILY[kind])
        if kind == "VNM":
            name = f"{family} {self.random.choice(MIDDLE)} {given}"
        elif kind == "CHN":
            name = f"{family} {given}{self.random.choice(GIVEN[kind]).lower()}"
        else:
            middle = "" if kind else f" {self.random.choice('ABCDEFGHJKLMNPRSTVW')}{self.random.choice('aeiou')}rel"
            name = f"{given}{middle} {family}"
        return name, state, self.random.choice(TITLES)

    def somebody(self) -> tuple[str, str, str]:
        at = bisect(self.weights, self.random.random() * self.weights[-1])
        return self.people[min(at, len(self.people) - 1)]

    def written(self, name: str, state: str, language: str) -> str:
        if state == "VNM" and language != "vi":
            return name.translate(UNMARKED)
        if state == "RUS":
            parts = name.split()
            if language == "ru":
                return " ".join(RUSSIAN.get(part, part) for part in parts)
            if self.random.random() < 0.3:
                return " ".join(VARIANTS.get(part, part) for part in parts)
        return name

    def article(self, number: int) -> tuple[Article, Findings]:
        """One article: two or three people with their states, an act or two."""
        rng = self.random
        language = rng.choice(("en", "en", "vi", "ru"))
        day = (date(2040, 1, 1) + timedelta(rng.randrange(self.days))).isoformat()
        entities: dict[str, LocalEntity] = {}
        offices, mentions, text = [], [], ""
        key = identifier("article", str(number))
        for n in range(rng.choice((2, 3, 3))):
            name, state, title = self.somebody()
            full = self.written(name, state, language)
            short = full.split()[-1]
            forms = (full, short) if rng.random() < 0.5 else (full,)
            person, owner = f"person:{n}", f"state:{state}"
            if any(full == entity.name for entity in entities.values()):
                continue
            entities[person] = LocalEntity(key=person, type="person", name=full, names=forms, state=state)
            entities[owner] = LocalEntity(
                key=owner, type="state", name=state, names=(state,), state=state, canonical=owner
            )
            for held, words in ((person, forms), (owner, (state,))):
                for form in words:
                    start = len(text)
                    text += f"{form} {rng.choice(WORDS)} {rng.choice(WORDS)}. "
                    kind = entities[held].type
                    mentions.append(
                        Mention(start=start, end=start + len(form), type=kind, entity=held, value=None, rule="b")
                    )
            if rng.random() < 0.6:
                offices.append(
                    LocalOffice(person=person, title=title, of=owner, to=None, since=None, until=None, former=False,
                                passages=(Passage(start=0, end=60, rule="b"),), reasons=())
                )  # fmt: skip
        text += " ".join(rng.choices(WORDS, k=40))
        people = [each for each in entities if each.startswith("person")]
        events = []
        for n in range(rng.choice((1, 1, 2, 3))):
            act, mode = rng.choice(ACTS)
            told = rng.random()
            when = day if told < 0.6 else None if told < 0.8 else day[:7] if told < 0.9 else day[:4]
            events.append(
                LocalEvent(
                    type=act, mode=mode, status="occurred", date=when, place=None, sources=(people[0],),
                    targets=(people[-1] if len(people) > 1 else "state:USA",), confidence=0.8, main=n == 0,
                    passages=(Passage(start=n, end=90 + n, rule="b"),), reasons=(),
                )
            )  # fmt: skip
        article = Article(
            id=key, source=f"{number}.txt", url=None, language=language, title=None, text=text,
            blocks=(Block(kind="body", start=0, end=len(text)),), dateline=None, published=day,
            published_from=None, outlet=None,
        )  # fmt: skip
        return article, Findings(
            article=key, entities=tuple(entities.values()), mentions=tuple(mentions), offices=tuple(offices),
            events=tuple(events),
        )  # fmt: skip

    def articles(self, count: int, first: int = 0) -> Iterator[tuple[Article, Findings]]:
        return (self.article(first + n) for n in range(count))


def peak() -> float:
    """Most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(mentions: int) -> None:
    """Link articles of so many mentions; print one line."""
    articles = 0
    world = World(people=max(500, mentions // 60), days=max(60, mentions // 1000))
    pairs, told = [], 0
    while told < mentions:
        pair = world.article(articles)
        pairs.append(pair)
        articles += 1
        told += len(pair[1].mentions)
    before, began = peak(), time.process_time()
    linked = link([a for a, _ in pairs], [f for _, f in pairs])
    took = time.process_time() - began
    print(
        f"{told} mentions, {articles} articles: {took:.1f} s of processor time, "
        f"{peak():.0f} MB (of which the articles {before:.0f} MB), "
        f"{len(linked.entities)} entities, {len(linked.events)} events, {len(linked.stories)} stories",
        flush=True,
    )
    print(f"= {told} {took}", flush=True)


@dataclass(frozen=True)
class Made:
    """A document whose article is made already."""

    source: str


class Ready:
    """Rooms that give made articles for the documents they are asked for, and take no time for it."""

    fingerprint = "made"
    languages = frozenset({"en", "vi", "ru"})

    def __init__(self, pairs: list[tuple[Article, Findings]]) -> None:
        self.held = {article.source: (article, found) for article, found in pairs}
        self.listed: list[str] = []

    def extract(self, article: Article) -> Findings:
        return self.held[article.source][1]

    def rooms(self) -> Rooms:
        return Rooms(
            read_inputs=lambda _: [Made(source) for source in self.listed],
            read_document=lambda document, _: self.held[document.source][0],
            make_extractor=lambda: self,
            link=link,
        )


def add(few: int, many: int) -> None:
    """Build a record of many articles, then add a few; print how long each took."""
    world = World(people=max(500, many // 10), days=max(60, many // 150))
    pairs = list(world.articles(many + few))
    made = Ready(pairs)
    with TemporaryDirectory() as folder:
        for lot in (pairs[:many], pairs[many:]):
            made.listed = [article.source for article, _ in lot]
            began, wall = time.process_time(), time.perf_counter()
            build([], Record.open_or_create(Path(folder)), workers=1, rooms=made.rooms())
            took = time.process_time() - began
            print(
                f"{len(lot)} articles added: {took:.1f} s of processor time, {time.perf_counter() - wall:.1f} s in all"
            )


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--add", type=int)
    parser.add_argument("--to", type=int, default=20_000)
    args = parser.parse_args()
    if args.one:
        measure(args.one)
        return
    if args.add:
        add(args.add, args.to)
        return
    points = []
    for mentions in args.mentions:
        command = [sys.executable, __file__, "--one", str(mentions)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 — itself
        *said, last = done.stdout.splitlines()
        print("\n".join(said), flush=True)
        points.append(tuple(float(value) for value in last.split()[1:]))
    for (few, fast), (many, slow) in pairwise(points):
        print(f"growth exponent {few:.0f} to {many:.0f}: {math.log(slow / fast) / math.log(many / few):.2f}")


if __name__ == "__main__":
    main()
