import { describe, expect, it } from "vitest";
import { ALIAS_BOMB, BUCKETS, OWN_NETWORK, plan, pod, policy, WORKLOADS } from "./documents.ts";
import { folderOf, writ } from "./writ.ts";

interface BadPolicy {
  readonly content: string | Uint8Array;
  readonly place: string;
  readonly says: RegExp;
}

const STORES = "  severity: high\n  match: { kinds: [ObjectStore] }";

const BAD: Readonly<Record<string, BadPolicy>> = {
  "a misspelled setting": {
    content: policy("bad", "resource.id != ''", `${WORKLOADS}\n  serverity: low`),
    place: "bad.yaml:7:3",
    says: /error document-unknown-key .*\n +Unknown key `serverity` in `spec`\n +Did you mean `severity`\?/,
  },
  "a misspelled property": {
    content: policy("bad", "resource.properties.publik == false", STORES),
    place: "bad.yaml:9:40",
    says: /error expression-unknown-field .*\n.*has no field `publik`\n +Did you mean `public`\?/,
  },
  "a type error": {
    content: policy("bad", "size(resource.properties.public) > 0", STORES),
    place: "bad.yaml:9:25",
    says: /error expression-wrong-argument .*\n +`resource.properties.public` is a bool, but `size\(\)` needs.*\n +Convert the value/,
  },
  "an expression that is no condition": {
    content: policy("bad", "size(resource.id)"),
    place: "bad.yaml:9:20",
    says: /error expression-wrong-type .*\n.*gives an int, but a bool is needed\n +Compare it with/,
  },
  "an unknown function": {
    content: policy("bad", "frobnicate(resource.id)"),
    place: "bad.yaml:9:20",
    says: /error expression-unknown-function .*\n +There is no function `frobnicate\(\)`\n +Use a function of the language/,
  },
  "a syntax error": {
    content: policy("bad", "resource.id == "),
    place: "bad.yaml:9:35",
    says: /error expression-syntax .*\n.*expected a value\n +Complete or remove/,
  },
  "a key twice": {
    content: `${OWN_NETWORK}  severity: low\n`,
    place: "bad.yaml:11:3",
    says: /error yaml-duplicate-key .*\n +Key `severity` stands twice.*first on line 5\n +Remove one/,
  },
  "keys that are names of the language": {
    content: policy("bad", "resource.id != ''", `${WORKLOADS}\n  __proto__: { mode: audit }\n  constructor: x`),
    place: "bad.yaml:7:3",
    says: /Unknown key `__proto__`[^]*Unknown key `constructor`/,
  },
  "a bomb of aliases": {
    content: `apiVersion: writ/v1\nkind: Policy\n${ALIAS_BOMB}\n`,
    place: "bad.yaml:8:8",
    says: /error yaml-too-large .*\n.*every alias counted.*\n +Split/,
  },
  "a document that is nested deeply": {
    content: `apiVersion: writ/v1\nkind: Policy\nspec: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`,
    place: "bad.yaml:3:70",
    says: /error yaml-too-deep .*\n.*more than 64.*\n +Flatten/,
  },
  "an expression that is too long": {
    content: policy("bad", `${"(".repeat(20_000)}true${")".repeat(20_000)}`),
    place: "bad.yaml:9:19",
    says: /error document-too-long .*\n.*at most 16384 are allowed/,
  },
  "a UTF-16 file": {
    content: Buffer.from(`\ufeff${OWN_NETWORK}`, "utf16le"),
    place: "bad.yaml:1:1",
    says: /error utf16-input .*\n.*only UTF-8 is read\n.*Out-File -Encoding utf8/,
  },
  "a binary file": {
    content: Uint8Array.from([0, 1, 2, 3]),
    place: "bad.yaml:1:1",
    says: /error binary-input .*\n.*not text/,
  },
  "an empty file": { content: "", place: "bad.yaml:1:1", says: /error empty-input .*\n.*it is empty/ },
};

