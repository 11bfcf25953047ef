export { canonicalJson } from "./canonical-json.ts";
export type { JsonResult } from "./exact-reader.ts";
export { jsonText } from "./json-text.ts";
export { JSON_LIMITS, type JsonLimits } from "./limits.ts";
export { parseJson, parseSurveyed } from "./parse-json.ts";
export type { JsonProblem, JsonProblemCode } from "./problem.ts";
export { isList, isObject } from "./shapes.ts";
export { skipSpace, stringEnd, surveyJson, type JsonSurvey } from "./survey.ts";
export { setOwn } from "./set-own.ts";
