// The box: what is typed or pasted, what it is, and sending it.

import { Refusal, submit } from "./api.js";
import { h, setText } from "./dom.js";
import { size } from "./format.js";
import { linkIn, recognize, USABLE } from "./link.js";
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

/** Takes a text that was shared or pasted, and starts if there is a link to a Space in it. */
export function take(text) {
  put(linkIn(text));
  startIfUsable($("link").value);
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
  if (USABLE.has(recognize(text))) {
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
  if (found === "Empty") {
    tell(t("hintStart"), "");
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
  const link = text.trim();
  if (link === "") {
    tell(t("hintEmpty"), "bad");
    $("link").focus();
    return;
  }
  busy(true);
  const chosen = kind;
  try {
    opened(await submit({ url: link, ...orderFor(chosen) }), { link, kind: chosen });
  } catch (failure) {
    tell(failure instanceof Refusal ? sentence(failure.problem) : t("offline"), "bad");
    $("link").focus();
  } finally {
    busy(false);
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
