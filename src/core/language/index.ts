// The public surface of the language. Parts: ast and types and values (what is spoken of), functions (the libraries), 1-parse, 2-check,
// 3-compile (the pipeline), kubernetes (what of it each version of Kubernetes has).
export { childrenOf } from "./ast/children.ts";
export type { Expr } from "./ast/expr.ts";
export type { ParsedExpression, SourceRange } from "./ast/parsed.ts";
export { compilePattern, patternProblem } from "./functions/regex/pattern.ts";
export type { ExpressionProblem } from "./problem.ts";
export {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  NULL,
  opaqueOf,
  optionalOf,
  param,
  STRING,
  structOf,
  TIMESTAMP,
  UINT,
  wrapperOf,
  type Type,
} from "./types/type.ts";
export {
  createEnvironment,
  type Environment,
  type EnvironmentParts,
  type StructField,
  type StructType,
} from "./types/environment.ts";
export { describeType, formatType } from "./types/format-type.ts";
export type { FunctionDeclaration, FunctionLibrary, Overload } from "./functions/declaration.ts";
export { declare, func, method } from "./functions/define.ts";
export type { CheckedExpression, Reference } from "./2-check/checked.ts";
export {
  EVALUATION_COST_LIMIT,
  EXPRESSION_COST_LIMIT,
  type Backend,
  type CompiledExpression,
  type CompiledGroup,
  type Explanation,
  type Iteration,
  type Meter,
  type Scope,
} from "./3-compile/index.ts";
export {
  CelError,
  CelMap,
  Double,
  Duration,
  equals,
  isMap,
  mapEntries,
  Opaque,
  Optional,
  StructValue,
  Timestamp,
  TypeValue,
  Uint,
  Unknown,
  type CelErrorCode,
  type UnknownCause,
  type UnknownReason,
  type Value,
  type ValueObject,
} from "./values/index.ts";
export {
  macrosFor,
  type MacroLibrary,
  parseExpression,
  type ParseLimits,
  type ParseOptions,
  type ParseResult,
} from "./1-parse/index.ts";
export { checkExpression, type CheckResult } from "./2-check/index.ts";
export { compileExpression, compileGroup, explainExpression, type CompileOptions } from "./3-compile/index.ts";
export { contextAt, type ExpressionContext } from "./assist/context.ts";
export { MACRO_FORMS, signaturesOf } from "./assist/describe-function.ts";
export { environmentWithin, fieldsOf, methodsOf, typeOfText } from "./assist/names.ts";
export { layOutExpression } from "./layout/lay-out-expression.ts";
export { tokensOf, type PlacedToken } from "./layout/tokens.ts";
export { writLibraries } from "./functions/index.ts";
export {
  admissionLibraries,
  admissionMacros,
  callSince,
  KUBERNETES_VERSIONS,
  type CallForm,
  type KubernetesVersion,
} from "./kubernetes/availability.ts";
export { AUTHORIZER, RESOURCE_CHECK } from "./functions/kubernetes/authorizer/index.ts";
export {
  Authorizer,
  ResourceCheck,
  type AuthorizationAnswer,
  type AuthorizationCheck,
  type Authorize,
  type ResourceAttributes,
} from "./functions/kubernetes/authorizer/check.ts";
export { newerCalls } from "./kubernetes/newer-calls.ts";
export { Recent } from "./functions/recent.ts";
export { printExpression } from "./print/print-expression.ts";
export { parseDuration } from "./functions/time/go-duration.ts";
export { parseTimestamp } from "./functions/time/rfc3339.ts";
export { decodeBase64, encodeBase64 } from "./functions/encoders/base64.ts";
