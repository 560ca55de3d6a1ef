"""The published contracts: frozen, strict, described, and the same in the code and in docs/."""

import inspect
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from pipeline import document, model, problems
from pipeline.compare.columns_page import page as compare_page
from pipeline.document import Document, Frozen, Source
from pipeline.export.page import page as tables_page
from pipeline.export.reasons import page as manifest_page
from pipeline.model import Activity, Deadline, Problem, Responsible, Roadmap, Stage

DOCS = Path(__file__).parent.parent / "docs"
SOURCE = Source(file="план.docx", sha256="a" * 64, format="docx", pages=2, characters=10)
CONTRACTS = sorted(
    {found for module in (document, model) for _, found in inspect.getmembers(module, inspect.isclass) if issubclass(found, Frozen)}
    - {Frozen},
    key=lambda found: found.__name__,
)


def roadmap() -> Roadmap:
    activity = Activity(
        text="Анкетирование",
        codes=("survey",),
        deadlines=(Deadline(text="сентябрь 2023", kind="interval", edtf="2023-09"),),
        responsibles=(Responsible(text="Куратор", role="curator", scope="row"),),
    )
    stage = Stage(number="1", name="Подготовка", code="preparation", activities=(activity,))
    return Roadmap(source=SOURCE, title="Дорожная карта", stages=(stage,), problems=(problems.problem("no_organisation"),))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("roadmap.schema.json", model.schema()),
        ("problems.md", problems.page()),
        ("data.md", tables_page()),
        ("manifest.md", manifest_page()),
        ("compare-data.md", compare_page()),
    ],
)
def test_generated_page_is_current(name: str, content: str) -> None:
    assert (DOCS / name).read_text("utf-8") == content, f"docs/{name} is not what the code says: run `make docs` and read what changed"


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.__name__)
def test_every_field_is_described(contract: type[Frozen]) -> None:
    assert contract.__doc__
    assert {name for name, field in contract.model_fields.items() if not field.description} == set()


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.__name__)
def test_contract_is_frozen_and_strict(contract: type[Frozen]) -> None:
    assert contract.model_config["frozen"] is True
    assert contract.model_config["extra"] == "forbid"


def test_value_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        roadmap().title = "Другое"  # type: ignore[misc]


@pytest.mark.parametrize("contract", [Roadmap, Document, Problem])
def test_unknown_key_is_refused(contract: type[Frozen]) -> None:
    values: dict[str, Any] = {"source": SOURCE, "blocks": (), "code": "footnote", "severity": "info", "message": "…"}
    known = {name: value for name, value in values.items() if name in contract.model_fields}
    contract.model_validate(known)
    with pytest.raises(ValidationError, match="Extra inputs"):
        contract.model_validate({**known, "surname": "1"})


def test_unknown_version_is_refused() -> None:
    with pytest.raises(ValidationError):
        Roadmap.model_validate({**roadmap().model_dump(), "schema_version": "2"})


def test_roadmap_survives_json() -> None:
    assert Roadmap.model_validate_json(roadmap().model_dump_json()) == roadmap()


def test_document_survives_json() -> None:
    from pipeline.extract import read  # noqa: PLC0415

    found = read(DOCS.parent / "samples" / "05_merged_tracked.docx")
    assert Document.model_validate_json(found.model_dump_json()) == found
