import type { ListKind } from "../interceptor.ts";
import type { Era } from "../protocol/revisions.ts";

/** What a request is about, and with which clients it is spoken. Whatever is not listed is refused. */
export type Method =
  | { readonly about: "list"; readonly kind: ListKind; readonly eras: readonly Era[] }
  | { readonly about: "tool" | "prompt" | "resource" | "reference" | "level" | "task"; readonly eras: readonly Era[] };

const BOTH: readonly Era[] = ["2025", "2026"];
const ONLY_2025: readonly Era[] = ["2025"];
const ONLY_2026: readonly Era[] = ["2026"];

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["tools/list", { about: "list", kind: "tools", eras: BOTH }],
  ["prompts/list", { about: "list", kind: "prompts", eras: BOTH }],
  ["resources/list", { about: "list", kind: "resources", eras: BOTH }],
  ["resources/templates/list", { about: "list", kind: "resourceTemplates", eras: BOTH }],
  ["tools/call", { about: "tool", eras: BOTH }],
  ["prompts/get", { about: "prompt", eras: BOTH }],
  ["resources/read", { about: "resource", eras: BOTH }],
  ["resources/subscribe", { about: "resource", eras: ONLY_2025 }],
  ["resources/unsubscribe", { about: "resource", eras: ONLY_2025 }],
  ["completion/complete", { about: "reference", eras: BOTH }],
  ["logging/setLevel", { about: "level", eras: ONLY_2025 }],
  ["tasks/get", { about: "task", eras: BOTH }],
  ["tasks/cancel", { about: "task", eras: BOTH }],
  ["tasks/result", { about: "task", eras: ONLY_2025 }],
  ["tasks/list", { about: "task", eras: ONLY_2025 }],
  ["tasks/update", { about: "task", eras: ONLY_2026 }],
]);

/** What a method is, with clients of an era; undefined for one that is not spoken with them. */
export function methodOf(name: string, era: Era): Method | undefined {
  const method = METHODS.get(name);
  return method?.eras.includes(era) === true ? method : undefined;
}

/** By which method a list is asked for, and under which capability a server says that it has one. */
export const LISTS: Readonly<Record<ListKind, { readonly method: string; readonly capability: string }>> = {
  tools: { method: "tools/list", capability: "tools" },
  prompts: { method: "prompts/list", capability: "prompts" },
  resources: { method: "resources/list", capability: "resources" },
  resourceTemplates: { method: "resources/templates/list", capability: "resources" },
};
