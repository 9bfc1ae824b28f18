import { styleOf } from "@yardstick/cli";
import { inBackground, processRules } from "@yardstick/pipeline";
import { createLogger, loadConfig, runProcess } from "@yardstick/runtime";
import { banner } from "./banner.ts";
import { ALL_IN_ONE_FLAGS, allInOneConfig } from "./config.ts";
import { startAllInOne } from "./start-all-in-one.ts";

const name = "yardstick";
const config = loadConfig({ service: name, shape: allInOneConfig, flags: ALL_IN_ONE_FLAGS, rules: processRules });
const logger = createLogger({ service: name, level: config.YARDSTICK_LOG_LEVEL });
const style = styleOf(process.stdout);

const everything = inBackground(name, async (signal) => {
  const running = await startAllInOne({ config, logger, signal });
  logger.info(running.urls, "ready");
  if (style.isTerminal) process.stdout.write(banner(config, running.urls, style));
  return running;
});
const shutdownDeadlineMs = config.YARDSTICK_SHUTDOWN_DEADLINE_MS;
await runProcess({ name, logger, components: [everything], shutdownDeadlineMs });
