import type { Value } from "#core/language";
import { isList } from "#core/model";
import type { Evaluation, Place } from "../evaluation.ts";
import { oneOf, type Term } from "../open.ts";
import { isSameText } from "../compose.ts";

/** `Fn::If`: the branch that holds, or one of both when the condition is not known. */
export function chooseByCondition(evaluation: Evaluation, argument: Value, place: Place): Term {
  if (!isList(argument) || argument.length !== 3 || typeof argument[0] !== "string") {
    return evaluation.wrong(place, "`Fn::If` takes the name of a condition and two values");
  }
  const [name, yes = null, no = null] = argument;
  const holds = evaluation.stack.condition(name);
  if (holds === undefined) {
    return evaluation.wrong(place, `\`${name.slice(0, 128)}\` names no condition of the template`, "unknown-reference");
  }
  if (holds !== null) return evaluation.term(holds ? yes : no, place);
  const branches = [evaluation.term(yes, place), evaluation.term(no, place)] as const;
  return isSameText(...branches) === true ? branches[0] : oneOf(branches);
}
