import type { CheckedPolicy } from "#core/bundle";
import type { Verb } from "#core/model";
import { parseAsWritten } from "../expressions/parse.ts";
import { attributeAt, known, ABSENT, one, untold } from "./symbolic/cases.ts";
import type { Scope, SymbolicEvaluator } from "./symbolic/evaluate.ts";
import type { Symbolic } from "./symbolic/leaf.ts";
import { labels, type MappingScope } from "./mapping-scope.ts";

/** A policy, the kind and type of what it is asked about, and what is done. */
export interface Asked {
  readonly policy: CheckedPolicy;
  readonly kind: string;
  readonly type: string;
  readonly provider: string;
  readonly verb: Verb;
}

/** What the expressions of a policy speak of, said of a resource of one native type. */
export function policyScope(asked: Asked, mapping: MappingScope, evaluator: SymbolicEvaluator): Scope {
  const made = new Map<string, Symbolic>();
  const resource = one({ kind: "object", name: "the resource", field: (name) => resourceField(name, asked, mapping) });
  const variables = one({ kind: "object", name: "variables", field: variable });
  const params = one({ kind: "object", name: "params", field: (name) => parameter(name, asked) });
  return root;

  function root(name: string): Symbolic | undefined {
    switch (name) {
      case "resource":
        return resource;
      case "variables":
        return variables;
      case "params":
        return params;
      case "verb":
        return known(asked.verb);
      case "traits":
        return known([]);
      case "changed":
        return known(true);
      default:
        return UNTOLD.has(name)
          ? untold(`it asks for \`${name}\`, which the request for a change does not tell as Writ does`)
          : undefined;
    }
  }

  function variable(name: string): Symbolic {
    const before = made.get(name);
    if (before !== undefined) return before;
    const found = asked.policy.document.spec.variables.find((declared) => declared.name === name);
    const value = found === undefined ? ABSENT : evaluator.evaluate(parseAsWritten(found.expression), root);
    made.set(name, value);
    return value;
  }
}

const UNTOLD: ReadonlySet<string> = new Set(["before", "principal", "context", "now"]);

function parameter(name: string, { policy }: Asked): Symbolic {
  return Object.hasOwn(policy.parameters, name) ? known(policy.parameters[name] ?? null) : ABSENT;
}

function resourceField(name: string, asked: Asked, mapping: MappingScope): Symbolic {
  switch (name) {
    case "properties":
      return mapping.property("");
    case "native":
      return mapping.native;
    case "labels":
      return labels;
    case "kind":
      return known(asked.kind);
    case "type":
      return known(asked.type);
    case "provider":
      return known(asked.provider);
    default:
      return attributeAt("resource", [name]);
  }
}
