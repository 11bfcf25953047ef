import type { Validation } from "#core/documents";
import { InexpressibleError } from "../expressions/inexpressible.ts";
import { possibly, violationOf, type Condition, type Subject } from "../conditions/index.ts";
import { denialsOf, type Denials } from "./denials.ts";
import type { Statement } from "./statement.ts";
import type { Asked } from "./told-by.ts";

/** What becomes of a validation at one call: nothing because the call cannot violate it, statements with what they do otherwise, or a reason. */
export type Judged =
  | { readonly kind: "idle" }
  | { readonly kind: "denied"; readonly statements: readonly Statement[]; readonly differences: readonly string[] }
  | { readonly kind: "gap"; readonly reason: string };

/** Says a validation of one call. */
export function judgeCall(subject: Subject, validation: Validation, asked: Asked): Judged {
  try {
    const violation = violationOf(subject, validation, asked.verb, "untold");
    const exact = denialsOf(violation, asked);
    if (exact.lost.length === 0) return judgedOf(exact);
    const alone = denialsOf(violationOf(subject, validation, asked.verb, "absent"), asked);
    return judgedAlone({ violation, exact, alone }, asked);
  } catch (cause) {
    if (!(cause instanceof InexpressibleError)) throw cause;
    return { kind: "gap", reason: cause.reason };
  }
}

function judgedOf({ statements, differences }: Denials): Judged {
  return statements.length === 0 ? { kind: "idle" } : { kind: "denied", statements, differences };
}

interface Alone {
  readonly violation: Condition;
  readonly exact: Denials;
  readonly alone: Denials;
}

/**
 * Where the violation hangs on other resources, the one that is called for is judged alone, unless every call would be denied then: what is made
 * complete by a second call could never be made.
 */
function judgedAlone({ violation, exact, alone }: Alone, asked: Asked): Judged {
  const isBlunt = alone.statements.some(({ condition }) => Object.keys(condition).length === 0);
  const best = isBlunt || alone.statements.length === 0 ? exact : alone;
  const lost = best.lost.map((reason) => `weaker: ${reason}`);
  if (best.statements.length === 0) return { kind: "gap", reason: (best === exact ? exact : alone).lost.join("; ") };
  const direction = best === exact ? [] : [`${directionOf({ violation, exact, alone }, asked)}: ${JUDGED_ALONE}`];
  return { kind: "denied", statements: best.statements, differences: [...direction, ...lost, ...best.differences] };
}

const JUDGED_ALONE = "what other resources or account-wide settings add does not count";

function directionOf({ violation, exact, alone }: Alone, asked: Asked): string {
  const most = denialsOf(possibly(violation), asked);
  if (isSame(alone, most)) return "stricter";
  return isSame(alone, exact) ? "weaker" : "stricter or weaker";
}

function isSame(left: Denials, right: Denials): boolean {
  return written(left) === written(right);
}

function written({ statements }: Denials): string {
  return statements
    .map((one) => JSON.stringify(one))
    .toSorted()
    .join();
}
