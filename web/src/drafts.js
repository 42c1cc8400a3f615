// What somebody has typed but not sent survives a reload, and stays on this computer.

let prefix = "draft";

const keyOf = (form) => `${prefix}:${form.id}`;

const storage = {
  get(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null; // storage is switched off: then a reload forgets, and nothing else breaks
    }
  },
  set(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, value);
    } catch { /* as above, or it is full */ }
  },
};

/**
 * Whose drafts these are.
 *
 * @param {...string} parts drill and person
 */
export function nameDrafts(...parts) {
  prefix = ["draft", ...parts].join(":");
}

// What still says what it said at first is no draft, and may say something newer after a reload.
const isTouched = (field) => !("defaultValue" in field) || field.value !== field.defaultValue;

/** Remember a form as it is; for its `input` event. */
export function saveDraft(event) {
  const form = event.currentTarget;
  const values = [...new FormData(form)].filter(([name]) => {
    const field = form.elements[name];
    return field.type === "checkbox" || isTouched(field);
  });
  storage.set(keyOf(form), JSON.stringify(values));
}

// Where several forms share a function, lit calls it again at every drawing, not just at the first.
const seen = new WeakSet();

/** Fill a form that has just been put into the page, once; for lit's `ref`. */
export function restoreDraft(form) {
  if (!form || seen.has(form)) return;
  seen.add(form);
  const saved = storage.get(keyOf(form));
  if (!saved) return;
  // The fields are there when lit has finished this rendering, not before.
  queueMicrotask(() => {
    const values = JSON.parse(saved);
    for (const field of form.elements) {
      const mine = values.filter(([name]) => name === field.name);
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = mine.some(([, value]) => value === field.value);
      } else if (mine.length && field.name) field.value = mine[0][1];
    }
    form.dispatchEvent(new Event("restored", { bubbles: true }));
  });
}

/** Forget a form's draft, after it was sent. */
export function dropDraft(form) {
  storage.set(keyOf(form), null);
}

/**
 * A small thing to remember for this tab, such as a hint that was put away.
 *
 * @param {string} name
 * @param {string | null} [value] left out, it is read; null, it is forgotten
 * @returns {string | null}
 */
export function keep(name, value) {
  const key = `${prefix}:${name}`;
  if (value === undefined) return storage.get(key);
  storage.set(key, value);
  return value;
}
