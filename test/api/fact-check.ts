import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { closed } from './answer-check.js';

type Json = Record<string, unknown>;
interface MessageObject {
  readonly payload: { readonly allOf: readonly [Json, { readonly properties: { readonly data: Json } }] };
}

/** Compares facts as they stand in the log with the committed AsyncAPI document; an undeclared field is a fault. */
export const factFaults = (events: readonly Json[]): string[] => {
  const file = new URL('../../docs/api/nuanchao.asyncapi.json', import.meta.url);
  const document = closed(JSON.parse(readFileSync(file, 'utf8'))) as Json;
  const { messages } = document['components'] as { readonly messages: Record<string, MessageObject> };
  const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: false });
  ajv.addSchema(document, 'facts');
  return events.flatMap((event) => {
    const type = String(event['type']);
    if (messages[type] === undefined) return [`${type}: no message of the document`];
    const parts = [
      ['facts#/components/schemas/Envelope', event],
      [`facts#/components/messages/${type}/payload/allOf/1/properties/data`, event['data']],
    ] as const;
    return parts.flatMap(([$ref, value]) =>
      ajv.validate({ $ref }, value) ? [] : [`${String(event['id'])} ${type}: ${ajv.errorsText()}`],
    );
  });
};
