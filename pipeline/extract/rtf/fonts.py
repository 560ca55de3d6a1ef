"""The font table: it says in which code page the bytes of each font's text are."""

from pipeline.extract.common.symbols import symbol
from pipeline.extract.rtf import charsets
from pipeline.extract.rtf.tokens import Word


class Fonts:
    """The fonts of one file, and the code page of those that do not say theirs."""

    def __init__(self) -> None:
        self._codec = charsets.ANSI
        self._is_codec_told = False
        self._codecs: dict[int | None, str | None] = {}
        self._names: dict[int | None, str] = {}
        self.default: int | None = None

    def has_pictures(self, font: int | None) -> bool:
        """Whether the letters of a font are pictures; None: of the font that a text has that names none."""
        return self._codecs.get(self.default if font is None else font) == charsets.SYMBOL

    def text(self, font: int | None, data: bytes) -> str:
        """The text of bytes in a font."""
        font = self.default if font is None else font
        codec = self._codecs.get(font) or self._codec
        if codec != charsets.SYMBOL:
            return data.decode(codec, errors="replace")
        name = self._names.get(font, "")
        return "".join(chr(byte) if byte <= 0x20 else picture(name, byte) for byte in data)

    def character(self, font: int | None, number: int) -> str:
        """The UTF-16 unit of a `u` word, which writes those from 32768 on as negative."""
        unit = number % 65536
        name = self._names.get(self.default if font is None else font, "")
        return picture(name, unit) if 0xE000 <= unit <= 0xF8FF else chr(unit)

    def name(self, font: int | None, name: str) -> None:
        """Takes the name of a font; it tells the code page where nothing else does."""
        self._names[font] = name.rstrip("; ")
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


def picture(font: str, code: int) -> str:
    """What a picture of a symbol font says; letters of a font that is no set of signs are left as they are."""
    if code < 0x80 and not font.startswith("Wingdings"):
        return chr(code)
    return symbol(font, f"{code if code > 0xFF else code + 0xF000:04x}")
