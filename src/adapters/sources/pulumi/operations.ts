import type { Verb } from "#core/model";

/** What one operation of Pulumi's engine amounts to, and which of the two states it is about. */
export interface Operation {
  readonly verb: Verb;
  readonly sides: "before" | "after" | "both";
  readonly changed: boolean;
  readonly traits: readonly string[];
}

const CREATE: Operation = { verb: "create", sides: "after", changed: true, traits: [] };
const DELETE: Operation = { verb: "delete", sides: "before", changed: true, traits: [] };
const READ: Operation = { verb: "read", sides: "after", changed: true, traits: [] };
const ADOPT: Operation = { verb: "adopt", sides: "after", changed: true, traits: ["import"] };
const RELEASE: Operation = { verb: "release", sides: "before", changed: true, traits: [] };
const REPLACE = { traits: ["replace"] } as const;

const OPERATIONS: ReadonlyMap<string, readonly Operation[]> = new Map([
  ["same", [{ verb: "update", sides: "both", changed: false, traits: [] }]],
  ["create", [CREATE]],
  ["update", [{ verb: "update", sides: "both", changed: true, traits: [] }]],
  ["delete", [DELETE]],
  [
    "replace",
    [
      { ...DELETE, ...REPLACE },
      { ...CREATE, ...REPLACE },
    ],
  ],
  ["create-replacement", [{ ...CREATE, ...REPLACE }]],
  ["delete-replaced", [{ ...DELETE, ...REPLACE }]],
  ["read", [READ]],
  ["read-replacement", [{ ...READ, ...REPLACE }]],
  ["refresh", [{ verb: "read", sides: "both", changed: true, traits: ["drift"] }]],
  ["import", [ADOPT]],
  ["import-replacement", [{ ...ADOPT, traits: ["import", "replace"] }]],
  ["discard", [RELEASE]],
  ["discard-replaced", [{ ...RELEASE, ...REPLACE }]],
  ["remove-pending-replace", [{ ...RELEASE, ...REPLACE, changed: false }]],
]);

/** The operations behind the name of one; undefined when the engine has one that is not known here. */
export function operationsOf(name: string): readonly Operation[] | undefined {
  return OPERATIONS.get(name);
}

/** What an operation that is not known is taken for, beside making the preview unresolved: any change at all. */
export const UNRECOGNISED: readonly Operation[] = [
  { verb: "update", sides: "both", changed: true, traits: ["unknown-action"] },
];

/** The steps that carry out a `replace`, which the engine lists beside it. */
export const PARTS_OF_REPLACE: ReadonlySet<string> = new Set([
  "create-replacement",
  "delete-replaced",
  "import-replacement",
  "read-replacement",
  "discard-replaced",
]);
