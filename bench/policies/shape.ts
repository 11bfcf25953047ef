import type { ValueObject } from "#core/language";
import type { Context, Principal, Proposal, Resource } from "#core/model";

/** What a policy is asked about, under the names that its expression uses. Every engine gets this object, or what is made of it beforehand. */
export interface Question {
  readonly principal: Principal;
  readonly context: Context;
  readonly resource: Resource;
}

/** A question whose resource has properties of its own. */
export interface QuestionAbout<
  Properties extends ValueObject,
  Native extends ValueObject = ValueObject,
> extends Question {
  readonly resource: Resource & { readonly properties: Properties; readonly native: Native };
}

/** One policy in the language of every engine, and the questions that it is asked. */
export interface Shape {
  readonly name: string;
  /** The kind of resource that the policy is about. */
  readonly kind: string;
  /** The schema of the kind's properties, as in a ResourceKind document. */
  readonly properties: ValueObject;
  readonly expression: string;
  /** The same rule as a JavaScript programmer would write it for trusted, complete data. */
  byHand(this: void, question: Question): boolean;
  readonly questions: readonly Question[];
  /** Null where Cedar has no words for it. */
  readonly cedar: CedarForm | null;
  /** The rules of a Rego module, `allow` among them, with the question as `input`. */
  readonly rego: string;
}

export interface CedarForm {
  readonly condition: string;
  /** The Cedar context of a question. Cedar cannot index lists, so what stands in lists of one is flattened. */
  context(question: Question): ValueObject;
}

/** A shape whose hand-written form and Cedar form know the types of their resource. */
export interface ShapeOf<Asked extends Question> extends Omit<Shape, "byHand" | "questions" | "cedar"> {
  byHand(this: void, question: Asked): boolean;
  readonly questions: readonly Asked[];
  readonly cedar: (Omit<CedarForm, "context"> & { context(question: Asked): ValueObject }) | null;
}

/** A pipeline of a group. Agents would need a grant as well, which no other engine has. */
export function pipeline(groups: readonly string[]): Principal {
  return { id: "pipeline-1", kind: "pipeline", groups, attributes: {}, chain: [] };
}

/** The context of a question at the check, with attributes. */
export function contextWith(attributes: ValueObject = {}): Context {
  return { point: "check", environment: null, attributes, unresolved: [] };
}

/** What every resource of the benchmark has in common. */
export function resourceBase(kind: string): Omit<Resource, "properties" | "native"> {
  return {
    kind,
    type: `bench_${kind.toLowerCase()}`,
    provider: "bench",
    id: `${kind}.one`,
    name: "one",
    scope: "123456789012",
    environment: null,
    labels: {},
    links: [],
    source: { file: "plan.json", address: `${kind}.one`, path: [] },
  };
}

/** A question as the proposal that asks it: to create the resource. */
export function proposalOf({ principal, context, resource }: Question): Proposal {
  const effect = {
    verb: "create",
    resource,
    before: null,
    changed: true,
    traits: [],
    previousId: null,
    source: resource.source,
  } as const;
  return { principal, effects: [effect], context };
}
