import { UnavailableError } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import { CODES, Refused, rpcError } from "../protocol/errors.ts";
import { own, ownObject, ownString } from "../protocol/message.ts";
import type { Answered } from "../upstream/upstream.ts";
import { Belongings } from "./belongings.ts";
import { Catalogue } from "./catalogue.ts";
import type { Client, DeskPorts, Inquiry } from "./client.ts";
import { unknownName } from "./gather.ts";
import { answerList } from "./lists.ts";
import { methodOf, type Method } from "./methods.ts";
import { findNamed } from "./names.ts";
import { Passing, type Routed } from "./passing.ts";
import { serverOfResource } from "./resources.ts";

/** Where requests of clients are answered, whatever way they came. */
export class Desk {
  readonly ports: DeskPorts;
  readonly catalogue: Catalogue;

  constructor(ports: DeskPorts, catalogue: Catalogue = new Catalogue(ports.now)) {
    this.ports = ports;
    this.catalogue = catalogue;
  }

  /** Answers a request. Total: whatever goes wrong is an error of the protocol that tells nothing of us. */
  async answer(client: Client, inquiry: Inquiry): Promise<Answered> {
    try {
      const method = methodOf(inquiry.method, client.era);
      if (method === undefined) throw new Refused(CODES.unknownMethod, "The method is not spoken here");
      if (method.about === "list") return await answerList(this.ports, this.catalogue, client, method.kind);
      if (method.about === "level") return await this.#toAll(client, inquiry);
      const routed = await this.#route(client, inquiry, method.about);
      return await new Passing({ ports: this.ports, catalogue: this.catalogue, client }, inquiry, routed).run();
    } catch (error) {
      return this.#failed(error);
    }
  }

  #failed(error: unknown): Answered {
    if (error instanceof Refused) return { kind: "error", error: error.error, text: null };
    this.ports.report(error);
    const said =
      error instanceof UnavailableError
        ? error.message
        : "This could not be decided on, and what is not decided is not allowed";
    return { kind: "error", error: rpcError(CODES.internal, said), text: null };
  }

  async #route(client: Client, inquiry: Inquiry, about: Method["about"]): Promise<Routed> {
    const { params, text } = inquiry;
    if (about === "tool" || about === "prompt") return this.#named(params, text, about);
    if (about === "resource") {
      const uri = ownString(params, "uri") ?? missing("uri");
      return { server: await serverOfResource(this, client, uri), name: uri, params, text };
    }
    if (about === "reference") return await this.#referred(client, params, text);
    const [only] = this.ports.servers;
    if (only === undefined || this.ports.servers.length > 1)
      throw new Refused(CODES.unknownMethod, "Tasks are spoken of with one server alone");
    new Belongings(only, client).assertTask(inquiry.method, params);
    return { server: only, name: null, params, text };
  }

  #named(params: ValueObject, text: string | null, what: "tool" | "prompt"): Routed {
    const told = ownString(params, "name") ?? missing("name");
    const found = findNamed(this.ports, told);
    if (found === null) throw unknownName(what, told);
    const { server, name } = found;
    return name === told ? { server, name, params, text } : { server, name, params: { ...params, name }, text: null };
  }

  async #referred(client: Client, params: ValueObject, text: string | null): Promise<Routed> {
    const ref = ownObject(params, "ref");
    if (ownString(ref, "type") === "ref/resource") {
      const uri = ownString(ref, "uri") ?? missing("ref.uri");
      return { server: await serverOfResource(this, client, uri), name: uri, params, text };
    }
    const { server, name, text: kept } = this.#named(ref, text, "prompt");
    return { server, name, params: kept === null ? { ...params, ref: { ...ref, name } } : params, text: kept };
  }

  /** A level of logs goes to every server that has logs in sessions; the others are told with each request. */
  async #toAll(client: Client, inquiry: Inquiry): Promise<Answered> {
    const answers = await Promise.all(
      this.ports.servers.map(async (server) => {
        const lease = await this.ports.lend(server, client);
        const { era, capabilities } = lease.connection;
        lease.over();
        if (era === "2026" || own(capabilities, "logging") === undefined) return null;
        const routed = { server, name: null, params: inquiry.params, text: inquiry.text };
        return await new Passing({ ports: this.ports, catalogue: this.catalogue, client }, inquiry, routed).run();
      }),
    );
    return answers.find((answered) => answered !== null) ?? { kind: "result", result: {}, text: null };
  }
}

function missing(parameter: string): never {
  throw new Refused(CODES.invalidParams, `\`${parameter}\` is missing`);
}
