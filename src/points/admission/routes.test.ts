import { afterEach, describe, expect, it, vi } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import type { ApiPorts, DecisionRecord } from "#points/api";
import { activeBundle, askerOf, examplePorts, type Asked } from "../api/testing/api.ts";
import { admissionRoutes, ANSWER_WITHIN_MS, type AdmissionPorts } from "./index.ts";

const POLICY = `
apiVersion: writ/v1
kind: Policy
metadata: { name: no-host }
spec:
  severity: high
  match: { types: ["v1 Pod"] }
  validations: [{ id: pid, expression: "resource.native.?spec.hostPID.orValue(false) == false" }]
`;

const REVIEW = {
  apiVersion: "admission.k8s.io/v1",
  kind: "AdmissionReview",
  request: {
    uid: "u1",
    kind: { group: "", version: "v1", kind: "Pod" },
    resource: { group: "", version: "v1", resource: "pods" },
    name: "web",
    namespace: "shop",
    operation: "CREATE",
    userInfo: { username: "ada" },
    object: { apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "shop" }, spec: {} },
  },
};

async function ask(body: unknown, changes: Partial<ApiPorts> = {}): Promise<Asked> {
  return await askAt("/v1/admission/validate", body, { active: active(POLICY), ...changes });
}

function active(...files: readonly string[]): ApiPorts["active"] {
  const one = activeBundle(...files);
  return () => one;
}

async function askAt(path: string, body: unknown, changes: Partial<AdmissionPorts>): Promise<Asked> {
  const ports = {
    ...examplePorts(),
    callers: {},
    environment: null,
    ownNamespace: null,
    namespaceOf: null,
    ...changes,
  };
  return await askerOf(admissionRoutes(ports))(path, body);
}

async function diskFull(): Promise<void> {
  throw new UnavailableError("disk-full", "The disk is full");
}

