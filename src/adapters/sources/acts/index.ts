export { createActReader, readFileAct, type ReadAct } from "./read-act.ts";
