// The box: what is typed or pasted, what it is, and sending it.

import { Refusal, submit } from "./api.js";
import { h, setText } from "./dom.js";
import { linkIn, recognize, USABLE } from "./link.js";
import { problemTexts, t } from "./texts.js";

const KIND = "vetra.kind";

/** What the server is asked for, by the kind of file that was chosen. */
const ORDERS = {
  mp3: { format: "mp3", quality: "high" },
  small: { format: "mp3", quality: "compact" },
  m4a: { format: "m4a" },
};

const $ = (id) => document.getElementById(id);

let opened = () => {};
let sending = false;

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
  restoreKind();
  drawAnswers();
  tellKind();
}

/** Puts the words of another language in. */
export function redrawHome() {
  drawAnswers();
  tellKind();
  chooseKind(kind());
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
  const chosen = kind();
  try {
    opened(await submit({ url: link, ...ORDERS[chosen] }), { link, kind: chosen });
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
export const orderFor = (name) => ORDERS[name] || ORDERS.mp3;

const kind = () => document.querySelector("input[name=kind]:checked").value;

function chooseKind(name) {
  const about = { mp3: "aboutMp3", small: "aboutSmall", m4a: "aboutM4a" }[name];
  $("kind-about").dataset.text = about;
  setText($("kind-about"), t(about));
  try {
    localStorage.setItem(KIND, name);
  } catch (refused) {
    // Then it is chosen anew each time.
  }
}

function restoreKind() {
  let name = null;
  try {
    name = localStorage.getItem(KIND);
  } catch (refused) {
    // The first kind stays chosen.
  }
  const radio = name && document.querySelector(`input[name=kind][value="${CSS.escape(name)}"]`);
  if (radio) {
    radio.checked = true;
    chooseKind(name);
  }
}

function drawAnswers() {
  $("answers").replaceChildren(...t("answers").map(([question, answer]) =>
    h("details", {}, h("summary", {}, question), h("p", {}, answer))));
}
