import { prepared, type Engine } from "./engine.ts";

/** What a programmer would write instead of a policy: the floor that all others are measured against. */
export const byHand: Engine = {
  name: "hand-written JavaScript",
  prepare: (shape) => prepared(shape.questions, (question) => shape.byHand(question)),
};
