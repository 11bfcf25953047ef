import { Unknown, type Value } from "#core/language";
import { isObject, memberAt } from "#core/model";

/** Labels of an object. Those that are not among them are absent when the labels are complete, else nobody knows. */
export interface Labels {
  readonly entries: ReadonlyMap<string, string>;
  readonly complete: boolean;
}

/** The label that Kubernetes puts on every namespace: its name. */
const NAME_OF_NAMESPACE = "kubernetes.io/metadata.name";

/** The labels that an object carries. */
export function labelsOf(object: Value): Labels {
  const labels = memberAt(object, "metadata", "labels");
  const entries = isObject(labels) ? Object.entries(labels) : [];
  const texts = entries.flatMap(([key, value]) => (typeof value === "string" ? [[key, value] as const] : []));
  const complete = !(labels instanceof Unknown) && !entries.some(([, value]) => value instanceof Unknown);
  return { entries: new Map(texts), complete };
}

/** The labels of a namespace; of one that nobody handed in only its name is known. */
export function namespaceLabels(name: string, namespace: Value | undefined): Labels {
  const labels =
    namespace === undefined ? { entries: new Map<string, string>(), complete: false } : labelsOf(namespace);
  return { entries: new Map([...labels.entries, [NAME_OF_NAMESPACE, name]]), complete: labels.complete };
}
