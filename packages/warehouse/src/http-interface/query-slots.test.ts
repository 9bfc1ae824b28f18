import { expect, test } from "vitest";
import { createQuerySlots } from "./query-slots.ts";

test("runs so many at once, lets so many wait in order, and refuses the rest", async () => {
  const slots = createQuerySlots(1, 2);
  const order: string[] = [];
  let endFirst: () => void = () => undefined;
  const first = slots.run(
    () =>
      new Promise<void>((resolve) => {
        endFirst = resolve;
      }),
  );
  const second = slots.run(async () => {
    order.push("second");
    throw new Error("fails");
  });
  const third = slots.run(async () => {
    order.push("third");
  });
  await expect(
    slots.run(async () => {
      order.push("fourth");
    }),
  ).rejects.toMatchObject({ code: 202, httpStatus: 503 });
  expect(order).toEqual([]);
  endFirst();
  await first;
  await expect(second).rejects.toThrow("fails");
  await third;
  await slots.run(async () => {
    order.push("fifth");
  });
  expect(order).toEqual(["second", "third", "fifth"]);
});
