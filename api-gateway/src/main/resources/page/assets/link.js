// What a pasted text points at, read as the server reads it: both are held to one list of texts by
// tests. The server decides; this tells while it is typed.

const SPACE_ID = /^[0-9A-Za-z]{13}$/;

const X =
  "(?:(?:www|m|mobile|pro|tweetdeck)\\.)?" +
  "(?:x\\.com|twitter\\.com|twitter3e4tixl4xyajtrzo62zg5vztmjuricljdp2c5kshju4avyoid\\.onion)";
const MIRROR =
  "(?:[a-z0-9-]{1,20}\\.)?(?:fxtwitter|vxtwitter|fixupx|fixvx|twittpr|xcancel)\\.com" +
  "|nitter(?:\\.[a-z0-9-]{1,63}){1,3}";
const LINK = `(?<scheme>https?://)?(?:(?<x>${X}|${MIRROR})|(?<short>t\\.co))\\.?`;
const ENCODED = "https?%(?<again>(?:25){0,4})3A(?:%\\k<again>2F){2}";

const CANDIDATE = new RegExp(`${LINK}|${ENCODED}`, "gi");
const AT_START = new RegExp(`^${LINK}`, "i");
const PORT = /^:([0-9]{1,5})(?=[/?#])/;
const CONTINUES_HOST = /^[\p{L}\p{N}_.:@%\\-]/u;
const CONTINUES_NAME = /[\p{L}\p{Nd}.\-@/]$/u;
const LONGEST_ENCODED = 2048;

const PATHS = [
  ["Space", path("i/+spaces/+([0-9A-Za-z]{13})")],
  ["Broadcast", path("i/+broadcasts/+([0-9A-Za-z]{13})")],
  ["Post", path("(?:[A-Za-z0-9_]{1,20}/+|i/+web/+)?(?:status|statuses)/+([0-9]{1,19})(?![0-9])")],
];
const UNFINISHED = path("(?:i?/*$|i/+s[a-z]*/*$|i/+(?:spaces|broadcasts)/|(?:[A-Za-z0-9_]{1,20}/+|i/+web/+)?(?:status|statuses)(?:/|$))");
const OTHERS = [
  ["Event", path("i/+events?\\b")],
  ["List", path("(?:i/+|[A-Za-z0-9_]{1,20}/+)lists?\\b")],
  ["Article", path("(?:i/+|[A-Za-z0-9_]{1,20}/+)articles?\\b")],
  ["X", path("(?:i|home|intent|share|login|settings|messages|notifications|compose|safety|search|explore|hashtag|about|tos|privacy|download|jobs)(?![A-Za-z0-9_])")],
  ["Profile", path("[A-Za-z0-9_]{1,20}(?:/+(?:with_replies|media|likes|highlights|followers|following|verified_followers|superfollows))?/*(?![^?#\\s])")],
];
const SHORT = /^\/+([0-9A-Za-z]{1,32})(?![0-9A-Za-z_-]|\/+[0-9A-Za-z])/;
const ELSEWHERE = /[\p{L}\p{N}-]\.\p{L}{2}|[A-Za-z][A-Za-z0-9+.-]*:\/\/[\[\p{L}\p{N}]|^\s*[a-z][a-z0-9+-]*:[^/\s]/iu;

const KEYS = { Space: "space", Broadcast: "broadcast", Post: "post", Short: "t.co" };

/** Kinds that are worth sending. */
export const USABLE = new Set(Object.keys(KEYS));

function path(pattern) {
  return new RegExp(`^/+(?:#!/+)?${pattern}`, "i");
}

/**
 * The links in a text that can be saved, each once, in their order: `{kind, key, link}`, where
 * `link` is what the server is to be given.
 */
export function linksIn(text) {
  const usable = scan(text).filter((found) => USABLE.has(found.kind));
  if (usable.length === 0 && SPACE_ID.test(bare(text))) {
    return [{ kind: "Space", key: `space:${bare(text)}`, link: bare(text) }];
  }
  return usable.filter((found, at) => usable.findIndex((other) => other.key === found.key) === at);
}

/**
 * What a text is: one of `Space`, `Post`, `Short`, `Broadcast`, `Part` (of something that is still
 * typed), `Profile`, `List`, `Article`, `Event`, `X`, `Elsewhere`, `Unreadable`, `Empty`.
 */
export function recognize(text) {
  if (text.trim() === "") {
    return "Empty";
  }
  const [first] = linksIn(text);
  if (first) {
    return first.kind;
  }
  const [other] = scan(text);
  if (other) {
    return other.kind;
  }
  if (isBeingTyped(text.trim())) {
    return "Part";
  }
  return ELSEWHERE.test(text) ? "Elsewhere" : "Unreadable";
}

function scan(text) {
  const found = [];
  for (const candidate of text.matchAll(CANDIDATE)) {
    const { again, scheme } = candidate.groups;
    if (again === undefined) {
      const before = [...text.slice(Math.max(0, candidate.index - 2), candidate.index)].pop() || "";
      if (scheme || !CONTINUES_NAME.test(before)) {
        read(candidate, text.slice(candidate.index), found);
      }
    } else {
      let decoded = text.slice(candidate.index, candidate.index + LONGEST_ENCODED).split(/[\s"'<>]/, 1)[0];
      for (let times = 0; times <= again.length / 2; times++) {
        decoded = decoded.replace(/%([2-7][0-9A-Fa-f])/g, (all, hex) => String.fromCharCode(parseInt(hex, 16)));
      }
      const link = AT_START.exec(decoded);
      if (link) {
        read(link, decoded, found);
      }
    }
  }
  return found;
}

function read(match, text, found) {
  const { scheme, short } = match.groups;
  let end = match[0].length;
  const port = PORT.exec(text.slice(end));
  if (port) {
    if (port[1] !== (scheme?.toLowerCase() === "http://" ? "80" : "443")) {
      found.push({ kind: "X" });
      return;
    }
    end += port[0].length;
  } else if (CONTINUES_HOST.test(text.slice(end))) {
    return;
  }
  const rest = text.slice(end);
  found.push(short ? readShort(rest, text, end) : readPath(rest, text, end));
}

function readPath(rest, text, end) {
  for (const [kind, pattern] of PATHS) {
    const id = pattern.exec(rest);
    if (id) {
      return usable(kind, id[1], text.slice(0, end + id[0].length) + place(rest.slice(id[0].length)));
    }
  }
  const other = rest === "" || UNFINISHED.test(rest) ? ["Part"] : OTHERS.find(([, pattern]) => pattern.test(rest));
  return { kind: other ? other[0] : "X" };
}

function readShort(rest, text, end) {
  const code = SHORT.exec(rest);
  return code ? usable("Short", code[1], text.slice(0, end + code[0].length)) : { kind: "Part" };
}

const usable = (kind, id, link) => ({ kind, key: `${KEYS[kind]}:${id}`, link });

/** What follows a link's id, as far as it can tell of a place in the recording. */
function place(rest) {
  return /^[/0-9A-Za-z_-]*(?=[?#])/.test(rest) ? /^[^\s"'<>)\]]{0,512}/.exec(rest)[0] : "";
}

function bare(text) {
  return text
    .replace(/^[\s\p{Z}\p{Cf}<(\["'“‘`*]+/u, "")
    .replace(/[\s\p{Z}\p{Cf}>)\]"'”’`*.,;:!…]+$/u, "");
}

function isBeingTyped(text) {
  const typed = text.toLowerCase();
  return /^[a-z0-9]{1,12}$/.test(typed)
    ? true
    : ["https://", "http://", ""].some((scheme) =>
        ["x.com/", "twitter.com/", "www.x.com/", "mobile.twitter.com/"].some((host) => (scheme + host).startsWith(typed)));
}
