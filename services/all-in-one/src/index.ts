export { type AllInOneConfig, parseAllInOneConfig } from "./config.ts";
export { type AllInOneOptions, type AllInOneUrls, type RunningAllInOne, startAllInOne } from "./start-all-in-one.ts";
