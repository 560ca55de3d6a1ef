"""The main program of the process that the parent starts: it loads the service, then keeps a worker, or is one."""

import os
import signal
import sys
import time
import traceback
from shutil import rmtree
from types import FrameType

from pipeline.isolation import guard
from pipeline.isolation.contract import Broken, Done
from pipeline.isolation.frames import receive, send
from pipeline.isolation.message import UNLIMITED, failure, parse, parse_request, result_parts
from pipeline.isolation.service import DONE, NO_MEMORY, Handle, answer, load


def main() -> None:
    """Handles requests until the parent closes its pipe, or is gone."""
    folder, keeps = sys.argv[2], sys.argv[3] == "1"
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # while libraries load, which catch what Python raises, and nothing has to be ended yet
    source, sink = private_pipes()
    if keeps:
        from pipeline.isolation.keeper import keep  # noqa: PLC0415 - of Linux
    try:
        fields, setup = parse(receive(source, 1, UNLIMITED))
        try:
            handle = load(fields["service"], setup)
        except Exception:  # noqa: BLE001 - the parent tells it
            send(sink, 1, failure(traceback.format_exc()[-8000:]))
            return
        signal.signal(signal.SIGTERM, _leave)
        send(sink, 1, failure(""))
        if keeps:
            keep(handle, source, sink, folder, fields["writable"])
        else:
            guard.install((folder, *fields["writable"]))
            serve(handle, source, sink)
    except (EOFError, BrokenPipeError):
        return
    finally:
        rmtree(folder, ignore_errors=True)  # the parent does it too, if it lives


def private_pipes() -> tuple[int, int]:
    """Copies of standard input and output; the standard ones then lead nowhere, and what a library prints harms nobody."""
    source, sink = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return source, sink


def serve(handle: Handle, source: int, sink: int) -> None:
    """Replies to the parent itself, where there is no keeper."""
    number = 1
    while True:
        number += 1
        _, request = parse_request(receive(source, number, UNLIMITED))
        before = time.process_time()
        how, content = answer(handle, request)
        seconds = time.process_time() - before
        if how == DONE:
            send(sink, number, *result_parts(Done(content, seconds, 0)))
        else:
            send(sink, number, *result_parts(Broken("memory" if how == NO_MEMORY else "died", content.decode(), seconds, 0)))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
