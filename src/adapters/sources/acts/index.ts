export { createActReader, type ReadAct } from "./read-act.ts";
