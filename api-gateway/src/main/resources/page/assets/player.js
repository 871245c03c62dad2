// Plays a finished recording: seeks at once, and shows where somebody speaks and where nobody does.

import { find, seekTable, waveform } from "./api.js";
import { h, icon, setText } from "./dom.js";
import { canFeed, Feed } from "./feed.js";
import { clock } from "./format.js";
import { t } from "./texts.js";

const BACK_SECONDS = 15;
const FORWARD_SECONDS = 30;
const SPEEDS = [1, 1.25, 1.5, 2, 0.75];
const KEY_STEP_SECONDS = 5;

/** Gaps that are shorter than this share of the width would not be seen. */
const LEAST_SHOWN = 0.004;

class Player extends HTMLElement {
  connectedCallback() {
    if (this.audio) {
      return;
    }
    const { result } = this.job;
    this.length = result.durationSeconds;
    this.audio = h("audio", { preload: "metadata" });
    this.inPieces = result.contentType === "audio/mpeg" && canFeed();
    this.draw(result.gaps || []);
    this.listen();
    this.opened = this.open(result);
    this.nameForLockScreen();
    this.drawWave();
  }

  disconnectedCallback() {
    this.audio?.pause();
    this.wave?.destroy();
  }

  /** Goes to a place, in seconds, and plays on from there if it was playing. */
  seek(seconds) {
    const to = Math.min(Math.max(seconds, 0), this.length);
    this.audio.currentTime = to;
    this.feed?.turn();
    this.place(to);
  }

  draw(gaps) {
    this.slider = h("input", {
      type: "range", min: "0", max: String(this.length), step: "any", value: "0", "aria-label": t("position"),
    });
    this.canvas = h("div", { class: "wave", "aria-hidden": "true" });
    this.track = h("div", { class: "track" },
      h("div", { class: "rail", "aria-hidden": "true" }), this.canvas,
      gaps.map((gap) => this.mark(gap)), this.slider);
    this.toggle = h("button", { type: "button", class: "round play", "aria-label": t("play") }, icon("play"));
    this.now = h("span", { class: "time" }, clock(0));
    this.speed = h("button", { type: "button", class: "text speed", "aria-label": t("speed", 1) }, "1×");
    this.trouble = h("p", { class: "quiet small", role: "status" });
    this.append(
      this.track,
      h("div", { class: "times" }, this.now, h("span", { class: "time quiet" }, clock(this.length))),
      h("div", { class: "controls" },
        h("button", { type: "button", class: "round skip", "aria-label": t("back"), onclick: () => this.seek(this.audio.currentTime - BACK_SECONDS) }, icon("back"), h("span", { "aria-hidden": "true" }, String(BACK_SECONDS))),
        this.toggle,
        h("button", { type: "button", class: "round skip", "aria-label": t("forward"), onclick: () => this.seek(this.audio.currentTime + FORWARD_SECONDS) }, icon("forward"), h("span", { "aria-hidden": "true" }, String(FORWARD_SECONDS))),
        this.speed),
      this.trouble);
    this.place(0);
  }

  mark(gap) {
    const share = gap.durationSeconds / this.length;
    const element = h("span", { class: "gap", "aria-hidden": "true" });
    element.style.left = `${(gap.startSeconds / this.length) * 100}%`;
    element.style.width = `${Math.max(share, LEAST_SHOWN) * 100}%`;
    return element;
  }

  listen() {
    this.toggle.addEventListener("click", () => this.playOrPause());
    this.speed.addEventListener("click", () => this.nextSpeed());
    this.slider.addEventListener("input", () => this.seek(Number(this.slider.value)));
    this.slider.addEventListener("keydown", (event) => this.onKey(event));
    this.audio.addEventListener("timeupdate", () => this.place(this.audio.currentTime));
    this.audio.addEventListener("play", () => this.want(true));
    this.audio.addEventListener("pause", () => this.want(false));
    this.audio.addEventListener("error", () => (this.feed ? this.openWhole() : this.renew()));
  }

  onKey(event) {
    const steps = {
      ArrowLeft: -KEY_STEP_SECONDS, ArrowDown: -KEY_STEP_SECONDS, ArrowRight: KEY_STEP_SECONDS, ArrowUp: KEY_STEP_SECONDS,
      PageDown: -60, PageUp: 60,
    };
    if (event.key in steps) {
      event.preventDefault();
      this.seek(this.audio.currentTime + steps[event.key]);
    } else if (event.key === " ") {
      event.preventDefault();
      this.playOrPause();
    }
  }

  async playOrPause() {
    this.want(!this.wanted);
    if (this.wanted) {
      await this.play();
    } else {
      this.audio.pause();
    }
  }

  /** A dead link refuses, and leaves the element paused: while another is asked for, the wish stands. */
  async play() {
    await this.opened;
    await this.audio.play().catch((failure) => failure.name === "AbortError" || this.renewing || this.want(false));
  }

