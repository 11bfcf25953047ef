import type { Timestamp } from "#core/language";
import type { WaivedRule, WaivedSubject } from "../judge/waivers.ts";
import { openProgram, type Program } from "../program/program.ts";

/**
 * The name of the waiver of a program that turns aside what a policy elsewhere said of `subject`, by the rules by which the program's own verdicts are
 * turned aside; null without any.
 */
export function findWaiver(program: Program, rule: WaivedRule, subject: WaivedSubject, now: Timestamp): string | null {
  return openProgram(program).waivers.find(rule, subject, now);
}
