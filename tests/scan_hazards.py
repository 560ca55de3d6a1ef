"""Scans that a test makes itself: pages of a PDF as pictures, with what scanning and paper do to them.

Each hazard takes a page (height x width x 3, grey or coloured, 0 black) and gives it back as a scanner might; all are repeatable.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

Pixels = Any
Hazard = Callable[[Pixels], Pixels]

_PAPER = (235, 238, 240)


def pages(pdf: bytes, dpi: int = 200) -> list[Pixels]:
    """The pages of a PDF, drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy()[:, :, :3]) for page in document]


def scanned(pictures: Iterable[Pixels], dpi: int = 200, quality: int = 85) -> bytes:
    """A PDF of pictures, each a page, as scanners make them."""
    frames = [Image.fromarray(picture[:, :, ::-1]) for picture in pictures]
    stream = BytesIO()
    frames[0].save(stream, "PDF", resolution=dpi, save_all=True, append_images=frames[1:], quality=quality)
    return stream.getvalue()


def grey_noise(picture: Pixels) -> Pixels:
    chance = np.random.default_rng(7)
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float64)
    noisy = 238 - (255 - grey) * 0.85 + chance.normal(0, 14, grey.shape)
    return cv2.cvtColor(np.clip(noisy, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)


def shadow(picture: Pixels) -> Pixels:
    """Light that falls from one corner."""
    height, width = picture.shape[:2]
    light = np.linspace(1, 0.62, width)[None, :, None] * np.linspace(1, 0.85, height)[:, None, None]
    return (picture * light).astype(np.uint8)


def skewed(degrees: float) -> Hazard:
    def hazard(picture: Pixels) -> Pixels:
        height, width = picture.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))

    return hazard


def turned(degrees: int) -> Hazard:
    return lambda picture: np.ascontiguousarray(np.rot90(picture, degrees // 90))


def jpeg(picture: Pixels) -> Pixels:
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 25])[1], cv2.IMREAD_COLOR)


def blurred(picture: Pixels) -> Pixels:
    return cv2.GaussianBlur(picture, (0, 0), 1.3)


def perspective(picture: Pixels) -> Pixels:
    """A photograph from not quite above."""
    height, width = picture.shape[:2]
    old = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    slip = np.array([[0.012, 0.006], [-0.008, 0.0], [0.0, -0.006], [0.006, -0.01]], np.float32)
    return _warped(picture, old, old + slip * np.array([width, height], np.float32))


def _warped(picture: Pixels, old: Pixels, new: Pixels) -> Pixels:
    height, width = picture.shape[:2]
    matrix = cv2.getPerspectiveTransform(old, new)
    return cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))


def bent(picture: Pixels) -> Pixels:
    """Paper that does not lie flat: lines across are slightly curved."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    wave = 0.004 * height * np.sin(np.pi * x / width) * (0.3 + y / height)
    return cv2.remap(picture, x, y + wave.astype(np.float32), cv2.INTER_LINEAR, borderValue=(255, 255, 255))


def stamp(picture: Pixels) -> Pixels:
    """A blue ring with words around, over the page's upper right, and a signature across it."""
    return _stamped(picture, (190, 70, 40))


