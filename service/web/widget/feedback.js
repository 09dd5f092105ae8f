// Whether an answer or a measure helped, and why not.

import { button, el } from "./dom.js";

/** Two buttons; `send` takes {verdict, comment} and gives a promise. */
export function feedback(words, send) {
  const box = el("span", { class: "feedback" });
  const thank = () => box.replaceChildren(el("span", { class: "quiet", role: "status" }, words.thanks));
  const deliver = async (said) => {
    try {
      await send(said);
      thank();
    } catch {
      box.querySelector("[role=status]")?.remove();
      box.append(el("span", { class: "quiet", role: "status" }, words.feedbackFailed));
    }
  };
  box.append(
    button(words.useful, () => deliver({ verdict: "helpful" }), { class: "link" }),
    button(words.useless, () => why(box, words, deliver), { class: "link" }),
  );
  return box;
}

function why(box, words, deliver) {
  const before = [...box.childNodes];
  const comment = el("input", { type: "text", maxlength: 2000, "aria-label": words.comment, placeholder: words.comment });
  const reasons = Object.entries(words.reasons).map(([verdict, label], place) =>
    el("label", {}, el("input", { type: "radio", name: "verdict", value: verdict, checked: place === 0 }), label),
  );
  const form = el(
    "form",
    {
      class: "why",
      submit: (event) => {
        event.preventDefault();
        deliver({ verdict: new FormData(form).get("verdict"), comment: comment.value });
      },
    },
    el("fieldset", {}, el("legend", {}, words.reason), reasons),
    comment,
    el("button", {}, words.send),
    button(words.cancel, () => {
      box.replaceChildren(...before);
      before.at(-1).focus();
    }),
  );
  box.replaceChildren(form);
  form.querySelector("input").focus();
}
