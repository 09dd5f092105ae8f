// The service, as the widget asks it.

import { events } from "./sse.js";

const TIMEOUT_MS = 15_000; // to a whole response, or to the next part of an answer

/** Why a request was not answered. `code` is the service's own, or offline, unreachable, timeout, broken. */
export class Fault extends Error {
  constructor(code, detail = "") {
    super(detail || code);
    this.code = code;
  }
}

export class Api {
  /** @param {string} endpoint origin of the service, with its path if it has one */
  constructor(endpoint) {
    this.endpoint = endpoint.replace(/\/+$/, "");
  }

  suggest(query, signal) {
    return this.#json(`/v1/suggest?${new URLSearchParams({ query: query.slice(0, 100) })}`, { signal });
  }

  search(asked, signal) {
    return this.#json("/v1/search", { ...posted(asked), signal });
  }

  match(asked, signal) {
    return this.#json("/v1/match", { ...posted(asked), signal });
  }

  /** Names of what the service can do. */
  features(signal) {
    return this.#json("/v1/features", { signal });
  }

  measure(id, signal) {
    return this.#json(`/v1/measures/${encodeURIComponent(id)}`, { signal });
  }

  feedback(said) {
    return this.#json("/v1/feedback", posted(said));
  }

  /** The parts of an answer as they come; null where the service does not answer questions. */
  async ask(asked, signal) {
    const request = posted(asked);
    request.headers.Accept = "text/event-stream";
    const patient = patience();
    const response = await patient(this.#fetch("/v1/ask", { ...request, signal: either(signal, patient.over) }));
    if (response.status === 404 || response.status === 405) return null;
    await patient(refuse(response));
    return events(response.body, patient);
  }

  /** The page of a document, at an anchor. */
  page(docId, anchor) {
    return `${this.endpoint}/documents/${encodeURIComponent(docId)}#${anchor}`;
  }

  /** The portal with a question. */
  link(query, filters) {
    const pairs = Object.entries(filters).flatMap(([name, values]) => values.map((value) => [name, value]));
    return `${this.endpoint}/?${new URLSearchParams([["q", query], ...pairs])}`;
  }

  #json(path, { signal, ...request }) {
    const patient = patience();
    return patient(this.#whole(path, { ...request, signal: either(signal, patient.over) }));
  }

  async #whole(path, request) {
    const response = await this.#fetch(path, request);
    await refuse(response);
    return response.json().catch(() => {
      throw new Fault("broken");
    });
  }

  async #fetch(path, request) {
    try {
      return await fetch(this.endpoint + path, { ...request, credentials: "omit" });
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw new Fault(navigator.onLine ? "unreachable" : "offline", String(error));
    }
  }
}

/** A function that gives what a promise gives, or a Fault when that takes too long; then its signal `over` aborts. */
function patience() {
  const over = new AbortController();
  const patient = (promise) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Fault("timeout"));
        over.abort();
      }, TIMEOUT_MS);
      promise.then(resolve, reject).finally(() => clearTimeout(late));
    });
  return Object.assign(patient, { over: over.signal });
}

const either = (signal, over) => (signal ? AbortSignal.any([signal, over]) : over);

const posted = (body) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

async function refuse(response) {
  if (response.ok) return;
  const problem = await response.json().catch(() => ({}));
  throw new Fault(problem.code ?? "broken", problem.detail);
}
