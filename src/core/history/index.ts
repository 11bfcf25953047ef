export { effectsOf, labelsOf, readAct, writeAct, type ActEffect, type RememberedAct } from "./act.ts";
export { HISTORY_STRUCTS, HISTORY_TYPE, historyLibrary, NO_HISTORY } from "./library.ts";
export { historyOf, sessionLabels, type DatedAct, type Past } from "./view.ts";
