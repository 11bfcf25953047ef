import { subAgentName } from "#core/agents";
import { cut } from "#core/diagnostics";
import type { Effect, Proposal } from "#core/model";
import type { Json, JsonObject } from "#core/store";

/** What is told of an act to whoever is asked about it. */
export interface HeldAct {
  readonly proposal: Proposal;
  /** Through what it is done, in words. */
  readonly through: string;
  readonly session: string;
  /** One line, without secrets. */
  readonly summary: string;
  /** Its arguments, without secrets. */
  readonly details: JsonObject;
  /** Why it may not simply go on. */
  readonly reasons: readonly string[];
}

/** An act in the words of a request for approval. */
export interface HoldWords {
  readonly summary: string;
  readonly details: JsonObject;
}

const MOST_LISTED = 20;
const LONGEST = 300;
/** What makes an act reach further than its words. */
const REACHING = ["recursive", "forced", "irreversible", "reach-many", "reach-all", "elevated", "remote"];

/** Says what an act is about: what is destroyed first, then how far it reaches, what it does, through what, for whom and why it waits. All of it is bounded but the arguments. */
export function holdWords({ proposal, through, session, summary, details, reasons }: HeldAct): HoldWords {
  const { effects, principal, context } = proposal;
  const destroyed = effects.filter(({ verb }) => verb === "delete");
  const part = subAgentName(principal);
  const reach = REACHING.filter((trait) => effects.some(({ traits }) => traits.includes(trait)));
  return {
    summary: [short(summary), ...reasons.slice(0, MOST_LISTED).map((reason) => `- ${short(reason)}`)].join("\n"),
    details: {
      ...(destroyed.length === 0 ? {} : { destroys: listed(destroyed, nameOf) }),
      ...(reach.length === 0 ? {} : { reach: reach.join(", ") }),
      does: listed(effects, (effect) => `${effect.verb} ${nameOf(effect)}`),
      ...(context.unresolved.length === 0
        ? {}
        : { "not understood": listed(context.unresolved, ({ message }) => short(message)) }),
      through: short(through),
      environment: context.environment ?? "not known",
      agent: short(principal.id),
      ...(part === null ? {} : { "sub-agent, as its client says": short(part) }),
      ...(principal.chain.length === 0 ? {} : { "on behalf of": listed(principal.chain, short) }),
      session: short(session),
      ...Object.fromEntries(Object.entries(details).map(([key, value]) => [`with ${key}`, value])),
    },
  };
}

function nameOf({ resource: { kind, type, id, name, environment } }: Effect): string {
  const called = name === "" ? id : name;
  return short(`${kind} ${called} (${type}${environment === null ? "" : `, ${environment}`})`);
}

function listed<From>(all: readonly From[], toText: (from: From) => string): Json {
  return { items: all.slice(0, MOST_LISTED).map(toText), more: Math.max(0, all.length - MOST_LISTED) };
}

function short(text: string): string {
  return cut(text, LONGEST);
}
