import { creationRequest, textAt, updateRequest, type AdmissionRequest } from "#core/admission";
import { startOfFile, type Diagnostic } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import type { NativeChange, NativeResource, SourceReading } from "#core/model";
import { heldObjects } from "./held-objects.ts";

/** An object of Kubernetes in an input, as admission policies see it. */
export interface ReadObject {
  readonly resource: NativeResource;
  readonly object: ValueObject;
  /** What it was before; null for one that is created. */
  readonly before: ValueObject | null;
}

/** Kubernetes' own objects of a reading, and those that resources of others hold. What a source adds to them beside what was written is left out. */
export function objectsOf({ changes }: SourceReading): readonly ReadObject[] {
  return changes.flatMap((change) => {
    const { after } = change;
    if (after === null || !isRequested(change)) return [];
    const held = heldObjects(after);
    const inside = held.kind === "held" ? held.objects.map((object) => insideOf(after, object)) : [];
    return isObjectItself(after) ? [itself(change, after), ...inside] : inside;
  });
}

/** Whether the change is a request to the API server: what stays as it is is none. */
function isRequested({ verb, changed }: NativeChange): boolean {
  return verb === "create" || (verb === "update" && changed);
}

function isObjectItself({ provider, native }: NativeResource): boolean {
  return provider === "kubernetes" && textAt(native, "apiVersion") !== null;
}

function itself({ verb, before }: NativeChange, resource: NativeResource): ReadObject {
  const isUpdate = verb === "update" && before !== null && isObjectItself(before);
  return {
    resource,
    object: withoutMarks(resource.native),
    before: isUpdate ? withoutMarks(before.native) : null,
  };
}

/** Whether what holds an object is created or changed, nobody knows of the object itself whether it exists already. */
function insideOf(holder: NativeResource, native: ValueObject): ReadObject {
  const type = `${textAt(native, "apiVersion") ?? ""} ${textAt(native, "kind") ?? ""}`;
  const scope = textAt(native, "metadata", "namespace") ?? "";
  const name = textAt(native, "metadata", "name") ?? holder.name;
  const resource = { ...holder, type, provider: "kubernetes", scope, name, native };
  return { resource, object: withoutMarks(native), before: null };
}

function withoutMarks(native: ValueObject): ValueObject {
  return Object.fromEntries(Object.entries(native).filter(([key]) => !key.startsWith("$")));
}

/** The request that brings an object about. */
export function requestFor({ object, before }: Pick<ReadObject, "object" | "before">): AdmissionRequest {
  return before === null ? creationRequest(object) : updateRequest(object, before);
}

/** What of an input admission policies were not asked about, which is told: of each type once. */
export function unaskedObjects(reading: SourceReading): readonly Diagnostic[] {
  const told = new Map<string, Diagnostic>();
  for (const { after } of reading.changes) {
    const why = after === null ? null : whyUnasked(after, reading.format);
    if (after === null || why === null || told.has(why.once)) continue;
    const { message, hint } = why;
    told.set(why.once, {
      code: "admission-not-asked",
      severity: "warning",
      message,
      hint,
      span: startOfFile(reading.file),
    });
  }
  return [...told.values()];
}

interface Unasked {
  /** What is told once. */
  readonly once: string;
  readonly message: string;
  readonly hint: string;
}

function whyUnasked(resource: NativeResource, format: string): Unasked | null {
  const { id, type, provider } = resource;
  if (heldObjects(resource).kind === "untold") {
    const message = `The manifest in \`${id}\` is not known here, so the admission policies were not asked about it`;
    return { once: id, message, hint: "Judge the manifest by itself as well" };
  }
  if (format === "kubernetes-manifest" && provider !== "kubernetes") {
    const message = `\`${id}\` is judged as the resource of \`${provider}\` that it stands for, so the admission policies were not asked about it`;
    return { once: id, message, hint: "Ask a policy of Writ's own about the resource" };
  }
  if (!TYPED.test(type)) return null;
  const message = `Resources of the type \`${type}\`, such as \`${id}\`, are written in Terraform's own form, so the admission policies were not asked about them`;
  return { once: type, message, hint: "Write them as `kubernetes_manifest`, or ask a policy of Writ's own about them" };
}

/** The types by which Terraform's provider for Kubernetes writes objects in blocks of its own. */
const TYPED = /^kubernetes_(?!manifest$)[a-z0-9_]+$/;
