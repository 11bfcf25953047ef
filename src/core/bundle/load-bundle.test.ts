import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocuments } from "#core/documents";
import { loadBundle, type BundleFile, type CheckedPolicy } from "./index.ts";

const KINDS = `apiVersion: writ/v1
kind: ResourceKind
metadata: { name: ObjectStore }
spec:
  properties:
    public: bool
    versions: int
    network: { type: object, properties: { default: string } }
  mappings:
    - { types: [aws_s3_bucket], provider: aws, properties: { public: "native.acl == 'public-read'" } }
    - { types: [shared_type], provider: aws, properties: { public: "true" } }
---
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Database }
spec:
  properties:
    public: bool
    engine: string
    versions: string
  mappings:
    - { types: [aws_db_instance], provider: aws, properties: { engine: native.engine } }
    - { types: [shared_type], provider: aws, properties: { public: "true" } }
`;

/** A policy whose spec has these lines; a key that is not given gets a value that is right. */
function policy(lines: Readonly<Record<string, string>>, name = "p"): string {
  const spec = {
    match: "{ kinds: [ObjectStore] }",
    validations: "[{ id: v, expression: '!resource.properties.public' }]",
    ...lines,
  };
  const body = Object.entries(spec).map(([key, value]) => `  ${key}: ${value}`);
  return `apiVersion: writ/v1\nkind: Policy\nmetadata: { name: ${name} }\nspec:\n${body.join("\n")}\n`;
}

function validation(expression: string): string {
  return `\n    - id: v\n      expression: ${expression}`;
}

function load(...texts: readonly string[]): ReturnType<typeof loadBundle> {
  const files = texts.map((text, index): BundleFile => ({ file: `${index}.yaml`, text }));
  return loadBundle([...files, { file: "kinds.yaml", text: KINDS }]);
}

/** Every diagnostic as `line:column severity code message | hint`. */
function problems(...texts: readonly string[]): readonly string[] {
  return load(...texts).diagnostics.map(({ severity, code, message, hint, span }) => {
    const place = `${span?.start.line ?? 0}:${span?.start.column ?? 0}`;
    return `${place} ${severity} ${code} ${message}${hint === undefined ? "" : ` | ${hint}`}`;
  });
}

function digestOf(files: readonly BundleFile[]): string | undefined {
  return loadBundle(files).bundle?.digest;
}

const GRANT = `apiVersion: writ/v1
kind: Grant
metadata: { name: g }
spec:
  principals: { ids: [a] }
  verbs: [create]
  kinds: [ObjectStore]
  conditions: [{ name: c, expression: "!resource.properties.public" }]
  owner: o
  approvedBy: b
  expires: 2027-01-01T00:00:00Z
`;

const SETTINGS = `apiVersion: writ/v1
kind: Settings
metadata: { name: s }
spec:
  environments: [{ name: production, when: "resource.labels['env'] == 'prod'" }]
  parameters: { p: { days: 90 } }
`;

const PARAMETERS = "{ days: { schema: int, default: 30 }, since: { schema: duration, default: 36h } }";

