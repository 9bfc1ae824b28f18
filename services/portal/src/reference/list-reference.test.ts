import { loadReference, TARGET_FORMS, targetReference } from "@yardstick/contracts";
import { expect, test } from "vitest";
import { listReference } from "./list-reference.ts";

test("every target comes with its plan and the fields of its form", () => {
  const entries = listReference(loadReference(), "targets").map(({ entry }) => targetReference.parse(entry));
  expect(new Set(entries.map(({ plan }) => plan))).toEqual(new Set(["fushun-2018-2020", "fushun-county-assessment"]));
  expect(new Set(entries.map(({ form }) => form))).toEqual(new Set(TARGET_FORMS));
  expect(entries.find(({ id }) => id === "S6-county-share")).toMatchObject({
    form: "share_path",
    denominatorRegion: "210400",
    path: [{ year: 2020, required: "17", region: null }],
    judged: "at_deadline",
    scope: null,
  });
});
