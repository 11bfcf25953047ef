import { contextWith, pipeline, resourceBase, type QuestionAbout, type ShapeOf } from "./shape.ts";

type Statement = {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
};
type Asked = QuestionAbout<{ readonly statements: readonly Statement[] }>;

const READ: Statement = { effect: "Allow", actions: ["s3:GetObject", "s3:ListBucket"], resources: ["arn:aws:s3:::a"] };
const DENY: Statement = { effect: "Deny", actions: ["*"], resources: ["*"] };
const NARROW: Statement = { effect: "Allow", actions: ["kms:*"], resources: ["arn:aws:kms:eu-central-1:1:key/k"] };
const WIDE: Statement = { effect: "Allow", actions: ["sts:AssumeRole", "iam:*"], resources: ["*"] };
const ALL: Statement = { effect: "Allow", actions: ["*"], resources: ["arn:aws:s3:::a", "*"] };
const LOGS: Statement = { effect: "Allow", actions: ["logs:PutLogEvents", "logs:CreateLogStream"], resources: ["*"] };

function question(...statements: readonly Statement[]): Asked {
  return {
    principal: pipeline([]),
    context: contextWith(),
    resource: { ...resourceBase("AccessDocument"), properties: { statements }, native: {} },
  };
}

/** P4: no statement of an IAM document may allow every action of a service, or of all, on every resource. */
export const accessDocument: ShapeOf<Asked> = {
  name: "P4 IAM document",
  kind: "AccessDocument",
  properties: {
    statements: {
      type: "list",
      items: {
        type: "object",
        properties: {
          effect: "string",
          actions: { type: "list", items: "string" },
          resources: { type: "list", items: "string" },
        },
      },
    },
  },
  expression: `!resource.properties.statements.exists(s, s.effect == 'Allow'
      && s.actions.exists(a, a == '*' || a.endsWith(':*'))
      && s.resources.exists(r, r == '*'))`,
  byHand({ resource: { properties } }) {
    return !properties.statements.some(
      ({ effect, actions, resources }) =>
        effect === "Allow" &&
        actions.some((action) => action === "*" || action.endsWith(":*")) &&
        resources.some((resource) => resource === "*"),
    );
  },
  questions: [
    question(READ, DENY, NARROW, LOGS, READ),
    question(READ, DENY, NARROW, LOGS, WIDE),
    question(READ, READ, READ, LOGS, LOGS),
    question(READ, ALL, READ, LOGS, LOGS),
    question(NARROW, NARROW, DENY, READ, LOGS),
    question(NARROW, NARROW, DENY, WIDE, LOGS),
    question(LOGS, DENY, READ, NARROW, READ),
    question(WIDE, DENY, READ, NARROW, READ),
  ],
  cedar: null,
  rego: `allow if not wide
  wide if {
    some s in input.resource.properties.statements
    s.effect == "Allow"
    some a in s.actions
    wildcard(a)
    "*" in s.resources
  }
  wildcard("*")
  wildcard(a) if endswith(a, ":*")`,
};
