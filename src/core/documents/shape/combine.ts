import type { DocumentNode } from "../read/node.ts";
import { reportWrongType } from "./describe.ts";
import type { JsonSchema } from "./json-schema.ts";
import { report, type Place, type Reading, type Shape } from "./shape.ts";

/** Something that a shape alone cannot say. `path` leads from the checked part to the culprit. */
export interface RuleProblem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** A shape with a rule between its parts; `keywords` tell JSON Schema what it can understand of the rule. */
export function withRule<T>(
  shape: Shape<T>,
  rule: (value: T, place: Place) => RuleProblem | null,
  keywords: JsonSchema = {},
): Shape<T> {
  return {
    expected: shape.expected,
    read(node, place, reading) {
      const value = shape.read(node, place, reading);
      const problem = value === undefined ? null : rule(value, place);
      if (problem === null) return value;
      const { path, ...told } = problem;
      report(reading, nodeAt(node, path), told);
      return undefined;
    },
    schema: (definitions) => ({ ...shape.schema(definitions), ...keywords }),
  };
}

function nodeAt(
  node: DocumentNode,
  path: readonly (string | number)[],
): { readonly start: number; readonly end: number } {
  let at = node;
  for (const step of path) {
    const next =
      at.kind === "list" ? at.items[Number(step)] : at.kind === "map" ? at.entries.get(String(step))?.value : undefined;
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

/** A record that may be written as one text when nothing but that is to be said. */
export function orText<T, S extends string>(shape: Shape<T>, short: Shape<S>, expand: (text: S) => T): Shape<T> {
  const expected = `${short.expected} or ${shape.expected}`;
  return {
    expected,
    read(node, place, reading) {
      if (node.kind === "map") return shape.read(node, place, reading);
      if (node.kind !== "scalar" || typeof node.value !== "string") {
        reportWrongType(node, place, reading, expected);
        return undefined;
      }
      const value = short.read(node, place, reading);
      return value === undefined ? undefined : expand(value);
    },
    schema: (definitions) => ({ anyOf: [short.schema(definitions), shape.schema(definitions)] }),
  };
}

/** A shape under a name of its own in the published schema; `make` may speak of the shape itself. */
export function named<T>(name: string, expected: string, make: () => Shape<T>): Shape<T> {
  let made: Shape<T> | undefined;
  const shape = (): Shape<T> => (made ??= make());
  return {
    expected,
    read: (node: DocumentNode, place: Place, reading: Reading) => shape().read(node, place, reading),
    schema(definitions) {
      if (!definitions.has(name)) {
        definitions.set(name, {});
        definitions.set(name, shape().schema(definitions));
      }
      return { $ref: `#/$defs/${name}` };
    },
  };
}
