// The page: ask for a job, follow it, show it. All that comes from outside is put in as text.
"use strict";

const JOBS = "/api/v1/jobs";
const FINAL = new Set(["completed", "failed", "canceled"]);
const SILENCE_MS = 20000;
const POLL_MS = 1500;
const GENERAL_ADVICE = "We cannot be reached at the moment. Check your connection and try again.";

const STATES = {
  queued: "In line. It starts in a moment.",
  resolving: "Asking X about this Space…",
  waiting: "X has not got the recording ready yet. We keep looking, and go on by ourselves. "
    + "You can close this page and come back to its address later.",
  fetching: "Fetching the recording…",
  transcoding: "Making the file…",
  completed: "Your file is ready.",
  canceled: "Canceled.",
};

const $ = (id) => document.getElementById(id);

let following = null;
let shown = null;

// Asking

async function ask(link, format, allowGaps) {
  complain("");
  $("go").disabled = true;
  try {
    const answer = await fetch(JOBS, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ url: link, format, allowGaps }),
    });
    const body = await answer.json();
    if (!answer.ok) {
      complain(`${body.title}. ${body.detail}`);
      return;
    }
    open(body.id, body);
  } catch (failure) {
    complain(GENERAL_ADVICE);
  } finally {
    $("go").disabled = false;
  }
}

function complain(text) {
  $("complaint").textContent = text;
  $("link").setAttribute("aria-invalid", String(text !== ""));
  if (text !== "") {
    $("link").focus();
  }
}

// Following

function open(id, job) {
  if (idInAddress() !== id) {
    history.pushState(null, "", `#job=${encodeURIComponent(id)}`);
  }
  follow(id);
  if (job) {
    show(job);
    $("state").focus();
    $("job").scrollIntoView({ block: "nearest" });
  }
}

/** Listens to the job's events, and asks for the job again and again where that does not work. */
function follow(id) {
  stopFollowing();
  const source = new EventSource(`${JOBS}/${encodeURIComponent(id)}/events`);
  const current = { id, source, timer: 0 };
  following = current;
  source.addEventListener("job", (event) => {
    expectMore(current);
    show(JSON.parse(event.data));
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) {
      poll(current);
    }
  });
  expectMore(current);
}

function expectMore(current) {
  clearTimeout(current.timer);
  current.timer = setTimeout(() => poll(current), SILENCE_MS);
}

async function poll(current) {
  clearTimeout(current.timer);
  if (following !== current) {
    return;
  }
  let wait = POLL_MS;
  try {
    const answer = await fetch(`${JOBS}/${encodeURIComponent(current.id)}`, { cache: "no-store" });
    const body = await answer.json();
    if (following !== current) {
      return;
    }
    if (answer.ok) {
      show(body);
    } else if (answer.status === 404) {
      stopFollowing();
      showProblem(body);
      return;
    }
  } catch (failure) {
    wait = 3 * POLL_MS;
  }
  if (following === current) {
    // A stream that is open and silent has nothing to tell; looking now and then makes sure of it.
    const listening = current.source.readyState === EventSource.OPEN;
    current.timer = setTimeout(() => poll(current), listening ? SILENCE_MS : wait);
  }
}

function stopFollowing() {
  if (following) {
    following.source.close();
    clearTimeout(following.timer);
    following = null;
  }
}

// Showing

function show(job) {
  if (FINAL.has(job.status)) {
    stopFollowing();
  }
  shown = job;
  const failed = job.status === "failed";
  const running = !FINAL.has(job.status);
  $("job").hidden = false;
  $("job").classList.toggle("bad", failed);
  setText("state", failed ? `${job.error.title}.` : STATES[job.status] || job.status);
  setText("advice", failed ? job.error.detail : "");
  $("advice").hidden = !failed;
  showSpace(job.space);
  showHeadway(job, running);
  showResult(job);
  $("cancel").hidden = !running;
  $("again").hidden = !failed;
  $("withgaps").hidden = !(failed && job.error.code === "audio-incomplete" && job.space);
  $("another").hidden = running;
  document.title = running ? `${job.progress.percent} % · Vetra` : "Vetra: save an X Space";
}

function showProblem(problem) {
  shown = null;
  for (const id of ["space", "headway", "ready", "cancel", "withgaps", "again"]) {
    $(id).hidden = true;
  }
  $("job").hidden = false;
  $("job").classList.add("bad");
  setText("state", "This job is not here any more.");
  setText("advice", problem.detail || "");
  $("advice").hidden = false;
  $("another").hidden = false;
}

