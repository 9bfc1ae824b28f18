import { createManualClock } from "@yardstick/runtime";
import { expect, it } from "vitest";
import { createReceiptPasses } from "./receipt-passes.ts";

it("lets one browser read one receipt for an hour", () => {
  const clock = createManualClock(1_000_000);
  const passes = createReceiptPasses(new Uint8Array(32).fill(7), clock);
  const header = passes.issue("sub_a");
  expect(header).toMatch(/; Path=\/v1\/submissions\/sub_a; Max-Age=3600; HttpOnly; SameSite=Strict$/);
  const [cookie = ""] = header.split(";");
  expect(passes.admits("sub_a", `x=1; ${cookie}; y=2`)).toBe(true);
  expect(passes.admits("sub_b", cookie)).toBe(false);
  expect(passes.admits("sub_a", undefined)).toBe(false);
  expect(passes.admits("sub_a", cookie.replace("=4", "=5"))).toBe(false);
  expect(createReceiptPasses(new Uint8Array(32).fill(8), clock).admits("sub_a", cookie)).toBe(false);
  clock.advance(3_600_001);
  expect(passes.admits("sub_a", cookie)).toBe(false);
});
