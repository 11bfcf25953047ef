/** Whether a text has documents of ours, or policies of others that are run, whatever else is wrong with it. */
export function isPolicyText(text: string): boolean {
  return OURS.test(text) || OTHERS.test(text);
}

const OURS = /^["']?apiVersion["']?:[ \t]*["']?writ\/|^\{[^]{0,200}"apiVersion":\s*"writ\//m;
/** By kind, since manifests of all sorts name the groups of these. */
const OTHERS =
  /^(?:kind:[ \t]*["']?(?:ValidatingAdmissionPolicy(?:Binding)?|ConstraintTemplate|(?:Namespaced)?ValidatingPolicy|PolicyException)["']?[ \t]*\r?$|apiVersion:[ \t]*["']?constraints\.gatekeeper\.sh\/)/m;

/** The kinds of objects that policies of others take as their parameters. */
export function parameterKinds(text: string): readonly string[] {
  return Array.from(text.matchAll(/\bparamKind:[^]{0,200}?\bkind:[ \t]*["']?(\w+)/g), ([, kind = ""]) => kind);
}

/** The kind that a text of one object names first. */
export function kindOf(text: string): string {
  return /^kind:[ \t]*["']?(\w+)/m.exec(text)?.[1] ?? "";
}
