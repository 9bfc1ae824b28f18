import { expect, test } from "vitest";
import { createCountedRandomness } from "../randomness.ts";
import { createAdminToken } from "./admin-token.ts";

test("is shown as a bearer token, whole and nothing else", () => {
  const token = createAdminToken(createCountedRandomness());
  expect(token.text).toBe("01".repeat(32));
  expect(token.isShownIn(`Bearer ${token.text}`)).toBe(true);
  for (const other of [undefined, "", token.text, `Bearer ${token.text}0`, `Bearer ${token.text.slice(1)}`]) {
    expect(token.isShownIn(other)).toBe(false);
  }
});
