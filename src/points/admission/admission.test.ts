import { describe, expect, it } from "vitest";
import { loadAdmission, mutatorsOf, NO_ADMISSION, ParamObjects, readForeignFile, type Mutators } from "#core/admission";
import { loadBundle } from "#core/bundle";
import { compileProgram, decide } from "#core/decide";
import { Timestamp, type ValueObject } from "#core/language";
import { parseJson } from "#core/model";
import { readMessage, reviewMessage, type ReviewAnswer, type ReviewRequest } from "#core/wire";
import { answerReview, mutateRequest, proposeRequest, type ClusterCallers } from "./index.ts";

const NOW = new Timestamp(1_777_900_000, 0);

const RUNS_AS_ROOT = `
apiVersion: writ/v1
kind: Policy
metadata: { name: no-root }
spec:
  severity: high
  match: { types: ["v1 Pod"] }
  validations:
    - id: user
      expression: "!has(resource.native.spec.hostPID) || resource.native.spec.hostPID != true"
      message: Pods must not see the processes of their host
`;

const WARNS = `
apiVersion: writ/v1
kind: Policy
metadata: { name: labelled }
spec:
  severity: low
  mode: warn
  match: { types: ["v1 Pod"] }
  validations:
    - id: team
      expression: "'team' in resource.labels"
      message: Name the team
`;

const GRANT = `
apiVersion: writ/v1
kind: Grant
metadata: { name: coder }
spec:
  principals: { kinds: [agent] }
  verbs: [create]
  types: ["v1 Pod"]
  owner: platform
  approvedBy: security
  expires: "2030-01-01T00:00:00Z"
`;

const CALLERS: ClusterCallers = { agent: { users: ["system:serviceaccount:agents:coder"], groups: ["agents"] } };

const POD: ValueObject = { apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "shop" }, spec: {} };

function request(more: Record<string, unknown> = {}): ReviewRequest {
  const message = {
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    request: {
      uid: "u1",
      kind: { group: "", version: "v1", kind: "Pod" },
      resource: { group: "", version: "v1", resource: "pods" },
      name: "web",
      namespace: "shop",
      operation: "CREATE",
      userInfo: { username: "ada", groups: ["system:authenticated"] },
      object: POD,
      options: { apiVersion: "meta.k8s.io/v1", kind: "CreateOptions" },
      ...more,
    },
  };
  const parsed = parseJson(JSON.stringify(message));
  const read = parsed.kind === "parsed" ? readMessage(reviewMessage, parsed.value) : null;
  if (read?.kind !== "read") throw new Error(JSON.stringify(read));
  return read.message.request;
}

function answer(asked: ReviewRequest, ...documents: readonly string[]): ReviewAnswer {
  const texts = documents.length === 0 ? [RUNS_AS_ROOT, WARNS, GRANT] : documents;
  const { bundle, diagnostics } = loadBundle(texts.map((text, position) => ({ file: `${position}.yaml`, text })));
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const program = compileProgram(bundle);
  const proposal = proposeRequest(asked, { bundle, program, callers: CALLERS, environment: null });
  const decision = decide(program, proposal, NOW);
  return answerReview(asked.uid, { proposal, decision, others: [], effect: decision.effect }, { program, now: NOW });
}

function pod(spec: ValueObject, labels: Record<string, string> = {}): ValueObject {
  return { ...POD, metadata: { name: "web", namespace: "shop", labels }, spec };
}

/** Whether somebody may do this. */
function by(userInfo: object, more: object = {}): boolean {
  return answer(request({ userInfo, ...more })).allowed;
}

function secret(value: string): ValueObject {
  return { apiVersion: "v1", kind: "Secret", metadata: { name: "key", namespace: "shop" }, data: { key: value } };
}

/** Whether somebody may write the status of a Pod that a policy is against. */
function status(userInfo: object): boolean {
  return by(userInfo, { operation: "UPDATE", subResource: "status", object: pod({ hostPID: true }), oldObject: POD });
}