  /** Takes a file for its source, where it was: an MP3 in pieces, if that can be. */
  async open(result) {
    const table = this.inPieces ? await seekTable(this.job.id) : null;
    const place = Number(this.slider.value);
    this.feed?.stop();
    this.feed = null;
    this.result = result;
    // A file that was made again meanwhile has a table of its own, and another length.
    if (table && table.offsets.at(-1) === result.sizeBytes) {
      this.feed = new Feed(this.audio, result.url, table, this.length, (refused) => this.onStarved(refused));
    } else {
      this.audio.src = result.url;
    }
    this.audio.currentTime = place;
  }

  onStarved(refused) {
    return refused && !this.renewed ? this.renew() : this.openWhole();
  }

  /** What cannot be had in pieces may still be had whole: then it is not the second that it jumps to. */
  async openWhole() {
    this.inPieces = false;
    await this.reopen(this.result);
  }

  async reopen(result) {
    this.opened = this.open(result);
    await this.opened;
    if (this.wanted) {
      await this.play();
    }
  }

  /** Links live for a day, and pages are left open for longer: another one is asked for, once. */
  async renew() {
    this.renewing = !this.renewed;
    this.renewed = true;
    const job = this.renewing ? await find(this.job.id).catch(() => null) : null;
    this.renewing = false;
    if (!job?.result) {
      this.want(false);
      setText(this.trouble, t("playFailed"));
      return;
    }
    await this.reopen(job.result);
  }

  /** Whether it is to play, which the button shows: the element itself forgets it with each link. */
  want(playing) {
    this.wanted = playing;
    this.toggle.replaceChildren(icon(playing ? "pause" : "play"));
    this.toggle.setAttribute("aria-label", t(playing ? "pause" : "play"));
  }

  nextSpeed() {
    const next = SPEEDS[(SPEEDS.indexOf(this.audio.playbackRate) + 1) % SPEEDS.length];
    // The element goes back to its default with each link.
    this.audio.defaultPlaybackRate = next;
    this.audio.playbackRate = next;
    setText(this.speed, `${next}×`);
    this.speed.setAttribute("aria-label", t("speed", next));
  }

  place(seconds) {
    this.slider.value = String(seconds);
    this.slider.setAttribute("aria-valuetext", t("positionOf", clock(seconds), clock(this.length)));
    this.track.style.setProperty("--done", String(seconds / this.length));
    setText(this.now, clock(seconds));
  }

  nameForLockScreen() {
    const { space } = this.job;
    if (!("mediaSession" in navigator)) {
      return;
    }
    this.audio.addEventListener("play", () => {
      navigator.mediaSession.metadata = new MediaMetadata({
        title: space?.title || t("untitled"),
        artist: space?.host?.name || "",
      });
    });
    navigator.mediaSession.setActionHandler("seekbackward", () => this.seek(this.audio.currentTime - BACK_SECONDS));
    navigator.mediaSession.setActionHandler("seekforward", () => this.seek(this.audio.currentTime + FORWARD_SECONDS));
  }

  /** Results that were made before there were waveforms have none: then the plain bar stays. */
  async drawWave() {
    const peaks = await waveform(this.job.id);
    if (!peaks?.length || !this.isConnected) {
      return;
    }
    const WaveSurfer = await library();
    const colour = (name) => getComputedStyle(this).getPropertyValue(name).trim();
    this.wave = WaveSurfer.create({
      container: this.canvas, backend: "MediaElement", height: this.canvas.clientHeight, interact: false,
      barWidth: 2, barGap: 1, barRadius: 2, barMinHeight: 2, cursorWidth: 0, hideScrollbar: true,
      normalize: true, responsive: true, removeMediaElementOnDestroy: false,
      waveColor: colour("--wave"), progressColor: colour("--accent"),
    });
    // Mirrored: the library draws a highest and a lowest value for each bar. It loads the element that
    // it is given, which would stop one that plays: it only draws, so it gets one of its own.
    this.wave.load(document.createElement("audio"), peaks, "none", this.length);
    const showPlace = () => this.wave?.drawer.progress(this.audio.currentTime / this.length);
    this.audio.addEventListener("timeupdate", showPlace);
    this.wave.on("redraw", showPlace);
    this.classList.add("drawn");
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.wave?.setWaveColor(colour("--wave"));
      this.wave?.setProgressColor(colour("--accent"));
    });
  }
}

customElements.define("vetra-player", Player);

/** A player for a completed job. */
export function player(job) {
  const element = document.createElement("vetra-player");
  element.job = job;
  return element;
}

/** The waveform library is a classic script, fetched when it is first needed. */
function library() {
  return new Promise((resolve, reject) => {
    if (window.WaveSurfer) {
      resolve(window.WaveSurfer);
      return;
    }
    const script = h("script", {
      src: new URL("./wavesurfer.min.js", import.meta.url).href,
      onload: () => resolve(window.WaveSurfer),
      onerror: () => reject(new Error("wavesurfer")),
    });
    document.head.append(script);
  });
}
