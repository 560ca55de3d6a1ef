// The stages over the school year: the usual time, the spread across the chosen plans, and the window of the reference.

const PICTURE = { left: 250, right: 14, width: 1240, top: 30, row: 40, days: 396 };

function dayX(day) {
  return PICTURE.left + Math.max(0, Math.min(day, PICTURE.days)) / PICTURE.days * (PICTURE.width - PICTURE.left - PICTURE.right);
}

/** Of a stage: how many plans have a time, the usual first and last day, and the days between which eight plans of ten lie. */
function timeOf(places, at) {
  const cells = places.map((place) => data.plans[place].cells[at]);
  const starts = cells.map((cell) => cell[2]).filter((day) => day !== null);
  const ends = cells.map((cell) => cell[3]).filter((day) => day !== null);
  const timed = cells.filter((cell) => cell[2] !== null || cell[3] !== null).length;
  const from = starts.length ? starts : ends, to = ends.length ? ends : starts;
  return { timed: timed, first: quantile(from, 0.5), last: quantile(to, 0.5), low: quantile(from, 0.1), high: quantile(to, 0.9) };
}

function drawTime(places) {
  const times = data.stages.map((_, at) => timeOf(places, at));
  const height = PICTURE.top + PICTURE.row * data.stages.length + 4;
  const stages = data.stages.map((stage, at) => stageBar(stage, times[at], PICTURE.top + PICTURE.row * at));
  const label = "Этапы по месяцам учебного года; те же числа — в таблице под рисунком";
  fill(byId("time"), svg("svg", { viewBox: "0 0 " + PICTURE.width + " " + height, role: "img", "aria-label": label }, monthLines(height), ...stages));
  drawTimes(times);
}

function monthLines(height) {
  const lines = svg("g", {});
  let day = 0;
  MONTHS.concat(["авг"]).forEach((name, at) => {
    const x = dayX(day);
    lines.append(svg("line", { x1: x, x2: x, y1: 4, y2: height, stroke: at === 5 ? "#7b8999" : "#dbe2ea" }), svg("text", { x: x + 5, y: 18 }, name));
    day += LENGTHS[at % 12];
  });
  return lines;
}

function stageBar(stage, time, y) {
  const group = svg("g", {}, svg("title", {}, stage.name + ": " + (time.timed ? "обычно " + spanName(time.first, time.last) : "время не указано")));
  titleLines(stage.short).forEach((line, at, all) => group.append(svg("text", { x: 0, y: y + 22 + (at - (all.length - 1) / 2) * 16 }, line)));
  group.append(svg("rect", { x: dayX(stage.from), y: y + 5, width: Math.max(dayX(stage.to) - dayX(stage.from), 2), height: 26, fill: "none", stroke: "#45556a", "stroke-dasharray": "4 3" }));
  if (!time.timed) return group;
  const first = dayX(time.first), last = Math.max(dayX(time.last), first + 3);
  group.append(svg("rect", { x: first, y: y + 10, width: last - first, height: 16, rx: 2, fill: "#1a5799" }));
  [[dayX(time.low), first], [last, dayX(time.high)]].forEach(([from, to]) => {
    if (to > from) group.append(svg("line", { x1: from, x2: to, y1: y + 18, y2: y + 18, stroke: "#1a5799", "stroke-width": 2 }));
  });
  [time.low, time.high].forEach((day) => group.append(svg("line", { x1: dayX(day), x2: dayX(day), y1: y + 12, y2: y + 24, stroke: "#1a5799", "stroke-width": 2 })));
  return group;
}

/** A name in two lines of the width that there is. */
function titleLines(name) {
  const lines = [""];
  name.split(" ").forEach((word) => {
    const longer = (lines[lines.length - 1] + " " + word).trim();
    if (longer.length > 32 && lines[0]) lines.push(word); else lines[lines.length - 1] = longer;
  });
  return lines.length > 2 ? [lines[0], lines[1] + " …"] : lines;
}

function drawTimes(times) {
  const rows = data.stages.map((stage, at) => {
    const time = times[at];
    return make("tr", {}, make("th", { scope: "row" }, stage.name), make("td", {}, spanName(stage.from, stage.to)), make("td", {}, spanName(time.first, time.last)),
      make("td", {}, spanName(time.low, time.high)), make("td", { class: "num" }, String(time.timed)));
  });
  fill(byId("times"), make("caption", {}, "Этапы по времени учебного года"), heads("Этап", "Окно образца", "Обычно", "У восьми из десяти", data.grouped ? "Групп со сроком" : "Планов со сроком"), make("tbody", {}, ...rows));
}
