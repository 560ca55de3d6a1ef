"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const MONTHS = ["авг", "сен", "окт", "ноя", "дек", "янв", "фев", "мар", "апр", "май", "июн", "июл"];
  const LENGTHS = [31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31];
  const PAGE = 100; // rows of the map that are drawn at once
  const FAR = 45; // days beside the window
  let shown = PAGE;

  /** An element with attributes and children; texts are texts, never markup. */
  function make(tag, attributes, ...children) {
    const found = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => { if (value !== null && value !== undefined) found.setAttribute(name, value); });
    children.forEach((child) => found.append(child));
    return found;
  }

  function fill(parent, ...children) {
    while (parent.firstChild) parent.removeChild(parent.firstChild);
    children.forEach((child) => parent.append(child));
  }

  /** «12 сен» for a day counted from 1 August. */
  function dayName(day) {
    let rest = ((day % 365) + 365) % 365;
    let month = 0;
    while (rest >= LENGTHS[month]) { rest -= LENGTHS[month]; month += 1; }
    return rest + 1 + " " + MONTHS[month];
  }

  function shift(days) {
    if (days === null) return "";
    if (days === 0) return "в день образца";
    return (days > 0 ? "позже" : "раньше") + " образца, дней: " + Math.abs(days);
  }

  // ------------------------------------------------------------ filters

  const fields = ["region", "district", "kind", "year"];
  const blank = (value) => value === null || value === undefined || value === "";

  function fillFilters() {
    fields.forEach((name) => {
      const values = Array.from(new Set(data.plans.map((plan) => (blank(plan[name]) ? "не указан" : plan[name])))).sort((a, b) => a.localeCompare(b, "ru"));
      const options = [make("option", { value: "" }, "все")].concat(values.map((value) => make("option", { value: value }, value)));
      fill(byId(name), ...options);
      byId(name).disabled = values.length < 2;
    });
  }

  function fold(text) { return String(text || "").toLowerCase().replace(/ё/g, "е"); }

  const haystacks = data.plans.map((plan) => {
    const rows = (data.rows[plan.id] || []).map((row) => [row[1], row[3], row[5], row[6]].join(" "));
    return fold([plan.name, plan.file, plan.region, plan.district].concat(rows).join(" "));
  });

  function chosen() {
    const words = fold(byId("search").value).split(/\s+/).filter(Boolean);
    return data.plans.filter((plan, at) =>
      fields.every((name) => byId(name).value === "" || (blank(plan[name]) ? "не указан" : plan[name]) === byId(name).value) &&
      words.every((word) => haystacks[at].indexOf(word) >= 0));
  }

  // ------------------------------------------------------------ the map

  function kindOf(cell) {
    if (!cell[0]) return "missing";
    if (cell[6] === null) return "none";
    if (cell[6]) return "in";
    return Math.max(-(cell[4] || 0), cell[5] || 0) > FAR ? "far" : "near";
  }

  const WORDS = { missing: "этапа нет", none: "время не указано", in: "в сроках образца", near: "немного мимо сроков образца", far: "далеко от сроков образца" };

  function cellOf(plan, at) {
    const cell = plan.cells[at];
    const kind = kindOf(cell);
    const whole = data.grouped ? plan.plans : null;
    const text = kind === "missing" ? "нет" : (whole ? Math.round(100 * cell[0] / whole) + " %" : String(cell[0]) + (cell[1] ? " ?" : ""));
    const label = plan.name + ", " + data.stages[at].name + ": " + WORDS[kind] + (cell[0] ? ", мероприятий: " + cell[0] : "");
    const button = make("button", { type: "button", "aria-label": whole ? plan.name + ", " + data.stages[at].name + ": есть у планов " + text : label }, text);
    button.addEventListener("click", () => openCell(plan, at, button));
    return make("td", { class: kind }, button);
  }

  function drawMap(plans) {
    const head = make("tr", {}, make("th", { scope: "col" }, data.grouped ? "Группа" : "Организация"), ...data.stages.map((stage) => make("th", { scope: "col" }, stage.name)), make("th", { scope: "col" }, "Полнота"));
    const rows = plans.slice(0, shown).map((plan) => {
      const under = data.grouped ? "планов: " + plan.plans : [plan.region, plan.year].filter((one) => !blank(one)).join(" · ");
      return make("tr", {}, make("th", { scope: "row" }, plan.name, make("small", {}, under)), ...data.stages.map((_, at) => cellOf(plan, at)), make("td", {}, Math.round(plan.complete) + ""));
    });
    fill(byId("map"), make("caption", { class: "under" }), make("thead", {}, head), make("tbody", {}, ...rows));
    byId("more").hidden = plans.length <= shown;
    byId("more").textContent = "Показать ещё: осталось " + Math.max(plans.length - shown, 0);
  }

  // ------------------------------------------------------------ the rows behind a cell

  let opener = null;

  function openCell(plan, at, button) {
    const cell = plan.cells[at];
    const stage = data.stages[at];
    byId("d-title").textContent = plan.name;
    const days = cell[2] === null && cell[3] === null ? "время не указано" : "с " + (cell[2] === null ? "…" : dayName(cell[2])) + " по " + (cell[3] === null ? "…" : dayName(cell[3]));
    const against = [cell[4] === null ? "" : "начало — " + shift(cell[4]), cell[5] === null ? "" : "окончание — " + shift(cell[5])].filter(Boolean).join("; ");
    byId("d-under").textContent = [stage.name, cell[0] ? days : "этого этапа в плане нет", against, plan.file].filter(Boolean).join(" · ");
    const rows = (data.rows[plan.id] || []).filter((row) => row[0] === at);
    fill(byId("d-body"), data.grouped ? make("p", {}, "Планов здесь больше, чем помещается на страницу: строки смотрите в таблицах comparison.xlsx.") : rows.length ? rowTable(rows) : missingNote(plan));
    opener = button;
    byId("shade").hidden = false;
    byId("dialog").hidden = false;
    document.body.style.overflow = "hidden";
    byId("dialog").focus();
  }

  function rowTable(rows) {
    const head = ["Мероприятие, как в документе", "Вид", "Срок", "Ответственный", "Место в файле"];
    return make("table", { class: "plain" },
      make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...rows.map((row) => make("tr", {},
        make("td", {}, (row[2] ? row[2] + ". " : "") + row[3], ...(row[8] ? [" ", make("span", { class: "look" }, "проверить")] : [])),
        make("td", {}, row[4] || "не распознан"), make("td", {}, row[5] || "—"), make("td", {}, row[6] || "никто"), make("td", {}, row[7])))));
  }

  function missingNote(plan) {
    const stages = Array.from(new Set((data.rows[plan.id] || []).map((row) => row[1]).filter(Boolean)));
    const note = make("p", {}, "В плане нет мероприятий этого этапа.");
    return stages.length ? make("div", {}, note, make("p", {}, "Этапы плана, как они названы в документе: " + stages.join("; ") + ".")) : note;
  }

  function closeDialog() {
    if (byId("dialog").hidden) return;
    byId("dialog").hidden = true;
    byId("shade").hidden = true;
    document.body.style.overflow = "";
    if (opener) opener.focus();
  }

  function keepInside(event) {
    if (byId("dialog").hidden) return;
    if (event.key === "Escape") closeDialog();
    if (event.key === "Tab") { event.preventDefault(); byId("close").focus(); }
  }

  // ------------------------------------------------------------ the timeline

  function quantile(values, share) {
    const sorted = values.slice().sort((a, b) => a - b);
    return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : null;
  }

  function svg(tag, attributes, text) {
    const found = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => found.setAttribute(name, value));
    if (text) found.textContent = text;
    return found;
  }

  function drawTime(plans) {
    const left = 330, width = 1180, row = 38, top = 26, height = top + row * data.stages.length + 8;
    const x = (day) => left + (Math.max(0, Math.min(day, 396)) / 396) * (width - left - 10);
    const picture = svg("svg", { viewBox: "0 0 " + width + " " + height, width: "100%", role: "img", "aria-label": "Этапы по месяцам; те же числа — в подсказках полос и в comparison.xlsx" });
    let day = 0;
    MONTHS.concat(["авг"]).forEach((name, at) => {
      picture.append(svg("line", { x1: x(day), x2: x(day), y1: top - 6, y2: height, stroke: "#e3e8ee" }), svg("text", { x: x(day) + 4, y: 14, fill: "#56657a" }, name));
      day += LENGTHS[at % 12];
    });
    data.stages.forEach((stage, at) => {
      const cells = plans.map((plan) => plan.cells[at]);
      const starts = cells.map((cell) => cell[2]).filter((one) => one !== null);
      const ends = cells.map((cell) => cell[3]).filter((one) => one !== null);
      const y = top + row * at;
      titleLines(stage.name).forEach((line, n, all) => picture.append(svg("text", { x: 0, y: y + 18 + (n - (all.length - 1) / 2) * 14 }, line)));
      picture.append(svg("rect", { x: x(stage.from), y: y + 3, width: Math.max(x(stage.to) - x(stage.from), 2), height: 24, fill: "none", stroke: "#56657a", "stroke-dasharray": "3 3" }));
      if (!starts.length && !ends.length) return;
      const low = quantile(starts.length ? starts : ends, 0.1), high = quantile(ends.length ? ends : starts, 0.9);
      const first = quantile(starts.length ? starts : ends, 0.5), last = quantile(ends.length ? ends : starts, 0.5);
      picture.append(svg("line", { x1: x(low), x2: x(high), y1: y + 15, y2: y + 15, stroke: "#1f5fa8", "stroke-width": 2 }));
      const bar = svg("rect", { x: x(first), y: y + 8, width: Math.max(x(Math.max(last, first)) - x(first), 3), height: 14, rx: 3, fill: "#1f5fa8", opacity: 0.75 });
      bar.append(svg("title", {}, stage.name + ": обычно с " + dayName(first) + " по " + dayName(last) + "; планов со сроком: " + Math.max(starts.length, ends.length)));
      picture.append(bar);
    });
    fill(byId("time"), picture);
  }

  function titleLines(name) {
    const lines = [""];
    name.split(" ").forEach((word) => {
      if ((lines[lines.length - 1] + " " + word).length > 46) lines.push(word); else lines[lines.length - 1] = (lines[lines.length - 1] + " " + word).trim();
    });
    return lines.slice(0, 2);
  }

  // ------------------------------------------------------------ who, what next, near copies

  function drawWho(plans) {
    const total = plans.reduce((sum, plan) => sum + plan.activities, 0);
    const counts = {};
    plans.forEach((plan) => Object.entries(plan.roles).forEach(([role, count]) => { counts[role] = (counts[role] || 0) + count; }));
    const roles = Object.keys(counts).sort((a, b) => counts[b] - counts[a]);
    const rows = roles.map((role) => make("tr", { "data-role": role }, make("th", { scope: "row" }, role === "" ? "Никто не назван" : data.roles[role] || role),
      make("td", { class: "num" }, counts[role] + ""), make("td", { class: "num" }, total ? Math.round(100 * counts[role] / total) + " %" : "—"),
      make("td", { style: "width:45%" }, make("div", { class: "bar", style: "width:" + (total ? 100 * counts[role] / total : 0).toFixed(1) + "%" }))));
    fill(byId("who"), make("thead", {}, make("tr", {}, ...["Роль", "Мероприятий", "Доля", ""].map((text) => make("th", { scope: "col" }, text)))), make("tbody", {}, ...rows));
  }

  function drawNext(plans) {
    const found = plans.filter((plan) => plan.steps.length).sort((a, b) => b.steps.length - a.steps.length);
    byId("next-section").hidden = data.grouped;
    fill(byId("next"), ...(found.length ? found.slice(0, shown).map((plan) => make("div", {}, make("h3", {}, plan.name), make("ul", {}, ...plan.steps.map((step) => make("li", {}, step))))) : [make("p", {}, "У отобранных планов замечаний нет.")]));
    if (found.length > shown) byId("next").append(make("p", { class: "under" }, "Показаны первые " + shown + " из " + found.length + "; остальные — отбором по названию."));
  }

  function drawSame(plans) {
    const kept = new Set(plans.map((plan) => plan.id));
    const pairs = data.similar.filter(([one, other]) => kept.has(data.plans[one].id) || kept.has(data.plans[other].id)).slice(0, PAGE);
    byId("same-section").hidden = !data.similar.length;
    const rows = pairs.map(([one, other, score, shared]) => make("tr", {}, make("td", {}, data.plans[one].name), make("td", {}, data.plans[other].name), make("td", { class: "num" }, Math.round(score) + " из 100"), make("td", { class: "num" }, shared + "")));
    fill(byId("same"), make("thead", {}, make("tr", {}, ...["План", "Похож на", "Сходство", "Общих строк"].map((text) => make("th", { scope: "col" }, text)))), make("tbody", {}, ...rows));
  }

  // ------------------------------------------------------------ the page

  function draw() {
    const plans = chosen();
    byId("count").textContent = data.grouped ? "Групп: " + plans.length + " из " + data.plans.length : "Планов: " + plans.length + " из " + data.plans.length;
    drawMap(plans);
    drawTime(plans);
    drawWho(plans);
    drawNext(plans);
    drawSame(plans);
  }

  function restart() { shown = PAGE; draw(); }

  fill(byId("summary"), ...data.summary.map((text) => make("li", {}, text)));
  byId("under").textContent = "Образец: " + data.reference + ". Наборы данных: " + data.datasets.join(", ") + ".";
  fillFilters();
  fields.forEach((name) => byId(name).addEventListener("change", restart));
  byId("search").addEventListener("input", restart);
  byId("filters").addEventListener("reset", () => setTimeout(restart, 0));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("more").addEventListener("click", () => { shown += PAGE; draw(); });
  byId("close").addEventListener("click", closeDialog);
  byId("shade").addEventListener("click", closeDialog);
  document.addEventListener("keydown", keepInside);
  window.addEventListener("beforeprint", () => { shown = data.plans.length; draw(); });
  window.addEventListener("afterprint", restart);
  draw();
}());
