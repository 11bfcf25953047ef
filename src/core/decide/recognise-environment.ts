import type { Resource } from "#core/model";
import { openProgram, type Program } from "./program/program.ts";

/**
 * The environment that the rules of `Settings` find for a resource: the first whose expression is true. Null when none is, and when a rule before
 * it cannot tell; `decide` then still counts the environment of such a resource as uncertain, as long as the resource names none.
 */
export function recogniseEnvironment(program: Program, resource: Resource): string | null {
  const { frame, environments } = openProgram(program);
  if (environments.isEmpty) return null;
  frame.turnToResource(resource.environment === null ? resource : { ...resource, environment: null });
  try {
    const recognition = environments.recognise();
    return recognition.kind === "recognised" ? recognition.name : null;
  } finally {
    frame.release();
  }
}
