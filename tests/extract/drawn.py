"""PDF files of pages that a test draws itself."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]
WIDTH, HEIGHT = 600, 800


def document(*pages: Draw, size: tuple[float, float] = (WIDTH, HEIGHT), **options: Any) -> bytes:
    """A PDF with these pages, in Helvetica 10; `options` are those of the canvas."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, **options)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
