import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";
import type { PendingChange } from "./changes.ts";
import { addUnresolved, type Issues } from "./issues.ts";
import { listOf, member, memberAt, textOf } from "../json/index.ts";

/**
 * Records what keeps a plan from being the whole truth: errors, parts left out, and failed checks. A plan that changes nothing is never
 * applyable; in one that does, `applyable: false` is a reason.
 */
export function reportCompleteness(plan: Value, changes: readonly PendingChange[], issues: Issues): void {
  if (isSet(plan, "errored")) {
    addUnresolved(
      issues,
      "terraform-plan-errored",
      "Planning failed, so the plan lacks changes that it would have had",
    );
  }
  if (member(plan, "complete") === false) {
    const message =
      "The plan is incomplete: changes were deferred or left out by `-target`, and more plans have to follow";
    addUnresolved(issues, "terraform-plan-incomplete", message);
  }
  if (member(plan, "applyable") === false && changesAnything(changes)) {
    addUnresolved(
      issues,
      "terraform-plan-not-applyable",
      "Terraform says that the plan cannot be applied, although it has changes",
    );
  }
  reportLostChanges(plan, issues);
  for (const check of listOf(plan, "checks")) reportCheck(check, issues);
}

/** Terraform writes booleans; anything else in their place counts as set. */
function isSet(plan: Value, flag: string): boolean {
  const value = member(plan, flag);
  return value !== undefined && value !== null && value !== false;
}

/** Drift has happened already: it is nothing that a plan would do. */
function changesAnything(changes: readonly PendingChange[]): boolean {
  const planned = changes.filter(({ traits }) => !traits.includes("drift"));
  return planned.some(({ steps }) => steps.some(({ verb, changed }) => changed && verb !== "read"));
}

/** Every planned resource has an entry among the changes, if only a no-op: without entries somebody took them out. */
function reportLostChanges(plan: Value, issues: Issues): void {
  if (listOf(plan, "resource_changes").length > 0 || listOf(plan, "deferred_changes").length > 0) return;
  if (listOf(plan, "resource_drift").length > 0 || !plansAnything(memberAt(plan, "planned_values", "root_module")))
    return;
  const message = "The plan has planned resources but no changes of any, so it is not as Terraform wrote it";
  addUnresolved(issues, "terraform-plan-without-changes", message);
}

function plansAnything(module: Value | undefined): boolean {
  return listOf(module, "resources").length > 0 || listOf(module, "child_modules").some(plansAnything);
}

/** A check's own messages may hold values of any kind; only its name and status are repeated. */
function reportCheck(check: Value, issues: Issues): void {
  const status = textOf(check, "status");
  if (status === "pass") return;
  const address = textOf(member(check, "address"), "to_display") ?? "";
  if (status === "unknown") {
    const message = `The plan's own check of \`${address}\` has no result before the apply`;
    issues.diagnostics.push({ code: "terraform-check-unknown", severity: "warning", message });
    return;
  }
  addUnresolved(issues, "terraform-check-failed", `The plan's own check of \`${address}\` did not pass`, address);
}

const DEFERRALS: ReadonlyMap<string, string> = new Map([
  ["instance_count_unknown", "the number of its instances is not known"],
  ["resource_config_unknown", "its configuration is not known"],
  ["provider_config_unknown", "the configuration of its provider is not known"],
  ["deferred_prereq", "something that it depends on is deferred"],
  ["absent_prereq", "something that it depends on does not exist"],
  ["excluded", "it was excluded from the plan"],
  ["not_included", "it was not included in the plan"],
]);

/** The entries of `deferred_changes`, each recorded as a change that a later plan may make. */
export function reportDeferred(plan: Value, issues: Issues): readonly Value[] {
  const entries = listOf(plan, "deferred_changes");
  return entries.map((entry) => {
    const change = member(entry, "resource_change") ?? null;
    const address = textOf(change, "address") ?? "";
    const reason = DEFERRALS.get(textOf(entry, "reason") ?? "") ?? "of a reason that is not known";
    addUnresolved(
      issues,
      "terraform-deferred-change",
      `The change of \`${address}\` is deferred because ${reason}`,
      address,
    );
    return change;
  });
}

/** Lists that have to be lists, and values that have to be an object: one of another shape hides what it holds. */
export function reportMalformedSections(plan: Value, issues: Issues): void {
  for (const section of ["resource_changes", "resource_drift", "deferred_changes", "action_invocations"]) {
    const value = member(plan, section) ?? null;
    if (value === null || isList(value)) continue;
    addUnresolved(issues, "terraform-malformed-section", `The plan's \`${section}\` is not a list`);
  }
  const planned = member(plan, "planned_values") ?? null;
  if (planned !== null && !isObject(planned)) {
    addUnresolved(issues, "terraform-malformed-section", "The plan's `planned_values` is not an object");
  }
  if (!isObject(member(plan, "configuration"))) issues.diagnostics.push(withoutConfiguration(issues.file));
}

function withoutConfiguration(file: string): Issues["diagnostics"][number] {
  return {
    code: "terraform-plan-without-configuration",
    severity: "warning",
    message: `The plan \`${file}\` has no configuration, so values that are not known cannot be followed to where they come from`,
    hint: "Hand in the whole output of `terraform show -json`",
  };
}
