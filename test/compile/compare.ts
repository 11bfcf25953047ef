import type { Bundle } from "#core/bundle";
import type { Verdict } from "#core/decide";
import type { Outcome, Proposal } from "#core/model";
import { EMITTERS } from "#adapters/emitters";
import { worstOf } from "../parity/worst-of.ts";
import { readEmitted } from "./admit.ts";
import { addressOf, objectsIn } from "./objects.ts";

/** One proposal with what was said of it. */
export interface Judged {
  readonly proposal: Proposal;
  readonly verdicts: readonly Verdict[];
}

/** What Writ and the emitted policies say of one object; null where nothing was emitted for it. */
export interface Comparison {
  readonly about: string;
  readonly wanted: Outcome;
  readonly emitted: Outcome | null;
}

/** Makes the comparison by one bundle, whose policies are emitted and read back once. */
export function createComparer(
  bundle: Bundle,
): (manifests: string, judged: readonly Judged[]) => readonly Comparison[] {
  const { documents, covered } = EMITTERS.kubernetes(bundle);
  const admit = readEmitted(documents);
  const places = new Map(documents.map(({ path }) => [path.replace(/\.yaml$/, ""), 0]));
  const rules = covered.map((part) => {
    const place = part.by === null ? 0 : (places.get(part.by) ?? 0);
    if (part.by !== null) places.set(part.by, place + 1);
    return { ...part, place };
  });
  return (manifests, judged) => {
    const objects = Map.groupBy(objectsIn(manifests), addressOf);
    const emittedFor = ({ policy, validation, kind, type, address }: Subject): Outcome | null => {
      const own = rules.filter(
        (rule) => rule.policy === policy && rule.validation === validation && rule.kind === kind,
      );
      const [object, ...more] = objects.get(address) ?? [];
      if (object === undefined || more.length > 0) throw new Error(`${address} is not the name of one object`);
      const admitted = admit(object);
      const outcomes = own
        .filter(({ types }) => types.includes(type))
        .map(({ by, place }) => (by === null ? "pass" : (admitted.get(by)?.[place] ?? "not-applicable")));
      return outcomes.length === 0 ? null : worstOf(outcomes);
    };
    return [...Map.groupBy(judged.flatMap(subjectsOf), ({ about }) => about)].flatMap(([about, own]) => {
      const worst = worstOf(own.map(({ outcome }) => outcome));
      const wanted = worst === "not-applicable" ? "pass" : worst;
      return own.slice(0, 1).map((subject) => ({ about, wanted, emitted: emittedFor(subject) }));
    });
  };
}

interface Subject {
  readonly about: string;
  readonly policy: string;
  readonly validation: string;
  readonly kind: string;
  readonly type: string;
  readonly address: string;
  readonly outcome: Outcome;
}

/** What was said of objects of Kubernetes, each under the name of its object: items of one object are judged together. */
function subjectsOf({ proposal, verdicts }: Judged): readonly Subject[] {
  return verdicts.flatMap(({ policy, validation, effect, outcome }) => {
    const resource = proposal.effects[effect]?.resource;
    if (resource === undefined || !resource.type.includes(" ")) return [];
    const { kind, type, scope, name } = resource;
    const address = `${type} ${scope} ${name}`;
    return [{ about: `${policy}/${validation} ${kind} ${address}`, policy, validation, kind, type, address, outcome }];
  });
}
