// Which language is spoken. All words are in texts/, one file for each language.

const LANGUAGES = ["en", "de"];

let words = {};

/** The page's language, as a BCP 47 tag. */
export const language = () => document.documentElement.lang;

/** Loads the words of the page's language and puts them in. */
export async function speak(wanted = language()) {
  const tag = LANGUAGES.includes(wanted) ? wanted : "en";
  words = (await import(`./texts/${tag}.js`)).default;
  document.documentElement.lang = tag;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = t(element.dataset.text);
  }
  document.documentElement.classList.remove("translating");
}

/** The words for a key; some are made of values. */
export function t(key, ...values) {
  const found = words[key];
  return typeof found === "function" ? found(...values) : found ?? key;
}

/** What to call a problem and what to do about it; the server's own words where it is not known. */
export function problemTexts(problem) {
  const known = words.problems[problem.code];
  return known ? { title: known[0], advice: known[1] } : { title: problem.title, advice: problem.detail };
}
