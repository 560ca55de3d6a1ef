"""Keys that find a decision again, whatever else of the document is read otherwise; and what they do not find."""

from pathlib import Path

import pytest

from pipeline import vocabulary
from pipeline.corrections.correct import correct
from pipeline.corrections.decisions import decisions
from pipeline.corrections.lists import chosen, lists_of, shown
from pipeline.corrections.model import CORRECTED, Correction, Key, brief
from pipeline.corrections.store import merge
from pipeline.document import Source
from pipeline.extract import read
from pipeline.model import Activity, Deadline, Roadmap, Stage
from pipeline.normalize import normalize

SAMPLES = Path(__file__).parents[2] / "samples"
HASH = "a" * 64


def roadmap(*stages: Stage) -> Roadmap:
    return Roadmap(source=Source(file="план.txt", sha256=HASH, format="text", characters=1), stages=stages)


def activity(text: str, *deadlines: Deadline, lead: str | None = None, codes: tuple[str, ...] = ()) -> Activity:
    return Activity(text=text, lead=lead, codes=codes, deadlines=deadlines)


def stage_code(text: str, code: str, **key: object) -> Correction:
    return Correction(key=Key(document=HASH, kind="stage", text=text, **key), value={"code": code})


@pytest.mark.parametrize(
    "sample", ["02_tsv_broken_cell.txt", "05_merged_tracked.docx", "06_section_rows.docx", "08_no_stages_landscape.pdf"]
)
def test_confirming_everything_changes_nothing_but_the_match(sample: str) -> None:
    found = normalize(read(SAMPLES / sample), vocabulary.load())
    asked = decisions(found)
    assert len({decision.key.identity for decision in asked}) == len(asked)
    done = correct(found, [Correction(key=one.key, value=one.value) for one in asked])
    assert (len(done.applied), done.lost) == (len(asked), ())
    again = decisions(done.roadmap)
    assert [(one.key, one.value) for one in again] == [(one.key, one.value) for one in asked]
    assert all(spot.part.match == CORRECTED for one in again for spot in one.spots)


def test_every_text_stays_when_its_decision_is_corrected() -> None:
    before = roadmap(
        Stage(number="1", name="Праздник", code="other", activities=(activity("Чай", Deadline(text="скоро", kind="unclear")),))
    )
    after = correct(before, [stage_code("ПРАЗДНИК.", "matching")]).roadmap
    assert after.stages[0].model_dump(exclude={"code", "match"}) == before.stages[0].model_dump(exclude={"code", "match"})
    assert after.stages[0].code == "matching"


def test_corrections_of_another_document_are_not_its_own() -> None:
    before = roadmap(Stage(name="Праздник", code="other"))
    other = Correction(key=Key(document="b" * 64, kind="stage", text="Праздник"), value={"code": "matching"})
    assert correct(before, [other]) == (before, (), ())


def test_stage_is_found_though_its_number_and_place_changed() -> None:
    before = roadmap(Stage(name="Новый", code="other"), Stage(number="IV", name="Праздник", code="other"))
    assert correct(before, [stage_code("Праздник", "matching")]).roadmap.stages[1].code == "matching"


def test_equal_words_with_equal_meaning_are_one_decision() -> None:
    found = roadmap(
        Stage(name="А", code="other", activities=(activity("Беседа", lead="Осень"), activity("Беседа", lead="Весна"))),
        Stage(name="Б", code="other", activities=(activity("беседа;", lead="Осень"),)),
    )
    (talk,) = [one for one in decisions(found) if one.key.kind == "activity"]
    assert (talk.key.within, talk.key.ordinal, len(talk.spots)) == (None, None, 3)


def test_equal_words_with_two_meanings_are_told_apart_by_their_place_and_then_their_order() -> None:
    found = roadmap(
        Stage(
            name="А",
            code="other",
            activities=(
                activity("Беседа", lead="Осень", codes=("a",)),
                activity("Беседа", lead="Весна", codes=("b",)),
                activity("Беседа", lead="Весна", codes=("c",)),
            ),
        )
    )
    talks = [one.key for one in decisions(found) if one.key.kind == "activity"]
    assert [(key.within, key.ordinal) for key in talks] == [("Осень", None), ("Весна", 1), ("Весна", 2)]
    corrections = [Correction(key=key, value={"codes": [str(n)]}) for n, key in enumerate(talks)]
    assert [one.codes for one in correct(found, corrections).roadmap.stages[0].activities] == [("0",), ("1",), ("2",)]


def test_very_long_words_have_a_short_key() -> None:
    text = "Мероприятие " * 500
    found = roadmap(Stage(name="", code="other", activities=(activity(text.strip()), activity(text + "и ещё одно"))))
    first, second = [one.key for one in decisions(found) if one.key.kind == "activity"]
    assert len(first.text) < 300
    assert first.text != second.text
    assert brief(first.text) == first.text
    assert not correct(found, [Correction(key=first, value={"codes": ["x"]})]).lost


def test_broader_correction_that_comes_later_replaces_narrower_ones() -> None:
    narrow, broad = stage_code("А", "matching", within="1"), stage_code("а", "completion")
    assert merge([narrow], [broad]) == ((broad,), (narrow,))
    assert {one.value["code"] for one in merge([broad], [narrow]).corrections} == {"matching", "completion"}


def test_every_name_of_every_list_means_its_code() -> None:
    for entries in lists_of(vocabulary.load()).values():
        for code, name in entries.items():
            assert chosen(entries, shown(entries, code)) == chosen(entries, f" {code.upper()}") == code
            assert chosen(entries, name) == (code if list(entries.values()).count(name) == 1 else None)
