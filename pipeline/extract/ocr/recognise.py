"""Words of a part of a page, by tesseract."""

import functools
from collections.abc import Iterator
from statistics import fmean
from typing import Any, Literal, NamedTuple

from tesserocr import OEM, PSM, RIL, LeptLogLevel, PyTessBaseAPI, iterate_level, set_leptonica_log_level

from pipeline.errors import MissingToolError
from pipeline.extract.language_data import LANGUAGES, language_data
from pipeline.extract.ocr.alphabet import with_one_alphabet
from pipeline.extract.ocr.raster import Raster

Setting = Literal["block", "scattered"]
"""One column of lines, as in a cell; or texts anywhere, as around a table."""

_MODES: dict[Setting, int] = {"block": PSM.SINGLE_BLOCK, "scattered": PSM.SPARSE_TEXT}
_DPI = 300


class Mark(NamedTuple):
    """A recognised word, in pixels of the part that was given.

    `baseline` is the row on which its letters stand, `size` the height of its line from the deepest to the highest letter.
    `confidence` is from 0 to 1.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    baseline: float
    size: float
    confidence: float

    def moved(self, right: int, down: int) -> "Mark":
        """The word in a picture in which it stands so much further to the right and down."""
        left, top, end, bottom = self.left + right, self.top + down, self.right + right, self.bottom + down
        return self._replace(left=left, top=top, right=end, bottom=bottom, baseline=self.baseline + down)


def recognise(grey: Raster, setting: Setting) -> list[Mark]:
    """The words that stand in a grey picture, in tesseract's order. Raises MissingToolError without language data."""
    api = _tesseract()
    api.SetPageSegMode(_MODES[setting])
    height, width = grey.shape
    api.SetImageBytes(grey.tobytes(), width, height, 1, width)
    api.SetSourceResolution(_DPI)
    api.Recognize()
    marks = list(_marks(api.GetIterator()))
    api.Clear()
    texts = with_one_alphabet([mark.text for mark in marks])
    return [mark._replace(text=text) for mark, text in zip(marks, texts, strict=True)]


def mean_confidence(marks: list[Mark]) -> float:
    """Of the letters, from 0 to 1; 0 where there are none."""
    weights = [len(mark.text) for mark in marks]
    return fmean([mark.confidence for mark in marks], weights) if marks else 0.0


@functools.cache
def _tesseract() -> Any:
    """The one engine of this process: loading its language data takes longer than reading a cell.

    Adaptive learning is off, so that a cell reads the same whatever was read before it.
    """
    folder = language_data()
    if folder is None:
        raise MissingToolError("tesseract", "tesseract-ocr-rus")
    # It complains of specks on the terminal, which is the user's.
    set_leptonica_log_level(LeptLogLevel.NONE)
    api = PyTessBaseAPI(path=str(folder), lang="+".join(LANGUAGES), oem=OEM.LSTM_ONLY)
    api.SetVariable("classify_enable_learning", "0")
    return api


def _marks(found: Any) -> Iterator[Mark]:
    if found is None:
        return
    for word in iterate_level(found, RIL.WORD):
        box = word.BoundingBox(RIL.WORD)
        text = _text(word)
        if box is None or not text:
            continue
        ends = word.Baseline(RIL.WORD)
        baseline = (ends[0][1] + ends[1][1]) / 2 if ends else float(box[3])
        left, top, right, bottom = box
        yield Mark(text, left, top, right, bottom, baseline, word.RowAttributes()["row_height"], word.Confidence(RIL.WORD) / 100)


def _text(word: Any) -> str:
    """The word; nothing where the engine has none for its box, at which the library raises.

    A low quotation mark of one stroke is a comma: Russian has no other use for it.
    """
    try:
        return str(word.GetUTF8Text(RIL.WORD)).strip().replace("‚", ",")
    except RuntimeError:
        return ""
