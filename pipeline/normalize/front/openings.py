"""What a line begins: an approval, an annex, an act, or a block beside them («СОГЛАСОВАНО»)."""

import functools
import re
from itertools import pairwise
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from pipeline.morphology import is_known, lemma
from pipeline.normalize.words.phrases import Lexicon, lemmas
from pipeline.text import WORD, fold, words
from pipeline.vocabulary.shapes import Documents

Opening = Literal["approval", "annex", "act", "other"]
_LIKE, _LEAST_LETTERS = 85, 8
_LONGEST_ACT_LINE = 140
_SPACED = re.compile(r"(?<!\S)(?:[А-ЯЁа-яё]\s){3,}[А-ЯЁа-яё](?![^\W\d_])")
_CAPITALS = 5


def opening(text: str, documents: Documents) -> Opening | None:
    """What the line begins; None where it goes on with what stands above, or is something else.

    >>> from pipeline.vocabulary import load
    >>> [opening(text, load().documents) for text in ("«УТВЕРЖДАЮ»", "Утвеждаю.", "Приложение 2 к приказу", "Пр.№ 5 от 01.09.23", "Принято:")]
    ['approval', 'approval', 'annex', 'act', 'other']
    >>> [opening(text, load().documents) for text in ("Утверждённый план", "Приложения нет", "приказ о мерах", "Директор школы")]
    [None, None, None, None]
    """
    row = tuple(words(text))
    row = (re.sub(r"\d+$", "", row[0]) or row[0], *row[1:]) if row else row
    begun = _opens(row, documents)
    if begun and begun[0] == "other":
        after = row[begun[1] + 1 :] if row[begun[1] : begun[1] + 1] == ("и",) else row[begun[1] :]
        beside = _opens(after, documents)
        return "approval" if beside and beside[0] == "approval" else "other"
    return begun[0] if begun else "act" if _is_act(text, documents) else None


def is_misspelt(text: str, documents: Documents) -> bool:
    """Whether the opening word is one of the vocabulary with a letter wrong."""
    row = tuple(words(text))[:1]
    return bool(row) and _exact(row, documents) is None and _misspelt(row[0], documents) is not None


def _opens(row: tuple[str, ...], documents: Documents) -> tuple[Opening, int] | None:
    """What the words begin, and how many of them say so."""
    if not row:
        return None
    return _exact(row, documents) or _misspelt(row[0], documents)


def _exact(row: tuple[str, ...], documents: Documents) -> tuple[Opening, int] | None:
    return next(((kind, len(phrase)) for phrase, kind in _phrases(documents) if row[: len(phrase)] == phrase), None)


@functools.lru_cache(maxsize=5_000)
def _misspelt(word: str, documents: Documents) -> tuple[Opening, int] | None:
    if len(word) < _LEAST_LETTERS or is_known(word):
        return None
    alike = [(fuzz.ratio(word, phrase[0]), kind) for phrase, kind in _phrases(documents) if len(phrase) == 1]
    score, kind = max(alike, key=lambda entry: entry[0])
    return (kind, 1) if score >= _LIKE else None


@functools.cache
def _phrases(documents: Documents) -> list[tuple[tuple[str, ...], Opening]]:
    kinds: dict[Opening, tuple[str, ...]] = {
        "approval": documents.approvals,
        "annex": documents.annexes,
        "other": documents.other_blocks,
    }
    found = [(tuple(words(phrase)), kind) for kind, phrases in kinds.items() for phrase in phrases]
    return sorted(found, key=lambda entry: -len(entry[0]))


def _is_act(text: str, documents: Documents) -> bool:
    """Whether a short line begins with an act and goes on with its number or date, or is the heading «ПРИКАЗ»; no cited act, nothing of «о чём»."""
    act = find_act(text, documents)
    if act is None or len(text) > _LONGEST_ACT_LINE or words(text[: act.start]) not in ([], ["к"]):
        return False
    rest = text[act.end :]
    if not words(rest):
        return text[act.start : act.end].isupper()
    told = _NUMBER_OR_DATE.search(rest)
    between = set(words(rest[: told.start()])) if told else {"о"}
    return not between & {"о", "об"} and len(between) <= _FEW_WORDS and not is_federal(text, documents)


_NUMBER_OR_DATE = re.compile(r"№|(?<!\w)N[oо]?(?=[\s\d_])|\d|(?<!\w)от(?=\s*[«\"_…])", re.IGNORECASE)
_FEW_WORDS = 8


