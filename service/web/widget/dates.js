// Days and months as a reader of a language writes them.

const DAY_MS = 86_400_000;
const parts = (partial) => partial.split("-").map(Number);

/** A date that may be cut to its month or year. */
export function told(partial, lang) {
  const [year, month, day] = parts(partial);
  const style = { year: "numeric", month: month && "long", day: day && "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(lang, style).format(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
}

/** Days from one day to the last day of a date that may be cut. */
export function daysLeft(partial, from) {
  const [year, month, day] = parts(partial);
  const last = day ? Date.UTC(year, month - 1, day) : Date.UTC(year, month ?? 12, 0);
  return Math.round((last - Date.parse(from)) / DAY_MS);
}
