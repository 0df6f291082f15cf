import { Inject, Injectable } from '@nestjs/common';
import type { DefectList, ProgramCheckList } from '#libs/contracts';
import { canonicalBytes } from '#libs/aggregate';
import type { CommandMeta } from '#libs/http';
import { Documents, ServiceStore } from '#libs/service';

/** Which part of which command a document is. */
interface Part {
  readonly meta: CommandMeta;
  readonly part: string;
  readonly caseId: string;
  readonly mediaType?: string | undefined;
}

/** Texts of people become documents before the event that names them (design §4): the log can prove and still forget. */
@Injectable()
export class WorkDocuments {
  constructor(
    @Inject(Documents) private readonly documents: Documents,
    @Inject(ServiceStore) private readonly store: ServiceStore,
  ) {}

  /** Stores a JSON value in canonical bytes; a repeat of the command finds the same hash. */
  json(value: unknown, { meta, part, caseId, mediaType = 'application/json' }: Part): Promise<string> {
    return this.documents.store(canonicalBytes(value), {
      caller: meta.actor.id,
      key: meta.key,
      part,
      caseId,
      mediaType,
    });
  }

  /** Stores somebody's words; null when there are none. */
  async text(words: string | undefined, part: Part): Promise<string | null> {
    return words === undefined || words.trim() === '' ? null : this.json({ text: words }, part);
  }

  /** Stores every defect of a return with its text, as a `DefectList`; null when there are none. */
  async defects(defects: DefectList['defects'] | undefined, part: Part): Promise<string | null> {
    return defects === undefined || defects.length === 0 ? null : this.json({ defects } satisfies DefectList, part);
  }

  /** Stores what a program checked, as a `ProgramCheckList`; null when it says nothing of it. */
  async checks(checks: ProgramCheckList['checks'] | undefined, part: Part): Promise<string | null> {
    return checks === undefined || checks.length === 0 ? null : this.json({ checks } satisfies ProgramCheckList, part);
  }

  /** Which of these hashes no stored document has. */
  async absent(...hashes: readonly (string | undefined)[]): Promise<readonly string[]> {
    const named = [...new Set(hashes.filter((hash) => hash !== undefined))];
    const known = await Promise.all(named.map((hash) => this.store.documents.exists(hash)));
    return named.filter((_hash, index) => known[index] === false);
  }
}
