import type { ReachTrait, Verb } from "#core/model";
import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile, actOnNamed } from "../files/file.ts";
import type { Call } from "../invoked.ts";
import { actOnHost, readAddress } from "../network/host.ts";
import { kindOfType, spellingOf } from "../services/kinds.ts";
import { isTrial, placeOf, unknownSubcommand, type Place } from "../services/read-service.ts";
import { findRule, type Rule } from "../services/rules.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { AWS_RULES } from "./rules.ts";

const FLAGS =
  "debug no-verify-ssl no-paginate no-sign-request no-cli-pager no-cli-auto-prompt cli-auto-prompt version force recursive dryrun dry-run no-dry-run quiet only-show-errors no-progress follow-symlinks no-follow-symlinks exact-timestamps size-only no-guess-mime-type human-readable summarize with-decryption no-with-decryption skip-final-snapshot no-skip-final-snapshot force-delete-without-recovery delete-automated-backups overwrite no-overwrite all";
const GLOBAL =
  "endpoint-url= output= query= profile= region= color= ca-bundle= cli-read-timeout= cli-connect-timeout= cli-binary-format= cli-input-json= cli-input-yaml= generate-cli-skeleton?";
const OPERATIONS = optionTable(`${FLAGS} ${GLOBAL}`, {
  othersTakeValues: true,
  abbreviates: false,
});
const S3 = optionTable(
  `${FLAGS} ${GLOBAL} delete exclude= include= acl= sse? sse-c= sse-c-key= sse-kms-key-id= storage-class= grants= website-redirect= content-type= cache-control= content-disposition= content-encoding= content-language= expires= expires-in= source-region= metadata= metadata-directive= copy-props= page-size= request-payer= index-document= error-document= ignore-glacier-warnings force-glacier-transfer expected-size= checksum-mode= checksum-algorithm=`,
  { abbreviates: false },
);
const WHERE = {
  scope: ["profile"],
  scopeVariables: ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID"],
  region: ["region"],
};

/** The first words of operations, and what they do. */
const VERBS: readonly (readonly [RegExp, Verb])[] = [
  // What hands out a credential does not only look.
  [/^get-(?:.*-)?(?:credentials|token|password|access)(?:-|$)/, "invoke"],
  [
    /^(?:describe|get|list|head|search|lookup|filter|query|scan|select|batch-get|batch-describe|download|view|validate|simulate|estimate|check|preview|discover|wait|count|tail|read|help|is|compare)(?:-|$)/,
    "read",
  ],
  [
    /^(?:delete|deregister|terminate|purge|batch-delete|remove|destroy|release|forget|retire|unsubscribe)(?:-|$)/,
    "delete",
  ],
  [
    /^(?:create|run|register|allocate|request|import|copy|restore|purchase|issue|clone|batch-create|provision|launch|subscribe|claim|generate)(?:-|$)/,
    "create",
  ],
  [
    /^(?:invoke|test|verify|resolve|poll|retrieve|detect|predict|send|publish|execute|assume|post|converse|batch-execute|sign|encrypt|decrypt)(?:-|$)/,
    "invoke",
  ],
  [
    /^(?:put|update|modify|set|add|attach|associate|enable|tag|change|replace|reset|authorize|promote|move|transfer|rotate|renew|resume|extend|increase|decrease|apply|accept|reboot|start|stop|detach|disassociate|disable|untag|revoke|cancel|deny|reject|upload|upgrade|switch|rebuild|rollback|failover|suspend|pause|merge|deploy|batch-update|batch-put|batch-write|assign|unassign|grant|install|unlock|lock|complete|abort|notify|record|sync|archive|share|confirm|initiate|schedule|admin|bundle|export|continue|link|unlink|pull|push|refresh|reorder|acknowledge)(?:-|$)/,
    "update",
  ],
];
/** Services that CloudFormation calls otherwise. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ["s3api", "S3"],
  ["s3control", "S3"],
  ["elbv2", "ElasticLoadBalancingV2"],
  ["elb", "ElasticLoadBalancing"],
  ["apigateway", "ApiGateway"],
  ["apigatewayv2", "ApiGatewayV2"],
  ["opensearch", "OpenSearchService"],
  ["es", "Elasticsearch"],
  ["docdb", "DocDB"],
  ["ses", "SES"],
  ["stepfunctions", "StepFunctions"],
  ["wafv2", "WAFv2"],
  ["configservice", "Config"],
  ["cognito-idp", "Cognito"],
  ["sso-admin", "SSO"],
  ["acm", "CertificateManager"],
]);

/** Reads `aws`: the commands of `s3`, the operations that a table knows, and every other operation by the first word of its name. */
export function readAws(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, OPERATIONS);
  const [service, operation] = parsed.operands.map(({ text }) => text);
  if (parsed.has("version") || service === undefined || service === "help" || operation === "help") return;
  for (const { text } of parsed.values("endpoint-url")) actOnHost(draft, "update", readAddress(text, "https"));
  if (service === "s3") return readS3(draft, call);
  if (service === "configure" || (service === "eks" && operation === "update-kubeconfig"))
    return readLocal(draft, call, parsed);
  if (service == null || operation == null) return unknownSubcommand(draft, call);
  new Operation(draft, parsed).read(service, operation);
}

