import { describe, expect, it } from "vitest";
import { Unknown } from "#core/language";
import type { Effect } from "#core/model";
import { describeEffects } from "./describe-effects.ts";
import { effectOn, kindsOf, native, resolveCreated } from "./testing/fixtures.ts";

const KINDS = kindsOf(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Vault }
spec:
  properties:
    public: bool
    backup: { type: object, properties: { days: int, on: bool } }
  mappings:
    - types: [vault]
      provider: aws
      properties: { public: native.public }
---
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Paper }
spec: { properties: { size: int } }
`);

const vault = effectOn(resolveCreated(KINDS, native("vault", "v", { public: true })), "vault.v");

function described(kind: string, properties: Effect["resource"]["properties"]): Effect | undefined {
  const resource = { ...vault.resource, kind, properties };
  return describeEffects(KINDS, [{ ...vault, verb: "delete", resource, before: resource }])[0];
}

describe("describeEffects()", () => {
  it("makes unknown what the kind has and the effect does not state, also inside", () => {
    const effect = described("Vault", { backup: { days: 3 } });
    expect(effect?.resource.properties).toEqual({
      public: new Unknown([{ reason: "not-observed", path: "vault.v.public" }]),
      backup: { days: 3, on: new Unknown([{ reason: "not-observed", path: "vault.v.backup.on" }]) },
    });
    expect(effect?.before).toBe(effect?.resource);
  });

  it("leaves alone what no native type maps to, and what no kind knows", () => {
    expect(described("Paper", {})?.resource.properties).toEqual({});
    expect(described("Unclassified", {})?.resource.properties).toEqual({});
  });
});
