// One job, from its acceptance to its end.

import { cancel, FINAL, follow } from "./api.js";
import { h, icon, say, setText } from "./dom.js";
import { clock, day, hour, lasting } from "./format.js";
import * as history from "./history.js";
import { canceled, failed, finished, gone } from "./outcome.js";
import { t } from "./texts.js";

/** How far a job is told to those who listen, in percent. */
const SPOKEN_STEP = 25;

const section = () => document.getElementById("job");

let current = null;

/** Shows a job and follows it. */
export function openJob(id, known) {
  closeJob();
  const view = new JobView(id);
  current = view;
  section().replaceChildren(view.root);
  if (known) {
    view.show(known);
  }
  if (!known || !FINAL.has(known.status)) {
    view.stop = follow(id, (job) => view.show(job), () => view.showGone());
  }
}

/** Stops following. */
export function closeJob() {
  current?.close();
  current = null;
  section().replaceChildren();
}

/** Puts the words of another language in. */
export function redrawJob() {
  if (current) {
    openJob(current.id, current.job);
  }
}

class JobView {
  constructor(id) {
    this.id = id;
    this.job = null;
    this.stop = () => {};
    this.stage = "";
    this.spoken = { status: "", percent: 0 };
    this.head = h("header", { class: "space" });
    this.body = h("div", { class: "stage" });
    this.root = h("article", { class: "card job", "aria-labelledby": "job-title" }, this.head, this.body);
    this.drawHead(null);
    this.working();
  }

  close() {
    this.stop();
  }

  show(job) {
    this.job = job;
    this.drawHead(job.space);
    history.remember(this.id, facts(job));
    if (job.status === "completed") {
      this.end("completed", () => finished(job));
    } else if (job.status === "failed") {
      this.end("failed", () => failed(job));
    } else if (job.status === "canceled") {
      this.end("canceled", () => canceled());
    } else {
      this.progress(job);
    }
    this.speak(job);
    document.title = FINAL.has(job.status)
      ? `${job.space?.title || t("untitled")} · Vetra`
      : `${t("percent", job.progress.percent)} · Vetra`;
  }

  showGone() {
    history.forget(this.id);
    this.end("gone", () => gone());
    say(t("goneTitle"));
  }

  end(stage, content) {
    if (this.stage !== stage) {
      const hadFocus = this.body.contains(document.activeElement);
      this.stage = stage;
      this.root.dataset.stage = stage;
      this.body.replaceChildren(...content());
      if (hadFocus) {
        this.head.querySelector("h1").focus();
      }
    }
  }

  drawHead(space) {
    const key = JSON.stringify(space);
    if (this.headKey === key) {
      return;
    }
    const focused = this.head.contains(document.activeElement);
    this.headKey = key;
    const title = h("h1", { id: "job-title", tabindex: "-1" }, space ? space.title || t("untitled") : t("unknownSpace"));
    this.head.replaceChildren(avatar(space), h("div", {}, title, ...(space ? about(space) : [])));
    if (focused) {
      title.focus();
    }
  }

  working() {
    this.stage = "working";
    this.root.dataset.stage = "working";
    this.phase = h("p", { class: "phase" });
    this.percent = h("span", { class: "percent" });
    this.left = h("span", { class: "quiet" });
    this.rail = h("div", { class: "rail", role: "progressbar", "aria-label": t("progress"), "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": "0" });
    this.detail = h("p", { class: "quiet small detail" });
    this.body.replaceChildren(
      h("div", { class: "numbers" }, this.percent, this.left),
      this.rail,
      this.phase,
      this.detail,
      h("button", { type: "button", class: "text cancel", onclick: () => this.giveUp() }, t("cancel")));
  }

