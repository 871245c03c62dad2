// Makes elements. All that comes from outside is put in as text, never as markup.

/**
 * An element with attributes and children. A function under `on…` listens, `true` is an empty
 * attribute, and `false`, `null` and `undefined` are left out.
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(key.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Strokes of a 24 × 24 grid. */
const ICONS = {
  download: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  copy: "M9 9h10v11H9zM5 15V4h10",
  share: "M12 15V4m-4 4 4-4 4 4M6 12v8h12v-8",
  wave: "M4 10v4m4-8v12m4-15v18m4-14v10m4-7v4",
  play: "M8 5.5v13l11-6.5z",
  pause: "M8.5 5v14m7-14v14",
  back: "M5 12a7.5 7.5 0 1 0 2.6-5.7M5 4v5h5",
  forward: "M19 12a7.5 7.5 0 1 1-2.6-5.7M19 4v5h-5",
  remove: "M7 7l10 10M17 7 7 17",
  check: "M5 13l4.5 4.5L19 7.5",
  alert: "M12 7v6m0 3.5v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  clock: "M12 7v5l3.5 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
};

/** An icon beside words, or in place of words that stand in an `aria-label`. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Leaves unchanged text alone, so that it is not read out again. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Tells those who listen to the page instead of looking at it. */
export function say(text) {
  setText(document.getElementById("spoken"), text);
}
