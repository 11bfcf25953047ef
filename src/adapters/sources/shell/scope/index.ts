export {
  after,
  assign,
  either,
  isNumber,
  isSameScope,
  mergeEnds,
  NUMBER,
  UNKNOWN,
  type Definition,
  type Outcome,
  type Scope,
  type Variable,
} from "./scope.ts";
