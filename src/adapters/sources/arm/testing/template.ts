import type { NativeResource, SourceReading } from "#core/model";
import type { Value } from "#core/language";
import { readArmTemplate } from "../read.ts";

/** JSON as tests write it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface JsonObject {
  readonly [key: string]: Json;
}

export const SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** Reads a template with these members, or a text as it is. */
export function read(template: JsonObject | string): SourceReading {
  const text = typeof template === "string" ? template : JSON.stringify({ $schema: SCHEMA, ...template }, null, 2);
  return readArmTemplate({ file: "main.json", bytes: new TextEncoder().encode(text) });
}

/** All resources of a reading that are made. */
export function resources(reading: SourceReading): readonly NativeResource[] {
  return reading.changes.flatMap(({ after }) => (after === null ? [] : [after]));
}

/** What an expression evaluates to in a template with these members. */
export function valueOf(expression: Json, template: JsonObject = {}): Value {
  const [resource] = resources(
    read({ ...template, resources: [{ type: "A.B/c", name: "x", properties: { v: expression } }] }),
  );
  const properties = resource?.native["properties"];
  return typeof properties === "object" && properties !== null && "v" in properties ? properties.v : null;
}
