"""Image files → Content: each frame is a page, read like a scanned page of a PDF."""

from pipeline.errors import NoTextError
from pipeline.extract.content import Content
from pipeline.extract.pdf.drawing import lost_drawing
from pipeline.extract.pdf.page import read_page
from pipeline.extract.pdf.reader import page_content
from pipeline.extract.pdf.scans import missing_ocr
from pipeline.extract.tools import OCR, is_ready


def read_image(data: bytes) -> Content:
    """The blocks of a picture, or of the pages of a TIFF. Raises TooLargeError, and NoTextError where nothing can be read, or nothing stands there."""
    if not is_ready(OCR):
        raise NoTextError("image", missing_ocr())
    from pipeline.extract.ocr.page import recognise_page  # noqa: PLC0415  its libraries may not be installed
    from pipeline.extract.ocr.picture import image_pictures  # noqa: PLC0415

    pages = [
        read_page(lost_drawing(number, found)) if isinstance(found, str) else recognise_page(found, number)
        for number, found in enumerate(image_pictures(data), start=1)
    ]
    return page_content(pages)
