import type { Actor, Role } from '#libs/contracts';
import type { StoredDocument } from '#libs/aggregate';

/** Media type of an objection: it names the objector, whose identity stays hidden from the applicant (N10). */
export const OBJECTION_MEDIA_TYPE = 'application/vnd.nuanchao.objection+json';

const READS_OBJECTIONS: readonly Role[] = ['MU_REVIEWER', 'MU_LEADER', 'MU_AUDIT', 'WORKER'];

/** Documents are found by their hash, which only who sees the case learns; objections stay with the municipal union. */
export const mayReadDocument = (actor: Actor, document: Pick<StoredDocument, 'mediaType'>): boolean =>
  document.mediaType !== OBJECTION_MEDIA_TYPE || actor.roles.some(({ role }) => READS_OBJECTIONS.includes(role));
