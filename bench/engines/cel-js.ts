import { evaluate, parse } from "cel-js";
import { prepared, type Engine } from "./engine.ts";

/** cel-js with a parsed expression. */
export const celJs: Engine = {
  name: "cel-js",
  prepare(shape) {
    const parsed = parse(shape.expression);
    if (!parsed.isSuccess) throw new Error(parsed.errors[0] ?? "cannot be parsed");
    return prepared(
      shape.questions.map((question) => ({ ...question })),
      (context) => evaluate(parsed.cst, context) === true,
    );
  },
};
