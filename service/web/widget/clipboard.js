// What is put into letters: quotes with their source.

/** A quote with title, issuer, date, section and address. */
export function citationText({ quote, title, issuer, published, path }, address, words) {
  const source = [`《${title ?? words.untitled}》`, issuer ?? words.noIssuer, published ?? words.noDate, path.join(" > ")];
  return `“${quote.trim()}”\n——${source.filter(Boolean).join("，")}\n${address}`;
}

/** Puts a text where it can be pasted; says whether that was allowed. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // pages without https and frames without permission have no clipboard
  }
}
