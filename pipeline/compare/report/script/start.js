// The page: what is drawn, and what draws it anew.

const PRINTED_FIRST = ["time-section", "who-section"];
const PAUSE = 120; // milliseconds after a letter, so that typing never waits for the page

function draw() {
  const places = chosenPlans();
  byId("count").textContent = (data.grouped ? "Групп: " : "Планов: ") + places.length + " из " + data.plans.length;
  byId("chosen").textContent = describeChoice();
  document.body.classList.toggle("is-chosen", isChosen());
  drawMap(places);
  drawTime(places);
  drawWho(places);
  drawNext(places);
  drawChanges(places);
  drawSame(places);
}

function resetLengths() {
  shownRows = STEP;
  Object.keys(shownOf).forEach((id) => { shownOf[id] = FEW; });
}

function restart() {
  resetLengths();
  writeState();
  draw();
}

let waiting = 0;
function restartSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(restart, PAUSE);
}

/** On paper goes the map of all that is chosen, after what is read first; long lists are whole only of a choice. */
function beforePrint() {
  closeDialog();
  shownRows = data.plans.length;
  if (isChosen()) Object.keys(shownOf).forEach((id) => { shownOf[id] = Infinity; });
  PRINTED_FIRST.forEach((id) => byId("map-section").parentNode.insertBefore(byId(id), byId("map-section")));
  draw();
}

function afterPrint() {
  PRINTED_FIRST.forEach((id) => byId("next-section").parentNode.insertBefore(byId(id), byId("next-section")));
  resetLengths();
  draw();
}

function measureBar() {
  const isFixed = getComputedStyle(byId("filters")).position === "sticky";
  document.documentElement.style.setProperty("--bar", (isFixed ? byId("filters").offsetHeight : 0) + "px");
}

function showAll(id, more) {
  byId(id).addEventListener("click", () => { more(); draw(); });
}

fill(byId("summary"), ...data.summary.map((text) => make("li", {}, text.replace(/ %/g, "\u00a0%"))));
byId("under").textContent = "С чем сравнение: " + data.reference + ". " + (data.datasets.length > 1 ? "Наборы данных: " : "Набор данных: ") + data.datasets.join(", ") + ".";
if (data.datasets.length > 1) byId("h-summary").textContent = "Главное о наборе " + data.datasets[data.datasets.length - 1];
if (data.grouped) byId("h-map").textContent = "Этапы по группам";
byId("map-help").textContent = (data.grouped
  ? "Планов больше, чем помещается на страницу, поэтому она показывает группы. Число в ячейке — доля планов группы, в которых этап есть; дни — медиана."
  : "Число в ячейке — мероприятий, дни — на сколько позже (+) или раньше (−) окна образца; «?» — есть прочитанное неуверенно или не отнесённое к этапам. Ячейка и название открываются: в них строки плана и место в исходном файле.") +
  " С клавиатуры — стрелками; заголовок столбца упорядочивает.";
if (data.grouped) byId("search").placeholder = "название группы";
byId("map-box").classList.toggle("scroll", data.stages.length > 9);
drawOverview();
fillFilters();
readState();

FIELDS.forEach((field) => byId(field).addEventListener("change", restart));
byId("search").addEventListener("input", restartSoon);
byId("filters").addEventListener("reset", () => setTimeout(restart, 0));
byId("filters").addEventListener("submit", (event) => { event.preventDefault(); restart(); });
byId("print").addEventListener("click", () => window.print());
byId("skip").addEventListener("click", (event) => { event.preventDefault(); byId("map").focus(); byId("map-section").scrollIntoView(); });
showAll("more", () => { shownRows += STEP; });
Object.keys(shownOf).forEach((id) => showAll(id, () => { shownOf[id] += STEP; }));
byId("map").addEventListener("keydown", moveInMap);
byId("close").addEventListener("click", closeDialog);
byId("shade").addEventListener("click", closeDialog);
document.addEventListener("keydown", keepInside);
window.addEventListener("hashchange", () => { readState(); resetLengths(); draw(); });
window.addEventListener("beforeprint", beforePrint);
window.addEventListener("afterprint", afterPrint);
window.addEventListener("resize", measureBar);
measureBar();
draw();
