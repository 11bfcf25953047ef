export { nativePlaces, placesOfProperties, type NativePlace } from "./places/native-places.ts";
export { propertiesRead } from "./places/properties-read.ts";
export { isVacuousPass } from "./vacuity.ts";
export { mutatePolicy, type Mutant, type Mutation } from "./mutate/mutate-policy.ts";
