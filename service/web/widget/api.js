// The service, as the widget asks it.

import { events } from "./sse.js";

const TIMEOUT_MS = 15_000;

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
    const response = await this.#fetch("/v1/ask", { ...request, signal });
    if (response.status === 404 || response.status === 405) return null;
    await refuse(response);
    return events(response.body);
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

  async #json(path, request) {
    const response = await this.#fetch(path, request);
    await refuse(response);
    return response.json().catch(() => {
      throw new Fault("broken");
    });
  }

  async #fetch(path, { signal, ...request }) {
    const late = AbortSignal.timeout(TIMEOUT_MS);
    const either = signal ? AbortSignal.any([signal, late]) : late;
    try {
      return await fetch(this.endpoint + path, { ...request, signal: either, credentials: "omit" });
    } catch (error) {
      if (signal?.aborted) throw error;
      if (late.aborted) throw new Fault("timeout");
      throw new Fault(navigator.onLine ? "unreachable" : "offline", String(error));
    }
  }
}

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
