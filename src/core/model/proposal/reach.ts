/**
 * How far an act reaches beyond the resource that it names, as traits of its effect. A closed list: whoever reads a command line, a query or a call
 * of a tool says it with these words.
 *
 * - `recursive`: with everything inside, as a folder with what is in it
 * - `forced`: past a question or a safeguard that the program has
 * - `irreversible`: nobody can bring back what is lost
 * - `reach-many`: on several resources that are not named one by one (a pattern, a selector, a loop)
 * - `reach-all`: on all that there are in the scope of the resource
 * - `elevated`: with rights beyond those of whoever started it
 * - `remote`: on another machine or in a container, whatever its paths look like
 */
export const REACH_TRAITS = [
  "recursive",
  "forced",
  "irreversible",
  "reach-many",
  "reach-all",
  "elevated",
  "remote",
] as const;
export type ReachTrait = (typeof REACH_TRAITS)[number];
