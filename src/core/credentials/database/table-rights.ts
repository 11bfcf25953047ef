import type { Effect, Verb } from "#core/model";
import { refuse, told, type Compiled } from "../compiled.ts";

/** Rights on the rows of one table. */
export interface TableRight {
  readonly schema: string;
  readonly table: string;
  readonly privileges: readonly ("SELECT" | "INSERT" | "UPDATE" | "DELETE")[];
}

/** What each act on rows needs; which ones it is about has to be read, too. */
const PRIVILEGES: Readonly<Partial<Record<Verb, TableRight["privileges"]>>> = {
  read: ["SELECT"],
  create: ["INSERT"],
  update: ["SELECT", "UPDATE"],
  delete: ["SELECT", "DELETE"],
};

const NAME = /^[A-Za-z_][A-Za-z0-9_$]{0,62}$/;

/**
 * The rights under which exactly these effects on rows are possible. A table that is itself made, changed or dropped belongs to whoever owns it, so that no role of a moment may do
 * that.
 */
export function tableRights(effects: readonly Effect[]): Compiled<readonly TableRight[]> {
  const rights: TableRight[] = [];
  for (const { verb, resource } of effects) {
    const privileges = PRIVILEGES[verb];
    if (resource.kind !== "Records" || privileges === undefined) {
      return refuse("unknown-actions", `No role of a moment may ${verb} ${told(resource.kind)}`);
    }
    const { name, schema } = resource.properties;
    if (!isName(schema) || !isName(name)) {
      return refuse(
        "unknown-resource",
        `Which table ${told(resource.id)} is does not stand there: write its schema, too`,
      );
    }
    rights.push({ schema, table: name, privileges });
  }
  return rights.length === 0
    ? refuse("no-effects", "Nothing is to be done, and for nothing there are no credentials")
    : { kind: "compiled", rights };
}

function isName(value: unknown): value is string {
  return typeof value === "string" && NAME.test(value);
}
