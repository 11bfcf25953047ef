import { describe, expect, it } from "vitest";
import { Double } from "#core/language";
import { canonicalJson, sha256Hex } from "#core/model";
import { parseDocuments } from "./index.ts";
import { EXAMPLES } from "./testing/examples.ts";

/** Every diagnostic as `line:column code message | hint`. */
function problems(text: string): readonly string[] {
  return parseDocuments("a.yaml", text).diagnostics.map(({ code, message, hint, span }) => {
    const place = `${span?.start.line ?? 0}:${span?.start.column ?? 0}`;
    return `${place} ${code} ${message}${hint === undefined ? "" : ` | ${hint}`}`;
  });
}

/** The code of every diagnostic. */
function codes(text: string): readonly string[] {
  return parseDocuments("a.yaml", text).diagnostics.map(({ code }) => code);
}

/** The example policy with one stretch of text replaced. */
function policyWith(from: string, to: string): string {
  expect(EXAMPLES.Policy).toContain(from);
  return EXAMPLES.Policy.replace(from, to);
}

describe("parseDocuments() on what is right", () => {
  it.each(Object.entries(EXAMPLES))("parseDocuments() reads a %s with every key it knows", (kind, text) => {
    const { documents, diagnostics } = parseDocuments("a.yaml", text);
    expect(diagnostics).toEqual([]);
    expect(documents.map((document) => document.kind)).toEqual([kind]);
  });

  it("parseDocuments() fills in defaults", () => {
    const text = `apiVersion: writ/v1
kind: Policy
metadata: { name: p }
spec: { match: { kinds: [ObjectStore] }, validations: [{ id: v, expression: "true" }] }`;
    const [policy] = parseDocuments("a.yaml", text).documents;
    expect(policy?.spec).toEqual({
      description: null,
      severity: "medium",
      mode: "enforce",
      failurePolicy: "Fail",
      match: { kinds: ["ObjectStore"], types: [], verbs: [], principals: [], points: [], environments: [] },
      matchConditions: [],
      variables: [],
      validations: [
        {
          id: "v",
          expression: { text: "true", path: ["spec", "validations", 0, "expression"] },
          message: null,
          messageExpression: null,
          evidence: "configuration",
        },
      ],
      parameters: {},
      satisfies: [],
      remediation: null,
    });
  });

  it("parseDocuments() reads JSON, keeps large ints exact and tells 1.0 from 1", () => {
    const json = JSON.stringify({
      apiVersion: "writ/v1",
      kind: "Settings",
      metadata: { name: "s" },
      spec: { parameters: { p: { big: "BIG", one: "ONE", int: 3 } } },
    });
    const text = json.replace('"BIG"', "9223372036854775807").replace('"ONE"', "1.0");
    const [settings] = parseDocuments("a.json", text).documents;
    const expected = { p: { big: 9223372036854775807n, one: new Double(1), int: 3 } };
    expect(settings?.kind === "Settings" && settings.spec.parameters).toEqual(expected);
  });

  it("parseDocuments() keeps hostile keys as own properties", () => {
    const text = EXAMPLES.Settings.replace("retentionDays: 90", "__proto__: 1, constructor: 2, toString: 3");
    const [settings] = parseDocuments("a.yaml", text).documents;
    const values = settings?.kind === "Settings" ? settings.spec.parameters["object-store-not-public"] : undefined;
    expect(Object.keys(values ?? {})).toEqual(["__proto__", "constructor", "toString"]);
    expect(Object.getOwnPropertyDescriptor(values, "__proto__")?.value).toBe(1);
  });

  it("parseDocuments() skips empty documents and comments, and reads the others", () => {
    const text = `# only a comment\n---\n---\n${EXAMPLES.Settings}---\n# end\n`;
    const { documents, diagnostics } = parseDocuments("a.yaml", text);
    expect(diagnostics).toEqual([]);
    expect(documents).toHaveLength(1);
  });

  it("parseDocuments() answers the digest of the canonical JSON of what is written beside each document", () => {
    const written = {
      apiVersion: "writ/v1",
      kind: "Framework",
      metadata: { name: "nist-800-53-r5" },
      spec: {
        version: "5.1.1",
        textPolicy: "full",
        source: "NIST",
        requirements: ["AC-1", { id: "AC-6", title: "Least privilege" }],
        crosswalk: [
          {
            controls: ["IAM-01"],
            requirements: ["AC-6"],
            relationship: "subset-of",
            coverage: "partial",
            rationale: "Administrators are the broadest rights there are",
          },
        ],
      },
    };
    expect(parseDocuments("a.yaml", EXAMPLES.Framework).digests).toEqual([sha256Hex(canonicalJson(written))]);
  });

  it("parseDocuments() lets aliases stand for what they name", () => {
    const text = EXAMPLES.Policy.replace("kinds: [ObjectStore]", "kinds: &kinds [ObjectStore]").replace(
      "types: [aws_s3_bucket]",
      "types: *kinds",
    );
    const [policy] = parseDocuments("a.yaml", text).documents;
    expect(policy?.kind === "Policy" && policy.spec.match.types).toEqual(["ObjectStore"]);
  });

  it("parseDocuments() reads the other documents of a file when one is broken", () => {
    const { documents, diagnostics } = parseDocuments("a.yaml", `a: [\n---\n${EXAMPLES.Settings}`);
    expect(documents).toHaveLength(1);
    expect(diagnostics.map(({ code }) => code)).toEqual(["yaml-syntax"]);
  });
});

