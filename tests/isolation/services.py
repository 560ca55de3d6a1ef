"""Services for the tests."""

from collections.abc import Callable


def echo(setup: bytes) -> Callable[[bytes], bytes]:
    return lambda request: setup + request
