import type { Value } from "#core/language";
import type { Evaluation, Place } from "../evaluation.ts";
import type { Term } from "../open.ts";
import { chooseByCondition } from "./choice.ts";
import { cidrs } from "./cidr.ts";
import { evaluateSelect, evaluateSplit, evaluateLength } from "./lists.ts";
import { availabilityZones, evaluateGetAtt, evaluateRef, findInMap, importValue, runByMacro } from "./references.ts";
import { substitute } from "./substitute.ts";
import { evaluateBase64, evaluateJoin, toJsonString } from "./texts.ts";

/** Evaluates a call of a function with its raw argument. */
export type FunctionOfTemplates = (evaluation: Evaluation, argument: Value, place: Place) => Term;

/** The functions that give a value, by their long names. Those that give the truth of a condition are not among them. */
export const FUNCTIONS: ReadonlyMap<string, FunctionOfTemplates> = new Map<string, FunctionOfTemplates>([
  ["Ref", evaluateRef],
  ["Fn::Base64", evaluateBase64],
  ["Fn::Cidr", cidrs],
  ["Fn::FindInMap", findInMap],
  ["Fn::GetAZs", availabilityZones],
  ["Fn::GetAtt", evaluateGetAtt],
  ["Fn::If", chooseByCondition],
  ["Fn::ImportValue", importValue],
  ["Fn::Join", evaluateJoin],
  ["Fn::Length", evaluateLength],
  ["Fn::Select", evaluateSelect],
  ["Fn::Split", evaluateSplit],
  ["Fn::Sub", substitute],
  ["Fn::ToJsonString", toJsonString],
  ["Fn::Transform", runByMacro],
]);
