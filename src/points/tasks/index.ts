export { taskAct, type TaskCall } from "./propose.ts";
