import { provideClickHouse } from "../../clickhouse/provide-clickhouse.ts";
import { describeWarehouseContract } from "./warehouse-contract.ts";

describeWarehouseContract("ClickHouse over HTTP", () => provideClickHouse());
