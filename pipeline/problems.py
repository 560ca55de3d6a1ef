"""The catalogue of problems: a stable code, a severity, and a sentence for the person who must act.

info: nothing to do, told so that nothing is dropped in silence. warning: somebody should look. error: something is missing.
`docs/problems.md` is generated from here (`python -m pipeline.problems`), and a test holds them together.
"""

from typing import NamedTuple

from pipeline.document import Origin
from pipeline.errors import RoadmapError
from pipeline.model import Problem, Severity


class Kind(NamedTuple):
    """One entry of the catalogue."""

    severity: Severity
    message: str
    meaning: str


CATALOGUE: dict[str, Kind] = {
    # The file and its reading
    "wrong_suffix": Kind("info", "Расширение файла не соответствует содержимому; файл прочитан по содержимому.", "The suffix says another format than the content; the content was believed."),
    "duplicate_file": Kind("info", "Содержимое файла совпадает с другим файлом; в таблицы вошёл только первый.", "Two files of one batch are equal to the byte; the tables hold the first only."),
    "page_furniture": Kind("info", "Колонтитул или номер страницы, в план не вошёл.", "A page header, footer or number, taken out of the text."),
    "footnote": Kind("info", "Текст сноски, в план не вошёл.", "The text of a footnote; it is no part of an activity."),
    "uncertain_text": Kind("warning", "Текст распознан со скана неуверенно; сверьте с исходным файлом.", "A cell of a scan whose letters are less sure than vocab/review.yaml sets."),
    "unreadable_part": Kind("warning", "Часть файла прочитать не удалось; сверьте с исходным файлом.", "A part of the file that the reader could not take."),
    "hidden_part": Kind("info", "Скрыто в исходном файле; прочитано вместе с остальным.", "A sheet, row or column that its author hid; it was read all the same."),
    "unseen_text": Kind("info", "Текст, которого на странице не видно (скрытый, за её краем или белый на белом), в план не вошёл.", "Text that the file holds and its pages do not show: hidden, beyond the edge, white on white."),
    "blank_form_field": Kind("warning", "Поле формы не заполнено: в нём только подсказка; в план она не вошла.", "A content control that still shows its prompt («Выберите элемент»), which is no text of the author."),
    "direction_characters": Kind("warning", "В тексте есть невидимые знаки, которые меняют его направление: на экране он может выглядеть не так, как записан. Они сохранены; сверьте с исходным файлом.", "Bidirectional controls, which can show a text in another order than it is written; kept in every field."),
    "invisible_characters": Kind("info", "В тексте есть невидимые знаки, которых программы сами не ставят: по таким словам не найти поиском. Они сохранены в тексте.", "Zero-width characters inside words, blank letters, tags and control characters; kept, and passed over where words are understood."),
    "mixed_alphabets": Kind("info", "В словах смешаны буквы разных алфавитов, которые выглядят одинаково; поняты они как русские, в тексте оставлены как есть.", "Words with Latin or Greek letters that look like Cyrillic ones, or the other way round."),
    "comment": Kind("info", "Комментарий рецензента, в план не вошёл.", "A comment in the margin of a text, on a page of a PDF file or on a cell of a sheet."),
    "ragged_table": Kind("warning", "Строка таблицы неполная или длиннее других; проверьте, в те ли графы попали значения.", "A row has more or fewer cells than the table has columns."),
    # The plan among the tables
    "outside_plan": Kind("info", "Текст вне таблицы плана.", "Text that stands outside the plan's table and is in no field."),
    "other_table": Kind("info", "Таблица не похожа на план мероприятий, в план не вошла.", "A table that is no plan of activities."),
    "repeated_header": Kind("info", "Повтор шапки таблицы.", "A header row that the plan repeats on a new page."),
    "total_row": Kind("info", "Итоговая строка таблицы, в план не вошла.", "A row of totals («Итого», «Всего»); it is no activity."),
    "inferred_column": Kind("warning", "Назначение графы определено по содержимому: её заголовок не распознан.", "The heading is in no list of vocab/columns.yaml; the column with the longest texts was taken for the content."),
    "inferred_grid": Kind("warning", "В файле нет сетки таблицы: строки и графы восстановлены по словам и порядку. Сверьте с исходным файлом.", "The columns of the text are interleaved; rows and columns were found from the vocabulary and the order."),
    "unknown_column": Kind("warning", "Назначение графы не распознано; её значения не вошли в план.", "A column whose heading is in no list of vocab/columns.yaml; each of its values is told."),
    "unused_column": Kind("info", "Графа, для которой в данных нет поля; значение сохранено здесь.", "A value of a column that the model has no field for (Примечание, Отметка о выполнении …)."),
    "no_header": Kind("warning", "У таблицы нет шапки: назначение граф определено по содержимому.", "The table has no header row; its columns were told from what stands in them."),
    # What the words mean
    "unknown_stage": Kind("warning", "Этап не распознан и получил код other.", "The stage's name fits no code of vocab/stages.yaml."),
    "empty_stage": Kind("warning", "В этапе нет ни одного мероприятия.", "A stage without activities."),
    "unclear_deadline": Kind("warning", "Срок не распознан.", "There is text in the deadline column, and no time that is known."),
    "partly_read_deadline": Kind("warning", "Срок распознан не целиком: часть слов не понята.", "A time was found, and beside it stand words that no rule takes."),
    "unknown_role": Kind("info", "Роль ответственного не распознана и получила код other.", "The role fits no code of vocab/roles.yaml."),
    "unplaced_value": Kind("warning", "Значение стоит в строке, которую не к чему отнести; в план не вошло.", "A value of a row that belongs to no activity."),
    "left_over": Kind("warning", "Часть ячейки не вошла ни в одно поле плана; она сохранена здесь.", "What no rule took of a cell: signs without words, or words that a rule left aside."),
    "one_year_for_two": Kind("info", "Учебный год назван одним годом; период принят за календарный год.", "«2024 учебный год» has one year where two are due; read as the calendar year."),
    "unread_period": Kind("warning", "В заголовке есть годы, но период плана по ним не определён; посмотрите заголовок.", "The title has years that no rule takes for the plan's period («на 20__-20__ учебный год»)."),
    "unsure_period": Kind("info", "Период плана понят не наверняка: проверьте его по заголовку.", "The period rests on thin evidence: years without «учебный», a part of a year, only one end, or several periods."),
    "unread_approval": Kind("warning", "Гриф утверждения не разобран: ни акта, ни даты, ни имени в нём не найдено.", "A block begins with «УТВЕРЖДАЮ» or names an act, and neither act, number, date nor person was found."),
    "unsure_approval": Kind("info", "Гриф утверждения понят не наверняка: сверьте номер, дату и имя с документом.", "The approval rests on thin evidence: an impossible date, two acts, a protocol, titles side by side …"),
    "ambiguous_place": Kind("warning", "Населённых пунктов с таким названием несколько; регион не указан.", "Several places of this name: no region is given."),
    "organisation_from_plan": Kind("warning", "Организация названа только в самом плане; проверьте, что это она.", "The name stands neither in the title nor around the plan, only in one of its cells."),
    "lost_correction": Kind("warning", "Исправление, сделанное человеком, не нашло своего места: документ теперь прочитан иначе. Проверьте его ещё раз; само исправление сохранено.", "A correction of this document (corrections.jsonl) that fits none of its decisions any more."),
    "no_organisation": Kind("warning", "Организация в документе не найдена.", "No name of an organisation was found."),
}  # fmt: skip

