"""Names out of a text: each gives way to the role of whom it names, in square brackets."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.anonymise.people import OTHER, People
from pipeline.anonymise.surnames import stem
from pipeline.normalize.words.persons import Name, find_honorary, find_names
from pipeline.normalize.words.persons.reading import united
from pipeline.normalize.words.persons.tokens import tokens_of

Words = Callable[[str], str]
"""The words that stand for a name, by the code of a role."""

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
    spaced = _SEPARATORS.sub(" ", part)
    lines = [line for line in (part, spaced, spaced.title()) if len(line) == len(part)]
    found = [name for line in lines for name in _free([*find_names(line), *_known(line, people)], line, people)]
    return _replaced(part, [(name, words(OTHER)) for name in united(found)])


def names_in_path(path: str) -> list[Name]:
    """The names in the parts of a path; see `hide_in_path`."""
    spaced = [_SEPARATORS.sub(" ", part) for part in path.split("/")]
    return [name for part in spaced for line in (part, part.title()) for name in find_names(line)]


def _known(line: str, people: People) -> Iterator[Name]:
    """Where the people of the document are named by surname alone, or as the roadmap has them."""
    for token in tokens_of(line):
        if people.surnames.has(
            token.text, inside=token.before.isspace() and not line[: token.start].rstrip().endswith((".", "!", "?", ":", "»"))
        ):
            yield Name(token.start, token.end, (token.text,))
    for written in people.written:
        for found in re.finditer(re.escape(written), line):
            yield Name(found.start(), found.end())


def _free(names: Sequence[Name], line: str, people: People) -> tuple[Name, ...]:
    """The names, none over another, but for honorary ones and for words of the organisation's name."""
    honorary = find_honorary(line)
    persons = [name for name in names if not any(kept.meets(name.start, name.end) for kept in honorary)]
    return united([name for name in persons if not (name.surnames and all(stem(word) in people.kept for word in name.surnames))])


def _role(name: Name, people: People, stated: str) -> str:
    if stated != OTHER:
        return stated
    roles = {people.roles.get(stem(word), OTHER) for word in name.surnames}
    return roles.pop() if len(roles) == 1 else OTHER


def _replaced(text: str, hidden: Sequence[tuple[Name, str]]) -> str:
    for name, words in reversed(hidden):
        text = text[: name.start] + words + text[name.end :]
    return text
