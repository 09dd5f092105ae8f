// Chips that narrow the results, with how many candidates of the question each would leave.

import { button, el, quoted } from "./dom.js";

const MOST = { status: 4, service_mode: 6, lifecycle: 6, audience: 6, unit: 6 };

/** The filters a widget offers, by the names of the service. */
export const FILTERS = Object.keys(MOST);

/**
 * @param {object} counts by filter and value, of the question without filters
 * @param {object} chosen values by filter
 * @param {(filters: object) => void} choose called with all values when a chip is pressed
 */
export function chips(counts, chosen, words, choose) {
  const groups = FILTERS.map((name) => {
    const picked = chosen[name] ?? [];
    const known = Object.entries(counts[name] ?? {});
    const shown = known.filter(([value], place) => place < MOST[name] || picked.includes(value));
    const strange = picked.filter((value) => !known.some(([other]) => other === value)).map((value) => [value, null]);
    return [name, [...shown, ...strange]];
  }).filter(([name, values]) => values.length > 1 || name in chosen); // one value alone narrows nothing

  const group = ([name, values]) =>
    el(
      "div",
      { role: "group", "aria-label": words.filterNames[name], class: "group" },
      el("span", { class: "name", "aria-hidden": "true" }, words.filterNames[name]),
      el("div", { class: "chips" }, values.map(([value, count]) => chip(name, value, count, chosen, words, choose))),
    );
  return groups.map(group);
}

function chip(name, value, count, chosen, words, choose) {
  const picked = chosen[name] ?? [];
  const pressed = picked.includes(value);
  const press = () => {
    const values = pressed ? picked.filter((other) => other !== value) : [...picked, value];
    const { [name]: _, ...others } = chosen;
    choose(values.length ? { ...others, [name]: values } : others);
  };
  const label = name === "status" ? words.status[value] ?? value : quoted(value);
  return button([label, count !== null && el("small", {}, ` (${count})`)], press, {
    class: "chip",
    part: "chip",
    "aria-pressed": String(pressed),
    "data-filter": `${name}=${value}`,
  });
}
