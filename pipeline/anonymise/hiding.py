"""Names out of a text: each gives way to the role of whom it names, in square brackets."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.anonymise.people import OTHER, People
from pipeline.anonymise.surnames import stems
from pipeline.normalize.words.persons import Name, find_honorary, find_names
from pipeline.normalize.words.persons.evidence import LIKELY, is_name, surname
from pipeline.normalize.words.persons.reading import united

Words = Callable[[str], str]
"""The words that stand for a name, by the code of a role."""

_HALF = re.compile(r"[A-ZА-ЯЁ]?[a-zа-яё]+|[^\W\d_]+")
"""Words, and what is joined in them by hyphens or by capitals: «Зотовой-Ветровой», «planZotova»."""
_SEPARATORS = re.compile(r"[_+\-–—]")


def words_of_roles(names: Mapping[str, str]) -> Words:
    """«[куратор наставничества]»; «[имя]» of a role that nobody knows. names: what the codes are called."""

    def words(code: str) -> str:
        name = names.get(code) if code != OTHER else None
        return f"[{name[:1].lower()}{name[1:]}]" if name else "[имя]"

    return words


def hide(text: str, people: People, words: Words, role: str = OTHER, alone: bool = True) -> str:
    """The text without names.

    role: of whom the text names, where that is stated beside it. alone: as in `find_names`; the surnames of `people` go in any case.
    """
    line = re.sub(r"\s", " ", text)
    found = _free([*find_names(line, alone), *_known(line, people)], line, people)
    return _replaced(text, [(name, words(_role(name, people, role))) for name in found])


def hide_in_path(part: str, people: People, words: Words) -> str:
    """The name of a file or folder without names of persons, which may be joined with «_» and written in small letters."""
    lines = [part, *_spaced(part)]
    found = [name for line in lines for name in _free([*find_names(line), *_known(line, people)], line, people)]
    return _replaced(part, [(name, words(OTHER)) for name in united(found)])


def names_in_path(path: str) -> list[Name]:
    """The names in the parts of a path; see `hide_in_path`."""
    return [name for part in path.split("/") for line in _spaced(part) for name in find_names(line)]


def _spaced(part: str) -> list[str]:
    """A part of a path with spaces between its words, and with capitals where surnames and names have none; each letter in its place."""
    spaced = _SEPARATORS.sub(" ", part)
    return [spaced, "".join(piece.capitalize() if _looks_like_name(piece) else piece for piece in re.split(r"(\W+)", spaced))]


def _looks_like_name(word: str) -> bool:
    return len(word) > 2 and word.islower() and (surname(word) >= LIKELY or is_name(word))


def _known(line: str, people: People) -> Iterator[Name]:
    """Where the people of the document are named by surname alone, or as the roadmap has them."""
    for found in _HALF.finditer(line):
        if people.surnames.has(found[0], inside=_is_inside(line, found.start())):
            yield Name(found.start(), found.end(), (found[0],))
    for written in people.written:
        yield from (Name(found.start(), found.end()) for found in re.finditer(re.escape(written), line))


def _is_inside(line: str, at: int) -> bool:
    """Whether a place is inside a sentence, behind a space."""
    return line[:at].endswith(" ") and not line[:at].rstrip().endswith((".", "!", "?", ":", "»"))


def _free(names: Sequence[Name], line: str, people: People) -> tuple[Name, ...]:
    """The names, none over another, but for honorary ones and for words of the organisation's name."""
    honorary = find_honorary(line)
    persons = [name for name in names if not any(kept.meets(name.start, name.end) for kept in honorary)]
    return united([name for name in persons if not (name.surnames and all(stems(word) & people.kept for word in name.surnames))])


def _role(name: Name, people: People, stated: str) -> str:
    if stated != OTHER:
        return stated
    roles = {people.roles[key] for word in name.surnames for key in stems(word) if key in people.roles}
    return roles.pop() if len(roles) == 1 else OTHER


def _replaced(text: str, hidden: Sequence[tuple[Name, str]]) -> str:
    for name, words in reversed(hidden):
        text = text[: name.start] + words + text[name.end :]
    return text
