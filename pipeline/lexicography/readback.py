"""Phrases that the program does not read as what the files say: each is given to the reader that documents are read by."""

from collections.abc import Callable, Iterator, Mapping

from pipeline.lexicography.advice import Advice
from pipeline.model import Period
from pipeline.normalize.plan.headers import match_heading
from pipeline.normalize.words.activity_types import match_activity
from pipeline.normalize.words.deadlines import read_deadlines
from pipeline.normalize.words.responsibles import read_responsibles
from pipeline.normalize.words.stages import match_stage
from pipeline.vocabulary.merge import meanings
from pipeline.vocabulary.shapes import Vocabulary
from pipeline.vocabulary.strict_yaml import Node

Read = Callable[[str, Vocabulary], tuple[str, ...]]
"""What a phrase is read as: codes."""


def _stage(text: str, words: Vocabulary) -> tuple[str, ...]:
    return (match_stage(text, words)[0],)


def _column(text: str, words: Vocabulary) -> tuple[str, ...]:
    return (str(match_heading(text, words.columns)),)


def _activity(text: str, words: Vocabulary) -> tuple[str, ...]:
    return match_activity(text, words)[0]


def _role(text: str, words: Vocabulary) -> tuple[str, ...]:
    return tuple(found.role for found in read_responsibles(text, words.roles))


def _area(text: str, words: Vocabulary) -> tuple[str, ...]:
    return tuple(str(found.area) for found in read_responsibles(f"заместитель директора по {text}", words.roles))


def _kind(text: str, words: Vocabulary) -> tuple[str, ...]:
    return tuple(found.kind for found in read_deadlines(text, Period(), words.calendar).deadlines)


def _recurrence(text: str, words: Vocabulary) -> tuple[str, ...]:
    return tuple(str(found.recurrence) for found in read_deadlines(text, Period(), words.calendar).deadlines)


def _condition(text: str, words: Vocabulary) -> tuple[str, ...]:
    return tuple(code for found in read_deadlines(text, Period(), words.calendar).deadlines for code in found.conditions)


_READERS: Mapping[tuple[str, str], Read] = {
    ("stages", "stages"): _stage,
    ("columns", "columns"): _column,
    ("activities", "activities"): _activity,
    ("roles", "roles"): _role,
    ("roles", "areas"): _area,
    ("calendar", "throughout"): _kind,
    ("calendar", "ongoing"): _kind,
    ("calendar", "recurrences"): _recurrence,
    ("calendar", "conditions"): _condition,
}
"""By file and list; the words of other lists mean something only beside others."""


def misread(nodes: Mapping[str, Node], own: Mapping[str, Node], words: Vocabulary) -> list[Advice]:
    """Advice on each phrase, of the additions `own` where there are any, that is read as something else than it stands for."""
    asked = {id(node) for tree in own.values() for _, node in tree.walk()}
    return [
        advice
        for (name, key), read in _READERS.items()
        for _, meaning, phrase in meanings(name, _only(key, nodes[name]))
        if not asked or id(phrase) in asked
        for advice in _misread(meaning, phrase, read(str(phrase.value), words))
    ]


def _only(key: str, node: Node) -> Node:
    return Node({key: dict(node.members())[key]}, node.spot)


def _misread(meaning: str, phrase: Node, found: tuple[str, ...]) -> Iterator[Advice]:
    if found != (meaning,) and "/" not in str(phrase.value):  # «/» is a choice of several, as in «зам. директора / куратор»
        shown = ", ".join(found) or "ничего"
        yield Advice(
            phrase.spot, f"фраза «{phrase.value}» стоит у «{meaning}», а понимается как «{shown}»: её слова уже заняты, уточните фразу"
        )
