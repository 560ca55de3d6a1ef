"""Names of persons leave every output, and nothing else does. All of them are invented."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline import vocabulary
from pipeline.anonymise import anonymise
from pipeline.anonymise.surnames import Surnames
from pipeline.batch import convert
from pipeline.batch.events import FileDone
from pipeline.cli import main
from pipeline.document import Source
from pipeline.errors import DamagedFileError
from pipeline.model import Activity, Approval, Organisation, Responsible, Result, Roadmap, Stage
from pipeline.problems import failure, problem
from pipeline.text import fold
from tests.batches import run
from tests.make_archives import zip_of

SAMPLES = Path(__file__).parent.parent / "samples"
PLAN = SAMPLES / "02_tsv_broken_cell.txt"
WORDS = vocabulary.load()

# What all cases of each surname of the samples share, whether a field or only a remark names it.
SURNAMES = (
    "Берестов", "Ветров", "Вишняков", "Греч", "Дубравин", "Ждан", "Зотов", "Кизилов", "Кожемяк", "Куприянов", "Куропатов", "Лавренюк", "Ложкин",
    "Малахитов", "Осокор", "Перепелкин", "Полуянов", "Пчелкин", "Рогозин", "Рябокляч", "Сазонтьев", "Тарханов", "Хромов", "Ясенев", "Ясинск",
)  # fmt: skip

Capture = pytest.CaptureFixture[str]


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder as text, by its name: the parts of workbooks, the values of Parquet, the rest as it is."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        yield name, name
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                yield from ((f"{name}/{part}", book.read(part).decode("utf-8", "replace")) for part in book.namelist())
        elif path.suffix == ".parquet":
            yield name, f"{pq.read_schema(path).metadata} {pq.read_table(path).to_pylist()}"
        elif path.is_file():
            yield name, path.read_bytes().decode("utf-8-sig", "replace")


def named(text: str, surnames: tuple[str, ...] = SURNAMES) -> list[str]:
    """The surnames in a text, in whatever case and letters."""
    folded = fold(text)
    return [surname for surname in surnames if re.search(rf"\b{fold(surname)}", folded)]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the datasets of all samples stand, without names and with them."""
    place = tmp_path_factory.mktemp("samples")
    convert([SAMPLES], place / "without", anonymise=True)
    convert([SAMPLES], place / "with")
    return place


# ------------------------------------------------------------ the samples


def test_list_of_surnames_is_whole() -> None:
    persons = set()
    for path in (SAMPLES / "annotations").rglob("*.json"):
        persons |= set(re.findall(r'"person": "(.+?)"', path.read_text("utf-8")))
    assert persons
    assert [person for person in persons if not named(person)] == []


def test_with_names_they_are_seen(samples: Path) -> None:
    kinds = {name.partition("/")[0] for name, text in texts_of(samples / "with") if named(text)}
    assert {"csv", "parquet", "json", "roadmaps.xlsx"} <= kinds


def test_no_person_of_the_samples_is_left(samples: Path) -> None:
    assert [(name, found) for name, text in texts_of(samples / "without") if (found := named(text))] == []
    assert list((samples / "without").rglob("journal*")) == []  # it holds every name, packed


