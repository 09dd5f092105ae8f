// A measure that was found, as a card.

import { citationText } from "./clipboard.js";
import { daysLeft, told } from "./dates.js";
import { button, el, quoted } from "./dom.js";
import { feedback } from "./feedback.js";
import { excerpt, marked } from "./marks.js";

const MOST_UNITS = 4;

/**
 * @param {object} hit as the service gives it
 * @param {object} asked {query, asOf} that it was found for
 * @param {object} tools {api, words, copy, link}: `link` makes a link to the viewer
 */
export function card(hit, asked, { api, words, copy, link }) {
  const { doc_id: docId, start, end } = hit.citation;
  const page = api.page(docId, `c=${start}-${end}`);
  const title = hit.title || hit.section_path.at(-1) || hit.document.title || words.untitled;
  const cite = { ...hit.document, quote: hit.citation.quote, path: [...hit.section_path, hit.title].filter(Boolean) };
  return el(
    "article",
    { class: "card", part: "card", "data-measure": hit.measure_id },
    el("h3", { part: "title" }, link(api.page(docId, `m=${encodeURIComponent(hit.measure_id)}`), quoted(title))),
    badges(hit, asked.asOf, words),
    text(hit, words),
    hit.units.length > 0 && el("p", { class: "units" }, el("b", {}, words.units), " ", units(hit.units, words)),
    quoted(source(hit, words), "p", { class: "source" }),
    el(
      "div",
      { class: "tools" },
      link(page, words.source),
      button(words.copy, () => copy(citationText(cite, page, words), words.copied), { class: "link" }),
      feedback(words, (said) => api.feedback({ query: asked.query, measure_id: hit.measure_id, ...said })),
    ),
  );
}

function text(hit, words) {
  const cut = excerpt(hit.text, hit.citation.quote);
  const whole = () => marked(hit.text, hit.marks);
  if (!cut) return el("p", { class: "text", lang: "zh-CN" }, whole());
  const [from, to] = cut;
  const short = () => [from > 0 && "…", ...marked(hit.text, hit.marks, from, to), "…"].filter(Boolean);
  const body = el("p", { class: "text", lang: "zh-CN" }, short());
  const all = el("p", { class: "text all", lang: "zh-CN" }, whole());
  const toggle = button(words.expand, () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? words.collapse : words.expand;
    [body.hidden, all.hidden] = [open, !open];
  }, { class: "link toggle", "aria-expanded": "false" });
  all.hidden = true;
  return [body, all, toggle];
}

function badges(hit, asOf, words) {
  const { status } = hit.document;
  const list = [
    hit.status !== "open" && el("li", { class: `badge ${hit.status}` }, words.status[hit.status]),
    deadline(hit, asOf, words),
    words.documentStatus[status] && el("li", { class: "badge past" }, words.documentStatus[status]),
    ...names(hit.service_modes).map((name) => el("li", { class: "badge mode" }, quoted(name))),
  ].filter(Boolean);
  return list.length > 0 && el("ul", { class: "badges", part: "badges" }, list);
}

function deadline({ deadlines, status }, asOf, words) {
  const dates = [...new Set(deadlines.map(({ date }) => date).filter(Boolean))].sort();
  const days = dates.map((date) => [told(date, words.lang), daysLeft(date, asOf)]);
  const ahead = days.find(([, left]) => left >= 0);
  const shown = ahead ?? days.at(-1);
  const stated = [
    shown?.[0],
    status === "due" && ahead && words.daysLeft(ahead[1]),
    deadlines.some(({ ongoing }) => ongoing) && words.ongoing,
  ].filter(Boolean);
  return stated.length > 0 && el("li", { class: "badge" }, `${words.deadline} `, stated.join(" · "));
}

function units(all, words) {
  const list = all.map(({ name, role }) => {
    const told = words.roles[role] ?? role;
    return told ? `${name}（${told}）` : name;
  });
  const few = [...new Set(list)];
  const rest = few.length > MOST_UNITS ? "…" : "";
  return quoted(few.slice(0, MOST_UNITS).join(words.listSeparator) + rest);
}

function source({ document, section_path: path }, words) {
  const { title, issuer, published } = document;
  return [title ?? words.untitled, issuer, published, path.join(" › ")].filter(Boolean).join(" · ");
}

const names = (terms) => [...new Set(terms.map(({ name }) => name))];
