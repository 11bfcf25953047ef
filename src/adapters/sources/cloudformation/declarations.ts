import type { Value, ValueObject } from "#core/language";
import { isObject, type Path } from "#core/model";
import { readSection, type Entry } from "./values/section.ts";
import type { Bindings, Mistake, Stack } from "./values/stack.ts";

/** A resource as the template declares it, functions not yet evaluated. */
export interface Declaration {
  readonly id: string;
  readonly type: string;
  readonly properties: ValueObject;
  /** All of the resource, for what stands beside the properties: the condition, policies, metadata. */
  readonly attributes: ValueObject;
  /** Where the resource stands in the template. */
  readonly path: Path;
  readonly bindings: Bindings;
  /** Properties that stand elsewhere in the template than under the resource, by the beginnings of their paths. */
  readonly moved: readonly Moved[];
}

export interface Moved {
  readonly property: Path;
  readonly template: Path;
}

/** Something wrong with the template, at a path of it. `unresolved` says whether a part of it therefore cannot be judged. */
export interface TemplateProblem extends Mistake {
  readonly severity: "error" | "warning";
  readonly unresolved: boolean;
}

export interface Declarations {
  readonly declarations: readonly Declaration[];
  readonly problems: readonly TemplateProblem[];
}

const RESOURCE_TYPE = /^[A-Za-z0-9]{1,64}::[A-Za-z0-9:@_-]{1,196}$/;

/** Reads the resources of a template. What is no resource is a problem, and loses nothing of the others. */
export function readDeclarations(root: ValueObject, stack: Stack): Declarations {
  const path = ["Resources"];
  const section = own(root, "Resources");
  if (!isObject(section) || Object.keys(section).length === 0)
    return { declarations: [], problems: [noResources(section)] };
  const { entries, mistakes } = readSection(section, path, stack);
  const problems = [...mistakes.map(fromLoop), ...localModules(own(root, "Modules"))];
  const declarations: Declaration[] = [];
  const taken = new Set<string>();
  for (const entry of entries) {
    const read = taken.has(entry.key) ? duplicate(entry) : readEntry(entry);
    taken.add(entry.key);
    if ("severity" in read) problems.push(read);
    else declarations.push(read);
  }
  return { declarations, problems };
}

function readEntry({ key, raw, path, bindings }: Entry): Declaration | TemplateProblem {
  if (key === "Fn::Transform") return macro(path);
  if (!isObject(raw)) return broken("invalid-resource", `resource \`${key.slice(0, 255)}\` is no mapping`, path);
  const [type, properties] = [own(raw, "Type"), own(raw, "Properties") ?? {}];
  if (type === null) return broken("missing-type", `resource \`${key.slice(0, 255)}\` has no \`Type\``, path);
  if (typeof type !== "string" || !RESOURCE_TYPE.test(type)) {
    return broken("invalid-type", `the \`Type\` of \`${key.slice(0, 255)}\` is not the name of a type`, [
      ...path,
      "Type",
    ]);
  }
  if (type.endsWith("::MODULE")) return unresolvedModule(key, type, path);
  if (!isObject(properties)) {
    return broken("invalid-properties", `the \`Properties\` of \`${key.slice(0, 255)}\` are no mapping`, [
      ...path,
      "Properties",
    ]);
  }
  return { id: key, type, properties, attributes: raw, path, bindings, moved: [] };
}

function own(object: ValueObject, key: string): Value {
  return Object.hasOwn(object, key) ? (object[key] ?? null) : null;
}

function broken(code: string, message: string, path: Path): TemplateProblem {
  const hint = "Correct the resource; CloudFormation refuses the template as it is";
  return { code, severity: "error", message, hint, path, unresolved: true };
}

function noResources(section: Value): TemplateProblem {
  const found = section === null ? "it has no `Resources`" : "its `Resources` hold no resource";
  const hint = "Hand in a template that declares at least one resource";
  return {
    code: "no-resources",
    severity: "error",
    message: found,
    hint,
    path: section === null ? [] : ["Resources"],
    unresolved: true,
  };
}

function duplicate({ key, path }: Entry): TemplateProblem {
  return broken("duplicate-resource", `resource \`${key.slice(0, 255)}\` is declared more than once`, path);
}

function unresolvedModule(id: string, type: string, path: Path): TemplateProblem {
  return {
    code: "unresolved-module",
    severity: "warning",
    message: `\`${id.slice(0, 255)}\` is the module \`${type}\`, whose resources are not in the template`,
    hint: "Check the processed template (`aws cloudformation get-template --template-stage Processed`)",
    path,
    unresolved: true,
  };
}

/** Modules that `aws cloudformation package` would put into the template. */
function localModules(section: Value): readonly TemplateProblem[] {
  if (!isObject(section)) return [];
  return Object.keys(section).map((name) => ({
    code: "unresolved-module",
    severity: "warning",
    message: `\`${name.slice(0, 255)}\` is a module, whose resources are not in the template`,
    hint: "Check what `aws cloudformation package` makes of the template",
    path: ["Modules", name],
    unresolved: true,
  }));
}

function macro(path: Path): TemplateProblem {
  return {
    code: "unresolved-macro",
    severity: "warning",
    message: "resources come from `Fn::Transform`, which only CloudFormation can run",
    hint: "Check the processed template (`aws cloudformation get-template --template-stage Processed`)",
    path,
    unresolved: true,
  };
}

function fromLoop(mistake: Mistake): TemplateProblem {
  const severity = mistake.code === "unknown-loop" ? "warning" : "error";
  return { ...mistake, severity, unresolved: true };
}
