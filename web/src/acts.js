// What the controls of a page do: send a command, show what came of it, ask before something grave.
import { t } from "./i18n.js";

const TOAST_FOR = 9_000;

/**
 * @param {ReturnType<import("./store.js").createStore>} store
 * @param {{send: (verb: string, args: object) => Promise<object>, tell?: (name: string,
 *   message: object) => void}} wire
 */
export function createActs(store, wire) {
  let toasts = 0;

  const dismiss = (id) =>
    store.ui({ toasts: store.state.ui.toasts.filter((one) => one.id !== id) });

  const toast = (message, hint = "", tone = "bad") => {
    const id = ++toasts;
    const shown = store.state.ui.toasts.slice(-2);
    store.ui({ toasts: [...shown, { id, message, hint, tone }] });
    setTimeout(() => dismiss(id), TOAST_FOR);
  };

  const fail = (place, error) => store.ui({ errors: { ...store.state.ui.errors, [place]: error } });

  const busy = (key, on) => {
    const { [key]: _, ...rest } = store.state.ui.busy;
    store.ui({ busy: on ? { ...rest, [key]: true } : rest });
  };

  /**
   * Send a command.
   *
   * @param {string} verb
   * @param {object} [args]
   * @param {string} [place] id of the form that shows a refusal; without it, a toast does
   * @param {boolean} [many] several may be under way at once, such as messages; else one waits
   * @returns {Promise<boolean>} whether it was carried out
   */
  const run = async (verb, args = {}, place = "", many = false) => {
    const key = place || `${verb} ${JSON.stringify(args)}`;
    if (!many && store.state.ui.busy[key]) return false;
    busy(key, true);
    const answer = await wire.send(verb, args);
    busy(key, false);
    if (place) fail(place, answer.ok ? null : answer.error);
    else if (!answer.ok) toast(answer.error.message, answer.error.hint);
    return answer.ok;
  };

  const { confirm, drawn } = questions(toast);

  return {
    run,
    toast,
    dismiss,
    confirm,
    drawn,
    ui: store.ui,
    tell: wire.tell,
    /** The state of this moment, for what happens after a click. */
    get state() {
      return store.state;
    },
  };
}

/**
 * Ask before something that cannot be taken back.
 *
 * @param {(message: string, hint: string, tone: string) => void} toast says why a question has gone
 */
function questions(toast) {
  const open = new Set();

  /**
   * @param {{title: string, text: string, yes: string, no?: string,
   *   moot?: () => boolean | string}} question `moot` is asked after each drawing: once it is
   *   true, or says why, the question goes away with that word and counts as "no"
   * @returns {Promise<boolean>}
   */
  const confirm = (question) => {
    const dialog = build(question);
    const one = { dialog, ...question };
    open.add(one);
    document.body.append(dialog);
    dialog.showModal();
    return new Promise((answered) => {
      dialog.addEventListener("close", () => {
        open.delete(one);
        dialog.remove();
        answered(dialog.returnValue === "yes");
      });
    });
  };

  const drawn = () => {
    for (const { dialog, title, moot } of open) {
      const why = moot?.();
      if (!why) continue;
      dialog.close("no");
      toast(typeof why === "string" ? why : t("That has settled itself."), title, "note");
    }
  };

  return { confirm, drawn };
}

function build({ title, text, yes, no = t("Cancel") }) {
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", "ask-title");
  const add = (tag, words, into = dialog) => {
    const element = document.createElement(tag);
    element.textContent = words;
    into.append(element);
    return element;
  };
  add("h2", title).id = "ask-title";
  add("p", text);
  const row = add("div", "");
  row.className = "row end";
  const button = (words, value) => {
    const element = add("button", words, row);
    element.type = "button";
    element.addEventListener("click", () => dialog.close(value));
    return element;
  };
  button(no, "no").autofocus = true;
  button(yes, "yes").className = "primary";
  return dialog;
}
