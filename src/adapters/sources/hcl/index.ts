export type {
  AccessExpression,
  AccessStep,
  BinaryOperator,
  Expression,
  Extent,
  ForExpression,
  ForNames,
  HclAttribute,
  HclBlock,
  HclBody,
  HclProblem,
  HclText,
  TemplatePart,
} from "./ast.ts";
export { parseHcl } from "./body.ts";
export { parseTemplate } from "./expression.ts";
export { parseJsonSyntax, type HclValueText } from "./json-syntax.ts";
