// The answer to a question: its sentences as they come, each with its sources.

import { button, el, quoted } from "./dom.js";
import { feedback } from "./feedback.js";
import { sourcePanel } from "./source.js";

export class AnswerBox {
  #tools;
  #again;
  #query;
  #sentences = [];
  #citations = [];
  #open = 0; // the number of the source that is shown

  /**
   * @param {string} query that is answered
   * @param {(question: string) => void} again asks it once more, or one that follows
   * @param {string} question shown above the answer where it is not what stands in the field
   */
  constructor(tools, query, again, question = null) {
    [this.#tools, this.#query, this.#again] = [tools, query, again];
    const { words } = tools;
    this.text = el("p", { class: "sentences", lang: "zh-CN" });
    this.state = el("p", { class: "state", role: "status" }, words.answering);
    this.rest = el("div", { class: "rest" });
    this.panel = el("div");
    this.box = el(
      "section",
      { class: "answer", part: "answer", "aria-label": words.answer, "aria-busy": "true" },
      el("h2", {}, words.answer),
      question && quoted(question, "p", { class: "question" }),
      this.state,
      this.text,
      this.panel,
      this.rest,
    );
  }

  /** Takes the parts of an answer until they end; gives what was answered, null for nothing. */
  async take(events, signal) {
    for await (const { event, data } of events) {
      if (signal.aborted) return null;
      if (event === "sentence") this.#add(data, signal);
      else if (event === "citations") this.#citations = data;
      else if (event === "done") return this.#done(data, signal);
      else if (event === "error") break;
    }
    this.fail();
    return null;
  }

  /** Says that there is no answer: what came before the end was lost is none. */
  fail() {
    const { words } = this.#tools;
    this.#settle();
    this.#close();
    this.state.textContent = words.answerFailed;
    this.text.replaceChildren();
    this.rest.replaceChildren(button(words.answerAgain, () => this.#again(this.#query)));
  }

  #settle() {
    this.box.setAttribute("aria-busy", "false");
  }

  #add(sentence, signal) {
    this.#sentences.push(sentence);
    const { words } = this.#tools;
    const sources = sentence.citations.map((number) =>
      button(String(number), (event) => this.#toggle(number, event.currentTarget, signal), {
        class: "cite",
        part: "citation",
        "aria-expanded": "false",
        "aria-label": words.sourceOf(number),
      }),
    );
    this.text.append(quoted(sentence.text), ...sources);
  }

  #done(answer, signal) {
    const { words } = this.#tools;
    this.#settle();
    this.#citations = answer.citations;
    if (this.#sentences.length !== answer.answer.length) {
      this.#sentences = [];
      this.text.replaceChildren();
      for (const sentence of answer.answer) this.#add(sentence, signal);
    }
    const verdict = answer.status === "partial" && !answer.missing ? "ended" : answer.status;
    const mode = words.modes[answer.mode]; // what a model wrote is always called so
    const told = answer.mode === "generative" ? `${words.answers[verdict]} ${mode}` : words.answers[verdict] || mode;
    this.state.textContent = told.trim();
    this.box.dataset.status = answer.status;
    this.rest.replaceChildren(
      ...(answer.missing ? this.#missing(answer.missing) : []),
      ...this.#followUps(answer.follow_ups),
      feedback(words, (said) => this.#tools.api.feedback({ query: this.#query, ...said })),
    );
    return answer;
  }

  #missing({ terms, conditions, nearest, unit, exists }) {
    const { words, link, api } = this.#tools;
    const page = (docId) => api.page(docId, "main");
    const lacking = [...terms, ...conditions];
    const list = (name, items) => items.length > 0 && [el("h3", {}, name), el("ul", {}, items.map((item) => el("li", {}, item)))];
    return [
      lacking.length > 0 && el("p", {}, words.lacks, quoted(lacking.join(words.listSeparator))),
      ...(list(words.near, nearest.map((one) => [link(api.endpoint + one.url, quoted(one.title)), " ", quoted(one.document, "small")])) || []),
      ...(list(words.exists, exists.map((one) => link(page(one.doc_id), quoted(one.title)))) || []),
      unit && el("p", {}, words.askUnit, quoted(unit)),
    ].filter(Boolean);
  }

  #followUps(questions) {
    if (!questions.length) return [];
    const asks = questions.map((text) => button(quoted(text), () => this.#again(text), { class: "chip", part: "chip" }));
    const { followUps } = this.#tools.words;
    return [el("div", { role: "group", "aria-label": followUps, class: "chips follow" }, asks)];
  }

  #toggle(number, chip, signal) {
    const was = this.#open;
    this.#close();
    const citation = this.#citations[number - 1];
    if (was === number || !citation) return;
    this.#open = number;
    for (const other of this.text.querySelectorAll(".cite")) {
      other.setAttribute("aria-expanded", String(other.textContent === String(number)));
    }
    const panel = sourcePanel(citation, this.#tools, () => (this.#close(), chip.focus()), signal);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && (this.#close(), chip.focus()));
    this.panel.replaceChildren(panel);
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
    this.#tools.tell("zhaoqi-source", { citation });
  }

  #close() {
    this.#open = 0;
    this.panel.replaceChildren();
    for (const chip of this.text.querySelectorAll(".cite")) chip.setAttribute("aria-expanded", "false");
  }
}
