// What was saved from this browser. It is kept here and nowhere else.

const KEY = "vetra.jobs";
const MOST = 100;

/** The newest first: `{id, link, kind, title, host, seconds, status, at}`. */
export function list() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(kept) ? kept.filter((entry) => entry && typeof entry.id === "string") : [];
  } catch (unreadable) {
    return [];
  }
}

export const find = (id) => list().find((entry) => entry.id === id);

/** Adds a job, or adds to what is known of it. */
export function remember(id, known) {
  const before = find(id);
  const entry = { ...(before || { id, at: Date.now() }), ...known };
  if (before) {
    keep(list().map((other) => (other.id === id ? entry : other)));
  } else {
    keep([entry, ...list()].slice(0, MOST));
  }
}

export const forget = (id) => keep(list().filter((entry) => entry.id !== id));

export const clear = () => keep([]);

/** Calls back when the list changes, here or in another tab. */
export function watch(changed) {
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) {
      changed();
    }
  });
  addEventListener(KEY, changed);
}

function keep(entries) {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch (refused) {
    // Private windows of some browsers keep nothing: then there is no list.
  }
  dispatchEvent(new Event(KEY));
}
