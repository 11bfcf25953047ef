import { describe, expect, it } from "vitest";
import { CelError, CelMap, Unknown, type Value } from "#core/language";
import { canonicalJson, type Proposal } from "#core/model";
import { creation, proposalBy, store } from "../../decide/testing/proposal.ts";
import { withoutSecrets } from "../index.ts";

const KEY = "AKIAIOSFODNN7EXAMPLE";
const SECRET = "hunter2hunter2";

function proposalWith(native: Readonly<Record<string, Value>>): Proposal {
  return proposalBy("person", { effects: [creation(store({ native }))] });
}

function textOf(proposal: Proposal): string {
  // oxlint-disable-next-line no-unsafe-type-assertion -- a proposal is a plain object of values
  return canonicalJson(proposal as unknown as Value);
}

describe("withoutSecrets()", () => {
  it("gives back the very proposal where there is nothing to hide", () => {
    const proposal = proposalWith({ acl: "private", tags: [{ name: "team", value: "shop" }], password: "$from-vault" });
    expect(withoutSecrets(proposal)).toBe(proposal);
  });

  it.each<[string, Readonly<Record<string, Value>>]>([
    ["under the name of a secret", { db: { master_password: SECRET } }],
    ["however short", { password: SECRET.slice(0, 3) }],
    ["in a list under it", { passwords: { password: [SECRET] } }],
    ["named beside it", { env: [{ name: "DB_PASSWORD", value: SECRET }] }],
    ["by its form", { user_data: `export AWS_ACCESS_KEY_ID=${KEY}` }],
    ["in a map of CEL", { map: new CelMap([["password", SECRET]]) }],
    ["in the message of an error", { broken: new CelError("invalid-argument", `password=${SECRET}`) }],
    ["as bytes", { token: new TextEncoder().encode(SECRET) }],
    ["in keys that are special elsewhere", Object.fromEntries([["__proto__", { token: SECRET }]])],
  ])("hides a text %s", (_, native) => {
    const before = proposalWith(native);
    const after = textOf(withoutSecrets(before));
    expect(textOf(before)).toMatch(/hun|AKIA|68756e/);
    expect(after).not.toMatch(/"hun|hunter2|AKIA|68756e/);
  });

  it("hides secrets wherever a caller can put them, as an unknown where values stand and as a text where texts do", () => {
    const proposal = proposalBy("person", {
      principal: { attributes: { token: SECRET }, groups: [`x-${KEY}`] },
      context: { attributes: { header: { api_key: SECRET } }, unresolved: [unresolved(`curl -H ${KEY}`)] },
      effects: [creation(store({ id: KEY, labels: { password: SECRET }, properties: { secret: SECRET } }))],
    });
    const { principal, context, effects } = withoutSecrets(proposal);
    expect(principal.attributes["token"]).toBeInstanceOf(Unknown);
    expect(effects[0]?.resource).toMatchObject({ id: "***", labels: { password: "***" } });
    expect([principal.groups, context.unresolved[0]?.message]).toEqual([["***"], "***"]);
    expect(textOf(withoutSecrets(proposal))).not.toMatch(/hunter2|AKIA/);
  });

  it("hides whole what is too deep to be looked at", () => {
    let deep: Value = "x";
    for (let depth = 0; depth < 5000; depth += 1) deep = [deep];
    expect(textOf(withoutSecrets(proposalWith({ deep }))).length).toBeLessThan(3000);
  });
});

function unresolved(message: string): Proposal["context"]["unresolved"][number] {
  return { code: "shell", message, source: { file: "", address: "", path: [] } };
}
