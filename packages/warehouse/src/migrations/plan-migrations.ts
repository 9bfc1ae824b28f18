import { createHash } from "node:crypto";
import type { Migration } from "./migration.ts";

/** What the warehouse remembers of a step. */
export interface AppliedMigration {
  readonly name: string;
  readonly sha256: string;
}

export interface MigrationPlan {
  /** Steps to run, in order. */
  readonly pending: readonly Migration[];
  /** Names of applied steps whose file is no longer what was applied. */
  readonly edited: readonly string[];
  /** Names of applied steps that this version of the software does not have: a newer one was here. */
  readonly unknown: readonly string[];
}

/** What is to do, from the files and from what has been applied. */
export function planMigrations(migrations: readonly Migration[], applied: readonly AppliedMigration[]): MigrationPlan {
  const hashes = new Map(applied.map(({ name, sha256 }) => [name, sha256]));
  const names = new Set(migrations.map(({ name }) => name));
  const isNew = ({ name }: Migration) => !hashes.has(name);
  const isEdited = (step: Migration) => !isNew(step) && hashes.get(step.name) !== hashOf(step);
  return {
    pending: migrations.filter((step) => isNew(step) || (step.isRepeatable && isEdited(step))),
    edited: migrations.filter((step) => !step.isRepeatable && isEdited(step)).map(nameOf),
    unknown: applied.filter(({ name }) => !names.has(name)).map(nameOf),
  };
}

/** The hash of the file's text, before its placeholders: it is the same on every deployment. */
export function hashOf(migration: Migration): string {
  return createHash("sha256").update(migration.sql).digest("hex");
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
