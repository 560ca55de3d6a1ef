"""The XML parts of an OpenDocument file: of a packed one, or all in one root of a flat one."""

from typing import NamedTuple

from pipeline.errors import DamagedFileError
from pipeline.extract.common.package import Package
from pipeline.extract.common.xml import Element, parse_xml
from pipeline.extract.opendocument.xml import q

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"


class Roots(NamedTuple):
    """The roots of `content.xml` and `styles.xml`; of a flat file, the same root twice."""

    content: Element
    styles: Element | None

    def body(self, kind: str) -> Element:
        """The content itself; `kind`: «text» or «spreadsheet». ValueError where there is none."""
        found = self.content.find(f"{q('office:body')}/{q(f'office:{kind}')}")
        if found is None:
            raise ValueError(f"no office:{kind}")
        return found


def read_roots(data: bytes) -> Roots:
    """The roots of a file. Raises DamagedFileError for one with a password; what the ZIP and XML libraries raise comes through."""
    if not data.startswith(b"PK"):
        root = parse_xml(data)
        return Roots(root, root)
    package = Package(data)
    if _is_encrypted(package):
        raise DamagedFileError("", "документ OpenDocument с паролем")
    return Roots(parse_xml(package.read(_CONTENT)), parse_xml(package.read(_STYLES)) if _STYLES in package else None)


def _is_encrypted(package: Package) -> bool:
    """Whether the manifest tells of encryption: of the content (ODF 1.3 part 2, 3.4.2), or of the package as a whole."""
    if _MANIFEST not in package:
        return False
    manifest = parse_xml(package.read(_MANIFEST))
    return any(
        entry.get(q("manifest:full-path")) in (_CONTENT, "encrypted-package")
        for entry in manifest.iter(q("manifest:file-entry"))
        if entry.find(q("manifest:encryption-data")) is not None
    )
