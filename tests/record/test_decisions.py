"""The file of decisions: what goes in comes out, whatever two people's tools do to its lines."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.errors import RecordError
from chancery.model.decision import Decision, Sight, Target, active, identified
from chancery.record import decisions

TARGET = Target(
    id="ev_1", kind="event", name="meeting: “A” – Б", type="CONSULT", mode="meeting", date="2025-05-11",
    actors=("Ann Ash",), seen=(Sight(article="ar_1", quote="They met.\nTwice."),),
)  # fmt: skip


def decision(kind="reject", number=0, **more):
    on = () if kind == "undo" else (TARGET,) * (2 if kind in {"same", "different"} else 1)
    draft = Decision(id="", kind=kind, on=on, who="ann", when=f"2026-01-01T00:00:00.{number:03d}Z", **more)
    return replace(draft, id=identified(draft))


def test_what_goes_in_comes_out(tmp_path):
    taken = [decision("same"), decision("edit", field="date", value=None, was="2025", note="a\nb"), decision("undo", 1)]
    for each in taken:
        decisions.append(tmp_path, [each])
    assert set(decisions.read(tmp_path)) == set(taken)
    lines = (tmp_path / "decisions.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [each.id for each in taken]


@given(st.text(), st.text(), st.none() | st.text())
def test_any_words(name, quote, note):
    target = replace(TARGET, name=name, names=(quote,), seen=(Sight(article="ar_1", quote=quote),))
    draft = Decision(id="", kind="accept", on=(target,), who=name, when=quote, note=note)
    told = replace(draft, id=identified(draft))
    line = decisions.encoded(told)
    assert line.count(b"\n") == 1
    assert decisions._decoded(line, "here") == told


def test_order_doubles_and_blank_lines_count_nothing(tmp_path):
    taken = [decision(number=n) for n in range(3)]
    lines = [decisions.encoded(each) for each in taken]
    for number, order in enumerate(([0, 1, 2], [2, 0, 1, 2, 0])):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "decisions.jsonl").write_bytes(b"\n".join(lines[n] for n in order))
    assert decisions.read(tmp_path / "0") == decisions.read(tmp_path / "1")
    assert decisions.state(decisions.read(tmp_path / "0")) == decisions.state(taken)


def test_a_file_that_does_not_end_in_a_line_break_is_added_to(tmp_path):
    first, second = decision(number=1), decision(number=2)
    (tmp_path / "decisions.jsonl").write_bytes(decisions.encoded(first).rstrip(b"\n"))
    decisions.append(tmp_path, [second])
    assert set(decisions.read(tmp_path)) == {first, second}


def test_git_merges_two_peoples_files(tmp_path):
    def git(*words):
        subprocess.run(  # noqa: S603 — this program
            ["git", "-c", "user.name=t", "-c", "user.email=t@t", *words],  # noqa: S607
            cwd=tmp_path, check=True, capture_output=True,
        )  # fmt: skip

    git("init", "-q", "-b", "main")
    decisions.append(tmp_path, [decision(number=0)])
    git("add", ".")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "bob")
    decisions.append(tmp_path, [decision(number=1)])
    git("commit", "-qam", "two")
    git("checkout", "-q", "main")
    decisions.append(tmp_path, [decision(number=2)])
    git("commit", "-qam", "three")
    git("merge", "-q", "bob", "-m", "both")
    assert set(decisions.read(tmp_path)) == {decision(number=n) for n in range(3)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"<<<<<<< HEAD", "a merge that was left half done"),
        (b"{", "not a decision"),
        (b'{"id": "de_1", "kind": "wish", "who": "a", "when": "b"}', "not a decision"),
        (b'{"id": "de_1", "kind": "same", "who": "a", "when": "b"}', "same is on 2 rows, here on 0"),
        (b"\xff", "not a decision"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, said):
    (tmp_path / "decisions.jsonl").write_bytes(decisions.encoded(decision()) + line + b"\n")
    with pytest.raises(RecordError, match=r"decisions\.jsonl:2: ") as error:
        decisions.read(tmp_path)
    assert said in error.value.line()


def test_a_changed_line_is_named(tmp_path):
    line = decisions.encoded(decision()).replace(b"ann", b"bob", 1).replace(b'"who":"ann"', b'"who":"bob"')
    (tmp_path / "decisions.jsonl").write_bytes(line)
    with pytest.raises(RecordError, match="does not say what it said"):
        decisions.read(tmp_path)


def test_what_holds():
    first, second = decision(number=1), decision("accept", 2)
    undo = decision("undo", 3, undoes=first.id)
    again = decision("undo", 4, undoes=undo.id)
    edit = decision("edit", 5, field="place", value="Hanoi")
    later = decision("edit", 6, field="place", value="Minsk", replaces=(edit.id,))
    assert set(active([first, second, undo])) == {second}
    assert set(active([again, undo, second, first])) == {first, second}
    assert set(active([edit, later])) == {later}
    assert set(active([edit, later, decision("undo", 7, undoes=later.id)])) == {edit}
