// Plain means: elements, numbers, the data. ES2018, so that browsers of 2021 run it.

const data = JSON.parse(document.getElementById("data").textContent);

function byId(id) { return document.getElementById(id); }

/** An element with attributes and children; texts are texts, never markup. */
function make(tag, attributes, ...children) {
  const found = document.createElement(tag);
  Object.entries(attributes || {}).forEach(([name, value]) => { if (value !== null && value !== undefined) found.setAttribute(name, value); });
  found.append(...children);
  return found;
}

function svg(tag, attributes, ...children) {
  const found = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.entries(attributes).forEach(([name, value]) => found.setAttribute(name, value));
  found.append(...children);
  return found;
}

function fill(parent, ...children) {
  while (parent.firstChild) parent.removeChild(parent.firstChild);
  parent.append(...children);
}

function button(attributes, children, onClick) {
  const found = make("button", Object.assign({ type: "button" }, attributes), ...children);
  found.addEventListener("click", () => onClick(found));
  return found;
}

function heads(...titles) {
  return make("thead", {}, make("tr", {}, ...titles.map((title) => make("th", { scope: "col" }, title))));
}

function blank(value) { return value === null || value === undefined || value === ""; }

function sum(values) { return values.reduce((total, value) => total + value, 0); }

function percent(part, whole) { return whole ? Math.round(100 * part / whole) + " %" : "—"; }

/** The value that the share of values does not exceed; null of none. */
function quantile(values, share) {
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : null;
}

const byRussian = new Intl.Collator("ru", { numeric: true }).compare;

/** A row of a document with names for its parts. */
function rowAt(at) {
  const row = data.rows[at];
  const text = (place) => data.texts[row[place]];
  return {
    plan: row[0], stage: row[1], stageName: text(2), number: text(3), text: text(4), types: text(5), when: text(6), whenRead: text(7),
    who: text(8), whoRead: text(9), place: text(10), unsure: row[11],
  };
}

/** For each plan the places of its rows. */
const rowsOf = data.plans.map(() => []);
data.rows.forEach((row, at) => rowsOf[row[0]].push(at));

/** Rows of a plan that stand in no stage of the reference: what is missing may be among them. */
function withoutStage(place) { return rowsOf[place].filter((at) => data.rows[at][1] < 0); }
