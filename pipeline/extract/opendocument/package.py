"""The XML parts of an OpenDocument file: of a packed one, or all in one root of a flat one."""

import zipfile
from io import BytesIO
from typing import NamedTuple

from pipeline.errors import DamagedFileError
from pipeline.extract.opendocument.xml import q
from pipeline.extract.xml import Element, parse_xml

# No text has a part of this size, in bytes; an archive made to burst has.
_LARGEST_PART = 256 * 2**20


class Package(NamedTuple):
    """The roots of `content.xml` and `styles.xml`; of a flat file, the same root twice."""

    content: Element
    styles: Element | None

    def body(self, kind: str) -> Element:
        """The content itself; `kind`: «text» or «spreadsheet». ValueError where there is none."""
        found = self.content.find(f"{q('office:body')}/{q(f'office:{kind}')}")
        if found is None:
            raise ValueError(f"no office:{kind}")
        return found


def open_package(data: bytes) -> Package:
    """The parts of a file. Raises DamagedFileError for one with a password; what the ZIP and XML libraries raise comes through."""
    if not data.startswith(b"PK"):
        root = parse_xml(data)
        return Package(root, root)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if _is_encrypted(archive):
            raise DamagedFileError("", "документ OpenDocument с паролем")
        content = _part(archive, "content.xml")
        styles = _part(archive, "styles.xml") if "styles.xml" in archive.namelist() else None
    return Package(content, styles)


def _is_encrypted(archive: zipfile.ZipFile) -> bool:
    """Whether the manifest tells of encryption: of the content (ODF 1.3 part 2, 3.4.2), or of the package as a whole."""
    if "META-INF/manifest.xml" not in archive.namelist():
        return False
    manifest = _part(archive, "META-INF/manifest.xml")
    return any(
        entry.get(q("manifest:full-path")) in ("content.xml", "encrypted-package")
        for entry in manifest.iter(q("manifest:file-entry"))
        if entry.find(q("manifest:encryption-data")) is not None
    )


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    if archive.getinfo(name).file_size > _LARGEST_PART:
        raise DamagedFileError("", "слишком большое содержимое")
    return parse_xml(archive.read(name))
