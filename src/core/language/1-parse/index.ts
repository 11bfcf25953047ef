export { DEFAULT_LIMITS, type ParseLimits } from "./limits.ts";
export { DEFAULT_MACROS, macroArity, macrosFor, type MacroLibrary } from "./macros/libraries.ts";
export { parseExpression, type ParseOptions, type ParseResult } from "./parse-expression.ts";