describe("loadBundle() on what is right", () => {
  it("loadBundle() checks every expression of a policy and finds the values of its parameters", () => {
    const text = policy({
      match: "{ kinds: [ObjectStore], environments: [production] }",
      matchConditions: "[{ name: c, expression: 'variables.many' }]",
      variables:
        "[{ name: open, expression: resource.properties.public }, { name: many, expression: '!variables.open' }]",
      parameters: PARAMETERS,
      validations: `[{ id: v, expression: "resource.properties.versions > params.days && now > timestamp('2020-01-01T00:00:00Z') - params.since", messageExpression: "'is ' + resource.name" }]`,
    });
    const { bundle, diagnostics } = load(text, SETTINGS, GRANT);
    expect(diagnostics).toEqual([]);
    const [checked] = bundle?.policies ?? [];
    expect(checked?.parameters["days"]).toBe(90);
    expect(checked?.parameters["since"]).toMatchObject({ nanos: 129_600_000_000_000n });
    expect(checked?.variables.map(({ name, checked }) => [name, checked.type])).toEqual([
      ["open", { kind: "bool" }],
      ["many", { kind: "bool" }],
    ]);
    expect(checked?.validations[0]?.messageExpression?.type).toEqual({ kind: "string" });
    expect(bundle?.grants).toHaveLength(1);
    expect(bundle?.environments.map(({ name }) => name)).toEqual(["production"]);
  });

  it.each([
    [
      "every variable",
      "resource.id == before.id && verb == 'create' && changed && 'replace' in traits && 'g' in principal.groups && context.point == 'check' && now > timestamp(0)",
    ],
    ["the environment as text or null", "resource.environment == null || resource.environment == 'production'"],
    ["a missing state before", "before == null || !before.properties.public"],
    ["native values", "resource.native.acl[0].grants.all(g, g.permission != 'WRITE')"],
    ["attributes of the principal", "principal.attributes.team == context.attributes.team"],
    ["nested properties", "resource.properties.network.default == 'deny'"],
    ["labels", "has(resource.labels.owner) && resource.labels.owner.matches('^[a-z]+$')"],
    ["optional properties", "has(resource.properties.public) && resource.?properties.?versions.orValue(0) > 1"],
  ])("loadBundle() lets a validation speak of %s", (_, expression) => {
    expect(problems(policy({ validations: validation(JSON.stringify(expression)) }))).toEqual([]);
  });

  it("loadBundle() refuses properties of types that become several kinds, since it cannot be told which would answer", () => {
    const match = "{ types: [shared_type] }";
    expect(problems(policy({ match, validations: validation('"resource.properties.public"') }))).toEqual([
      "5:19 error policy-ambiguous-kind Policy `p` reads `resource.properties`, but resources of its types become several kinds: `Database`, `ObjectStore` | Add the kind that it is about to `match.kinds`, or read `resource.native`",
    ]);
    expect(problems(policy({ match, validations: validation('"resource.native.public == true"') }))).toEqual([]);
    expect(
      problems(
        policy({
          match: "{ kinds: [Database], types: [shared_type] }",
          validations: validation('"resource.properties.public"'),
        }),
      ),
    ).toEqual([]);
  });

  it("loadBundle() types properties by the only kind of the matched types", () => {
    const expression = validation('"resource.properties.anything == 1"');
    const [problem] = problems(policy({ match: "{ types: [aws_s3_bucket] }", validations: expression }));
    expect(problem).toContain("expression-unknown-field");
  });

  it("loadBundle() accepts for several kinds what each of them has", () => {
    const { bundle } = load(policy({ match: "{ kinds: [ObjectStore, Database] }" }));
    expect(bundle?.policies[0]?.validations[0]?.checked.type).toBeDefined();
  });
});

function kindCalled(name: string): string {
  return `apiVersion: writ/v1\nkind: ResourceKind\nmetadata: { name: ${name} }\nspec:\n  properties: { point: int }\n`;
}

function policyOf(kind: string, expression: string): string {
  return policy({ match: `{ kinds: [${kind}] }`, validations: validation(JSON.stringify(expression)) });
}

describe("loadBundle() on kinds whose names are also those of other records", () => {
  it.each(["Resource", "Principal", "Context"])("types the properties and the surroundings of %s apart", (name) => {
    const right =
      "resource.properties.point > 1 && context.point == 'check' && principal.id != '' && resource.id != ''";
    const { diagnostics: none } = loadBundle([{ file: "a", text: `${kindCalled(name)}---\n${policyOf(name, right)}` }]);
    expect(none).toEqual([]);
    const wrong = policyOf(name, "resource.properties.environment == 'x'");
    const { bundle, diagnostics } = loadBundle([{ file: "a", text: `${kindCalled(name)}---\n${wrong}` }]);
    expect(bundle).toBeNull();
    expect(diagnostics.map(({ message }) => message)).toContain(
      `\`resource.properties\` is a ${name}, which has no field \`environment\``,
    );
  });
});

