"""Which language a text is taken for, by its length and by what is allowed."""

from __future__ import annotations

import pytest

from chancery.errors import InputUnreadable
from chancery.read.language import choose, primary

ALLOWED = frozenset({"en", "vi", "ru"})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hội đàm tại Hà Nội", "vi"),
        ("Посол прибыл в Минск", "ru"),
        ("Ministers met in Hanoi", "en"),
        (
            "The two ministers agreed on a plan for the coming year, officials said on Tuesday.",
            "en",
        ),
        ("Министры двух стран договорились о плане на будущий год, сообщили вчера.", "ru"),
    ],
)
def test_known(text: str, language: str) -> None:
    assert choose(text, source="x", languages=ALLOWED, declared=None) == language


@pytest.mark.parametrize("text", ["两国部长举行会谈", "両国の大臣は会談した", "양국 장관이 회담했다", "1234 5678"])
def test_refused(text: str) -> None:
    with pytest.raises(InputUnreadable) as caught:
        choose(text, source="x", languages=ALLOWED, declared=None)
    assert caught.value.reason == "unknown-language"


def test_what_is_declared_counts_only_in_doubt() -> None:
    assert choose("Hanoi 2024", source="x", languages=ALLOWED, declared="vi-VN") == "vi"
    assert choose("Hội đàm tại Hà Nội", source="x", languages=ALLOWED, declared="en") == "vi"


def test_primary_language_of_a_tag() -> None:
    assert [primary(tag) for tag in ("en-GB", "vi_VN", "zh-Hans-CN", "", None, "x1")] == [
        "en",
        "vi",
        "zh",
        None,
        None,
        None,
    ]
