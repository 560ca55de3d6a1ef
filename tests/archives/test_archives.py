"""What is in an archive is read, whatever else is in it; what cannot be read is told by its name."""

import bz2
import gzip
import io
import lzma
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.archives import errors, limits, tools
from pipeline.archives.limits import MAX_DEPTH
from pipeline.archives.scratch import SpoolError
from pipeline.errors import RoadmapError
from pipeline.extract.tools import Tool
from pipeline.inputs import expand
from tests.archives.conftest import Look, told
from tests.make_archives import LOCKED, Member, rar_of, raw_zip, renamed_in_seven, seven_of, tar_of, zip_of

FILES = {"папка/план.docx": b"plan" * 100, "письмо.txt": b"letter"}
DAMAGED = told(errors.DamagedMemberError)
Factory = pytest.TempPathFactory


def found(archive: str) -> dict[str, bytes]:
    return {f"{archive}/{name}": content for name, content in FILES.items()}


# ------------------------------------------------------------ kinds of archives


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip(compression: int, look: Look) -> None:
    assert look(zip_of(FILES, compression)) == found("архив.zip")


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar(mode: str, look: Look) -> None:
    assert look(tar_of(FILES, mode), "архив.tar") == found("архив.tar")


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_one_packed_file(suffix: str, pack: object, look: Look) -> None:
    assert callable(pack)
    assert look(pack(b"plan"), f"план.docx{suffix}") == {f"план.docx{suffix}/план.docx": b"plan"}


def test_seven(look: Look) -> None:
    pytest.importorskip("py7zr")
    assert look(seven_of(FILES), "архив.7z") == found("архив.7z")


def test_names_in_seven(look: Look) -> None:
    pytest.importorskip("py7zr")
    data = renamed_in_seven(seven_of([("zz/x.txt", b"1"), ("x.txt", b"2"), ("x.txt", b"3")]), "zz/x.txt", "../x.txt")
    assert look(data, "архив.7z") == {"архив.7z/x.txt": b"1", "архив.7z/x (2).txt": b"2", "архив.7z/x (3).txt": b"3"}


def test_rar_whose_members_are_only_stored(look: Look) -> None:
    pytest.importorskip("rarfile")
    assert look(rar_of(FILES), "архив.rar") == found("архив.rar")


def test_rar_without_a_program_that_unpacks_it(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytest.importorskip("pipeline.archives.rar"), "find_unpacker", lambda: False)
    assert look(rar_of({"план.txt": b"1"}, method=3), "архив.rar") == {
        "архив.rar/план.txt": told(errors.MissingUnpackerError, f"unar; установить: {tools.UNRAR.install}")
    }


