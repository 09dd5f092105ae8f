// The field for the question, with suggestions: an ARIA combobox with a list. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

import { button, el, quoted } from "./dom.js";

const PAUSE_MS = 150; // of typing, before suggestions are asked for
const LIST = "suggestions";

export class Combobox {
  #api;
  #words;
  #submit;
  #pause = 0;
  #asking = null; // the request whose answer is waited for
  #composing = false; // a syllable of an input method is half typed
  #active = -1;

  constructor({ api, words, placeholder, submit }) {
    [this.#api, this.#words, this.#submit] = [api, words, submit];
    this.input = el("input", {
      type: "text", // of type search, browsers clear it on Escape, which closes the list here
      role: "combobox",
      part: "input",
      "aria-label": words.label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": LIST,
      autocomplete: "off",
      enterkeyhint: "search",
      maxlength: 1000,
      placeholder: placeholder || words.placeholder,
      input: (event) => event.isComposing || this.#typed(),
      keydown: (event) => this.#key(event),
      compositionstart: () => this.#compose(true),
      compositionend: () => {
        this.#compose(false);
        this.#typed();
      },
      blur: () => this.close(),
    });
    this.list = el("ul", { id: LIST, role: "listbox", "aria-label": words.suggestions, part: "suggestions", hidden: true });
    this.clear = button("×", () => this.#cleared(), { class: "clear", "aria-label": words.clear, hidden: true });
    this.form = el(
      "form",
      { role: "search", "aria-label": words.label, part: "form", submit: (event) => this.#submitted(event) },
      el("div", { class: "field" }, this.input, this.clear, this.list),
      el("button", { part: "button", class: "primary" }, words.search),
    );
  }

  get value() {
    return this.input.value.trim();
  }

  set value(text) {
    this.input.value = text;
    this.clear.hidden = !text;
  }

  /** Closes the list and asks for nothing more. */
  close() {
    clearTimeout(this.#pause);
    this.#asking?.abort();
    this.#asking = null;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.#point(-1);
  }

  #compose(is) {
    this.#composing = is;
    if (is) this.close();
  }

  #cleared() {
    this.value = "";
    this.close();
    this.input.focus();
  }

  #typed() {
    this.close();
    this.clear.hidden = !this.input.value;
    if (this.value) this.#pause = setTimeout(() => this.#suggest(), PAUSE_MS);
  }

  async #suggest() {
    const asking = (this.#asking = new AbortController());
    try {
      const { suggestions } = await this.#api.suggest(this.value, asking.signal);
      if (this.#asking === asking) this.#open(suggestions);
    } catch {
      // Without suggestions a question can still be asked.
    }
  }

  #open(suggestions) {
    const options = suggestions.map(({ text, kind }, place) =>
      el(
        "li",
        {
          id: `option-${place}`,
          role: "option",
          "aria-selected": "false",
          mousedown: (event) => event.preventDefault(), // the field keeps the focus
          click: () => this.#choose(text),
        },
        quoted(text),
        el("small", {}, this.#words.kinds[kind]),
      ),
    );
    options.forEach((option, place) => (option.dataset.text = suggestions[place].text));
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
  }

  #point(place) {
    this.#active = place;
    const options = [...this.list.children];
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    options[place]?.scrollIntoView({ block: "nearest" });
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `option-${place}`);
  }

  #key(event) {
    const size = this.list.children.length;
    if (event.isComposing || this.#composing) return;
    if (event.key === "Escape" && size) this.close();
    else if (event.key === "Enter" && this.#active >= 0) this.#choose(this.list.children[this.#active].dataset.text);
    else if (event.key === "ArrowDown" && size) this.#point((this.#active + 1) % size);
    else if (event.key === "ArrowUp" && size) this.#point(this.#active <= 0 ? size - 1 : this.#active - 1);
    else return;
    event.preventDefault();
  }

  #choose(text) {
    this.value = text;
    this.close();
    this.#submit(text);
  }

  #submitted(event) {
    event.preventDefault();
    if (this.#composing) return;
    this.close();
    if (this.value) this.#submit(this.value);
    else this.input.focus();
  }
}
