import { UnavailableError } from "#core/diagnostics";
import type { LogStore } from "./shared/log-store.ts";

/** Where a log lies that several processes write: in the database of the control plane, or below a prefix in a bucket. */
export type LogPlace =
  | { readonly kind: "postgres" }
  | { readonly kind: "s3"; readonly bucket: string; readonly prefix: string };

/** The place that a text names, `postgres` or `s3://bucket/prefix`; null for another text. */
export function parseLogPlace(text: string): LogPlace | null {
  if (text === "postgres") return { kind: "postgres" };
  const [, bucket, prefix = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]{2,62})(?:\/([\w.\-/]{0,512}))?$/.exec(text) ?? [];
  if (bucket === undefined) return null;
  return { kind: "s3", bucket, prefix: prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/` };
}

/** What leads to such places: the names of its variables are those that PostgreSQL and AWS are told by everywhere. */
export type LogAccess = Readonly<Record<string, string | undefined>>;

/** Opens the store of a shared log. Throws an `UnavailableError` when what leads there is missing, or it does not answer. */
export async function openLogStore(place: LogPlace, access: LogAccess): Promise<LogStore> {
  if (place.kind === "postgres") {
    const { openPostgresLogStore } = await import("./postgres/store.ts");
    return await openPostgresLogStore(required(access, "DATABASE_URL", "a log in PostgreSQL"));
  }
  const [{ ObjectLogStore }, { s3Objects }] = await Promise.all([
    import("./objects/store.ts"),
    import("./s3/objects.ts"),
  ]);
  const { bucket, prefix } = place;
  return new ObjectLogStore(
    s3Objects({
      bucket,
      prefix,
      region: first(access, "AWS_REGION", "AWS_DEFAULT_REGION") ?? "us-east-1",
      endpoint: first(access, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"),
      accessKeyId: required(access, "AWS_ACCESS_KEY_ID", "a log in object storage"),
      secretAccessKey: required(access, "AWS_SECRET_ACCESS_KEY", "a log in object storage"),
      sessionToken: first(access, "AWS_SESSION_TOKEN"),
    }),
  );
}

function first(access: LogAccess, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = access[name];
    if (value !== undefined && value !== "") return value;
  }
  return null;
}

function required(access: LogAccess, name: string, what: string): string {
  const value = first(access, name);
  if (value !== null) return value;
  throw new UnavailableError("log-unreachable", `Cannot open ${what}: the environment has no \`${name}\``);
}
