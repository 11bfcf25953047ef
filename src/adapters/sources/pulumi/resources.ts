import { Unknown, type Value, type ValueObject } from "#core/language";
import {
  isObject,
  isSameValue,
  type NativeChange,
  type NativeReference,
  type NativeResource,
  type Unresolved,
} from "#core/model";
import { listOf, member, put, textOf } from "../json/index.ts";
import { carryOver } from "./carry-over.ts";
import { familyOf, labelsIn, type Family } from "./family.ts";
import type { StatePlace } from "./locate.ts";
import { operationsOf, PARTS_OF_REPLACE, UNRECOGNISED, type Operation } from "./operations.ts";
import { Providers } from "./providers.ts";
import type { PlacedStep } from "./read.ts";
import { referencesIn, type Dependency } from "./references.ts";
import type { PreviewStep, StateText } from "./steps.ts";
import { unfollowed } from "../unfollowed.ts";
import { idOf, parseUrn, type Urn } from "./urn.ts";
import { readProperties } from "./values.ts";

/** Where resources leave what else is to be known of them. */
export interface ResourceContext {
  readonly file: string;
  readonly places: Map<string, StatePlace>;
  readonly unresolved: Unresolved[];
}

/** The resources of a preview: what changes, and what only stands around it (stacks, components, provider configurations). */
export interface Resources {
  readonly changes: readonly NativeChange[];
  readonly surroundings: readonly NativeResource[];
}

/** Turns the steps of a preview into changes, in their order. */
export function resourcesOf(steps: readonly PlacedStep[], context: ResourceContext): Resources {
  return new ResourceReader(steps, context).read(steps);
}

class ResourceReader {
  readonly #context: ResourceContext;
  readonly #providers = new Providers();
  readonly #known = new Map<string, Dependency>();
  readonly #replaced: ReadonlySet<string>;
  readonly #families = new Map<string, Family>();

  constructor(steps: readonly PlacedStep[], context: ResourceContext) {
    this.#context = context;
    this.#replaced = new Set(steps.filter(({ step }) => PARTS_OF_REPLACE.has(step.op)).map(({ step }) => step.urn));
    for (const { step } of steps) this.#index(step.urn, step.after ?? step.before);
  }

  read(steps: readonly PlacedStep[]): Resources {
    const changes: NativeChange[] = [];
    const surroundings: NativeResource[] = [];
    for (const placed of steps) {
      const urn = parseUrn(placed.step.urn);
      if (urn === null) this.#leave("pulumi-malformed-step", `\`${placed.step.urn}\` is no URN of a resource`, "");
      else if (isAround(urn, placed)) surroundings.push(...this.#around(placed, urn));
      else if (placed.step.op !== "replace" || !this.#replaced.has(placed.step.urn))
        changes.push(...this.#changes(placed, urn));
    }
    return { changes, surroundings };
  }

  #index(text: string, state: StateText | null): void {
    const urn = parseUrn(text);
    if (urn === null || state === null) return;
    this.#known.set(text, { id: idOf(urn), type: this.#familyOf(urn.type).type });
    if (!urn.type.startsWith("pulumi:providers:")) return;
    this.#providers.add(text, readProperties(member(state.value, "inputs"), text));
  }

  #changes(placed: PlacedStep, urn: Urn): readonly NativeChange[] {
    const operations = operationsOf(placed.step.op);
    if (operations === undefined) {
      this.#leave(
        "pulumi-unknown-operation",
        `The preview has an operation \`${placed.step.op}\` that is not known`,
        idOf(urn),
      );
    }
    return (operations ?? UNRECOGNISED).map((operation) => this.#change(operation, placed, urn));
  }

  #change(operation: Operation, placed: PlacedStep, urn: Urn): NativeChange {
    const { before: old, after: now } = statesFor(operation, placed.step);
    const before = this.#resource("before", old, { placed, urn });
    const after = this.#resource("after", now, { placed, urn });
    const changed =
      operation.verb === "read" && before && after ? !isSameValue(before.native, after.native) : operation.changed;
    return { verb: operation.verb, before, after, changed, traits: operation.traits, previousId: null };
  }

