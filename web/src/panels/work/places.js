// Bringing something of the work area into sight, and the focus to it.

const places = (name, id) =>
  [...document.querySelectorAll(`[data-${name}]`)].filter((one) => one.dataset[name] === id);

function show(element, target) {
  if (element.matches("details")) element.open = true;
  element.scrollIntoView({ block: "center" });
  (element.querySelector(target) ?? element).focus();
}

/** An action: its row on the table if it is there, else in the catalogue, opened. */
export function showAction(action) {
  const found = places("action", action);
  const place = found.find((element) => element.matches("details")) ?? found[0];
  if (place) show(place, "summary");
}

/** An evidence source, with what was found there. */
export function showSource(source) {
  const [place] = places("source", source);
  if (place) show(place, "summary, button");
}
