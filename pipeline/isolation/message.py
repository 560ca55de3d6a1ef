"""What stands in the frames between the parent and the process it started: a line of JSON, then bytes."""

import json
from typing import Any

from pipeline.isolation.contract import Broken, Done, Limits, ServiceError

UNLIMITED = 1 << 62
"""Bytes: of a frame whose sender is trusted."""
ROOM = 64 << 10
"""Bytes that the line of JSON may add to a reply."""


def message(fields: dict[str, Any]) -> bytes:
    """The line that stands before the bytes."""
    return json.dumps(fields).encode() + b"\n"


def parse(content: bytes) -> tuple[Any, bytes]:
    """The fields of the line, and the bytes. Raises ValueError."""
    line, _, rest = content.partition(b"\n")
    return json.loads(line), rest


def failure(text: str) -> bytes:
    """Tells the parent that there is no worker, and why; an empty text: there is one."""
    return message({"failure": text})


def result_parts(result: Done | Broken) -> tuple[bytes, ...]:
    """The parts of the frame that tells the parent of a call."""
    if isinstance(result, Done):
        return message({"seconds": result.seconds, "peak": result.peak}), result.content
    return (message(result._asdict()),)


def parse_result(content: bytes) -> Done | Broken:
    """The inverse. Raises ServiceError where no worker can be started; ValueError, TypeError, KeyError where it is none of these."""
    fields, rest = parse(content)
    if "failure" in fields:
        raise ServiceError(fields["failure"])
    if "reason" in fields:
        return Broken(fields["reason"], str(fields["detail"]), float(fields["seconds"]), int(fields["peak"]))
    return Done(rest, float(fields["seconds"]), int(fields["peak"]))


def parse_request(content: bytes) -> tuple[Limits, bytes]:
    """The limits of a call, and what is asked."""
    fields, rest = parse(content)
    return Limits(**fields), rest