describe("parseDocuments() on the mistakes that authors make", () => {
  it.each<[string, string, string]>([
    [
      "a misspelled key",
      policyWith("  severity: high", "  sevrity: high"),
      "10:3 document-unknown-key Unknown key `sevrity` in `spec` | Did you mean `severity`?",
    ],
    [
      "a key of no kind",
      policyWith("      message: The", "      colour: The"),
      "36:7 document-unknown-key Unknown key `colour` in `spec.validations[0]` | Known keys are `id`, `expression`, `message`, `messageExpression`, `evidence`",
    ],
    [
      "a misspelled word",
      policyWith("mode: enforce", "mode: enforced"),
      "11:9 document-not-one-of `spec.mode` is `enforced`, but one of `enforce`, `warn`, `audit` is expected | Did you mean `enforce`?",
    ],
    [
      "a word of no set",
      policyWith("severity: high", "severity: urgent"),
      "10:13 document-not-one-of `spec.severity` is `urgent`, but one of `critical`, `high`, `medium`, `low`, `info` is expected",
    ],
    [
      "text for a list",
      policyWith("kinds: [ObjectStore]", "kinds: ObjectStore"),
      "14:12 document-wrong-type `spec.match.kinds` is text, but a list of names of kinds is expected | Write it as a list: `[a, b]`, or one line with `- ` for each item",
    ],
    [
      "a version without quotes",
      EXAMPLES.Framework.replace('"5.1.1"', "5.10"),
      "5:12 document-wrong-type `spec.version` is the number `5.1`, but text is expected | Put it in quotes",
    ],
    [
      "yes for true",
      EXAMPLES.ResourceKind.replace("many: true", "many: yes"),
      "18:84 document-wrong-type `spec.mappings[0].links.account.many` is text, but `true` or `false` is expected | YAML 1.2 reads this word as text; write `true` or `false`",
    ],
    [
      "an expression without quotes that YAML reads as a boolean",
      policyWith('"!variables.open"', "true"),
      "35:19 document-wrong-type `spec.validations[0].expression` is `true`, but text with an expression is expected | Put it in quotes",
    ],
    [
      "an expression that starts with an exclamation mark",
      policyWith('"!variables.open"', "!variables.open"),
      "35:19 yaml-tag `!variables.open` is a tag, which is not allowed because a document holds plain data only | Put the value in quotes if it is text or an expression, else remove the tag",
    ],
    [
      "an expression with a colon and no quotes",
      policyWith('"!variables.open"', "a ? b : c"),
      "35:19 yaml-syntax A second `:` stands on this line, where only a value may be | Put the value in quotes",
    ],
    [
      "a missing key",
      policyWith("    - id: not-public\n      expression", "    - expression"),
      "34:7 document-missing-key Key `id` is missing in `spec.validations[0]` | Add `id`: Its id, unique in the policy; findings and waivers name it",
    ],
    [
      "no kind",
      policyWith("kind: Policy\n", ""),
      "1:1 document-missing-key Key `kind` is missing in the document | Add `kind`: one of `Policy`, `Grant`, `Agent`, `Waiver`, `ResourceKind`, `ResourceMapping`, `Framework`, `Settings`",
    ],
    [
      "a misspelled kind",
      policyWith("kind: Policy", "kind: policy"),
      "2:7 document-unknown-kind There is no kind of document `policy` | Did you mean `Policy`?",
    ],
    [
      "a foreign apiVersion",
      policyWith("apiVersion: writ/v1", "apiVersion: v1"),
      "1:13 document-not-one-of `apiVersion` is `v1`, but `writ/v1` is expected",
    ],
    [
      "a name in capitals",
      policyWith("name: object-store-not-public", "name: ObjectStore"),
      "4:9 document-invalid-name `metadata.name` is `ObjectStore`, but must consist of lower-case letters, digits and inner hyphens | Write `object-store`, for example",
    ],
    [
      "a variable that is no identifier",
      policyWith("- name: open", "- name: is-open"),
      "24:13 document-invalid-name `spec.variables[0].name` is `is-open`, but must be an identifier of the expression language: letters, digits and `_`, no digit first, not `true`, `false`, `null` or `in` | Write `isOpen`, for example",
    ],
    [
      "a requirement without its framework",
      policyWith("nist-800-53-r5/AC-6", "AC-6"),
      "39:15 document-invalid-text `spec.satisfies[0]` is `AC-6`, but must be `framework/requirement`, for example `nist-800-53-r5/AC-6`",
    ],
    [
      "an empty key",
      policyWith("remediation: Set the public access block.", "remediation:"),
      "40:15 document-empty `spec.remediation` is empty, but text is expected | Give it a value, or leave the key out where it may be",
    ],
    [
      "a default of the wrong type",
      policyWith("default: 30", "default: thirty"),
      "29:16 document-wrong-type Text `thirty` stands where a value of type `int` is expected | Change the value, or the `schema` of the parameter",
    ],
    [
      "a date without time",
      EXAMPLES.Waiver.replace('"2027-01-31T00:00:00+01:00"', "2027-01-31"),
      "15:12 document-invalid-time `2027-01-31` is not a date and time with a zone | Write it by RFC 3339, for example `2027-01-31T00:00:00Z`",
    ],
    [
      "a day that is not in the calendar",
      EXAMPLES.Grant.replace("2027-06-30", "2027-06-31"),
      "17:12 document-invalid-time `2027-06-31T00:00:00Z` is not a date and time with a zone | Write it by RFC 3339, for example `2027-01-31T00:00:00Z`",
    ],
    [
      "a waiver approved by its author",
      EXAMPLES.Waiver.replace("bob@example.org", "Ann@Example.org"),
      "11:13 waiver-self-approved `Ann@Example.org` approves a waiver of their own | Let somebody else approve it",
    ],
    [
      "a waiver without end",
      EXAMPLES.Waiver.replace(/ {2}expires.*\n/, ""),
      "5:3 document-missing-key Key `expires` is missing in `spec` | Add `expires`: When the waiver ends, by RFC 3339",
    ],
    [
      "a policy about nothing",
      policyWith("    kinds: [ObjectStore]\n    types: [aws_s3_bucket]\n", ""),
      "14:5 document-empty `spec.match` names neither kinds nor types, so the policy is about nothing | Add `kinds`, for example `kinds: [ObjectStore]`",
    ],
    [
      "a policy about every kind and one more",
      policyWith("kinds: [ObjectStore]", 'kinds: ["*", ObjectStore]'),
      '14:12 document-redundant-kinds `*` stands for every kind, but others stand beside it | Keep `["*"]` or the names of kinds',
    ],
    [
      "a grant for nobody",
      EXAMPLES.Grant.replace("kinds: [agent], ids: [agent-7], groups: [deployers]", "ids: []"),
      "6:15 document-empty `spec.principals` names nobody, so the grant is for no one | Add `ids`, `groups` or `kinds`",
    ],
    [
      "an agent bound to nothing",
      EXAMPLES.Agent.replace(/identity: .*/, "identity: {}"),
      "7:13 document-empty `spec.identity` binds the agent to nothing, so anyone could claim to be it | Add `oidcSubject`, `spiffeId` or `keyId`",
    ],
    [
      "text of a standard that allows ids only",
      EXAMPLES.Framework.replace("textPolicy: full", "textPolicy: ids"),
      "8:24 framework-text Requirement `AC-6` says more than its id, but `textPolicy: ids` allows no text | Remove the title, and keep ids to 24 characters",
    ],
    [
      "a list type without items",
      EXAMPLES.ResourceKind.replace("type: map, values: string", "type: list"),
      "10:11 document-missing-key Type `list` needs `items` | Add `items`",
    ],
    [
      "a link that joins nothing",
      EXAMPLES.ResourceKind.replace(", ours: [id, bucket], theirs: [bucket]", ""),
      "17:16 kind-link-without-join A link needs both `ours` and `theirs` | Give either `ours` and `theirs`, or `same: group`",
    ],
    [
      "a link through the group",
      EXAMPLES.ResourceKind.replace("same: group", "same: group, through: block"),
      "18:18 kind-link-without-join A link by `same: group` has no attributes and no `through` | Give either `ours` and `theirs`, or `same: group`",
    ],
    [
      "a link through one that is not there",
      EXAMPLES.ResourceKind.replace("through: block", "through: blok"),
      "19:99 kind-link-through-nothing Link `owner` goes through `blok`, which is no link of its mapping | Did you mean `block`?",
    ],
    [
      "a link through what every object has",
      EXAMPLES.ResourceKind.replace("through: block", "through: constructor"),
      "19:99 kind-link-through-nothing Link `owner` goes through `constructor`, which is no link of its mapping | Name another link of the same mapping",
    ],
    [
      "a link through itself",
      EXAMPLES.ResourceKind.replace("through: block", "through: owner"),
      "19:99 kind-link-too-far Link `owner` goes through itself or through more than 3 others | Begin nearer to where it ends",
    ],
    [
      "a link of an attribute with half a brace",
      EXAMPLES.ResourceKind.replace("{account}:", "{account:"),
      "19:48 document-invalid-text `spec.mappings[0].links.owner.ours[0]` is `{account:{role.name}`, but must be attribute names joined by dots, or text with such paths in braces, for example `{catalog_name}.{name}`",
    ],
    [
      "one id twice",
      policyWith("  satisfies", "    - { id: not-public, expression: a }\n  satisfies"),
      "39:13 document-duplicate Id `not-public` stands twice in `spec.validations`, first on line 34 | Give each its own id",
    ],
    [
      "one key twice",
      policyWith("  mode: enforce\n", "  mode: enforce\n  mode: audit\n"),
      "12:3 yaml-duplicate-key Key `mode` stands twice in one map, first on line 11 | Remove one of the two",
    ],
    [
      "a tab as indentation",
      policyWith("  severity: high", "\tseverity: high"),
      "10:1 yaml-syntax A tab indents this line, but YAML indents with spaces | Replace the tab by spaces",
    ],
    [
      "a merge key",
      policyWith("  severity: high", "  <<: { severity: high }"),
      "10:3 yaml-merge-key Merge key `<<` is not allowed, because YAML 1.2 has none | Write the keys out",
    ],
    [
      "a key that is not text",
      policyWith("{ team: platform }", "{ 1: platform }"),
      "6:13 yaml-key A key is not text | Put the key in quotes",
    ],
    [
      "an open quote",
      policyWith('"!variables.open"', "'abc"),
      "35:19 yaml-syntax A quoted text is not closed | Add the closing quote",
    ],
    [
      "a list for a document",
      "- a\n",
      "1:1 document-wrong-type The document is a list, but a map with `apiVersion` and `kind` is expected | Write each as a document of its own, with `---` between them",
    ],
    [
      "a number beyond 64 bits",
      policyWith("default: 30", "default: 9223372036854775808"),
      "29:16 yaml-number-range Number `9223372036854775808` does not fit in 64 bits | Put it in quotes if it is an identifier",
    ],
    [
      "a directive",
      `%YAML 1.1\n---\n${EXAMPLES.Settings}`,
      "1:1 yaml-directive Directive `%YAML 1.1` is not allowed, because documents are always YAML 1.2 | Remove the line",
    ],
  ])("parseDocuments() explains %s", (_, text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });

  it("parseDocuments() collects all mistakes of a document, in the order of the text", () => {
    const text = policyWith("severity: high", "severity: hgih").replace("mode: enforce", "moed: enforce");
    expect(problems(text).map((problem) => problem.split(" ").slice(0, 2).join(" "))).toEqual([
      "10:13 document-not-one-of",
      "11:3 document-unknown-key",
    ]);
  });
});