class Act(NamedTuple):
    """A word for a kind of act: the kind, its place in characters, and whether it is no abbreviation."""

    name: str
    start: int
    end: int
    is_whole: bool


def find_act(text: str, documents: Documents, start: int = 0) -> Act | None:
    """The first word for an act from a place on; an abbreviation only before a number or a date: «Пр. № 5», not «и пр.».

    >>> from pipeline.vocabulary import load
    >>> [act and act.name for act in (find_act(text, load().documents) for text in ("к приказу", "Пр.№ 5", "и пр.", "РАСПОРЯЖЕНИЕМ"))]
    ['приказ', 'приказ', None, 'распоряжение']
    """
    for found in re.compile(r"[^\W\d_]+").finditer(text, start):
        name, is_short = _acts(documents).get(lemma(fold(found[0])), (None, False))
        if name and (not is_short or re.match(r"\.?\s?(?:№|N|от\W|\d)", text[found.end() :])):
            return Act(name, found.start(), found.end(), not is_short)
    return None


@functools.cache
def _acts(documents: Documents) -> dict[str, tuple[str, bool]]:
    return {lemma(fold(phrase)): (act.name, phrase != act.name) for act in documents.acts for phrase in act.phrases}


def is_federal(text: str, documents: Documents) -> bool:
    """Whether the text names who issues acts for the whole country: a school's plan only cites them."""
    row = lemmas(text)
    return any(_federal(documents).longest(row, at) for at in range(len(row)))


@functools.cache
def _federal(documents: Documents) -> Lexicon[bool]:
    return Lexicon((phrase, True) for phrase in documents.federal)


def names_authority(text: str, documents: Documents) -> bool:
    """Whether the text names an authority above schools: its act may only be cited."""
    return bool(set(lemmas(text)) & {lemmas(phrase)[0] for phrase in documents.authorities})


# ------------------------------------------------------------ the text of a line


def unspaced(text: str) -> str:
    """Letters that were set wide made a word again; words stand apart by more than one blank.

    >>> unspaced("У Т В Е Р Ж Д А Ю"), unspaced("Д О Р О Ж Н А Я   К А Р Т А"), unspaced("А и Б")
    ('УТВЕРЖДАЮ', 'ДОРОЖНАЯ   КАРТА', 'А и Б')
    """
    return _SPACED.sub(lambda found: found[0].replace(" ", ""), text)


def cut_at_openings(text: str, documents: Documents) -> list[str]:
    """A line in pieces, each with one block: «Принято …; УТВЕРЖДЕНО приказом …» is two. What is joined by «и» is one.

    >>> from pipeline.vocabulary import load
    >>> cut_at_openings("ПРИНЯТО советом, протокол № 3; УТВЕРЖДЕНО приказом № 8", load().documents)
    ['ПРИНЯТО советом, протокол № 3;', 'УТВЕРЖДЕНО приказом № 8']
    >>> cut_at_openings("Рассмотрено и утверждено на совете", load().documents)
    ['Рассмотрено и утверждено на совете']
    """
    begun = opening(text, documents)
    if text.isupper() and begun is None:
        return [text]
    cuts = [0]
    places = list(WORD.finditer(text))
    for before, found in pairwise(places):
        if _begins_inside(text, before, found, begun is not None, documents):
            at = found.start() - len(text[: found.start()]) + len(text[: found.start()].rstrip('«" '))
            cuts.append(at)
    pieces = [text[start:end].strip() for start, end in pairwise([*cuts, len(text)])]
    return [piece for piece in pieces if piece]


def _begins_inside(text: str, before: re.Match[str], found: re.Match[str], is_block: bool, documents: Documents) -> bool:
    """Whether a block begins at a word inside a line: in capitals, or after a mark that ends what stands before it."""
    row = tuple(words(text[found.start() :])[:4])
    begun = _exact(row, documents)
    if begun is None or begun[0] not in {"approval", "other"} or fold(before[0]) in {"и", "не", "план"}:
        return False
    if _exact((fold(before[0]),), documents):  # two titles side by side, whose columns nothing shows any more
        return False
    is_loud = found[0].isupper() and len(found[0]) >= _CAPITALS and not text.isupper()
    between = text[before.end() : found.start()]
    if found[0][0].isupper():
        return is_loud or (is_block and (bool(re.search(r"[.;)»_/]", between)) or before[0][0].isdigit() or before[0] in {"г", "года"}))
    act = find_act(text, documents, found.end())
    return is_block and bool(re.search(r"[,;)]", between)) and act is not None and not words(text[found.end() : act.start])
