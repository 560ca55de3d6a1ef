"""PDF files whose objects lead back to themselves, to each other without number, or nowhere."""

from tests.hostile.case import WHOLE, Case, partial, refused
from tests.hostile.pdf_file import PLAN, plan, stream, written

_LOST = partial("unreadable_part")
_UNREAD = refused("damaged_file", "empty_file", "no_text", "too_large")
_TREE = b"<< /Type /Pages /Kids [%s] /Count %d %s >>"


def _tree(kids: bytes, count: int, entries: bytes = b"") -> bytes:
    file = plan()
    file.objects[2] = _TREE % (kids, count, entries)
    return file.save()


def _kids_hold_the_tree() -> bytes:
    return _tree(b"2 0 R 5 0 R", 2)


def _kids_hold_an_ancestor() -> bytes:
    file = plan()
    inner = file.add(_TREE % (b"2 0 R 5 0 R", 2, b"/Parent 2 0 R"))
    file.objects[2] = _TREE % (b"%d 0 R" % inner, 2, b"")
    return file.save()


def _only_itself() -> bytes:
    return _tree(b"2 0 R", 1)


def _parents_in_a_ring() -> bytes:
    file = plan()
    first, second = file.add(b""), file.add(b"")
    file.objects[first] = b"<< /Type /Pages /Kids [] /Count 0 /Parent %d 0 R >>" % second
    file.objects[second] = b"<< /Type /Pages /Kids [] /Count 0 /Parent %d 0 R >>" % first
    page = file.kids[0]
    file.objects[page] = file.objects[page].replace(b"/Parent 2 0 R", b"/Parent %d 0 R" % first).replace(b"/MediaBox [0 0 595 842]", b"")
    return file.save()


def _shared_trees(depth: int = 30) -> bytes:
    """Each tree holds the next one twice: a thousand million pages."""
    file = plan()
    below = file.kids[0]
    for level in range(depth):
        below = file.add(_TREE % (b"%d 0 R " % below * 2, 2 << level, b""))
    file.objects[2] = _TREE % (b"%d 0 R" % below, 2 << depth, b"")
    return file.save()


def _shared_trees_not_counted(depth: int = 30) -> bytes:
    return _shared_trees(depth).replace(b"/Count", b"/Caunt")


def _deep_tree() -> bytes:
    file = plan()
    below = file.kids[0]
    for _ in range(5000):
        below = file.add(_TREE % (b"%d 0 R" % below, 1, b""))
    file.objects[2] = _TREE % (b"%d 0 R" % below, 1, b"")
    return file.save()


def _count(count: bytes, pages: int = 3) -> bytes:
    """A count of pages that lies."""
    return plan(*[PLAN] * (pages - 1)).save(tree=b"/Count " + count)


def _no_pages() -> bytes:
    return _tree(b"", 0)


def _kids_are_no_pages() -> bytes:
    return _tree(b"3 0 R 1 0 R 99 0 R null 7 (x)", 6)


def _five_thousand_pages() -> bytes:
    file = plan()
    content = file.stream(PLAN)
    for _ in range(4999):
        file.page(content)
    return file.save()


def _previous_in_a_ring() -> bytes:
    """The table of places names itself as the one before."""
    data = plan().save(b"/Prev 000000000")
    return data.replace(b"/Prev 000000000", b"/Prev %09d" % data.rfind(b"xref\n0"))


def _long_chain_of_tables() -> bytes:
    """Two thousand tables of places, each before the next."""
    data = plan().save()
    before = data.rfind(b"xref\n0")
    parts = [data]
    at = len(data)
    for _ in range(2000):
        parts.append(
            b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (before, at)
        )
        before, at = at, at + len(parts[-1])
    return b"".join(parts)


