// Ranges of a text, counted in code points as the service counts them, as elements.

import { el, seen } from "./dom.js";

const LEAD = 40; // characters before a quote that an excerpt may show
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
  const latest = Math.min(start, points.length - EXCERPT);
  const from = latest <= LEAD ? 0 : sentenceStart(points, latest);
  return [from, from + EXCERPT >= points.length ? points.length : clauseEnd(points, from + EXCERPT)];
}

/** The place behind the last mark shortly before, so that no number or word is cut. */
function clauseEnd(points, end) {
  const tail = points.slice(end - LEAD, end).join("");
  const at = tail.search(/[，、。；！？）\n][^，、。；！？）\n]*$/u);
  return at < 0 ? end : end - Array.from(tail.slice(at + 1)).length;
}

/** The place behind the last mark that ends a sentence shortly before, or else a part of one. */
function sentenceStart(points, start) {
  const lead = points.slice(start - LEAD, start).join("");
  const end = lead.search(/[。；！？\n][^。；！？\n]*$/u);
  const at = end < 0 ? lead.search(/[，、：）][^，、：）]*$/u) : end;
  return at < 0 ? start : start - Array.from(lead.slice(at + 1)).length;
}
