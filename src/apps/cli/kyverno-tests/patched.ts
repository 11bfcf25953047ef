import { creationRequest, textAt, type KyvernoMutation } from "#core/admission";
import { equals, type Value, type ValueObject } from "#core/language";
import { isList, isObject, memberAt } from "#core/model";
import { readValues } from "./read.ts";

/** What a mutating policy said of a resource, and whether the resource became what a test says. */
export interface Judged {
  readonly status: string;
  readonly message: string;
}

/** Judges what became of a resource by the files that a test names; another object than theirs is a failure, as Kyverno has it. */
export function judgeMutation({ status, message, object }: KyvernoMutation, files: readonly string[]): Judged {
  if (status !== "pass" || files.length === 0) return { status, message };
  const expected = files
    .flatMap(readValues)
    .map(created)
    .find((one) => identityOf(one) === identityOf(object));
  if (expected === undefined) return { status: "fail", message: `it is not in ${files.join(", ")}` };
  if (equals(withoutEmpty(expected) ?? {}, withoutEmpty(object) ?? {}) === true) return { status, message };
  return { status: "fail", message: `it becomes ${JSON.stringify(object)}` };
}

/** An object as it is read from the files of a test, those of the resources and those of what becomes of them: in a namespace. */
function created(object: ValueObject): ValueObject {
  return creationRequest(object).object ?? object;
}

function identityOf(object: ValueObject): string {
  const { apiVersion, kind } = object;
  return JSON.stringify([
    apiVersion,
    kind,
    textAt(object, "metadata", "namespace") ?? "",
    memberAt(object, "metadata", "name"),
  ]);
}

/** A value without what is empty in it, in which Kyverno sees no difference; undefined where nothing is left. */
function withoutEmpty(value: Value): Value | undefined {
  if (isList(value)) {
    const items = value.flatMap((item) => withoutEmpty(item) ?? []);
    return items.length === 0 ? undefined : items;
  }
  if (!isObject(value)) return value === null || value === "" ? undefined : value;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const kept = withoutEmpty(item);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
