import { MAX_SIZE, type Budget } from "../evaluate/budget.ts";
import {
  asUnknown,
  derivedFrom,
  Failure,
  isObjectValue,
  isWhollyKnown,
  notObserved,
  sizeOf,
  type HclValue,
} from "../evaluate/values.ts";
import { parseTemplate } from "../../hcl/index.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { bind, type Scope } from "../evaluate/scope.ts";
import { CHARACTER_SET_FUNCTIONS } from "./character-sets.ts";
import { COLLECTION_FUNCTIONS } from "./collections.ts";
import { CONVERSION_FUNCTIONS } from "./conversion.ts";
import { DATE_FUNCTIONS } from "./dates.ts";
import { needsOuter, type FunctionTable, type HclFunction } from "./declare.ts";
import { ENCODING_FUNCTIONS } from "./encoding.ts";
import { NETWORK_FUNCTIONS } from "./networks.ts";
import { NUMBER_FUNCTIONS } from "./numbers.ts";
import { PATH_FUNCTIONS } from "./paths.ts";
import { STRING_FUNCTIONS } from "./strings.ts";
import { UUID_FUNCTIONS } from "./uuids.ts";

/** Functions that evaluate what they are given. */
const EVALUATING_FUNCTIONS: FunctionTable = {
  templatestring: needsOuter(([template, variables], budget) => rendered(template, variables, budget)),
};

const FUNCTIONS: ReadonlyMap<string, HclFunction> = new Map(
  [
    STRING_FUNCTIONS,
    COLLECTION_FUNCTIONS,
    NUMBER_FUNCTIONS,
    ENCODING_FUNCTIONS,
    CONVERSION_FUNCTIONS,
    NETWORK_FUNCTIONS,
    PATH_FUNCTIONS,
    DATE_FUNCTIONS,
    CHARACTER_SET_FUNCTIONS,
    UUID_FUNCTIONS,
    EVALUATING_FUNCTIONS,
  ].flatMap((table) => Object.entries(table)),
);

/**
 * Calls a function of Terraform's. One that looks at the clock, at files or at chance, and one that is not known here, answers something that is
 * not known; so does every other as long as it needs to know more of its arguments.
 */
export function callFunction(name: string, args: readonly HclValue[], budget: Budget): HclValue {
  const failure = args.find((arg) => arg instanceof Failure);
  if (failure !== undefined) return failure;
  if (!budget.spend(args.reduce<number>((sum, arg) => sum + sizeOf(arg, MAX_SIZE), 0)))
    return new Failure("evaluation was given up");
  const found = FUNCTIONS.get(name.replace(/^core::/, ""));
  if (!found) return args.some((arg) => !isWhollyKnown(arg)) ? derivedFrom(args) : notObserved();
  if (found.needs === "outer" && args.some((arg) => asUnknown(arg))) return derivedFrom(args);
  if (found.needs === "all" && !args.every((arg) => isWhollyKnown(arg))) return derivedFrom(args);
  return found.run(args, budget);
}

/** A text as a template, in which nothing can be named but the variables that are handed in. */
function rendered(template: HclValue | undefined, variables: HclValue | undefined, budget: Budget): HclValue {
  if (typeof template !== "string" || !isObjectValue(variables)) return new Failure("a text and a map are expected");
  const nothing: Scope = {
    bindings: null,
    budget,
    resolve: (name, steps) => ({ value: new Failure(`the template has no variable \`${name}\``), used: steps.length }),
    call: (name, args) => callFunction(name, args, budget),
  };
  const scope = Object.entries(variables).reduce((outer, [name, value]) => bind(outer, name, value), nothing);
  return evaluate(parseTemplate(template), scope);
}
