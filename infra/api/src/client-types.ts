/** The client's types, generated from the OpenAPI documents: one file per service, and one that names them all. */

type Json = Record<string, unknown>;
type Document = Json & {
  readonly paths: Record<string, Record<string, Json>>;
  readonly components: { readonly schemas: Record<string, Json> };
};

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const property = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));
const comment = (text: unknown, indent = ''): string =>
  typeof text === 'string' && text !== ''
    ? `${indent}/** ${text.replaceAll('*/', '* /').split('\n').join(' ')} */\n`
    : '';

/** The generated files of `libs/client`, by name. The gateway is no service: it hands on to the others. */
export const clientSources = (documents: ReadonlyMap<string, Json>): ReadonlyMap<string, string> => {
  const services = [...documents.keys()].filter((name) => name !== 'gateway');
  const files = services.map((name): [string, string] => [
    `${name}-routes.ts`,
    clientTypesOf(name, documents.get(name) as Document),
  ]);
  return new Map([...files, ['service-routes.ts', servicesOf(services)]]);
};

/** Source of `libs/client/src/generated/<service>-routes.ts`. */
const clientTypesOf = (service: string, document: Document): string => {
  const schemas = `${pascal(service)}Schemas`;
  const type = (schema: unknown): string => typeOf(schema, schemas);
  const named = Object.entries(document.components.schemas).map(
    ([name, schema]) => `${comment(schema['description'], '  ')}  readonly ${property(name)}: ${type(schema)};\n`,
  );
  const routes = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => routeOf(`${method.toUpperCase()} ${path}`, operation, type)),
  );
  return [
    `/** Written by \`npm run api\` from docs/api/${service}.openapi.json. */\n\n`,
    `export interface ${schemas} {\n${named.join('')}}\n\n`,
    `export interface ${pascal(service)}Routes {\n${routes.join('')}}\n`,
  ].join('');
};

/** Source of `libs/client/src/generated/service-routes.ts`. */
const servicesOf = (services: readonly string[]): string =>
  [
    '/** Written by `npm run api`. */\n\n',
    ...services.map((name) => `import type { ${pascal(name)}Routes } from './${name}-routes.js';\n`),
    '\n/** The routes of every service, by its name at the gateway. */\nexport interface ServiceRoutes {\n',
    ...services.map((name) => `  readonly ${name}: ${pascal(name)}Routes;\n`),
    '}\n',
  ].join('');

const routeOf = (key: string, operation: Json, type: (schema: unknown) => string): string => {
  const parameters = (operation['parameters'] ?? []) as Json[];
  const answers = Object.entries(operation['responses'] as Record<string, Json>).filter(([status]) =>
    status.startsWith('2'),
  );
  const isCommand = parameters.some(({ name }) => name === 'Idempotency-Key');
  const body = contentOf(operation['requestBody']);
  const lines = [
    `    readonly path: ${fieldsOf(parameters, 'path', type)};`,
    `    readonly query: ${fieldsOf(parameters, 'query', type)};`,
    `    readonly body: ${body === undefined ? 'undefined' : type(body)};`,
    `    readonly answer: ${answers.map(([, answer]) => type(contentOf(answer))).join(' | ')};`,
    `    readonly command: ${isCommand};`,
  ];
  return `${comment(operation['description'], '  ')}  readonly ${JSON.stringify(key)}: {\n${lines.join('\n')}\n  };\n`;
};

const contentOf = (holder: unknown): unknown => {
  const content = ((holder ?? {}) as Json)['content'] as Record<string, Json> | undefined;
  return content?.['application/json']?.['schema'] ?? (content === undefined ? undefined : {});
};

const fieldsOf = (parameters: readonly Json[], where: string, type: (schema: unknown) => string): string => {
  const fields = parameters
    .filter((each) => each['in'] === where)
    .map(
      (each) =>
        `readonly ${property(String(each['name']))}${each['required'] === true ? '' : '?'}: ${type(each['schema'])}`,
    );
  return fields.length === 0 ? 'undefined' : `{ ${fields.join('; ')} }`;
};

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

/** The TypeScript type of a JSON Schema. What only a validator can say (lengths, patterns) is not in it. */
const typeOf = (schema: unknown, schemas: string): string => {
  if (typeof schema !== 'object' || schema === null) return 'unknown';
  const node = schema as Json;
  const inner = (each: unknown): string => typeOf(each, schemas);
  if (typeof node['$ref'] === 'string') return `${schemas}[${JSON.stringify(node['$ref'].split('/').at(-1))}]`;
  if ('const' in node) return JSON.stringify(node['const']);
  if (Array.isArray(node['enum'])) return node['enum'].map((value) => JSON.stringify(value)).join(' | ') || 'never';
  for (const [keyword, joint] of [
    ['anyOf', ' | '],
    ['oneOf', ' | '],
    ['allOf', ' & '],
  ] as const) {
    const parts = node[keyword];
    if (Array.isArray(parts)) return `(${[...new Set(parts.map(inner))].join(joint)})`;
  }
  const { type } = node;
  if (Array.isArray(type)) return type.map((each) => inner({ ...node, type: each })).join(' | ');
  if (type === 'array') return arrayOf(node, inner);
  if (type === 'object') return objectOf(node, inner);
  return PRIMITIVES[String(type)] ?? 'unknown';
};

const arrayOf = (node: Json, inner: (schema: unknown) => string): string =>
  Array.isArray(node['prefixItems'])
    ? `readonly [${node['prefixItems'].map(inner).join(', ')}]`
    : `readonly (${inner(node['items'])})[]`;

const objectOf = (node: Json, inner: (schema: unknown) => string): string => {
  const required = new Set((node['required'] ?? []) as string[]);
  const fields = Object.entries((node['properties'] ?? {}) as Json).map(
    ([name, each]) => `readonly ${property(name)}${required.has(name) ? '' : '?'}: ${inner(each)}`,
  );
  const more = node['additionalProperties'];
  const rest = typeof more === 'object' && more !== null ? `Readonly<Record<string, ${inner(more)}>>` : undefined;
  if (fields.length === 0)
    return rest ?? (more === false ? 'Record<string, never>' : 'Readonly<Record<string, unknown>>');
  const own = `{ ${fields.join('; ')} }`;
  return rest === undefined ? own : `(${own} & Readonly<Record<string, unknown>>)`;
};
