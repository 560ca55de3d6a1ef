"""What is wrong with a file of words, by line: its form, its keys, its letters, its meanings.

An unknown or double key, text where a list is due, one phrase with two meanings, Latin letters inside a Cyrillic word, and
signs of patterns are faults, each with its line and with advice in Russian.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.text import fold, mend_lookalikes
from pipeline.vocabulary import strict_yaml
from pipeline.vocabulary.strict_yaml import Fault, Node, Spot, Tree

_PATTERN_SIGNS = re.compile(r"[\\|^$*\[\]{}]")


def read_file(path: Path, name: str) -> Tree:
    """The values of a file, which is called `name` in messages, and what is wrong with its form."""
    spot = Spot(name, 1)
    try:
        return strict_yaml.read(path.read_text(encoding="utf-8-sig"), name)
    except UnicodeDecodeError:
        fault = Fault(spot, "файл сохранён не в UTF-8", "сохраните его в кодировке UTF-8")
    except FileNotFoundError:
        fault = Fault(spot, "файл не найден", "верните файл словаря на место")
    except OSError:
        fault = Fault(spot, "файл не открывается", "закройте его в других программах и проверьте права доступа")
    return Tree(Node({}, spot), [fault])


def check(node: Node, model: Any) -> tuple[Any, list[Fault]]:
    """The values as the model, or None where they do not fit it; and their faults."""
    try:
        value = model.model_validate(node.plain)
    except ValidationError as error:
        return None, [_fault(dict(detail), node) for detail in error.errors()]
    return value, [*_letter_faults(node), *meaning_faults(node)]


_SENTENCES = {
    "extra_forbidden": ("неизвестный ключ «{key}»", "проверьте, нет ли опечатки; допустимые ключи видны у соседних записей"),
    "missing": ("не хватает ключа «{key}»", "допишите его, как у соседних записей"),
    "tuple_type": ("у «{key}» должен быть список, а стоит одно значение", "возьмите его в квадратные скобки: [ … ]"),
    "string_type": ("у «{key}» должен быть текст, а стоит список или ключ с двоеточием", "возьмите фразу в кавычки"),
    "literal_error": ("значение «{input}» здесь недопустимо", "возьмите одно из тех, что названы в начале файла"),
    "int_parsing": ("у «{key}» должно быть целое число, а стоит «{input}»", "исправьте число"),
    "model_type": ("у «{key}» должны стоять строки вида «ключ: значение»", "сравните с соседними записями и проверьте отступы"),
}


def _fault(detail: dict[str, Any], node: Node) -> Fault:
    text, advice = _SENTENCES.get(detail["type"], ("значение «{input}» у «{key}» не подходит", "сравните с соседними записями"))
    where = detail["loc"]
    return Fault(_spot_of(where, node), text.format(key=where[-1] if where else "", input=detail["input"]), advice)


def _spot_of(where: strict_yaml.Path, node: Node) -> Spot:
    """Where the value of a path stands, or the innermost that there is of it."""
    for step in where:
        inner = dict(node.members()).get(step)
        if inner is None:
            break
        node = inner
    return node.spot


def _letter_faults(node: Node) -> Iterator[Fault]:
    for _, inner in node.walk():
        text = inner.value
        if not isinstance(text, str):
            continue
        if mend_lookalikes(text) != text:
            yield Fault(inner.spot, f"в слове «{text}» латинские буквы вместо русских", f"наберите заново: {mend_lookalikes(text)}")
        if _PATTERN_SIGNS.search(text):
            yield Fault(inner.spot, f"в «{text}» есть знак шаблона", "пишите фразу так, как она стоит в документе")


def meaning_faults(node: Node) -> Iterator[Fault]:
    """One phrase, one meaning: within each list of entries of a file, except towns, of which several may share a name."""
    for _, group in node.members():
        seen: dict[str, Node] = {}
        for entry, phrase in phrases(group):
            first = seen.setdefault(fold(str(phrase.value)), entry)
            if first is not entry:
                yield Fault(phrase.spot, f"фраза «{phrase.value}» уже стоит у «{title(first)}»", "оставьте её в одном месте")


def phrases(group: Node) -> Iterator[tuple[Node, Node]]:
    """The entries of a list and their phrases: each phrase with its entry."""
    for entry in group.value if isinstance(group.value, list) else ():
        listed = entry.value.get("phrases") if isinstance(entry.value, dict) else None
        for phrase in listed.value if listed and isinstance(listed.value, list) else ():
            yield entry, phrase


def title(entry: Node) -> str:
    """What an entry is called in messages: its code, name or number, or else its first phrase."""
    plain = entry.plain
    return str(plain.get("code") or plain.get("name") or plain.get("number") or plain["phrases"][0])
