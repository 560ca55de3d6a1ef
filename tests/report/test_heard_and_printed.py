"""The report for those who hear it, and on paper."""

import pypdfium2
from playwright.sync_api import Page

from tests.report.test_browser import CELLS, search

# ------------------------------------------------------------ for a screen reader


def test_everything_that_is_pressed_or_read_has_a_name(page: Page) -> None:
    nameless = "[...document.querySelectorAll('button')].filter(one => !(one.getAttribute('aria-label') || one.textContent).trim()).length"
    assert page.evaluate(nameless) == 0
    assert page.evaluate("[...document.querySelectorAll('input, select')].filter(one => !one.closest('label')).length") == 0
    assert page.evaluate("[...document.querySelectorAll('table')].filter(one => one.rows.length && !one.caption).length") == 0
    assert page.get_attribute("#count", "aria-live") == "polite"


def test_cell_says_in_words_what_its_colour_says(page: Page) -> None:
    words = {
        "missing": "этапа нет",
        "far": "далеко от сроков",
        "near": "немного мимо",
        "in": "в сроках образца",
        "none": "время не указано",
    }
    pairs = page.locator(CELLS).evaluate_all(
        "all => all.map(one => [one.parentNode.className, one.getAttribute('aria-label'), one.textContent])"
    )
    assert all(words[kind] in label for kind, label, _ in pairs)
    assert all(("дн." in text or "вне окна" in text) == (kind in {"far", "near"}) for kind, _, text in pairs)
    assert all(("без срока" in text) == (kind == "none") for kind, _, text in pairs)


CONTRAST = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => numbers(colour).slice(0, 3).map((one) => one / 255).map((one) => one <= .03928 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4)
    .reduce((total, one, at) => total + one * [.2126, .7152, .0722][at], 0);
  const back = (one) => { while (one && numbers(getComputedStyle(one).backgroundColor)[3] === 0) one = one.parentElement; return one ? getComputedStyle(one).backgroundColor : "rgb(255,255,255)"; };
  const faint = new Set();
  document.querySelectorAll("#page *").forEach((one) => {
    const isText = [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!isText || !one.offsetParent || one.closest("svg")) return;
    const pair = [light(getComputedStyle(one).color), light(back(one))].sort((a, b) => b - a);
    if ((pair[0] + .05) / (pair[1] + .05) < 4.5) faint.add(one.tagName + "." + one.className + " " + one.textContent.slice(0, 30));
  });
  return [...faint];
}"""


def test_texts_stand_out_from_what_is_behind_them(page: Page) -> None:
    assert page.evaluate(CONTRAST) == []


# ------------------------------------------------------------ on paper


def printed(page: Page) -> list[str]:
    """The texts of the printed pages."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True)) as document:
        assert {(round(sheet.get_width()), round(sheet.get_height())) for sheet in document} == {(842, 595)}, "A4, lying"
        return [sheet.get_textpage().get_text_bounded() for sheet in document]


def test_print_has_all_plans_and_repeats_the_header(page: Page) -> None:
    page.select_option("#dataset", "")
    sheets = printed(page)
    with_plans = [sheet for sheet in sheets if "2023/24" in sheet or "2024/25" in sheet]
    assert 3 <= len(with_plans) <= 5
    assert all("наставляемых" in sheet and "из 100" in sheet for sheet in with_plans)
    whole = "\n".join(sheets)
    assert all(name in whole for name in page.locator("#map tbody th button").all_inner_texts())
    assert len(sheets) <= 9
    assert "Сбросить" not in whole
    assert whole.index("Этапы по времени") < whole.index("Этапы по организациям"), "what is read first"


def test_advice_is_printed_of_chosen_plans_only(page: Page) -> None:
    assert "Советы по каждому плану печатаются, если планы отобраны" in "".join(printed(page)).replace("\r\n", " ")
    search(page, "№ 77", "Планов: 1 из")
    whole = " ".join(printed(page)).replace("\r\n", " ")
    assert "Найти: № 77" in whole
    assert "Сверить с документом" in whole
    assert "Советы по каждому плану" not in whole
    assert page.evaluate("document.getElementById('map-section').compareDocumentPosition(document.getElementById('time-section')) & 4"), (
        "as before"
    )
