"""The words of the field: loads and checks `vocab/*.yaml`; read-only afterwards.

The files are a methodologist's: phrases as they stand in documents, no patterns and no weights. They are read strictly,
since a word in the wrong place is a wrong row in three hundred reports: an unknown or double key, text where a list is due,
one phrase with two meanings, Latin letters inside a Cyrillic word are errors that name file and line.
"""

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from pipeline import strict_yaml
from pipeline.document import Frozen
from pipeline.errors import VocabularyError
from pipeline.model import Recurrence
from pipeline.strict_yaml import Fault
from pipeline.text import fold, mend_lookalikes

Phrases = tuple[str, ...]
ColumnCode = Literal["number", "stage", "activity", "content", "deadline", "responsible", "result", "unused"]
DayOfYear = str
"""«Y-09-01»: a day of the first calendar year of a school year; «N-05-31»: of the second."""


class Entry(Frozen):
    """A code and the phrases that mean it."""

    code: str
    phrases: Phrases


class Column(Entry):
    """A column of the plan and its headings."""

    code: ColumnCode
    meaning: str


class Named(Entry):
    """A code with a name for reports."""

    name: str


class Columns(Frozen):
    """columns.yaml."""

    columns: tuple[Column, ...]


class Stages(Frozen):
    """stages.yaml; headings: words before number and name («Этап 1. …»)."""

    stages: tuple[Named, ...]
    headings: Phrases


class SchemeStage(Frozen):
    """A stage as a federal pattern names it."""

    code: str
    name: str


class Crosswalk(Frozen):
    """Where a stage of one pattern falls in minpros-2021, the weightiest first."""

    from_: str = Field(alias="from")
    to: tuple[str, ...]


class Scheme(Frozen):
    """A federal pattern: its stages in order, and turns of phrase that tell it."""

    code: str
    name: str
    act: str
    stages: tuple[SchemeStage, ...]
    markers: Phrases
    crosswalk: tuple[Crosswalk, ...]


class Schemes(Frozen):
    """schemes.yaml."""

    schemes: tuple[Scheme, ...]


class ActivityType(Named):
    """A type of activity, and the stages where it usually stands."""

    stages: tuple[str, ...]


class Activities(Frozen):
    """activities.yaml."""

    activities: tuple[ActivityType, ...]


class Roles(Frozen):
    """roles.yaml; deputy_abbreviations: «ЗДУВР» to its area."""

    roles: tuple[Named, ...]
    areas: tuple[Named, ...]
    deputy_abbreviations: dict[str, str]


class Numbered(Frozen):
    """A number and the words for it."""

    number: int
    phrases: Phrases


class Term(Frozen):
    """Words of the school calendar and their first and last day; due: the day that «до …» means, where it is not the last."""

    phrases: Phrases
    from_: DayOfYear = Field(alias="from", pattern=r"^[YN]-\d\d-\d\d$")
    to: DayOfYear = Field(pattern=r"^[YN]-\d\d-\d\d$")
    due: DayOfYear | None = Field(None, pattern=r"^[YN]-\d\d-\d\d$")


class Part(Frozen):
    """First and last day of one numbered term."""

    from_: DayOfYear = Field(alias="from", pattern=r"^[YN]-\d\d-\d\d$")
    to: DayOfYear = Field(pattern=r"^[YN]-\d\d-\d\d$")


class NumberedTerm(Frozen):
    """Terms that are counted («II четверть»); calendar: in a plan of a calendar year."""

    phrases: Phrases
    parts: tuple[Part, ...]
    calendar: tuple[Part, ...] = ()


class MonthPart(Frozen):
    """Beginning, middle, end of a month: first and last day; 31 is the month's last."""

    phrases: Phrases
    from_: int = Field(alias="from", ge=1, le=31)
    to: int = Field(ge=1, le=31)


class Recurring(Frozen):
    """How often, and the phrases for it."""

    code: Recurrence
    phrases: Phrases


class Calendar(Frozen):
    """calendar.yaml."""

    months: tuple[Numbered, ...]
    ordinals: tuple[Numbered, ...]
    terms: tuple[Term, ...]
    numbered_terms: tuple[NumberedTerm, ...]
    quarters: Phrases
    month_parts: tuple[MonthPart, ...]
    weeks: Phrases
    decades: Phrases
    throughout: Phrases
    school_year: Term
    ongoing: Phrases
    recurrences: tuple[Recurring, ...]
    conditions: tuple[Entry, ...]
    until: Phrases
    since: Phrases
    through: Phrases
    during: Phrases
    times: Phrases
    academic: Phrases
    fillers: Phrases


class LegalForm(Frozen):
    """A legal form: abbreviation, full name, and the kind where no kind word is said."""

    abbreviation: str
    name: str
    kind: str


class Kind(Named):
    """A kind of organisation; head: the noun that an adjective in the name agrees with."""

    head: str


class Organisations(Frozen):
    """organisations.yaml."""

    legal_forms: tuple[LegalForm, ...]
    kinds: tuple[Kind, ...]
    localities: Phrases
    districts: Phrases


class Region(Frozen):
    """A federal subject, its other spellings, and its towns."""

    name: str
    phrases: Phrases
    capital: str
    towns: Phrases


class Places(Frozen):
    """places.yaml."""

    regions: tuple[Region, ...]