describe("loadBundle() on mistakes", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      "a misspelled property",
      [policy({ validations: validation("resource.properties.publik") })],
      ["8:39 error expression-unknown-field"],
    ],
    [
      "a misspelled property in a block",
      [policy({ validations: validation("|\n        true &&\n          resource.properties.publik") })],
      ["10:31 error expression-unknown-field"],
    ],
    [
      "a misspelled variable",
      [policy({ validations: validation("resorce.name == 'x'") })],
      ["8:19 error expression-unknown-name"],
    ],
    [
      "an expression that is no bool",
      [policy({ validations: validation("resource.name") })],
      ["8:19 error expression-wrong-type"],
    ],
    ["a syntax error", [policy({ validations: validation("resource.name ==") })], ["8:35 error expression-syntax"]],
    [
      "a message that is no string",
      [policy({ validations: `${validation("resource.name == ''")}\n      messageExpression: "1"` })],
      ["9:27 error expression-wrong-type"],
    ],
    [
      "an unknown kind",
      [policy({ match: "{ kinds: [ObjectStor] }" })],
      ["5:20 error bundle-unknown-kind No kind `ObjectStor` is loaded | Did you mean `ObjectStore`?"],
    ],
    [
      "an unknown native type",
      [policy({ match: "{ types: [aws_s3_buckt] }" })],
      [
        "5:20 warning bundle-unknown-type No loaded kind maps the native type `aws_s3_buckt`, so that only `resource.native` has values for it | Did you mean `aws_s3_bucket`?",
      ],
    ],
    [
      "an unknown environment",
      [
        policy({
          match: "{ kinds: [ObjectStore], environments: [prodution] }",
          parameters: PARAMETERS,
          validations: validation("params.days > 1 && params.since > duration('1s') && resource.id != ''"),
        }),
        SETTINGS,
      ],
      [
        "5:49 error bundle-unknown-environment No Settings document says how to recognise the environment `prodution` | Did you mean `production`?",
      ],
    ],
    [
      "an environment without settings",
      [policy({ match: "{ kinds: [ObjectStore], environments: [prod] }" })],
      ["5:49 warning bundle-unknown-environment No Settings document says how to recognise the environment `prod`"],
    ],
    [
      "a property that one of several kinds lacks",
      [
        policy({
          match: "{ kinds: [ObjectStore, Database] }",
          validations: validation("resource.properties.engine == 'x'"),
        }),
      ],
      ["8:39 error expression-unknown-field For kind `ObjectStore`: "],
    ],
    [
      "a property whose type differs between kinds",
      [
        policy({
          match: "{ kinds: [ObjectStore, Database] }",
          validations: validation("resource.properties.versions > 1"),
        }),
      ],
      ["For kind `Database`: "],
    ],
    [
      "a mistake that is one whatever the kind",
      [policy({ match: "{ kinds: [ObjectStore, Database] }", validations: validation("resource.nam == 'x'") })],
      ["8:28 error expression-unknown-field `resource`"],
    ],
    [
      "a variable that uses a later one",
      [
        policy({
          variables: "[{ name: a, expression: 1 + variables.b > 1 }, { name: b, expression: '2' }]",
          validations: validation("variables.a && variables.b > 1"),
        }),
      ],
      [
        "9:42 error policy-variable-order Variable `a` uses `variables.b`, which stands after it | Move `b` in front of `a`",
      ],
    ],
    [
      "a variable that uses itself",
      [policy({ variables: "[{ name: a, expression: '!variables.a' }]", validations: validation("variables.a") })],
      ["9:40 error policy-variable-order Variable `a` uses itself | Write its value without it"],
    ],
    [
      "an unused variable",
      [policy({ variables: "[{ name: a, expression: resource.name }]" })],
      ["7:23 warning policy-unused-variable Variable `a` is never used | Remove it"],
    ],
    [
      "an unused parameter",
      [policy({ parameters: "{ days: { schema: int, default: 3 } }" })],
      ["7:17 warning policy-unused-parameter Parameter `days` is never used | Remove it, or read it as `params.days`"],
    ],
    [
      "a constant validation",
      [policy({ validations: validation("'1 + 1 == 2'") })],
      [
        "8:20 warning policy-constant-validation Validation `v` reads nothing, so it always passes whatever the resource | Read `resource.properties` or `resource.native`",
      ],
    ],
    [
      "a validation that always fails",
      [policy({ validations: validation("'[1].all(x, x > 1)'") })],
      ["reads nothing, so it always fails whatever"],
    ],
    [
      "two policies of one name",
      [policy({}), policy({})],
      [
        "3:19 error bundle-duplicate-name Policy `p` is defined here, but it is defined already in `0.yaml` on line 3 | Rename one of the two",
      ],
    ],
    [
      "two Settings documents",
      [SETTINGS.replace("p: { days: 90 }", ""), SETTINGS.replace("name: s", "name: t").replace("p: { days: 90 }", "")],
      [
        "3:19 error bundle-duplicate-name A second Settings document is defined here, but there is one already in `0.yaml` on line 3 | Merge the two",
      ],
    ],
    [
      "an override of the wrong type",
      [
        policy({
          parameters: PARAMETERS,
          validations: validation("params.days > 1 && params.since > duration('1s') && resource.id != ''"),
        }),
        SETTINGS.replace("90", "many"),
      ],
      [
        "6:28 error settings-parameter-type Parameter `days` of policy `p` does not fit: text `many` stands where a value of type `int` is expected | Give a value that the `schema` of the parameter allows",
      ],
    ],
    [
      "an override of no parameter",
      [
        policy({
          parameters: PARAMETERS,
          validations: validation("params.days > 1 && params.since > duration('1s') && resource.id != ''"),
        }),
        SETTINGS.replace("days", "day"),
      ],
      ["6:22 error settings-unknown-parameter Policy `p` has no parameter `day` | Did you mean `days`?"],
    ],
    [
      "an override of no policy",
      [SETTINGS],
      [
        "6:17 error settings-unknown-policy No policy `p` is loaded, so its parameters set nothing | Load the policy beside the settings, or remove its parameters",
      ],
    ],
    [
      "an environment rule about the environment",
      [SETTINGS.replace("resource.labels['env']", "resource.environment").replace("p: { days: 90 }", "")],
      ["5:54 error expression-unknown-field"],
    ],
    [
      "a grant condition with params",
      [GRANT.replace("!resource.properties.public", "params.x")],
      ["error expression-unknown-name"],
    ],
    [
      "a waiver of no policy",
      [
        "apiVersion: writ/v1\nkind: Waiver\nmetadata: { name: w }\nspec: { policy: q, resource: { id: i }, owner: o, author: a, approver: b, reason: r, category: accepted, expires: 2027-01-01T00:00:00Z }",
      ],
      ["4:17 error waiver-unknown-policy No policy `q` is loaded, so the waiver turns nothing aside"],
    ],
    [
      "a requirement that its framework lacks",
      [
        policy({ satisfies: "[f/AC-7]" }),
        "apiVersion: writ/v1\nkind: Framework\nmetadata: { name: f }\nspec: { version: '1', textPolicy: ids, source: s, requirements: [AC-6] }",
      ],
      ["7:15 error policy-unknown-requirement Framework `f` has no requirement `AC-7` | Did you mean `f/AC-6`?"],
    ],
    [
      "a crosswalk to what is no requirement",
      [
        "apiVersion: writ/v1\nkind: Framework\nmetadata: { name: f }\nspec: { version: '1', textPolicy: ids, source: s, requirements: [AC-6], crosswalk: [{ controls: [A-1], requirements: [AC-7], relationship: subset-of, coverage: full, rationale: r }] }",
      ],
      [
        "4:119 error framework-unknown-requirement The crosswalk of `f` links to `AC-7`, which is none of its requirements | Did you mean `AC-6`?",
      ],
    ],
  ])("loadBundle() explains %s", (_, texts, expected) => {
    const found = problems(...texts);
    expect(found).toHaveLength(expected.length);
    for (const [index, problem] of found.entries()) expect(problem).toContain(expected[index]);
  });

  it("loadBundle() takes an override of null for a value, not for none", () => {
    const override = SETTINGS.replace("days: 90", "days: null");
    const text = policy({ parameters: PARAMETERS, validations: validation("resource.id.size() > params.days") });
    expect(problems(text, override).join()).toContain("error settings-parameter-type Parameter `days` of policy `p`");
  });

  it("loadBundle() tells more mistakes than a call can have arguments", () => {
    expect(loadBundle([{ file: "a", text: "a: 1\n".repeat(150_000) }]).diagnostics.length).toBeGreaterThan(140_000);
  });

  it("loadBundle() answers no bundle when anything is wrong", () => {
    expect(load(policy({ validations: validation("resource.name") })).bundle).toBeNull();
    expect(load("a: [").bundle).toBeNull();
  });

  it("loadBundle() answers a bundle when there are only warnings", () => {
    expect(load(policy({ match: "{ types: [other] }" })).bundle).not.toBeNull();
  });

  it("loadBundle() keeps policies called like properties of every object apart", () => {
    const { bundle, diagnostics } = load(policy({}, "constructor"), policy({}, "tostring"));
    expect(diagnostics).toEqual([]);
    expect(bundle?.policies).toHaveLength(2);
  });
});

