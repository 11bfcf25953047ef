import type { Draft } from "../draft.ts";
import type { Call } from "../invoked.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { GCLOUD_SERVICE } from "./clouds.ts";
import { readService, type Service } from "./read-service.ts";
import { rules } from "./rules.ts";

const GSUTIL: Service = {
  ...GCLOUD_SERVICE,
  options: optionTable("m q D DD h= o= i= u= r,R a f d n l c= p= b= e v P U z= j= Z s= x= C I version help", {
    abbreviates: false,
  }),
  rules: rules(`
    mb | create google_storage_bucket | *
    rb | delete google_storage_bucket | * | irreversible forced?f
    rm | delete google_storage_bucket_object | * | irreversible recursive?r reach-many?r
    cp,mv,rsync,compose,rewrite | update google_storage_bucket | * | recursive?r irreversible?d
    ls,cat,du,stat,hash,version,help,test | read google_storage_bucket | *
    iam,acl,defacl,cors,lifecycle,versioning,web,label,logging,notification,retention,kms,bucketpolicyonly,ubla,pap,setmeta,defstorageclass,requesterpays,autoclass,rpo | update google_storage_bucket | -
    signurl,hmac | create google_storage_hmac_key | -
    config | update gcloud_configuration | -
  `),
};
const BQ: Service = {
  ...GCLOUD_SERVICE,
  options: optionTable(
    "project_id= dataset_id= location= format= quiet,q headless synchronous_mode? use_legacy_sql? nouse_legacy_sql max_rows,n= destination_table= replace append_table dry_run batch recursive,r force,f dataset,d table,t model,m view routine transfer_config schema= time_partitioning_field= expiration= description= apilog= help maximum_bytes_billed= parameter= source_format= autodetect skip_leading_rows= flagfile= job_id= page_token= allow_large_results flatten_results label= noreplace destination_schema=",
    { othersTakeValues: true, abbreviates: false },
  ),
  scope: ["project_id"],
  rules: rules(`
    rm | delete google_bigquery_table | * | irreversible forced?force recursive?recursive
    mk,mkdef | create google_bigquery_table | 0
    update,set-iam-policy,add-iam-policy-binding,undelete,insert,load | update google_bigquery_table | 0
    cp,extract,partition | update google_bigquery_table | 1
    ls,show,head,get-iam-policy,version,help,info,wait | read google_bigquery_table | 0
    cancel | update google_bigquery_job | 0
  `),
};

/** Reads `gsutil`. */
export function readGsutil(draft: Draft, call: Call): void {
  readService(draft, call, GSUTIL);
}

/** Reads `bq`, whose queries go to the reader of SQL. */
export function readBq(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, BQ.options);
  const [command, ...rest] = parsed.operands;
  if (command?.text !== "query") return readService(draft, call, BQ);
  requireUnderstood(draft, call.program, parsed);
  const text = rest.length > 0 ? rest.map((word) => word.text) : [draft.setting.stdin ?? null];
  if (text.some((one) => one === null))
    return draft.unresolved("statements-unknown", "What statements `bq` runs is not known");
  if (!parsed.has("dry_run")) draft.nest({ kind: "sql", statements: text.join(" "), dialect: "bigquery" });
}