  #around(placed: PlacedStep, urn: Urn): readonly NativeResource[] {
    const resource = this.#resource("after", placed.step.after ?? placed.step.before, { placed, urn });
    return resource === null ? [] : [resource];
  }

  #resource(side: "before" | "after", state: StateText | null, { placed, urn }: Named): NativeResource | null {
    if (state === null) return null;
    const [id, family] = [idOf(urn), this.#familyOf(urn.type)];
    const properties = propertiesOf(state, family, id);
    const native = family.native(properties, id);
    const provider = this.#providers.find(placed.step.provider);
    const region = provider.region === null ? "" : (textOf(native, "region") ?? provider.region);
    if (side === "after" || !this.#context.places.has(id)) this.#place(state, placed.start, id, family);
    return {
      id,
      type: family.type,
      provider: family.provider,
      providerVersion: null,
      group: `${this.#context.file} ${provider.name}${region === "" ? "" : ` ${region}`}`,
      module: parseUrn(textOf(state.value, "parent") ?? "")?.name ?? "",
      name: urn.name,
      scope: scopeIn(native, family) ?? provider.scope ?? urn.stack,
      labels: labelsIn(native),
      native,
      references: this.#references(state, properties, family),
      source: { file: this.#context.file, address: id, path: [] },
    };
  }

  /** Each input is translated by itself, so that what it depends on stays with it wherever its family puts it. */
  #references(state: StateText, properties: ValueObject, family: Family): readonly NativeReference[] {
    const dependencies = member(state.value, "propertyDependencies");
    const inputs = member(state.value, "inputs");
    return Object.keys(isObject(inputs) ? inputs : {}).flatMap((property) => {
      if (!Object.hasOwn(properties, property)) return [];
      const native = family.native({ [property]: properties[property] ?? null }, "");
      const found = listOf(dependencies, property).flatMap((urn) =>
        typeof urn === "string" ? (this.#known.get(urn) ?? []) : [],
      );
      return found.length === 0 ? unfollowed(native, []) : referencesIn(native, found);
    });
  }

  #place({ value, path }: StateText, start: number, id: string, family: Family): void {
    const sideOf = (side: string): ValueObject => readProperties(member(value, side), id);
    const pathOf: StatePlace["pathOf"] = (side, wanted) => family.pathOf(sideOf(side), wanted);
    this.#context.places.set(id, { start, path, pathOf });
  }

  #familyOf(token: string): Family {
    const known = this.#families.get(token) ?? familyOf(token);
    this.#families.set(token, known);
    return known;
  }

  #leave(code: string, message: string, address: string): void {
    this.#context.unresolved.push({ code, message, source: { file: this.#context.file, address, path: [] } });
  }
}

/** The scope that the resource itself names: its namespace in a cluster, whatever the stack is called, and its project elsewhere. */
function scopeIn(native: ValueObject, { provider }: Family): string | undefined {
  return provider === "kubernetes"
    ? (textOf(member(native, "metadata"), "namespace") ?? "")
    : textOf(native, "project");
}

/** The states that an operation is about; where the step lacks the only one, the other stands for it. */
function statesFor({ sides, changed }: Operation, { before, after }: PreviewStep): States {
  if (sides === "before") return { before: before ?? after, after: null };
  if (sides === "after") return { before: null, after: after ?? before };
  return { before, after: before && after ? carryOver(before, after, changed) : after };
}

interface States {
  readonly before: StateText | null;
  readonly after: StateText | null;
}

/** A step with what it is about. */
interface Named {
  readonly placed: PlacedStep;
  readonly urn: Urn;
}

/** What the program says goes before what the provider adds; a resource that is not there yet has an id that nobody knows. */
function propertiesOf(state: StateText, family: Family, id: string): ValueObject {
  const secrets = new Set(listOf(state.value, "additionalSecretOutputs").filter((name) => typeof name === "string"));
  const properties: Record<string, Value> = { ...readProperties(member(state.value, "outputs"), id, secrets) };
  const inputs = readProperties(member(state.value, "inputs"), id, secrets);
  for (const [name, value] of Object.entries(inputs)) put(properties, name, value);
  if (family.provider === "kubernetes") return properties;
  const physical = textOf(state.value, "id") ?? "";
  const known = physical !== "" && physical !== UNKNOWN_ID;
  put(properties, "id", known ? physical : new Unknown([{ reason: "after-apply", path: `${id}.id` }]));
  return properties;
}

const UNKNOWN_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Stacks, provider configurations and components are the program's own; nothing in the world is theirs. */
function isAround({ type }: Urn, { step }: PlacedStep): boolean {
  if (type === "pulumi:pulumi:Stack" || type.startsWith("pulumi:providers:")) return true;
  return member((step.after ?? step.before)?.value, "custom") === false;
}
