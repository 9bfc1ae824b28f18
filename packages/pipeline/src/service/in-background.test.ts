import { expect, test } from "vitest";
import { inBackground, type Running } from "./in-background.ts";

const never = new Promise<never>(() => undefined);

test("a stop while it still waits ends the waiting", async () => {
  const ended: string[] = [];
  const part = inBackground("part", async (signal) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    ended.push("let go");
    throw new Error("aborted");
  });
  await part.start();
  await part.stop();
  expect(ended).toEqual(["let go"]);
});

test("stops what runs, and tells of a start that fails", async () => {
  const stopped: string[] = [];
  const running: Running = { failed: never, stop: async () => void stopped.push("stopped") };
  const works = inBackground("works", async () => running);
  await works.start();
  await works.stop();
  expect(stopped).toEqual(["stopped"]);

  const fails = inBackground("fails", async () => Promise.reject(new Error("no broker")));
  await fails.start();
  await expect(fails.failed).rejects.toThrow("no broker");
  await fails.stop();
});
