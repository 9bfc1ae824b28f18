import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Whether the machine has kcat, the producer that the samples show. */
export const hasKcat = spawnSync("kcat", ["-V"]).status === 0;

/** Whether the library of the sample producer in Python is installed. */
export const hasPythonProducer = spawnSync("python3", ["-c", "import confluent_kafka"]).status === 0;

/** Runs a program of contracts/samples/kafka; answers what it printed, which is where the receipt will be. */
export function runSample(
  program: "python3" | "sh",
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const file = `contracts/samples/kafka/produce-submission.${program === "sh" ? "sh" : "py"}`;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [file, ...args], { cwd: root, env: { ...process.env, ...env } });
    const said = { out: "", err: "" };
    child.stdout.on("data", (bytes) => {
      said.out += String(bytes);
    });
    child.stderr.on("data", (bytes) => {
      said.err += String(bytes);
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(said.out.trim()) : reject(new Error(`${file} ended with ${code}: ${said.err}`)),
    );
  });
}

/** The command of contracts/samples/README.md as it stands there. */
export function kcatSample(): string {
  const text = readFileSync(join(root, "contracts/samples/README.md"), "utf8");
  const command = [...text.matchAll(/```sh\n(.*?)```/gs)]
    .map(([, block]) => block)
    .find((block) => block?.startsWith("kcat"));
  if (command === undefined) throw new Error("contracts/samples/README.md shows no kcat command");
  return command;
}

/** Runs a shell command at the root of the repository, as the README's reader would; rejects with what it said. */
export function runAtRoot(command: string, stdin = ""): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("sh", ["-c", command], { cwd: root, stdio: ["pipe", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (bytes) => {
      said += String(bytes);
    });
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`kcat ended with ${code}: ${said}`))));
    child.stdin.end(stdin);
  });
}
