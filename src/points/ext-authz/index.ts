export { check, refuseCheck, type CheckAnswer, type CheckCall } from "./check.ts";