LOSING: tuple[str, ...] = ("unreadable_part",)
"""Those that tell of a part of the file that is not in the data: reasons of the verdict `partial`."""


def problem(code: str, text: str | None = None, origin: Origin | None = None) -> Problem:
    """A problem of the catalogue. KeyError for a code that is not in it."""
    kind = CATALOGUE[code]
    return Problem(code=code, severity=kind.severity, message=kind.message, text=text, origin=origin)


class Failure(NamedTuple):
    """A file that did not become a roadmap, and why."""

    file: str
    problem: Problem


def failure(file: str, error: RoadmapError) -> Failure:
    """The failure of one file, with a problem of severity error."""
    return Failure(file, Problem(code=error.code, severity="error", message=error.message))


def _failures() -> list[type[RoadmapError]]:
    return sorted([RoadmapError, *RoadmapError.__subclasses__()], key=lambda error: error.exit_code)


def page() -> str:
    """The page of the documentation, in Markdown."""
    lines = ["# Problems", "", "Generated by `python -m pipeline.problems > docs/problems.md`.", ""]
    lines += ["| code | severity | what the reader sees | meaning |", "|---|---|---|---|"]
    lines += [f"| `{code}` | {kind.severity} | {kind.message} | {kind.meaning} |" for code, kind in CATALOGUE.items()]
    lines += ["", "A file that did not become a roadmap has one problem of severity error:", ""]
    lines += ["| code | exit code | what the reader sees | what to do |", "|---|---|---|---|"]
    lines += [f"| `{e.code}` | {e.exit_code} | {e.what} | {e.advice} |" for e in _failures()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(page(), end="")
