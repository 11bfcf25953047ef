export { readStatements, readSubstitution } from "./statements.ts";
