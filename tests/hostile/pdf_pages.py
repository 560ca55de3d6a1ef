"""PDF files whose pages hold more than any page does, or are of a size that no sheet has; and what lies beside the text of a page."""

from collections.abc import Callable

from tests.hostile.case import WHOLE, Case, partial, refused
from tests.hostile.pdf_file import PLAN, Pdf, pages, plan

_LOST = partial("unreadable_part")
_UNREAD = refused("damaged_file", "empty_file", "no_text", "too_large")
_MILLION = 1_000_000


def _box(entries: bytes) -> Callable[[], bytes]:
    """A page with a plan in a strange box, behind one in its usual box."""

    def make() -> bytes:
        file = plan()
        file.page(PLAN, entries)
        return file.save()

    return make


def _text(content: bytes) -> bytes:
    return b"BT /F1 10 Tf 40 800 Td %s ET" % content


def _rules(count: int) -> bytes:
    """A page of rules that all cross: a grid of as many cells as there are rules."""
    side = int(count**0.5)
    across = (b"0 %.3f m 595 %.3f l S" % (at * 842 / side, at * 842 / side) for at in range(side))
    down = (b"%.3f 0 m %.3f 842 l S" % (at * 595 / side, at * 595 / side) for at in range(side))
    return b"\n".join([*across, *down])


def _short_rules(count: int) -> bytes:
    return b"\n".join(b"%d %d m %d %d l S" % (at % 590, at * 7 % 840, at % 590 + 5, at * 7 % 840) for at in range(count))


