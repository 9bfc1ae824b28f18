import { type Provenance, provenanceQuery } from "@yardstick/contracts";
import { toDateTime64 } from "../query/instant.ts";
import { readQuery } from "../query/read-query.ts";
import type { ReadContext } from "../read-context.ts";
import { askSubject } from "./ask-subject.ts";
import { readPlace, writePlace } from "./provenance-page.ts";
import type { ProvenanceQuestion, Step } from "./provenance-question.ts";
import { type LinkBounds, selectFigures, selectRestedOn, selectResults } from "./select-links.ts";
import { selectSubmissions, selectVintages } from "./select-vintages.ts";
import {
  byCoordinate,
  type FigureRow,
  keyOfFigure,
  type ResultRow,
  type SubmissionRow,
  toFigure,
  toResult,
  toSubmission,
  type VintageRow,
} from "./to-figure.ts";
import { type Walked, walkSteps } from "./walk-steps.ts";

/** `GET /v1/provenance`: what one subject rests on, with every vintage and its submission, and what rests on it. */
export async function handleGetProvenance(raw: unknown, context: ReadContext): Promise<Provenance> {
  const query = readQuery(provenanceQuery, raw);
  const { reference } = context;
  const place = readPlace(query);
  const knownThrough = await context.knownThrough();
  const question = await askSubject(query, context);
  const bounds = { limit: query.limit, asOf: query.asOf === undefined ? undefined : toDateTime64(query.asOf) };
  const [figures, results] = await Promise.all([
    place.figures === "ended" ? NOTHING : askFigures(question, { ...bounds, after: place.figures }, context),
    place.results === "ended" ? NOTHING : askResults(question, { ...bounds, after: place.results }, context),
  ]);
  const vintages = await askVintages(figures.rows, bounds.asOf, context);
  const submissions = await askSubmissions(question, vintages, { asOf: bounds.asOf, ...context });
  const known = byCoordinate(vintages);
  return {
    subject: question.subject,
    figures: figures.rows.map((row) => toFigure(row, known.get(keyOfFigure(row)) ?? [], reference)),
    results: results.rows.map((row) => toResult(row, reference)),
    submissions: submissions.map(toSubmission),
    nextCursor: writePlace(query, { figures: figures.last, results: results.last }),
    knownThrough,
  };
}

const NOTHING = { rows: [], last: null };

async function askFigures(
  { figures }: ProvenanceQuestion,
  bounds: LinkBounds,
  { ask }: Pick<ReadContext, "ask">,
): Promise<Walked<FigureRow>> {
  if (figures.kind === "rested-on") {
    // Roles come first in the order of figures, and indicators in that of steps: only an assessment has several, whose
    // figures all have one role.
    const steps = startingWith(figures.steps, bounds.after?.[1]);
    return walkSteps(steps, (step, within) => selectRestedOn(step, figures.where, within), { ...bounds, ask });
  }
  const one: Step = { indicator: "", periodEnds: [] };
  return walkSteps([one], (_, within) => selectFigures(figures.where, within), { ...bounds, ask });
}

const startingWith = (steps: readonly Step[], indicator: string | undefined) =>
  steps.length < 2 || indicator === undefined ? steps : steps.filter((step) => step.indicator >= indicator);

async function askResults(
  { results }: ProvenanceQuestion,
  bounds: LinkBounds,
  { ask }: Pick<ReadContext, "ask">,
): Promise<Walked<ResultRow>> {
  const [indicator = "", day = ""] = bounds.after ?? [];
  const isAhead = (step: Step) =>
    step.indicator > indicator || (step.indicator === indicator && (step.periodEnds.at(-1) ?? "") >= day);
  const select = (step: Step, within: LinkBounds) => selectResults(step, results.where, within);
  return walkSteps(results.steps.filter(isAhead), select, { ...bounds, ask });
}

/** Combinations of the coordinates' parts that are no figure of the page are left out later, by their key. */
async function askVintages(
  figures: readonly FigureRow[],
  asOf: string | undefined,
  { ask }: Pick<ReadContext, "ask">,
): Promise<readonly VintageRow[]> {
  if (figures.length === 0) return [];
  const wanted = new Set(figures.map(keyOfFigure));
  const known = byCoordinate(await ask<VintageRow>(selectVintages(figures, asOf)));
  return [...known.entries()].flatMap(([key, vintages]) => (wanted.has(key) ? vintages : []));
}

/** The receipts of the page's vintages: of an id that was used twice the one of the same instant. */
async function askSubmissions(
  { subject }: ProvenanceQuestion,
  vintages: readonly VintageRow[],
  { ask, asOf }: Pick<ReadContext, "ask"> & { readonly asOf: string | undefined },
): Promise<readonly SubmissionRow[]> {
  const keyOf = ({ source, submission_id, known_at }: Pick<VintageRow, "source" | "submission_id" | "known_at">) =>
    `${source} ${submission_id} ${known_at}`;
  const wanted = new Set(vintages.map(keyOf));
  const own = subject.kind === "submission" ? subject : null;
  const ids = new Set(vintages.map(({ submission_id }) => submission_id));
  if (own !== null) ids.add(own.submissionId);
  if (ids.size === 0) return [];
  const receipts = await ask<SubmissionRow>(selectSubmissions([...ids].sort(), asOf));
  const isOwn = (row: SubmissionRow) => row.source === own?.source && row.submission_id === own.submissionId;
  return receipts.filter((row) => wanted.has(keyOf(row)) || isOwn(row));
}
