import type { ReachTrait, Verb } from "#core/model";
import type { Word } from "../command.ts";
import { told, type Draft } from "../draft.ts";
import { actOnFile } from "../files/file.ts";
import { invoke, type Call } from "../invoked.ts";
import { elsewhere, runElsewhere } from "../network/elsewhere.ts";
import { actOnHost, readAddress } from "../network/host.ts";
import { kindOfType } from "../services/kinds.ts";
import { isTrial, placeOf, unknownSubcommand } from "../services/read-service.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { ALL_WORKLOADS, clusterResource } from "./resources.ts";

const OPTIONS = optionTable(
  `namespace,n= context= cluster= user= kubeconfig= server,s= token= as= as-group= as-uid= certificate-authority= client-certificate= client-key= insecure-skip-tls-verify request-timeout= v= cache-dir= tls-server-name= username= password= warnings-as-errors match-server-version
  filename,f= kustomize,k= recursive,R all all-namespaces,A selector,l= field-selector= output,o= watch,w watch-only ignore-not-found force grace-period= now wait? timeout= cascade? dry-run? raw= interactive,i stdin tty,t container,c= quiet,q overwrite resource-version= local record? save-config
  type= patch,p= patch-file= subresource= replicas= current-replicas= revision= to-revision= image= port= target-port= name= labels= annotations= env= command restart= rm attach overrides= override-type= image-pull-policy= privileged expose serviceaccount= schedule= from-literal= from-file= from-env-file= clusterrole= role= group= verb= resource= resource-name= hard= cpu= memory= min= max= cpu-percent= limits= requests= dest= docker-server= docker-username= docker-password= docker-email= key= cert= duration= audience=
  follow previous since= since-time= tail= timestamps prefix all-containers max-log-requests= show-labels show-kind sort-by= template= chunk-size= no-headers server-print label-columns,L= show-managed-fields prune prune-allowlist= applyset= server-side force-conflicts field-manager= validate? openapi-patch allow-missing-template-keys
  ignore-daemonsets delete-emptydir-data delete-local-data disable-eviction pod-selector= skip-wait-for-delete-timeout= profile= share-processes copy-to= target= same-node replace custom= keep-labels address= for= raw edit windows-line-endings list containers= no-preserve retries= api-group= verbs= namespaced? cached categories= short client help h b`,
  { abbreviates: false },
);
const WHERE = {
  scope: ["context", "cluster", "server", "kubeconfig"],
  scopeVariables: ["KUBECONFIG"],
  region: [],
};

const READS = new Set([
  "get",
  "describe",
  "logs",
  "log",
  "top",
  "explain",
  "wait",
  "events",
  "diff",
  "api-resources",
  "api-versions",
  "cluster-info",
  "version",
  "completion",
  "options",
  "help",
  "kustomize",
]);
const CHANGES: ReadonlyMap<string, Verb> = new Map([
  ["delete", "delete"],
  ["edit", "update"],
  ["patch", "update"],
  ["scale", "update"],
  ["label", "update"],
  ["annotate", "update"],
  ["autoscale", "update"],
  ["expose", "update"],
]);
const ON_NODES: ReadonlyMap<string, readonly ReachTrait[]> = new Map([
  ["drain", ["reach-many", "forced"]],
  ["cordon", []],
  ["uncordon", []],
  ["taint", ["reach-many"]],
]);
const INSIDE = new Set(["exec", "attach", "debug", "port-forward", "cp"]);
const POD: Word = { text: "pod", quoted: true };

/** Reads `kubectl` and `oc`: what is done to which resources of a cluster, and what runs in its containers. */
export function readKubectl(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, OPTIONS);
  const [command, ...words] = parsed.operands;
  if (command === undefined || parsed.has("help", "h")) return;
  if (command.text === null) return unknownSubcommand(draft, call);
  new Kubectl(draft, call, parsed).read(command.text, words);
}

/** `logs` means a Pod where it does not say what. */
function isLogs(command: string, words: readonly Word[]): boolean {
  return (command === "logs" || command === "log") && words[0]?.text?.includes("/") !== true;
}

const MAX_TYPES = 50;

/** `label` and `annotate` have what they set after the names. */
function isLabel(verb: Verb, text: string | null): boolean {
  return verb === "update" && text !== null && /^[^/]+=|-$/.test(text);
}

/** Whether it is not known what would be changed. */
function isOpen(verb: Verb, name: Word | undefined, traits: readonly ReachTrait[]): boolean {
  if (verb === "read" || verb === "create" || name?.text != null) return false;
  return !traits.includes("reach-all") && !traits.includes("reach-many");
}

type Subcommand = (words: readonly Word[]) => void;

class Kubectl {
  readonly #draft: Draft;
  readonly #call: Call;
  readonly #parsed: ParsedOptions;

  constructor(draft: Draft, call: Call, parsed: ParsedOptions) {
    this.#draft = draft;
    this.#call = call;
    this.#parsed = parsed;
  }

