"""The command-line library in Russian: the labels of its help pages, and what it says of a mistake in a command."""

import re
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
)
_DECORATIONS = re.compile(r" <[\w\[\]]+>|[{}]|\s+\[required\](?=\n)")
"""The Python type after an argument's name, the braces around it, and that it is required: the line of usage says so."""

# What typer 0.29 says, and what is said instead. What is not here is shown as it came: better in English than not at all.
_MISTAKES = (
    (r"Missing command\.", r"Не указана команда."),
    (r"Missing argument '?(.+?)'?\.", r"Не указан аргумент \1."),
    (r"Missing option '?(.+?)'?\.", r"Не указан параметр \1."),
    (r"No such command '(.+?)'\.", r"Нет команды «\1»."),
    (r"No such command '(.+?)'\. Did you mean (.+)\?", r"Нет команды «\1». Может быть, \2?"),
    (r"No such option: (\S+)", r"Нет параметра \1."),
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"Нет параметра \1. Может быть, \2?"),
    (r"Option '(.+?)' requires an argument\.", r"После параметра \1 нужно значение."),
    (r"Option '(.+?)' does not take a value\.", r"У параметра \1 нет значения."),
    (r"Got unexpected extra argument\(s\) \((.+)\)", r"Лишние аргументы: \1. Путь с пробелами возьмите в кавычки."),
)


def mistake(message: str) -> str:
    """What is wrong with a command, in Russian."""
    for pattern, russian in _MISTAKES:
        if found := re.fullmatch(pattern, message):
            return found.expand(russian)
    return message


def label(text: str) -> str:
    """A piece of a help page with its labels in Russian."""
    for english, russian in _LABELS:
        text = text.replace(english, russian)
    return _DECORATIONS.sub("", text)


class Command(TyperCommand):
    """A command with a help page in Russian."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the page into the formatter, then puts its labels into Russian."""
        super().format_help(ctx, formatter)
        formatter.buffer = [label("".join(formatter.buffer))]


class Group(TyperGroup):
    """The program with a help page in Russian."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the page into the formatter, then puts its labels into Russian."""
        super().format_help(ctx, formatter)
        formatter.buffer = [label("".join(formatter.buffer))]
