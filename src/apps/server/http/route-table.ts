import type { Route } from "#points/api";

/** What was found for a method and a path. */
export type RouteMatch =
  | { readonly kind: "found"; readonly route: Route; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: "other-method"; readonly allow: string }
  | { readonly kind: "none" };

const NO_PARAMETERS: Readonly<Record<string, string>> = {};

/** Routes by what they are asked for. A path without parameters is found in one step. */
export class RouteTable {
  readonly #exact = new Map<string, RouteMatch>();
  readonly #patterns: readonly { readonly pattern: RegExp; readonly route: Route }[];
  readonly #methods = new Map<string, string[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const key = `${route.method} ${route.path}`;
      this.#exact.set(key, { kind: "found", route, parameters: NO_PARAMETERS });
      this.#methods.set(route.path, [...(this.#methods.get(route.path) ?? []), route.method]);
    }
    this.#patterns = routes
      .filter(({ path }) => path.includes("{"))
      .map((route) => ({ pattern: patternOf(route.path), route }));
  }

  find(method: string, path: string): RouteMatch {
    const exact = this.#exact.get(`${method} ${path}`);
    if (exact !== undefined && !path.includes("{")) return exact;
    const methods = this.#methods.get(path);
    if (methods !== undefined) return { kind: "other-method", allow: methods.join(", ") };
    return this.#findPattern(method, path);
  }

  #findPattern(method: string, path: string): RouteMatch {
    const fitting = this.#patterns.filter(({ pattern }) => pattern.test(path));
    const found = fitting.find(({ route }) => route.method === method);
    if (found !== undefined) {
      return { kind: "found", route: found.route, parameters: found.pattern.exec(path)?.groups ?? NO_PARAMETERS };
    }
    const allow = fitting.map(({ route }) => route.method).join(", ");
    return fitting.length > 0 ? { kind: "other-method", allow } : { kind: "none" };
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/[.]/g, "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[A-Za-z0-9_-]{1,128})")}$`);
}
