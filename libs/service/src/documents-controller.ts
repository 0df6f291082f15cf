import { Controller, Get, Inject, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { DocumentHash, ROLES, holds, refusal, type Actor, type Role } from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { DocumentForgotten, NotFound, canonicalBytes } from '#libs/aggregate';
import { Answer, CommandMeta, ProblemError, Upload } from '#libs/http';
import { canAct } from '#libs/policy';
import { Documents } from './documents.js';
import { OpenTasks } from './open-tasks.js';
import { SERVICE_OPTIONS, type ServiceOptions } from './service-options.js';
import { ServiceStore } from './service-store.js';

/** The public and the bank neither bring nor fetch documents; pipelines do by scope. */
const DOCUMENT_ROLES: readonly Role[] = ROLES.filter((role) => !['PUBLIC', 'BANK'].includes(role));
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const CaseId = z.uuid();

interface UploadRequest extends IncomingMessage {
  readonly body?: unknown;
}

/** Files and form contents by hash. A file is uploaded first; the command that names it comes afterwards. */
@Controller('documents')
export class DocumentsController {
  constructor(
    @Inject(Documents) private readonly documents: Documents,
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    @Inject(ServiceStore) private readonly store: ServiceStore,
    @Inject(OpenTasks) private readonly tasks: OpenTasks,
  ) {}

  /**
   * The raw body becomes a document; the same caller, key and content get the same hash again. With `Nuanchao-Case` it
   * belongs to that case, which must be one the caller has to do with: a foreign one is not found.
   */
  @Allow({ kind: 'any', roles: DOCUMENT_ROLES, scope: 'documents:upload' })
  @Answer(DocumentHash)
  @Upload()
  @Post()
  async upload(@Req() request: UploadRequest, @CommandMeta() meta: CommandMeta): Promise<DocumentHash> {
    const caseId = caseIdOf(request.headers['nuanchao-case']);
    if (caseId !== '' && !(await this.mayUpload(meta.actor, caseId))) throw new NotFound(`case ${caseId}`);
    const hash = await this.documents.store(contentOf(request.body), {
      caller: meta.actor.id,
      key: meta.key,
      caseId,
      mediaType: mediaTypeOf(request.headers['content-type']),
    });
    return { hash };
  }

  @Allow({ kind: 'any', roles: DOCUMENT_ROLES, scope: 'documents:read' })
  @Answer(undefined, { mediaType: '*/*', description: 'The bytes as they were stored, of their own media type' })
  @Get(':hash')
  async download(
    @Param('hash', { schema: Hash }) hash: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<StreamableFile> {
    const document = await this.documents.find(hash).catch((error: unknown) => {
      throw error instanceof DocumentForgotten ? new NotFound(`document ${hash}`) : error;
    });
    const may = await (this.options.mayReadDocument ?? mayReadAny)(actor, document, this.store.aggregates);
    if (!may) throw new NotFound(`document ${hash}`);
    // What somebody uploaded must not run in the console's origin.
    response.setHeader('content-disposition', `attachment; filename="${hash}"`);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cache-control', 'private, no-store');
    return new StreamableFile(document.content, { type: document.mediaType, length: document.content.length });
  }

  /** Unless the service knows better: the worker, and whoever has something to do in the case now. */
  private async mayUpload(actor: Actor, caseId: string): Promise<boolean> {
    const said = await this.options.mayUploadTo?.(actor, caseId, this.store.aggregates);
    if (said !== undefined) return said;
    if (holds(actor, 'WORKER')) return true;
    return (await this.tasks.list(actor, { caseId })).some((task) => canAct(actor, task));
  }
}

const mayReadAny = (): boolean => true;

/** Raw bytes as they came; JSON was parsed on the way in and is kept in its canonical form. */
const contentOf = (body: unknown): Buffer => {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  if (typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && Object.keys(body).length > 0) {
    return canonicalBytes(body);
  }
  throw malformed('', 'the body is empty, or its Content-Type is missing', '内容为空或缺少 Content-Type');
};

const caseIdOf = (header: string | string[] | undefined): string => {
  if (header === undefined) return '';
  const parsed = CaseId.safeParse(header);
  if (parsed.success) return parsed.data;
  throw malformed('', 'Nuanchao-Case must be the id of a case', 'Nuanchao-Case 须为申请编号');
};

const mediaTypeOf = (header: string | undefined): string => (header ?? 'application/octet-stream').slice(0, 120);

const malformed = (pointer: string, problem: string, problemZh: string): ProblemError =>
  new ProblemError([refusal('G-MALFORMED', pointer, { problem, problemZh })]);
