"""The files of a language pack, typed. Unknown keys are errors; every scalar in the files is text."""

from __future__ import annotations

from typing import Literal

import msgspec


class Spec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything decoded from a pack."""


class Manifest(Spec, frozen=True, kw_only=True):
    """`pack.yaml`: facts about the language.

    `morphology` says where the forms of `~lemma` come from: `rules` (verbs.yaml), `pymorphy3`, or `none`.
    `name_order` is where the family name stands in a native name. `home` is the state meant by an unowned
    "Foreign Ministry" when nothing in the text tells (the country most papers of the language are printed in), if any.
    """

    language: str
    name: str
    spaces: bool = True
    capitals: bool = True
    morphology: Literal["rules", "pymorphy3", "none"] = "none"
    name_order: Literal["given-first", "family-first"] = "given-first"
    noun_first: bool = False
    home: str | None = None
    abbreviations: list[str] = []


class StateNames(Spec, frozen=True, kw_only=True):
    """One entry of `states.yaml`."""

    names: list[str] = []
    weak: list[str] = []
    adjectives: list[str] = []
    people: list[str] = []
    metonyms: list[str] = []


class InflectionRule(Spec, frozen=True, kw_only=True):
    """How a regular verb whose lemma ends in `ending` (an expression) makes its forms: `strip` letters, then add."""

    ending: str
    strip: int = 0
    present: str
    past: str
    participle: str
    gerund: str


class Verbs(Spec, frozen=True, kw_only=True):
    """`verbs.yaml`: regular rules, first that fits wins, and irregular verbs as [present, past, participle, gerund]."""

    rules: list[InflectionRule] = []
    irregular: dict[str, list[str]] = {}
    passive: list[str] = []  # phrases right before a participle that make it passive
    agent: list[str] = []  # words (or cues of `grammar.cases`) that introduce the agent of a passive
    progressive: list[str] = []  # words before a gerund that make it a thing in the making
    moods: dict[str, str] = {}  # tag of a form -> the status of an act told in it: future -> planned


class Example(Spec, frozen=True, kw_only=True):
    """A sentence and what it says: `reads` is "source, source > target : status @ date"; parts may be left out."""

    text: str
    reads: str = ""
    published: str | None = None


class Frame(Spec, frozen=True, kw_only=True):
    """An act frame of `frames/*.yaml`.

    `act` is TYPE/mode (mode may be empty). `verb` and `noun` are trigger phrases; the roles list cues, best first:
    `subject`, `object`, `possessive`, `other` (the other side of the article's main pair), `same` (the state of the
    source), a word such as `with` (right of the trigger) or `<with` (left of it).
    `place` tells where it happens: `target` or `source` (that role's state), `here` (a place said in the clause only).
    `repeat`: every date of a list ("in 2014, 2017 and 2023") is a happening of its own.
    `apart`: what this frame tells is another happening than what other frames of the same act tell (a welcome, talks).
    `strict`: without the roles it needs it is no act at all; else it is proposed and the decision model has its say.
    `when`: an undated act takes the day of the scene it stands in (`scene`), stays undated (`own`), or is never
    dated, because the dates beside it are of something else (`never`).
    `borrow`: a role nobody fills is taken from another act of the sentence: {target: [CONSULT/visit source]}.
    `both`: subject and object are the two sides of a symmetric act, so a plural subject alone fills both.
    """

    act: str
    verb: list[str] = []
    noun: list[str] = []
    source: list[str] = []
    target: list[str] = []
    kinds: dict[str, list[str]] = {}
    needs: list[Literal["source", "target", "two", "any", "date"]] = msgspec.field(default_factory=lambda: ["any"])
    place: Literal["target", "source", "here"] = "here"
    status: Literal["occurred", "ongoing", "planned", "proposed", "denied"] | None = None
    unless: list[str] = []
    borrow: dict[str, list[str]] = {}
    both: bool = False
    repeat: bool = False
    apart: bool = False
    strict: bool = False
    when: Literal["scene", "own", "never"] = "scene"


class Cases(Spec, frozen=True, kw_only=True):
    """The cases of one frame, in `cases/<name of the frames file>.yaml`: what it must read and must not read."""

    positive: list[Example] = []
    negative: list[str] = []


class Modality(Spec, frozen=True, kw_only=True):
    """`modality.yaml`: cues by status.

    `before` and `after` are sought near the trigger, `clause` anywhere in its clause.
    """

    before: list[str] = []
    after: list[str] = []
    clause: list[str] = []
    noun: list[str] = []  # words directly before a noun trigger: "planned visit"


STANCES = (
    "affirm", "praise", "thank", "congratulate", "pledge", "propose", "urge", "invite", "criticise", "accuse", "reject",
    "warn", "express-concern", "report",
)  # fmt: skip
"""What a reported saying can be."""


class Speech(Spec, frozen=True, kw_only=True):
    """`speech.yaml`: reporting phrases by stance, and phrases that name the speaker of a whole sentence.

    `inverted`: the speaker may follow the verb ("…, said X"). Under `nothing` stand phrases that only look like speech,
    under `say` neutral verbs: they affirm, unless the content says otherwise.
    """

    verbs: dict[str, list[str]]
    according: list[str] = []
    documents: list[str] = []  # a paper speaks for whoever issued it: "the statement said"
    joins: list[str] = []  # words between a comma or "and" and a verb that goes on with the same subject: "also"
    contrasts: list[str] = []  # words before a clause with a speaker of its own: "while"
    inverted: bool = False
    speaker: list[str] = msgspec.field(default_factory=lambda: ["subject"])  # cues, as in frames
    contents: dict[str, list[str]] = {}  # words in the content that change the stance
    unless: list[str] = []


TIME_READS = (
    "date", "goal", "range", "years", "first-months", "quarter", "half", "relative-day", "weekday", "relative-month",
    "relative-year", "month-of-relative-year", "relative-week", "ago", "same-day", "ignore",
)  # fmt: skip
"""How a dated expression can be read; `extract.times` has a reader for each."""

TIME_SLOTS = ("month", "weekday", "year", "day", "monthnumber")
"""What every calendar's rules may use as {name}, besides the pack's own `words`."""

TIME_GROUPS = ("y", "m", "d", "y2", "m2", "d2", "n", "unit", "wd")
"""The named groups of a dated expression."""


class TimeRule(Spec, frozen=True, kw_only=True):
    """A dated expression: an expression with named groups (d, m, y, d2, m2, y2, n, wd, q, h …) and how it is read."""

    pattern: str
    reads: str


class Calendar(Spec, frozen=True, kw_only=True):
    """`calendar.yaml`: months, weekdays, number words used in dates, and the rules, tried in order."""

    months: dict[str, list[str]]
    weekdays: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}  # word groups usable in rules as {name}
    values: dict[str, str] = {}  # what number or unit words stand for: three -> 3, năm -> year
    rules: list[TimeRule]


class Currency(Spec, frozen=True, kw_only=True):
    """A currency's names: `before` the amount ($), `after` it (dollars)."""

    before: list[str] = []
    after: list[str] = []


class Numbers(Spec, frozen=True, kw_only=True):
    """`numbers.yaml`: how figures are written and scaled."""

    decimal: str
    group: str
    words: dict[str, str] = {}  # three -> 3
    scales: dict[str, str] = {}  # million -> 1000000
    vague: dict[str, str] = {}  # hundreds of -> 100 (approximate)
    approx: list[str] = []
    to: list[str] = []  # what joins the numbers of a range
    percent: list[str] = []
    currencies: dict[str, Currency] = {}


class Counter(Spec, frozen=True, kw_only=True):
    """A counted noun: its measure and English unit, and the forms of the noun."""

    measure: str
    unit: str
    nouns: list[str]
    needs: list[str] = []  # one of these must be in the clause


class Figures(Spec, frozen=True, kw_only=True):
    """`figures.yaml`: words that tell what an amount of money or a percentage measures, and counted nouns."""

    measures: dict[str, list[str]]
    counters: dict[str, Counter] = {}
    unless: list[str] = []


class Grammar(Spec, frozen=True, kw_only=True):
    """`grammar.yaml`: phrases that join recognised things. Roles: core owner host name office state modifier."""

    organizations: list[str] = []
    persons: list[str] = []
    peers: list[str] = []  # persons told as somebody's counterpart: they hold what he holds
    outspoken: list[str] = []  # papers and agencies that speak for themselves: "Rodong Sinmun warned"
    appositions: list[str] = []  # the person comes first
    bare_offices: list[str] = []  # an office with its owner, and no name: "the Russian president"
    lists: list[str] = []  # what may stand between the members of a list
    heads: list[str] = []  # nouns that make a run of capitalised words an organization: University, Tập đoàn
    head_first: bool = False  # Vietnamese: the head stands first
    cases: dict[str, list[str]] = {}  # cue -> the cases its actor may stand in
    endings: list[str] = []  # case endings of names, folded: names that differ only in them are one


class References(Spec, frozen=True, kw_only=True):
    """`references.yaml`: words that point back."""

    person: list[str] = []  # he, she, ông
    object: list[str] = []  # him: somebody else than the sentence is about
    predicates: list[str] = []  # words before a title that is given, not pointed at: "elected president"
    thing: list[str] = []  # it: the body or state spoken of
    plural: dict[str, list[str]] = {}  # leaders / sides / countries / parties / ministers -> phrases
    office: list[str] = []  # phrases around an office that make it point back: "the <office>"
    state: list[str] = []  # the country
    officials: list[str] = []  # "the Romanian official": phrases with {owner:…}; somebody of that side spoken of
    organization: dict[str, list[str]] = {}  # kind of body -> phrases: ministry -> "the ministry"
    not_names: list[str] = []  # capitalised words and runs that name no person or organization
    gatherings: list[str] = []  # "the 14th Congress": phrases with an optional {owner:organization}
    city_after: list[str] = []  # words after which a capital is the city, not its state (none: always the city)


LEVELS = ("comprehensive-strategic", "strategic", "comprehensive", "traditional")
"""The levels of a partnership."""


class Relations(Spec, frozen=True, kw_only=True):
    """`relations.yaml`: words that state a standing relation. Levels are the record's; longer phrases win."""

    partnership: dict[str, list[str]] = {}
    diplomatic: list[str] = []  # phrases that say there are diplomatic relations
    member: list[str] = []  # phrases with {member:…} and {body:organization}
    unless: list[str] = []


Forms = dict[str, list[str]]


class Files(Spec, frozen=True, kw_only=True):
    """A whole pack: one field a file (or folder of files), by the file's name."""

    pack: Manifest
    states: dict[str, StateNames] = {}
    places: Forms = {}
    organizations: Forms = {}
    portfolios: Forms = {}
    bodies: Forms = {}
    offices: Forms = {}
    office_modifiers: Forms = {}
    honorifics: Forms = {}
    given_names: Forms = {}
    lists: Forms = {}
    verbs: Verbs = Verbs()
    grammar: Grammar = Grammar()
    references: References = References()
    modality: dict[str, Modality] = {}
    frames: dict[str, Frame] = {}
    speech: Speech = Speech(verbs={})
    calendar: Calendar = Calendar(months={}, rules=[])
    numbers: Numbers = Numbers(decimal=".", group=",")
    figures: Figures = Figures(measures={})
    relations: Relations = Relations()