@pytest.mark.parametrize(("script", "content"), [("printf plan", b"plan"), ("printf plxn", DAMAGED), ("exec sleep 60", DAMAGED)])
def test_rar_by_a_program(
    script: str, content: bytes | str, look: Look, tmp_path_factory: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program writes the member to its output; one that never ends is ended."""
    rar = pytest.importorskip("pipeline.archives.rar")
    program = tmp_path_factory.mktemp("bin") / "unrar"
    program.write_text(f'#!/bin/sh\n[ "$1" = p ] || exit 0\n{script}\n', "utf-8")
    program.chmod(0o755)
    if subprocess.run([program], check=False).returncode:
        pytest.skip("no scripts here")
    monkeypatch.setattr(rar.rarfile, "UNRAR_TOOL", str(program))
    monkeypatch.setattr(rar.rarfile, "CURRENT_SETUP", None)
    monkeypatch.setattr(rar, "_SECONDS", 0.2)
    assert look(rar_of({"план.txt": b"plan"}, method=3), "архив.rar") == {"архив.rar/план.txt": content}


@pytest.mark.parametrize(("data", "tool"), [(b"7z\xbc\xaf\x27\x1c", tools.PY7ZR), (b"Rar!\x1a\x07\x01\x00", tools.RARFILE)])
def test_library_that_is_missing_is_told(data: bytes, tool: Tool, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, tool.name, None)
    assert look(data + bytes(40)) == {"архив.zip": told(errors.MissingUnpackerError, f"{tool.name}; установить: {tool.install}")}


# ------------------------------------------------------------ what is an archive


def test_archive_with_another_suffix(look: Look) -> None:
    assert look(zip_of(FILES), "план.docx") == found("план.docx")


def test_folder_called_word_makes_no_document(look: Look) -> None:
    assert look(zip_of({"word/план.txt": b"1"})) == {"архив.zip/word/план.txt": b"1"}


@pytest.mark.parametrize(
    "files",
    [
        {"[Content_Types].xml": b"1", "word/document.xml": b"2"},
        {"[Content_Types].xml": b"1", "visio/document.xml": b"2"},
        {"mimetype": b"application/vnd.oasis.opendocument.graphics", "content.xml": b"2"},
    ],
)
def test_document_that_is_a_zip_file_too(files: dict[str, bytes], look: Look) -> None:
    data = zip_of(files, zipfile.ZIP_STORED)
    assert look(data, "план.zip") == {"план.zip": b""}
    assert look(zip_of({"a.docx": data}), "план.zip") == {"план.zip/a.docx": data}


@pytest.mark.parametrize("first", ["[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "word/document.xml", "mimetype"])
def test_document_that_is_cut_short_is_no_archive(first: str, look: Look) -> None:
    assert look(zip_of({first: b"1" * 100, "word/styles.xml": b"2" * 100})[:-60], "план.docx") == {"план.docx": b""}


def test_hidden_and_system_members_are_passed_over(look: Look) -> None:
    hidden = {"__MACOSX/._план.docx": b"1", ".DS_Store": b"2", "папка/~$план.docx": b"3", "Thumbs.db": b"4", "a/.git/b": b"5"}
    assert look(zip_of({**hidden, **FILES})) == found("архив.zip")


def test_parts_of_a_saved_page_are_passed_over(look: Look) -> None:
    page = {"сайт/план.html": b"<p>1", "сайт/план_files/вид.css": b"2", "сайт/план_files/sheet001.htm": b"<p>3"}
    assert look(zip_of(page)) == {"архив.zip/сайт/план.html": b"<p>1", "архив.zip/сайт/план_files/sheet001.htm": b"<p>3"}


@pytest.mark.parametrize("files", [{}, {"папка/": b""}, {"__MACOSX/._план.docx": b"1"}])
def test_archive_with_nothing_to_read(files: dict[str, bytes], look: Look) -> None:
    assert look(zip_of(files)) == {"архив.zip": told(errors.EmptyArchiveError)}


def test_link_is_no_file(look: Look) -> None:
    link = Member(b"link.txt", b"/etc/passwd", unix_mode=0o120777)
    assert look(raw_zip(link, Member(b"plan.txt", b"1", unix_mode=0o100644))) == {"архив.zip/plan.txt": b"1"}


# ------------------------------------------------------------ archives in archives


def test_nested_archives(look: Look) -> None:
    inner = zip_of({"район.zip": zip_of(FILES), "свод.txt": b"3"})
    assert look(tar_of({"регион.zip": inner, "а.txt": b"4"}), "архив.tar") == {
        "архив.tar/а.txt": b"4",
        **found("архив.tar/регион.zip/район.zip"),
        "архив.tar/регион.zip/свод.txt": b"3",
    }


def test_archives_too_deep_are_told(look: Look) -> None:
    data = zip_of({"план.txt": b"1"})
    for depth in range(MAX_DEPTH):
        data = zip_of({f"{depth}.zip": data, f"{depth}.txt": b"2"})
    contents = look(data)
    assert sorted(contents.values(), key=str) == [*[b"2"] * MAX_DEPTH, told(errors.TooDeepError, f"больше {MAX_DEPTH}")]


def test_damaged_archive_in_an_archive(look: Look) -> None:
    data = zip_of({"плохой.7z": b"7z\xbc\xaf\x27\x1c" + bytes(60), **FILES})
    pytest.importorskip("py7zr")
    assert look(data) == {**found("архив.zip"), "архив.zip/плохой.7z": told(errors.DamagedArchiveError)}


# ------------------------------------------------------------ members that cannot be read


def test_member_with_a_password(look: Look) -> None:
    data = raw_zip(Member(b"a.txt", b"1", flags=LOCKED), Member(b"b.txt", b"2"))
    assert look(data) == {"архив.zip/a.txt": told(errors.LockedError), "архив.zip/b.txt": b"2"}


@pytest.mark.parametrize(("hide_names", "name"), [(False, "архив.7z/план.txt"), (True, "архив.7z")])
def test_seven_with_a_password(hide_names: bool, name: str, look: Look) -> None:
    pytest.importorskip("py7zr")
    assert look(seven_of({"план.txt": b"1"}, "пароль", hide_names), "архив.7z") == {name: told(errors.LockedError)}


def test_damaged_member(look: Look) -> None:
    data = raw_zip(Member(b"a.txt", b"1", crc=5), Member(b"b.txt", b"2"))
    assert look(data) == {"архив.zip/a.txt": DAMAGED, "архив.zip/b.txt": b"2"}


def test_damaged_member_of_seven(look: Look) -> None:
    pytest.importorskip("py7zr")
    data = bytearray(seven_of({"план.txt": bytes(range(256)) * 100}))
    data[40] ^= 0xFF
    assert look(bytes(data), "архив.7z") == {"архив.7z/план.txt": DAMAGED}


def test_way_of_packing_that_is_not_known(look: Look) -> None:
    assert look(raw_zip(Member(b"a.txt", b"1", method=98), Member(b"b.txt", b"2"))) == {
        "архив.zip/a.txt": told(errors.PackingError),
        "архив.zip/b.txt": b"2",
    }


@pytest.mark.parametrize(
    ("way", "content"), [("DEFLATE", told(errors.PackingError)), ("ZSTD", told(errors.PackingError)), ("BZIP2", b"1"), ("COPY", b"1")]
)
def test_way_of_packing_in_seven_that_cannot_be_bounded(way: str, content: bytes | str, look: Look) -> None:
    filters = [{"id": getattr(pytest.importorskip("py7zr"), f"FILTER_{way}")}]
    assert look(seven_of({"план.txt": b"1"}, filters=filters), "архив.7z") == {"архив.7z/план.txt": content}


# ------------------------------------------------------------ archives that are cut short


def test_zip_cut_in_a_member(look: Look) -> None:
    data = raw_zip(Member(b"a.txt", b"1" * 50, method=0), Member(b"b.txt", b"2" * 50, method=0))
    assert look(data[:130]) == {
        "архив.zip/a.txt": b"1" * 50,
        "архив.zip/b.txt": DAMAGED,
        "архив.zip": told(errors.DamagedArchiveError, "он обрывается; найдено файлов: 2"),
    }


class _Pipe(io.RawIOBase):
    """Where a program writes to that packs as it sends: sizes stand behind the members."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.content += bytes(data)  # type: ignore[call-overload]
        return len(data)  # type: ignore[arg-type]


@pytest.mark.parametrize(("cut", "last"), [(60, b"\x00\x01" * 3000), (150, DAMAGED)])
def test_zip_that_was_packed_while_it_was_sent(cut: int, last: bytes | str, look: Look) -> None:
    pipe = _Pipe()
    content = b"\x00\x01" * 3000
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, content)
    assert look(pipe.content) == {"архив.zip/a.txt": content, "архив.zip/b.txt": content}
    assert look(pipe.content[:-cut]) == {
        "архив.zip/a.txt": content,
        "архив.zip/b.txt": last,
        "архив.zip": told(errors.DamagedArchiveError, "он обрывается; найдено файлов: 2"),
    }


