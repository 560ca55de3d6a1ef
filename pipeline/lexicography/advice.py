"""What to reconsider about the words, though they break no rule: phrases that add nothing, or that will not be understood as meant."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from pipeline.morphology import is_known
from pipeline.normalize.words.persons import find_persons
from pipeline.normalize.words.phrases import Lemmas, lemmas
from pipeline.text import WORD, fold
from pipeline.vocabulary.checks import phrases, title
from pipeline.vocabulary.merge import meanings
from pipeline.vocabulary.strict_yaml import Node, Spot

_LONG = 9
"""So many words and more are a sentence: a whole sentence of one school stands in no other document."""
_WORDY = {"activities", "columns", "roles", "stages"}
"""Files whose phrases are words of the language; elsewhere are names, abbreviations and small words of which each form counts."""
_NEARLY = 0.87
"""From here on two words are nearly one: a letter changed or left out in eight, and no «взаимопосещение» for «посещение»."""
_YEAR = re.compile(r"\b20\d\d\b")
_MIXED = re.compile(r"(?=\w*[a-zA-Z])(?=\w*[а-яёА-ЯЁ])[^\W\d_]+")
_PLAIN_WORD = re.compile(r"(?<![\w.-])[а-яё]{5,}(?![\w.-])")


class Advice(NamedTuple):
    """What to reconsider: where, and what and why, in Russian."""

    spot: Spot
    text: str

    def __str__(self) -> str:
        return f"{self.spot}: {self.text}"


class _Phrase(NamedTuple):
    """A phrase of a file, what it means, and whether it is of those that are asked about."""

    text: str
    meaning: str
    spot: Spot
    is_own: bool


def advise(nodes: Mapping[str, Node], own: Mapping[str, Node]) -> list[Advice]:
    """Advice on the words, in the order of files and lines: on the additions `own` where there are any, else on all.

    The nodes are without faults: see `pipeline.vocabulary.assembly`.
    """
    asked = {id(node) for tree in own.values() for _, node in tree.walk()}
    found: list[Advice] = []
    for name, node in nodes.items() if not own else ((name, nodes[name]) for name in own):
        said = [(group, _phrase(meaning, phrase, asked)) for group, meaning, phrase in meanings(name, node)]
        found += _forms(said) if name in _WORDY else _forms(one for one in said if " " in one[1].text)
        found += [Advice(one.spot, text) for _, one in said if one.is_own for text in _of_phrase(name, one.text)]
        found += _typos([one for _, one in said]) if name in _WORDY else ()
    return sorted([*found, *_kept_due_days(nodes, own)])


def _phrase(meaning: str, node: Node, asked: set[int]) -> _Phrase:
    return _Phrase(str(node.value), meaning, node.spot, not asked or id(node) in asked)


def _forms(said: Iterable[tuple[str, _Phrase]]) -> Iterator[Advice]:
    """Phrases that are the same words in other forms: needless within one meaning, two meanings of one text across."""
    first: dict[tuple[str, Lemmas, int], _Phrase] = {}
    for group, phrase in sorted(said, key=lambda one: one[1].is_own):
        key = (group, lemmas(phrase.text), phrase.text.count("№"))
        other = first.setdefault(key, phrase)
        if other is phrase or not phrase.is_own:
            continue
        if other.meaning == phrase.meaning:
            yield Advice(
                phrase.spot, f"фраза «{phrase.text}» лишняя: {_how_alike(phrase.text, other.text)}, падеж и число программа учитывает сама"
            )
        else:
            yield Advice(phrase.spot, _two_meanings(phrase, other))


def _how_alike(one: str, other: str) -> str:
    only_marks = WORD.findall(fold(one)) == WORD.findall(fold(other))
    return f"она отличается от «{other}» только знаками" if only_marks else f"это другая форма фразы «{other}»"


def _two_meanings(phrase: _Phrase, other: _Phrase) -> str:
    return (
        f"фраза «{phrase.text}» ({phrase.meaning}) после склонения та же, что «{other.text}» ({other.meaning}; {other.spot}): "
        f"программа может принять её и за то, и за другое; напишите у одного из значений и ту и другую форму, а лучше точнее"
    )


def _of_phrase(name: str, text: str) -> Iterator[str]:
    if _MIXED.search(text):
        yield f"в «{text}» в одном слове русские и латинские буквы: проверьте, что так и в документах"
    if find_persons(text):
        yield f"в «{text}» имя человека: в словаре ему не место, оставьте роль или действие"
    if name in _WORDY and _YEAR.search(text):
        yield f"в «{text}» год: на следующий год фраза не подойдёт"
    if name in _WORDY and len(WORD.findall(text)) >= _LONG:
        yield f"фраза «{text}» длинная: оставьте короткое ядро, которое повторяется в разных документах"


def _typos(said: Sequence[_Phrase]) -> Iterator[Advice]:
    """Words that are no Russian words, and nearly one of the file's other words. New words of the field are none of that."""
    known = sorted({word for phrase in said for word in _PLAIN_WORD.findall(phrase.text) if is_known(word)})
    for phrase in said:
        for word in _PLAIN_WORD.findall(phrase.text) if phrase.is_own else ():
            near = [] if is_known(word) else get_close_matches(word, known, n=1, cutoff=_NEARLY)
            yield from (Advice(phrase.spot, f"слово «{word}» похоже на «{one}» с опечаткой") for one in near)


def _kept_due_days(nodes: Mapping[str, Node], own: Mapping[str, Node]) -> Iterator[Advice]:
    """Terms whose days the additions move, and not the day that «до …» means."""
    terms = {id(phrase): entry for _, group in nodes["calendar"].members() for entry, phrase in phrases(group)}
    if "calendar" not in own:
        return
    for key, group in own["calendar"].members():
        for entry in {id(entry): entry for entry, _ in phrases(group)}.values() if key == "terms" else ():
            merged = _same(entry, terms.values())
            if merged and "from" in entry.plain and "due" in merged.plain and "due" not in entry.plain:
                text = f"дни «{title(entry)}» другие, а «due» (день, который значит «до …») остался прежним: {merged.plain['due']}; впишите свой"
                yield Advice(entry.spot, text)


def _same(entry: Node, others: Iterable[Node]) -> Node | None:
    own = {fold(phrase) for phrase in entry.plain["phrases"]}
    return next((other for other in others if own & {fold(phrase) for phrase in other.plain["phrases"]}), None)
