"""What readers of a page pinned to it, and its content does not show: sticky notes, the words behind a mark or a drawing (ISO 32000-1, 12.5.6)."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

MOST = 10_000
"""Annotations of a page that are looked at: a form has some hundreds."""
TOO_MANY = f"на странице больше {MOST} пометок; прочитаны первые"
_NO_COMMENT = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_XFAWIDGET}
"""What a link says stands on the page, a window repeats the note that it belongs to, and a field has its value."""


def read_comments(page: Any) -> Iterator[str]:
    """The words of each annotation of a page of pypdfium2, in the order of the file; of what is drawn on the page by itself only where it is not."""
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        words = _words(annotation) if _is_comment(annotation) else ""
        pdfium.FPDFPage_CloseAnnot(annotation)
        if words:
            yield words


def has_more(page: Any) -> bool:
    """Whether the page has annotations that are not looked at."""
    return bool(pdfium.FPDFPage_GetAnnotCount(page) > MOST)


def _is_comment(annotation: Any) -> bool:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:  # a text box: pdfium draws it only as the file itself does
        return int(pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)) <= ctypes.sizeof(ctypes.c_ushort)
    return kind not in _NO_COMMENT


def _words(annotation: Any) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    buffer = (ctypes.c_ushort * (size // ctypes.sizeof(ctypes.c_ushort)))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0").replace("\r\n", "\n").replace("\r", "\n").strip()
