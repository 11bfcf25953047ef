import { createSecureContext, type SecureContextOptions } from "node:tls";
import { ServerCredentials } from "@grpc/grpc-js";
import { errorFields, type Log } from "../telemetry/log.ts";

/** A server with a certificate, which asks for one of an authority; both can be read again. Throws when its files cannot be read. */
export class MutualTls extends ServerCredentials {
  readonly #read: () => SecureContextOptions;

  constructor(read: () => SecureContextOptions) {
    super({ requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.2" }, read());
    this.#read = read;
  }

  /** Shows and believes from now on what the files hold. What cannot be used is reported, and the last stays. */
  reload(log: Log): void {
    try {
      const options = this.#read();
      createSecureContext(options);
      this.updateSecureContextOptions(options);
    } catch (error) {
      log.error("the certificate of ext_authz cannot be used, the last one stays", errorFields(error));
    }
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}
