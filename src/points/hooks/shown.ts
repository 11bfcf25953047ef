import type { HookAnswer } from "./answer.ts";

/** The reason, and after it what may be seen of a result, for clients that put nothing but a text in its place. */
export function shownInPlace(answer: Exclude<HookAnswer, { kind: "no-objection" }>): string {
  if (answer.kind !== "replace") return answer.reason;
  const shown = typeof answer.result === "string" ? answer.result : JSON.stringify(answer.result, plain);
  return `${answer.reason}\n${shown}`;
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
