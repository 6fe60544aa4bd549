"""What counts as found, what as missed, and why."""

from __future__ import annotations

import pytest

from chancery.errors import ChanceryError, UsageError
from chancery.score import Exported, read_gold, score
from chancery.score.gold import Gold, GoldEntity, GoldEvent, GoldFigure, GoldOffice, GoldStatement
from chancery.score.history import Run, last_run, save
from chancery.score.likeness import carried, same_date, same_place

TEXT = "President Ada Lind of Norland met President Bo Sund in Moss on 3 May. She praised the talks."


def evidence(quote):
    start = TEXT.index(quote)
    return [{"article": "a1", "start": start, "end": start + len(quote), "quote": quote, "rule": "r"}]


def exported(**tables):
    entities = [
        {"id": "p1", "type": "person", "name": "Ada Lind", "names": ["Ada Lind"], "state": "NOR", "articles": ["a1"]},
        {"id": "s1", "type": "state", "name": "Norway", "names": ["Norway"], "state": "NOR", "articles": ["a1"]},
        {"id": "s2", "type": "state", "name": "Sweden", "names": ["Sweden"], "state": "SWE", "articles": ["a1"]},
    ]
    article = {"id": "a1", "source": "x/d1.txt", "language": "en", "published": None, "story": "t1"}
    empty = {name: [] for name in ("offices", "events", "statements", "figures", "relations")}
    return Exported.of_rows([article], entities, empty | tables)


def event(**changes):
    row = {
        "type": "CONSULT", "mode": "meeting", "status": "occurred", "date": "2020-05-03", "place": None,
        "sources": ["p1"], "targets": ["s2"], "confidence": 0.8,
        "evidence": evidence("President Ada Lind of Norland met President Bo Sund"),
    }  # fmt: skip
    return row | changes


def gold(**rows):
    person = GoldEntity(id="ada", type="person", names=["Ada Lind"], state="NOR")
    return Gold(doc="d1", lang="en", story="t", entities=[person], **rows)


MEETING = GoldEvent(
    type="CONSULT", mode="meeting", status="occurred", date="2020-05-03", source=["SWE"], target=["ada"],
    quote="Ada Lind of Norland met President",
)  # fmt: skip


def test_symmetric_acts_have_no_direction():
    scores = score(exported(events=[event()]), [gold(events=[MEETING])])
    assert (scores.tables["events"].f1, scores.tables["event actors"].f1) == (1, 1)
    assert not scores.misses


def test_optional_rows_count_neither_found_nor_missed():
    row = GoldEvent(type="ACCUSE", mode="allege", source=["ada"], quote="She praised the talks", optional=True)
    scores = score(exported(events=[event()]), [gold(events=[MEETING, row])])
    assert (scores.tables["events"].found, scores.tables["events"].missed) == (1, 0)


@pytest.mark.parametrize(
    ("changes", "attribute", "cause"),
    [
        ({"date": None}, "event date", "none"),
        ({"date": "2020"}, "event date", "too wide"),
        ({"date": "2020-05-04"}, "event date", "another day"),
        ({"status": "planned"}, "event status", "occurred read as planned"),
        ({"sources": ["s1"]}, "event actors", "its state"),
        ({"sources": []}, "event actors", "one missing"),
    ],
)
def test_the_cause_of_a_wrong_attribute(changes, attribute, cause):
    scores = score(exported(events=[event(**changes)]), [gold(events=[MEETING])])
    assert [(miss.table, miss.cause) for miss in scores.misses] == [(attribute, cause)]


@pytest.mark.parametrize(
    ("rows", "causes"),
    [
        ([], {"nothing read there"}),
        ([event(type="AGREE", mode="sign")], {"read as AGREE/sign", "said too much: another act there"}),
        ([event(), event()], {"said too much: told again"}),
    ],
)
def test_the_cause_of_a_missed_or_needless_event(rows, causes):
    scores = score(exported(events=rows), [gold(events=[MEETING])])
    assert {miss.cause for miss in scores.misses if miss.table == "events"} == causes


def test_statements_go_by_speaker_and_words():
    said = {"speaker": "s1", "stance": "praise", "evidence": evidence("She praised the talks.")}
    row = GoldStatement(speaker="ada", stance="praise", quote="She praised the talks")
    scores = score(exported(statements=[said]), [gold(statements=[row])])
    assert {miss.cause for miss in scores.misses} == {"another speaker", "said too much: another speaker"}
    scores = score(exported(statements=[said | {"speaker": "p1"}]), [gold(statements=[row])])
    assert not scores.misses


def test_offices_and_figures():
    office = {"person": "p1", "title": "President", "evidence": evidence("President Ada Lind")}
    figure = {
        "measure": "trade", "value": 5.0, "unit": "USD", "period": None, "about": ["s1"],
        "evidence": evidence("on 3 May"),
    }  # fmt: skip
    wanted = gold(
        offices=[GoldOffice(person="ada", title="President of Norland")],
        figures=[GoldFigure(value=5, unit="EUR", measure="trade", quote="on 3 May")],
    )
    scores = score(exported(offices=[office], figures=[figure]), [wanted])
    assert (scores.tables["offices"].f1, scores.tables["figures"].f1) == (1, 0)


def test_a_document_that_is_not_in_the_record_is_missed_whole():
    absent = Gold(doc="other", lang="en", story="t", events=[MEETING])
    scores = score(exported(), [absent])
    assert scores.tables["events"].missed == 1
    assert [miss.cause for miss in scores.misses] == ["document not in the record"]


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("2020-05", "2020-05-01/2020-05-31", True),
        ("2020-05", "2020-05-03", False),
        ("2020-05-01", "2020-05-01/2020-05-01", True),
        (None, None, True),
        (None, "2020", False),
    ],
)
def test_dates(wanted, got, same):
    assert same_date(wanted, got) is same


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("Minsk", "BLR", True),
        ("BLR", "Minsk", True),
        (None, "VNM", True),
        ("Minsk", "RUS", False),
        ("Minsk", None, False),
    ],
)
def test_places(wanted, got, same):
    assert same_place(wanted, got) is same


@pytest.mark.parametrize(
    ("quote", "held", "share"),
    [
        ("met in Hà Nội", "They met in Ha Noi today", 1),
        ("one two three four", "four three, nine", 0.5),
        ("one two", "two one", 0),
    ],
)
def test_how_much_of_a_quote_is_carried(quote, held, share):
    assert carried(quote, [held]) == share


def test_errors_name_the_file(tmp_path):
    with pytest.raises(UsageError, match=r"has no \.json file"):
        read_gold(tmp_path)
    (tmp_path / "x.json").write_text('{"doc": "x", "lang": "en"}')
    with pytest.raises(ChanceryError, match=r"x\.json: .*story"):
        read_gold(tmp_path)
    (tmp_path / "x.json").write_text('{"doc": "x", "lang": "en", "story": "s"}')
    with pytest.raises(UsageError, match="there are en"):
        read_gold(tmp_path, "vi")


def test_runs_are_kept_and_compared(tmp_path):
    run = Run.of({"en": score(exported(), [gold(events=[MEETING])])}, {"en": 1})
    assert last_run(tmp_path, tmp_path) is None
    save(tmp_path, tmp_path, run)
    assert last_run(tmp_path, tmp_path) == run
    assert run.lots["en"].measures["events"].recall == 0
