// A window over the page: it takes the focus, keeps it, and gives it back. No <dialog>: browsers of 2021 have none.

let opener = null;

function openDialog(title, under, body, from) {
  byId("d-title").textContent = title;
  byId("d-under").textContent = under;
  fill(byId("d-body"), ...body);
  opener = from;
  byId("shade").hidden = false;
  byId("dialog").hidden = false;
  byId("page").setAttribute("aria-hidden", "true");
  document.body.style.overflow = "hidden";
  byId("d-body").scrollTop = 0;
  byId("dialog").focus();
}

function closeDialog() {
  if (byId("dialog").hidden) return;
  byId("dialog").hidden = true;
  byId("shade").hidden = true;
  byId("page").removeAttribute("aria-hidden");
  document.body.style.overflow = "";
  if (opener) opener.focus();
}

function keepInside(event) {
  if (byId("dialog").hidden) return;
  if (event.key === "Escape") closeDialog();
  if (event.key !== "Tab") return;
  const stops = [byId("close"), byId("d-body")];
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? (event.shiftKey ? 1 : 0) : 1 - at;
  event.preventDefault();
  stops[next].focus();
}
