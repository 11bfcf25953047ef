import { celEnv, CelScalar, isCelError, parse, plan, type CelInput } from "@bufbuild/cel";
import type { Question } from "../policies/shape.ts";
import { prepared, type Engine } from "./engine.ts";

const VARIABLES = { principal: CelScalar.DYN, context: CelScalar.DYN, resource: CelScalar.DYN } as const;

/** @bufbuild/cel with a planned expression. */
export const bufbuild: Engine = {
  name: "@bufbuild/cel",
  prepare(shape) {
    const run = plan(celEnv({ variables: VARIABLES }), parse(shape.expression));
    return prepared(shape.questions.map(bindingsOf), (bindings) => {
      const value = run(bindings);
      if (isCelError(value)) throw value;
      return value === true;
    });
  },
};

function bindingsOf({ principal, context, resource }: Question): Record<keyof typeof VARIABLES, CelInput> {
  const plain: Record<keyof typeof VARIABLES, CelInput> = JSON.parse(JSON.stringify({ principal, context, resource }));
  return plain;
}
