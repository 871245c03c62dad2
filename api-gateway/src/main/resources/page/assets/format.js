// Lengths, sizes and dates, in the page's language.

import { language, t } from "./texts.js";

/** The browser's own variety of the page's language, for dates and numbers. */
const locale = () => navigator.languages.find((tag) => tag.startsWith(language())) || language();

/** From here on, a length's seconds are no longer told. */
const SECONDS_UNTIL_MINUTES = 10;

/** A length in words: `1 h 12 min`, `4 min 3 s`. */
export function lasting(seconds) {
  const total = Math.max(0, Math.round(seconds));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  if (hours > 0) {
    return t("hours", hours, minutes);
  }
  if (minutes > 0) {
    return t("minutes", minutes, minutes < SECONDS_UNTIL_MINUTES ? total % 60 : 0);
  }
  return t("seconds", total);
}

/** A place in a recording: `1:02:03`. */
export function clock(seconds) {
  const total = Math.max(0, Math.floor(seconds));
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}

/** A file's size. */
export function size(bytes) {
  const mega = bytes / 1e6;
  return `${mega.toLocaleString(locale(), { maximumFractionDigits: mega < 10 ? 1 : 0 })} MB`;
}

/** A day: `3 March 2026`. */
export function day(time) {
  return new Date(time).toLocaleDateString(locale(), { dateStyle: "long" });
}

/** A time of today: `14:32`. */
export function hour(time) {
  return new Date(time).toLocaleTimeString(locale(), { timeStyle: "short" });
}
