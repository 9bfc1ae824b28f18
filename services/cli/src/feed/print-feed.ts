import type { Feed, Issue, SubmittedObservation } from "@yardstick/contracts";
import { type Column, renderTable } from "../terminal/render-table.ts";
import type { Style } from "../terminal/style.ts";
import type { FeedFileCheck, ShownFeedProblem } from "./check-feed-file.ts";
import type { FeedTrial } from "./try-feed.ts";

export type Language = "zh" | "en";

export function printFeedCheck(check: FeedFileCheck, language: Language, style: Style): string {
  const { file, feed, problems, errors, warnings } = check;
  const verdict = errors === 0 ? style.green("can be used") : style.red("cannot be used");
  const name = feed === null ? "" : `${feed.nameZh} (${feed.id}) `;
  const head = `${file}: ${name}${verdict}; ${count(errors, "error")}, ${count(warnings, "warning")}`;
  const table = problems.length === 0 ? [] : [renderTable(problems, problemColumns(language), style)];
  return `${[head, ...table].join("\n\n")}\n`;
}

export function printFeeds(feeds: readonly Feed[], style: Style): string {
  return `${renderTable(feeds, FEED_COLUMNS, style)}\n`;
}

/** The first rows that a file becomes, with what reading it has to tell; else why it becomes none. */
export function printFeedTrial(trial: FeedTrial, language: Language, style: Style): string {
  const { file, feed, rows, observations, faults, findings } = trial;
  const by = feed === null ? "without a feed" : `by ${feed}`;
  const head = `${file} ${by}: ${faults.length === 0 ? style.green(count(rows, "row")) : style.red("cannot be read")}`;
  const columns = ROW_COLUMNS.filter(({ value }) => observations.some((row) => value(row) !== ""));
  const tables = [
    ...(observations.length === 0 ? [] : [renderTable(observations, columns, style)]),
    ...[faults, findings]
      .filter(({ length }) => length > 0)
      .map((issues) => renderTable(issues, issueColumns(language), style)),
  ];
  return `${[head, ...tables].join("\n\n")}\n`;
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;

function problemColumns(language: Language): readonly Column<ShownFeedProblem>[] {
  return [
    { header: "place", value: ({ path }) => (path === "" ? "-" : path) },
    {
      header: "severity",
      value: ({ severity }) => severity,
      paint: ({ severity }, style) => (severity === "error" ? style.red : style.yellow),
    },
    { header: "code", value: ({ code }) => code },
    { header: "what is wrong", value: ({ message }) => message[language] },
    { header: "what to do", value: ({ suggestion }) => suggestion[language] },
  ];
}

function issueColumns(language: Language): readonly Column<Issue>[] {
  return [
    { header: "place", value: ({ place }) => place ?? "-" },
    { header: "severity", value: ({ severity }) => severity },
    { header: "code", value: ({ code }) => code },
    { header: "what it says", value: ({ message }) => message[language] },
    { header: "suggestion", value: ({ suggestion }) => suggestion ?? "-" },
  ];
}

const FEED_COLUMNS: readonly Column<Feed>[] = [
  { header: "feed", value: ({ id }) => id },
  { header: "formats", value: ({ formats }) => formats.join(", ") },
  { header: "for", value: ({ fileNames, structures }) => [...fileNames, ...structures].join(", ") || "who names it" },
  { header: "source", value: ({ source }) => source ?? "-" },
  { header: "name", value: ({ nameZh }) => nameZh },
];

const ROW_FIELDS = [
  "place",
  "indicator",
  "region",
  "period",
  "value",
  "unit",
  "measure",
  "accumulation",
  "priceBasis",
  "caliber",
  "status",
] as const;

const ROW_COLUMNS: readonly Column<SubmittedObservation>[] = ROW_FIELDS.map((field) => ({
  header: field,
  maxWidth: 40,
  value: (row) => (row[field] === undefined || row[field] === null ? "" : String(row[field])),
}));
