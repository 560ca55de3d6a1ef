"""The tokens of a line to those whom it names: segments between separators, and what goes over from one to the next."""

from collections.abc import Iterable, Sequence

from pipeline.morphology import is_participle
from pipeline.normalize.words.responsibles.elements import DEPUTY, HEAD, Element
from pipeline.normalize.words.responsibles.segment import Segment
from pipeline.normalize.words.responsibles.tokens import Token
from pipeline.vocabulary.shapes import Roles


def parse(row: Sequence[Token], roles: Roles) -> list[Element]:
    """Those whom the tokens name, in order. Words that nobody knows, alone between two separators, are one too."""
    found: list[Element] = []
    for segment in _segments(row):
        found = _joined(found, Segment(segment, roles).read(), segment)
    return _with_persons(_with_context(_without_repetition(found)))


def _segments(row: Iterable[Token]) -> list[list[Token]]:
    """The tokens between separators."""
    segments: list[list[Token]] = [[]]
    for token in row:
        if token.kind == "separator":
            segments.append([])
        else:
            segments[-1].append(token)
    return [segment for segment in segments if segment]


def _joined(found: list[Element], here: list[Element], segment: list[Token]) -> list[Element]:
    """The elements with those of the next segment. One that says nothing of its own goes on the one before."""
    last = found[-1] if found else None
    if last is None or not here:
        return found + here
    first = here[0]
    if first.areas and first.role is None and first.person is None:
        return _with_area(found, first) + here[1:]
    is_aside = first.role is None and first.person is None and (first.depth > 0 or is_participle(segment[0].first))
    if is_aside:
        return [*found[:-1], last.doubted("left_over"), *here[1:]]
    return found + here


def _with_area(found: list[Element], area: Element) -> list[Element]:
    """«… по учебной, воспитательной работе» has one area more; «… по УВР Котова И.О., по ВР Попов П.П.» one more of that role."""
    last, before = found[-1], found[-2] if len(found) > 1 else None
    if last.areas:
        return [*found[:-1], last._replace(areas=(*last.areas, *area.areas)).doubted(*area.doubts)]
    if last.person and before and before.areas:
        return [*found, area._replace(role=before.role)]
    return [*found, area._replace(areas=()).doubted("unknown")]


def _with_context(elements: list[Element]) -> list[Element]:
    """«Директор и заместители»: whose deputies they are is said."""
    heads = [at for at, element in enumerate(elements) if element.role == HEAD]
    return [
        element._replace(doubts=element.doubts - {"ambiguous"}) if element.role == DEPUTY and heads[:1] < [at] and heads else element
        for at, element in enumerate(elements)
    ]


def _without_repetition(elements: Iterable[Element]) -> list[Element]:
    """«родители (законные представители)», «заместитель руководителя (директора, заведующего)»: the brackets say it in other words."""
    found: list[Element] = []
    for element in elements:
        outer = next((one for one in reversed(found) if one.depth < element.depth), None)
        says_again = outer is not None and (element.role == outer.role or (outer.role == DEPUTY and element.role == HEAD))
        if not (says_again and element.role and not element.person and not element.areas):
            found.append(element)
    return found


def _with_persons(elements: Iterable[Element]) -> list[Element]:
    """A name belongs to the role right before it, or else to the one right after («Котова И.О., заведующий»).

    Names behind a role in the plural all have that role.
    """
    found: list[Element] = []
    for element in elements:
        last = found[-1] if found else None
        if last and element.person and not element.role and last.role and not last.person:
            found[-1] = last._replace(person=element.person, doubts=last.doubts | element.doubts)
        elif last and element.person and not element.role and last.role and last.many:
            found.append(element._replace(role=last.role, areas=last.areas, many=True))
        elif last and element.role and not element.person and last.person and not last.role:
            found = _with_role(found, element)
        else:
            found.append(element)
    return found


def _with_role(found: list[Element], role: Element) -> list[Element]:
    """The persons before a role have it: the last one, or all of them where it is a plural tied to them by a dash."""
    first = len(found)
    while first and found[first - 1].person and not found[first - 1].role:
        first -= 1
    if role.many and not role.tied:
        return [*found, role] if len(found) - first == 1 else [*found, role.doubted("ambiguous")]
    if not role.many:
        first = len(found) - 1
    return found[:first] + [one._replace(role=role.role, areas=role.areas, doubts=one.doubts | role.doubts) for one in found[first:]]
