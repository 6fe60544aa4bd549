"""The application over a record, asked in this process."""

from __future__ import annotations

import warnings

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from chancery.serve import Access, make_app

HOST = "127.0.0.1:8750"
TOKEN = "a-token-for-tests"  # noqa: S105 — of no server but this one


def asking(record, token=None):
    app = make_app(record, Access(token=token))
    return TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def client(demo):
    """A browser that may only read."""
    return asking(demo.record)
