import type { Name } from "./alert-rule.ts";

/** What a person calls an entry of the reference data; its id where the data no longer knows it. */
export function nameOf(entry: { readonly nameZh: string; readonly nameEn: string } | undefined, id: string): Name {
  return entry === undefined ? { zh: id, en: id } : { zh: entry.nameZh, en: entry.nameEn };
}