def test_zip_cut_behind_a_document_is_not_that_document(look: Look) -> None:
    """Each DOCX ends with a directory of its own, which is then the last of the file."""
    document = zip_of({"[Content_Types].xml": b"1", "word/document.xml": b"2"})
    data = zip_of({"a.docx": document, "b.docx": document * 3}, zipfile.ZIP_STORED)
    assert look(data[: len(document) + 200]) == {
        "архив.zip/a.docx": document,
        "архив.zip/b.docx": DAMAGED,
        "архив.zip": told(errors.DamagedArchiveError, "он обрывается; найдено файлов: 2"),
    }


def test_tar_cut_short(look: Look) -> None:
    data = tar_of({"a.txt": b"1" * 1000, "b.txt": b"2" * 5000})
    contents = look(data[:3000], "архив.tar")
    assert contents == {
        "архив.tar/a.txt": b"1" * 1000,
        "архив.tar/b.txt": DAMAGED,
        "архив.tar": told(errors.DamagedArchiveError, "список файлов обрывается"),
    }


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_packed_tar_cut_short(mode: str, look: Look) -> None:
    noise = random.Random(1).randbytes(2_000_000)
    contents = look(tar_of({"a.txt": b"1", "b.txt": noise, "c.txt": b"2"}, mode)[:-500_000], "архив.tar")
    assert contents["архив.tar/a.txt"] == b"1"
    assert contents["архив.tar/b.txt"] == DAMAGED
    assert contents["архив.tar"] == told(errors.DamagedArchiveError, "он обрывается")


