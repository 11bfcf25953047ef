/** A tool as it is listed: the schemas are JSON Schema 2020-12. */
export interface ToolForm {
  readonly title: string;
  readonly description: string;
  readonly inputSchema: SchemaObject;
  readonly outputSchema: SchemaObject;
  /** Whether it changes nothing anywhere. */
  readonly readOnly: boolean;
}

/** A JSON Schema of an object. */
export interface SchemaObject {
  readonly type: "object";
  readonly properties: Readonly<Record<string, object>>;
  readonly required: readonly string[];
  readonly additionalProperties?: boolean;
}

export type ToolName = "check_plan" | "explain_denial" | "what_may_i_do" | "request_approval" | "test_policy";

/** The longest text that is taken, in UTF-16 code units. */
export const LONGEST_INPUT = 4_000_000;
const LONGEST_POLICY = 200_000;

const text = (description: string, maxLength = 500): object => ({
  type: "string",
  minLength: 1,
  maxLength,
  description,
});
const object = (properties: SchemaObject["properties"], required: readonly string[]): SchemaObject => ({
  type: "object",
  properties,
  required,
});
const input = (properties: SchemaObject["properties"], required: readonly string[]): SchemaObject => ({
  ...object(properties, required),
  additionalProperties: false,
});
const listOf = (items: object): object => ({ type: "array", items });

const TEXT = { type: "string" };
const TEXTS = listOf(TEXT);
const COUNT = { type: "integer", minimum: 0 };
const MAYBE_TEXT = { type: ["string", "null"] };
const MAYBE_LINE = { type: ["integer", "null"] };
const EFFECT = { enum: ["allow", "hold", "deny"] };
const MAYBE_EFFECT = { enum: ["allow", "hold", "deny", null] };

const PATCH = {
  description: "A JSON Patch on the properties of the resource that was tried; null where only words are known",
  anyOf: [
    { type: "null" },
    listOf(object({ op: { enum: ["add", "replace"] }, path: TEXT, value: {} }, ["op", "path", "value"])),
  ],
};

const CONCERN_PROPERTIES: SchemaObject["properties"] = {
  policy: TEXT,
  validation: TEXT,
  title: TEXT,
  severity: TEXT,
  outcome: TEXT,
  message: TEXT,
  resource: TEXT,
  read: listOf(object({ path: TEXT, value: TEXT }, ["path", "value"])),
  required: TEXT,
  remediation: MAYBE_TEXT,
  satisfies: TEXTS,
  patch: PATCH,
};
const CONCERN = object(CONCERN_PROPERTIES, Object.keys(CONCERN_PROPERTIES));
const FINDING_PROPERTIES = { ...CONCERN_PROPERTIES, level: TEXT, file: TEXT, line: MAYBE_LINE };
const FINDING = object(FINDING_PROPERTIES, Object.keys(FINDING_PROPERTIES));
const REASON = object({ code: TEXT, message: TEXT }, ["code", "message"]);
const DIAGNOSTIC = object(
  { code: TEXT, severity: TEXT, message: TEXT, hint: MAYBE_TEXT, file: MAYBE_TEXT, line: MAYBE_LINE },
  ["code", "severity", "message"],
);

const RESOURCE = input(
  {
    type: text("a canonical kind, such as `ObjectStore`, or a native type, such as `aws_s3_bucket`"),
    id: text("which one"),
    properties: { type: "object", description: "of the kind, or the native ones of a native type" },
  },
  ["type", "id"],
);
const ACT: SchemaObject["properties"] = {
  action: text("what is done: create, read, update, delete, invoke, grant …"),
  resource: { ...RESOURCE },
  context: { type: "object", description: "circumstances, such as `environment`" },
};
const PATH = text("a file inside the folder that the server was started in", 4096);
const CONTENT = text("the text of a plan (`terraform show -json`), a template or manifests", LONGEST_INPUT);

const NAMES = { name: TEXT, verbs: TEXTS, kinds: TEXTS, types: TEXTS, environments: TEXTS, tasks: TEXTS };
const GRANT_PROPERTIES = {
  ...NAMES,
  conditions: TEXTS,
  needsApproval: { type: "boolean" },
  expires: TEXT,
  hasEnded: { type: "boolean" },
  isForTask: { type: "boolean", description: "whether it is for the task that was proven of you, or for any" },
};
const BUDGET = object({ of: TEXT, per: TEXT, window: MAYBE_TEXT, most: COUNT }, ["of", "per", "window", "most"]);
const SPENT = object({ limit: TEXT, most: COUNT, used: COUNT, renews: MAYBE_TEXT }, [
  "limit",
  "most",
  "used",
  "renews",
]);
const STANDING_PROPERTIES = {
  grant: TEXT,
  standing: { enum: ["covers", "covers-after-approval", "falls-short"] },
  reason: MAYBE_TEXT,
  agent: TEXT,
  expires: TEXT,
};