describe("answerReview()", () => {
  it("lets through what no enforced policy is against, with warnings", () => {
    expect(answer(request())).toMatchObject({
      uid: "u1",
      allowed: true,
      warnings: ["labelled/team: Name the team"],
      auditAnnotations: { decision: "allow" },
    });
    expect(answer(request({ object: pod({}, { team: "shop" }) }))).not.toHaveProperty("warnings");
  });

  it("denies with the words of the policy", () => {
    expect(answer(request({ object: pod({ hostPID: true }) }))).toMatchObject({
      allowed: false,
      status: { code: 403, message: "no-root/user: Pods must not see the processes of their host" },
    });
  });

  it("judges an update by what the object becomes, and a deletion by what it was", () => {
    const [good, bad] = [pod({}), pod({ hostPID: true })];
    const update = (object: ValueObject, oldObject: ValueObject) =>
      answer(request({ operation: "UPDATE", object, oldObject })).allowed;
    expect([update(good, bad), update(bad, good)]).toEqual([true, false]);
    const onDelete = RUNS_AS_ROOT.replace('["v1 Pod"]', '["v1 Pod"], verbs: [delete]');
    const deletion = request({ operation: "DELETE", object: null, oldObject: bad });
    expect(answer(deletion, onDelete).allowed).toBe(false);
  });

  it("denies an agent what it was not granted, however it is listed", () => {
    const agent = { username: "system:serviceaccount:agents:coder" };
    expect(by(agent)).toBe(true);
    expect(by({ username: "bob", groups: ["agents"] }, { operation: "UPDATE", oldObject: POD })).toBe(false);
    expect(by(agent, { operation: "DELETE", object: null, oldObject: POD })).toBe(false);
  });

  it("asks an agent for a grant when only a secret changes, which nobody sees here", () => {
    const asked = request({
      kind: { group: "", version: "v1", kind: "Secret" },
      resource: { group: "", version: "v1", resource: "secrets" },
      operation: "UPDATE",
      userInfo: { username: "bob", groups: ["agents"] },
      object: secret("YQ=="),
      oldObject: secret("Yg=="),
    });
    const given = answer(asked);
    expect(given.allowed).toBe(false);
    expect(JSON.stringify(given)).not.toContain("YQ==");
  });

  it("takes a connection for an invocation of what its options name", () => {
    const exec = request({
      operation: "CONNECT",
      subResource: "exec",
      userInfo: { username: "bob", groups: ["agents"] },
      object: { apiVersion: "v1", kind: "PodExecOptions", command: ["sh"] },
    });
    const granted = GRANT.replace("[create]", "[invoke]").replace('"v1 Pod"', '"v1 PodExecOptions"');
    expect(answer(exec).allowed).toBe(false);
    expect(answer(exec, RUNS_AS_ROOT, granted).allowed).toBe(true);
  });

  it("takes a status for a thing of its own, which the policies of its resource do not judge", () => {
    expect(status({ username: "system:node:one" })).toBe(true);
    expect(status({ username: "bob", groups: ["agents"] })).toBe(false);
  });

  it.each<[string, Record<string, unknown>]>([
    ["no object", { object: null }],
    ["an object without a kind", { object: { metadata: { name: "web" } } }],
    ["an object without a name", { name: "", object: { apiVersion: "v1", kind: "Pod", metadata: {} } }],
    ["metadata that is no map", { object: { apiVersion: "v1", kind: "Pod", metadata: "web" } }],
  ])("lets nothing through that has %s", (_, more) => {
    expect(answer(request(more)).allowed).toBe(false);
  });
});

describe("reviewMessage", () => {
  it.each<[string, object]>([
    ["another version", { apiVersion: "admission.k8s.io/v1beta1" }],
    ["no request", { request: null }],
    ["an unknown operation", { request: { ...request(), operation: "PATCH" } }],
    ["an object that is a list", { request: { ...request(), object: [] } }],
  ])("refuses %s", (_, more) => {
    const message = { apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", request: request(), ...more };
    const parsed = parseJson(JSON.stringify(message));
    expect(parsed.kind === "parsed" && readMessage(reviewMessage, parsed.value).kind).toBe("rejected");
  });
});

const ADDS_LABEL = `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata: { name: add-team }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  failurePolicy: Fail
  reinvocationPolicy: Never
  mutations:
    - patchType: JSONPatch
      jsonPatch:
        expression: '[JSONPatch{op: "add", path: "/metadata/labels", value: {"team/a": "shop"}}]'
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata: { name: add-team }
spec: { policyName: add-team }
`;

function mutators(text: string): Mutators {
  const read = readForeignFile("mutating.yaml", text);
  const loaded = loadAdmission(read === null ? [] : [read]);
  expect(loaded.diagnostics).toEqual([]);
  return mutatorsOf({ ...NO_ADMISSION, ...loaded }, []);
}

describe("mutateRequest()", () => {
  const around = {
    namespaces: new Map([["shop", { metadata: { name: "shop" } }]]),
    params: new ParamObjects(),
    now: NOW,
    definitions: [],
  };

  it("gives the patch that the policies make", () => {
    const { answer: given } = mutateRequest(request(), { mutators: mutators(ADDS_LABEL), around });
    const patch = parseJson(Buffer.from(given.patch ?? "", "base64").toString());
    expect(given).toMatchObject({ uid: "u1", allowed: true, patchType: "JSONPatch" });
    expect(patch).toEqual({
      kind: "parsed",
      value: [{ op: "add", path: "/metadata/labels", value: { "team/a": "shop" } }],
    });
  });

  it("changes nothing of what its policies are not about", () => {
    const { answer: given } = mutateRequest(request({ operation: "DELETE", object: null, oldObject: POD }), {
      mutators: mutators(ADDS_LABEL),
      around,
    });
    expect(given).toEqual({ uid: "u1", allowed: true, auditAnnotations: {} });
  });

  it("refuses when a policy fails that must not", () => {
    const broken = ADDS_LABEL.replace("/metadata/labels", "/none/labels");
    const { answer: given } = mutateRequest(request(), { mutators: mutators(broken), around });
    expect(given.allowed).toBe(false);
  });
});
