export type AnswerKind = "json" | "csv" | "html";

const TYPES: Readonly<Record<AnswerKind, string>> = { json: "application/json", csv: "text/csv", html: "text/html" };

/** What a client prefers among what is offered by its Accept header; the first offered where it has no preference. */
export function chooseAnswer<Kind extends AnswerKind>(accept: string | undefined, offered: readonly [Kind, ...Kind[]]) {
  const ranges = (accept ?? "*/*").toLowerCase().split(",").map(parseRange);
  const quality = (kind: Kind) => {
    const [type, any] = [TYPES[kind], `${TYPES[kind].split("/")[0]}/*`];
    const fitting = [type, any, "*/*"].map((name) => ranges.find((range) => range.name === name));
    return fitting.find((range) => range !== undefined)?.quality ?? 0;
  };
  return offered.reduce((best, kind) => (quality(kind) > quality(best) ? kind : best));
}

function parseRange(text: string): { name: string; quality: number } {
  const [name = "", ...parameters] = text.split(";").map((part) => part.trim());
  const given = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  const quality = Number(given ?? 1);
  return { name, quality: Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 0 };
}
