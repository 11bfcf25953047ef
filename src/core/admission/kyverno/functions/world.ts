import type { Timestamp, Value, ValueObject } from "#core/language";

/** One object of a cluster, and where its kind is served. */
export interface WorldResource {
  readonly apiVersion: string;
  /** The plural name in lower case, such as `configmaps`. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly object: ValueObject;
}

/** One answer of a service. */
export interface WorldResponse {
  readonly method: string;
  readonly url: string;
  readonly body: Value;
  readonly statusCode: number;
}

/** What policies may ask for beside the request, told in advance: nothing of it is fetched. */
export interface World {
  /** Of a kind that is among them, all that there are. */
  readonly resources: readonly WorldResource[];
  /** Objects beside which there may be others of their kind. */
  readonly loose: readonly WorldResource[];
  /** By reference of an image: what its registry says of it. */
  readonly images: ReadonlyMap<string, Value>;
  /** By name of an entry of the global context. */
  readonly globalContext: ReadonlyMap<string, Value>;
  readonly responses: readonly WorldResponse[];
  /** Whether what was not told is not there, as in the tests of Kyverno; otherwise it is not known. */
  readonly isWhole: boolean;
  /** What `time.now()` answers, read whenever it is asked; null where no clock is given. */
  readonly clock: { readonly now: Timestamp | null };
  /** The namespace in which alone a policy may ask; null for a policy of the whole cluster. */
  readonly namespace: string | null;
}

/** A world of which nothing is known. */
export const EMPTY_WORLD: World = {
  resources: [],
  loose: [],
  images: new Map(),
  globalContext: new Map(),
  responses: [],
  isWhole: false,
  clock: { now: null },
  namespace: null,
};
