// Going to something on the desk: its sheet is opened first, and drawn.

const DRAWN = 80;

/** Open a sheet, and do something in it once it is drawn. */
export function onSheet(app, sheet, act) {
  app.ui({ sheet });
  setTimeout(act, DRAWN);
}

/** Bring an inject of the list into sight, opened. */
export function openInject(app, id) {
  app.ui({ inject: id });
  onSheet(app, "injects", () => {
    const row = document.getElementById(`inject-${id}`);
    const gone = row?.closest("details");
    if (gone) gone.open = true;
    if (row) showInList(row);
  });
}

/**
 * Bring a part of a list into sight. Only the list moves: scrolling into view would move the whole
 * desk, where that is scrolled too.
 */
export function showInList(row) {
  const list = row.closest(".scroll");
  if (list.scrollHeight > list.clientHeight) list.scrollTop = row.offsetTop;
  else row.scrollIntoView({ block: "nearest" });
}
