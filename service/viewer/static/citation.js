// A quote as it is put into a letter: title, issuer, date, section, quote, address.

import { partsBetween, textBetween } from "./offsets.js";

export function citation(article, { start, end }) {
  const { title, issuer, date } = article.dataset;
  const [first] = partsBetween(article, start, end);
  const section = first?.node.parentElement.closest("[data-section]")?.dataset.section;
  const source = [`《${title}》`, issuer || "发布机关未载明", date || "日期未载明", section].filter(Boolean).join("，");
  const address = `${location.origin}${location.pathname}#c=${start}-${end}`;
  return `“${textBetween(article, start, end).trim()}”\n——${source}\n${address}`;
}
