import type { NativeResource, SourceReading } from "#core/model";
import { readPulumiPreview } from "../read.ts";

/** JSON as tests write it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** What the engine writes for a text that is known only after the update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const AROUND = "urn:pulumi:prod::shop::";

/** The URN of a resource of the stack `prod` of the project `shop`. */
export function urn(token: string, name: string): string {
  return `${AROUND}${token}::${name}`;
}

/** A step that creates a resource with these inputs; `more` overrides members of the step, and its `state` those of the new state. */
export function step(token: string, name: string, inputs: JsonObject, more: JsonObject = {}): JsonObject {
  const own = urn(token, name);
  const provider = `${urn("pulumi:providers:aws", "default")}::${UNKNOWN}`;
  const { state, ...members } = more;
  const newState = { urn: own, custom: true, type: token, inputs, parent: "", provider };
  return { op: "create", urn: own, provider, newState: Object.assign(newState, state), ...members };
}

/** The step that creates the provider configuration which `step` refers to. */
export function providerStep(inputs: JsonObject): JsonObject {
  return step("pulumi:providers:aws", "default", inputs, { state: { provider: "" } });
}

/** Reads a preview with these steps, or a text as it is. */
export function read(steps: readonly Json[] | string, more: JsonObject = {}): SourceReading {
  const text = typeof steps === "string" ? steps : JSON.stringify({ steps, ...more }, null, 2);
  return readPulumiPreview({ file: "preview.json", bytes: new TextEncoder().encode(text) });
}

/** The state after the only change, or before it where nothing is left. */
export function onlyResource(reading: SourceReading): NativeResource {
  const [change] = reading.changes;
  const resource = change?.after ?? change?.before;
  if (!resource || reading.changes.length !== 1) throw new Error(`${reading.changes.length} changes instead of one`);
  return resource;
}
