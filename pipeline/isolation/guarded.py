"""The parent's side: it starts the process that stands behind the guard, asks it, and ends it. It trusts nothing that comes back."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.isolation.contract import Broken, Done, Limits, ServiceError
from pipeline.isolation.frames import FrameError
from pipeline.isolation.link import Link, SilentError
from pipeline.isolation.message import ROOM, message, parse, parse_result

START = 120.0
"""Seconds that a service may take to load: imports from a slow network drive."""


class Guarded:
    """A service in a process of its own; used by one thread at a time.

    The process starts at the first call and is kept. Nothing that a request does to it raises here: that is Broken, and the next
    call finds a new worker. `writable` names folders where the service may write beside its temporary folder.
    """

    def __init__(self, service: str, setup: bytes, limits: Limits = Limits(), writable: Iterable[Path] = ()) -> None:  # noqa: B008
        self._service, self._setup, self._limits = service, setup, limits
        self._writable = [str(Path(path).resolve()) for path in writable]
        self._link: Link | None = None

    def call(self, request: bytes, limits: Limits | None = None) -> Done | Broken:
        """What the service replies to a request within the limits. Raises ServiceError where the service cannot be started.

        Raises OSError where there is no room for its temporary folder or its process.
        """
        limits = limits or self._limits
        link = self._link or self._start()
        try:
            reply = link.ask((message(limits._asdict()), request), limits.output + ROOM, limits.wall + link.grace)
            result = parse_result(reply)
        except SilentError:
            result = Broken("wall", f"{limits.wall} s", 0.0, 0)
        except (OSError, EOFError):
            result = Broken("died", "the process is gone", 0.0, 0)
        except (FrameError, ValueError, TypeError, KeyError) as error:
            result = Broken("rubbish", str(error), 0.0, 0)
        except BaseException:  # an interruption: what it does now would be the answer to the next question
            self.close()
            raise
        else:
            if isinstance(result, Done) or link.survives:
                return result
        self.close()
        return result

    def close(self) -> None:
        """Ends the process with all that it started, and removes its temporary folder."""
        if self._link:
            self._link.end()
            self._link = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _start(self) -> Link:
        link = self._link = Link()
        try:
            fields, _ = parse(link.ask((message(self._first()), self._setup), ROOM, START))
        except (SilentError, OSError, EOFError, FrameError, ValueError) as error:
            self.close()
            raise ServiceError(f"{self._service}: the worker did not start: {error!r}") from error
        if fields["failure"]:
            self.close()
            raise ServiceError(f"{self._service}: {fields['failure']}")
        return link

    def _first(self) -> dict[str, object]:
        return {"service": self._service, "writable": self._writable}
