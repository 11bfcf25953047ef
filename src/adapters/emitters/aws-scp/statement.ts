/** A statement of a policy of AWS Organizations that denies. */
export interface Statement {
  readonly actions: readonly string[];
  readonly resource: string;
  readonly condition: ConditionBlock;
}

/** By operator and key, the values of which one has to match; all operators and keys have to. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** The same text for statements that differ in their actions only. */
export function mergeKey({ resource, condition }: Statement): string {
  return JSON.stringify([resource, condition]);
}

/** The statement as AWS reads it, with single values unwrapped because every character counts. */
export function statementObject({ actions, resource, condition }: Statement, isForResources: boolean): unknown {
  return {
    Effect: "Deny",
    ...(isForResources && { Principal: "*" }),
    Action: actions.length === 1 ? actions[0] : actions,
    Resource: resource,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}
