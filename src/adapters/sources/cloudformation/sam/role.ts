import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import type { Moved, TemplateProblem } from "../declarations.ts";
import { functionOf } from "../values/calls.ts";
import { own, placeIn, tagList, type Draft, type Serverless } from "./draft.ts";
import { managedPolicy, policyOfTemplate } from "./policy-templates.ts";

/** What the role of a serverless resource is for. */
export interface RolePurpose {
  readonly service: string;
  /** Managed policies that the transform attaches by itself. */
  readonly attached: readonly string[];
}

export interface RoleDraft extends Draft {
  readonly problems: readonly TemplateProblem[];
}

/** The role that the transform makes for a function or state machine without one, with its managed and inline policies. */
export function roleFor(serverless: Serverless, { service, attached }: RolePurpose): RoleDraft {
  const { declaration, properties } = serverless;
  const sorter = new PolicySorter(serverless, attached.length);
  const listed = own(properties, "Policies");
  for (const [at, policy] of (isList(listed) ? listed : listed === null ? [] : [listed]).entries())
    sorter.add(policy, at, isList(listed));
  const boundary = own(properties, "PermissionsBoundary");
  const tags = own(properties, "Tags");
  return {
    id: `${declaration.id}Role`,
    type: "AWS::IAM::Role",
    properties: {
      AssumeRolePolicyDocument: own(properties, "AssumeRolePolicyDocument") ?? trustOf(service),
      ManagedPolicyArns: [...attached.map(managedPolicy), ...sorter.managed],
      ...(sorter.inline.length > 0 && { Policies: sorter.inline }),
      ...(boundary !== null && { PermissionsBoundary: boundary }),
      ...(tags !== null && { Tags: tagList(tags) }),
    },
    moved: [
      {
        property: [],
        template: Object.hasOwn(properties, "Policies") ? placeIn(serverless, "Policies") : declaration.path,
      },
      ...["AssumeRolePolicyDocument", "PermissionsBoundary", "Tags"].map((name) => ({
        property: [name],
        template: placeIn(serverless, name),
      })),
      ...serverless.moved,
      ...sorter.moved,
    ],
    problems: sorter.problems,
  };
}

function trustOf(service: string): ValueObject {
  const statement = {
    Effect: "Allow",
    Action: ["sts:AssumeRole"],
    Principal: { Service: [service] },
  };
  return { Version: "2012-10-17", Statement: [statement] };
}

/** Tells what stands in `Policies` apart: names and addresses of managed policies, documents, and templates of SAM. */
class PolicySorter {
  readonly managed: Value[] = [];
  readonly inline: Value[] = [];
  readonly moved: Moved[] = [];
  readonly problems: TemplateProblem[] = [];
  readonly #serverless: Serverless;
  readonly #attached: number;

  /** `attached` is how many managed policies stand before those of the template. */
  constructor(serverless: Serverless, attached: number) {
    this.#serverless = serverless;
    this.#attached = attached;
  }

  add(policy: Value, at: number, isListed: boolean): void {
    const place = placeIn(this.#serverless, "Policies", ...(isListed ? [at] : []));
    if (typeof policy === "string") this.#manage(managedPolicy(policy), place);
    else if (isObject(policy) && functionOf(policy) !== undefined) this.#manage(policy, place);
    else if (isObject(policy)) this.#document(policy, place);
  }

  #manage(policy: Value, place: Moved["template"]): void {
    this.moved.push({ property: ["ManagedPolicyArns", this.#attached + this.managed.length], template: place });
    this.managed.push(policy);
  }

  #document(policy: ValueObject, place: Moved["template"]): void {
    const [name = "", ...others] = Object.keys(policy);
    const written = Object.hasOwn(policy, "Statement");
    const made = written || others.length > 0 ? policy : policyOfTemplate(name, policy[name] ?? null);
    if (made === undefined) this.problems.push(unknownTemplate(name, place));
    const position = this.inline.length;
    this.moved.push({
      property: ["Policies", position, ...(written ? ["PolicyDocument"] : [])],
      template: place,
    });
    this.inline.push({
      PolicyName: `${this.#serverless.declaration.id}RolePolicy${position}`,
      PolicyDocument: made ?? { "Fn::Transform": name },
    });
  }
}

function unknownTemplate(name: string, path: Moved["template"]): TemplateProblem {
  return {
    code: "unresolved-policy-template",
    severity: "warning",
    message: `what the policy template \`${name.slice(0, 128)}\` allows is not known`,
    hint: "Check the processed template (`aws cloudformation get-template --template-stage Processed`)",
    path,
    unresolved: true,
  };
}
