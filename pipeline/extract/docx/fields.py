"""Fields: a code, which the page does not show, and its result, which it does; form fields, which show a value of their own."""

from typing import Literal

from pipeline.extract.docx.xml import Element, at, descend, is_on, number, w

FIELD = w("fldChar")
_TYPE = w("fldCharType")
_FIELDS = frozenset({FIELD})
_CHECKED, _UNCHECKED = "☒", "☐"

_State = Literal["code", "result", "form"]
"""Of an open field: in its code, in its result, or a form field, whose result its value stands for."""


class Fields:
    """Follows the fields of one story in order; a field may begin in one paragraph and end in another."""

    def __init__(self, story: Element) -> None:
        self._whole = _whole_fields(story)
        self._open: list[_State] = []
        self._codes = 0

    @property
    def in_code(self) -> bool:
        """Whether the page does not show what stands here."""
        return self._codes > 0

    def follow(self, mark: Element) -> str:
        """Passes one mark of a field; gives the value that a form field shows."""
        if mark not in self._whole:
            return ""
        kind = mark.get(_TYPE)
        shown = ""
        if kind == "begin":
            shown = "" if self.in_code else _form_value(mark)
            self._open.append("form" if shown else "code")
            self._codes += 1
        elif self._open and kind == "separate" and self._open[-1] == "code":
            self._open[-1] = "result"
            self._codes -= 1
        elif self._open and kind == "end":
            self._codes -= self._open.pop() != "result"
        return shown


def _whole_fields(story: Element) -> frozenset[Element]:
    """The marks of the fields that are ended: where an end is missing, all that follows is text, and no code."""
    whole: list[Element] = []
    open_fields: list[list[Element]] = []
    for mark in descend(story, _FIELDS) if next(story.iter(FIELD), None) is not None else ():
        kind = mark.get(_TYPE)
        if kind == "begin":
            open_fields.append([mark])
        elif open_fields:
            open_fields[-1].append(mark)
            if kind == "end":
                whole += open_fields.pop()
    return frozenset(whole)


def _form_value(begin: Element) -> str:
    """What a drop-down list or a check box of a form shows (ISO/IEC 29500-1, 17.16.5.21-17.16.5.23); it has no result."""
    choices, box = at(begin, "ffData", "ddList"), at(begin, "ffData", "checkBox")
    if choices is not None:
        entries = [entry.get(w("val"), "") for entry in choices.findall(w("listEntry"))]
        chosen = number(choices, "result") or number(choices, "default") or 0
        return entries[chosen] if chosen < len(entries) else ""
    if box is not None:
        said = at(box, "checked")
        said = at(box, "default") if said is None else said
        return _CHECKED if said is not None and is_on(said) else _UNCHECKED
    return ""
