import type { AuditEntry, IssuedKey, KeySummary } from "@yardstick/access";
import { type Column, renderTable } from "../terminal/render-table.ts";
import type { Style } from "../terminal/style.ts";

export function printKeys(keys: readonly KeySummary[], style: Style): string {
  return `${renderTable(keys, KEY_COLUMNS, style)}\n`;
}

export function printAudit(entries: readonly AuditEntry[], style: Style): string {
  return `${renderTable(entries, AUDIT_COLUMNS, style)}\n`;
}

/** How a key is used, for whoever made it. The key itself goes to stdout alone, so that a script can take it. */
export function howToUse({ key, summary }: IssuedKey): string {
  const [, id = ""] = key.split("_");
  const ends = summary.validUntil === null ? "It does not expire." : `It is refused from ${summary.validUntil} on.`;
  const uses = [
    ...(summary.verbs.includes("submit")
      ? [
          "  submit      put it into a file, then: pnpm yardstick submit FILE --key-file KEYFILE",
          "  over HTTP   Authorization: Bearer ysk_...",
        ]
      : []),
    ...(summary.verbs.includes("read")
      ? [
          "  read API    Authorization: Bearer ysk_...",
          "  SQL         as the password of any ClickHouse client, whatever the user's name",
        ]
      : []),
    ...(summary.verbs.includes("admin")
      ? ["  keys        pnpm yardstick keys list --admin-url URL --key-file KEYFILE"]
      : []),
  ];
  return `
This is the only time that the key is shown; only its hash is kept. ${ends}
${uses.join("\n")}
  revoke it   pnpm yardstick keys revoke ${id}
`;
}

const list = (items: readonly string[], none: string) => (items.length === 0 ? none : items.join(" "));

const KEY_COLUMNS: readonly Column<KeySummary>[] = [
  { header: "key", value: ({ keyId }) => keyId },
  {
    header: "state",
    value: ({ state }) => state.replaceAll("_", " "),
    paint: ({ state }, style) => (state === "valid" ? style.green : style.dim),
  },
  { header: "may", value: ({ verbs }) => list(verbs, "-") },
  { header: "sources", maxWidth: 40, value: ({ sources }) => list(sources, "-") },
  { header: "regions", maxWidth: 24, value: ({ regionPrefixes }) => list(regionPrefixes, "all") },
  { header: "requests/min", align: "right", value: ({ requestsPerMinute }) => String(requestsPerMinute ?? "default") },
  { header: "rows/min", align: "right", value: ({ rowsPerMinute }) => String(rowsPerMinute ?? "default") },
  { header: "until", value: ({ validUntil, revokedAt }) => revokedAt ?? validUntil ?? "-" },
  { header: "note", maxWidth: 40, value: ({ note }) => note },
];

const AUDIT_COLUMNS: readonly Column<AuditEntry>[] = [
  { header: "at", value: ({ at }) => at },
  { header: "who", value: ({ actor }) => (actor === "" ? "(no key)" : actor) },
  { header: "did", value: ({ verb }) => verb },
  { header: "source", value: ({ source }) => source || "-" },
  { header: "to", value: ({ object }) => object },
  { header: "detail", maxWidth: 60, value: ({ detail }) => detail },
];
