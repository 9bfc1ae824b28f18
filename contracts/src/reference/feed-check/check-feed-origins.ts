import type { FeedFormat } from "../../vocabulary.ts";
import type { Feed, FeedField, FieldOrigin } from "../feed.ts";
import { type FeedProblem, feedError, feedWarning } from "./feed-problem.ts";

/** Where the fields come from: whether the feed's formats have such places, and whether every row will have what it needs. */
export function checkFeedOrigins(feed: Feed): FeedProblem[] {
  const isOfTables = feed.formats.some(isTable);
  const origins = Object.entries(feed.fields) as [FeedField, FieldOrigin][];
  return [
    ...(isOfTables ? checkTable(feed) : []),
    ...origins.flatMap(([field, origin]) => checkOrigin(field, origin, feed)),
    ...(isOfTables && feed.table !== undefined ? missingOrigins(feed) : []),
    ...(feed.fileNames.length + feed.structures.length === 0 ? [onlyByName()] : []),
  ];
}

const isTable = (format: FeedFormat) => format === "csv" || format === "xlsx";
const isSdmx = (format: FeedFormat) => format.startsWith("sdmx-");

function checkTable({ table, formats, fields }: Feed): FeedProblem[] {
  if (table === undefined)
    return [
      feedError("NO_TABLE", {
        path: "table",
        zh: "csv、xlsx 的映射应说明表的结构",
        en: "a feed of csv or xlsx says how its table is laid out",
      }),
    ];
  const unread = (path: string, format: FeedFormat) =>
    formats.includes(format)
      ? []
      : [feedWarning("NEVER_READ", { path, zh: `只用于${format}`, en: `it is only read of ${format}` })];
  const isLong = table.shape === "long";
  return [
    ...(table.sheets.length > 0 ? unread("table.sheets", "xlsx") : []),
    ...(table.delimiter === undefined ? [] : unread("table.delimiter", "csv")),
    ...(table.charset === undefined ? [] : unread("table.charset", "csv")),
    ...(isLong && table.figures.length > 0
      ? [feedWarning("NEVER_READ", { path: "table.figures", zh: "只用于wide", en: "it is only read of a wide table" })]
      : []),
    ...(isLong === (fields.value !== undefined) ? [] : [valueAndShape(isLong)]),
  ];
}

const valueAndShape = (isLong: boolean) =>
  isLong
    ? feedError("NO_ORIGIN", {
        path: "fields.value",
        zh: "long 表应说明 value 在哪一列",
        en: "in a long table a column holds the value",
      })
    : feedError("WRONG_ORIGIN", {
        path: "fields.value",
        zh: "wide 表的数据在各数据列中,不应说明 value",
        en: "in a wide table every column of figures holds values: leave it out",
      });

const OF_TABLES: ReadonlySet<string> = new Set(["column", "heading", "sheet", "cell"]);

function checkOrigin(field: FeedField, origin: FieldOrigin, { formats, table }: Feed): FeedProblem[] {
  const path = `fields.${field}`;
  const fits =
    origin.from === "component" ? formats.some(isSdmx) : OF_TABLES.has(origin.from) ? formats.some(isTable) : true;
  if (!fits)
    return [
      feedError("WRONG_ORIGIN", {
        path: `${path}.from`,
        zh: `${formats.join("、")}中没有${origin.from}`,
        en: `${formats.join(", ")} has no ${origin.from}`,
      }),
    ];
  if (origin.from === "heading" && table !== undefined && origin.row > table.headingRows)
    return [
      feedError("OUT_OF_HEADINGS", {
        path: `${path}.row`,
        zh: `表头只有${table.headingRows}行`,
        en: `there are ${table.headingRows} rows of headings`,
      }),
    ];
  if (origin.from === "heading" && table?.shape === "long")
    return [
      feedError("WRONG_ORIGIN", {
        path: `${path}.from`,
        zh: "long 表的表头是字段名",
        en: "in a long table headings are names of fields",
      }),
    ];
  return [];
}

function missingOrigins({ fields }: Feed): FeedProblem[] {
  const needed: readonly (readonly [FeedField, ...FeedField[]])[] = [["indicator"], ["region"], ["period", "year"]];
  return needed
    .filter((names) => !names.some((name) => fields[name] !== undefined))
    .map(([name]) =>
      feedError("NO_ORIGIN", {
        path: `fields.${name}`,
        zh: `没有说明${name}从何而来`,
        en: `nothing says where the ${name} comes from`,
      }),
    );
}

const onlyByName = () =>
  feedWarning("ONLY_BY_NAME", {
    path: "",
    zh: "没有fileNames或structures:只在报送时指名才会使用",
    en: "without fileNames or structures it is used only where it is named",
  });
