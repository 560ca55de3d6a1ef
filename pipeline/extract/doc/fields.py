"""Fields that LibreOffice works out anew when it opens a file: today's date, the time, the name of the file.

What it puts there stands nowhere in the file, so it is taken out of what it wrote.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from pipeline.extract.common.xml import Element, parse_xml
from pipeline.extract.docx.xml import w

_CHARACTER, _CODE, _TEXT, _SIMPLE = w("fldChar"), w("instrText"), w("t"), w("fldSimple")
_WORKED_OUT = ("DATE", "TIME", "FILENAME")


@dataclass
class _Field:
    code: str = ""
    in_result: bool = False

    @property
    def is_worked_out(self) -> bool:
        return self.in_result and is_worked_out(self.code)


def without_worked_out(docx: bytes) -> tuple[bytes, int]:
    """A DOCX without the results of such fields, and how many pieces of text they had."""
    count = 0
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("word/") and name.endswith(".xml") and b"<w:fld" in data:
                root = parse_xml(data)
                count += _clear(root)
                data = etree.tostring(root)
            target.writestr(name, data)
    return stream.getvalue(), count


def is_worked_out(code: str) -> bool:
    """Whether a field's code is one of those («DATE \\@ dd.MM.yyyy»; not «SAVEDATE»)."""
    return code.split()[:1] != [] and code.split(maxsplit=1)[0].upper() in _WORKED_OUT


def _clear(root: Element) -> int:
    texts = [text for field in root.iter(_SIMPLE) if is_worked_out(field.get(w("instr"), "")) for text in field.iter(_TEXT)]
    fields: list[_Field] = []
    for element in root.iter(_CHARACTER, _CODE, _TEXT):
        if element.tag == _CHARACTER:
            _follow(fields, element.get(w("fldCharType")))
        elif element.tag == _CODE and fields:
            fields[-1].code += element.text or ""
        elif any(field.is_worked_out for field in fields):
            texts.append(element)
    for text in texts:
        text.text = ""
    return len(texts)


def _follow(fields: list[_Field], kind: str | None) -> None:
    if kind == "begin":
        fields.append(_Field())
    elif kind == "separate" and fields:
        fields[-1].in_result = True
    elif kind == "end" and fields:
        fields.pop()
