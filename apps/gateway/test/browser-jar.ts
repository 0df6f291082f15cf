export interface PageRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** As much of a browser as signing in takes: cookies by name and path, redirects followed by hand, headers that pages send. */
export class BrowserJar {
  private readonly cookies = new Map<string, { readonly value: string; readonly path: string }>();

  constructor(private readonly origin: string) {}

  /** One request with the cookies that belong to it; what the answer sets is kept. */
  async ask(url: string, init: PageRequest = {}): Promise<Response> {
    const target = new URL(url, this.origin);
    const cookie = this.header(target.pathname);
    // A gateway that starts anew would find its old connections reused.
    const headers = { accept: 'text/html', connection: 'close', ...(cookie === '' ? {} : { cookie }), ...init.headers };
    const response = await fetch(target, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(line, target.pathname);
    return response;
  }

  /** Follows redirects until an answer is none; the last one and where it came from. */
  async visit(url: string, init: PageRequest = {}): Promise<{ response: Response; url: string }> {
    let at = new URL(url, this.origin).href;
    let response = await this.ask(at, init);
    for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 10; hops += 1) {
      at = new URL(response.headers.get('location') ?? '', at).href;
      response = await this.ask(at);
    }
    return { response, url: at };
  }

  /** A request of the console's own script. */
  send(path: string, method: string, csrf: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.ask(path, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        origin: this.origin,
        'sec-fetch-site': 'same-origin',
        'x-csrf-token': csrf,
        ...headers,
      },
      body: '{}',
    });
  }

  header(path = '/'): string {
    return [...this.cookies]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([name, cookie]) => `${name}=${cookie.value}`)
      .join('; ');
  }

  get(name: string): string | undefined {
    return this.cookies.get(name)?.value;
  }

  set(name: string, value: string): void {
    this.cookies.set(name, { value, path: '/' });
  }

  private keep(line: string, from: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const of = (name: string): string | undefined =>
      attributes.find((each) => each.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
    const isGone = of('max-age') === '0' || Date.parse(of('expires') ?? '') < Date.now();
    if (isGone) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), { value: pair.slice(at + 1), path: of('path') ?? from });
  }
}
