"""The loop of a worker: a request comes, the service handles it, a reply goes."""

import gc
import traceback
from collections.abc import Callable
from importlib import import_module

Handle = Callable[[bytes], bytes]
DONE, RAISED, NO_MEMORY = b"+", b"!", b"m"
"""What the first byte of a worker's reply says."""


def load(service: str, setup: bytes) -> Handle:
    """What «module:function» makes of the setup. Raises whatever the import or the function raises."""
    module, _, name = service.partition(":")
    handle: Handle = getattr(import_module(module), name)(setup)
    return handle


def answer(handle: Handle, request: bytes) -> tuple[bytes, bytes]:
    """What the service makes of a request: how that went, and its content or what it raised."""
    try:
        content = handle(request)
        return (DONE, content) if isinstance(content, bytes) else (RAISED, f"replied {type(content).__name__}".encode())
    except MemoryError as error:
        error.__traceback__ = None
    except BaseException as error:  # noqa: BLE001 - the border of the service, SystemExit and all
        return RAISED, place(error).encode("utf-8", "replace")
    gc.collect()
    return NO_MEMORY, b"MemoryError"


def place(error: BaseException) -> str:
    """An exception's class and where it was raised: never its text, which may quote a document."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" {frames[-1].filename}:{frames[-1].lineno} {frames[-1].name}" if frames else ""
    return f"{type(error).__name__}{where}"
