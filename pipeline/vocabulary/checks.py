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
from pipeline.vocabulary.strict_yaml import Fault


def read_file(path: Path, model: Any) -> tuple[Any, list[Fault]]:
    """The checked value of a file as the model, or None; and its faults."""
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
