// What stands behind a figure: rows of documents with their place in the file, and what is unsure in them.

const [UNSURE_TYPE, UNSURE_TIME, UNSURE_WHO, UNSURE_ROW] = [1, 2, 4, 8];

function look(unsure, bits) { return unsure & bits ? [" ", make("span", { class: "look" }, "проверить")] : []; }

/** The words of the document; below them how they were read, where that says more. */
function told(text, read, nothing) {
  return [text || nothing].concat(read && fold(read) !== fold(text) ? [make("span", { class: "read" }, "прочитано: " + read)] : []);
}

function rowTable(places, caption) {
  const rows = places.map(rowAt).map((row) => make("tr", {},
    make("td", {}, (row.number ? row.number + ". " : "") + row.text, ...look(row.unsure, UNSURE_ROW)),
    make("td", {}, row.types || "не распознан", ...look(row.unsure, UNSURE_TYPE)),
    make("td", {}, ...told(row.when, row.whenRead, "не указан"), ...look(row.unsure, UNSURE_TIME)),
    make("td", {}, ...told(row.who, row.whoRead, "никто не назван"), ...look(row.unsure, UNSURE_WHO)),
    make("td", {}, row.place)));
  return make("table", { class: "plain rows" }, make("caption", {}, caption), heads("Мероприятие, как в документе", "Вид", "Срок", "Ответственный", "Место в файле"), make("tbody", {}, ...rows));
}

const GROUPED_NOTE = "Планов больше, чем помещается на страницу, поэтому она показывает группы. Строки планов — в таблицах comparison.xlsx.";

function openCell(place, at, from) {
  const plan = data.plans[place], cell = plan.cells[at], stage = data.stages[at];
  const against = [["начало — ", cell[4]], ["окончание — ", cell[5]]].filter(([, days]) => days !== null).map(([word, days]) => word + shiftName(days));
  const under = [stage.name, cell[0] ? spanName(cell[2], cell[3]) : "этапа нет", against.join("; "), "образец: " + spanName(stage.from, stage.to), plan.file];
  openDialog(plan.name, under.filter(Boolean).join(" · "), data.grouped ? [make("p", {}, GROUPED_NOTE)] : cellBody(place, at), from);
}

function cellBody(place, at) {
  const rows = rowsOf[place].filter((row) => data.rows[row][1] === at);
  if (rows.length) return [rowTable(rows, data.stages[at].name)];
  const named = Array.from(new Set(rowsOf[place].map((row) => rowAt(row).stageName).filter(Boolean)));
  const told = [make("p", {}, "В плане нет мероприятий этого этапа.")];
  if (named.length) told.push(make("p", {}, "Этапы плана, как они названы в документе: " + named.join("; ") + "."));
  const alone = withoutStage(place);
  if (alone.length) told.push(make("p", {}, "Эти мероприятия не отнесены ни к одному этапу образца; посмотрите, нет ли его среди них:"), rowTable(alone, "Мероприятия вне этапов образца"));
  return told;
}

/** The whole plan: what to do next, then its rows by the stages of the document. */
function openPlan(place, from) {
  const plan = data.plans[place];
  const under = [plan.kind].concat(placeOf(plan), plan.file, "полнота " + Math.round(plan.complete) + " из 100").filter((one) => !blank(one));
  const steps = plan.steps.length ? [make("h3", {}, "Что сделать дальше"), make("ul", {}, ...plan.steps.map((step) => make("li", {}, step)))] : [];
  openDialog(plan.name, under.join(" · "), data.grouped ? [make("p", {}, GROUPED_NOTE)] : steps.concat(stagesOf(place)), from);
}

function stagesOf(place) {
  const stages = new Map();
  rowsOf[place].forEach((row) => {
    const name = rowAt(row).stageName || "Без этапа";
    if (!stages.has(name)) stages.set(name, []);
    stages.get(name).push(row);
  });
  return Array.from(stages).reduce((parts, [name, rows]) => parts.concat(make("h3", {}, name), rowTable(rows, name)), []);
}

const MOST_OPENED = 50; // plans in one window

/** The rows of the chosen plans that a role answers for; of nobody's role, those that nobody does. */
function openRole(role, places, from) {
  const name = role === "" ? "Никто не назван" : data.roles[role] || role;
  const answers = (row) => (role === "" ? !row.who && !row.whoRead : row.whoRead.split("; ").indexOf(name) >= 0);
  const found = places.map((place) => [place, rowsOf[place].filter((at) => answers(rowAt(at)))]).filter(([, rows]) => rows.length);
  const shown = found.slice(0, MOST_OPENED);
  const parts = shown.reduce((all, [place, rows]) => all.concat(make("h3", {}, data.plans[place].name), rowTable(rows, data.plans[place].name)), []);
  const more = found.length > shown.length ? [make("p", {}, "Показаны первые планы: " + shown.length + ". Чтобы увидеть другие, отберите их.")] : [];
  openDialog(name, "Планов: " + found.length + ", мероприятий: " + sum(found.map(([, rows]) => rows.length)), parts.concat(more), from);
}

const CHANGES = { added: "добавлено", dropped: "убрано", moved: "перенесено", reworded: "сказано другими словами" };

function openChanges(at, from) {
  const [now, then, changes] = data.changes[at];
  const rows = changes.map(([kind, later, earlier, days]) => make("tr", {}, make("th", { scope: "row" }, CHANGES[kind], make("span", { class: "read" }, movedBy(days))),
    make("td", {}, ...briefly(earlier)), make("td", {}, ...briefly(later))));
  const table = make("table", { class: "plain" }, make("caption", {}, "Изменения плана"), heads("Изменение", "Было", "Стало"), make("tbody", {}, ...rows));
  openDialog(data.plans[now].name, "Было: " + data.plans[then].file + " (" + data.plans[then].dataset + ") · стало: " + data.plans[now].file + " (" + data.plans[now].dataset + ")", [table], from);
}

function movedBy(days) { return days ? (days > 0 ? "позже" : "раньше") + " на дней: " + Math.abs(days) : ""; }

function briefly(at) {
  if (at === null) return ["—"];
  const row = rowAt(at);
  return [row.text, make("span", { class: "read" }, [row.stageName, row.when || "срок не указан", row.place].filter(Boolean).join(" · "))];
}

function openSame(at, from) {
  const [one, other, score, pairs] = data.similar[at];
  const rows = pairs.map(([a, b]) => make("tr", {}, make("td", {}, ...briefly(a)), make("td", {}, ...briefly(b))));
  const table = make("table", { class: "plain" }, make("caption", {}, "Общие строки"), heads(data.plans[one].name, data.plans[other].name), make("tbody", {}, ...rows));
  openDialog("Общие строки двух планов", "Сходство " + Math.round(score) + " из 100 · " + data.plans[one].file + " и " + data.plans[other].file, [table], from);
}
