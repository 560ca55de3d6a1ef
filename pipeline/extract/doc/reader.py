"""DOC → Content: what LibreOffice shows, unless it loses tables that office-oxide finds.

LibreOffice is asked wherever it is: it alone tells the numbers of lists, and whether a file has any cannot be told without it. But of
some files it gives the text of the tables as loose paragraphs.
"""

from pipeline.document import Paragraph, Remark, Table
from pipeline.errors import DamagedFileError, LockedFileError, MissingToolError, NoTextError, RoadmapError
from pipeline.extract.common.compound import check
from pipeline.extract.content import Content
from pipeline.extract.doc.fields import without_worked_out
from pipeline.extract.doc.libreoffice import convert
from pipeline.extract.doc.oxide import read_by_oxide
from pipeline.extract.docx.reader import read_docx
from pipeline.extract.tools import LIBREOFFICE, OFFICE_OXIDE, is_ready

# So much of the text of the other reading must be there. What two programs make of fields and symbols differs by less.
_KEPT = 0.9
_WORKED_OUT = Remark(code="unreadable_part", text="дата, время или имя файла, которые Word ставит сам, не прочитаны")
_SECTOR = 512
# The beginning of a file information block: the mark of Word files, and the versions from Word 6 on ([MS-DOC] 2.5.2).
_MARK = b"\xec\xa5"
_VERSIONS = range(0x65, 0x113)
_ENCRYPTED = 0x0100


def read_doc(data: bytes) -> Content:
    """The blocks of a binary Word file.

    Raises MissingToolError where no program is here that reads it, LockedFileError for a password, DamagedFileError where all fail, NoTextError
    where it holds nothing but pictures.
    """
    if is_encrypted(data):
        raise LockedFileError("", "документ Word с паролем")
    check(data)
    readings = [reading for reading in (_by_libreoffice(data), _by_oxide(data)) if reading is not None]
    contents = [reading for reading in readings if isinstance(reading, Content)]
    if contents:
        return better(*contents)
    errors = [reading for reading in readings if isinstance(reading, RoadmapError)]
    if errors:
        raise errors[0]
    if not is_ready(LIBREOFFICE) and not is_ready(OFFICE_OXIDE):
        raise MissingToolError("", f"{LIBREOFFICE.name}: {LIBREOFFICE.install}; или {OFFICE_OXIDE.name}: {OFFICE_OXIDE.install}")
    raise DamagedFileError("")


def is_encrypted(data: bytes) -> bool:
    """Whether the file information block says that the text is encrypted ([MS-DOC] 2.5.2, fEncrypted)."""
    for at in range(_SECTOR, len(data), _SECTOR):
        if data[at : at + 2] == _MARK and int.from_bytes(data[at + 2 : at + 4], "little") in _VERSIONS:
            return bool(int.from_bytes(data[at + 10 : at + 12], "little") & _ENCRYPTED)
    return False


def better(first: Content, second: Content | None = None) -> Content:
    """The first reading, unless it shows tables of the second as loose text, or lost a good part of the text: then the second.

    What only the other one has is told.
    """
    if second is None:
        return first
    is_first = _loosened(first, second) <= _loosened(second, first) and _size(first) >= _KEPT * _size(second)
    taken, other = (first, second) if is_first else (second, first)
    return taken._replace(remarks=(*taken.remarks, *_left_out(taken, other)))


def _by_libreoffice(data: bytes) -> Content | RoadmapError | None:
    converted = convert(data, ".doc", "docx")
    if converted is None:
        return None
    converted, worked_out = without_worked_out(converted)
    try:
        content = read_docx(converted)
    except NoTextError as error:
        return error
    return content._replace(remarks=(*content.remarks, _WORKED_OUT)) if worked_out else content


def _by_oxide(data: bytes) -> Content | None:
    try:
        return read_by_oxide(data)
    except Exception:  # noqa: BLE001 - the border of a library that may throw anything; the other reading decides
        return None


def _loosened(content: Content, other: Content) -> int:
    """How many letters of the other reading's tables stand outside tables in this one."""
    inside, outside = _letters_of(_in_tables(content)), _letters_of(_outside_tables(content))
    texts = (_letters(paragraph.text) for paragraph in _in_tables(other))
    return sum(len(text) for text in texts if text not in inside and text in outside)


def _size(content: Content) -> int:
    return len(_letters_of([*_in_tables(content), *_outside_tables(content)]))


def _left_out(taken: Content, other: Content) -> list[Remark]:
    """Paragraphs of the other reading whose words are nowhere in the one that was taken."""
    known = _letters_of([*_in_tables(taken), *_outside_tables(taken)])
    paragraphs = [*_in_tables(other), *_outside_tables(other)]
    return [Remark(code="unreadable_part", text=paragraph.text) for paragraph in paragraphs if _letters(paragraph.text) not in known]


def _in_tables(content: Content) -> list[Paragraph]:
    tables = (block for block in content.blocks if isinstance(block, Table))
    return [paragraph for table in tables for cell in table.cells for paragraph in cell.paragraphs]


def _outside_tables(content: Content) -> list[Paragraph]:
    return [block for block in content.blocks if isinstance(block, Paragraph)]


def _letters_of(paragraphs: list[Paragraph]) -> str:
    """What two readings of a text have in common: its letters and digits."""
    return "".join(_letters(paragraph.text) for paragraph in paragraphs)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
