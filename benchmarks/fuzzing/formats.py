"""The mutators of each format, beside those of all: one dict. What is packed is unpacked, changed and packed again by its own."""

import random

from benchmarks.fuzzing.mutators import ANY, LARGEST, Mutator, grow_binary_number, inserting, removing
from benchmarks.fuzzing.office import OFFICE

_RTF = (
    rb"{", rb"}", rb"\par ", rb"\cell ", rb"\row ", rb"\nestcell ", rb"\nestrow ", rb"\trowd ", rb"\cellx-500 ", rb"\cellx2000000000 ",
    rb"\cellx9000 ", rb"\clvmgf ", rb"\clvmrg ", rb"\clmrg ", rb"\itap7 ", rb"\itap-1 ", rb"\intbl ", rb"\pard ", rb"\uc999999999 ",
    rb"\uc0 ", rb"\u-10179?", rb"\u56832?", rb"\u65536?", rb"\u9999999999 ", rb"\bin999999999 ", rb"\bin-5 ", rb"\bin3 ", rb"\'", rb"\'zz",
    rb"{\fonttbl{\f0\fcharset2 Wingdings;}}", rb"\f99999 ", rb"\fcharset130 ", rb"\cpg99999 ", rb"\ansicpg1 ", rb"\ansicpg10007 ", rb"\mac ",
    rb"{\*\shppict{\pict\pngblip ", rb"{\object{\*\objdata ", rb"{\footnote ", rb"{\header ", rb"{\annotation ", rb"{\shp{\*\shpinst{\shptxt ",
    rb"{\listtext\tab}", rb"{\field{\*\fldinst INCLUDETEXT x}{\fldrslt ", rb"\v ", rb"\deleted ", rb"\trleft-99999999 ", rb"{\*\nesttableprops",
    b"\\\n", b"\x00", b"\\",
)  # fmt: skip
_TEXT = (
    b"\t", b"\n", b"\r", b"\n\n", b"|", b"\n|---|---|\n", b"\n| a | b |\n", b"+----+----+\n", b"+--+--+\n|  |  |\n", b"a | b\n--|--\n",
    b'"', b'""', b";", b",", b"sep=;\n", b"<table>", b"</table>", b"<tr><td>", b"<td rowspan=99999>", b"<p>", b"<br/>", b"<!--", b"<![",
    b"&#x110000;", b"**", b"__", b"# ", b"- ", b"1. ", b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\f", b"\x0b", b"\\|", b"99.99.9999",
    *map(str.encode, ("\u202e", "\u200b", "┌──┬──┐\n│ а│ б│\n", "Этап 1. ", "Сентябрь 2023 ", "31.02.2024 ", "до 1 октября ", "№ ")),
)  # fmt: skip
_HTML = (
    b"<table>", b"</table>", b"<tr>", b"</tr>", b"<td>", b"</td>", b'<td colspan="1000000">', b'<td rowspan="65534">', b'<td rowspan="0">',
    b'<td colspan="-1">', b"<div>", b"<ul><li>", b"<ol start=9999999999>", b"</ul>", b"<br>", b"<p>", b"<script>", b"<style>", b"<!--", b"-->",
    b"<![CDATA[", b"&#0;", b"&#xD800;", b"&#1114112;", b"&nbsp;", b'<meta charset="utf-16">', b'<meta charset="x">', b"<base href=http://x>",
    b"<iframe src=file:///etc/passwd>", b"<svg>", b"<math>", b"<template>", b"<plaintext>", b"\x00", b"<input>", b"<select><option>",
)  # fmt: skip
_MIME = (
    b"\n\n", b"\r\n--", b"--\r\n", b"Content-Type: text/html; charset=x\r\n", b"Content-Transfer-Encoding: base64\r\n", b"=?utf-8?B?////?=",
    b"Content-Transfer-Encoding: quoted-printable\r\n", b"=\r\n", b"=FF", b'boundary="', b"Content-Type: message/rfc822\r\n\r\n", b"\x00",
)  # fmt: skip


def _ole_header(chance: random.Random, data: bytes) -> bytes:
    """A number in the header of an OLE file, or in the first sector behind it, is another one ([MS-CFB] 2.2)."""
    return grow_binary_number(chance, data[:1024]) + data[1024:]


def _ole_sector(chance: random.Random, data: bytes) -> bytes:
    """A sector of an OLE file is a copy of another: directories and allocation tables among them."""
    count = len(data) // 512
    if count < 3:
        return data
    source, target = chance.randrange(count) * 512, chance.randrange(1, count) * 512
    return data[:target] + data[source : source + 512] + data[target + 512 :]


_OLE: tuple[Mutator, ...] = (_ole_header, _ole_header, _ole_sector, grow_binary_number, grow_binary_number)

MUTATORS: dict[str, tuple[Mutator, ...]] = {
    "rtf": (inserting(_RTF), inserting(_RTF), removing(rb"[{}]"), removing(rb"\\(?:row|cell|cellx\d+|trowd)\b ?")),
    "txt": (inserting(_TEXT), inserting(_TEXT), removing(rb"[\t\n|]")),
    "csv": (inserting(_TEXT), removing(rb'[";\n]')),
    "html": (inserting(_HTML), inserting(_HTML), removing(rb"</?\w+[^>]*>")),
    "mhtml": (inserting(_MIME), inserting(_HTML), removing(rb"[\r\n]")),
    **dict.fromkeys(("docx", "odt", "ods", "xlsx"), OFFICE),
    "doc": _OLE,
    "xls": _OLE,
}
"""By format, as `roadmaps formats` calls it. A format that is not here has those of all alone."""


def mutant(chance: random.Random, data: bytes, file_format: str) -> bytes:
    """A file changed once to three times."""
    mutators = (*ANY, *MUTATORS.get(file_format, ()) * 2)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(mutators)(chance, data)[:LARGEST]
    return data
