"""What a correction is: which decision of which document, and the value that a person gave it."""

import hashlib
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from pipeline.document import Frozen
from pipeline.model import Activity, Approval, Deadline, Match, Organisation, Period, Responsible, Stage
from pipeline.text import fold, squash

Kind = Literal["organisation", "approval", "period", "stage", "activity", "deadline", "responsible"]
Part = Organisation | Approval | Period | Stage | Activity | Deadline | Responsible
Value = dict[str, str | list[str] | None]
"""The fields of a decision as they stand in JSON: dates in ISO 8601, codes in lists."""

FIELDS: dict[Kind, tuple[str, ...]] = {
    "organisation": ("legal_form", "kind", "name", "number", "locality", "district", "region"),
    "approval": ("act", "number", "date", "person", "position"),
    "period": ("kind", "start", "end"),
    "stage": ("code",),
    "activity": ("codes",),
    "deadline": ("kind", "start", "end", "edtf", "recurrence", "conditions"),
    "responsible": ("role", "area", "person"),
}
"""What can be corrected. What a document says (texts, labels, places) cannot."""

ONE_OF_A_DOCUMENT: frozenset[Kind] = frozenset({"organisation", "approval", "period"})
"""Decisions that a document has one of: found again whatever text they rest on."""

CORRECTED = Match(method="correction", score=1.0, review=False)

_PARTS: dict[Kind, tuple[type[Part], dict[str, str]]] = {
    "organisation": (Organisation, {}),
    "approval": (Approval, {}),
    "period": (Period, {}),
    "stage": (Stage, {"name": "", "code": ""}),
    "activity": (Activity, {"text": ""}),
    "deadline": (Deadline, {"text": "", "kind": "unclear"}),
    "responsible": (Responsible, {"text": "", "role": ""}),
}
_LONGEST, _SHOWN = 500, 200


def typed(kind: Kind, value: Value) -> dict[str, Any]:
    """The fields of a value as the model holds them: dates as dates, lists as tuples. ValueError for one that does not fit."""
    if unknown := sorted(set(value) - set(FIELDS[kind])):
        raise ValueError(f"no field of {kind}: {', '.join(unknown)}")
    model, blank = _PARTS[kind]
    part = model.model_validate({**blank, **value})
    return {name: getattr(part, name) for name in value}


def value_of(kind: Kind, part: Part) -> Value:
    """What a decision came to, in the order of its fields."""
    values = part.model_dump(mode="json", include=set(FIELDS[kind]))
    return {name: values[name] for name in FIELDS[kind]}


def brief(text: str) -> str:
    """The text of a key: folded white space; a very long one by its beginning and a hash, so that a cell and a line can hold it."""
    text = squash(text)
    return text if len(text) <= _LONGEST else f"{text[:_SHOWN]}… {hashlib.sha256(fold(text).encode()).hexdigest()[:16]}"


class Key(Frozen):
    """Which decision: by the content of the file and the words that were decided on, never by a path, an id or a place."""

    document: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file's bytes.")
    kind: Kind = Field(description="What was decided.")
    text: str = Field(
        description="The words decided on: the stage's name, the activity's text, the deadline or the responsible as written."
    )
    within: str | None = Field(
        None,
        description="Where these words are decided on in more than one way: the stage's number, the lead, or the activity that they stand with. None: wherever they stand.",
    )
    ordinal: int | None = Field(None, ge=1, description="Which in document order, where that is not enough either. None: each of them.")

    @property
    def words(self) -> str:
        """What the text is compared by; nothing where the document has one such decision."""
        return "" if self.kind in ONE_OF_A_DOCUMENT else fold(self.text)

    @property
    def identity(self) -> tuple[str, str, str, str | None, int | None]:
        """What makes two keys one."""
        return self.document, self.kind, self.words, None if self.within is None else fold(self.within), self.ordinal

    def includes(self, other: "Key") -> bool:
        """Whether every decision that `other` means is also meant by this key."""
        mine, others = self.identity, other.identity
        return mine[:3] == others[:3] and all(own in (None, given) for own, given in zip(mine[3:], others[3:], strict=True))


class Correction(Frozen):
    """A decision, and the whole value that a person gave it or found right."""

    key: Key
    value: Value

    @field_validator("value")
    @classmethod
    def _says_something(cls, value: Value) -> Value:
        if not value:
            raise ValueError("a correction without a value")
        return value

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Correction":
        typed(self.key.kind, self.value)
        return self
