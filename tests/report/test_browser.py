"""What a person does with the report: looks, chooses, opens, goes by keyboard."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.report.conftest import PLANS, OpenPage, Tables

SHOWN = PLANS + 2
"""Plans of the later year: those that are generated, the one with markup, and a copy."""
CELLS = "#map tbody td button"


def shown(page: Page) -> int:
    """How many plans the page says it shows."""
    found = re.match(r"(?:Планов|Групп): (\d+) из", page.inner_text("#count"))
    assert found
    return int(found[1])


def search(page: Page, text: str, count: str) -> None:
    page.fill("#search", text)
    expect(page.locator("#count")).to_contain_text(count)


# ------------------------------------------------------------ what is chosen


def test_of_several_datasets_the_last_is_shown_first(page: Page) -> None:
    assert page.input_value("#dataset") == "2024"
    assert shown(page) == page.locator("#map tbody tr").count() == SHOWN
    page.select_option("#dataset", "")
    assert shown(page) == 2 * PLANS + 2


def test_filters_leave_what_agrees(page: Page, tables: Tables) -> None:
    plans = [row for row in tables("quality") if row["dataset"] == "2024"]
    region = max({row["region"] for row in plans} - {""}, key=lambda name: sum(row["region"] == name for row in plans))
    kinds = {row["kind"] for row in plans if row["region"] == region}
    page.select_option("#region", region)
    assert shown(page) == sum(row["region"] == region for row in plans)
    assert all(region in text for text in page.locator("#map tbody th small").all_inner_texts())
    page.select_option("#kind", index=1)
    assert shown(page) <= sum(row["region"] == region for row in plans)
    assert kinds
    page.click("text=Сбросить")
    expect(page.locator("#count")).to_have_text(f"Планов: {SHOWN} из {2 * PLANS + 2}")


def test_plans_without_a_region_can_be_chosen(page: Page, tables: Tables) -> None:
    page.select_option("#region", "не указан")
    assert shown(page) == sum(row["dataset"] == "2024" and not row["region"] for row in tables("quality"))


def test_a_field_with_one_value_is_no_choice(page: Page) -> None:
    expect(page.locator("#district")).to_be_hidden()


def test_search_is_in_the_words_of_the_plans(page: Page) -> None:
    search(page, "СВИСТНЕТ рак", "Планов: 1 из")
    expect(page.locator("#map tbody th")).to_contain_text("СОШ № 77")
    search(page, "такого слова нет", "Планов: 0 из")
    expect(page.locator("#map tbody")).to_contain_text("Ничего не нашлось")


def test_choice_stands_in_the_address(page: Page, open_page: OpenPage) -> None:
    search(page, "№ 77", "Планов: 1 из")
    page.click("#map thead [data-key=complete]")
    again = page.context.new_page()
    again.goto(page.url)
    assert again.input_value("#search") == "№ 77"
    assert shown(again) == 1
    expect(again.locator("#map thead th[aria-sort]")).to_contain_text("Полнота")


def test_an_address_that_nobody_wrote_does_no_harm(open_page: OpenPage, written: Path) -> None:
    page = open_page(written / "report.html")
    page.goto((written / "report.html").as_uri() + "#region=Нигде&sort=ничто&x")
    page.reload()
    assert shown(page) == SHOWN


# ------------------------------------------------------------ the map


def test_columns_sort_both_ways(page: Page) -> None:
    page.click("#map thead [data-key=complete]")
    values = [int(text) for text in page.locator("#map tbody td:last-child").all_inner_texts()]
    assert values == sorted(values)
    expect(page.locator("#map thead th[aria-sort=ascending]")).to_have_count(1)
    page.click("#map thead [data-key=complete]")
    assert [int(text) for text in page.locator("#map tbody td:last-child").all_inner_texts()] == values[::-1]
    assert page.evaluate("document.activeElement.dataset.key") == "complete"


def test_by_a_stage_the_worst_come_first(page: Page) -> None:
    page.click("#map thead [data-key=information_support]")
    order = ["missing", "far", "near", "none", "in"]
    kinds = [order.index(name) for name in page.locator("#map tbody tr").evaluate_all("rows => rows.map(row => row.cells[7].className)")]
    assert kinds == sorted(kinds)


@pytest.mark.parametrize("width", [1366, 1024])
def test_map_fits_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("document.getElementById('map').offsetWidth <= document.getElementById('map-box').clientWidth")


def test_header_stays_in_sight(page: Page) -> None:
    page.locator("#map tbody tr").nth(30).scroll_into_view_if_needed()
    bar, head = (page.locator(name).bounding_box() for name in ("#filters", "#map thead th >> nth=0"))
    assert bar and head
    assert head["y"] == pytest.approx(bar["y"] + bar["height"], abs=2)


def test_arrows_lead_through_the_map_and_tab_out_of_it(page: Page) -> None:
    page.locator("#map tbody tr:nth-child(1) td button").first.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    where = "[document.activeElement.closest('tr').rowIndex, document.activeElement.closest('td').cellIndex]"
    assert page.evaluate(where) == [2, 2]
    page.keyboard.press("End")
    assert page.evaluate(where) == [2, 7]
    page.keyboard.press("Tab")
    assert not page.evaluate("document.getElementById('map').contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(where) == [2, 7]


# ------------------------------------------------------------ what is behind it


def test_cell_opens_the_rows_of_the_document(page: Page) -> None:
    search(page, "№ 77", "Планов: 1 из")
    page.locator(CELLS).first.click()
    dialog = page.locator("#dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text('Приказ о наставничестве <img src="x" onerror="document.title=\'взлом\'"></script>')
    expect(dialog).to_contain_text("прочитано: с 01.09.2024 по 30.09.2024")
    expect(dialog).to_contain_text("табл. 1, строка 2, графа 3, строка файла 6")
    unsure = dialog.locator("td", has_text="как рак на горе свистнет")
    expect(unsure.locator(".look")).to_have_text("проверить")


def test_dialog_keeps_the_focus_and_gives_it_back(page: Page) -> None:
    cell = page.locator(CELLS).nth(3)
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#dialog")).to_be_focused()
    assert page.get_attribute("#page", "aria-hidden") == "true"
    seen = []
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["close", "d-body", "close", "d-body"]
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()
    expect(cell).to_be_focused()
    assert page.get_attribute("#page", "aria-hidden") is None


def test_missing_stage_says_what_the_plan_has(page: Page) -> None:
    search(page, "№ 77", "Планов: 1 из")
    page.locator("#map td.missing button").first.click()
    expect(page.locator("#d-body")).to_contain_text("В плане нет мероприятий этого этапа.")
    expect(page.locator("#d-body")).to_contain_text("Подготовка условий {data}; Вокруг да около.")
    expect(page.locator("#d-body tbody tr")).to_have_text(re.compile("Прогулка по музею"))


def test_name_opens_the_whole_plan_with_its_advice(page: Page) -> None:
    search(page, "№ 77", "Планов: 1 из")
    page.click("#map tbody th button")
    expect(page.locator("#d-body h3").first).to_have_text("Что сделать дальше")
    expect(page.locator("#d-body tbody tr")).to_have_count(3)
    expect(page.locator("#d-body li")).to_have_text(page.locator("#next li").all_inner_texts())


@pytest.mark.parametrize("role", ["", "head", "curator"])
def test_role_opens_the_rows_that_it_answers_for(page: Page, role: str) -> None:
    row = page.locator(f'#who tr[data-role="{role}"]')
    count = row.locator("td").first.inner_text()
    row.locator("button").click()
    expect(page.locator("#d-under")).to_contain_text(f"мероприятий: {count}")
    expect(page.locator("#d-body tbody tr")).to_have_count(int(count))


def test_change_shows_what_was_and_what_is(page: Page) -> None:
    page.locator("#changes button").first.click()
    told = [int(text) for text in page.locator("#changes tbody tr").first.locator("td").all_inner_texts()]
    expect(page.locator("#d-body tbody tr")).to_have_count(sum(told))
    assert page.locator("#d-under").inner_text().startswith("Было: ")


def test_near_copies_show_the_rows_that_they_share(page: Page, tables: Tables) -> None:
    first = tables("similarity")[0]
    assert int(first["shared"]) == int(first["activities"]), "a copy of one plan is among them"
    page.locator("#same button").first.click()
    expect(page.locator("#d-body tbody tr")).to_have_count(int(first["shared"]))


def test_markup_of_a_cell_never_runs(page: Page) -> None:
    search(page, "№ 77", "Планов: 1 из")
    page.click("#map tbody th button")
    page.wait_for_timeout(100)
    assert page.title() == "Сравнение дорожных карт наставничества"
    assert page.locator("#page img, #dialog img, #dialog b, body script").count() == 2, "the page's own data and script only"


# ------------------------------------------------------------ more plans than a page can show


def test_above_a_limit_plans_are_grouped(grouped_page: Page, tables: Tables) -> None:
    page = grouped_page
    regions = {row["region"] for row in tables("quality") if row["dataset"] == "2024"}
    assert shown(page) == page.locator("#map tbody tr").count() == len(regions)
    planned = page.locator("#map tbody th small").all_inner_texts()
    assert sum(int(text.removeprefix("планов: ")) for text in planned) == SHOWN
    page.locator(CELLS).first.click()
    expect(page.locator("#d-body")).to_contain_text("comparison.xlsx")
    page.keyboard.press("Escape")
    for section in ("next", "changes", "same"):
        expect(page.locator(f"#{section}-section")).to_be_hidden()
    expect(page.locator("#year")).to_be_hidden()
    search(page, "алтайский", "Групп: 1 из")
