import type { Effect } from "#core/model";
import { refuse, told, type Compiled, type Refused } from "../compiled.ts";
import { ACTIONS } from "./gen/actions.ts";
import type { TypeActions } from "./type-actions.ts";

/** Where the resources of a session lie. */
export interface AwsPlace {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

export interface AwsStatement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** A policy for `sts:AssumeRole`: what a session may do is what both the role and this allow. */
export interface AwsSessionPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly AwsStatement[];
}

/** AWS takes no longer text, without the spaces. */
const LONGEST_POLICY = 2048;

/**
 * The session policy under which exactly these effects are possible: the actions of each verb on each resource by its name. An action that changes permissions is in none,
 * nor is a wildcard of ours, and what is not known exactly has no policy.
 */
export function awsSessionPolicy(effects: readonly Effect[], place: AwsPlace): Compiled<AwsSessionPolicy> {
  const byActions = new Map<string, AwsStatement>();
  for (const effect of effects) {
    const statement = statementOf(effect, place);
    if ("kind" in statement) return statement;
    const key = statement.Action.join();
    const resources = new Set([...(byActions.get(key)?.Resource ?? []), ...statement.Resource]);
    byActions.set(key, { ...statement, Resource: [...resources].toSorted() });
  }
  if (byActions.size === 0)
    return refuse("no-effects", "Nothing is to be done, and for nothing there are no credentials");
  const rights: AwsSessionPolicy = { Version: "2012-10-17", Statement: [...byActions.values()] };
  return JSON.stringify(rights).length > LONGEST_POLICY
    ? refuse("policy-too-long", "So many resources fit into no session policy of AWS: do less at once")
    : { kind: "compiled", rights };
}

function statementOf({ verb, resource }: Effect, place: AwsPlace): AwsStatement | Refused {
  const known = Object.hasOwn(ACTIONS, resource.type) ? ACTIONS[resource.type] : undefined;
  const actions = known?.verbs[verb];
  if (known === undefined || actions === undefined) {
    return refuse("unknown-actions", `Which actions of AWS ${verb} ${told(resource.type)} is not known`);
  }
  const arn = arnOf(known, resource.id.startsWith("arn:") ? resource.id : resource.name, place);
  return arn === null
    ? refuse("unknown-resource", `${told(resource.name)} is no name of one ${told(resource.type)}`)
    : { Effect: "Allow", Action: actions.map((name) => `${known.service}:${name}`), Resource: [arn] };
}

/** Nothing that a policy reads as a pattern or a variable. */
const PLAIN_NAME = /^[A-Za-z0-9_.\-/+=@,:]{1,512}$/;
const PLACEHOLDER = /\$\{([A-Za-z]+)\}/g;

/** The name of one resource; null where it is no plain one, or belongs somewhere else. */
function arnOf({ arn }: TypeActions, name: string, { partition, account, region }: AwsPlace): string | null {
  if (!PLAIN_NAME.test(name)) return null;
  const placed = arn.replace("${Partition}", partition).replace("${Region}", region).replace("${Account}", account);
  const parts = placed.split(PLACEHOLDER);
  if (name.startsWith("arn:")) return fits(name, parts) ? name : null;
  // Texts and names of placeholders take turns, so that one placeholder has three parts; of several, nobody knows which part of the name is which.
  const isPath = parts.length === 5 && parts[2] === "/" && name.includes("/");
  if (parts.length === 3) return `${parts[0]}${name}${parts[2]}`;
  return isPath ? `${parts[0]}${name}${parts[4]}` : null;
}

/** Whether a whole name has the texts of the form around what is its own. */
function fits(name: string, parts: readonly string[]): boolean {
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  return name.length > first.length + last.length && name.startsWith(first) && name.endsWith(last);
}
