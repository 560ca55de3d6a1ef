"""Names of persons in a line, by their form: surname with initials either way round, or a full name with its patronymic."""

import re

_SURNAME = r"(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{3,}(?:-[А-ЯЁ]{3,})?)"
_INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ]\.?"
_NAME = r"[А-ЯЁ][а-яё]+"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|вна|ична|ьич|мич|кич)(?:а|у|ем|ой|ы|е)?"
_PERSON = re.compile(
    rf"(?<![\w.])(?<!имени )(?<!им\. )(?<!им\.)(?!Им\s|Имени\s)(?<!\bг\. )(?<!\bг\.)(?<!\bс\. )(?<!\bс\.)(?<!\bп\. )(?<!\bп\.)(?<!\bд\. )(?<!\bд\.)(?:{_SURNAME}\s+{_INITIALS}(?![а-яё])|{_INITIALS}\s?{_SURNAME}(?!\w)|{_SURNAME}\s+{_NAME}\s+{_PATRONYMIC}(?!\w)|{_NAME}\s+{_PATRONYMIC}\s+{_SURNAME}(?!\w)|{_NAME}\s+{_PATRONYMIC}(?!\w))"
)


def find_persons(text: str) -> list[tuple[int, int]]:
    """Where names stand in a tidy line: (start, end) in characters, in order.

    >>> text = "Широкова Е.Н., заведующий; И.О. Котова, Мельник Анна Петровна"
    >>> [text[start:end] for start, end in find_persons(text)]
    ['Широкова Е.Н.', 'И.О. Котова', 'Мельник Анна Петровна']
    >>> text = "Директор МБОУ СОШ №3 г. Ишима И.И. Попов"
    >>> [text[start:end] for start, end in find_persons(text)]
    ['И.И. Попов']
    >>> find_persons("зам. директора по УВР, МБОУ СОШ № 3 имени Л.И. Золотова, Р.Ф.")
    []
    """
    return [found.span() for found in _PERSON.finditer(text)]
