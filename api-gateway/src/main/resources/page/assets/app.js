// Puts the page together.

import * as past from "./history.js";
import { emptyBox, redrawHome, showHome, take } from "./home.js";
import { closeJob, openJob, redrawJob } from "./job.js";
import { linksIn } from "./link.js";
import { showPast } from "./past.js";
import { openAccepted, openHome, openJobAt, showAddress, startRoutes } from "./route.js";
import { language, speak, t } from "./texts.js";

const $ = (id) => document.getElementById(id);

await speak();
const redrawPast = showPast($("past"));
showHome(openAccepted);

startRoutes({
  home() {
    closeJob();
    $("home").hidden = false;
    $("job").hidden = true;
    document.title = t("pageTitle");
    emptyBox();
    scrollTo(0, 0);
  },
  job(id, known, order) {
    if (order) {
      past.remember(id, { ...order, status: known.status });
    }
    $("home").hidden = true;
    $("job").hidden = false;
    openJob(id, known);
    scrollTo(0, 0);
    document.getElementById("job-title").focus({ preventScroll: true });
  },
});

/** Links within the page need no loading; with a key held, they open as links do. */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-home], a[data-job]");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    if (link.dataset.job) {
      openJobAt(link.dataset.job);
    } else {
      openHome();
    }
  }
});

$("language").value = language();
$("language").addEventListener("change", async (event) => {
  try {
    localStorage.setItem("vetra.language", event.target.value);
  } catch (refused) {
    // Then it lasts until the page is left.
  }
  await speak(event.target.value);
  redrawHome();
  redrawPast();
  redrawJob();
  if (!$("home").hidden) {
    document.title = t("pageTitle");
  }
});

// Share sheets put the link where they like: the first field that holds one of X's counts.
const given = new URLSearchParams(location.search);
const fields = ["url", "text", "title"].map((name) => given.get(name)).filter((text) => text?.trim());
const shared = fields.find((text) => linksIn(text).length > 0) || fields[0];
if (shared) {
  history.replaceState(null, "", "/");
}
showAddress();
if (shared) {
  take(shared);
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js").catch(() => {
    // Without it, the page works while there is a network.
  });
}
