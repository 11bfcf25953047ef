import type { Value } from "#core/language";
import type { PrincipalKind, Verb } from "#core/model";
import type { DocumentOf, NamedExpression, SourceExpression } from "./common.ts";
import type { InspectionSettings } from "./inspection.ts";

export type GrantDocument = DocumentOf<"Grant", GrantSpec>;
export type AgentDocument = DocumentOf<"Agent", AgentSpec>;
export type WaiverDocument = DocumentOf<"Waiver", WaiverSpec>;
export type FrameworkDocument = DocumentOf<"Framework", FrameworkSpec>;
export type SettingsDocument = DocumentOf<"Settings", SettingsSpec>;

/** What some principals may do. Empty lists in `principals` put no limit, but at least one list is non-empty. */
export interface GrantSpec {
  readonly description: string | null;
  readonly principals: {
    readonly kinds: readonly PrincipalKind[];
    readonly ids: readonly string[];
    readonly groups: readonly string[];
  };
  readonly verbs: readonly Verb[];
  readonly kinds: readonly string[];
  readonly types: readonly string[];
  readonly environments: readonly string[];
  /** Of whom the grant speaks only while it works on one of these; empty puts no limit. */
  readonly tasks: readonly string[];
  readonly conditions: readonly NamedExpression[];
  /** With `required`, an effect that only this grant covers is held until it is approved. */
  readonly approval: "none" | "required";
  readonly owner: string;
  readonly approvedBy: string;
  /** RFC 3339; the grant is void from then on. */
  readonly expires: string;
}

/** What an agent is and may have at most, whatever is granted. A list that is empty puts no limit. */
export interface AgentSpec {
  readonly description: string | null;
  readonly owner: string;
  /** How it proves who it is; one of them at least. */
  readonly identity: {
    /** The id that the control plane knows it by: the issuer's name, `:` and the subject. */
    readonly oidcSubject: string | null;
    readonly spiffeId: string | null;
    /** The id of an API token. */
    readonly keyId: string | null;
  };
  readonly models: readonly string[];
  readonly tools: readonly { readonly name: string; readonly digest: string | null }[];
  readonly environments: readonly string[];
  /** How many may stand after it in a chain of delegation. */
  readonly delegationDepth: number;
  readonly budgets: readonly BudgetLimit[];
}

/** What budgets count. `destroyed` are resources that are gone afterwards, `tools` are different ones. */
export const BUDGET_UNITS = ["calls", "tools", "destroyed", "microUsd", "tokens"] as const;
export type BudgetUnit = (typeof BUDGET_UNITS)[number];

/** Over what a budget adds up: one call, one session, all that an agent does, or all that all agents do. */
export const BUDGET_SPANS = ["call", "session", "agent", "fleet"] as const;
export type BudgetSpan = (typeof BUDGET_SPANS)[number];

/** At most so much of something. */
export interface BudgetLimit {
  readonly of: BudgetUnit;
  readonly per: BudgetSpan;
  /** A number and `s`, `m`, `h` or `d`: what is used counts until the next of these begins, counted from 1970 in UTC. Null counts for good. */
  readonly window: string | null;
  readonly most: number;
}

/** An approved, expiring acceptance of one finding. `approver` is never `author`. */
export interface WaiverSpec {
  readonly policy: string;
  /** Null means every validation of the policy. */
  readonly validation: string | null;
  /** Of a policy that others wrote the binding or constraint through which it spoke; null means all of them. */
  readonly binding: string | null;
  readonly resource: { readonly id: string; readonly type: string | null; readonly scope: string | null };
  /** The content digest of the resource that was accepted; null binds to identity alone. */
  readonly digest: string | null;
  readonly owner: string;
  readonly author: string;
  readonly approver: string;
  readonly reason: string;
  readonly category: "accepted" | "mitigated";
  /** Where it was talked over: a ticket's number or address. */
  readonly ticket: string | null;
  /** RFC 3339; the waiver is void from then on. */
  readonly expires: string;
}

export interface FrameworkSpec {
  readonly version: string;
  /** `ids` where only identifiers may be shipped. */
  readonly textPolicy: "full" | "ids";
  readonly source: string;
  readonly requirements: readonly { readonly id: string; readonly title: string | null }[];
  readonly crosswalk: readonly CrosswalkLink[];
}

/** How a control bears on requirements, in the terms of OSCAL's mapping model. */
export const RELATIONSHIPS = ["equivalent-to", "subset-of", "superset-of", "intersects"] as const;
export const COVERAGES = ["full", "partial"] as const;

/** A link from controls, named by the label `control` of their policies, to requirements of the framework. */
export interface CrosswalkLink {
  readonly controls: readonly string[];
  readonly requirements: readonly string[];
  /** Of each control to each requirement. */
  readonly relationship: (typeof RELATIONSHIPS)[number];
  /** How much of each requirement the controls give evidence for. */
  readonly coverage: (typeof COVERAGES)[number];
  readonly rationale: string;
}

export interface SettingsSpec {
  /** The first whose expression is true names the environment of a resource; expressions see the resource without `environment`. */
  readonly environments: readonly { readonly name: string; readonly when: SourceExpression }[];
  /** Parameter values by policy name, over the policies' own defaults. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  /** Limits that hold for every agent, beside its own. */
  readonly budgets: readonly BudgetLimit[];
  readonly inspection: InspectionSettings;
  readonly waivers: {
    /** How many days before its end a waiver is told to end soon. */
    readonly warnDays: number;
  };
}
