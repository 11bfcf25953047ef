export type { Direction, DocumentChange } from "./loosening/change.ts";
export {
  CHANGE_KINDS,
  compareFiles,
  mayLoosen,
  type BundleChange,
  type ChangeKind,
} from "./loosening/change-of-files.ts";
export { countsInWords, sentenceOf } from "./loosening/words.ts";
export { compareDocuments, type DigestedDocument } from "./loosening/compare-documents.ts";
export { nativePlaces, placesOfProperties, type NativePlace } from "./places/native-places.ts";
export { propertiesRead } from "./places/properties-read.ts";
export { findRepair, type RepairOperation, type RepairQuestion } from "./repair/find-repair.ts";
export { isVacuousPass } from "./vacuity.ts";
export { mutatePolicy, type Mutant, type Mutation } from "./mutate/mutate-policy.ts";
export { answerOf, type Answer } from "./replay/blame.ts";
export { flipOf, replay, type Flip, type FlipKind, type RecordedQuestion } from "./replay/replay.ts";
export {
  NOTHING_REPLAYED,
  ReplayTally,
  type FlipExample,
  type FlipGroup,
  type ReplayCount,
  type ReplayReport,
} from "./replay/report.ts";
export { withoutSecrets } from "./replay/without-secrets.ts";
