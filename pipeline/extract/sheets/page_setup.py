"""What stands at the head and foot of each printed page of a sheet (ECMA-376 part 1, 18.3.1.46: headerFooter)."""

import re

from pipeline.extract.common.xml import Element

_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|(?P<section>[LCR])|(?P<and>&)|[A-Za-z])')


def read_page_parts(root: Element, kind: str) -> list[str]:
    """The texts of the headers or footers («Header», «Footer»), each once; its left, middle and right part are lines."""
    setup = root.find("{*}headerFooter")
    if setup is None:
        return []
    texts = [shown(setup.findtext(f"{{*}}{which}{kind}") or "") for which in ("odd", "first", "even")]
    return list(dict.fromkeys(text for text in texts if text))


def shown(code: str) -> str:
    """A header without its codes: fonts, page numbers, dates of printing.

    >>> shown('&L&"Arial,Bold"&12МБОУ СОШ № 5&RСтр. &P из &N')
    'МБОУ СОШ № 5\\nСтр.  из'
    """
    text = _CODE.sub(lambda match: "\n" if match["section"] else match["and"] or "", code)
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
