/** Remembers the routes of a server, so that a path which exists under another method is a 405 and not a 404. */
export interface AllowedMethods {
  add(path: string, method: string | readonly string[]): void;
  /** Methods of the routes that match the path, sorted; empty where there is none. */
  of(path: string): string[];
}

export function createAllowedMethods(): AllowedMethods {
  const routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
  return {
    add: (path, method) => {
      const route = routes.get(path) ?? { pattern: patternOf(path), methods: new Set<string>() };
      for (const name of typeof method === "string" ? [method] : method) route.methods.add(name);
      routes.set(path, route);
    },
    of: (path) => {
      const matching = [...routes.values()].filter((route) => route.pattern.test(path));
      return [...new Set(matching.flatMap((route) => [...route.methods]))].sort();
    },
  };
}

/** `/v1/submissions/:id` and `/assets/*`, the two kinds of variable that our routes use. */
function patternOf(path: string): RegExp {
  const source = path
    .split("/")
    .map((part) => (part.startsWith(":") ? "[^/]+" : part === "*" ? ".*" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")))
    .join("/");
  return new RegExp(`^${source}$`);
}
