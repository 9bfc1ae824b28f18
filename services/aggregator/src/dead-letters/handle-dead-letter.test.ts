import { describe, expect, it } from "vitest";
import { decodeDeadLetter, handleDeadLetters } from "./handle-dead-letter.ts";

const record = (headers: Record<string, string>) => ({
  topic: "dead-letter",
  partition: 0,
  offset: "5",
  timestampMs: Date.UTC(2021, 0, 1),
  key: null,
  value: null,
  headers,
});
const LETTER = {
  dl_stage: "validator",
  dl_code: "ENVELOPE_INVALID",
  dl_reason: "no ce_id",
  dl_topic: "t",
  dl_partition: "3",
  dl_offset: "9223372036854775807",
};

describe("decodeDeadLetter", () => {
  it("finds the submission by its correlation id, or by the id of the submission itself", () => {
    const idOf = (headers: Record<string, string>) => {
      const decoded = decodeDeadLetter(record({ ...LETTER, ...headers }));
      return decoded.kind === "decoded" ? decoded.value.submissionId : null;
    };
    expect(idOf({ ce_correlationid: "a", ce_id: "b", ce_type: "submission-received.v1" })).toBe("a");
    expect(idOf({ ce_id: "b", ce_type: "submission-received.v1" })).toBe("b");
    expect(idOf({ ce_id: "b", ce_type: "comparisons-made.v1" })).toBe("");
  });

  it("reads whatever stands there", () => {
    const decoded = decodeDeadLetter(record({ dl_partition: "x", dl_offset: "-1" }));
    expect(decoded).toMatchObject({ kind: "decoded", value: { partition: 0, offset: "0", code: "" } });
  });
});

it("lists a letter by where its record was", () => {
  const letter = record(LETTER);
  const decoded = decodeDeadLetter(letter);
  if (decoded.kind !== "decoded") throw new Error("a dead letter is always readable");
  expect(handleDeadLetters([{ record: letter, value: decoded.value }])).toMatchObject({
    inserts: [
      {
        rows: [
          [
            "",
            "",
            "validator",
            "ENVELOPE_INVALID",
            "no ce_id",
            "t",
            3,
            "9223372036854775807",
            "2021-01-01 00:00:00.000",
          ],
        ],
      },
    ],
  });
});
