"""The command `roadmaps`: good and bad input, what it says, its exit codes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from pipeline import export, names, vocabulary
from pipeline.batch.runner import Runner
from pipeline.cli import main
from pipeline.cli.arguments import FORMATS
from pipeline.errors import RoadmapError
from pipeline.extract import read
from pipeline.model import DeadlineKind, PeriodKind, Recurrence
from pipeline.normalize import normalize
from pipeline.vocabulary.shapes import Vocabulary
from tests.sample_tools import skip_where_lacking

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
PLAN = SAMPLES / "02_tsv_broken_cell.txt"
LETTER = "Уважаемые коллеги!\n\nПросим прислать отчёт о наставничестве до 1 октября.\n\nДиректор\n"

Capture = pytest.CaptureFixture[str]


def code_of(name: str) -> int:
    return next(error.exit_code for error in RoadmapError.__subclasses__() if error.code == name)


def run(*arguments: str | Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-m", "pipeline.cli", *arguments], capture_output=True, env=environment, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Планы"
    place.mkdir()
    shutil.copy(PLAN, place / "план.txt")
    return place


# ------------------------------------------------------------ help and usage


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["convert"],
        ["inspect"],
        ["formats"],
        ["compare"],
        ["report"],
        ["review"],
        ["apply"],
        ["vocab"],
        ["vocab", "check"],
        ["vocab", "suggest"],
    ],
)
def test_help_is_russian_and_has_examples(command: list[str], capsys: Capture) -> None:
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Использование: roadmaps" in shown
    assert "Примеры:" in shown
    assert not re.search(r"Usage|Options|Arguments|Commands|required|Show this|default", shown)


def test_help_loads_no_libraries() -> None:
    heavy = "numpy pyarrow lxml pdfplumber pymorphy3 xlsxwriter pydantic rapidfuzz rich pandas docx PIL"
    code = f"import sys, pipeline.cli; pipeline.cli.main(['--help']); sys.exit(' '.join(set('{heavy}'.split()) & set(sys.modules)) or 0)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_version(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"roadmaps \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Не указана команда"),
        (["convrt"], "Нет команды «convrt»"),
        (["comparr"], "Нет команды «comparr»"),
        (["convert", "--out", "r"], "Не указан аргумент ПУТЬ"),
        (["convert", "план.txt"], "Не указан параметр --out"),
        (["convert", "план.txt", "--out"], "После параметра --out нужно значение"),
        (["convert", "план.txt", "--uot", "r"], "Нет параметра --uot. Может быть, --out"),
        (["convert", "план.txt", "--out", "r", "--help=1"], "У параметра --help нет значения"),
        (["inspect", "мой", "план.txt"], "Лишние аргументы: план.txt"),
        (["convert", "план.txt", "--out", "r", "--formats", "csv,zip"], "Нет формата «zip». Есть: csv, parquet, xlsx, json"),
        (["convert", "план.txt", "--out", "r", "--formats", " , "], "Форматы не указаны"),
        (["convert", "план.txt", "--out", "r", "--formats", ""], "Форматы не указаны"),
        (["convert", "план.txt", "--out", ""], "Указан пустой путь"),
        (["convert", "", "--out", "r"], "Указан пустой путь"),
        (["inspect", ""], "Указан пустой путь"),
        (["convert", "план.txt", "--out", "r", "--vocab", ""], "Указан пустой путь"),
        (["vocab"], "Не указана команда"),
        (["vocab", "chek"], "Нет команды «chek»"),
        (["vocab", "suggest"], "Не указан аргумент РЕЗУЛЬТАТ"),
        (["vocab", "suggest"], "Справка: roadmaps vocab suggest --help"),
        (["vocab", "check", "--samples", "."], "нужны ваши слова: roadmaps vocab check ПАПКА --samples"),
        (["inspect", "."], "«.» — папка, а здесь нужен один файл. Папку читает команда convert."),
        (["convert", "план.txt"], "Справка: roadmaps convert --help"),
    ],
)
def test_mistake_in_the_command(arguments: list[str], said: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
    assert list(tmp_path.iterdir()) == []


def test_formats_are_those_of_export() -> None:
    assert FORMATS == export.FORMATS


# ------------------------------------------------------------ convert


def results(out: Path) -> set[str]:
    """What a person sees in the folder of the results."""
    return {path.name for path in out.iterdir() if not path.name.startswith(".")}


def test_convert_says_what_it_did(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (folder / "~$план.docx").write_bytes(b"1")
    out = tmp_path / "out"
    assert main(["convert", str(folder), "--out", str(out)]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "Прочитано файлов: 1 из 1. Скрытые и служебные файлы и JSON пропущены: 1." in shown.out
    assert "Планов: 1, мероприятий: 18." in shown.out
    assert f"{out / 'roadmaps.xlsx'}, лист «Замечания»" in shown.out
    assert results(out) == {"csv", "parquet", "json", "roadmaps.xlsx", "datapackage.json"}


@pytest.mark.parametrize("formats", [["--formats", "CSV, json"], ["--formats", "csv,,json,csv"], ["--formats", "csv", "--formats", "JSON"]])
def test_formats_are_written_as_asked(formats: list[str], folder: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out"
    assert main(["convert", str(folder), "--out", str(out), *formats]) == 0
    assert results(out) == {"csv", "json", "datapackage.json"}
    assert str(out / "csv" / "problems.csv") in capsys.readouterr().out


def test_long_list_of_files_is_cut(tmp_path: Path, capsys: Capture) -> None:
    for number in range(12):
        text = PLAN.read_text("utf-8") + "\n" * number
        (tmp_path / f"план {number:02}.txt").write_text(text, "utf-8")
    assert main(["convert", str(tmp_path), "--out", str(tmp_path / "out"), "--formats", "csv"]) == 0
    shown = capsys.readouterr().out
    assert "Стоит посмотреть человеку: файлов — 12." in shown
    assert shown.count("  план ") == 10
    assert "… и ещё 2" in shown


def test_files_with_most_to_look_at_come_first(tmp_path: Path, capsys: Capture) -> None:
    for name, source in (("а.txt", "02_tsv_broken_cell.txt"), ("б.txt", "03_markdown_html.txt")):
        shutil.copy(SAMPLES / source, tmp_path / name)
    assert main(["convert", str(tmp_path), "--out", str(tmp_path / "out"), "--formats", "csv"]) == 0
    shown = capsys.readouterr().out
    assert 0 < shown.index("  б.txt — ") < shown.index("  а.txt — ")


def test_equal_files_are_told(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    shutil.copy(PLAN, folder / "копия.txt")
    assert main(["convert", str(folder), "--out", str(tmp_path / "out"), "--formats", "csv"]) == 0
    shown = capsys.readouterr().out
    assert "Повторов, которые вошли в таблицы один раз: 1." in shown
    assert "Планов: 1, мероприятий: 18." in shown


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "empty_file"),
        (b" \n\t\r\n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (LETTER.encode(), "no_plan"),
        ((SAMPLES / "05_merged_tracked.docx").read_bytes()[:9000], "damaged_file"),
        (b"%PDF-1.7 broken", "damaged_file"),
        (b"{\\rtf1\\ansi plan}", "no_plan"),
        (b"AT&TFORM" + b"\x00" * 60, "unsupported_format"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "unsupported_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "unsupported_format"),
    ],
)
def test_bad_file_is_told_and_others_convert(folder: Path, tmp_path: Path, capsys: Capture, content: bytes, cause: str) -> None:
    name = "плохой.docx"
    (folder / name).write_bytes(content)
    code = main(["convert", str(folder), "--out", str(tmp_path / "out"), "--formats", "csv"])
    shown = capsys.readouterr()
    assert code == code_of(cause)
    (line,) = shown.err.splitlines()
    assert line.startswith(f"{name}: ")
    assert "Что делать: " in line
    assert "Прочитано файлов: 1 из 2" in shown.out
    assert "Не прочитано: 1." in shown.out
    assert name in (tmp_path / "out" / "csv" / "problems.csv").read_text("utf-8-sig")


def test_missing_path_is_told_and_others_convert(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    code = main(["convert", str(folder), str(tmp_path / "нет такой"), "--out", str(tmp_path / "out"), "--formats", "csv"])
    shown = capsys.readouterr()
    assert code == code_of("missing_path")
    assert "нет такой: такого файла или папки нет" in shown.err
    assert "Прочитано файлов: 1 из 2" in shown.out


def test_nothing_to_read(tmp_path: Path, capsys: Capture) -> None:
    assert main(["convert", str(tmp_path), "--out", str(tmp_path / "out")]) == code_of("missing_path")
    shown = capsys.readouterr()
    assert shown.err.startswith(f"{tmp_path}: в папке нет ни одного файла для чтения. Что делать: ")
    assert "Результата нет" in shown.out
    assert list(tmp_path.iterdir()) == []


def test_several_causes_have_a_code_of_their_own(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (folder / "пустой.docx").write_bytes(b"")
    (folder / "письмо.txt").write_text(LETTER, "utf-8")
    assert main(["convert", str(folder), "--out", str(tmp_path / "out"), "--formats", "csv"]) == code_of("several_causes")
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_wrong_suffix_is_read_by_its_content(tmp_path: Path, capsys: Capture) -> None:
    shutil.copy(SAMPLES / "05_merged_tracked.docx", tmp_path / "план.pdf")
    assert main(["convert", str(tmp_path / "план.pdf"), "--out", str(tmp_path / "out"), "--formats", "csv,json"]) == 0
    assert capsys.readouterr().err == ""
    assert "wrong_suffix" in (tmp_path / "out" / "csv" / "problems.csv").read_text("utf-8-sig")
    assert (tmp_path / "out" / "json" / "план.pdf.json").is_file()


def test_name_of_several_lines_takes_one(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    try:
        shutil.copy(PLAN, folder / "две\nстроки.txt")
        (folder / "пустой\n\x1b[31m.txt").write_bytes(b"")
    except OSError:
        pytest.skip("this file system has no such names")
    main(["convert", str(folder), "--out", str(tmp_path / "out"), "--formats", "csv"])
    shown = capsys.readouterr()
    assert "\n  две строки.txt — " in shown.out
    assert len(shown.err.splitlines()) == 1
    assert "\x1b" not in shown.err


@pytest.mark.parametrize("below", ["", "out"])
def test_output_where_a_file_is(below: str, folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "файл").write_text("занято", "utf-8")
    assert main(["convert", str(folder), "--out", str(tmp_path / "файл" / below)]) == code_of("output_not_writable")
    assert "на этом месте файл, а нужна папка" in capsys.readouterr().err
    assert (tmp_path / "файл").read_text("utf-8") == "занято"


def test_interruption_is_told(folder: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["convert", str(folder), "--out", str(tmp_path / "out"), "--formats", "csv"]) == 0
    before = (tmp_path / "out" / "csv" / "activities.csv").read_bytes()
    capsys.readouterr()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    (folder / "ещё.txt").write_bytes(PLAN.read_bytes() + b"\n")
    monkeypatch.setattr(Runner, "run", interrupt)
    assert main(["convert", str(folder), "--out", str(tmp_path / "out"), "--formats", "csv"]) == 130
    shown = capsys.readouterr()
    assert shown.err.startswith("Работа прервана. ")
    assert shown.out == ""
    assert (tmp_path / "out" / "csv" / "activities.csv").read_bytes() == before


def test_output_that_cannot_be_written(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "файл").write_text("занято", "utf-8")
    assert main(["convert", str(folder), "--out", str(tmp_path / "файл" / "out")]) == code_of("output_not_writable")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "не удаётся записать результат" in shown.err
    assert (tmp_path / "файл").read_text("utf-8") == "занято"


# ------------------------------------------------------------ inspect


@pytest.mark.parametrize(
    "path", sorted(path for path in SAMPLES.iterdir() if path.is_file() and path.suffix != ".zip"), ids=lambda path: path.name
)
def test_inspect_fits_a_terminal(path: Path, capsys: Capture) -> None:
    skip_where_lacking(path.name)
    assert main(["inspect", str(path)]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.startswith(f"{path.name}: ")
    assert max(map(len, shown.out.splitlines())) <= 100
    for part in ("Таблицы в файле", "название:", "организация:", "период:", "ЭТАП", "срок:", "место:", "Замечания: "):
        assert part in shown.out


def test_inspect_says_how_each_thing_was_understood(capsys: Capture) -> None:
    assert main(["inspect", str(SAMPLES / "05_merged_tracked.docx")]) == 0
    shown = capsys.readouterr().out
    for line in (
        "05_merged_tracked.docx: docx, знаков: ",
        "«Содержание деятельности» → мероприятие",
        "«Примечание» → без поля в данных",
        "ЭТАП 1. Подготовка условий для реализации системы наставничества",
        "→ Подготовка условий (preparation) — дословно, ",
        "ответственный:  Директор → Руководитель организации (head)",
        "срок:           30.08.2024 → промежуток, 30.08.2024 — 30.08.2024, EDTF 2024-08-30",
        "[учебный год]",
        "место:          табл. 1, строка 2, графа 4",
        "[unused_column]",
    ):
        assert line in shown


@pytest.mark.parametrize(
    ("content", "cause", "shown_part"),
    [
        (b"", "empty_file", ""),
        (LETTER.encode(), "no_plan", "Таблицы в файле"),
        (b"%PDF-1.7 x", "damaged_file", ""),
        (None, "missing_path", ""),
    ],
)
def test_inspect_of_bad_files(tmp_path: Path, capsys: Capture, content: bytes | None, cause: str, shown_part: str) -> None:
    path = tmp_path / "файл.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["inspect", str(path)]) == code_of(cause)
    shown = capsys.readouterr()
    assert shown_part in shown.out
    assert "Что делать: " in shown.err


def test_inspect_names_the_whole_path_that_is_missing(tmp_path: Path, capsys: Capture) -> None:
    assert main(["inspect", str(tmp_path / "нет.txt")]) == code_of("missing_path")
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'нет.txt'}: такого файла или папки нет")


def test_inspect_calls_a_broken_link_a_link(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "план.txt").symlink_to(tmp_path / "нет.txt")
    assert main(["inspect", str(tmp_path / "план.txt")]) == code_of("missing_path")
    assert "это ссылка на файл, которого больше нет" in capsys.readouterr().err


def test_each_code_of_the_model_has_a_name() -> None:
    assert set(names.PERIODS) == set(get_args(PeriodKind))
    assert set(names.DEADLINES) == set(get_args(DeadlineKind))
    assert set(names.RECURRENCES) == set(get_args(Recurrence))


def test_names_are_those_of_the_vocabulary() -> None:
    found = names.Names(vocabulary.load())
    assert names.called(found.roles, "head") == "Руководитель организации (head)"
    assert names.called(found.stages, "mentor_pool").endswith(" (mentor_pool)")
    assert names.called(found.stages, "unheard-of") == "unheard-of"


def test_word_added_as_the_russian_readme_says_is_known(tmp_path: Path) -> None:
    own, entry = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.ru.md").read_text("utf-8"), re.S)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "roles.yaml").write_text(own, "utf-8")
    words = shutil.copytree(ROOT / "vocab", tmp_path / "vocab") / "roles.yaml"
    before = words.read_text("utf-8")
    words.write_text(before.replace(entry.replace("  - фасилитатор\n", ""), entry), "utf-8")
    assert words.read_text("utf-8") != before
    plan = tmp_path / "план.txt"
    plan.write_text((SAMPLES / "01_tabs.txt").read_text("utf-8").replace("Куратор", "Фасилитатор"), "utf-8")
    assert role_of_a_tutor(plan, vocabulary.load()) == "other"
    assert role_of_a_tutor(plan, vocabulary.load(tmp_path / "own")) == "curator"
    assert role_of_a_tutor(plan, vocabulary.load(words.parent)) == "curator"


def role_of_a_tutor(plan: Path, words: Vocabulary) -> str:
    activities = (activity for stage in normalize(read(plan), words).stages for activity in stage.activities)
    (role,) = {one.role for activity in activities for one in activity.responsibles if one.text == "Фасилитатор"}
    return role


# ------------------------------------------------------------ consoles


@pytest.mark.parametrize("encoding", ["ascii", "cp866", "cp1251", "utf-8"])
def test_console_that_cannot_show_a_letter(encoding: str, folder: Path, tmp_path: Path) -> None:
    (folder / "пустой.txt").write_bytes(b"")
    for arguments in (["--help"], ["convert", folder, "--out", tmp_path / "out"], ["inspect", folder / "план.txt"], ["zzz"]):
        done = run(*arguments, encoding=encoding)
        assert b"Traceback" not in done.stderr
        assert done.returncode in {0, 2, code_of("empty_file")}
    assert "Справка".encode(encoding, "replace") in done.stderr


def test_stdout_holds_no_progress(folder: Path, tmp_path: Path) -> None:
    done = run("convert", folder, "--out", tmp_path / "out")
    assert done.stdout.decode().startswith("Прочитано файлов: 1 из 1.")
    assert (done.returncode, done.stderr) == (0, b"")
