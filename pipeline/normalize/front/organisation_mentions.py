"""What a mention of an organisation is made of, and what other matters may stand behind it."""

import functools
from typing import NamedTuple

from pipeline.morphology import lemma
from pipeline.normalize.front.organisation_starts import Start
from pipeline.normalize.front.place_parts import Places
from pipeline.text import fold
from pipeline.vocabulary.shapes import Kind, Vocabulary


class Named(NamedTuple):
    """A word of a kind among the tokens: which kind, its wording in the nominative, and its places."""

    kind: Kind
    wording: str
    start: int
    end: int


class Mention(NamedTuple):
    """What a mention is made of: its start, the tokens of the name, its kinds, its places, its end, and on what evidence."""

    start: Start
    name: tuple[int, ...]
    kinds: tuple[Named, ...]
    places: tuple[Places, ...]
    end: int
    evidence: frozenset[str]


@functools.cache
def other_matters(vocabulary: Vocabulary) -> frozenset[str]:
    """First words of what may stand behind a name: «Директор», «Приказ», «План», «Утверждаю»."""
    heads = [phrase for role in vocabulary.roles.roles if role.code in {"head", "deputy_head"} for phrase in role.phrases]
    documents = vocabulary.documents
    acts = [act.name for act in documents.acts]
    phrases = (*heads, *acts, *documents.titles, *documents.approvals, *documents.annexes, *documents.other_blocks)
    return frozenset(lemma(fold(phrase.split()[0])) for phrase in phrases) | {"протокол", "рассмотреть", "принять", "согласовать"}
