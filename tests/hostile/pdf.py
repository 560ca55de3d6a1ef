"""Hostile PDF files and pictures: bombs, loops, pages too full, files cut and changed, locked or wrongly named."""

import random
from collections.abc import Callable
from io import BytesIO

from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from tests.hostile import pdf_bombs, pdf_pages, pdf_trees, pictures
from tests.hostile.case import WHOLE, Case, Verdicts, partial, refused
from tests.hostile.pdf_file import PLAN, plan

_ANY: Verdicts = (
    WHOLE | partial("unreadable_part") | refused("damaged_file", "empty_file", "no_text", "too_large", "no_plan", "locked_file")
)
_FLIPS = 70
_SLOW = {
    "pdf_5000_pages.pdf",
    "pdf_20000_letters.pdf",
    "pdf_20000_equal_words.pdf",
    "pdf_20000_free_texts.pdf",
    "pdf_20000_lines.pdf",
    "pdf_20000_words_in_columns.pdf",
    "pdf_columns_on_40_pages.pdf",
    "pdf_200000_letters.pdf",
    "pdf_100000_notes.pdf",
    "pdf_100000_rules.pdf",
    "pdf_2000_stamps.pdf",
}


def _sound() -> bytes:
    """Two pages, their contents packed."""
    file = plan()
    file.page(file.stream(PLAN, flate=True))
    return file.save()


def _cut(tenth: int) -> Callable[[], bytes]:
    def make() -> bytes:
        data = _sound()
        return data[: len(data) * tenth // 10]

    return make


def _flipped(number: int) -> Callable[[], bytes]:
    """One bit of it changed."""

    def make() -> bytes:
        data = bytearray(_sound())
        chance = random.Random(number)
        data[chance.randrange(8, len(data))] ^= 1 << chance.randrange(8)
        return bytes(data)

    return make


def _locked(user: str) -> bytes:
    stream = BytesIO()
    protection = pdfencrypt.StandardEncryption(user, ownerPassword="owner", canPrint=0, strength=128)
    canvas = Canvas(stream, encrypt=protection, invariant=True)
    canvas.drawString(50, 700, "The plan of the year")
    canvas.save()
    return stream.getvalue()


def _saved_again() -> bytes:
    """A second version of a content behind the end of the first file (ISO 32000-1, 7.5.6)."""
    data = plan(b"").save()
    before, at = data.rfind(b"xref\n0"), len(data)
    body = b"6 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(PLAN), PLAN)
    table = b"xref\n6 1\n%010d 00000 n \ntrailer\n<< /Size 8 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        at,
        before,
        at + len(body),
    )
    return data + body + table


_ALL = [
    *pdf_bombs.CASES,
    *pdf_trees.CASES,
    *pdf_pages.CASES,
    *pictures.CASES,
    *(Case(f"pdf_cut_at_{tenth}.pdf", _cut(tenth), _ANY - WHOLE) for tenth in range(1, 10)),
    *(Case(f"pdf_flipped_{number}.pdf", _flipped(number), _ANY) for number in range(_FLIPS)),
    Case("pdf_locked.pdf", lambda: _locked("secret"), refused("locked_file")),
    Case("pdf_protected_from_printing.pdf", lambda: _locked(""), WHOLE | refused("no_plan")),
    Case("pdf_saved_again.pdf", _saved_again, WHOLE),
    Case("pdf_garbage_before.pdf", lambda: b"\x00\xff mail\r\n" * 50 + _sound(), WHOLE | partial("unreadable_part")),
    Case("pdf_garbage_behind.pdf", lambda: _sound() + b"\x00" * 5000, partial("unreadable_part")),
    Case("pdf_places_of_nothing.pdf", lambda: _sound().replace(b"startxref\n", b"startxref\n9999"), WHOLE | partial("unreadable_part")),
    Case(
        "pdf_linearised_in_words_only.pdf",
        lambda: _sound().replace(b"1 0 obj\n<<", b"1 0 obj\n<< /Linearized 1 /L 9 /O 99 /N 7 ", 1),
        WHOLE,
    ),
    Case("pdf_named_word.docx", _sound, WHOLE),
    Case("pdf_twice_in_one.pdf", lambda: _sound() + _sound(), WHOLE | partial("unreadable_part")),
]
CASES = [case._replace(slow=case.file in _SLOW) for case in _ALL]