def _small_boxes(count: int) -> bytes:
    """Boxes, each a table of two cells by itself."""
    return b"\n".join(
        b"%d %d 8 8 re %d %d 8 8 re S" % (at % 28 * 20, at // 28 * 10, at % 28 * 20 + 8, at // 28 * 10) for at in range(count)
    )


def _letters(count: int, x: int = 7, y: int = 11) -> bytes:
    """Single letters in no order, or all at one place."""
    return b"\n".join(b"BT /F1 4 Tf %d %d Td (%c) Tj ET" % (at * x % 590, at * y % 840, 97 + at % 26) for at in range(count))


def _same_words(count: int) -> bytes:
    """One word again and again, a little further each time."""
    return b"\n".join(b"BT /F1 4 Tf %.2f %.2f Td (word) Tj ET" % (at * 7 % 590, at * 0.02) for at in range(count))


def _many_lines(count: int) -> bytes:
    return b"\n".join(b"BT /F1 1 Tf %d %.3f Td (line %d) Tj ET" % (at % 3 * 200, at * 840 / count, at) for at in range(count))


def _columns(count: int) -> bytes:
    """Words in columns that nothing rules, in lines as fine as hairs."""
    return b"\n".join(b"BT /F1 1 Tf %d %.3f Td (w%d) Tj ET" % (at % 20 * 29, at // 20 * 20 * 840 / count, at) for at in range(count))


def _stamps(count: int) -> bytes:
    """Boxes as large as stamps, with words in them, over each other."""
    draw = b"%.2f %.2f 100 40 re S BT /F1 4 Tf %.2f %.2f Td (signed electronically) Tj ET"
    places = ((at * 3.7 % 480, at * 5.3 % 790) for at in range(count))
    return PLAN + b"\n" + b"\n".join(draw % (x, y, x + 5, y + 20) for x, y in places)


def _with(entries: bytes, *objects: bytes) -> bytes:
    """A plan whose page has more entries; N+1, N+2 … stand for the objects."""
    file = Pdf()
    for number, body in enumerate(objects, start=4):
        file.objects[number] = body
    file.page(PLAN, entries)
    return file.save()


def _annotations(count: int, body: bytes) -> bytes:
    file = plan()
    numbers = [file.add(body) for _ in range(count)]
    page = file.kids[0]
    file.objects[page] = file.objects[page].replace(b"/Type /Page", b"/Type /Page /Annots [%s]" % b" ".join(b"%d 0 R" % n for n in numbers))
    return file.save()


def _field() -> bytes:
    """A form whose one field has a value, and no picture of it."""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ivanova) /Rect [300 300 500 330] /DA (/F1 10 Tf 0 g) /P 6 0 R >>"
    file = Pdf()
    number = file.add(field)
    file.page(PLAN, b"/Annots [%d 0 R]" % number)
    file.catalog = b"/AcroForm << /Fields [%d 0 R] /DR << /Font << /F1 3 0 R >> >> /NeedAppearances true >>" % number
    return file.save()


def _catalog(entries: bytes) -> Callable[[], bytes]:
    def make() -> bytes:
        file = plan()
        file.catalog = entries
        return file.save()

    return make


def _attachment() -> bytes:
    file = plan()
    data = file.stream(b"another document", b"/Type /EmbeddedFile")
    spec = file.add(b"<< /Type /Filespec /F (other.docx) /EF << /F %d 0 R >> >>" % data)
    file.catalog = b"/Names << /EmbeddedFiles << /Names [(other.docx) %d 0 R] >> >>" % spec
    return file.save()


def _external_stream() -> bytes:
    """A content that stands in another file."""
    file = plan()
    file.page(file.stream(b"", b"/F (/etc/passwd) /FFilter /ASCIIHexDecode"))
    return file.save()


def _xfa() -> bytes:
    file = plan()
    form = file.stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template><field name='a'/></template></xdp:xdp>")
    file.catalog = b"/NeedsRendering true /AcroForm << /XFA %d 0 R /Fields [] >>" % form
    return file.save()


_ACTION = b"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /%s >> >>"

CASES = [
    Case("pdf_box_1e9.pdf", _box(b"/MediaBox [0 0 1000000000 1000000000]"), WHOLE | _LOST, bomb=True),
    Case("pdf_box_1e30.pdf", _box(b"/MediaBox [-1e30 -1e30 1e30 1e30]"), WHOLE | _LOST, bomb=True),
    Case("pdf_box_long_number.pdf", _box(b"/MediaBox [0 0 %s 842]" % (b"9" * 400)), WHOLE | _LOST, bomb=True),
    Case("pdf_box_not_a_number.pdf", _box(b"/MediaBox [nan inf (a) null]"), WHOLE | _LOST, bomb=True),
    Case("pdf_box_negative.pdf", _box(b"/MediaBox [595 842 0 0]"), WHOLE | _LOST, bomb=True),
    Case("pdf_box_zero.pdf", _box(b"/MediaBox [0 0 0 0]"), WHOLE | _LOST, bomb=True),
    Case("pdf_box_short.pdf", _box(b"/MediaBox [0 0 595]"), WHOLE | _LOST, bomb=True),
    Case("pdf_crop_elsewhere.pdf", _box(b"/CropBox [5000 5000 6000 6000]"), WHOLE | _LOST, bomb=True),
    Case("pdf_user_unit_1e9.pdf", _box(b"/UserUnit 1000000000"), WHOLE | _LOST, bomb=True),
    Case("pdf_rotate_45.pdf", _box(b"/Rotate 45"), WHOLE | _LOST, bomb=True),
    Case("pdf_rotate_giant.pdf", _box(b"/Rotate 99999999990"), WHOLE | _LOST, bomb=True),
    Case("pdf_million_paths.pdf", lambda: pages([b"0 0 m 9 9 l S\n" * _MILLION]), _LOST, bomb=True),
    Case("pdf_million_letters_at_one_point.pdf", lambda: pages([_text(b"1 0 0 1 40 800 Tm (a) Tj " * _MILLION)]), _LOST, bomb=True),
    Case("pdf_million_letters.pdf", lambda: pages([_text(b"(%s) Tj" % (b"a" * _MILLION))]), _LOST, bomb=True),
    Case("pdf_million_states.pdf", lambda: pages([b"q " * _MILLION]), _LOST, bomb=True),
    Case("pdf_million_states_back.pdf", lambda: pages([b"Q " * _MILLION]), WHOLE | _LOST, bomb=True),
    Case("pdf_nested_marks.pdf", lambda: pages([b"/A BMC " * 100_000]), _LOST, bomb=True),
    Case("pdf_nested_marks_closed.pdf", lambda: pages([b"/A BMC " * 100_000 + b"EMC " * 100_000]), _LOST, bomb=True),
    Case("pdf_nested_lists.pdf", lambda: pages([b"[" * 10_000 + b"]" * 10_000 + b" TJ"]), WHOLE | _LOST, bomb=True),
    Case(
        "pdf_nested_dictionaries.pdf", lambda: _with(b"/Nested " + b"<< /A " * 10_000 + b">> " * 10_000), WHOLE | _LOST | _UNREAD, bomb=True
    ),
    Case("pdf_nested_list_object.pdf", lambda: _with(b"/Nested 4 0 R", b"[" * 10_000 + b"]" * 10_000), WHOLE | _LOST, bomb=True),
    Case("pdf_long_string.pdf", lambda: _with(b"/Long 4 0 R", b"(%s)" % (b"a" * (100 << 20))), WHOLE | _LOST, bomb=True),
    Case("pdf_long_string_shown.pdf", lambda: pages([_text(b"(%s) Tj" % (b"a" * 100_000))]), _LOST, bomb=True),
    Case("pdf_long_name.pdf", lambda: _with(b"/%s 1" % (b"a" * (1 << 20))), WHOLE | _LOST | _UNREAD, bomb=True),
    Case("pdf_100000_rules_in_a_grid.pdf", lambda: pages([_rules(100_000)]), WHOLE | _LOST),
    Case("pdf_100000_rules.pdf", lambda: pages([_short_rules(100_000)]), WHOLE | _LOST),
    Case("pdf_2000_small_tables.pdf", lambda: pages([_small_boxes(2000)]), WHOLE | _LOST),
    Case("pdf_200000_letters.pdf", lambda: pages([_letters(200_000)]), WHOLE | _LOST),
    Case("pdf_20000_letters.pdf", lambda: pages([_letters(20_000)]), WHOLE | _LOST),
    Case("pdf_20000_letters_at_one_point.pdf", lambda: pages([_letters(20_000, 0, 0)]), WHOLE | _LOST),
    Case("pdf_20000_equal_words.pdf", lambda: pages([_same_words(20_000)]), WHOLE | _LOST),
    Case("pdf_20000_lines.pdf", lambda: pages([_many_lines(20_000)]), WHOLE | _LOST),
    Case("pdf_20000_words_in_columns.pdf", lambda: pages([_columns(20_000)]), WHOLE | _LOST),
    Case("pdf_columns_on_40_pages.pdf", lambda: pages([_columns(500)] * 40), WHOLE | _LOST),
    Case("pdf_2000_stamps.pdf", lambda: pages([_stamps(2000)]), WHOLE | _LOST),
    Case(
        "pdf_100000_notes.pdf",
        lambda: _annotations(100_000, b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) >>"),
        WHOLE | _LOST,
    ),
    Case(
        "pdf_20000_free_texts.pdf",
        lambda: _annotations(20_000, b"<< /Type /Annot /Subtype /FreeText /Rect [0 0 90 90] /Contents (x) /DA (/F1 10 Tf) >>"),
        WHOLE | _LOST,
    ),
    Case("pdf_field_with_a_value.pdf", _field, WHOLE),
    Case("pdf_script.pdf", _catalog(b"/OpenAction << /S /JavaScript /JS (while\\(true\\){}) >>"), WHOLE),
    Case("pdf_launch.pdf", _catalog(b"/OpenAction << /S /Launch /F (/bin/sh) >>"), WHOLE),
    Case("pdf_go_elsewhere.pdf", lambda: _with(b"/Annots [4 0 R]", _ACTION % b"GoToR /F (other.pdf) /D [0 /Fit]"), WHOLE),
    Case("pdf_link.pdf", lambda: _with(b"/Annots [4 0 R]", _ACTION % b"URI /URI (http://127.0.0.1:9/)"), WHOLE),
    Case("pdf_submits.pdf", lambda: _with(b"/AA << /O << /S /SubmitForm /F (http://127.0.0.1:9/) >> >>"), WHOLE),
    Case("pdf_attachment.pdf", _attachment, _LOST),
    Case("pdf_external_stream.pdf", _external_stream, _LOST),
    Case("pdf_xfa.pdf", _xfa, _LOST),
]
