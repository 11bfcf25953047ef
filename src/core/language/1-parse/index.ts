export { DEFAULT_LIMITS, type ParseLimits } from "./limits.ts";
export { DEFAULT_MACROS, macroArity, type MacroLibrary } from "./macros/libraries.ts";
export { parseExpression, type ParseOptions, type ParseResult } from "./parse-expression.ts";
