import type { CST } from "yaml";
import { childrenOf } from "./inspect-tokens.ts";

/** Where the last quote or bracket before `end` stands that nothing closes; null when all are closed. */
export function unclosedBefore(tokens: readonly CST.Token[], end: number, what: "quote" | "bracket"): number | null {
  let last: number | null = null;
  const pending = [...tokens];
  for (let token = pending.pop(); token !== undefined; token = pending.pop()) {
    const isOpen = what === "quote" ? isOpenQuote(token) : isOpenBracket(token);
    if (isOpen && token.offset <= end && token.offset > (last ?? -1)) last = token.offset;
    pending.push(...childrenOf(token));
  }
  return last;
}

function isOpenQuote(token: CST.Token): boolean {
  if (token.type !== "double-quoted-scalar" && token.type !== "single-quoted-scalar") return false;
  return token.source.length < 2 || token.source.at(-1) !== token.source[0];
}

function isOpenBracket(token: CST.Token): boolean {
  return token.type === "flow-collection" && !token.end.some(({ type }) => type.endsWith("-end"));
}
