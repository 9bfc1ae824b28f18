import { bounded, MAX_GROUPS } from "../sdmx-limits.ts";

type Components = ReadonlyMap<string, string>;

/**
 * Attributes of SDMX-ML groups, joined to the series and observations that they are for. A generic group says which
 * components are its key. A structure-specific one does not: what it shares with a series by name are dimensions, which
 * have to agree, and the rest are its attributes.
 */
export class GroupIndex {
  #groups = 0;
  readonly #byNames = new Map<string, { readonly key: readonly string[] | null; readonly groups: Components[] }>();
  /** For each kind of group and each set of names that it shares: what groups say by the values of these, the first first. */
  #joins = new Map<string, Map<string, Map<string, string>>>();

  add(group: Components, key: readonly string[] | null): void {
    this.#groups += 1;
    bounded(this.#groups, MAX_GROUPS, { zh: "组", en: "Groups" });
    const names = JSON.stringify([key, [...group.keys()].sort()]);
    const alike = this.#byNames.get(names) ?? { key, groups: [] };
    bounded(this.#byNames.set(names, alike).size, MAX_KINDS, { zh: "组的种类", en: "Kinds of groups" });
    alike.groups.push(group);
    this.#joins = new Map();
  }

  /** Puts in what groups say and the components do not. */
  join(components: Map<string, string>): void {
    const stated = new Map(components);
    for (const [names, { key, groups }] of this.#byNames) {
      const first = groups[0];
      if (first === undefined) continue;
      const shared = key ?? [...first.keys()].filter((name) => stated.has(name));
      if (shared.length === 0 || !shared.every((name) => stated.has(name))) continue;
      const said = this.#joined(names, shared, groups).get(valuesOf(stated, shared));
      for (const [id, text] of said ?? []) if (!components.has(id)) components.set(id, text);
    }
  }

  #joined(names: string, shared: readonly string[], groups: readonly Components[]): Map<string, Map<string, string>> {
    const of = `${names}\u0001${shared.join("\u0001")}`;
    const known = this.#joins.get(of);
    if (known !== undefined) return known;
    const join = new Map<string, Map<string, string>>();
    for (const group of groups) {
      const values = valuesOf(group, shared);
      const said = join.get(values) ?? new Map<string, string>();
      join.set(values, said);
      for (const [id, text] of group) if (!said.has(id)) said.set(id, text);
    }
    if (this.#joins.size >= MAX_KINDS) this.#joins = new Map();
    this.#joins.set(of, join);
    return join;
  }
}

const MAX_KINDS = 100;

const valuesOf = (components: Components, names: readonly string[]) =>
  names.map((name) => components.get(name) ?? "").join("\u0001");
