import { relative } from "node:path";
import type { PolicySource, Settings } from "#apps/server";
import { loadPolicySource } from "./policy-source.ts";

/** The documents that the settings of a server name, by paths as they are shown from here. */
export function policiesOf({ policies, library }: Pick<Settings, "policies" | "library">): PolicySource {
  return loadPolicySource({ paths: policies.map((path) => relative(process.cwd(), path) || "."), library });
}