describe("POST /v1/admission/validate", () => {
  it("answers a review with a review", async () => {
    expect(await ask(REVIEW)).toMatchObject({
      status: 200,
      message: { apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", response: { uid: "u1", allowed: true } },
    });
  });

  it("keeps the decision before it answers, with who asked for it", async () => {
    const kept: DecisionRecord[] = [];
    await ask(REVIEW, {
      record: async (record) => {
        kept.push(record);
      },
    });
    expect(kept[0]?.judged[0]).toMatchObject({
      effect: "allow",
      proposal: { principal: { id: "ada" }, context: { point: "admission" } },
    });
  });

  it("admits nothing that could not be recorded", async () => {
    expect((await ask(REVIEW, { record: diskFull })).message.response).toMatchObject({
      uid: "u1",
      allowed: false,
      status: { code: 500, message: "The decision could not be recorded, and what is not recorded is not allowed" },
    });
  });

  it.each<[string, unknown]>([
    ["nonsense", "{"],
    ["another version", { ...REVIEW, apiVersion: "admission.k8s.io/v1beta1" }],
    ["no request", { ...REVIEW, request: null }],
    ["a key written twice", JSON.stringify(REVIEW).replace('"uid":"u1"', '"uid":"u1","uid":"u2"')],
  ])("answers %s with a problem, which an API server takes for a failure", async (_, body) => {
    const { status, contentType } = await ask(body);
    expect({ status, contentType }).toEqual({ status: 400, contentType: "application/problem+json" });
  });
});

/** A policy of Kubernetes on pods, with what its binding says. */
function foreign(action: string, expression: string, selector: string = "{}"): string {
  return `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: small }
spec:
  matchConstraints:
    namespaceSelector: ${selector}
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE, DELETE], resources: [pods] }]
  validations: [{ expression: "${expression}", message: too large }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: here }
spec: { policyName: small, validationActions: [${action}] }
`;
}

const LABELS = `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata: { name: add-team }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  reinvocationPolicy: Never
  mutations:
    - patchType: JSONPatch
      jsonPatch: { expression: '[JSONPatch{op: "add", path: "/metadata/labels", value: {"team": "shop"}}]' }
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata: { name: add-team }
spec: { policyName: add-team }
`;

/** The request with changes. */
function reviewOf(changes: object): object {
  return { ...REVIEW, request: { ...REVIEW.request, ...changes } };
}

function podOf(spec: object, metadata: object = { name: "web", namespace: "shop" }): object {
  return { apiVersion: "v1", kind: "Pod", metadata, spec };
}

/** Keeps what is recorded in a list. */
function keepingIn(records: DecisionRecord[]): Pick<ApiPorts, "record"> & object {
  return {
    record: async (record) => {
      records.push(record);
    },
  };
}

/** Asks policies of others beside Writ's own. */
function judge(policies: string, review: object = REVIEW, more: Partial<AdmissionPorts> = {}): Promise<Asked> {
  return askAt("/v1/admission/validate", review, { active: active(POLICY, policies), ...more });
}

/** Asks what is changed. */
function change(review: object, more: Partial<AdmissionPorts> = {}): Promise<Asked> {
  return askAt("/v1/admission/mutate", review, { active: active(POLICY, LABELS), ...more });
}

describe("policies of others", () => {
  it("deny in the words of their engine, beside Writ's own", async () => {
    const { message } = await judge(foreign("Deny", "false"), reviewOf({ object: podOf({ hostPID: true }) }));
    expect(message.response.allowed).toBe(false);
    expect(message.response.status.message).toMatch(/^no-host\/pid: .*; ValidatingAdmissionPolicy 'small'.*too large$/);
  });

  it("are kept with the decision", async () => {
    const kept: DecisionRecord[] = [];
    await judge(foreign("Deny", "false"), REVIEW, keepingIn(kept));
    expect(kept[0]?.judged[0]).toMatchObject({
      effect: "deny",
      decision: { concerns: [{ policy: "small", mode: "enforce" }] },
    });
  });

  it("only warn where their binding says so", async () => {
    const { message } = await judge(foreign("Warn", "false"));
    expect(message.response).toMatchObject({ allowed: true, warnings: [expect.stringContaining("too large")] });
  });

  it("are told of audit annotations", async () => {
    const { message } = await judge(foreign("Audit", "false"));
    expect(message.response.allowed).toBe(true);
    expect(Object.keys(message.response.auditAnnotations)).toContain(
      "validation.policy.admission.k8s.io.validation_failure",
    );
  });

  it("see the object that is deleted, and the subresource", async () => {
    const gone = reviewOf({ operation: "DELETE", object: null, oldObject: podOf({}) });
    expect((await judge(foreign("Deny", "oldObject == null"), gone)).message.response.allowed).toBe(false);
    const status = reviewOf({ subResource: "status" });
    expect((await judge(foreign("Deny", "false"), status)).message.response.allowed).toBe(true);
  });

  it("hold where the labels of the namespace matter and nobody can tell them", async () => {
    const policies = foreign("Deny", "true", "{ matchLabels: { tier: gold } }");
    const blind = await judge(policies);
    expect(blind.message.response.status.message).toMatch(/^held until it is approved or known: /);
    const seen = await judge(policies, REVIEW, {
      namespaceOf: async (name) => ({
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name, labels: { tier: "gold" } },
      }),
    });
    expect(seen.message.response.allowed).toBe(true);
  });
});

describe("POST /v1/admission/mutate", () => {
  it("answers with the patch, and keeps that it was made", async () => {
    const kept: DecisionRecord[] = [];
    const { response } = (await change(REVIEW, keepingIn(kept))).message;
    expect(response).toMatchObject({
      allowed: true,
      patchType: "JSONPatch",
      auditAnnotations: { changedBy: "add-team" },
    });
    expect(kept[0]?.judged[0]?.effect).toBe("allow");
  });

  it("changes nothing that could not be recorded", async () => {
    const { response } = (await change(REVIEW, { record: diskFull })).message;
    expect(response).toMatchObject({ allowed: false, status: { code: 500 } });
    expect(response).not.toHaveProperty("patch");
  });

  it("leaves to the other webhook what it does not change", async () => {
    const { response } = (await change(reviewOf({ operation: "DELETE", object: null, oldObject: podOf({}) }))).message;
    expect(response).toEqual({ uid: "u1", allowed: true, auditAnnotations: {} });
  });
});

