// The list of what was saved from this browser.

import { FINAL, find, Refusal } from "./api.js";
import { h, icon } from "./dom.js";
import { day, lasting } from "./format.js";
import * as history from "./history.js";
import { facts } from "./job.js";
import { t } from "./texts.js";

const SURE_MS = 4000;

/** How often jobs that have not ended are asked after while the list is seen, and how many. */
const LOOK_MS = 3000;
const MOST_LOOKED_AT = 10;

/** Draws the list and keeps it drawn. */
export function showPast(section) {
  const draw = () => {
    const entries = history.list();
    section.hidden = entries.length === 0;
    section.replaceChildren(
      h("div", { class: "past-head" },
        h("h2", { id: "past-title" }, t("past")),
        clearButton()),
      h("p", { class: "quiet small", hidden: navigator.onLine }, t("pastOffline")),
      h("ul", {}, entries.map((entry) => row(entry, section))));
  };
  history.watch(draw);
  addEventListener("online", draw);
  addEventListener("offline", draw);
  draw();
  keepCurrent(section);
  return draw;
}

/** One after the other, so that a long list costs no more than a short one. */
async function keepCurrent(section) {
  for (;;) {
    await new Promise((later) => setTimeout(later, LOOK_MS));
    if (section.offsetParent === null || document.hidden) {
      continue;
    }
    for (const entry of history.list().filter(isUnderWay).slice(0, MOST_LOOKED_AT)) {
      try {
        history.remember(entry.id, facts(await find(entry.id)));
      } catch (failure) {
        if (failure instanceof Refusal && failure.problem.status === 404) {
          history.remember(entry.id, { status: "failed" });
        }
      }
    }
  }
}

const isUnderWay = (entry) => entry.status && !FINAL.has(entry.status);

/** Asks once more, in its own place. */
function clearButton() {
  let sure = false;
  const button = h("button", { type: "button", class: "text", onclick: () => {
    if (sure) {
      history.clear();
      document.getElementById("link").focus();
      return;
    }
    sure = true;
    button.textContent = t("pastSure");
    setTimeout(() => {
      sure = false;
      button.textContent = t("pastClear");
    }, SURE_MS);
  } }, t("pastClear"));
  return button;
}

function row(entry, section) {
  const title = entry.title || entry.link || t("unknownSpace");
  const facts = [entry.host, entry.seconds ? lasting(entry.seconds) : null, day(entry.at)];
  return h("li", {},
    h("a", { href: `/jobs/${encodeURIComponent(entry.id)}`, "data-job": entry.id },
      h("span", { class: "past-name" }, title),
      h("span", { class: "quiet small" }, facts.filter(Boolean).join(" · "))),
    h("span", { class: `badge ${entry.status}` }, badge(entry)),
    h("button", { type: "button", class: "round quiet", "aria-label": t("pastForget", title), onclick: (event) => {
      const next = event.currentTarget.closest("li").nextElementSibling;
      const place = next ? [...next.parentElement.children].indexOf(next) - 1 : -1;
      history.forget(entry.id);
      const rows = section.querySelectorAll("li button");
      (rows[place] || rows[rows.length - 1] || document.getElementById("link")).focus();
    } }, icon("remove")));
}

function badge(entry) {
  if (entry.status === "completed") {
    return entry.kind === "m4a" ? "M4A" : "MP3";
  }
  return t("status")[entry.status] || "";
}
