"""OpenDocument files that a test makes itself: by hand, from the XML of their body."""

import zipfile
from io import BytesIO

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        **{name: f"{_URN}{name}:1.0" for name in ("office", "text", "table", "style", "manifest", "form")},
        "draw": f"{_URN}drawing:1.0",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    }.items()
)
KINDS = {"text": "application/vnd.oasis.opendocument.text", "spreadsheet": "application/vnd.oasis.opendocument.spreadsheet"}


def pack(members: dict[str, str]) -> bytes:
    """A ZIP of these members, in their order."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def make_odf(body: str, *, kind: str = "text", automatic: str = "", common: str = "", masters: str = "") -> bytes:
    """A packed file; styles: automatic ones of the body, common ones, and pages."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {SPACES}><office:styles>{common}</office:styles>"
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )
    return pack({"mimetype": KINDS[kind], "content.xml": content, "styles.xml": styles})


def make_flat(body: str, *, kind: str = "text") -> bytes:
    """A flat file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {SPACES} office:mimetype="{KINDS[kind]}">'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()
