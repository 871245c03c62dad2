// Runs before the page is drawn, so that it is never seen in a language that is about to change.
"use strict";

(() => {
  const known = ["en", "de"];
  let chosen = null;
  try {
    chosen = localStorage.getItem("vetra.language");
  } catch (refused) {
    // Some browsers keep nothing; then the browser's own languages decide.
  }
  const wanted = [chosen, ...navigator.languages].filter(Boolean).map((tag) => tag.slice(0, 2).toLowerCase());
  const language = wanted.find((tag) => known.includes(tag)) || "en";
  document.documentElement.lang = language;
  document.documentElement.classList.toggle("translating", language !== "en");
})();
