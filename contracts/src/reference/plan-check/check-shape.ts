import { z } from "zod";
import { planHead } from "../plan.ts";
import { fieldsOfForm, TARGET_FORMS, type TargetForm, target as targetSchema } from "../target.ts";
import { type FieldProblem, fieldError, type PlanProblem } from "./plan-problem.ts";

/** Fields that are missing, unknown, or do not hold what they should, each with the form that asks for them. */
export function checkPlanShape(raw: unknown): PlanProblem[] {
  if (!isRecord(raw)) {
    const message = { zh: "文件应为一个JSON对象", en: "a plan is one JSON object" };
    const empty = { target: null, field: null, got: null, candidates: [] };
    return [{ ...empty, severity: "error", code: "NOT_A_PLAN", message }];
  }
  const { success, error } = HEAD.safeParse(raw);
  const head = success ? [] : error.issues.flatMap((issue) => problemsOf(issue, raw, PLAN));
  return [
    ...head.map((problem) => ({ target: null, ...problem })),
    ...targetsOf(raw).flatMap((target, index) =>
      targetShape(target).map((problem) => ({ target: nameOfTarget(target, index), ...problem })),
    ),
  ];
}

/** The targets of a plan that may not be one. What is no object counts as an empty target. */
export function targetsOf(raw: unknown): readonly Record<string, unknown>[] {
  const targets = isRecord(raw) ? raw.targets : undefined;
  return Array.isArray(targets) ? targets.map((target) => (isRecord(target) ? target : {})) : [];
}

/** Its id, else its place in the plan counted from 1. */
export function nameOfTarget({ id }: Readonly<Record<string, unknown>>, index: number): string {
  return typeof id === "string" && id !== "" ? id : `#${index + 1}`;
}

const HEAD = planHead.extend({ targets: z.array(z.unknown()) });

function targetShape(raw: Record<string, unknown>): FieldProblem[] {
  const form = TARGET_FORMS.find((known) => known === raw.form);
  if (form === undefined) return [unknownForm(raw.form)];
  const { success, error } = targetSchema.safeParse(raw);
  return success ? [] : error.issues.flatMap((issue) => problemsOf(issue, raw, ownerOf(form)));
}

function unknownForm(form: unknown): FieldProblem {
  if (form === undefined) return fieldError("MISSING_FIELD", "form", ["缺少form", "it has no form"]);
  const got = asText(form);
  return fieldError("UNKNOWN_FORM", "form", [`没有${got}这种形式`, `there is no form ${got}`], {
    got,
    candidates: TARGET_FORMS,
  });
}

/** Whose fields they are. */
interface Owner {
  readonly zh: string;
  readonly en: string;
  readonly fields: readonly string[];
}

const PLAN: Owner = { zh: "计划", en: "a plan", fields: Object.keys(HEAD.shape) };
const ownerOf = (form: TargetForm): Owner => ({ zh: form, en: form, fields: fieldsOfForm(form) });

function problemsOf(issue: z.core.$ZodIssue, raw: unknown, owner: Owner): FieldProblem[] {
  const place = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const field = [...issue.path, key].join(".");
      const candidates = issue.path.length === 0 ? owner.fields : [];
      return fieldError("UNKNOWN_FIELD", field, [`${owner.zh}没有字段${field}`, `${owner.en} has no field ${field}`], {
        got: key,
        candidates,
      });
    });
  }
  const value = valueAt(raw, issue.path);
  if (value === undefined)
    return [
      fieldError("MISSING_FIELD", place, [`${owner.zh}缺少字段${place}`, `${owner.en} needs the field ${place}`]),
    ];
  const shown = JSON.stringify(value);
  const wanted = issue.code === "invalid_value" ? issue.values.map(String) : [];
  const why = wanted.length > 0 ? `is none of ${wanted.join(", ")}` : issue.message;
  const choice = { got: asText(value), candidates: wanted };
  return [fieldError("BAD_VALUE", place, [`${shown}不符合要求(${why})`, `${shown} ${asClause(why)}`], choice)];
}

/** JSON may hold an object whose toString is no function. */
const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** zod's own sentences stand apart, ours follow the value. */
const asClause = (why: string) => (why.startsWith("is ") ? why : `does not fit: ${why}`);

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    raw,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