@pytest.mark.parametrize("make", [seven_of, rar_of])
def test_others_cut_short_are_told(make: object, look: Look) -> None:
    pytest.importorskip("py7zr")
    pytest.importorskip("rarfile")
    assert callable(make)
    contents = look(make({"a.txt": b"1" * 1000})[:90], "архив")
    assert any(str(content).startswith(told(errors.DamagedArchiveError)) for content in contents.values())


@pytest.mark.parametrize("make", [zip_of, tar_of, seven_of, rar_of, lambda files: gzip.compress(b"1" * 5000)])
def test_no_damage_stops_the_others(make: object, look: Look) -> None:
    """Every way to spoil a byte or to cut a file gives contents or failures with a cause of their own."""
    pytest.importorskip("py7zr")
    pytest.importorskip("rarfile")
    assert callable(make)
    data = make(FILES)
    for place in range(0, len(data), max(len(data) // 150, 1)):
        for damaged in (data[:place], data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :]):
            assert look(damaged or b"1")


# ------------------------------------------------------------ archives that are too large


def test_member_larger_than_it_says(look: Look) -> None:
    data = raw_zip(Member(b"a.txt", b"1" * 5000, stated_size=5), Member(b"b.txt", b"2"))
    assert look(data) == {"архив.zip/a.txt": DAMAGED, "архив.zip/b.txt": b"2"}


def test_member_smaller_than_it_says(look: Look) -> None:
    assert look(raw_zip(Member(b"a.txt", b"1" * 50, stated_size=1 << 31))) == {"архив.zip/a.txt": b"1" * 50}


@pytest.mark.parametrize("make", [zip_of, tar_of, seven_of, rar_of, lambda files: zip_of(files, zipfile.ZIP_BZIP2)])
def test_member_that_is_too_large(make: object, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("py7zr")
    pytest.importorskip("rarfile")
    assert callable(make)
    for module in (limits, pytest.importorskip("pipeline.archives.seven")):
        monkeypatch.setattr(module, "MAX_MEMBER", 1 << 20)
    assert look(make({"a.txt": b"0" * (1 << 21), "b.txt": b"2"}), "архив") == {
        "архив/a.txt": told(errors.TooLargeError, "больше 1 МБ"),
        "архив/b.txt": b"2",
    }


def test_members_that_are_too_large_together(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TOTAL", 5 << 20)
    contents = look(zip_of({f"{number}.txt": b"0" * (2 << 20) for number in range(4)}))
    assert [len(content) for content in contents.values() if isinstance(content, bytes)] == [2 << 20, 2 << 20]
    assert {content for content in contents.values() if isinstance(content, str)} == {told(errors.TooLargeError, "больше 5 МБ вместе")}


def test_members_that_share_their_bytes(look: Look) -> None:
    """A bomb whose directory names the same bytes again and again: they are unpacked once."""
    data = raw_zip(Member(b"0.txt", b"0" * (1 << 20)), Member(b"x.txt", b"1"))
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    first = data[start : data.index(b"PK\x01\x02", start + 1)]
    directory = b"".join(first.replace(b"0.txt", f"{number}.txt".encode()) for number in range(9)) + data[start + len(first) : end]
    tail = data[end : end + 8] + bytes([10, 0, 10, 0]) + len(directory).to_bytes(4, "little") + data[end + 16 :]
    contents = look(data[:start] + directory + tail)
    assert [len(content) for content in contents.values() if isinstance(content, bytes)] == [1 << 20, 1]
    assert list(contents.values()).count(told(errors.OverlappingError)) == 8


def test_too_many_members(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.inputs.expanding.MAX_MEMBERS", 2)
    contents = look(zip_of({f"{number}.txt": b"1" for number in range(5)}))
    assert list(contents.values()) == [told(errors.TooLargeError, "файлов больше 2"), b"1", b"1"]


def test_causes_are_those_of_the_table() -> None:
    own = [error for error in vars(errors).values() if isinstance(error, type) and issubclass(error, RoadmapError)]
    assert {error.code for error in own} <= {error.code for error in RoadmapError.__subclasses__()}


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
@pytest.mark.parametrize("size", [1000, 3 << 20])
def test_full_disk_is_no_fault_of_the_archive(tmp_path: Path, size: int) -> None:
    import resource  # noqa: PLC0415 - is not everywhere

    path = tmp_path / "архив.zip"
    path.write_bytes(zip_of({"план.txt": random.Random(1).randbytes(size)}))
    (tmp_path / "spool").mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(SpoolError) as caught:
            expand(path, path.name, path.name.encode(), tmp_path / "spool")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.strerror
    assert list((tmp_path / "spool").iterdir()) == []