describe("Bundle.digest", () => {
  const texts = [policy({}, "a"), policy({}, "b"), GRANT, KINDS];
  const files = texts.map((text, index) => ({ file: `${index}.yaml`, text }));
  const digest = digestOf(files);

  it("Bundle.digest is 64 hexadecimal digits that any edit changes", () => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    const edited = files.map(({ file, text }) => ({ file, text: text.replace("owner: o", "owner: x") }));
    expect(digestOf(edited)).not.toBe(digest);
  });

  it("Bundle.digest depends neither on order nor on file names nor on layout", () => {
    const orders = fc.shuffledSubarray(files, { minLength: files.length });
    const property = fc.property(orders, fc.array(fc.string(), { minLength: 4 }), (order, names) => {
      const renamed = order.map(({ text }, index) => ({
        file: `${names[index] ?? ""}-${index}`,
        text: `# c\n${text}`,
      }));
      expect(digestOf(renamed)).toBe(digest);
    });
    fc.assert(property, { numRuns: 20 });
    expect(digestOf([{ file: "all", text: texts.join("---\n") }])).toBe(digest);
  });

  it("Bundle.kindsDigest changes with kinds, and with nothing else", () => {
    const kindsDigest = load(policy({}, "a")).bundle?.kindsDigest;
    expect(kindsDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(load(policy({}, "b"), GRANT).bundle?.kindsDigest).toBe(kindsDigest);
    const edited = KINDS.replace("engine: native.engine", "engine: native.kind");
    expect(loadBundle([{ file: "k", text: edited }]).bundle?.kindsDigest).not.toBe(kindsDigest);
  });
});

