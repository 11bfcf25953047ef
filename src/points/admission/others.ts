import {
  enginesOf,
  mutatorsOf,
  namespacesAmong,
  ParamObjects,
  type AdmissionAnswer,
  type AdmissionEngine,
  type AdmissionRequest,
  type AskedAround,
  type Mutators,
} from "#core/admission";
import type { Bundle } from "#core/bundle";
import type { Timestamp, ValueObject } from "#core/language";

/** The policies of others in a bundle, ready to be asked. */
export interface Others {
  readonly mutators: Mutators;
  readonly engines: readonly AdmissionEngine[];
  /** Namespaces that stand beside the policies, by name. */
  readonly namespaces: ReadonlyMap<string, ValueObject>;
  /** Parameters, definitions and whatever else stands beside them. */
  readonly objects: readonly ValueObject[];
}

const known = new WeakMap<Bundle, Others>();

/** Those of a bundle, put together when they are first asked for. */
export function othersOf(bundle: Bundle): Others {
  const found = known.get(bundle) ?? putTogether(bundle);
  known.set(bundle, found);
  return found;
}

function putTogether({ admission, policies }: Bundle): Others {
  const taken = policies.map(({ document }) => document.metadata.name);
  const { objects } = admission;
  return {
    mutators: mutatorsOf(admission, taken),
    engines: enginesOf(admission, taken).filter((engine) => engine.policies.length > 0),
    namespaces: namespacesAmong(objects),
    objects,
  };
}

/** What stands around a request when policies of others are asked about it. */
export type Around = Parameters<Mutators["mutate"]>[1];

/** A namespace as the cluster has it. */
export interface SeenNamespace {
  readonly name: string;
  /** Null where nobody could tell. */
  readonly object: ValueObject | null;
}

/** What is known around a request. What a cluster says of its namespace goes before what stands beside the policies. */
export function aroundRequest(
  { namespaces, objects }: Others,
  { name, object }: SeenNamespace,
  now: Timestamp,
): Around {
  const seen = object === null ? namespaces : new Map([...namespaces, [name, object]]);
  // What is found of parameters is remembered by namespace, of which a cluster may have any number in time.
  return { namespaces: seen, params: new ParamObjects(objects), definitions: objects, now };
}

/** What all engines say of a request, in their order. */
export function askEngines({ engines }: Others, request: AdmissionRequest, around: AskedAround): AdmissionAnswer {
  const answers = engines.map((engine) => engine.ask(request, around));
  return {
    verdicts: answers.flatMap(({ verdicts }) => verdicts),
    annotations: answers.flatMap(({ annotations }) => annotations),
  };
}
