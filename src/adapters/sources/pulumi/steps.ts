import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { listOf, member, memberAt, textOf } from "../json/index.ts";

/** One step of a preview, wherever it was written down. `path` leads to it in its document, and `before` and `after` from there to the states. */
export interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly provider: string;
  readonly before: StateText | null;
  readonly after: StateText | null;
  readonly path: Path;
}

/** One state of a resource as it is written, and the path to it in its document. */
export interface StateText {
  readonly value: ValueObject;
  readonly path: Path;
}

/** An entry that is no step, with the path to it. */
export interface Malformed {
  readonly malformed: Path;
}

/** The steps of `pulumi preview --json`. */
export function stepsOfPreview(preview: ValueObject): readonly (PreviewStep | Malformed)[] {
  return listOf(preview, "steps").map((step, at) => readStep(step, ["steps", at], ["oldState", "newState"]));
}

/** The step of one engine event (`--event-log`, streaming previews); null for events that plan nothing. */
export function stepOfEvent(event: Value): PreviewStep | Malformed | null {
  const metadata = memberAt(event, "resourcePreEvent", "metadata");
  if (metadata === undefined) return null;
  return readStep(metadata, ["resourcePreEvent", "metadata"], ["old", "new"]);
}

/** The resources of `pulumi stack export`: what exists, and nothing that changes. */
export function stepsOfDeployment(deployment: ValueObject): readonly (PreviewStep | Malformed)[] {
  const path: Path = ["deployment", "resources"];
  return listOf(member(deployment, "deployment"), "resources").map((resource, at) => {
    const urn = textOf(resource, "urn");
    if (!isObject(resource) || urn === undefined) return { malformed: [...path, at] };
    const state = { value: resource, path: [...path, at] };
    const op = member(resource, "delete") === true ? "delete-replaced" : "same";
    return { op, urn, provider: textOf(resource, "provider") ?? "", before: state, after: state, path: [...path, at] };
  });
}

function readStep(step: Value, path: Path, [old, now]: readonly [string, string]): PreviewStep | Malformed {
  const [op, urn] = [textOf(step, "op"), textOf(step, "urn")];
  if (op === undefined || urn === undefined) return { malformed: path };
  const before = stateAt(step, old, path);
  const after = stateAt(step, now, path);
  if (before === null && after === null) return { malformed: path };
  const provider =
    textOf(after?.value, "provider") ?? textOf(before?.value, "provider") ?? textOf(step, "provider") ?? "";
  return { op, urn, provider, before, after, path };
}

function stateAt(step: Value, name: string, path: Path): StateText | null {
  const value = member(step, name);
  return isObject(value) ? { value, path: [...path, name] } : null;
}

/** Whether a value is a preview, a deployment or an engine event; null for anything else. */
export function shapeOf(value: Value): "preview" | "deployment" | "event" | null {
  if (!isObject(value)) return null;
  if (isObject(member(value, "deployment")) && isList(memberAt(value, "deployment", "resources"))) return "deployment";
  if (isList(member(value, "steps")) || isObject(member(value, "changeSummary"))) return "preview";
  return Object.hasOwn(value, "sequence") && Object.hasOwn(value, "timestamp") ? "event" : null;
}
