import { Opaque, type Value } from "../../../values/index.ts";
import { IpAddress, parseAddress } from "./address.ts";

/** An address with the length of its network prefix. The host bits are kept, as they were written. */
export class Network extends Opaque {
  readonly typeName = "net.CIDR";
  readonly address: IpAddress;
  readonly prefixLength: number;

  constructor(address: IpAddress, prefixLength: number) {
    super();
    this.address = address;
    this.prefixLength = prefixLength;
  }

  /** The same network with the host bits cleared. */
  masked(): Network {
    const hostBits = BigInt(this.address.width - this.prefixLength);
    return new Network(
      new IpAddress(this.address.family, (this.address.bits >> hostBits) << hostBits),
      this.prefixLength,
    );
  }

  containsAddress(address: IpAddress): boolean {
    const hostBits = BigInt(this.address.width - this.prefixLength);
    return address.family === this.address.family && address.bits >> hostBits === this.address.bits >> hostBits;
  }

  containsNetwork(other: Network): boolean {
    return other.prefixLength >= this.prefixLength && this.containsAddress(other.address);
  }

  equals(other: Opaque): boolean {
    return other instanceof Network && other.prefixLength === this.prefixLength && this.address.equals(other.address);
  }

  toString(): string {
    return `${this.address.toString()}/${this.prefixLength}`;
  }

  toPlain(): Value {
    return this.toString();
  }
}

/** The network that a text in CIDR notation names, or `undefined`. */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.lastIndexOf("/");
  const address = slash < 0 ? undefined : parseAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (address === undefined || !/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > address.width) return undefined;
  return new Network(address, Number(length));
}
