"""Entities and links in office files: bombs of definitions, other files, other machines, documents and objects elsewhere."""

from collections.abc import Callable, Iterator

from tests.hostile.case import WHOLE, Case, Verdicts, partial, refused
from tests.hostile.lures import ADDRESS, FILE
from tests.hostile.office_plans import HTML, ODF, SHEET, WORD, p, page
from tests.hostile.packages import DOCUMENT, HEAD, Link, book, docx, odf, word, zipped

_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
DTDS: dict[str, str] = {
    "billion": f'<!DOCTYPE x [<!ENTITY a0 "ха">{_LAUGHS}<!ENTITY e "&a11;">]>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY b "{"х" * 100_000}"><!ENTITY e "{"&b;" * 1000}">]>',
    "file": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{FILE}">]>',
    "address": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{ADDRESS}">]>',
    "parameter": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{ADDRESS}"> %p; <!ENTITY e "х">]>',
    "outside": f'<!DOCTYPE x SYSTEM "{ADDRESS}">',
    "loop": '<!DOCTYPE x [<!ENTITY e "&f;"><!ENTITY f "&e;">]>',
}
_UNREAD = partial("unreadable_part") | refused("damaged_file", "too_large")
"""Of an entity the text is left out and told, or the file is refused."""


def cases() -> Iterator[Case]:
    """All of them."""
    yield from _entity_cases()
    yield from _word_links()
    yield from _other_links()


def _entity_cases() -> Iterator[Case]:
    for kind, dtd in DTDS.items():
        use = "" if kind == "outside" else "&e;"
        yield _case(
            f"dtd-{kind}.docx", lambda dtd=dtd, use=use: zipped(_typed(word(WORD + p(f"а{use}")), DOCUMENT, dtd)), refused("damaged_file")
        )
        verdicts = WHOLE | _UNREAD if kind == "outside" else _UNREAD
        yield _case(f"dtd-{kind}.odt", lambda dtd=dtd, use=use: odf(f"{ODF}<text:p>а{use}</text:p>", dtd=dtd), verdicts)
        row = f'<row><c t="inlineStr"><is><t>а{use}</t></is></c></row>'
        yield _case(
            f"dtd-{kind}.xlsx",
            lambda dtd=dtd, row=row: zipped(_typed(book(SHEET + row), "xl/worksheets/sheet1.xml", dtd)),
            verdicts,
        )
    attribute = DTDS["billion"]
    yield _case("dtd-attribute.odt", lambda: odf(f'{ODF}<text:p text:style-name="&e;">а</text:p>', dtd=attribute), WHOLE | _UNREAD)
    yield _case(
        "dtd-behind.docx",
        lambda: zipped(_typed(word(WORD + p("&e;")), DOCUMENT, f"<!--{'-х' * 5000}-->{attribute}")),
        refused("damaged_file"),
    )
    yield _case("dtd-utf16.docx", lambda: zipped(_utf16(_typed(word(WORD + p("&e;")), DOCUMENT, attribute))), refused("damaged_file"))
    yield _case(
        "dtd-styles.docx",
        lambda: docx(WORD, [Link("s", "styles", "styles.xml")], {"word/styles.xml": attribute.encode() + b"<x>&e;</x>"}),
        partial("unreadable_part"),
    )
    yield _case(
        "dtd-file.html",
        lambda: page(HTML).replace(b"<!DOCTYPE html>", f'<!DOCTYPE html [<!ENTITY e SYSTEM "{FILE}">]>'.encode()),
        WHOLE | _UNREAD,
    )


