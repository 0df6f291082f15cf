import { Inject, Injectable } from '@nestjs/common';
import {
  filingDecider,
  noticeDecider,
  reviewDecider,
  type FilingState,
  type NoticeState,
  type ReviewState,
} from '#libs/domain';
import type { Folder } from '#libs/aggregate';
import { ServiceStore } from '#libs/service';

/**
 * What a command names as evidence, as it stands in this service's own store. Each of these states is final once it proves
 * anything, so reading it before the decision cannot show more than there is.
 */
@Injectable()
export class EvidenceView {
  constructor(@Inject(ServiceStore) private readonly store: ServiceStore) {}

  filing(subject: string | null): Promise<FilingState | undefined> {
    return this.find(filingDecider, subject);
  }

  notice(subject: string | null): Promise<NoticeState | undefined> {
    return this.find(noticeDecider, subject);
  }

  review(subject: string | null): Promise<ReviewState | undefined> {
    return this.find(reviewDecider, subject);
  }

  /** Undefined for another noun's subject too: a command cannot pass one thing off as another. */
  private async find<State>(folder: Folder<State>, subject: string | null): Promise<State | undefined> {
    const [noun, id, ...rest] = subject?.split('/') ?? [];
    if (noun !== folder.noun || id === undefined || id === '' || rest.length > 0) return undefined;
    return (await this.store.aggregates.load(folder, `${noun}/${id}`))?.state;
  }
}