  progress(job) {
    if (this.stage !== "working") {
      this.working();
    }
    const { percent, segmentsFetched, segmentsTotal, etaSeconds } = job.progress;
    this.root.dataset.status = job.status;
    this.rail.setAttribute("aria-valuenow", String(percent));
    this.rail.style.setProperty("--done", String(percent / 100));
    setText(this.percent, t("percent", percent));
    setText(this.left, etaSeconds === undefined ? "" : etaSeconds < 3 ? t("almost") : t("left", lasting(etaSeconds)));
    setText(this.phase, phase(job));
    const waiting = job.status === "waiting";
    setText(this.detail, waiting ? waitingFor(job) : job.queue ? startOf(job.queue) : segmentsTotal > 0 ? t("pieces", segmentsFetched, segmentsTotal) : "");
  }

  /** Each new phase, and now and then how far it is. */
  speak(job) {
    const { status, progress } = job;
    if (status !== this.spoken.status) {
      this.spoken.status = status;
      say(status === "failed" ? "" : phase(job));
    } else if (progress.percent >= this.spoken.percent + SPOKEN_STEP && !FINAL.has(status)) {
      this.spoken.percent = progress.percent;
      say(t("percent", progress.percent));
    }
  }

  async giveUp() {
    try {
      this.show(await cancel(this.id));
    } catch (failure) {
      setText(this.detail, t("offline"));
    }
  }
}

/** What the list of this browser shows of a job. */
export function facts(job) {
  const { space, status, result } = job;
  const known = { status };
  if (space) {
    known.title = space.title || t("untitled");
    known.host = space.host?.name || space.host?.screenName;
    known.seconds = space.durationSeconds;
    known.link = `https://x.com/i/spaces/${space.id}`;
  }
  if (result && !history.find(job.id)?.kind) {
    known.kind = result.contentType === "audio/mp4" ? "m4a" : "mp3";
  }
  return known;
}

/** Only a recording that is not ready is waited for until a named time; else it is X itself. */
function phase({ status, givingUpAt, queue }) {
  return (status === "waiting" && givingUpAt ? t("recordingLate")
    : queue ? t("inLine", queue.place)
      : t("phase")[status]) || "";
}

function startOf({ expectedStartAt }) {
  const seconds = (new Date(expectedStartAt) - Date.now()) / 1000;
  return seconds < 10 ? t("startsSoon") : t("startsIn", lasting(seconds < 60 ? seconds : Math.round(seconds / 60) * 60));
}

function waitingFor({ waitingUntil, givingUpAt }) {
  return !waitingUntil ? t("waitingOn")
    : givingUpAt ? t("waitingAtMost", hour(waitingUntil), hour(givingUpAt))
      : t("waitingUntil", hour(waitingUntil));
}

function about(space) {
  const host = space.host || {};
  const lines = [];
  if (host.name || host.screenName) {
    lines.push(h("p", { class: "host" },
      host.name || `@${host.screenName}`,
      host.name && host.screenName ? h("span", { class: "quiet" }, ` @${host.screenName}`) : null));
  }
  const stage = space.participants?.length || 0;
  const rest = [
    space.startedAt ? day(space.startedAt) : null,
    space.durationSeconds ? lasting(space.durationSeconds) : null,
    stage > 1 ? t("onStage", stage) : null,
  ].filter(Boolean);
  lines.push(h("p", { class: "quiet small facts" }, rest.map((fact) => h("span", {}, fact))));
  if (space.replayStartSeconds) {
    lines.push(h("p", { class: "quiet small replay-start" }, t("replayStart", clock(space.replayStartSeconds))));
  }
  return lines;
}

/** The host's picture as we keep it; initials until it is there. */
function avatar(space) {
  const name = space?.host?.name || space?.host?.screenName || "";
  const first = [...name.matchAll(/\p{L}|\p{N}/gu)].map((match) => match[0]);
  const frame = h("div", { class: "avatar", "aria-hidden": "true" }, first.length ? first[0].toUpperCase() : icon("wave"));
  const url = space?.host?.avatarUrl;
  if (url?.startsWith("/")) {
    const image = h("img", { src: url, alt: "", width: "64", height: "64", decoding: "async", onload: () => frame.replaceChildren(image) });
  }
  return frame;
}