function readLocal(draft: Draft, call: Call, parsed: ParsedOptions): void {
  const [service, operation] = parsed.operands.map(({ text }) => text);
  const isRead = service === "configure" && /^(?:list|get|list-profiles)$/.test(operation ?? "");
  const path = service === "eks" ? "~/.kube/config" : "~/.aws/config";
  actOnFile(draft, isRead ? "read" : "update", { text: path, quoted: false });
  if (parsed.unsure) unknownSubcommand(draft, call);
}

class Operation {
  readonly #draft: Draft;
  readonly #parsed: ParsedOptions;
  readonly #place: Place;

  constructor(draft: Draft, parsed: ParsedOptions) {
    this.#draft = draft;
    this.#parsed = parsed;
    this.#place = placeOf(draft, WHERE, parsed);
  }

  read(service: string, operation: string): void {
    const rule = findRule(AWS_RULES, [service, operation]);
    if (this.#parsed.has("cli-input-json", "cli-input-yaml"))
      this.#draft.unresolved("options-elsewhere", "`aws` reads more options from elsewhere");
    if (this.#parsed.unsure) this.#draft.unresolved("word-unknown", "A word that `aws` is given is not known");
    this.#filesOf();
    if (rule === null) this.#byName(service, operation);
    else this.#byRule(rule);
    if (service === "ssm" && operation === "send-command")
      this.#draft.unresolved("script-unknown", "What `aws ssm send-command` runs on the machines is not read");
    if (service === "cloudformation" && /^(?:create|update|deploy|execute)/.test(operation))
      this.#draft.unresolved("template-unknown", "What the template makes is not read");
  }

  /** Values may stand in files. */
  #filesOf(): void {
    for (const name of this.#parsed.names())
      for (const { text } of this.#parsed.values(name)) {
        const path = /^fileb?:\/\/(?<path>.*)$/s.exec(text ?? "")?.groups?.["path"];
        if (path !== undefined) actOnFile(this.#draft, "read", { text: path, quoted: true });
      }
    actOnNamed(this.#draft, "read", this.#parsed, ["template-file"]);
  }

  #byRule(rule: Rule): void {
    const traits = rule.traits.flatMap(({ trait, option }) =>
      option === null || this.#parsed.has(option) ? [trait] : [],
    );
    const options = typeof rule.name === "object" && rule.name !== null ? rule.name : [];
    const names = options.flatMap((name) => this.#parsed.values(name));
    const listed = names.length > 0 && options.some((name) => name.endsWith("s")) ? this.#parsed.operands.slice(2) : [];
    const all = rule.name === null ? [] : [...names, ...listed];
    if (all.length === 0 && rule.name !== null && rule.verb !== "read" && rule.verb !== "create") this.#unnamed();
    for (const name of all.length > 0 ? all : [undefined]) this.#act(rule.verb, rule.type, name, traits);
  }

  #unnamed(): void {
    this.#draft.unresolved("target-unknown", "Which resource `aws` is to change is not known");
  }

  #byName(service: string, operation: string): void {
    const found = VERBS.find(([pattern]) => pattern.test(operation));
    const noun = operation.replace(/^(?:batch-)?[a-z]+-?/, "");
    const name = this.#nameFor(noun);
    if (found === undefined)
      this.#draft.unresolved("operation-unknown", `What \`aws ${service} ${operation}\` does is not known`);
    const verb = found?.[1] ?? "update";
    if (name === undefined && (verb === "delete" || verb === "update")) this.#unnamed();
    this.#act(verb, typeFor(service, noun), name, verb === "delete" ? ["irreversible"] : []);
  }

  /** The option that names what an operation is about, as operations of all services call it. */
  #nameFor(noun: string): Word | undefined {
    const one = singular(noun);
    const wanted = [
      `${one}-name`,
      `${one}-id`,
      `${one}-identifier`,
      `${one}-arn`,
      `${one}-ids`,
      `${one}-names`,
      `${one}-arns`,
      one,
      noun,
      "name",
      "id",
      "arn",
      "resource-arn",
      "identifier",
    ];
    const own = wanted.find((option) => this.#parsed.has(option));
    const other =
      own ??
      this.#parsed
        .names()
        .find((option) => /-(?:name|id|arn|identifier|url|ids|names|arns)$/.test(option) && option !== "endpoint-url");
    return other === undefined ? undefined : this.#parsed.value(other);
  }

  #act(verb: Verb, type: string, name: Word | undefined, traits: readonly ReachTrait[]): void {
    const known = name === undefined ? "" : (name.text?.slice(0, 1000) ?? "?");
    const trial = isTrial(this.#parsed) || this.#parsed.has("generate-cli-skeleton");
    this.#draft.act(
      trial ? "read" : verb,
      {
        kind: kindOfType(type),
        type,
        provider: "aws",
        id: `${type}/${known}`,
        name: known,
        ...this.#place,
      },
      trial ? [] : traits,
    );
  }
}

function typeFor(service: string, noun: string): string {
  const prefix = `AWS::${SERVICES.get(service) ?? service.replaceAll("-", "")}`;
  const known = [noun, singular(noun)]
    .map((one) => spellingOf(`${prefix}::${one.replaceAll("-", "")}`))
    .find((one) => one !== null);
  return known ?? `aws ${service} ${singular(noun)}`;
}

function singular(noun: string): string {
  if (noun.endsWith("ies")) return `${noun.slice(0, -3)}y`;
  return /[^s]s$/.test(noun) ? noun.slice(0, -1) : noun;
}

const BUCKET = /^s3:\/\/(?<bucket>[^/]*)\/?(?<key>.*)$/s;

/** Reads `aws s3`: buckets made and removed, and what is copied where. */
function readS3(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, S3);
  const [, command, ...words] = parsed.operands;
  if (command?.text == null) return unknownSubcommand(draft, call);
  const reads = command.text === "ls" || command.text === "presign" || parsed.has("dryrun");
  if (!reads) requireUnderstood(draft, "aws s3", parsed);
  new S3Act(draft, parsed).read(command.text, words, call);
}

