import type { Value } from "#core/language";
import { member, textOf } from "../../json/index.ts";
import type { KubernetesObject } from "../object.ts";

/** An object of which something is made that the input does not show, and why. */
export interface Unseen {
  readonly code: string;
  readonly object: KubernetesObject;
  readonly id: string;
  readonly reason: string;
  readonly hint: string;
}

/** Fields by which users of Crossplane choose who makes their resources. */
const CHOICES: readonly string[] = [
  "compositionRef",
  "compositionSelector",
  "compositionRevisionRef",
  "compositionRevisionSelector",
  "compositionUpdatePolicy",
  "crossplane",
];

/** Whether an object says who makes the resources that it stands for. */
export function choosesComposition(object: Value): boolean {
  const spec = member(object, "spec");
  return CHOICES.some((choice) => member(spec, choice) !== undefined);
}

/** Objects of which a cluster makes what a chart holds: those of Flux and of k3s, by group and kind. */
const CHARTS: ReadonlySet<string> = new Set(["helm.toolkit.fluxcd.io HelmRelease", "helm.cattle.io HelmChart"]);

/** Whether an object stands for what a chart makes, which is only rendered in the cluster. */
export function standsForChart(object: Value): boolean {
  return CHARTS.has(`${groupOf(textOf(object, "apiVersion") ?? "")} ${textOf(object, "kind") ?? ""}`);
}

/**
 * Gathers the objects of one input that stand for others: releases of charts, and composites and claims of Crossplane, which are seen where the
 * composition that makes their resources is in the same input.
 */
export class StandIns {
  readonly #candidates: { readonly object: KubernetesObject; readonly id: string }[] = [];
  /** `group kind` of composites and claims, with that of the composite. */
  readonly #defined = new Map<string, string>();
  readonly #composed = new Set<string>();
  readonly #compositions = new Set<string>();

  /** Takes an object in; whatever it may be. */
  add(object: KubernetesObject, id: string): void {
    const group = groupOf(object.apiVersion);
    if (group !== "apiextensions.crossplane.io") this.#candidates.push({ object, id });
    else if (object.kind === "CompositeResourceDefinition") this.#define(object);
    else if (object.kind === "Composition") this.#compose(object);
  }

  /** The objects of which nobody here can tell what is made of them. */
  unseen(): readonly Unseen[] {
    return this.#candidates.flatMap(({ object, id }) => {
      if (standsForChart(object.value)) return [chart(object, id)];
      return this.#isComposite(object) && !this.#isComposed(object) ? [composite(object, id)] : [];
    });
  }

  #define(object: KubernetesObject): void {
    const spec = member(object.value, "spec");
    const group = textOf(spec, "group") ?? "";
    const composite = `${group} ${textOf(member(spec, "names"), "kind") ?? ""}`;
    const claim = textOf(member(spec, "claimNames"), "kind");
    this.#defined.set(composite, composite);
    if (claim !== undefined) this.#defined.set(`${group} ${claim}`, composite);
  }

  #compose(object: KubernetesObject): void {
    const type = member(member(object.value, "spec"), "compositeTypeRef");
    this.#composed.add(`${groupOf(textOf(type, "apiVersion") ?? "")} ${textOf(type, "kind") ?? ""}`);
    this.#compositions.add(object.name);
  }

  #isComposite(object: KubernetesObject): boolean {
    return this.#defined.has(typeOf(object)) || choosesComposition(object.value);
  }

  #isComposed(object: KubernetesObject): boolean {
    const type = typeOf(object);
    const chosen = textOf(member(member(object.value, "spec"), "compositionRef"), "name");
    if (chosen !== undefined) return this.#compositions.has(chosen);
    return this.#composed.has(this.#defined.get(type) ?? type);
  }
}

function typeOf({ apiVersion, kind }: KubernetesObject): string {
  return `${groupOf(apiVersion)} ${kind}`;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

function chart(object: KubernetesObject, id: string): Unseen {
  const reason = `What \`${id}\` makes in the cluster was not judged: its chart is only rendered there`;
  return { code: "kubernetes-chart-not-seen", object, id, reason, hint: CHART_HINT };
}

/** What helps where a chart is not seen. */
export const CHART_HINT = "Judge what the chart makes as well (`helm template <chart> | writ check -`)";

function composite(object: KubernetesObject, id: string): Unseen {
  const reason = `What \`${id}\` is made of was not judged: the composition that makes it is not in the same input`;
  const hint = "Judge what `crossplane render` makes of it as well, or put the composition into the same file";
  return { code: "crossplane-composite", object, id, reason, hint };
}
