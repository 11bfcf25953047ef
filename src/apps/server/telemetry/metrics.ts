import { monitorEventLoopDelay } from "node:perf_hooks";

/** Seconds; a request is counted in the first that it fits in. */
const BUCKETS: readonly number[] = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Counts of a server, in the text format of Prometheus. Labels are routes and statuses, never what a caller sent. */
export class Metrics {
  readonly #requests = new Map<string, RouteCounts>();
  readonly #gauges = new Map<string, { readonly help: string; readonly read: () => number }>();
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });

  constructor() {
    this.#delay.enable();
  }

  /** Counts one answer of a route. */
  count(route: string, status: number, seconds: number): void {
    let counts = this.#requests.get(route);
    if (counts === undefined) this.#requests.set(route, (counts = new RouteCounts()));
    counts.add(status, seconds);
  }

  /** Adds a value that is read when somebody asks. */
  gauge(name: string, help: string, read: () => number): void {
    this.#gauges.set(name, { help, read });
  }

  /** Everything, as text. */
  render(): string {
    const lines: string[] = [];
    this.#renderRequests(lines);
    for (const [name, { help, read }] of [...this.#gauges, ...this.#process()]) {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${read()}`);
    }
    return `${lines.join("\n")}\n`;
  }

  close(): void {
    this.#delay.disable();
  }

  #renderRequests(lines: string[]): void {
    lines.push("# HELP writ_requests_total Answers by route and status", "# TYPE writ_requests_total counter");
    for (const [route, { statuses }] of this.#requests) {
      for (const [status, count] of statuses)
        lines.push(`writ_requests_total{route="${route}",status="${status}"} ${count}`);
    }
    lines.push("# HELP writ_request_seconds How long answers took", "# TYPE writ_request_seconds histogram");
    for (const [route, counts] of this.#requests) counts.render(route, lines);
  }

  #process(): readonly (readonly [string, { readonly help: string; readonly read: () => number }])[] {
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const delay = this.#delay.percentile(99) / 1e9;
    return [
      ["process_resident_memory_bytes", { help: "Memory of the process", read: () => rss }],
      ["nodejs_heap_size_used_bytes", { help: "Memory in use", read: () => heapUsed }],
      ["process_cpu_seconds_total", { help: "CPU time of the process", read: () => (user + system) / 1e6 }],
      ["nodejs_eventloop_lag_p99_seconds", { help: "How late timers are, 99th percentile", read: () => delay }],
    ];
  }
}

class RouteCounts {
  readonly statuses = new Map<number, number>();
  readonly #buckets: number[] = BUCKETS.map(() => 0);
  #count = 0;
  #sum = 0;

  add(status: number, seconds: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    this.#count += 1;
    this.#sum += seconds;
    const bucket = BUCKETS.findIndex((most) => seconds <= most);
    if (bucket !== -1) this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
  }

  render(route: string, lines: string[]): void {
    let total = 0;
    for (const [index, most] of BUCKETS.entries()) {
      total += this.#buckets[index] ?? 0;
      lines.push(`writ_request_seconds_bucket{route="${route}",le="${most}"} ${total}`);
    }
    lines.push(
      `writ_request_seconds_bucket{route="${route}",le="+Inf"} ${this.#count}`,
      `writ_request_seconds_sum{route="${route}"} ${this.#sum}`,
      `writ_request_seconds_count{route="${route}"} ${this.#count}`,
    );
  }
}
