"""The lists that a person chooses from: codes and their Russian names, and what was chosen or typed back to a code."""

import difflib
from collections.abc import Iterable, Mapping

from pipeline.corrections.book import List
from pipeline.names import CONDITIONS, DEADLINES, PERIODS, RECURRENCES, Names, called
from pipeline.text import fold
from pipeline.vocabulary.shapes import Vocabulary

Lists = Mapping[List, Mapping[str, str]]
"""For each list, its codes and their names."""

_OTHER = {"other": "другое: ни один вид не подходит"}


def lists_of(vocabulary: Vocabulary) -> Lists:
    """Every list, each in the order of the vocabulary."""
    names = Names(vocabulary)
    return {
        "stages": {**names.stages, **_unless(names.stages)},
        "activities": {**names.activities, **_unless(names.activities)},
        "deadlines": DEADLINES,
        "recurrences": RECURRENCES,
        "conditions": CONDITIONS,
        "roles": {**names.roles, **_unless(names.roles)},
        "areas": names.areas,
        "periods": PERIODS,
        "kinds": names.organisations,
        "legal_forms": {form.abbreviation: form.name for form in vocabulary.organisations.legal_forms},
        "regions": {region.name: region.name for region in vocabulary.places.regions},
    }


def shown(entries: Mapping[str, str], code: str) -> str:
    """The name with its code, as it stands in a drop-down list; a code that is a name itself stands alone."""
    return code if entries.get(code) == code else called(entries, code)


def chosen(entries: Mapping[str, str], text: str) -> str | None:
    """The code that a text means: its name, the code itself, or both as in the list. None where there is none.

    >>> chosen({"head": "Руководитель", "other": "Другое"}, " руководитель  (HEAD) "), chosen({"head": "Руководитель"}, "завуч")
    ('head', None)
    """
    wanted = fold(text)
    meanings = {code for code, name in entries.items() if wanted in (fold(code), fold(name), fold(shown(entries, code)))}
    return meanings.pop() if len(meanings) == 1 else None


def alike(entries: Mapping[str, str], text: str) -> str | None:
    """The entry that a text is most like, for advice; None where none is like it."""
    folded: dict[str, str] = {fold(word): shown(entries, code) for code, name in entries.items() for word in (code, name)}
    found = difflib.get_close_matches(fold(text), folded, n=1)
    return folded[found[0]] if found else None


def _unless(names: Iterable[str]) -> Mapping[str, str]:
    return {} if "other" in names else _OTHER
