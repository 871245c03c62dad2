// Which of the two views is shown, by the address. The views ask for another through here.

let views = null;

/** Names the views: `{home(), job(id, known, order)}`. */
export function startRoutes(handlers) {
  views = handlers;
  addEventListener("popstate", () => showAddress());
}

/** Shows what the address says. */
export function showAddress() {
  const match = /^\/jobs\/([^/]+)$/.exec(location.pathname);
  if (match) {
    views.job(decodeURIComponent(match[1]));
  } else {
    views.home();
  }
}

/** Opens a job that was just accepted. */
export function openAccepted(job, order) {
  history.pushState(null, "", `/jobs/${encodeURIComponent(job.id)}`);
  views.job(job.id, job, order);
}

export function openJobAt(id) {
  history.pushState(null, "", `/jobs/${encodeURIComponent(id)}`);
  views.job(id);
}

export function openHome() {
  history.pushState(null, "", "/");
  views.home();
}
