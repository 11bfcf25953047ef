import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { decisionRoutes, openApi } from "../index.ts";
import { asker, examplePorts, type Asked } from "../testing/api.ts";

const DOCUMENT = openApi(decisionRoutes(examplePorts()), { title: "Writ", version: "1", description: "Decisions" });
const ajv = new Ajv2020({ strict: false });
const ask = asker();

const alice = { type: "user", id: "alice" };
const read = { name: "read" };
const record = { type: "record", id: "record-1" };
const PROPOSAL = {
  principal: { id: "alice", kind: "person" },
  effects: [{ verb: "update", resource: { kind: "Record", id: "r", properties: { status: "archived" } } }],
};

const REQUESTS: readonly (readonly [string, unknown])[] = [
  ["/access/v1/evaluation", { subject: alice, action: read, resource: record }],
  ["/access/v1/evaluation", { subject: alice, action: { name: "dance" }, resource: record }],
  ["/access/v1/evaluation", { subject: alice }],
  ["/access/v1/evaluation", "nothing"],
  ["/access/v1/evaluations", { subject: alice, action: read, evaluations: [{ resource: record }, {}] }],
  ["/access/v1/evaluations", { subject: alice, action: read, resource: record }],
  ["/access/v1/search/subject", { subject: { type: "user" }, action: read, resource: record }],
  ["/access/v1/search/resource", { subject: alice, action: read, resource: { type: "record" } }],
  ["/access/v1/search/action", { subject: alice, resource: record }],
  ["/v1/decide", PROPOSAL],
  ["/v1/decide", { ...PROPOSAL, effects: [{ verb: "read", resource: { kind: "Planet", id: "p" } }] }],
  ["/v1/decide/batch", { proposals: [PROPOSAL, PROPOSAL] }],
  ["/.well-known/authzen-configuration", ""],
];

describe("openApi()", () => {
  beforeAll(() => {
    ajv.addSchema(JSON.parse(JSON.stringify(DOCUMENT)), "openapi");
  });

  it("makes a valid OpenAPI 3.1 document", async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(DOCUMENT)));
    expect([valid, errors]).toEqual([true, undefined]);
  });

  it.each(REQUESTS)("describes what %s answers to %j", async (path, body) => {
    const asked = await ask(path, body);
    const validate = ajv.compile({ $ref: `openapi#${pointerOf(path, asked)}` });
    validate(asked.message);
    expect(validate.errors).toBeNull();
  });

  it("describes what it reads", () => {
    for (const [path, body] of REQUESTS.filter(([, request]) => typeof request !== "string")) {
      const method = `openapi#/paths/${escape(path)}/post/requestBody/content/${escape("application/json")}/schema`;
      const validate = ajv.compile({ $ref: method });
      const isValid = validate(body);
      const isMissing = JSON.stringify(body) === JSON.stringify({ subject: alice });
      expect([path, isValid]).toEqual([path, !isMissing]);
    }
  });
});

function pointerOf(path: string, { status, route }: Asked): string {
  if (status >= 400) return "/components/schemas/Problem";
  return `/paths/${escape(path)}/${route.method.toLowerCase()}/responses/200/content/${escape("application/json")}/schema`;
}

function escape(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
