"""A large program that a worker starts, in a session of its own, works under the limits and ends by them."""

import sys
from collections.abc import Iterator

import pytest

from pipeline.extract.tools import LIBREOFFICE, is_ready
from pipeline.isolation import Broken, Done, Guarded, Limits

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="limits but the wall are Linux's"),
    pytest.mark.skipif(not is_ready(LIBREOFFICE), reason="LibreOffice is not here"),
]
DOCUMENT = rb"{\rtf1\ansi Hello, world\par}"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Guarded]:
    with Guarded("tests.isolation.office:service", b"", Limits(wall=120)) as guarded:
        yield guarded


def test_it_works(guarded: Guarded) -> None:
    result = guarded.call(DOCUMENT)
    assert isinstance(result, Done)
    assert result.content.decode("utf-8-sig").strip() == "Hello, world"
    assert result.seconds > 0.1, "its time counts"
    assert result.peak > 100 << 20, "and its memory"


@pytest.mark.parametrize(
    ("limits", "due"),
    [(Limits(cpu=0.1, wall=120), "cpu"), (Limits(cpu=60, wall=0.2), "wall"), (Limits(memory=60 << 20, wall=120), "memory")],
    ids=["cpu", "wall", "memory"],
)
def test_it_ends(guarded: Guarded, limits: Limits, due: str) -> None:
    result = guarded.call(DOCUMENT, limits)
    assert isinstance(result, Broken), result
    assert result.reason == due
