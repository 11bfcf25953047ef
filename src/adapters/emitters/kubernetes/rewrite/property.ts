import type { Expr } from "#core/language";
import { InexpressibleError } from "../../expressions/inexpressible.ts";
import { bool, call, dyn, method, presence, select, text } from "../../expressions/trees.ts";

/** How a property is read: strictly, as a question whether it is there, and as an optional. */
export interface Property {
  readonly value: Expr;
  readonly presence: Expr;
  readonly optional: Expr;
}

/** A property that is there in every object. */
export function present(stored: Expr): Property {
  return { value: stored, presence: bool(true), optional: call("optional.of", dyn(stored)) };
}

/** A property that is kept as an optional. */
export function perhaps(stored: Expr): Property {
  return { value: method(stored, "value"), presence: method(stored, "hasValue"), optional: stored };
}

/** A property that the mapping does not compute: to read it is an error for every object. */
export function absent(name: string): Property {
  return {
    get value(): never {
      throw new InexpressibleError(`it reads \`${name}\`, which is not known of these types`);
    },
    presence: bool(false),
    optional: call("optional.none"),
  };
}

/** A field of the record that a property holds. */
export function fieldOf(holder: Property, field: string): Property {
  return {
    get value(): Expr {
      return select(holder.value, field);
    },
    get presence(): Expr {
      return presence(holder.value, field);
    },
    optional: call("_?._", holder.optional, text(field)),
  };
}
