import { createActReader, loadSql, readSource } from "#adapters/sources";
import { compileProgram, decide } from "#core/decide";
import { describeEffects } from "#core/kinds";
import { Timestamp } from "#core/language";
import type { Effect, Principal, Proposal, Unresolved } from "#core/model";
import { toolEffect } from "#points/agents";
import { proposeReadings } from "#points/check";
import { loadPolicies } from "../../src/apps/cli/policies/load.ts";

/** One way to say what is done: what a shell runs, what a tool is called with, SQL, an object of Kubernetes, or a change of a Terraform plan. */
export type Expressed =
  | { readonly command: string }
  | { readonly tool: { readonly command: string } }
  | { readonly statements: string }
  | { readonly object: object }
  | { readonly plan: PlannedChange };

interface PlannedChange {
  readonly type: string;
  readonly provider: string;
  readonly actions: readonly string[];
  readonly label?: string;
  readonly before?: object;
  readonly after?: object;
  /** Whether a second resource closes the object store that is planned. */
  readonly closed?: boolean;
}

const NOW = new Timestamp(Date.parse("2026-07-01T00:00:00Z") / 1000, 0);
const PRINCIPAL: Principal = { id: "agent-1", kind: "agent", groups: [], attributes: { method: "oidc" }, chain: [] };
const SOURCE = { file: "act", address: "", path: [] };
const SETTING = { cwd: "/ws", home: null, workspace: "/ws", env: new Map(), reach: [], depth: 0, source: SOURCE };

/** Gives what decides on acts by the documents of one file and the shipped kinds. */
export async function openActJudge(policy: string): Promise<(said: Expressed) => "allow" | "hold" | "deny"> {
  const { bundle, diagnostics } = loadPolicies({ paths: [policy], library: false });
  if (bundle === null) throw new Error(JSON.stringify(diagnostics));
  const program = compileProgram(bundle);
  const read = createActReader(await loadSql());

  function proposalOf(effects: readonly Effect[], unresolved: readonly Unresolved[]): Proposal {
    const context = { point: "gateway", environment: null, attributes: {}, unresolved } as const;
    return { principal: PRINCIPAL, effects: bundle === null ? [] : describeEffects(bundle.kinds, effects), context };
  }

  function proposed(file: string, document: object): readonly Proposal[] {
    const reading = readSource({ file, bytes: new TextEncoder().encode(JSON.stringify(document)) });
    const options = { principal: PRINCIPAL, environment: null, changedOnly: true };
    return bundle === null ? [] : proposeReadings(program, bundle.kinds, [reading], options).map((one) => one.proposal);
  }

  function proposals(said: Expressed): readonly Proposal[] {
    if ("object" in said) return proposed("object.json", said.object);
    if ("plan" in said) return proposed("plan.json", planOf(said.plan));
    if ("statements" in said) {
      const { effects, unresolved } = read({ kind: "sql", ...said, dialect: "postgresql", setting: SETTING });
      return [proposalOf(effects, unresolved)];
    }
    const script = "tool" in said ? said.tool.command : said.command;
    const { effects, unresolved } = read({ kind: "shell", script, setting: SETTING });
    const target = { type: "mcp-tool", server: "shop", name: "run", argument: { command: script } } as const;
    const calls = "tool" in said ? [toolEffect("invoke", target, SOURCE)] : [];
    return [proposalOf([...calls, ...effects], unresolved)];
  }

  return (said) => {
    const all = proposals(said);
    const effects = all.map((proposal) => decide(program, proposal, NOW).effect);
    if (all.every((one) => one.effects.length === 0 && one.context.unresolved.length === 0))
      throw new Error(`Nothing is said by ${JSON.stringify(said)}`);
    return (["deny", "hold"] as const).find((one) => effects.includes(one)) ?? "allow";
  };
}

function planOf({ type, provider, actions, label = "it", before, after, closed = false }: PlannedChange): object {
  const settings = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
  const block = { ...after, ...Object.fromEntries(settings.map((name) => [name, true])) };
  const change = { actions, before: before ?? null, after: after ?? null };
  return {
    format_version: "1.2",
    terraform_version: "1.14.0",
    resource_changes: [
      changeOf({ type, provider, label, change }),
      ...(closed
        ? [changeOf({ type: `${type}_public_access_block`, provider, label, change: { ...change, after: block } })]
        : []),
    ],
  };
}

interface Planned {
  readonly type: string;
  readonly provider: string;
  readonly label: string;
  readonly change: object;
}

function changeOf({ type, provider, label, change }: Planned): object {
  return {
    address: `${type}.${label}`,
    mode: "managed",
    type,
    name: label,
    provider_name: `registry.terraform.io/hashicorp/${provider}`,
    change: { ...change, after_unknown: {}, before_sensitive: false, after_sensitive: false },
  };
}
