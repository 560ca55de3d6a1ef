"""Hostile RTF, texts, separated values and old Excel files: lies about lengths, depth, width, breaks in any place, links out."""

import random
import struct
from collections.abc import Callable
from functools import cache
from io import BytesIO

import xlwt

from tests.hostile.case import WHOLE, Case, Verdicts, partial, refused

MIB = 1 << 20
LOST = partial("unreadable_part")
ANY_ENDING: Verdicts = WHOLE | LOST | refused("no_plan", "damaged_file", "unsupported_format", "empty_file", "too_large", "no_text")
"""Right for chance: what is documented, and nothing else."""

HEAD = ("№", "Мероприятие", "Сроки", "Ответственные")
ROW = ("1", "Провести встречу наставников", "май 2024", "Куратор")
TITLE = "Дорожная карта наставничества МБОУ «СОШ № 5» на 2024 год"


# ------------------------------------------------------------ RTF


def letters(text: str) -> bytes:
    """The text in units of UTF-16, as RTF writes it."""
    units = struct.unpack(f"<{len(text.encode('utf-16-le')) // 2}H", text.encode("utf-16-le"))
    return b"".join(b"\\u%d?" % unit if unit > 127 else b"%c" % unit for unit in units)


def rtf_row(texts: tuple[str, ...]) -> bytes:
    edges = b"".join(b"\\cellx%d" % (2000 * number) for number in range(1, len(texts) + 1))
    return b"\\trowd" + edges + b"".join(b"\\pard\\intbl " + letters(text) + b"\\cell " for text in texts) + b"\\row "


def rtf(before: bytes = b"", inside: bytes = b"", after: bytes = b"") -> bytes:
    """A sound plan, with something before, in the middle of and after its table."""
    title = letters(TITLE) + b"\\par "
    return b"{\\rtf1\\ansi " + before + title + rtf_row(HEAD) + inside + rtf_row(ROW) + b"\\pard " + after + b"\\par}"


def rtf_fonts() -> bytes:
    return rtf(b"{\\fonttbl" + b"".join(b"{\\f%d\\cpg%d A;}" % (at, at) for at in range(30_000)) + b"}")


