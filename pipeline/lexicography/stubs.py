"""Suggestions as YAML that a person looks through and pastes into files of additions."""

from collections.abc import Iterator, Sequence

from pipeline.lexicography.hints import Suggestion, Target
from pipeline.lexicography.missing import Kind
from pipeline.text import squash
from pipeline.vocabulary.strict_yaml import scalar

UNKNOWN = "ВПИШИТЕ_КОД"
"""Stands for a code where nothing is like the phrase; `roadmaps vocab check` refuses it and names those that there are."""

_HEAD = """\
# Фразы, которые программа не поняла, и куда их можно вписать.
#
# 1. Просмотрите: у каждой фразы стоит код похожих фраз. Это подсказка, а не решение. Неподходящее исправьте или удалите.
# 2. От длинной фразы оставьте короткое ядро, которое повторяется в разных документах.
# 3. Перенесите каждую часть в файл с названным именем в папке своих дополнений; все коды перечислены во встроенном файле.
# 4. Проверьте папку: roadmaps vocab check ПАПКА
"""
_WHERE_ELSE: dict[Kind, str] = {
    "calendar": "# Здесь и другие списки: throughout (весь период), ongoing (постоянно), recurrences (как часто), terms (дни учебного года).\n"
}
_DEFAULTS: dict[Kind, str] = {
    "stages": "stages",
    "activities": "activities",
    "columns": "columns",
    "roles": "roles",
    "calendar": "conditions",
}


def stub(suggestions: Sequence[Suggestion]) -> str:
    """The suggestions as the text of a YAML file: a part for each file of words, entries with the commonest phrases first."""
    kinds = dict.fromkeys(suggestion.phrase.kind for suggestion in suggestions)
    return "\n".join([_HEAD, *(_part(kind, [one for one in suggestions if one.phrase.kind == kind]) for kind in kinds)])


def _part(kind: Kind, suggestions: Sequence[Suggestion]) -> str:
    groups: dict[str, dict[Target, list[Suggestion]]] = {}
    for suggestion in suggestions:
        target = _target(suggestion)
        groups.setdefault(target.group, {}).setdefault(target, []).append(suggestion)
    lines = [f"# ----- {kind}.yaml -----\n{_WHERE_ELSE.get(kind, '')}".rstrip("\n")]
    for group, targets in groups.items():
        lines.append(f"{group}:")
        lines += [line for target, members in targets.items() for line in _entry(target, members)]
    return "\n".join(lines) + "\n"


def _target(suggestion: Suggestion) -> Target:
    return suggestion.target or Target(_DEFAULTS[suggestion.phrase.kind], UNKNOWN, "похожих фраз в словаре нет")


def _entry(target: Target, members: Sequence[Suggestion]) -> Iterator[str]:
    indent = ""
    if target.code is not None:
        indent = "  "
        yield f"- code: {target.code} # {target.name}"
        yield "  phrases:"
    for phrase in (member.phrase for member in members):
        place = squash(phrase.places[0])
        yield f"{indent}- {scalar(phrase.text)} # раз: {phrase.times}, документов: {phrase.documents}; {place}"
