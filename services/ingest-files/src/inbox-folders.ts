import { join } from "node:path";

/** Folders of the inbox that are no source's. */
export const RESERVED_FOLDERS: readonly string[] = ["taken", "done", "rejected"];

/** Where everything of one drop lies while it is in hand. What is there says how far it has come: see `advance-drop.ts`. */
export function dropFolder(inbox: string, id: string) {
  const folder = join(inbox, "taken", id);
  return {
    folder,
    note: join(folder, "drop.json"),
    /** Who has it in hand; its time says that they still do. */
    holder: join(folder, "holder"),
    content: join(folder, "content"),
    parts: join(folder, "parts"),
    plan: join(folder, "parts", "plan.json"),
    part: (index: number) => join(folder, "parts", `${index + 1}.json`),
    published: join(folder, "published"),
    receipt: join(folder, "receipt.json"),
    table: join(folder, "receipt.csv"),
  } as const;
}

export type DropFolder = ReturnType<typeof dropFolder>;
