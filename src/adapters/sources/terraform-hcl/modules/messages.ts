import type { Diagnostic } from "#core/diagnostics";
import { PARAMETER_UNDECLARED } from "../../parameters/index.ts";
import type { Exhaustion } from "../evaluate/budget.ts";

type Remark = Pick<Diagnostic, "code" | "severity" | "message" | "hint">;

/** What is said of something that asks for more instances than are read. */
export function tooManyInstances(address: string): Remark {
  return {
    code: "terraform-too-many-instances",
    severity: "error",
    message: `Cannot read every instance of \`${address}\`: \`count\` or \`for_each\` asks for more than are read`,
    hint: "Hand in a plan (`terraform show -json plan.out`), or correct the number",
  };
}

/** What is said of a value that is made from itself. */
export function cycle(name: string): Remark {
  return {
    code: "terraform-cycle",
    severity: "error",
    message: `Cannot evaluate \`${name}\`: it is made from itself`,
    hint: "Break the circle of references",
  };
}

/** What is said of a module that calls itself. */
export function moduleCycle(address: string): Remark {
  return {
    code: "terraform-module-cycle",
    severity: "error",
    message: `Cannot read \`${address}\`: the module calls itself`,
    hint: "Correct the `source` of the module",
  };
}

/** What is said of a local module without files. */
export function missingModule(address: string, directory: string): Remark {
  return {
    code: "terraform-module-missing",
    severity: "error",
    message: `Cannot read \`${address}\`: there is no configuration in \`${directory}\``,
    hint: "Correct the `source` of the module, or hand in the folder that it is in",
  };
}

/** What is said of a module from elsewhere that was not fetched: a gap, not a mistake. */
export function notInstalled(address: string, source: string): Remark {
  return {
    code: "terraform-module-not-installed",
    severity: "warning",
    message: `\`${address}\` was not judged: its source \`${source}\` is not on this machine`,
    hint: "Run `terraform init` first, or hand in a plan (`terraform show -json plan.out`)",
  };
}

/** What is said of a module whose source is no plain text. */
export function noSource(address: string): Remark {
  return {
    code: "terraform-module-without-source",
    severity: "error",
    message: `Cannot read \`${address}\`: its \`source\` is no plain text`,
    hint: "Write the source as a text in quotes",
  };
}

/** What is said of a second block of one address. */
export function repeated(address: string): Remark {
  return {
    code: "terraform-duplicate-resource",
    severity: "error",
    message: `\`${address}\` is declared more than once in one folder, which Terraform refuses`,
    hint: "Rename one of the two, or check the files one by one if they are not one configuration",
  };
}

/** What is said of a resource that is no longer declared: nothing tells what is lost with it. */
export function removed(address: string, destroys: boolean): Remark {
  return {
    code: "terraform-removed-block",
    severity: "warning",
    message: `The configuration ${destroys ? "destroys" : "lets go"} \`${address}\`, and only a plan tells what that is`,
    hint: "Hand in a plan (`terraform show -json plan.out`)",
  };
}

/** What is said of a value for a variable that the root module does not have: Terraform passes over it as well. */
export function undeclaredVariable(name: string, directory: string): Remark {
  return {
    code: PARAMETER_UNDECLARED,
    severity: "warning",
    message: `A value is set for variable \`${name}\`, which the configuration in \`${directory}\` does not declare`,
    hint: "Correct the name, or take the value out",
  };
}

/** What is said of a value that a variable does not take. The value itself may be secret and is never told. */
export function invalidVariable(name: string, reason: string): Remark {
  return {
    code: "parameter-invalid",
    severity: "error",
    message: `Cannot take the value that is set for variable \`${name}\`: ${reason}`,
    hint: "Correct the value; Terraform refuses it as well",
  };
}

const EXHAUSTED: Readonly<Record<Exhaustion, string>> = {
  steps: "evaluating it takes more steps than are taken",
  depth: "its expressions lead deeper than is followed",
  size: "it makes a text or list that is larger than any is read",
  instances: "it has more instances of resources than are read",
  modules: "it has more instances of modules than are read",
};

/** What is said of a configuration that asks for too much. */
export function exhausted(what: Exhaustion): Remark {
  return {
    code: "terraform-too-large",
    severity: "error",
    message: `Cannot read the whole configuration: ${EXHAUSTED[what]}`,
    hint: "Hand in a plan (`terraform show -json plan.out`), or the parts one by one",
  };
}