def test_no_person_is_told_on_the_console(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "Планы"
    folder.mkdir()
    shutil.copy(PLAN, folder / "План Вишняковой О.П..txt")
    (folder / "ЗОТОВ_Е_Р.docx").write_bytes(b"")
    (folder / "карта-лавренюк.pdf").write_bytes(b"%PDF-1.4")
    main(["convert", str(folder), "--out", str(tmp_path / "out"), "--anonymise"])
    said = capsys.readouterr()
    assert "Прочитано файлов: 1 из 3" in said.out
    assert named(said.out + said.err) == []
    assert [(name, found) for name, text in texts_of(tmp_path / "out") if (found := named(text))] == []


def test_rows_and_codes_are_the_same(samples: Path) -> None:
    changed = {"file", "person", "approval_person", "approval_position", "title", "text", "lead", "name", "message", "stage_name"}
    changed |= {"organisation", "organisation_text", "organisation_name", "approval_text", "period_text", "name_bytes", "seconds"}
    for path in sorted((samples / "with" / "parquet").iterdir()):
        kept = [column for column in pq.read_schema(path).names if column not in changed]
        without = pq.read_table(samples / "without" / "parquet" / path.name)
        assert without.select(kept).equals(pq.read_table(path).select(kept))
        assert {column: set(without[column].to_pylist()) for column in ("person", "approval_person") if column in without.column_names} in (
            {},
            {"person": {None}},
            {"approval_person": {None}},
        )


def test_texts_without_names_are_the_same(samples: Path) -> None:
    """What changes is where a name stood: all else of each text is as it was."""
    for path in sorted((samples / "with" / "json").rglob("*.json")):
        before = list(strings(json.loads(path.read_text("utf-8"))))
        after = list(strings(json.loads((samples / "without" / "json" / path.relative_to(samples / "with" / "json")).read_text("utf-8"))))
        for one, other in zip(before, after, strict=True):
            pattern = ".+".join(re.escape(piece) for piece in re.split(r"\[[а-яё ]+\]", other))
            assert re.fullmatch(pattern, one, re.S), (one, other)
            assert one == other or named(one)


def strings(value: object) -> Iterator[str]:
    """The strings of a JSON value, but for the names in fields of their own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner) if key != "person" else ()
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_without_the_option_names_stay(tmp_path: Path) -> None:
    report = run([SAMPLES / "09_two_tables.docx"], tmp_path, formats=["json"])
    persons = [one.person for stage in report.roadmaps[0].stages for activity in stage.activities for one in activity.responsibles]
    assert any(persons)
    assert report.roadmaps == run([SAMPLES / "09_two_tables.docx"], tmp_path, formats=["json"], anonymise=False).roadmaps


# ------------------------------------------------------------ one roadmap


def made(*activities: Activity, file: str = "план.docx", **fields: object) -> Roadmap:
    source = Source(file=file, sha256="a" * 64, format="docx", pages=None, characters=9)
    return Roadmap.model_validate({"source": source, "stages": (Stage(name="", code="other", activities=activities),), **fields})


def without_names(*activities: Activity, **fields: object) -> Roadmap:
    return anonymise([made(*activities, **fields)], [], WORDS).roadmaps[0]  # type: ignore[arg-type]


def answering(text: str, role: str, person: str) -> Activity:
    return Activity(text="Беседа", responsibles=(Responsible(text=text, role=role, person=person),))


def test_role_stands_for_the_person() -> None:
    found = without_names(answering("Зимина А.А., куратор", "curator", "Зимина А.А."), title="План куратора Зиминой")
    assert found.title == "План куратора [куратор наставничества]"
    assert found.stages[0].activities[0].responsibles[0] == Responsible(text="[куратор наставничества], куратор", role="curator")


def test_approval_has_no_person() -> None:
    approval = Approval(act="приказ", person="А.А. Зимина", position="Директор", text="УТВЕРЖДАЮ Директор ____А.А. Зимина")
    assert without_names(approval=approval).approval == Approval(
        act="приказ", position="Директор", text="УТВЕРЖДАЮ Директор ____[руководитель организации]"
    )


def test_nobody_knows_the_role() -> None:
    assert without_names(Activity(text="Встреча с Зиминой А.А.")).stages[0].activities[0].text == "Встреча с [имя]"


def test_surname_of_two_roles_has_none() -> None:
    found = without_names(
        answering("Зимина А.А.", "curator", "Зимина А.А."), answering("Зимин Б.Б.", "head", "Зимин Б.Б."), title="План Зиминой"
    )
    assert found.title == "План [имя]"
    assert [one.responsibles[0].text for one in found.stages[0].activities] == ["[куратор наставничества]", "[руководитель организации]"]


ELSEWHERE = {
    "Дубограй Ф.Н.": ("план ДУБОГРАЯ", "дубограем", "Дубограю", "у Дубограя", "dubogray@example.ru"),
    "Пчёлкина А.А.": ("Пчелкиной", "Пчёлкину", "ПЧЁЛКИНА", "pchelkina", "Pchyolkinoy"),
    "Кравец О.О.": ("Кравца", "с Кравцом"),
    "Белая А.А.": ("наставник Белая", "с педагогом Белой"),
    "Ясинская-Зотова В.В.": ("Ясинской", "Зотовой", "Зотову"),
    "Саида Алиева": ("Алиевой", "Саиде Алиевой"),
}


@pytest.mark.parametrize("person", ELSEWHERE)
def test_surname_goes_in_every_case_and_place(person: str) -> None:
    texts = ELSEWHERE[person]
    activities = [Activity(text=text, lead=text, results=(Result(text=text),)) for text in texts]
    found = without_names(answering(person, "other", person), *activities, title=texts[0], problems=(problem("left_over", texts[-1]),))
    for one in found.stages[0].activities[1:]:
        for text in (one.text, one.lead or "", one.results[0].text):
            assert "[имя]" in text
    assert "[имя]" in f"{found.title}" and "[имя]" in f"{found.problems[0].text}"


def test_common_words_stay() -> None:
    texts = ("Белая книга наставника", "Мороз и солнце", "куратор и директор", "в мае, марте", "Проект «Билет в будущее»")
    people = [answering(name, "other", name) for name in ("Белая А.А.", "Мороз Б.Б.", "Куратов В.В.", "Март Г.Г.")]
    found = without_names(*people, *(Activity(text=text) for text in texts))
    assert [one.text for one in found.stages[0].activities[len(people) :]] == list(texts)


def test_honorary_name_and_the_organisations_own_words_stay() -> None:
    organisation = Organisation(
        text="МБОУ «Коскинская СОШ имени Н.А. Ковалёва»", name="Коскинская СОШ имени Н.А. Ковалёва", locality="Киров"
    )
    title = "Дорожная карта МБОУ «Коскинская СОШ имени Н.А. Ковалёва»"
    found = without_names(organisation=organisation, title=title)
    assert (found.organisation, found.title) == (organisation, title)


def test_name_that_the_organisation_took_in_goes() -> None:
    organisation = Organisation(text="МБОУ СОШ № 5 Зимина А.А.", name="СОШ № 5 Зиминой")
    found = without_names(answering("Зимина А.А.", "head", "Зимина А.А."), organisation=organisation)
    assert (found.organisation.text, found.organisation.name) == (
        "МБОУ СОШ № 5 [руководитель организации]",
        "СОШ № 5 [руководитель организации]",
    )


def test_person_whom_no_rule_finds_goes_as_written() -> None:
    found = without_names(answering("мастер ы-ы", "other", "ы-ы"), title="План ы-ы")
    assert (found.title, found.stages[0].activities[0].responsibles[0].text) == ("План [имя]", "мастер [имя]")


def test_done_twice_is_done_once() -> None:
    once = without_names(answering("Зимина А.А., куратор", "curator", "Зимина А.А."), title="План Зиминой", file="План Зиминой.docx")
    assert anonymise([once], [], WORDS).roadmaps == (once,)


@pytest.mark.parametrize(
    ("surname", "word", "same"),
    [
        ("Зимина", "зимину", True),
        ("Зимин", "Зимний", False),
        ("Ли", "ли", False),
        ("Планов", "планов", False),
        ("Щукин", "Shchukina", True),
        ("Жарова", "Zharovoj", True),
        ("Котов", "kot", False),
        ("Ким", "Kimono", False),
    ],
)
def test_forms_of_a_surname(surname: str, word: str, same: bool) -> None:
    assert Surnames([surname]).has(word, inside=False) == same


# ------------------------------------------------------------ files


PATHS = {
    "План Зиминой А.А..docx": "План [имя].docx",
    "Ветров_Б_Б/план.docx": "[имя]/план.docx",
    "школа.zip/ДК Ветров Б.Б.pdf": "школа.zip/ДК [имя].pdf",
    "план-зиминой.docx": "план-[имя].docx",
    "plan_Zimina.docx": "plan_[имя].docx",
    "planZimina.docx": "plan[имя].docx",
    "Дорожная карта 2023-2024 (СОШ 5).docx": "Дорожная карта 2023-2024 (СОШ 5).docx",
    "СОШ им. Н.А. Ковалёва/план.pdf": "СОШ им. Н.А. Ковалёва/план.pdf",
}


@pytest.mark.parametrize("path", PATHS)
def test_path_has_no_name(path: str) -> None:
    people = (answering("Зимина А.А.", "head", "Зимина А.А."),)
    assert without_names(*people, file=path).source.file == PATHS[path]


def test_paths_stay_apart() -> None:
    files = ["План Зиминой А.А..docx", "План Ветрова Б.Б..docx", "План [имя].docx"]
    found = anonymise([made(file=file) for file in files], [], WORDS).roadmaps
    assert sorted(one.source.file for one in found) == ["План [имя] (2).docx", "План [имя] (3).docx", "План [имя].docx"]
    assert found[2].source.file == "План [имя].docx"


def test_surname_that_another_file_tells_goes() -> None:
    teller = made(answering("Дубограй Ф.Н.", "head", "Дубограй Ф.Н."), file="1.docx")
    found = anonymise([teller, made(file="план дубограя.docx")], [failure("Дубограй.pdf", DamagedFileError("Дубограй.pdf"))], WORDS)
    assert [one.source.file for one in found.roadmaps] == ["1.docx", "план [имя].docx"]
    assert found.failures[0].file == "[имя].pdf"
    assert "убограй" not in found.failures[0].problem.message and "[имя].pdf" in found.failures[0].problem.message


def test_failure_of_no_person_is_as_it_was() -> None:
    failed = failure("план.pdf", DamagedFileError("план.pdf"))
    assert anonymise([], [failed], WORDS).failures == (failed,)


def test_progress_is_told_no_name(tmp_path: Path) -> None:
    archive = tmp_path / "Планы Зотова Е.Р..zip"
    archive.write_bytes(zip_of({"План Вишняковой О.П..txt": PLAN.read_bytes()}))
    batch = run([archive], tmp_path / "out", anonymise=True)
    assert [event.line.verdict for event in batch.events if isinstance(event, FileDone)] == ["whole", "whole"]
    assert named(repr(batch.events)) == []
    assert batch.names == ["Планы [имя].zip/План [имя].txt"]
    assert [(name, found) for name, text in texts_of(tmp_path / "out") if (found := named(text))] == []


def test_named_files_of_a_former_run_go(tmp_path: Path) -> None:
    plan = tmp_path / "План Вишняковой О.П..txt"
    shutil.copy(PLAN, plan)
    convert([plan], tmp_path / "out")
    convert([plan], tmp_path / "out", anonymise=True)
    assert [(name, found) for name, text in texts_of(tmp_path / "out") if (found := named(text))] == []


def test_missing_path_is_told_without_its_name(tmp_path: Path) -> None:
    (failed,) = run([tmp_path / "План Вишняковой О.П..docx"], tmp_path / "out", anonymise=True).failures
    assert named(failed.file + failed.problem.message) == []
