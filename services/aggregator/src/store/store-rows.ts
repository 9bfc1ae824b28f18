import type { TableInsert, WarehouseCommand } from "@yardstick/pipeline";
import { CLAIM_COLUMNS } from "./claim-columns.ts";
import { COORDINATE_KEY_SQL, type Coordinate } from "./coordinate.ts";
import type { Settlement } from "./settle-submissions.ts";

/**
 * The claims that the table does not have, or has with another outcome; at first all that are in hand, since a process
 * may have died between the table and its view. The vintages among them reach `observations` by that view.
 */
export function claimRows({ decisions, board }: Settlement, { isFirst }: { isFirst: boolean }): TableInsert {
  const rows: unknown[][] = [];
  for (const [{ claims, isInHand }, { outcomes }] of decisions) {
    for (const [at, { key, version, columns }] of claims.entries()) {
      const outcome = outcomes[at] ?? "refused";
      const own = board.get(key)?.find((claim) => claim.version === version);
      if ((isFirst && isInHand) || own?.stored !== outcome) rows.push([...columns, outcome]);
    }
  }
  return { table: "observation_vintages", columns: [...CLAIM_COLUMNS, "outcome"], rows };
}

/** Coordinates of one statement: they travel in its address. */
const COORDINATES_PER_STATEMENT = 500;

const KEY = [
  ...["indicator", "region", "period_start", "period_end", "accumulation", "measure", "price_basis", "caliber"],
];
const CARRIED = [...CLAIM_COLUMNS, "outcome"].filter((name) => !KEY.includes(name) && name !== "version");

/** A coordinate whose current row is to be written. */
export interface UnsettledCoordinate extends Coordinate {
  readonly key: string;
  /** Whether the row has to stand above every claim, taken or not; else its version is its own. */
  readonly isLifted: boolean;
}

/**
 * Writes the current rows of coordinates from all of their claims: the taken claim with the highest version, or no value
 * where none is taken. A lifted one has the highest version of all claims, so that it replaces whatever is there and
 * results that rest on it never fall in version.
 */
export function currentRows(coordinates: readonly UnsettledCoordinate[]): WarehouseCommand[] {
  const carried = CARRIED.map((name, at) => {
    const value = `tupleElement(best, ${at + 1})`;
    return name === "value" ? `if(is_taken, ${value}, NULL) AS value` : `${value} AS ${name}`;
  });
  const sql = `
INSERT INTO observations (${[...KEY, ...CARRIED, "version"].join(", ")})
SELECT ${[...KEY, ...carried].join(", ")}, if(${COORDINATE_KEY_SQL} IN {lifted:Array(String)}, highest, own) AS version
FROM
(
  SELECT ${KEY.join(", ")}, max(claims.version) AS highest,
    maxIf(claims.version, outcome IN ('accepted', 'superseded')) AS own,
    max(outcome IN ('accepted', 'superseded')) AS is_taken,
    argMax(tuple(${CARRIED.join(", ")}), tuple(outcome IN ('accepted', 'superseded'), claims.version)) AS best
  FROM observation_vintages AS claims FINAL
  WHERE indicator IN {indicators:Array(String)} AND region IN {regions:Array(String)}
    AND period_end IN {periodEnds:Array(Date32)} AND ${COORDINATE_KEY_SQL} IN {keys:Array(String)}
  GROUP BY ${KEY.join(", ")}
)`;
  const distinct = (texts: readonly string[]) => [...new Set(texts)];
  return chunks(coordinates, COORDINATES_PER_STATEMENT).map((some) => ({
    sql,
    params: {
      indicators: distinct(some.map(({ indicator }) => indicator)),
      regions: distinct(some.map(({ region }) => region)),
      periodEnds: distinct(some.map(({ periodEnd }) => periodEnd)),
      keys: some.map(({ key }) => key),
      lifted: some.filter(({ isLifted }) => isLifted).map(({ key }) => key),
    },
  }));
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, at) => at * size);
  return starts.map((start) => items.slice(start, start + size));
}
