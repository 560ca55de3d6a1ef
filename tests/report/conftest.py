"""A report of invented plans of two years, and the browser that opens it."""

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.generate import write as generate
from pipeline import vocabulary
from pipeline.batch import convert
from pipeline.compare import Comparison, compare
from pipeline.compare.report import data
from pipeline.compare.report.page import write_page
from pipeline.compare.write import write
from pipeline.names import Names

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
PLANS = 40
YEARS = {"2023": 2023, "2024": 2024}

# Markup in every place that a document fills, marks of the page's own parts, and a deadline that nobody understands.
NASTY = """Дорожная карта (план мероприятий) по наставничеству
МБОУ «СОШ № 77» г. Тверь
на 2024-2025 учебный год

№\tЭтап\tСодержание деятельности\tСроки\tОтветственные
1\tПодготовка условий {data}\tПриказ о наставничестве <img src="x" onerror="document.title='взлом'"></script>\tсентябрь\tДиректор <script>document.title='взлом'</script>
2\tПодготовка условий {data}\tПоложение о наставничестве {script} <!-- &amp;\tкак рак на горе свистнет\tКуратор
3\tВокруг да около\tПрогулка по музею\tоктябрь\tКуратор
"""

Rows = list[dict[str, str]]
Tables = Callable[[str], Rows]


def read_csv(path: Path) -> Rows:
    """The rows of a table as a spreadsheet would read them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What `convert` wrote of the plans of two years, the earlier first."""
    base = tmp_path_factory.mktemp("plans")
    for name, year in YEARS.items():
        generate(base / f"in-{name}", PLANS, year, seed=1)
    (base / "in-2024" / "nasty.txt").write_text(NASTY, encoding="utf-8")
    copied = (base / "in-2024" / "00001.txt").read_text(encoding="utf-8").replace("№ 1»", "№ 99»")
    (base / "in-2024" / "copy.txt").write_text(copied, encoding="utf-8")
    for name in YEARS:
        convert([base / f"in-{name}"], base / name, ["csv", "parquet"])
    return [base / name for name in YEARS]


@pytest.fixture(scope="session")
def comparison(datasets: list[Path]) -> Comparison:
    return compare(datasets)


@pytest.fixture(scope="session")
def written(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the tables of the comparison and the page."""
    out = tmp_path_factory.mktemp("comparison")
    write(comparison, out)
    write_page(comparison, Names(vocabulary.load()), out)
    return out


@pytest.fixture(scope="session")
def tables(written: Path) -> Tables:
    """The rows of a table of the comparison, by its name."""
    return lambda name: read_csv(written / "csv" / f"{name}.csv")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system: no browser is loaded from anywhere."""
    if CHROMIUM is None:
        pytest.skip("not on this machine: chromium (apt-get install chromium)")
    with sync_playwright() as playwright:
        # The sandbox needs rights that a container has not; the page is our own file.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


OpenPage = Callable[[Path], Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens a file as an office computer does; the test fails if the page complains or asks for anything but itself."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU")
    complaints: list[str] = []
    requests: list[str] = []

    def opened(path: Path) -> Page:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri())
        return page

    yield opened
    context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert len({url.partition("#")[0] for url in requests if url.startswith("file:")}) <= 1


@pytest.fixture
def page(open_page: OpenPage, written: Path) -> Page:
    """The page of two datasets, open."""
    return open_page(written / "report.html")


@pytest.fixture
def grouped_page(open_page: OpenPage, comparison: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The page as it is of more plans than it can show."""
    monkeypatch.setattr(data, "MOST_PLANS", PLANS)
    return open_page(write_page(comparison, Names(vocabulary.load()), tmp_path))
