import { AI } from "./ai.ts";
import type { TypeCalls } from "./call.ts";
import { COMPUTE } from "./compute.ts";
import { DATA } from "./data.ts";
import { SECURITY } from "./security.ts";

export { fixed, SOMETHING } from "./call.ts";
export type { Absent, ApiCall, KeyType, Told, TypeCalls } from "./call.ts";

/**
 * What requests to AWS tell, by Terraform's types and the attributes that the mappings read.
 *
 * The actions and keys are those of the Service Authorization Reference, and a test holds every one against its data. What a key tells and what
 * holds where it is absent is said by its description there and by the API's reference of the action.
 */
export const CALLS: Readonly<Record<string, TypeCalls>> = { ...AI, ...COMPUTE, ...DATA, ...SECURITY };
