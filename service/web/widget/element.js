// <zhaoqi-search>: a question, its answer, and the measures that it rests on.

import { AnswerBox } from "./answer.js";
import { Api, Fault } from "./api.js";
import { card } from "./cards.js";
import { copy } from "./clipboard.js";
import { Combobox } from "./combobox.js";
import { told } from "./dates.js";
import { button, el, quoted } from "./dom.js";
import { chips } from "./filters.js";
import { sheet } from "./style.js";
import { wordsOf } from "./words.js";

const HITS = 8;
const SLOW_MS = 2_000;
const HOLD_MS = 1_500; // that results wait for the answer above them, so that it does not push them down
const TURNS = 6; // of the conversation, that are sent along
const OWN_ORIGIN = new URL(import.meta.url).origin;

/**
 * Attributes: endpoint (origin of the service; by default where this script is from), lang (zh-CN, zh-TW, en; by
 * default of the page), theme (light, dark; by default of the system), placeholder, applies-in (a place: only what applies
 * there), no-answer (measures only). Events, all bubbling: zhaoqi-search, zhaoqi-results, zhaoqi-answer, zhaoqi-source,
 * zhaoqi-error.
 */
export class ZhaoqiSearch extends HTMLElement {
  static observedAttributes = ["endpoint", "lang", "placeholder"];

