"""What stands in a dataset beside its rows, and outcomes made fit to be encoded."""

import json
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from pydantic_core import PydanticSerializationError

from pipeline.document import Frozen
from pipeline.export.entries import Entry
from pipeline.model import Roadmap
from pipeline.problems import Failure

M = TypeVar("M", bound=Frozen)


class Words(NamedTuple):
    """The vocabulary that the data were understood with: the hash of its words, and the files of additions to the built-in ones."""

    sha256: str
    additions: Sequence[str]


def encodable(entry: Entry) -> Entry:
    """The entry, with «?» for what UTF-8 cannot hold: half a surrogate pair, as in the name of a file from another system."""
    return Entry(encodable_text(entry.file), _outcome(entry.outcome), tuple(map(encodable_text, entry.same)))


def encodable_text(text: str) -> str:
    """The text, with «?» for what UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode()


def _outcome(outcome: Roadmap | Failure) -> Roadmap | Failure:
    if isinstance(outcome, Failure):
        return Failure(encodable_text(outcome.file), _model(outcome.problem))
    return _model(outcome)


def _model(model: M) -> M:
    try:
        model.model_dump_json()
    except PydanticSerializationError:
        return type(model).model_validate_json(encodable_text(json.dumps(model.model_dump(mode="json"), ensure_ascii=False)))
    return model
