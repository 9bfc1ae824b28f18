import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { awaitKafkaReady } from "./await-kafka-ready.ts";
import { fetchKafkaJars } from "./fetch-kafka-jars.ts";
import { freePort } from "./free-port.ts";
import { runToEnd } from "./run-to-end.ts";

export interface KafkaOptions {
  /** Port of the broker on 127.0.0.1; a free one by default. */
  readonly port?: number;
  readonly controllerPort?: number;
  /** Records and metadata live here; a second start on the same directory goes on with them. */
  readonly dataDir: string;
  /** Receives what the broker prints (warnings and errors). */
  readonly onOutput?: (text: string) => void;
}

export interface RunningKafka {
  /** Bootstrap address, `127.0.0.1:<port>`; the same after a restart. */
  readonly brokers: string;
  /** Resolves when the broker's present process has ended. */
  exited(): Promise<void>;
  /** Sends a signal and waits for the end, for outage tests: SIGKILL leaves the files as they are. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts again on the same directory and port; resolves when it is ready. */
  restart(): Promise<void>;
  /** Ends the broker in good order. Idempotent. */
  stop(): Promise<void>;
}

/** A cluster id is 16 bytes in base64url; one broker for development needs no other. */
const CLUSTER_ID = "4L6g3nShT-eMCtK--X86sw";
const JVM_FLAGS = ["-Xms128m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];
const STOP_DEADLINE_MS = 20_000;
const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * Starts a real Apache Kafka from its published jars, which needs Java 17 and, at the first time, Maven. Resolves when
 * a consumer group has read a record. Throws `KafkaUnavailable` where Java or Maven is missing.
 */
export async function startKafka(options: KafkaOptions): Promise<RunningKafka> {
  const jars = await fetchKafkaJars();
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const port = options.port ?? (await freePort());
  const controllerPort = options.controllerPort ?? (await freePort());
  const properties = join(dataDir, "server.properties");
  const logDir = join(dataDir, "log");
  writeFileSync(
    properties,
    fill(readFileSync(join(here, "server.properties"), "utf8"), { port, controllerPort, logDir }),
  );
  const classPath = ["-cp", join(jars, "*")];
  const format = ["kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", properties, "--ignore-formatted"];
  const logging = `-Dlog4j2.configurationFile=${join(here, "log4j2.xml")}`;
  await runToEnd("java", ["-Xmx128m", logging, ...classPath, ...format]);

  const brokers = `127.0.0.1:${port}`;
  const launch = async () => {
    const broker = spawn("java", [...JVM_FLAGS, logging, ...classPath, "kafka.Kafka", properties], { stdio: "pipe" });
    const output = collectOutput(broker, options.onOutput);
    await awaitKafkaReady(brokers, broker).catch((error: unknown) => {
      broker.kill("SIGKILL");
      throw new Error(`The broker did not become ready: ${error}\n${output()}`, { cause: error });
    });
    return broker;
  };
  return runningKafka(brokers, await launch(), launch);
}

function runningKafka(brokers: string, first: ChildProcess, launch: () => Promise<ChildProcess>): RunningKafka {
  let broker = first;
  const kill = async (signal: NodeJS.Signals) => {
    if (hasEnded(broker)) return;
    broker.kill(signal);
    await ended(broker);
  };
  return {
    brokers,
    kill,
    exited: () => ended(broker),
    restart: async () => {
      await kill("SIGTERM");
      broker = await launch();
    },
    stop: async () => {
      const deadline = setTimeout(() => broker.kill("SIGKILL"), STOP_DEADLINE_MS);
      await kill("SIGTERM");
      clearTimeout(deadline);
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (hasEnded(child)) resolve();
    child.once("exit", () => resolve());
  });
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
}

/** Passes the output on and keeps its end, for the message of a broker that did not start. */
function collectOutput(broker: ChildProcess, onOutput?: (text: string) => void): () => string {
  let tail = "";
  const collect = (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-4_000);
    onOutput?.(chunk.toString());
  };
  broker.stdout?.on("data", collect);
  broker.stderr?.on("data", collect);
  return () => tail;
}
