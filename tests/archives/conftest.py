"""What each test of archives needs: a look at everything that is found in one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.archives import is_archive
from pipeline.errors import RoadmapError
from pipeline.inputs import Member, expand

Look = Callable[..., dict[str, bytes | str]]


def told(error: type[RoadmapError], detail: str = "") -> str:
    """What `look` gives for a member that fails so."""
    return f"{error.code}: {error.what}" + (f" ({detail})" if detail else "")


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """The contents of an archive of these bytes by their names; code and words of the failure for what cannot be read. No archives that are whole."""

    def work(data: bytes, name: str = "архив.zip") -> dict[str, bytes | str]:
        path = tmp_path / name
        path.write_bytes(data)
        spool = tmp_path / "spool"
        spool.mkdir(exist_ok=True)
        if not is_archive(path):
            return {name: b""}
        members = expand(path, name, name.encode(), spool)
        assert all(Member.model_validate_json(one.model_dump_json()) == one for one in members)
        assert members[0].container
        contents = [(one.file, _content(one, spool)) for one in members if one.verdict not in ("whole", "skipped")]
        assert len(dict(contents)) == len(contents), "two files have one name"
        assert sorted(tmp_path.iterdir()) == [spool, path], "something was written elsewhere"
        assert {one.name for one in spool.iterdir()} >= {one.sha256 for one in members if one.verdict is None}
        for left in spool.iterdir():
            left.unlink()  # fails for a folder, of which none may be left
        return dict(contents)

    return work


def _content(one: Member, spool: Path) -> bytes | str:
    if one.verdict is None:
        assert one.sha256 is not None
        content = (spool / one.sha256).read_bytes()
        assert len(content) == one.size
        return content
    assert one.message.startswith(f"{one.file}: ")
    return f"{one.reason}: {one.detail}"
