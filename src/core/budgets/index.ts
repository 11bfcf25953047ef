export { chargesOf, type Charge, type Charges, type Spender, type Use } from "./charges.ts";
export { correctionsOf, type Correction, type Spent } from "./settle.ts";
export { windowAt, type Window } from "./window.ts";
