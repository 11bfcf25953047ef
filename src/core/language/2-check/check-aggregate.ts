import { suggest } from "#core/diagnostics";
import type { ListExpr, StructEntry, StructExpr } from "../ast/expr.ts";
import { describeType, formatType } from "../types/format-type.ts";
import { typeParts } from "../types/type-parts.ts";
import { DYN, ERROR, listOf, mapOf, type Type } from "../types/type.ts";
import { structField } from "./check-name.ts";
import type { Checker } from "./checker.ts";

/** A list literal: elements of different types make it `list(dyn)`. */
export function checkList(checker: Checker, expr: ListExpr): Type {
  let element: Type | undefined;
  for (const [index, child] of expr.elements.entries()) {
    const type = checker.check(child);
    element = checker.join(element, expr.optionalIndices.includes(index) ? checker.optionalEntry(child, type) : type);
  }
  return listOf(element ?? checker.bindings.fresh());
}

/** A map literal or a message literal. */
export function checkStruct(checker: Checker, expr: StructExpr): Type {
  return expr.messageName === "" ? checkMap(checker, expr) : checkMessage(checker, expr);
}

function checkMap(checker: Checker, expr: StructExpr): Type {
  let key: Type | undefined;
  let value: Type | undefined;
  for (const entry of expr.entries) {
    if (entry.key.kind === "map") key = checker.join(key, keyType(checker.check(entry.key.expr)));
    value = checker.join(value, entryType(checker, entry));
  }
  return mapOf(key ?? checker.bindings.fresh(), value ?? checker.bindings.fresh());
}

/** Keys are scalars, or else an error in evaluation; so what is no scalar is not worth a type. */
function keyType(type: Type): Type {
  return typeParts(type).length > 0 ? DYN : type;
}

function checkMessage(checker: Checker, expr: StructExpr): Type {
  const message = messageType(checker, expr);
  for (const entry of expr.entries) {
    const actual = entryType(checker, entry);
    const field = entry.key.kind === "field" ? entry.key.name : "";
    if (message !== undefined) checkField(checker, entry, { typeName: message.name, field, actual });
  }
  return message?.type ?? ERROR;
}

function messageType(checker: Checker, expr: StructExpr): { readonly name: string; readonly type: Type } | undefined {
  const resolved = checker.names.resolve(expr.messageName);
  if (resolved === undefined) {
    const close = suggest(expr.messageName, checker.names.environment.structs.keys());
    const hint = close === undefined ? undefined : `Did you mean \`${close}\`?`;
    const message = `There is no type \`${expr.messageName}\``;
    checker.problems.report(expr.id, { code: "expression-unknown-type", message, hint });
    return undefined;
  }
  const { reference, type } = resolved;
  if (type.kind !== "type" || !checker.names.environment.structs.has(reference.name)) {
    const message = `\`${expr.messageName}\` is ${describeType(type)} and cannot be built with \`{}\``;
    checker.problems.report(expr.id, { code: "expression-not-a-struct", message });
    return undefined;
  }
  checker.references.set(expr.id, reference);
  return { name: reference.name, type: type.of };
}

interface FieldValue {
  readonly typeName: string;
  readonly field: string;
  readonly actual: Type;
}

function checkField(checker: Checker, entry: StructEntry, { typeName, field, actual }: FieldValue): void {
  const expected = structField(checker, entry.id, { typeName, field, subject: `\`${typeName}\`` });
  if (checker.bindings.assignable(actual, expected)) return;
  const shown = describeType(checker.shown(actual));
  const message = `Field \`${field}\` of \`${typeName}\` is ${describeType(expected)}, but its value is ${shown}`;
  const hint = `Give a value of type \`${formatType(expected)}\``;
  checker.problems.report(entry.value.id, { code: "expression-wrong-field-type", message, hint });
}

function entryType(checker: Checker, entry: StructEntry): Type {
  const type = checker.check(entry.value);
  return entry.optional ? checker.optionalEntry(entry.value, type) : type;
}
