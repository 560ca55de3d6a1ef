"""The parent's side: it starts the process that stands behind the guard, asks it, and ends it. It trusts nothing that comes back."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.isolation.contract import Broken, Done, Limits, ServiceError
from pipeline.isolation.frames import FrameError, TooLongError
from pipeline.isolation.link import Link, SilentError
from pipeline.isolation.message import ROOM, message, parse, parse_result

START = 120.0
"""Seconds that a service may take to load: imports from a slow network drive."""
STARTS = 3
"""Times that a process is started which ends before it has loaded its service: a system that lacks memory may end any."""


class Guarded:
    """A service in a process of its own; used by one thread at a time.

    `service` is «module:function»; the function takes `setup` and gives back what makes a reply of a request. It runs once, before
    any request: what it loads, all workers have, so it may well handle a sample to have everything loaded; it starts no thread.
    Handling begins in an empty temporary folder, which is the current one. `writable` names the folders beside it where the
    service may write.

    The process starts at the first call and is kept. Nothing that a request does to it raises here: that is Broken, and the next
    call finds a new worker.
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
        if self._link and not self._link.is_alive:  # ended since the last call: no request has to pay for that
            self.close()
        link = self._link or self._start()
        try:
            reply = link.ask((message(limits._asdict()), request), limits.output + ROOM, link.deadline(limits.wall))
            result = parse_result(reply)
        except SilentError:
            result = Broken("wall", f"{limits.wall} s", 0.0, 0)
        except (OSError, EOFError):
            result = Broken("died", "the process is gone", 0.0, 0)
        except TooLongError as error:
            result = Broken("output", str(error), 0.0, 0)
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
        """Ends the process with all that it started, and removes its temporary folder. The next call would start another.

        It may be called by another thread: the call that is running then is Broken (`died`).
        """
        link, self._link = self._link, None
        if link:
            link.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _start(self) -> Link:
        for _ in range(STARTS):
            link = self._link = Link()
            try:
                self._load(link)
                return link
            except EOFError:
                if not self._link:
                    raise ServiceError(f"{self._service}: closed before it had started") from None
                self.close()
            except BaseException:
                self.close()
                raise
        raise ServiceError(f"{self._service}: the worker ended {STARTS} times before it had started")

    def _load(self, link: Link) -> None:
        """Raises ServiceError, and EOFError where the process ended, which may have been the system's doing."""
        first = message({"service": self._service, "writable": self._writable})
        try:
            fields, _ = parse(link.ask((first, self._setup), ROOM, START))
        except (SilentError, FrameError, ValueError) as error:
            raise ServiceError(f"{self._service}: the worker did not start: {error!r}") from error
        except BrokenPipeError as error:
            raise EOFError from error
        if fields["failure"]:
            raise ServiceError(f"{self._service}: {fields['failure']}")