_FIELD = b"{\\field{\\*\\fldinst %s}{\\fldrslt x}}\\par "
RTF: tuple[tuple[str, Callable[[], bytes], Verdicts, bool], ...] = (
    ("groups_deep", lambda: rtf(b"{" * 100_000 + b"}" * 100_000), WHOLE, True),
    ("groups_open", lambda: rtf(after=b"{" * 100_000), LOST, True),
    ("groups_closed", lambda: rtf(after=b"}" * 100_000 + b" x"), WHOLE, True),
    ("notes_deep", lambda: rtf(after=b"{\\footnote x" * 900 + b"}" * 900), WHOLE, False),
    ("bin_beyond", lambda: rtf(after=b"\\bin999999999 x"), LOST, False),
    ("bin_negative", lambda: rtf(after=b"\\bin-999999999 x"), WHOLE, False),
    ("bin_of_many_digits", lambda: rtf(after=b"\\bin" + b"9" * 1000), LOST, False),
    ("uc_giant", lambda: rtf(b"\\uc999999999 "), WHOLE, False),
    ("uc_negative", lambda: rtf(b"\\uc-5 "), WHOLE, False),
    ("u_beyond", lambda: rtf(after=b"\\u65536?\\u9999999999?\\u-99999?"), WHOLE, False),
    ("surrogates", lambda: rtf(after=b"\\u-10179?\\u-8703? \\u-10179?x\\u-8703?y"), WHOLE, False),
    ("cells_without_end", lambda: rtf(after=b"\\trowd\\intbl " + b"\\cell " * 600_000 + b"\\row "), refused("too_large"), True),
    ("rows_of_nothing", lambda: rtf(after=b"\\row " * 200_000), WHOLE, True),
    ("edges_without_end", lambda: rtf(inside=b"\\trowd" + b"\\cellx9" * 600_000), refused("too_large"), True),
    ("edges_giant", lambda: rtf(inside=b"\\trowd\\cellx2147483647\\cellx2147483647\\intbl x\\cell y\\cell\\row "), WHOLE, False),
    ("edges_falling", lambda: rtf(inside=b"\\trowd\\cellx9000\\cellx500\\cellx-9000\\intbl x\\cell y\\cell z\\cell\\row "), WHOLE, False),
    ("merges_down", lambda: rtf(after=b"\\trowd\\clvmrg\\cellx900\\intbl\\cell\\row " * 5_000), WHOLE, False),
    ("merges_right", lambda: rtf(after=b"\\trowd" + b"\\clmrg\\cellx9" * 50_000 + b"\\intbl\\cell\\row "), WHOLE, True),
    ("fonts", rtf_fonts, WHOLE, True),
    ("object", lambda: rtf(after=b"{\\object\\objemb{\\*\\objdata " + b"00ff" * (2 * MIB) + b"}}"), LOST, True),
    ("picture", lambda: rtf(after=b"{\\pict\\pngblip " + b"00ff" * (2 * MIB) + b"}"), WHOLE, True),
    ("picture_in_bin", lambda: rtf(after=b"{\\pict\\bin%d " % (8 * MIB) + b"\\" * (8 * MIB) + b"}"), WHOLE, True),
    ("hidden_pieces", lambda: rtf(after=b"\\v a\\v0 " * 100_000), refused("too_large"), True),
    ("bytes_in_codes", lambda: rtf(after=b"\\'e0" * MIB), WHOLE, True),
    ("word_without_end", lambda: rtf(b"\\" + b"a" * MIB), WHOLE, False),
    ("number_without_end", lambda: rtf(b"\\fs" + b"9" * MIB), WHOLE, False),
    ("backslash_at_end", lambda: rtf() + b"\\", WHOLE, False),
    ("codes_that_are_none", lambda: rtf(after=b"\\'zz\\'\\'g\\'0"), ANY_ENDING, False),
    ("nul", lambda: rtf(after=b"\0" * MIB), WHOLE, True),
    ("itap_giant", lambda: rtf(after=b"\\itap2147483647 x\\nestcell\\nestrow"), WHOLE, False),
    ("code_pages", lambda: rtf(b"".join(b"\\ansicpg%d " % number for number in range(20_000))), WHOLE, True),
    ("include_text", lambda: rtf(after=_FIELD % b'INCLUDETEXT "/etc/passwd"'), WHOLE, False),
    ("include_picture", lambda: rtf(after=_FIELD % b'INCLUDEPICTURE "http://192.0.2.1/x.png" \\\\d'), WHOLE, False),
    ("dde", lambda: rtf(after=_FIELD % b'DDEAUTO cmd "/c calc"'), WHOLE, False),
    ("hyperlink", lambda: rtf(after=_FIELD % b'HYPERLINK "file://192.0.2.1/share"'), WHOLE, False),
    ("template", lambda: rtf(b"{\\*\\template http://192.0.2.1/x.dot}"), WHOLE, False),
    (
        "linked_object",
        lambda: rtf(after=b"{\\object\\objautlink\\objupdate{\\*\\objclass Word.Document.8}{\\*\\objdata 0105}}"),
        LOST,
        False,
    ),
    ("bidi", lambda: rtf(after=letters("\u202eтекст\u202c \u200bслово")), WHOLE, False),
)


