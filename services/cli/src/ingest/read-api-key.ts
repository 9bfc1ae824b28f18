import { loadConfig } from "@yardstick/runtime";
import { clientConfig } from "../config.ts";
import { type CommandContext, UsageError } from "../verb.ts";

/**
 * The key of `--key-file`, else of `YARDSTICK_API_KEY_FILE`, else none. It comes from a file alone: arguments and
 * environments of a process can be read by others. @throws UsageError
 */
export async function readApiKey(keyFile: string | undefined, context: CommandContext): Promise<string | undefined> {
  const file = keyFile ?? loadConfig({ service: "yardstick", shape: clientConfig, argv: [] }).YARDSTICK_API_KEY_FILE;
  if (file === undefined) return undefined;
  const key = new TextDecoder().decode(await context.readFile(file)).trim();
  if (/^[\x21-\x7e]{1,4096}$/.test(key)) return key;
  throw new UsageError(`${file} holds no key: it is one line as keys create prints it`);
}