/** A presigned address lets whoever has it in. */
const ON_STORES: ReadonlyMap<string, Verb> = new Map([
  ["ls", "read"],
  ["presign", "invoke"],
  ["website", "update"],
]);

class S3Act {
  readonly #draft: Draft;
  readonly #parsed: ParsedOptions;
  readonly #place: Place;

  constructor(draft: Draft, parsed: ParsedOptions) {
    this.#draft = draft;
    this.#parsed = parsed;
    this.#place = placeOf(draft, WHERE, parsed);
  }

  read(command: string, words: readonly Word[], call: Call): void {
    const [first, last] = [words[0], words.at(-1)];
    if (command === "mb") return this.#store("create", first);
    if (command === "rb")
      return this.#store(
        "delete",
        first,
        this.#parsed.has("force") ? ["irreversible", "forced", "recursive"] : ["irreversible"],
      );
    const onStore = ON_STORES.get(command);
    if (onStore !== undefined) return this.#store(onStore, first);
    if (command === "rm") return this.#objects("delete", first);
    if (!["cp", "mv", "sync"].includes(command)) return unknownSubcommand(this.#draft, call);
    this.#side(command === "mv" ? "delete" : "read", first, command === "sync");
    this.#side("update", last, command === "sync");
    if (command === "sync" && this.#parsed.has("delete")) this.#side("delete", last, true);
  }

  #side(verb: Verb, word: Word | undefined, whole: boolean): void {
    if (word?.text?.startsWith("s3://") === true) return this.#objects(verb, word, whole);
    if (word === undefined || word.text === "-") return;
    actOnFile(this.#draft, verb, word, {
      traits: whole || this.#parsed.has("recursive") ? ["recursive"] : [],
    });
  }

  #objects(verb: Verb, word: Word | undefined, whole = false): void {
    const all = whole || this.#parsed.has("recursive");
    const reach: ReachTrait[] = all ? ["recursive"] : [];
    // What is uploaded is what is named; what is read or deleted is what is there.
    if (all && verb !== "update") reach.push(keyOf(word) === "" ? "reach-all" : "reach-many");
    if (verb === "delete") reach.push("irreversible");
    this.#act(verb, "AWS::S3::Object", { word, traits: reach });
  }

  #store(verb: Verb, word: Word | undefined, traits: readonly ReachTrait[] = []): void {
    this.#act(verb, "AWS::S3::Bucket", { word, traits });
  }

  #act(verb: Verb, type: string, { word, traits }: Target): void {
    const name = nameOf(word, type);
    if (name === "?" && verb !== "read")
      this.#draft.unresolved("target-unknown", "Which bucket `aws s3` is to change is not known");
    const trial = this.#parsed.has("dryrun");
    const resource = { kind: kindOfType(type), type, provider: "aws", id: `${type}/${name}`, name, ...this.#place };
    this.#draft.act(trial ? "read" : verb, resource, trial ? [] : traits);
  }
}

interface Target {
  readonly word: Word | undefined;
  readonly traits: readonly ReachTrait[];
}

function keyOf(word: Word | undefined): string {
  return BUCKET.exec(word?.text ?? "")?.groups?.["key"] ?? "";
}

function nameOf(word: Word | undefined, type: string): string {
  if (word === undefined) return "";
  const bucket = BUCKET.exec(word.text ?? "")?.groups?.["bucket"] ?? "";
  const key = type === "AWS::S3::Object" ? keyOf(word) : "";
  if (bucket === "") return "?";
  return key === "" ? bucket : `${bucket}/${key}`;
}
