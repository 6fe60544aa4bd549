"""What linking costs grows with the articles, not with their pairs: counted, not timed, so that no machine decides."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from chancery.link import happenings, link, stories

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "linking.py"


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("linking_benchmark", BENCHMARK)
    module = importlib.util.module_from_spec(spec)

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def comparisons(benchmark, monkeypatch, articles: int) -> int:
    counted = 0

    def watched(function):
        def counting(*args):
            nonlocal counted
            counted += 1
            return function(*args)

        return counting

    with monkeypatch.context() as patch:
        patch.setattr(stories, "likeness", watched(stories.likeness))
        patch.setattr(happenings, "likeness", watched(happenings.likeness))
        pairs = list(benchmark.World(people=articles // 8, days=articles // 10).articles(articles))
        link([a for a, _ in pairs], [f for _, f in pairs])
    return counted


def test_four_times_the_articles_are_compared_about_four_times_as_often(benchmark, monkeypatch):
    few, many = (comparisons(benchmark, monkeypatch, articles) for articles in (300, 1200))
    assert few > 0
    assert many < 4**1.15 * few
