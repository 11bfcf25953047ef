import type { Expression } from "../../hcl/index.ts";
import { put } from "../../json/index.ts";
import { attributeIn, type ResourceDeclaration } from "../configuration/definition.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import type { Scope } from "../evaluate/scope.ts";
import { Handle, notObserved, Traced, type HclObject, type HclValue } from "../evaluate/values.ts";
import { madeType, valueOfBlocks } from "./block-values.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { renderPolicyDocument } from "./policy-document.ts";

/** What Terraform itself looks at, and no provider. */
const META_ATTRIBUTES: ReadonlySet<string> = new Set(["count", "for_each", "provider", "depends_on"]);
const META_BLOCKS: ReadonlySet<string> = new Set(["provisioner", "connection", "lifecycle"]);

/** The attributes of a lifecycle that are values; the others name attributes. */
const LIFECYCLE = ["prevent_destroy", "create_before_destroy"] as const;

/** One instance of a resource or data source. Its attributes are evaluated when they are asked for, once. */
export class ResourceInstance extends Handle {
  readonly id: string;
  readonly declaration: ResourceDeclaration;
  readonly module: ModuleInstance;
  /** Whether it stands for any number of instances. */
  readonly isAny: boolean;
  readonly #scope: Scope;
  readonly #known = new Map<string, HclValue>();
  readonly #cycle: (declaration: ResourceDeclaration) => void;

  constructor(parts: Pick<ResourceInstance, "id" | "declaration" | "module" | "isAny"> & InstanceScope) {
    super();
    this.id = parts.id;
    this.declaration = parts.declaration;
    this.module = parts.module;
    this.isAny = parts.isAny;
    this.#scope = parts.scope;
    this.#cycle = parts.cycle;
  }

  /** What the configuration says of an attribute, or else that the provider makes it, as it does of one that is null. */
  attribute(name: string): HclValue {
    return this.#configured(name) ?? this.#made(name);
  }

  whole(): Traced {
    return new Traced(this.#reason(), [{ target: this.id, attribute: null }], true);
  }

  /** Everything that the configuration says of it, and of a policy document its text. */
  values(): HclObject {
    const object: Record<string, HclValue> = {};
    for (const name of this.#names()) put(object, name, this.#configured(name) ?? null);
    const lifecycle = this.#lifecycle();
    if (lifecycle) put(object, "lifecycle", [lifecycle]);
    if (this.#isPolicyDocument()) put(object, "json", this.attribute("json"));
    return object;
  }

  /** The resource and attribute that an expression is, if it is nothing else. */
  originOf(expression: Expression): { readonly target: string; readonly attribute: string } | null {
    if (expression.kind !== "access" || expression.target.kind !== "variable") return null;
    const { name } = expression.target;
    const { value, used } = this.#scope.resolve(name, expression.steps);
    const [step, ...rest] = expression.steps.slice(used);
    if (!(value instanceof ResourceInstance) || step?.kind !== "name" || rest.length > 0) return null;
    return { target: value.id, attribute: step.name };
  }

  /** What the configuration says of an attribute; undefined when it says nothing. */
  #configured(name: string): HclValue | undefined {
    const known = this.#known.get(name);
    if (known === IN_PROGRESS) this.#cycle(this.declaration);
    if (known !== undefined) return known;
    const evaluateOnce = this.#expressionOf(name);
    if (!evaluateOnce) return undefined;
    this.#known.set(name, IN_PROGRESS);
    const value = evaluateOnce();
    this.#known.set(name, value);
    return value;
  }

  #expressionOf(name: string): (() => HclValue) | null {
    const { block } = this.declaration;
    const attribute = META_ATTRIBUTES.has(name) ? undefined : attributeIn(block, name);
    if (attribute) return () => evaluate(attribute.value, this.#scope);
    const isBlock = block.blocks.some((one) => madeType(one) === name);
    return isBlock ? () => valueOfBlocks(block, name, this.#scope) : null;
  }

  #made(name: string): HclValue {
    const exact = new Traced(this.#reason(), [{ target: this.id, attribute: name }], true);
    if (!this.#isPolicyDocument() || (name !== "json" && name !== "minified_json")) return exact;
    const statements = Object.fromEntries([...this.#names()].map((part) => [part, this.#configured(part) ?? null]));
    return renderPolicyDocument(statements, name === "json" ? 2 : 0) ?? exact;
  }

  #reason(): Traced["reason"] {
    return this.declaration.isData && !this.#isPolicyDocument() ? "not-observed" : "after-apply";
  }

  #isPolicyDocument(): boolean {
    return this.declaration.isData && this.declaration.type === "aws_iam_policy_document";
  }

  #names(): ReadonlySet<string> {
    const { attributes, blocks } = this.declaration.block;
    const names = attributes.map(({ name }) => name).filter((name) => !META_ATTRIBUTES.has(name));
    return new Set([...names, ...blocks.map(madeType).filter((type) => !META_BLOCKS.has(type))]);
  }

  #lifecycle(): HclObject | null {
    const block = this.declaration.block.blocks.find(({ type }) => type === "lifecycle");
    if (!block) return null;
    const object: Record<string, HclValue> = {};
    for (const name of LIFECYCLE) {
      const attribute = attributeIn(block, name);
      if (attribute) object[name] = evaluate(attribute.value, this.#scope);
    }
    return Object.keys(object).length > 0 ? object : null;
  }
}

interface InstanceScope {
  readonly scope: Scope;
  /** Told when an attribute is made from itself. */
  readonly cycle: (declaration: ResourceDeclaration) => void;
}

const IN_PROGRESS: HclValue = notObserved();
