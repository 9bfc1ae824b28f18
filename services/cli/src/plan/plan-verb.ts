import { loadReference, type ReferenceData, ReferenceDataError, referenceConfig } from "@yardstick/contracts";
import { loadConfig } from "@yardstick/runtime";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { readArguments } from "../read-arguments.ts";
import { oneOf } from "../submit/read-submit-options.ts";
import { type CommandContext, UsageError, type Verb } from "../verb.ts";
import { checkPlanFile } from "./check-plan-file.ts";
import { printPlanCheck, printPlans } from "./print-plan.ts";
import { summarisePlan } from "./summarise-plan.ts";

export const planVerb: Verb = {
  name: "plan",
  summary: "check a plan file before it is used, or list the plans",
  help: `pnpm yardstick plan check FILE [flags]
pnpm yardstick plan list [flags]

check reads a plan (JSON) and says row by row what is wrong with it, all at once: names that the catalogue does not
have, fields that its form lacks or does not know, units, years, weights. Nothing is changed; to use the plan, put it
into the directory plans/ below YARDSTICK_REFERENCE_DIR. list shows the plans that are in use.

The catalogue is the shipped one with the files of YARDSTICK_REFERENCE_DIR laid over it. How a plan is written:
contracts/reference/plans/README.md.

  --lang zh|en       language of the messages (en)
  --json             print one object instead of tables

Exit codes: 0 the plan can be loaded (there may be warnings); 1 it has errors; 2 the command, the file or the reference
directory cannot be used.
`,
  run: async (args, context) => {
    const { values, positionals } = readArguments(args, {
      lang: { type: "string", default: "en" },
      json: { type: "boolean", default: false },
    });
    const [action, ...files] = positionals;
    const options = { language: oneOf("--lang", values.lang, ["zh", "en"]), json: values.json };
    if (action === "list" && files.length === 0) return list(options, context);
    const [file, ...others] = files;
    if (action === "check" && file !== undefined && others.length === 0) return await check(file, options, context);
    throw new UsageError("it is: plan check FILE, or: plan list");
  },
};

interface PlanOptions {
  readonly language: "zh" | "en";
  readonly json: boolean;
}

async function check(file: string, { language, json }: PlanOptions, context: CommandContext): Promise<ExitCode> {
  const text = new TextDecoder().decode(await context.readFile(file));
  // The file may itself be one of the own plans, and what is wrong with another one is not asked.
  const checked = checkPlanFile(file, text, reference({ catalogueOnly: true }));
  if (json) {
    const { plan, ...rest } = checked;
    const summary = plan === null || rest.errors > 0 ? null : summarisePlan(plan);
    context.out(`${JSON.stringify({ ...rest, plan: plan?.id ?? null, forms: summary })}\n`);
  } else context.out(printPlanCheck(checked, language, context.outStyle));
  return checked.errors === 0 ? EXIT.done : EXIT.rejected;
}

function list({ json }: PlanOptions, context: CommandContext): ExitCode {
  const plans = [...reference({ catalogueOnly: false }).plans.values()];
  if (json) context.out(`${JSON.stringify({ plans })}\n`);
  else context.out(printPlans(plans, context.outStyle));
  return EXIT.done;
}

function reference({ catalogueOnly }: { readonly catalogueOnly: boolean }): ReferenceData {
  const config = loadConfig({ service: "yardstick plan", shape: referenceConfig, argv: [] });
  try {
    return loadReference({ overlayDir: config.YARDSTICK_REFERENCE_DIR, catalogueOnly });
  } catch (error) {
    if (error instanceof ReferenceDataError) throw new UsageError(error.message);
    throw error;
  }
}
