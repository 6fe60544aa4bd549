"""Show the record in a browser, and answer programs at /api/v1.

It listens on this machine only unless --host says otherwise, and nobody can change anything unless --allow-edits is
given: then a link with a token is printed once, and only a browser that opened it may decide.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import multiprocessing
import os
import signal
import socket
import sys
import threading
import webbrowser
from multiprocessing.process import BaseProcess
from typing import Protocol

from chancery.cli import options
from chancery.cli.dispatch import EXIT_OK
from chancery.errors import ChanceryError
from chancery.record import Record

_BACKLOG = 2048
_TERMINATED = 128 + signal.SIGTERM


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and who may change what."""
    options.add_record(parser)
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8750, metavar="N", help="the port (8750; 0 takes a free one)")
    parser.add_argument("--open", action="store_true", help="open a browser")
    parser.add_argument(
        "--workers", type=int, default=_cores(), metavar="N", help=f"processes that answer ({_cores()})"
    )
    parser.add_argument("--allow-edits", action="store_true", help="let a browser that has the token decide")


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    record = Record.open(args.record)
    serve = importlib.import_module("chancery.serve")
    uvicorn = importlib.import_module("uvicorn")
    listening = _listen(args.host, args.port)
    port = listening.getsockname()[1]
    token = serve.Access.new_token() if args.allow_edits else None
    shown = f"[{args.host}]" if ":" in args.host else args.host
    access = serve.Access(token=token, hosts=serve.Access().hosts | {shown})
    address = f"http://{shown}:{port}/"
    print(f"{args.record} at {address}  (Ctrl-C stops it)", flush=True)
    if token:
        print(f"to decide in the browser, open once: {address}enter?token={token}", flush=True)
    if args.open:
        webbrowser.open(f"{address}enter?token={token}" if token else address)
    app = serve.make_app(record, access)
    config = importlib.import_module("chancery.serve.listening").config(app)
    others = [_worker(uvicorn.Server(config), listening) for _ in range(args.workers - 1)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))  # uvicorn passes it on when it has ended
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        for process in others:
            process.terminate()
        for process in others:
            process.join()
    return EXIT_OK


def _cores() -> int:
    """As many workers as there are cores, four at most; one where processes cannot be forked."""
    return min(4, os.cpu_count() or 1) if "fork" in multiprocessing.get_all_start_methods() else 1


class _Server(Protocol):
    should_exit: bool

    def run(self, sockets: list[socket.socket]) -> None: ...


def _worker(server: _Server, listening: socket.socket) -> BaseProcess:
    """Another process that answers at the same place."""
    process = multiprocessing.get_context("fork").Process(target=_answer, args=(server, listening))
    process.start()
    return process


def _answer(server: _Server, listening: socket.socket) -> None:
    """Answer until told to stop, or until the process that began it is gone."""

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
        server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends what there is at once; else an answer waits 40 ms for the reader's word.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise ChanceryError(f"cannot listen on {host}:{port}: {error.strerror}", hint="try --port 0") from error
    return listening
