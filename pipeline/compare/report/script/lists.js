// Datasets side by side, who answers, what to do next, what changed, near copies.

const FEW = 20;
const shownOf = { "more-next": FEW, "more-changes": FEW, "more-same": FEW };

function drawMore(id, left) {
  byId(id).hidden = left <= 0;
  byId(id).textContent = "Показать ещё (осталось: " + Math.max(left, 0) + ")";
  byId(id).nextElementSibling.textContent = left > 0 ? "И ещё: " + left + ". Все — на самой странице и в таблицах comparison.xlsx." : "";
}

function drawOverview() {
  byId("overview").hidden = !data.overview.length;
  const rows = data.overview.map(([title, ...values]) => make("tr", {}, make("th", { scope: "row" }, title), ...values.map((value) => make("td", { class: "num" }, value))));
  const titles = data.datasets.map((name) => make("th", { scope: "col", class: "num" }, name));
  fill(byId("overview"), make("caption", {}, "Наборы данных рядом"), make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Наборы данных рядом"), ...titles)), make("tbody", {}, ...rows));
}

function roleCounts(plans) {
  const counts = {};
  plans.forEach((plan) => Object.entries(plan.roles).forEach(([role, count]) => { counts[role] = (counts[role] || 0) + count; }));
  return counts;
}

function roleName(role, places) {
  const name = role === "" ? "Никто не назван" : data.roles[role] || role;
  return data.grouped ? name : button({ class: "link" }, [name], (from) => openRole(role, places, from));
}

function drawWho(places) {
  const plans = places.map((place) => data.plans[place]);
  const [total, all] = [plans, data.plans].map((some) => sum(some.map((plan) => plan.activities)));
  const counts = roleCounts(plans), everywhere = roleCounts(data.plans);
  const roles = Object.keys(counts).sort((a, b) => counts[b] - counts[a]);
  const rows = roles.map((role) => make("tr", { "data-role": role }, make("th", { scope: "row" }, roleName(role, places)),
    make("td", { class: "num" }, String(counts[role])), make("td", { class: "num" }, percent(counts[role], total)), make("td", { class: "num" }, percent(everywhere[role], all)),
    make("td", { "aria-hidden": "true", style: "width:40%" }, make("div", { class: "bar", style: "width:" + (total ? 100 * counts[role] / total : 0).toFixed(1) + "%" }))));
  const titles = [["Роль"], ["Мероприятий", "num"], ["Доля", "num"], ["Доля во всех планах", "num"]].map(([title, kind]) => make("th", { scope: "col", class: kind }, title));
  fill(byId("who"), make("caption", {}, "Кто отвечает"), make("thead", {}, make("tr", {}, ...titles, make("td", {}))), make("tbody", {}, ...rows));
}

function drawNext(places) {
  byId("next-section").hidden = data.grouped;
  const found = places.filter((place) => data.plans[place].steps.length).sort((a, b) => data.plans[b].steps.length - data.plans[a].steps.length || a - b);
  const parts = found.slice(0, shownOf["more-next"]).map((place) => make("div", {},
    make("h3", {}, button({ class: "link" }, [data.plans[place].name], (from) => openPlan(place, from))), make("ul", {}, ...data.plans[place].steps.map((step) => make("li", {}, step)))));
  fill(byId("next"), ...(parts.length ? parts : [make("p", {}, "У отобранных планов замечаний нет.")]));
  drawMore("more-next", found.length - shownOf["more-next"]);
}

function drawChanges(places) {
  byId("changes-section").hidden = !data.changes.length;
  const kept = new Set(places);
  const found = data.changes.map((_, at) => at).filter((at) => kept.has(data.changes[at][0]))
    .sort((a, b) => data.changes[b][2].length - data.changes[a][2].length || a - b);
  const rows = found.slice(0, shownOf["more-changes"]).map((at) => {
    const [now, , changes] = data.changes[at];
    const count = (kind) => String(changes.filter((change) => change[0] === kind).length);
    return make("tr", {}, make("th", { scope: "row" }, button({ class: "link" }, [data.plans[now].name], (from) => openChanges(at, from))),
      ...["added", "dropped", "moved", "reworded"].map((kind) => make("td", { class: "num" }, count(kind))));
  });
  const titles = [["Организация"], ["Добавлено", "num"], ["Убрано", "num"], ["Перенесено", "num"], ["Другими словами", "num"]].map(([title, kind]) => make("th", { scope: "col", class: kind }, title));
  fill(byId("changes"), make("caption", {}, "Изменения по сравнению с прежним набором данных"), make("thead", {}, make("tr", {}, ...titles)), make("tbody", {}, ...rows));
  drawMore("more-changes", found.length - shownOf["more-changes"]);
}

function drawSame(places) {
  byId("same-section").hidden = !data.similar.length;
  const kept = new Set(places);
  const found = data.similar.map((_, at) => at).filter((at) => kept.has(data.similar[at][0]) || kept.has(data.similar[at][1]));
  const called = (place) => data.plans[place].name + (data.datasets.length > 1 ? " (" + data.plans[place].dataset + ")" : "");
  const rows = found.slice(0, shownOf["more-same"]).map((at) => {
    const [one, other, score, pairs] = data.similar[at];
    return make("tr", {}, make("td", {}, called(one)), make("td", {}, called(other)), make("td", { class: "num" }, Math.round(score) + " из 100"),
      make("td", { class: "num" }, button({ class: "link", "aria-label": "Общих строк " + pairs.length + ": " + called(one) + " и " + called(other) }, [String(pairs.length)], (from) => openSame(at, from))));
  });
  const titles = [["План"], ["Похож на"], ["Сходство", "num"], ["Общих строк", "num"]].map(([title, kind]) => make("th", { scope: "col", class: kind }, title));
  fill(byId("same"), make("caption", {}, "Похожие планы"), make("thead", {}, make("tr", {}, ...titles)), make("tbody", {}, ...rows));
  drawMore("more-same", found.length - shownOf["more-same"]);
}
