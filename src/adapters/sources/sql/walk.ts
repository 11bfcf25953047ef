import type { SqlDraft } from "./draft.ts";

/** The names that `WITH` gives to queries, where they can be seen. */
export interface Scope {
  readonly name: string;
  readonly outer: Scope | null;
}

/** A node of a syntax tree, as parsers write them: members by name, of which many are absent. */
export type Node = Readonly<Record<string, unknown>>;

/** Reads what stands under a name in the tree, and asks for what is below it. */
export type Visit = (body: unknown, scope: Scope | null, walk: Walk) => void;

/** More nodes than this are not read of one statement. */
const MAX_NODES = 500_000;

/** Goes through a syntax tree without recursion: what has a visitor is left to it, everything else is entered. */
export class Walk {
  readonly draft: SqlDraft;
  readonly #visitors: ReadonlyMap<string, Visit>;
  readonly #waiting: { readonly node: unknown; readonly scope: Scope | null }[] = [];

  constructor(draft: SqlDraft, visitors: ReadonlyMap<string, Visit>) {
    this.draft = draft;
    this.#visitors = visitors;
  }

  /** Reads everything below a node. */
  all(node: unknown): void {
    this.enter(node, null);
    for (let count = 0; ; count += 1) {
      const next = this.#waiting.pop();
      if (next === undefined) return;
      if (count > MAX_NODES) return this.draft.unresolved("sql-too-large", "The statement is too large to be read");
      this.#step(next.node, next.scope);
    }
  }

  /** Has a node read later, with the names that can be seen from it. */
  enter(node: unknown, scope: Scope | null): void {
    if (typeof node === "object" && node !== null) this.#waiting.push({ node, scope });
  }

  /** Has every member of a node read but those that are named. */
  enterRest(node: Node, scope: Scope | null, but: readonly string[]): void {
    for (const [key, value] of Object.entries(node)) if (!but.includes(key)) this.enter({ [key]: value }, scope);
  }

  #step(node: unknown, scope: Scope | null): void {
    if (Array.isArray(node)) for (const item of node) this.enter(item, scope);
    else if (isNode(node)) for (const [key, value] of Object.entries(node)) this.#member(key, value, scope);
  }

  #member(key: string, value: unknown, scope: Scope | null): void {
    const visit = this.#visitors.get(key);
    if (visit === undefined) this.enter(value, scope);
    else visit(value, scope, this);
  }
}

/** Whether a name is one that `WITH` gave to a query. */
export function isNamed(name: string, scope: Scope | null): boolean {
  for (let at = scope; at !== null; at = at.outer) if (at.name === name) return true;
  return false;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands under a name, or an empty node. */
export function nodeAt(node: unknown, key: string): Node {
  const value = isNode(node) ? node[key] : undefined;
  return isNode(value) ? value : {};
}

export function listAt(node: unknown, key: string): readonly unknown[] {
  const value = isNode(node) ? node[key] : undefined;
  return Array.isArray(value) ? value : [];
}

export function textAt(node: unknown, key: string): string | undefined {
  const value = isNode(node) ? node[key] : undefined;
  return typeof value === "string" ? value : undefined;
}
