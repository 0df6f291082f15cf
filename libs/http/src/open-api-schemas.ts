import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

export type Json = Record<string, unknown>;

/** The named schemas of a document under `#/components/schemas`, and how zod's schemas come there. */
export class ComponentSchemas {
  constructor(private readonly components: Json) {}

  /** The JSON Schema of an answer; what has a name of its own becomes a component. */
  of(schema: z.ZodType): Json {
    const { $schema: _dialect, $defs: definitions, ...made } = z.toJSONSchema(schema, { io: 'output' }) as Json;
    const named = (definitions ?? {}) as Record<string, Json>;
    const renamed = new Map(Object.entries(named).map(([id, body]) => [id, this.nameFor(id, body)]));
    for (const [id, body] of Object.entries(named)) this.put(renamed.get(id) ?? id, answered(body, renamed));
    const own = answered(made, renamed);
    const { id } = made;
    if (typeof id !== 'string') return own;
    const name = this.nameFor(id, made);
    this.put(name, own);
    return { $ref: `#/components/schemas/${name}` };
  }

  /** A body and an answer of the same name differ when defaults are filled in on the way: then both are there. */
  private nameFor(id: string, body: Json): string {
    const present = this.components[id];
    return present === undefined || isDeepStrictEqual(bare(present), bare(body)) ? id : `${id}Answer`;
  }

  private put(name: string, schema: Json): void {
    this.components[name] ??= schema;
  }
}

/** An answer may get more fields later, so nobody may refuse those he does not know; everything in it is read-only. */
const answered = (node: unknown, renamed: ReadonlyMap<string, string>): Json => walk(node, renamed) as Json;

const walk = (node: unknown, renamed: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(node)) return node.map((each) => walk(each, renamed));
  if (typeof node !== 'object' || node === null) return node;
  const { readOnly: _always, id: _name, ...kept } = node as Json;
  if (kept['additionalProperties'] === false) delete kept['additionalProperties'];
  return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, walkKeyword(key, value, renamed)]));
};

const walkKeyword = (key: string, value: unknown, renamed: ReadonlyMap<string, string>): unknown => {
  if (VALUES.has(key)) return value;
  if (key === '$ref' && typeof value === 'string') return referenceOf(value, renamed);
  if (key !== 'properties') return walk(value, renamed);
  return Object.fromEntries(Object.entries(value as Json).map(([name, each]) => [name, walk(each, renamed)]));
};

/** Keywords whose content is a value and no schema. */
const VALUES: ReadonlySet<string> = new Set(['examples', 'default', 'enum', 'const']);

const referenceOf = (reference: string, renamed: ReadonlyMap<string, string>): string => {
  const id = reference.slice('#/$defs/'.length);
  return reference.startsWith('#/$defs/') ? `#/components/schemas/${renamed.get(id) ?? id}` : reference;
};

/** What two descriptions of one type must have in common, whatever tool wrote them. */
const bare = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== 'object' || node === null) return node;
  const skipped = new Set(['id', 'readOnly', 'additionalProperties', '$ref', '$schema']);
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !skipped.has(key))
      .map(([key, value]) => [key, bare(value)]),
  );
};
