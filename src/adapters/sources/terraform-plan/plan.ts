import type { Value } from "#core/language";
import type { Locate, NativeChange, NativeResource, SourceInput, SourceReading } from "#core/model";
import { unseenObjects } from "../kubernetes/terraform-manifest.ts";
import { readActionInvocations } from "./action-invocations.ts";
import { nativeChanges, readChange, type ChangeContext, type ChangeKind, type PendingChange } from "./changes.ts";
import { reportCompleteness, reportDeferred, reportMalformedSections } from "./completeness.ts";
import { createBlocks, type Blocks } from "./configuration/blocks.ts";
import { createFollower } from "./configuration/follow.ts";
import { indexInstances } from "./configuration/instances.ts";
import { readModules } from "./configuration/modules.ts";
import { draftId, type Draft, type World } from "./draft.ts";
import { createConfiguration } from "./hcl/configuration.ts";
import type { HclFile } from "./hcl/directory.ts";
import { createGroupNames } from "./groups.ts";
import { createIdentityReader, type Identity } from "./identity.ts";
import { addUnresolved, createIssues, type Issues } from "./issues.ts";
import { listOf } from "../json/index.ts";
import { createLocate } from "./locate.ts";
import { readPriorState } from "./prior-state.ts";
import { readProviders } from "./provider.ts";
import { formerResource, linkedResource, type LinkContext } from "./resources.ts";
import { secretsOf } from "./secrets.ts";

/** A plan's input and what lies beside it. `root` is the directory of the root module. */
export interface PlanFiles {
  readonly input: SourceInput;
  readonly hcl: readonly HclFile[];
  readonly root: string;
}

/** Reads a parsed plan of a version that is known. Resources are drafted first and linked when all of them are there. */
export function readPlan(plan: Value, { input, hcl, root }: PlanFiles): SourceReading {
  const issues = createIssues(input.file);
  const modules = readModules(plan);
  const configuration = createConfiguration(hcl, root);
  const blocks = createBlocks(plan);
  const context = changeContext(plan, blocks, issues);
  const changes = readChanges(plan, context);
  const surroundings = readPriorState(plan, { ...context, worldsOf: surroundingWorlds(changes) });
  reportMalformedSections(plan, issues);
  reportCompleteness(plan, changes, issues);
  const providers = readProviders(plan, configuration.lockedVersions());
  const linking = linkContext(
    { changes, surroundings },
    { file: input.file, modules, blocks, configuration, providers },
  );
  const linked = changes.flatMap((change) => linkChange(change, linking));
  const locate = createLocate({ bytes: input.bytes, modules, configuration });
  reportUnseen(linked, locate, issues);
  return {
    format: "terraform-plan",
    file: input.file,
    changes: linked,
    surroundings: surroundings.map((draft) => linkedResource(draft, linking)),
    unresolved: issues.unresolved,
    diagnostics: issues.diagnostics,
    locate,
  };
}

/** Says what changes make in clusters without anybody seeing it here. */
function reportUnseen(changes: readonly NativeChange[], locate: Locate, issues: Issues): void {
  for (const unseen of changes.map(unseenObjects).filter((one) => one !== null)) {
    const { code, id, message, hint } = unseen;
    const { file, start, end } = locate({ file: issues.file, address: id, path: [] });
    const span = start && end ? { span: { file, start, end } } : {};
    issues.diagnostics.push({ code, severity: "warning", message, hint, ...span });
    addUnresolved(issues, code, message, id);
  }
}

function changeContext(plan: Value, blocks: Blocks, issues: Issues): ChangeContext {
  const attributesOf: ChangeContext["attributesOf"] = (identity) => Object.keys(blocks(identity)?.expressions ?? {});
  return { issues, secrets: secretsOf(plan), readIdentity: createIdentityReader(), attributesOf };
}