def _object_stream_in_itself() -> bytes:
    """An object stream that says that it stands in itself, as do the catalogue and the tree."""
    rows = bytes.fromhex("00" * 7) + b"".join(b"\x02\x00\x00\x00\x04" + bytes([0, at]) for at in range(4))
    body = b"%PDF-1.7\n4 0 obj\n" + stream(b"4 0 1 0 ", b"/Type /ObjStm /N 2 /First 8 /Extends 4 0 R") + b"\nendobj\n"
    table = stream(rows, b"/Type /XRef /W [1 4 2] /Size 5 /Root 1 0 R")
    return body + b"5 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def _length_of_itself() -> bytes:
    file = plan()
    content = file.kids[0] - 1
    file.objects[content] = file.objects[content].replace(b"/Length %d" % len(PLAN), b"/Length %d 0 R" % content)
    return file.save()


def _references_in_a_ring() -> bytes:
    """What a page uses is an object that is another, which is the first."""
    file = plan()
    first, second = file.add(b""), file.add(b"")
    file.objects[first], file.objects[second] = b"%d 0 R" % second, b"%d 0 R" % first
    for entry in (b"/Resources %d 0 R", b"/MediaBox %d 0 R", b"/Annots %d 0 R", b"/Rotate %d 0 R"):
        page = file.page(PLAN)
        file.objects[page] = file.objects[page].replace(b"/Type /Page", b"/Type /Page " + entry % first)
    return file.save()


def _form_in_itself() -> bytes:
    file = plan()
    form = file.add(b"")
    file.objects[form] = stream(
        b"/Fm0 Do " * 10,
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Fm0 %d 0 R >> >>" % form,
    )
    file.page(b"/Fm0 Do", resources=b"/XObject << /Fm0 %d 0 R >>" % form)
    return file.save()


def _forms_in_each_other(depth: int = 12, times: int = 10) -> bytes:
    """Each form draws the next ten times: a million million squares."""
    file = plan()
    below = file.stream(b"0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    for _ in range(depth):
        resources = b"/Resources << /XObject << /Fm0 %d 0 R >> >>" % below
        below = file.stream(b"/Fm0 Do " * times, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources)
    file.page(b"/Fm0 Do", resources=b"/XObject << /Fm0 %d 0 R >>" % below)
    return file.save()


def _forms_all_in_all(count: int = 12) -> bytes:
    """Each form draws all others: as many ways as there are orders of twelve."""
    file = plan()
    forms = [file.add(b"") for _ in range(count)]
    places = b" ".join(b"/Fm%d %d 0 R" % (at, form) for at, form in enumerate(forms))
    resources = file.add(b"<< /XObject << %s >> >>" % places)
    for form in forms:
        content = b" ".join(b"/Fm%d Do" % at for at in range(count))
        file.objects[form] = stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources %d 0 R" % resources)
    file.page(b"/Fm0 Do", resources=b"/XObject << %s >>" % places)
    return file.save()


def _letters_of_forms() -> bytes:
    """A font whose letters are drawn by contents that are written in the same font."""
    file = plan()
    font = file.add(b"")
    glyph = file.stream(b"1000 0 d0 BT /F2 10 Tf (aaaaaaaaaa) Tj ET")
    file.objects[font] = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] "
        b"/CharProcs << /a %d 0 R >> /Encoding << /Differences [97 /a] >> /Resources << /Font << /F2 %d 0 R >> >> >>" % (glyph, font)
    )
    page = file.page(b"BT /F2 10 Tf 40 800 Td (aaa) Tj ET")
    file.objects[page] = file.objects[page].replace(b"/Font << ", b"/Font << /F2 %d 0 R " % font)
    return file.save()


def _font_of_itself() -> bytes:
    file = plan()
    font = file.add(b"")
    file.objects[font] = b"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [%d 0 R] >>" % font
    page = file.page(b"BT /F2 10 Tf 40 800 Td <00410042> Tj ET")
    file.objects[page] = file.objects[page].replace(b"/Font << ", b"/Font << /F2 %d 0 R " % font)
    return file.save()


