export {
  openRelease,
  RELEASE_REFUSALS,
  type OpenedRelease,
  type ReleaseRefusal,
  type ReleaseTrust,
} from "./open-release.ts";
export { RELEASE_LIMITS, RELEASE_TYPE, type Release } from "./release.ts";
export { signRelease } from "./sign-release.ts";
export type { BundleSource, Fetched, SourceContent } from "./source.ts";
