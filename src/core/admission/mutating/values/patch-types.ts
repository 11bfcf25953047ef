import {
  childrenOf,
  DYN,
  STRING,
  type Environment,
  type Expr,
  type ParsedExpression,
  type StructType,
  type Type,
} from "#core/language";
import { escapeKey } from "./escape-key.ts";
import { ObjectValue } from "./object-value.ts";
import { PatchValue } from "./patch-value.ts";

/**
 * The environment of one expression with the types of patches: `JSONPatch`, and `Object` with whatever names and fields the expression gives it, as
 * nothing is known of the object when a policy is made (k8s.io/apiserver, `DynamicTypeResolver`).
 */
export function withPatchTypes(environment: Environment, { expr }: ParsedExpression): Environment {
  const names = new Names();
  names.visit(expr);
  const fields = new Map([...names.fields].map((name) => [name, { type: DYN }] as const));
  const objects = [...names.types].map((name): StructType => ({
    name,
    fields,
    construct: (values) => new ObjectValue(name, values),
  }));
  const structs = [...environment.structs.values(), ...objects, JSON_PATCH];
  return {
    ...environment,
    structs: new Map(structs.map((struct) => [struct.name, struct])),
    functions: new Map([...environment.functions, [escapeKey.name, escapeKey]]),
  };
}

const TEXT = { type: STRING };
const JSON_PATCH: StructType = {
  name: "JSONPatch",
  fields: new Map<string, { readonly type: Type }>([
    ["op", TEXT],
    ["path", TEXT],
    ["from", TEXT],
    ["value", { type: DYN }],
  ]),
  construct: (values) => new PatchValue(values),
};

/** `Object`, and everything below it. */
const OBJECT_TYPE = /^\.?Object(?:\.|$)/;

/** The names of object types and of fields in an expression. */
class Names {
  readonly types = new Set(["Object"]);
  readonly fields = new Set<string>();

  visit(root: Expr): void {
    const open: Expr[] = [root];
    while (open.length > 0) {
      const expr = open.pop();
      if (expr === undefined) return;
      this.#note(expr);
      open.push(...childrenOf(expr));
    }
  }

  #note(expr: Expr): void {
    if (expr.kind === "select") {
      this.fields.add(expr.field);
      return;
    }
    if (expr.kind !== "struct" || !OBJECT_TYPE.test(expr.messageName)) return;
    this.types.add(expr.messageName.replace(/^\./, ""));
    for (const { key } of expr.entries) if (key.kind === "field") this.fields.add(key.name);
  }
}
