import type { Value } from "#core/language";
import { isObject } from "#core/model";
import { list, oneOf, readMessage, type Shape } from "#core/wire";
import { contradictionsOf } from "./contradictions.ts";
import { ISSUER_FORMS, type Issuer } from "./forms.ts";

const MOST_ISSUERS = 50;
const TYPES: readonly (keyof typeof ISSUER_FORMS)[] = ["jwt", "spiffe", "oidc"];
const TYPE = oneOf(TYPES);

/** An issuer by its `type`, which says what else it must have. */
const issuerShape: Shape<Issuer> = {
  expected: "a map with a `type`",
  read(value, place, reading) {
    const named = isObject(value) && Object.hasOwn(value, "type") ? value["type"] : undefined;
    const type = TYPES.find((one) => one === named);
    if (type !== undefined) return ISSUER_FORMS[type].read(value, place, reading);
    TYPE.read(named ?? null, { parent: place, key: "type" }, reading);
    return undefined;
  },
  schema: (definitions) => ({ anyOf: TYPES.map((type) => ISSUER_FORMS[type].schema(definitions)) }),
};

const issuersShape = list(issuerShape, "issuers", MOST_ISSUERS);

export interface IssuersResult {
  readonly issuers: readonly Issuer[];
  /** What is wrong, one sentence each. */
  readonly problems: readonly string[];
}

/** Reads the `issuers` of a configuration file. Total; with a problem there are none. */
export function readIssuers(value: unknown): IssuersResult {
  // oxlint-disable-next-line no-unsafe-type-assertion -- a document of YAML without aliases is made of values
  const result = readMessage(issuersShape, value as Value);
  if (result.kind === "read") {
    const problems = contradictionsOf(result.message);
    return { issuers: problems.length === 0 ? result.message : [], problems };
  }
  const problems = result.problems.map(({ path, message }) => `In \`issuers\` of the file, ${inside(path, message)}`);
  return { issuers: [], problems };
}

/** A problem of a message, with the place that its sentence does not name. */
function inside(path: string, message: string): string {
  return message.startsWith("The message") ? message.replace("The message", "what stands there") : where(path, message);
}

function where(path: string, message: string): string {
  return message.startsWith(`\`${path}\``) ? message : `\`${path}\`: ${message}`;
}