describe("loadBundle() with shipped documents", () => {
  const shipped = [parseDocuments("kinds.yaml", KINDS), parseDocuments("p.yaml", policy({}))];

  it("loadBundle() gives the bundle that it gives for their files", () => {
    const eager = load(policy({})).bundle;
    const { bundle, diagnostics } = loadBundle([], shipped);
    expect([diagnostics, bundle?.digest]).toEqual([[], eager?.digest]);
    expect(bundle?.policies.map(told)).toEqual(eager?.policies.map(told));
    expect(bundle?.kinds.kindsOf("shared_type")).toEqual(["Database", "ObjectStore"]);
  });

  it("loadBundle() checks their expressions when they are needed, and never takes a wrong one for right", () => {
    const wrong = parseDocuments("p.yaml", policy({ validations: validation("resource.properties.pulbic") }));
    const { bundle, diagnostics } = loadBundle([{ file: "kinds.yaml", text: KINDS }], [wrong]);
    expect(diagnostics).toEqual([]);
    expect(() => bundle?.policies[0]?.validations).toThrow(/Policy `p` is wrong: .*pulbic/);
  });

  it("loadBundle() reports at once what users override wrongly, define twice or get wrong themselves", () => {
    const [kinds, own] = [
      shipped[0],
      parseDocuments(
        "p.yaml",
        policy({ parameters: PARAMETERS, validations: validation("resource.id.size() > params.days") }),
      ),
    ];
    const override = { file: "settings.yaml", text: SETTINGS.replace("days: 90", "days: ninety") };
    const codes = (files: readonly BundleFile[]): readonly string[] =>
      loadBundle(files, kinds === undefined ? [] : [kinds, own]).diagnostics.map(({ code }) => code);
    expect(codes([override])).toContain("settings-parameter-type");
    expect(codes([{ file: "mine.yaml", text: policy({}) }])).toContain("bundle-duplicate-name");
    expect(codes([{ file: "mine.yaml", text: policy({ validations: validation("nonsense") }, "q") }])).toContain(
      "expression-unknown-name",
    );
  });
});

function told(one: CheckedPolicy): unknown {
  return [one.document.spec, one.parameters, one.validations.map(({ id }) => id)];
}
