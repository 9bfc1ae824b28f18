import { z } from "zod";

/** The settings that choose and describe the warehouse. Keys as they stand in the environment. */
export const warehouseConfig = {
  YARDSTICK_CLICKHOUSE_URL: z
    .url({ protocol: /^https?$/, error: "an http:// or https:// address" })
    .optional()
    .describe(
      "A ClickHouse server's HTTP address, such as http://localhost:8123. Without it ClickHouse runs in the process (chDB).",
    ),
  YARDSTICK_CLICKHOUSE_USER: z.string().min(1).default("default").describe("The server's user."),
  YARDSTICK_CLICKHOUSE_PASSWORD_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("A file that holds the user's password; without it the password is empty."),
  YARDSTICK_CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, "letters, digits and underscores")
    .default("yardstick")
    .describe("The database that holds every table."),
  YARDSTICK_CLICKHOUSE_CLUSTER: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The cluster's name in the server's configuration: tables are then replicated. Without it there is one server.",
    ),
  YARDSTICK_CLICKHOUSE_TLS_CA_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("A PEM file of the authority that signed the server's certificate; the system's own otherwise."),
  YARDSTICK_CLICKHOUSE_REQUEST_TIMEOUT_MS: wholeNumber({ min: 100, max: 3_600_000 })
    .default(120_000)
    .describe("How long one call may take before it counts as failed, in milliseconds."),
  YARDSTICK_CLICKHOUSE_MAX_OPEN_CONNECTIONS: wholeNumber({ min: 1, max: 1_000 })
    .default(10)
    .describe("Sockets to the server at most; calls beyond it wait."),
  YARDSTICK_CLICKHOUSE_COMPRESS_REQUESTS: z
    .enum(["true", "false"], "true or false")
    .transform((text) => text === "true")
    .default(false)
    .describe("Whether rows are sent with gzip: for a server across a network."),
  YARDSTICK_CHDB_READER_CONNECTIONS: wholeNumber({ min: 1, max: 64 })
    .default(2)
    .describe("Queries that ClickHouse in the process runs side by side; more of them wait."),
} as const;

/** The parsed settings, and the data directory, which belongs to the whole process. */
export type WarehouseSettings = Readonly<z.infer<z.ZodObject<typeof warehouseConfig>>> & {
  readonly YARDSTICK_DATA_DIR?: string | undefined;
};

function wholeNumber({ min, max }: { readonly min: number; readonly max: number }) {
  const wanted = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, wanted)
    .transform(Number)
    .refine((value) => value >= min && value <= max, wanted);
}