describe("parseDocuments() on hostile text", () => {
  it("parseDocuments() refuses an alias bomb without expanding it", () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const items = Array.from({ length: 9 }, () => (level === 0 ? "lol" : `*a${level - 1}`)).join(", ");
      return `k${level}: &a${level} [${items}]`;
    });
    expect(codes(levels.join("\n"))).toContain("yaml-too-large");
  });

  it.each([
    ["flow lists", "[".repeat(100_000)],
    ["flow maps", "{a: ".repeat(100_000)],
    ["block lists", "- ".repeat(100_000)],
    ["explicit keys", "? ".repeat(50_000)],
    ["block maps", Array.from({ length: 1500 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
  ])("parseDocuments() refuses 100,000 nested %s", (_, text) => {
    expect(codes(text)).toEqual(["yaml-too-deep"]);
  });

  it("parseDocuments() refuses an alias inside what it names", () => {
    expect(codes("a: &a [*a]")).toContain("yaml-alias");
    expect(codes("a: *nowhere")).toEqual(["yaml-alias"]);
  });

  it("parseDocuments() refuses a file that is too long", () => {
    const { diagnostics } = parseDocuments("a.yaml", "# comment", { maxLength: 5, maxDepth: 5, maxNodes: 5 });
    expect(diagnostics.map(({ message }) => message)).toEqual(["The file has 9 characters, but at most 5 are read"]);
  });

  it("parseDocuments() reads neither tags of other languages nor sets nor binary", () => {
    for (const tag of ["!!js/function", "!!binary", "!!set", "!<tag:x>", "!!str"])
      expect(codes(`a: ${tag} b`)).toContain("yaml-tag");
  });
});
