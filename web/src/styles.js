// Style sheets of parts that are fetched later: they come with the script, as text, so that the room
// opens without them and no second request is waited for.

/**
 * Add a style sheet to the page. Call it once, when the module is loaded.
 *
 * @param {string} text of the sheet; its layers are those of tokens.css
 */
export function wear(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}
