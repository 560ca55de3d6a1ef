"""The sample that is a photograph of paper: a ruled page as a grey picture, a little askew, a stamp over the signature."""

import io

import pypdfium2
from PIL import Image, ImageChops, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Spacer

from tests.make_samples.pdf_files import built, head, ruled
from tests.make_samples.texts import SAMPLES, texts_of

DPI = 200
SKEW = 0.6
"""Degrees, anticlockwise."""
STAMP = (950, 45, 1245, 340)
"""The box of the stamp's outer ring, in pixels."""


def page_image(pdf: bytes) -> Image.Image:
    """The first page, as a scanner of DPI sees it."""
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[0].render(scale=DPI / 72, grayscale=True).to_pil()
    return image


def stamped(page: Image.Image) -> Image.Image:
    """The page with a signature and two rings over the title block; letters show through the ink."""
    ink = Image.new("L", page.size, 255)
    draw = ImageDraw.Draw(ink)
    left, top, right, bottom = STAMP
    for inset, width in ((0, 7), (50, 3)):
        draw.ellipse((left + inset, top + inset, right - inset, bottom - inset), outline=175, width=width)
    signature = [(915 + 13 * step, 236 + (-1) ** step * (24 - 2 * step)) for step in range(11)]
    draw.line(signature, fill=90, width=4, joint="curve")
    return ImageChops.darker(page, ink)


def write_scan(file: str) -> None:
    """Write the sample; the same each time with the same versions of pdfium and Pillow."""
    texts = texts_of(file)
    flow = [*head(texts, 290), Spacer(1, 4), ruled(texts["plan"], (30, 150, 170, 85, 100))]
    page = stamped(page_image(built(A4, flow))).rotate(SKEW, Image.Resampling.BICUBIC, fillcolor=255)
    picture = io.BytesIO()
    page.save(picture, "JPEG", quality=38)
    canvas = Canvas(str(SAMPLES / file), pagesize=A4, invariant=1, pageCompression=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
