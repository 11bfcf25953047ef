export { concerns, stopText, type StoppableAct } from "./concerns.ts";
export { refuseStopping, STOP_PERMISSIONS } from "./refuse-stopping.ts";
export { stopSubject } from "./stop-subject.ts";
