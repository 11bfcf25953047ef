import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSource } from "#adapters/sources";
import { compileProgram, decide } from "#core/decide";
import { Timestamp } from "#core/language";
import { proposeReadings } from "#points/check";
import { findCases } from "../../src/apps/cli/cases/find.ts";
import { createJudges } from "../../src/apps/cli/cases/judge.ts";
import { prepareCase, type ReadyCase } from "../../src/apps/cli/cases/prepare.ts";
import { parsePrincipal } from "../../src/apps/cli/commands/principal.ts";
import { loadPolicies } from "../../src/apps/cli/policies/load.ts";
import { pathOf, readActs } from "../parity/acts.ts";
import { createComparer, type Comparison } from "./compare.ts";

const POLICIES = join(import.meta.dirname, "../../library/policies");
const NOW = new Timestamp(Date.parse("2026-07-01T00:00:00Z") / 1000, 0);

/** Answers that differ, by what they are about, with the reason. Each has to. */
const KNOWN: Readonly<Record<string, string>> = {
  "hostile-wrong-types: k8w-06-capabilities-dropped/all-dropped Workload v1 Pod shop text": "refused by the schema",
  "hostile-wrong-types: k8w-06-capabilities-dropped/none-added Workload v1 Pod shop text": "refused by the schema",
  "hostile-wrong-types: k8w-07-seccomp-profile/seccomp-profile Workload v1 Pod shop number": "refused by the schema",
  "hostile-wrong-types: k8w-17-admission-fails-closed/fails-closed Admission admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration  w":
    "refused by the schema",
  "hostile-wrong-types: pod-security-standards/capabilities-restricted Workload v1 Pod shop text":
    "refused by the schema",
  "hostile-wrong-types: pod-security-standards/running-as-non-root-user Workload v1 Pod shop number":
    "refused by the schema",
  "hostile-wrong-types: pod-security-standards/seccomp-restricted Workload v1 Pod shop number": "refused by the schema",
  "hostile-wrong-types: pod-security-standards/capabilities-restricted Workload v1 Pod shop number":
    "refused by the schema",
  "pass: k8w-18-workloads-have-place-and-owner/not-in-default Workload v1 Pod  nowhere":
    "a cluster puts what names no namespace into `default` before it asks",
};

const LEAST_COVERED = { parity: 1300, cases: 5500 };

describe("what is compiled for Kubernetes", () => {
  it("says of every manifest of the parity corpus what the policies say", () => {
    const { bundle } = loadPolicies({ paths: [], library: true });
    if (bundle === null) throw new Error("the library does not load");
    const program = compileProgram(bundle);
    const compare = createComparer(bundle);
    const comparisons = manifestsOfActs().flatMap((path) => {
      const bytes = readFileSync(path);
      const options = { principal: parsePrincipal("pipeline"), environment: null, changedOnly: false };
      const proposed = proposeReadings(program, bundle.kinds, [readSource({ file: path, bytes })], options);
      const judged = proposed.map(({ proposal }) => ({ proposal, verdicts: decide(program, proposal, NOW).verdicts }));
      return compare(bytes.toString(), judged);
    });
    expectAgreement(comparisons, LEAST_COVERED.parity);
  });

  it("says of every manifest among the cases of the library what the policies say", () => {
    const judges = createJudges();
    const comparers = new Map<object, ReturnType<typeof createComparer>>();
    const comparisons = readdirSync(POLICIES)
      .flatMap((folder) => findCases(join(POLICIES, folder)))
      .filter(({ input }) => isManifest(input))
      .flatMap((one) => {
        const ready = prepareCase(one, judges);
        if (ready.kind === "broken") return [];
        const { bundle } = ready.judge;
        const compare = comparers.get(bundle) ?? createComparer(bundle);
        comparers.set(bundle, compare);
        const name = one.folder.slice(one.folder.lastIndexOf("/") + 1);
        return compare(readFileSync(one.input, "utf8"), judgedOf(ready)).map((found) => ({
          ...found,
          about: `${name}: ${found.about}`,
        }));
      });
    expectAgreement(comparisons, LEAST_COVERED.cases, Object.keys(KNOWN));
  });
});

function manifestsOfActs(): readonly string[] {
  return readActs().flatMap(({ name, expressions }) =>
    expressions.filter(({ file }) => file === "kubernetes.yaml").map(({ file }) => pathOf(name, file)),
  );
}

function isManifest(input: string): boolean {
  return input.endsWith(".yaml") && /^apiVersion:/m.test(readFileSync(input, "utf8"));
}

function judgedOf({ proposals, judge, now }: ReadyCase): Parameters<ReturnType<typeof createComparer>>[1] {
  return proposals.map((proposal) => ({ proposal, verdicts: decide(judge.program, proposal, now).verdicts }));
}

/** Tells how much was emitted, and expects it to answer alike; of what is known to differ, each has to. */
function expectAgreement(comparisons: readonly Comparison[], least: number, known: readonly string[] = []): void {
  const covered = comparisons.filter(({ emitted }) => emitted !== null);
  process.stdout.write(`${covered.length} verdicts covered, ${comparisons.length - covered.length} in gaps\n`);
  const different = covered.filter(({ wanted, emitted }) => wanted !== emitted);
  expect(different.filter(({ about }) => !known.includes(about))).toEqual([]);
  expect(different.map(({ about }) => about)).toEqual(expect.arrayContaining([...known]));
  expect(covered.length).toBeGreaterThanOrEqual(least);
}
