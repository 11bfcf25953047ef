export { isVacuousPass } from "./vacuity.ts";
export { mutatePolicy, type Mutant, type Mutation } from "./mutate/mutate-policy.ts";
