// 找政策: a profile of a company, kept on the device, and the measures whose conditions it is held against.

import { button, el, quoted } from "./dom.js";

const KEPT = "zhaoqi-profile";
const MOST = 8;
const TEXTS = { need: 200, place: 50, industry: 50 }; // most characters
const NUMBERS = { founded: [1900, 2100], employees: [0, 9_999_999] };

const LOOKS = { eligible: "running", ineligible: "past" };

/**
 * @param {object} tools {api, words, link, failure}
 * @param {string|null} place where the page is for, as long as no other is stated
 * @param {AbortSignal} signal aborted when the panel goes
 */
export function matchPanel({ api, words, link, failure }, place, signal) {
  const said = words.match;
  const status = el("p", { class: "quiet", role: "status" });
  const results = el("div");
  const inputs = fields(said);
  const form = el(
    "form",
    { class: "profile", submit: (event) => (event.preventDefault(), find()), change: keep },
    el("p", { class: "quiet" }, said.about),
    Object.entries(inputs).map(([name, input]) => el("label", {}, el("span", {}, said.fields[name]), input)),
    el("div", { class: "tools" }, el("button", { class: "primary" }, said.find), button(said.clear, clear)),
  );
  fill({ place, ...kept() });

  let finding = null;
  signal.addEventListener("abort", () => finding?.abort());

  async function find() {
    finding?.abort();
    const { signal: ours } = (finding = new AbortController());
    keep();
    const { need, ...profile } = stated();
    status.textContent = words.searching;
    try {
      const found = await api.match({ profile, ...(need && { need }), k: MOST }, ours);
      status.textContent = said.found(found.matches.length);
      const next = found.next_question;
      results.replaceChildren(
        ...(next ? [el("p", {}, said.next, quoted(next))] : []),
        el("ol", { class: "cards" }, found.matches.map((one) => el("li", {}, card(one, api, words, link)))),
      );
    } catch (error) {
      if (ours.aborted) return;
      status.textContent = "";
      results.replaceChildren(failure(error, find));
    }
  }

  function clear() {
    finding?.abort();
    fill({});
    remember(null);
    results.replaceChildren();
    status.textContent = said.cleared;
  }

  function fill(profile) {
    for (const [name, input] of Object.entries(inputs)) input.value = profile[name] ?? "";
  }

  /** What is filled in: what is not stays unknown. */
  function stated() {
    const filled = Object.entries(inputs).map(([name, { value }]) => [name, value.trim()]);
    return Object.fromEntries(
      filled.filter(([, value]) => value).map(([name, value]) => [name, name in NUMBERS ? Number(value) : value]),
    );
  }

  function keep() {
    remember(stated());
  }

  return el("details", { class: "filters match", part: "match" }, el("summary", {}, said.title), form, status, results);
}

function fields({ sizes, any }) {
  const text = (name) => el("input", { type: "text", name, maxlength: TEXTS[name], autocomplete: "off" });
  const number = (name) => el("input", { type: "number", name, min: NUMBERS[name][0], max: NUMBERS[name][1], step: 1 });
  const options = Object.entries({ "": any, ...sizes }).map(([value, label]) => el("option", { value }, label));
  return {
    need: text("need"),
    place: text("place"),
    size: el("select", { name: "size" }, options),
    industry: text("industry"),
    founded: number("founded"),
    employees: number("employees"),
  };
}

/** A measure with the verdict on it; one that is not known to be met or missed is still to be checked. */
function card({ measure_id: id, verdict, citation, why }, api, words, link) {
  const { verdicts, unknown } = words.match;
  const look = Object.hasOwn(LOOKS, verdict) && LOOKS[verdict];
  const page = api.page(citation.doc_id, `c=${citation.start}-${citation.end}`);
  return el(
    "article",
    { class: "card", part: "card", "data-measure": id },
    el("p", { class: "badges" }, el("span", { class: `badge ${look || "due"}` }, look ? verdicts[verdict] : unknown)),
    quoted(citation.quote, "p", { class: "text" }),
    why && quoted(why, "p", { class: "source" }),
    el("div", { class: "tools" }, link(page, words.source)),
  );
}

/** The profile that the device keeps; {} where it keeps none, or none may be kept. */
function kept() {
  try {
    const profile = JSON.parse(localStorage.getItem(KEPT));
    return profile !== null && typeof profile === "object" ? profile : {};
  } catch {
    return {};
  }
}

function remember(profile) {
  try {
    if (profile) localStorage.setItem(KEPT, JSON.stringify(profile));
    else localStorage.removeItem(KEPT);
  } catch {
    // Pages may be forbidden to keep anything: then the profile lasts as long as the page.
  }
}
