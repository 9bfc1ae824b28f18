import { expect, it } from "vitest";
import { createDeadLetterWindow } from "./dead-letter-window.ts";

it("admits as many dead letters as the window holds, and again when time has passed", () => {
  const window = createDeadLetterWindow("validator", 3, 1_000);
  window.admit(2, 0);
  expect(() => window.admit(2, 999)).toThrow(
    expect.objectContaining({ code: "DEAD_LETTER_LIMIT", disposition: "crash" }),
  );
  window.admit(1, 999);
  window.admit(2, 1_000);
  expect(() => window.admit(1, 1_001)).toThrow(/validator: 4 dead letters within 1000 ms, at most 3/);
});
