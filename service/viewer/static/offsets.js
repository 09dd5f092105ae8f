// Between places in the text of a document, counted in code points, and places on the page, counted in UTF-16 units.
// A line says where it begins and ends. A character without a shape is an element that holds its name, and counts as one.

const points = (text) => [...text].length;
const units = (text, count) => [...text].slice(0, count).join("").length;

/** The text nodes of a line, each with the places of its first character and behind its last one. */
function* pieces(line) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let start = Number(line.dataset.start);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const unseen = node.parentElement.closest(".unseen");
    const end = start + (unseen ? 1 : points(node.data));
    yield { node, unseen, start, end };
    start = end;
  }
}

/** The parts of the page between two places: text nodes, with the UTF-16 units where each part begins and ends. */
export function partsBetween(article, start, end) {
  const lines = [...article.querySelectorAll(".line")];
  const touched = lines.filter((line) => Number(line.dataset.start) < end && start < Number(line.dataset.end));
  return touched
    .flatMap((line) => [...pieces(line)])
    .filter((piece) => piece.start < end && start < piece.end)
    .map(({ node, unseen, start: first, end: last }) => ({
      node,
      from: unseen ? 0 : units(node.data, Math.max(start - first, 0)),
      to: unseen ? node.length : units(node.data, Math.min(end, last) - first),
    }));
}

/** The places that a selection begins and ends at; null for one that holds none of the text. */
export function placesOf(article, range) {
  const lines = [...article.querySelectorAll(".line")].filter((line) => range.intersectsNode(line));
  const held = lines.flatMap((line) => [...pieces(line)]).filter(({ node }) => range.intersectsNode(node));
  const places = held.map(({ node, unseen, start, end }) => ({
    start: node === range.startContainer && !unseen ? start + points(node.data.slice(0, range.startOffset)) : start,
    end: node === range.endContainer && !unseen ? start + points(node.data.slice(0, range.endOffset)) : end,
  }));
  const filled = places.filter(({ start, end }) => start < end);
  return filled.length ? { start: filled[0].start, end: filled.at(-1).end } : null;
}

/** What stands between two places, as the page shows it. */
export function textBetween(article, start, end) {
  return partsBetween(article, start, end).map(({ node, from, to }) => node.data.slice(from, to)).join("");
}
