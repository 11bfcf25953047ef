import { type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { decodeProblem } from "./merge/decode.ts";
import { internalError, mutationError, unknownMutation, type Mutated } from "./outcome.ts";
import { applyPatch, type PatchOperation } from "./patch/json-patch.ts";
import { jsonSize } from "./patch/json-size.ts";
import type { KnownType } from "./schema/type-of-object.ts";
import { ObjectValue } from "./values/object-value.ts";
import { PatchValue } from "./values/patch-value.ts";
import { toJson } from "./values/to-json.ts";
import { typeNameProblems } from "./values/type-names.ts";

/** How an engine takes the result of a patch: the API server reads it into its own types, Kyverno takes any object. */
export interface PatchReading {
  readonly known: KnownType;
  readonly isStrict: boolean;
  /** What stands before the errors of a patch. */
  readonly prefix: string;
}

/** The largest object that a patch may leave, in bytes: what the API server takes as a request (k8s.io/apiserver, `MaxRequestBodyBytes`). */
const MAX_OBJECT = 3 * 1024 * 1024;

/** Applies the JSON patch that an expression built to an object (k8s.io/apiserver, `jsonPatcher`). */
export function applyJsonPatch(value: Value, object: ValueObject, reading: PatchReading): Mutated {
  const read = operationsOf(value);
  if (!isList(read)) return read;
  const patched = applyPatch(object, read);
  if (patched.kind === "untouched") return { kind: "object", object };
  if (patched.kind === "failed") return mutationError(`${reading.prefix}: ${patched.message}`);
  if (patched.kind === "unknown") return unknownMutation(patched.unknown);
  return readPatched(patched.document, reading);
}

function readPatched(document: Value, { known, isStrict }: PatchReading): Mutated {
  if (!isObject(document)) return internalError("the patched object is no map");
  if (jsonSize(document, MAX_OBJECT) > MAX_OBJECT) return internalError("the patched object is too large");
  const problem = isStrict && known.isBuiltIn ? decodeProblem(known.type, document) : null;
  return problem === null ? { kind: "object", object: document } : internalError(problem);
}

function operationsOf(value: Value): readonly PatchOperation[] | Mutated {
  if (!isList(value)) return mutationError("type mismatch: JSONPatchType.expression should evaluate to array");
  const operations: PatchOperation[] = [];
  let size = 0;
  for (const one of value) {
    const operation = operationOf(one);
    if ("kind" in operation) return operation;
    size += jsonSize(operation.value ?? null, MAX_OBJECT);
    if (size > MAX_OBJECT) return TOO_LARGE;
    operations.push(operation);
  }
  return operations;
}

function operationOf(value: Value): PatchOperation | Mutated {
  if (!(value instanceof PatchValue)) {
    return mutationError("type mismatch: JSONPatchType.expression should evaluate to array of JSONPatch");
  }
  const texts = { op: value.text("op"), path: value.text("path"), from: value.text("from") };
  const given = value.fields.get("value");
  if (given === undefined) return { ...texts, value: undefined };
  const misnamed = given instanceof ObjectValue ? typeNameProblems(given) : [];
  if (misnamed.length > 0) return mutationError(`type mismatch: ${misnamed.join("\n")}`);
  const written = toJson(given, "text");
  if (written.kind === "unwritable") return { kind: "unknown", why: `a form in JSON for ${written.what}` };
  return written.kind === "json" ? { ...texts, value: written.value } : TOO_LARGE;
}

const TOO_LARGE: Mutated = mutationError("the patch is too large");
