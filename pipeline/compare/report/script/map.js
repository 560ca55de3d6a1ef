// The heat map: plans by stages. One cell is in the order of Tab, the arrows lead to the others.

const STEP = 100; // rows that are drawn at once
let shownRows = STEP;

function cellText(place, cell) {
  const plan = data.plans[place];
  if (kindOf(cell) === "missing") return withoutStage(place).length ? "нет ?" : "нет";
  return data.grouped ? percent(cell[0], plan.plans) : cell[0] + (cell[1] ? " ?" : "");
}

function cellLabel(place, at) {
  const plan = data.plans[place], cell = plan.cells[at], kind = kindOf(cell);
  const count = data.grouped ? "есть у планов: " + cell[0] + " из " + plan.plans : "мероприятий: " + cell[0];
  const parts = [plan.name + ", " + data.stages[at].short + ": " + KINDS[kind]];
  if (cell[0]) parts.push(count);
  if (cell[6] === false && beside(cell)) parts.push((beside(cell) > 0 ? "позже" : "раньше") + " на дней: " + Math.abs(beside(cell)));
  if (cell[0] && cell[1]) parts.push("прочитано неуверенно: " + cell[1]);
  if (!cell[0] && withoutStage(place).length) parts.push("но есть мероприятия вне этапов образца: " + withoutStage(place).length);
  return parts.join(", ");
}

function mapCell(place, at) {
  const plan = data.plans[place], cell = plan.cells[at];
  const shift = besideName(cell);
  const inside = [cellText(place, cell)].concat(shift ? [make("small", {}, " " + shift)] : []);
  return make("td", { class: kindOf(cell) }, button({ "aria-label": cellLabel(place, at), tabindex: -1 }, inside, (opener) => openCell(place, at, opener)));
}

function placeOf(plan) {
  return [plan.year === UNKNOWN ? "год не указан" : plan.year, plan.district, plan.region].filter((one) => !blank(one));
}

function mapRow(place) {
  const plan = data.plans[place];
  const under = data.grouped ? ["планов: " + plan.plans] : placeOf(plan);
  const name = button({ class: "link", tabindex: -1 }, [plan.name], (opener) => openPlan(place, opener));
  return make("tr", {}, make("th", { scope: "row" }, name, " ", make("small", {}, under.join(" · "))),
    ...data.stages.map((_, at) => mapCell(place, at)), make("td", {}, String(Math.round(plan.complete))));
}

/** Columns: what they are sorted by in the address, what they are called, and the number or text that orders them. */
const COLUMNS = [{ key: "name", title: data.grouped ? "Группа" : "Организация", kind: "who", rank: (plan) => plan.name }]
  .concat(data.stages.map((stage, at) => ({
    key: stage.code, title: stage.short, full: stage.name, kind: null,
    rank: (plan) => WORST_FIRST.indexOf(kindOf(plan.cells[at])) * 1000 - Math.abs(beside(plan.cells[at])),
  })))
  .concat([{ key: "complete", title: "Полнота, из 100", kind: "complete", rank: (plan) => plan.complete }]);

function inOrder(places) {
  const column = COLUMNS.find((one) => one.key === sorted.by);
  if (!column) return places;
  const ranked = places.map((place, at) => ({ place: place, at: at, rank: column.rank(data.plans[place]) }));
  const compare = (a, b) => (typeof a.rank === "string" ? byRussian(a.rank, b.rank) : a.rank - b.rank);
  return ranked.sort((a, b) => (sorted.down ? -1 : 1) * compare(a, b) || a.at - b.at).map((one) => one.place);
}

function mapHead() {
  return make("tr", {}, ...COLUMNS.map((column) => {
    const isSorted = sorted.by === column.key;
    const order = isSorted ? (sorted.down ? "descending" : "ascending") : null;
    const sort = button({ title: (column.full || column.title) + ": упорядочить", "data-key": column.key }, [column.title], () => sortBy(column.key));
    // On paper Chromium repeats the text of a header on each page, but no button in it.
    return make("th", { scope: "col", class: column.kind, "aria-sort": order }, sort, make("span", { class: "only-print" }, column.title));
  }));
}

function sortBy(key) {
  sorted.down = sorted.by === key && !sorted.down;
  sorted.by = key;
  restart();
  byId("map").querySelector('[data-key="' + key + '"]').focus();
}

function drawMap(places) {
  const rows = inOrder(places).slice(0, shownRows).map(mapRow);
  const nothing = make("tr", {}, make("td", { colspan: COLUMNS.length }, "Ничего не нашлось. Измените отбор или сбросьте его."));
  fill(byId("map"), make("caption", {}, "Этапы по организациям; заголовки столбцов упорядочивают строки"), make("thead", {}, mapHead()), make("tbody", {}, ...(rows.length ? rows : [nothing])));
  const first = byId("map").querySelector("tbody button");
  if (first) first.tabIndex = 0;
  drawMore("more", places.length - shownRows);
}

/** The arrows, Home and End lead from button to button of the map; the one reached is the one that Tab comes back to. */
function moveInMap(event) {
  const here = event.target, row = here.closest("tr");
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key] || 0, right = { ArrowRight: 1, ArrowLeft: -1 }[event.key] || 0;
  const isEnd = event.key === "Home" || event.key === "End";
  if (!row || here.tagName !== "BUTTON" || !(down || right || isEnd) || event.altKey || event.ctrlKey || event.metaKey) return;
  const buttons = Array.from(row.querySelectorAll("button"));
  const next = down ? (down > 0 ? row.nextElementSibling : row.previousElementSibling) : row;
  const column = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : buttons.indexOf(here) + right;
  const target = next && next.querySelectorAll("button")[column];
  if (!target) return;
  event.preventDefault();
  byId("map").querySelectorAll("tbody [tabindex='0']").forEach((one) => { one.tabIndex = -1; });
  target.tabIndex = 0;
  target.focus();
  keepBelowHead(target);
}

/** What the fixed header would hide is scrolled out from under it. */
function keepBelowHead(target) {
  const under = byId("map").tHead.rows[0].cells[0].getBoundingClientRect().bottom - target.getBoundingClientRect().top;
  if (under > 0 && target.closest("tbody") && !byId("map-box").classList.contains("scroll")) window.scrollBy(0, -under - 4);
}
