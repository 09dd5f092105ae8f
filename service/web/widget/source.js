// The source of a sentence, opened in place: the measure with the quote highlighted.

import { citationText } from "./clipboard.js";
import { button, el, quoted } from "./dom.js";
import { marked } from "./marks.js";

/** A panel for a citation of an answer. */
export function sourcePanel(citation, { api, words, copy, link }, close, signal) {
  const page = api.page(citation.doc_id, `c=${citation.start}-${citation.end}`);
  const text = el("p", { class: "text", lang: "zh-CN" }, marked(citation.quote, [[0, Infinity]]));
  const about = [citation.title ?? words.untitled, citation.issuer, citation.published, citation.section_path.join(" › ")];
  const states = [words.documentStatus[citation.document_status], citation.status !== "open" && words.status[citation.status]];
  const panel = el(
    "section",
    { class: "panel", part: "source", "aria-label": words.sourcePanel, tabindex: -1 },
    button("×", close, { class: "close", "aria-label": words.close }),
    quoted(about.filter(Boolean).join(" · "), "p", { class: "source" }),
    el("p", { class: "badges" }, states.filter(Boolean).map((state) => el("span", { class: "badge" }, state))),
    text,
    el(
      "div",
      { class: "tools" },
      link(page, words.source),
      button(
        words.copy,
        () => copy(citationText({ ...citation, path: citation.section_path }, page, words), words.copied),
        { class: "link" },
      ),
    ),
  );
  surround(text, citation, api, signal);
  return panel;
}

/** Shows the measure around a quote, once it is there and if it holds the quote. */
async function surround(text, { measure_id: id, start, end, quote }, api, signal) {
  try {
    const { measure } = await api.measure(id, signal);
    const [from, to] = [start - measure.text_span[0], end - measure.text_span[0]];
    if (Array.from(measure.text).slice(from, to).join("") !== quote || from < 0) return;
    text.replaceChildren(...marked(measure.text, [[from, to]]));
  } catch {
    // The quote is shown already.
  }
}
