"""Reading: a file becomes a Document, which says what is on the page and nothing about what it means.

sniff        what a file is, by its content
formats      the reader of each format; `tools`: what it needs on this machine
docx/ doc/ rtf/ opendocument/ pdf/ ocr/ sheets/ html/ plain/   the readers
common/      what several of them share
content      what each of them gives back
"""

import hashlib
from pathlib import Path

from pipeline.document import Document, Paragraph, Remark, Source, Table
from pipeline.errors import (
    DamagedFileError,
    EmptyFileError,
    LockedFileError,
    MissingPathError,
    RoadmapError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from pipeline.extract.content import Content
from pipeline.extract.formats import READERS, Format
from pipeline.extract.sniff import FOREIGN, is_blank, sniff

__all__ = ["READERS", "other_suffix", "read", "read_bytes"]


def read(path: Path, name: str | None = None) -> Document:
    """The document in a file; `name` is how the outputs call the file, its bare name by default.

    Raises MissingPathError, UnreadableFileError, and what `read_bytes` raises.
    """
    name = name or path.name
    return read_bytes(_bytes(path, name), name)


def read_bytes(data: bytes, name: str) -> Document:
    """The document in the bytes of a file; `name` is how the outputs call it, and its suffix is compared with the content.

    Raises EmptyFileError, UnsupportedFormatError, DamagedFileError, LockedFileError, TooLargeError, NoTextError, MissingToolError.
    """
    if is_blank(data):
        raise EmptyFileError(name)
    file_format = _format(data, name)
    content = _content(READERS[file_format], data, name)
    source = Source(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=file_format,
        pages=content.pages,
        characters=_characters(content.blocks),
    )
    return Document(source=source, blocks=content.blocks, remarks=_suffix_remarks(name, file_format) + content.remarks)


def _bytes(path: Path, name: str) -> bytes:
    if not path.is_file():
        raise MissingPathError(name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(name) from error


def _format(data: bytes, name: str) -> str:
    found = sniff(data)
    if found == "encrypted":
        raise LockedFileError(name, "документ Office с паролем")
    if found not in READERS:
        raise UnsupportedFormatError(name, FOREIGN[found])
    return found


def _content(file_format: Format, data: bytes, name: str) -> Content:
    """What the reader finds. Its libraries throw whatever they like at damaged input: here it becomes one cause."""
    try:
        return file_format.load()(data)
    except RoadmapError as error:
        raise error.at(name) from error
    except MemoryError:
        raise
    except RecursionError as error:
        raise TooLargeError(name, "слишком глубокая вложенность") from error
    except Exception as error:  # the border of one document: a file that a library cannot take is a damaged file
        raise DamagedFileError(name) from error


def _characters(blocks: tuple[Paragraph | Table, ...]) -> int:
    texts = (text for block in blocks for text in _texts(block))
    return sum(len("".join(text.split())) for text in texts)


def _texts(block: Paragraph | Table) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]


def other_suffix(name: str, file_format: str) -> str | None:
    """What is to be told where the suffix of a name is none of the format of its content: «.doc → docx»; None where it is."""
    suffix = Path(name).suffix.lower()
    return None if suffix in READERS[file_format].suffixes else f"{suffix or 'без расширения'} → {file_format}"


def _suffix_remarks(name: str, file_format: str) -> tuple[Remark, ...]:
    told = other_suffix(name, file_format)
    return (Remark(code="wrong_suffix", text=told),) if told else ()
