"""The tables of a comparison: every column declared once, with its type, its words and its meaning."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from pipeline.compare.datasets import Datasets
from pipeline.export.columns import Column, Row, Table, Type

Record = Mapping[Hashable, Any]


def _column(name: str, kind: Type, title: str, description: str, required: bool = False) -> Column[Record]:
    return Column(name, kind, title, description, lambda row: row[name], required)


_PLAN = (
    _column("document_id", "text", "Код документа", "План; тот же код, что в таблице documents набора данных.", True),
    _column("dataset", "text", "Набор данных", "Из какого набора данных план."),
    _column("file", "text", "Файл", "Путь к исходному файлу."),
    _column("organisation", "text", "Организация", "Краткое название с местом; если оно не найдено — имя файла."),
    _column("region", "text", "Регион", "Субъект Российской Федерации."),
    _column("district", "text", "Район", "Муниципальный или городской район."),
    _column("kind", "text", "Вид организации", "Код вида организации."),
    _column("year", "text", "Год плана", "Учебный год «2023/24», год «2024» или годы «2021–2024»."),
)
_STAGE = _column("stage_code", "text", "Этап", "Код этапа образца, с которым идёт сравнение.", True)
_TYPE = _column("activity_code", "text", "Вид мероприятия", "Код вида мероприятия; пусто — строка об этапе целиком.")
_IDS = _column("activity_ids", "list", "Мероприятия", "Коды мероприятий, из которых это следует.")

COVERAGE: Table[Record] = Table("coverage", "Полнота", "Какие этапы и виды мероприятий образца есть в плане, каких нет и что есть сверх него.", (
    *_PLAN,
    _column("basis", "text", "С чем сравнение", "own: с образцом, по которому составлен сам план; reference: с образцом, выбранным для сравнения.", True),
    _STAGE,
    _TYPE,
    _column("status", "text", "Состояние", "there: есть; by_type: у плана нет такого этапа, но его мероприятия есть, судя по виду; elsewhere: есть в другом этапе; unsure: не найдено, но может быть среди неясных мероприятий; missing: нет; extra: есть сверх образца.", True),
    _column("activities", "integer", "Число мероприятий", "Сколько мероприятий плана сюда относится."),
    _column("unsure", "integer", "Неясных мероприятий", "У скольких мероприятий этого этапа, или вне этапов образца, вид не распознан или требует проверки: недостающее может быть среди них."),
    _IDS,
))  # fmt: skip

TIMING: Table[Record] = Table("timing", "Сроки", "Когда начинаются и кончаются этапы и виды мероприятий плана; дни считаются от 1 августа.", (
    *_PLAN,
    _STAGE,
    _TYPE,
    _column("first_start", "date", "Первое начало", "Самая ранняя дата начала; пусто, если раньше неё есть срок, у которого назван только конец."),
    _column("last_end", "date", "Последнее окончание", "Самая поздняя дата окончания; пусто, если после неё есть срок, у которого названо только начало."),
    _column("start_day", "integer", "День начала", "День учебного года, от 1 августа; известен и без года."),
    _column("end_day", "integer", "День окончания", "То же об окончании."),
    _column("throughout", "boolean", "Весь год", "Да, если иных сроков, кроме «в течение года», «ежемесячно», «постоянно», нет: тогда с образцом и группой сроки не сравниваются."),
    _column("start_from_reference", "integer", "Начало против образца, дней", "На сколько дней позже начала окна образца; меньше нуля — раньше."),
    _column("end_from_reference", "integer", "Окончание против образца, дней", "На сколько дней позже конца окна образца; меньше нуля — раньше."),
    _column("start_from_median", "integer", "Начало против группы, дней", "На сколько дней позже, чем у половины планов группы из того же набора данных; пусто, если таких планов меньше трёх."),
    _column("end_from_median", "integer", "Окончание против группы, дней", "То же об окончании."),
    _column("group_plans", "integer", "Планов в группе", "У скольких планов группы есть такой срок."),
    _column("in_window", "boolean", "В окне образца", "Начало и окончание, какие названы, лежат в окне образца, в каком бы году оно ни было."),
    _column("in_period", "boolean", "В сроке плана", "Все даты лежат в том времени, на которое составлен план; у учебного года — вместе с августом перед ним."),
    _column("order_kept", "boolean", "Порядок соблюдён", "Нет, если этап начинается раньше одного из тех, что стоят в образце перед ним; пусто, если этого нельзя знать."),
    _column("overlaps", "list", "Одновременно с", "Этапы, у которых с этим есть общие дни."),
))  # fmt: skip

RESPONSIBILITY: Table[Record] = Table("responsibility", "Ответственные", "За сколько мероприятий плана отвечает каждая роль, и за сколько никто.", (
    *_PLAN,
    _column("role", "text", "Роль", "Код роли; пусто — мероприятия, за которые никто не отвечает."),
    _column("activities", "integer", "Число мероприятий", "За сколько мероприятий отвечает."),
    _column("share", "number", "Доля плана", "Доля мероприятий плана, от 0 до 1."),
    _column("group_share", "number", "Доля в группе", "Средняя доля в планах группы из того же набора данных; пусто, если таких планов меньше трёх."),
    _column("difference", "number", "Отличие от группы", "Насколько доля больше средней; меньше нуля — меньше."),
    _column("group_plans", "integer", "Планов в группе", "По скольким планам посчитана средняя."),
    _IDS,
))  # fmt: skip

SIMILARITY: Table[Record] = Table("similarity", "Похожие планы", "Пары планов разных организаций, которые почти повторяют друг друга.", (
    *_PLAN,
    _column("other_id", "text", "Код другого плана", "План, на который похож этот.", True),
    _column("other_file", "text", "Другой файл", "Его исходный файл."),
    _column("other_organisation", "text", "Другая организация", "Чей он."),
    _column("score", "number", "Сходство", "От 0 до 100: какая часть строк обоих планов общая; строка весит тем больше, чем реже её слова у других организаций."),
    _column("shared", "integer", "Общих строк", "Сколько мероприятий общие."),
    _column("activities", "integer", "Мероприятий", "Сколько их в этом плане."),
    _column("other_activities", "integer", "Мероприятий в другом", "Сколько их в другом плане."),
    _column("activity_ids", "list", "Общие мероприятия", "Коды общих мероприятий в этом плане."),
    _column("other_activity_ids", "list", "Они же в другом", "Коды тех же мероприятий в другом плане, в том же порядке."),
))  # fmt: skip

QUALITY: Table[Record] = Table("quality", "Качество", "Насколько полно прочитан и заполнен каждый план.", (
    *_PLAN,
    _column("errors", "integer", "Ошибок", "Число замечаний error."),
    _column("warnings", "integer", "Предупреждений", "Число замечаний warning."),
    _column("infos", "integer", "Сведений", "Число замечаний info."),
    _column("review", "integer", "Проверить мероприятий", "Сколько мероприятий стоит проверить человеку."),
    _column("activities", "integer", "Мероприятий", "Сколько мероприятий в плане."),
    _column("with_code", "number", "С известным видом", "Доля мероприятий, вид которых распознан."),
    _column("with_deadline", "number", "С понятным сроком", "Доля мероприятий с понятным сроком или условием."),
    _column("with_responsible", "number", "С ответственным", "Доля мероприятий с известной ролью или именем."),
    _column("with_front", "number", "Реквизиты", "Доля заполненных: название, организация, период, дата утверждения."),
    _column("completeness", "number", "Полнота, 0–100", "Среднее четырёх долей, умноженное на 100."),
))  # fmt: skip

CHANGES: Table[Record] = Table("changes", "Изменения", "Что организация добавила, убрала, перенесла и переписала по сравнению с прежним набором данных.", (
    *_PLAN,
    _column("earlier_dataset", "text", "Прежний набор", "С каким набором данных сравнение."),
    _column("earlier_id", "text", "Код прежнего плана", "План той же организации в прежнем наборе."),
    _column("change", "text", "Изменение", "added: добавлено; dropped: убрано; moved: перенесено в другой этап или на другое время; reworded: сказано другими словами.", True),
    _column("activity_id", "text", "Мероприятие", "Код мероприятия в новом плане."),
    _column("earlier_activity_id", "text", "Прежнее мероприятие", "Код мероприятия в прежнем плане."),
    _column("stage_code", "text", "Этап", "Код этапа в новом плане."),
    _column("earlier_stage_code", "text", "Прежний этап", "Код этапа в прежнем плане."),
    _column("days", "integer", "Сдвиг, дней", "На сколько дней учебного года позже начинается, а если начало не названо — кончается; меньше нуля — раньше."),
    _column("end_days", "integer", "Сдвиг окончания, дней", "На сколько дней позже кончается; меньше нуля — раньше."),
))  # fmt: skip

TABLES: tuple[Table[Record], ...] = (COVERAGE, TIMING, RESPONSIBILITY, SIMILARITY, QUALITY, CHANGES)

_OF_PLAN = ["document_id", "dataset", "file", "organisation", "region", "district", "kind", "year"]


def rows(frames: Mapping[str, pd.DataFrame], data: Datasets) -> dict[str, list[Row]]:
    """The rows of each table by its name: the frames of a comparison with what is known of their plans, None for what is absent."""
    plans = data.documents[_OF_PLAN]
    return {table.name: _rows(_told(frames[table.name], plans), table) for table in TABLES}


def _rows(frame: pd.DataFrame, table: Table[Record]) -> list[Row]:
    """The same as `table.rows` of the records, column by column, which is what half a million of rows need."""
    return list(zip(*(_plain(frame[column.name]) for column in table.columns), strict=True))


def _told(frame: pd.DataFrame, plans: pd.DataFrame) -> pd.DataFrame:
    frame = frame.drop(columns=[name for name in _OF_PLAN[1:] if name in frame]).merge(plans, on="document_id", how="left")
    if "other_id" not in frame:
        return frame
    others = plans[["document_id", "file", "organisation"]].add_prefix("other_").rename(columns={"other_document_id": "other_id"})
    return frame.merge(others, on="other_id", how="left")


def records(frame: pd.DataFrame) -> list[Record]:
    """The rows of a frame as plain values: None for what is absent, whole numbers where pandas made fractions of them for its sake."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*(_plain(frame[name]) for name in frame.columns), strict=True)]


def _plain(column: pd.Series) -> list[Any]:
    known = column.astype("Int64") if _is_whole(column) else column
    plain = known.astype(object)
    return plain.where(plain.notna(), None).tolist()


def _is_whole(column: pd.Series) -> bool:
    return pd.api.types.is_float_dtype(column) and bool(column.isna().any()) and bool((column.dropna() % 1 == 0).all())
