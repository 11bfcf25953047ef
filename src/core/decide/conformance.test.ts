import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadBundle } from "#core/bundle";
import { parseTimestamp, Timestamp, Unknown, type UnknownCause } from "#core/language";
import type { Context, Effect, Principal, Proposal, Resource } from "#core/model";
import { compileProgram, decide, type Decision } from "./index.ts";
import { foreign } from "./testing/foreign.ts";

const ROOT = join(import.meta.dirname, "../../../spec/conformance/decide");
const CASES = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const SOURCE = { file: "input.json", address: "", path: [] };

/** A proposal in the short form of `spec/conformance/decide/README.md`. */
interface ShortProposal {
  readonly now?: string;
  readonly principal: Partial<Principal> & Pick<Principal, "kind">;
  readonly context?: Partial<Context>;
  readonly effects: readonly (Partial<Effect> & { readonly resource: Partial<Resource> })[];
}

function read(name: string, file: string): string {
  return readFileSync(join(ROOT, name, file), "utf8");
}

function readShort(name: string): ShortProposal {
  return foreign(JSON.parse(read(name, "input.json"), (_, value: unknown) => unknownOf(value) ?? value));
}

function unknownOf(value: unknown): Unknown | null {
  if (typeof value !== "object" || value === null || !("$writ" in value) || !Array.isArray(value.$writ)) return null;
  const causes = value.$writ.slice(1).map(([reason, path]: [UnknownCause["reason"], string]) => ({ reason, path }));
  return new Unknown(causes);
}

function completeResource(resource: Partial<Resource>): Resource {
  const known = { kind: "ObjectStore", type: "aws_s3_bucket", provider: "aws", environment: null, source: SOURCE };
  return { ...known, id: "", name: "", scope: "", labels: {}, properties: {}, native: {}, links: [], ...resource };
}

function complete({ principal, context, effects }: ShortProposal): Proposal {
  return {
    principal: { id: `${principal.kind}-1`, groups: [], attributes: {}, chain: [], ...principal },
    context: { point: "check", environment: null, attributes: {}, unresolved: [], ...context },
    effects: effects.map((effect) => ({
      verb: "create",
      before: null,
      changed: true,
      traits: [],
      previousId: null,
      source: SOURCE,
      ...effect,
      resource: completeResource(effect.resource),
    })),
  };
}

function codes(items: readonly { readonly code: string }[]): readonly string[] {
  return [...new Set(items.map(({ code }) => code))].toSorted();
}

function summaryOf({ effect, verdicts, reasons, obligations }: Decision, { effects }: Proposal): unknown {
  const byResource = Map.groupBy(verdicts, (verdict) => effects[verdict.effect]?.resource.id ?? "");
  return {
    effect,
    verdicts: Object.fromEntries(
      Array.from(byResource, ([id, some]) => [
        id,
        Object.fromEntries(some.map(({ policy, validation, outcome }) => [`${policy}/${validation}`, outcome])),
      ]),
    ),
    reasons: codes(reasons),
    obligations: codes(obligations),
  };
}

describe("spec/conformance/decide", () => {
  it.each(CASES.map(({ name }) => name))("%s", (name) => {
    const files = ["../kinds.yaml", "policy.yaml"].map((file) => ({ file, text: read(name, file) }));
    const { bundle, diagnostics } = loadBundle(files);
    if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    const short = readShort(name);
    const now = parseTimestamp(short.now ?? "2026-07-01T00:00:00Z");
    if (!(now instanceof Timestamp)) throw new Error(`\`${short.now}\` is not a time`);
    const proposal = complete(short);
    const decision = decide(compileProgram(bundle), proposal, now);
    expect(summaryOf(decision, proposal)).toEqual(JSON.parse(read(name, "expected.json")));
  });
});
