"""The application over a record, asked in this process, or through a server in a thread."""

from __future__ import annotations

import socket
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

import uvicorn

from chancery.record import Record
from chancery.serve import Access, make_app
from chancery.serve.listening import config

HOST = "127.0.0.1:8750"
TOKEN = "a-token-for-tests"  # noqa: S105 — of no server but this one


def asking(record, token=None):
    app = make_app(record, Access(token=token))
    return TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def client(demo):
    """A browser that may only read."""
    return asking(demo.record)


@contextmanager
def serving(record: Record, token: str | None = None, *, patience: float = 10.0) -> Iterator[str]:
    """The address of a server in a thread of this process, listening as `chancery serve` does."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(config(make_app(record, Access(token=token, patience=patience))))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()
