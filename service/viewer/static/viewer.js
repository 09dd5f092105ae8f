// What the page of a document can do beyond being read: show the quote of its address, and copy citations.

import { citation } from "./citation.js";
import { partsBetween, placesOf } from "./offsets.js";

const QUOTE = /^#c=(\d{1,9})-(\d{1,9})$/;
const WIDE = matchMedia("(min-width: 62rem)");

const byId = (id) => document.getElementById(id);
const article = byId("text");
const bar = byId("bar");
let quoted = null; // the places that would be copied

/** As people count: from one, the last included. */
const counted = ({ start, end }) => `第 ${start + 1} 至 ${end} 字`;

function clearMarks() {
  for (const mark of article.querySelectorAll("mark")) {
    const line = mark.parentElement;
    mark.replaceWith(...mark.childNodes);
    line.normalize();
  }
}

function marked({ node, from, to }) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  const mark = document.createElement("mark");
  range.surroundContents(mark);
  return mark;
}

function offer(places, told) {
  quoted = places;
  byId("where").textContent = told;
  byId("by-hand").hidden = true;
  bar.hidden = !places;
}

function showQuote() {
  clearMarks();
  offer(null, "");
  const found = QUOTE.exec(location.hash);
  if (!found) return;
  const places = { start: Number(found[1]), end: Number(found[2]) };
  const [first] = partsBetween(article, places.start, places.end).map(marked);
  if (!first) {
    byId("news").textContent = "这一地址没有指到正文。";
    return;
  }
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: "center" });
  const told = `引文：${counted(places)}`;
  byId("news").textContent = `已标出${told}`;
  offer(places, told);
}

async function copy(places) {
  const text = citation(article, places);
  try {
    await navigator.clipboard.writeText(text);
    byId("news").textContent = "引文已复制";
    byId("where").textContent = "引文已复制";
  } catch {
    const field = byId("by-hand"); // a page without https may not write to the clipboard
    field.value = text;
    field.hidden = bar.hidden = false;
    field.select();
  }
}

function offerSelection() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const places = placesOf(article, selection.getRangeAt(0));
  if (places) offer(places, `所选：${counted(places)}`);
}

for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const places = { start: Number(button.dataset.start), end: Number(button.dataset.end) };
    offer(places, "本条");
    copy(places);
  });
}
byId("copy").addEventListener("click", () => copy(quoted));
byId("clear").addEventListener("click", dismiss);
document.addEventListener("keydown", ({ key }) => key === "Escape" && !bar.hidden && dismiss());
document.addEventListener("selectionchange", offerSelection);
document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("a[href^='#c=']"); // the address stays the same the second time
  if (link?.hash === location.hash) showQuote();
});
addEventListener("hashchange", showQuote);

function dismiss() {
  clearMarks();
  offer(null, "");
}

const outline = document.querySelector(".outline");
if (outline) outline.open = WIDE.matches;
showQuote();
