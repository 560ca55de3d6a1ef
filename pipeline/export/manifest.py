"""The manifest: a table with a line for each file that was found, and what became of it.

A name is bytes, and may hold anything: it is shown escaped, so that nothing in it is invisible, and stands in hexadecimal beside that.
"""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from pipeline.export.columns import Column, Table
from pipeline.export.dataset import encodable_text
from pipeline.export.tables import TABLES
from pipeline.verdicts import Line

_INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"}
_IGNORABLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Default_Ignorable_Code_Point of the Unicode standard among letters and marks, and the blank of Braille."""
_ESCAPED = re.compile(r"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")


def escaped(name: bytes) -> str:
    r"""The name as visible text. `\\` is a backslash, `\xNN` a byte that is no UTF-8, `\uNNNN` and `\UNNNNNNNN` a character that is not seen.

    Not seen are controls, marks of direction, characters without width, kinds of space, also a plain space that begins or ends the name.

    >>> print(escaped("a\\\u202eб ".encode() + b"\xff\n"))
    a\\\u202eб \xff\u000a
    """
    text = name.decode("utf-8", "surrogateescape")
    inner = text.strip(" ")
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :] if inner else ""
    return r"\u0020" * len(before) + "".join(map(_visible, inner)) + r"\u0020" * len(after)


def unescaped(text: str) -> bytes:
    r"""The name that `escaped` made this of.

    >>> unescaped(escaped(b"\xff \\x41\n")) == b"\xff \\x41\n"
    True
    """
    whole = _ESCAPED.sub(lambda found: _character(*found.groups()), text)
    return whole.encode("utf-8", "surrogateescape")


def _visible(character: str) -> str:
    code = ord(character)
    if character == "\\":
        return r"\\"
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if character == " " or not (unicodedata.category(character) in _INVISIBLE or _IGNORABLE.match(character)):
        return character
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _character(byte: str | None, short: str | None, long: str | None) -> str:
    if byte:
        return chr(0xDC00 + int(byte, 16))
    return chr(int(short or long or "5c", 16))


MANIFEST: Table[Line] = Table("manifest", "Файлы", "Одна строка — один найденный файл или файл в архиве: что с ним стало и почему.", (
    Column("file", "text", "Файл", "Как файл назван в других таблицах.", lambda line: encodable_text(line.file)),
    Column("name", "text", "Имя", "Путь ниже папки, которая была названа (в архиве — после пути архива и «/»); невидимые знаки записаны как \\u202e, байты не в UTF-8 — как \\xff, обратная черта удвоена.", lambda line: escaped(line.name), True),
    Column("name_bytes", "text", "Имя в байтах", "Тот же путь байт за байтом, шестнадцатеричными цифрами.", lambda line: line.name.hex(), True),
    Column("sha256", "text", "SHA-256", "Контрольная сумма содержимого; пусто, если файл не открывался.", lambda line: line.sha256),
    Column("size", "long", "Байт", "Размер содержимого; пусто, если он неизвестен.", lambda line: line.size),
    Column("verdict", "text", "Итог", "whole: прочитан целиком; partial: чего-то не хватает; refused: не прочитан; skipped: читать было не нужно.", lambda line: line.verdict, True),
    Column("reason", "text", "Причина", "Код причины из списка в docs/manifest.md; у прочитанных целиком пусто.", lambda line: line.reason or None),
    Column("detail", "text", "Подробности", "Чего не хватает или почему файл не прочитан.", lambda line: encodable_text(line.detail) or None),
    Column("seconds", "number", "Секунд", "Время процессора на чтение; единственная графа, которая от запуска к запуску меняется, поэтому в книге Excel её нет.", lambda line: None if line.seconds is None else round(line.seconds, 3)),
), keyed=False)  # fmt: skip

IN_BOOK: Table[Line] = replace(MANIFEST, columns=tuple(column for column in MANIFEST.columns if column.name != "seconds"))
"""The table as the workbook has it, whose bytes are the same in every run."""

WRITTEN: tuple[Table[Any], ...] = (*TABLES, MANIFEST)
"""Every table of a dataset."""