def grey_stamp(picture: Pixels) -> Pixels:
    """The same from a scanner without colours."""
    return cv2.cvtColor(cv2.cvtColor(_stamped(picture, (120, 120, 120)), cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)


def _stamped(picture: Pixels, ink: tuple[int, int, int]) -> Pixels:
    height, width = picture.shape[:2]
    layer = np.full_like(picture, 255)
    middle, radius = (int(0.72 * width), int(0.45 * height)), int(0.09 * width)
    thick = max(2, width // 600)
    cv2.circle(layer, middle, radius, ink, thick, cv2.LINE_AA)
    cv2.circle(layer, middle, int(0.7 * radius), ink, thick, cv2.LINE_AA)
    cv2.putText(layer, "SHKOLA 77", (middle[0] - radius // 2, middle[1]), cv2.FONT_HERSHEY_SIMPLEX, width / 3000, ink, thick, cv2.LINE_AA)
    angles = np.linspace(0, 6 * np.pi, 200)
    xs = middle[0] - radius + angles * radius / 7 + 0.2 * radius * np.cos(2 * angles)
    ys = middle[1] + 0.5 * radius + 0.3 * radius * np.sin(2.3 * angles)
    cv2.polylines(layer, [np.stack([xs, ys], axis=1).astype(np.int32)], False, ink, thick, cv2.LINE_AA)
    return (picture.astype(np.uint16) * layer // 255).astype(np.uint8)


def broken_lines(picture: Pixels) -> Pixels:
    """Stripes of blank across the page, as a worn drum leaves them: thin enough for letters, too wide for thin rules."""
    worn = picture.copy()
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    ink = (grey < 160).astype(np.uint8)
    size = picture.shape[1] // 25
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, size), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((size, 1), np.uint8))
    chance = np.random.default_rng(3)
    gaps = chance.random((picture.shape[0] // 12 + 1, picture.shape[1] // 12 + 1)) < 0.2
    gaps = np.kron(gaps, np.ones((12, 12)))[: picture.shape[0], : picture.shape[1]] > 0
    worn[(cv2.dilate(across | down, np.ones((3, 3), np.uint8)) > 0) & gaps] = 255
    return worn


def dark_borders(picture: Pixels) -> Pixels:
    """The lid of the scanner, wider on one side, not quite level."""
    height, width = picture.shape[:2]
    framed = picture.copy()
    for corners in (
        ((0, 0), (width // 40, 0), (width // 60, height), (0, height)),
        ((0, 0), (width, 0), (width, height // 70), (0, height // 50)),
    ):
        cv2.fillPoly(framed, [np.array(corners, np.int32)], (25, 25, 25))
    framed[-height // 120 :] = 10
    return framed


def faint(picture: Pixels) -> Pixels:
    """Toner that runs out."""
    return (255 - (255 - picture.astype(np.float64)) * 0.35).astype(np.uint8)


def thick_lines(picture: Pixels) -> Pixels:
    """Rules of two points and a half."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    ink = (grey < 160).astype(np.uint8)
    size = picture.shape[1] // 25
    lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, size), np.uint8)) | cv2.morphologyEx(
        ink, cv2.MORPH_OPEN, np.ones((size, 1), np.uint8)
    )
    heavy = picture.copy()
    heavy[cv2.dilate(lines, np.ones((3, 3), np.uint8)) > 0] = 20
    return heavy


HAZARDS: dict[str, tuple[Hazard, ...]] = {
    "clean": (),
    "grey_noise": (grey_noise,),
    "shadow": (shadow,),
    "skew_left": (skewed(2.0),),
    "skew_right": (skewed(-1.3),),
    "turned_90": (turned(90),),
    "turned_180": (turned(180),),
    "turned_270": (turned(270), skewed(0.8)),
    "jpeg": (jpeg,),
    "blurred": (blurred,),
    "perspective": (perspective,),
    "bent": (bent,),
    "stamp": (stamp,),
    "grey_stamp": (grey_stamp,),
    "broken_lines": (broken_lines,),
    "dark_borders": (skewed(0.5), dark_borders),
    "faint": (faint,),
    "thick_lines": (thick_lines,),
    "all": (bent, skewed(0.7), shadow, grey_noise, stamp, jpeg),
}


def with_hazard(picture: Pixels, name: str) -> Pixels:
    """A page with one of `HAZARDS`."""
    for hazard in HAZARDS[name]:
        picture = hazard(picture)
    return picture


def encoded(picture: Pixels, name: str, *more: Pixels) -> bytes:
    """An image file of one of Pillow's formats; of several frames where the format has them."""
    frames = [Image.fromarray(frame[:, :, ::-1]) for frame in (picture, *more)]
    stream = BytesIO()
    options: dict[str, Any] = {"save_all": True, "append_images": frames[1:]} if more else {}
    frames[0].save(stream, name, dpi=(150, 150), **options)
    return stream.getvalue()


def blob() -> Pixels:
    """No page at all: a dark ball."""
    picture: Pixels = np.full((600, 600, 3), 200, np.uint8)
    cv2.circle(picture, (300, 300), 200, (90, 60, 30), -1)
    return picture
