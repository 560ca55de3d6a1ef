"""The sample in RTF, in the manner of Word: two ways to escape a letter, merged cells, labels written out, a hidden run, a header."""

import re
from collections.abc import Callable, Iterator
from itertools import count

from tests.make_samples.texts import SAMPLES, merges_of, rows_of, texts_of

WIDTHS = (700, 4300, 6100, 8100, 10200)
"""Right edges of the cells, in twips."""
BORDERS = "".join(rf"\clbrdr{side}\brdrs\brdrw10" for side in "tlbr")
PLAIN = {"\\": r"\\", "{": r"\{", "}": r"\}", "\xa0": r"\~", "¬": r"\-", "{~": r"{\v ", "~}": "}"}

Rows = list[list[str]]
Label = Callable[[str], str]


def escaped(text: str, unicode: bool = False) -> str:
    """Text in RTF: Cyrillic as bytes of cp1251, but as Unicode numbers between quotation marks or where asked."""
    found = ""
    for part in re.split(r"(\{~|~\}|.)", text):
        unicode = unicode or part == "«"
        found += PLAIN.get(part) or _letters(part, unicode)
        unicode = unicode and part != "»"
    return found


def _letters(text: str, unicode: bool) -> str:
    if text.isascii():
        return text
    return "".join(rf"\u{ord(letter)}?" if unicode else rf"\'{letter.encode('cp1251').hex()}" for letter in text)


def labels() -> Label:
    """What puts the automatic label before an item: a number that runs through the document, or one of a list of its own."""
    rows, lists = count(1), count(2)
    items: dict[str, int] = {}

    def label(mark: str) -> str:
        if mark == "№":
            return rf"\ls1\ilvl0{{\listtext\pard\plain\f0 {next(rows)}.\tab}}"
        if mark == "new":
            items.update(id=next(lists), last=0)
            return ""
        items["last"] += 1
        return rf"\ls{items['id']}\ilvl0{{\listtext\pard\plain\f0 {items['last']})\tab}}"

    return label


def cell(text: str, label: Label | None, bold: bool) -> str:
    """The paragraphs of a cell; without labels in the header, where «№» is a word."""
    if label and "#" in text:
        label("new")
    look = r"\pard\plain\intbl\f0\fs22" + (r"\b " if bold else " ")
    lines = [look + _paragraph(line, label) for line in text.split("¶")]
    return (r"\par" + "\n").join(lines) + r"\cell" + "\n"


def _paragraph(line: str, label: Label | None) -> str:
    return f"{label(line[0])}{{{escaped(line[1:])}}}" if label and line.startswith(("№", "#")) else escaped(line)


def rows(plan: Rows) -> Iterator[str]:
    """The rows of the table; a row of one cell is merged over all columns."""
    label = labels()
    wide = [row if len(row) > 1 else [row[0], *[""] * (len(WIDTHS) - 1)] for row in plan]
    first = {(y, x) for x, y, _ in merges_of(wide)}
    for y, row in enumerate(wide):
        marks = [_merge(len(plan[y]) == 1, x, text, (y, x) in first) for x, text in enumerate(row)]
        edges = "".join(rf"{mark}{BORDERS}\cellx{edge}" for mark, edge in zip(marks, WIDTHS, strict=True))
        cells = "".join(cell("" if text == "^" else text, label if y else None, bold=y == 0 or len(plan[y]) == 1) for text in row)
        yield rf"\trowd\trgaph108\trleft-108{edges}" + "\n" + cells + r"\row" + "\n"


def _merge(section: bool, x: int, text: str, first: bool) -> str:
    if section:
        return r"\clmrg" if x else r"\clmgf"
    return r"\clvmrg" if text == "^" else r"\clvmgf" if first else ""


def list_table(lists: int) -> str:
    """Definitions of the automatic lists: the first shows «1.», the others «1)»."""
    shows = [".", *[")"] * (lists - 1)]
    tables = "".join(
        rf"{{\list\listtemplateid{n}{{\listlevel\levelnfc0\leveljc0\levelfollow0\levelstartat1{{\leveltext\'02\'00{mark};}}{{\levelnumbers\'01;}}}}\listid{n}}}"
        for n, mark in enumerate(shows, 1)
    )
    overrides = "".join(rf"{{\listoverride\listid{n}\listoverridecount0\ls{n}}}" for n in range(1, lists + 1))
    return rf"{{\*\listtable{tables}}}{{\*\listoverridetable{overrides}}}" + "\n"


def lines(text: str, look: str, unicode: bool = False) -> str:
    """A paragraph for each line, and a blank one."""
    return "".join(rf"\pard\plain{look}\f0\fs24 {escaped(line, unicode)}\par" + "\n" for line in [*text.splitlines(), ""])


def write_rtf(file: str) -> None:
    """Write the sample, the same each time."""
    texts = texts_of(file)
    found = r"{\rtf1\ansi\ansicpg1251\uc1\deff0\deflang1049{\fonttbl{\f0\froman\fcharset204 Times New Roman;}}" + "\n"
    found += list_table(1 + sum("#" in line for line in texts["plan"].splitlines()))
    found += rf"{{\info{{\author {escaped('Методист')}}}}}\paperw11906\paperh16838\margl850\margr850" + "\n"
    found += rf"{{\header\pard\plain\qc\f0\fs20 {escaped(texts['running'])}\par}}" + "\n"
    found += lines(texts["approval"], r"\qr") + lines(texts["title"], r"\qc\b", unicode=True)
    found += "".join(rows(rows_of(texts["plan"]))) + lines("\n" + texts["after"], "") + "}"
    (SAMPLES / file).write_bytes(found.replace("\n", "\r\n").encode("ascii"))