class Documents(Frozen):
    """documents.yaml."""

    titles: Phrases
    approvals: Phrases
    annexes: Phrases
    other_blocks: Phrases
    acts: Phrases
    signatures: Phrases


class Scores(Frozen):
    """Scores from 0 to 100, one for each kind of decision."""

    stage: int = Field(ge=0, le=100)
    activity: int = Field(ge=0, le=100)


class Review(Frozen):
    """review.yaml."""

    lines: Scores
    floors: Scores
    margin: int = Field(ge=0, le=100)


class Vocabulary(Frozen):
    """All the files, by their names."""

    columns: Columns
    stages: Stages
    schemes: Schemes
    activities: Activities
    roles: Roles
    calendar: Calendar
    documents: Documents
    organisations: Organisations
    places: Places
    review: Review

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def builtin_folder() -> Path:
    """Where the built-in vocabulary stands: inside an installed package, or beside it in a checkout."""
    inside = Path(__file__).parent / "vocab"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "vocab"


@functools.cache
def load(folder: Path | None = None) -> Vocabulary:
    """The vocabulary of a folder (default: the built-in one). Raises VocabularyError naming every fault by file and line."""
    folder = folder or builtin_folder()
    values, faults = {}, []
    for name, field in Vocabulary.model_fields.items():
        tree, found = _read_file(folder / f"{name}.yaml", field.annotation)
        values[name] = tree
        faults += [f"vocab/{name}.yaml, строка {fault.line}: {fault.text} - {fault.advice}" for fault in found]
    if faults:
        raise VocabularyError(str(folder), "; ".join(faults))
    return Vocabulary(**values)


def _read_file(path: Path, model: Any) -> tuple[Any, list[Fault]]:
    try:
        tree = strict_yaml.read(path.read_text(encoding="utf-8"))
    except OSError:
        return None, [Fault(1, "файл не найден", "верните файл словаря на место")]
    except UnicodeDecodeError:
        return None, [Fault(1, "файл сохранён не в UTF-8", "сохраните его в кодировке UTF-8")]
    if tree.faults:
        return None, tree.faults
    try:
        value = model.model_validate(tree.value)
    except ValidationError as error:
        return None, [_fault(dict(detail), tree.lines) for detail in error.errors()]
    return value, [*_letter_faults(tree.value, tree.lines), *_meaning_faults(path.stem, tree.value, tree.lines)]


_SENTENCES = {
    "extra_forbidden": ("неизвестный ключ «{key}»", "проверьте, нет ли опечатки; допустимые ключи видны у соседних записей"),
    "missing": ("не хватает ключа «{key}»", "допишите его, как у соседних записей"),
    "tuple_type": ("у «{key}» должен быть список, а стоит одно значение", "возьмите его в квадратные скобки: [ … ]"),
    "string_type": ("у «{key}» должен быть текст, а стоит список или ключ с двоеточием", "возьмите фразу в кавычки"),
    "literal_error": ("значение «{input}» здесь недопустимо", "возьмите одно из тех, что названы в начале файла"),
    "int_parsing": ("у «{key}» должно быть целое число, а стоит «{input}»", "исправьте число"),
}


def _fault(detail: dict[str, Any], lines: dict[strict_yaml.Path, int]) -> Fault:
    where = detail["loc"]
    while where and where not in lines:
        where = where[:-1]
    text, advice = _SENTENCES.get(detail["type"], ("значение «{input}» у «{key}» не подходит", "сравните с соседними записями"))
    return Fault(lines.get(where, 1), text.format(key=detail["loc"][-1] if detail["loc"] else "", input=detail["input"]), advice)


def _strings(value: Any, path: strict_yaml.Path = ()) -> Iterator[tuple[strict_yaml.Path, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, (*path, index))
    else:
        yield path, value


def _letter_faults(value: Any, lines: dict[strict_yaml.Path, int]) -> Iterator[Fault]:
    for path, text in _strings(value):
        if mend_lookalikes(text) != text:
            yield Fault(lines[path], f"в слове «{text}» латинские буквы вместо русских", f"наберите заново: {mend_lookalikes(text)}")
        if re.search(r"[\\|^$*\[\]{}]", text):
            yield Fault(lines[path], f"в «{text}» есть знак шаблона", "пишите фразу так, как она стоит в документе")


def _meaning_faults(name: str, value: dict[str, Any], lines: dict[strict_yaml.Path, int]) -> Iterator[Fault]:
    """One phrase, one meaning: within each list of entries of a file, except towns, of which several may share a name."""
    for group, entries in value.items():
        seen: dict[str, int] = {}
        listed = entries if isinstance(entries, list) else []
        for index, phrase_index, phrase in _phrases(listed):
            line = lines.get((group, index, "phrases", phrase_index), 1)
            first = seen.setdefault(fold(phrase), index)
            if first != index:
                yield Fault(line, f"фраза «{phrase}» уже стоит у «{_title(listed[first])}»", "оставьте её в одном месте")


def _phrases(entries: list[Any]) -> Iterator[tuple[int, int, str]]:
    for index, entry in enumerate(entries):
        if isinstance(entry, dict):
            yield from ((index, number, phrase) for number, phrase in enumerate(entry.get("phrases", [])))


def _title(entry: dict[str, Any]) -> str:
    return str(entry.get("code") or entry.get("name") or entry.get("number") or entry["phrases"][0])
