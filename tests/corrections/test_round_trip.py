"""From a dataset to a workbook, through a person's hands, and back: the next run gives the corrections again."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from pipeline.batch import convert as convert_all
from pipeline.cli import main
from pipeline.corrections import review, store
from pipeline.corrections.book import FILE, GUIDE, LISTS, SHEET, TEXT, WHAT
from pipeline.errors import CorrectionsError
from pipeline.model import Match, Roadmap
from pipeline.vocabulary.shapes import Vocabulary
from tests.batches import run
from tests.corrections.conftest import PLAN, Fill, activities, convert, moved, rows_of, write

BY_A_PERSON = Match(method="correction", score=1.0, review=False)


def codes(roadmap: Roadmap) -> set[str]:
    return {problem.code for problem in roadmap.problems}


def test_workbook_asks_what_is_unsure_and_nothing_else(dataset: Path) -> None:
    assert [(row[WHAT].split("\n")[0], row[TEXT], row["Сколько раз"]) for row in rows_of(dataset / FILE)] == [
        ("Срок", "по мере созревания", 2),
        ("Ответственный", "Тьюторша", 2),
        ("Вид этапа", "Праздничный этап", 1),
        ("Вид мероприятия", "Чаепитие у самовара", 1),
        ("Срок", "после дождичка", 1),
    ]
    assert openpyxl.load_workbook(dataset / FILE).sheetnames == [SHEET, GUIDE, LISTS]


def test_all_asks_about_every_decision(dataset: Path, words: Vocabulary, tmp_path: Path) -> None:
    asked = review.ask(dataset, words, tmp_path / "все.xlsx", with_sure=True)
    kinds = {row[WHAT].split("\n")[0].split(":")[0] for row in rows_of(asked.path)}
    assert kinds == {"Организация", "Утверждение", "Период плана", "Вид этапа", "Вид мероприятия", "Срок", "Ответственный"}


def test_corrections_come_again(dataset: Path, plans: Path, fill: Fill, words: Vocabulary, tmp_path: Path) -> None:
    before = convert(plans, dataset)
    assert {"unknown_stage", "unknown_role", "unclear_deadline"} <= codes(before)
    fill("Тьюторша", Правильно="Куратор наставничества (curator)", Имя="Примерова Я.Я.")
    fill("Праздничный этап", Правильно="implementation")
    fill("Чаепитие у самовара", Правильно="обучение наставников;  other")
    fill("по мере созревания", С_даты=dt.date(2023, 9, 1), По_дату="30.09.2023")
    book = fill("после дождичка", По_дату=dt.date(2024, 5, 31), Повторяемость="ежегодно")
    kept = review.apply(book, words)
    assert (len(kept.answers.corrections), kept.answers.confirmed, kept.faults, kept.total) == (5, 0, (), 5)

    place = moved(plans, tmp_path)
    after = convert(place, dataset)
    assert after.source.file == "Школа 5.txt"
    assert (after.stages[1].code, after.stages[1].match) == ("implementation", BY_A_PERSON)
    first, _, tea, last = activities(after)
    assert [(one.role, one.person, one.match) for one in (*first.responsibles, *tea.responsibles)] == [
        ("curator", "Примерова Я.Я.", BY_A_PERSON)
    ] * 2
    assert (tea.codes, tea.match) == (("train_mentors", "other"), BY_A_PERSON)
    for activity in (first, tea):
        (deadline,) = activity.deadlines
        assert (deadline.kind, deadline.start, deadline.end) == ("interval", dt.date(2023, 9, 1), dt.date(2023, 9, 30))
        assert (deadline.text, deadline.edtf, deadline.match) == ("по мере созревания", "2023-09-01/2023-09-30", BY_A_PERSON)
    (due,) = last.deadlines
    assert (due.kind, due.end, due.edtf, due.recurrence) == ("due", dt.date(2024, 5, 31), "../2024-05-31", "YEARLY")
    assert not codes(after) & {"unknown_stage", "unknown_role", "unclear_deadline", "lost_correction"}
    assert review.ask(dataset, words).questions == 0


def test_what_was_not_corrected_stays(dataset: Path, plans: Path, fill: Fill, words: Vocabulary) -> None:
    before = convert(plans, dataset)
    review.apply(fill("Праздничный этап", Правильно="other"), words)
    after = convert(plans, dataset)
    assert (after.stages[1].code, after.stages[1].match) == ("other", BY_A_PERSON)
    assert list(activities(after)) == list(activities(before))
    assert codes(before) - codes(after) == {"unknown_stage"}


def test_confirming_takes_the_flag_away(dataset: Path, plans: Path, fill: Fill, words: Vocabulary) -> None:
    kept = review.apply(fill("после дождичка", Верно="да"), words)
    assert (kept.answers.confirmed, kept.total) == (1, 1)
    roadmap = convert(plans, dataset)
    (deadline,) = list(activities(roadmap))[3].deadlines
    assert (deadline.kind, deadline.match) == ("unclear", BY_A_PERSON)
    assert "после дождичка" not in {row[TEXT] for row in rows_of(review.ask(dataset, words).path)}


def test_corrections_survive_a_run_and_are_no_plan(dataset: Path, plans: Path, fill: Fill, words: Vocabulary) -> None:
    review.apply(fill("после дождичка", Верно="да"), words)
    kept = (dataset / store.FILE).read_bytes()
    for formats in (["csv"], ["json"]):
        report = convert_all([plans], dataset, formats)
        assert (report.corrected, report.lost) == (1, 0)
        assert (dataset / store.FILE).read_bytes() == kept
        assert (dataset / FILE).is_file()
    shutil.copytree(dataset, plans / "прошлый год")
    assert convert_all([plans], dataset, ["json"]).files == 1


def test_corrections_of_another_folder(dataset: Path, plans: Path, fill: Fill, words: Vocabulary, tmp_path: Path) -> None:
    review.apply(fill("Праздничный этап", Правильно="mentor_pool"), words)
    assert convert(plans, tmp_path / "новый").stages[1].code == "other"
    assert convert(plans, tmp_path / "новый", corrections=dataset / store.FILE).stages[1].code == "mentor_pool"


def test_later_workbook_wins(dataset: Path, plans: Path, fill: Fill, words: Vocabulary) -> None:
    review.apply(fill("Праздничный этап", Правильно="mentor_pool"), words)
    kept = review.apply(fill("Праздничный этап", Правильно="matching"), words)
    assert (len(kept.replaced), kept.total) == (1, 1)
    assert convert(plans, dataset).stages[1].code == "matching"
    again = review.apply(dataset / FILE, words)
    assert (again.replaced, again.total) == ((), 1)


def test_period_gives_its_years_to_the_deadlines(plans: Path, words: Vocabulary, tmp_path: Path) -> None:
    (plans / "план.txt").write_text(PLAN.replace(" на 2023/2024 учебный год", ""), "utf-8")
    out = tmp_path / "Результат"
    assert list(activities(convert(plans, out)))[1].deadlines[0].edtf == "XXXX-09"
    book = review.ask(out, words, with_sure=True).path
    write(book, "Период плана", Правильно="учебный год", С_даты="09.2024", По_дату="08.2025")
    review.apply(book, words)
    roadmap = convert(plans, out)
    assert (roadmap.period.kind, roadmap.period.start, roadmap.period.end) == ("academic_year", dt.date(2024, 9, 1), dt.date(2025, 8, 31))
    assert list(activities(roadmap))[1].deadlines[0].edtf == "2024-09"


def test_fields_of_an_organisation_are_rows(dataset: Path, plans: Path, words: Vocabulary) -> None:
    (dataset / FILE).unlink()
    book = review.ask(dataset, words, with_sure=True).path
    write(book, "Организация: регион", Правильно="Томская область")
    write(book, "Организация: краткое название", Правильно="СОШ № 5 «Родник»")
    write(book, "Организация: номер", Правильно=5)
    write(book, "Организация: район", Правильно="-")
    write(book, "Утверждение: дата", Правильно=dt.date(2023, 8, 30))
    kept = review.apply(book, words)
    assert (kept.total, kept.faults) == (2, ())
    roadmap = convert(plans, dataset)
    one = roadmap.organisation
    assert (one.region, one.name, one.number, one.district, one.kind) == ("Томская область", "СОШ № 5 «Родник»", "5", None, "school")
    assert (roadmap.approval.date, roadmap.approval.match) == (dt.date(2023, 8, 30), BY_A_PERSON)


def test_words_read_in_two_ways_are_asked_by_their_place(dataset: Path, plans: Path, fill: Fill, words: Vocabulary) -> None:
    """A deadline of one activity is corrected alone once the same words mean two things in the document."""
    review.apply(fill("по мере созревания", По_дату="01.10.2023"), words)
    (both,) = store.read(dataset / store.FILE)
    narrow = both.model_copy(
        update={
            "key": both.key.model_copy(update={"within": "чаепитие  у самовара"}),
            "value": {**both.value, "end": "2023-12-31", "edtf": "../2023-12-31"},
        }
    )
    store.write(dataset / store.FILE, [both, narrow])
    first, _, tea, _ = activities(convert(plans, dataset))
    assert (first.deadlines[0].edtf, tea.deadlines[0].edtf) == ("../2023-10-01", "../2023-12-31")
    (dataset / FILE).unlink()
    book = review.ask(dataset, words, with_sure=True).path
    assert [row["К чему относится"] for row in rows_of(book) if row[TEXT] == "по мере созревания"] == [
        "Разработка положения о наставничестве",
        "Чаепитие у самовара",
    ]


def test_correction_without_its_place_is_told_and_kept(dataset: Path, plans: Path, fill: Fill, words: Vocabulary) -> None:
    review.apply(fill("Праздничный этап", Правильно="matching"), words)
    (one,) = store.read(dataset / store.FILE)
    store.write(dataset / store.FILE, [one.model_copy(update={"key": one.key.model_copy(update={"text": "Другой этап"})})])
    batch = run([plans], dataset, ["json"])
    assert (batch.report.corrected, batch.report.lost) == (0, 1)
    (told,) = [problem for problem in batch.roadmaps[0].problems if problem.code == "lost_correction"]
    assert told.text == "Вид этапа: «Другой этап» → matching"
    assert len(store.read(dataset / store.FILE)) == 1


def test_new_workbook_spares_answers_that_were_not_applied(dataset: Path, fill: Fill, words: Vocabulary, tmp_path: Path) -> None:
    fill("Праздничный этап", Правильно="matching")
    with pytest.raises(CorrectionsError, match="ещё не применены"):
        review.ask(dataset, words)
    assert review.ask(dataset, words, tmp_path / "другая.xlsx").rows == 5
    review.apply(dataset / FILE, words)
    assert review.ask(dataset, words).rows == 5


def test_sorting_moving_columns_and_removing_rows(dataset: Path, fill: Fill, words: Vocabulary) -> None:
    book = openpyxl.load_workbook(fill("Праздничный этап", Правильно="завершение программ"))
    sheet = book[SHEET]
    heading, *rows = sheet.values
    turned = [list(reversed(row)) for row in (heading, *sorted(rows, key=lambda row: str(row[5]))[:-1])]
    sheet.delete_rows(1, 10)
    for row in turned:
        sheet.append(row)
    book.save(dataset / FILE)
    (correction,) = review.apply(dataset / FILE, words).answers.corrections
    assert (correction.key.text, correction.value) == ("Праздничный этап", {"code": "completion"})


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_saved_by_libreoffice(dataset: Path, fill: Fill, words: Vocabulary, tmp_path: Path) -> None:
    fill("Тьюторша", Правильно="Куратор наставничества")
    fill("после дождичка", С_даты="09.2024", По_дату="09.2024")
    book = fill("по мере созревания", С_даты=dt.date(2023, 9, 1), По_дату=dt.date(2023, 9, 30))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    out = tmp_path / "saved"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(book)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    kept = review.apply(out / FILE, words, dataset)
    assert kept.faults == ()
    assert {one.key.text: one.value for one in kept.answers.corrections} == {
        "Тьюторша": {"role": "curator", "area": None, "person": None},
        "по мере созревания": {
            "kind": "interval",
            "start": "2023-09-01",
            "end": "2023-09-30",
            "edtf": "2023-09-01/2023-09-30",
            "recurrence": None,
            "conditions": [],
        },
        "после дождичка": {
            "kind": "interval",
            "start": "2024-09-01",
            "end": "2024-09-30",
            "edtf": "2024-09-01/2024-09-30",
            "recurrence": None,
            "conditions": [],
        },
    }


def test_commands_say_what_to_do_next(plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "Результат"
    assert main(["convert", str(plans), "--out", str(out), "--formats", "json"]) == 0
    assert f'Проверить и исправить в Excel: roadmaps review "{out}"' in capsys.readouterr().out
    assert main(["review", str(out)]) == 0
    assert f'сохраните и запустите: roadmaps apply "{out / FILE}"' in capsys.readouterr().out
    write(out / FILE, "Праздничный этап", Верно="да")
    assert main(["apply", str(out / FILE)]) == 0
    assert f'Теперь запустите снова: roadmaps convert … --out "{out}"' in capsys.readouterr().out
    assert main(["convert", str(plans), "--out", str(out), "--formats", "csv"]) == 0
    shown = capsys.readouterr().out
    assert "Учтено исправлений, сделанных человеком: 1." in shown
    assert "roadmaps review" not in shown


def test_same_dataset_gives_the_same_bytes(dataset: Path, words: Vocabulary) -> None:
    first = (dataset / FILE).read_bytes()
    review.ask(dataset, words)
    assert (dataset / FILE).read_bytes() == first
