import { quote } from "../../finding.ts";
import { type DecodeFault, decodeFault } from "../decoded-submission.ts";
import type { TableHead } from "./plan-by-headings.ts";
import { placeOf } from "./table-row.ts";

/** A column below whose headings figures stand. */
export interface UnreadColumn {
  readonly column: number;
  readonly parts: readonly { readonly text: string; readonly row: number }[];
}

const notUnderstood = (place: string | undefined, zh: string, en: string): DecodeFault =>
  decodeFault("TABLE_NOT_UNDERSTOOD", {
    ...(place === undefined ? {} : { path: place, place }),
    field: null,
    zh: `${zh}可用数据源映射(feed)说明该表。`,
    en: `${en} A feed can say how the table is laid out.`,
  });

/** A column whose headings cannot all be read. */
export function unreadable({ column, parts }: UnreadColumn, table: string): DecodeFault {
  const text = parts.map((part) => part.text).join(" / ");
  return notUnderstood(
    placeOf(table, column, parts[0]?.row ?? 1),
    `列名${quote(text)}不能确切读作指标、时期、地区或字段。`,
    `The heading ${quote(text)} is for certain neither an indicator, a period, a region nor a field.`,
  );
}

export const noHeadings = ({ name, rows }: TableHead) =>
  notUnderstood(
    rows[0] === undefined ? undefined : placeOf(name, 0, rows[0].number),
    "没有找到表头。",
    "No row of headings was found.",
  );

export const nothingSays = (field: string, place: string) =>
  notUnderstood(place, `表中没有说明 ${field}。`, `Nothing in the table says the ${field}.`);

export const onlySomeSay = (field: string, place: string) =>
  notUnderstood(place, `只有部分列名说明 ${field}。`, `Only some of the headings say the ${field}.`);

export const bothSay = (field: string, place: string) =>
  notUnderstood(place, `行与列都说明 ${field}。`, `Both the rows and the headings say the ${field}.`);

export const twice = (one: string, other: string, place: string) =>
  notUnderstood(place, `${one}、${other} 两列含义相同。`, `The columns ${one} and ${other} mean the same.`);
