/**
 * What a log comes to, read once from its beginning to its end: the plainest possible telling of who owns what, for
 * tests. It shares nothing with the stage.
 */
export interface LoggedRow {
  readonly place: string;
  readonly value: string | null;
  readonly status: string;
  readonly explained: boolean;
  readonly ofRecord: boolean;
}

export interface LoggedSubmission {
  readonly source: string;
  readonly id: string;
  readonly content: string;
  readonly atomic: boolean;
  /** Null: the validator rejected it. */
  readonly rows: readonly LoggedRow[] | null;
}

export interface FoldedLog {
  /** Outcome of each row of each submission, by its place in the log; null where it left no receipt. */
  readonly submissions: readonly { outcomes: string[]; faults: string[]; state: string | null }[];
  /** Index of the submission whose figure stands at each place; null where nothing stands, though something was claimed. */
  readonly standing: ReadonlyMap<string, number | null>;
}

const LADDER: Readonly<Record<string, number>> = { unknown: 0, flash: 10, preliminary: 20, verified: 30, final: 40 };

export function foldLog(log: readonly LoggedSubmission[]): FoldedLog {
  const ids = new Map<string, string>();
  const places = new Map<
    string,
    { owner: string; record: boolean; shown: LoggedRow; source: string; by: number } | null
  >();
  const submissions = log.map(({ source, id, content, atomic, rows }, by) => {
    for (const { place } of rows ?? []) if (!places.has(place)) places.set(place, null);
    const none = (rows ?? []).map(() => "refused");
    const first = ids.get(`${source}/${id}`);
    if (first !== undefined) {
      return first === content
        ? { outcomes: none, faults: [], state: null }
        : { outcomes: none, faults: ["ID_REUSED"], state: "rejected" };
    }
    ids.set(`${source}/${id}`, content);
    if (rows === null) return { outcomes: [], faults: [], state: "rejected" };
    const faults: string[] = [];
    const outcomes = rows.map((row, at) => {
      const held = places.get(row.place) ?? null;
      if (held === null) {
        if (row.status !== "withdrawn") return "accepted";
        faults.push(`WITHDRAWS_NOTHING ${at}`);
        return "refused";
      }
      if (!row.ofRecord && (held.record || held.owner !== source)) {
        faults.push(`OWNED_BY_OTHER_SOURCE ${at}`);
        return "refused";
      }
      const { shown } = held;
      if (held.source === source && shown.status === row.status && shown.value === row.value) return "unchanged";
      const lowers = (LADDER[row.status] ?? 0) < (LADDER[shown.status] ?? 0);
      if (row.value === null || shown.value === null || !lowers) return "superseded";
      faults.push(`STATUS_LOWERED ${at}`);
      return row.explained ? "superseded" : "refused";
    });
    const allRefused = outcomes.every((outcome) => outcome === "refused");
    if (allRefused || (atomic && outcomes.includes("refused"))) return { outcomes: none, faults, state: "rejected" };
    for (const [at, row] of rows.entries()) {
      if (outcomes[at] !== "accepted" && outcomes[at] !== "superseded") continue;
      const held = places.get(row.place) ?? null;
      places.set(row.place, {
        owner: held?.owner ?? source,
        record: row.ofRecord || (held?.record ?? false),
        shown: row,
        source,
        by,
      });
    }
    return { outcomes, faults, state: "stored" };
  });
  return { submissions, standing: new Map([...places].map(([place, held]) => [place, held?.by ?? null])) };
}
