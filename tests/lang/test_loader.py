"""Packs load, quickly when they were loaded before, and change their fingerprint with their files."""

import shutil

import pytest

from chancery.errors import PackError
from chancery.lang import available, load, loader
from chancery.lang.loader import decode, packs_folder


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of packs of which one is English."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(str(packs_folder() / "en"), tmp_path / "packs" / "en")
    monkeypatch.setattr(loader, "packs_folder", lambda: tmp_path / "packs")
    loader.available.cache_clear()
    yield tmp_path / "packs" / "en"
    loader.available.cache_clear()


def read(language="en"):
    return loader.load.__wrapped__(language)


def test_folders_are_the_list():
    assert "en" in available()
    assert list(available()) == sorted(available())


def test_no_such_pack():
    with pytest.raises(PackError, match=r"no language pack 'qq'; there are .*en"):
        load("qq")


@pytest.mark.parametrize("language", available())
def test_every_pack_loads(language):
    pack = load(language)
    assert pack.language == pack.manifest.language == language
    assert pack.frames
    assert pack.states["VNM"].names


def test_a_pack_is_the_same_from_the_cache(folder, monkeypatch):
    fresh = read()
    monkeypatch.setattr(loader, "decode", None)
    assert read() == fresh


def test_a_damaged_cache_is_passed_over(folder, tmp_path):
    fresh = read()
    for entry in (tmp_path / "cache" / "chancery").glob("pack-en-*"):
        entry.write_bytes(entry.read_bytes()[:100])
    assert read() == fresh


def test_any_change_of_a_file_is_seen(folder):
    before = read()
    path = folder / "lists.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nmore: [words]\n", encoding="utf-8")
    after = read()
    assert after.lists["more"] == ["words"]
    assert after.fingerprint != before.fingerprint


def test_cases_do_not_change_what_is_found(folder):
    before = read()
    (folder / "cases").mkdir(exist_ok=True)
    (folder / "cases" / "new.yaml").write_text("x: {negative: [a]}\n")
    assert read().fingerprint == before.fingerprint


def test_a_wrong_file_is_an_error_every_time(folder):
    (folder / "lists.yaml").write_text("det: the\n")
    for _ in range(2):
        with pytest.raises(PackError, match=r"lists: .*Expected `array`"):
            read()


def test_a_pack_needs_its_manifest(folder):
    (folder / "pack.yaml").unlink()
    with pytest.raises(PackError, match=r"en: pack\.yaml: is missing"):
        decode(folder)


def test_a_phrase_that_cannot_be_read_names_the_language():
    with pytest.raises(PackError, match="en: no kind 'ghost'"):
        load("en").phrase("met <ghost>")
