import { dirname, resolve } from "node:path";
import { isObject } from "#core/model";
import { list, oneOf, readMessage, type Shape } from "#core/wire";
import { readYaml } from "../config/read-yaml.ts";
import { BROKER_FORMS, type BrokerForm } from "./broker-forms.ts";

const KINDS: readonly BrokerForm["kind"][] = ["aws", "kubernetes", "postgresql"];
const KIND = oneOf(KINDS);
const MOST_BROKERS = 50;

/** A broker by its `kind`, which says what else it must have. */
const broker: Shape<BrokerForm> = {
  expected: "a map with a `kind`",
  read(value, place, reading) {
    const named = isObject(value) && Object.hasOwn(value, "kind") ? value["kind"] : undefined;
    const kind = KINDS.find((one) => one === named);
    if (kind !== undefined) return BROKER_FORMS[kind].read(value, place, reading);
    KIND.read(named ?? null, { parent: place, key: "kind" }, reading);
    return undefined;
  },
  schema: (definitions) => ({ anyOf: KINDS.map((kind) => BROKER_FORMS[kind].schema(definitions)) }),
};

const brokers = list(broker, "brokers", MOST_BROKERS);

export type BrokersResult =
  | { readonly kind: "read"; readonly brokers: readonly BrokerForm[] }
  | { readonly kind: "broken"; readonly problem: string };

/** Reads a file of brokers (YAML or JSON): a list of them. Paths in it are relative to its own folder. */
export function readBrokers(file: string): BrokersResult {
  const read = readYaml(file, "The file of brokers");
  if (read.kind === "broken") return read;
  const result = readMessage(brokers, read.value);
  if (result.kind === "rejected") {
    const [first] = result.problems;
    return broken(
      `The file of brokers \`${file}\` is not as it must be: ${[first?.path, first?.message].filter(Boolean).join(" ")}`,
    );
  }
  const names = result.message.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    return broken(`Two brokers in \`${file}\` are called \`${twice}\`: give each a name of its own`);
  return { kind: "read", brokers: result.message.map((one) => rebase(one, dirname(file))) };
}

function rebase(form: BrokerForm, folder: string): BrokerForm {
  if (form.kind === "kubernetes") return { ...form, account: resolve(folder, form.account) };
  return form.kind === "postgresql" ? { ...form, urlFile: resolve(folder, form.urlFile) } : form;
}

function broken(problem: string): BrokersResult {
  return { kind: "broken", problem };
}
