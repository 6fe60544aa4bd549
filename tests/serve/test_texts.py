"""Every phrase is there in every language, with the same places to fill."""

from __future__ import annotations

import string

import pytest

from chancery.serve.texts import LANGUAGES, texts


def places(phrase):
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases(language):
    first = texts(LANGUAGES[0])
    here = texts(language)
    assert set(here) == set(first)
    assert {key for key in first if places(first[key]) != places(here[key])} == set()


def test_the_reader_chooses(client):
    assert 'lang="vi"' in client.get("/", headers={"accept-language": "vi-VN,vi;q=0.9"}).text
    chosen = client.get("/?ui=vi")
    assert "ui=vi" in chosen.headers["set-cookie"]
    assert "Bàn làm việc" in chosen.text
