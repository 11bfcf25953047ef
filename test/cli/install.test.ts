import { describe, expect, it, vi } from "vitest";
import { parseAllDocuments } from "yaml";
import { ANSWER_WITHIN_MS } from "#points/admission";
import { createProgram } from "../../src/apps/cli/program.ts";
import { ROOT, writ, type Run } from "./writ.ts";

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  // oxlint-disable-next-line no-explicit-any -- tests look into manifests of any kind
  readonly [field: string]: any;
}

/** What the command prints, in this process. */
async function print(...flags: readonly string[]): Promise<string> {
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    await createProgram().parseAsync(["install", "kubernetes", ...flags], { from: "user" });
    return written.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    written.mockRestore();
  }
}

async function install(...flags: readonly string[]): Promise<readonly Manifest[]> {
  return parseAllDocuments(await print(...flags)).map((document) => document.toJS());
}

/** Judges what was printed by the shipped library. */
function check(stdin: string): Promise<Run> {
  return writ(ROOT, ["check", "-"], { stdin });
}

function ofKind(manifests: readonly Manifest[], kind: string): Manifest {
  const found = manifests.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`There is no ${kind}`);
  return found;
}

describe("writ install kubernetes", () => {
  it("prints what an installation consists of, the webhooks last", async () => {
    expect((await install()).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "Namespace writ",
      "ServiceAccount writ",
      "ClusterRole writ",
      "ClusterRoleBinding writ",
      "ResourceQuota writ",
      "LimitRange writ",
      "NetworkPolicy default-deny",
      "NetworkPolicy writ",
      "Service writ",
      "PodDisruptionBudget writ",
      "StatefulSet writ",
      "MutatingWebhookConfiguration writ",
      "ValidatingWebhookConfiguration writ",
    ]);
  });

  it("complies with the shipped library, with no warning where it is told whose it is and which image is meant", async () => {
    const labels = ["owner=platform", "env=production", "cost-center=platform", "data-classification=internal"];
    const image = `registry.example.com/writ@sha256:${"0".repeat(64)}`;
    const flags = ["--image", image, "--replicas", "3", "--settings-secret", "writ-settings", "--policies", "rules"];
    const { stdout, code } = await check(await print(...flags, ...labels.flatMap((one) => ["--label", one])));
    expect(stdout).toMatch(/\d{3} passed, 0 failed, 0 warned, 0 unknown, 0 errors/);
    expect(code).toBe(0);
  });

  it("complies as it is printed without any flag", async () => {
    const { stdout } = await check(await print());
    expect(stdout).toMatch(/\d{3} passed, 0 failed, \d warned, 0 unknown, 0 errors/);
  });

  it("gives the account what it needs by name, and nothing else", async () => {
    expect(ofKind(await install(), "ClusterRole")["rules"]).toEqual([
      { apiGroups: [""], resources: ["namespaces"], verbs: ["get"] },
      {
        apiGroups: ["admissionregistration.k8s.io"],
        resources: ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
        resourceNames: ["writ"],
        verbs: ["get", "patch"],
      },
    ]);
  });

  it("registers a webhook that fails closed and waits longer than the server takes", async () => {
    const [webhook] = ofKind(await install(), "ValidatingWebhookConfiguration")["webhooks"];
    expect(webhook).toMatchObject({ failurePolicy: "Fail", sideEffects: "None", matchPolicy: "Equivalent" });
    expect(webhook.timeoutSeconds * 1000).toBeGreaterThan(ANSWER_WITHIN_MS);
    const [ignoring] = ofKind(await install("--ignore"), "ValidatingWebhookConfiguration")["webhooks"];
    expect(ignoring.failurePolicy).toBe("Ignore");
  });

  it("goes to another namespace, without one that it is not to be asked about", async () => {
    const manifests = await install("--namespace", "guard", "--exclude", "kube-system", "--exclude", "cni");
    const namespaces = manifests.flatMap(({ metadata }) => metadata.namespace ?? []);
    expect(new Set(namespaces)).toEqual(new Set(["guard"]));
    const [webhook] = ofKind(manifests, "ValidatingWebhookConfiguration")["webhooks"];
    expect(webhook.clientConfig.service.namespace).toBe("guard");
    expect(webhook.namespaceSelector.matchExpressions[0].values).toEqual(["kube-system", "cni"]);
    expect(JSON.stringify(webhook.matchConditions)).toContain("request.namespace == 'guard'");
  });

  it.each([
    [["--replicas", "3"], "Replicas need a database that they share"],
    [["--replicas", "none"], "`--replicas` must be a number"],
    [["--namespace", "a' || true || 'b"], "`--namespace` must be a name"],
    [["--label", "owner"], "`--label` must be as"],
    [["--url", "http://writ"], "`--url` must be an address"],
    [["--ca-bundle", "package.json"], "must be a file with certificates"],
  ])("refuses %j", async (flags, message) => {
    await expect(install(...flags)).rejects.toThrow(message);
  });
});
