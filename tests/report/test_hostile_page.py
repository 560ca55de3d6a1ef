"""Texts that would be run, in every place that a document fills: the page and the letter show them, and run none."""

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page

from pipeline.compare import compare
from pipeline.compare.write import write as write_comparison
from tests.datasets import write_dataset
from tests.hostile_texts import hostile_roadmap

RUN = "document.title='взлом';window.взлом=1"
HOSTILE = (
    f'<img src="x" onerror="{RUN}">',
    f"</script><script>{RUN}</script>",
    f"<!--<script>{RUN}</script>",
    f"]]></script ><svg/onload={RUN}>",
    f'"><svg onload="{RUN}">',
    f"' onmouseover='{RUN}' x='",
    f"javascript:{RUN}",
    f'<a href="javascript:{RUN}" autofocus onfocus="{RUN}">да</a>',
    f"<iframe srcdoc=\"<script>parent.{RUN}</script>\"></iframe>",
    f'<base href="https://example.org/"><form action="https://example.org"><input autofocus onfocus="{RUN}"></form>',
    f"</title></style><style>@import 'https://example.org/x.css'</style><script>{RUN}</script>",
    f"\u2028{RUN}\u2029//",
    f"${{{RUN}}}{{{{{RUN}}}}}{{script}}",
    f"&lt;script&gt;{RUN}&lt;/script&gt;\\u003cscript>",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a comparison of such plans."""
    base = tmp_path_factory.mktemp("hostile")
    write_dataset([hostile_roadmap(text) for text in HOSTILE], [], base / "results", ["parquet"])
    write_comparison(compare([base / "results"]), base / "comparison")
    return base / "comparison"


@pytest.fixture
def page(browser: Browser, hostile: Path) -> Iterator[Page]:
    """The page of such plans; what it asks for is kept in `asked`."""
    context = browser.new_context(locale="ru-RU")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((hostile / "report.html").as_uri())
    yield page
    assert page.title() == "Сравнение дорожных карт наставничества"
    assert page.evaluate("window.взлом") is None
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()


def squashed(text: str) -> str:
    return " ".join(text.split())


def test_the_texts_are_shown_and_not_run(page: Page) -> None:
    assert page.locator("#map tbody tr").count() == len(HOSTILE)
    named = [squashed(text) for text in page.locator("#map tbody th").all_inner_texts()]
    for text in HOSTILE:
        assert [name for name in named if squashed(text) in name], text
    seen = ""
    for button in page.locator("#map tbody th button").all():
        button.click()
        seen += squashed(page.inner_text("#dialog"))
        page.locator("#dialog *").first.hover()
        page.keyboard.press("Escape")
    for text in HOSTILE:
        assert squashed(text) in seen, text


def test_no_markup_of_theirs_is_in_the_page(page: Page) -> None:
    for button in page.locator("#map tbody th button").all():
        button.click()
        assert (
            page.locator("img, iframe, base, svg[onload], [onerror], [onfocus], [onmouseover], a[href^='javascript:'], body style").count()
            == 0
        )
        page.keyboard.press("Escape")
    assert page.locator("script").count() == 2, "the page's own data and script only"


def test_the_browser_would_run_no_other_script(page: Page) -> None:
    """What holds if a text did become markup one day."""
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=\"window.взлом=1\">')")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.взлом=1'}))")
    page.wait_for_timeout(200)


def test_the_letter_leads_nowhere(hostile: Path) -> None:
    letter = docx.Document(str(hostile / "report.docx"))
    parts = list(letter.part.package.iter_parts())
    assert [rel.target_ref for part in parts for rel in part.rels.values() if rel.is_external] == []
    fields = [
        element
        for part in parts
        if part.content_type.endswith("+xml")
        for element in re.findall(rb'w:instr="(.*?)"|<w:(hyperlink|instrText)', part.blob)
    ]
    assert {field for field, other in fields if not other} == {b"PAGE", b"NUMPAGES"}
    assert [other for _, other in fields if other] == []
