import type { ProvenanceQuery } from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import { allOf, only } from "../query/conditions.ts";
import { toDateTime64 } from "../query/instant.ts";
import type { ReadContext } from "../read-context.ts";
import { type FigureDay, resultPeriods } from "./ask-figure-subject.ts";
import { type ProvenanceQuestion, stepsOf } from "./provenance-question.ts";
import { noSuchSubject } from "./read-subject.ts";
import { selectSubmissions } from "./select-vintages.ts";
import type { SubmissionRow } from "./to-figure.ts";

/** A submission: the figures that it spoke of, and the results that rest on those of its figures that are current. */
export async function askSubmissionSubject(
  { submissionId = "", source, asOf }: ProvenanceQuery,
  context: ReadContext,
): Promise<ProvenanceQuestion> {
  const known = asOf === undefined ? undefined : toDateTime64(asOf);
  const receipts = await context.ask<SubmissionRow>(selectSubmissions([submissionId], known));
  const sources = [...new Set(receipts.map((receipt) => receipt.source))];
  const of = sources.filter((each) => source === undefined || each === source);
  const [sender] = of;
  if (sender === undefined) throw noSuchSubject("There is no such submission, or it is not stored yet.");
  if (of.length > 1) throw severalSources(of);
  const where = allOf(only("submission_id", submissionId), only("source", sender));
  const days = await context.ask<FigureDay>({
    sql: `SELECT DISTINCT indicator, period_end FROM observation_vintages WHERE ${where.sql}`,
    params: where.params,
  });
  return {
    subject: { kind: "submission", submissionId, source: sender },
    figures: { kind: "own", where },
    results: { steps: stepsOf(await resultPeriods(days, context)), where },
  };
}

function severalSources(sources: readonly string[]): HttpProblem {
  const message = `is needed: the id was used by ${sources.join(", ")}`;
  const errors = [{ path: "source", message }];
  return new HttpProblem({ status: 400, code: "QUERY_PARAMETER_INVALID", detail: `source ${message}`, errors });
}
