import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Exchange } from '../../infra/demonstration/src/gateway-client.js';

type Json = Record<string, unknown>;
type Operation = Json & { readonly responses: Record<string, Json> };
interface Route {
  readonly service: string;
  readonly method: string;
  readonly template: string;
  readonly pattern: RegExp;
  readonly operation: Operation;
}

/**
 * Compares what services really answer with what their documents promise. An undeclared status, media type, header or
 * field is a fault, and so is a body that was accepted although the document refuses it.
 */
export class AnswerCheck {
  readonly faults: string[] = [];
  /** How often each declared answer was seen: `approvals post /reviews/{id}/decision 200`. */
  readonly seen = new Map<string, number>();
  private readonly routes: readonly Route[];
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: false });

  constructor(private readonly documents: Readonly<Record<string, Json>>) {
    for (const [service, document] of Object.entries(documents)) {
      this.ajv.addSchema(closed(document) as Json, service);
    }
    this.routes = Object.entries(documents).flatMap(([service, document]) => routesOf(service, document));
  }

  /** Looks at one exchange through the gateway. */
  async look({ method, path, body, response }: Exchange): Promise<void> {
    const [, service = '', rest = ''] = /^\/api\/([^/?]+)([^?]*)/.exec(path) ?? [];
    const route = this.routes.find(
      (each) => each.service === service && each.method === method.toLowerCase() && each.pattern.test(rest),
    );
    const what = `${method} /api/${service}${rest} ${response.status}`;
    if (route === undefined) {
      // What no document knows must be unknown to the product as well.
      if (response.status !== 404) this.faults.push(`${what}: no document has this route`);
      return;
    }
    const declared = route.operation.responses[response.status];
    if (declared === undefined) {
      this.faults.push(`${what}: the document of ${service} does not declare this status`);
      return;
    }
    const name = `${service} ${route.method} ${route.template} ${response.status}`;
    this.seen.set(name, (this.seen.get(name) ?? 0) + 1);
    await this.compare(what, route, response);
    if (response.ok && body !== undefined) this.compareBody(what, route, body);
  }

  private async compare(what: string, route: Route, response: Response): Promise<void> {
    const answer = resolve(this.documents[route.service] ?? {}, route.operation.responses[response.status] ?? {});
    for (const [header, { required }] of Object.entries((answer['headers'] ?? {}) as Record<string, Json>)) {
      if (required === true && !response.headers.has(header)) this.faults.push(`${what}: without the header ${header}`);
    }
    const media = (response.headers.get('content-type') ?? '').split(';', 1)[0] ?? '';
    const content = (answer['content'] ?? {}) as Record<string, Json>;
    const declared = content[media] ?? content['*/*'];
    if (declared === undefined) {
      this.faults.push(`${what}: undeclared media type ${media}`);
      return;
    }
    if (!media.endsWith('json') || declared['schema'] === undefined) return;
    this.validate(what, route.service, declared['schema'], JSON.parse(await response.text()));
  }

  private compareBody(what: string, { service, operation }: Route, body: string): void {
    const content = ((operation['requestBody'] ?? {}) as Json)['content'] as Record<string, Json> | undefined;
    const schema = content?.['application/json']?.['schema'];
    if (schema === undefined || !/^[[{]/.test(body)) return;
    this.validate(`${what} (its body)`, service, schema, JSON.parse(body));
  }

  private validate(what: string, service: string, schema: unknown, value: unknown): void {
    const key = `${service} ${JSON.stringify(schema)}`;
    let validator = this.validators.get(key);
    if (validator === undefined) {
      validator = this.ajv.compile(closed(absolute(schema, service)) as Json);
      this.validators.set(key, validator);
    }
    if (validator(value)) return;
    const [first] = validator.errors ?? [];
    const details = JSON.stringify(first?.params ?? {});
    this.faults.push(`${what}: ${first?.instancePath ?? ''} ${first?.message ?? 'does not fit'} ${details}`);
  }
}

const routesOf = (service: string, document: Json): Route[] =>
  Object.entries((document['paths'] ?? {}) as Record<string, Record<string, Operation>>)
    .flatMap(([template, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        service,
        method,
        template,
        operation,
        pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`),
      })),
    )
    // A path that is spelled out goes before one with a parameter.
    .toSorted((a, b) => a.template.split('{').length - b.template.split('{').length);

const resolve = (document: Json, node: Json): Json => {
  const reference = node['$ref'];
  if (typeof reference !== 'string') return node;
  return reference
    .slice(2)
    .split('/')
    .reduce<Json>((at, key) => at[key] as Json, document);
};

/** References of a document lead into that document, from wherever they are compiled. */
const absolute = (node: unknown, service: string): unknown => {
  if (Array.isArray(node)) return node.map((each) => absolute(each, service));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' && value.startsWith('#')
        ? `${service}${value}`
        : absolute(value, service),
    ]),
  );
};

/** The check against the committed documents of all services. */
export const committedAnswerCheck = (): AnswerCheck =>
  new AnswerCheck(
    Object.fromEntries(
      ['applications', 'approvals', 'payments', 'audits', 'pipelines', 'workflows'].map((name) => [
        name,
        JSON.parse(readFileSync(new URL(`../../docs/api/${name}.openapi.json`, import.meta.url), 'utf8')) as Json,
      ]),
    ),
  );

/** Answers may grow later and so are open to clients; here and now an undeclared field is a fault. */
export const closed = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  const isObject = copy['type'] === 'object' && copy['properties'] !== undefined;
  return isObject && copy['additionalProperties'] === undefined ? { ...copy, additionalProperties: false } : copy;
};
