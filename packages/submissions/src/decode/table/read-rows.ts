import { quote } from "../../finding.ts";
import type { DecodedItem, DecodeQuestion } from "../decode-rows.ts";
import { fault, told } from "../item.ts";
import { composeRow, regionPath } from "./compose-row.ts";
import { hasDigitsBeside, hasLabelledFigure, isOwn } from "./figure-text.ts";
import { noteTester } from "./plan-wide-table.ts";
import { mergedFigure, passedOver, sectionFault } from "./row-faults.ts";
import { sectionFinder } from "./section-rows.ts";
import type { FieldTexts, TablePlan } from "./table-plan.ts";
import { columnName, placeOf, type TableRow, type TableSource, textOf } from "./table-row.ts";

export type TableQuestion = Pick<DecodeQuestion, "reference"> &
  Pick<TableSource, "name"> & {
    /** The last row of headings. */
    readonly lastHeading: TableRow | undefined;
    /** A feed says the layout: rows of groups that say nothing of a figure are its business. */
    readonly isByFeed: boolean;
  };

/** Reads the rows below the headings, one after the other: it remembers what is filled down and whether notes began. */
export function rowReader(
  plan: TablePlan,
  { name, reference, lastHeading, isByFeed }: TableQuestion,
): (row: TableRow) => Iterable<DecodedItem> {
  const compose = composeRow(plan, reference);
  const figureColumns = new Set(plan.figures.map(({ column }) => column));
  const known = new Set([...figureColumns, ...plan.ignored, ...plan.columns.map(({ column }) => column)]);
  const above = new Map<string, string>();
  const isNote = noteTester(plan.endsAt);
  const findSection = sectionFinder(plan, reference, lastHeading);
  let hasEnded = false;
  let unclear: { readonly text: string; readonly place: string } | null = null;

  return function* read(row: TableRow): Generator<DecodedItem> {
    const first = row.cells.findIndex((cell) => cell !== undefined && (cell.text.trim() !== "" || cell.problem));
    if (first < 0) return;
    const place = (column: number) => placeOf(name, column, row.number);
    const firstText = textOf(row, first);
    const hasFigure = hasLabelledFigure(row);
    const isNoteRow = isNote(firstText) && !hasFigure;
    if (isNoteRow) hasEnded = true;
    if (hasEnded) return yield passedOver(firstText, !isNoteRow && hasDigitsBeside(row, first), place(first));
    if (row.isHidden) {
      yield hiddenRow(place(first), plan.hiddenRows === "skip");
      if (plan.hiddenRows === "skip") return;
    }
    const section = findSection(row);
    if (section?.kind === "section") return yield sectionFault(textOf(row, section.column), place(section.column));
    if (section !== null && !isByFeed) unclear ??= { text: textOf(row, section.column), place: place(section.column) };
    else if (unclear !== null && hasOwnFigure(row)) {
      yield sectionFault(unclear.text, unclear.place);
      unclear = null;
    }
    const own: FieldTexts = {};
    const regions: string[] = [];
    for (const { field, column, fillDown, translate } of plan.columns) {
      const cell = row.cells[column];
      if (cell?.problem !== undefined) yield fault(cell.problem.code, { ...cell.problem, field, place: place(column) });
      const sent = textOf(row, column);
      const text = sent === "" && fillDown ? (above.get(field) ?? "") : sent;
      if (text === "") continue;
      if (fillDown) above.set(field, text);
      if (text === "unknown" && (field === "status" || field === "priceBasis")) continue;
      const ours = translate(text);
      if (ours === "") continue;
      if (field === "region") regions.push(ours);
      else own[field] = ours;
    }
    if (regions.length > 0) own.region = regionPath(regions, reference);
    yield* strayCells(row);
    const blank: string[] = [];
    for (const figure of plan.figures) {
      const cell = row.cells[figure.column];
      const at = place(figure.column);
      if (cell?.problem !== undefined) {
        yield fault(cell.problem.code, { ...cell.problem, field: "value", place: at });
        continue;
      }
      if (cell?.isFilled === true && isMergedFigure(row, figure.column)) {
        yield mergedFigure(cell.text.trim(), at);
        continue;
      }
      const text = cell?.isFilled === true ? "" : textOf(row, figure.column);
      if (cell?.stored !== undefined) yield asShown(cell.stored, text, at);
      if (text !== "") yield { kind: "row", fields: compose(figure, own, text), place: at };
      else if (plan.shape === "long") yield { kind: "row", fields: compose(figure, own, null), place: at };
      else if (plan.blankCells === "missing") {
        yield { kind: "row", fields: { ...compose(figure, own, null), status: "missing" }, place: at };
      } else blank.push(columnName(figure.column));
    }
    if (blank.length > 0) yield blankCells(blank, firstText, place(first));
  };

  function hasOwnFigure({ cells }: TableRow): boolean {
    return plan.figures.some(({ column }) => {
      const cell = cells[column];
      return cell?.problem !== undefined || isOwn(cell);
    });
  }

  /** Its text is neither a label's that reaches to the right, nor a heading's that reaches down. */
  function isMergedFigure(row: TableRow, column: number): boolean {
    const text = textOf(row, column);
    if (text === "" || text === textOf(lastHeading, column) || !row.cells.some(isOwn)) return false;
    return !row.cells.some((_, other) => !figureColumns.has(other) && textOf(row, other) === text);
  }

  function* strayCells({ cells, number }: TableRow): Generator<DecodedItem> {
    for (const [column, cell] of cells.entries()) {
      if (known.has(column) || cell === undefined || cell.isFilled === true) continue;
      const text = cell.text.trim();
      if (text === "" && cell.problem === undefined) continue;
      yield fault("TABLE_NOT_UNDERSTOOD", {
        place: placeOf(name, column, number),
        field: null,
        zh: `${quote(text)}所在的列没有表头,不知其含义。`,
        en: `${quote(text)} stands under no heading: what it means is not known.`,
      });
    }
  }
}

const hiddenRow = (place: string, isSkipped: boolean) =>
  told("HIDDEN_CELLS", {
    place,
    field: null,
    zh: isSkipped ? "隐藏的行,未读取。" : "隐藏的行,已照常读取。",
    en: isSkipped ? "The row is hidden and is not read." : "The row is hidden; it is read like the others.",
  });

const blankCells = (columns: readonly string[], text: string, place: string) =>
  told("BLANK_CELLS", {
    place,
    field: "value",
    zh: `${quote(text)}一行有 ${columns.length} 个空单元格(${columns.slice(0, 8).join("、")}),未当作零,也未报送。`,
    en: `The row of ${quote(text)} has ${columns.length} blank cells (${columns.slice(0, 8).join(", ")}): no zeros, and left out.`,
  });

const asShown = (stored: string, text: string, place: string) =>
  told("NUMBER_AS_SHOWN", {
    place,
    field: "value",
    zh: `单元格存储为 ${stored},表格只显示 15 位有效数字,取 ${text}。`,
    en: `The cell holds ${stored}, of which a spreadsheet shows 15 digits: ${text} is taken.`,
  });
