"""What every writer gets: the roadmaps and their tables, in order, and fit to be encoded."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from pydantic_core import PydanticSerializationError

from pipeline.document import Frozen
from pipeline.export.columns import Row
from pipeline.export.tables import flatten
from pipeline.model import Roadmap
from pipeline.problems import Failure

M = TypeVar("M", bound=Frozen)


class Words(NamedTuple):
    """The vocabulary that the data were understood with: the hash of its words, and the files of additions to the built-in ones."""

    sha256: str
    additions: Sequence[str]


class Dataset(NamedTuple):
    """Roadmaps in the order of their files, the rows of each table by its name, what codes are called (kind, code, name), and
    the words that the roadmaps were understood with, where they are known.
    """

    roadmaps: list[Roadmap]
    tables: dict[str, list[Row]]
    codes: Sequence[tuple[str, str, str]] = ()
    words: Words | None = None


def dataset(
    roadmaps: Iterable[Roadmap], failures: Iterable[Failure], codes: Sequence[tuple[str, str, str]] = (), words: Words | None = None
) -> Dataset:
    """Everything that is written, in the order of the files, whatever order it came in."""
    ordered = sorted(map(_encodable, roadmaps), key=lambda roadmap: (roadmap.source.file, roadmap.source.sha256))
    failed = [Failure(_text(file), _encodable(reason)) for file, reason in failures]
    tables = flatten(ordered, sorted(failed, key=lambda failure: (failure.file, failure.problem.code)))
    return Dataset(ordered, tables, codes, words)


def _encodable(model: M) -> M:
    """The model, with «?» for what UTF-8 cannot hold: half a surrogate pair, as in the name of a file from another system."""
    try:
        model.model_dump_json()
    except PydanticSerializationError:
        return type(model).model_validate_json(_text(json.dumps(model.model_dump(mode="json"), ensure_ascii=False)))
    return model


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
