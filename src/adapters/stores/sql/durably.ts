import type { Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** Runs one transaction, and resolves once what it wrote is durable. */
export type Durably = <Answer>(write: (transaction: Transaction<Tables>) => Promise<Answer>) => Promise<Answer>;
