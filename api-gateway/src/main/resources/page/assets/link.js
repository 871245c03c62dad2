// What a pasted text points at, told while it is typed. The server decides; this only explains.

const X_HOST = /^(?:(?:www|m|mobile)\.)?(?:x|twitter)\.com$/;
const LINK = /(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[^\s<>"']*)?/i;

/** Kinds that are worth sending. */
export const USABLE = new Set(["Space", "Post", "Short"]);

/** The first link in a text that somebody shared, or the text itself. */
export function linkIn(text) {
  const found = LINK.exec(text);
  return found ? found[0] : text.trim();
}

/** One of `Space`, `Post`, `Short`, `Part`, `Broadcast`, `X`, `Elsewhere`, `Unreadable`, `Empty`. */
export function recognize(text) {
  const trimmed = text.trim();
  if (trimmed === "") {
    return "Empty";
  }
  if (/^1[0-9A-Za-z]{12}$/.test(trimmed)) {
    return "Space";
  }
  const match = /^(?:(https?):\/\/)?([^/?#\s]+)(\/[^?#\s]*)?/i.exec(trimmed);
  if (!match || /\s/.test(trimmed) || /^h(?:t(?:t(?:p(?:s(?::\/?)?|:\/?)?)?)?)?$/i.test(trimmed)) {
    return /^h/i.test(trimmed) && trimmed.length < 9 ? "Part" : "Unreadable";
  }
  const host = match[2].toLowerCase();
  return host.includes(".") ? onHost(host, match[3] || "") : typing(trimmed);
}

function onHost(host, path) {
  if (host === "t.co") {
    return /^\/[0-9A-Za-z]+\/?$/.test(path) ? "Short" : "Part";
  }
  if (!X_HOST.test(host)) {
    return "x.com".startsWith(host) || "twitter.com".startsWith(host) ? "Part" : "Elsewhere";
  }
  const space = /^\/i\/spaces\/([^/]*)(?:\/peek)?\/?$/i.exec(path);
  if (space) {
    return /^[0-9A-Za-z]{13}$/.test(space[1]) ? "Space" : "Part";
  }
  if (/^(?:\/[A-Za-z0-9_]{1,20}|\/i\/web)?\/(?:status|statuses)\/[0-9]{1,19}(?:\/.*)?$/i.test(path)) {
    return "Post";
  }
  if (/^\/safety\/unsafe_link_warning/i.test(path)) {
    return "Short";
  }
  if (/^\/i\/(?:broadcasts|events)\//i.test(path)) {
    return "Broadcast";
  }
  return path.length <= 1 || /^\/i(?:\/s[a-z]*)?\/?$/i.test(path) ? "Part" : "X";
}

function typing(text) {
  return text.length < 12 && /^[a-z0-9:/]+$/i.test(text) ? "Part" : "Unreadable";
}
