"""How a server listens: who does not send the head of a request in time is cut off, which uvicorn alone never does."""

from __future__ import annotations

import asyncio

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from chancery.serve.site import Site

MOST_HEAD = 16 * 1024
"""The longest head of a request, in bytes."""
_IDLE = 15
"""Seconds that a connection is kept between two requests."""
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\ntoo slow\n"


class Patient(H11Protocol):
    """Waits for the head of a request for a while, from its first byte or the opening of the connection."""

    patience = 10.0
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Somebody is there."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Some bytes came; the clock runs on until the head is whole."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait()
        else:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(self.patience, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            if self.conn.trailing_data[0]:
                self.transport.write(_TOO_SLOW)
            self.transport.close()


def config(app: FastAPI) -> uvicorn.Config:
    """What uvicorn is told: no log of requests, no name of the server, bounds for slow and long heads."""
    site: Site = app.state.site
    patient = type("Patient", (Patient,), {"patience": site.access.patience})
    return uvicorn.Config(
        app, http=patient, ws="none", lifespan="on", log_level="error", access_log=False, server_header=False,
        timeout_keep_alive=_IDLE, h11_max_incomplete_event_size=MOST_HEAD,
    )  # fmt: skip
