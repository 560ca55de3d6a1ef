"""The words of the command-line library in Russian: labels of the help page and mistakes in a command."""

import re
from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup

_LABELS = (
    ("Usage:", "Использование:"),
    ("[OPTIONS]", "[ПАРАМЕТРЫ]"),
    ("COMMAND [ARGS]...", "КОМАНДА …"),
    ("Arguments:", "Аргументы:"),
    ("Options:", "Параметры:"),
    ("Commands:", "Команды:"),
    ("Show this message and exit.", "Показать эту справку."),
    ("[required]", "[обязательно]"),
    ("  [обязательно]", " (обязательно)"),
)

# What typer 0.29 says, and what is said instead. A message that is not here is shown as it is: better in English than not at all.
_MISTAKES = (
    (r"Missing command\.", "Не указана команда."),
    (r"Missing argument '?(.+?)'?\.", r"Не указан аргумент \1."),
    (r"Missing option '?(.+?)'?\.", r"Не указан параметр \1."),
    (r"No such command '(.+?)'\.(?: Did you mean (.+)\?)?", r"Нет команды «\1»."),
    (r"No such command '(.+?)'\. Did you mean (.+)\?", r"Нет команды «\1». Может быть, \2?"),
    (r"No such option: (\S+)(?: \(Possible options: (.+)\))?", r"Нет параметра \1."),
    (r"Option '(.+?)' requires an argument\.", r"После параметра \1 нужно значение."),
    (r"Option '(.+?)' does not take a value\.", r"После параметра \1 значение не нужно."),
    (r"Got unexpected extra argument\(s\) \((.+)\)", r"Лишние аргументы: \1. Если в пути есть пробелы, возьмите его в кавычки."),
)
