import { describe, expect, it } from "vitest";
import { compilePolicy, EMPTY_WORLD, readKyvernoDocuments, textAt, type KyvernoPolicy } from "#core/admission";
import type { Value, ValueObject } from "#core/language";
import { isObject, memberAt } from "#core/model";
import { mapsAt, readText, readValues, textsAt } from "../../src/apps/cli/kyverno-tests/read.ts";
import { fileOf, hasCollections } from "./oracles.ts";

const FOLDER = "test/conformance/chainsaw/validating-policies";
const CASES = ["autogen/none", "autogen/autogen-deployments-cronjobs", "exceptions/exclude-images-autogen"];

/** Spaces mean nothing between tokens, and the goldens were folded differently. */
function squeeze(text: string | null): string {
  return (text ?? "").replaceAll(/\s+/g, " ").trim();
}

function goldenOf(spec: Value): Value {
  const matched = memberAt(spec, "matchConstraints") ?? null;
  return {
    rules: mapsAt(matched, "resourceRules").map((rule) => [textsAt(rule, "apiGroups"), textsAt(rule, "resources")]),
    conditions: mapsAt(spec, "matchConditions").map((one) => squeeze(textAt(one, "expression"))),
    validations: mapsAt(spec, "validations").map((one) => [
      squeeze(textAt(one, "expression")),
      squeeze(textAt(one, "message")),
    ]),
  };
}

function generatedOf({ spec }: KyvernoPolicy): Value {
  return {
    rules: (spec.matchConstraints?.resourceRules ?? []).map(({ apiGroups, resources }) => [apiGroups, resources]),
    conditions: spec.matchConditions.map(({ expression }) => squeeze(expression.text)),
    validations: spec.validations.map(({ expression, message }) => [squeeze(expression.text), squeeze(message)]),
  };
}

function goldens(folder: string): ValueObject {
  const [golden] = readValues(fileOf("kyverno-conformance", `${folder}/check-autogen.yaml`));
  const configs = memberAt(golden, "status", "autogen", "configs");
  const entries = isObject(configs) ? Object.entries(configs) : [];
  return Object.fromEntries(entries.map(([name, config]) => [name, goldenOf(memberAt(config, "spec") ?? null)]));
}

describe.skipIf(!hasCollections)("what is generated for controllers (skipped without the suites of Kyverno)", () => {
  it.each(CASES)("is what Kyverno generates in %s", (name) => {
    const folder = `${FOLDER}/${name}`;
    const file = fileOf("kyverno-conformance", `${folder}/policy.yaml`);
    const [policy] = readKyvernoDocuments(file, readText(file)).policies;
    expect(policy).toBeDefined();
    const compiled = policy === undefined ? [] : compilePolicy(policy, [], EMPTY_WORLD).policies;
    const generated = compiled.flatMap(({ config, document }) =>
      config === null ? [] : [[config, generatedOf(document)] as const],
    );
    expect(compiled.length).toBe(generated.length + 1);
    expect(Object.fromEntries(generated)).toEqual(goldens(folder));
  });
});
