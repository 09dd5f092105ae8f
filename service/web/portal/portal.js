// The portal's own part: the address follows the search, so that it can be kept and sent.

const search = document.querySelector("zhaoqi-search");
const NAME = document.querySelector(".name").textContent;
const LANGUAGE = new URLSearchParams(location.search).get("lang"); // null unless it was chosen
const FILTERS = new Set(["status", "service_mode", "lifecycle", "audience", "unit"]); // others, such as trackers, are not ours

function asked() {
  const named = new URLSearchParams(location.search);
  const filters = {};
  for (const [name, value] of named) if (FILTERS.has(name)) (filters[name] ??= []).push(value);
  return { query: named.get("q")?.trim() ?? "", filters };
}

function address({ query, filters }) {
  const named = new URLSearchParams([["q", query]]);
  if (LANGUAGE) named.set("lang", LANGUAGE);
  for (const [name, values] of Object.entries(filters)) for (const value of values) named.append(name, value);
  return `/?${named}`;
}

let shown = ""; // the part of the address that the results are of

function searchAsAddressed() {
  const { query, filters } = asked();
  if (query) search.search(query, filters);
}

search.addEventListener("zhaoqi-search", ({ detail }) => {
  const next = address(detail);
  if (next !== address(asked())) history.pushState(null, "", next);
  shown = location.search;
  document.title = `${detail.query} · ${NAME}`;
  document.body.classList.add("asked");
});
addEventListener("popstate", () => {
  if (location.search === shown) return; // only a place on this page
  if (asked().query) searchAsAddressed();
  else location.reload();
});

for (const link of document.querySelectorAll(".examples a, .chart a")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    searchAsAddressed();
    search.scrollIntoView({ block: "start" });
    search.focus({ preventScroll: true });
  });
}

for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => {
    const named = new URLSearchParams(location.search); // the question may have changed since the page was made
    named.set("lang", link.hreflang);
    link.search = named;
  });
}

const copy = document.getElementById("copy");
copy.hidden = !navigator.clipboard;
copy.addEventListener("click", async () => {
  await navigator.clipboard.writeText(document.getElementById("snippet").textContent);
  document.getElementById("news").textContent = copy.textContent = copy.dataset.done;
});

await customElements.whenDefined("zhaoqi-search");
searchAsAddressed();
