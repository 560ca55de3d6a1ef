"""What each test of archives needs: a look at everything that is found in one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.archives import Archives
from pipeline.errors import RoadmapError
from pipeline.inputs import Input, content_of, find_inputs

Look = Callable[..., dict[str, bytes | str]]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """The contents of an archive of these bytes by their names; the code of the failure for one that cannot be read."""

    def work(data: bytes, name: str = "архив.zip") -> dict[str, bytes | str]:
        path = tmp_path / name
        path.write_bytes(data)
        found = find_inputs([path], tmp_path / "out")
        assert found.failures == ()
        with Archives() as archives:
            contents = [(one.name, _content(one, archives)) for one in found.files]
        assert len(dict(contents)) == len(contents), "two files have one name"
        assert sorted(tmp_path.iterdir()) == [path], "something was written"
        return dict(contents)

    return work


def _content(one: Input, archives: Archives) -> bytes | str:
    try:
        return content_of(one, archives) or b""
    except RoadmapError as error:
        assert error.where == one.name
        return f"{type(error).__name__} {error.detail}".strip()
