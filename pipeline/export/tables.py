"""The seven tables of the dataset: every column once, and how roadmaps and failures become rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from pipeline.document import Origin
from pipeline.export.columns import Column, Row, Table
from pipeline.export.dataset import encodable
from pipeline.export.entries import Entry
from pipeline.export.months import months
from pipeline.export.rows import ActivityRow, DocumentRow, ItemRow, ProblemRow, StageRow, document_row, failure_rows
from pipeline.model import Deadline, Match, Responsible, Result, Roadmap


class _Placed(Protocol):
    @property
    def origin(self) -> Origin: ...


P = TypeVar("P", bound=_Placed)


def _place(what: str) -> tuple[Column[P], ...]:
    return (
        Column("page", "integer", "Страница", f"Страница исходного файла, где {what}; пусто, если в формате нет страниц.", lambda row: row.origin.page),
        Column("table", "integer", "Таблица", "Номер таблицы в исходном файле.", lambda row: row.origin.table),
        Column("row", "integer", "Строка таблицы", "Номер строки этой таблицы.", lambda row: row.origin.row),
        Column("column", "integer", "Графа таблицы", "Номер графы этой таблицы.", lambda row: row.origin.column),
        Column("line", "integer", "Строка файла", "Номер строки файла в текстовых форматах.", lambda row: row.origin.line),
    )  # fmt: skip


def _parents() -> tuple[Column[ItemRow[Any]], ...]:
    return (
        Column("document_id", "text", "Код документа", "Документ, к которому относится строка.", lambda row: row.parent.parent.roadmap.document_id, True, "documents"),
        Column("stage_id", "text", "Код этапа", "Этап, к которому относится строка.", lambda row: row.parent.parent.id, True, "stages"),
        Column("activity_id", "text", "Код мероприятия", "Мероприятие, к которому относится строка.", lambda row: row.parent.id, True, "activities"),
        Column("position", "integer", "№ по порядку", "Какой по счёту у своего мероприятия, с 1.", lambda row: row.position),
    )  # fmt: skip


def _scope() -> Column[ItemRow[Any]]:
    return Column("scope", "text", "К чему относится", "own: указано для этого мероприятия; row: одно на несколько мероприятий строки; merged: из ячейки, объединённой по строкам; carried: здесь пусто, взято из строки выше.", lambda row: row.item.scope)  # fmt: skip


def _match(match: Callable[[Any], Match]) -> tuple[Column[Any], ...]:
    return (
        Column("match_method", "text", "Как распознано", "exact: дословно; lemma: в других формах слов; fuzzy: похоже; context: по соседям; correction: исправлено человеком; none: не распознано.", lambda row: match(row).method),
        Column("match_score", "number", "Уверенность", "Доля таких решений, которые оказались верны на размеченных текстах, от 0 до 1.", lambda row: match(row).score),
        Column("match_review", "boolean", "Проверить решение", "Стоит ли человеку проверить это решение: уверенность ниже заданной в словаре.", lambda row: match(row).review),
    )  # fmt: skip


DOCUMENTS: Table[DocumentRow] = Table("documents", "Документы", "Одна строка — один файл с дорожной картой.", (
    Column("document_id", "text", "Код документа", "Первые 16 знаков SHA-256 содержимого файла.", lambda row: row.roadmap.document_id, True),
    Column("file", "text", "Файл", "Путь к исходному файлу.", lambda row: row.roadmap.source.file),
    Column("sha256", "text", "SHA-256", "Контрольная сумма содержимого файла.", lambda row: row.roadmap.source.sha256),
    Column("format", "text", "Формат", "Вид содержимого файла: docx, pdf, xlsx и другие; все показывает команда «roadmaps formats».", lambda row: row.roadmap.source.format),
    Column("pages", "integer", "Страниц", "Число страниц, если в формате есть страницы.", lambda row: row.roadmap.source.pages),
    Column("characters", "integer", "Знаков", "Число прочитанных знаков без пробелов.", lambda row: row.roadmap.source.characters),
    Column("title", "text", "Название плана", "Собственное название дорожной карты.", lambda row: row.roadmap.title),
    Column("scheme", "text", "Образец", "Код федерального образца, по которому составлен план; other — другой.", lambda row: row.roadmap.scheme),
    Column("organisation_text", "text", "Организация, как в документе", "Наименование организации, как оно написано.", lambda row: row.roadmap.organisation.text),
    Column("legal_form", "text", "Правовая форма", "Сокращение правовой формы: МБОУ.", lambda row: row.roadmap.organisation.legal_form),
    Column("kind", "text", "Вид организации", "Код вида организации: school, lyceum, kindergarten и другие.", lambda row: row.roadmap.organisation.kind),
    Column("organisation_name", "text", "Краткое название", "Название без правовой формы и места: «лицей №144».", lambda row: row.roadmap.organisation.name),
    Column("organisation_number", "text", "Номер организации", "Номер без знака «№».", lambda row: row.roadmap.organisation.number),
    Column("locality", "text", "Населённый пункт", "Населённый пункт без «г.», «с.».", lambda row: row.roadmap.organisation.locality),
    Column("district", "text", "Район", "Муниципальный или городской район.", lambda row: row.roadmap.organisation.district),
    Column("region", "text", "Регион", "Субъект Российской Федерации.", lambda row: row.roadmap.organisation.region),
    Column("organisation_review", "boolean", "Проверить организацию", "Стоит ли человеку проверить, как названа организация.", lambda row: row.roadmap.organisation.match.review),
    Column("approval_act", "text", "Вид акта", "Чем утверждён план: «приказ».", lambda row: row.roadmap.approval.act),
    Column("approval_number", "text", "Номер акта", "Номер акта; пусто, если в бланке не заполнен.", lambda row: row.roadmap.approval.number),
    Column("approval_date", "date", "Дата акта", "Дата акта.", lambda row: row.roadmap.approval.date),
    Column("approval_person", "text", "Кто утвердил", "Имя, как оно написано.", lambda row: row.roadmap.approval.person),
    Column("approval_position", "text", "Должность", "Должность утвердившего без названия организации.", lambda row: row.roadmap.approval.position),
    Column("approval_text", "text", "Гриф утверждения", "Гриф утверждения, как он написан.", lambda row: row.roadmap.approval.text),
    Column("approval_review", "boolean", "Проверить гриф", "Стоит ли человеку проверить, как понят гриф утверждения.", lambda row: row.roadmap.approval.match.review),
    Column("period_start", "date", "Начало периода", "Первый день времени, на которое составлен план.", lambda row: row.roadmap.period.start),
    Column("period_end", "date", "Конец периода", "Последний день этого времени.", lambda row: row.roadmap.period.end),
    Column("period_kind", "text", "Вид периода", "academic_year: учебный год; calendar_year: календарный год; years: несколько лет; unknown: не указан.", lambda row: row.roadmap.period.kind),
    Column("period_text", "text", "Период, как в документе", "Период, как он написан.", lambda row: row.roadmap.period.text),
    Column("period_review", "boolean", "Проверить период", "Стоит ли человеку проверить, как понят период.", lambda row: row.roadmap.period.match.review),
    Column("stages", "integer", "Этапов", "Число этапов плана.", lambda row: len(row.stages)),
    Column("activities", "integer", "Мероприятий", "Число мероприятий плана.", lambda row: len(row.activities)),
    Column("errors", "integer", "Ошибок", "Число замечаний error: чего-то не хватает.", lambda row: _count(row, "error")),
    Column("warnings", "integer", "Предупреждений", "Число замечаний warning: стоит проверить.", lambda row: _count(row, "warning")),
    Column("infos", "integer", "Сведений", "Число замечаний info: делать ничего не нужно.", lambda row: _count(row, "info")),
    Column("review", "integer", "Проверить мероприятий", "Число мероприятий, которые стоит проверить человеку.", lambda row: sum(activity.review for activity in row.activities)),
))  # fmt: skip

STAGES: Table[StageRow] = Table("stages", "Этапы", "Одна строка — один этап (раздел, направление) плана.", (
    Column("stage_id", "text", "Код этапа", "Код документа и номер этапа по порядку.", lambda row: row.id, True),
    Column("document_id", "text", "Код документа", "Документ, к которому относится этап.", lambda row: row.roadmap.document_id, True, "documents"),
    Column("number", "text", "Номер", "Номер этапа, как он написан.", lambda row: row.stage.number),
    Column("name", "text", "Этап", "Название этапа, как оно написано; пусто, если план не делится на этапы.", lambda row: row.stage.name or None),
    Column("code", "text", "Вид этапа", "Код вида этапа, общий для всех образцов; other — ни один не подошёл.", lambda row: row.stage.code),
    *_match(lambda row: row.stage.match),
    Column("activities", "integer", "Мероприятий", "Число мероприятий этапа.", lambda row: len(row.stage.activities)),
    *_place("стоит первое мероприятие этапа"),
))  # fmt: skip

ACTIVITIES: Table[ActivityRow] = Table("activities", "Мероприятия", "Одна строка — одно мероприятие; здесь собрано всё, по чему удобно отбирать и сравнивать.", (
    Column("activity_id", "text", "Код мероприятия", "Код этапа и номер мероприятия в нём по порядку.", lambda row: row.id, True),
    Column("document_id", "text", "Код документа", "Документ, к которому относится мероприятие.", lambda row: row.parent.roadmap.document_id, True, "documents"),
    Column("stage_id", "text", "Код этапа", "Этап, к которому относится мероприятие.", lambda row: row.parent.id, True, "stages"),
    Column("file", "text", "Файл", "Путь к исходному файлу.", lambda row: row.parent.roadmap.source.file),
    Column("organisation", "text", "Организация", "Организация, как она названа в документе.", lambda row: _organisation(row.parent.roadmap)),
    Column("region", "text", "Регион", "Субъект Российской Федерации.", lambda row: row.parent.roadmap.organisation.region),
    Column("kind", "text", "Вид организации", "Код вида организации.", lambda row: row.parent.roadmap.organisation.kind),
    Column("period_start", "date", "Начало периода", "Первый день времени, на которое составлен план.", lambda row: row.parent.roadmap.period.start),
    Column("period_end", "date", "Конец периода", "Последний день этого времени.", lambda row: row.parent.roadmap.period.end),
    Column("stage_number", "text", "Номер этапа", "Номер этапа, как он написан.", lambda row: row.parent.stage.number),
    Column("stage_name", "text", "Этап", "Название этапа, как оно написано.", lambda row: row.parent.stage.name or None),
    Column("stage_code", "text", "Вид этапа", "Код вида этапа, общий для всех образцов.", lambda row: row.parent.stage.code),
    Column("number", "text", "Номер", "Номер мероприятия, как он написан.", lambda row: row.activity.number),
    Column("lead", "text", "Вводные слова", "Слова или графа, которые открывают список с этим мероприятием.", lambda row: row.activity.lead),
    Column("text", "text", "Мероприятие", "Что нужно сделать.", lambda row: row.activity.text),
    Column("codes", "list", "Виды мероприятия", "Коды вида мероприятия; их может быть несколько или не быть.", lambda row: row.activity.codes),
    *_match(lambda row: row.activity.match),
    Column("first_start", "date", "Начало", "Самая ранняя дата начала из сроков мероприятия.", lambda row: min((d.start for d in row.activity.deadlines if d.start), default=None)),
    Column("last_end", "date", "Окончание", "Самая поздняя дата окончания из сроков мероприятия.", lambda row: max((d.end for d in row.activity.deadlines if d.end), default=None)),
    Column("month_from", "integer", "С месяца", "Первый месяц, 1–12, известен и без года; пусто, если назван только крайний срок.", lambda row: _months(row)[0]),
    Column("month_to", "integer", "По месяц", "Последний месяц, 1–12; меньше первого, если время переходит через Новый год.", lambda row: _months(row)[1]),
    Column("roles", "list", "Роли ответственных", "Коды ролей без повторов, в порядке документа.", lambda row: _distinct(r.role for r in row.activity.responsibles)),
    Column("conditions", "list", "Условия", "Коды условий срока: on_demand, separate_plan, per_schedule.", lambda row: _distinct(c for d in row.activity.deadlines for c in d.conditions)),
    Column("recurrence", "list", "Повторяемость", "Как часто повторяется: YEARLY, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY, DAILY.", lambda row: _distinct(d.recurrence for d in row.activity.deadlines if d.recurrence)),
    Column("review", "boolean", "Проверить", "Стоит ли человеку проверить: вид этапа или мероприятия, срок, ответственного.", lambda row: row.review),
    *_place("стоит мероприятие"),
))  # fmt: skip

DEADLINES: Table[ItemRow[Deadline]] = Table("deadlines", "Сроки", "Одна строка — один срок одного мероприятия.", (
    Column("deadline_id", "text", "Код срока", "Код мероприятия и номер срока по порядку.", lambda row: row.id, True),
    *_parents(),
    Column("text", "text", "Срок, как в документе", "Срок, как он написан.", lambda row: row.item.text),
    Column("kind", "text", "Вид срока", "interval: с начала до конца; due: не позднее; from: начиная с; throughout: весь период; ongoing: постоянно; on_demand: по мере необходимости; unclear: не распознан.", lambda row: row.item.kind),
    Column("start", "date", "Начало", "Первый день, если известен.", lambda row: row.item.start),
    Column("end", "date", "Окончание", "Последний день, если известен.", lambda row: row.item.end),
    Column("edtf", "text", "EDTF", "Что известно о времени, в записи ISO 8601-2 (EDTF); неизвестный год — XXXX.", lambda row: row.item.edtf),
    Column("recurrence", "text", "Повторяемость", "Как часто повторяется: YEARLY, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY, DAILY.", lambda row: row.item.recurrence),
    Column("conditions", "list", "Условия", "Коды условий: on_demand, separate_plan, per_schedule.", lambda row: row.item.conditions),
    _scope(),
    *_match(lambda row: row.item.match),
))  # fmt: skip

RESPONSIBLES: Table[ItemRow[Responsible]] = Table("responsibles", "Ответственные", "Одна строка — одна роль или один человек, отвечающий за мероприятие.", (
    Column("responsible_id", "text", "Код ответственного", "Код мероприятия и номер ответственного по порядку.", lambda row: row.id, True),
    *_parents(),
    Column("text", "text", "Ответственный, как в документе", "Ответственный, как он назван.", lambda row: row.item.text),
    Column("role", "text", "Роль", "Код роли; other — роль неизвестна.", lambda row: row.item.role),
    Column("area", "text", "Направление", "За что отвечает заместитель или специалист: academic (УВР), upbringing (ВР) и другие.", lambda row: row.item.area),
    Column("person", "text", "Имя", "Имя человека, как оно написано.", lambda row: row.item.person),
    _scope(),
    *_match(lambda row: row.item.match),
))  # fmt: skip

RESULTS: Table[ItemRow[Result]] = Table("results", "Результаты", "Одна строка — один ожидаемый результат мероприятия.", (
    Column("result_id", "text", "Код результата", "Код мероприятия и номер результата по порядку.", lambda row: row.id, True),
    *_parents(),
    Column("text", "text", "Результат", "Результат, как он написан.", lambda row: row.item.text),
    _scope(),
))  # fmt: skip

PROBLEMS: Table[ProblemRow] = Table("problems", "Замечания", "Одна строка — одно замечание: что не прочитано, не понято или не вошло в план.", (
    Column("problem_id", "text", "Код замечания", "Код документа и номер замечания по порядку.", lambda row: row.id, True),
    Column("document_id", "text", "Код документа", "Документ, к которому относится замечание; пусто, если файл не прочитан.", lambda row: row.document_id, False, "documents"),
    Column("file", "text", "Файл", "Путь к файлу, в котором замечание.", lambda row: row.file),
    Column("code", "text", "Вид замечания", "Код вида замечания.", lambda row: row.problem.code),
    Column("severity", "text", "Важность", "error: чего-то не хватает; warning: стоит проверить; info: делать ничего не нужно.", lambda row: row.problem.severity),
    Column("message", "text", "Замечание", "Что случилось и что делать.", lambda row: row.problem.message),
    Column("text", "text", "Текст", "Текст, о котором речь, как в документе.", lambda row: row.problem.text),
    *_place("стоит этот текст"),
))  # fmt: skip

TABLES: tuple[Table[Any], ...] = (DOCUMENTS, STAGES, ACTIVITIES, DEADLINES, RESPONSIBLES, RESULTS, PROBLEMS)


Rows = Mapping[str, Sequence[Row]]
"""Rows of tables by their names."""


def rows_of_each(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Rows]]:
    """Each entry, fit to be encoded, with its rows of every table in document order, in the order of TABLES; none is held.

    A failure is a problem of no document.
    """
    former, n = None, 0
    for raw in entries:
        former, n = raw.file, n + 1 if raw.file == former else 1
        entry = encodable(raw)
        yield entry, _rows(entry, failure_rows(entry, raw, n))


def flatten(entries: Iterable[Entry]) -> dict[str, list[Row]]:
    """The rows of all entries together, held in memory."""
    tables: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for _, rows in rows_of_each(entries):
        for name, more in rows.items():
            tables[name].extend(more)
    return tables


def _rows(entry: Entry, failed: Sequence[ProblemRow]) -> Rows:
    documents = [document_row(entry.outcome, entry.same)] if isinstance(entry.outcome, Roadmap) else []
    activities = [activity for document in documents for activity in document.activities]
    return {
        DOCUMENTS.name: DOCUMENTS.rows(documents),
        STAGES.name: STAGES.rows(stage for document in documents for stage in document.stages),
        ACTIVITIES.name: ACTIVITIES.rows(activities),
        DEADLINES.name: DEADLINES.rows(item for row in activities for item in row.items(row.activity.deadlines)),
        RESPONSIBLES.name: RESPONSIBLES.rows(item for row in activities for item in row.items(row.activity.responsibles)),
        RESULTS.name: RESULTS.rows(item for row in activities for item in row.items(row.activity.results)),
        PROBLEMS.name: PROBLEMS.rows([*(found for document in documents for found in document.problems), *failed]),
    }


def _count(row: DocumentRow, severity: str) -> int:
    return sum(found.problem.severity == severity for found in row.problems)


def _organisation(roadmap: Roadmap) -> str | None:
    shown = roadmap.organisation.text or roadmap.organisation.name
    return " ".join(shown.split()) if shown else None


def _months(row: ActivityRow) -> tuple[int | None, int | None]:
    return months(tuple(deadline.edtf for deadline in row.activity.deadlines))


def _distinct(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