def _word_links() -> Iterator[Case]:
    for number, address in enumerate((FILE, ADDRESS)):
        yield _case(f"template-{number}.docx", lambda a=address: _settings(a), WHOLE)
        for kind in ("image", "hyperlink", "oleObject", "frame"):
            link = Link("x", kind, address, outside=True)
            yield _case(f"{kind}-{number}.docx", lambda link=link: docx(WORD + _used(link), [link]), WHOLE)
        for kind, tag in (("subDocument", '<w:p><w:subDoc r:id="x"/></w:p>'), ("aFChunk", '<w:altChunk r:id="x"/>')):
            link = Link("x", kind, address, outside=True)
            yield _case(f"{kind}-{number}.docx", lambda link=link, tag=tag: docx(WORD + tag, [link]), partial("unreadable_part"))
        for kind in ("styles", "header", "footnotes", "numbering"):
            link = Link("x", kind, address, outside=True)
            yield _case(f"{kind}-outside-{number}.docx", lambda link=link: docx(WORD, [link]), WHOLE)
        for field in ("INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO", "LINK Word.Document.8", "RD", "IMPORT"):
            code = f"{field} &quot;{address}&quot;"
            name = field.split(" ", maxsplit=1)[0].lower()
            yield _case(
                f"field-{name}-{number}.docx",
                lambda code=code: docx(WORD + f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>итог</w:t></w:r></w:fldSimple></w:p>'),
                WHOLE,
            )


def _other_links() -> Iterator[Case]:
    macros = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 64}
    yield _case("macros.docm", lambda: docx(WORD, [Link("m", "vbaProject", "vbaProject.bin")], macros), WHOLE)
    yield _case("macros-escaping.docx", lambda: docx(WORD, [Link("m", "aFChunk", "../../../../../../etc/passwd")]), WHOLE)
    yield _case(
        "object.docx",
        lambda: docx(WORD + "<w:p><w:r><w:object/></w:r></w:p>", parts={"word/embeddings/o.bin": b"x" * 999}),
        partial("unreadable_part"),
    )
    for number, address in enumerate((FILE, ADDRESS)):
        link = f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{address}"'
        yield _case(
            f"picture-{number}.odt", lambda link=link: odf(f"{ODF}<text:p><draw:frame><draw:image {link}/></draw:frame></text:p>"), WHOLE
        )
        yield _case(
            f"section-{number}.odt",
            lambda link=link: odf(f"{ODF}<text:section><text:section-source {link}/></text:section>"),
            WHOLE | partial("unreadable_part"),
        )
        yield _case(
            f"object-{number}.odt",
            lambda link=link: odf(f"{ODF}<text:p><draw:frame><draw:object {link}/></draw:frame></text:p>"),
            partial("unreadable_part"),
        )
        yield _case(
            f"source-{number}.ods",
            lambda link=link: odf(
                ODF[ODF.index("<table:table ") :].replace('table:name="План">', f'table:name="План"><table:table-source {link}/>'),
                "spreadsheet",
            ),
            WHOLE,
        )
        yield _case(f"strings-outside-{number}.xlsx", lambda a=address: _outside_strings(a), WHOLE)
        for tag in (
            f"<iframe src='{address}'></iframe>",
            f"<img src='{address}'>",
            f"<link rel=import href='{address}'>",
            f"<base href='{address}'>",
            f"<object data='{address}'></object>",
            f"<script src='{address}'></script>",
            f"<meta http-equiv=refresh content='0;url={address}'>",
        ):
            yield _case(f"{tag[1:].split(' ')[0]}-{number}.html", lambda tag=tag: page(tag + HTML), WHOLE)


def _case(name: str, make: Callable[..., bytes], verdicts: Verdicts) -> Case:
    return Case(f"office-{name}", make, verdicts, bomb=name.startswith("dtd-"))


def _typed(parts: dict[str, bytes], name: str, dtd: str) -> dict[str, bytes]:
    return {**parts, name: parts[name].replace(HEAD, HEAD + dtd.encode(), 1)}


def _utf16(parts: dict[str, bytes]) -> dict[str, bytes]:
    text = parts[DOCUMENT].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return {**parts, DOCUMENT: text.encode("utf-16")}


def _settings(address: str) -> bytes:
    settings = {
        "word/settings.xml": b"<x/>",
        "word/_rels/settings.xml.rels": HEAD
        + b"<Relationships>"
        + str(Link("t", "attachedTemplate", address, True)).encode()
        + b"</Relationships>",
    }
    return docx(WORD, [Link("s", "settings", "settings.xml")], settings)


def _used(link: Link) -> str:
    if link.kind == "hyperlink":
        return f'<w:p><w:hyperlink r:id="{link.id}"><w:r><w:t>ссылка</w:t></w:r></w:hyperlink></w:p>'
    return f'<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="{link.id}"/></w:drawing></w:r></w:p>'


def _outside_strings(address: str) -> bytes:
    parts = book(SHEET)
    rels = parts["xl/_rels/workbook.xml.rels"].replace(b'Target="sharedStrings.xml"', f'Target="{address}" TargetMode="External"'.encode())
    return zipped({**parts, "xl/_rels/workbook.xml.rels": rels})