function showSpace(space) {
  $("space").hidden = !space;
  if (!space) {
    return;
  }
  setText("title", space.title || "A Space without a title");
  const parts = [];
  if (space.host && (space.host.name || space.host.screenName)) {
    parts.push(hostName(space.host));
  }
  if (space.startedAt) {
    parts.push(new Date(space.startedAt).toLocaleDateString(undefined, { dateStyle: "long" }));
  }
  if (space.durationSeconds) {
    parts.push(length(space.durationSeconds));
  }
  setText("about", parts.join(" · "));
}

function hostName(host) {
  const handle = host.screenName ? `@${host.screenName}` : "";
  return host.name && handle ? `${host.name} (${handle})` : host.name || handle;
}

function showHeadway(job, running) {
  $("headway").hidden = !running;
  const progress = job.progress;
  $("bar").value = progress.percent;
  const parts = [`${progress.percent} %`];
  if (progress.segmentsTotal > 0) {
    parts.push(`${count(progress.segmentsFetched)} of ${count(progress.segmentsTotal)} pieces fetched`);
  }
  if (progress.etaSeconds !== undefined) {
    parts.push(progress.etaSeconds < 3 ? "almost there" : `about ${length(progress.etaSeconds)} left`);
  }
  setText("numbers", parts.join(" · "));
}

function showResult(job) {
  const result = job.result;
  $("ready").hidden = !result;
  if (!result) {
    return;
  }
  $("download").href = `${JOBS}/${encodeURIComponent(job.id)}/download`;
  setText("download", result.contentType === "audio/mp4" ? "Download the M4A" : "Download the MP3");
  setText("file", `${result.fileName} · ${size(result.sizeBytes)} · ${length(result.durationSeconds)}`);
  const gaps = result.gaps || [];
  const silent = gaps.reduce((sum, gap) => sum + gap.durationSeconds, 0);
  $("gaps").hidden = gaps.length === 0;
  setText("gaps", gaps.length === 0 ? ""
    : `X did not deliver ${length(silent)} of it, in ${count(gaps.length)} `
      + `${gaps.length === 1 ? "place" : "places"}; there it is silent, and all else is where it belongs.`);
}

/** Leaves unchanged text alone, so that it is not read out again. */
function setText(id, text) {
  if ($(id).textContent !== text) {
    $(id).textContent = text;
  }
}

function count(n) {
  return n.toLocaleString();
}

function length(seconds) {
  const total = Math.round(seconds);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  if (hours > 0) {
    return `${hours} h ${minutes} min`;
  }
  return minutes > 0 ? `${minutes} min ${total % 60} s` : `${total} s`;
}

function size(bytes) {
  const mega = bytes / 1e6;
  return mega >= 10 ? `${Math.round(mega)} MB` : `${mega.toFixed(1)} MB`;
}

// The page itself

function idInAddress() {
  return new URLSearchParams(location.hash.slice(1)).get("job")
    || new URLSearchParams(location.search).get("job");
}

function openFromAddress() {
  const id = idInAddress();
  if (id) {
    open(id, null);
  } else {
    startOver();
  }
}

function startOver() {
  stopFollowing();
  shown = null;
  $("job").hidden = true;
  document.title = "Vetra: save an X Space";
}

function format() {
  return document.querySelector("input[name=format]:checked").value;
}

function linkOfShown() {
  return shown && shown.space ? `https://x.com/i/spaces/${shown.space.id}` : $("link").value;
}

$("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const link = $("link").value.trim();
  if (link === "") {
    complain("Paste the link of a Space first.");
    return;
  }
  ask(link, format(), false);
});

for (const radio of document.querySelectorAll("input[name=format]")) {
  radio.addEventListener("change", () => setText("go", `Get the ${format().toUpperCase()}`));
}

$("cancel").addEventListener("click", async () => {
  $("cancel").disabled = true;
  try {
    const answer = await fetch(`${JOBS}/${encodeURIComponent(shown.id)}`, { method: "DELETE" });
    if (answer.ok) {
      show(await answer.json());
      $("state").focus();
    }
  } catch (failure) {
    setText("numbers", GENERAL_ADVICE);
  } finally {
    $("cancel").disabled = false;
  }
});

$("again").addEventListener("click", () => {
  const link = linkOfShown();
  $("link").value = link;
  if (link === "") {
    $("link").focus();
  } else {
    ask(link, format(), false);
  }
});

$("withgaps").addEventListener("click", () => ask(linkOfShown(), format(), true));

$("another").addEventListener("click", () => {
  history.pushState(null, "", location.pathname);
  startOver();
  $("link").value = "";
  $("link").focus();
});

window.addEventListener("hashchange", openFromAddress);
window.addEventListener("popstate", openFromAddress);
openFromAddress();
