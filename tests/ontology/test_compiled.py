"""Compiled data files: the same values, whatever state the cache is in."""

import os
import subprocess
import sys

import msgspec
import pytest

from chancery.errors import PackError
from chancery.lang.schema import Files
from chancery.ontology.compiled import _shape, cache_folder, compiled, fingerprint
from chancery.ontology.decode import decode_folder_or_file, decode_yaml, read_yaml


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "chancery"


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    size: int
    names: list[str] = []


def made_with(counter):
    def make():
        counter.append(1)
        return {"a": Thing(3, ["x"])}

    return make


def test_made_once(folder):
    calls = []
    first = compiled("things", "k1", dict[str, Thing], made_with(calls))
    second = compiled("things", "k1", dict[str, Thing], made_with(calls))
    assert first == second == {"a": Thing(3, ["x"])}
    assert len(calls) == 1
    assert len(list(folder.iterdir())) == 1


def test_other_content_is_made_anew():
    calls = []
    compiled("things", "k1", dict[str, Thing], made_with(calls))
    compiled("things", "k2", dict[str, Thing], made_with(calls))
    assert len(calls) == 2


def test_another_shape_is_made_anew():
    calls = []
    compiled("things", "k1", dict[str, Thing], made_with(calls))

    class Other(msgspec.Struct, frozen=True):
        size: int
        names: list[str] = []
        colour: str = "red"

    assert compiled("things", "k1", dict[str, Other], lambda: {"a": Other(4)})["a"].size == 4


def test_a_shape_is_the_same_in_every_process():
    """Nothing in it may depend on where in memory things lie."""
    code = "from chancery.lang.schema import Files; from chancery.ontology.compiled import _shape; print(_shape(Files))"
    told = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}  # noqa: S603
    assert told == {_shape(Files).encode() + os.linesep.encode()}


def test_a_default_that_changed_is_another_shape():
    class One(msgspec.Struct):
        needs: list[str] = msgspec.field(default_factory=lambda: ["any"])

    class Other(msgspec.Struct):
        needs: list[str] = msgspec.field(default_factory=lambda: ["two"])

    One.__qualname__ = Other.__qualname__ = "Same"
    assert _shape(One) != _shape(Other)


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xc1" * 20, b"\x81\xa1a\x82", "{é}".encode("latin-1")])
def test_a_damaged_entry_is_made_anew(folder, damage):
    calls = []
    compiled("things", "k1", dict[str, Thing], made_with(calls))
    (entry,) = folder.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(damage)
    assert compiled("things", "k1", dict[str, Thing], made_with(calls)) == {"a": Thing(3, ["x"])}
    assert len(calls) == 2
    assert entry.read_bytes() == whole


def test_a_cut_entry_is_made_anew(folder):
    calls = []
    compiled("things", "k1", dict[str, Thing], made_with(calls))
    (entry,) = folder.iterdir()
    whole = entry.read_bytes()
    for length in range(len(whole)):
        entry.write_bytes(whole[:length])
        assert compiled("things", "k1", dict[str, Thing], made_with(calls)) == {"a": Thing(3, ["x"])}


def test_a_folder_that_cannot_be_made_is_passed_over(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert compiled("things", "k1", dict[str, Thing], made_with([])) == {"a": Thing(3, ["x"])}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_passed_over(folder):
    folder.mkdir()
    folder.chmod(0o500)
    assert compiled("things", "k1", dict[str, Thing], made_with([])) == {"a": Thing(3, ["x"])}


def test_a_failed_write_leaves_nothing_behind(folder, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert compiled("things", "k1", dict[str, Thing], made_with([])) == {"a": Thing(3, ["x"])}
    assert list(folder.iterdir()) == []


def test_old_entries_are_forgotten(folder):
    for number in range(20):
        compiled("things", f"k{number}", dict[str, Thing], made_with([]))
    compiled("other", "k", dict[str, Thing], made_with([]))
    assert len(list(folder.glob("things-*"))) == 8
    assert len(list(folder.glob("other-*"))) == 1


def test_errors_of_making_are_not_hidden():
    def wrong():
        raise PackError("places.yaml: Minsk: wrong")

    with pytest.raises(PackError, match="Minsk"):
        compiled("things", "k1", dict[str, Thing], wrong)


def test_the_cache_folder(monkeypatch, tmp_path):
    assert cache_folder() == tmp_path / "chancery"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / ".cache" / "chancery"


def test_fingerprint():
    one, two = ("a.yaml", b"x"), ("b.yaml", b"y")
    assert fingerprint([one, two]) == fingerprint([two, one])
    assert fingerprint([one]) != fingerprint([("a.yaml", b"y")]) != fingerprint([("b.yaml", b"y")])
    assert fingerprint([("a.yaml", b"xb.yaml")]) != fingerprint([("a.yaml", b"x"), ("b.yaml", b"")])


# ---- decoding


def test_scalars_are_text(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("no: [no, yes, off, 12:30, 1e3, ~, null, 0x10]\n", encoding="utf-8")
    assert decode_yaml(path, dict[str, list[str]]) == {"no": ["no", "yes", "off", "12:30", "1e3", "~", "null", "0x10"]}


def test_text_becomes_the_wanted_type(tmp_path):
    path = tmp_path / "things.yaml"
    path.write_text("a: {size: 3}\n")
    assert decode_yaml(path, dict[str, Thing]) == {"a": Thing(3)}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: {size: 3}\na: {size: 4}\n", "things.yaml: line 2: key 'a' stands twice"),
        ("a: [1, 2\nb: 3\n", "things.yaml: line 2: "),
        ("a: {size: big}\n", "things.yaml: .*size: Expected `int`"),
        ("a: {size: 1, colour: red}\n", "things.yaml: .*unknown field `colour`"),
        ("a: {names: []}\n", "things.yaml: .*missing required field `size`"),
        ("- a\n", "things.yaml: Expected `object`, got `array`"),
    ],
)
def test_errors_name_the_file_and_the_place(tmp_path, content, message):
    path = tmp_path / "things.yaml"
    path.write_text(content)
    with pytest.raises(PackError, match=message):
        decode_yaml(path, dict[str, Thing])


def test_bytes_that_are_no_text(tmp_path):
    path = tmp_path / "things.yaml"
    path.write_bytes(b"a: \xff\xfe\n")
    with pytest.raises(PackError, match=r"things\.yaml: .*utf-8"):
        read_yaml(path)


def test_a_tag_constructs_nothing(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("a: !!python/object/apply:os.system ['true']\n")
    assert decode_yaml(path, dict[str, list[str]]) == {"a": ["true"]}


def test_a_folder_is_merged_and_a_key_stands_once(tmp_path):
    (tmp_path / "things").mkdir()
    (tmp_path / "things" / "one.yaml").write_text("a: {size: 1}\n")
    (tmp_path / "things" / "two.yaml").write_text("b: {size: 2}\n")
    (tmp_path / "things" / "none.yaml").write_text("# nothing yet\n")
    assert decode_folder_or_file(tmp_path, "things", dict[str, Thing], {}) == {"a": Thing(1), "b": Thing(2)}
    (tmp_path / "things" / "two.yaml").write_text("a: {size: 2}\n")
    with pytest.raises(PackError, match=r"things/two\.yaml: a: stands in another file"):
        decode_folder_or_file(tmp_path, "things", dict[str, Thing], {})
    assert decode_folder_or_file(tmp_path, "nothing", dict[str, Thing], {"x": Thing(9)}) == {"x": Thing(9)}
