"""The workbook that asks: its sheets, its columns, and which field of which decision stands in which column.

Writer and reader go by this one description. Columns are found by their headings, wherever a person moved them.
"""

from typing import Literal, NamedTuple

from pipeline.corrections.model import Kind
from pipeline.export.stale import REVIEW

FILE = REVIEW
SHEET, GUIDE, LISTS = "Проверить", "Как заполнять", "Списки"
YES = "да"
CLEAR = ("-", "–", "—")
"""What a person writes where the proposed value is wrong and there is none."""

Form = Literal["code", "codes", "date", "text", "edtf"]
List = Literal[
    "stages", "activities", "deadlines", "recurrences", "conditions", "roles", "areas", "periods", "kinds", "legal_forms", "regions"
]


class Field(NamedTuple):
    """A field of a decision: the column that it is corrected in, how it is typed, and from which list."""

    name: str
    column: str
    form: Form
    list: List | None = None
    label: str = ""
    """What it is called, where each field has a row of its own."""
    may_be_empty: bool = True


RIGHT, START, END, RECURRENCE, CONDITIONS = "Правильно", "С даты", "По дату", "Повторяемость", "Условия"
AREA, PERSON, EDTF = "За что отвечает", "Имя", "EDTF"
ANSWERS = (RIGHT, START, END, RECURRENCE, CONDITIONS, AREA, PERSON, EDTF)
"""The columns to be filled in."""

FILE_NAME, PLACE, ORGANISATION, WHAT, WITHIN = "Файл", "Место", "Организация", "Что проверить", "К чему относится"
TEXT, TIMES, PROPOSED, CONFIRM, NOTE, KEY = "Текст в документе", "Сколько раз", "Понято так", "Верно", "Заметка", "Служебное"
COLUMNS: dict[str, int] = {
    FILE_NAME: 22,
    PLACE: 16,
    ORGANISATION: 24,
    WHAT: 20,
    WITHIN: 34,
    TEXT: 38,
    TIMES: 9,
    PROPOSED: 34,
    CONFIRM: 9,
    RIGHT: 34,
    START: 12,
    END: 12,
    RECURRENCE: 18,
    CONDITIONS: 20,
    AREA: 22,
    PERSON: 20,
    EDTF: 16,
    NOTE: 24,
    KEY: 10,
}
"""Headings and widths, in order."""

LABELS: dict[Kind, str] = {
    "organisation": "Организация",
    "approval": "Утверждение",
    "period": "Период плана",
    "stage": "Вид этапа",
    "activity": "Вид мероприятия",
    "deadline": "Срок",
    "responsible": "Ответственный",
}

FIELDS: dict[Kind, tuple[Field, ...]] = {
    "organisation": (
        Field("legal_form", RIGHT, "code", "legal_forms", "правовая форма"),
        Field("kind", RIGHT, "code", "kinds", "вид"),
        Field("name", RIGHT, "text", label="краткое название"),
        Field("number", RIGHT, "text", label="номер"),
        Field("locality", RIGHT, "text", label="населённый пункт"),
        Field("district", RIGHT, "text", label="район"),
        Field("region", RIGHT, "code", "regions", "регион"),
    ),
    "approval": (
        Field("act", RIGHT, "text", label="вид акта"),
        Field("number", RIGHT, "text", label="номер"),
        Field("date", RIGHT, "date", label="дата"),
        Field("person", RIGHT, "text", label="кто утвердил"),
        Field("position", RIGHT, "text", label="должность"),
    ),
    "period": (Field("kind", RIGHT, "code", "periods", may_be_empty=False), Field("start", START, "date"), Field("end", END, "date")),
    "stage": (Field("code", RIGHT, "code", "stages", may_be_empty=False),),
    "activity": (Field("codes", RIGHT, "codes", "activities"),),
    "deadline": (
        Field("kind", RIGHT, "code", "deadlines", may_be_empty=False),
        Field("start", START, "date"),
        Field("end", END, "date"),
        Field("recurrence", RECURRENCE, "code", "recurrences"),
        Field("conditions", CONDITIONS, "codes", "conditions"),
        Field("edtf", EDTF, "edtf"),
    ),
    "responsible": (
        Field("role", RIGHT, "code", "roles", may_be_empty=False),
        Field("area", AREA, "code", "areas"),
        Field("person", PERSON, "text"),
    ),
}

A_ROW_EACH: frozenset[Kind] = frozenset({"organisation", "approval"})
"""Decisions of many fields: each field is a row of its own."""
