import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { member, textOf } from "../json/index.ts";
import { identityOf, objectIn, targetOf, type Declared, type Identity, type Outer, type Scopes } from "./declared.ts";
import { evaluateValue, MOST_COPIES } from "./expressions/evaluate.ts";
import type { Budget } from "./expressions/scope.ts";
import type { GivenTwice } from "./parameters.ts";
import { TemplateScope, type Given } from "./template-scope.ts";

/** Why a template is not read in full, and where in it. */
export interface TemplateProblem {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint: string;
  readonly path: Path;
  readonly unresolved: boolean;
}

const MAX_NESTING = 12;
const MOST_RESOURCES = 20_000;

/** What a deployment is told of its surroundings. */
interface Frame {
  readonly path: Path;
  readonly module: string;
  readonly scopes: Scopes;
  readonly conditional: boolean;
  readonly depth: number;
}

/** Walks through the resources of a template, those of children and of nested deployments included. */
export class Deployment {
  readonly declared: Declared[] = [];
  readonly problems: TemplateProblem[] = [];
  /** Names of resources whose condition does not hold. */
  readonly leftOut: string[] = [];
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Reads a template that is deployed to `group` with these values of its parameters, and the defaults of the others. */
  template(template: ValueObject, group: string, given: GivenTwice): void {
    const scopes = this.#scopes(template, given, "deployment", group);
    this.#resourcesOf(template, { path: [], module: "", scopes, conditional: false, depth: 0 });
  }

  #scopes(template: ValueObject, given: GivenTwice, deploymentName: string, group: string): Scopes {
    const shared = { template, deploymentName, group, budget: this.#budget };
    return {
      values: TemplateScope.create({ ...shared, given: given.values, symbolic: false }),
      symbols: TemplateScope.create({ ...shared, given: given.symbols, symbolic: true }),
    };
  }

