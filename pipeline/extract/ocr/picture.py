"""Pages as pictures: drawn from a PDF file, or the frames of an image file; all at `SCALE`, whatever size they claim.

What claims to be larger than A3 or smaller than A5 mostly has a wrong resolution in it (a pixel to the point; the 72 dpi of
photographs): such a page is taken for an A4 sheet. So no page has more than `A3` squared pixels, however large its box is.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import cv2
import numpy as np
from PIL import Image, ImageOps, PngImagePlugin

from pipeline.errors import TooLargeError
from pipeline.extract.budget import is_spent, told
from pipeline.extract.ocr.raster import SCALE, Raster
from pipeline.extract.pdf.scans import RESERVE

# Ours is by kind of picture, and raises where the library's own limit only warns.
Image.MAX_IMAGE_PIXELS = None
# Bytes that a chunk of text or a colour profile in a PNG unpacks to, and all of them.
PngImagePlugin.MAX_TEXT_CHUNK, PngImagePlugin.MAX_TEXT_MEMORY = 1 << 20, 8 << 20

# Longer sides of sheets, in points, and how far scanners miss them.
A3, A4, A5 = 1190.6, 841.9, 595.3
_TOLERANCE = 1.06
MOST_PIXELS = 160_000_000
"""Points of a picture in black and white or in grey that is unpacked, each a byte; a quarter of it in colours. A sheet of A3 at 600 dpi has 70 million."""
MOST_FRAMES = 100
"""Pages of an image file that are read, as of a PDF of scans."""
TOO_MANY_FRAMES = f"и все за ней не распознаны: в файле больше {MOST_FRAMES} изображений"
DAMAGED_FRAME = "и все за ней не прочитаны: файл повреждён"
# What a point takes while it is unpacked and made a byte of grey, by the modes of the library.
_WEIGHTS = {"1": 1, "L": 1, "I": 16, "F": 16, "I;16": 16, "I;16B": 16}
_COLOURED = 4
# From so many points on a picture is made smaller before its colours are looked at, where its mode lets that be.
_MANY_PIXELS = 20_000_000
_REDUCED = {"L", "RGB", "RGBA", "CMYK", "YCbCr"}
# The formats that are read; others that the library knows run programs, or follow links.
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
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


def image_pictures(data: bytes) -> Iterator[Picture | str]:
    """The frames of an image file, one after the other; in Russian, why, in place of one that is not read.

    Raises TooLargeError where the first is a giant, and what the library raises where it is damaged.
    """
    with Image.open(BytesIO(data), formats=_FORMATS) as image:
        for number in range(MOST_FRAMES + 1):
            try:
                image.seek(number)
                if number == MOST_FRAMES:
                    yield TOO_MANY_FRAMES
                    return
                if is_spent(RESERVE):
                    yield f"не распознана: {told()}"
                else:
                    yield _picture(image)
            except EOFError:
                return
            except TooLargeError as error:
                if not number:
                    raise
                yield error.detail
            except (OSError, SyntaxError, ValueError):
                # The frames behind a damaged one are found through it.
                if not number:
                    raise
                yield DAMAGED_FRAME
                return


def _picture(frame: Image.Image) -> Picture:
    """A frame at `SCALE`. Raises TooLargeError for a giant before it is unpacked."""
    size, dpi = frame.size, _dpi(frame)
    points = max(size) * 72 / dpi
    scale = SCALE * _factor(points) * 72 / dpi
    target = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    # A JPEG can be unpacked at half its size, or a quarter.
    if size[0] * size[1] > _MANY_PIXELS:
        frame.draft(None, target)
    pixels, most = frame.width * frame.height, MOST_PIXELS // _WEIGHTS.get(frame.mode, _COLOURED)
    if pixels > most:
        raise TooLargeError("image", f"изображение больше {most / 1_000_000:.1f} млн точек: {size[0]} × {size[1]}")
    shrink = int(1 / scale) if pixels > _MANY_PIXELS and scale <= 0.5 else 1
    small = frame.reduce(shrink) if shrink > 1 and frame.mode in _REDUCED else frame
    upright = ImageOps.exif_transpose(small)
    colours = np.asarray(_on_paper(upright))[:, :, ::-1]
    if (upright.width > upright.height) != (size[0] > size[1]):
        target = target[::-1]
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return Picture(cv2.resize(np.ascontiguousarray(colours), target, interpolation=way), points > A3 * _TOLERANCE and scale < 0.5)


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
