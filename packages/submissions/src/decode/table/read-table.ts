import type { DecodedItem, DecodeQuestion } from "../decode-rows.ts";
import { told } from "../item.ts";
import { hasLabelledFigure, isBareNumber } from "./figure-text.ts";
import { planByFeed } from "./plan-by-feed.ts";
import { type Planned, planByHeadings, type TableHead } from "./plan-by-headings.ts";
import { rowReader } from "./read-rows.ts";
import type { TablePlan } from "./table-plan.ts";
import { placeOf, type TableRow, type TableSource } from "./table-row.ts";

/** Rows that are held to learn the layout from: titles, headings, and what the first columns hold. */
const HEAD_ROWS = 60;

/** The figures of one table, by the feed's layout where there is one, else by what its headings say. */
export async function* readTable(source: TableSource, question: DecodeQuestion): AsyncGenerator<DecodedItem> {
  const rows = source.rows[Symbol.asyncIterator]();
  try {
    const held = await takeRows(rows, HEAD_ROWS);
    const head: TableHead = {
      name: source.name,
      fileName: question.fileName,
      rows: held,
      reference: question.reference,
    };
    if (held.length === 0) return;
    const planned = question.feed?.table === undefined ? planByHeadings(head) : planByFeed(head, question.feed);
    if (!planned.ok) return yield* notPlanned(planned, head, source.name !== "");
    yield* planned.findings;
    const { plan } = planned;
    yield { kind: "table", table: source.name, fields: plan.locators };
    yield* hiddenColumns(plan, source);
    const read = rowReader(plan, {
      name: source.name,
      reference: question.reference,
      lastHeading: held.find(({ number }) => number === plan.headingEnd),
      isByFeed: question.feed?.table !== undefined,
    });
    for (const row of held) if (row.number > plan.headingEnd) yield* read(row);
    for (let next = await rows.next(); next.done !== true; next = await rows.next()) yield* read(next.value);
  } finally {
    await rows.return?.();
  }
}

async function takeRows(rows: AsyncIterator<TableRow>, count: number): Promise<TableRow[]> {
  const taken: TableRow[] = [];
  while (taken.length < count) {
    const next = await rows.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

/** A sheet without any number, such as a cover or an explanation, is told and passed over; any other is refused. */
function* notPlanned(
  { faults }: Extract<Planned, { ok: false }>,
  { name, rows }: TableHead,
  isSheet: boolean,
): Generator<DecodedItem> {
  const hasNumbers = rows.some(
    (row) => hasLabelledFigure(row) || row.cells.some((cell) => isBareNumber(cell?.text ?? "") || cell?.problem),
  );
  const [first] = rows;
  if (isSheet && !hasNumbers && first !== undefined) {
    return yield told("TEXT_PASSED_OVER", {
      place: placeOf(name, 0, first.number),
      field: null,
      zh: "该工作表没有数字,未读取。",
      en: "The sheet has no numbers and is not read.",
    });
  }
  for (const one of faults) yield { kind: "fault", outcome: "misshapen", fault: one, isFatal: false };
}

function* hiddenColumns(plan: TablePlan, { name, isHiddenColumn }: TableSource): Generator<DecodedItem> {
  const columns = [...plan.columns, ...plan.figures].map(({ column }) => column).filter(isHiddenColumn);
  for (const column of columns) {
    yield told("HIDDEN_CELLS", {
      place: placeOf(name, column, plan.headingEnd),
      field: null,
      zh: "隐藏的列,已照常读取。",
      en: "The column is hidden; it is read like the others.",
    });
  }
}
