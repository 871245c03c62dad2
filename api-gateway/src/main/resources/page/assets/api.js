// Talks to the server.

const JOBS = "/api/v1/jobs";

/** A live stream that is silent for longer is looked after by asking. */
const SILENCE_MS = 20000;
const POLL_MS = 1500;

/** What can be done without is waited for no longer. */
const OPTIONAL_MS = 3000;

/** Statuses after which nothing more happens. */
export const FINAL = new Set(["completed", "failed", "canceled"]);

/** The server's answer that something cannot be done; `problem` is its problem object. */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

const address = (id, what = "") => `${JOBS}/${encodeURIComponent(id)}${what}`;

async function ask(url, options) {
  const answer = await fetch(url, { cache: "no-store", ...options });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Refusal(body);
  }
  return body;
}

/** Asks for a job: `{url, format, quality, allowGaps}`. */
export function submit(order) {
  return ask(JOBS, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(order),
  });
}

export const find = (id) => ask(address(id));

export const cancel = (id) => ask(address(id), { method: "DELETE" });

export const downloadAddress = (id) => address(id, "/download");

/** The recording's loudness along its length, 0 to 100; nothing where there is none. */
export const waveform = async (id) => (await optional(address(id, "/waveform")))?.peaks;

/** Where in the file which moment is; `null` where that is not known. */
export const seekTable = (id) => optional(address(id, "/seek-table"));

async function optional(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(OPTIONAL_MS) });
    return answer.ok ? await answer.json() : null;
  } catch (failure) {
    return null;
  }
}

/**
 * Follows a job to its end: by its events, and by asking again and again where those do not get
 * through.
 *
 * @param show called with each state of the job
 * @param gone called when there is no such job
 * @returns a function that ends it
 */
export function follow(id, show, gone) {
  const source = new EventSource(address(id, "/events"));
  let timer = 0;
  let over = false;

  const stop = () => {
    over = true;
    source.close();
    clearTimeout(timer);
  };
  const tell = (job) => {
    if (!over) {
      if (FINAL.has(job.status)) {
        stop();
      }
      show(job);
    }
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(poll, wait);
  };

  async function poll() {
    let wait = POLL_MS;
    try {
      tell(await ask(address(id)));
    } catch (failure) {
      if (failure instanceof Refusal && failure.problem.status === 404 && !over) {
        stop();
        gone();
      }
      wait = 3 * POLL_MS;
    }
    if (!over) {
      later(source.readyState === EventSource.OPEN ? SILENCE_MS : wait);
    }
  }

  source.addEventListener("job", (event) => {
    later(SILENCE_MS);
    tell(JSON.parse(event.data));
  });
  source.addEventListener("error", () => {
    if (!over) {
      later(source.readyState === EventSource.CLOSED ? 0 : POLL_MS);
    }
  });
  later(POLL_MS * 2);
  return stop;
}
