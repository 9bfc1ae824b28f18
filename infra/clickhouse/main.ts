import { createClickHouseHttpServer, openChdbSession } from "@yardstick/warehouse";
import { clickHouseOptions } from "./clickhouse-options.ts";

const options = clickHouseOptions(process.argv.slice(2).filter((argument) => argument !== "--"));
const server = createClickHouseHttpServer({
  openSession: () => openChdbSession(options.dataDir),
  access: "read-write",
  onFailure: ({ queryId, code, message }) => console.error(`query ${queryId} failed with code ${code}: ${message}`),
});
const { host, port } = await server.listen("127.0.0.1", options.port);
console.log(`ClickHouse's HTTP interface (chDB): http://${host}:${port}, data in ${options.dataDir}`);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
