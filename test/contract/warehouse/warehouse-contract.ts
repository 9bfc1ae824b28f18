import { deploymentProfile, openWarehouse, type Warehouse, type WarehouseSettings } from "@yardstick/warehouse";
import { afterAll, beforeAll, describe } from "vitest";
import { describeConcurrency } from "./concurrency-contract.ts";
import { describeFailures } from "./failure-contract.ts";
import { describeInserts } from "./insert-contract.ts";
import { describeMigrations } from "./migration-contract.ts";
import { describeParameters } from "./parameter-contract.ts";
import { describeSettings } from "./settings-contract.ts";
import { describeValues } from "./value-contract.ts";
import { quietLogger, type UseWarehouse } from "./warehouse-fixture.ts";

/** What an engine needs for the suite: settings with a database of their own, and how to let go of it. */
export interface ContractEngine {
  readonly settings: WarehouseSettings;
  stop(): Promise<void>;
}

/** Everything that the port promises, for one engine. */
export function describeWarehouseContract(engineName: string, start: () => Promise<ContractEngine>): void {
  describe(`warehouse contract: ${engineName}`, () => {
    let engine: ContractEngine | undefined;
    let warehouse: Warehouse | undefined;

    beforeAll(async () => {
      engine = await start();
      warehouse = await openWarehouse(engine.settings, { logger: quietLogger, createDatabase: true });
    });

    afterAll(async () => {
      await warehouse?.command(`DROP DATABASE ${engine?.settings.YARDSTICK_CLICKHOUSE_DATABASE}`);
      await warehouse?.close();
      await engine?.stop();
    });

    const use: UseWarehouse = () => {
      if (engine === undefined || warehouse === undefined) throw new Error("the engine has not started");
      return { warehouse, profile: deploymentProfile(engine.settings) };
    };

    describeInserts(use);
    describeValues(use);
    describeParameters(use);
    describeSettings(use);
    describeFailures(use);
    describeConcurrency(use);
    describeMigrations(use);
  });
}
