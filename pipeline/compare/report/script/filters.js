// Which plans are chosen. The state stands in the address after «#», so that a link or a bookmark keeps it.

const FIELDS = ["dataset", "region", "district", "kind", "year"];
const UNKNOWN = "не указан";
const sorted = { by: "", down: false };

function valueOf(plan, field) { return blank(plan[field]) ? UNKNOWN : plan[field]; }

/** Options of each field; one with a single value is no choice, and is not shown. Of several datasets the last is chosen at first. */
function fillFilters() {
  FIELDS.forEach((field) => {
    const values = Array.from(new Set(data.plans.map((plan) => valueOf(plan, field))));
    const ordered = field === "dataset" ? data.datasets : values.sort(byRussian);
    const usual = field === "dataset" && ordered.length > 1 ? ordered[ordered.length - 1] : "";
    const options = [["", "все"]].concat(ordered.map((value) => [value, value]));
    fill(byId(field), ...options.map(([value, name]) => make("option", { value: value, selected: value === usual ? "" : null }, name)));
    byId(field).value = usual;
    byId(field).parentNode.hidden = ordered.length < 2;
  });
}

function fold(text) { return String(text || "").toLowerCase().replace(/ё/g, "е"); }

const foldedTexts = data.texts.map(fold);
const haystacks = data.plans.map((plan, at) => {
  const parts = [plan.name, plan.file, plan.region, plan.district].map(fold);
  rowsOf[at].forEach((row) => [2, 4, 6, 8].forEach((place) => parts.push(foldedTexts[data.rows[row][place]])));
  return parts.join("\n");
});

/** The places of the chosen plans, in the order of the dataset. */
function chosenPlans() {
  const words = fold(byId("search").value).split(/\s+/).filter(Boolean);
  const wanted = FIELDS.map((field) => [field, byId(field).value]).filter(([, value]) => value !== "");
  const places = data.plans.map((_, at) => at);
  return places.filter((at) =>
    wanted.every(([field, value]) => valueOf(data.plans[at], field) === value) && words.every((word) => haystacks[at].indexOf(word) >= 0));
}

function usualOf(field) {
  const option = Array.from(byId(field).options || []).find((one) => one.defaultSelected);
  return option ? option.value : "";
}

/** Whether anything but the dataset is chosen. */
function isChosen() {
  return byId("search").value.trim() !== "" || FIELDS.some((field) => field !== "dataset" && byId(field).value !== "");
}

function describeChoice() {
  const told = FIELDS.filter((field) => byId(field).value !== "").map((field) => byId(field).parentNode.firstChild.data.trim() + ": " + byId(field).value);
  const search = byId("search").value.trim();
  return "Отбор. " + (search ? told.concat("Найти: " + search) : told).concat(byId("count").textContent).join("; ") + ".";
}

function writeState() {
  const state = new URLSearchParams();
  ["search"].concat(FIELDS).forEach((field) => { if (byId(field).value !== usualOf(field)) state.set(field, byId(field).value); });
  if (sorted.by !== "") state.set("sort", (sorted.down ? "-" : "") + sorted.by);
  const text = state.toString();
  // A page opened from a mail may have no address of its own to write to.
  try { history.replaceState(null, "", "#" + text); } catch (error) { /* the state is only not kept */ }
}

function readState() {
  const state = new URLSearchParams(location.hash.slice(1));
  byId("search").value = state.get("search") || "";
  FIELDS.forEach((field) => {
    const wanted = state.has(field) ? state.get(field) : usualOf(field);
    byId(field).value = wanted;
    if (byId(field).selectedIndex < 0) byId(field).value = usualOf(field);
  });
  const sort = state.get("sort") || "";
  sorted.down = sort.charAt(0) === "-";
  sorted.by = sorted.down ? sort.slice(1) : sort;
}