describe("a dry run", () => {
  it("is answered as any other, and recorded as one of which nothing comes", async () => {
    const kept: DecisionRecord[] = [];
    const { message } = await ask(reviewOf({ dryRun: true, object: podOf({ hostPID: true }) }), keepingIn(kept));
    expect(message.response.allowed).toBe(false);
    expect(kept[0]?.judged[0]?.isRehearsal).toBe(true);
  });
});

describe("what belongs to Writ itself", () => {
  const DENY = POLICY.replace("resource.native.?spec.hostPID.orValue(false) == false", "false").replace(
    "v1 Pod",
    `v1 Pod", "v1 Namespace`,
  );
  const own = (changes: object, more: Partial<AdmissionPorts> = {}): Promise<Asked> =>
    askAt("/v1/admission/validate", reviewOf({ namespace: "writ", name: "writ-1", object: podOf({}), ...changes }), {
      active: active(DENY),
      ownNamespace: "writ",
      ...more,
    });
  const isLet = async (...asked: Parameters<typeof own>): Promise<boolean> =>
    (await own(...asked)).message.response.allowed;

  it("is let through, which the record tells with what was against it", async () => {
    const kept: DecisionRecord[] = [];
    const { message } = await own({}, keepingIn(kept));
    expect(message.response).toMatchObject({ allowed: true, auditAnnotations: { own: expect.any(String) } });
    expect(kept[0]?.judged[0]).toMatchObject({
      effect: "allow",
      decision: { concerns: [{ policy: "no-host", outcome: "fail" }], obligations: [{ code: "own-object" }] },
    });
  });

  it("is the name that the API server will make, and the namespace but for its end", async () => {
    const metadata = { generateName: "writ-5d8-", namespace: "writ" };
    expect(await isLet({ name: "", object: podOf({}, metadata) })).toBe(true);
    const namespace = {
      name: "writ",
      namespace: "writ",
      resource: { group: "", version: "v1", resource: "namespaces" },
      kind: { group: "", version: "v1", kind: "Namespace" },
      object: { apiVersion: "v1", kind: "Namespace", metadata: { name: "writ" } },
    };
    expect(await isLet({ ...namespace, operation: "UPDATE" })).toBe(true);
    expect(await isLet({ ...namespace, operation: "DELETE", oldObject: namespace.object, object: null })).toBe(false);
  });

  it.each([
    ["another namespace", { namespace: "shop" }],
    ["another name", { name: "miner" }],
    ["a name that only begins alike", { name: "writhe" }],
    ["a kind that it is not made of", { resource: { group: "batch", version: "v1", resource: "jobs" } }],
    ["a connection", { operation: "CONNECT" }],
    ["the network of its node", { object: podOf({ hostNetwork: true }) }],
    ["a process of its node", { object: podOf({ securityContext: { windowsOptions: { hostProcess: true } } }) }],
    [
      "a container that is a process of its node",
      { object: podOf({ containers: [{ securityContext: { windowsOptions: { hostProcess: true } } }] }) },
    ],
    ["a path of its node", { object: podOf({ volumes: [{ name: "a", hostPath: { path: "/" } }] }) }],
    ["the rights of its node", { object: podOf({ containers: [{ securityContext: { privileged: true } }] }) }],
    [
      "a capability",
      { object: podOf({ initContainers: [{ securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }] }) },
    ],
    ["what cannot be read", { object: podOf({ containers: "all" }) }],
  ])("is not %s", async (_, changes) => {
    expect(await isLet(changes)).toBe(false);
  });

  it("is not what an agent asks for, nor anything where Writ runs in no cluster", async () => {
    expect(await isLet({}, { callers: { agent: { users: ["ada"], groups: [] } } })).toBe(false);
    expect(await isLet({}, { ownNamespace: null })).toBe(false);
  });
});

describe("a decision that takes too long", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is refused before the API server gives up", async () => {
    vi.useFakeTimers();
    const asked = ask(REVIEW, { record: () => new Promise(() => {}) });
    await vi.advanceTimersByTimeAsync(ANSWER_WITHIN_MS);
    expect((await asked).message.response).toMatchObject({ allowed: false, status: { code: 500 } });
  });
});
