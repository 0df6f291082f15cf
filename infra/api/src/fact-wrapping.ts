type Json = Record<string, unknown>;

interface EventDocument {
  readonly info: Json;
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly payload: Json }>>;
    readonly schemas: Json;
  };
}

/**
 * The facts of the AsyncAPI document as an OpenAPI document, for a tool that compares those only. Each fact is both the
 * answer and the body of one path: consumers read it, so nothing may be taken from it; and facts of earlier years are read
 * with the schema of today, so nothing may be demanded that they do not have.
 */
export const factsAsOpenApi = (document: unknown): Json => {
  const { info, components } = document as EventDocument;
  const facts = Object.entries(components.messages).filter(([, { payload }]) => 'allOf' in payload);
  return {
    openapi: '3.1.0',
    info,
    paths: Object.fromEntries(
      facts.map(([type, { payload }]) => {
        const content = { 'application/json': { schema: payload } };
        const operation = {
          operationId: type,
          requestBody: { required: true, content },
          responses: { '200': { description: type, content } },
        };
        return [`/facts/${type}`, { post: operation }];
      }),
    ),
    components: { schemas: components.schemas },
  };
};
