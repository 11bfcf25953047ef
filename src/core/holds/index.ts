export {
  elicitationRequest,
  inputRequired,
  urlElicitationRequired,
  type Elicitation,
  type ElicitationError,
  type InputRequired,
  type UrlElicitation,
} from "./elicitation.ts";
export { holderOf, holdSubject, involvedIn } from "./subject.ts";
export { RequestStates, type OpenedState, type StateBinding, type StatePorts } from "./request-state.ts";
export { holdWords, type HeldAct, type HoldWords } from "./words.ts";
