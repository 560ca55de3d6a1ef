// What is said of a day, a shift, a cell.

const MONTHS = ["авг", "сен", "окт", "ноя", "дек", "янв", "фев", "мар", "апр", "май", "июн", "июл"];
const LENGTHS = [31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31];
const FAR = 45; // days beside the window

/** «12 сен» for a day counted from 1 August. */
function dayName(day) {
  let rest = ((day % 365) + 365) % 365;
  let month = 0;
  while (rest >= LENGTHS[month]) { rest -= LENGTHS[month]; month += 1; }
  return rest + 1 + " " + MONTHS[month];
}

function spanName(first, last) {
  if (first === null && last === null) return "время не указано";
  return [first === null ? "" : "с " + dayName(first), last === null ? "" : "по " + dayName(last)].filter(Boolean).join(" ");
}

function shiftName(days) {
  if (days === null) return "";
  if (days === 0) return "в день образца";
  return (days > 0 ? "позже" : "раньше") + " образца, дней: " + Math.abs(days);
}

const KINDS = { missing: "этапа нет", none: "время не указано", in: "в сроках образца", near: "немного мимо сроков образца", far: "далеко от сроков образца" };
const WORST_FIRST = ["missing", "far", "near", "none", "in"];

/** How far a cell lies beside the window: over 0 days past its end, under 0 before its start; the farther of both. */
function beside(cell) {
  const early = Math.min(cell[4] || 0, 0), late = Math.max(cell[5] || 0, 0);
  return late >= -early ? late : early;
}

function kindOf(cell) {
  if (!cell[0]) return "missing";
  if (cell[6] === null) return "none";
  if (cell[6]) return "in";
  return Math.abs(beside(cell)) > FAR ? "far" : "near";
}

/** «+12 дн.», «без срока»: what is told by more than colour. */
function besideName(cell) {
  if (kindOf(cell) === "none") return "без срока";
  const days = beside(cell);
  if (cell[6] === false && !days) return "вне окна";
  return cell[6] === false ? (days > 0 ? "+" : "−") + Math.abs(days) + " дн." : "";
}
