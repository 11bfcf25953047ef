import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type NativeResource, type Path } from "#core/model";
import { creationOf, type Creation } from "../creation.ts";
import { imageName } from "../image-name.ts";
import { entriesOf, member } from "../json/index.ts";
import { injectionsIn } from "./injections.ts";
import { maskSecrets } from "./mask.ts";
import type { ActionsFile } from "./recognise.ts";
import { runnersOf } from "./runners.ts";
import { usesOf } from "./uses.ts";

/** One resource before it has been masked, with where it stands. `derived` is what the source adds to what is written. */
export interface Draft {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly path: Path;
  readonly native: ValueObject;
  readonly derived: ValueObject;
}

/** A part that is not what GitHub wants, and what that would be. */
export interface Misfit {
  readonly path: Path;
  readonly expected: string;
}

export interface Drafts {
  readonly drafts: readonly Draft[];
  readonly misfits: readonly Misfit[];
}

/** The resources of a file: the workflow or action, each job, and each step. */
export function draftsOf(file: ActionsFile, document: ValueObject): Drafts {
  const collector = new Collector(document);
  if (file === "workflow") collector.workflow();
  else collector.action();
  return collector;
}

class Collector implements Drafts {
  readonly drafts: Draft[] = [];
  readonly misfits: Misfit[] = [];
  readonly #document: ValueObject;
  readonly #triggers: readonly string[];

  constructor(document: ValueObject) {
    this.#document = document;
    this.#triggers = triggersOf(member(document, "on"));
  }

  workflow(): void {
    const { jobs = null, ...native } = this.#document;
    const name = textOr(native, "name", "workflow");
    const derived = { $triggers: this.#triggers, $permissions: native["permissions"] ?? null };
    this.drafts.push({ id: "workflow", type: "github-actions workflow", name, path: [], native, derived });
    if (!isObject(jobs)) this.misfits.push({ path: ["jobs"], expected: "a map of jobs" });
    else for (const [id, job] of Object.entries(jobs)) this.#job(id, job);
  }

  action(): void {
    const { runs = null, ...rest } = this.#document;
    const { steps = null, ...own } = isObject(runs) ? runs : {};
    const native = { ...rest, runs: own };
    const name = textOr(native, "name", "action");
    const image = textOr(own, "image", "");
    const derived = image === "" ? {} : { $uses: image.startsWith("docker://") ? usesOf(image) : usesOf(`./${image}`) };
    this.drafts.push({ id: "action", type: "github-actions action", name, path: [], native, derived });
    if (!isObject(runs)) this.misfits.push({ path: ["runs"], expected: "a map that says how the action runs" });
    else this.#steps(steps, ["runs", "steps"], {});
  }

  #job(id: string, job: Value): void {
    const path: Path = ["jobs", id];
    if (!isObject(job)) {
      this.misfits.push({ path, expected: "a map that says what the job does" });
      return;
    }
    const { steps = null, ...native } = job;
    const permissions = native["permissions"] ?? member(this.#document, "permissions") ?? null;
    const shared = { $triggers: this.#triggers, $permissions: permissions };
    const derived = { ...shared, ...usedBy(native), $runners: runnersOf(native), $containers: containersOf(native) };
    this.drafts.push({
      id: path.join("."),
      type: "github-actions job",
      name: textOr(native, "name", id),
      path,
      native,
      derived,
    });
    this.#steps(steps, [...path, "steps"], shared);
  }

  #steps(steps: Value, path: Path, shared: ValueObject): void {
    if (steps === null) return;
    if (!isList(steps)) {
      this.misfits.push({ path, expected: "a list of steps" });
      return;
    }
    const taken = new Set<string>();
    for (const [index, step] of steps.entries()) this.#step(step, { path: [...path, index], shared, taken });
  }

  #step(native: Value, { path, shared, taken }: { path: Path; shared: ValueObject; taken: Set<string> }): void {
    if (!isObject(native)) {
      this.misfits.push({ path, expected: "a map that says what the step does" });
      return;
    }
    const number = `${path.slice(0, -1).join(".")}.${Number(path.at(-1)) + 1}`;
    const own = textOr(native, "id", "");
    const id = own === "" || taken.has(own) ? number : [...path.slice(0, -1), own].join(".");
    taken.add(own);
    const name = textOr(native, "name", textOr(native, "uses", id));
    const script = [textOr(native, "run", ""), scriptOf(native)].join("\n");
    const derived = { ...shared, ...usedBy(native), $injections: injectionsIn(script) };
    this.drafts.push({ id, type: "github-actions step", name, path, native, derived });
  }
}

/** The script that some actions take as an input, and run. */
function scriptOf(step: ValueObject): string {
  const inputs = member(step, "with");
  return isObject(inputs) ? textOr(inputs, "script", "") : "";
}

function triggersOf(on: Value | undefined): readonly string[] {
  if (typeof on === "string") return [on];
  if (isList(on)) return on.filter((trigger) => typeof trigger === "string");
  return isObject(on) ? Object.keys(on) : [];
}

function usedBy(native: ValueObject): ValueObject {
  const uses = textOr(native, "uses", "");
  return uses === "" ? {} : { $uses: usesOf(uses) };
}

/** The containers that a job runs in and beside, an image that is written alone like one with options. */
function containersOf(job: ValueObject): Value {
  const containers = [["container", member(job, "container") ?? null] as const, ...entriesOf(job, "services")];
  return containers.flatMap(([place, written]) => {
    if (written === null) return [];
    const container: ValueObject = isObject(written) ? written : { image: written };
    return [{ place, ...imageName(textOr(container, "image", "")), options: textOr(container, "options", "") }];
  });
}

function textOr(object: ValueObject, key: string, otherwise: string): string {
  const value = member(object, key);
  return typeof value === "string" ? value : otherwise;
}

/** A file says what shall run: each resource of it is created, without anything secret in it. */
export function createdFrom(draft: Draft, file: string): Creation {
  const { id, type, name, native, derived } = draft;
  const after: NativeResource = {
    id,
    type,
    provider: "github",
    providerVersion: null,
    group: file,
    module: "",
    name,
    scope: "",
    labels: {},
    native: { ...maskSecrets(native), ...derived },
    references: [],
    source: { file, address: id, path: [] },
  };
  return creationOf(after);
}
