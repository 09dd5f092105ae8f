// Ranges of a text, counted in code points as the service counts them, as elements.

import { el, seen } from "./dom.js";

const LEAD = 24; // characters before a quote that an excerpt shows
const EXCERPT = 150;

/** A text with some ranges marked; `from` and `to` cut it, in code points as well. */
export function marked(text, ranges, from = 0, to = Infinity) {
  const points = Array.from(text);
  const nodes = [];
  let at = Math.min(from, points.length);
  const stop = Math.min(to, points.length);
  const plain = (end) => end > at && nodes.push(seen(points.slice(at, end).join("")));
  for (const [start, end] of [...ranges].sort((one, other) => one[0] - other[0])) {
    const first = Math.max(start, at);
    const last = Math.min(end, stop);
    if (first >= last) continue;
    plain(first);
    nodes.push(el("mark", {}, seen(points.slice(first, last).join(""))));
    at = last;
  }
  plain(stop);
  return nodes;
}

/** Where to cut a long text so that a quote shows, in code points; null where all of it is short enough. */
export function excerpt(text, quote) {
  const points = Array.from(text);
  if (points.length <= EXCERPT * 1.2) return null;
  const unit = text.indexOf(quote);
  const start = unit < 0 ? 0 : Array.from(text.slice(0, unit)).length;
  const room = Math.max(points.length - EXCERPT, 0);
  const wanted = start <= LEAD ? 0 : sentenceStart(points, start);
  const from = Math.min(wanted, room);
  return [from, Math.min(from + EXCERPT, points.length)];
}

/** The place behind the last mark that ends a clause shortly before. */
function sentenceStart(points, start) {
  for (let at = start; at > start - LEAD; at--) if ("。；！？）\n".includes(points[at - 1])) return at;
  return start;
}
