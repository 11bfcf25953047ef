import {
  admissionLibraries,
  admissionMacros,
  callSince,
  createEnvironment,
  DYN,
  macrosFor,
  structOf,
  type CallForm,
  type Environment,
  type KubernetesVersion,
  type MacroLibrary,
  type StructField,
} from "#core/language";
import { InexpressibleError } from "../../expressions/inexpressible.ts";

/** Functions that Kubernetes has and that answer otherwise there: it formats text by the rules of an earlier time. */
const OTHERWISE: ReadonlySet<string> = new Set(["format", "strings.quote"]);

const VARIABLES = "writ.variables of the document";

/** What expressions of admission policies may say in one version of Kubernetes. */
export class NativeLanguage {
  readonly macros: readonly MacroLibrary[];
  readonly #version: KubernetesVersion;
  readonly #shared: Environment;

  constructor(version: KubernetesVersion) {
    this.#version = version;
    this.macros = admissionMacros(version);
    const libraries = admissionLibraries(version).map((library) => ({
      ...library,
      functions: library.functions.filter(({ name }) => !OTHERWISE.has(name)),
    }));
    this.#shared = createEnvironment({ libraries });
  }

  /** Whether an expression may call a function of this name. */
  has(name: string): boolean {
    return this.#shared.functions.has(name);
  }

  /** How many names a macro introduces, called with so many arguments; undefined where there is none. */
  namesOf(macro: string, args: number): 1 | 2 | undefined {
    const [library] = macrosFor(macro, args).filter((one) => this.macros.includes(one));
    if (library === undefined) return undefined;
    return library === "two-variable" ? 2 : 1;
  }

  /** What is thrown for a call that this version does not understand. */
  lacking(form: CallForm): InexpressibleError {
    const since = OTHERWISE.has(form.name) ? undefined : callSince(form);
    const later = since === undefined ? "" : `, which came with 1.${since}`;
    return new InexpressibleError(`Kubernetes 1.${this.#version} has no \`${form.name}()\`${later}`);
  }

  /** What an emitted expression may speak of, as the API server checks it: objects have no type, and variables those of their expressions. */
  environment(variables: ReadonlyMap<string, StructField>): Environment {
    return {
      ...this.#shared,
      variables: new Map([
        ["object", DYN],
        ["request", DYN],
        ["variables", structOf(VARIABLES)],
      ]),
      structs: new Map([[VARIABLES, { name: VARIABLES, fields: variables }]]),
    };
  }
}
