import { decide, type Program } from "#core/decide";
import type { Resource } from "#core/model";
import { NOW } from "../engines/writ.ts";
import { contextWith, pipeline, proposalOf } from "../policies/shape.ts";

const NEWLINE = 10;
const principal = pipeline([]);
const context = contextWith();

/** Decides on every line from `start` to `end`; answers how many are denied. Both must lie where lines begin. */
export function scanLines(program: Program, bytes: Buffer, start: number, end: number): number {
  let denied = 0;
  for (let at = start; at < end;) {
    const stop = bytes.indexOf(NEWLINE, at);
    const resource: Resource = JSON.parse(bytes.toString("utf8", at, stop));
    if (decide(program, proposalOf({ principal, context, resource }), NOW).effect !== "allow") denied++;
    at = stop + 1;
  }
  return denied;
}

/** Where the line begins that is the first at or after `at`. */
export function lineStart(bytes: Buffer, at: number): number {
  return at === 0 ? 0 : bytes.indexOf(NEWLINE, at - 1) + 1 || bytes.length;
}