const CHECK = ["check", "--no-library", "-p", "a-good.yaml", "-p", "bad.yaml", "pod.yaml"];
const GOOD = { "a-good.yaml": OWN_NETWORK, "pod.yaml": pod("open", true) };

const loop = (body: string, name: string): string => `[0,1,2,3,4,5,6,7,8,9].all(${name}, ${body})`;

describe.concurrent("writ check, given a bad policy beside a good one", () => {
  for (const [name, { content, place, says }] of Object.entries(BAD)) {
    it(`says where ${name} stands, still decides by the other, and ends with 2`, async () => {
      const { code, stdout, stderr } = await writ(folderOf({ ...GOOD, "bad.yaml": content }), CHECK);
      expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
      expect(stdout).toContain(` ${place}\n`);
      expect(stdout).toMatch(says);
      expect(stdout).toContain("high own-network/holds");
      expect(stdout).toContain("pod.yaml:6:3");
    });
  }

  it("names both places of two policies with one name", async () => {
    const second = policy("own-network", "resource.id != ''");
    const { code, stdout } = await writ(folderOf({ ...GOOD, "bad.yaml": second }), CHECK);
    expect(code).toBe(2);
    expect(stdout).toMatch(/error bundle-duplicate-name bad.yaml:3:19\n.*already in `a-good.yaml` on line 3\n +Rename/);
    expect(stdout).toContain("high own-network/holds");
  });

  it("stops an expression that costs too much, as an evaluation error", async () => {
    const expression = "abcdefgh".split("").reduce(loop, "resource.name.size() >= 0");
    const { code, stdout } = await writ(folderOf({ ...GOOD, "bad.yaml": policy("costly", expression) }), CHECK);
    expect(code).toBe(2);
    expect(stdout).toMatch(/error \(high\) costly\/holds\n +the evaluation costs more than its budget of \d+/);
    expect(stdout).toContain("high own-network/holds");
  });

  it("runs a regular expression that is catastrophic elsewhere in linear time", async () => {
    const folder = folderOf({
      "bad.yaml": policy("regex", "!resource.native.bucket.matches('^(a+)+$')", BUCKETS),
      "plan.json": plan({ bucket: `${"a".repeat(100_000)}!` }),
    });
    const { code, stdout } = await writ(folder, ["check", "--no-library", "-p", "bad.yaml", "plan.json"]);
    expect(code).toBe(0);
    expect(stdout).toContain("1 passed");
  });

  it("ends with 2 for a pattern that is none, and says why", async () => {
    const bad = policy("regex", "!resource.name.matches('((a{900}){900}){900}')");
    const { code, stdout } = await writ(folderOf({ ...GOOD, "bad.yaml": bad }), CHECK);
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /error expression-bad-pattern bad.yaml:9:43\n.*is not RE2 syntax.*\n +Write it in RE2 syntax/,
    );
    expect(stdout).toContain("high own-network/holds");
  });

  it("never judges without a policy", async () => {
    const folder = folderOf({ ...GOOD, "bad.yaml": policy("bad", "nonsense") });
    const only = await writ(folder, ["check", "--no-library", "-p", "bad.yaml", "pod.yaml"]);
    expect(only).toMatchObject({ code: 2, stdout: "" });
    expect(only.stderr).toMatch(/bad.yaml:9:20: error: .*\n {2}9 \| .*\n +\| +\^+/);
    const none = await writ(folder, ["check", "--no-library", "pod.yaml"]);
    expect(none).toMatchObject({ code: 2, stdout: "" });
    expect(none.stderr).toContain("there is no policy to judge by");
  });

  it("takes a policy that was asked for from a folder named cases, too", async () => {
    const folder = folderOf({ "cases/own.yaml": OWN_NETWORK, "pod.yaml": pod("open", true) });
    const { code } = await writ(folder, ["check", "--no-library", "-p", "cases/own.yaml", "pod.yaml"]);
    expect(code).toBe(1);
  });
});