const EXPLAINED: SchemaObject["properties"] = {
  effect: EFFECT,
  reasons: listOf(REASON),
  concerns: listOf(CONCERN),
  grants: listOf(object(STANDING_PROPERTIES, Object.keys(STANDING_PROPERTIES))),
  leftOut: COUNT,
  passed: COUNT,
};
/** The tools in the order in which they are listed. */
export const TOOLS: Readonly<Record<ToolName, ToolForm>> = {
  check_plan: {
    title: "Check a plan",
    description:
      "Decides on a Terraform plan (JSON), a CloudFormation template or Kubernetes manifests before anything is applied, as `writ check` does. Give either `path` or `content`. Every finding says what was read, what is required, how to mend it, and where it is certain a JSON Patch.",
    inputSchema: input({ path: PATH, content: CONTENT }, []),
    outputSchema: object(
      {
        effect: MAYBE_EFFECT,
        exitCode: COUNT,
        reasons: listOf(REASON),
        findings: listOf(FINDING),
        leftOut: COUNT,
        passed: COUNT,
        diagnostics: listOf(DIAGNOSTIC),
      },
      ["effect", "exitCode", "reasons", "findings", "leftOut", "passed", "diagnostics"],
    ),
    readOnly: true,
  },
  explain_denial: {
    title: "Explain a denial",
    description:
      "Says whether you may do something to a resource and, where you may not, which validations stand against it, what they read and what would satisfy them, and how each of your grants stands to it.",
    inputSchema: input(ACT, ["action", "resource"]),
    outputSchema: object(EXPLAINED, Object.keys(EXPLAINED)),
    readOnly: true,
  },
  what_may_i_do: {
    title: "What may I do?",
    description:
      "Lists the grants that name you, with their conditions and ends, what always needs an approval, and what your agent document and budgets limit you to. Ask `explain_denial` how your grants stand to one act.",
    inputSchema: input({}, []),
    outputSchema: object(
      {
        principal: object({ id: TEXT, kind: TEXT, task: MAYBE_TEXT }, ["id", "kind", "task"]),
        agent: MAYBE_TEXT,
        tools: TEXTS,
        models: TEXTS,
        environments: TEXTS,
        budgets: listOf(BUDGET),
        spent: { ...listOf(SPENT), description: "how much the control plane counts as used by now; empty without one" },
        alwaysHeld: { ...TEXTS, description: "what is granted, but held each time until a person approves it" },
        grants: listOf(object(GRANT_PROPERTIES, Object.keys(GRANT_PROPERTIES))),
        leftOut: COUNT,
      },
      ["principal", "agent", "tools", "models", "environments", "budgets", "spent", "alwaysHeld", "grants", "leftOut"],
    ),
    readOnly: true,
  },
  request_approval: {
    title: "Request an approval",
    description:
      "Asks a person to approve an act that is held, by way of the control plane; asking again gives the same request. With `task` it says how an earlier request stands.",
    inputSchema: input({ ...ACT, task: text("the id of an earlier request") }, []),
    outputSchema: object(
      {
        status: {
          enum: ["allowed", "not-requestable", "pending", "approved", "denied", "expired", "cancelled"],
          description: "`allowed` needs no approval; `not-requestable` would not be allowed by one",
        },
        task: MAYBE_TEXT,
        review: MAYBE_TEXT,
        expires: MAYBE_TEXT,
        approval: {
          type: ["object", "null"],
          description: "what the evaluation is asked again with, as `context.approval`",
        },
        reasons: listOf(REASON),
      },
      ["status", "task", "review", "expires", "approval", "reasons"],
    ),
    readOnly: false,
  },
  test_policy: {
    title: "Test a policy",
    description:
      "Judges one resource, or the content of a plan or manifests, by the documents in `policy` alone, and says what is wrong with the documents. Nothing is stored.",
    inputSchema: input({ policy: text("documents of Writ as YAML", LONGEST_POLICY), ...ACT, content: CONTENT }, [
      "policy",
    ]),
    outputSchema: object(
      {
        effect: MAYBE_EFFECT,
        reasons: listOf(REASON),
        concerns: listOf(CONCERN),
        leftOut: COUNT,
        passed: COUNT,
        diagnostics: listOf(DIAGNOSTIC),
      },
      ["effect", "reasons", "concerns", "leftOut", "passed", "diagnostics"],
    ),
    readOnly: true,
  },
};
