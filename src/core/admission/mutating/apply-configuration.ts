import { type Value, type ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { textAt } from "../model/field.ts";
import { findAtomics } from "./merge/atomics.ts";
import { decodeProblem } from "./merge/decode.ts";
import { mergeValues } from "./merge/merge.ts";
import { problemsText, validateType } from "./merge/validate.ts";
import { mutationError, type Mutated } from "./outcome.ts";
import type { KnownType } from "./schema/type-of-object.ts";
import { ObjectValue } from "./values/object-value.ts";
import { toJson } from "./values/to-json.ts";
import { typeNameProblems } from "./values/type-names.ts";

/** Whether a configuration may touch what is replaced whole: the API server refuses it, Kyverno may be told to allow it. */
export type AtomicFields = "refused" | "replaced";

/**
 * Merges what an expression built into an object (k8s.io/apiserver, `applyConfigPatcher`). Where the type of the object is not known whole, only its
 * metadata can be merged.
 */
export function applyConfiguration(
  value: Value,
  object: ValueObject,
  known: KnownType,
  atomicFields: AtomicFields,
): Mutated {
  if (!(value instanceof ObjectValue))
    return mutationError("unsupported return type from ApplyConfiguration expression");
  const misnamed = typeNameProblems(value);
  if (misnamed.length > 0) return mutationError(`type mismatch: ${misnamed.join("\n")}`);
  const written = toJson(value, "exact");
  if (written.kind === "unwritable") return { kind: "unknown", why: `a form in JSON for ${written.what}` };
  if (written.kind === "too-large" || !isObject(written.value)) return mutationError("the configuration is too large");
  return mergeInto(object, withKind(written.value, object), { known, atomicFields });
}

/** A configuration is always of the kind of its object, whatever it says. */
function withKind(configuration: ValueObject, object: ValueObject): ValueObject {
  return { ...configuration, apiVersion: textAt(object, "apiVersion") ?? "", kind: textAt(object, "kind") ?? "" };
}

interface Merging {
  readonly known: KnownType;
  readonly atomicFields: AtomicFields;
}

function mergeInto(object: ValueObject, configuration: ValueObject, { known, atomicFields }: Merging): Mutated {
  const { type, isWhole, isBuiltIn } = known;
  if (!isWhole && Object.keys(configuration).some((field) => !WITHOUT_SCHEMA.has(field))) return noSchema(object);
  const refused = validateType(type, configuration, "refused");
  if (refused.length > 0) return failed(`failed to convert patch object to typed object: ${problemsText(refused)}`);
  const atomics = atomicFields === "refused" ? findAtomics(type, configuration) : [];
  if (atomics.length > 0) {
    return failed(`invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: ${atomics.join(", ")}`);
  }
  const strange = validateType(type, object, "allowed");
  if (strange.length > 0) return { kind: "unknown", why: `an object that its type allows: ${problemsText(strange)}` };
  const merged = mergeValues(type, object, configuration);
  if (!isObject(merged)) return failed("failed to merge patch: the result is no object");
  const unreadable = isBuiltIn ? decodeProblem(type, merged) : null;
  return unreadable === null ? { kind: "object", object: merged } : mutationError(unreadable);
}

/** The fields that are of one type in every object. */
const WITHOUT_SCHEMA: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata"]);

function noSchema(object: ValueObject): Mutated {
  const kind = textAt(object, "kind") ?? "";
  const apiVersion = textAt(object, "apiVersion") ?? "";
  return { kind: "unknown", why: `the CustomResourceDefinition that declares \`${kind}\` of \`${apiVersion}\`` };
}

function failed(message: string): Mutated {
  return mutationError(`error applying patch: ${message}`);
}
