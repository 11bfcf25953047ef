export {
  taskAnswer,
  taskEnded,
  taskOutcome,
  taskRequest,
  type TaskAnswer,
  type TaskCredential,
  type TaskEnded,
  type TaskOutcome,
  type TaskRequest,
} from "./task.ts";
