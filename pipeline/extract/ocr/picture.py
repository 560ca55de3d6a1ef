"""Pages as pictures: drawn from a PDF file, or the frames of an image file; all at `SCALE`, whatever size they claim.

What claims to be larger than A3 or smaller than A5 mostly has a wrong resolution in it (a pixel to the point; the 72 dpi of
photographs): such a page is taken for an A4 sheet. So no page has more than `A3` squared pixels, however large its box is.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import cv2
import numpy as np
from PIL import Image, ImageOps, ImageSequence

from pipeline.errors import UnsupportedFormatError
from pipeline.extract.ocr.raster import SCALE, Raster

# Longer sides of sheets, in points, and how far scanners miss them.
A3, A4, A5 = 1190.6, 841.9, 595.3
_TOLERANCE = 1.06
# An image of more pixels is not unpacked: that of A1 at 300 dpi has 70 million, and takes 3 bytes for each.
MOST_PIXELS = 100_000_000
# Resolutions that a scanner sets; others are what a camera or a drawing program writes.
_LEAST_DPI, _MOST_DPI = 75.0, 1300.0


class Picture(NamedTuple):
    """A page in colour: height x width x 3 bytes (blue, green, red). `shrunk`: it had more pixels than could be kept."""

    colours: Raster
    shrunk: bool = False


def pdf_picture(page: Any) -> Picture:
    """One of pypdfium2's pages, drawn as it is seen."""
    width, height = page.get_size()
    scale = SCALE * _factor(max(width, height))
    drawn = page.render(scale=scale, prefer_bgrx=False, rev_byteorder=False)
    return Picture(
        _three_channels(drawn.to_numpy()).copy(), scale < 0.5 * SCALE and _most_pixels(page) > 1.5 * max(drawn.width, drawn.height)
    )


def image_pictures(data: bytes) -> Iterator[Picture]:
    """The frames of an image file, one after the other. Raises UnsupportedFormatError for giants, and what the library raises."""
    with Image.open(BytesIO(data)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise UnsupportedFormatError(
                "image", f"изображение больше {MOST_PIXELS // 1_000_000} млн точек: {image.width} × {image.height}"
            )
        for frame in ImageSequence.Iterator(image):
            if frame.width * frame.height <= MOST_PIXELS:
                yield _picture(frame)


def _picture(frame: Image.Image) -> Picture:
    dpi = _dpi(frame)
    upright = ImageOps.exif_transpose(frame)
    points = max(upright.size) * 72 / dpi
    scale = SCALE * _factor(points) * 72 / dpi
    colours = np.asarray(_on_paper(upright))[:, :, ::-1]
    size = (max(1, round(upright.width * scale)), max(1, round(upright.height * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return Picture(cv2.resize(np.ascontiguousarray(colours), size, interpolation=way), points > A3 * _TOLERANCE and scale < 0.5)


def _on_paper(image: Image.Image) -> Image.Image:
    """In colours, what is transparent on white; 16 bits of grey, which the library would cut off, made 8."""
    if image.mode.startswith("I"):
        values = np.asarray(image, dtype=np.float64)
        return Image.fromarray((values * (255 / max(255.0, values.max()))).astype(np.uint8)).convert("RGB")
    if "transparency" in image.info or image.mode in {"RGBA", "LA", "PA"}:
        layer = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return image.convert("RGB")


def _dpi(image: Image.Image) -> float:
    """Pixels to the inch as the file says, or 72 where it says nothing that can be."""
    try:
        dpi = float(image.info.get("dpi", (72.0,))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 72.0
    return dpi if _LEAST_DPI <= dpi <= _MOST_DPI else 72.0


def _factor(longest: float) -> float:
    """What a page's size must be multiplied by; its longer side in points."""
    return 1.0 if A5 / _TOLERANCE <= longest <= A3 * _TOLERANCE else A4 / longest


def _three_channels(drawn: Raster) -> Raster:
    if drawn.ndim == 2 or drawn.shape[2] == 1:
        return cv2.cvtColor(drawn, cv2.COLOR_GRAY2BGR)
    return drawn[:, :, :3]


def _most_pixels(page: Any) -> int:
    """The longer side of the page's finest image."""
    images = page.get_objects(max_depth=2)
    return max((max(item.get_px_size()) for item in images if hasattr(item, "get_px_size")), default=0)