  #api;
  #words;
  #box; // the combobox
  #news; // what is said to those who don't see
  #main; // the answer, and the results below it
  #results;
  #offering = null; // aborts the look for what else the service can do
  #answering = null; // aborts the answer and its sources
  #searching = null; // aborts the search
  #streaming = null; // settles with the answer
  #history = [];
  #unfiltered = {}; // counts by filter and value of the question without filters
  #takesQuestions = true;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    this.#build();
  }

  disconnectedCallback() {
    this.#stop();
    this.#offering.abort();
    this.#box = null;
    this.#history = [];
    this.shadowRoot.replaceChildren();
  }

  attributeChangedCallback(_name, before, after) {
    if (this.#box && before !== after) this.#build();
  }

  /** Asks a question, as if it had been typed. */
  search(query, filters = {}) {
    if (!this.#box) return;
    this.#box.value = query;
    this.#ask({ query, filters });
  }

  focus(options) {
    this.#box?.input.focus(options);
  }

  #build() {
    this.#stop();
    this.#takesQuestions = true;
    const lang = this.getAttribute("lang") || this.parentElement?.closest("[lang]")?.lang || navigator.language;
    const words = (this.#words = wordsOf(lang));
    this.#api = new Api(this.getAttribute("endpoint") || OWN_ORIGIN);
    this.#box = new Combobox({
      api: this.#api,
      words,
      placeholder: this.getAttribute("placeholder"),
      submit: (query) => this.#ask({ query, filters: {} }),
    });
    this.#news = el("p", { class: "aloud", role: "status" });
    this.#main = el("div", { class: "main", part: "results" });
    const frame = el("div", { class: "frame", lang: words.lang, part: "frame" }, this.#box.form, this.#news, this.#main);
    this.shadowRoot.replaceChildren(frame);
    this.#offer();
  }

  /** Adds what only some services have. */
  async #offer() {
    this.#offering?.abort();
    const { signal } = (this.#offering = new AbortController());
    const { features } = await this.#api.features(signal).catch(() => ({ features: [] })); // what is missing is not offered
    if (!features.includes("match")) return;
    const { matchPanel } = await import("./match.js").catch(() => ({})); // as above
    if (matchPanel && !signal.aborted) this.#box.form.after(matchPanel(this.#tools(), this.getAttribute("applies-in"), signal));
  }

  #ask(asked) {
    this.#stop();
    this.#unfiltered = {};
    this.#results = el("div", { class: "results" });
    this.#main.replaceChildren(this.#results);
    this.#answer(asked.query);
    this.#look(asked);
  }

  /** Searches; the answer above stays as it is. */
  #look(asked) {
    this.#searching?.abort();
    const { signal } = (this.#searching = new AbortController());
    this.#tell("zhaoqi-search", asked);
    return this.#search(asked, signal);
  }

  #stop() {
    this.#answering?.abort();
    this.#searching?.abort();
    this.#box?.close();
  }

  async #search(asked, signal) {
    const below = this.#main.querySelector(".answer"); // which grows, and would push what stands here
    const waiting = el("p", { class: "quiet" }, !below && this.#words.searching);
    const slow = setTimeout(() => (waiting.textContent = this.#words.slow), SLOW_MS);
    this.#results.replaceChildren(waiting, ...(below ? [] : skeletons()));
    this.#results.setAttribute("aria-busy", "true");
    try {
      const found = await this.#api.search(this.#request(asked), signal);
      await Promise.race([this.#streaming, pause(HOLD_MS)]);
      if (!signal.aborted) this.#show(asked, found, signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, () => this.#search(asked, signal));
    } finally {
      clearTimeout(slow);
      if (!signal.aborted) this.#results.removeAttribute("aria-busy");
    }
  }

  #request({ query, filters }, cursor = null) {
    const place = this.getAttribute("applies-in");
    return { query, k: HITS, filters: place ? { ...filters, applies_in: [place] } : filters, cursor };
  }

  #show(asked, found, signal) {
    const words = this.#words;
    if (!Object.keys(this.#unfiltered).length) this.#unfiltered = found.facets.counts;
    const list = el("ol", { class: "cards" });
    const heading = el("h2");
    const more = el("p", { class: "more" });
    const add = ({ hits, next_cursor: next, as_of: asOf }) => {
      const made = hits.map((hit) => el("li", {}, card(hit, { query: asked.query, asOf }, this.#tools())));
      list.append(...made);
      heading.textContent = words.found(list.children.length, Boolean(next));
      this.#news.textContent = heading.textContent;
      more.replaceChildren(...(next ? [this.#moreButton(asked, next, add, signal)] : []));
      return made;
    };
    this.#results.replaceChildren(
      el("div", { class: "head" }, heading, this.#share(asked)),
      this.#filters(asked),
      ...this.#notes(found),
      ...(found.hits.length ? [list, more] : [this.#empty(asked, found)]),
    );
    add(found);
    if (!found.hits.length) this.#news.textContent = words.emptyTitle;
    this.#tell("zhaoqi-results", { ...asked, hits: found.hits.length });
  }

  #moreButton(asked, cursor, add, signal) {
    const press = button(this.#words.more, async () => {
      press.disabled = true;
      try {
        const made = add(await this.#api.search(this.#request(asked, cursor), signal));
        made[0]?.querySelector("a").focus();
      } catch (error) {
        if (!signal.aborted) this.#fail(error, () => this.#search(asked, signal));
      }
    });
    return press;
  }

  #filters(asked) {
    const words = this.#words;
    const groups = chips(this.#unfiltered, asked.filters, words, (filters) => this.#narrow({ ...asked, filters }));
    const isOpen = Object.keys(asked.filters).length > 0;
    if (!groups.length && !isOpen) return "";
    const clear = button(words.clearFilters, () => this.#narrow({ ...asked, filters: {} }), { class: "link" });
    return el(
      "details",
      { class: "filters", part: "filters", open: isOpen },
      el("summary", {}, words.filters),
      groups,
      el("p", { class: "quiet" }, words.counted, isOpen && [" ", clear]),
    );
  }

  /** Searches again with other filters; the focus stays on the chip that was pressed. */
  async #narrow(asked) {
    const pressed = this.shadowRoot.activeElement?.dataset.filter;
    await this.#look(asked);
    const filters = this.#results.querySelector(".filters");
    if (!filters) return;
    filters.open = true;
    if (document.activeElement !== document.body) return; // the focus has gone elsewhere meanwhile
    const chip = [...filters.querySelectorAll(".chip")].find(({ dataset }) => dataset.filter === pressed);
    (chip ?? filters.querySelector("summary")).focus();
  }

  #notes({ as_of: asOf, rewrites }) {
    const words = this.#words;
    const also = [...new Set(rewrites.map(({ target }) => target))].join(words.listSeparator);
    const day = words.asOf(told(asOf, words.lang));
    return [el("p", { class: "quiet" }, day, also && [" · ", words.rewritten, quoted(also)])];
  }

  #share({ query, filters }) {
    const words = this.#words;
    return button(words.share, () => this.#copy(this.#api.link(query, filters), words.shared), { class: "link" });
  }

  #empty(asked, { nearest }) {
    const words = this.#words;
    const filtered = Object.keys(asked.filters).length > 0;
    const clear = () => this.#narrow({ ...asked, filters: {} });
    const names = Object.values(nearest).flat();
    return el(
      "div",
      { class: "notice", part: "empty" },
      el("h3", {}, words.emptyTitle),
      el("p", {}, filtered ? words.emptyFiltered : words.emptyText),
      names.length > 0 && el("p", {}, words.nearest, quoted(names.join(words.listSeparator))),
      filtered && button(words.clearFilters, clear),
    );
  }

  #fail(error, retry) {
    this.#results.replaceChildren(this.#failure(error, retry));
  }

  /** What to do about an error, which the page is told of. */
  #failure(error, retry) {
    const { faults } = this.#words;
    const code = error instanceof Fault ? error.code : "other";
    const [title, text] = faults[code] ?? faults.other;
    if (!(error instanceof Fault)) console.error(error);
    this.#tell("zhaoqi-error", { code, detail: error.message });
    return el(
      "div",
      { class: "notice", part: "error", role: "alert" },
      el("h3", {}, title),
      el("p", {}, text),
      button(this.#words.retry, retry),
    );
  }

  /** Shows an answer as it comes, where the service has one. */
  #answer(query, shown = null) {
    if (!this.#takesQuestions || this.hasAttribute("no-answer")) return;
    this.#answering?.abort();
    const { signal } = (this.#answering = new AbortController());
    const box = new AnswerBox(this.#tools(), query, (question) => this.#answer(question, question), shown);
    this.#main.querySelector(".answer")?.remove();
    this.#main.prepend(box.box);
    this.#streaming = this.#stream(box, query, signal);
  }

  async #stream(box, query, signal) {
    const { filters } = this.#request({ query, filters: {} });
    try {
      const events = await this.#api.ask({ question: query, history: this.#history, filters }, signal);
      if (events === null) {
        this.#takesQuestions = false;
        box.box.remove();
        return;
      }
      const answer = await box.take(events, signal);
      if (answer) this.#answered(query, answer);
    } catch (error) {
      if (signal.aborted) return;
      box.fail();
      this.#tell("zhaoqi-error", { code: error.code ?? "other", detail: error.message });
    }
  }

  #answered(query, answer) {
    const text = answer.answer.map((sentence) => sentence.text).join("");
    const turns = [{ role: "user", text: query }, text && { role: "assistant", text }].filter(Boolean);
    this.#history = [...this.#history, ...turns].slice(-TURNS);
    this.#tell("zhaoqi-answer", { question: query, answer });
  }

  #tools() {
    return {
      api: this.#api,
      words: this.#words,
      copy: (text, done) => this.#copy(text, done),
      link: (address, content) => this.#link(address, content),
      tell: (name, detail) => this.#tell(name, detail),
      failure: (error, retry) => this.#failure(error, retry),
    };
  }

  /** A link to the service: in a new page unless this one is the service's own. */
  #link(address, content) {
    const leaves = new URL(address, location.href).origin !== location.origin;
    const about = leaves && { target: "_blank", rel: "noopener" };
    return el("a", { href: address, ...about }, content, leaves && el("span", { class: "aloud" }, this.#words.opens));
  }

  async #copy(text, done) {
    this.shadowRoot.querySelector(".toast")?.remove();
    const copied = await copy(text);
    const field = !copied && el("textarea", { readonly: true, rows: 4, "aria-label": this.#words.byHand });
    if (field) field.value = text;
    const close = button("×", () => toast.remove(), { class: "close", "aria-label": this.#words.close });
    const toast = el("div", { class: "toast", part: "toast" }, copied ? done : this.#words.byHand, field, close);
    this.shadowRoot.querySelector(".frame").append(toast);
    field ? field.select() : setTimeout(() => toast.remove(), 4_000);
    this.#news.textContent = copied ? done : "";
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const skeletons = () => Array.from({ length: 3 }, () => el("div", { class: "card skeleton", "aria-hidden": "true" }));

if (!customElements.get("zhaoqi-search")) customElements.define("zhaoqi-search", ZhaoqiSearch);
