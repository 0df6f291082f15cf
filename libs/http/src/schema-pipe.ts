import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { ProblemError } from './problem-error.js';
import { refusalsOf } from './schema-issues.js';

/**
 * Checks bodies, queries and path parameters against the schema that the parameter names; each bad field becomes a
 * G-MALFORMED. A value that is named on its own (`@Param('id', …)`) is pointed at by its name: `/id`.
 */
export class SchemaPipe extends StandardSchemaValidationPipe {
  override async transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    const { schema, data } = metadata;
    if (schema === undefined || !this.toValidate(metadata)) return value;
    this.stripProtoKeys(value);
    const result = await this.validate<Value>(value, schema);
    if (result.issues === undefined) return result.value;
    const at = data === undefined ? [] : [data];
    throw new ProblemError(
      refusalsOf(result.issues.map((issue) => ({ ...issue, path: [...at, ...(issue.path ?? [])] }))),
    );
  }
}