def _mask_of_itself() -> bytes:
    file = plan()
    picture = file.add(b"")
    entries = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask %d 0 R" % picture
    file.objects[picture] = stream(b"a", entries)
    file.page(b"500 0 0 800 0 0 cm /Im0 Do", resources=b"/XObject << /Im0 %d 0 R >>" % picture)
    return file.save()


def _nothing_but_a_header() -> bytes:
    return b"%PDF-1.7\n%%EOF\n"


def _no_catalogue() -> bytes:
    return written({1: b"<< /Type /Font >>"})


def _catalogue_of_itself() -> bytes:
    return written({1: b"<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 1 >>"})


CASES = [
    Case("pdf_kids_hold_the_tree.pdf", _kids_hold_the_tree, WHOLE | _LOST, bomb=True),
    Case("pdf_kids_hold_an_ancestor.pdf", _kids_hold_an_ancestor, WHOLE | _LOST, bomb=True),
    Case("pdf_tree_of_itself.pdf", _only_itself, _LOST | _UNREAD, bomb=True),
    Case("pdf_parents_in_a_ring.pdf", _parents_in_a_ring, WHOLE | _LOST, bomb=True),
    Case("pdf_shared_trees.pdf", _shared_trees, WHOLE | _LOST, bomb=True),
    Case("pdf_shared_trees_not_counted.pdf", _shared_trees_not_counted, WHOLE | _LOST, bomb=True),
    Case("pdf_deep_tree.pdf", _deep_tree, WHOLE | _LOST | _UNREAD, bomb=True),
    Case("pdf_count_too_small.pdf", lambda: _count(b"1"), WHOLE, bomb=True),
    Case("pdf_count_too_large.pdf", lambda: _count(b"2147483647"), WHOLE | _LOST, bomb=True),
    Case("pdf_count_a_million.pdf", lambda: _count(b"1000000"), WHOLE | _LOST, bomb=True),
    Case("pdf_count_negative.pdf", lambda: _count(b"-3"), WHOLE, bomb=True),
    Case("pdf_no_pages.pdf", _no_pages, _LOST | _UNREAD, bomb=True),
    Case("pdf_kids_are_no_pages.pdf", _kids_are_no_pages, _LOST | _UNREAD, bomb=True),
    Case("pdf_5000_pages.pdf", _five_thousand_pages, _LOST),
    Case("pdf_previous_in_a_ring.pdf", _previous_in_a_ring, WHOLE, bomb=True),
    Case("pdf_long_chain_of_tables.pdf", _long_chain_of_tables, WHOLE, bomb=True),
    Case("pdf_object_stream_in_itself.pdf", _object_stream_in_itself, _UNREAD, bomb=True),
    Case("pdf_length_of_itself.pdf", _length_of_itself, WHOLE | _LOST, bomb=True),
    Case("pdf_references_in_a_ring.pdf", _references_in_a_ring, WHOLE | _LOST, bomb=True),
    Case("pdf_form_in_itself.pdf", _form_in_itself, WHOLE | _LOST, bomb=True),
    Case("pdf_forms_in_each_other.pdf", _forms_in_each_other, _LOST, bomb=True),
    Case("pdf_forms_all_in_all.pdf", _forms_all_in_all, _LOST, bomb=True),
    Case("pdf_letters_of_forms.pdf", _letters_of_forms, WHOLE | _LOST, bomb=True),
    Case("pdf_font_of_itself.pdf", _font_of_itself, WHOLE | _LOST, bomb=True),
    Case("pdf_mask_of_itself.pdf", _mask_of_itself, WHOLE | _LOST, bomb=True),
    Case("pdf_nothing_but_a_header.pdf", _nothing_but_a_header, _UNREAD, bomb=True),
    Case("pdf_no_catalogue.pdf", _no_catalogue, _UNREAD, bomb=True),
    Case("pdf_catalogue_of_itself.pdf", _catalogue_of_itself, _UNREAD, bomb=True),
]