def flipped(data: bytes, seed: int) -> bytes:
    chance, changed = random.Random(seed), bytearray(data)
    changed[chance.randrange(6, len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def tenth(data: bytes, number: int) -> bytes:
    return data[: len(data) * number // 10]


# ------------------------------------------------------------ texts


def text(*rows: tuple[str, ...], separator: str = "\t") -> bytes:
    return "\n".join([TITLE, "", *(separator.join(row) for row in (HEAD, *rows))]).encode()


PLAN = text(ROW, ROW)


def mixed(line: str) -> bytes:
    """A dump of a plan whose columns are mixed, with a line of its own."""
    stages = ("1. Формирование банка наставляемых", line, "2. Формирование банка наставников", "Беседа Октябрь 2023 Директор")
    return "\n\n".join([TITLE, "№", "Этап", "Содержание", "Сроки Ответственные", *stages]).encode()


TEXTS: tuple[tuple[str, Callable[[], bytes], Verdicts, bool], ...] = (
    ("one_line.txt", lambda: "слово ".encode() * (MIB // 4), refused("no_plan"), True),
    ("one_word.txt", lambda: b"a" * (2 * MIB), refused("no_plan"), True),
    ("million_lines.txt", lambda: b"x\n" * MIB, refused("too_large"), True),
    ("tabs.txt", lambda: b"x" + b"\t" * MIB + b"x", ANY_ENDING, True),
    ("tabs_alone.txt", lambda: b"\t" * MIB, refused("empty_file"), True),
    ("pipes.txt", lambda: b"|" * MIB, refused("too_large"), True),
    ("nul.txt", lambda: b"\0" * MIB, refused("empty_file"), True),
    ("nul_between.txt", lambda: PLAN.replace(b"\n", b"\n\0"), ANY_ENDING, False),
    ("mixed_encodings.txt", lambda: PLAN + "\nКонец плана работы школы".encode("cp1251"), LOST, False),
    ("utf16_without_mark.txt", lambda: PLAN.decode().encode("utf-16-le"), WHOLE, False),
    ("utf16_big_without_mark.txt", lambda: PLAN.decode().encode("utf-16-be"), WHOLE, False),
    ("utf16_cut.txt", lambda: PLAN.decode().encode("utf-16")[:-1], WHOLE | LOST, False),
    ("utf16_surrogates.txt", lambda: PLAN.decode().encode("utf-16") + b"\x00\xd8" * 9, LOST, False),
    ("surrogates_in_utf8.txt", lambda: PLAN + b"\n\xed\xa0\x80\xed\xb0\x80", LOST, False),
    ("overlong.txt", lambda: PLAN + b"\n\xc0\x80\xf8\x88\x80\x80\x80", LOST, False),
    ("bidi.txt", lambda: PLAN + "\n\u202eтекст\u202c \u2066a\u2069 \u200bслово".encode(), WHOLE, False),
    ("continued.txt", lambda: PLAN + b"\n" + "слово\n".encode() * 2_000, WHOLE | LOST, True),
    ("continued_by_roles.txt", lambda: PLAN + b"\n" + "слово,\nКуратор\n".encode() * 1_000, WHOLE | LOST, True),
    ("columns_mixed_in_capitals.txt", lambda: mixed("Слово " * 5_000), ANY_ENDING, True),
    ("columns_mixed_in_many_lines.txt", lambda: mixed("слово\n\n" * 1_500), ANY_ENDING, True),
    ("blank_lines_of_a_form.txt", lambda: PLAN.replace(b"\n", b" " + b"_" * 4_000 + b"\n", 1), ANY_ENDING, True),
    ("rules_alone.md", lambda: b"|---|---|\ntext\n|---|---|\n|---|---|", refused("no_plan"), False),
    ("rule_first.md", lambda: b"|---|---|\n" + text(ROW, separator="|"), ANY_ENDING, False),
    ("comments.md", lambda: b"| <p <p | <!-- | <![ |\n" * 5_000, refused("too_large"), True),
    ("tags.md", lambda: b"| " + b"<p" * MIB + b"> |\n", refused("too_large"), True),
    ("tables_open.md", lambda: b"text\n" + b"<table>\n" * 50_000, ANY_ENDING, True),
    ("grid.txt", lambda: b"+--+--+\n|  |  |\n" * 5_000, refused("no_plan"), True),
    ("quotes.csv", lambda: b'"' * MIB, refused("no_plan"), True),
    ("quote_open.csv", lambda: text(ROW, ROW, ROW, separator=";") + b'\n"' + b"x;y;z\n" * 5_000, ANY_ENDING, False),
    ("quotes_and_tabs.csv", lambda: b'\t"' * (MIB // 32), refused("too_large"), False),
    ("quoted_tabs.csv", lambda: b'a\tb\n"' + b"x\ty\n" * (MIB // 64), refused("too_large"), False),
    ("doubled_quotes.csv", lambda: b'""\t' * (MIB // 64), refused("too_large"), False),
    ("columns.csv", lambda: text((*ROW, *["x"] * 2_000), (*ROW, *["x"] * 2_000), ROW, separator=";"), ANY_ENDING, False),
    ("cell_of_10_mb.csv", lambda: text(ROW, ("2", "слово " * MIB, "май", "Куратор"), ROW, ROW, separator=";"), LOST, False),
    ("colons.mht", lambda: b"a: b\n c\n" * 50_000, refused("no_plan"), True),
    ("mime_open.mht", lambda: b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n', ANY_ENDING, False),
    ("comment_open.html", lambda: b"<!--" * (MIB // 4), ANY_ENDING, True),
    ("tables_deep.html", lambda: b"<html>" + b"<table><tr><td>" * 400 + b"x", refused("too_large"), True),
    ("magic_alone.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", refused("unsupported_format", "damaged_file"), False),
)


# ------------------------------------------------------------ XLS


@cache
def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("План")
    for row, texts in enumerate([(TITLE,), HEAD, *[ROW] * 60]):
        for column, cell in enumerate(texts):
            sheet.write(row, column, cell)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(at: int, *numbers: int) -> bytes:
    """The workbook with numbers of four bytes in another place."""
    data = xls()
    return data[:at] + struct.pack(f"<{len(numbers)}I", *numbers) + data[at + 4 * len(numbers) :]


def table_at() -> int:
    """Where the table of sectors stands."""
    return 512 * (1 + int(struct.unpack_from("<I", xls(), 76)[0]))


def directory_at() -> int:
    return 512 * (1 + int(struct.unpack_from("<I", xls(), 48)[0]))


def chain_of_itself() -> bytes:
    count = len(xls()) // 512 - 1
    return patched(table_at(), *((number + 1) % count for number in range(count)))


DAMAGED = refused("damaged_file", "unsupported_format")
XLS: tuple[tuple[str, Callable[[], bytes], Verdicts], ...] = (
    ("chain_of_one", lambda: patched(table_at(), *[0] * 8), ANY_ENDING),
    ("chain_round", chain_of_itself, DAMAGED),
    ("tables_giant", lambda: patched(44, 0x7FFFFFFF), DAMAGED),
    ("more_tables_giant", lambda: patched(68, 0, 0x7FFFFFFF), DAMAGED),
    ("directory_round", lambda: patched(directory_at() + 68, 0, 0, 0), DAMAGED),
    ("directory_nowhere", lambda: patched(48, 0x7FFFFFF0), ANY_ENDING),
    ("sectors_of_2_to_the_40", lambda: xls()[:30] + b"\x28\0" + xls()[32:], DAMAGED),
    ("length_giant", lambda: patched(directory_at() + 128 + 120, 0x7FFFFFFF), ANY_ENDING),
)

CASES: list[Case] = [
    *(Case(f"{title}.rtf", make, verdicts, bomb) for title, make, verdicts, bomb in RTF),
    *(Case(f"cut_{number}.rtf", lambda number=number: tenth(rtf(), number), ANY_ENDING) for number in range(1, 10)),  # type: ignore[misc]
    *(Case(f"flip_{seed}.rtf", lambda seed=seed: flipped(rtf(), seed), ANY_ENDING) for seed in range(60)),  # type: ignore[misc]
    *(Case(file, make, verdicts, bomb) for file, make, verdicts, bomb in TEXTS),
    *(Case(f"cut_{number}.txt", lambda number=number: tenth(PLAN, number), ANY_ENDING) for number in range(1, 10)),  # type: ignore[misc]
    *(Case(f"{title}.xls", make, verdicts) for title, make, verdicts in XLS),
    *(Case(f"cut_{number}.xls", lambda number=number: tenth(xls(), number), ANY_ENDING) for number in range(1, 10)),  # type: ignore[misc]
    *(Case(f"flip_{seed}.xls", lambda seed=seed: flipped(xls(), seed), ANY_ENDING) for seed in range(20)),  # type: ignore[misc]
]
