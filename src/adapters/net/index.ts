export { boundedFetch, fetchDocument, isLocal, type Answer, type FetchLimits } from "./bounded-fetch.ts";
