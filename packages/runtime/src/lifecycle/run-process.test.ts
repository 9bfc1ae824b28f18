import { describe, expect, it, vi } from "vitest";
import { createLogger } from "../logger.ts";
import type { Component } from "./component.ts";
import { type ProcessHost, runProcess } from "./run-process.ts";

const never: () => Promise<void> = () => new Promise(() => undefined);

function harness(parts: Partial<Component>[], sleep: () => Promise<void> = never) {
  const events: string[] = [];
  const lines: string[] = [];
  const signals: ((signal: string) => void)[] = [];
  const unhandled: ((error: unknown) => void)[] = [];
  const components = parts.map((part, index): Component => {
    const name = part.name ?? `c${index}`;
    return {
      start: async () => void events.push(`start ${name}`),
      stop: async () => void events.push(`stop ${name}`),
      ...part,
      name,
    };
  });
  const host: ProcessHost = {
    onSignal: (handle) => void signals.push(handle),
    onUnhandled: (handle) => void unhandled.push(handle),
    exit: (code) => void events.push(`exit ${code}`),
  };
  const logger = createLogger({
    service: "t",
    level: "info",
    stream: { write: (line: string) => void lines.push(line) },
  });
  const running = runProcess({ name: "t", logger, components, shutdownDeadlineMs: 1_000, host, sleep });
  return {
    events,
    lines,
    running,
    signal: (name: string) => {
      for (const handle of signals) handle(name);
    },
    raise: (error: unknown) => {
      for (const handle of unhandled) handle(error);
    },
  };
}

describe("runProcess", () => {
  it("starts in order and drains in reverse on SIGTERM, with exit code 0", async () => {
    const { events, running, signal } = harness([{}, {}]);
    await running;
    signal("SIGTERM");
    await vi.waitFor(() => expect(events).toEqual(["start c0", "start c1", "stop c1", "stop c0", "exit 0"]));
  });

  it("stops what had started when a component does not start", async () => {
    const { events, lines, running } = harness([
      {},
      { name: "bad", start: () => Promise.reject(new Error("no disk")) },
      {},
    ]);
    await running;
    expect(events).toEqual(["start c0", "stop c0", "exit 1"]);
    expect(lines.join("")).toContain("no disk");
  });

  it("goes down with exit code 1 and a line when a component fails", async () => {
    let fail: (error: Error) => void = () => undefined;
    const failed = new Promise<void>((_, reject) => {
      fail = reject;
    });
    const { events, lines, running } = harness([{}, { name: "stage", failed }]);
    await running;
    fail(new Error("OFFSET_LOST"));
    await vi.waitFor(() => expect(events).toEqual(["start c0", "start stage", "stop stage", "stop c0", "exit 1"]));
    expect(lines.join("")).toContain('"component":"stage"');
    expect(lines.join("")).toContain("OFFSET_LOST");
  });

  it("ends with 1 when the deadline passes, and when a second signal comes", async () => {
    const late = harness([{ stop: never }], () => Promise.resolve());
    await late.running;
    late.signal("SIGTERM");
    await vi.waitFor(() => expect(late.events).toEqual(["start c0", "exit 1"]));

    const twice = harness([{ stop: never }]);
    await twice.running;
    twice.signal("SIGINT");
    twice.signal("SIGINT");
    expect(twice.events).toEqual(["start c0", "exit 1"]);
  });

  it("asks every component to stop although one does so badly, and ends with 1", async () => {
    const { events, running, signal } = harness([{}, { stop: () => Promise.reject(new Error("stuck")) }]);
    await running;
    signal("SIGTERM");
    await vi.waitFor(() => expect(events).toEqual(["start c0", "start c1", "stop c0", "exit 1"]));
  });

  it("starts nothing more when a signal comes while it starts", async () => {
    let started: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      started = resolve;
    });
    const { events, running, signal } = harness([{ start: () => slow }, {}]);
    signal("SIGTERM");
    started();
    await running;
    await vi.waitFor(() => expect(events).toEqual(["stop c0", "exit 0"]));
  });

  it("crashes on an error that reaches nobody", async () => {
    const { events, running, raise } = harness([]);
    await running;
    raise(new Error("lost"));
    expect(events).toEqual(["exit 1"]);
  });
});