  #resourcesOf(holder: ValueObject, frame: Frame, outer: Outer | null = null): void {
    const resources = Object.hasOwn(holder, "resources") ? holder["resources"] : undefined;
    const path: Path = [...frame.path, "resources"];
    if (resources === undefined || resources === null) return;
    if (isList(resources)) {
      for (const [at, raw] of resources.entries()) this.#entry(raw, { ...frame, path: [...path, at] }, outer);
    } else if (isObject(resources)) {
      this.#declareSymbols(resources, frame);
      for (const [name, raw] of Object.entries(resources)) this.#entry(raw, { ...frame, path: [...path, name] }, outer);
    } else {
      this.#malformed("its `resources` are neither a list nor a mapping", path);
    }
  }

  /** Expressions may speak of resources further down, so all are known by their symbolic names before any is read. */
  #declareSymbols(resources: ValueObject, { scopes }: Frame): void {
    for (const [symbol, raw] of Object.entries(resources)) {
      const identity = isObject(raw) && !isObject(raw["copy"]) ? identityOf(raw, scopes, null) : null;
      if (identity === null) continue;
      const { id, name, type, symbolicName } = identity;
      const known = id.includes("{") && name instanceof Unknown ? name : id;
      scopes.values.declare(symbol, { id: known, name, type });
      scopes.symbols.declare(symbol, { id, name: symbolicName, type });
    }
  }

  #entry(raw: Value, frame: Frame, outer: Outer | null): void {
    if (!isObject(raw)) return this.#malformed("it has a resource that is no mapping", frame.path);
    for (const { scopes, open } of this.#rounds(raw, frame))
      this.#resource(raw, { ...frame, scopes, conditional: frame.conditional || open }, outer);
  }

  /** The rounds of a loop; where nobody can tell how many there are, one stands for all. */
  #rounds(raw: ValueObject, { scopes, path }: Frame): readonly { readonly scopes: Scopes; readonly open: boolean }[] {
    const loop = raw["copy"];
    if (!isObject(loop)) return [{ scopes, open: false }];
    const count = evaluateValue(loop["count"] ?? null, scopes.values, "copy.count");
    const name = `copy:${textOf(loop, "name") ?? ""}`;
    if (typeof count !== "number") return [{ scopes, open: true }];
    if (count > MOST_COPIES)
      this.#tooMany(`a loop has ${count} rounds, and Azure allows ${MOST_COPIES}`, [...path, "copy"]);
    return Array.from({ length: Math.max(0, Math.min(count, MOST_COPIES)) }, (_, round) => {
      const locals = new Map([[name, round]]);
      return { scopes: { values: scopes.values.with(locals), symbols: scopes.symbols.with(locals) }, open: false };
    });
  }

  #resource(raw: ValueObject, frame: Frame, outer: Outer | null): void {
    const identity = identityOf(raw, frame.scopes, outer);
    if (identity === null) return this.#malformed("it has a resource whose type or name cannot be told", frame.path);
    const condition = Object.hasOwn(raw, "condition")
      ? evaluateValue(raw["condition"] ?? null, frame.scopes.values)
      : true;
    if (condition === false || condition === "false") {
      this.leftOut.push(identity.symbolicName);
      return;
    }
    const inner = { ...frame, conditional: frame.conditional || (condition !== true && condition !== "true") };
    if (identity.type === "Microsoft.Resources/deployments") this.#nested(raw, identity, inner);
    else this.#declare(raw, identity, inner);
    const { type, name, symbolicName } = identity;
    this.#resourcesOf(raw, inner, { type, name, symbolicName });
  }

  #declare(
    raw: ValueObject,
    { type, name, id, parents }: Identity,
    { path, scopes, module, conditional }: Frame,
  ): void {
    if (this.declared.length >= MOST_RESOURCES)
      return this.#tooMany(`it has more than ${MOST_RESOURCES} resources`, path);
    this.declared.push({
      type,
      name,
      id,
      parents,
      raw,
      path,
      scopes,
      module,
      conditional,
      existing: raw["existing"] === true,
    });
  }

  /** A nested template is deployed in place, with its own parameters where its expressions are evaluated inside. */
  #nested(raw: ValueObject, { id, symbolicName }: Identity, frame: Frame): void {
    const properties = objectIn(raw, "properties");
    const path: Path = [...frame.path, "properties", "template"];
    const template = properties["template"];
    if (!isObject(template)) return this.#elsewhere(symbolicName, frame.path);
    if (frame.depth >= MAX_NESTING) return this.#tooMany(`deployments are nested more than ${MAX_NESTING} deep`, path);
    const module = frame.module === "" ? symbolicName : `${frame.module}/${symbolicName}`;
    const inner = textOf(objectIn(properties, "expressionEvaluationOptions"), "scope")?.toLowerCase() === "inner";
    const scopes = inner ? this.#innerScopes(template, properties, frame.scopes, { raw, symbolicName }) : frame.scopes;
    for (const name of [id, frame.path.at(-1)])
      if (typeof name === "string") declareOutputs(name, template, scopes, frame.scopes);
    this.#resourcesOf(template, { ...frame, path, module, scopes, depth: frame.depth + 1 });
  }

  #innerScopes(template: ValueObject, properties: ValueObject, outer: Scopes, { raw, symbolicName }: Named): Scopes {
    const given: GivenTwice = {
      values: givenIn(properties, outer.values),
      symbols: givenIn(properties, outer.symbols),
    };
    return this.#scopes(template, given, symbolicName, targetOf(raw, outer.symbols));
  }

  #elsewhere(name: string, path: Path): void {
    this.problems.push({
      code: "arm-linked-template",
      severity: "warning",
      message: `Cannot tell what deployment \`${name}\` makes, because its template is not in this one`,
      hint: "Compile the template with everything in it, as `az bicep build` does, or check the other template as well",
      path,
      unresolved: true,
    });
  }

  #malformed(reason: string, path: Path): void {
    this.problems.push({
      code: "arm-malformed",
      severity: "error",
      message: `Cannot read all of the template: ${reason}`,
      hint: "Correct the template; `az deployment group validate` tells more",
      path,
      unresolved: true,
    });
  }

  #tooMany(reason: string, path: Path): void {
    this.problems.push({
      code: "arm-too-large",
      severity: "error",
      message: `Cannot read all of the template: ${reason}`,
      hint: "Split the template",
      path,
      unresolved: true,
    });
  }
}

interface Named {
  readonly raw: ValueObject;
  readonly symbolicName: string;
}

/** The outputs of a template are evaluated inside it, and asked for from around it. */
function declareOutputs(name: string, template: ValueObject, inside: Scopes, around: Scopes): void {
  const outputs = objectIn(template, "outputs");
  around.values.declareOutputs(name, () => evaluateValue(outputs, inside.values, "outputs"));
  around.symbols.declareOutputs(name, () => evaluateValue(outputs, inside.symbols, "outputs"));
}

/** The values that a deployment hands to its template, by name in lower case; one from a vault is a secret. */
function givenIn(properties: ValueObject, scope: TemplateScope): Given {
  const given = new Map<string, () => Value>();
  for (const [name, parameter] of Object.entries(objectIn(properties, "parameters"))) {
    const where = `parameters.${name}`;
    const value = member(parameter, "value");
    if (member(parameter, "reference") !== undefined)
      given.set(name.toLowerCase(), () => scope.unknown("sensitive", where));
    else if (value !== undefined) given.set(name.toLowerCase(), () => evaluateValue(value, scope, where));
  }
  return given;
}
