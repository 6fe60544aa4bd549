"""Dates as pages print them."""

from __future__ import annotations

import pytest

from chancery.read.dates import find_dates, read_date_line

LINES = {
    "January 20, 2026 | 09:27": "2026-01-20",
    "Jan. 20, 2026": "2026-01-20",
    "20/01/2026 09:27": "2026-01-20",
    "24-01-2026 21:15 GMT+7": "2026-01-24",
    "Thứ Ba, 20/1/2026, 09:27 (GMT+7)": "2026-01-20",
    "Thứ Hai, ngày 05 tháng 2 năm 2024": "2024-02-05",
    "Cập nhật lúc 21:15 24/01/2026": "2026-01-24",
    "Posted on 20 January 2026": "2026-01-20",
    "Published: Tuesday, January 20th, 2026 at 9:27 am": "2026-01-20",
    "2026-01-20T09:27:00+07:00": "2026-01-20",
    "20 января 2026, 09:27": "2026-01-20",
    "Опубликовано: 20 января 2026 г., 09:27": "2026-01-20",
    "2026年1月20日 09:27": "2026-01-20",
    "Publié le 20 janvier 2026 à 09h27": "2026-01-20",
    "20 de enero de 2026, 09:27 hs": "2026-01-20",
    "20. Januar 2026, 9:27 Uhr": "2026-01-20",
    "01/20/2026": "2026-01-20",
    "Monday, 03/04/2024": "2024-03-04",
    "03/04/2024": "2024-04-03",
    "By a staff writer | July 15, 1971": "1971-07-15",
}


@pytest.mark.parametrize("line", LINES)
def test_date_line(line: str) -> None:
    read = read_date_line(line)
    assert read is not None
    assert read.iso == LINES[line]


@pytest.mark.parametrize(
    "line",
    [
        "On January 20, 2026 the two ministers met in the capital.",
        "The ministers met on 20/01/2026 in the capital",
        "31/02/2026",
        "99/99/2026",
        "Room 2026",
        "",
    ],
)
def test_no_date_line(line: str) -> None:
    assert read_date_line(line) is None


def test_a_day_without_a_year_is_found_only_on_demand() -> None:
    assert find_dates("HANOI, Jan. 20 (VNA)") == []
    assert [found.iso for found in find_dates("HANOI, Jan. 20 (VNA)", partial=True)] == ["--01-20"]
    assert [found.iso for found in find_dates("Hà Nội, ngày 20/1", partial=True)] == ["--01-20"]
