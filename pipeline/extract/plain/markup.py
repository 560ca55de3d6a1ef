"""Markdown and HTML marks inside a line of text: taken out, and what they say about paragraphs is kept."""

import re
from html import unescape
from html.parser import HTMLParser

from pipeline.extract.common.lists import BULLET

_TAG = re.compile(r"</?(?:p|br|b|i|u|s|em|strong|span|div|li|ul|ol|sup|sub|a|font|nobr)\b[^<>]*>", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|(?<![\w_])__(?=[^\W_])|(?<=[^\W_])__(?![\w_])")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_NO_TAG = re.compile(r"<(?=!(?!--)|\?)")
"""Begins what is no tag and no comment: a person's text, or what a parser of pages gives up at («<![»)."""
_MARKED = re.compile(r"[<&*_#]")
"""One of these is in every mark."""
_LONGEST = 20_000
"""Characters of a text whose tags are followed one by one, which takes time for each pair; of a longer one they are taken out."""
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol"})


def has_tags(text: str) -> bool:
    """Whether HTML tags stand in the text («<p>», «<br/>»; not «a < b» or «<название>»)."""
    return bool(_TAG.search(text))


def plain(text: str) -> str:
    """One line without Markdown emphasis, heading marks and HTML tags."""
    if not _MARKED.search(text):
        return text
    bare = " ".join(paragraphs(text)) if has_tags(text) else _without_tags(text)
    return _EMPHASIS.sub("", _HEADING.sub("", bare))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell written in HTML: parted by block tags; «<br>» gives «\\n»; a list item is led by a bullet."""
    if not has_tags(text) or len(text) > _LONGEST:
        return [_EMPHASIS.sub("", _HEADING.sub("", _without_tags(text)))]
    parser = _CellParser()
    parser.feed(_NO_TAG.sub("&lt;", text))
    parser.close()
    return [found for found in (_EMPHASIS.sub("", paragraph).strip() for paragraph in parser.paragraphs) if found]


def _without_tags(text: str) -> str:
    return unescape(_TAG.sub(" ", text))


class _CellParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.paragraphs.append(BULLET + " " if tag == "li" else "")
        elif tag == "br":
            self.paragraphs[-1] += "\n"
        elif not _TAG.fullmatch(self.get_starttag_text() or ""):
            self.paragraphs[-1] += self.get_starttag_text() or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        self.paragraphs[-1] += data
