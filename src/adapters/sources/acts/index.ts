export { createActReader, readFetchAct, readFileAct, type ReadAct } from "./read-act.ts";
