// Elements without markup: all text enters as text.

// Characters without a shape, which could hide or reorder what is read: direction controls, zero widths, tags.
const UNSEEN = new RegExp(
  "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f" +
    "\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\p{Surrogate}]",
  "gu",
);

/** A text in which nothing hides: characters without a shape are named. */
export const seen = (text) =>
  text.replace(UNSEEN, (one) => `[U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

/** An element; attributes of value false or null are left out, those that are functions listen to an event. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false && child !== ""));
  return element;
}

export const button = (label, click, attributes = {}) => el("button", { type: "button", click, ...attributes }, label);

/** Text of the corpus, which is Chinese whatever language surrounds it. */
export const quoted = (text, tag = "span", attributes = {}) => el(tag, { lang: "zh-CN", dir: "ltr", ...attributes }, seen(text));
