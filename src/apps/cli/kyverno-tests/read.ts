import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { textAt } from "#core/admission";
import { readTrees, toValue } from "#core/documents";
import type { Value, ValueObject } from "#core/language";
import { isList, isObject, memberAt } from "#core/model";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";

const DOCUMENT = /\.(?:json|ya?ml)$/;

/** The documents of a file of YAML or JSON as values, those of a `List` one by one. */
export function readValues(file: string): readonly ValueObject[] {
  const { trees, reading } = readTrees(file, readText(file));
  const problem = reading.diagnostics.find(({ severity }) => severity === "error");
  if (problem !== undefined) throw new UsageError(`Cannot read \`${file}\`: ${problem.message}`, problem.hint);
  return trees.flatMap(({ root }) => itemsOf(toValue(root)));
}

function itemsOf(value: Value): readonly ValueObject[] {
  if (!isObject(value)) return [];
  const items = textAt(value, "kind") === "List" ? value["items"] : undefined;
  return isList(items) ? items.filter((item) => isObject(item)) : [value];
}

/** The text of a file; throws a `UsageError` that names it. */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`Cannot read \`${file}\`: ${reasonOf(error)}`, "check the path and its permissions");
  }
}

/** A file, or the documents that lie in a folder. */
export function filesAt(path: string): readonly string[] {
  if (!isFolder(path)) return [path];
  const names = readdirSync(path).filter((name) => DOCUMENT.test(name));
  return names.toSorted().map((name) => join(path, name));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The texts in a list; empty where there is none. */
export function textsAt(value: Value, ...path: readonly string[]): readonly string[] {
  const list = memberAt(value, ...path);
  return isList(list) ? list.filter((item) => typeof item === "string") : [];
}

/** The maps in a list; empty where there is none. */
export function mapsAt(value: Value, ...path: readonly string[]): readonly ValueObject[] {
  const list = memberAt(value, ...path);
  return isList(list) ? list.filter((item) => isObject(item)) : [];
}
