import type { Labels } from "../model/labels.ts";
import { allOf, answerOf, NO, type Answer } from "./answer.ts";

export interface LabelRequirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values: readonly string[];
}

/** Which labels something must carry (Kubernetes, `meta/v1`, LabelSelector). An empty one selects everything. */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: readonly LabelRequirement[];
}

export const EVERYTHING: LabelSelector = { matchLabels: {}, matchExpressions: [] };

/** Tells a selector that selects everything, so that nobody needs to know the labels. */
export function selectsEverything(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels).length === 0 && selector.matchExpressions.length === 0;
}

/** Whether labels satisfy a selector: all that it demands. `whose` names what carries them, for what is unknown. */
export function selects(selector: LabelSelector, labels: Labels, whose: string): Answer {
  const wanted = Object.entries(selector.matchLabels).map(([key, value]): LabelRequirement => ({
    key,
    operator: "In",
    values: [value],
  }));
  return allOf([...wanted, ...selector.matchExpressions].map((one) => () => satisfies(one, labels, whose)));
}

function satisfies({ key, operator, values }: LabelRequirement, { entries, complete }: Labels, whose: string): Answer {
  const value = entries.get(key);
  if (value === undefined && !complete) return { kind: "unknown", why: `the label \`${key}\` of ${whose}` };
  if (operator === "Exists") return answerOf(value !== undefined);
  if (operator === "DoesNotExist") return answerOf(value === undefined);
  if (value === undefined) return operator === "NotIn" ? answerOf(true) : NO;
  return answerOf(values.includes(value) === (operator === "In"));
}
