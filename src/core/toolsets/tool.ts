import type { Value, ValueObject } from "#core/language";
import { canonicalJson, isList, isObject, sha256Hex } from "#core/model";

/** A tool as it would be pinned. */
export interface OfferedTool {
  readonly name: string;
  /** `sha256:` and 64 hex digits over all that the server says of it, known to us or not: whatever it is, a client may show it to a model. */
  readonly digest: string;
  readonly definition: ValueObject;
}

export type ToolReading =
  | { readonly kind: "tool"; readonly tool: OfferedTool }
  /** It cannot be offered to anybody. `name` is null where it has none that may be told. */
  | { readonly kind: "refused"; readonly name: string | null; readonly reason: string };

/** The names that the protocol recommends (2025-11-25, tool names): nothing in them looks like something else of another script. */
const NAME = /^[A-Za-z0-9_./-]{1,128}$/;
const MOST_DEPTH = 32;
const LARGEST = 64 * 1024;

/** Reads what a server says of one tool. Total and bounded. */
export function readTool(definition: ValueObject): ToolReading {
  const name = own(definition, "name");
  if (typeof name !== "string" || !NAME.test(name))
    return { kind: "refused", name: null, reason: "its name is not made of at most 128 letters, digits and `_-./`" };
  const reason = schemaProblem(definition) ?? sizeProblem(definition);
  if (reason !== null) return { kind: "refused", name, reason };
  return { kind: "tool", tool: { name, digest: `sha256:${sha256Hex(canonicalJson(definition))}`, definition } };
}

function sizeProblem(definition: ValueObject): string | null {
  return canonicalJson(definition).length > LARGEST ? `its definition has more than ${LARGEST} characters` : null;
}

function schemaProblem(definition: ValueObject): string | null {
  if (!isObject(own(definition, "inputSchema"))) return "it has no `inputSchema`";
  return referenceProblem(definition, MOST_DEPTH);
}

/** Whoever followed a reference to elsewhere would let that place change what the tool takes, after it was approved. */
function referenceProblem(value: Value, depth: number): string | null {
  if (depth < 0) return `its definition is more than ${MOST_DEPTH} levels deep`;
  if (isList(value)) return firstProblem(value, depth);
  if (!isObject(value)) return null;
  for (const key of ["$ref", "$dynamicRef"]) {
    const target = own(value, key);
    if (typeof target === "string" && !target.startsWith("#")) return "its schema refers to another place (`$ref`)";
  }
  return firstProblem(Object.values(value), depth);
}

function firstProblem(values: readonly Value[], depth: number): string | null {
  for (const value of values) {
    const problem = referenceProblem(value, depth - 1);
    if (problem !== null) return problem;
  }
  return null;
}

function own(object: ValueObject, key: string): Value {
  return Object.hasOwn(object, key) ? (object[key] ?? null) : null;
}
