// How a job can end, and what can be done then.

import { downloadAddress, FINAL, follow, submit } from "./api.js";
import { h, icon, setText } from "./dom.js";
import { clock, lasting, size } from "./format.js";
import * as history from "./history.js";
import { orderFor } from "./home.js";
import { openAccepted, openHome } from "./route.js";
import { problemTexts, t } from "./texts.js";

/** Problems after which the same request may do better. */
const WORTH_REPEATING = new Set([
  "recording-not-ready", "upstream-rate-limited", "upstream-unavailable", "upstream-blocked", "upstream-changed",
  "audio-incomplete", "audio-invalid", "internal",
]);

/** Problems that time alone may mend. */
const WORTH_CHECKING = new Set(["space-live", "space-not-started"]);

const MOST_GAPS = 5;
const COPIED_MS = 2000;

/** The finished file. */
export function finished(job) {
  const { result } = job;
  const lossless = result.contentType === "audio/mp4";
  const kind = lossless ? "M4A" : "MP3";
  const gaps = result.gaps || [];
  const player = h("div", { class: "player-place" });
  // The player is not needed for the download, and must not hold it up.
  import("./player.js").then(({ player: make }) => player.replaceChildren(make(job)));
  return [
    player,
    h("a", { class: "main download", href: downloadAddress(job.id) },
      icon("download"),
      h("span", {}, t("download", kind)),
      h("span", { class: "weight" }, size(result.sizeBytes))),
    h("p", { class: "quiet small file" },
      lossless ? t("untouched") : t("kbps", average(result)),
      gaps.length || job.shortfall ? null : h("span", { class: "whole" }, icon("check"), t("complete"))),
    job.shortfall ? h("p", { class: "shortfall" }, t("shortfall")[job.shortfall](lasting(result.durationSeconds))) : null,
    gaps.length ? gapList(gaps, player) : null,
    h("div", { class: "actions" },
      copyButton(),
      navigator.share ? shareButton(job) : null,
      lossless ? null : losslessButton(job)),
    anotherButton("text"),
  ].filter(Boolean);
}

/** A failure, and the way on. */
export function failed(job) {
  const { error } = job;
  const { title, advice } = problemTexts(error);
  const entry = history.find(job.id) || {};
  const link = job.space ? `https://x.com/i/spaces/${job.space.id}` : entry.link;
  const order = { url: link, ...orderFor(entry.kind) };
  const actions = [];
  if (link && error.code === "audio-incomplete") {
    actions.push(orderButton("main", t("withGaps"), { ...order, allowGaps: true }, entry));
  }
  if (link && (WORTH_REPEATING.has(error.code) || WORTH_CHECKING.has(error.code))) {
    const words = t(WORTH_CHECKING.has(error.code) ? "check" : "again");
    actions.push(orderButton(actions.length ? "plain" : "main", words, order, entry));
  }
  return notice("alert", title, advice, ...actions, anotherButton(actions.length === 0 ? "main" : "plain"));
}

export const canceled = () => notice("remove", t("phase").canceled, t("canceledAdvice"), anotherButton("main"));

export const gone = () => notice("clock", t("goneTitle"), t("goneAdvice"), anotherButton("main"));

function notice(sign, title, advice, ...actions) {
  return [
    h("div", { class: "notice", role: "alert" },
      h("span", { class: "sign" }, icon(sign)),
      h("div", {}, h("h2", {}, title), h("p", {}, advice))),
    h("div", { class: "actions" }, actions),
  ];
}

const average = ({ sizeBytes, durationSeconds }) =>
  Math.round((sizeBytes * 8) / Math.max(durationSeconds, 1) / 1000);

function anotherButton(look) {
  return h("button", { type: "button", class: `${look} another`, onclick: () => openHome() }, t("another"));
}

/** Asks for the same Space once more. */
function orderButton(look, words, order, entry) {
  const button = h("button", { type: "button", class: look, onclick: async () => {
    button.setAttribute("aria-disabled", "true");
    try {
      openAccepted(await submit(order), { link: order.url, kind: entry.kind });
    } catch (failure) {
      setText(button, t("offline"));
    } finally {
      button.removeAttribute("aria-disabled");
    }
  } }, words);
  return button;
}

function copyButton() {
  const words = h("span", {}, t("copy"));
  return h("button", { type: "button", class: "plain", onclick: async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      setText(words, t("copied"));
      setTimeout(() => setText(words, t("copy")), COPIED_MS);
    } catch (refused) {
      prompt(t("copy"), location.href);
    }
  } }, icon("copy"), words);
}

function shareButton(job) {
  return h("button", { type: "button", class: "plain", onclick: () =>
    // Closing the sheet is no failure.
    navigator.share({ title: job.space?.title || t("untitled"), url: location.href }).catch(() => {}) },
  icon("share"), h("span", {}, t("share")));
}

/** Makes the lossless copy in place, and turns into its download. */
function losslessButton(job) {
  const words = h("span", { "aria-live": "polite" }, t("lossless"));
  const button = h("button", { type: "button", class: "plain lossless", onclick: async () => {
    button.setAttribute("aria-disabled", "true");
    try {
      const made = await submit({ url: job.space.id, format: "m4a" });
      history.remember(made.id, { kind: "m4a", status: made.status, title: job.space.title });
      follow(made.id, (copy) => {
        if (copy.status === "completed") {
          becomeDownload(button, copy);
        } else if (FINAL.has(copy.status)) {
          retry();
        } else {
          setText(words, t("losslessWork", copy.progress.percent));
        }
      }, retry);
    } catch (failure) {
      retry();
    }
  } }, icon("wave"), words);
  const retry = () => {
    button.removeAttribute("aria-disabled");
    setText(words, t("losslessFailed"));
  };
  return button;
}

function becomeDownload(button, job) {
  history.remember(job.id, {
    kind: "m4a", status: job.status, title: job.space?.title || t("untitled"),
    host: job.space?.host?.name, seconds: job.result.durationSeconds,
  });
  const link = h("a", { class: "plain lossless ready", href: downloadAddress(job.id) },
    icon("download"), h("span", {}, `${t("download", "M4A")} · ${size(job.result.sizeBytes)}`));
  const focused = document.activeElement === button;
  button.replaceWith(link);
  if (focused) {
    link.focus();
  }
}

function gapList(gaps, player) {
  const silent = gaps.reduce((sum, gap) => sum + gap.durationSeconds, 0);
  const jump = (gap) => player.querySelector("vetra-player")?.seek(Math.max(0, gap.startSeconds - 2));
  return h("div", { class: "gaps" },
    h("p", {}, t("gapsTitle", gaps.length, lasting(silent))),
    h("ul", {}, gaps.slice(0, MOST_GAPS).map((gap) =>
      h("li", {}, h("button", { type: "button", class: "text", onclick: () => jump(gap) },
        t("gapAt", clock(gap.startSeconds), lasting(gap.durationSeconds)))))),
    gaps.length > MOST_GAPS ? h("p", { class: "quiet small" }, t("gapsMore", gaps.length - MOST_GAPS)) : null);
}
