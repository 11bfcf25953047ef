import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type NativeReference, type NativeResource, type Path } from "#core/model";
import { put } from "../json/index.ts";
import { creationOf, type Creation } from "../creation.ts";
import { type Fields } from "../yaml/index.ts";
import type { Declaration } from "./declarations.ts";
import { labelsOf } from "./labels.ts";
import { maskSecrets } from "./mask.ts";
import { Evaluator } from "./values/evaluator.ts";
import type { Mistake, Stack } from "./values/stack.ts";

/** A resource with what came up while its properties were evaluated. */
export interface EvaluatedResource {
  readonly declaration: Declaration;
  readonly change: Creation;
  /** The resources that it names or says to depend on, each with the first place in the native object or null for `DependsOn`. */
  readonly needs: ReadonlyMap<string, Path | null>;
  readonly mistakes: readonly Mistake[];
}

/** What policies on deletion ask for, kept beside the properties under their own names: no resource type has properties of these names. */
const POLICIES = ["DeletionPolicy", "UpdateReplacePolicy"];

/**
 * Evaluates a declared resource, which the stack will create. `conditional` marks one whose condition is not known.
 *
 * Values are compared for links inside one template only: what stands for pseudo parameters is the same text in every one.
 */
export function createResource(
  declaration: Declaration,
  stack: Stack,
  file: string,
  conditional: boolean,
): EvaluatedResource {
  const { id, type } = declaration;
  const evaluator = new Evaluator(stack, id, declaration.bindings);
  const native = maskSecrets(evaluate(declaration, evaluator));
  const after: NativeResource = {
    id,
    type,
    provider: type.startsWith("AWS::") || type.startsWith("Custom::") ? "aws" : "other",
    providerVersion: null,
    group: `cloudformation ${file}`,
    module: "",
    name: id,
    scope: "",
    labels: labelsOf(native),
    native,
    references: conditional ? evaluator.references.map((one) => asPossible(one, id, stack)) : evaluator.references,
    source: { file, address: addressOf(declaration), path: [] },
  };
  const traits = conditional ? ["conditional"] : [];
  const change = creationOf(after, traits);
  return {
    declaration,
    change,
    needs: needsOf(declaration, evaluator),
    mistakes: evaluator.mistakes,
  };
}

/** What a resource that may not be made refers to it may not be joined with, unless both are made together. */
function asPossible(reference: NativeReference, id: string, stack: Stack): NativeReference {
  const together = reference.target !== null && stack.conditionOf(reference.target) === stack.conditionOf(id);
  return together ? reference : { ...reference, certainty: "possible" };
}

function evaluate({ properties, attributes }: Declaration, evaluator: Evaluator): ValueObject {
  const native: Fields = {};
  const evaluated = evaluator.property(properties, { path: [], standIns: false });
  for (const [key, value] of isObject(evaluated) ? Object.entries(evaluated) : []) put(native, key, value);
  for (const name of POLICIES) {
    const raw = Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null;
    const value = raw === null ? undefined : evaluator.property(raw, { path: [name], standIns: false });
    if (value !== undefined) native[name] = value;
  }
  return native;
}

/** The place of a resource in words: its logical id, and in what the CDK made the path of the construct that it came from. */
function addressOf({ id, attributes }: Declaration): string {
  const metadata = Object.hasOwn(attributes, "Metadata") ? attributes["Metadata"] : null;
  const construct = isObject(metadata) && Object.hasOwn(metadata, "aws:cdk:path") ? metadata["aws:cdk:path"] : null;
  return typeof construct === "string" ? `${id} (${construct.slice(0, 512)})` : id;
}

function needsOf({ attributes }: Declaration, evaluator: Evaluator): ReadonlyMap<string, Path | null> {
  const needs = new Map<string, Path | null>(evaluator.uses);
  const declared: Value = Object.hasOwn(attributes, "DependsOn") ? (attributes["DependsOn"] ?? null) : null;
  for (const id of isList(declared) ? declared : [declared]) {
    if (typeof id === "string" && !needs.has(id)) needs.set(id, null);
  }
  return needs;
}
