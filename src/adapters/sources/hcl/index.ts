export type {
  AccessExpression,
  AccessStep,
  BinaryOperator,
  Expression,
  Extent,
  ForExpression,
  HclAttribute,
  HclBlock,
  HclBody,
  HclProblem,
  TemplatePart,
} from "./ast.ts";
export { parseHcl } from "./body.ts";
export { parseTemplate } from "./expression.ts";
export { parseJsonSyntax } from "./json-syntax.ts";
