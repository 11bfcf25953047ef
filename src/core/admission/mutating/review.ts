import type { ValueObject } from "#core/language";
import type { AdmissionRequest } from "../model/request.ts";
import { sameJson } from "./patch/same-json.ts";
import type { MutableRequest, MutatingPlugin, MutationVerdict, PluginAnswer } from "./plugin.ts";

/** What mutating policies made of the object of a request. */
export interface MutationReview {
  /** The object as validating policies see it; null when nobody can tell. */
  readonly object: ValueObject | null;
  /** In the order in which policies were called; those that do not apply say nothing. */
  readonly verdicts: readonly MutationVerdict[];
}

/** Makes the plugins for one review, in the order of a request; `reversed` turns the order of policies inside each around. */
export type MakePlugins = (reversed: boolean) => readonly MutatingPlugin[];

/**
 * Asks mutating policies about a request, in the order of the API server: one round over all plugins, and when something was changed or could have been, a
 * second one.
 *
 * A cluster calls the policies of one plugin in no order that anyone promises. So where several have something to say, they are called in the order of
 * their names and in the opposite one, and if that makes a difference, nobody can tell.
 */
export function reviewMutations(makePlugins: MakePlugins, request: AdmissionRequest): MutationReview {
  const { object } = request;
  if (object === null) return { object, verdicts: [] };
  const review = askAll(makePlugins(false), { ...request, object });
  const speakers = new Set(review.verdicts.map(({ policy }) => policy));
  const [first] = review.verdicts;
  if (first === undefined || speakers.size < 2 || review.object === null) return review;
  const opposite = askAll(makePlugins(true), { ...request, object });
  if (isSameReview(review, opposite)) return review;
  return { object: null, verdicts: [...review.verdicts, contested(review.verdicts, first)] };
}

/** A denial ends the request, so nothing is asked after it. */
function askAll(plugins: readonly MutatingPlugin[], request: MutableRequest): MutationReview {
  const verdicts: MutationVerdict[] = [];
  let object: ValueObject | null = request.object;
  for (const round of ["ask", "askAgain"] as const) {
    if (round === "askAgain" && !verdicts.some(({ outcome }) => outcome !== "error")) break;
    for (const plugin of plugins) {
      const answer: PluginAnswer = plugin[round]({ ...request, object });
      verdicts.push(...answer.verdicts.filter((one) => isNews(one, verdicts)));
      object = answer.object;
      if (object === null || answer.verdicts.some(({ denies }) => denies)) return { object, verdicts };
    }
  }
  return { object, verdicts };
}

/** The second round tells again what the first one told. */
function isNews(one: MutationVerdict, told: readonly MutationVerdict[]): boolean {
  const same = told.filter((known) => speakerOf(known) === speakerOf(one) && known.message === one.message);
  return !same.some(({ outcome }) => outcome === one.outcome || one.outcome === "unchanged");
}

function speakerOf({ policy: { kind, metadata }, binding }: MutationVerdict): string {
  return JSON.stringify([kind, metadata.name, metadata.namespace, binding]);
}

function isSameReview(a: MutationReview, b: MutationReview): boolean {
  if (a.object === null || b.object === null) return false;
  return sameJson(a.object, b.object) === true && errorsOf(a) === errorsOf(b);
}

function errorsOf({ verdicts }: MutationReview): string {
  const errors = verdicts.filter(({ outcome }) => outcome === "error").map(({ message }) => message);
  return JSON.stringify([...new Set(errors)].toSorted());
}

/** What is said of policies that cannot be told apart by their order, in the name of the first of them. */
function contested(verdicts: readonly MutationVerdict[], first: MutationVerdict): MutationVerdict {
  const names = [...new Set(verdicts.map(({ policy }) => `\`${policy.metadata.name}\``))];
  const message = `changes the object in a way that hangs on the order in which a cluster calls ${names.join(", ")}`;
  return { ...first, outcome: "unknown", denies: false, message };
}
