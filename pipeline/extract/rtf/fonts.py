"""The font table: it says in which code page the bytes of each font's text are."""

from pipeline.extract.rtf import charsets
from pipeline.extract.rtf.tokens import Word


class Fonts:
    """The fonts of one file, and the code page of those that do not say theirs."""

    def __init__(self) -> None:
        self._codec = charsets.ANSI
        self._is_codec_told = False
        self._codecs: dict[int | None, str | None] = {}
        self.default: int | None = None

    def codec(self, font: int | None) -> str:
        """The code page of a font's text; None: of the font that a text has that names none."""
        return self._codecs.get(self.default if font is None else font) or self._codec

    def name(self, font: int | None, name: str) -> None:
        """Takes the name of a font; it counts where nothing else is told."""
        if self._codecs.get(font) is None:
            self._codecs[font] = charsets.of_font_name(name)

    def describe(self, font: int | None, word: Word) -> None:
        """Takes what a word of the font table says."""
        of = charsets.of_charset if word.name == "fcharset" else charsets.of_code_page
        self._codecs[font] = of(word.number or 0) or self._codecs.get(font)

    def take_file_codec(self, word: Word) -> None:
        """Takes the code page of the file: as it says it itself, or else that of its language."""
        if word.name == "deflang":
            told = None if self._is_codec_told else charsets.of_language(word.number or 0)
        else:
            told = charsets.CHARACTER_SETS.get(word.name) or charsets.of_code_page(word.number or 0)
            self._is_codec_told = self._is_codec_told or told is not None
        self._codec = told or self._codec
