"""The XML parts of an OpenDocument file: of a packed one, or all in one root of a flat one."""

from typing import NamedTuple

from pipeline.document import Remark
from pipeline.errors import LockedFileError
from pipeline.extract.common.package import Package, Part
from pipeline.extract.common.xml import Element, count_nodes, entity_remarks, parse_xml
from pipeline.extract.opendocument.xml import q

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"


class Roots(NamedTuple):
    """The roots of `content.xml` and `styles.xml`; of a flat file, the same root twice. `remarks`: what of the package could not be read."""

    content: Element
    styles: Element | None
    remarks: tuple[Remark, ...] = ()

    def body(self, kind: str) -> Element:
        """The content itself; `kind`: «text» or «spreadsheet». ValueError where there is none."""
        found = self.content.find(f"{q('office:body')}/{q(f'office:{kind}')}")
        if found is None:
            raise ValueError(f"no office:{kind}")
        return found


def read_roots(data: bytes) -> Roots:
    """The roots of a file. Raises LockedFileError for one with a password, TooLargeError; what the ZIP and XML libraries raise comes through."""
    if not data.startswith(b"PK"):
        count_nodes(data)
        root = parse_xml(data)
        return Roots(root, root, tuple(entity_remarks(root)))
    package = Package(data)
    if _is_encrypted(package):
        raise LockedFileError("", "документ OpenDocument с паролем")
    content, styles = parse_xml(package.read(_CONTENT)), _related(package, _STYLES)
    return Roots(content, styles, (*package.remarks, *entity_remarks(content, styles)))


def _related(package: Package, name: str) -> Element | None:
    """The root of a part beside the content; None where there is none, or where it cannot be read."""
    return package.take(Part(package, name), lambda part: parse_xml(part.blob)) if name in package else None


def _is_encrypted(package: Package) -> bool:
    """Whether the manifest tells of encryption: of the content (ODF 1.3 part 2, 3.4.2), or of the package as a whole."""
    manifest = _related(package, _MANIFEST)
    return manifest is not None and any(
        entry.get(q("manifest:full-path")) in (_CONTENT, "encrypted-package")
        for entry in manifest.iter(q("manifest:file-entry"))
        if entry.find(q("manifest:encryption-data")) is not None
    )
