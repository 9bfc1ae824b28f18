import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { KafkaUnavailable } from "./kafka-unavailable.ts";
import { startKafka } from "./start-kafka.ts";

const USAGE = "pnpm kafka [--port 9092] [--controller-port 9093] [--data-dir .data/kafka]";
const repository = fileURLToPath(new URL("../..", import.meta.url));

/** `pnpm kafka`: a broker on loopback until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "9092" },
      "controller-port": { type: "string", default: "9093" },
      "data-dir": { type: "string", default: resolve(repository, ".data/kafka") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(USAGE);

  const kafka = await startKafka({
    port: port(values.port),
    controllerPort: port(values["controller-port"]),
    dataDir: values["data-dir"],
    onOutput: (text) => process.stderr.write(text),
  });
  console.log(`Kafka is ready: YARDSTICK_KAFKA_BROKERS=${kafka.brokers}`);
  let isStopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      isStopping = true;
      void kafka.stop();
    });
  }
  await kafka.exited();
  if (!isStopping) throw new Error("The broker ended by itself");
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) throw new Error(`Not a port: ${text}\n${USAGE}`);
  return number;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof KafkaUnavailable ? error.message : error);
    process.exit(1);
  },
);