function readChanges(plan: Value, context: ChangeContext): readonly PendingChange[] {
  const read = (entries: readonly Value[], kind: ChangeKind): readonly PendingChange[] => {
    return entries.map((entry) => readChange(entry, kind, context)).filter((change) => change !== null);
  };
  const changes = [
    ...read(listOf(plan, "resource_changes"), { world: "planned", trait: null }),
    ...read(reportDeferred(plan, context.issues), { world: "planned", trait: "deferred" }),
    ...readActionInvocations(plan, context),
    ...read(listOf(plan, "resource_drift"), { world: "live", trait: "drift" }),
  ];
  return withUniqueIds(changes, context.issues);
}

/**
 * One action may be invoked several times. That a resource is changed twice is never so in a plan of Terraform's: whoever reads only one of the
 * two would judge something else than what is applied.
 */
function withUniqueIds(changes: readonly PendingChange[], issues: Issues): readonly PendingChange[] {
  const seen = new Map<string, number>();
  return changes.map((change) => {
    const draft = change.after ?? change.before;
    const id = draft ? draftId(draft) : "";
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    if (count === 1) return change;
    if (change.steps.every(({ verb }) => verb !== "invoke")) {
      addUnresolved(issues, "terraform-duplicate-change", `The plan changes \`${id}\` more than once`, id);
    }
    return { ...change, before: numbered(change.before, count), after: numbered(change.after, count) };
  });
}

function numbered(draft: Draft | null, count: number): Draft | null {
  return draft && { ...draft, identity: { ...draft.identity, id: `${draft.identity.id} (${count})` } };
}

/**
 * Which worlds a resource of the prior state belongs to. What the plan does not change stays as it is; and when anything drifted, everything that
 * exists is seen once more beside what drifted, because a drifted resource is judged by what is really there.
 */
function surroundingWorlds(changes: readonly PendingChange[]): (id: string, isData: boolean) => readonly World[] {
  let known: Readonly<Record<World, ReadonlySet<string>>> | undefined;
  return (id, isData) => {
    const ids = (known ??= idsByWorld(changes));
    const planned: readonly World[] = ids.planned.has(id) ? [] : ["planned"];
    return isData || ids.live.size === 0 || ids.live.has(id) ? planned : [...planned, "live"];
  };
}

function idsByWorld(changes: readonly PendingChange[]): Readonly<Record<World, ReadonlySet<string>>> {
  const ids: Readonly<Record<World, Set<string>>> = { planned: new Set(), live: new Set() };
  for (const { before, after } of changes) {
    const draft = after ?? before;
    if (draft) ids[draft.world].add(draft.identity.id);
  }
  return ids;
}

interface Drafted {
  readonly changes: readonly PendingChange[];
  readonly surroundings: readonly Draft[];
}

/** References lead to what is there after the plan: neither to what it deletes, nor to deposed objects. */
function linkContext(
  { changes, surroundings }: Drafted,
  parts: Omit<LinkContext, "instances" | "follower" | "natives" | "groups">,
): LinkContext {
  const natives = new Map<string, Draft>();
  for (const draft of [...changes.map(({ after }) => after), ...surroundings]) {
    if (draft && draft.identity.deposed === null) natives.set(draftId(draft), draft);
  }
  const instances = indexInstances(plannedOf(natives.values()));
  const { modules, configuration } = parts;
  const follower = createFollower(modules, instances, (module, name) => configuration.local(module, name));
  return { ...parts, natives, instances, follower, groups: createGroupNames(parts.file) };
}

function* plannedOf(drafts: Iterable<Draft>): Generator<Identity> {
  for (const { world, identity } of drafts) if (world === "planned") yield identity;
}

function linkChange(change: PendingChange, context: LinkContext): readonly NativeChange[] {
  const link = (draft: Draft): NativeResource => {
    return draft === change.after ? linkedResource(draft, context) : formerResource(draft, context);
  };
  return nativeChanges(change, link);
}
