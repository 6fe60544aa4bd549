"""The checker says `language/file: key: problem` for whatever is wrong, and nothing for a sound pack."""

from pathlib import Path

import pytest
import yaml

from chancery.errors import PackError
from chancery.extract import times
from chancery.lang import available, load
from chancery.lang.cases import Reading, parse_reading
from chancery.lang.check import check
from chancery.lang.contents import phrases
from chancery.lang.loader import packs_folder
from chancery.lang.schema import TIME_READS
from chancery.model.findings import Status

SOUND = {
    "pack.yaml": "{language: xx, name: Xish, home: VNM}",
    "states.yaml": "VNM: {names: [Vietnam], adjectives: [Vietnamese], weak: [V]}\nGEO: {weak: [Georgia]}",
    "lists.yaml": "det: [the, a]",
    "frames/consult.yaml": 'visit: {act: CONSULT/visit, verb: ["~visit @det? {target:state}"], source: [subject]}',
    "cases/consult.yaml": 'visit: {positive: [{text: "A visits Vietnam.", reads: "> VNM"}], negative: [A sees it.]}',
    "calendar.yaml": """
months: {1: [January]}
words: {nth: [first]}
rules:
  - {pattern: "(?P<d>{day}) (?P<m>{month})", reads: date}
  - {pattern: "(?P<n>{nth}) half", reads: half}
""",
    "modality.yaml": 'planned: {before: ["will"]}',
}


@pytest.fixture
def problems(tmp_path):
    """What the checker says of a pack with some files put in the place of sound ones."""

    def run(files, language="xx"):
        for name, content in (SOUND | files).items():
            path = tmp_path / language / name
            if content is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(check(tmp_path))

    return run


def test_a_sound_pack(problems):
    assert problems({}) == []


PROBLEMS = yaml.safe_load((Path(__file__).parent / "problems.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PROBLEMS)
def test_problems(problems, name):
    told = problems(PROBLEMS[name]["files"])
    assert any(line.startswith(PROBLEMS[name]["told"]) for line in told), "\n".join(told)


def test_a_file_that_is_no_text(problems):
    (told, *_) = problems({"lists.yaml": b"det: [\xff]"})
    assert told == "xx/lists.yaml: 'utf-8' codec can't decode byte 0xff in position 6: invalid start byte"


def test_one_bad_file_hides_nothing_but_itself(problems):
    told = problems(
        {"lists.yaml": "det: [", "states.yaml": "XXX: {names: [X]}\nVNM: {nmaes: []}", "modality.yaml": "maybe: {}"}
    )
    assert {line.partition(":")[0] for line in told} == {
        "xx/lists.yaml",
        "xx/states.yaml",
        "xx/modality.yaml",
        "xx/frames/consult.yaml",  # its phrase speaks of the list that could not be read
    }
    assert sum(line.startswith("xx/states.yaml") for line in told) == 2


def test_weak_names_and_peoples_may_be_shared(problems):
    names = "{weak: [Congo], people: [Congolese], adjectives: [Congolese]}"
    shared = f"COG: {names}\nCOD: {names}"
    assert problems({"states.yaml": shared}) == []


def test_single_file_of_frames(problems, tmp_path):
    told = problems(
        {
            "frames/consult.yaml": None,
            "cases/consult.yaml": None,
            "frames.yaml": SOUND["frames/consult.yaml"],
            "cases/frames.yaml": SOUND["cases/consult.yaml"],
        }
    )
    assert told == []


def test_what_lies_beside_the_packs(problems, tmp_path):
    (tmp_path / "list.yaml").write_text("languages: [xx]")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / ".hidden").mkdir()
    assert problems({}) == ["list.yaml: unknown file; a pack is a folder"]


# ---- readings


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("VNM > BLR : planned @ 2025-05", Reading(("VNM",), ("BLR",), "planned", "2025-05")),
        ("VNM, Tô Lâm > BLR", Reading(("VNM", "Tô Lâm"), ("BLR",), None, None)),
        ("VNM", Reading(("VNM",), (), None, None)),
        ("> BLR", Reading((), ("BLR",), None, None)),
        (": denied", Reading((), (), "denied", None)),
        ("@ 2023-12-06/2023-12-09", Reading((), (), None, "2023-12-06/2023-12-09")),
        ("", Reading((), (), None, None)),
    ],
)
def test_readings(text, reading):
    assert parse_reading(text) == reading


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A > B > C", "cannot read 'A > B > C'; it is written"),
        ("A @ 2025 : planned", "cannot read"),
        ("A : soon", "no status 'soon'; there are occurred"),
        ("A @ yesterday", "'yesterday' is no ISO date or interval"),
    ],
)
def test_readings_that_cannot_be_read(text, message):
    with pytest.raises(PackError, match=message):
        parse_reading(text)


# ---- Chancery's own packs


def test_the_readings_of_dates_are_those_of_extraction():
    assert set(TIME_READS) == {*times._READERS, "ignore"}


@pytest.mark.parametrize("language", available())
def test_every_phrase_compiles(language):
    pack = load(language)
    for _, _, phrase in phrases(pack):
        pack.phrase(phrase)


def test_own_packs_have_nothing_wrong_but_missing_cases():
    """Frames that still lack cases are told by `chancery lang check`; all else must be in order."""
    unfinished = {f.name for f in packs_folder().iterdir() if f.is_dir() and f.name not in available()}
    told = [line for line in check() if not line.endswith(("no positive case", "no negative case"))]
    assert [line for line in told if line.partition("/")[0] not in unfinished] == []


def test_statuses_are_those_of_the_model():
    assert parse_reading(": occurred").status in Status.__args__
