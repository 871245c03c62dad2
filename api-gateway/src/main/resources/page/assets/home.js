// The box: what is typed or pasted, what it is, and sending it.

import { Refusal, submit } from "./api.js";
import { h, setText } from "./dom.js";
import { size } from "./format.js";
import * as past from "./history.js";
import { linksIn, recognize, USABLE } from "./link.js";
import { problemTexts, t } from "./texts.js";

const KIND = "vetra.kind";

/** What the server is asked for, by the kind of file that was chosen, and about how large an hour of it is. */
const KINDS = {
  mp3: { order: { format: "mp3", quality: "high" }, hourBytes: 74e6 },
  best: { order: { format: "mp3", quality: "best" }, hourBytes: 112e6 },
  small: { order: { format: "mp3", quality: "compact" }, hourBytes: 51e6 },
  m4a: { order: { format: "m4a" }, hourBytes: 44e6 },
};

const $ = (id) => document.getElementById(id);

let opened = () => {};
let sending = false;
let kind = "mp3";

/**
 * Makes the box work.
 *
 * @param whenAccepted called with the new job, its link and its kind of file
 */
export function showHome(whenAccepted) {
  opened = whenAccepted;
  const form = $("ask");
  const input = $("link");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(input.value);
  });
  input.addEventListener("input", () => tellKind());
  input.addEventListener("paste", () => setTimeout(() => startIfUsable(input.value)));
  document.addEventListener("paste", (event) => {
    if (!$("home").hidden && !event.target.closest?.("input")) {
      take(event.clipboardData.getData("text"));
    }
  });
  $("paste").addEventListener("click", pasteFromClipboard);
  $("wipe").addEventListener("click", () => {
    put("");
    input.focus();
  });
  form.addEventListener("change", (event) => event.target.name === "kind" && chooseKind(event.target.value));
  kind = rememberedKind();
  drawKinds();
  drawAnswers();
  tellKind();
}

/** Puts the words of another language in. */
export function redrawHome() {
  drawKinds();
  drawAnswers();
  tellKind();
}

/** Takes a text that was shared or pasted, and starts what it has links to. */
export function take(text) {
  const links = linksIn(text);
  put(links.length === 1 ? links[0].link : text.trim());
  startIfUsable(text);
}

/** An empty box, with the cursor in it where that brings up no keyboard. */
export function emptyBox() {
  put("");
  if (matchMedia("(hover: hover)").matches) {
    $("link").focus({ preventScroll: true });
  }
}

function put(text) {
  $("link").value = text;
  tellKind();
}

function startIfUsable(text) {
  tellKind();
  if (linksIn(text).length > 0) {
    send(text);
  }
}

async function pasteFromClipboard() {
  try {
    take(await navigator.clipboard.readText());
  } catch (refused) {
    tell(t("hintClipboard"), "bad");
    $("link").focus();
  }
}

function tellKind() {
  const text = $("link").value;
  const found = recognize(text);
  $("wipe").hidden = text === "";
  $("paste").hidden = text !== "" || !navigator.clipboard?.readText;
  $("go").hidden = !$("paste").hidden;
  const links = linksIn(text).length;
  if (found === "Empty") {
    tell(t("hintStart"), "");
  } else if (links > 1) {
    tell(t("hintSeveral", links), "good");
  } else {
    tell(t(`hint${found}`), USABLE.has(found) ? "good" : found === "Part" ? "" : "off");
  }
}

function tell(text, mood) {
  setText($("hint"), text);
  $("hint").dataset.mood = mood;
  $("link").setAttribute("aria-invalid", String(mood === "bad"));
}

async function send(text) {
  if (sending) {
    return;
  }
  const pasted = text.trim();
  if (pasted === "") {
    tell(t("hintEmpty"), "bad");
    $("link").focus();
    return;
  }
  busy(true);
  const links = linksIn(text).map((found) => found.link);
  try {
    if (links.length > 1) {
      await startEach(links);
    } else {
      const link = links[0] || pasted;
      opened(...await start(link));
    }
  } catch (failure) {
    tell(failure instanceof Refusal ? sentence(failure.problem) : t("offline"), "bad");
    $("link").focus();
  } finally {
    busy(false);
  }
}

/** The new job, and what this browser remembers of its order. */
async function start(link) {
  const chosen = kind;
  return [await submit({ url: link, ...orderFor(chosen) }), { link, kind: chosen }];
}

/** Starts one after the other; they show up in the list. What was not started stays in the box. */
async function startEach(links) {
  const left = [...links];
  try {
    while (left.length > 0) {
      const [job, order] = await start(left[0]);
      past.remember(job.id, { ...order, status: job.status });
      left.shift();
    }
    put("");
    tell(t("startedAll", links.length), "good");
  } catch (failure) {
    $("link").value = left.join(" ");
    throw failure;
  }
}

function sentence(problem) {
  const { title, advice } = problemTexts(problem);
  return `${title}. ${advice}`;
}

function busy(now) {
  sending = now;
  $("go").setAttribute("aria-disabled", String(now));
  setText($("go"), t(now ? "going" : "go"));
}

/** The order that makes this kind of file. */
export const orderFor = (name) => (KINDS[name] || KINDS.mp3).order;

function chooseKind(name) {
  kind = name;
  tellChoice();
  try {
    localStorage.setItem(KIND, name);
  } catch (refused) {
    // Then it is chosen anew each time.
  }
}

function rememberedKind() {
  try {
    const name = localStorage.getItem(KIND);
    return Object.hasOwn(KINDS, name) ? name : "mp3";
  } catch (refused) {
    return "mp3";
  }
}

const anHour = (name) => t("anHour", size(KINDS[name].hourBytes));

function tellChoice() {
  setText($("kind-now"), t("savedAs", t("kinds")[kind][0], anHour(kind)));
}

function drawKinds() {
  $("kinds").replaceChildren(...Object.keys(KINDS).map((name) => {
    const [title, about] = t("kinds")[name];
    return h("label", {},
      h("input", { type: "radio", name: "kind", value: name, checked: name === kind }),
      h("strong", {}, title),
      h("span", { class: "quiet small hour" }, anHour(name)),
      h("span", { class: "quiet small about" }, about));
  }));
  tellChoice();
}

function drawAnswers() {
  $("answers").replaceChildren(...t("answers").map(([question, answer]) =>
    h("details", {}, h("summary", {}, question), h("p", {}, answer))));
}
