export { check, type CheckAnswer, type CheckCall } from "./check.ts";
