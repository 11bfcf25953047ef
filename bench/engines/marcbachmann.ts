import { Environment } from "@marcbachmann/cel-js";
import { prepared, type Engine } from "./engine.ts";

/** @marcbachmann/cel-js with a parsed expression. */
export const marcbachmann: Engine = {
  name: "@marcbachmann/cel-js",
  prepare(shape) {
    const run = new Environment({ unlistedVariablesAreDyn: true }).parse(shape.expression);
    return prepared(
      shape.questions.map((question) => ({ ...question })),
      (context) => run(context) === true,
    );
  },
};
