/** How cookies of this server are named and marked; `secure` is whether browsers reach it over TLS. */
export class Cookies {
  readonly #secure: boolean;

  constructor(secure: boolean) {
    this.#secure = secure;
  }

  /** The value of a cookie in a `Cookie` header; null where it is missing, or stands there twice. */
  read(header: string, name: string): string | null {
    const begin = `${this.#name(name)}=`;
    const values = header
      .split(";")
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(begin))
      .map((pair) => pair.slice(begin.length));
    return values.length === 1 && values[0] !== undefined && VALUE.test(values[0]) ? values[0] : null;
  }

  /**
   * A `Set-Cookie` that no script reads, and that browsers send with what other sites ask for only where they open a page. Under TLS its name keeps other
   * hosts of the same domain from setting it (`__Host-`).
   */
  write(name: string, value: string, maxAgeSeconds: number): string {
    const secure = this.#secure ? "; Secure" : "";
    return `${this.#name(name)}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
  }

  #name(name: string): string {
    return this.#secure ? `__Host-${name}` : name;
  }
}

const VALUE = /^[A-Za-z0-9_-]{1,2048}$/;
