"""In which code page the bytes of a text are (RTF 1.9.1, «Font Table» and «Character Set»)."""

import encodings
import functools
import pkgutil

SYMBOL = "symbol"
"""The code page of fonts that hold pictures."""

ANSI = "cp1252"
CHARACTER_SETS = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}
_CHARSETS: dict[int, str] = {
    2: SYMBOL,
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    # The code page of DOS, which for those who write Russian is 866.
    255: "cp866",
}
_CODE_PAGES = {10000: "mac-roman", 10007: "mac-cyrillic", 20866: "koi8-r", 21866: "koi8-u", 28595: "iso8859-5", 65001: "utf-8"}
# Old fonts tell by their name what others tell by their charset.
_NAMES = {"cyr": "cp1251", "ce": "cp1250", "greek": "cp1253", "tur": "cp1254", "baltic": "cp1257"}
# A file that names no code page is in the usual one of its language: Russian, Ukrainian, Belarusian, Bulgarian.
_LANGUAGES = {1049: "cp1251", 1058: "cp1251", 1059: "cp1251", 1026: "cp1251"}


def of_charset(charset: int) -> str | None:
    """The code page of a font by its `fcharset`; None where that is the file's own (0 and 1, or an unknown one)."""
    return _CHARSETS.get(charset)


def of_code_page(number: int) -> str | None:
    """The codec of a Windows code page (`ansicpg`, `cpg`); None for an unknown one."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    return name if number in _CODE_PAGES or name in _codecs() else None


@functools.cache
def _codecs() -> frozenset[str]:
    """The codecs of the standard library. To ask it for one that it does not have takes time, each time anew."""
    return frozenset(module.name for module in pkgutil.iter_modules(encodings.__path__))


def of_font_name(name: str) -> str | None:
    """The code page that an old font's name ends with: «Times New Roman Cyr»."""
    return _NAMES.get(name.rstrip("; ").rpartition(" ")[2].lower())


def of_language(number: int) -> str | None:
    """The usual code page of a language, by its Windows number."""
    return _LANGUAGES.get(number)


def whole(text: str) -> str:
    """The text with its UTF-16 surrogates paired."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
