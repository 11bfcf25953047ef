// What is handed in for the parameters of templates, beside the templates themselves.
export { MOST_REFUSALS, PARAMETER_UNDECLARED, refused, undeclared, type HandedIn, type Refusal } from "./handed-in.ts";
export { filesFor, readParameterFile, valuesFor, type ParametersFormat } from "./read.ts";
