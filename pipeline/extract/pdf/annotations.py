"""What is laid on a page beside its content (ISO 32000-1, 12.5): what of it is seen there, and the words that are not, such as sticky notes."""

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

MOST = 10_000
"""Annotations of a page whose words are read: a form has some hundreds."""
TOO_MANY = f"на странице больше {MOST} пометок; прочитаны первые"
_NOT_SHOWN = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_TEXT}
"""All others are text to whoever looks at the page."""
_NO_COMMENT = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_XFAWIDGET}
"""What a link says stands on the page, a window repeats the note that it belongs to, and a field has its value."""


class Annotations(NamedTuple):
    """Those of one page: the words that it does not show, in the order of the file; whether it shows any; in Russian, what was not read."""

    comments: tuple[str, ...]
    are_shown: bool
    notes: tuple[str, ...]


def read_annotations(page: Any) -> Annotations:
    """The annotations of a page of pypdfium2, each opened once."""
    count = pdfium.FPDFPage_GetAnnotCount(page)
    comments: list[str] = []
    are_shown = False
    for number in range(count):
        if are_shown and number >= MOST:
            break
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        are_shown |= kind not in _NOT_SHOWN
        if number < MOST and _is_comment(annotation, kind):
            comments.append(_words(annotation))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return Annotations(tuple(filter(None, comments)), are_shown, (TOO_MANY,) if count > MOST else ())


def _is_comment(annotation: Any, kind: int) -> bool:
    if kind == pdfium.FPDF_ANNOT_FREETEXT:  # a text box: pdfium draws it only as the file itself does
        return int(pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)) <= ctypes.sizeof(ctypes.c_ushort)
    return kind not in _NO_COMMENT


def _words(annotation: Any) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    buffer = (ctypes.c_ushort * (size // ctypes.sizeof(ctypes.c_ushort)))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0").replace("\r\n", "\n").replace("\r", "\n").strip()