  read(command: string, words: readonly Word[]): void {
    this.#settings();
    const change = CHANGES.get(command);
    const traits = ON_NODES.get(command);
    if (READS.has(command)) return this.#onNamed("read", isLogs(command, words) ? [POD, ...words] : words);
    requireUnderstood(this.#draft, `kubectl ${command}`, this.#parsed);
    if (change !== undefined) this.#onNamed(change, words);
    else if (traits !== undefined)
      this.#onNamed("update", command === "taint" ? words : [{ text: "node", quoted: true }, ...words], traits);
    else if (INSIDE.has(command)) this.#inside(command, words);
    else this.#rest(command, words);
  }

  /** Files that the command reads besides, of which one that says how to reach a cluster may name programs. */
  #settings(): void {
    const variable = this.#draft.setting.env.get("KUBECONFIG");
    const named = variable === undefined ? [] : [{ text: variable, quoted: true }];
    for (const file of [...named, ...this.#parsed.values("kubeconfig")]) {
      actOnFile(this.#draft, "read", file);
      invoke(this.#draft, { program: "kubectl", path: "kubectl", words: [file] }, "file");
    }
    for (const { text } of this.#parsed.values("output")) {
      const [, template] =
        /^(?:go-template-file|templatefile|jsonpath-file|custom-columns-file)=?(.*)$/.exec(text ?? "") ?? [];
      if (template !== undefined) actOnFile(this.#draft, "read", { text: template, quoted: true });
    }
  }

  #rest(command: string, words: readonly Word[]): void {
    const read = this.#readers.get(command);
    // A name that is not known is a plug-in.
    if (read === undefined) unknownSubcommand(this.#draft, this.#call);
    else read(words);
  }

  readonly #readers: ReadonlyMap<string, Subcommand> = new Map<string, Subcommand>([
    ["apply", () => this.#apply("apply", [])],
    ["create", (words) => this.#apply("create", words)],
    ["replace", () => this.#apply("replace", [])],
    ["run", ([name]) => this.#act("create", "pod", name, [])],
    ["set", (words) => this.#onNamed("update", words.slice(1, 3))],
    [
      "rollout",
      ([act, ...words]) => this.#onNamed(/^(?:status|history)$/.test(act?.text ?? "") ? "read" : "update", words),
    ],
    ["auth", ([act]) => (act?.text === "reconcile" ? this.#apply("apply", []) : undefined)],
    ["certificate", ([, name]) => this.#act("update", "csr", name, [])],
    ["config", ([act]) => this.#configuration(act?.text ?? null)],
    ["proxy", () => this.#act("invoke", "apiservice", undefined, ["reach-all"])],
  ]);

  #configuration(word: string | null): void {
    if (word !== null && /^(?:get-.*|current-context)$/.test(word)) {
      const type = "kubectl configuration";
      return this.#draft.act("read", {
        kind: "Configuration",
        type,
        provider: "kubernetes",
        id: "kubectl",
        name: "kubectl",
      });
    }
    const reads = word === "view";
    actOnFile(
      this.#draft,
      reads ? "read" : "update",
      this.#parsed.value("kubeconfig") ?? { text: "~/.kube/config", quoted: false },
    );
  }

  /** `type name…`, `type/name…`, `type,type` with `--all` or a selector, or files. */
  #onNamed(verb: Verb, words: readonly Word[], more: readonly ReachTrait[] = []): void {
    this.#files(verb);
    const [first, ...names] = words;
    if (first === undefined) return;
    const traits = [...more, ...this.#reach(verb)];
    if (first.text === null) return this.#act(verb, "?", first, traits);
    if (first.text.includes("/")) return this.#onPairs(verb, words, traits);
    const types = first.text.split(",").flatMap((type) => (type === "all" ? ALL_WORKLOADS : [type]));
    const named = names.filter(({ text }) => !isLabel(verb, text));
    for (const type of types.slice(0, MAX_TYPES))
      for (const name of named.length > 0 ? named : [undefined]) this.#act(verb, type, name, traits);
    if (types.length > MAX_TYPES)
      this.#draft.unresolved("too-many-acts", "The command names too many types to be read");
  }

  /** `type/name` for each. */
  #onPairs(verb: Verb, words: readonly Word[], traits: readonly ReachTrait[]): void {
    for (const { text } of words) {
      if (text === null) this.#act(verb, "?", { text, quoted: true }, traits);
      else if (text.includes("/"))
        this.#act(verb, text.split("/")[0] ?? "?", { text: text.slice(text.indexOf("/") + 1), quoted: true }, traits);
    }
  }

  #reach(verb: Verb): readonly ReachTrait[] {
    const traits: ReachTrait[] = [];
    if (this.#parsed.has("all", "all-namespaces")) traits.push("reach-all");
    if (this.#parsed.has("selector", "field-selector")) traits.push("reach-many");
    if (
      verb !== "read" &&
      (this.#parsed.has("force", "now", "disable-eviction") || this.#parsed.value("grace-period")?.text === "0")
    )
      traits.push("forced");
    if (verb === "delete") traits.push("irreversible");
    return traits;
  }

  #act(verb: Verb, resource: string, name: Word | undefined, traits: readonly ReachTrait[]): void {
    const { type, namespaced } = clusterResource(resource);
    const known = name === undefined ? "" : (name.text ?? "?");
    if (isOpen(verb, name, traits))
      this.#draft.unresolved("target-unknown", "Which resource `kubectl` is to change is not known");
    const isNamespace = type === "v1 Namespace" && verb === "delete";
    const reach: readonly ReachTrait[] = isNamespace ? [...traits, "recursive", "reach-many"] : traits;
    const trial = isTrial(this.#parsed) && verb !== "read";
    const scope = this.#scope(namespaced);
    const id = [scope, type, known].filter((one) => one !== "").join("/");
    const properties = type === "v1 Namespace" && known !== "" ? { name: told(name?.text, "name") } : {};
    const subject = { kind: kindOfType(type), type, provider: "kubernetes", id, name: known, scope, properties };
    this.#draft.act(trial ? "read" : verb, subject, trial ? [] : reach);
  }

  /** The context, where one is named, and the namespace. */
  #scope(namespaced: boolean): string {
    const { scope } = placeOf(this.#draft, WHERE, this.#parsed);
    const namespace = this.#parsed.has("all-namespaces") ? "*" : this.#parsed.value("namespace")?.text;
    return [scope, namespaced ? (namespace === null ? "?" : (namespace ?? "")) : ""]
      .filter((one) => one !== "")
      .join("/");
  }

  #apply(command: string, words: readonly Word[]): void {
    this.#files(command === "create" ? "create" : "update");
    const [type, ...names] = words;
    if (this.#parsed.has("prune"))
      this.#draft.unresolved("target-unknown", "What `kubectl apply --prune` deletes is not known");
    if (type?.text == null || command !== "create") return;
    // `create secret generic name`, `create service clusterip name`
    const [name] = /^(?:secret|service|svc)$/.test(type.text) ? names.slice(1) : names;
    this.#act("create", type.text === "token" ? "serviceaccount" : type.text, name, []);
    for (const file of [...this.#parsed.values("from-file"), ...this.#parsed.values("from-env-file")])
      actOnFile(this.#draft, "read", { ...file, text: file.text?.replace(/^[^=/]*=/, "") ?? null });
  }

  /** Manifests are read where they come in; what stands in a file or behind an address is not known. */
  #files(verb: Verb): void {
    const command = this.#parsed.operands[0]?.text ?? "";
    // There `-f` means to follow.
    if (/^logs?$/.test(command)) return;
    const isTold = verb !== "read" || command === "get" || command === "describe";
    for (const file of [...this.#parsed.values("filename"), ...this.#parsed.values("kustomize")])
      if (!this.#standardInput(file, verb)) {
        this.#manifest(file);
        if (isTold)
          this.#draft.unresolved("manifest-unknown", "What the manifest says that `kubectl` is given is not known");
      }
  }

  #standardInput({ text }: Word, verb: Verb): boolean {
    const { stdin } = this.#draft.setting;
    if (text !== "-" || stdin == null || (verb !== "update" && verb !== "create")) return false;
    this.#draft.nest({ kind: "document", file: "stdin.yaml", text: stdin });
    return true;
  }

  #manifest(file: Word): void {
    if (file.text?.includes("://") === true) actOnHost(this.#draft, "read", readAddress(file.text, "https"));
    else if (file.text !== "-") actOnFile(this.#draft, "read", file);
  }

  #inside(command: string, words: readonly Word[]): void {
    if (command === "cp") return this.#copy(words);
    const [target, ...rest] = words;
    this.#enter(target?.text ?? null);
    if (command === "debug")
      this.#draft.unresolved("script-unknown", "What the container of `kubectl debug` may reach is not known");
    if (command !== "exec" || rest.length === 0) return;
    if (rest.some(({ text }) => text === null)) return runElsewhere(this.#draft, "kubectl exec", rest);
    this.#draft.nest({ kind: "words", words: rest }, elsewhere(this.#draft));
  }

  /** Without a type, a Pod is meant. */
  #enter(target: string | null): void {
    const at = target?.indexOf("/") ?? -1;
    const type = at < 0 ? "pod" : (target?.slice(0, at) ?? "pod");
    this.#act("invoke", type, { text: target?.slice(at + 1) ?? null, quoted: true }, ["remote"]);
  }

  #copy(words: readonly Word[]): void {
    for (const [at, word] of words.slice(0, 2).entries()) {
      const pod = /^(?:[^/:]+\/)?(?<pod>[^/:]+):/.exec(word.text ?? "")?.groups?.["pod"];
      const verb = at === 0 ? "read" : "update";
      if (pod === undefined) actOnFile(this.#draft, verb, word, { traits: ["recursive"] });
      else this.#act(verb === "read" ? "read" : "invoke", "pod", { text: pod, quoted: true }, ["remote"]);
    }
  }
}
