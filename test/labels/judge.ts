import { compileProgram, decide, type Program } from "#core/decide";
import type { Kinds } from "#core/kinds";
import { Timestamp } from "#core/language";
import { type Effect, type Outcome, type Proposal, type SourceReading } from "#core/model";
import { proposeReadings } from "#points/check";
import { parsePrincipal } from "../../src/apps/cli/commands/principal.ts";
import { loadPolicies } from "../../src/apps/cli/policies/load.ts";
import { worstOf } from "../parity/worst-of.ts";

/** One resource with what every validation that applies to it says. */
export interface Judged {
  readonly address: string;
  readonly isMapped: boolean;
  /** By `policy/validation`; the worst where the resource stands for several. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Addresses, without keys of instances, of resources that it refers to or that refer to it. */
  readonly joined: ReadonlySet<string>;
}

export interface Judge {
  readonly rules: ReadonlySet<string>;
  judge(readings: readonly SourceReading[]): readonly Judged[];
}

interface Context {
  readonly program: Program;
  readonly kinds: Kinds;
  readonly joined: ReadonlyMap<string, ReadonlySet<string>>;
}

const NOW = new Timestamp(Date.parse("2026-07-01T00:00:00Z") / 1000, 0);
const OPTIONS = { principal: parsePrincipal("pipeline"), environment: "production", changedOnly: false };
/** Other projects' checks know no classes of data: they ask of all resources what the shipped policies ask of those that matter most. */
const SENSITIVE = { classification: "confidential", purpose: "evidence" };

/** Makes a judge by the shipped library, which is loaded once. */
export function createJudge(): Judge {
  const { bundle, diagnostics } = loadPolicies({ paths: [], library: true });
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  const program = compileProgram(bundle);
  return {
    rules: new Set(
      bundle.policies.flatMap(({ document: { metadata, spec } }) =>
        spec.validations.map(({ id }) => `${metadata.name}/${id}`),
      ),
    ),
    judge: (readings) => {
      const joined = joinsOf(readings);
      return proposeReadings(program, bundle.kinds, readings, OPTIONS).flatMap(({ proposal }) =>
        judgeProposal(
          { program, kinds: bundle.kinds, joined },
          { ...proposal, effects: proposal.effects.map(asSensitive) },
        ),
      );
    },
  };
}

/** The address of a resource whatever the key of its instance. */
export function withoutKeys(address: string): string {
  return address.replaceAll(/\[[^\]]*\]/g, "");
}

function asSensitive(effect: Effect): Effect {
  return { ...effect, resource: { ...effect.resource, labels: { ...effect.resource.labels, ...SENSITIVE } } };
}

function judgeProposal({ program, kinds, joined }: Context, proposal: Proposal): readonly Judged[] {
  const verdicts = Map.groupBy(decide(program, proposal, NOW).verdicts, ({ effect }) => addressOf(proposal, effect));
  const effects = Map.groupBy(proposal.effects, ({ resource }) => resource.source.address);
  return [...effects].map(([address, own]) => {
    const byRule = Map.groupBy(verdicts.get(address) ?? [], (one) => `${one.policy}/${one.validation}`);
    const worst = [...byRule].map(([rule, all]) => [rule, worstOf(all.map(({ outcome }) => outcome))] as const);
    return {
      address,
      isMapped: own.some(({ resource }) => kinds.kindsOf(resource.type).length > 0),
      outcomes: new Map(worst.filter(([, outcome]) => outcome !== "not-applicable")),
      joined: joined.get(withoutKeys(address)) ?? new Set(),
    };
  });
}

function addressOf({ effects }: Proposal, effect: number): string {
  return effects[effect]?.resource.source.address ?? "";
}

function joinsOf(readings: readonly SourceReading[]): ReadonlyMap<string, ReadonlySet<string>> {
  const joins = new Map<string, Set<string>>();
  const join = (from: string, to: string): unknown => joins.set(from, (joins.get(from) ?? new Set()).add(to));
  for (const { after } of readings.flatMap(({ changes }) => changes)) {
    for (const { target } of after?.references ?? []) {
      if (after === null || target === null) continue;
      join(withoutKeys(after.id), withoutKeys(target));
      join(withoutKeys(target), withoutKeys(after.id));
    }
  }
  return joins;
}
