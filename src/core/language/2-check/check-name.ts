import { suggest } from "#core/diagnostics";
import type { Expr, IdentExpr, SelectExpr } from "../ast/expr.ts";
import type { StructType } from "../types/environment.ts";
import { describeType } from "../types/format-type.ts";
import { BOOL, DYN, ERROR, optionalOf, type Type } from "../types/type.ts";
import type { Checker } from "./checker.ts";
import { isDynamic } from "./generality.ts";
import { qualifiedName, type ResolvedName } from "./names.ts";

/** Resolves a name: a comprehension variable first, then the environment. */
export function checkIdent(checker: Checker, expr: IdentExpr): Type {
  const local = checker.local(expr.name);
  if (local !== undefined) {
    checker.references.set(expr.id, { kind: "variable", name: expr.name });
    return local;
  }
  const resolved = checker.names.resolve(expr.name);
  if (resolved !== undefined) return refer(checker, expr, resolved);
  checker.problems.report(expr.id, {
    code: "expression-unknown-name",
    message: `There is no variable \`${expr.name}\` here`,
    hint: nameHint(checker, expr.name),
  });
  return ERROR;
}

/** A selection: the whole as one dotted name if there is such a name, else a field of the operand. */
export function checkSelect(checker: Checker, expr: SelectExpr): Type {
  const resolved = resolveQualified(checker, expr);
  if (resolved !== undefined) return refer(checker, expr, resolved);
  const type = selectField(checker, { operand: expr.operand, field: expr.field, id: expr.id, optional: false });
  return expr.testOnly ? BOOL : type;
}

/** A field to be selected at the node `id`; `optional` for `.?`. */
export interface FieldSelection {
  readonly operand: Expr;
  readonly field: string;
  readonly id: number;
  readonly optional: boolean;
}

/** The type of a field; an optional operand or selection makes it optional. */
export function selectField(checker: Checker, selection: FieldSelection): Type {
  const operandType = checker.bindings.resolve(checker.check(selection.operand));
  const unwrapped = checker.unwrapOptional(operandType);
  const type = fieldType(checker, selection, unwrapped ?? operandType);
  return unwrapped !== undefined || selection.optional ? optionalOf(type) : type;
}

function fieldType(checker: Checker, selection: FieldSelection, type: Type): Type {
  if (type.kind === "map") return type.value;
  if (type.kind === "param") {
    checker.bindings.assignable(DYN, type);
    return DYN;
  }
  if (isDynamic(type)) return DYN;
  const { field, id } = selection;
  const subject = `${checker.problems.quote(selection.operand)} is ${describeType(checker.shown(type))}, which`;
  if (type.kind === "struct") return structField(checker, id, { typeName: type.name, field, subject });
  const hint = noFieldsHint(checker, selection, type);
  const message = `${subject} has no field \`${field}\``;
  checker.problems.reportField(id, field, { code: "expression-no-fields", message, hint });
  return ERROR;
}

function noFieldsHint(checker: Checker, { operand, field }: FieldSelection, type: Type): string | undefined {
  if (SIZES.has(field)) return `Write \`size(${checker.problems.quote(operand).slice(1, -1)})\``;
  if (checker.names.resolveFunction(field) !== undefined) return `\`${field}\` is a method: write \`.${field}(...)\``;
  if (type.kind === "list") return "Take one element with `[0]`, or all of them with `all`, `exists` or `map`";
  return `Remove \`.${field}\`, since only records and maps have fields`;
}

/** A field of a named struct; `subject` begins the sentence that says it is missing. */
export interface StructPath {
  readonly typeName: string;
  readonly field: string;
  readonly subject: string;
}

/** The type of a field of a named struct, reported at `id` when there is none. */
export function structField(checker: Checker, id: number, { typeName, field, subject }: StructPath): Type {
  const struct = checker.names.environment.structs.get(typeName);
  const known = struct?.fields.get(field);
  if (known !== undefined) return known.type;
  if (struct === undefined) {
    const message = `Nothing is known about the fields of \`${typeName}\`, so \`${field}\` cannot be checked`;
    checker.problems.reportField(id, field, { code: "expression-unknown-type", message });
    return ERROR;
  }
  const message = `${subject} has no field \`${field}\``;
  checker.problems.reportField(id, field, {
    code: "expression-unknown-field",
    message,
    hint: fieldHint(struct, field),
  });
  return ERROR;
}

function fieldHint(struct: StructType, name: string): string | undefined {
  const close = suggest(name, struct.fields.keys());
  if (close !== undefined) return `Did you mean \`${close}\`?`;
  const names = [...struct.fields.keys()];
  return names.length === 0 ? (struct.whenEmpty ?? "It has no fields") : `It has ${listed(names)}`;
}

function nameHint(checker: Checker, name: string): string | undefined {
  const { variables, constants } = checker.names.environment;
  const called = checker.names.resolveFunction(name)?.overloads.some(({ member }) => !member) === true;
  if (called) return `\`${name}\` is a function: write \`${name}(...)\``;
  const holder = holderOf(checker, name);
  if (holder !== undefined) return `Did you mean \`${holder}.${name}\`?`;
  const names = [...checker.localNames(), ...variables.keys()].filter((known) => !/[@#]/.test(known));
  const close = suggest(name, [...names, ...constants.keys()]);
  if (close !== undefined) return `Did you mean \`${close}\`?`;
  if (names.length === 0) return undefined;
  return names.length === 1 ? `The only name here is ${listed(names)}` : `Names here are ${listed(names)}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).map((name) => `\`${name}\``);
  return `${shown.join(", ")}${names.length > MAX_LISTED ? " and more" : ""}`;
}

/** What has a field of this name: a variable, or a record in one, as `resource.properties`. */
function holderOf(checker: Checker, name: string): string | undefined {
  const { variables, structs } = checker.names.environment;
  const fieldsOf = (type: Type): StructType["fields"] | undefined =>
    type.kind === "struct" ? structs.get(type.name)?.fields : undefined;
  const known = Array.from(variables, ([variable, type]) => [variable, fieldsOf(type)] as const);
  const inner = known.flatMap(([variable, fields]) =>
    Array.from(fields ?? [], ([field, { type }]) => [`${variable}.${field}`, fieldsOf(type)] as const),
  );
  return [...known, ...inner].find(([, fields]) => fields?.has(name) === true)?.[0];
}

function resolveQualified(checker: Checker, expr: SelectExpr): ResolvedName | undefined {
  const qualified = qualifiedName(expr);
  if (qualified === undefined || !checker.names.mayBeNamespace(qualified.root)) return undefined;
  if (checker.local(qualified.root) !== undefined) return undefined;
  return checker.names.resolve(qualified.name);
}

function refer(checker: Checker, expr: Expr, resolved: ResolvedName): Type {
  checker.references.set(expr.id, resolved.reference);
  return resolved.type;
}

const MAX_LISTED = 12;
const SIZES: ReadonlySet<string> = new Set(["length", "size", "count", "len"]);
